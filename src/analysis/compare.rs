//! Two filters beside each other: how many, when, and of what more or less.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::engine::Scope;
use super::{
    CompareOrder, ComparedRow, Comparison, Grouping, Histogram, Periods, TableRow, histogram,
    table, totals,
};
use crate::diagnostic::Diagnostic;
use crate::model::DayRange;

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
    let compiled = scope.engine.compile(wanted.other);
    let Some(query) = &compiled.query else {
        return Some(Err(compiled.diagnostics));
    };
    let other = Scope {
        engine: scope.engine,
        compiled: &compiled,
        query,
        selection: scope.engine.select(query, scope.cancelled)?,
        cancelled: scope.cancelled,
    };
    let sides = [scope, &other];
    let totals = sides.map(totals::totals);
    let shown = [totals[0].shown, totals[1].shown];
    let tables = [
        table::table(scope, Some(wanted.by), Periods::None)?,
        table::table(&other, Some(wanted.by), Periods::None)?,
    ];
    let mut rows = joined(&tables.map(|table| table.rows));
    sort(&mut rows, wanted.order, shown);
    let [own, others] = sides.map(|side| side.selection.rows.possible());
    Some(Ok(Box::new(Comparison {
        both: own.count_and(others),
        histograms: histograms(sides, wanted),
        first: wanted.first,
        total: rows.len(),
        peak: rows
            .iter()
            .flat_map(|row| row.counts)
            .max()
            .unwrap_or_default(),
        rows: rows
            .into_iter()
            .skip(wanted.first)
            .take(wanted.len)
            .collect(),
        totals,
    })))
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

fn sort(rows: &mut [ComparedRow], order: CompareOrder, shown: [usize; 2]) {
    let change = |row: &ComparedRow| row.counts[0].abs_diff(row.counts[1]);
    // a/n against b/m without division: a*m against b*n.
    let share = |row: &ComparedRow| {
        let of = |side: usize| row.counts[side] as u128 * shown[1 - side] as u128;
        of(0).abs_diff(of(1))
    };
    match order {
        CompareOrder::Change => {
            rows.sort_by_cached_key(|row| (Reverse(change(row)), row.label.clone()));
        }
        CompareOrder::Share => {
            rows.sort_by_cached_key(|row| (Reverse(share(row)), row.label.clone()));
        }
        CompareOrder::First => {
            rows.sort_by_cached_key(|row| (Reverse(row.counts[0]), row.label.clone()));
        }
        CompareOrder::Second => {
            rows.sort_by_cached_key(|row| (Reverse(row.counts[1]), row.label.clone()));
        }
        CompareOrder::Name => rows.sort_by_cached_key(|row| row.label.to_lowercase()),
    }
}

/// The counts over time, on one axis, or each from its own beginning over the same length.
fn histograms(sides: [&Scope<'_>; 2], wanted: &Wanted<'_>) -> [Histogram; 2] {
    let spans = sides.map(histogram::default_span);
    let one = |a: DayRange, b: DayRange| DayRange {
        from: a.from.min(b.from),
        to: a.to.max(b.to),
    };
    let whole = match spans {
        [Some(a), Some(b)] => Some(one(a, b)),
        [a, b] => a.or(b),
    };
    let length = spans
        .iter()
        .flatten()
        .map(|span| span.to.0 - span.from.0)
        .max()
        .unwrap_or(0);
    [0, 1].map(|side| {
        let own = spans[side].map(|span| DayRange {
            from: span.from,
            to: span.from.plus(length),
        });
        let span = if wanted.aligned { own } else { whole };
        histogram::histogram(sides[side], span, wanted.buckets)
    })
}
