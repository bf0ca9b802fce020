//! `[event]` of a map.

use toml::de::DeValue;

use super::check::{Check, Several, Table};
use super::dates::DateFormat;
use super::map::{
    ActorMap, Cell, ClaimMap, CodeMap, DateCell, DateMap, EventMap, ListMap, Moment, Order,
    PositionMap, QuoteMap, RegionMap, SourcesMap, Written,
};
use super::read::is_timezone;
use crate::dataset::nearest;
use crate::model::{ClaimSubject, RegionLevel};

/// Schemes of codes of events, as in `docs/data-format.md`.
const EVENT_SCHEMES: &[&str] = &["plover", "cameo", "acled", "ucdp"];
/// Schemes of codes of regions.
const REGION_SCHEMES: &[&str] = &["iso", "pcode", "fips", "gaul", "geonames", "wikidata"];
/// Schemes of ids of actors.
const ACTOR_SCHEMES: &[&str] = &["ucdp", "wikidata", "acled", "cameo"];

/// Reads the table; names of own fields are added to `fields`. `None` when it has no usable date.
pub(super) fn read(
    table: &mut Table<'_, '_>,
    prefix: &str,
    fields: &mut Vec<String>,
    check: &mut Check,
) -> Option<EventMap> {
    let id = check.text(table, "id");
    let title = check.text(table, "title");
    let summary = check.text(table, "summary");
    let date = date(table, check);
    let time = check.only_column(table, "time");
    let timezone = timezone(table, check);
    let kind = check.words(table, "kind");
    let place = check.text(table, "place");
    let position = position(table, check);
    let precision = check.words(table, "precision");
    if precision.is_some() && position.is_none() {
        let message = "`precision` says how exact coordinates are, and here are none";
        check.error(
            "contradiction",
            message,
            table.place.clone(),
            Some("add `lat` and `lon`".to_owned()),
        );
    }
    let event = EventMap {
        id,
        title,
        summary,
        // The other keys are read without it, so that their mistakes are told too.
        date: date.unwrap_or(DateMap {
            start: Moment::Value(crate::reader::RowDate::default()),
            end: None,
            precision: None,
        }),
        time,
        timezone,
        kind,
        place,
        position,
        precision,
        regions: regions(table, check),
        actors: check.entries(table, "actors", actor),
        sources: check.entries(table, "sources", sources),
        claims: check.entries(table, "claims", claim),
        quotes: check.entries(table, "quotes", quote),
        tags: check.entries(table, "tags", list),
        codes: check.entries(table, "codes", code),
        fields: own_fields(table, prefix, fields, check),
        importance: check.words(table, "importance"),
        text: check.entries(table, "text", |check, entry| {
            check.column_in(entry, Several::No)
        }),
    };
    quotes_need_sources(&event, table, check);
    check.finish(table);
    Some(event)
}

fn quotes_need_sources(event: &EventMap, table: &Table<'_, '_>, check: &mut Check) {
    if !event.quotes.is_empty() && event.sources.is_empty() {
        let message = "quotes stand in a source, and this map has no `sources`";
        let hint = "add `sources`: a quote is taken to stand in the first one of its record";
        check.error(
            "contradiction",
            message,
            table.place.clone(),
            Some(hint.to_owned()),
        );
    }
}

fn date(table: &mut Table<'_, '_>, check: &mut Check) -> Option<DateMap> {
    if table.get("date").is_none() {
        let hint =
            "name the column: `date = \"…\"`, or `date = { column = \"…\", format = \"d/m/y\" }`";
        check.missing(
            table,
            "this map does not say where an event's date is",
            hint,
        );
        return None;
    }
    let mut inner = check.inner(table, "date", "a column, or { column = …, format = … }")?;
    let format = check.word(&mut inner, "format");
    let start = moment(&mut inner, format, check);
    let end = end(&mut inner, format.unwrap_or(DateFormat::Iso), check);
    let precision = check.words(&mut inner, "precision");
    check.finish(&inner);
    Some(DateMap {
        start: start?,
        end,
        precision,
    })
}

/// A bare column of dates like those of the start, or a table of its own.
fn end(table: &mut Table<'_, '_>, format: DateFormat, check: &mut Check) -> Option<Moment> {
    let mut inner = check.inner(table, "end", "a column, or { column = …, format = … }")?;
    let own = check.word(&mut inner, "format");
    let moment = moment(&mut inner, Some(own.unwrap_or(format)), check);
    check.finish(&inner);
    moment
}

