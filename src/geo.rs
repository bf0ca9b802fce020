//! The globe on a screen of cells: which point is in which cell, and the lines of coasts and borders.
//!
//! A [`Camera`] looks at a point from so far; with a number of cells it makes a [`Grid`]. The projection is equirectangular, with
//! longitudes shrunk by the cosine of the latitude in the middle, so that near the middle all directions are equally long. A cell
//! is two dots wide and four high, as a Braille pattern is, and a dot is taken to be square. Nothing here knows of events.

mod outlines;

pub use outlines::{
    Drawn, Layer, LineKind, Outline, Outlines, TOLERANCES, UNITS, decode, encode, layer_for,
    outlines,
};

use crate::model::Position;

/// Dots of a cell, across and down.
pub const DOTS: (u16, u16) = (2, 4);
/// The least and the greatest degrees of latitude of a dot: some twenty metres, and more than the globe on the smallest screen.
const STEPS: (f64, f64) = (0.0002, 12.0);
/// How far from the equator the middle can be. Nearer to a pole a degree of longitude is too short to be drawn so.
const FARTHEST: f64 = 80.0;

/// What is looked at and from how far.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Camera {
    /// Latitude of the middle, in degrees.
    lat: f64,
    /// Longitude of the middle, from -180 to below 180.
    lon: f64,
    /// Degrees of latitude of a dot.
    step: f64,
}

/// A rectangle on the globe. `east` is greater than 180 where it reaches over the date line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// Least longitude.
    pub west: f64,
    /// Least latitude.
    pub south: f64,
    /// Greatest longitude.
    pub east: f64,
    /// Greatest latitude.
    pub north: f64,
}

/// A camera with the cells that it fills.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Grid {
    /// What is looked at.
    pub camera: Camera,
    /// Cells from left to right.
    pub columns: u16,
    /// Cells from top to bottom.
    pub rows: u16,
}

impl Camera {
    /// A camera over a point, with so many degrees of latitude in a dot; what is out of reach is brought back into it.
    #[must_use]
    pub fn new(at: Position, step: f64) -> Self {
        let known = |value: f64, other: f64| if value.is_finite() { value } else { other };
        Self {
            lat: known(at.lat, 0.0).clamp(-FARTHEST, FARTHEST),
            lon: wrapped(known(at.lon, 0.0)),
            step: known(step, STEPS.1).clamp(STEPS.0, STEPS.1),
        }
    }

    /// A camera that sees all of a rectangle with a margin, in so many cells.
    #[must_use]
    pub fn over(bounds: &Bounds, columns: u16, rows: u16) -> Self {
        let at = Position {
            lat: f64::midpoint(bounds.south, bounds.north),
            lon: f64::midpoint(bounds.west, bounds.east),
        };
        let shrink = shrink(at.lat.clamp(-FARTHEST, FARTHEST));
        let across = (bounds.east - bounds.west).min(360.0) * shrink / dots(columns, DOTS.0);
        let down = (bounds.north - bounds.south) / dots(rows, DOTS.1);
        Self::new(at, (across.max(down) * MARGIN).max(CLOSEST))
    }

    /// The point in the middle.
    #[must_use]
    pub fn middle(self) -> Position {
        Position {
            lat: self.lat,
            lon: self.lon,
        }
    }

    /// Degrees of latitude of a dot.
    #[must_use]
    pub fn step(self) -> f64 {
        self.step
    }

    /// The same from a distance that is so many times as great.
    #[must_use]
    pub fn scaled(self, times: f64) -> Self {
        Self::new(self.middle(), self.step * times)
    }

    /// The same over another point.
    #[must_use]
    pub fn moved(self, to: Position) -> Self {
        Self::new(to, self.step)
    }

    /// Degrees of longitude of a dot.
    fn step_across(self) -> f64 {
        self.step / shrink(self.lat)
    }
}

/// What stays free around a rectangle that is looked at.
const MARGIN: f64 = 1.12;
/// Degrees of latitude of a dot when a single point is looked at: a town with what lies around it.
const CLOSEST: f64 = 0.002;

fn shrink(lat: f64) -> f64 {
    lat.to_radians().cos().max(0.05)
}

