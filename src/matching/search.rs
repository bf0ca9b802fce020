//! Finding candidates: rows by a grid of cells and by governorate, each list in day order.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::FixedState;

use super::time::LONGEST;
use super::traits::Traits;
use super::{Matcher, Pair, sort};
use crate::model::{Day, DayRange, Position};
use crate::store::RowId;

/// Degrees that a cell has at least, so that a belt of them has a bounded number.
const LEAST_CELL: f64 = 0.01;
/// Kilometres in a degree of latitude, and of longitude at the equator; a little less than they are.
const KM_PER_DEGREE: f64 = 110.0;

impl Matcher<'_> {
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
}

/// The events of one side, as they are looked for.
pub(super) struct Index {
    grid: Grid,
    /// How far apart dates may lie.
    window: i64,
    /// Events with a point, by cell.
    points: Group,
    /// Events without a point, by governorate.
    vague: Group,
    /// All events, by governorate.
    all: Group,
}

impl Index {
    pub(super) fn new(matcher: &Matcher<'_>, traits: &[Traits]) -> Self {
        let grid = Grid::new(matcher.settings.km);
        let regions = &matcher.names.regions;
        let governorate = |of: &Traits| regions.governorate(of.region).map(u64::from);
        let cell = |of: &Traits| {
            of.point?;
            matcher.point(of.row).map(|point| grid.cell(point))
        };
        let vague = |of: &Traits| governorate(of).filter(|_| of.point.is_none());
        Self {
            grid,
            window: i64::from(matcher.settings.days),
            points: Group::new(traits, cell),
            vague: Group::new(traits, vague),
            all: Group::new(traits, governorate),
        }
    }

    /// Hands out the events that may lie within the windows of an event.
    pub(super) fn near(&self, matcher: &Matcher<'_>, of: &Traits, mut found: impl FnMut(&Traits)) {
        let mut found = |other: &Traits| {
            // Of a set of days, those between its members are not meant.
            if !(of.has_gaps || other.has_gaps) || matcher.days_meet(of.row, other.row) {
                found(other);
            }
        };
        let days = DayRange {
            from: of.days.from.plus(-self.window),
            to: of.days.to.plus(self.window),
        };
        let by_region = match matcher.point(of.row) {
            Some(point) => {
                self.grid
                    .around(point, |cell| self.points.starting(cell, days, &mut found));
                &self.vague
            }
            None => &self.all,
        };
        if let Some(governorate) = matcher.names.regions.governorate(of.region) {
            by_region.starting(u64::from(governorate), days, &mut found);
        }
    }
}

/// Events by a key, one behind the other: those of one day apart from those of several, which are few and are looked for among
/// earlier days too.
struct Group {
    events: Vec<Traits>,
    runs: HashMap<u64, [Range<usize>; 2], FixedState>,
}

impl Group {
    /// Puts the events of each key in the order of their first days.
    fn new(traits: &[Traits], key: impl Fn(&Traits) -> Option<u64>) -> Self {
        let keyed = (0..).zip(traits);
        // Not in the order of the rows: an approximate date may be earlier than the day that its row stands on.
        let mut order: Vec<(u64, bool, Day, u32)> = keyed
            .filter_map(|(at, of)| Some((key(of)?, of.days.from != of.days.to, of.days.from, at)))
            .collect();
        order.sort_unstable();
        let mut runs: HashMap<u64, [Range<usize>; 2], FixedState> = HashMap::default();
        for (at, &(key, is_long, ..)) in order.iter().enumerate() {
            let run = &mut runs.entry(key).or_default()[usize::from(is_long)];
            let from = if run.end == 0 { at } else { run.start };
            *run = from..at + 1;
        }
        let events = order.iter().map(|&(.., at)| traits[at as usize]).collect();
        Self { events, runs }
    }

    /// Events of a key that start on these days, and longer ones that may reach into them.
    fn starting(&self, key: u64, days: DayRange, found: &mut impl FnMut(&Traits)) {
        let Some([short, long]) = self.runs.get(&key) else {
            return;
        };
        let earlier = days.from.plus(-LONGEST);
        for (run, from) in [(short, days.from), (long, earlier)] {
            let run = &self.events[run.clone()];
            let start = run.partition_point(|of| of.days.from < from);
            let starting = run[start..].iter();
            starting
                .take_while(|of| of.days.from <= days.to)
                .for_each(&mut *found);
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
