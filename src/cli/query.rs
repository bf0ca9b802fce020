//! `annals query`: the events that match, as text for others.

use std::io::Write as _;
use std::process::ExitCode;

use super::args::{Query, QueryFormat, TableArg};
use super::data;
use super::failure::Failure;
use super::filter;
use super::output::{self, Output};
use crate::analysis::{Engine, EventDetail, EventKey, EventRow, Part, Reply};
use crate::export::{self, Format, Item, Lines, Shown};

/// Rows asked for at a time: memory stays the same at any number of events.
const PAGE: usize = 4096;

/// Writes on standard output or into a file.
pub(super) fn run(query: &Query) -> Result<ExitCode, Failure> {
    let source = data::Source::new(&query.data)?;
    let filter = filter::with_known(&query.filter, query.known_at.as_deref())?;
    let engine = source.engine();
    let totals = filter::totals(&engine, &filter)?;
    let mut out = Output::text(query.output.as_deref())?;
    let rows = Rows {
        engine: &engine,
        filter: &filter,
        next: 0,
        total: totals.shown,
        page: Vec::new().into_iter(),
    };
    write(
        &mut out,
        query,
        &engine,
        rows,
        totals.known.map(|_| filter.as_str()),
    )?;
    filter::whole(&engine)?;
    out.finish()?;
    Ok(ExitCode::SUCCESS)
}

/// `known` is the filter when it puts the clock back: parts of an event may then be unpublished yet.
fn write(
    out: &mut Output,
    query: &Query,
    engine: &Engine,
    rows: Rows<'_>,
    known: Option<&str>,
) -> Result<(), Failure> {
    let width = out.is_terminal().then(output::columns);
    let lines = match query.table {
        TableArg::Events => Lines::Events,
        TableArg::Claims => Lines::Claims,
        TableArg::Quotes => Lines::Quotes,
        TableArg::Sources => Lines::Sources,
        TableArg::Actors => Lines::Actors,
    };
    let format = match query.format {
        QueryFormat::Table => Format::Table { width },
        QueryFormat::Json => Format::Json,
        QueryFormat::Ndjson => Format::Ndjson,
        QueryFormat::Csv => Format::Csv {
            lines,
            raw: query.csv_raw,
        },
        QueryFormat::Tsv => Format::Tsv {
            lines,
            raw: query.csv_raw,
        },
        QueryFormat::Md => Format::Markdown,
    };
    let items = rows.filter_map(|row| item(engine, row, known));
    export::write(out, format, items)?;
    out.flush()?;
    Ok(())
}

fn item<'a>(engine: &'a Engine, row: EventRow, known: Option<&str>) -> Option<Item<'a>> {
    let (dataset, event) = engine.record(row.key)?;
    let detail = known.and_then(|filter| detail(engine, filter, row.key));
    let shown = detail.map_or(Shown::All, Shown::Published);
    let coded = row.coded.matching.iter();
    let rows = coded.filter_map(|&key| engine.record(key).map(|(_, event)| event));
    let rows = rows.collect();
    Some(Item {
        dataset,
        event,
        row,
        shown,
        rows,
    })
}

fn detail(engine: &Engine, filter: &str, event: EventKey) -> Option<Box<EventDetail>> {
    match filter::ask(engine, filter, Part::Event(event)) {
        Some(Reply::Event(detail)) => detail,
        _ => None,
    }
}

/// All matches, a page at a time.
struct Rows<'a> {
    engine: &'a Engine,
    filter: &'a str,
    next: usize,
    total: usize,
    page: std::vec::IntoIter<EventRow>,
}

impl Iterator for Rows<'_> {
    type Item = EventRow;

    fn next(&mut self) -> Option<EventRow> {
        if let Some(row) = self.page.next() {
            return Some(row);
        }
        if self.next >= self.total {
            return None;
        }
        let part = Part::Window {
            first: self.next,
            len: PAGE,
        };
        if let Some(Reply::Window(window)) = filter::ask(self.engine, self.filter, part) {
            self.page = window.rows.into_iter();
        }
        self.next += PAGE;
        self.page.next()
    }
}
