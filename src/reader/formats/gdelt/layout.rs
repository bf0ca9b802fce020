//! The layouts of GDELT event files: how many columns there are, what they are called and where they stand.
//!
//! GDELT's own files have no header; the layout is told by the number of cells. Files that somebody gave a header are read by
//! name, in any order, with tabs or as CSV.

use crate::reader::dates::basic_day;
use crate::reader::head::columns;
use crate::reader::{Cut, Head};

/// The 61 columns of GDELT 2.0. GDELT 1.0 has the same without the three `_ADM2Code`; before April 2013 it lacks `SOURCEURL`
/// too (`CSV.header.dailyupdates.txt`, `CSV.header.historical.txt`).
const COLUMNS_61: &str = "GLOBALEVENTID,SQLDATE,MonthYear,Year,FractionDate,\
Actor1Code,Actor1Name,Actor1CountryCode,Actor1KnownGroupCode,Actor1EthnicCode,\
Actor1Religion1Code,Actor1Religion2Code,Actor1Type1Code,Actor1Type2Code,Actor1Type3Code,\
Actor2Code,Actor2Name,Actor2CountryCode,Actor2KnownGroupCode,Actor2EthnicCode,\
Actor2Religion1Code,Actor2Religion2Code,Actor2Type1Code,Actor2Type2Code,Actor2Type3Code,\
IsRootEvent,EventCode,EventBaseCode,EventRootCode,QuadClass,GoldsteinScale,NumMentions,NumSources,NumArticles,AvgTone,\
Actor1Geo_Type,Actor1Geo_FullName,Actor1Geo_CountryCode,Actor1Geo_ADM1Code,Actor1Geo_ADM2Code,Actor1Geo_Lat,Actor1Geo_Long,\
Actor1Geo_FeatureID,\
Actor2Geo_Type,Actor2Geo_FullName,Actor2Geo_CountryCode,Actor2Geo_ADM1Code,Actor2Geo_ADM2Code,Actor2Geo_Lat,Actor2Geo_Long,\
Actor2Geo_FeatureID,\
ActionGeo_Type,ActionGeo_FullName,ActionGeo_CountryCode,ActionGeo_ADM1Code,ActionGeo_ADM2Code,ActionGeo_Lat,ActionGeo_Long,\
ActionGeo_FeatureID,DATEADDED,SOURCEURL";

/// How a file is cut and where its columns stand.
#[derive(Debug)]
pub(super) struct Layout {
    pub(super) cut: Cut,
    /// The official names, or those of the header.
    pub(super) names: Vec<String>,
    pub(super) at: Columns,
}

impl Layout {
    /// The layout of a file with these first cells, if it is one of GDELT.
    pub(super) fn of(head: &Head<'_>) -> Option<Self> {
        let cells = head.bare_cells(b'\t');
        if let Some(names) = names_of(cells.len()) {
            let header = has_required(&cells);
            let names = if header { cells } else { names };
            return Some(Self::new(b'\t', false, header, names));
        }
        if has_required(&cells) {
            return Some(Self::new(b'\t', false, true, cells));
        }
        let cells = head.cells(b',');
        has_required(&cells).then(|| Self::new(b',', true, true, cells))
    }

    fn new(delimiter: u8, quoted: bool, header: bool, names: Vec<String>) -> Self {
        Self {
            cut: Cut::Delimited {
                delimiter,
                quoted,
                header,
            },
            at: Columns::new(&names),
            names,
        }
    }

    /// The other layouts that records of a file without a header may have.
    pub(super) fn others(&self) -> Vec<Self> {
        let has_official_names = matches!(
            self.cut,
            Cut::Delimited {
                delimiter: b'\t',
                header: false,
                ..
            }
        );
        let counts = [61, 58, 57].into_iter().filter(|_| has_official_names);
        counts
            .filter(|&count| count != self.names.len())
            .filter_map(names_of)
            .map(|names| Self::new(b'\t', false, false, names))
            .collect()
    }

    fn has_header(&self) -> bool {
        matches!(self.cut, Cut::Delimited { header: true, .. })
    }
}

/// Whether a file is surely one of GDELT: by the names in its header, or by the values in its first record.
pub(super) fn is_gdelt(head: &Head<'_>) -> bool {
    Layout::of(head)
        .is_some_and(|layout| layout.has_header() || some_record_has_types(&layout.at, head))
}

/// Whether one of the first records has them: a mistake in the very first does not make it another format.
fn some_record_has_types(at: &Columns, head: &Head<'_>) -> bool {
    head.text.lines().take(20).any(|line| {
        let cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
        has_types(at, &cells)
    })
}

