//! UCDP GED and UCDP Candidate events, CSV of 49 columns or of the older 41 in another order (GED codebook 25.1; 19.1).
//!
//! Columns are read by name. Candidate files without a header have the 49 columns in their published order.
//!
//! What is carried over: side A acts on side B, as the codebook orders them (in state-based conflict A is the government, in
//! one-sided violence the perpetrator); a coalition that UCDP counts as one actor stays one; low, best and high are a claim by
//! UCDP; `source_original` is who told the source of UCDP, and claims that it happened.

use super::{Format, Sniff};
use crate::model::{
    ActorKind, ClaimSubject, EventKind, PlacePrecision, Position, RegionLevel, Role,
};
use crate::reader::countries;
use crate::reader::dates::iso_day;
use crate::reader::head::columns;
use crate::reader::{About, ClaimantPart, Cut, Fault, Head, Options, Reader, Record, Row, RowDate};

/// The 49 columns of files since 23.1, in order: what a Candidate file without a header has.
const COLUMNS_49: &str = "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,\
dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,\
source_article,source_office,source_date,source_headline,source_original,where_prec,where_coordinates,where_description,adm_1,\
adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,date_prec,date_start,date_end,deaths_a,\
deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob";

pub(super) const GED: Format = Format {
    name: "ucdp-ged",
    label: "UCDP GED or Candidate events (CSV)",
    companions: &[],
    sniff,
    open,
};

fn sniff(head: &Head<'_>) -> Sniff {
    let cells = head.cells(b',');
    if required(&cells).iter().all(Option::is_some) || headerless(&cells) {
        Sniff::Yes
    } else {
        Sniff::No
    }
}

/// The columns without which a file is no GED.
fn required(header: &[String]) -> [Option<usize>; 6] {
    columns(
        header,
        [
            "id",
            "type_of_violence",
            "dyad_name",
            "side_a",
            "date_start",
            "best",
        ],
    )
}

/// 49 cells with a number, a type of violence and a date where the published order has them.
fn headerless(cells: &[String]) -> bool {
    cells.len() == 49
        && cells[0].parse::<u64>().is_ok()
        && matches!(cells[5].as_str(), "1" | "2" | "3")
        && iso_day(&cells[38]).is_some()
}

fn open(head: &Head<'_>, _: &Options) -> Result<Box<dyn Reader>, Fault> {
    let cells = head.cells(b',');
    let has_header = !headerless(&cells);
    let names: Vec<String> = if has_header {
        cells
    } else {
        COLUMNS_49.split(',').map(str::to_owned).collect()
    };
    if required(&names).contains(&None) {
        return Err(Fault::record("these are not the columns of UCDP GED"));
    }
    Ok(Box::new(Ged {
        about: about(head),
        cut: Cut::Delimited {
            delimiter: b',',
            quoted: true,
            header: has_header,
        },
        at: Columns::new(&names),
        names,
    }))
}

fn about(head: &Head<'_>) -> About {
    About {
        title: format!("UCDP GED ({})", head.stem()),
        publisher: "UCDP".into(),
        license: "CC-BY-4.0".into(),
        attribution: vec![
            "Uppsala Conflict Data Program, UCDP Georeferenced Event Dataset, ucdp.uu.se".into(),
            "Sundberg, R. and Melander, E. (2013). Introducing the UCDP Georeferenced Event Dataset. Journal of Peace \
             Research 50(4)"
                .into(),
        ],
        ..About::default()
    }
}

/// Own fields, in the order of [`FIELDS`].
const FIELDS: &[&str] = &[
    "ucdp.dyad",
    "ucdp.conflict",
    "ucdp.type_of_violence",
    "ucdp.event_clarity",
    "ucdp.code_status",
];
const DYAD: usize = 0;
const CONFLICT: usize = 1;
const TYPE: usize = 2;
const CLARITY: usize = 3;
const STATUS: usize = 4;

#[derive(Debug)]
struct Ged {
    about: About,
    cut: Cut,
    names: Vec<String>,
    at: Columns,
}

/// Declares where columns stand; an absent one stands beyond all cells and is read as empty.
macro_rules! positions {
    ($($name:ident),+ $(,)?) => {
        #[derive(Debug)]
        struct Columns { $($name: usize),+ }

        impl Columns {
            fn new(header: &[String]) -> Self {
                let at = |name| columns(header, [name])[0].unwrap_or(usize::MAX);
                Self { $($name: at(stringify!($name))),+ }
            }
        }
    };
}

