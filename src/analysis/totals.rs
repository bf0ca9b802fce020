//! Numbers about all matches.

use super::Totals;
use super::engine::Scope;
use crate::model::{Day, DayRange};
use crate::store::{Bitset, Store};

/// Counts the matches.
pub(super) fn totals(scope: &Scope<'_>) -> Totals {
    let store = scope.store();
    let selection = &scope.selection;
    let shown = selection.rows.possible();
    Totals {
        shown: selection.ranks.total(),
        certain: selection.rows.certain().count(),
        all: selection.edition.visible.count(),
        span: span(store, shown),
        days: store
            .days()
            .iter()
            .filter(|(day, rows)| !day.is_open() && shown.count_range(rows.clone()) > 0)
            .count(),
        disputed: shown.count_and(&selection.edition.disputed),
        quotes: quotes(scope),
        known: scope.known(),
    }
}

fn quotes(scope: &Scope<'_>) -> usize {
    let (store, edition) = (scope.store(), &scope.selection.edition);
    let rows = store
        .children()
        .all_quotes()
        .filter(|&(row, _)| scope.selection.rows.possible().contains(row));
    rows.map(|(row, _)| store.quotes(row, edition.clock()).count())
        .sum()
}

/// Earliest and latest day of the rows. Open ends are left out: a row that has only one end counts with that.
pub(super) fn span(store: &Store, rows: &Bitset) -> Option<DayRange> {
    let days = store.days();
    let starts = days
        .iter()
        .filter(|(_, run)| rows.count_range(run.clone()) > 0)
        .map(|(day, _)| day);
    let ends = days
        .long_rows(0..store.len())
        .filter(|&(row, _)| rows.contains(row))
        .map(|(_, last)| last);
    let closed = starts.chain(ends).filter(|day: &Day| !day.is_open());
    closed.fold(None, |span: Option<DayRange>, day| {
        let span = span.unwrap_or(DayRange { from: day, to: day });
        Some(DayRange {
            from: span.from.min(day),
            to: span.to.max(day),
        })
    })
}
