//! What could stand at the cursor: fields, their values, operators.

use std::cmp::Reverse;
use std::ops::Range;

use super::expr::{Expr, TextStyle};
use super::fields::{FIELDS, Field};
use super::names::Dictionary;
use super::own::OwnField;
use super::parse::parse;
use super::print::value_text;

mod dates;
mod place;
mod values;

use place::{Place, TermKind, ValuePlace};
use values::Candidate;

/// Something that could stand at the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// Bytes of the text that it replaces.
    pub replace: Range<usize>,
    /// What to put there.
    pub insert: String,
    /// For people.
    pub label: String,
    /// Matches it would leave, when it is a value.
    pub count: Option<usize>,
    /// One line of help, for fields.
    pub help: &'static str,
}

/// A text being typed.
#[derive(Debug, Clone, Copy)]
pub struct Typing<'t> {
    /// The text.
    pub text: &'t str,
    /// Byte of the cursor.
    pub cursor: usize,
}

/// Counts the events that a filter term (`kind:capture`) would leave beside the other terms (see [`without_cursor`]);
/// `None` when that takes too long.
pub type Counter<'a> = dyn Fn(&str) -> Option<usize> + 'a;

/// So many values are counted to find those with the most events.
const CANDIDATES: usize = 200;
/// So many values of each field are offered for a word that is typed without a field.
const PER_FIELD: usize = 4;
/// Fields whose values are offered without the field being typed.
const OPEN_FIELDS: &[&str] = &["actor", "region", "kind", "bloc", "tag", "publisher"];
const OPERATORS: &[(&str, &str)] = &[
    ("OR", "either side"),
    ("NOT", "exclude what follows; `-` for short"),
    ("AND", "both sides; a blank for short"),
];

/// What could stand at the cursor, best first, at most `limit`.
#[must_use]
pub fn complete(
    typing: Typing<'_>,
    dictionary: Dictionary<'_>,
    count: &Counter<'_>,
    limit: usize,
) -> Vec<Completion> {
    let mut offers = match place::find(typing, dictionary) {
        Place::Value(place) => in_field(&place, dictionary, count, limit),
        Place::Word { replace, typed } => {
            let mut offers = fields(&replace, typed);
            offers.extend(own_fields(&replace, typed, dictionary));
            offers.extend(operators(&replace, typed));
            offers.extend(in_open_fields(&replace, typed, dictionary, count));
            offers
        }
        Place::Nowhere => Vec::new(),
    };
    offers.truncate(limit);
    offers
}

/// The filter without the term at the cursor: what the counts of completions are taken in.
#[must_use]
pub fn without_cursor(typing: Typing<'_>) -> Expr {
    let mut text = typing.text.to_owned();
    if let Some(span) = place::term(typing) {
        text.replace_range(span, "");
    }
    parse(&text).expr
}

/// What the term at the cursor still lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfinished {
    /// A field that has no value yet.
    Value,
    /// A name before a colon that no field has.
    Name,
    /// A word that may become the name of a field.
    Word,
}

/// Whether the term at the cursor is still being typed, so that what is shown had better not follow it yet. `own` are the
/// names of the data sets' own fields.
#[must_use]
pub fn unfinished(typing: Typing<'_>, own: &[String]) -> Option<Unfinished> {
    match place::at(typing)? {
        TermKind::Field(term) => {
            let is_own = own.iter().any(|name| name.eq_ignore_ascii_case(&term.name));
            let lacking = term.values.iter().all(|value| value.text.is_empty());
            match Field::find(&term.name).is_some() || is_own {
                false => Some(Unfinished::Name),
                true => lacking.then_some(Unfinished::Value),
            }
        }
        TermKind::Text(term) => {
            let typed = term.text.to_lowercase();
            let begins = term.style == TextStyle::Word
                && (begun(&typed).next().is_some() || own.iter().any(|name| starts(name, &typed)));
            begins.then_some(Unfinished::Word)
        }
    }
}

/// Fields with a name or alias that starts so.
fn begun(typed: &str) -> impl Iterator<Item = &'static Field> {
    let starts = move |name: &&str| name.starts_with(typed);
    FIELDS.iter().filter(move |field| {
        starts(&field.name) || (!typed.is_empty() && field.aliases.iter().any(starts))
    })
}

