//! ACLED events, CSV as downloaded or as the API gives it (ACLED codebook, 2023 and later), and older exports.
//!
//! Columns are read by name, between `,` or `;`. Older exports have upper-case names, `ally_actor_1` for `assoc_actor_1`,
//! `gwno` or `iso3` beside or in place of `iso`, and no sub-events.
//!
//! What is carried over: `actor1` and `actor2` say who took part on two sides and not who acted on whom, so they are participants;
//! those associated with them stand on their side. A protest or a strategic development has one side. The one number of fatalities
//! is a claim by ACLED, without bounds; a zero means that no fatalities were reported, and claims nothing. A date within
//! the week is "about" its day, one within the month is the month. Codes of kinds of actors are written as newer exports write
//! them, so that files of both generations have one list of values.
//!
//! The list of deleted events that ACLED publishes apart has no events and is not read.

mod words;

use super::cells::{add_line, known_code, list, position, whole, without_fraction};
use super::{Format, Sniff};
use crate::model::{ClaimSubject, Day, PlacePrecision, RegionLevel, Role, Side};
use crate::reader::countries::{self, Country};
use crate::reader::dates::{day_first, iso_day, named_month_day, no_date};
use crate::reader::head::{columns, complete, delimited, positions};
use crate::reader::{About, ActorPart, Cut, Fault, Head, Options, Reader, Record, Row, RowDate};

pub(super) const ACLED: Format = Format {
    name: "acled",
    label: "ACLED events (CSV)",
    companions: &[],
    sniff,
    open,
};

fn sniff(head: &Head<'_>) -> Sniff {
    match delimiter(head) {
        Some(_) => Sniff::Yes,
        None => Sniff::No,
    }
}

const REQUIRED: [&str; 5] = [
    "event_id_cnty",
    "event_date",
    "event_type",
    "actor1",
    "fatalities",
];

/// The delimiter with which the header has the columns without which a file is no ACLED.
fn delimiter(head: &Head<'_>) -> Option<(u8, Vec<String>)> {
    delimited(head, |cells| {
        columns(cells, REQUIRED).iter().all(Option::is_some)
    })
}

fn open(head: &Head<'_>, _: &Options) -> Result<Box<dyn Reader>, Fault> {
    let Some((delimiter, names)) = delimiter(head) else {
        let headers = [b',', b';'].map(|delimiter| head.cells(delimiter));
        let header = headers.into_iter().max_by_key(Vec::len).unwrap_or_default();
        complete(&header, REQUIRED, "ACLED")?;
        return Err(Fault::record("these are not the columns of ACLED"));
    };
    Ok(Box::new(Acled {
        about: about(head),
        cut: Cut::Delimited {
            delimiter,
            quoted: true,
            header: true,
        },
        at: Columns::new(&names),
        names,
    }))
}

fn about(head: &Head<'_>) -> About {
    About {
        title: format!("ACLED ({})", head.stem()),
        publisher: "ACLED".into(),
        license: "ACLED terms of use: the data may not be passed on".into(),
        attribution: vec![
            "Armed Conflict Location & Event Data (ACLED), acleddata.com".into(),
            "Raleigh, C., Kishi, R. and Linke, A. (2023). Political instability patterns are obscured by conflict dataset \
             scope conditions, sources, and coding choices. Humanities and Social Sciences Communications 10, 74"
                .into(),
        ],
        ..About::default()
    }
}

/// Own fields; their positions follow.
const FIELDS: &[&str] = &[
    "acled.event_type",
    "acled.sub_event_type",
    "acled.disorder_type",
    "acled.inter1",
    "acled.inter2",
    "acled.interaction",
    "acled.civilian_targeting",
    "acled.source_scale",
    "acled.region",
    "acled.fatalities",
];
const EVENT_TYPE: usize = 0;
const SUB_EVENT_TYPE: usize = 1;
const DISORDER_TYPE: usize = 2;
const INTER1: usize = 3;
const INTER2: usize = 4;
const INTERACTION: usize = 5;
const CIVILIAN_TARGETING: usize = 6;
const SOURCE_SCALE: usize = 7;
const REGION: usize = 8;
/// Only says where none were reported; other numbers are claims.
const FATALITIES: usize = 9;

