//! Plain words for what records hold as codes: dates, numbers, grades, languages, places.

mod date;
mod language;

pub use date::{date_words, edtf_words, period_mark, range_words};
pub use language::language_name;

use super::date::span;
use crate::analysis::{Grade, Totals};
use crate::model::{Credibility, PlacePrecision, RelationKind, Reliability};

/// A count with its thousands apart: `1,234`.
#[must_use]
pub fn count(value: usize) -> String {
    number(value as u64)
}

/// A number with its thousands apart: `1,234`.
#[must_use]
pub fn number(value: u64) -> String {
    let digits = value.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A count with its noun: `1 source`, `2 sources`.
#[must_use]
pub fn counted(value: usize, noun: &str) -> String {
    format!(
        "{} {noun}{}",
        count(value),
        if value == 1 { "" } else { "s" }
    )
}

/// A grade as its letter and digit, `B2`; one of them when the other is not known: `B-` would read as a school mark.
#[must_use]
pub fn grade_code(grade: Grade) -> String {
    let halves = [
        grade.reliability.map(Reliability::slug),
        grade.credibility.map(Credibility::slug),
    ];
    halves.into_iter().flatten().collect()
}

/// A grade in words: `usually reliable, probably true`.
#[must_use]
pub fn grade_words(grade: Grade) -> String {
    let words = [
        grade.reliability.map(Reliability::label),
        grade.credibility.map(Credibility::label),
    ];
    words.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// How exactly a place is known; nothing for the exact point.
#[must_use]
pub fn precision_words(precision: PlacePrecision) -> &'static str {
    match precision {
        PlacePrecision::Exact => "",
        PlacePrecision::Near => "near there",
        PlacePrecision::Adm2 => "known to the district",
        PlacePrecision::Adm1 => "known to the governorate",
        PlacePrecision::Area => "somewhere in this area",
        PlacePrecision::Country => "known to the country only",
    }
}

/// A relation as this event's side of it reads.
#[must_use]
pub fn relation_words(kind: RelationKind, outgoing: bool) -> &'static str {
    match (kind, outgoing) {
        (RelationKind::RespondsTo, false) => "is answered by",
        (RelationKind::PartOf, false) => "includes",
        (RelationKind::Follows, false) => "is followed by",
        (RelationKind::Causes, false) => "is caused by",
        (RelationKind::Retracts, false) => "is retracted by",
        (RelationKind::SameAs, _) => "is the same as",
        (kind, _) => kind.label(),
    }
}

/// Degrees north and east as the filter `near:` takes them: `36.214,37.121`.
#[must_use]
pub fn position_words(lat: f64, lon: f64) -> String {
    format!("{lat:.3},{lon:.3}")
}

/// `No data: the data cover 27 Nov – 14 Dec 2024`, when nothing matches because nothing is covered then.
#[must_use]
pub fn no_data_then(totals: &Totals, dash: &str) -> Option<String> {
    let spans = totals.outside.iter();
    let spans: Vec<String> = spans.map(|&days| span(days, dash)).collect();
    (!spans.is_empty()).then(|| format!("No data: the data cover {}", spans.join(", ")))
}

#[cfg(test)]
mod tests;