positions!(
    id,
    code_status,
    type_of_violence,
    conflict_new_id,
    conflict_name,
    dyad_new_id,
    dyad_name,
    side_a_new_id,
    side_a,
    side_b_new_id,
    side_b,
    source_article,
    source_office,
    source_date,
    source_headline,
    source_original,
    where_prec,
    where_coordinates,
    where_description,
    adm_1,
    adm_2,
    latitude,
    longitude,
    country,
    event_clarity,
    date_start,
    date_end,
    deaths_a,
    deaths_b,
    deaths_civilians,
    deaths_unknown,
    best,
    high,
    low,
);

impl Reader for Ged {
    fn about(&self) -> &About {
        &self.about
    }

    fn cut(&self) -> &Cut {
        &self.cut
    }

    fn fields(&self) -> Vec<&str> {
        FIELDS.to_vec()
    }

    fn columns(&self) -> &[String] {
        &self.names
    }

    fn read(&self, record: &Record<'_>, row: &mut Row) -> Result<(), Fault> {
        let cell = |at: usize| record.get(at).trim();
        row.id.push_str(cell(self.at.id));
        row.when = self.dates(record)?;
        row.kind = Some(match cell(self.at.type_of_violence) {
            "3" => EventKind::Attack,
            _ => EventKind::Clash,
        });
        self.sides(record, row);
        self.place(record, row)?;
        self.sources(record, row);
        self.deaths(record, row)?;
        self.own_fields(record, row);
        row.text.push_str(cell(self.at.where_description));
        Ok(())
    }
}

impl Ged {
    fn dates(&self, record: &Record<'_>) -> Result<RowDate, Fault> {
        let date = |at: usize| {
            let text = record.get(at).trim();
            iso_day(text)
                .ok_or_else(|| Fault::column(at, format!("`{text}` is no date such as 2016-01-31")))
        };
        let from = date(self.at.date_start)?;
        let to = if record.get(self.at.date_end).trim().is_empty() {
            from
        } else {
            date(self.at.date_end)?
        };
        if to < from {
            return Err(Fault::column(
                self.at.date_end,
                "the event ends before it starts",
            ));
        }
        Ok(RowDate::between(from, to))
    }

    fn sides(&self, record: &Record<'_>, row: &mut Row) {
        let (a, b) = (
            record.get(self.at.side_a).trim(),
            record.get(self.at.side_b).trim(),
        );
        let sides = [
            (a, self.at.side_a_new_id, Role::Initiator),
            (b, self.at.side_b_new_id, Role::Target),
        ];
        for (name, id, role) in sides.into_iter().filter(|(name, ..)| !name.is_empty()) {
            let id = record.get(id).trim();
            let part = row.actor(name, Some(role));
            part.key.push_str(id);
            part.kind = Some(kind_of(name));
            part.id = Some(("ucdp", id.to_owned()));
            if let Some(country) = name
                .strip_prefix("Government of ")
                .and_then(countries::of_name)
            {
                part.country.push_str(country.iso);
            }
        }
        row.title
            .push_str(type_label(record.get(self.at.type_of_violence).trim()));
        row.title.push_str(": ");
        row.title.push_str(a);
        row.title.push_str(" – ");
        row.title.push_str(b);
    }

    fn place(&self, record: &Record<'_>, row: &mut Row) -> Result<(), Fault> {
        let cell = |at: usize| record.get(at).trim();
        let country = row.region(cell(self.at.country), RegionLevel::Country);
        if let Some(known) = countries::of_name(cell(self.at.country)) {
            country.code("iso", known.iso);
        }
        for (name, level) in [
            (cell(self.at.adm_1), RegionLevel::Governorate),
            (cell(self.at.adm_2), RegionLevel::District),
        ] {
            if !name.is_empty() {
                row.region(name, level);
            }
        }
        let precision = cell(self.at.where_prec);
        row.precision = match precision {
            "1" => Some(PlacePrecision::Exact),
            "2" => Some(PlacePrecision::Near),
            "3" => Some(PlacePrecision::Adm2),
            "4" => Some(PlacePrecision::Adm1),
            // 5 is a line or a fuzzy area, 7 the sea or the air above it.
            "5" | "7" => Some(PlacePrecision::Area),
            "6" => Some(PlacePrecision::Country),
            _ => None,
        };
        let name = cell(self.at.where_coordinates);
        let inside = row.regions.iter().all(|region| region.name != name);
        if !name.is_empty() && inside {
            if matches!(precision, "1" | "2") {
                row.region(name, RegionLevel::Place);
            } else {
                row.place.push_str(name);
            }
        }
        row.position = position(record, self.at.latitude, self.at.longitude)?;
        Ok(())
    }

