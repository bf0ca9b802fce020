//! Runs of rows by rank.

use super::engine::Scope;
use super::{EventKey, Window, event_row};
use crate::load::ReadError;
use crate::model::{Day, DayRange, DayTime};
use crate::store::{Bitset, RowId, Store};

/// Rows by rank, clipped.
pub(super) fn window(scope: &Scope<'_>, first: usize, len: usize) -> Result<Window, ReadError> {
    let (set, ranks) = (scope.selection.rows.possible(), &scope.selection.ranks);
    let first = first.min(ranks.total());
    let start = ranks
        .select(set, first)
        .map_or(scope.store().len(), RowId::index);
    let rows: Vec<RowId> = set.iter_from(start).take(len).collect();
    Ok(Window {
        first,
        total: ranks.total(),
        days: days(scope, &rows),
        rows: event_row::event_rows(scope, rows)?,
        anchor: None,
    })
}

/// Each first day of the rows, with its number of matches.
fn days(scope: &Scope<'_>, rows: &[RowId]) -> Vec<(Day, usize)> {
    let table = scope.store().days();
    let mut days: Vec<Day> = rows.iter().map(|&row| table.first_day(row)).collect();
    days.dedup();
    let count = |day: Day| {
        let run = table.starting_in(DayRange { from: day, to: day });
        (day, scope.selection.rows.possible().count_range(run))
    };
    days.into_iter().map(count).collect()
}

/// The rows around an event, or around the match nearest to it in time.
pub(super) fn around(
    scope: &Scope<'_>,
    event: EventKey,
    before: usize,
    after: usize,
) -> Result<Window, ReadError> {
    let row = scope.engine.row(event);
    // Of a report the row is listed that matches first.
    let listed = |row| scope.selection.listed(scope.store(), row).unwrap_or(row);
    let anchor = row.and_then(|row| nearest(scope, listed(row)));
    let first = anchor.unwrap_or(0).saturating_sub(before);
    let len = anchor.unwrap_or(0) - first + after + 1;
    Ok(Window {
        anchor,
        ..window(scope, first, len)?
    })
}

/// Rank of the row, or of the match whose first day is nearest; of two as near, the later one.
fn nearest(scope: &Scope<'_>, row: RowId) -> Option<usize> {
    let (set, ranks) = (scope.selection.rows.possible(), &scope.selection.ranks);
    let rank = ranks.rank(set, row);
    let distance = |rank: usize| {
        let other = ranks.select(set, rank)?;
        let days = scope.store().days();
        Some(days.first_day(other).0.abs_diff(days.first_day(row).0))
    };
    let earlier = rank
        .checked_sub(1)
        .and_then(|rank| Some((distance(rank)?, rank)));
    let later = distance(rank).map(|distance| (distance, rank));
    match (earlier, later) {
        _ if set.contains(row) => Some(rank),
        (Some(earlier), Some(later)) => Some(if earlier.0 < later.0 {
            earlier.1
        } else {
            later.1
        }),
        (earlier, later) => later.or(earlier).map(|(_, rank)| rank),
    }
}

/// Rank of the first match that starts on the day or later; the number of matches when there is none.
pub(super) fn rank_of_day(scope: &Scope<'_>, day: Day) -> usize {
    rank_of_row(scope, scope.store().days().first_row_from(day))
}

/// Rank of the first match from a minute of a day on; the number of matches when there is none.
pub(super) fn rank_of_time(scope: &Scope<'_>, time: DayTime) -> usize {
    let set = scope.selection.rows.possible();
    rank_of_row(scope, row_of_time(scope.store(), set, time))
}

fn rank_of_row(scope: &Scope<'_>, row: usize) -> usize {
    let set = scope.selection.rows.possible();
    scope.selection.ranks.rank(set, RowId::at(row))
}

/// Of some rows the earliest whose clock time is on the day and not before the minute, or else where the next day begins; on a day
/// without any clock times its first, all of which may have been then.
pub(super) fn row_of_time(store: &Store, set: &Bitset, time: DayTime) -> usize {
    let day = store.days().starting_in(DayRange {
        from: time.day,
        to: time.day,
    });
    // Events of several zones do not stand in the order of the times that they show.
    let rows = set.iter_within(day.clone());
    let timed = rows.filter_map(|row| store.time(row).map(|at| (at, row)));
    let mut timed = timed.peekable();
    if timed.peek().is_none() {
        return day.start;
    }
    let first = timed.filter(|(at, _)| *at >= time.minute).min();
    first.map_or(day.end, |(_, row)| row.index())
}
