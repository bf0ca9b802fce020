//! Puts the tests of a filter in the order in which they cost least.
//!
//! What a filter means does not depend on the plan; a property test holds plan and row-by-row evaluation against each other.

use super::filter::{ActorPart, Filter, Predicate, TextMatch};
use crate::store::{Postings, Store};

/// A filter in the order in which it is worked out.
#[derive(Debug, Clone, PartialEq)]
pub enum Plan {
    /// All of these, the cheap and rare ones first.
    All(Vec<Self>),
    /// Any of these.
    Any(Vec<Self>),
    /// Not this.
    Not(Box<Self>),
    /// One test.
    Test(Predicate),
}

/// How much a test costs, and then how many rows it leaves at most.
type Rank = (Cost, usize);

/// How a test is worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cost {
    /// From a row range, lists of rows, or one narrow column.
    Column,
    /// From rows and the lists that they have.
    Lists,
    /// From the index of words.
    Words,
    /// Row by row.
    Rows,
}

/// Orders a filter for a store: nested lists of one sort are joined, double negation goes.
///
/// Two date tests are never joined into one: an event that lasts long may share a day with either and none with both.
#[must_use]
pub fn plan(filter: &Filter, store: &Store) -> Plan {
    match filter {
        Filter::And(parts) => {
            let mut flat = Vec::new();
            parts.iter().for_each(|part| match plan(part, store) {
                Plan::All(inner) => flat.extend(inner),
                other => flat.push(other),
            });
            flat.sort_by_key(|part| rank(part, store));
            single(flat, Plan::All)
        }
        Filter::Or(parts) => {
            let mut flat = Vec::new();
            parts.iter().for_each(|part| match plan(part, store) {
                Plan::Any(inner) => flat.extend(inner),
                other => flat.push(other),
            });
            single(flat, Plan::Any)
        }
        Filter::Not(inner) => match plan(inner, store) {
            Plan::Not(twice) => *twice,
            other => Plan::Not(Box::new(other)),
        },
        Filter::Test(predicate) => Plan::Test(predicate.clone()),
    }
}

fn single(mut parts: Vec<Plan>, list: fn(Vec<Plan>) -> Plan) -> Plan {
    match (parts.len(), parts.pop()) {
        (1, Some(only)) => only,
        (_, last) => {
            parts.extend(last);
            list(parts)
        }
    }
}

/// A list costs what its dearest part does.
fn rank(plan: &Plan, store: &Store) -> Rank {
    match plan {
        Plan::Test(predicate) => (cost(predicate), at_most(predicate, store)),
        Plan::Not(inner) => (rank(inner, store).0, store.len()),
        Plan::All(parts) => {
            let ranks = parts.iter().map(|part| rank(part, store));
            ranks.fold((Cost::Column, store.len()), |(cost, rows), (c, r)| {
                (cost.max(c), rows.min(r))
            })
        }
        Plan::Any(parts) => {
            let ranks = parts.iter().map(|part| rank(part, store));
            ranks.fold((Cost::Column, 0), |(cost, rows), (c, r)| {
                (cost.max(c), rows.saturating_add(r))
            })
        }
    }
}

/// How a test is worked out.
#[must_use]
pub fn cost(predicate: &Predicate) -> Cost {
    match predicate {
        Predicate::Text(TextMatch::Pattern(_)) | Predicate::Near { .. } => Cost::Rows,
        Predicate::Text(_) => Cost::Words,
        Predicate::Actor { part, .. } if *part != ActorPart::Any => Cost::Lists,
        Predicate::Count { .. } | Predicate::Disputed(_) => Cost::Lists,
        _ => Cost::Column,
    }
}

/// The most rows that can match, as far as that is known without work.
fn at_most(predicate: &Predicate, store: &Store) -> usize {
    let index = store.index();
    let sum = |postings: &Postings, codes: &mut dyn Iterator<Item = usize>| -> usize {
        codes.map(|code| postings.rows(code).len()).sum()
    };
    match predicate {
        Predicate::Id(ids) => ids.len(),
        Predicate::Date { range, .. } => store.days().starting_in(range.days()).len(),
        Predicate::Actor { actors, .. } => {
            sum(&index.actors, &mut actors.iter().map(|code| code.index()))
        }
        Predicate::Bloc(blocs) => sum(&index.blocs, &mut blocs.iter().map(|code| code.index())),
        Predicate::Tag(tags) => sum(&index.tags, &mut tags.iter().map(|code| code.index())),
        Predicate::Own { field, values } => sum(
            &index.fields[field.index()],
            &mut values.iter().map(|code| code.index()),
        ),
        Predicate::Source(sources) => {
            sum(&index.sources, &mut sources.iter().map(|code| code.index()))
        }
        Predicate::Publisher(names) => sum(
            &index.publishers,
            &mut names.iter().map(|code| code.index()),
        ),
        Predicate::Language(languages) => sum(
            &index.languages,
            &mut languages.iter().map(|code| code.index()),
        ),
        _ => store.len(),
    }
}
