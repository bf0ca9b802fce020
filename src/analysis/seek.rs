//! The next match with a property.

use super::EventKey;
use super::engine::Scope;
use crate::store::{Bitset, RowId};

/// The next match after (or before) an event that passes another filter text too, wrapping around. A text with a mistake
/// finds nothing. `None` when cancelled.
pub(super) fn seek(
    scope: &Scope<'_>,
    from: Option<EventKey>,
    forward: bool,
    matching: &str,
) -> Option<Option<(EventKey, usize)>> {
    let Some(also) = scope.engine.compile(matching).query else {
        return Some(None);
    };
    let found = scope
        .engine
        .select_both(scope.query, also.filter, scope.cancelled)?;
    let (store, shown) = (scope.store(), &scope.selection);
    let from = from.and_then(|key| scope.engine.row(key));
    let from = from.map(|row| found.listed(store, row).unwrap_or(row));
    let row = neighbour(found.rows.possible(), from, forward);
    // The list may have another row of the same report.
    let row = row.and_then(|row| shown.listed(store, row));
    let rank = |row| shown.ranks.rank(shown.rows.possible(), row);
    Some(row.map(|row| (scope.engine.key(row), rank(row))))
}

/// The row after or before another one, wrapping around.
pub(super) fn neighbour(rows: &Bitset, from: Option<RowId>, forward: bool) -> Option<RowId> {
    if forward {
        next(rows, from)
    } else {
        previous(rows, from)
    }
}

fn next(rows: &Bitset, from: Option<RowId>) -> Option<RowId> {
    let later = from.and_then(|row| rows.iter_from(row.index() + 1).next());
    later.or_else(|| rows.first())
}

fn previous(rows: &Bitset, from: Option<RowId>) -> Option<RowId> {
    let earlier = from.and_then(|row| rows.last_before(row.index()));
    earlier.or_else(|| rows.last())
}
