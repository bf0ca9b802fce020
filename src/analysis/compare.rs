//! Two filters beside each other: how many, when, and of what more or less; on one map, and over time by value.
//!
//! What depends on the two filters alone is kept (`kept`), so that a step through the rows counts nothing anew.

mod kept;
mod lanes;
mod map;
mod seek;
mod sides;

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

use super::engine::Scope;
use super::{
    CompareOrder, ComparedRow, Comparison, Grouping, Histogram, TableRow, histogram, table, totals,
};
use crate::diagnostic::Diagnostic;

pub(super) use kept::Pairs;
use kept::{Facts, Table, kept};
pub use lanes::{LanesPair, LanesPairColumn};
pub(super) use lanes::{LanesWanted, lanes};
pub use map::{MapPair, MapPairCell, MapPairPlace};
pub(super) use map::{map, place};
pub(super) use seek::step;
pub use seek::{PairFound, PairStep};
use sides::Spans;

/// What is asked about two filters.
pub(super) struct Wanted<'a> {
    pub(super) other: &'a str,
    pub(super) by: Grouping,
    pub(super) order: CompareOrder,
    pub(super) first: usize,
    pub(super) len: usize,
    pub(super) buckets: usize,
    pub(super) aligned: bool,
}

/// Compares the matches with those of another filter; `None` when cancelled.
pub(super) fn compare(
    scope: &Scope<'_>,
    wanted: &Wanted<'_>,
) -> Option<Result<Box<Comparison>, Vec<Diagnostic>>> {
    sides::with_other(scope, wanted.other, |sides| {
        let facts = facts(sides)?;
        let shown = [0, 1].map(|side| facts.totals[side].shown);
        let table = sorted(sides, wanted, shown)?;
        let ranks = table.order.iter().skip(wanted.first).take(wanted.len);
        Some(Box::new(Comparison {
            both: facts.both,
            histograms: <[Histogram; 2]>::clone(&*charts(sides, wanted)?),
            first: wanted.first,
            total: table.order.len(),
            peak: table.peak,
            rows: ranks.map(|&at| table.rows[at].clone()).collect(),
            totals: facts.totals.clone(),
        }))
    })
}

fn facts(sides: [&Scope<'_>; 2]) -> Option<Arc<Facts>> {
    let key = sides::queries(sides);
    kept(
        sides[0].engine,
        |pairs| &mut pairs.facts,
        key,
        || {
            let reports = sides[0].store().reports();
            let [own, others] = sides.map(|side| reports.leading(side.selection.rows.possible()));
            Some(Facts {
                totals: sides::each(sides, |_, side| Some(totals::totals(side)))?,
                both: own.count_and(&others),
            })
        },
    )
}

/// The rows in the wanted order. Another order of the same rows is sorted, not counted.
fn sorted(sides: [&Scope<'_>; 2], wanted: &Wanted<'_>, shown: [usize; 2]) -> Option<Arc<Table>> {
    let key = (sides::queries(sides), wanted.by, wanted.order);
    kept(
        sides[0].engine,
        |pairs| &mut pairs.tables,
        key,
        || {
            let rows = counted(sides, wanted.by)?;
            let peak = rows.iter().flat_map(|row| row.counts).max();
            Some(Table {
                order: ordered(&rows, wanted.order, shown),
                peak: peak.unwrap_or_default(),
                rows,
            })
        },
    )
}

fn counted(sides: [&Scope<'_>; 2], by: Grouping) -> Option<Arc<Vec<ComparedRow>>> {
    let key = (sides::queries(sides), by);
    kept(
        sides[0].engine,
        |pairs| &mut pairs.counted,
        key,
        || {
            let tables = sides::each(sides, |_, side| table::rows(side, by))?;
            Some(joined(&tables))
        },
    )
}

/// The rows of both tables, by value and dataset.
fn joined(tables: &[Vec<TableRow>; 2]) -> Vec<ComparedRow> {
    let mut rows: Vec<ComparedRow> = Vec::new();
    let mut known = HashMap::new();
    for (side, table) in tables.iter().enumerate() {
        for row in table {
            let at = *known.entry((&row.value, &row.dataset)).or_insert_with(|| {
                rows.push(ComparedRow {
                    value: row.value.clone(),
                    label: row.label.clone(),
                    counts: [0, 0],
                });
                rows.len() - 1
            });
            rows[at].counts[side] = row.counts.total;
        }
    }
    rows
}

/// The positions of the rows in an order.
fn ordered(rows: &[ComparedRow], order: CompareOrder, shown: [usize; 2]) -> Vec<usize> {
    let change = |row: &ComparedRow| row.counts[0].abs_diff(row.counts[1]) as u128;
    // a/n against b/m without division: a*m against b*n.
    let share = |row: &ComparedRow| {
        let of = |side: usize| row.counts[side] as u128 * shown[1 - side] as u128;
        of(0).abs_diff(of(1))
    };
    let mut ranks: Vec<usize> = (0..rows.len()).collect();
    if order == CompareOrder::Name {
        ranks.sort_by_cached_key(|&at| rows[at].label.to_lowercase());
        return ranks;
    }
    let size = |row: &ComparedRow| match order {
        CompareOrder::Share => share(row),
        CompareOrder::First => row.counts[0] as u128,
        CompareOrder::Second => row.counts[1] as u128,
        CompareOrder::Change | CompareOrder::Name => change(row),
    };
    ranks.sort_by_cached_key(|&at| (Reverse(size(&rows[at])), &rows[at].label));
    ranks
}

/// The counts over time, on one axis, or each from its own beginning over the same length.
fn charts(sides: [&Scope<'_>; 2], wanted: &Wanted<'_>) -> Option<Arc<[Histogram; 2]>> {
    let key = (sides::queries(sides), wanted.buckets, wanted.aligned);
    kept(
        sides[0].engine,
        |pairs| &mut pairs.charts,
        key,
        || {
            let spans = Spans::of(sides);
            Some([0, 1].map(|side| {
                let span = spans.side(side, wanted.aligned);
                histogram::histogram(sides[side], span, wanted.buckets)
            }))
        },
    )
}