/// The official names of a file with this many columns and no header.
fn names_of(count: usize) -> Option<Vec<String>> {
    let (no_adm2, no_url) = match count {
        61 => (false, false),
        58 => (true, false),
        57 => (true, true),
        _ => return None,
    };
    let names = COLUMNS_61
        .split(',')
        .filter(|name| !(no_adm2 && name.ends_with("_ADM2Code") || no_url && *name == "SOURCEURL"));
    Some(names.map(str::to_owned).collect())
}

/// Whether a header has the columns without which there is no event.
fn has_required(header: &[String]) -> bool {
    let at = Columns::new(header);
    let here = |at: usize| at != ABSENT;
    let told_apart = here(at.id) || here(at.actors[0].code) && here(at.actors[1].code);
    told_apart && here(at.date) && here(at.code) && here(at.quad)
}

/// Whether the cells are a number, a day with its month and year, and a class from 1 to 4.
fn has_types(at: &Columns, cells: &[String]) -> bool {
    let cell = |at: usize| cells.get(at).map_or("", String::as_str);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let date = cell(at.date);
    digits(cell(at.id))
        && basic_day(date).is_some()
        && date.get(..6) == Some(cell(MONTH))
        && date.get(..4) == Some(cell(YEAR))
        && matches!(cell(at.quad), "1" | "2" | "3" | "4")
}

/// Where a file without a header has `MonthYear` and `Year`.
const MONTH: usize = 2;
const YEAR: usize = 3;

/// An absent column stands beyond all cells and is read as empty.
const ABSENT: usize = usize::MAX;

/// Where the columns stand that are read.
#[derive(Debug)]
pub(super) struct Columns {
    pub(super) id: usize,
    pub(super) date: usize,
    pub(super) actors: [ActorColumns; 2],
    pub(super) is_root: usize,
    pub(super) code: usize,
    pub(super) base: usize,
    pub(super) root: usize,
    pub(super) quad: usize,
    pub(super) geo: GeoColumns,
    pub(super) added: usize,
    pub(super) url: usize,
    /// How many events of GDELT a record of the reduced file stands for.
    pub(super) count: usize,
}

/// Columns of an actor.
#[derive(Debug)]
pub(super) struct ActorColumns {
    pub(super) code: usize,
    pub(super) name: usize,
    pub(super) country: usize,
    pub(super) role: usize,
}

/// Columns of the place of the action.
#[derive(Debug)]
pub(super) struct GeoColumns {
    pub(super) kind: usize,
    pub(super) name: usize,
    pub(super) country: usize,
    pub(super) adm1: usize,
    pub(super) adm2: usize,
    pub(super) lat: usize,
    pub(super) lon: usize,
}

impl Columns {
    /// By the official names; by those of the codebook (`Day`) and of MASTERREDUCEDV2 where they differ.
    fn new(header: &[String]) -> Self {
        let at = |names: &[&str]| {
            let mut found = names.iter().filter_map(|name| columns(header, [name])[0]);
            found.next().unwrap_or(ABSENT)
        };
        let actor = |number: u8, reduced: &str| ActorColumns {
            code: at(&[&format!("Actor{number}Code"), reduced]),
            name: at(&[&format!("Actor{number}Name")]),
            country: at(&[&format!("Actor{number}CountryCode")]),
            role: at(&[&format!("Actor{number}Type1Code")]),
        };
        Self {
            id: at(&["GLOBALEVENTID"]),
            date: at(&["SQLDATE", "Day", "Date"]),
            actors: [actor(1, "Source"), actor(2, "Target")],
            is_root: at(&["IsRootEvent"]),
            code: at(&["EventCode", "CAMEOCode"]),
            base: at(&["EventBaseCode"]),
            root: at(&["EventRootCode"]),
            quad: at(&["QuadClass"]),
            geo: GeoColumns {
                kind: at(&["ActionGeo_Type", "ActionGeoType"]),
                name: at(&["ActionGeo_FullName"]),
                country: at(&["ActionGeo_CountryCode"]),
                adm1: at(&["ActionGeo_ADM1Code"]),
                adm2: at(&["ActionGeo_ADM2Code"]),
                lat: at(&["ActionGeo_Lat", "ActionGeoLat"]),
                lon: at(&["ActionGeo_Long", "ActionGeoLong"]),
            },
            added: at(&["DATEADDED"]),
            url: at(&["SOURCEURL"]),
            count: at(&["NumEvents"]),
        }
    }
}
