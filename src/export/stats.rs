//! Counts of events as text: what `annals stats` writes.
//!
//! What the numbers do not say is written beside them: in which period a long event counts, that rows overlap, and where nobody
//! looked. Numbers of people killed or wounded belong to claimants and are never summed, so none are here.

mod csv;
mod json;
mod notes;
mod table;

use std::io::{self, Write};

use crate::analysis::{Summary, Table, Totals};

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatsFormat {
    /// For people.
    Table {
        /// Columns of the screen; all periods are written when absent.
        width: Option<usize>,
    },
    /// Comma-separated values (RFC 4180) with a heading.
    Csv {
        /// Cells as they are, also where a spreadsheet would take them for formulas.
        raw: bool,
    },
    /// One JSON object.
    Json,
}

/// Counts to write.
#[derive(Debug, Clone)]
pub struct Stats {
    /// The filter text.
    pub filter: String,
    /// Numbers about all matches.
    pub totals: Totals,
    /// What the matches name.
    pub summary: Summary,
    /// Counts by value and period.
    pub table: Table,
}

impl Stats {
    /// What has to be known to read the numbers, a sentence each.
    #[must_use]
    pub fn notes(&self) -> Vec<String> {
        notes::notes(self)
    }
}

/// Writes counts.
///
/// # Errors
///
/// When the output takes no more.
pub fn write(out: &mut dyn Write, format: StatsFormat, stats: &Stats) -> io::Result<()> {
    match format {
        StatsFormat::Table { width } => table::write(out, width, stats),
        StatsFormat::Csv { raw } => csv::write(out, raw, stats),
        StatsFormat::Json => json::write(out, stats),
    }
}
