//! Matches by value and time: lanes of cells, and the first events of a cell.
//!
//! Which values there are and in which order is made once for a filter and kept (`order`); of the values that fit on the
//! screen, and of no others, the rows are then counted into columns (`grid`).

mod events;
mod grid;
mod label;
mod order;
mod pairs;
mod rows;

use std::collections::HashMap;
use std::ops::Range;

use super::engine::Scope;
use super::{Lane, LaneKey, LaneOf, LaneOrder, Lanes};
use crate::model::DayRange;
use crate::store::{Bitset, ROWS_WORTH_A_THREAD, Reports, RowId, halves};

pub(super) use events::events;
use grid::Place;
pub(super) use grid::{Grid, Tally};
pub(super) use label::{bloc, field, label, value};
pub(super) use order::{Entry, Order, Orders, Spec, made, order};
pub(super) use pairs::Pairs;
pub(super) use rows::{Dimension, Thing};

/// Lanes by rank, over a span or the days that a histogram shows; `None` when cancelled.
pub(super) fn lanes(
    scope: &Scope<'_>,
    asked: &LaneOrder,
    (span, buckets): (Option<DayRange>, usize),
    wanted: Range<usize>,
) -> Option<Lanes> {
    let order = order(scope, asked.into())?;
    let total = order.entries.len();
    let first = wanted.start.min(total);
    let entries = &order.entries[first..wanted.end.clamp(first, total)];
    let grid = Grid::new(scope, span, buckets);
    let things: Vec<Thing> = entries.iter().map(|entry| entry.thing).collect();
    let tallies = count(scope, order.dimension, &things, &grid)?;
    let lanes = entries.iter().zip(tallies);
    Some(Lanes {
        unit: grid.unit,
        columns: grid.columns(scope),
        first,
        total,
        rows: lanes
            .map(|(entry, tally)| lane(scope, entry, tally))
            .collect(),
        matches: scope.selection.ranks.total(),
        without: order.without,
    })
}

/// A value with its matches in the columns.
pub(super) fn lane(scope: &Scope<'_>, entry: &Entry, tally: Tally) -> Lane {
    let thing = entry.thing;
    Lane {
        key: thing.key().unwrap_or_default(),
        field: field(scope, thing).into(),
        value: value(scope, thing),
        label: label(scope, thing),
        bloc: bloc(scope, thing),
        target: label::target(scope, thing),
        depth: entry.depth,
        has_children: entry.has_children,
        closed: entry.closed,
        total: entry.count,
        before: tally.before,
        after: tally.after,
        cells: tally.cells(),
    }
}

/// The matches of each value in the columns; `None` when cancelled.
pub(super) fn count(
    scope: &Scope<'_>,
    dimension: Dimension,
    things: &[Thing],
    grid: &Grid,
) -> Option<Vec<Tally>> {
    let (plain, hidden) = rows::split(scope, dimension);
    let reports = scope.store().reports();
    if let Some(column) = rows::Column::of(scope, dimension) {
        return Some(if reports.are_rows() {
            count_column(&column, things, grid, &plain)
        } else {
            count_column_of_reports(scope, &column, things, grid)
        });
    }
    let mut tallies = vec![grid.tally(); things.len()];
    let mut hint = 0;
    let whole = plain.count() == plain.universe();
    for (thing, tally) in things.iter().zip(&mut tallies) {
        if (scope.cancelled)() {
            return None;
        }
        let list = thing.list(scope.engine).unwrap_or_default();
        if reports.are_rows() {
            grid.count_list((list, &plain, whole), tally);
        } else {
            grid.count_list((&one_each(reports, list, &plain), &plain, true), tally);
        }
    }
    let mut seen = reports.by_value(things.len());
    order::each_hidden(scope, dimension, (things, &hidden), |at, row| {
        if seen.is_new(row, at) {
            grid.count_row(row, &mut hint, &mut tallies[at]);
        }
    });
    Some(tallies)
}

/// The rows of a list that are in a set, one for each report.
fn one_each(reports: &Reports, list: &[u32], set: &Bitset) -> Vec<u32> {
    let mut walk = reports.walk();
    let rows = list.iter().map(|&row| RowId(row));
    let rows = rows.filter(|&row| set.contains(row) && walk.is_new(row));
    rows.map(|row| row.0).collect()
}

