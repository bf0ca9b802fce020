//! Circles on the globe.

use crate::model::Position;

/// A circle on the globe.
#[derive(Debug, Clone, Copy)]
pub(super) struct Circle {
    centre: Position,
    km: f64,
}

impl Circle {
    pub(super) fn new(lat: f64, lon: f64, km: f64) -> Self {
        Self {
            centre: Position { lat, lon },
            km,
        }
    }

    /// Whether the great circle distance is at most the radius.
    pub(super) fn holds(&self, at: Position) -> bool {
        // A degree of latitude is 111 km everywhere: most points are far off by latitude alone.
        (at.lat - self.centre.lat).abs() * 111.0 <= self.km + 1.0
            && self.centre.km_to(at) <= self.km
    }
}

#[cfg(test)]
mod tests {
    use super::Circle;
    use crate::model::Position;

    const ALEPPO: Position = Position {
        lat: 36.2021,
        lon: 37.1343,
    };
    const IDLIB: Position = Position {
        lat: 35.9306,
        lon: 36.6339,
    };

    #[test]
    fn aleppo_is_54_km_from_idlib() {
        assert!(
            (ALEPPO.km_to(IDLIB) - 54.2).abs() < 0.5,
            "{}",
            ALEPPO.km_to(IDLIB)
        );
        assert!(Circle::new(ALEPPO.lat, ALEPPO.lon, 55.0).holds(IDLIB));
        assert!(!Circle::new(ALEPPO.lat, ALEPPO.lon, 53.0).holds(IDLIB));
    }

    #[test]
    fn the_date_line_is_no_border() {
        let (east, west) = (
            Position {
                lat: 0.0,
                lon: 179.9,
            },
            Position {
                lat: 0.0,
                lon: -179.9,
            },
        );
        assert!(east.km_to(west) < 23.0);
    }
}
