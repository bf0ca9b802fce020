//! The pass over the points: how many matches are in each cell.

use std::ops::Range;

use super::points::{AtPoint, Placed, Point, Points};
use crate::geo::{Grid, Projector};
use crate::query::RowSet;
use crate::store::{ROWS_WORTH_A_THREAD, Reports, halves};

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

    fn empty(grid: &Grid, blocs: usize) -> Self {
        Self {
            counts: vec![Vec::new(); blocs],
            first: vec![u32::MAX; grid.cells()],
            certain: vec![false; grid.cells()],
            ..Self::default()
        }
    }

    /// Adds the matches at a point to a cell.
    fn add_to(&mut self, cell: usize, point: &Point, here: AtPoint) {
        let counts = &mut self.counts[point.bloc as usize];
        if counts.is_empty() {
            *counts = vec![[0; 2]; self.first.len()];
        }
        counts[cell][usize::from(point.rough)] += here.count;
        self.first[cell] = self.first[cell].min(here.first);
        self.certain[cell] |= here.certain;
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

/// The same where several rows may be of one report: it counts once in a cell, whatever points it has there, and once inside or
/// outside of the window. The rows that match are walked, not the points.
pub(super) fn tally_of_reports(
    grid: &Grid,
    blocs: usize,
    points: &Points,
    (reports, rows): (&Reports, &RowSet),
) -> Tally {
    let projector = grid.projector();
    let cell = |point: &Point| {
        let (column, line) = projector.cell(point.lat.into(), point.lon.into())?;
        Some(usize::from(line) * usize::from(grid.columns) + usize::from(column))
    };
    let cells: Vec<Option<usize>> = points.all().iter().map(cell).collect();
    let mut tally = Tally::empty(grid, blocs);
    let (mut in_cell, mut inside) = (reports.by_value(grid.cells()), reports.walk());
    let (mut anywhere, mut with_place) = (reports.walk(), 0);
    for row in rows.possible().iter() {
        let Some(at) = points.of_row(row) else {
            continue;
        };
        with_place += usize::from(anywhere.is_new(row));
        let Some(cell) = cells[at as usize] else {
            continue;
        };
        tally.inside += usize::from(inside.is_new(row));
        let point = points.get(at);
        tally.add_to(
            cell,
            point,
            AtPoint {
                point: at,
                count: u32::from(in_cell.is_new(row, cell)),
                first: row.0,
                certain: rows.certain().contains(row),
            },
        );
    }
    tally.outside = with_place - tally.inside;
    tally
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
        let mut tally = Tally::empty(self.grid, self.blocs);
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
        tally.add_to(cell, point, here);
        tally.inside += here.count as usize;
    }
}
