//! A citation as CSL-JSON, which Zotero, pandoc and others read: <https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html>.

use serde_json::{Map, Value, json};

use super::{Citable, one_line, spoken};
use crate::analysis::SourceDetail;
use crate::model::{SourceKind, UncertainDate};

/// The sources as a list of items, with the quote in a note.
#[must_use]
pub fn csl(citable: &Citable<'_>) -> String {
    let items: Vec<Value> = citable
        .sources
        .iter()
        .map(|source| item(citable, source))
        .collect();
    serde_json::to_string_pretty(&items).expect("values made here can be written")
}

fn item(citable: &Citable<'_>, source: &SourceDetail) -> Value {
    let mut item = Map::new();
    let mut add = |name: &str, value: Option<Value>| {
        item.extend(value.map(|value| (name.to_owned(), value)));
    };
    let text = |text: &Option<String>| text.as_deref().map(|text| json!(one_line(text)));
    add("id", Some(json!(one_line(&source.record.id))));
    add("type", Some(json!(kind(source.record.kind))));
    add("title", text(&source.record.title));
    add(
        "author",
        text(&source.record.author).map(|name| json!([{ "literal": name }])),
    );
    add("publisher", Some(json!(one_line(&source.publisher))));
    add("container-title", Some(json!(one_line(&source.publisher))));
    add("issued", source.record.published.as_deref().map(date));
    add("accessed", source.record.accessed.as_deref().map(date));
    add("URL", text(&source.record.url));
    add("archive_location", text(&source.record.archive_url));
    add("language", text(&source.record.language));
    add("locator", text(&source.locator));
    let quote = citable.quote.map(|quote| json!(one_line(&spoken(quote))));
    add("annote", quote);
    add("note", Some(json!(one_line(&citable.origin(None)))));
    Value::Object(item)
}

/// The nearest of the types of CSL 1.0.2.
fn kind(kind: Option<SourceKind>) -> &'static str {
    match kind {
        Some(SourceKind::NewsMedia | SourceKind::NewsAgency | SourceKind::StateMedia) => {
            "article-newspaper"
        }
        Some(
            SourceKind::InternationalOrganisation
            | SourceKind::Ngo
            | SourceKind::ThinkTank
            | SourceKind::Monitor,
        ) => "report",
        Some(SourceKind::GovernmentStatement) => "speech",
        Some(SourceKind::SocialMedia) => "post",
        Some(SourceKind::Academic) => "article",
        Some(SourceKind::Encyclopedia) => "entry-encyclopedia",
        Some(SourceKind::Aggregator | SourceKind::Other) | None => "webpage",
    }
}

/// A date or a range of dates as parts, each end as exact as it is known; other EDTF as it is written.
fn date(text: &str) -> Value {
    let Ok(parsed) = UncertainDate::parse(text) else {
        return json!({ "literal": one_line(text) });
    };
    let ends: Option<Vec<Value>> = text.split('/').map(parts).collect();
    let mut value = match ends.filter(|ends| (1..=2).contains(&ends.len())) {
        Some(ends) => json!({ "date-parts": ends }),
        None => json!({ "raw": one_line(text) }),
    };
    if parsed.is_approximate() || parsed.is_uncertain() {
        value["circa"] = json!(true);
    }
    value
}

/// `[2024, 12, 2]`, `[2024, 12]` or `[2024]`; `None` for anything but digits and qualifiers.
fn parts(end: &str) -> Option<Value> {
    let plain = end.trim_end_matches(['~', '?', '%']);
    let numbers: Option<Vec<i64>> = plain.split('-').map(|part| part.parse().ok()).collect();
    let numbers = numbers.filter(|numbers| numbers.len() <= 3)?;
    let month = numbers.get(1).is_none_or(|month| (1..=12).contains(month));
    month.then(|| json!(numbers))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_as_exact_as_they_are_known() {
        assert_eq!(date("2024-12-02"), json!({ "date-parts": [[2024, 12, 2]] }));
        assert_eq!(
            date("2024-12~"),
            json!({ "date-parts": [[2024, 12]], "circa": true })
        );
        assert_eq!(
            date("2024-11-27/2024-12-08"),
            json!({ "date-parts": [[2024, 11, 27], [2024, 12, 8]] })
        );
        assert_eq!(date("2024-11-27/.."), json!({ "raw": "2024-11-27/.." }));
        assert_eq!(date("2024-21"), json!({ "raw": "2024-21" }));
        assert_eq!(date("a\nb"), json!({ "literal": "a b" }));
    }
}
