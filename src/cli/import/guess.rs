//! A column map proposed for a file, with what would be read with it.

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use crate::cli::args::{Loading, Reading};
use crate::cli::data;
use crate::cli::failure::Failure;
use crate::cli::filter::warn;
use crate::cli::output::Output;
use crate::diagnostic::visible;
use crate::model::{ClaimSubject, EventKind, PlacePrecision};
use crate::reader::formats::mapped::{Guess, guess, read_map};
use crate::reader::input::{Found, Settings, Stream, find};
use crate::reader::{
    ClaimPart, Cut, Cutter, FORMATS, Head, Options, Reader, Record, Row, SourcePart,
};

/// Writes the map on standard output: the proposal, and comments with what the first records would be.
pub(super) fn run(file: &Path, rows: usize, reading: &Reading) -> Result<ExitCode, Failure> {
    let options = data::options(reading, &Loading::default())?;
    let stream = open(file, &options.input)?;
    let head = stream.head();
    let Guess { map_toml, notes } = guess(&head);
    let mut out = Output::text(None)?;
    out.write_all(map_toml.as_bytes())?;
    for note in &notes {
        warn(&visible(note));
    }
    if rows > 0 {
        shown(&mut out, &map_toml, &head, rows)?;
    }
    out.finish()?;
    Ok(ExitCode::SUCCESS)
}

fn open(file: &Path, settings: &Settings) -> Result<Stream, Failure> {
    let cannot = |why: String| Failure::Cannot(data::visible(&why));
    let inputs = find(&[file.to_owned()], settings);
    if let Some(error) = inputs.errors.first() {
        return Err(cannot(error.to_string()));
    }
    let mut found = inputs.found.into_iter();
    match (found.next(), found.next()) {
        (Some(Found::Published(input)), None) => input
            .open(settings)
            .map_err(|error| cannot(error.to_string())),
        (Some(_), None) => Err(cannot(
            "this is curated TOML, which needs no map".to_owned(),
        )),
        _ => Err(cannot(format!("{} is not one file", file.display()))),
    }
}

/// The first records as the proposal reads them.
fn shown(out: &mut Output, map: &str, head: &Head<'_>, rows: usize) -> Result<(), Failure> {
    let options = Options {
        map: Some(map.to_owned()),
        ..Options::default()
    };
    if read_map("the proposal", map, head).map.is_none() {
        return Ok(());
    }
    let format = FORMATS.iter().find(|format| format.name == "map");
    let Some(Ok(reader)) = format.map(|format| (format.open)(head, &options)) else {
        return Ok(());
    };
    writeln!(out, "\n# With this map the first records are read as:")?;
    for (number, lines) in (1..).zip(records(&*reader, head, rows)) {
        writeln!(out, "#\n# record {number}")?;
        for line in lines {
            writeln!(out, "#   {}", visible(&line))?;
        }
    }
    Ok(())
}

/// Lines for each of the first records. The last record of a head that is not the whole file may be cut off.
fn records(reader: &dyn Reader, head: &Head<'_>, most: usize) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    if let Cut::Document(find) = reader.cut() {
        for range in find(head.text).records.into_iter().take(most) {
            found.push(lines(reader, &Record::Text(&head.text[range])));
        }
        return found;
    }
    let mut skip = usize::from(matches!(reader.cut(), Cut::Delimited { header: true, .. }));
    let mut cutter = Cutter::default();
    while let Some(Ok((range, record))) = cutter.next(reader.cut(), head.text) {
        let is_cut_off = range.end == head.text.len() && !head.whole;
        if found.len() == most || is_cut_off {
            break;
        }
        if skip > 0 {
            skip -= 1;
        } else {
            found.push(lines(reader, &record));
        }
    }
    found
}

fn lines(reader: &dyn Reader, record: &Record<'_>) -> Vec<String> {
    let mut row = Row::default();
    match reader.read(record, &mut row) {
        Ok(()) => facts(reader, &row),
        Err(fault) => vec![format!("no event: {}", fault.message)],
    }
}

/// What a row says, a line for each thing; nothing for what it does not say.
fn facts(reader: &dyn Reader, row: &Row) -> Vec<String> {
    let slug = |word: Option<&'static str>| word.unwrap_or_default().to_owned();
    let regions = row.regions.iter().map(|region| region.name.clone());
    let position = row.position.map(|at| format!("{}, {}", at.lat, at.lon));
    let time = row.time.map(|time| time.to_string());
    let mut facts = vec![
        ("id", row.id.clone()),
        ("date", row.when.edtf().text().to_owned()),
        ("time", time.unwrap_or_default()),
        ("kind", slug(row.kind.map(EventKind::slug))),
        ("title", row.title.clone()),
        ("summary", row.summary.clone()),
        ("actors", actors(row)),
        ("regions", joined(regions, " / ")),
        ("place", row.place.clone()),
        ("position", position.unwrap_or_default()),
        ("precision", slug(row.precision.map(PlacePrecision::slug))),
    ];
    facts.extend(row.sources.iter().map(|part| ("source", source(part))));
    facts.extend(row.claims.iter().map(|part| ("claim", claim(part))));
    let quotes = row.quotes.iter();
    facts.extend(quotes.map(|part| ("quote", format!("{}: {}", part.speaker_name, part.text))));
    facts.push(("tags", row.tags.join(", ")));
    let names = reader.fields();
    let own = row.fields.iter();
    let own = own.filter_map(|part| Some((*names.get(part.field)?, part.value.clone())));
    facts.extend(own.collect::<Vec<_>>());
    facts.extend(
        row.oddities()
            .iter()
            .map(|odd| ("odd", odd.replace('-', " "))),
    );
    let told = facts
        .into_iter()
        .filter(|(_, value)| !value.trim().is_empty());
    told.map(|(name, value)| format!("{name}: {value}"))
        .collect()
}

fn source(part: &SourcePart) -> String {
    let day = part
        .published
        .as_ref()
        .map(|date| date.edtf().text().to_owned());
    let parts = [
        part.publisher.clone(),
        part.title.clone(),
        part.url.clone(),
        day.unwrap_or_default(),
    ];
    joined(parts.into_iter(), " | ")
}

fn claim(part: &ClaimPart) -> String {
    let about = part.about.map_or("", ClaimSubject::slug).to_owned();
    let bounds = [("low", part.low), ("best", part.best), ("high", part.high)];
    let numbers = bounds
        .into_iter()
        .filter_map(|(name, number)| Some(format!("{name} {}", number?)));
    let words = [
        about,
        part.who.clone(),
        part.value.clone(),
        part.text.clone(),
    ];
    joined(words.into_iter().chain(numbers), ", ")
}

fn actors(row: &Row) -> String {
    let named = row.actors.iter().map(|actor| match actor.role {
        Some(role) => format!("{} ({})", actor.name, role.slug()),
        None => actor.name.clone(),
    });
    joined(named, "; ")
}

fn joined(parts: impl Iterator<Item = String>, between: &str) -> String {
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    parts.join(between)
}
