//! Finding candidates: rows by a grid of cells and by governorate, each list in day order.

use std::collections::HashMap;
use std::ops::Range;

use super::regions::Class;
use super::time::LONGEST;
use super::{Matcher, Pair, sort};
use crate::model::{Day, DayRange, Position};
use crate::store::{Bitset, RowId};

/// Degrees that a cell has at least, so that a belt of them has a bounded number.
const LEAST_CELL: f64 = 0.01;
/// Kilometres in a degree of latitude, and of longitude at the equator; a little less than they are.
const KM_PER_DEGREE: f64 = 110.0;

impl Matcher<'_> {
    /// Candidates between two sets of rows, best first; `None` when cancelled.
    #[must_use]
    pub fn between(
        &self,
        left: &Bitset,
        right: &Bitset,
        cancelled: &dyn Fn() -> bool,
    ) -> Option<Vec<Pair>> {
        let swapped = left.count() > right.count();
        let (few, many) = if swapped {
            (right, left)
        } else {
            (left, right)
        };
        let index = Index::new(self, many);
        let mut pairs = Vec::new();
        for (at, row) in few.iter().enumerate() {
            if at % 1024 == 0 && cancelled() {
                return None;
            }
            index.near(self, row, |other| {
                let (a, b) = if swapped { (other, row) } else { (row, other) };
                pairs.extend(self.scored(a, b));
            });
        }
        sort(&mut pairs);
        Some(pairs)
    }

    /// Candidates of one row among the others that pass, best first. Reads the rows of the days around it; an index would cost
    /// more.
    pub fn of(&self, row: RowId, passes: impl Fn(RowId) -> bool) -> Vec<Pair> {
        let days = self.store.days();
        let Some(near) = self.days_near(days.of(row)) else {
            return Vec::new();
        };
        let before = DayRange {
            from: near.from.plus(-LONGEST),
            to: near.from.plus(-1),
        };
        let long = days.long_rows(days.starting_in(before)).map(|(row, _)| row);
        let early = days.early_rows(near).map(|(row, _)| row);
        let others = long
            .chain(days.starting_in(near).map(RowId::at))
            .chain(early);
        let others = others.filter(|&other| other != row && passes(other));
        let mut pairs: Vec<Pair> = others.filter_map(|other| self.scored(row, other)).collect();
        sort(&mut pairs);
        pairs
    }

    /// The days on which a match of these days may start, but for what starts earlier and goes on.
    fn days_near(&self, days: DayRange) -> Option<DayRange> {
        let window = i64::from(self.settings.days);
        (!days.from.is_open() && !days.to.is_open()).then(|| DayRange {
            from: days.from.plus(-window),
            to: days.to.plus(window),
        })
    }

    /// The rows among which matches of these days are.
    fn rows_near(&self, days: DayRange) -> Option<Range<u32>> {
        let near = self.days_near(days)?;
        let rows = self.store.days().starting_in(DayRange {
            from: Day(near.from.0.saturating_sub(LONGEST)),
            to: near.to.plus(self.store.days().reach_back().min(LONGEST)),
        });
        let small = |row: usize| RowId::at(row).0;
        Some(small(rows.start)..small(rows.end))
    }
}

/// Rows of one side.
struct Index {
    grid: Grid,
    /// Points by cell, as `(cell, row)` in order.
    points: Vec<(u64, u32)>,
    /// Rows without a point by governorate, in order.
    vague: HashMap<Class, Vec<u32>>,
    /// All rows by governorate, in order.
    all: HashMap<Class, Vec<u32>>,
}

impl Index {
    fn new(matcher: &Matcher<'_>, rows: &Bitset) -> Self {
        let grid = Grid::new(matcher.settings.km);
        let mut index = Self {
            grid,
            points: Vec::new(),
            vague: HashMap::new(),
            all: HashMap::new(),
        };
        for row in rows.iter() {
            let point = matcher.point(row);
            index
                .points
                .extend(point.map(|point| (grid.cell(point), row.0)));
            let governorate = matcher.names.regions.governorate(matcher.store.region(row));
            if let Some(governorate) = governorate {
                index.all.entry(governorate).or_default().push(row.0);
                if point.is_none() {
                    index.vague.entry(governorate).or_default().push(row.0);
                }
            }
        }
        index.points.sort_unstable();
        index
    }