fn fields(replace: &Range<usize>, typed: &str) -> Vec<Completion> {
    let offer = |field: &Field| Completion {
        replace: replace.clone(),
        insert: format!("{}:", field.name),
        label: format!("{}:", field.name),
        count: None,
        help: field.help,
    };
    begun(&typed.to_lowercase()).map(offer).collect()
}

/// Fields of the data sets' own, by their name or what stands behind its dot.
fn own_fields(replace: &Range<usize>, typed: &str, dictionary: Dictionary<'_>) -> Vec<Completion> {
    let typed = typed.to_lowercase();
    let begun = dictionary
        .own_fields()
        .filter(|field| starts(&field.entry.name, &typed));
    let offer = |field: OwnField<'_>| Completion {
        replace: replace.clone(),
        insert: format!("{}:", field.entry.name),
        label: format!("{}:", field.entry.name),
        count: None,
        help: match field.entry.is_code {
            true => "codes of this scheme",
            false => "a field of the data set's own",
        },
    };
    begun.map(offer).collect()
}

/// Whether a name of a data set's own field starts so, or what stands behind its dot.
fn starts(own: &str, typed: &str) -> bool {
    let last = own.split_once('.').map_or(own, |(_, last)| last);
    own.starts_with(typed) || last.starts_with(typed)
}

/// Operators are written in capitals, and offered once one is begun.
fn operators(replace: &Range<usize>, typed: &str) -> Vec<Completion> {
    let begun = OPERATORS
        .iter()
        .filter(|(word, _)| !typed.is_empty() && word.starts_with(typed));
    let offer = |(word, help): &(&str, &'static str)| Completion {
        replace: replace.clone(),
        insert: (*word).to_owned(),
        label: (*word).to_owned(),
        count: None,
        help,
    };
    begun.map(offer).collect()
}

/// Values of a field, those with the most events first among equally good ones; those with none last.
fn in_field(
    place: &ValuePlace<'_>,
    dictionary: Dictionary<'_>,
    count: &Counter<'_>,
    limit: usize,
) -> Vec<Completion> {
    let mut candidates = values::of(place, dictionary, CANDIDATES.max(limit));
    candidates.retain(|candidate| !place.others.contains(&candidate.value.as_str()));
    let mut offers: Vec<_> = candidates
        .into_iter()
        .map(|candidate| (candidate.tier, value(place, candidate, count)))
        .collect();
    offers.sort_by_key(|(tier, offer)| (offer.count == Some(0), *tier, Reverse(offer.count)));
    offers.into_iter().map(|(_, offer)| offer).collect()
}

fn value(place: &ValuePlace<'_>, candidate: Candidate, count: &Counter<'_>) -> Completion {
    let insert = value_text(&candidate.value);
    Completion {
        replace: place.replace.clone(),
        count: count(&format!("{}{insert}", place.head)),
        insert,
        label: candidate.label,
        help: candidate.help,
    }
}

/// Values that a word could mean, with their field. Without a field, values that would leave nothing are only in the way.
fn in_open_fields(
    replace: &Range<usize>,
    typed: &str,
    dictionary: Dictionary<'_>,
    count: &Counter<'_>,
) -> Vec<Completion> {
    if typed.is_empty() {
        return Vec::new();
    }
    let fields = OPEN_FIELDS.iter().filter_map(|name| Field::find(name));
    let offers = fields.flat_map(|field| {
        let starting = values::starting(field, typed, dictionary, PER_FIELD);
        starting.into_iter().map(|candidate| {
            let term = format!("{}:{}", field.name, value_text(&candidate.value));
            Completion {
                replace: replace.clone(),
                count: count(&term),
                insert: term,
                label: candidate.label,
                help: candidate.help,
            }
        })
    });
    let mut offers: Vec<_> = offers.filter(|offer| offer.count != Some(0)).collect();
    offers.sort_by_key(|offer| Reverse(offer.count));
    offers
}

#[cfg(test)]
mod tests;
