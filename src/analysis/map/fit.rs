//! Which window shows what is asked for.

use std::ops::Range;

use super::points::{Placed, Point, Points};
use super::{MapFrame, MapQuery};
use crate::analysis::engine::Scope;
use crate::geo::{Bounds, Camera};
use crate::model::Position;
use crate::query;
use crate::store::{ROWS_WORTH_A_THREAD, halves};

/// Of a hundred matches, so many make up the bulk.
const BULK: usize = 50;
/// The bulk is looked at alone when all matches need a window at least so many times as large.
const WORTHWHILE: f64 = 8.0;

/// The camera of a query over some matches; `None` when cancelled.
pub(super) fn camera(scope: &Scope<'_>, placed: &Placed, map: &MapQuery) -> Option<Camera> {
    let over = |bounds: Bounds| Camera::over(&bounds, map.columns, map.rows);
    let spread = || Spread::of(scope.engine.points(), placed);
    Some(match &map.frame {
        MapFrame::Camera(camera) => *camera,
        MapFrame::Event(event, step) => {
            let row = scope.engine.row(*event);
            match row.and_then(|row| scope.store().position(row)) {
                Some(at) => Camera::new(at, *step),
                None => over(bulk(&spread())),
            }
        }
        MapFrame::Region(value) => over(region(scope, value)?.unwrap_or_else(|| bulk(&spread()))),
        MapFrame::All => over(spread().bounds(|_| true).unwrap_or(GLOBE)),
        MapFrame::Bulk => over(bulk(&spread())),
    })
}

/// What is shown when nothing has a place: the inhabited globe.
const GLOBE: Bounds = Bounds {
    west: -180.0,
    south: -58.0,
    east: 180.0,
    north: 80.0,
};

/// Where the matches of a region are, or where the region is; `Some(None)` when neither is known, `None` when cancelled.
fn region(scope: &Scope<'_>, value: &str) -> Option<Option<Bounds>> {
    let text = query::include("", "region", value);
    let Some(filter) = scope.engine.compile(&text).query else {
        return Some(None);
    };
    let both = (scope.engine).select_both(scope.query, filter.filter, scope.cancelled)?;
    let points = scope.engine.points();
    let reports = scope.store().reports();
    let placed = points.placed(reports, both.coded(), scope.cancelled)?;
    let bounds = Spread::of(points, &placed).bounds(|_| true);
    Some(bounds.or_else(|| {
        let regions = scope.engine.vocabulary().regions.iter();
        let found = regions.filter(|region| &*region.id == value);
        found.filter_map(|region| region.position).map(point).next()
    }))
}

/// A point with what lies around it.
fn point(at: Position) -> Bounds {
    Bounds {
        west: at.lon - 0.5,
        south: at.lat - 0.4,
        east: at.lon + 0.5,
        north: at.lat + 0.4,
    }
}

/// Where the bulk of the rows is, or all of them when that is not much more.
fn bulk(spread: &Spread) -> Bounds {
    let Some(all) = spread.bounds(|_| true) else {
        return GLOBE;
    };
    let mut dense = spread.dense();
    spread.trim(&mut dense);
    let size = |bounds: &Bounds| {
        (bounds.east - bounds.west).max(0.5) * (bounds.north - bounds.south).max(0.5)
    };
    match spread.bounds(|square| dense[square]) {
        Some(bulk) if size(&bulk) * WORTHWHILE <= size(&all) => bulk,
        _ => all,
    }
}

/// Degrees of a square.
const SQUARE: f32 = 2.0;
const ACROSS: usize = 180;
const DOWN: usize = 90;

/// South, north, west and east around both. All are numbers, so that there is no need of `f32::min`, which looks whether they are.
fn wider(a: [f32; 4], b: [f32; 4]) -> [f32; 4] {
    let least = |at: usize| if b[at] < a[at] { b[at] } else { a[at] };
    let most = |at: usize| if b[at] > a[at] { b[at] } else { a[at] };
    [least(0), most(1), least(2), most(3)]
}

/// How matches are spread over squares of the globe.
struct Spread {
    /// Matches, and least and greatest latitude and longitude.
    squares: Vec<(u32, [f32; 4])>,
}

impl Spread {
    fn of(points: &Points, placed: &Placed) -> Self {
        let empty = [f32::MAX, f32::MIN, f32::MAX, f32::MIN];
        let part = |run: Range<usize>| {
            let mut squares = vec![(0, empty); ACROSS * DOWN];
            for here in &placed.points[run] {
                let &Point { lat, lon, .. } = points.get(here.point);
                let (count, around) = &mut squares[square(lat, lon)];
                *count += here.count;
                *around = wider(*around, [lat, lat, lon, lon]);
            }
            Self { squares }
        };
        let all = placed.points.len();
        halves(all, all >= ROWS_WORTH_A_THREAD, part, Self::joined)
    }

    fn joined(mut self, other: Self) -> Self {
        for ((count, around), (more, others)) in self.squares.iter_mut().zip(other.squares) {
            *count += more;
            *around = wider(*around, others);
        }
        self
    }

