//! The next event of two filters, in the order of time.

use super::super::engine::Scope;
use super::super::{AskError, EventKey, EventRow, event_row, seek, window};
use super::sides;
use crate::load::ReadError;
use crate::model::{Position, TimeRange};
use crate::store::{Bitset, RowId, Store};

/// Which event of two filters is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PairStep {
    /// The one that is started from.
    Here,
    /// The first of all.
    First,
    /// The last of all.
    Last,
    /// The first of the next day that has events; or, backward, of this day or the one before.
    Day {
        /// Later in time.
        forward: bool,
    },
    /// The next that passes another filter text too, wrapping around.
    Matching {
        /// Later in time.
        forward: bool,
        /// The other filter text.
        text: String,
    },
    /// The first at a time or later, or else the last.
    Time(TimeRange),
}

/// An event of two filters.
#[derive(Debug, Clone, PartialEq)]
pub struct PairFound {
    /// The event.
    pub row: EventRow,
    /// Where it was, if that is known.
    pub position: Option<Position>,
    /// Whether it matches the one and the other.
    pub of: [bool; 2],
}

/// The event that a step from another one leads to, if there is one. A text with a mistake finds nothing.
pub(in crate::analysis) fn step(
    scope: &Scope<'_>,
    from: Option<EventKey>,
    step: &PairStep,
    other: &str,
) -> Result<Option<Box<PairFound>>, AskError> {
    let found = sides::with_other(scope, other, |sides| {
        let either = sides::either(sides);
        let rows = scope.store().reports().one_each(&either);
        let from = from.and_then(|key| scope.engine.row(key));
        let from = from.map(|row| shown_of_report(scope.store(), &rows, row));
        let row = match step {
            PairStep::Here => from.filter(|&row| rows.contains(row)),
            PairStep::First => rows.first(),
            PairStep::Last => rows.last(),
            PairStep::Day { forward } => day(scope.store(), &rows, from, *forward),
            PairStep::Matching { forward, text } => {
                seek::neighbour(&matching(sides, text)?, from, *forward)
            }
            PairStep::Time(time) => {
                let store = scope.store();
                let start = match time.whole_days() {
                    Some(days) => store.days().first_row_from(days.from),
                    None => window::row_of_time(store, &rows, time.from),
                };
                rows.iter_from(start).next().or_else(|| rows.last())
            }
        };
        Some(row.map(|row| found(sides, row)).transpose())
    });
    let found = found.ok_or(AskError::Cancelled)?;
    Ok(found.unwrap_or(Ok(None))?.map(Box::new))
}

/// The row that is shown of the report of another row, or that one where none is.
fn shown_of_report(store: &Store, rows: &Bitset, row: RowId) -> RowId {
    let shown = rows.iter_within(store.reports().rows(row)).next();
    shown.unwrap_or(row)
}

fn day(store: &Store, rows: &Bitset, from: Option<RowId>, forward: bool) -> Option<RowId> {
    let Some(from) = from else {
        return rows.first();
    };
    let days = store.days();
    let day = if forward {
        days.first_day(from).plus(1)
    } else {
        days.first_day(rows.last_before(from.index())?)
    };
    rows.iter_from(days.first_row_from(day)).next()
}

/// The matches of each side that pass the text too, each under its own clock.
fn matching(sides: [&Scope<'_>; 2], text: &str) -> Option<Bitset> {
    let engine = sides[0].engine;
    let mut rows = Bitset::empty(sides[0].store().len());
    let Some(also) = engine.compile(text).query else {
        return Some(rows);
    };
    for side in sides {
        let found = engine.select_both(side.query, also.filter.clone(), side.cancelled)?;
        rows.or(found.coded().possible());
    }
    Some(sides[0].store().reports().one_each(&rows).into_owned())
}

fn found(sides: [&Scope<'_>; 2], row: RowId) -> Result<PairFound, ReadError> {
    let of = sides.map(|side| side.selection.listed(side.store(), row).is_some());
    let side = sides[usize::from(!of[0])];
    Ok(PairFound {
        row: event_row::event_row(side, row)?,
        position: side.store().position(row),
        of,
    })
}
