//! Points of the globe that events stand at.
//!
//! Published data name a few ten thousand points for millions of events, so what a map needs is counted by point once for a
//! filter, and each window then is a pass over points.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::super::engine::Scope;
use crate::model::PlacePrecision;
use crate::query::RowSet;
use crate::store::{Bitset, Postings, ROWS_WORTH_A_THREAD, Reports, RowId, Store, both, halves};

/// The point of events without coordinates.
const NOWHERE: u32 = u32::MAX;

/// All points, and which rows stand at each.
#[derive(Debug)]
pub(in crate::analysis) struct Points {
    all: Vec<Point>,
    /// By row the position of its point in the list.
    of_row: Vec<u32>,
    rows: Postings,
}

/// Coordinates with what all events at it share on a map.
#[derive(Debug, Clone, Copy)]
pub(super) struct Point {
    pub(super) lat: f32,
    pub(super) lon: f32,
    /// Whether the place of its events is only roughly known.
    pub(super) rough: bool,
    /// Position of the bloc of the first actor that has one, as in [`crate::store::Index::lead_bloc`].
    pub(super) bloc: u32,
}

impl Points {
    /// Finds the points of all rows.
    pub(in crate::analysis) fn new(store: &Store) -> Self {
        let mut all = Vec::new();
        let mut of_row = vec![NOWHERE; store.len()];
        for (bloc, rows) in store.index().lead_bloc.iter().enumerate() {
            let mut known = HashMap::with_hasher(foldhash::fast::FixedState::default());
            for row in rows.iter() {
                let [lat, lon] = store.positions()[row.index()];
                if lat.is_nan() {
                    continue;
                }
                let rough = is_rough(store, row);
                let at = *known
                    .entry((lat.to_bits(), lon.to_bits(), rough))
                    .or_insert_with(|| {
                        all.push(Point {
                            lat,
                            lon,
                            rough,
                            bloc: small(bloc),
                        });
                        small(all.len() - 1)
                    });
                of_row[row.index()] = at;
            }
        }
        let placed = || {
            let rows = (0..).zip(&of_row);
            rows.filter(|(_, at)| **at != NOWHERE)
                .map(|(row, at)| (*at, row))
        };
        let rows = Postings::new(all.len(), placed);
        Self { all, of_row, rows }
    }

    pub(super) fn get(&self, at: u32) -> &Point {
        &self.all[at as usize]
    }

    /// The rows of a set that stand at the wanted points.
    pub(super) fn rows_at(&self, set: &Bitset, wanted: impl Fn(&Point) -> bool + Sync) -> Bitset {
        let part =
            |run: Range<usize>| -> Vec<usize> { run.filter(|&at| wanted(&self.all[at])).collect() };
        let wanted = self.halves(part, extended);
        let mut rows = Bitset::empty(set.universe());
        self.rows.mark(wanted, &mut rows);
        rows.and(set);
        rows
    }

    /// Does a part for all points, of many on two threads.
    fn halves<T: Send>(
        &self,
        part: impl Fn(Range<usize>) -> T + Sync,
        join: impl FnOnce(T, T) -> T,
    ) -> T {
        let all = self.all.len();
        halves(all, all >= ROWS_WORTH_A_THREAD, part, join)
    }

    /// The position of the point of a row, where it has one.
    pub(super) fn of_row(&self, row: RowId) -> Option<u32> {
        Some(self.of_row[row.index()]).filter(|&at| at != NOWHERE)
    }

    /// The points, in the order of their positions.
    pub(super) fn all(&self) -> &[Point] {
        &self.all
    }

    /// Counts the possible rows of a set by point, each report once at a point; `None` when cancelled.
    pub(in crate::analysis) fn placed(
        &self,
        reports: &Reports,
        rows: &RowSet,
        cancelled: &dyn Fn() -> bool,
    ) -> Option<Placed> {
        if !reports.are_rows() {
            return self.placed_reports(reports, rows, cancelled);
        }
        let all = rows.possible().universe();
        if rows.certain().count() == all {
            return Some(self.all_placed());
        }
        if rows.possible().count() < ROWS_WORTH_A_THREAD {
            return self.within(rows, 0..all, cancelled).map(Placed::met);
        }
        // The second thread cannot be told; it takes no longer than the first.
        let half = all / 2 / 64 * 64;
        let (first, second) = both(
            || self.within(rows, 0..half, cancelled),
            || self.within(rows, half..all, &|| false),
        );
        Some(first?.add(&second?).met())
    }

