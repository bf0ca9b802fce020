//! `annals stats`: how many events there are, by value and period.

use std::io::Write as _;
use std::process::ExitCode;

use super::args::{ByArg, PerArg, Stats as Args, StatsFormatArg};
use super::data;
use super::failure::Failure;
use super::filter;
use super::output::{self, Output};
use crate::analysis::{Engine, Grouping, Part, Period, Periods, Reply};
use crate::export::stats::{self, Stats, StatsFormat};

/// Periods of the summary, when none are asked for.
const LINES: usize = 31;
/// Columns beside values, when none are asked for.
const COLUMNS: usize = 12;

/// Writes on standard output or into a file.
pub(super) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let source = data::Source::any(&args.data)?;
    let filter = filter::with_known(&args.filter, args.known_at.as_deref())?;
    let engine = source.engine()?;
    let stats = stats(&engine, &filter, args)?;
    let mut out = Output::text(args.output.as_deref())?;
    let format = match args.format {
        StatsFormatArg::Table => StatsFormat::Table {
            width: out.is_terminal().then(output::columns),
        },
        StatsFormatArg::Csv => StatsFormat::Csv { raw: args.csv_raw },
        StatsFormatArg::Json => StatsFormat::Json,
    };
    stats::write(&mut out, format, &stats)?;
    out.flush()?;
    out.finish()?;
    if args.format == StatsFormatArg::Csv {
        stats.notes().iter().for_each(|note| filter::warn(note));
    }
    Ok(source.exit())
}

fn stats(engine: &Engine, filter: &str, args: &Args) -> Result<Stats, Failure> {
    let totals = filter::totals(engine, filter)?;
    let by = args.by.map(Grouping::from);
    let periods = match args.per {
        Some(PerArg::None) => Periods::None,
        Some(PerArg::Year) => Periods::Each(Period::Year),
        Some(PerArg::Month) => Periods::Each(Period::Month),
        Some(PerArg::Week) => Periods::Each(Period::Week),
        Some(PerArg::Day) => Periods::Each(Period::Day),
        None => Periods::Fitting(if by.is_some() { COLUMNS } else { LINES }),
    };
    let summary = filter::ask(engine, filter, Part::Summary)?;
    let table = filter::ask(engine, filter, Part::Table { by, periods })?;
    let (Reply::Summary(summary), Reply::Table(table)) = (summary, table) else {
        return Err(filter::unanswered());
    };
    Ok(Stats {
        filter: filter.to_owned(),
        totals,
        summary,
        table,
    })
}

impl From<ByArg> for Grouping {
    fn from(by: ByArg) -> Self {
        match by {
            ByArg::Actor => Self::Actor,
            ByArg::Region => Self::Region,
            ByArg::Kind => Self::Kind,
            ByArg::Bloc => Self::Bloc,
            ByArg::Tag => Self::Tag,
            ByArg::Source => Self::Source,
            ByArg::Publisher => Self::Publisher,
            ByArg::Grade => Self::Grade,
            ByArg::Dataset => Self::Dataset,
        }
    }
}
