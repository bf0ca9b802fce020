//! Where the matches are: counts by cell of a map, the window that shows them, and the events of one cell.
//!
//! A million events are counted, not drawn: the answer has one bin for each cell that has any. Every match is in the window, outside
//! of it, or has no coordinates, so the three numbers add up to what is shown. A report whose rows were coded in several places
//! is in the bin of each of them.

mod fit;
mod labels;
mod points;
mod spot;
mod tally;

use super::engine::Scope;
use super::{EventKey, EventRow};
use crate::geo::{Camera, Grid};
use crate::model::Position;
use crate::query::RowSet;
use crate::store::RowId;

pub(super) use points::{Placed, Points, placed};
pub(super) use spot::{region, rows_in, spot};
use tally::{Tally, tally, tally_of_reports};

/// What a map is to show.
#[derive(Debug, Clone, PartialEq)]
pub enum MapFrame {
    /// Where the bulk of the matches is, or all of them when they have no centre.
    Bulk,
    /// All matches.
    All,
    /// The matches in a region, by its value in a filter; the region's own place when there are none.
    Region(String),
    /// An event in the middle, with so many degrees of latitude in a dot.
    Event(EventKey, f64),
    /// Just this.
    Camera(Camera),
}

/// What is asked of a map.
#[derive(Debug, Clone, PartialEq)]
pub struct MapQuery {
    /// What to show.
    pub frame: MapFrame,
    /// Cells from left to right.
    pub columns: u16,
    /// Cells from top to bottom.
    pub rows: u16,
    /// Filter text of events that are to be shown as a trace only.
    pub trail: Option<String>,
}

/// Counts by cell.
#[derive(Debug, Clone, PartialEq)]
pub struct MapCounts {
    /// The window.
    pub grid: Grid,
    /// Matches in the window.
    pub inside: usize,
    /// Of these, the ones whose place is only roughly known: see [`is_rough`].
    pub rough: usize,
    /// Matches that lie outside of the window.
    pub outside: usize,
    /// Matches without coordinates.
    pub placeless: usize,
    /// The cells that have matches, row by row.
    pub bins: Vec<MapBin>,
    /// Cells that have events of the trail.
    pub trail: Vec<MapTrace>,
    /// Names of regions in the window, those with the most matches first.
    pub labels: Vec<MapLabel>,
}

/// The matches of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapBin {
    /// Column and row of the cell.
    pub at: (u16, u16),
    /// How many.
    pub count: usize,
    /// Of these, the ones whose place is only roughly known.
    pub rough: usize,
    /// Counts by bloc of the first actor that has one (position in the catalog), the greatest first.
    pub blocs: Vec<(Option<usize>, usize)>,
    /// Whether any of them matches the filter's time certainly.
    pub certain: bool,
    /// The earliest.
    pub first: EventKey,
}

/// Where events of the trail were.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MapTrace {
    /// Column and row of the cell.
    pub at: (u16, u16),
    /// The bloc of most of them.
    pub bloc: Option<usize>,
}

/// A name on the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapLabel {
    /// The cell of the region's point.
    pub at: (u16, u16),
    /// Its name.
    pub name: String,
    /// Matches that name just this region.
    pub count: usize,
}

/// The cell of an event, and the other matches in it.
#[derive(Debug, Clone, PartialEq)]
pub struct MapSpot {
    /// The event.
    pub event: EventKey,
    /// Its coordinates.
    pub position: Position,
    /// The cell, when it is in the window.
    pub at: Option<(u16, u16)>,
    /// Matches in the cell.
    pub total: usize,
    /// Place of the event among them, in time order.
    pub rank: usize,
    /// Rank of the first of `rows`.
    pub first: usize,
    /// Some of them around the event.
    pub rows: Vec<EventRow>,
    /// The matches before and behind the event, around the ends.
    pub beside: (EventKey, EventKey),
    /// The region, when all of them have the same: its value in a filter and its name.
    pub region: Option<(String, String)>,
}

impl MapSpot {
    /// The region that all of the matches have, or the place of the event.
    #[must_use]
    pub fn place(&self) -> Option<&str> {
        let event = self.rows.get(self.rank.checked_sub(self.first)?);
        match &self.region {
            Some((_, name)) => Some(name),
            None => event.map(|row| &*row.place),
        }
    }
}

