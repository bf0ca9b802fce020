//! Values of a facet with counts.
//!
//! A facet is counted in what the filter selects without the facet's own top terms, so that a list of values still shows what
//! else could be picked. Values that no match has are left out, but for those that the filter names.

mod actors;
mod choices;
mod counts;
mod find;
mod items;
mod lists;

use std::sync::Arc;

use super::engine::Scope;
use super::{Choice, Facet, FacetCounts, FacetValue, Selection};
use crate::query::{Expr, mentions};

pub(super) use actors::ActorTree;
pub(super) use choices::Choices;
pub(super) use counts::{counted, grade_counts};
pub(super) use find::found;
pub(super) use items::Item;
pub(super) use lists::{entries, flat};

/// What part of a facet's list is asked for.
pub(super) struct Page<'a> {
    /// Fuzzy find; all values when empty.
    pub(super) find: &'a str,
    /// Values whose children are hidden, as `value` or `field:value`.
    pub(super) closed: &'a [String],
    /// Rank of the first value.
    pub(super) first: usize,
    /// How many values.
    pub(super) len: usize,
}

/// A value in its place in the list.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) item: Item,
    pub(super) depth: usize,
    pub(super) count: usize,
    pub(super) has_children: bool,
    pub(super) closed: bool,
    pub(super) matched: Vec<u32>,
}

/// What the lists of values are made from.
pub(super) struct Source<'a> {
    pub(super) scope: &'a Scope<'a>,
    /// The matches without the facet's own terms.
    pub(super) selection: Arc<Selection>,
    pub(super) choices: Choices,
}

/// One page of a facet; `None` when cancelled.
pub(super) fn facet(scope: &Scope<'_>, facet: Facet, page: &Page<'_>) -> Option<FacetCounts> {
    let selection = without_own_terms(scope, facet)?;
    let source = Source {
        scope,
        selection,
        choices: Choices::new(scope),
    };
    let entries = lists::entries(&source, facet);
    if (scope.cancelled)() {
        return None;
    }
    let peak = entries
        .iter()
        .filter(|entry| !entry.item.is_heading(facet))
        .map(|entry| entry.count)
        .max()
        .unwrap_or(0);
    let entries = if page.find.is_empty() {
        shown(&source, entries, page.closed)
    } else {
        found(&source, facet, entries, page.find)
    };
    let total = entries.len();
    let first = page.first.min(total);
    let values = entries
        .iter()
        .skip(first)
        .take(page.len)
        .map(|entry| value(&source, entry))
        .collect();
    Some(FacetCounts {
        facet,
        first,
        total,
        values,
        peak,
    })
}

/// All values of a facet with their counts among the matches, parents before their children.
pub(super) fn all(scope: &Scope<'_>, facet: Facet) -> Vec<Entry> {
    let source = Source {
        scope,
        selection: Arc::clone(&scope.selection),
        choices: Choices::new(scope),
    };
    lists::entries(&source, facet)
}

fn without_own_terms(scope: &Scope<'_>, facet: Facet) -> Option<Arc<Selection>> {
    let own = own_fields(scope, facet);
    let expr: &Expr = &scope.compiled.expr;
    if own.iter().all(|field| mentions(expr, field).is_empty()) {
        return Some(Arc::clone(&scope.selection));
    }
    let selection = scope
        .engine
        .select_expr(&expr.without_fields(&own), scope.cancelled)?;
    Some(selection.unwrap_or_else(|| Arc::clone(&scope.selection)))
}

/// The fields whose top terms are this facet's own. Blocs stand above actors for order, but are a facet of their own.
fn own_fields<'a>(scope: &Scope<'a>, facet: Facet) -> Vec<&'a str> {
    match facet {
        Facet::Actor => vec!["actor"],
        Facet::Region => vec!["region"],
        Facet::Kind => vec!["kind"],
        Facet::Bloc => vec!["bloc"],
        Facet::Tag => vec!["tag"],
        Facet::Source => vec!["source", "publisher"],
        Facet::Grade => vec!["grade", "reliability", "credibility"],
        Facet::Dataset => vec!["dataset"],
        Facet::Field(at) => {
            let entry = scope.engine.vocabulary().fields.get(usize::from(at));
            entry.map(|entry| &*entry.name).into_iter().collect()
        }
    }
}

/// The entries without what nobody matches and what closed parents hide.
pub(super) fn shown(source: &Source<'_>, entries: Vec<Entry>, closed: &[String]) -> Vec<Entry> {
    let mut shown = Vec::with_capacity(entries.len());
    let mut hidden_below: Option<usize> = None;
    for mut entry in entries {
        if hidden_below.is_some_and(|depth| entry.depth > depth) {
            continue;
        }
        hidden_below = None;
        if entry.count == 0 && source.choices.of(&entry.item) == Choice::None {
            continue;
        }
        entry.closed =
            entry.has_children && !closed.is_empty() && is_closed(source, &entry.item, closed);
        if entry.closed {
            hidden_below = Some(entry.depth);
        }
        shown.push(entry);
    }
    shown
}

fn is_closed(source: &Source<'_>, item: &Item, closed: &[String]) -> bool {
    let (field, value) = (item.field(source.scope), item.value(source.scope));
    let is_it = |name: &String| {
        *name == value
            || name
                .strip_prefix(field)
                .and_then(|rest| rest.strip_prefix(':'))
                == Some(&value)
    };
    closed.iter().any(is_it)
}

/// An entry as an answer.
pub(super) fn value(source: &Source<'_>, entry: &Entry) -> FacetValue {
    let scope = source.scope;
    FacetValue {
        field: entry.item.field(scope).into(),
        value: entry.item.value(scope),
        label: entry.item.label(scope),
        depth: entry.depth,
        has_children: entry.has_children,
        closed: entry.closed,
        count: entry.count,
        choice: source.choices.of(&entry.item),
        bloc: entry.item.bloc(scope),
        actor: entry.item.actor(scope),
        matched: entry.matched.clone(),
    }
}
