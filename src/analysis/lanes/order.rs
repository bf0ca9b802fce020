//! The values that have matches, in an order; kept, because every step of a cursor asks for ranks in it.

use std::cmp::Reverse;
use std::sync::Arc;

use super::super::engine::Scope;
use super::super::facets::{self, Item};
use super::super::recent::Recent;
use super::super::{Facet, Grouping, LaneKey, LaneOrder, LaneSort, Profiled, table};
use super::label;
use super::rows::{Column, Dimension, Thing, split, things_of};
use crate::query::Query;
use crate::store::{Bitset, FieldCode, PublisherCode, RowId, counted};

/// Orders kept: the shown one, and those that a key may bring back.
const KEPT: usize = 8;

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::analysis) struct Spec {
    dimension: Dimension,
    sort: LaneSort,
    closed: Vec<LaneKey>,
    /// Without headings and depths.
    flat: bool,
}

/// Values in their order.
#[derive(Debug)]
pub(in crate::analysis) struct Order {
    pub(in crate::analysis) dimension: Dimension,
    pub(in crate::analysis) entries: Vec<Entry>,
    /// Matches that have none of them.
    pub(in crate::analysis) without: usize,
}

/// A value in its place.
#[derive(Debug, Clone, Copy)]
pub(in crate::analysis) struct Entry {
    pub(in crate::analysis) thing: Thing,
    pub(in crate::analysis) depth: usize,
    pub(in crate::analysis) count: usize,
    pub(in crate::analysis) has_children: bool,
    pub(in crate::analysis) closed: bool,
}

/// The orders made last.
pub(in crate::analysis) type Orders = Recent<(Query, Spec), Order, KEPT>;

impl From<&LaneOrder> for Spec {
    fn from(order: &LaneOrder) -> Self {
        Self {
            dimension: order.by.into(),
            sort: order.sort,
            closed: order.closed.clone(),
            flat: false,
        }
    }
}

impl Spec {
    /// All values of the same kind, as they come.
    pub(in crate::analysis) fn all(order: &LaneOrder) -> Self {
        Self {
            dimension: order.by.into(),
            sort: LaneSort::default(),
            closed: Vec::new(),
            flat: false,
        }
    }

    /// The values of a field beside each other.
    pub(in crate::analysis) fn profile(of: Profiled, sort: LaneSort) -> Self {
        Self {
            dimension: of.into(),
            sort,
            closed: Vec::new(),
            flat: true,
        }
    }
}

/// The order asked for, made or remembered; `None` when cancelled.
pub(in crate::analysis) fn order(scope: &Scope<'_>, spec: Spec) -> Option<Arc<Order>> {
    let key = (scope.query.clone(), spec);
    let known = scope.engine.memory().orders.get(&key);
    if known.is_some() {
        return known;
    }
    let order = Arc::new(made(scope, &key.1)?);
    (scope.engine.memory().orders).put(key, Arc::clone(&order));
    Some(order)
}

/// Makes an order; `None` when cancelled.
pub(in crate::analysis) fn made(scope: &Scope<'_>, spec: &Spec) -> Option<Order> {
    let entries = found(scope, spec);
    if (scope.cancelled)() {
        return None;
    }
    let entries = sorted(scope, spec, &entries);
    if (scope.cancelled)() {
        return None;
    }
    Some(Order {
        dimension: spec.dimension,
        entries: unfolded(entries, &spec.closed),
        without: without(scope, spec.dimension),
    })
}

/// The values that have matches, as a tree laid flat: parents before their children, by falling count.
fn found(scope: &Scope<'_>, spec: &Spec) -> Vec<Entry> {
    let (store, rows) = (scope.store(), scope.selection.coded().possible());
    let flat = |(thing, count): (Thing, usize)| Entry {
        thing,
        count,
        depth: 0,
        has_children: false,
        closed: false,
    };
    let mut entries: Vec<Entry> = match spec.dimension {
        Dimension::Pair => {
            let counts = store.count_listed(scope.engine.pairs().postings(), rows);
            (0..).map(Thing::Pair).zip(counts).map(flat).collect()
        }
        Dimension::Publisher => {
            let things = (0..).map(|code| Thing::Item(Item::Publisher(PublisherCode(code))));
            things.zip(publisher_counts(scope)).map(flat).collect()
        }
        Dimension::Facet(facet) => of_facet(scope, facet, spec.flat),
    };
    entries.retain(|entry| entry.count > 0 || entry.has_children);
    entries
}

fn publisher_counts(scope: &Scope<'_>) -> Vec<usize> {
    let (store, edition) = (scope.store(), &scope.selection.edition);
    let of = |row| {
        let publishers = store.row_publishers(row, edition.clock());
        publishers.map(|publisher| publisher.0)
    };
    let rows = scope.selection.coded().possible();
    counted(store, (rows, edition), &store.index().publishers, of)
}

fn of_facet(scope: &Scope<'_>, facet: Facet, flat: bool) -> Vec<Entry> {
    let entries = facets::all(scope, facet).into_iter();
    let wanted = entries.filter(|entry| !(flat && entry.item.is_heading(facet)));
    let entry = |entry: facets::Entry| Entry {
        thing: Thing::Item(entry.item),
        depth: if flat { 0 } else { entry.depth },
        count: entry.count,
        has_children: entry.has_children && !flat,
        closed: false,
    };
    wanted.map(entry).collect()
}

