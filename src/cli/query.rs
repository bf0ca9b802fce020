//! `annals query`: the events that match, as text for others.

use std::io::Write as _;
use std::process::ExitCode;

use super::args::{Query, QueryFormat, TableArg};
use super::data;
use super::failure::Failure;
use super::filter;
use super::output::{self, Output};
use crate::analysis::{AskError, Engine, EventDetail, EventKey, EventRow, Part, Reply};
use crate::export::{self, Format, Item, Lines, Shown};

/// Rows asked for at a time: memory stays the same at any number of events.
const PAGE: usize = 4096;

/// Writes on standard output or into a file.
pub(super) fn run(query: &Query) -> Result<ExitCode, Failure> {
    let source = data::Source::any(&query.data)?;
    let filter = filter::with_known(&query.filter, query.known_at.as_deref())?;
    let engine = source.engine()?;
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
    Ok(source.exit())
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
    let items = rows.map(|row| item(engine, row?, known));
    export::write(out, format, items)?;
    out.flush()?;
    Ok(())
}

fn item<'a>(engine: &'a Engine, row: EventRow, known: Option<&str>) -> Result<Item<'a>, AskError> {
    let (dataset, event) = engine.record(row.key)?.expect("the row is of this engine");
    let detail = match known {
        Some(filter) => detail(engine, filter, row.key)?,
        None => None,
    };
    let shown = detail.map_or(Shown::All, Shown::Published);
    let mut rows = Vec::new();
    for &key in &row.coded.matching {
        rows.extend(engine.record(key)?.map(|(_, event)| event));
    }
    Ok(Item {
        dataset,
        event,
        row,
        shown,
        rows,
    })
}

fn detail(
    engine: &Engine,
    filter: &str,
    event: EventKey,
) -> Result<Option<Box<EventDetail>>, AskError> {
    match filter::ask(engine, filter, Part::Event(event))? {
        Reply::Event(detail) => Ok(detail),
        _ => Ok(None),
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
    type Item = Result<EventRow, AskError>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(row) = self.page.next() {
            return Some(Ok(row));
        }
        if self.next >= self.total {
            return None;
        }
        let part = Part::Window {
            first: self.next,
            len: PAGE,
        };
        match filter::ask(self.engine, self.filter, part) {
            Ok(Reply::Window(window)) => self.page = window.rows.into_iter(),
            Ok(_) => {}
            Err(error) => {
                // Nothing comes behind an error.
                self.next = self.total;
                return Some(Err(error));
            }
        }
        self.next += PAGE;
        self.page.next().map(Ok)
    }
}