positions!(
    event_id_cnty,
    event_date,
    year,
    time_precision,
    disorder_type,
    event_type,
    sub_event_type,
    actor1,
    assoc_actor_1 = "ally_actor_1",
    inter1,
    actor2,
    assoc_actor_2 = "ally_actor_2",
    inter2,
    interaction,
    civilian_targeting,
    iso,
    iso3,
    region,
    country,
    admin1,
    admin2,
    admin3,
    location,
    latitude,
    longitude,
    geo_precision,
    source,
    source_scale,
    notes,
    fatalities,
    tags,
);

#[derive(Debug)]
struct Acled {
    about: About,
    cut: Cut,
    names: Vec<String>,
    at: Columns,
}

impl Reader for Acled {
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
        row.id.push_str(cell(self.at.event_id_cnty));
        row.when = self.date(record, row)?;
        self.kind(record, row);
        self.actors(record, row);
        self.place(record, row)?;
        self.sources(record, row);
        self.fatalities(record, row)?;
        self.own_fields(record, row);
        row.summary.push_str(cell(self.at.notes));
        for tag in list(cell(self.at.tags), &[';']) {
            row.tags.add().push_str(tag);
        }
        Ok(())
    }
}

/// A cell with a number or a code, which some programs write as a fraction.
fn number<'a>(record: &Record<'a>, at: usize) -> &'a str {
    without_fraction(record.get(at).trim())
}

impl Acled {
    fn date(&self, record: &Record<'_>, row: &mut Row) -> Result<RowDate, Fault> {
        let text = record.get(self.at.event_date).trim();
        let wrong = |message| Fault::column(self.at.event_date, message);
        let day = iso_day(text)
            .or_else(|| named_month_day(text))
            .or_else(|| day_first(text))
            .ok_or_else(|| wrong(no_date(text, "2025-05-16, 16 May 2025 or 16/05/2025")))?;
        // A file saved by a spreadsheet may have years of two digits, which would be of antiquity.
        let year = number(record, self.at.year).parse::<i64>();
        if let (Ok(year), Some((read, ..))) = (year, day.ymd())
            && year != read
        {
            return Err(wrong(format!("`{text}` is not in the year {year}")));
        }
        Ok(match number(record, self.at.time_precision) {
            // The day is the middle of the week that the source names.
            "2" => RowDate::between(day.plus(-3), day.plus(3)),
            "3" => month_of(day),
            "" | "1" => RowDate::day(day),
            _ => {
                row.odd_in("unknown-time-precision", self.at.time_precision);
                RowDate::day(day)
            }
        })
    }

    fn kind(&self, record: &Record<'_>, row: &mut Row) {
        let event = record.get(self.at.event_type).trim();
        let sub_event = record.get(self.at.sub_event_type).trim();
        row.kind = Some(words::event_kind(event, sub_event));
        if !words::is_known(event, sub_event) {
            row.odd_in("unknown-event-type", self.at.event_type);
        }
        let title = [sub_event, event].into_iter().find(|text| !text.is_empty());
        row.title.push_str(title.unwrap_or("Event without a type"));
        row.code("acled", sub_event);
    }

    /// The two actors first, then those associated with them, on the same side.
    fn actors(&self, record: &Record<'_>, row: &mut Row) {
        let second =
            words::has_two_sides(record.get(self.at.event_type).trim()).then_some(Side::Two);
        let sides = [Some(Side::One), second];
        let actors = [
            (self.at.actor1, self.at.inter1),
            (self.at.actor2, self.at.inter2),
        ];
        for ((name, inter), side) in actors.into_iter().zip(sides) {
            let name = record.get(name).trim();
            if !name.is_empty() {
                add_actor(row, name, number(record, inter), side);
            }
        }
        let associated = [self.at.assoc_actor_1, self.at.assoc_actor_2];
        for (names, side) in associated.into_iter().zip(sides) {
            for name in list(record.get(names), &[';']) {
                let known = |part: &ActorPart| part.name == name && part.side == side;
                if !row.actors.iter().any(known) {
                    add_actor(row, name, "", side);
                }
            }
        }
    }

