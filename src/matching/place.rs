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

impl Matcher<'_> {
    /// `None` when the points lie farther apart than the window, or nothing finer than a country is the same.
    pub(super) fn place(&self, a: RowId, b: RowId) -> Option<PlaceTie> {
        if let (Some(first), Some(second)) = (self.point(a), self.point(b)) {
            // A degree of latitude is 111 km everywhere: most points are far off by latitude alone.
            if (first.lat - second.lat).abs() * 111.0 > self.settings.km + 1.0 {
                return None;
            }
            let km = first.km_to(second);
            return (km <= self.settings.km).then_some(PlaceTie::Apart(km));
        }
        let (here, there) = (self.store.region(a), self.store.region(b));
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
