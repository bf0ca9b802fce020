//! Quotes: who said what, word for word, in which source.

use super::TargetKind;
use crate::analysis::{EventDetail, QuoteDetail, SourceDetail};
use crate::content::page::{Page, bloc_mark, dotted};
use crate::content::words::{edtf_words, grade_code, language_name};
use crate::content::{Line, Tone};

pub(super) fn write(page: &mut Page<'_>, detail: &EventDetail) {
    if detail.quotes.is_empty() {
        return;
    }
    page.section("Quotes", Some(detail.quotes.len()));
    for (at, quote) in detail.quotes.iter().enumerate() {
        if at > 0 {
            page.blank();
        }
        page.target(TargetKind::Quote(at), |page| {
            speaker(page, quote);
            let own = Some(quote.date.as_str()).filter(|date| *date != detail.row.date);
            setting(page, quote, own);
            words(page, quote, publisher(detail, quote));
            page.flow(4, 4, &source(page, detail, quote));
        });
    }
}

/// Who spoke, and for whom.
pub(in crate::content) fn speaker(page: &mut Page<'_>, quote: &QuoteDetail) {
    let mark = format!("{} ", page.context.glyphs.quote);
    let line = Line::default()
        .with(mark, Tone::Accent)
        .and(bloc_mark(page.context, quote.bloc));
    let affiliation = quote
        .affiliation
        .as_ref()
        .map(|text| format!(", {text}"))
        .unwrap_or_default();
    page.flow(
        0,
        4,
        &line
            .with(&quote.speaker, Tone::Strong)
            .with(affiliation, Tone::Text),
    );
}

/// Venue, the date when it is not the event's, what it is about.
pub(in crate::content) fn setting(page: &mut Page<'_>, quote: &QuoteDetail, date: Option<&str>) {
    let about = quote.about.as_ref().map(|about| format!("about {about}"));
    let facts = [
        quote.venue.clone(),
        date.map(edtf_words),
        about,
        quote.stance.clone(),
    ];
    let line = dotted(page.context, facts.into_iter().flatten(), Tone::Dim);
    page.flow_some(4, &line);
}

/// The words, whether they are a translation, and the words they were translated from.
pub(in crate::content) fn words(page: &mut Page<'_>, quote: &QuoteDetail, publisher: Option<&str>) {
    page.quoted(&quote.text);
    if let Some(note) = rendering(quote, publisher) {
        page.flow(4, 4, &Line::default().with(note, Tone::Dim));
    }
    if let Some(original) = &quote.original {
        page.flow(
            4,
            4,
            &Line::default().with(format!("{}:", original_in(quote)), Tone::Dim),
        );
        page.quoted(original);
    }
}

/// `original, Arabic`.
pub(in crate::content) fn original_in(quote: &QuoteDetail) -> String {
    let language = quote.original_language.as_deref();
    format!(
        "original, {}",
        language.map_or("other language", language_name)
    )
}

/// `translated from Arabic by SANA`, or the language when it is not English.
pub(in crate::content) fn rendering(
    quote: &QuoteDetail,
    publisher: Option<&str>,
) -> Option<String> {
    let language = quote
        .language
        .as_deref()
        .filter(|tag| !tag.starts_with("en"))
        .map(language_name);
    let into = language
        .map(|name| format!(" into {name}"))
        .unwrap_or_default();
    if !quote.translated {
        return language.map(|name| format!("in {name}"));
    }
    let from = quote
        .original_language
        .as_deref()
        .map(|tag| format!(" from {}", language_name(tag)));
    let by = quote
        .translator
        .as_deref()
        .or(publisher)
        .map(|name| format!(" by {name}"));
    Some(format!(
        "translated{}{into}{}",
        from.unwrap_or_default(),
        by.unwrap_or_default()
    ))
}

fn publisher<'a>(detail: &'a EventDetail, quote: &QuoteDetail) -> Option<&'a str> {
    detail
        .sources
        .get(quote.source)
        .map(|source| source.publisher.as_str())
}

fn source(page: &Page<'_>, detail: &EventDetail, quote: &QuoteDetail) -> Line {
    found_in(page, detail.sources.get(quote.source), quote)
}

/// Publisher, grade, locator and the curator's note.
pub(in crate::content) fn found_in(
    page: &Page<'_>,
    source: Option<&SourceDetail>,
    quote: &QuoteDetail,
) -> Line {
    let facts = [
        source.map(|source| source.publisher.clone()),
        source.map(|source| grade_code(source.grade)),
        quote.locator.clone(),
        quote.note.clone(),
    ];
    dotted(page.context, facts.into_iter().flatten(), Tone::Dim)
}
