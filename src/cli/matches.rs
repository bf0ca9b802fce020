//! `annals match`: events of two data sets that may be the same.

use std::io::Write as _;
use std::process::ExitCode;

use super::args::{Match, MatchFormatArg};
use super::data::{self, counted};
use super::failure::Failure;
use super::filter;
use super::output::{self, Output};
use crate::analysis::MatchScope;
use crate::export::matches::{self, MatchFormat};
use crate::matching::Settings;

/// Writes on standard output or into a file.
pub(super) fn run(args: &Match) -> Result<ExitCode, Failure> {
    let source = data::Source::new(&args.data)?;
    let engine = source.engine()?;
    let sets = engine.datasets().len();
    if let Some(lost) = source.lost() {
        return Err(Failure::Cannot(format!(
            "two data sets are compared, and {lost} could not be read"
        )));
    }
    if sets != 2 {
        return Err(Failure::Cannot(format!(
            "two data sets are compared, and in these paths are {}: name a folder or a file of one format for each",
            counted(sets, "data set")
        )));
    }
    // Reports mistakes in the filter.
    filter::checked(&engine, &args.filter)?;
    let settings = Settings {
        days: args.days,
        km: args.km,
        min_score: args.min_score,
    };
    let scope = if args.all {
        MatchScope::Candidates
    } else {
        MatchScope::Assigned
    };
    let found = engine.matches(&args.filter, 1, settings, scope, &|| false)?;
    let found = found.ok_or_else(filter::unanswered)?;
    let mut out = Output::text(args.output.as_deref())?;
    let format = match args.format {
        MatchFormatArg::Table => MatchFormat::Table {
            width: out.is_terminal().then(output::columns),
        },
        MatchFormatArg::Json => MatchFormat::Json,
        MatchFormatArg::Ndjson => MatchFormat::Ndjson,
        MatchFormatArg::Toml => MatchFormat::Toml,
    };
    matches::write(&mut out, format, &found, &settings, scope)?;
    out.flush()?;
    out.finish()?;
    Ok(source.exit())
}