    /// The same where several rows may be of one report.
    fn placed_reports(
        &self,
        reports: &Reports,
        rows: &RowSet,
        cancelled: &dyn Fn() -> bool,
    ) -> Option<Placed> {
        let mut placed = Placed {
            points: (0..self.all.len()).map(none_at).collect(),
            placeless: 0,
        };
        let (mut at_point, mut anywhere) = (reports.by_value(self.all.len()), reports.walk());
        let mut with_place = 0;
        for (walked, row) in rows.possible().iter().enumerate() {
            if walked % BREATH == 0 && cancelled() {
                return None;
            }
            let Some(at) = self.of_row(row) else {
                continue;
            };
            with_place += usize::from(anywhere.is_new(row));
            let here = &mut placed.points[at as usize];
            here.count += u32::from(at_point.is_new(row, at as usize));
            here.first = here.first.min(row.0);
            here.certain |= rows.certain().contains(row);
        }
        placed.placeless = reports.count(rows.possible()) - with_place;
        Some(placed.met())
    }

    /// The same of all rows, which is known.
    fn all_placed(&self) -> Placed {
        let at = |at: usize| {
            let rows = self.rows.rows(at);
            Some(AtPoint {
                point: small(at),
                count: small(rows.len()),
                first: *rows.first()?,
                certain: true,
            })
        };
        Placed {
            points: self.halves(|run| run.filter_map(at).collect(), extended),
            placeless: self.of_row.len() - self.rows.entries(),
        }
    }

    fn within(
        &self,
        rows: &RowSet,
        run: Range<usize>,
        cancelled: &dyn Fn() -> bool,
    ) -> Option<Placed> {
        let mut placed = Placed {
            points: (0..self.all.len()).map(none_at).collect(),
            placeless: 0,
        };
        for start in run.clone().step_by(BREATH) {
            if cancelled() {
                return None;
            }
            let part = start..run.end.min(start + BREATH);
            rows.possible()
                .each_within(part, |row| match self.of_row[row.index()] {
                    NOWHERE => placed.placeless += 1,
                    at => {
                        let here = &mut placed.points[at as usize];
                        here.count += 1;
                        here.first = here.first.min(row.0);
                        here.certain |= rows.certain().contains(row);
                    }
                });
        }
        Some(placed)
    }
}

/// A point without matches.
fn none_at(at: usize) -> AtPoint {
    AtPoint {
        point: small(at),
        count: 0,
        first: u32::MAX,
        certain: false,
    }
}

/// Rows after which it is asked whether the answer is still wanted.
const BREATH: usize = 1 << 16;

/// The matches of a filter by point.
#[derive(Debug)]
pub(in crate::analysis) struct Placed {
    /// The points that have any.
    pub(super) points: Vec<AtPoint>,
    /// Matches without coordinates.
    pub(super) placeless: usize,
}

/// The matches at a point.
#[derive(Debug, Clone, Copy)]
pub(super) struct AtPoint {
    pub(super) point: u32,
    pub(super) count: u32,
    /// The first row.
    pub(super) first: u32,
    /// Whether one matches certainly.
    pub(super) certain: bool,
}

impl Placed {
    /// Adds the matches at the same points among other rows.
    fn add(mut self, other: &Self) -> Self {
        for (mine, theirs) in self.points.iter_mut().zip(&other.points) {
            mine.count += theirs.count;
            mine.first = mine.first.min(theirs.first);
            mine.certain |= theirs.certain;
        }
        self.placeless += other.placeless;
        self
    }

    /// Without the points that have none.
    fn met(mut self) -> Self {
        self.points.retain(|here| here.count > 0);
        self.points.shrink_to_fit();
        self
    }
}

fn extended<T>(mut first: Vec<T>, second: Vec<T>) -> Vec<T> {
    first.extend(second);
    first
}

/// Points remembered in all, of several filters: some tens of megabytes.
const REMEMBERED: usize = 1 << 21;

/// The matches by point, counted or remembered; `None` when cancelled.
pub(in crate::analysis) fn placed(scope: &Scope<'_>) -> Option<Arc<Placed>> {
    let known = scope.engine.memory().placed.get(scope.query);
    if known.is_some() {
        return known;
    }
    let points = scope.engine.points();
    let reports = scope.store().reports();
    let placed = Arc::new(points.placed(reports, scope.selection.coded(), scope.cancelled)?);
    let kept = &mut scope.engine.memory().placed;
    kept.put(scope.query.clone(), Arc::clone(&placed));
    kept.shrink(REMEMBERED, |placed| placed.points.len());
    Some(placed)
}

/// Whether the place of a row is only roughly known.
fn is_rough(store: &Store, row: RowId) -> bool {
    // The list goes from exact to rough.
    let code = usize::from(store.precisions()[row.index()]);
    code > PlacePrecision::Near as usize && code < PlacePrecision::ALL.len()
}

fn small(number: usize) -> u32 {
    u32::try_from(number).expect("fewer than four billion rows")
}
