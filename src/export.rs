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

use crate::analysis::{EventRef, EventRow};
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

/// Writes events in the order given.
///
/// # Errors
///
/// When the output takes no more.
pub fn write<'a>(
    out: &mut dyn Write,
    format: Format,
    items: impl Iterator<Item = Item<'a>>,
) -> io::Result<()> {
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
fn json<'a>(out: &mut dyn Write, items: impl Iterator<Item = Item<'a>>) -> io::Result<()> {
    out.write_all(b"[")?;
    for (at, item) in items.enumerate() {
        out.write_all(if at == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer_pretty(&mut *out, &record::item(&item))?;
    }
    out.write_all(b"\n]\n")
}

fn ndjson<'a>(out: &mut dyn Write, items: impl Iterator<Item = Item<'a>>) -> io::Result<()> {
    for item in items {
        serde_json::to_writer(&mut *out, &record::item(&item))?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
