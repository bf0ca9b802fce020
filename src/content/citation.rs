//! Citations for copying: plain text in logical order, without anything that a terminal or an editor would act on.
//!
//! One line each: publisher, title, date, address, archived copy, and where annals has it from. Invisible characters are
//! spelled out (`<U+202E>`), so that a citation pasted elsewhere hides nothing.

mod bibtex;
mod csl;
mod markdown;

pub use bibtex::bibtex;
pub use csl::csl;
pub use markdown::markdown;

use super::words::edtf_words;
use crate::analysis::{
    EventDetail, EventRow, QuoteDetail, QuoteEntry, SourceDetail, SourcePage, TextRecord,
};
use crate::text;

/// What can be cited: an event, a quote or a source, with the sources that it rests on.
#[derive(Debug, Clone)]
pub struct Citable<'a> {
    id: &'a str,
    dataset: &'a str,
    event: Option<&'a EventRow>,
    quote: Option<&'a QuoteDetail>,
    sources: Vec<&'a SourceDetail>,
}

impl<'a> Citable<'a> {
    /// An event with the sources that it cites.
    #[must_use]
    pub fn event(detail: &'a EventDetail) -> Self {
        let cited = detail.sources.iter().filter(|source| source.cited);
        Self {
            id: &detail.row.id,
            dataset: &detail.dataset,
            event: Some(&detail.row),
            quote: None,
            sources: cited.collect(),
        }
    }

    /// A quote of an event, by position.
    #[must_use]
    pub fn quote(detail: &'a EventDetail, quote: usize) -> Option<Self> {
        let quote = detail.quotes.get(quote)?;
        Some(Self {
            event: None,
            quote: Some(quote),
            sources: detail.sources.get(quote.source).into_iter().collect(),
            ..Self::event(detail)
        })
    }

    /// A source of an event, by position.
    #[must_use]
    pub fn source(detail: &'a EventDetail, source: usize) -> Option<Self> {
        Some(Self {
            event: None,
            sources: vec![detail.sources.get(source)?],
            ..Self::event(detail)
        })
    }

    /// A quote of a list of quotes.
    #[must_use]
    pub fn entry(entry: &'a QuoteEntry) -> Self {
        Self {
            id: &entry.id,
            dataset: &entry.dataset,
            event: None,
            quote: Some(&entry.quote),
            sources: vec![&entry.source],
        }
    }

    /// What it is, for a sentence.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match (self.event, self.quote) {
            (Some(_), _) => "the event",
            (None, Some(_)) => "the quote",
            (None, None) => "the source",
        }
    }

    /// `annals: event 1130-strikes, HTS offensive, version 1.0.0`.
    fn origin(&self, version: Option<&str>) -> String {
        let version = version.map(|version| format!(", version {version}"));
        let (id, dataset) = (self.id, self.dataset);
        format!(
            "annals: event {id}, {dataset}{}",
            version.unwrap_or_default()
        )
    }
}

/// As plain text: an event with its sources, one line each; a quote or a source in one line.
#[must_use]
pub fn plain(citable: &Citable<'_>, version: Option<&str>) -> String {
    let origin = citable.origin(version);
    let sources = || citable.sources.iter().copied().map(reference);
    let lines = match (citable.event, citable.quote) {
        (Some(row), _) => {
            let what = format!("{}. {origin}", happened(row));
            let sources = sources().map(|source| format!("  {source}."));
            std::iter::once(what).chain(sources).collect()
        }
        (None, Some(quote)) => {
            let found: String = sources().map(|source| format!(" In {source}.")).collect();
            vec![format!("{}.{found} {origin}", spoken(quote))]
        }
        (None, None) => sources()
            .map(|source| format!("{source}. {origin}"))
            .collect(),
    };
    reveal_lines(&lines)
}

/// `“Title”, date, place`.
fn happened(row: &EventRow) -> String {
    let place = Some(row.place.as_str()).filter(|place| !place.is_empty());
    joined([
        Some(quoted(&row.title)),
        Some(edtf_words(&row.date)),
        place.map(str::to_owned),
    ])
}

/// A text as its record has it, or a publisher with how many of its texts are cited; `titles` are those of the datasets.
#[must_use]
pub fn page(page: &SourcePage, titles: &[&str]) -> String {
    let title = |dataset: u16| titles.get(usize::from(dataset)).copied().unwrap_or("");
    let line = match &page.text {
        Some(text) => format!(
            "{}. annals: source {}, {}",
            text_reference(&page.publisher, text),
            text.record.id,
            title(text.record.key.dataset)
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
        text.record.author.clone(),
        text.record.title.as_deref().map(quoted),
        text.record.published.as_deref().map(edtf_words),
        text.record.url.clone(),
    ];
    joined(facts)
        + &aside(
            text.record.accessed.as_deref(),
            text.record.archive_url.as_deref(),
        )
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
    format!("{}: {words}", who(quote))
}

/// `Speaker, affiliation, venue, date`.
fn who(quote: &QuoteDetail) -> String {
    joined([
        Some(quote.speaker.clone()),
        quote.affiliation.clone(),
        quote.venue.clone(),
        Some(edtf_words(&quote.date)),
    ])
}

/// `Publisher, Author, “Title”, date, address (archived address)`.
fn reference(source: &SourceDetail) -> String {
    let facts = [
        Some(source.publisher.clone()),
        source.record.author.clone(),
        source.record.title.as_deref().map(quoted),
        source.record.published.as_deref().map(edtf_words),
        source.locator.clone(),
        source.record.url.clone(),
    ];
    joined(facts)
        + &aside(
            source.record.accessed.as_deref(),
            source.record.archive_url.as_deref(),
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
    let lines = lines.iter().map(|line| one_line(line));
    lines.collect::<Vec<_>>().join("\n")
}

/// A text in one line, with nothing hidden in it.
fn one_line(text: &str) -> String {
    text::reveal(&text.replace("\r\n", " ").replace('\n', " ")).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::detail::sample::{detail, hostile};

    #[test]
    fn citations() {
        let detail = detail();
        let quote = Citable::quote(&detail, 0).unwrap();
        let source = Citable::source(&detail, 0).unwrap();
        let all = [
            plain(&Citable::event(&detail), Some("1.0.0")),
            plain(&quote, Some("1.0.0")),
            plain(&source, None),
        ];
        insta::assert_snapshot!(all.join("\n\n"));
        assert!(Citable::quote(&detail, 99).is_none());
        assert!(Citable::source(&detail, 99).is_none());
    }

    #[test]
    fn other_forms() {
        let detail = detail();
        for (name, form) in [
            ("markdown", markdown as fn(&Citable<'_>) -> String),
            ("bibtex", bibtex),
            ("csl", csl),
        ] {
            let cited = [
                Some(Citable::event(&detail)),
                Citable::quote(&detail, 0),
                Citable::source(&detail, 0),
            ];
            let all: Vec<_> = cited.iter().flatten().map(form).collect();
            insta::assert_snapshot!(format!("citation_{name}"), all.join("\n\n"));
        }
    }

    #[test]
    fn nothing_hidden_is_copied() {
        let detail = hostile();
        let event = Citable::event(&detail);
        let text = plain(&event, None);
        assert!(text.contains("<U+202E>") && text.contains("␛]52;"));
        for text in [text, markdown(&event), bibtex(&event), csl(&event)] {
            assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{text}");
        }
    }
}
