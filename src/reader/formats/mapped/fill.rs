//! A record → a row, as a map says.

use super::cells::{Cells, Said};
use super::dates::{DateFormat, clock_of, month_of, number, year_of};
use super::map::{
    ActorMap, DateMap, EventMap, ListMap, Map, Moment, Order, PositionMap, RegionMap, Written,
};
use super::numbers::degrees;
use super::read::is_timezone;
use super::{claims, sources};
use crate::model::{Day, EventKind, Position, RegionLevel};
use crate::reader::countries::{self, Country};
use crate::reader::{Fault, Record, Row, RowDate};

/// Fills a row.
///
/// # Errors
///
/// A record without a usable date, or with coordinates that are none.
pub(super) fn fill(map: &Map, record: &Record<'_>, row: &mut Row) -> Result<(), Fault> {
    let cells = Cells::of(&map.columns, &map.empty, record)?;
    let event = &map.event;
    if let Record::Fields(fields) = record
        && fields.len() != map.columns.names().len()
    {
        row.odd("cells-unlike-header");
    }
    row.when = date(&event.date, &cells)?;
    time(event, &cells, row);
    if let Some(id) = &event.id {
        cells.write(id, &mut row.id);
    }
    if let Some(summary) = &event.summary {
        cells.write(summary, &mut row.summary);
    }
    row.kind = said(cells.word(event.kind.as_ref()), "unmapped-kind", row);
    location(event, &cells, row)?;
    for map in &event.actors {
        actors(map, &cells, row);
    }
    sources::fill(event, &cells, row);
    claims::fill(event, &cells, row);
    lists(event, &cells, row);
    let importance = cells.word(event.importance.as_ref());
    row.importance = said(importance, "unmapped-importance", row).map(|importance| importance.0);
    title(event, &cells, row);
    Ok(())
}

/// The word, or an oddity when the map has none for the value.
pub(super) fn said<W>(said: Said<W>, odd: &'static str, row: &mut Row) -> Option<W> {
    match said {
        Said::Nothing => None,
        Said::Word(word) => Some(word),
        Said::Unmapped => {
            row.odd(odd);
            None
        }
    }
}

fn date(map: &DateMap, cells: &Cells<'_, '_>) -> Result<RowDate, Fault> {
    let Some(start) = moment(&map.start, cells)? else {
        return Err(match map.start.column() {
            Some(at) => cells.fault(at, "there is no date"),
            None => Fault::record("there is no date"),
        });
    };
    let end = match &map.end {
        Some(end) => moment(end, cells)?,
        None => None,
    };
    let mut date = start;
    if let Some(end) = end {
        if end.days.to < start.days.from {
            let at = map.end.as_ref().and_then(Moment::column);
            let message = "the event ends before it starts";
            return Err(at.map_or(Fault::record(message), |at| cells.fault(at, message)));
        }
        date.days.to = end.days.to;
        date.approximate |= end.approximate;
        date.uncertain |= end.uncertain;
    }
    match cells.word(map.precision.as_ref()) {
        Said::Word(precision) => Ok(precision.apply(date)),
        Said::Nothing => Ok(date),
        Said::Unmapped => {
            let at = map.precision.as_ref().and_then(|words| words.column());
            let message = "the map has no word for this precision";
            Err(at.map_or(Fault::record(message), |at| cells.fault(at, message)))
        }
    }
}

/// The days of a date; `None` when nothing is said.
fn moment(moment: &Moment, cells: &Cells<'_, '_>) -> Result<Option<RowDate>, Fault> {
    match *moment {
        Moment::Value(date) => Ok(Some(date)),
        Moment::Cell(cell) => match cells.get(cell.at) {
            "" => Ok(None),
            text => day(cell.format, text)
                .map(Some)
                .map_err(|message| cells.fault(cell.at, &message)),
        },
        Moment::Parts { year, month, day } => parts(cells, year, month, day),
    }
}

fn day(format: DateFormat, text: &str) -> Result<RowDate, String> {
    format
        .read(text)
        .ok_or_else(|| format!("`{text}` is no date such as {}", format.example()))
}

/// Year, month and day in columns of their own. 0, as the Global Terrorism Database has it, and nothing both mean that it is
/// not known.
fn parts(
    cells: &Cells<'_, '_>,
    year: usize,
    month: Option<usize>,
    day: Option<usize>,
) -> Result<Option<RowDate>, Fault> {
    let read = |at: usize| match cells.get(at) {
        "" => Ok(None),
        text => number(text.strip_suffix(".0").unwrap_or(text))
            .map(|number| Some(number).filter(|&number| number > 0))
            .ok_or_else(|| cells.fault(at, &format!("`{text}` is no part of a date"))),
    };
    let maybe = |at: Option<usize>| at.map_or(Ok(None), read);
    let Some(known) = read(year)? else {
        return Ok(None);
    };
    let (month_number, day_number) = (maybe(month)?, maybe(day)?);
    let known = i64::from(known);
    let small = |number: u32| u8::try_from(number).unwrap_or(u8::MAX);
    let (date, last) = match (month_number.map(small), day_number.map(small)) {
        (None, _) => (year_of(known), Some(year)),
        (Some(number), None) => (month_of(known, number), month),
        (Some(number), Some(date)) => (Day::from_ymd(known, number, date).map(RowDate::day), day),
    };
    date.map(Some)
        .ok_or_else(|| cells.fault(last.unwrap_or(year), "the calendar has no such date"))
}

