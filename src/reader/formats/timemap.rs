//! Events of a timemap (Forensic Architecture), and the file that Bellingcat's timemap offers for download.
//!
//! The first keeps sources and associations in files of their own and names them by id; the second has them inside. An
//! association is a filter, a category or a narrative. Dates are American by default, `M/D/YYYY`; decimals may have commas.
//! An event needs a date or a place there; here it needs a date.

mod companion;
#[cfg(test)]
mod tests;

use super::cells::{both, decimal};
use super::{CompanionKind, Format, NO_ID, Sniff};
use crate::model::{EventKind, Position};
use crate::reader::clock::{self, Form};
use crate::reader::dates::month_first;
use crate::reader::formats::UNNAMED;
use crate::reader::moment::Moment;
use crate::reader::object::Object;
use crate::reader::{
    About, Cut, Fault, Head, Options, Reader, Record, Row, RowDate, headline, json,
};
use companion::{Associations, Mode, Origin, Sources};

pub(super) const TIMEMAP: Format = Format {
    name: "timemap",
    label: "timemap events (JSON)",
    companions: &[
        CompanionKind {
            name: SOURCES,
            sniff: companion::sniff_sources,
        },
        CompanionKind {
            name: ASSOCIATIONS,
            sniff: companion::sniff_associations,
        },
    ],
    sniff,
    open,
};

const SOURCES: &str = "timemap-sources";
const ASSOCIATIONS: &str = "timemap-associations";

/// An array whose first object has a description, a date or a place, and associations or filters.
fn sniff(head: &Head<'_>) -> Sniff {
    if !head.text.trim_start().starts_with('[') {
        return Sniff::No;
    }
    let first = json::first_inside(head.text).map(Object::parse);
    let Some(Ok(event)) = first else {
        return Sniff::No;
    };
    let has = |name: &str| event.has(name);
    let timed = has("description") && (has("date") || has("latitude"));
    let linked = has("associations") || has("sources") && (has("filters") || has("narratives"));
    if timed && linked {
        Sniff::Yes
    } else {
        Sniff::No
    }
}

fn open(head: &Head<'_>, options: &Options) -> Result<Box<dyn Reader>, Fault> {
    Ok(Box::new(Timemap {
        about: About {
            title: head.stem().to_owned(),
            ..About::default()
        },
        cut: Cut::Document(json::array_parts),
        sources: companion::load(options, SOURCES, Sources::add)?,
        associations: companion::load(options, ASSOCIATIONS, Associations::add)?,
    }))
}

const FIELDS: &[&str] = &[
    "timemap.category",
    "timemap.narrative",
    "timemap.type",
    "timemap.time_precision",
    "timemap.association",
];
const CATEGORY: usize = 0;
const NARRATIVE: usize = 1;
const TYPE: usize = 2;
const TIME_PRECISION: usize = 3;
/// Associations by id, where no file says what they are.
const ASSOCIATION: usize = 4;

#[derive(Debug)]
struct Timemap {
    about: About,
    cut: Cut,
    sources: Option<Sources>,
    associations: Option<Associations>,
}

impl Reader for Timemap {
    fn about(&self) -> &About {
        &self.about
    }

    fn cut(&self) -> &Cut {
        &self.cut
    }

    fn fields(&self) -> Vec<&str> {
        FIELDS.to_vec()
    }

    fn read(&self, record: &Record<'_>, row: &mut Row) -> Result<(), Fault> {
        let event = Object::parse(record.text())?;
        when(&event, row)?;
        id(&event, row);
        words(&event, row);
        row.place.push_str(&event.text("location"));
        row.position = position(&event, row)?;
        self.sources(&event, row);
        self.associations(&event, row);
        filters(&event, row);
        lists(&event, row);
        Ok(())
    }
}

impl Timemap {
    /// Sources by id, or with their address inside of the event.
    fn sources(&self, event: &Object<'_>, row: &mut Row) {
        for item in event.items("sources") {
            if let Ok(inside) = Object::parse(item.get()) {
                Origin::inside(&inside).put(row);
                continue;
            }
            let id = json::text(item);
            if id.trim().is_empty() {
                continue;
            }
            match self.sources.as_ref().map(|sources| sources.get(&id)) {
                Some(Some(origin)) => origin.put(row),
                known => {
                    if known.is_some() {
                        row.odd("unknown-source");
                    }
                    row.source(UNNAMED).title.push_str(id.trim());
                }
            }
        }
    }