fn moment(
    table: &mut Table<'_, '_>,
    format: Option<DateFormat>,
    check: &mut Check,
) -> Option<Moment> {
    if !check.one_of(table, &["column", "year", "value"]) {
        return None;
    }
    let format = format.unwrap_or(DateFormat::Iso);
    let month = check.column(table, "month", Several::No);
    let day = check.column(table, "day", Several::No);
    if let Some(year) = check.column(table, "year", Several::No) {
        if day.is_some() && month.is_none() {
            let message = "a day without a month is no date";
            check.error("contradiction", message, table.place.clone(), None);
        }
        return Some(Moment::Parts { year, month, day });
    }
    if month.is_some() || day.is_some() {
        let message = "`month` and `day` belong to a `year` in a column of its own";
        check.error("contradiction", message, table.place.clone(), None);
    }
    if let Some((text, place)) = check.string(table, "value") {
        let date = DateFormat::Edtf.read(text).map(Moment::Value);
        if date.is_none() {
            let message = format!("`{text}` is no EDTF date");
            let hint = "dates look like `2024-11-30`, `2024-11-30~` (about), `2024-12`";
            check.error("bad-date", message, place, Some(hint.to_owned()));
        }
        return date;
    }
    let at = check.column(table, "column", Several::No)?;
    Some(Moment::Cell(DateCell { at, format }))
}

fn timezone(table: &mut Table<'_, '_>, check: &mut Check) -> Option<Cell> {
    let before = check.problems.len();
    let place = table.get("timezone").map(toml::Spanned::span);
    let cell = check.cell(table, "timezone", Several::No);
    if let (Some(Cell::Value(zone)), Some(place)) = (&cell, place)
        && !is_timezone(zone)
        && check.problems.len() == before
    {
        let message = format!("`{zone}` is no IANA time zone");
        check.error("bad-timezone", message, place, None);
    }
    cell
}

fn position(table: &mut Table<'_, '_>, check: &mut Check) -> Option<PositionMap> {
    let (has_lat, has_lon) = (table.get("lat").is_some(), table.get("lon").is_some());
    let both = table.get("coordinates").is_some();
    let lat = check.only_column(table, "lat");
    let lon = check.only_column(table, "lon");
    let one = check.inner(
        table,
        "coordinates",
        "a column, or { column = …, order = … }",
    );
    let one = one.and_then(|mut inner| {
        let order = check.word(&mut inner, "order").unwrap_or(Order::LatLon);
        let at = check.column_in(&mut inner, Several::No);
        check.finish(&inner);
        Some(PositionMap::One { at: at?, order })
    });
    let contradiction = match (has_lat, has_lon, both) {
        (true, false, false) => Some("`lat` needs a `lon`"),
        (false, true, false) => Some("`lon` needs a `lat`"),
        (true, _, true) | (_, true, true) => {
            Some("`coordinates` holds both, so that `lat` and `lon` are left out")
        }
        _ => None,
    };
    if let Some(message) = contradiction {
        check.error("contradiction", message, table.place.clone(), None);
    }
    one.or(Some(PositionMap::Two {
        lat: lat?,
        lon: lon?,
    }))
}

/// Regions stand from the outside in.
fn regions(table: &mut Table<'_, '_>, check: &mut Check) -> Vec<RegionMap> {
    let mut last = None;
    check.entries(table, "regions", |check, entry| {
        let name = check.cell_in(entry, Several::No);
        let level: Option<RegionLevel> = check.word(entry, "level");
        let written = check.word(entry, "written").unwrap_or(Written::Name);
        let codes = schemes(entry, "codes", REGION_SCHEMES, check);
        if entry.get("level").is_none() {
            let hint = "write { column = \"…\", level = \"country\" }";
            check.missing(entry, "this region does not say its level", hint);
        }
        let level = level?;
        if written != Written::Name && level != RegionLevel::Country {
            let message = "`written` is for countries: other regions are known by name";
            let hint = "put codes into `codes = { pcode = \"…\" }`".to_owned();
            check.error("contradiction", message, entry.place.clone(), Some(hint));
        }
        let depth = depth(level);
        if depth.zip(last).is_some_and(|(depth, last)| depth <= last) {
            let message = format!("a {level} does not lie inside of the region before it");
            let hint = "write regions from the outside in, the country first".to_owned();
            check.error("contradiction", message, entry.place.clone(), Some(hint));
        }
        last = depth.or(last);
        Some(RegionMap {
            name: name?,
            level,
            written,
            codes,
        })
    })
}

