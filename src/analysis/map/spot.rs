//! The events of one cell of a map.

use super::MapSpot;
use crate::analysis::engine::Scope;
use crate::analysis::{EventKey, event_row};
use crate::geo::Grid;
use crate::load::ReadError;
use crate::store::{Bitset, RowId};

/// The cell of an event and the matches in it, `len` of them around the event. Nothing for an event that does not match or has no
/// coordinates; an event outside of the window has no cell and stands alone.
pub(in crate::analysis) fn spot(
    scope: &Scope<'_>,
    grid: &Grid,
    event: EventKey,
    len: usize,
) -> Result<Option<MapSpot>, ReadError> {
    let (store, rows) = (scope.store(), scope.selection.coded().possible());
    let placed = scope.engine.row(event);
    let placed = placed.and_then(|row| placed_row(scope, row));
    let placed = placed.and_then(|row| Some((row, store.position(row)?)));
    let Some((row, position)) = placed else {
        return Ok(None);
    };
    let at = grid.cell(position);
    let inside = at.map_or_else(|| vec![row], |at| rows_in(scope, grid, rows, at));
    let total = inside.len();
    let report = store.reports().rows(row);
    let rank = inside.iter().position(|row| report.contains(&row.index()));
    let Some(rank) = rank else {
        return Ok(None);
    };
    let first = rank.saturating_sub(len / 2).min(total.saturating_sub(len));
    let key = |rank: usize| scope.engine.key(inside[rank]);
    let shown = inside.iter().skip(first).take(len).copied();
    Ok(Some(MapSpot {
        event,
        position,
        at,
        total,
        rank,
        first,
        rows: event_row::event_rows(scope, shown)?,
        beside: (key((rank + total - 1) % total), key((rank + 1) % total)),
        region: region(scope, &inside),
    }))
}

/// The row itself where it matches and has coordinates, else the first such row of its report.
fn placed_row(scope: &Scope<'_>, row: RowId) -> Option<RowId> {
    let (store, rows) = (scope.store(), scope.selection.coded().possible());
    let report = rows.iter_within(store.reports().rows(row));
    let own = std::iter::once(row).filter(|&row| rows.contains(row));
    own.chain(report).find(|&row| store.position(row).is_some())
}

/// The rows of a set that are in a cell, in time order, one for each report.
pub(in crate::analysis) fn rows_in(
    scope: &Scope<'_>,
    grid: &Grid,
    rows: &Bitset,
    at: (u16, u16),
) -> Vec<RowId> {
    let projector = grid.projector();
    let points = scope.engine.points();
    let inside = points.rows_at(rows, |point| {
        projector.cell(point.lat.into(), point.lon.into()) == Some(at)
    });
    let reports = scope.store().reports();
    reports.one_each(&inside).iter().collect()
}

/// The region that all rows have, if they have the same: its value in a filter and its name.
pub(in crate::analysis) fn region(scope: &Scope<'_>, rows: &[RowId]) -> Option<(String, String)> {
    let store = scope.store();
    let (first, rest) = rows.split_first()?;
    let region = store.region(*first);
    let entry = &scope.engine.vocabulary().regions[region.index()];
    let shared = rest.iter().all(|&row| store.region(row) == region);
    shared.then(|| (entry.id.to_string(), entry.label().to_owned()))
}
