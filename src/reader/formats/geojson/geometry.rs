//! Where a GeoJSON geometry is (RFC 7946, section 3.1): a point, or the centre of its bounds.

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::model::Position;
use crate::reader::object::Object;
use crate::reader::{Fault, json};

/// Where a geometry is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Place {
    /// Nowhere: it has no coordinates, which is the same as no geometry (section 3.1).
    None,
    /// A point.
    Point(Position),
    /// The centre of the bounds of all positions.
    Centre(Position),
    /// The bounds reach over half of the globe, as those of a geometry that is cut at the antimeridian do: their centre can
    /// be on its other side.
    TooWide,
}

/// The place of a geometry in JSON.
pub(super) fn place(geometry: &str) -> Result<Place, Fault> {
    let mut bounds = Bounds::default();
    let is_point = add(geometry, &mut bounds, DEEPEST)?;
    Ok(bounds.place(is_point))
}

/// Collections within collections SHOULD be avoided (section 3.1.8); deeper ones than this are no geometry.
const DEEPEST: usize = 8;

#[derive(Deserialize)]
struct Geometry<'a> {
    #[serde(borrow)]
    coordinates: Option<&'a RawValue>,
    #[serde(borrow)]
    geometries: Option<Vec<&'a RawValue>>,
}

/// Adds all positions of a geometry; says whether it is a point.
fn add(text: &str, bounds: &mut Bounds, deepest: usize) -> Result<bool, Fault> {
    let geometry: Geometry<'_> = serde_json::from_str(text).map_err(|error| Fault {
        at: None,
        ..json::fault(&error, text)
    })?;
    if let Some(coordinates) = geometry.coordinates {
        each_position(coordinates.get(), bounds)?;
    }
    if deepest == 0 && geometry.geometries.is_some() {
        return Err(Fault::record("the geometry is nested too deeply"));
    }
    for part in geometry.geometries.unwrap_or_default() {
        add(part.get(), bounds, deepest - 1)?;
    }
    Ok(Object::parse(text)?.text("type") == "Point")
}

/// Positions are the innermost arrays: what follows a `[` and is neither `[` nor empty.
fn each_position(coordinates: &str, bounds: &mut Bounds) -> Result<(), Fault> {
    for piece in coordinates.split('[').skip(1) {
        let inner = piece.split(']').next().unwrap_or_default().trim();
        if !inner.is_empty() {
            let position = position(inner).ok_or_else(|| {
                Fault::record(format!(
                    "`[{inner}]` is no position: longitude from -180 to 180, latitude from -90 to 90"
                ))
            })?;
            bounds.add(position);
        }
    }
    Ok(())
}

/// `longitude, latitude` in this order, with or without an altitude.
fn position(numbers: &str) -> Option<Position> {
    let mut numbers = numbers.split(',');
    let mut degrees = |most: f64| {
        let number = numbers.next()?.trim().parse::<f64>().ok()?;
        (number.abs() <= most).then_some(number)
    };
    let (lon, lat) = (degrees(180.0)?, degrees(90.0)?);
    Some(Position { lat, lon })
}

/// The least and greatest of each coordinate.
#[derive(Default)]
struct Bounds(Option<(Position, Position)>);

impl Bounds {
    fn add(&mut self, position: Position) {
        let (least, greatest) = self.0.get_or_insert((position, position));
        least.lat = least.lat.min(position.lat);
        least.lon = least.lon.min(position.lon);
        greatest.lat = greatest.lat.max(position.lat);
        greatest.lon = greatest.lon.max(position.lon);
    }

    fn place(&self, is_point: bool) -> Place {
        match self.0 {
            None => Place::None,
            Some((position, _)) if is_point => Place::Point(position),
            Some((least, greatest)) if greatest.lon - least.lon > 180.0 => Place::TooWide,
            Some((least, greatest)) => Place::Centre(Position {
                lat: f64::midpoint(least.lat, greatest.lat),
                lon: f64::midpoint(least.lon, greatest.lon),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lat: f64, lon: f64) -> Position {
        Position { lat, lon }
    }

    #[test]
    fn points_and_centres() {
        for (geometry, expected) in [
            (
                r#"{"type":"Point","coordinates":[37.1,36.5]}"#,
                Place::Point(at(36.5, 37.1)),
            ),
            (
                r#"{"type":"Point","coordinates":[ 37.1 , 36.5, 400 ]}"#,
                Place::Point(at(36.5, 37.1)),
            ),
            (r#"{"type":"Point","coordinates":[]}"#, Place::None),
            (
                r#"{"type":"MultiPoint","coordinates":[[1,2]]}"#,
                Place::Centre(at(2.0, 1.0)),
            ),
            (
                r#"{"type":"LineString","coordinates":[[0,10],[4,20]]}"#,
                Place::Centre(at(15.0, 2.0)),
            ),
            (
                r#"{"type":"Polygon","coordinates":[[[0,0],[2,0],[2,4],[0,0]],[]]}"#,
                Place::Centre(at(2.0, 1.0)),
            ),
            (
                r#"{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[0,0]},
                    {"type":"LineString","coordinates":[[2,2],[2,2]]}]}"#,
                Place::Centre(at(1.0, 1.0)),
            ),
            (
                r#"{"type":"MultiPolygon","coordinates":[[[[179,-16],[180,-17]]],[[[-180,-17],[-179,-16]]]]}"#,
                Place::TooWide,
            ),
        ] {
            assert_eq!(place(geometry), Ok(expected), "{geometry}");
        }
    }

    #[test]
    fn what_is_no_geometry_is_a_fault() {
        for geometry in [
            r#"{"type":"Point","coordinates":[36.5,137.1]}"#,
            r#"{"type":"Point","coordinates":[181,0]}"#,
            r#"{"type":"Point","coordinates":[37]}"#,
            r#"{"type":"Point","coordinates":["37","36"]}"#,
            r#"{"type":"Point","coordinates":[null,null]}"#,
            r#"{"type":"Polygon","coordinates":[[[0,0],[0,91]]]}"#,
            "[37.1,36.5]",
            "7",
        ] {
            assert!(place(geometry).is_err(), "{geometry}");
        }
        let deep = r#"{"geometries":["#.repeat(20) + &"]}".repeat(20);
        assert!(place(&deep).is_err());
    }
}