/// The clock time as written, with the zone that it is written with.
fn time(event: &EventMap, cells: &Cells<'_, '_>, row: &mut Row) {
    let zone = cells.maybe(event.timezone.as_ref());
    if !zone.is_empty() {
        if is_timezone(zone) {
            row.timezone.push_str(zone);
        } else {
            row.odd("unknown-timezone");
        }
    }
    let Some(text) = event
        .time
        .map(|at| cells.get(at))
        .filter(|text| !text.is_empty())
    else {
        return;
    };
    match clock_of(text) {
        None => row.odd("no-clock-time"),
        Some((minute, None)) => row.time = Some(minute),
        Some((minute, Some(offset))) => match zone_of(offset) {
            Some(zone) => {
                row.time = Some(minute);
                row.timezone.clear();
                row.timezone.push_str(zone);
            }
            None => row.odd("timezone-of-no-whole-hours"),
        },
    }
}

/// The IANA zone at a distance from UTC; its names have the sign the other way round.
fn zone_of(minutes: i16) -> Option<&'static str> {
    const EAST: [&str; 15] = [
        "UTC",
        "Etc/GMT-1",
        "Etc/GMT-2",
        "Etc/GMT-3",
        "Etc/GMT-4",
        "Etc/GMT-5",
        "Etc/GMT-6",
        "Etc/GMT-7",
        "Etc/GMT-8",
        "Etc/GMT-9",
        "Etc/GMT-10",
        "Etc/GMT-11",
        "Etc/GMT-12",
        "Etc/GMT-13",
        "Etc/GMT-14",
    ];
    const WEST: [&str; 13] = [
        "UTC",
        "Etc/GMT+1",
        "Etc/GMT+2",
        "Etc/GMT+3",
        "Etc/GMT+4",
        "Etc/GMT+5",
        "Etc/GMT+6",
        "Etc/GMT+7",
        "Etc/GMT+8",
        "Etc/GMT+9",
        "Etc/GMT+10",
        "Etc/GMT+11",
        "Etc/GMT+12",
    ];
    if minutes % 60 != 0 {
        return None;
    }
    let hours = usize::from((minutes / 60).unsigned_abs());
    let zones: &[&str] = if minutes < 0 { &WEST } else { &EAST };
    zones.get(hours).copied()
}

fn location(event: &EventMap, cells: &Cells<'_, '_>, row: &mut Row) -> Result<(), Fault> {
    for map in &event.regions {
        region(map, cells, row);
    }
    if let Some(place) = &event.place {
        if row.regions.is_empty() {
            // Without any other region the place is what the event is found by.
            let part = row.region("", RegionLevel::Place);
            cells.write(place, &mut part.name);
            let is_empty = part.name.trim().is_empty();
            row.regions.truncate(usize::from(!is_empty));
        } else {
            cells.write(place, &mut row.place);
        }
    }
    row.position = match event.position {
        None => None,
        Some(PositionMap::Two { lat, lon }) => {
            let both = (degree(cells, lat, 90.0)?, degree(cells, lon, 180.0)?);
            if both.0.is_some() != both.1.is_some() {
                row.odd("half-coordinates");
            }
            both.0.zip(both.1).map(|(lat, lon)| Position { lat, lon })
        }
        Some(PositionMap::One { at, order }) => coordinates(cells, at, order)?,
    };
    let precision = cells.word(event.precision.as_ref());
    row.precision = said(precision, "unmapped-precision", row).filter(|_| row.position.is_some());
    Ok(())
}

fn degree(cells: &Cells<'_, '_>, at: usize, most: f64) -> Result<Option<f64>, Fault> {
    match cells.get(at) {
        "" => Ok(None),
        text => degrees(text, most).map(Some).ok_or_else(|| {
            cells.fault(
                at,
                &format!("`{text}` is not from -{most} to {most} degrees"),
            )
        }),
    }
}