    /// The lists of offices, dates and headlines have the same length; where files before 2013 have none, the text of
    /// `source_article` starts with the publisher as a rule.
    fn sources(&self, record: &Record<'_>, row: &mut Row) {
        let cell = |at: usize| record.get(at).trim();
        let offices = cell(self.at.source_office);
        if offices.is_empty() {
            let article = cell(self.at.source_article);
            if !article.is_empty() {
                row.source(publisher_of(article)).title.push_str(article);
            }
            return;
        }
        let mut dates = cell(self.at.source_date).split(';');
        let mut headlines = cell(self.at.source_headline).split(';');
        for office in offices.split(';').map(str::trim) {
            let source = row.source(if office.is_empty() { UNNAMED } else { office });
            source.published = dates.next().and_then(iso_day).map(RowDate::day);
            source
                .title
                .push_str(headlines.next().unwrap_or_default().trim());
        }
    }

    fn deaths(&self, record: &Record<'_>, row: &mut Row) -> Result<(), Fault> {
        let number = |at: usize| {
            let text = record.get(at).trim();
            if text.is_empty() {
                return Ok(None);
            }
            let wrong = || Fault::column(at, format!("`{text}` is no number of deaths"));
            text.parse::<u64>().map(Some).map_err(|_| wrong())
        };
        let (low, best, high) = (
            number(self.at.low)?,
            number(self.at.best)?,
            number(self.at.high)?,
        );
        if !in_order(low, best, high) {
            row.odd("low-best-high");
        }
        let parts = [
            ("of side A", number(self.at.deaths_a)?),
            ("of side B", number(self.at.deaths_b)?),
            ("civilians", number(self.at.deaths_civilians)?),
            ("unknown", number(self.at.deaths_unknown)?),
        ];
        let claim = row.claims.add();
        claim.about = Some(ClaimSubject::Killed);
        claim.who.push_str("all");
        (claim.low, claim.best, claim.high) = (low, best, high);
        for (who, number) in parts {
            if let Some(number) = number.filter(|&number| number > 0) {
                let comma = if claim.text.is_empty() { "" } else { ", " };
                claim.text.push_str(&format!("{comma}{number} {who}"));
            }
        }
        let original = record.get(self.at.source_original).trim();
        if !original.is_empty() {
            let claim = row.claims.add();
            claim.claimant = ClaimantPart::Publisher(original.to_owned());
            claim.about = Some(ClaimSubject::Occurrence);
        }
        Ok(())
    }

    fn own_fields(&self, record: &Record<'_>, row: &mut Row) {
        let cell = |at: usize| record.get(at).trim();
        for (field, at) in [
            (DYAD, self.at.dyad_name),
            (DYAD, self.at.dyad_new_id),
            (CONFLICT, self.at.conflict_name),
            (CONFLICT, self.at.conflict_new_id),
            (CLARITY, self.at.event_clarity),
            (STATUS, self.at.code_status),
        ] {
            row.field(field, cell(at));
        }
        let code = cell(self.at.type_of_violence);
        row.field(TYPE, code);
        row.code("ucdp", code);
    }
}

const UNNAMED: &str = "(publisher not named)";

/// What stands before the first digit, quotation mark or bracket: `Reuters 1989-05-17 "ANGOLAN UNITA …`.
fn publisher_of(article: &str) -> &str {
    let end = article
        .find(|c: char| c.is_ascii_digit() || matches!(c, '"' | '“' | '('))
        .unwrap_or(article.len());
    let name =
        article[..end].trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ':' | ';'));
    if name.is_empty() || name.chars().count() > 40 {
        UNNAMED
    } else {
        name
    }
}

fn in_order(low: Option<u64>, best: Option<u64>, high: Option<u64>) -> bool {
    let known: Vec<u64> = [low, best, high].into_iter().flatten().collect();
    known.is_sorted()
}

fn kind_of(name: &str) -> ActorKind {
    if name.starts_with("Government of ") {
        ActorKind::Government
    } else if name == "Civilians" {
        ActorKind::Civilians
    } else {
        ActorKind::ArmedGroup
    }
}

/// The names of the codebook.
fn type_label(code: &str) -> &'static str {
    match code {
        "1" => "State-based violence",
        "2" => "Non-state violence",
        "3" => "One-sided violence",
        _ => "Violence",
    }
}