/// How far in a level is; an area may be anywhere.
fn depth(level: RegionLevel) -> Option<u8> {
    match level {
        RegionLevel::Country => Some(0),
        RegionLevel::Governorate => Some(1),
        RegionLevel::District => Some(2),
        RegionLevel::Subdistrict => Some(3),
        RegionLevel::Place => Some(4),
        RegionLevel::Area => None,
    }
}

/// A table from schemes to columns of codes.
fn schemes(
    table: &mut Table<'_, '_>,
    key: &'static str,
    known: &[&'static str],
    check: &mut Check,
) -> Vec<(&'static str, usize)> {
    let Some(value) = table.get(key) else {
        return Vec::new();
    };
    let DeValue::Table(inner) = value.get_ref() else {
        check.wrong_type(key, "a table from schemes to columns", value);
        return Vec::new();
    };
    let mut inner = Table::new(inner, value.span(), key);
    let mut codes = Vec::new();
    for &scheme in known {
        if let Some(at) = check.column(&mut inner, scheme, Several::No) {
            codes.push((scheme, at));
        }
    }
    check.finish(&inner);
    codes
}

/// A scheme out of a closed list.
fn scheme(
    table: &mut Table<'_, '_>,
    known: &[&'static str],
    check: &mut Check,
) -> Option<&'static str> {
    let Some((name, place)) = check.string(table, "scheme") else {
        check.missing(
            table,
            "this does not say the scheme of its codes",
            &format!("add `scheme`, one of {}", super::check::listed(known)),
        );
        return None;
    };
    let found = known.iter().find(|scheme| **scheme == name).copied();
    if found.is_none() {
        let hint = nearest::hint(name, known.iter().copied())
            .unwrap_or_else(|| format!("the schemes are {}", super::check::listed(known)));
        let message = format!("`{name}` is no scheme here");
        check.error("unknown-word", message, place, Some(hint));
    }
    found
}

fn split(table: &mut Table<'_, '_>, check: &mut Check) -> Option<Box<str>> {
    check.string(table, "split").map(|(text, _)| text.into())
}

fn actor(check: &mut Check, table: &mut Table<'_, '_>) -> Option<ActorMap> {
    let name = check.cell_in(table, Several::Yes);
    let split = split(table, check);
    let role = check.word(table, "role");
    let kind = check.words(table, "kind");
    let country = check.cell(table, "country", Several::No);
    let id = check.inner(table, "id", "{ scheme = …, column = … }");
    let id = id.and_then(|mut inner| {
        let scheme = scheme(&mut inner, ACTOR_SCHEMES, check);
        let cell = check.cell_in(&mut inner, Several::Yes);
        check.finish(&inner);
        Some((scheme?, cell?))
    });
    Some(ActorMap {
        name: name?,
        split,
        role,
        kind,
        country,
        id,
    })
}

fn sources(check: &mut Check, table: &mut Table<'_, '_>) -> Option<SourcesMap> {
    let bare = table.get("column").is_some();
    if bare {
        // A bare column, or `column`, is that of publishers: what sources are told apart by.
        let publisher = check
            .column(table, "column", Several::Yes)
            .map(Cell::Column);
        let map = sources_in(check, table);
        let twice = map.publisher.is_some();
        if twice {
            let message = "`column` and `publisher` are the same";
            check.error("contradiction", message, table.place.clone(), None);
        }
        return Some(SourcesMap { publisher, ..map });
    }
    let map = sources_in(check, table);
    if map.publisher.is_none() && map.title.is_none() && map.url.is_none() {
        let hint = "add at least one of `publisher`, `title` and `url`";
        check.missing(table, "this source does not say what it is", hint);
        return None;
    }
    Some(map)
}

fn sources_in(check: &mut Check, table: &mut Table<'_, '_>) -> SourcesMap {
    SourcesMap {
        publisher: check.cell(table, "publisher", Several::Yes),
        title: check.cell(table, "title", Several::Yes),
        url: check.cell(table, "url", Several::Yes),
        published: published(table, check),
        split: split(table, check),
        language: check.cell(table, "language", Several::No),
        kind: check.words(table, "kind"),
        reliability: check.words(table, "reliability"),
        credibility: check.words(table, "credibility"),
        locator: check.cell(table, "locator", Several::No),
        note: check.text(table, "note"),
    }
}

fn published(table: &mut Table<'_, '_>, check: &mut Check) -> Option<DateCell> {
    let mut inner = check.inner(
        table,
        "published",
        "a column, or { column = …, format = … }",
    )?;
    let format = check.word(&mut inner, "format").unwrap_or(DateFormat::Iso);
    let at = check.column_in(&mut inner, Several::Yes);
    check.finish(&inner);
    Some(DateCell { at: at?, format })
}

fn claim(check: &mut Check, table: &mut Table<'_, '_>) -> Option<ClaimMap> {
    let about: Option<ClaimSubject> = check.word(table, "about");
    if table.get("about").is_none() {
        let hint = "add `about = \"killed\"`, or another subject";
        check.missing(table, "this claim does not say what it is about", hint);
    }
    let map = ClaimMap {
        about: about.unwrap_or(ClaimSubject::Other),
        low: check.only_column(table, "low"),
        best: check.only_column(table, "best"),
        high: check.only_column(table, "high"),
        who: check.cell(table, "who", Several::No),
        value: check.text(table, "value"),
        text: check.text(table, "text"),
        claimant: check.cell(table, "claimant", Several::Yes),
        split: split(table, check),
        stance: check.words(table, "stance"),
    };
    let keys = ["low", "best", "high", "value", "text"];
    let says = keys.iter().any(|key| table.get(key).is_some());
    let happened = map.about == ClaimSubject::Occurrence && map.claimant.is_some();
    if !says && !happened {
        let hint = "add one of `low`, `best`, `high`, `value` and `text`";
        check.missing(table, "this claim does not say what is claimed", hint);
    }
    about.map(|_| map)
}

fn quote(check: &mut Check, table: &mut Table<'_, '_>) -> Option<QuoteMap> {
    for key in ["text", "speaker"] {
        if table.get(key).is_none() {
            let hint = "write { text = \"…\", speaker = \"…\" }";
            check.missing(table, &format!("this quote has no `{key}`"), hint);
        }
    }
    let text = check.cell(table, "text", Several::No);
    let speaker = check.cell(table, "speaker", Several::No);
    let language = check.cell(table, "language", Several::No);
    Some(QuoteMap {
        text: text?,
        speaker: speaker?,
        language,
    })
}

fn list(check: &mut Check, table: &mut Table<'_, '_>) -> Option<ListMap> {
    let cell = check.cell_in(table, Several::Yes);
    let split = split(table, check);
    Some(ListMap { cell: cell?, split })
}

fn code(check: &mut Check, table: &mut Table<'_, '_>) -> Option<CodeMap> {
    let scheme = scheme(table, EVENT_SCHEMES, check);
    let list = list(check, table);
    Some(CodeMap {
        scheme: scheme?,
        list: list?,
    })
}

/// Own fields get the name of their column, unless they have a `name`.
fn own_fields(
    table: &mut Table<'_, '_>,
    prefix: &str,
    names: &mut Vec<String>,
    check: &mut Check,
) -> Vec<ListMap> {
    check.entries(table, "fields", |check, entry| {
        let named = check.string(entry, "name").map(|(name, _)| name.to_owned());
        let column = entry.get("column").and_then(|value| match value.get_ref() {
            DeValue::String(text) => Some(text.to_string()),
            _ => None,
        });
        let list = list(check, entry)?;
        let Some(name) = named.or(column).map(|name| field_name(&name)) else {
            check.missing(entry, "this field has no name", "add `name = \"…\"`");
            return None;
        };
        if name.is_empty() {
            let message = "this field has no letter or digit in its name";
            let hint = "add `name = \"…\"`".to_owned();
            check.error("bad-field", message, entry.place.clone(), Some(hint));
            return None;
        }
        let name = format!("{prefix}.{name}");
        if names.contains(&name) {
            let message = format!("there are two fields `{name}`");
            let hint = "give one of them another name: { column = \"…\", name = \"…\" }".to_owned();
            check.error("duplicate-field", message, entry.place.clone(), Some(hint));
            return None;
        }
        names.push(name);
        Some(list)
    })
}

/// A name as filters read it: letters and digits, `_` between them.
pub(super) fn field_name(name: &str) -> String {
    let lower = name.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join("_")
}
