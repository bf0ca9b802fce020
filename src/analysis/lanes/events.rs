//! The first events of a cell.

use super::super::engine::Scope;
use super::super::{AskError, LaneEvents, LaneOrder, LaneTime, event_row};
use super::order::order;
use super::rows::{Dimension, Thing, holds};
use crate::store::RowId;

/// The first events of the lane at a rank in a column: those that start in it, then those that may have been in it.
pub(in crate::analysis) fn events(
    scope: &Scope<'_>,
    asked: &LaneOrder,
    rank: usize,
    time: &LaneTime,
    len: usize,
) -> Result<LaneEvents, AskError> {
    let order = order(scope, asked.into()).ok_or(AskError::Cancelled)?;
    let Some(entry) = order.entries.get(rank) else {
        return Ok(LaneEvents::default());
    };
    let mut rows = starting(scope, (order.dimension, entry.thing), time, len);
    if rows.len() < len {
        let rest = len - rows.len();
        rows.extend(reaching(scope, (order.dimension, entry.thing), time).take(rest));
    }
    let rows = event_row::event_rows(scope, rows)?;
    Ok(LaneEvents { rows })
}

fn starting(
    scope: &Scope<'_>,
    (dimension, thing): (Dimension, Thing),
    time: &LaneTime,
    len: usize,
) -> Vec<RowId> {
    let run = scope.store().days().starting_in(time.days);
    let wanted = |row: &RowId| is_at(scope, *row, time) && holds(scope, dimension, thing, *row);
    let possible = scope.selection.coded().possible();
    let mut reports = scope.store().reports().walk();
    let none_hidden = possible.count_and(&scope.selection.edition.altered) == 0;
    match thing.list(scope.engine).filter(|_| none_hidden) {
        Some(list) => {
            let from = list.partition_point(|&row| (row as usize) < run.start);
            let rows = list[from..].iter().map(|&row| RowId(row));
            let rows = rows.take_while(|row| row.index() < run.end);
            let rows = rows.filter(|&row| possible.contains(row) && is_at(scope, row, time));
            rows.filter(|&row| reports.is_new(row)).take(len).collect()
        }
        None => {
            let rows = possible.iter_within(run);
            let rows = rows.filter(wanted).filter(|&row| reports.is_new(row));
            rows.take(len).collect()
        }
    }
}

/// Whether a row of the days is at the minutes, too.
fn is_at(scope: &Scope<'_>, row: RowId, time: &LaneTime) -> bool {
    time.minutes.as_ref().is_none_or(|minutes| {
        let at = scope.store().time(row);
        at.is_some_and(|at| minutes.contains(&at.of_day()))
    })
}

/// The matches that start elsewhere, or have no clock time among hours, and may have been in the column.
fn reaching<'a>(
    scope: &'a Scope<'_>,
    (dimension, thing): (Dimension, Thing),
    time: &'a LaneTime,
) -> impl Iterator<Item = RowId> + 'a {
    let days = scope.store().days();
    let run = days.starting_in(time.days);
    let possible = scope.selection.coded().possible();
    let earlier = days.long_rows(0..run.start);
    let earlier = earlier.filter(move |&(row, last)| {
        last >= time.days.from && days.any_run(row, |days| days.overlaps(time.days))
    });
    let earlier = earlier.map(|(row, _)| row);
    let later = days.early_rows(time.days).map(|(row, _)| row);
    let same_day = run.filter(|_| time.minutes.is_some()).map(RowId::at);
    let same_day = same_day.filter(move |&row| may_reach(scope, row, time));
    let mut reports = scope.store().reports().walk();
    earlier
        .chain(same_day)
        .chain(later)
        .filter(move |&row| possible.contains(row) && holds(scope, dimension, thing, row))
        .filter(move |&row| reports.is_new(row))
}

/// Whether a row that starts on the day of an hour may have been in that hour without starting in it: it has no clock time, or
/// starts earlier and ends on another day.
fn may_reach(scope: &Scope<'_>, row: RowId, time: &LaneTime) -> bool {
    let days = scope.store().days().of(row);
    match (scope.store().time(row), &time.minutes) {
        (None, _) => true,
        (Some(at), Some(minutes)) => at.of_day() < minutes.start && days.to > days.from,
        (Some(_), None) => false,
    }
}
