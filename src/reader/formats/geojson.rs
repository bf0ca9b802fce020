//! GeoJSON (RFC 7946): a collection of features, or a feature a line (RFC 8142), plain or with the properties of UCDP GED.
//!
//! Properties have no fixed names: those that mean one thing are taken over ([`super::named`]). Those of UCDP GED are read by
//! the code that reads its tables, so that both give the same events.

mod crs;
mod geometry;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::named::{Fill, Named};
use super::{Format, NO_ID, Sniff, ucdp};
use crate::model::PlacePrecision;
use crate::reader::object::Object;
use crate::reader::{About, Cut, Fault, Head, Options, Parts, Reader, Record, Row, json};

/// The properties are those of UCDP GED.
pub(super) const GED: Format = Format {
    name: "ucdp-ged-geojson",
    label: "UCDP GED or Candidate events (GeoJSON)",
    companions: &[],
    sniff: |head| match Layout::of(head) {
        Some(layout) if layout.is_ged(head) => Sniff::Yes,
        _ => Sniff::No,
    },
    open: |head, _| {
        let layout = Layout::of(head).ok_or(NO_GEOJSON)?;
        Ok(Box::new(GeoJson {
            about: ucdp::about(head),
            cut: layout.cut(),
            properties: Properties::Ged,
        }))
    },
};

/// Any properties.
pub(super) const PLAIN: Format = Format {
    name: "geojson",
    label: "GeoJSON features",
    companions: &[],
    sniff: |head| match Layout::of(head) {
        Some(layout) if layout.is_ged(head) => Sniff::Maybe,
        Some(_) => Sniff::Yes,
        None => Sniff::No,
    },
    open: open_plain,
};

fn open_plain(head: &Head<'_>, _: &Options) -> Result<Box<dyn Reader>, Fault> {
    let layout = Layout::of(head).ok_or(NO_GEOJSON)?;
    let about = About {
        title: head.stem().to_owned(),
        ..About::default()
    };
    Ok(Box::new(GeoJson {
        about,
        cut: layout.cut(),
        properties: Properties::Any,
    }))
}

const NO_GEOJSON: Fault = Fault {
    column: None,
    at: None,
    message: Cow::Borrowed("the file has no GeoJSON features"),
    harmless: false,
};

/// Stands before each text of a sequence (RFC 8142).
const RECORD_SEPARATOR: char = '\u{1e}';

/// How the features stand in the file.
#[derive(Debug, Clone, Copy)]
enum Layout {
    /// In a collection; or one feature that is the whole file.
    Document,
    /// One a line.
    Lines,
}

impl Layout {
    fn of(head: &Head<'_>) -> Option<Self> {
        if is_feature(without_separator(head.first_line())) {
            return Some(Self::Lines);
        }
        let collection = head.is_json()
            && head.has_key("features")
            && head.text.contains("\"FeatureCollection\"");
        (collection || head.whole && is_feature(head.text)).then_some(Self::Document)
    }

    fn cut(self) -> Cut {
        match self {
            Self::Document => Cut::Document(features),
            Self::Lines => Cut::Lines,
        }
    }

    /// Whether the first feature has the properties of UCDP GED.
    fn is_ged(self, head: &Head<'_>) -> bool {
        let first = match self {
            Self::Lines => Some(without_separator(head.first_line())),
            Self::Document => first_feature(head.text).or(Some(head.text)),
        };
        let feature = first.and_then(|text| serde_json::from_str::<Feature<'_>>(text).ok());
        let object = feature.and_then(|feature| feature.properties);
        // The id may be that of the feature.
        object.is_some_and(|object| {
            ucdp::required(object.names())[1..]
                .iter()
                .all(Option::is_some)
        })
    }
}

fn without_separator(text: &str) -> &str {
    text.trim_start_matches(RECORD_SEPARATOR).trim()
}

fn is_feature(text: &str) -> bool {
    Object::parse(text).is_ok_and(|object| object.text("type") == "Feature")
}

fn first_feature(text: &str) -> Option<&str> {
    let (_, behind) = text.split_once("\"features\"")?;
    json::first_inside(behind.trim_start().strip_prefix(':')?)
}

/// Where the features of a document stand; a document that is no collection is one feature.
fn features(text: &str) -> Parts {
    #[derive(Deserialize)]
    struct Collection<'a> {
        #[serde(borrow)]
        features: Option<Vec<&'a RawValue>>,
        #[serde(borrow)]
        crs: Option<&'a RawValue>,
    }
    let found = serde_json::from_str::<Collection<'_>>(text);
    if let Ok(Collection { crs: Some(crs), .. }) = &found
        && let Some(fault) = crs::other(crs.get())
    {
        // Coordinates in metres would be taken for degrees.
        let at = json::places(text, &[crs]).first().map(|place| place.start);
        return Parts {
            records: Vec::new(),
            fault: Some(Fault { at, ..fault }),
        };
    }
    let found = found.map(|collection| match collection.features {
        Some(features) => json::places(text, &features),
        None => {
            let start = text.len() - text.trim_start().len();
            std::iter::once(start..text.trim_end().len()).collect()
        }
    });
    let found = found.map_err(|error| json::fault(&error, text));
    json::parts(text, &["features"], found)
}

