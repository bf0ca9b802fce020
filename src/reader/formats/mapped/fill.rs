//! A record → a row, as a map says.

use super::cells::{Cells, Said};
use super::dates::{DateFormat, month_of, number, year_of};
use super::location::{self, country_of};
use super::map::{ActorMap, DateMap, EventMap, ListMap, Map, Moment, Words};
use super::{claims, sources};
use crate::model::{Day, EventKind};
use crate::reader::clock::{self, Form};
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
    if cells.left_out > 0 {
        row.odd_things("list-items-left-out", cells.left_out);
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
    location::fill(event, &cells, row)?;
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
        if end.days.to < date.days.from {
            let at = map.end.as_ref().and_then(Moment::column);
            let message = "the event ends before it starts";
            return Err(at.map_or(Fault::record(message), |at| cells.fault(at, message)));
        }
        date = date.until(&end);
    }
    match cells.word(map.precision.as_ref()) {
        Said::Word(precision) => Ok(precision.apply(date)),
        Said::Nothing => Ok(date),
        Said::Unmapped => {
            let at = map.precision.as_ref().and_then(Words::column);
            let message = "the map has no word for this precision";
            Err(at.map_or(Fault::record(message), |at| cells.fault(at, message)))
        }
    }
}

/// The days of a date; `None` when nothing is said.
fn moment(moment: &Moment, cells: &Cells<'_, '_>) -> Result<Option<RowDate>, Fault> {
    match moment {
        Moment::Value(date) => Ok(Some(date.clone())),
        Moment::Cell(cell) => match cells.get(cell.at) {
            "" => Ok(None),
            text => day(cell.format, text)
                .map(Some)
                .map_err(|message| cells.fault(cell.at, &message)),
        },
        Moment::Parts { year, month, day } => parts(cells, *year, *month, *day),
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
    let text = event.time.map(|at| cells.get(at)).unwrap_or_default();
    match clock::behind_date(text) {
        Some((_, text)) => clock::put_in_date(text, zone, Form::Colon, row),
        None => clock::put(text, zone, Form::Colon, row),
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
        row.odd_value("unknown-country", None, country_text);
    }
    let mut names = names;
    while let Some(name) = names.next().map(|name| cells.plain(name)) {
        let id = ids.as_mut().map_or("", |ids| cells.next(ids));
        if name.is_empty() {
            continue;
        }
        let part = row.actor(name, map.role);
        part.side = map.side;
        part.kind = kind;
        part.country
            .push_str(country.map_or("", |country| country.iso));
        if let Some((scheme, _)) = map.id.as_ref().filter(|_| !id.is_empty()) {
            part.identify(scheme, id);
        }
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
