//! The values that a field could take.

use super::super::fields::{FEATURES, Field, PROPERTIES, ValueKind};
use super::super::names::{Dictionary, Lookup};
use super::dates;
use super::place::ValuePlace;
use crate::model::{Credibility, Reliability};

/// A value that could be meant.
pub(super) struct Candidate {
    /// Without quotes.
    pub(super) value: String,
    /// For people.
    pub(super) label: String,
    /// One line of help, where there is one.
    pub(super) help: &'static str,
    /// How well it answers what is typed, 0 best.
    pub(super) tier: usize,
}

/// Values for what is typed, best first.
pub(super) fn of(
    place: &ValuePlace<'_>,
    dictionary: Dictionary<'_>,
    limit: usize,
) -> Vec<Candidate> {
    let typed = place.typed;
    match place.field.values {
        ValueKind::Is => begun(
            typed,
            PROPERTIES.iter().map(|(word, _, help)| (*word, *help)),
        ),
        ValueKind::Has => begun(typed, FEATURES.iter().map(|(word, _, help)| (*word, *help))),
        ValueKind::Date(_) | ValueKind::Known => dates::of(typed, dictionary.vocabulary),
        ValueKind::Reliability => begun(typed, letters().chain(examples(place.field))),
        ValueKind::Grade => begun(typed, letters().chain(digits())),
        ValueKind::Credibility => begun(typed, digits().chain(examples(place.field))),
        _ => match dictionary.names.of(place.field.values) {
            Some(lookup) => searched(lookup, lookup.search(typed, limit)),
            None => begun(typed, examples(place.field)),
        },
    }
}

/// Values of a field of names with an id or a word that starts so.
pub(super) fn starting(
    field: &Field,
    typed: &str,
    dictionary: Dictionary<'_>,
    limit: usize,
) -> Vec<Candidate> {
    let found = dictionary
        .names
        .of(field.values)
        .map(|lookup| searched(lookup, lookup.starting_with(typed, limit)));
    found.unwrap_or_default()
}

/// Entries of several datasets with one id are one value.
fn searched(lookup: &Lookup, found: Vec<(usize, u32)>) -> Vec<Candidate> {
    let mut known = std::collections::HashSet::new();
    let first = found
        .into_iter()
        .filter(|&(_, entry)| known.insert(lookup.typed(entry)));
    let candidate = |(tier, entry)| Candidate {
        value: lookup.typed(entry).to_owned(),
        label: lookup.label(entry).to_owned(),
        help: "",
        tier,
    };
    first.map(candidate).collect()
}

fn begun<'a>(typed: &str, words: impl Iterator<Item = (&'a str, &'static str)>) -> Vec<Candidate> {
    let typed = typed.to_lowercase();
    let begun = words.filter(|(word, _)| word.to_lowercase().starts_with(&typed));
    let candidate = |(word, help): (&str, &'static str)| Candidate {
        value: word.to_owned(),
        label: word.to_owned(),
        help,
        tier: 0,
    };
    begun.map(candidate).collect()
}

fn letters() -> impl Iterator<Item = (&'static str, &'static str)> {
    Reliability::ALL
        .iter()
        .map(|letter| (letter.slug(), letter.label()))
}

fn digits() -> impl Iterator<Item = (&'static str, &'static str)> {
    Credibility::ALL
        .iter()
        .map(|digit| (digit.slug(), digit.label()))
}

fn examples(field: &'static Field) -> impl Iterator<Item = (&'static str, &'static str)> {
    field.examples.iter().map(|example| (*example, ""))
}
