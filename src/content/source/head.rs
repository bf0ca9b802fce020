//! What the source is: publisher, title, dates, addresses, reliability, affiliation, copies.

use crate::analysis::{SourcePage, SourceRef, TextLine, TextRecord};
use crate::content::detail::TargetKind;
use crate::content::page::{Page, bloc_mark, dotted, in_quotes};
use crate::content::words::{counted, edtf_words, language_name};
use crate::content::{Line, Tone};
use crate::model::Reliability;

pub(super) fn write(page: &mut Page<'_>, source: &SourcePage) {
    let bloc = source.affiliations.first().map(|(.., bloc)| *bloc);
    let mark = bloc.map_or(Vec::new(), |bloc| bloc_mark(page.context, bloc));
    let name = Line { spans: mark }.with(&source.publisher, Tone::Strong);
    match &source.text {
        Some(text) => {
            page.target(TargetKind::Text(source.publisher_ref), |page| {
                page.flow(0, 2, &name);
            });
            record(page, text);
        }
        None => {
            page.flow(0, 2, &name);
            let says = counted(source.texts_total, "text");
            let says = format!("publisher {} {says} cited", page.context.glyphs.dot);
            page.flow(2, 2, &Line::default().with(says, Tone::Dim));
            if !source.merged.is_empty() {
                let merged = source.merged.join(", ");
                page.labelled("merged from", &Line::default().with(merged, Tone::Text));
            }
        }
    }
    letters(page, source);
    affiliations(page, source);
    if let Some(text) = &source.text {
        standing(page, text);
    }
}

fn record(page: &mut Page<'_>, text: &TextRecord) {
    if let Some(title) = &text.record.title {
        page.prose(2, &in_quotes(page.context, title), Tone::Text);
    }
    let language = text.record.language.as_deref();
    let facts = [
        text.record.author.clone(),
        Some(published(text.record.published.as_deref())),
        language.map(|tag| language_name(tag).to_owned()),
        text.record.kind.map(|kind| kind.label().to_owned()),
        Some(text.record.id.clone()),
    ];
    let facts = facts.into_iter().flatten();
    page.flow(2, 4, &dotted(page.context, facts, Tone::Dim));
    labelled(page, "dataset", text.dataset.as_deref());
    let url = |page: &mut Page<'_>, label: &str, url: Option<&str>| {
        if let Some(url) = url {
            page.labelled(label, &Line::default().with(url, Tone::Accent));
        }
    };
    url(page, "address", text.record.url.as_deref());
    url(page, "archived", text.record.archive_url.as_deref());
    let read = text.record.accessed.as_deref().map(edtf_words);
    labelled(page, "read", read.as_deref());
}

/// A text has a letter with its reason; of a publisher the letters of its texts are counted.
fn letters(page: &mut Page<'_>, source: &SourcePage) {
    let words = |letter: Option<Reliability>| match letter {
        Some(letter) => format!("{letter} {}", letter.label()),
        None => "no letter".to_owned(),
    };
    let several = source.text.is_none();
    let told = source.letters.iter().map(|(letter, texts)| {
        if several {
            format!("{} ({texts})", words(*letter))
        } else {
            words(*letter)
        }
    });
    let line = dotted(page.context, told, Tone::Strong);
    if !line.spans.is_empty() {
        page.labelled("reliability", &line);
    }
    let reason = source
        .text
        .as_ref()
        .and_then(|text| text.record.reason.as_deref());
    labelled(page, "because", reason);
}

fn affiliations(page: &mut Page<'_>, source: &SourcePage) {
    for (place, (key, name, bloc)) in source.affiliations.iter().enumerate() {
        let label = if place == 0 { "run by" } else { "" };
        let line = Line {
            spans: bloc_mark(page.context, *bloc),
        };
        let line = line.with(name, Tone::Text);
        page.target(TargetKind::Actor(*key), |page| page.labelled(label, &line));
    }
    if !source.voices.is_empty() {
        let voices = dotted(page.context, source.voices.iter().cloned(), Tone::Text);
        page.labelled("counts as", &voices);
    }
    for (place, copy) in source.copies.iter().enumerate() {
        let label = if place == 0 { "copied by" } else { "" };
        page.target(TargetKind::Text(SourceRef::Text(copy.key)), |page| {
            page.labelled(label, &text(page, copy));
        });
    }
}

/// A text in a list: publisher, day, title.
fn text(page: &Page<'_>, text: &TextLine) -> Line {
    let facts = [
        text.publisher.clone(),
        published(text.published.as_deref()),
        in_quotes(page.context, &text.title),
    ];
    dotted(page.context, facts, Tone::Text)
}

/// When a text was published.
fn published(date: Option<&str>) -> String {
    date.map_or_else(|| "undated".to_owned(), edtf_words)
}

fn standing(page: &mut Page<'_>, text: &TextRecord) {
    if let Some((key, publisher)) = &text.syndicated_from {
        let line = Line::default().with(publisher, Tone::Text);
        page.target(TargetKind::Text(SourceRef::Text(*key)), |page| {
            page.labelled("copies", &line);
        });
    }
    labelled(page, "sha256", text.sha256.as_deref());
    if let Some(note) = &text.note {
        page.prose(2, note, Tone::Dim);
    }
}

fn labelled(page: &mut Page<'_>, label: &str, text: Option<&str>) {
    if let Some(text) = text {
        page.labelled(label, &Line::default().with(text, Tone::Text));
    }
}
