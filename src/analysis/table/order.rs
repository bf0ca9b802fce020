//! The rows of a table: names, and their order.

use std::cmp::Reverse;

use super::super::engine::Scope;
use super::super::facets::Item;
use super::super::{Counts, Grouping, TableRow};
use super::tally::Tally;
use crate::model::{Credibility, EventKind, EventStatus, Reliability};
use crate::store::{
    ActorCode, BlocCode, DatasetCode, FieldCode, PackedGrade, PublisherCode, RegionCode,
    SourceCode, TagCode, ValueCode,
};

/// A value with matches, before it has its place.
struct Value {
    code: u32,
    label: String,
    counts: Counts,
    parent: Option<u32>,
}

/// Values with matches as rows.
pub(super) fn rows(
    scope: &Scope<'_>,
    by: Grouping,
    counted: Vec<Tally>,
    columns: usize,
) -> Vec<TableRow> {
    let rows = coded(scope, by, counted, columns).into_iter();
    rows.map(|(_, row)| row).collect()
}

/// Values with matches, by code, as rows with their codes: those that belong to another below it, else by falling total and then by label.
pub(super) fn coded(
    scope: &Scope<'_>,
    by: Grouping,
    counted: Vec<Tally>,
    columns: usize,
) -> Vec<(u32, TableRow)> {
    let values = (0..).zip(counted).filter_map(|(code, tally)| {
        let counts = tally.counts(columns);
        let has_value = by != Grouping::Grade || code != 0;
        (counts.total > 0 && has_value).then(|| Value {
            code,
            label: label(scope, by, code),
            counts,
            parent: parent(scope, by, code),
        })
    });
    let mut values: Vec<Value> = values.collect();
    if by == Grouping::Grade {
        values.sort_by_key(|value| letter_and_digit(value.code));
    } else {
        values.sort_by(|a, b| {
            let key = |value: &Value| Reverse(value.counts.total);
            key(a).cmp(&key(b)).then_with(|| a.label.cmp(&b.label))
        });
    }
    let places = places(&values);
    placed(scope, by, values, &places)
}

/// `(value, depth, position of the parent among the places)`, in the order of the rows.
fn places(values: &[Value]) -> Vec<(usize, usize, Option<usize>)> {
    let codes = values.iter().map(|value| value.code);
    let by_code: std::collections::HashMap<u32, usize> = codes.zip(0..).collect();
    let mut below = vec![Vec::new(); values.len()];
    // What comes first is taken from the end.
    let mut waiting = Vec::new();
    for (at, value) in values.iter().enumerate().rev() {
        match value.parent.and_then(|parent| by_code.get(&parent)) {
            Some(&parent) => below[parent].push(at),
            None => waiting.push((at, 0, None)),
        }
    }
    let mut places = Vec::with_capacity(values.len());
    while let Some((at, depth, parent)) = waiting.pop() {
        let place = places.len();
        places.push((at, depth, parent));
        waiting.extend(
            below[at]
                .iter()
                .map(|&child| (child, depth + 1, Some(place))),
        );
    }
    places
}

fn placed(
    scope: &Scope<'_>,
    by: Grouping,
    values: Vec<Value>,
    places: &[(usize, usize, Option<usize>)],
) -> Vec<(u32, TableRow)> {
    let mut values: Vec<Option<Value>> = values.into_iter().map(Some).collect();
    let row = |&(at, depth, parent): &(usize, usize, Option<usize>)| {
        let value = values[at].take()?;
        let row = TableRow {
            value: typed(scope, by, value.code),
            label: value.label,
            parent,
            depth,
            dataset: dataset(scope, by, value.code)
                .map(|set| scope.engine.dataset_title(set.index())),
            coverage: (by == Grouping::Dataset)
                .then(|| scope.engine.vocabulary().datasets[value.code as usize].coverage)
                .flatten(),
            counts: value.counts,
        };
        Some((value.code, row))
    };
    places.iter().filter_map(row).collect()
}

/// The value as the facets have it; datasets are no facet.
fn item(by: Grouping, code: u32) -> Option<Item> {
    Some(match by {
        Grouping::Actor => Item::Actor(ActorCode(code)),
        Grouping::Region => Item::Region(RegionCode(code)),
        Grouping::Kind => Item::Kind(*EventKind::ALL.get(code as usize)?),
        Grouping::Bloc => Item::Bloc(BlocCode(code)),
        Grouping::Tag => Item::Tag(TagCode(code)),
        Grouping::Source => Item::Source(SourceCode(code)),
        Grouping::Publisher => Item::Publisher(PublisherCode(code)),
        Grouping::Grade => match letter_and_digit(code) {
            (Some(letter), Some(digit)) => Item::Grade(letter, digit),
            (Some(letter), None) => Item::Letter(letter),
            (None, digit) => Item::Digit(digit?),
        },
        Grouping::Field(at) => Item::Own(FieldCode(at.into()), ValueCode(code)),
        Grouping::Dataset | Grouping::Status => return None,
    })
}

fn letter_and_digit(code: u32) -> (Option<Reliability>, Option<Credibility>) {
    let packed = PackedGrade(u8::try_from(code).unwrap_or(0));
    (packed.reliability(), packed.credibility())
}

fn typed(scope: &Scope<'_>, by: Grouping, code: u32) -> String {
    match item(by, code) {
        Some(item) => item.value(scope),
        None if by == Grouping::Status => status(code).map_or("", EventStatus::slug).to_owned(),
        None => scope.engine.names().datasets.typed(code).to_owned(),
    }
}

/// The full name: a table has room for it, and a list of names may be read without its ids.
fn label(scope: &Scope<'_>, by: Grouping, code: u32) -> String {
    let actors = &scope.engine.vocabulary().actors;
    match item(by, code) {
        Some(Item::Actor(actor)) => actors[actor.index()].name.to_string(),
        Some(_) if by == Grouping::Grade => grade_label(code),
        Some(item) => item.label(scope),
        None if by == Grouping::Status => status(code).map_or("", EventStatus::label).to_owned(),
        None => scope.engine.dataset_title(code as usize),
    }
}

fn status(code: u32) -> Option<EventStatus> {
    EventStatus::ALL.get(code as usize).copied()
}

fn grade_label(code: u32) -> String {
    let (letter, digit) = letter_and_digit(code);
    let words = [
        letter.map(Reliability::label),
        digit.map(Credibility::label),
    ];
    words.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn parent(scope: &Scope<'_>, by: Grouping, code: u32) -> Option<u32> {
    let names = scope.engine.vocabulary();
    match by {
        Grouping::Actor => names.actors[code as usize].parent.map(|parent| parent.0),
        Grouping::Region => names.regions[code as usize].parent.map(|parent| parent.0),
        _ => None,
    }
}

fn dataset(scope: &Scope<'_>, by: Grouping, code: u32) -> Option<DatasetCode> {
    let names = scope.engine.vocabulary();
    match by {
        Grouping::Actor => Some(names.actors[code as usize].dataset),
        Grouping::Region => Some(names.regions[code as usize].dataset),
        Grouping::Source => Some(names.sources[code as usize].dataset),
        _ => None,
    }
}
