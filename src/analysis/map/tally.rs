//! The pass over the points: how many matches are in each cell.

use std::ops::Range;

use super::points::{AtPoint, Placed, Points};
use crate::geo::{Grid, Projector};
use crate::store::{ROWS_WORTH_A_THREAD, halves};

/// Counts by cell.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// By bloc, and at the end for none: matches by cell, those with an exact place first, then the others. Empty for a bloc that
    /// has none.
    counts: Vec<Vec<[u32; 2]>>,
    /// The first row of each cell, `u32::MAX` where there is none.
    pub(super) first: Vec<u32>,
    /// By cell whether it has a certain match.
    pub(super) certain: Vec<bool>,
    pub(super) inside: usize,
    pub(super) outside: usize,
}

impl Tally {
    /// Matches of a cell, and how many of them have a rough place.
    pub(super) fn count(&self, cell: usize) -> (usize, usize) {
        let cells = self.counts.iter().filter_map(|counts| counts.get(cell));
        cells.fold((0, 0), |(all, rough), &[exact, other]| {
            let (exact, other) = (exact as usize, other as usize);
            (all + exact + other, rough + other)
        })
    }

    /// Matches of a cell by bloc, the greatest count first.
    pub(super) fn blocs(&self, cell: usize) -> Vec<(Option<usize>, usize)> {
        let none = self.counts.len().saturating_sub(1);
        let of = |(bloc, counts): (usize, &Vec<[u32; 2]>)| {
            let &[exact, rough] = counts.get(cell)?;
            let count = exact as usize + rough as usize;
            (count > 0).then_some(((bloc != none).then_some(bloc), count))
        };
        let mut blocs: Vec<_> = self.counts.iter().enumerate().filter_map(of).collect();
        blocs.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        blocs
    }

    fn add(mut self, other: Self) -> Self {
        for (mine, theirs) in self.counts.iter_mut().zip(other.counts) {
            if mine.is_empty() {
                *mine = theirs;
            } else {
                for (mine, theirs) in mine.iter_mut().zip(theirs) {
                    *mine = [mine[0] + theirs[0], mine[1] + theirs[1]];
                }
            }
        }
        for (mine, theirs) in self.first.iter_mut().zip(other.first) {
            *mine = (*mine).min(theirs);
        }
        for (mine, theirs) in self.certain.iter_mut().zip(other.certain) {
            *mine |= theirs;
        }
        self.inside += other.inside;
        self.outside += other.outside;
        self
    }
}

/// Counts matches by cell; there are `blocs` blocs, none being one of them.
pub(super) fn tally(grid: &Grid, blocs: usize, points: &Points, placed: &Placed) -> Tally {
    let all = placed.points.len();
    let pass = Pass {
        projector: grid.projector(),
        grid,
        blocs,
        points,
        placed,
    };
    let two_threads = all >= ROWS_WORTH_A_THREAD;
    halves(all, two_threads, |run| pass.run(run), Tally::add)
}

struct Pass<'a> {
    projector: Projector,
    grid: &'a Grid,
    blocs: usize,
    points: &'a Points,
    placed: &'a Placed,
}

impl Pass<'_> {
    fn run(&self, points: Range<usize>) -> Tally {
        let mut tally = Tally {
            counts: vec![Vec::new(); self.blocs],
            first: vec![u32::MAX; self.grid.cells()],
            certain: vec![false; self.grid.cells()],
            ..Tally::default()
        };
        for point in &self.placed.points[points] {
            self.point(&mut tally, *point);
        }
        tally
    }

    fn point(&self, tally: &mut Tally, here: AtPoint) {
        let point = self.points.get(here.point);
        let Some((column, line)) = self.projector.cell(point.lat.into(), point.lon.into()) else {
            tally.outside += here.count as usize;
            return;
        };
        let cell = usize::from(line) * usize::from(self.grid.columns) + usize::from(column);
        let counts = &mut tally.counts[point.bloc as usize];
        if counts.is_empty() {
            *counts = vec![[0; 2]; self.grid.cells()];
        }
        counts[cell][usize::from(point.rough)] += here.count;
        tally.first[cell] = tally.first[cell].min(here.first);
        tally.certain[cell] |= here.certain;
        tally.inside += here.count as usize;
    }
}
