//! Possible duplicates as text: what `annals match` writes.

mod json;
mod table;
mod toml;

use std::io::Write;

use super::WriteError;
use crate::analysis::{Match, MatchReason, MatchScope, Matches};
use crate::matching::Settings;

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MatchFormat {
    /// For people, three lines a pair.
    Table {
        /// Columns of the screen; nothing is cut when absent.
        width: Option<usize>,
    },
    /// One JSON array.
    Json,
    /// One JSON object a line.
    Ndjson,
    /// Lines of `external_ids` for curated events.
    Toml,
}

/// Writes candidates, best first.
///
/// # Errors
///
/// When the output takes no more, or a record cannot be read again.
pub fn write(
    out: &mut dyn Write,
    format: MatchFormat,
    found: &Matches<'_>,
    settings: &Settings,
    scope: MatchScope,
) -> Result<(), WriteError> {
    match format {
        MatchFormat::Table { width } => table::write(out, width, found, settings, scope),
        MatchFormat::Json => json::array(out, found),
        MatchFormat::Ndjson => json::lines(out, found),
        MatchFormat::Toml => toml::write(out, found),
    }
}

/// The reasons in one sentence.
fn sentence(found: &Match) -> String {
    let reasons: Vec<String> = found.reasons.iter().map(MatchReason::sentence).collect();
    reasons.join("; ")
}