#[derive(Deserialize)]
struct Feature<'a> {
    #[serde(borrow)]
    id: Option<&'a RawValue>,
    #[serde(borrow)]
    geometry: Option<&'a RawValue>,
    #[serde(borrow)]
    properties: Option<Object<'a>>,
    #[serde(borrow)]
    crs: Option<&'a RawValue>,
}

#[derive(Debug)]
enum Properties {
    Ged,
    Any,
}

#[derive(Debug)]
struct GeoJson {
    about: About,
    cut: Cut,
    properties: Properties,
}

/// Own fields of any properties.
const FIELDS: &[&str] = &["geojson.category"];
const CATEGORY: usize = 0;

impl Reader for GeoJson {
    fn about(&self) -> &About {
        &self.about
    }

    fn cut(&self) -> &Cut {
        &self.cut
    }

    fn fields(&self) -> Vec<&str> {
        match self.properties {
            Properties::Ged => ucdp::FIELDS.to_vec(),
            Properties::Any => FIELDS.to_vec(),
        }
    }

    fn read(&self, record: &Record<'_>, row: &mut Row) -> Result<(), Fault> {
        let text = without_separator(record.text());
        let feature: Feature<'_> =
            serde_json::from_str(text).map_err(|error| json::fault(&error, text))?;
        if let Some(fault) = feature.crs.and_then(|crs| crs::other(crs.get())) {
            return Err(fault);
        }
        let object = feature.properties.unwrap_or_default();
        let read = match self.properties {
            Properties::Ged => {
                ucdp::Columns::new(object.names()).read(object.texts().as_slice(), row)
            }
            Properties::Any => any(&object, row),
        };
        read.map_err(|fault| object.fault(fault))?;
        // Programs number features where these have no id of their own: an id among the properties is the better one.
        if let Some(id) = feature.id.filter(|_| row.id.is_empty()) {
            row.id.push_str(&json::text(id));
        }
        if row.id.is_empty() {
            row.odd(NO_ID);
        }
        if row.position.is_none() {
            place(feature.geometry, row)?;
        }
        Ok(())
    }

    fn raw(&self, record: &Record<'_>) -> Vec<(String, String)> {
        json::flattened(without_separator(record.text()))
    }
}

fn any(object: &Object<'_>, row: &mut Row) -> Result<(), Fault> {
    let texts = object.texts();
    let fill = Fill {
        named: &Named::new(object.names()),
        cells: texts.as_slice(),
    };
    fill.when(row)?;
    fill.id(row);
    fill.words(row, CATEGORY);
    fill.actors(row);
    fill.place(row);
    fill.killed(row);
    fill.sources(row);
    Ok(())
}

/// The place of a geometry. What is no point has the centre of its bounds, as an area; its precision is left as it is where
/// the properties say it.
fn place(geometry: Option<&RawValue>, row: &mut Row) -> Result<(), Fault> {
    let Some(geometry) = geometry else {
        return Ok(());
    };
    match geometry::place(geometry.get())? {
        geometry::Place::None if geometry.get() == "null" => {}
        geometry::Place::None => row.odd("geometry-without-coordinates"),
        geometry::Place::Point(position) => row.position = Some(position),
        geometry::Place::Centre(position) => {
            row.position = Some(position);
            row.precision = row.precision.or(Some(PlacePrecision::Area));
        }
        geometry::Place::TooWide => row.odd("geometry-over-half-the-globe"),
    }
    Ok(())
}
