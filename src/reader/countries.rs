//! Countries by name and code; `countries.tsv` names the sources.
//!
//! GDELT writes FIPS 10-4 codes, PLOVER ISO 3166-1 alpha-3, UCDP names with former names in brackets, ICEWS and OCHA the names of
//! the United Nations; annals keeps ISO 3166-1 alpha-2.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::FixedState;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

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
    /// Other names in use, `|` between them.
    others: &'static str,
}

impl Country {
    /// All its names, the first one first.
    fn names(&'static self) -> impl Iterator<Item = &'static str> {
        let others = self.others.split('|').filter(|name| !name.is_empty());
        std::iter::once(self.name).chain(others)
    }
}

static COUNTRIES: LazyLock<Vec<Country>> = LazyLock::new(|| {
    include_str!("countries.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut cells = line.split('\t');
            Some(Country {
                iso: cells.next()?,
                iso3: cells.next()?,
                numeric: cells.next()?,
                fips: cells.next()?,
                name: cells.next()?,
                others: cells.next()?,
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

/// By a name that the United Nations, OCHA, ISO 3166, the World Bank, ICEWS, UCDP, ACLED, GDELT or GeoNames write.
pub(super) fn of_name(name: &str) -> Option<&'static Country> {
    static WRITTEN: LazyLock<HashMap<&str, &Country, FixedState>> = LazyLock::new(|| {
        let written = |country: &'static Country| country.names().map(move |name| (name, country));
        COUNTRIES.iter().flat_map(written).collect()
    });
    // Most names are written as one of the sources does: those need not be folded first.
    let written = WRITTEN.get(name).copied();
    written.or_else(|| of_plain_name(&plain(name)).or_else(|| with_former_name(name)))
}

fn of_plain_name(name: &str) -> Option<&'static Country> {
    static BY: LazyLock<HashMap<String, &Country, FixedState>> = LazyLock::new(|| {
        let plain_names =
            |country: &'static Country| country.names().map(move |name| (plain(name), country));
        COUNTRIES.iter().flat_map(plain_names).collect()
    });
    BY.get(name).copied()
}

/// "Russia (Soviet Union)": the name before the brackets, unless they name another country ("China (Taiwan)") or it is that of
/// two states ("Congo (Zaire)").
fn with_former_name(name: &str) -> Option<&'static Country> {
    let (now, rest) = name.split_once('(')?;
    let country = of_plain_name(&plain(now)).filter(|_| plain(now) != "congo")?;
    let former = of_plain_name(&plain(rest));
    former
        .is_none_or(|former| former == country)
        .then_some(country)
}

/// Folded words, without the article: `Côte d’Ivoire` and `Cote d'Ivoire`, `Gambia, The` and `The Gambia` hold the same words.
fn plain(name: &str) -> String {
    let folded: String = name
        .chars()
        .flat_map(char::to_lowercase)
        .nfkd()
        .filter(|&c| !is_combining_mark(c) && !matches!(c, '\'' | '’' | '‘' | '`'))
        .collect();
    let folded = folded.replace('&', " and ");
    let words = folded.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| !matches!(*word, "" | "the"));
    let words = words.map(|word| if word == "st" { "saint" } else { word });
    words.collect::<Vec<_>>().join(" ")
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

    /// As they stand in UN M49, OCHA's lists, ISO 3166-1, the World Bank's API and ICEWS.
    #[test]
    fn names_of_the_united_nations_and_others_are_known() {
        let cases = [
            ("SY", "Syrian Arab Republic"),
            ("RU", "Russian Federation"),
            ("TR", "Türkiye"),
            ("TR", "Turkiye"),
            ("PS", "State of Palestine"),
            ("PS", "occupied Palestinian territory"),
            ("PS", "Occupied Palestinian Territory"),
            ("PS", "Palestine, State of"),
            ("PS", "West Bank and Gaza"),
            ("VN", "Viet Nam"),
            ("NL", "Netherlands (Kingdom of the)"),
            ("NL", "Netherlands"),
            ("KR", "Korea, Rep."),
            ("KR", "Korea (the Republic of)"),
            ("KP", "Korea (the Democratic People's Republic of)"),
            ("KP", "Korea, Dem. People’s Rep."),
            ("IR", "Iran (Islamic Republic of)"),
            ("IR", "Iran, Islamic Rep."),
            ("CD", "Congo, the Democratic Republic of the"),
            ("CD", "Congo, Dem. Rep."),
            ("CD", "Congo (Kinshasa)"),
            ("CG", "Congo (the)"),
            ("CG", "Congo, Rep."),
            ("YE", "Yemen, Rep."),
            ("YE", "Yemen (North Yemen)"),
            ("EG", "Egypt, Arab Rep."),
            ("BO", "Bolivia (Plurinational State of)"),
            ("VE", "Venezuela, RB"),
            ("CI", "Côte d’Ivoire"),
            ("CI", "COTE D'IVOIRE"),
            ("GM", "Gambia, The"),
            ("LA", "Lao People's Democratic Republic"),
            ("GB", "United Kingdom of Great Britain and Northern Ireland"),
            ("US", "United States of America"),
            ("MK", "Macedonia, FYR"),
            ("LC", "St. Lucia"),
            ("MO", "China, Macao Special Administrative Region"),
            ("BL", "Saint Barthélemy"),
        ];
        for (iso, written) in cases {
            assert_eq!(
                of_name(written).map(|country| country.iso),
                Some(iso),
                "{written}"
            );
        }
        // Two states are meant by the one, and the brackets of the other name another country.
        assert_eq!(of_name("Congo (Zaire)"), None);
        assert_eq!(of_name("China (Taiwan)"), None);
        assert_eq!(of_name("Korea"), None);
    }

    #[test]
    fn no_name_stands_for_two_countries() {
        let mut owners: HashMap<String, &str> = HashMap::new();
        for country in COUNTRIES.iter() {
            for name in country.names() {
                let owner = owners.entry(plain(name)).or_insert(country.iso);
                assert_eq!(*owner, country.iso, "{name}");
            }
        }
        assert_eq!(COUNTRIES.len(), 252);
    }

    #[test]
    fn fips_and_iso_are_not_the_same() {
        assert_eq!(of_fips("AU").map(|country| country.iso), Some("AT"));
        assert_eq!(of_fips("AS").map(|country| country.iso), Some("AU"));
    }
}
