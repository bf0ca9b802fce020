//! Where it was: `ActionGeo_*`.
//!
//! Codes are FIPS 10-4 for countries and first-level units, not ISO 3166, and GAUL for second-level units; in the United States
//! the second level has the state's letters and the county's number. Units without a name are called by their code and its
//! scheme, because `SY09` alone is another governorate in another scheme. Letters that GDELT lost stay `?`.

use crate::model::{PlacePrecision, Position, RegionLevel};
use crate::reader::countries;
use crate::reader::formats::cells::{decimal, known_code};
use crate::reader::{Record, Row};

use super::layout::GeoColumns;

/// Adds coordinates and precision, and notes what is odd about the place.
pub(super) fn locate(record: &Record<'_>, at: &GeoColumns, row: &mut Row) {
    let cell = |at: usize| record.get(at);
    let Some(kind) = Kind::of(cell(at.kind)) else {
        known_code(cell(at.kind), &["0"], at.kind, row);
        return;
    };
    let fips = cell(at.country);
    if !matches!(fips, "" | OCEANS) && countries::of_fips(fips).is_none() {
        row.odd_value("unknown-country", Some(at.country), fips);
    }
    row.position = position(cell(at.lat), cell(at.lon));
    if row.position.is_some() {
        row.precision = Some(precision(kind, fips));
    } else if !(cell(at.lat).is_empty() && cell(at.lon).is_empty()) {
        row.odd_in("coordinates-not-readable", at.lat);
    }
}

/// Adds the regions.
pub(super) fn name(record: &Record<'_>, at: &GeoColumns, row: &mut Row) {
    let cell = |at: usize| record.get(at);
    let Some(kind) = Kind::of(cell(at.kind)) else {
        return;
    };
    let names = Names::of(kind, cell(at.name));
    let (fips, adm1, adm2) = (cell(at.country), cell(at.adm1), cell(at.adm2));
    country(row, names.country, fips);
    if kind != Kind::Country {
        governorate(row, names.adm1, adm1, fips);
        district(row, adm2, fips);
    }
    match kind {
        Kind::City if !names.place.is_empty() => {
            row.region(names.place, RegionLevel::Place);
        }
        // A variant of the unit's own name, as a rule: "Kogi State, Kogi, Nigeria".
        _ if names.place != names.adm1 => row.place.push_str(names.place),
        _ => {}
    }
}

/// What the place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Country,
    Unit,
    City,
}

impl Kind {
    /// `ActionGeo_Type`: 1 country, 2 US state, 3 US city, 4 world city, 5 world first-level unit; 0 is none.
    fn of(code: &str) -> Option<Self> {
        match code {
            "1" => Some(Self::Country),
            "2" | "5" => Some(Self::Unit),
            "3" | "4" => Some(Self::City),
            _ => None,
        }
    }
}

fn precision(kind: Kind, fips: &str) -> PlacePrecision {
    match kind {
        Kind::Country => PlacePrecision::Country,
        Kind::Unit => PlacePrecision::Adm1,
        // A sea is filed with the cities.
        Kind::City if fips == OCEANS => PlacePrecision::Area,
        Kind::City => PlacePrecision::Exact,
    }
}

/// GDELT's own code in the place of a country.
const OCEANS: &str = "OS";

/// The parts of a full name; empty where it has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Names<'a> {
    place: &'a str,
    adm1: &'a str,
    country: &'a str,
}

impl<'a> Names<'a> {
    /// `Place, ADM1, Country`; of a unit alone `ADM1, Country` or `Variant, ADM1, Country`. The unit may have a comma of its own:
    /// `London, London, City of, United Kingdom`.
    fn of(kind: Kind, full: &'a str) -> Self {
        let mut names = Self {
            place: "",
            adm1: "",
            country: full,
        };
        if kind == Kind::Country {
            return names;
        }
        let (inner, country) = before_country(full);
        names.country = country;
        let comma = commas(inner).next();
        match (comma, kind) {
            (Some(at), _) => (names.place, names.adm1) = (&inner[..at], &inner[at + 2..]),
            (None, Kind::City) => names.place = inner,
            (None, _) => names.adm1 = inner,
        }
        names
    }
}

/// What stands before the country, and the country: `Bahamas, The` has a comma.
fn before_country(full: &str) -> (&str, &str) {
    let body = full.strip_suffix(", The").unwrap_or(full);
    match commas(body).next_back() {
        Some(at) => (&full[..at], &full[at + 2..]),
        None => ("", full),
    }
}

/// Where `, ` stands. Looks at pairs of bytes: a search for a text is slow on texts as short as these.
fn commas(text: &str) -> impl DoubleEndedIterator<Item = usize> + '_ {
    let pairs = text.as_bytes().windows(2).enumerate();
    pairs.filter(|(_, pair)| *pair == b", ").map(|(at, _)| at)
}

