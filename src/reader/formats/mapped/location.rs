//! Where an event was, as a map says.

use super::cells::Cells;
use super::fill::said;
use super::map::{EventMap, Order, PositionMap, RegionMap, Written};
use crate::model::{Position, RegionLevel};
use crate::reader::countries::{self, Country};
use crate::reader::formats::cells::decimal as degrees;
use crate::reader::{Fault, Row};

/// Fills regions, place and coordinates.
///
/// # Errors
///
/// Degrees that cannot be.
pub(super) fn fill(event: &EventMap, cells: &Cells<'_, '_>, row: &mut Row) -> Result<(), Fault> {
    for map in &event.regions {
        region(map, cells, row);
    }
    if let Some(place) = &event.place {
        if row.regions.is_empty() {
            // Without any other region the place is what the event is found by.
            let part = row.region("", RegionLevel::Place);
            cells.write(place, &mut part.name);
            let is_empty = part.name.trim().is_empty();
            row.regions.truncate(usize::from(!is_empty));
        } else {
            cells.write(place, &mut row.place);
        }
    }
    row.position = match event.position {
        None => None,
        Some(PositionMap::Two { lat, lon }) => {
            let both = (degree(cells, lat, 90.0)?, degree(cells, lon, 180.0)?);
            if both.0.is_some() != both.1.is_some() {
                row.odd("half-coordinates");
            }
            both.0.zip(both.1).map(|(lat, lon)| Position { lat, lon })
        }
        Some(PositionMap::One { at, order }) => coordinates(cells, at, order)?,
    };
    let precision = cells.word(event.precision.as_ref());
    row.precision = said(precision, "unmapped-precision", row).filter(|_| row.position.is_some());
    Ok(())
}

fn degree(cells: &Cells<'_, '_>, at: usize, most: f64) -> Result<Option<f64>, Fault> {
    match cells.get(at) {
        "" => Ok(None),
        text => degrees(text, most).map(Some).ok_or_else(|| {
            cells.fault(
                at,
                &format!("`{text}` is not from -{most} to {most} degrees"),
            )
        }),
    }
}

/// `35.1, 36.6`, also with `;` or blanks between.
fn coordinates(cells: &Cells<'_, '_>, at: usize, order: Order) -> Result<Option<Position>, Fault> {
    let text = cells.get(at);
    if text.is_empty() {
        return Ok(None);
    }
    let inner = text.trim_matches(['(', ')', '[', ']']);
    let separator = [';', ',', ' '].into_iter().find(|&c| inner.contains(c));
    let halves = separator.and_then(|separator| inner.split_once(separator));
    let position = halves.and_then(|(first, second)| {
        let (lat, lon) = match order {
            Order::LatLon => (first, second),
            Order::LonLat => (second, first),
        };
        Some(Position {
            lat: degrees(lat.trim(), 90.0)?,
            lon: degrees(lon.trim(), 180.0)?,
        })
    });
    position
        .map(Some)
        .ok_or_else(|| cells.fault(at, &format!("`{text}` is no pair of coordinates")))
}

fn region(map: &RegionMap, cells: &Cells<'_, '_>, row: &mut Row) {
    let text = cells.cell(&map.name);
    if text.is_empty() {
        return;
    }
    let country = (map.level == RegionLevel::Country).then(|| country(text, map.written));
    let country = country.flatten();
    if map.level == RegionLevel::Country && country.is_none() {
        row.odd_value("unknown-country", None, text);
    }
    let name = match country {
        Some(country) if map.written != Written::Name => country.name,
        _ => text,
    };
    let part = row.region(name, map.level);
    let mut has_iso = false;
    for &(scheme, at) in &map.codes {
        let code = cells.get(at);
        has_iso |= scheme == "iso" && !code.is_empty();
        part.code(scheme, code);
    }
    if let Some(country) = country.filter(|_| !has_iso) {
        part.code("iso", country.iso);
    }
}

fn country(text: &str, written: Written) -> Option<&'static Country> {
    match written {
        Written::Name => countries::of_name(text),
        Written::Iso => countries::of_iso(text),
        Written::Iso3 => countries::of_iso3(text),
        Written::Numeric => countries::of_numeric(text),
        Written::Fips => countries::of_fips(text),
    }
}

/// A country by any of its usual spellings.
pub(super) fn country_of(text: &str) -> Option<&'static Country> {
    match text.len() {
        0 => None,
        2 => countries::of_iso(text),
        3 => countries::of_iso3(text).or_else(|| countries::of_name(text)),
        _ => countries::of_name(text),
    }
}
