//! Counts of events as text: what `annals stats` writes.
//!
//! What the numbers do not say is written beside them: in which period a long event counts, that rows overlap, and where nobody
//! looked. Numbers of people killed or wounded belong to claimants: they are added within one claimant's only, apart from the counts.

mod csv;
mod json;
mod notes;
mod sums;
mod table;

use std::io::{self, Write};

use crate::analysis::{Summary, Table, Totals};
use notes::overlap;
pub use sums::SumStats;

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
    /// What the rows stand for, as typed.
    pub by: Option<String>,
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

/// Writes sums.
///
/// # Errors
///
/// When the output takes no more.
pub fn write_sums(out: &mut dyn Write, format: StatsFormat, sums: &SumStats) -> io::Result<()> {
    sums::write(out, format, sums)
}
