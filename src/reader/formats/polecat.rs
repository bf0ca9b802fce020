//! POLECAT events, text with tabs (Harvard Dataverse doi:10.7910/DVN/AJGVIT; columns as of 2023).
//!
//! Columns are read by name; early files have no `Intensity`. Cells are not quoted, unless those of the header are; a missing
//! value is empty or `None`. Lists stand between `;` and `|`.
//!
//! What is carried over: the actor acts and the recipient is acted on, as PLOVER has it. A list of countries or sectors is
//! laid beside the list of names where both have the same length, and left alone where not. A program read the event out of an
//! article, so the words of the article (names as printed, people and organisations of the story) can be searched, and the
//! source has the article's number, which is the part of the event's id before `_`.

mod header;

use self::header::{header, is_header, is_quoted, names};
use super::cells::{add_line, both, degrees, field_once, list};
use super::plover::ontology;
use super::{Format, NO_ID, Sniff};
use crate::model::{ActorKind, Day, PlacePrecision, RegionLevel, Role};
use crate::reader::countries::{self, Country};
use crate::reader::dates::{iso_day, no_date};
use crate::reader::head::{complete, positions};
use crate::reader::{About, Cut, Fault, Head, Options, Reader, Record, Row, RowDate};

pub(super) const POLECAT: Format = Format {
    name: "polecat",
    label: "POLECAT events (tab-separated)",
    companions: &[],
    sniff,
    open,
};

fn sniff(head: &Head<'_>) -> Sniff {
    if is_header(&header(head)) {
        Sniff::Yes
    } else {
        Sniff::No
    }
}

fn open(head: &Head<'_>, _: &Options) -> Result<Box<dyn Reader>, Fault> {
    let names = names(head);
    complete(&names, header::REQUIRED, "POLECAT")?;
    Ok(Box::new(Polecat {
        about: about(head),
        cut: Cut::Delimited {
            delimiter: b'\t',
            quoted: is_quoted(head),
            header: true,
        },
        at: Columns::new(&names),
        names,
    }))
}

fn about(head: &Head<'_>) -> About {
    About {
        title: format!("POLECAT ({})", head.stem()),
        publisher: "POLECAT".into(),
        attribution: vec![
            "POLECAT Weekly Data, Harvard Dataverse, doi:10.7910/DVN/AJGVIT".into(),
            "Halterman, A., Bagozzi, B. E., Beger, A., Schrodt, P. A. and Scarborough, G. I. (2023). PLOVER and POLECAT: A \
             New Political Event Ontology and Dataset"
                .into(),
        ],
        ..About::default()
    }
}

/// Own fields; their positions follow.
const FIELDS: &[&str] = &[
    "polecat.event_type",
    "polecat.event_mode",
    "polecat.contexts",
    "polecat.quad_code",
    "polecat.intensity",
    "polecat.actor_sector",
    "polecat.recipient_sector",
    "polecat.language",
];
const EVENT_TYPE: usize = 0;
const EVENT_MODE: usize = 1;
const CONTEXTS: usize = 2;
const QUAD_CODE: usize = 3;
const INTENSITY: usize = 4;
const ACTOR_SECTOR: usize = 5;
const RECIPIENT_SECTOR: usize = 6;
const LANGUAGE: usize = 7;

const SEPARATORS: [char; 2] = [';', '|'];

positions!(
    id = "Event ID",
    date = "Event Date",
    event = "Event Type",
    mode = "Event Mode",
    intensity = "Intensity",
    quad_code = "Quad Code",
    contexts = "Contexts",
    actor_name = "Actor Name",
    actor_country = "Actor Country",
    actor_sector = "Primary Actor Sector",
    actor_sectors = "Actor Sectors",
    actor_title = "Actor Title",
    actor_raw = "Actor Name Raw",
    actor_wikipedia = "Wikipedia Actor ID",
    recipient_name = "Recipient Name",
    recipient_country = "Recipient Country",
    recipient_sector = "Primary Recipient Sector",
    recipient_sectors = "Recipient Sectors",
    recipient_title = "Recipient Title",
    recipient_raw = "Recipient Name Raw",
    recipient_wikipedia = "Wikipedia Recipient ID",
    placename = "Placename",
    city = "City",
    district = "District",
    province = "Province",
    country = "Country",
    latitude = "Latitude",
    longitude = "Longitude",
    geonames = "GeoNames ID",
    raw_placename = "Raw Placename",
    feature = "Feature Type",
    source = "Source",
    published = "Publication Date",
    people = "Story People",
    organizations = "Story Organizations",
    locations = "Story Locations",
    language = "Language",
);

