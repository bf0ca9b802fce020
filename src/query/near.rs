//! Circles on the globe.

use crate::model::Position;

/// Mean radius of the earth, in kilometres (IUGG).
const EARTH_RADIUS: f64 = 6371.0088;

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
            && distance(self.centre, at) <= self.km
    }
}

/// Great circle distance in kilometres (haversine, which keeps its precision at short distances).
fn distance(a: Position, b: Position) -> f64 {
    let lat = ((b.lat - a.lat).to_radians() / 2.0).sin();
    let lon = ((b.lon - a.lon).to_radians() / 2.0).sin();
    let h = lat * lat + a.lat.to_radians().cos() * b.lat.to_radians().cos() * lon * lon;
    2.0 * EARTH_RADIUS * h.clamp(0.0, 1.0).sqrt().asin()
}

#[cfg(test)]
mod tests {
    use super::{Circle, distance};
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
            (distance(ALEPPO, IDLIB) - 54.2).abs() < 0.5,
            "{}",
            distance(ALEPPO, IDLIB)
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
        assert!(distance(east, west) < 23.0);
    }
}
