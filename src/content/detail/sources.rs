//! Sources: who published it, how good they are, whom they belong to and whom they copy.

use super::TargetKind;
use crate::analysis::{EventDetail, SourceDetail};
use crate::content::page::{Page, bloc_mark, dotted, in_quotes};
use crate::content::words::{edtf_words, grade_code, grade_words, language_name};
use crate::content::{Line, Tone};
use crate::text::{self, Clean};

/// Columns before what is said of a source.
const INDENT: usize = 3;
/// Columns of an address below which what follows it gets its own line.
const LEAST_ADDRESS: usize = 30;

pub(super) fn write(page: &mut Page<'_>, detail: &EventDetail) {
    if detail.sources.is_empty() {
        return;
    }
    page.section("Sources", Some(detail.sources.len()));
    for (at, source) in detail.sources.iter().enumerate() {
        if at > 0 {
            page.blank();
        }
        page.target(TargetKind::Source(at), |page| write_source(page, source));
    }
}

fn write_source(page: &mut Page<'_>, source: &SourceDetail) {
    let code = grade_code(source.grade);
    let line = Line::default().with(
        format!("{:<2} ", if code.is_empty() { "--" } else { &code }),
        Tone::Strong,
    );
    let bloc = source
        .affiliation
        .as_ref()
        .map_or(Vec::new(), |(_, bloc)| bloc_mark(page.context, *bloc));
    page.flow(0, 3, &line.and(bloc).with(&source.publisher, Tone::Strong));
    if let Some(title) = &source.record.title {
        page.prose(3, &in_quotes(page.context, title), Tone::Text);
    }
    let facts = publication(source)
        .into_iter()
        .chain(standing(source))
        .flatten();
    page.flow(3, 3, &dotted(page.context, facts, Tone::Dim));
    let grading = [
        grade_words(source.grade),
        source.record.reason.clone().unwrap_or_default(),
    ];
    page.flow_some(3, &dotted(page.context, grading, Tone::Dim));
    addresses(page, source);
    if let Some(note) = &source.note {
        page.prose(3, note, Tone::Dim);
    }
}

fn publication(source: &SourceDetail) -> [Option<String>; 5] {
    let kind = source
        .record
        .kind
        .map(|kind| kind.label().to_lowercase().replace("ngo", "NGO"));
    let language = source
        .record
        .language
        .as_deref()
        .map(|tag| language_name(tag).to_owned());
    let published = source.record.published.as_deref();
    let published = Some(published.map_or_else(|| "undated".to_owned(), edtf_words));
    [
        source.record.author.clone(),
        published,
        language,
        kind,
        source.locator.clone(),
    ]
}

/// Whose outlet it is, whose report it carries, and whether support counts it.
fn standing(source: &SourceDetail) -> [Option<String>; 3] {
    let run_by = source
        .affiliation
        .as_ref()
        .map(|(name, _)| format!("run by {name}"));
    let copies = source.syndicated_from.as_ref();
    let copies = copies.map(|publisher| format!("copies {publisher}"));
    let carries = source.origin.as_ref();
    let carries = carries.map(|origin| format!("carries a report of {origin}"));
    let counted = match (source.cited, source.first_of_origin) {
        (false, _) => Some("cited by a claim or quote only".to_owned()),
        (true, true) => None,
        (true, false) => Some("same origin as another source".to_owned()),
    };
    let run_by = run_by.or_else(|| Some("affiliation not recorded".to_owned()));
    [run_by, carries.or(copies), counted]
}

fn addresses(page: &mut Page<'_>, source: &SourceDetail) {
    let accessed = source
        .record
        .accessed
        .as_deref()
        .map(|date| format!("  read {}", edtf_words(date)))
        .unwrap_or_default();
    if let Some(url) = &source.record.url {
        address(page, "", url, &accessed);
    }
    if let Some(url) = &source.record.archive_url {
        address(page, "archived: ", url, "");
    }
}

/// An address; on one line, cut in the middle, unless its source is chosen. It is opened and copied whole.
fn address(page: &mut Page<'_>, before: &str, url: &str, after: &str) {
    let room = page.width().saturating_sub(INDENT + before.len());
    let beside = room.saturating_sub(after.len());
    let columns = if beside < LEAST_ADDRESS { room } else { beside };
    let shown = if page.is_chosen() {
        url.to_owned()
    } else {
        middle_cut(&text::clean(url), columns, page.context.glyphs.ellipsis)
    };
    let line = Line::default()
        .with(before, Tone::Dim)
        .with(shown, Tone::Accent)
        .with(after, Tone::Dim);
    page.flow(INDENT, INDENT, &line);
}

/// The beginning and the end of an address, which say most about it.
fn middle_cut(url: &Clean, columns: usize, ellipsis: &str) -> String {
    if url.width() <= columns {
        return url.as_str().to_owned();
    }
    let room = columns.saturating_sub(text::width(ellipsis));
    let head = fitting(url.as_str().chars(), room * 3 / 5);
    let tail = fitting(
        url.as_str().chars().rev(),
        room.saturating_sub(text::width(&head)),
    );
    let tail: String = tail.chars().rev().collect();
    format!("{head}{ellipsis}{tail}")
}

fn fitting(chars: impl Iterator<Item = char>, columns: usize) -> String {
    let mut kept = String::new();
    for c in chars {
        kept.push(c);
        if text::width(&kept) > columns {
            kept.pop();
            break;
        }
    }
    kept
}