    /// The smallest rectangle around the rows of some squares; it may reach over the date line.
    fn bounds(&self, wanted: impl Fn(usize) -> bool) -> Option<Bounds> {
        let squares = self.squares.iter().enumerate();
        let squares = squares.filter(|(at, (count, _))| *count > 0 && wanted(*at));
        let (mut south, mut north) = (f64::MAX, f64::MIN);
        let mut columns: Vec<Option<(f64, f64)>> = vec![None; ACROSS];
        for (at, (_, [least, most, west, east])) in squares {
            (south, north) = (south.min(f64::from(*least)), north.max(f64::from(*most)));
            let (west, east) = (f64::from(*west), f64::from(*east));
            let column = &mut columns[at % ACROSS];
            let (w, e) = column.unwrap_or((west, east));
            *column = Some((w.min(west), e.max(east)));
        }
        let (west, east) = around(&columns)?;
        Some(Bounds {
            west,
            south,
            east,
            north,
        })
    }

    /// By square whether it belongs to the bulk: the largest groups of squares that touch each other, until half of the rows are in.
    fn dense(&self) -> Vec<bool> {
        let mut groups = self.groups();
        groups.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        let all: usize = groups.iter().map(|(count, _)| count).sum();
        let mut taken = 0;
        let mut dense = vec![false; self.squares.len()];
        for (count, squares) in groups {
            if taken * 100 >= all * BULK {
                break;
            }
            taken += count;
            squares.into_iter().for_each(|square| dense[square] = true);
        }
        dense
    }

    /// Leaves out what stands far off at a side: few rows that would take much of the window.
    fn trim(&self, dense: &mut [bool]) {
        let column: fn(usize) -> usize = |at| at % ACROSS;
        let row: fn(usize) -> usize = |at| at / ACROSS;
        for _ in 0..TRIMS {
            for of in [column, row] {
                let counts = self.counts(dense, of);
                let (low, high) = kept(&counts);
                let outside = |at: usize| !(low..high).contains(&of(at));
                (0..dense.len())
                    .filter(|&at| outside(at))
                    .for_each(|at| dense[at] = false);
            }
        }
    }

    /// Rows of the wanted squares by their column or row.
    fn counts(&self, wanted: &[bool], of: fn(usize) -> usize) -> Vec<usize> {
        let mut counts = vec![0; ACROSS.max(DOWN)];
        let squares = self.squares.iter().enumerate();
        for (at, (count, _)) in squares.filter(|(at, _)| wanted[*at]) {
            counts[of(at)] += *count as usize;
        }
        counts
    }

    /// Squares with rows that touch each other, with how many rows they have together.
    fn groups(&self) -> Vec<(usize, Vec<usize>)> {
        let mut seen = vec![false; self.squares.len()];
        let mut groups = Vec::new();
        for start in 0..self.squares.len() {
            let mut group = Vec::new();
            let mut waiting = vec![start];
            while let Some(at) = waiting.pop() {
                if self.squares[at].0 > 0 && !std::mem::replace(&mut seen[at], true) {
                    group.push(at);
                    waiting.extend(touching(at));
                }
            }
            if !group.is_empty() {
                let count = group.iter().map(|&at| self.squares[at].0 as usize).sum();
                groups.push((count, group));
            }
        }
        groups
    }
}

/// How often the sides are looked at: what is left out at one makes another one the end.
const TRIMS: usize = 2;
/// A side is left out when its part of the width is at least so many times its part of the rows …
const SPARSE: usize = 5;
/// … and when it has no more of a hundred rows.
const FEW: usize = 8;

/// The run of columns that remains without the sparse sides.
fn kept(counts: &[usize]) -> (usize, usize) {
    let all: usize = counts.iter().sum();
    let first = counts.iter().position(|&count| count > 0).unwrap_or(0);
    let last = counts.iter().rposition(|&count| count > 0).unwrap_or(0);
    let wide = last + 1 - first;
    let sparse = |side: &dyn Fn(usize) -> usize| {
        let mut passed = 0;
        let mut left_out = 0;
        for width in 1..wide {
            passed += counts[side(width - 1)];
            if passed * 100 > all * FEW {
                break;
            }
            if passed * SPARSE * wide <= all * width {
                left_out = width;
            }
        }
        left_out
    };
    let low = first + sparse(&|at| first + at);
    let high = last + 1 - sparse(&|at| last - at);
    (low, high.max(low + 1))
}

/// A square and those around it.
fn touching(at: usize) -> impl Iterator<Item = usize> {
    let (column, row) = (at % ACROSS, at / ACROSS);
    let rows = row.saturating_sub(1)..(row + 2).min(DOWN);
    rows.flat_map(move |row| {
        [ACROSS - 1, 0, 1]
            .into_iter()
            .map(move |by| row * ACROSS + (column + by) % ACROSS)
    })
}

/// The square of a point.
fn square(lat: f32, lon: f32) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "no number is negative, and greater ones are cut"
    )]
    let index = |from: f32, most: usize| ((from / SQUARE).max(0.0) as usize).min(most - 1);
    index(lat + 90.0, DOWN) * ACROSS + index(lon + 180.0, ACROSS)
}

/// West and east of the columns that have something: what remains of the globe without the widest gap.
fn around(columns: &[Option<(f64, f64)>]) -> Option<(f64, f64)> {
    let filled: Vec<(f64, f64)> = columns.iter().flatten().copied().collect();
    let (first, last) = (filled.first()?, filled.last()?);
    let over = (last.1, first.0 + 360.0);
    let gaps = filled.windows(2).map(|pair| (pair[0].1, pair[1].0));
    let (end, start) = gaps.fold(over, |widest, gap| {
        if gap.1 - gap.0 > widest.1 - widest.0 {
            gap
        } else {
            widest
        }
    });
    let west = if start >= 180.0 { start - 360.0 } else { start };
    Some((west, if end < west { end + 360.0 } else { end }))
}
