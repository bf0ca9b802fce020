//! Two filters on one map: the same window and the same cells for both.

use super::super::engine::Scope;
use super::super::map::{self, MapCounts, MapLabel, MapQuery};
use super::super::{AskError, EventKey, EventRow, event_row};
use super::sides;
use crate::diagnostic::Diagnostic;
use crate::geo::Grid;
use crate::load::ReadError;
use crate::model::Position;
use crate::query::RowSet;
use crate::store::RowId;

/// The matches of two filters in the same cells.
#[derive(Debug, Clone, PartialEq)]
pub struct MapPair {
    /// Counts of each, over one grid. Both have the names of both, so that the same places are named.
    pub sides: [MapCounts; 2],
    /// The cells in which either has matches, row by row.
    pub cells: Vec<MapPairCell>,
}

/// A cell with the matches of both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MapPairCell {
    /// Column and row of the cell.
    pub at: (u16, u16),
    /// Matches of each.
    pub counts: [usize; 2],
    /// Of these, the ones whose place is only roughly known.
    pub rough: [usize; 2],
    /// The earliest of each.
    pub first: [Option<EventKey>; 2],
}

impl MapPairCell {
    /// Whether of no event in it more is known than the region.
    #[must_use]
    pub fn is_rough(&self) -> bool {
        self.rough == self.counts
    }
}

/// What is in one cell.
#[derive(Debug, Clone, PartialEq)]
pub struct MapPairPlace {
    /// Column and row of the cell.
    pub at: (u16, u16),
    /// Where the earliest event in it is.
    pub position: Position,
    /// Matches of each.
    pub counts: [usize; 2],
    /// Events that match both.
    pub both: usize,
    /// Events of each: the first, or those from the time of an asked one on.
    pub rows: [Vec<EventRow>; 2],
    /// The region, when all of them have the same: its value in a filter and its name.
    pub region: Option<(String, String)>,
}

impl MapPairPlace {
    /// The region that all of the matches have, or the place of the first.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        match &self.region {
            Some((_, name)) => Some(name),
            None => self.rows.iter().flatten().next().map(|row| &*row.place),
        }
    }
}

/// Counts the matches of both by cell; `None` when cancelled.
pub(in crate::analysis) fn map(
    scope: &Scope<'_>,
    query: &MapQuery,
    other: &str,
) -> Option<Result<Box<MapPair>, Vec<Diagnostic>>> {
    sides::with_other(scope, other, |sides| {
        let points = scope.engine.points();
        // Whether they match certainly is nothing to a window.
        let either = RowSet::sure(sides::either(sides));
        let reports = scope.store().reports();
        let placed = points.placed(reports, &either, scope.cancelled)?;
        let grid = map::grid(scope, &placed, query)?;
        let [a, b] = sides.map(|side| map::counts(side, &grid));
        let (mut a, mut b) = (a?, b?);
        let labels = labels(&a.labels, &b.labels);
        a.labels.clone_from(&labels);
        b.labels = labels;
        let sides = [a, b];
        Some(Box::new(MapPair {
            cells: cells(&sides),
            sides,
        }))
    })
}

/// Names of both, those with the most matches together first.
fn labels(a: &[MapLabel], b: &[MapLabel]) -> Vec<MapLabel> {
    let mut labels = a.to_vec();
    for label in b {
        let same = |known: &&mut MapLabel| known.at == label.at && known.name == label.name;
        match labels.iter_mut().find(same) {
            Some(known) => known.count += label.count,
            None => labels.push(label.clone()),
        }
    }
    labels.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
    labels
}

/// The cells of both in one list. Those of each stand row by row already.
fn cells(sides: &[MapCounts; 2]) -> Vec<MapPairCell> {
    let mut cells: Vec<MapPairCell> = Vec::new();
    let of = |side: usize| sides[side].bins.iter().map(move |bin| (side, bin));
    let mut bins: Vec<_> = of(0).chain(of(1)).collect();
    bins.sort_by_key(|(side, bin)| (bin.at.1, bin.at.0, *side));
    for (side, bin) in bins {
        if cells.last().is_none_or(|cell| cell.at != bin.at) {
            cells.push(MapPairCell {
                at: bin.at,
                counts: [0; 2],
                rough: [0; 2],
                first: [None; 2],
            });
        }
        if let Some(cell) = cells.last_mut() {
            cell.counts[side] = bin.count;
            cell.rough[side] = bin.rough;
            cell.first[side] = Some(bin.first);
        }
    }
    cells
}

/// What both have in a cell, with `len` events of each: the first, or where the cell has the event, those from its time on. Nothing
/// for a cell without events, or when the other filter has a mistake.
pub(in crate::analysis) fn place(
    scope: &Scope<'_>,
    (grid, at): (&Grid, (u16, u16)),
    other: &str,
    (event, len): (Option<EventKey>, usize),
) -> Result<Option<Box<MapPairPlace>>, AskError> {
    let found = sides::with_other(scope, other, |sides| {
        let rows = sides::each(sides, |_, side| {
            let rows = side.selection.coded().possible();
            Some(map::rows_in(side, grid, rows, at))
        })?;
        let event = event.and_then(|key| scope.engine.row(key));
        Some(placed(sides, &rows, at, (event, len)))
    });
    let found = found.ok_or(AskError::Cancelled)?;
    Ok(found.unwrap_or(Ok(None))?.map(Box::new))
}

fn placed(
    sides: [&Scope<'_>; 2],
    rows: &[Vec<RowId>; 2],
    at: (u16, u16),
    (event, len): (Option<RowId>, usize),
) -> Result<Option<MapPairPlace>, ReadError> {
    let first = rows.iter().filter_map(|rows| rows.first()).min();
    let Some(position) = first.and_then(|&row| sides[0].store().position(row)) else {
        return Ok(None);
    };
    let all: Vec<RowId> = rows.iter().flatten().copied().collect();
    let reports = sides[0].store().reports();
    let event = event.and_then(|event| {
        let report = reports.rows(event);
        all.iter()
            .copied()
            .find(|row| report.contains(&row.index()))
    });
    let shown = |side: usize| {
        let rows = &rows[side];
        let before = rows.partition_point(|&row| event.is_some_and(|event| row < event));
        // Both sides may have to share the lines.
        let first = before.min(rows.len().saturating_sub((len / 2).max(1)));
        event_row::event_rows(sides[side], rows[first..].iter().take(len).copied())
    };
    let [own, others] = rows.each_ref().map(|rows| {
        let firsts = rows.iter().map(|&row| reports.first(row));
        firsts.collect::<Vec<RowId>>()
    });
    let both = own.iter();
    Ok(Some(MapPairPlace {
        at,
        position,
        counts: [rows[0].len(), rows[1].len()],
        both: both.filter(|row| others.binary_search(row).is_ok()).count(),
        rows: [shown(0)?, shown(1)?],
        region: map::region(sides[0], &all),
    }))
}