/// [`count_column`] where several rows may be of one report, which counts once for a value.
fn count_column_of_reports(
    scope: &Scope<'_>,
    column: &rows::Column<'_>,
    things: &[Thing],
    grid: &Grid,
) -> Vec<Tally> {
    let groups = Groups::new(column.table(things));
    let mut tallies = vec![grid.tally(); things.len()];
    let mut seen = scope.store().reports().by_value(things.len());
    let mut hint = 0;
    let rows = scope.selection.coded().possible();
    column.each(rows, 0..rows.universe(), |row, code| {
        for &at in groups.values(code) {
            if seen.is_new(row, at) {
                grid.count_row(row, &mut hint, &mut tallies[at]);
            }
        }
    });
    tallies
}

/// The same where a row has one value: a pass over the rows, of which a second thread makes half when they are many.
fn count_column(
    column: &rows::Column<'_>,
    things: &[Thing],
    grid: &Grid,
    counted: &Bitset,
) -> Vec<Tally> {
    let groups = Groups::new(column.table(things));
    let mut sure = counted.clone();
    sure.and_not(grid.vague());
    let part = |rows: Range<usize>| {
        let mut tallies = vec![grid.tally(); things.len()];
        for (place, run) in grid.runs() {
            let run = run.start.max(rows.start)..run.end.min(rows.end);
            let set = match place {
                Place::Column(_) => &sure,
                Place::Before | Place::After => counted,
            };
            if !run.is_empty() {
                groups.count(column, set, run, |at, count| tallies[at].put(place, count));
            }
        }
        for row in grid.vague().iter_within(rows) {
            if counted.contains(row) {
                let values = groups.values(column.code(row)).iter();
                values.for_each(|&at| grid.count_vague(row, &mut tallies[at]));
            }
        }
        tallies
    };
    let two_threads = counted.count() >= ROWS_WORTH_A_THREAD;
    halves(
        counted.universe(),
        two_threads,
        part,
        |mut tallies, rest| {
            let pairs = tallies.iter_mut().zip(&rest);
            pairs.for_each(|(tally, more)| tally.add(more));
            tallies
        },
    )
}

/// Codes that belong to the same values, counted together: there are few such groups where there are thousands of codes.
struct Groups {
    of_code: Vec<u32>,
    /// By group the positions of the values. The first group has none.
    values: Vec<Vec<usize>>,
}

impl Groups {
    fn new(table: Vec<Vec<usize>>) -> Self {
        let mut values = vec![Vec::new()];
        let mut known = HashMap::from([(Vec::new(), 0)]);
        let mut group = |own: Vec<usize>| {
            *known.entry(own).or_insert_with_key(|own| {
                values.push(own.clone());
                u32::try_from(values.len() - 1).expect("fewer groups than codes")
            })
        };
        let of_code = table.into_iter().map(&mut group).collect();
        Self { of_code, values }
    }

    fn values(&self, code: usize) -> &[usize] {
        &self.values[self.of_code[code] as usize]
    }

    /// Counts the rows of a set within a run, and calls with the position of each value that has some.
    fn count(
        &self,
        column: &rows::Column<'_>,
        set: &Bitset,
        run: Range<usize>,
        mut call: impl FnMut(usize, u32),
    ) {
        // Four counts by turns: rows that follow one another often have the same code, and a sum cannot be added to before the
        // last addition to it has been written.
        let mut counts = vec![[0_u32; 4]; self.values.len()];
        let (of_code, sums) = (&self.of_code[..], &mut counts[..]);
        column.each(set, run, |row, code| {
            sums[of_code[code] as usize][row.index() % 4] += 1;
        });
        for (values, counts) in self.values.iter().zip(counts) {
            let count = counts.iter().sum();
            if count > 0 {
                values.iter().for_each(|&at| call(at, count));
            }
        }
    }
}

/// Where lanes stand: the most particular one of an event first; `None` when cancelled.
pub(super) fn ranks(scope: &Scope<'_>, asked: &LaneOrder, of: &LaneOf) -> Option<Vec<usize>> {
    let order = order(scope, asked.into())?;
    let rank = |key: LaneKey| {
        let mut entries = order.entries.iter();
        entries.position(|entry| entry.thing.key() == Some(key))
    };
    let keys = match of {
        LaneOf::Lane(key) => vec![*key],
        LaneOf::Event(event) => {
            let row = scope.engine.row(*event);
            let row = row.and_then(|row| scope.selection.matching(scope.store(), row));
            let things = row.map(|row| rows::things_of(scope, order.dimension, row));
            let things = things.into_iter().flatten();
            things.filter_map(Thing::key).collect()
        }
    };
    Some(keys.into_iter().filter_map(rank).collect())
}

#[cfg(test)]
mod tests;
