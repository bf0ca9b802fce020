//! The values that a field could take.

use super::super::fields::{FEATURES, Field, PROPERTIES, STATUSES, ValueKind};
use super::super::names::{Dictionary, Lookup};
use super::super::own::OwnField;
use super::dates;
use super::place::{ValueField, ValuePlace};
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
    match place.field {
        ValueField::Common(field) => of_common(field, place.typed, dictionary, limit),
        ValueField::Own(field) => of_own(field, place.typed, limit),
    }
}

fn of_common(
    field: &'static Field,
    typed: &str,
    dictionary: Dictionary<'_>,
    limit: usize,
) -> Vec<Candidate> {
    match field.values {
        ValueKind::Status => begun(typed, STATUSES.iter().map(|(word, _, help)| (*word, *help))),
        ValueKind::Is => begun(
            typed,
            PROPERTIES.iter().map(|(word, _, help)| (*word, *help)),
        ),
        ValueKind::Has => begun(typed, FEATURES.iter().map(|(word, _, help)| (*word, *help))),
        ValueKind::Date(_) | ValueKind::Known => dates::of(typed, dictionary.vocabulary),
        ValueKind::Hour => dates::hours_of_day(typed),
        ValueKind::Reliability => begun(typed, letters().chain(examples(field))),
        ValueKind::Grade => begun(typed, letters().chain(digits())),
        ValueKind::Credibility => begun(typed, digits().chain(examples(field))),
        ValueKind::Code => {
            let mut codes: Vec<_> = dictionary
                .schemes()
                .flat_map(|scheme| of_own(scheme, typed, limit))
                .collect();
            codes.sort_by_key(|code| code.tier);
            let mut known = std::collections::HashSet::new();
            codes.retain(|code| known.insert(code.value.clone()));
            codes
        }
        values => match dictionary.names.of(values) {
            Some(lookup) => searched(lookup, lookup.search(typed, limit)),
            None => begun(typed, examples(field)),
        },
    }
}

/// Values of a field of the data sets' own. A code is offered only where a word of it starts so: its
/// digits elsewhere mean nothing.
fn of_own(field: OwnField<'_>, typed: &str, limit: usize) -> Vec<Candidate> {
    let found = match field.entry.is_code && !typed.is_empty() {
        true => field.lookup.starting_with(typed, limit),
        false => field.lookup.search(typed, limit),
    };
    searched(field.lookup, found)
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