fn country(row: &mut Row, name: &str, fips: &str) {
    let known = countries::of_fips(fips);
    let name = match known {
        Some(country) if name.is_empty() => country.name,
        _ => name,
    };
    if name.is_empty() && fips.is_empty() {
        return;
    }
    let level = if fips == OCEANS {
        RegionLevel::Area
    } else {
        RegionLevel::Country
    };
    let part = row.region(name, level);
    if name.is_empty() {
        part.name.push_str("FIPS ");
        part.name.push_str(fips);
    }
    part.code("fips", fips);
    if let Some(country) = known {
        part.code("iso", country.iso);
    }
}

/// The first-level unit. `BO00`, "Belarus (general)" is said where it is not known.
fn governorate(row: &mut Row, name: &str, code: &str, fips: &str) {
    let unit = code.strip_prefix(fips).unwrap_or(code);
    let code = if matches!(unit, "" | "00") { "" } else { code };
    if name.ends_with(" (general)") || name.is_empty() && code.is_empty() {
        return;
    }
    let part = row.region(name, RegionLevel::Governorate);
    if name.is_empty() {
        part.name.push_str("FIPS ");
        part.name.push_str(code);
    }
    part.code("fips", code);
}

/// The second-level unit, which has no name.
fn district(row: &mut Row, code: &str, fips: &str) {
    if code.is_empty() {
        return;
    }
    let (label, scheme) = if fips == "US" {
        ("county ", "us_county")
    } else {
        ("GAUL ", "gaul")
    };
    let part = row.region(label, RegionLevel::District);
    part.name.push_str(code);
    part.code(scheme, code);
}

/// WGS 84; both or none.
fn position(lat: &str, lon: &str) -> Option<Position> {
    let (lat, lon) = (decimal(lat, 90.0)?, decimal(lon, 180.0)?);
    Some(Position { lat, lon })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_names_come_apart() {
        let names = |kind, full| {
            let Names {
                place,
                adm1,
                country,
            } = Names::of(kind, full);
            (place, adm1, country)
        };
        for (kind, full, expected) in [
            (Kind::Country, "Syria", ("", "", "Syria")),
            (Kind::Country, "Gambia, The", ("", "", "Gambia, The")),
            (
                Kind::Unit,
                "Utah, United States",
                ("", "Utah", "United States"),
            ),
            (
                Kind::Unit,
                "Kogi State, Kogi, Nigeria",
                ("Kogi State", "Kogi", "Nigeria"),
            ),
            (
                Kind::City,
                "Hasakeh, Al ?asakah, Syria",
                ("Hasakeh", "Al ?asakah", "Syria"),
            ),
            (
                Kind::City,
                "London, London, City of, United Kingdom",
                ("London", "London, City of", "United Kingdom"),
            ),
            (
                Kind::City,
                "Nassau, New Providence, Bahamas, The",
                ("Nassau", "New Providence", "Bahamas, The"),
            ),
            (Kind::City, "Baghdad, Iraq", ("Baghdad", "", "Iraq")),
            (Kind::City, "Iraq", ("", "", "Iraq")),
            (Kind::City, ", The", ("", "", ", The")),
            (Kind::City, "", ("", "", "")),
        ] {
            assert_eq!(names(kind, full), expected, "{full}");
        }
    }

    #[test]
    fn codes_keep_their_scheme() {
        let mut row = Row::default();
        country(&mut row, "Syria", "SY");
        governorate(&mut row, "", "SY09", "SY");
        district(&mut row, "29109", "SY");
        let regions: Vec<_> = row
            .regions
            .iter()
            .map(|part| {
                let codes: Vec<_> = part
                    .codes
                    .iter()
                    .map(|code| format!("{}:{}", code.scheme, code.code))
                    .collect();
                (part.name.clone(), codes.join(" "))
            })
            .collect();
        let region = |name: &str, codes: &str| (name.to_owned(), codes.to_owned());
        assert_eq!(
            regions,
            [
                region("Syria", "fips:SY iso:SY"),
                region("FIPS SY09", "fips:SY09"),
                region("GAUL 29109", "gaul:29109"),
            ]
        );
    }

    #[test]
    fn what_is_not_known_is_no_region() {
        let mut row = Row::default();
        country(&mut row, "", "");
        governorate(&mut row, "Belarus (general)", "BO00", "BO");
        governorate(&mut row, "", "SY", "SY");
        district(&mut row, "", "SY");
        assert!(row.regions.is_empty());
        country(&mut row, "", "YI");
        country(&mut row, "Oceans", "OS");
        assert_eq!(row.regions[0].name, "Serbia and Montenegro");
        assert_eq!(row.regions[1].level, Some(RegionLevel::Area));
        assert_eq!(position("133.3", "44"), None);
        assert_eq!(position("33.3", ""), None);
        assert_eq!(position("NaN", "1"), None);
    }
}