    fn associations(&self, event: &Object<'_>, row: &mut Row) {
        for item in event.items("associations") {
            let id = json::text(item);
            let known = self.associations.as_ref().map(|all| all.get(&id));
            match known {
                Some(Some((Mode::Filter, name))) => row.tags.add().push_str(name),
                Some(Some((Mode::Category, name))) => category(name, row),
                Some(Some((Mode::Narrative, name))) => row.field(NARRATIVE, name),
                Some(None) => {
                    row.odd("unknown-association");
                    row.field(ASSOCIATION, id.trim());
                }
                None => row.field(ASSOCIATION, id.trim()),
            }
        }
    }
}

fn when(event: &Object<'_>, row: &mut Row) -> Result<(), Fault> {
    let date = event.text("date");
    if date.is_empty() {
        return Err(Fault::record("the event has no date"));
    }
    // Copies of the downloaded file have ISO dates too.
    let wrong = || format!("date: `{date}` is no date of month/day/year such as 2/24/2022");
    match month_first(&date) {
        Some(day) => row.when = RowDate::day(day),
        None => Moment::parse(&date)
            .ok_or_else(|| Fault::record(wrong()))?
            .put(row),
    }
    // A time of its own is what the record says, whatever stands behind the date.
    let time = event.text("time");
    if !time.trim().is_empty() {
        clock::put(&time, "", Form::Colon, row);
    }
    row.field(TIME_PRECISION, &event.text("time_precision"));
    Ok(())
}

/// Bellingcat's own id is that of the downloaded file; the plain one is a row number there.
fn id(event: &Object<'_>, row: &mut Row) {
    row.id.push_str(&event.text("civId"));
    if row.id.is_empty() {
        row.id.push_str(&event.text("id"));
    }
    if row.id.is_empty() {
        row.odd(NO_ID);
    }
}

fn words(event: &Object<'_>, row: &mut Row) {
    let description = event.text("description");
    if !headline::push(&description, &mut row.title) {
        row.summary.push_str(&description);
    }
    let kind = event.text("type");
    row.field(TYPE, &kind);
    let names = ["category_full", "category"].map(|name| event.text(name));
    if let Some(name) = names.iter().find(|name| !name.is_empty()) {
        category(name, row);
    }
    if row.title.is_empty() {
        let location = event.text("location");
        row.title.push_str(if location.is_empty() {
            "Event"
        } else {
            &location
        });
    }
    row.text.push_str(&event.text("comments"));
}

/// A category, which is a kind too where it is one by its word. An association can repeat that of the event.
fn category(name: &str, row: &mut Row) {
    let mut fields = row.fields.iter();
    if !fields.any(|part| part.field == CATEGORY && part.value == name) {
        row.field(CATEGORY, name);
    }
    row.kind = row
        .kind
        .or_else(|| EventKind::from_slug(&name.trim().to_ascii_lowercase()));
}

/// WGS 84, with a comma for the point at times; one of the two alone is none.
fn position(event: &Object<'_>, row: &mut Row) -> Result<Option<Position>, Fault> {
    let degrees = |name: &str, most: f64| {
        let text = event.text(name);
        if text.is_empty() {
            return Ok(None);
        }
        decimal(&text, most).map(Some).ok_or_else(|| {
            Fault::record(format!(
                "{name}: `{text}` is not from -{most} to {most} degrees"
            ))
        })
    };
    let (lat, lon) = (degrees("latitude", 90.0)?, degrees("longitude", 180.0)?);
    Ok(both((lat, lon), row))
}

/// Filters of the downloaded file, as those of [`Associations`] are written.
fn filters(event: &Object<'_>, row: &mut Row) {
    for item in event.items("filters") {
        let Ok(filter) = Object::parse(item.get()) else {
            continue;
        };
        let parts = [filter.text("key"), filter.text("value")];
        let tag = companion::path(parts.iter().map(AsRef::as_ref));
        if !tag.is_empty() {
            row.tags.add().push_str(&tag);
        }
    }
}

/// What files before associations have.
fn lists(event: &Object<'_>, row: &mut Row) {
    for tag in event.items("tags").into_iter().map(json::text) {
        if !tag.trim().is_empty() {
            row.tags.add().push_str(tag.trim());
        }
    }
    for narrative in event.items("narratives").into_iter().map(json::text) {
        row.field(NARRATIVE, narrative.trim());
    }
}
