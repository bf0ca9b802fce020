//! Whether two events can have been in one place.

use super::Matcher;
use crate::model::{PlacePrecision, Position, RegionLevel};
use crate::store::{RegionCode, RowId};

/// How the places of two events agree.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PlaceTie {
    /// So many kilometres lie between points.
    Apart(f64),
    /// Coordinates of one of them say nothing, and both lie in the same region of this level.
    Within {
        /// The level of the region.
        level: RegionLevel,
        /// A region of the first event that is the same as one of the second.
        region: RegionCode,
        /// Whether each names a further part of the region and the parts differ.
        parts_differ: bool,
    },
}

impl PlaceTie {
    /// From 1 at the same point to a half at the end of the window; a region says the less the larger it is.
    pub(super) fn value(self, window: f64) -> f64 {
        match self {
            Self::Apart(km) if window > 0.0 => 1.0 - 0.5 * (km / window).min(1.0),
            Self::Apart(_) => 1.0,
            Self::Within {
                level,
                parts_differ,
                ..
            } => {
                let whole = match level {
                    RegionLevel::Place => 0.8,
                    RegionLevel::Subdistrict => 0.7,
                    RegionLevel::District => 0.6,
                    _ => 0.4,
                };
                if parts_differ { whole / 2.0 } else { whole }
            }
        }
    }
}

/// Mean radius of the earth in kilometres (IUGG).
const EARTH_RADIUS: f64 = 6371.0088;

/// A point of the globe as a vector of the length 1: distances of millions of pairs without sines.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Point([f64; 3]);

impl Point {
    pub(super) fn new(position: Position) -> Self {
        let (lat, lon) = (position.lat.to_radians(), position.lon.to_radians());
        Self([lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()])
    }

    /// Kilometres to another point, if they are no more than these.
    pub(super) fn km_within(self, other: Self, km: f64) -> Option<f64> {
        let square = |axis: usize| (self.0[axis] - other.0[axis]).powi(2);
        let chord = (square(0) + square(1) + square(2)).sqrt();
        // The chord is shorter than the way: most points are far off by it alone.
        if chord * EARTH_RADIUS > km {
            return None;
        }
        let way = 2.0 * EARTH_RADIUS * (chord / 2.0).min(1.0).asin();
        (way <= km).then_some(way)
    }
}

impl Matcher<'_> {
    /// `None` when the points lie farther apart than the window, or nothing finer than a country is the same.
    pub(super) fn place(&self, a: RowId, b: RowId) -> Option<PlaceTie> {
        if let (Some(first), Some(second)) = (self.point(a), self.point(b)) {
            let (first, second) = (Point::new(first), Point::new(second));
            let km = first.km_within(second, self.settings.km);
            return km.map(PlaceTie::Apart);
        }
        self.shared_region(self.store.region(a), self.store.region(b))
    }

    pub(super) fn shared_region(&self, here: RegionCode, there: RegionCode) -> Option<PlaceTie> {
        let (level, parts_differ) = self.names.regions.shared(here, there)?;
        Some(PlaceTie::Within {
            level,
            region: self.at_level(here, level),
            parts_differ,
        })
    }

    /// Where an event was, if its coordinates are of the place itself and not of the middle of something larger. An event
    /// without coordinates has those of its region when that is a place.
    pub(super) fn point(&self, row: RowId) -> Option<Position> {
        let vague = matches!(
            self.store.precision(row),
            Some(
                PlacePrecision::Adm2
                    | PlacePrecision::Adm1
                    | PlacePrecision::Area
                    | PlacePrecision::Country
            )
        );
        if vague {
            return None;
        }
        self.store.position(row).or_else(|| {
            let region = &self.store.vocabulary().regions[self.store.region(row).index()];
            region
                .position
                .filter(|_| region.level == RegionLevel::Place)
        })
    }

    fn at_level(&self, region: RegionCode, level: RegionLevel) -> RegionCode {
        let regions = &self.store.vocabulary().regions;
        let parent = |region: &RegionCode| regions[region.index()].parent;
        let mut above = std::iter::successors(Some(region), parent).take(regions.len());
        above
            .find(|above| regions[above.index()].level == level)
            .unwrap_or(region)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors_measure_as_degrees_do() {
        for (a, b) in [
            ((36.2, 37.1), (36.2, 37.1)),
            ((36.2, 37.1), (36.21, 37.12)),
            ((0.0, 179.99), (0.0, -179.99)),
            ((89.9, 0.0), (89.9, 180.0)),
            ((35.0, 36.0), (33.5, 38.0)),
            ((90.0, 0.0), (-90.0, 0.0)),
        ] {
            let [a, b] = [a, b].map(|(lat, lon)| Position { lat, lon });
            let km = Point::new(a).km_within(Point::new(b), f64::MAX);
            assert!(
                (km.expect("within all") - a.km_to(b)).abs() < 1e-3,
                "{a:?} {b:?}"
            );
            let short = a.km_to(b) - 0.001;
            assert_eq!(Point::new(a).km_within(Point::new(b), short), None);
        }
    }
}