/// WGS 84; both or none.
fn position(record: &Record<'_>, lat: usize, lon: usize) -> Result<Option<Position>, Fault> {
    let degrees = |at: usize, most: f64| {
        let text = record.get(at).trim();
        if text.is_empty() {
            return Ok(None);
        }
        let number = text
            .parse::<f64>()
            .ok()
            .filter(|number| number.abs() <= most);
        number.map(Some).ok_or_else(|| {
            Fault::column(
                at,
                format!("`{text}` is not from -{most} to {most} degrees"),
            )
        })
    };
    let (lat, lon) = (degrees(lat, 90.0)?, degrees(lon, 180.0)?);
    Ok(lat.zip(lon).map(|(lat, lon)| Position { lat, lon }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::testing;

    const ROW: &str = "244657,IRQ-2017-1-524-322,2017,1,Clear,1,259,259,Iraq: Government,524,524,Government of Iraq - IS,116,116,\
Government of Iraq,234,234,IS,2,\"\"\"Agence France Presse,2017-07-31,x\"\";\"\"y\"\"\",Agence France Presse;Reuters News,2017-07-31;\
2017-08-01,Two killed;Blast hits Kabul,police,1,Baghdad city,\"in Baghdad, center\",Baghdad governorate,Karkh district,33.34,44.4,\
POINT (44.4 33.34),179779,Iraq,645,Middle East,1,1,2017-07-31 00:00:00.000,2017-07-31 00:00:00.000,0,4,0,2,6,6,4,645,";

    #[test]
    fn a_record_without_a_header() {
        let row = testing::row(GED, ROW);
        assert_eq!(row.id, "244657");
        assert_eq!(row.when.edtf().text(), "2017-07-31");
        assert_eq!(row.title, "State-based violence: Government of Iraq – IS");
        let actors: Vec<_> = row
            .actors
            .iter()
            .map(|part| {
                (
                    part.name.as_str(),
                    part.key.as_str(),
                    part.role,
                    part.country.as_str(),
                )
            })
            .collect();
        assert_eq!(
            actors,
            [
                ("Government of Iraq", "116", Some(Role::Initiator), "IQ"),
                ("IS", "234", Some(Role::Target), "")
            ]
        );
        let regions: Vec<_> = row.regions.iter().map(|part| part.name.as_str()).collect();
        assert_eq!(
            regions,
            [
                "Iraq",
                "Baghdad governorate",
                "Karkh district",
                "Baghdad city"
            ]
        );
        assert_eq!(row.precision, Some(PlacePrecision::Exact));
        let sources: Vec<_> = row
            .sources
            .iter()
            .map(|part| (part.publisher.as_str(), part.title.as_str()))
            .collect();
        assert_eq!(
            sources,
            [
                ("Agence France Presse", "Two killed"),
                ("Reuters News", "Blast hits Kabul")
            ]
        );
        let claim = &row.claims[0];
        assert_eq!(
            (claim.low, claim.best, claim.high),
            (Some(4), Some(6), Some(6))
        );
        assert_eq!(claim.text, "4 of side B, 2 unknown");
        assert_eq!(
            row.claims[1].claimant,
            ClaimantPart::Publisher("police".into())
        );
        assert!(row.oddities().is_empty());
    }

    #[test]
    fn columns_are_found_by_name_in_any_order() {
        let text = "best,date_end,date_start,side_b,side_a,dyad_name,type_of_violence,id,low,high\n\
                    3,2016-02-29,2016-02-01,Civilians,IS,IS - Civilians,3,77,5,2\n";
        let row = testing::row(GED, text);
        assert_eq!(row.when.edtf().text(), "2016-02");
        assert_eq!(row.kind, Some(EventKind::Attack));
        assert_eq!(row.oddities(), ["low-best-high"]);
        assert_eq!(row.actors[1].kind, Some(ActorKind::Civilians));
    }

    #[test]
    fn what_is_wrong_has_its_column() {
        let fault = |from: &str, to: &str| {
            let text = format!("{COLUMNS_49}\n{}", ROW.replace(from, to));
            testing::rows(GED, &text).remove(0).expect_err(to)
        };
        let at = |name: &str| COLUMNS_49.split(',').position(|column| column == name);
        let date = fault("2017-07-31 00:00:00.000,2017", "31 July 2017,2017");
        assert_eq!(date.column, at("date_start"));
        assert_eq!(date.message, "`31 July 2017` is no date such as 2016-01-31");
        assert_eq!(
            fault(",33.34,44.4,", ",133.34,44.4,").column,
            at("latitude")
        );
        assert_eq!(fault(",6,6,4,645,", ",many,6,4,645,").column, at("best"));
    }

    #[test]
    fn files_that_are_no_ged_are_not_known() {
        for text in [
            "",
            "a,b,c\n1,2,3",
            "{\"id\": 1}",
            "event_id_cnty,event_date\n",
        ] {
            assert_eq!(testing::sniff(GED, text), Sniff::No, "{text}");
        }
        assert_eq!(testing::sniff(GED, ROW), Sniff::Yes);
    }

    #[test]
    fn publishers_of_old_articles() {
        assert_eq!(publisher_of("Reuters 1989-05-17 \"ANGOLAN"), "Reuters");
        assert_eq!(
            publisher_of("Press Trust of India (29 October 2000): x"),
            "Press Trust of India"
        );
        assert_eq!(publisher_of("1989"), UNNAMED);
    }
}
