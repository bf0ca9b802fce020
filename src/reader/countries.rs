//! Countries by name and code, from GeoNames (CC BY 4.0).
//!
//! GDELT writes FIPS 10-4 codes, PLOVER ISO 3166-1 alpha-3, UCDP names with former names in brackets; annals keeps
//! ISO 3166-1 alpha-2.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

/// A country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Country {
    /// ISO 3166-1 alpha-2.
    pub(super) iso: &'static str,
    /// ISO 3166-1 alpha-3.
    pub(super) iso3: &'static str,
    /// ISO 3166-1 numeric, three digits.
    pub(super) numeric: &'static str,
    /// FIPS 10-4; may be empty.
    pub(super) fips: &'static str,
    /// English name.
    pub(super) name: &'static str,
}

static COUNTRIES: LazyLock<Vec<Country>> = LazyLock::new(|| {
    include_str!("countries.tsv")
        .lines()
        .filter_map(|line| {
            let mut cells = line.split('\t');
            Some(Country {
                iso: cells.next()?,
                iso3: cells.next()?,
                numeric: cells.next()?,
                fips: cells.next()?,
                name: cells.next()?,
            })
        })
        .collect()
});

/// Countries by one of their codes, packed into a number. A country is looked up for every record: numbers are compared faster
/// than texts, and the keys are ours, so that the hash may be a fast one.
type ByCode = HashMap<u32, &'static Country, FixedState>;

fn by_code(code: fn(&Country) -> &'static str) -> ByCode {
    COUNTRIES
        .iter()
        .filter_map(|country| Some((packed(code(country))?, country)))
        .collect()
}

/// A code of up to four letters as a number; an empty one is none.
fn packed(code: &str) -> Option<u32> {
    let mut bytes = [0; 4];
    bytes
        .get_mut(..code.len())
        .filter(|bytes| !bytes.is_empty())?
        .copy_from_slice(code.as_bytes());
    Some(u32::from_le_bytes(bytes))
}

fn get(countries: &ByCode, code: &str) -> Option<&'static Country> {
    countries.get(&packed(code)?).copied()
}

/// By FIPS 10-4 code.
pub(super) fn of_fips(code: &str) -> Option<&'static Country> {
    static BY: LazyLock<ByCode> = LazyLock::new(|| by_code(|country| country.fips));
    get(&BY, code)
}

/// By ISO 3166-1 alpha-2 code.
pub(super) fn of_iso(code: &str) -> Option<&'static Country> {
    static BY: LazyLock<ByCode> = LazyLock::new(|| by_code(|country| country.iso));
    get(&BY, code)
}

/// By ISO 3166-1 alpha-3 code.
pub(super) fn of_iso3(code: &str) -> Option<&'static Country> {
    static BY: LazyLock<ByCode> = LazyLock::new(|| by_code(|country| country.iso3));
    get(&BY, code)
}

/// By ISO 3166-1 numeric code, with or without leading zeros.
pub(super) fn of_numeric(code: &str) -> Option<&'static Country> {
    static BY: LazyLock<ByCode> =
        LazyLock::new(|| by_code(|country| country.numeric.trim_start_matches('0')));
    get(&BY, code.trim_start_matches('0'))
}

/// By English name, as UCDP, ACLED, GDELT and GeoNames write it.
pub(super) fn of_name(name: &str) -> Option<&'static Country> {
    static WRITTEN: LazyLock<HashMap<&str, &Country, FixedState>> = LazyLock::new(|| {
        let names = COUNTRIES.iter().map(|country| country.name);
        names
            .filter_map(|name| Some((name, of_plain_name(&plain(name))?)))
            .collect()
    });
    // Most names are written as GeoNames does: those need not be folded first.
    let written = WRITTEN.get(name).copied();
    written.or_else(|| of_plain_name(&plain(name)))
}

fn of_plain_name(name: &str) -> Option<&'static Country> {
    static BY: LazyLock<HashMap<String, &Country, FixedState>> = LazyLock::new(|| {
        let names = COUNTRIES
            .iter()
            .map(|country| (plain(country.name), country));
        let others = OTHER_NAMES
            .iter()
            .filter_map(|(name, iso)| Some(((*name).to_owned(), of_iso(iso)?)));
        names.chain(others).collect()
    });
    BY.get(name).copied()
}

/// Names in use by UCDP, ACLED and GDELT that GeoNames does not have.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("bosnia-herzegovina", "BA"),
    ("burma", "MM"),
    ("congo", "CG"),
    ("czech republic", "CZ"),
    ("democratic republic of congo", "CD"),
    ("dr congo", "CD"),
    ("ivory coast", "CI"),
    ("kingdom of eswatini", "SZ"),
    ("madagascar", "MG"),
    ("macedonia, fyr", "MK"),
    ("palestine", "PS"),
    ("palestinian territories", "PS"),
    ("republic of congo", "CG"),
    ("turkey", "TR"),
    ("united states of america", "US"),
    ("vietnam", "VN"),
];

/// Lower case, without what stands in brackets.
fn plain(name: &str) -> String {
    let bare = name.split(" (").next().unwrap_or(name);
    bare.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_country_by_each_code_and_name() {
        let syria = of_name("Syria").expect("a country");
        assert_eq!((syria.iso, syria.iso3, syria.fips), ("SY", "SYR", "SY"));
        for found in [
            of_fips("SY"),
            of_iso("SY"),
            of_iso3("SYR"),
            of_numeric("760"),
            of_name("SYRIA"),
        ] {
            assert_eq!(found, Some(syria));
        }
        let name = |text| of_name(text).map(|country| country.iso);
        assert_eq!(name("Russia (Soviet Union)"), Some("RU"));
        assert_eq!(name("DR Congo (Zaire)"), Some("CD"));
        assert_eq!(name("Bosnia-Herzegovina"), Some("BA"));
        assert_eq!(name("Atlantis"), None);
        assert_eq!(of_numeric("4").map(|country| country.iso), Some("AF"));
    }

    #[test]
    fn fips_and_iso_are_not_the_same() {
        assert_eq!(of_fips("AU").map(|country| country.iso), Some("AT"));
        assert_eq!(of_fips("AS").map(|country| country.iso), Some("AU"));
    }
}