/// `35.1, 36.6`, also with `;` or blanks between.
fn coordinates(cells: &Cells<'_, '_>, at: usize, order: Order) -> Result<Option<Position>, Fault> {
    let text = cells.get(at);
    if text.is_empty() {
        return Ok(None);
    }
    let inner = text.trim_matches(['(', ')', '[', ']']);
    let separator = [';', ',', ' '].into_iter().find(|&c| inner.contains(c));
    let halves = separator.and_then(|separator| inner.split_once(separator));
    let position = halves.and_then(|(first, second)| {
        let (lat, lon) = match order {
            Order::LatLon => (first, second),
            Order::LonLat => (second, first),
        };
        Some(Position {
            lat: degrees(lat.trim(), 90.0)?,
            lon: degrees(lon.trim(), 180.0)?,
        })
    });
    position
        .map(Some)
        .ok_or_else(|| cells.fault(at, &format!("`{text}` is no pair of coordinates")))
}

fn region(map: &RegionMap, cells: &Cells<'_, '_>, row: &mut Row) {
    let text = cells.cell(&map.name);
    if text.is_empty() {
        return;
    }
    let country = (map.level == RegionLevel::Country).then(|| country(text, map.written));
    let country = country.flatten();
    if map.written != Written::Name && country.is_none() {
        row.odd("unknown-country");
    }
    let name = match country {
        Some(country) if map.written != Written::Name => country.name,
        _ => text,
    };
    let part = row.region(name, map.level);
    let mut has_iso = false;
    for &(scheme, at) in &map.codes {
        let code = cells.get(at);
        has_iso |= scheme == "iso" && !code.is_empty();
        part.code(scheme, code);
    }
    if let Some(country) = country.filter(|_| !has_iso) {
        part.code("iso", country.iso);
    }
}

fn country(text: &str, written: Written) -> Option<Country> {
    match written {
        Written::Name => countries::of_name(text),
        Written::Iso => countries::of_iso(text),
        Written::Iso3 => countries::of_iso3(text),
        Written::Numeric => countries::of_numeric(text),
        Written::Fips => countries::of_fips(text),
    }
}

fn actors(map: &ActorMap, cells: &Cells<'_, '_>, row: &mut Row) {
    let split = map.split.as_deref();
    let names = cells.parts(&map.name, split);
    let ids = map.id.as_ref().map(|(_, cell)| cells.parts(cell, split));
    let side_by_side = ids
        .as_ref()
        .is_none_or(|ids| ids.clone().count() == names.clone().count());
    let mut ids = ids.filter(|_| side_by_side);
    if !side_by_side {
        row.odd("lists-of-unlike-length");
    }
    let kind = said(cells.word(map.kind.as_ref()), "unmapped-actor-kind", row);
    let country_text = cells.maybe(map.country.as_ref());
    let country = country_of(country_text);
    if country.is_none() && !country_text.is_empty() {
        row.odd("unknown-country");
    }
    let mut names = names;
    while let Some(name) = names.next().map(|name| cells.plain(name)) {
        let id = ids.as_mut().map_or("", |ids| cells.next(ids));
        if name.is_empty() {
            continue;
        }
        let part = row.actor(name, map.role);
        part.kind = kind;
        part.country
            .push_str(country.map_or("", |country| country.iso));
        if let Some((scheme, _)) = map.id.as_ref().filter(|_| !id.is_empty()) {
            part.id = Some((scheme, id.to_owned()));
        }
    }
}

/// A country by any of its usual spellings.
fn country_of(text: &str) -> Option<Country> {
    match text.len() {
        0 => None,
        2 => countries::of_iso(text),
        3 => countries::of_iso3(text).or_else(|| countries::of_name(text)),
        _ => countries::of_name(text),
    }
}

fn lists(event: &EventMap, cells: &Cells<'_, '_>, row: &mut Row) {
    for list in &event.tags {
        for tag in each(list, cells) {
            row.tags.add().push_str(tag);
        }
    }
    for code in &event.codes {
        for value in each(&code.list, cells) {
            row.code(code.scheme, value);
        }
    }
    for (field, list) in event.fields.iter().enumerate() {
        for value in each(list, cells) {
            row.field(field, value);
        }
    }
    for text in event.text.iter().map(|&at| cells.get(at)) {
        if !row.text.is_empty() && !text.is_empty() {
            row.text.push('\n');
        }
        row.text.push_str(text);
    }
}

fn each<'v>(list: &'v ListMap, cells: &'v Cells<'_, '_>) -> impl Iterator<Item = &'v str> {
    cells.each(&list.cell, list.split.as_deref())
}

/// The title of the map; else the kind and the innermost region.
fn title(event: &EventMap, cells: &Cells<'_, '_>, row: &mut Row) {
    if let Some(title) = &event.title {
        cells.write(title, &mut row.title);
    }
    if !row.title.trim().is_empty() {
        return;
    }
    row.title.clear();
    row.title.push_str(match row.kind {
        Some(kind) if kind != EventKind::Other => kind.label(),
        _ => "Event",
    });
    let innermost = row.regions.last().map(|region| region.name.as_str());
    let place = Some(row.place.as_str()).filter(|place| !place.is_empty());
    if let Some(place) = place.or(innermost) {
        row.title.push_str(": ");
        row.title.push_str(place);
    }
}