    fn place(&self, record: &Record<'_>, row: &mut Row) -> Result<(), Fault> {
        let cell = |at: usize| record.get(at).trim();
        let country = cell(self.at.country);
        if !country.is_empty() {
            let region = row.region(country, RegionLevel::Country);
            match self.country(record) {
                Some(known) => region.code("iso", known.iso),
                None => row.odd_value("unknown-country", Some(self.at.country), country),
            }
        }
        let precision = number(record, self.at.geo_precision);
        let only_region = precision == "3";
        for (name, level) in [
            (cell(self.at.admin1), RegionLevel::Governorate),
            (cell(self.at.admin2), RegionLevel::District),
            (cell(self.at.admin3), RegionLevel::Subdistrict),
        ] {
            let known = level == RegionLevel::Governorate || !only_region;
            if !name.is_empty() && known {
                row.region(name, level);
            }
        }
        row.precision = match precision {
            "1" => Some(PlacePrecision::Exact),
            "2" => Some(PlacePrecision::Near),
            "3" => Some(PlacePrecision::Adm1),
            _ => None,
        };
        let location = cell(self.at.location);
        if only_region {
            // Only the region is known: location and inner regions are those of a town that stands for it (ACLED codebook,
            // geo-precision code 3). They can be searched, but nothing happened there as far as is known.
            add_line(&mut row.text, location);
        } else if !location.is_empty() {
            row.region(location, RegionLevel::Place);
        }
        known_code(precision, &["1", "2", "3"], self.at.geo_precision, row);
        row.position = position(record, self.at.latitude, self.at.longitude, row)?;
        Ok(())
    }

    /// By numeric code, by letters in older exports, by name where neither is a country's (Kosovo has the number 0).
    fn country(&self, record: &Record<'_>) -> Option<&'static Country> {
        countries::of_numeric(number(record, self.at.iso))
            .or_else(|| countries::of_iso3(record.get(self.at.iso3).trim()))
            .or_else(|| countries::of_name(record.get(self.at.country)))
    }

    fn sources(&self, record: &Record<'_>, row: &mut Row) {
        let scale = record.get(self.at.source_scale).trim();
        for name in list(record.get(self.at.source), &[';']) {
            let source = row.source(name);
            if !scale.is_empty() {
                source.note.push_str("Source scale: ");
                source.note.push_str(scale);
            }
        }
    }

    fn fatalities(&self, record: &Record<'_>, row: &mut Row) -> Result<(), Fault> {
        let text = record.get(self.at.fatalities).trim();
        if text.is_empty() {
            return Ok(());
        }
        let number = whole(text).ok_or_else(|| {
            Fault::column(
                self.at.fatalities,
                format!("`{text}` is no number of deaths"),
            )
        })?;
        if number == 0 {
            row.field(FATALITIES, "none reported");
            return Ok(());
        }
        let claim = row.claims.add();
        claim.about = Some(ClaimSubject::Killed);
        claim.who.push_str("all");
        claim.best = Some(number);
        if let Some((qualifier, word)) = words::stands_for(number, record.get(self.at.notes)) {
            claim.qualifier = Some(qualifier);
            claim.text.push_str(word);
        }
        Ok(())
    }

    fn own_fields(&self, record: &Record<'_>, row: &mut Row) {
        for (field, at) in [
            (EVENT_TYPE, self.at.event_type),
            (SUB_EVENT_TYPE, self.at.sub_event_type),
            (DISORDER_TYPE, self.at.disorder_type),
            (CIVILIAN_TARGETING, self.at.civilian_targeting),
            (SOURCE_SCALE, self.at.source_scale),
            (REGION, self.at.region),
        ] {
            row.field(field, record.get(at).trim());
        }
        for (field, at) in [(INTER1, self.at.inter1), (INTER2, self.at.inter2)] {
            let inter = record.get(at).trim();
            if inter.bytes().all(|byte| byte.is_ascii_digit()) {
                known_code(inter, words::INTER_CODES, at, row);
            }
            row.field(field, words::inter(inter));
        }
        let interaction = number(record, self.at.interaction);
        if !matches!(interaction, "" | "0") {
            let part = row.fields.add();
            part.field = INTERACTION;
            words::push_interaction(interaction, &mut part.value);
        }
    }
}

fn add_actor(row: &mut Row, name: &str, inter: &str, side: Option<Side>) {
    let part = row.actor(name, Some(Role::Participant));
    part.side = side;
    part.kind = words::actor_kind(name, inter);
    if let Some(country) = words::state_of(name).and_then(countries::of_name) {
        part.country.push_str(country.iso);
    }
}

/// The month that a day is in.
fn month_of(day: Day) -> RowDate {
    let first = |year, month| Day::from_ymd(year, month, 1);
    let month = day.ymd().and_then(|(year, month, _)| {
        let next = if month == 12 {
            first(year + 1, 1)
        } else {
            first(year, month + 1)
        };
        Some((first(year, month)?, next?.plus(-1)))
    });
    month.map_or(RowDate::day(day), |(from, to)| RowDate::between(from, to))
}

#[cfg(test)]
pub(super) mod tests;