impl MapCounts {
    /// All matches, wherever they are.
    #[must_use]
    pub fn all(&self) -> usize {
        self.inside + self.outside + self.placeless
    }
}

impl MapBin {
    /// The bloc of most of them, and whether that is more than half.
    #[must_use]
    pub fn lead(&self) -> (Option<usize>, bool) {
        let first = self.blocs.first();
        let (bloc, count) = first.copied().unwrap_or((None, 0));
        (bloc, count * 2 > self.count)
    }
}

/// Whether coordinates with this precision stand for a region and not for a place in it.
#[must_use]
pub fn is_rough(precision: crate::model::PlacePrecision) -> bool {
    use crate::model::PlacePrecision as P;
    match precision {
        P::Exact | P::Near => false,
        P::Adm2 | P::Adm1 | P::Area | P::Country => true,
    }
}

/// Counts the matches by cell; `None` when cancelled.
pub(super) fn map(scope: &Scope<'_>, query: &MapQuery) -> Option<MapCounts> {
    let placed = placed(scope)?;
    let grid = grid(scope, &placed, query)?;
    Some(MapCounts {
        trail: trail(scope, &grid, query)?,
        ..counts(scope, &grid)?
    })
}

/// The cells of a map of some matches; `None` when cancelled.
pub(super) fn grid(scope: &Scope<'_>, placed: &Placed, query: &MapQuery) -> Option<Grid> {
    Some(Grid {
        camera: fit::camera(scope, placed, query)?,
        columns: query.columns,
        rows: query.rows,
    })
}

/// Counts the matches in these cells, without a trail; `None` when cancelled.
pub(super) fn counts(scope: &Scope<'_>, grid: &Grid) -> Option<MapCounts> {
    let placed = placed(scope)?;
    let tally = tallied(scope, grid, (&placed, scope.selection.coded()));
    let bins = bins(scope, grid, &tally);
    Some(MapCounts {
        inside: tally.inside,
        rough: bins.iter().map(|bin| bin.rough).sum(),
        outside: tally.outside,
        placeless: placed.placeless,
        bins,
        trail: Vec::new(),
        labels: labels::labels(scope, grid),
        grid: *grid,
    })
}

fn tallied(scope: &Scope<'_>, grid: &Grid, (placed, rows): (&Placed, &RowSet)) -> Tally {
    let (store, points) = (scope.store(), scope.engine.points());
    let blocs = store.index().lead_bloc.len();
    if store.reports().are_rows() {
        tally(grid, blocs, points, placed)
    } else {
        tally_of_reports(grid, blocs, points, (store.reports(), rows))
    }
}

fn bins(scope: &Scope<'_>, grid: &Grid, tally: &Tally) -> Vec<MapBin> {
    let filled = (0..grid.cells()).filter(|&cell| tally.first[cell] != u32::MAX);
    let bin = |cell: usize| {
        let (count, rough) = tally.count(cell);
        MapBin {
            at: at(grid, cell),
            count,
            rough,
            blocs: tally.blocs(cell),
            certain: tally.certain[cell],
            first: scope.engine.key(RowId(tally.first[cell])),
        }
    };
    filled.map(bin).collect()
}

fn trail(scope: &Scope<'_>, grid: &Grid, query: &MapQuery) -> Option<Vec<MapTrace>> {
    let Some(text) = &query.trail else {
        return Some(Vec::new());
    };
    let Some(query) = scope.engine.compile(text).query else {
        return Some(Vec::new());
    };
    let selection = scope.engine.select(&query, scope.cancelled)?;
    let points = scope.engine.points();
    let reports = scope.store().reports();
    let placed = points.placed(reports, selection.coded(), scope.cancelled)?;
    let tally = tallied(scope, grid, (&placed, selection.coded()));
    let lead = |cell: usize| {
        let (bloc, _) = *tally.blocs(cell).first()?;
        Some(MapTrace {
            at: at(grid, cell),
            bloc,
        })
    };
    Some((0..grid.cells()).filter_map(lead).collect())
}

fn at(grid: &Grid, cell: usize) -> (u16, u16) {
    let columns = usize::from(grid.columns).max(1);
    let part = |part: usize| u16::try_from(part).unwrap_or(u16::MAX);
    (part(cell % columns), part(cell / columns))
}

#[cfg(test)]
mod tests;
