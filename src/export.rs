//! Events and counts as text for other programs and for people: what `annals query`, `stats` and `match` write.
//!
//! JSON carries the record as it stands in the files, with the keys of `docs/data-format.md`; nothing is lost and nothing derived is
//! added. Of a report with several rows it has those that match, as `rows`. The other formats are tables with one line an event. Under `known:` no format has anything that had not been
//! published.

mod cells;
mod csv;
mod lines;
mod markdown;
pub mod matches;
mod record;
mod shown;
pub mod stats;
mod table;
pub mod tables;
mod toml;

use std::io::{self, Write};

use crate::analysis::{AskError, EventRef, EventRow};
use crate::load::ReadError;
use crate::model::Dataset;

pub use self::toml::write_record;
pub use cells::COLUMNS;
pub use lines::{ACTOR_COLUMNS, CLAIM_COLUMNS, Lines, QUOTE_COLUMNS, SOURCE_COLUMNS};
pub(crate) use markdown::escape;
pub use shown::Shown;

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One JSON array, indented.
    Json,
    /// One JSON object a line.
    Ndjson,
    /// Comma-separated values (RFC 4180) with a heading.
    Csv {
        /// What a line is.
        lines: Lines,
        /// Cells as they are, also where a spreadsheet would take them for formulas.
        raw: bool,
    },
    /// Tab-separated values with a heading; tabs and line ends in cells become blanks.
    Tsv {
        /// As in CSV.
        lines: Lines,
        /// As in CSV.
        raw: bool,
    },
    /// A GitHub-flavoured Markdown table.
    Markdown,
    /// A table for people.
    Table {
        /// Columns of the screen; nothing is cut when absent.
        width: Option<usize>,
    },
}

/// An event to write.
#[derive(Debug, Clone)]
pub struct Item<'a> {
    /// Its dataset.
    pub dataset: &'a Dataset,
    /// Its record.
    pub event: EventRef<'a>,
    /// What was derived of it.
    pub row: EventRow,
    /// Which parts of it had been published.
    pub shown: Shown,
    /// The rows of its report that match, itself among them; none for an event that is one row.
    pub rows: Vec<EventRef<'a>>,
}

/// Why events could not be written, or not all of them.
#[derive(Debug)]
pub enum WriteError {
    /// The output takes no more.
    Output(io::Error),
    /// An event could not be had: its record cannot be read again.
    Events(AskError),
}

impl From<io::Error> for WriteError {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<serde_json::Error> for WriteError {
    fn from(error: serde_json::Error) -> Self {
        Self::Output(error.into())
    }
}

impl From<::csv::Error> for WriteError {
    fn from(error: ::csv::Error) -> Self {
        Self::Output(of_output(error))
    }
}

/// The error of the output itself, which the CSV writer wraps: that the reader of a pipe has gone away must be seen from it.
fn of_output(error: ::csv::Error) -> io::Error {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => error,
        kind => io::Error::other(format!("a line of CSV cannot be written: {kind:?}")),
    }
}

impl From<AskError> for WriteError {
    fn from(error: AskError) -> Self {
        Self::Events(error)
    }
}

impl From<ReadError> for WriteError {
    fn from(error: ReadError) -> Self {
        Self::Events(error.into())
    }
}

/// Events on their way to the output. The first that cannot be had ends it: what is left out would not be missed.
type Events<'i, 'a> = &'i mut dyn Iterator<Item = Result<Item<'a>, AskError>>;

/// Writes events in the order given.
///
/// # Errors
///
/// When the output takes no more, or with the first event that is an error.
pub fn write<'a>(
    out: &mut dyn Write,
    format: Format,
    mut items: impl Iterator<Item = Result<Item<'a>, AskError>>,
) -> Result<(), WriteError> {
    let items: Events<'_, 'a> = &mut items;
    match format {
        Format::Json => json(out, items),
        Format::Ndjson => ndjson(out, items),
        Format::Csv { lines, raw } => csv::write(out, b',', (lines, raw), items),
        Format::Tsv { lines, raw } => csv::write(out, b'\t', (lines, raw), items),
        Format::Markdown => markdown::write(out, items),
        Format::Table { width } => table::write(out, width, items),
    }
}

/// An array that is written as it goes: ten million events need no memory.
fn json(out: &mut dyn Write, items: Events<'_, '_>) -> Result<(), WriteError> {
    out.write_all(b"[")?;
    for (at, item) in items.enumerate() {
        let item = item?;
        out.write_all(if at == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer_pretty(&mut *out, &record::item(&item))?;
    }
    Ok(out.write_all(b"\n]\n")?)
}

fn ndjson(out: &mut dyn Write, items: Events<'_, '_>) -> Result<(), WriteError> {
    for item in items {
        serde_json::to_writer(&mut *out, &record::item(&item?))?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
