//! Points of the globe that events stand at.
//!
//! Published data name a few ten thousand points for millions of events, so what a map needs is counted by point once for a
//! filter, and each window then is a pass over points.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::super::engine::Scope;
use crate::model::PlacePrecision;
use crate::query::{Query, RowSet};
use crate::store::{Bitset, Postings, ROWS_WORTH_A_THREAD, RowId, Store, both};

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
    pub(super) bloc: usize,
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
                            bloc,
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
    pub(super) fn rows_at(&self, set: &Bitset, wanted: impl Fn(&Point) -> bool) -> Bitset {
        let mut rows = Bitset::empty(set.universe());
        let points = self.all.iter().enumerate();
        let wanted = points.filter(|(_, point)| wanted(point)).map(|(at, _)| at);
        self.rows.mark(wanted, &mut rows);
        rows.and(set);
        rows
    }

    /// Counts the possible rows of a set by point; `None` when cancelled.
    pub(in crate::analysis) fn placed(
        &self,
        rows: &RowSet,
        cancelled: &dyn Fn() -> bool,
    ) -> Option<Placed> {
        let all = rows.possible().universe();
        if rows.certain().count() == all {
            return Some(self.all_placed());
        }
        if rows.possible().count() < ROWS_WORTH_A_THREAD {
            return self.within(rows, 0..all, cancelled).map(Placed::from);
        }
        // The second thread cannot be told; it takes no longer than the first.
        let half = all / 2 / 64 * 64;
        let (first, second) = both(
            || self.within(rows, 0..half, cancelled),
            || self.within(rows, half..all, &|| false),
        );
        Some(first?.add(&second?).into())
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
            points: (0..self.all.len()).filter_map(at).collect(),
            placeless: self.of_row.len() - self.rows.entries(),
        }
    }

    fn within(
        &self,
        rows: &RowSet,
        run: Range<usize>,
        cancelled: &dyn Fn() -> bool,
    ) -> Option<Counting> {
        let mut counting = Counting {
            points: vec![(0, NOWHERE, false); self.all.len()],
            placeless: 0,
        };
        let breaths = run.clone().step_by(BREATH);
        for start in breaths {
            if cancelled() {
                return None;
            }
            let part = start..run.end.min(start + BREATH);
            rows.possible()
                .each_within(part, |row| match self.of_row[row.index()] {
                    NOWHERE => counting.placeless += 1,
                    at => {
                        let (count, first, certain) = &mut counting.points[at as usize];
                        *count += 1;
                        *first = (*first).min(row.0);
                        *certain |= rows.certain().contains(row);
                    }
                });
        }
        Some(counting)
    }
}

/// Rows after which it is asked whether the answer is still wanted.
const BREATH: usize = 1 << 16;

/// Count, first row and whether one is certain, by point.
struct Counting {
    points: Vec<(u32, u32, bool)>,
    placeless: usize,
}

impl Counting {
    fn add(mut self, other: &Self) -> Self {
        for (mine, theirs) in self.points.iter_mut().zip(&other.points) {
            mine.0 += theirs.0;
            mine.1 = mine.1.min(theirs.1);
            mine.2 |= theirs.2;
        }
        self.placeless += other.placeless;
        self
    }
}

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

impl From<Counting> for Placed {
    fn from(counting: Counting) -> Self {
        let points = (0..).zip(counting.points);
        let met = points.filter(|(_, (count, ..))| *count > 0);
        Self {
            points: met
                .map(|(point, (count, first, certain))| AtPoint {
                    point,
                    count,
                    first,
                    certain,
                })
                .collect(),
            placeless: counting.placeless,
        }
    }
}

/// What was counted last by filter; the latest used stands last.
#[derive(Debug, Default)]
pub(in crate::analysis) struct Kept(Vec<(Query, Arc<Placed>)>);

impl Kept {
    /// Points kept in all: some tens of megabytes.
    const MOST: usize = 1 << 21;

    fn get(&mut self, query: &Query) -> Option<Arc<Placed>> {
        let at = self.0.iter().position(|(known, _)| known == query)?;
        let entry = self.0.remove(at);
        let placed = Arc::clone(&entry.1);
        self.0.push(entry);
        Some(placed)
    }

    fn put(&mut self, query: Query, placed: Arc<Placed>) {
        self.0.push((query, placed));
        let all = |kept: &[(Query, Arc<Placed>)]| -> usize {
            kept.iter().map(|(_, placed)| placed.points.len()).sum()
        };
        // An empty one takes room too.
        while self.0.len() > 1 && all(&self.0) + self.0.len() > Self::MOST {
            self.0.remove(0);
        }
    }
}

/// The matches by point, counted or remembered; `None` when cancelled.
pub(in crate::analysis) fn placed(scope: &Scope<'_>) -> Option<Arc<Placed>> {
    if let Some(placed) = scope.engine.memory().placed.get(scope.query) {
        return Some(placed);
    }
    let points = scope.engine.points();
    let placed = Arc::new(points.placed(&scope.selection.rows, scope.cancelled)?);
    let kept = &mut scope.engine.memory().placed;
    kept.put(scope.query.clone(), Arc::clone(&placed));
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
