//! What is cited from the source: events over time, those that rest on it alone, quotes, claims, its texts.

use crate::analysis::{EventRow, SourcePage, SourceRef, TextLine};
use crate::content::actor::{event, strip};
use crate::content::detail::TargetKind;
use crate::content::page::{Page, dotted};
use crate::content::words::{count, counted, edtf_words};
use crate::content::{Line, Tone, date};

pub(super) fn write(page: &mut Page<'_>, source: &SourcePage) {
    page.section("Cited", Some(source.events));
    let facts = [
        counted(source.events, "event"),
        source
            .span
            .map(|span| date::span(span, page.context.glyphs.dash))
            .unwrap_or_default(),
    ];
    page.flow(0, 2, &dotted(page.context, facts, Tone::Text));
    strip(page, &source.strip);
    if source.quotes + source.claims > 0 {
        let found = [
            format!("{} found in it", counted(source.quotes, "quote")),
            counted(source.claims, "claim"),
        ];
        page.flow(0, 2, &dotted(page.context, found, Tone::Dim));
    }
    support(page, source);
    texts(page, source);
    let rest = (source.resting.as_slice(), source.alone);
    events(page, "Rest on this voice alone", rest);
    let all = (source.citing.as_slice(), source.events);
    events(page, "Events that cite it", all);
}

/// How much of what cites it has no other support.
fn support(page: &mut Page<'_>, source: &SourcePage) {
    if source.events == 0 {
        return;
    }
    let share = source.alone * 100 / source.events;
    let mut says = vec![match source.alone {
        0 => "none rests on this voice alone".to_owned(),
        alone => format!("{} on this voice alone ({share} %)", rests(alone)),
    }];
    if source.one_sided > 0 {
        says.push(format!(
            "{} {} supported by one side only",
            page.context.glyphs.one_sided,
            count(source.one_sided)
        ));
    }
    let tone = if source.alone > 0 {
        Tone::Warning
    } else {
        Tone::Dim
    };
    page.flow(0, 2, &dotted(page.context, says, tone));
}

fn rests(events: usize) -> String {
    let verb = if events == 1 { "rests" } else { "rest" };
    format!("{} {verb}", count(events))
}

fn texts(page: &mut Page<'_>, source: &SourcePage) {
    if source.texts.is_empty() {
        return;
    }
    page.section("Texts", Some(source.texts_total));
    for text in &source.texts {
        page.target(TargetKind::Text(SourceRef::Text(text.key)), |page| {
            write_text(page, text);
        });
    }
    more(page, "more", source.texts.len(), source.texts_total);
}

fn write_text(page: &mut Page<'_>, text: &TextLine) {
    let letter = text.reliability.map_or("-", |letter| letter.slug());
    let line = Line::default()
        .with(format!("{letter} "), Tone::Strong)
        .with(format!("{:>4}  ", count(text.events)), Tone::Text)
        .with(&text.title, Tone::Text);
    let date = text.published.as_deref().map(edtf_words);
    let date = date.map(|date| format!(" {} {date}", page.context.glyphs.dot));
    page.flow(0, 8, &line.with(date.unwrap_or_default(), Tone::Dim));
}

fn events(page: &mut Page<'_>, title: &'static str, (rows, total): (&[EventRow], usize)) {
    if rows.is_empty() {
        return;
    }
    page.section(title, Some(total));
    for row in rows {
        page.target(TargetKind::Event(row.key), |page| event(page, row));
    }
    more(page, "earlier", rows.len(), total);
}

fn more(page: &mut Page<'_>, which: &str, shown: usize, total: usize) {
    if shown < total {
        let says = format!("and {} {which}", count(total - shown));
        page.flow(0, 2, &Line::default().with(says, Tone::Dim));
    }
}
