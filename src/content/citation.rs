//! Citations for copying: plain text in logical order, without anything that a terminal or an editor would act on.
//!
//! One line each: publisher, title, date, address, archived copy, and where annals has it from. Invisible characters are
//! spelled out (`<U+202E>`), so that a citation pasted elsewhere hides nothing.

use super::words::edtf_words;
use crate::analysis::{EventDetail, QuoteDetail, SourceDetail, SourcePage, TextRecord};
use crate::text;

/// An event with its sources, one line each.
#[must_use]
pub fn event(detail: &EventDetail, version: Option<&str>) -> String {
    let row = &detail.row;
    let place = Some(row.place.as_str()).filter(|place| !place.is_empty());
    let what = joined([
        Some(quoted(&row.title)),
        Some(edtf_words(&row.date)),
        place.map(str::to_owned),
    ]);
    let mut lines = vec![format!("{what}. {}", origin(detail, version))];
    lines.extend(
        detail
            .sources
            .iter()
            .filter(|source| source.cited)
            .map(|source| format!("  {}.", reference(source))),
    );
    reveal_lines(&lines)
}

/// A quote with its speaker and source, by position.
#[must_use]
pub fn quote(detail: &EventDetail, quote: usize, version: Option<&str>) -> Option<String> {
    let quote = detail.quotes.get(quote)?;
    let source = detail
        .sources
        .get(quote.source)
        .map(|source| format!(" In {}.", reference(source)));
    let line = format!(
        "{}.{} {}",
        spoken(quote),
        source.unwrap_or_default(),
        origin(detail, version)
    );
    Some(reveal_lines(&[line]))
}

/// A source, by position.
#[must_use]
pub fn source(detail: &EventDetail, source: usize, version: Option<&str>) -> Option<String> {
    let source = detail.sources.get(source)?;
    Some(reveal_lines(&[format!(
        "{}. {}",
        reference(source),
        origin(detail, version)
    )]))
}

/// A text as its record has it, or a publisher with how many of its texts are cited; `titles` are those of the datasets.
#[must_use]
pub fn page(page: &SourcePage, titles: &[&str]) -> String {
    let title = |dataset: u16| titles.get(usize::from(dataset)).copied().unwrap_or("");
    let line = match &page.text {
        Some(text) => format!(
            "{}. annals: source {}, {}",
            text_reference(&page.publisher, text),
            text.id,
            title(text.key.dataset)
        ),
        None => format!(
            "{}, {}. annals: {}",
            page.publisher,
            super::words::counted(page.texts_total, "text"),
            titles.join(", ")
        ),
    };
    reveal_lines(&[line])
}

fn text_reference(publisher: &str, text: &TextRecord) -> String {
    let facts = [
        Some(publisher.to_owned()),
        text.author.clone(),
        text.title.as_deref().map(quoted),
        text.published.as_deref().map(edtf_words),
        text.url.clone(),
    ];
    joined(facts) + &aside(text.accessed.as_deref(), text.archive_url.as_deref())
}

/// ` (read 3 Dec 2024, archived …)`.
fn aside(accessed: Option<&str>, archive_url: Option<&str>) -> String {
    let read = accessed.map(|date| format!("read {}", edtf_words(date)));
    let archived = archive_url.map(|url| format!("archived {url}"));
    let aside = Some(joined([read, archived])).filter(|aside| !aside.is_empty());
    aside.map(|aside| format!(" ({aside})")).unwrap_or_default()
}

fn spoken(quote: &QuoteDetail) -> String {
    let original = quote
        .original
        .as_ref()
        .map(|text| format!("original: {}", quoted(text)));
    let translated = quote.translated.then(|| match &quote.translator {
        Some(translator) => format!("translated by {translator}"),
        None => "translated".to_owned(),
    });
    let words = joined([Some(quoted(&quote.text)), translated, original]);
    let who = joined([
        Some(quote.speaker.clone()),
        quote.affiliation.clone(),
        quote.venue.clone(),
    ]);
    format!("{who}, {}: {words}", edtf_words(&quote.date))
}

/// `Publisher, Author, “Title”, date, address (archived address)`.
fn reference(source: &SourceDetail) -> String {
    let facts = [
        Some(source.publisher.clone()),
        source.author.clone(),
        source.title.as_deref().map(quoted),
        source.published.as_deref().map(edtf_words),
        source.locator.clone(),
        source.url.clone(),
    ];
    joined(facts) + &aside(source.accessed.as_deref(), source.archive_url.as_deref())
}

/// `annals: event 1130-strikes, HTS offensive, version 1.0.0`.
fn origin(detail: &EventDetail, version: Option<&str>) -> String {
    let version = version
        .map(|version| format!(", version {version}"))
        .unwrap_or_default();
    format!(
        "annals: event {}, {}{version}",
        detail.row.id, detail.dataset
    )
}

fn joined<const N: usize>(facts: [Option<String>; N]) -> String {
    facts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn quoted(text: &str) -> String {
    format!("“{text}”")
}

/// Newlines in data would break the form: each fact is one line.
fn reveal_lines(lines: &[String]) -> String {
    let lines = lines
        .iter()
        .map(|line| text::reveal(&line.replace("\r\n", " ").replace('\n', " ")).to_string());
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::detail::sample::{detail, hostile};

    #[test]
    fn citations() {
        let detail = detail();
        let all = [
            event(&detail, Some("1.0.0")),
            quote(&detail, 0, Some("1.0.0")).unwrap_or_default(),
            source(&detail, 0, None).unwrap_or_default(),
        ];
        insta::assert_snapshot!(all.join("\n\n"));
        assert_eq!(quote(&detail, 99, None), None);
        assert_eq!(source(&detail, 99, None), None);
    }

    #[test]
    fn nothing_hidden_is_copied() {
        let text = event(&hostile(), None);
        assert!(text.contains("<U+202E>") && text.contains("␛]52;"));
        assert!(!text.chars().any(|c| c.is_control() && c != '\n'));
    }
}