#[derive(Debug)]
struct Polecat {
    about: About,
    cut: Cut,
    names: Vec<String>,
    at: Columns,
}

/// The cells of one side.
struct Side<'a> {
    role: Role,
    names: &'a str,
    countries: &'a str,
    sector: &'a str,
    sectors: &'a str,
    wikipedia: &'a str,
    field: usize,
}

impl Reader for Polecat {
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
        row.id.push_str(cell(record, self.at.id));
        if row.id.is_empty() {
            row.odd(NO_ID);
        }
        let date = cell(record, self.at.date);
        let wrong = || Fault::column(self.at.date, no_date(date, "2018-01-31"));
        row.when = iso_day(date).map(RowDate::day).ok_or_else(wrong)?;
        for side in self.sides(record) {
            add_side(row, &side);
        }
        self.kind(record, row)?;
        self.place(record, row)?;
        self.source(record, row);
        self.words(record, row);
        Ok(())
    }
}

/// A cell; empty where the value is missing.
fn cell<'a>(record: &Record<'a>, at: usize) -> &'a str {
    match record.get(at).trim() {
        "None" => "",
        text => text,
    }
}

impl Polecat {
    /// Where a name was not resolved, it is as printed.
    fn sides<'a>(&self, record: &Record<'a>) -> [Side<'a>; 2] {
        let at = &self.at;
        let get = |at: usize| cell(record, at);
        let or = |name: &'a str, raw: &'a str| if name.is_empty() { raw } else { name };
        [
            Side {
                role: Role::Initiator,
                names: or(get(at.actor_name), get(at.actor_raw)),
                countries: get(at.actor_country),
                sector: get(at.actor_sector),
                sectors: get(at.actor_sectors),
                wikipedia: get(at.actor_wikipedia),
                field: ACTOR_SECTOR,
            },
            Side {
                role: Role::Target,
                names: or(get(at.recipient_name), get(at.recipient_raw)),
                countries: get(at.recipient_country),
                sector: get(at.recipient_sector),
                sectors: get(at.recipient_sectors),
                wikipedia: get(at.recipient_wikipedia),
                field: RECIPIENT_SECTOR,
            },
        ]
    }

    fn kind(&self, record: &Record<'_>, row: &mut Row) -> Result<(), Fault> {
        let event = cell(record, self.at.event);
        if event.is_empty() {
            return Err(Fault::column(self.at.event, "the event has no type"));
        }
        if !ontology::is_known(event) {
            row.odd_in("unknown-event-type", self.at.event);
        }
        let modes = list(cell(record, self.at.mode), &SEPARATORS);
        let contexts = list(cell(record, self.at.contexts), &SEPARATORS);
        let mode = modes.clone().next().unwrap_or_default();
        row.kind = Some(ontology::event_kind(event, mode, contexts.clone()));
        ontology::entitle(row, event, modes.clone(), contexts.clone());
        ontology::add_codes(row, event, modes.clone());
        ontology::apply_contexts(row, contexts.clone());
        // It took place before the report, and nobody says when.
        if contexts
            .clone()
            .any(|context| context.eq_ignore_ascii_case("historical"))
        {
            row.when = RowDate::between(Day::MIN, row.when.days.to);
        }
        row.field(EVENT_TYPE, event);
        for mode in modes {
            field_once(row, EVENT_MODE, mode);
        }
        for context in contexts {
            field_once(row, CONTEXTS, context);
        }
        for (field, at) in [
            (QUAD_CODE, self.at.quad_code),
            (INTENSITY, self.at.intensity),
            (LANGUAGE, self.at.language),
        ] {
            row.field(field, cell(record, at));
        }
        Ok(())
    }

    fn place(&self, record: &Record<'_>, row: &mut Row) -> Result<(), Fault> {
        let country = cell(record, self.at.country);
        match country_of(country) {
            Some(known) => row
                .region(known.name, RegionLevel::Country)
                .code("iso", known.iso),
            None if country.is_empty() => {}
            None => {
                row.region(country, RegionLevel::Country);
                row.odd_value("unknown-country", Some(self.at.country), country);
            }
        }
        for (at, level) in [
            (self.at.province, RegionLevel::Governorate),
            (self.at.district, RegionLevel::District),
            (self.at.city, RegionLevel::Place),
        ] {
            let name = cell(record, at);
            if !name.is_empty() {
                row.region(name, level);
            }
        }
        self.feature(record, row);
        let degrees = |at, most| degrees(at, cell(record, at), most);
        let lat = degrees(self.at.latitude, 90.0)?;
        let lon = degrees(self.at.longitude, 180.0)?;
        row.position = both((lat, lon), row);
        Ok(())
    }

    /// The GeoNames id and the coordinates are those of the place name, which is one of the regions or lies in them.
    fn feature(&self, record: &Record<'_>, row: &mut Row) {
        let feature = cell(record, self.at.feature);
        let (level, precision) = level_of(feature);
        if !feature.is_empty() {
            row.precision = Some(precision);
        }
        let id = cell(record, self.at.geonames);
        let name = cell(record, self.at.placename);
        let deepest = row.regions.last().and_then(|last| last.level);
        let mut regions = row.regions.iter_mut().rev();
        let same = regions.find(|region| {
            region.name == name || (region.level == Some(level) && level != RegionLevel::Area)
        });
        match same {
            Some(region) => region.code("geonames", id),
            None if name.is_empty() => {}
            None if deepest < Some(level) => row.region(name, level).code("geonames", id),
            None => row.place.push_str(name),
        }
    }

    fn source(&self, record: &Record<'_>, row: &mut Row) {
        let publisher = cell(record, self.at.source);
        let published = iso_day(cell(record, self.at.published)).map(RowDate::day);
        if publisher.is_empty() && published.is_none() {
            return;
        }
        let source = row.source(if publisher.is_empty() {
            "(publisher not named)"
        } else {
            publisher
        });
        source.published = published;
        let language = cell(record, self.at.language);
        let is_tag =
            matches!(language.len(), 2 | 3) && language.bytes().all(|b| b.is_ascii_alphabetic());
        if is_tag {
            source.language.push_str(language);
            source.language.make_ascii_lowercase();
        }
        if let Some((article, _)) = cell(record, self.at.id).split_once('_') {
            source.locator.push_str("article ");
            source.locator.push_str(article);
        }
    }

    fn words(&self, record: &Record<'_>, row: &mut Row) {
        for at in [
            self.at.actor_raw,
            self.at.actor_title,
            self.at.recipient_raw,
            self.at.recipient_title,
            self.at.raw_placename,
            self.at.people,
            self.at.organizations,
            self.at.locations,
        ] {
            for entry in list(cell(record, at), &SEPARATORS) {
                add_line(&mut row.text, entry);
            }
        }
    }
}