    /// Hands out the rows that may lie within the windows of a row.
    fn near(&self, matcher: &Matcher<'_>, row: RowId, mut found: impl FnMut(RowId)) {
        let Some(rows) = matcher.rows_near(matcher.store.days().of(row)) else {
            return;
        };
        let governorate = matcher.names.regions.governorate(matcher.store.region(row));
        let by_region = match matcher.point(row) {
            Some(point) => {
                self.grid.around(point, |cell| {
                    let from = self
                        .points
                        .partition_point(|&entry| entry < (cell, rows.start));
                    let cell_rows = self.points[from..].iter();
                    cell_rows
                        .take_while(|&&entry| entry < (cell, rows.end))
                        .for_each(|&(_, other)| found(RowId(other)));
                });
                &self.vague
            }
            None => &self.all,
        };
        let listed = governorate.and_then(|governorate| by_region.get(&governorate));
        if let Some(listed) = listed {
            let from = listed.partition_point(|&other| other < rows.start);
            let near = listed[from..].iter().take_while(|&&other| other < rows.end);
            near.for_each(|&other| found(RowId(other)));
        }
    }
}

/// Cells of as many degrees as the window has at most.
#[derive(Debug, Clone, Copy)]
struct Grid {
    degrees: f64,
    /// Cells around the globe.
    belt: u64,
    /// The window in degrees of latitude.
    reach: f64,
}

impl Grid {
    fn new(km: f64) -> Self {
        let reach = (km / KM_PER_DEGREE).clamp(0.0, 180.0);
        let degrees = reach.max(LEAST_CELL);
        Self {
            degrees,
            belt: whole(360.0 / degrees) + 1,
            reach,
        }
    }

    fn cell(&self, point: Position) -> u64 {
        self.number(self.line(point.lat), self.column(point.lon))
    }

    fn line(&self, lat: f64) -> u64 {
        whole((lat + 90.0) / self.degrees)
    }

    fn column(&self, lon: f64) -> u64 {
        whole((lon.rem_euclid(360.0)) / self.degrees)
    }

    fn number(&self, line: u64, column: u64) -> u64 {
        line * self.belt + column
    }

    /// The cells in which points within the window may be, each once.
    fn around(&self, point: Position, mut found: impl FnMut(u64)) {
        let (south, north) = (point.lat - self.reach, point.lat + self.reach);
        // Meridians lie nearer to each other towards the poles; at a pole all of them meet.
        let farthest = south.abs().max(north.abs()).min(90.0);
        let across = self.reach / farthest.to_radians().cos().max(1e-9);
        let columns = if across >= 180.0 - self.degrees {
            0..self.belt
        } else {
            let first = self.column(point.lon - across);
            let last = self.column(point.lon + across);
            first..if last < first {
                last + self.belt + 1
            } else {
                last + 1
            }
        };
        for line in self.line(south.max(-90.0))..=self.line(north.min(90.0)) {
            for column in columns.clone() {
                found(self.number(line, column % self.belt));
            }
        }
    }
}

/// A number that is not negative, without its fraction.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "cells are fewer than a few hundred million, and never negative"
)]
fn whole(number: f64) -> u64 {
    number.max(0.0) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every point within the window is in one of the cells around, and no cell comes twice.
    #[test]
    fn cells_around_a_point_hold_the_window() {
        for km in [0.0, 0.5, 5.0, 100.0, 3000.0] {
            let grid = Grid::new(km);
            for (lat, lon) in [
                (36.2, 37.1),
                (0.0, 179.999),
                (-45.0, -180.0),
                (89.99, 10.0),
                (-90.0, 0.0),
                (12.0, 0.001),
            ] {
                let centre = Position { lat, lon };
                let mut cells = Vec::new();
                grid.around(centre, |cell| cells.push(cell));
                let count = cells.len();
                cells.sort_unstable();
                cells.dedup();
                assert_eq!(cells.len(), count, "{km} km at {lat} {lon}");
                for bearing in 0..36_u32 {
                    let angle = f64::from(bearing * 10).to_radians();
                    let step = km / 111.2;
                    let north = (lat + step * angle.cos()).clamp(-90.0, 90.0);
                    let east = step * angle.sin() / north.to_radians().cos().max(0.01);
                    let lon = (lon + east + 540.0).rem_euclid(360.0) - 180.0;
                    let other = Position { lat: north, lon };
                    if centre.km_to(other) <= km {
                        assert!(
                            cells.contains(&grid.cell(other)),
                            "{km} km from {centre:?} to {other:?}"
                        );
                    }
                }
            }
        }
    }
}
