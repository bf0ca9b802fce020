//! What other outlets made of the same words, next to each other, with marks around what differs.

use crate::analysis::{QuoteEntry, Rendering, Sameness, SourceDetail};
use crate::content::page::{Page, dotted};
use crate::content::words::{counted, edtf_words, grade_code, language_name};
use crate::content::{Line, Tone};

/// Columns from which two renderings stand beside each other.
const BESIDE: usize = 90;

/// The other renderings: of the chosen quote word by word, of others only that there are some.
pub(super) fn write(page: &mut Page<'_>, entry: &QuoteEntry, chosen: bool) {
    if entry.renderings.is_empty() {
        return;
    }
    let mark = format!("{} ", page.context.glyphs.same);
    let says = counted(entry.renderings.len(), "other rendering");
    let publishers: Vec<&str> = entry
        .renderings
        .iter()
        .map(|other| other.source.publisher.as_str())
        .collect();
    let line = Line::default()
        .with(mark, Tone::Accent)
        .with(format!("{says}: "), Tone::Text)
        .with(publishers.join(", "), Tone::Text);
    page.flow(4, 6, &line);
    if chosen {
        for other in &entry.renderings {
            compared(page, entry, other);
        }
    }
}

/// Both renderings beside each other, or below each other where there is no room.
fn compared(page: &mut Page<'_>, entry: &QuoteEntry, other: &Rendering) {
    page.blank();
    let own = (
        &entry.source,
        &*entry.quote.text,
        &*other.here,
        &*entry.quote.date,
    );
    let theirs = (
        &other.source,
        &*other.quote.text,
        &*other.there,
        &*other.quote.date,
    );
    let beside = page.width() >= BESIDE;
    let columns = if beside {
        page.width() / 2
    } else {
        page.width()
    };
    let texts: Vec<Vec<Line>> = [own, theirs]
        .into_iter()
        .map(|(source, words, alone, date)| {
            let mut lines = page.flowing(&named(page, source, date), 4, columns);
            lines.extend(page.compared_lines(words, alone, columns));
            lines
        })
        .collect();
    if beside {
        page.beside(&texts, columns);
    } else {
        page.lines(texts.into_iter().flatten());
    }
    page.flow(
        4,
        4,
        &Line::default().with(verdict(page, entry, other), Tone::Dim),
    );
}

fn named(page: &Page<'_>, source: &SourceDetail, date: &str) -> Line {
    let grade = grade_code(source.grade);
    let facts = [grade, edtf_words(date)];
    let head = Line::default().with(&source.publisher, Tone::Strong);
    let facts = dotted(page.context, facts, Tone::Dim);
    head.with(" ", Tone::Text).and(facts.spans)
}

/// What the comparison says, and what the marks mean.
fn verdict(page: &Page<'_>, entry: &QuoteEntry, other: &Rendering) -> String {
    let [open, close] = page.context.glyphs.alone;
    let differs = !other.here.is_empty() || !other.there.is_empty();
    let language = |tag: Option<&str>| tag.map_or("another language", language_name).to_owned();
    let (own, theirs) = (
        entry.quote.language.as_deref(),
        other.quote.language.as_deref(),
    );
    match other.same {
        _ if differs => format!("{open}marked{close}: not in the other"),
        Sameness::Original if own != theirs => {
            format!("the same original, in {}", language(theirs))
        }
        Sameness::Original | Sameness::Words => "the same words".to_owned(),
    }
}