/// Letters of ISO 3166-1, or a name.
fn country_of(text: &str) -> Option<&'static Country> {
    countries::of_iso3(text).or_else(|| countries::of_name(text))
}

fn add_side(row: &mut Row, side: &Side<'_>) {
    let count = list(side.names, &SEPARATORS).count();
    for (at, name) in list(side.names, &SEPARATORS).enumerate() {
        let beside = |text| beside(text, at, count);
        let (code, sector) = (beside(side.countries), beside(side.sector));
        let country = country_of(code);
        let part = row.actor(name, Some(side.role));
        part.kind = ontology::actor_kind(sector);
        if let Some(country) = country {
            // "Police" of two countries are two actors.
            part.key.push_str(name);
            part.key.push(' ');
            part.key.push_str(country.iso);
            part.country.push_str(country.iso);
        }
        if side.sector.is_empty() && countries::of_name(name).is_some() {
            part.kind = Some(ActorKind::State);
        }
        let wikipedia = beside(side.wikipedia);
        if !wikipedia.is_empty() {
            part.identify("wikipedia", wikipedia);
        }
    }
    for sectors in [side.sector, side.sectors] {
        for sector in list(sectors, &SEPARATORS) {
            field_once(row, side.field, sector);
        }
    }
}

/// The entry of a list that belongs to the name at a position of a list of `count`; nothing where it cannot be told.
fn beside(text: &str, at: usize, count: usize) -> &str {
    let mut entries = text.split(SEPARATORS).map(str::trim);
    if entries.clone().count() == count {
        entries.nth(at).unwrap_or_default()
    } else {
        ""
    }
}

/// The level of a GeoNames feature code, and what coordinates of such a feature say.
fn level_of(feature: &str) -> (RegionLevel, PlacePrecision) {
    let starts = |prefix: &str| feature.starts_with(prefix);
    if starts("PCL") {
        (RegionLevel::Country, PlacePrecision::Country)
    } else if starts("ADM1") {
        (RegionLevel::Governorate, PlacePrecision::Adm1)
    } else if starts("ADM2") {
        (RegionLevel::District, PlacePrecision::Adm2)
    } else if starts("PPL") {
        (RegionLevel::Place, PlacePrecision::Exact)
    } else {
        (RegionLevel::Area, PlacePrecision::Area)
    }
}

#[cfg(test)]
pub(super) mod tests;