/// Matches that have none of the values.
fn without(scope: &Scope<'_>, dimension: Dimension) -> usize {
    let rows = scope.selection.coded().possible();
    let unlisted = |postings| {
        let mut listed = table::marked(postings, rows);
        listed.and(rows);
        scope.count(rows) - scope.count(&listed)
    };
    let grouping = match dimension {
        Dimension::Pair => return unlisted(scope.engine.pairs().postings()),
        Dimension::Publisher => Grouping::Publisher,
        Dimension::Facet(Facet::Field(field)) => {
            let fields = &scope.store().index().fields;
            return fields
                .get(FieldCode(field.into()).index())
                .map_or(0, unlisted);
        }
        Dimension::Facet(Facet::Actor) => Grouping::Actor,
        Dimension::Facet(Facet::Region) => Grouping::Region,
        Dimension::Facet(Facet::Kind) => Grouping::Kind,
        Dimension::Facet(Facet::Bloc) => Grouping::Bloc,
        Dimension::Facet(Facet::Tag) => Grouping::Tag,
        Dimension::Facet(Facet::Source) => Grouping::Source,
        Dimension::Facet(Facet::Grade) => Grouping::Grade,
        Dimension::Facet(Facet::Dataset) => Grouping::Dataset,
    };
    table::reports_without(scope, grouping).count()
}

/// Sorts what stands below one parent; equal ones stay as they are.
fn sorted(scope: &Scope<'_>, spec: &Spec, entries: &[Entry]) -> Vec<Entry> {
    let ends = |last: bool| {
        let ends = extents(scope, spec.dimension, entries).into_iter();
        ends.map(|(from, to)| if last { to } else { from })
            .collect::<Vec<u32>>()
    };
    match spec.sort {
        LaneSort::Count => by_key(entries, |at| Reverse(entries[at].count)),
        LaneSort::First => {
            let first = ends(false);
            by_key(entries, |at| first[at])
        }
        LaneSort::Last => {
            let last = ends(true);
            by_key(entries, |at| Reverse(last[at]))
        }
        LaneSort::Name => {
            let name = |entry: &Entry| {
                let target = label::target(scope, entry.thing).map(|target| target.label);
                let name = label::label(scope, entry.thing);
                (crate::store::fold(&name), target)
            };
            let names: Vec<_> = entries.iter().map(name).collect();
            by_key(entries, |at| &names[at])
        }
    }
}

fn by_key<K: Ord>(entries: &[Entry], key: impl Fn(usize) -> K) -> Vec<Entry> {
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); entries.len()];
    let (mut roots, mut above) = (Vec::new(), Vec::<usize>::new());
    for (at, entry) in entries.iter().enumerate() {
        above.truncate(entry.depth);
        match above.last() {
            Some(&parent) => below[parent].push(at),
            None => roots.push(at),
        }
        above.push(at);
    }
    let mut ordered = Vec::with_capacity(entries.len());
    roots.sort_by_key(|&at| key(at));
    // What comes first is taken from the end.
    let mut waiting: Vec<usize> = roots.into_iter().rev().collect();
    while let Some(at) = waiting.pop() {
        ordered.push(entries[at]);
        let mut children = std::mem::take(&mut below[at]);
        children.sort_by_key(|&child| key(child));
        waiting.extend(children.into_iter().rev());
    }
    ordered
}

/// First and last match of each value. Rows stand in day order.
fn extents(scope: &Scope<'_>, dimension: Dimension, entries: &[Entry]) -> Vec<(u32, u32)> {
    let things: Vec<Thing> = entries.iter().map(|entry| entry.thing).collect();
    let mut ends = vec![(u32::MAX, 0); things.len()];
    let reach = |ends: &mut (u32, u32), row: RowId| {
        *ends = (ends.0.min(row.0), ends.1.max(row.0));
    };
    let (plain, hidden) = split(scope, dimension);
    if let Some(column) = Column::of(scope, dimension) {
        // By code first: a region stands in as many values as it lies in.
        let mut of_code = vec![(u32::MAX, 0); column.codes()];
        column.each(&plain, 0..plain.universe(), |row, code| {
            reach(&mut of_code[code], row);
        });
        for (values, (first, last)) in column.table(&things).iter().zip(of_code) {
            for &at in values.iter().filter(|_| first <= last) {
                reach(&mut ends[at], RowId(first));
                reach(&mut ends[at], RowId(last));
            }
        }
        return ends;
    }
    for (thing, ends) in things.iter().zip(&mut ends) {
        let list = thing.list(scope.engine).unwrap_or_default();
        let of = |row: &&u32| plain.contains(RowId(**row));
        let both = [list.iter().find(of), list.iter().rev().find(of)];
        both.into_iter()
            .flatten()
            .for_each(|&row| reach(ends, RowId(row)));
    }
    each_hidden(scope, dimension, (&things, &hidden), |at, row| {
        reach(&mut ends[at], row);
    });
    ends
}

/// Calls with the position of each thing that a row of the set has.
pub(super) fn each_hidden(
    scope: &Scope<'_>,
    dimension: Dimension,
    (things, hidden): (&[Thing], &Bitset),
    mut visit: impl FnMut(usize, RowId),
) {
    let places: std::collections::HashMap<Thing, usize> = things.iter().copied().zip(0..).collect();
    for row in hidden.iter() {
        for thing in things_of(scope, dimension, row) {
            if let Some(&at) = places.get(&thing) {
                visit(at, row);
            }
        }
    }
}

/// Without what closed parents hide.
fn unfolded(entries: Vec<Entry>, closed: &[LaneKey]) -> Vec<Entry> {
    let mut hidden_below: Option<usize> = None;
    let mut shown = Vec::with_capacity(entries.len());
    for mut entry in entries {
        if hidden_below.is_some_and(|depth| entry.depth > depth) {
            continue;
        }
        let is_closed = || entry.thing.key().is_some_and(|key| closed.contains(&key));
        entry.closed = entry.has_children && is_closed();
        hidden_below = entry.closed.then_some(entry.depth);
        shown.push(entry);
    }
    shown
}
