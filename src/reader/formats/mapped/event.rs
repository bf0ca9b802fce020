//! `[event]` of a map.

use super::check::{Check, Several, Table};
use super::dates::DateFormat;
use super::entries;
use super::map::{Cell, DateCell, DateMap, EventMap, Moment, Order, PositionMap};
use super::read::is_timezone;

/// Reads the table; names of own fields are added to `fields`. What is wrong is left out of it and told.
pub(super) fn read(
    table: &mut Table<'_, '_>,
    prefix: &str,
    fields: &mut Vec<String>,
    check: &mut Check,
) -> EventMap {
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
    precision_needs_position(position, table, check);
    let event = EventMap {
        id,
        title,
        summary,
        // A mistake was told, and no map comes of it.
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
        regions: entries::regions(table, check),
        actors: check.entries(table, "actors", entries::actor),
        sources: check.entries(table, "sources", entries::sources),
        claims: check.entries(table, "claims", entries::claim),
        quotes: check.entries(table, "quotes", entries::quote),
        tags: check.entries(table, "tags", entries::list),
        codes: check.entries(table, "codes", entries::code),
        fields: entries::own_fields(table, prefix, fields, check),
        importance: check.words(table, "importance"),
        text: check.entries(table, "text", |check, entry| {
            check.column_in(entry, Several::No)
        }),
    };
    quotes_need_sources(&event, table, check);
    check.finish(table);
    event
}

fn precision_needs_position(
    position: Option<PositionMap>,
    table: &mut Table<'_, '_>,
    check: &mut Check,
) {
    let says = ["lat", "lon", "coordinates"]
        .iter()
        .any(|key| table.get(key).is_some());
    if let Some(value) = table
        .get("precision")
        .filter(|_| position.is_none() && !says)
    {
        let message = "`precision` says how exact coordinates are, and here are none";
        let hint = "add `lat` and `lon`".to_owned();
        check.error("contradiction", message, value.span(), Some(hint));
    }
}

fn quotes_need_sources(event: &EventMap, table: &mut Table<'_, '_>, check: &mut Check) {
    let quotes = table.get("quotes");
    if let Some(value) = quotes.filter(|_| event.sources.is_empty()) {
        let message = "quotes stand in a source, and this map has no `sources`";
        let hint = "add `sources`: a quote is taken to stand in the first one of its record";
        check.error(
            "contradiction",
            message,
            value.span(),
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
    let mut place = |key| table.get(key).map(toml::Spanned::span);
    let places = (place("lat"), place("lon"), place("coordinates"));
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
    let contradiction = match places {
        (Some(at), None, None) => Some((at, "`lat` needs a `lon`")),
        (None, Some(at), None) => Some((at, "`lon` needs a `lat`")),
        (Some(_), _, Some(at)) | (_, Some(_), Some(at)) => Some((
            at,
            "`coordinates` holds both, so that `lat` and `lon` are left out",
        )),
        _ => None,
    };
    if let Some((at, message)) = contradiction {
        check.error("contradiction", message, at, None);
    }
    let two = lat.zip(lon).map(|(lat, lon)| PositionMap::Two { lat, lon });
    one.or(two)
}