fn dots(cells: u16, each: u16) -> f64 {
    (f64::from(cells) * f64::from(each)).max(1.0)
}

/// A longitude from -180 to below 180.
fn wrapped(lon: f64) -> f64 {
    (lon + 180.0).rem_euclid(360.0) - 180.0
}

impl Grid {
    /// How many cells.
    #[must_use]
    pub fn cells(&self) -> usize {
        usize::from(self.columns) * usize::from(self.rows)
    }

    /// Which dot a point is in, counted from the top left; it may lie outside.
    #[must_use]
    pub fn dot(&self, at: Position) -> (f64, f64) {
        self.dot_from(wrapped(at.lon - self.camera.lon), at.lat)
    }

    /// The same of so many degrees east of the middle, which are not brought around the globe.
    #[must_use]
    pub fn dot_from(&self, east: f64, lat: f64) -> (f64, f64) {
        let x = east / self.camera.step_across() + dots(self.columns, DOTS.0) / 2.0;
        let y = (self.camera.lat - lat) / self.camera.step + dots(self.rows, DOTS.1) / 2.0;
        (x, y)
    }

    /// The cell that a point is in.
    #[must_use]
    pub fn cell(&self, at: Position) -> Option<(u16, u16)> {
        self.projector().cell(at.lat, at.lon)
    }

    /// The point in the middle of a cell.
    #[must_use]
    pub fn position(&self, (column, row): (u16, u16)) -> Position {
        let across = (f64::from(column) + 0.5 - f64::from(self.columns) / 2.0) * f64::from(DOTS.0);
        let down = (f64::from(row) + 0.5 - f64::from(self.rows) / 2.0) * f64::from(DOTS.1);
        Position {
            lat: (self.camera.lat - down * self.camera.step).clamp(-90.0, 90.0),
            lon: wrapped(self.camera.lon + across * self.camera.step_across()),
        }
    }

    /// Degrees from the middle to the side and to the top.
    #[must_use]
    pub fn reach(&self) -> (f64, f64) {
        let across = dots(self.columns, DOTS.0) / 2.0 * self.camera.step_across();
        (across, dots(self.rows, DOTS.1) / 2.0 * self.camera.step)
    }

    /// Kilometres of a cell's width in the middle.
    #[must_use]
    pub fn km_across(&self) -> f64 {
        KM_OF_A_DEGREE * self.camera.step * f64::from(DOTS.0)
    }

    /// Finds the cells of many points.
    #[must_use]
    pub fn projector(&self) -> Projector {
        Projector {
            lat: self.camera.lat,
            lon: self.camera.lon,
            across: 1.0 / (self.camera.step_across() * f64::from(DOTS.0)),
            down: 1.0 / (self.camera.step * f64::from(DOTS.1)),
            half: (f64::from(self.columns) / 2.0, f64::from(self.rows) / 2.0),
            size: (f64::from(self.columns), f64::from(self.rows)),
        }
    }
}

/// Kilometres of a degree of latitude.
pub const KM_OF_A_DEGREE: f64 = 111.195;

/// Finds the cells of many points: what is the same for all of them is worked out once.
#[derive(Debug, Clone, Copy)]
pub struct Projector {
    lat: f64,
    lon: f64,
    across: f64,
    down: f64,
    half: (f64, f64),
    size: (f64, f64),
}

impl Projector {
    /// The cell that a point with a longitude from -180 to 180 is in; none for what is no number.
    #[must_use]
    #[inline]
    pub fn cell(&self, lat: f64, lon: f64) -> Option<(u16, u16)> {
        let mut east = lon - self.lon;
        if east >= 180.0 {
            east -= 360.0;
        } else if east < -180.0 {
            east += 360.0;
        }
        let x = east * self.across + self.half.0;
        let y = (self.lat - lat) * self.down + self.half.1;
        let inside = x >= 0.0 && x < self.size.0 && y >= 0.0 && y < self.size.1;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "inside of a grid of u16"
        )]
        let cell = (x as u16, y as u16);
        inside.then_some(cell)
    }
}

#[cfg(test)]
mod tests;
