//! Counts of the matches by value and by period.
//!
//! Rows of the store stand in day order, so that a period is a run of them: the rows of a value are walked once, in order, and
//! each falls into the run that it is in. Nothing is read of a record.

mod columns;
mod order;
mod sums;
mod tally;
mod values;

use super::engine::Scope;
use super::{Column, Grouping, Periods, Table, TableRow};
use crate::model::Day;
use crate::store::{Bitset, RowId};

pub(super) use sums::sums;
use tally::{Runs, Tally};
pub(super) use values::{marked, reports_without};

/// Values with how many matches each has, without periods and what a table says beside its rows; `None` when cancelled.
pub(super) fn rows(scope: &Scope<'_>, by: Grouping) -> Option<Vec<TableRow>> {
    let counted = values::totals(scope, by).into_iter().map(Tally::of);
    let counted = counted.collect();
    (!(scope.cancelled)()).then(|| order::rows(scope, by, counted, 0))
}

/// Counts the matches; `None` when cancelled.
pub(super) fn table(scope: &Scope<'_>, by: Option<Grouping>, periods: Periods) -> Option<Table> {
    let (period, columns) = columns::columns(scope, periods);
    let runs = Runs::new(scope.store(), &columns);
    let set = scope.selection.rows.possible();
    let all = runs.of_set(set);
    let (rows, without) = match by {
        None => (Vec::new(), Tally::default()),
        Some(by) => {
            let counted = values::counted(scope, by, &runs);
            if (scope.cancelled)() {
                return None;
            }
            let without = values::without(scope, by, &runs);
            (order::rows(scope, by, counted, columns.len()), without)
        }
    };
    Some(Table {
        by,
        period,
        all: all.counts(columns.len()),
        rows,
        without: without.counts(columns.len()),
        reaching: reaching(scope, set, &columns),
        columns,
    })
}

/// Matches that may have been in another column than the one that they start in.
fn reaching(scope: &Scope<'_>, set: &Bitset, columns: &[Column]) -> usize {
    let days = scope.store().days();
    let column = |first: Day| {
        let at = columns.partition_point(|column| column.days.to < first);
        columns.get(at).map(|column| column.days)
    };
    let reaches = |row: RowId| {
        let column = column(days.first_day(row));
        column.is_some_and(|column| !column.contains(days.of(row)))
    };
    let long = days.long_rows(0..scope.store().len());
    let long = long.filter(|&(row, _)| set.contains(row) && reaches(row));
    // What ends where it starts may have been earlier.
    let early = days.loose_rows(0..scope.store().len());
    let early =
        early.filter(|&(row, _)| set.contains(row) && days.long_end(row).is_none() && reaches(row));
    long.count() + early.count()
}
