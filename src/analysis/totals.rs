//! Numbers about all matches.

use std::ops::Range;

use super::Totals;
use super::engine::Scope;
use crate::model::{Day, DayRange};
use crate::store::{Bitset, Store};

/// To look up the days of a row takes about as long as to pass so many by.
const LOOK_UP: usize = 32;

/// Counts the matches.
pub(super) fn totals(scope: &Scope<'_>) -> Totals {
    let store = scope.store();
    let selection = &scope.selection;
    let shown = selection.rows.possible();
    Totals {
        shown: selection.ranks.total(),
        certain: selection.rows.certain().count(),
        all: all(scope),
        not_occurred: selection.not_occurred.unwrap_or(0),
        span: span(store, shown),
        days: store
            .days()
            .iter()
            .filter(|(day, rows)| !day.is_open() && shown.count_range(rows.clone()) > 0)
            .count(),
        disputed: shown.count_and(&selection.edition.disputed),
        quotes: quotes(scope),
        known: scope.known(),
        outside: if shown.is_empty() {
            outside(scope)
        } else {
            Vec::new()
        },
    }
}

/// What the data sets cover, when the filter asks for no day of it. A set that does not say what it covers covers the days of its events.
fn outside(scope: &Scope<'_>) -> Vec<DayRange> {
    let Some(asked) = scope.query.filter.asked_days() else {
        return Vec::new();
    };
    let store = scope.store();
    let sets = scope.engine.vocabulary().datasets.iter().enumerate();
    let of_events = |set: usize| {
        let mut wanted = vec![false; set + 1];
        wanted[set] = true;
        span(store, &store.datasets().rows_where(&wanted))
    };
    let covered = sets.filter_map(|(at, set)| set.coverage.or_else(|| of_events(at)));
    let mut covered: Vec<DayRange> = covered.collect();
    if covered.iter().any(|days| days.overlaps(asked)) {
        return Vec::new();
    }
    covered.sort_by_key(|days| (days.from, days.to));
    covered.dedup();
    covered
}

/// Events there are, with those that did not occur where the filter says which statuses it asks for.
fn all(scope: &Scope<'_>) -> usize {
    let visible = &scope.selection.edition.visible;
    let others = scope
        .selection
        .not_occurred
        .and(scope.store().not_occurred());
    let Some(others) = others else {
        return scope.count(visible);
    };
    let mut occurred = visible.clone();
    occurred.and_not(others);
    scope.count(&occurred)
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
///
/// Rows stand in the order of their first days, so that only ends are looked at one by one.
pub(super) fn span(store: &Store, rows: &Bitset) -> Option<DayRange> {
    let days = store.days();
    let starts = days.starting_in(DayRange {
        from: Day(Day::MIN.0 + 1),
        to: Day(Day::MAX.0 - 1),
    });
    let first_rows = starts.clone();
    let first = rows.iter_within(starts.clone()).next();
    let last = rows.last_before(starts.end).filter(|_| first.is_some());
    let starts = first.into_iter().chain(last).map(|row| days.first_day(row));
    let ends = ends(store, rows, first_rows);
    let closed = starts.chain(ends).filter(|day: &Day| !day.is_open());
    closed.fold(None, |span: Option<DayRange>, day| {
        let span = span.unwrap_or(DayRange { from: day, to: day });
        Some(DayRange {
            from: span.from.min(day),
            to: span.to.max(day),
        })
    })
}

/// Last days of the rows, as far as they can be outside of the days on which the rows start: all of those with an open start,
/// the latest of the others. The rows of several days are walked, or all rows of the set, whichever are fewer.
fn ends<'a>(
    store: &'a Store,
    rows: &'a Bitset,
    closed: Range<usize>,
) -> Box<dyn Iterator<Item = Day> + 'a> {
    let days = store.days();
    let long = days.long_rows(0..store.len());
    if rows.count() < long.size_hint().0 / LOOK_UP {
        return Box::new(rows.iter().filter_map(|row| days.long_end(row)));
    }
    let open = days.long_rows(0..closed.start);
    let open = open.filter(|&(row, _)| rows.contains(row));
    let latest = days.latest_end(rows, closed);
    Box::new(open.map(|(_, last)| last).chain(latest))
}
