//! `annals stats`: how many events there are, by value and period; or what the numbers of one claimant add up to.

use std::io::Write as _;
use std::process::ExitCode;

use super::args::{PerArg, Stats as Args, StatsFormatArg};
use super::data;
use super::failure::Failure;
use super::filter;
use super::output::{self, Output};
use crate::analysis::{
    Catalog, Engine, Grouping, Part, Period, Periods, Reply, SumQuery, SumRefusal,
};
use crate::diagnostic;
use crate::export::stats::{self, Stats, StatsFormat, SumStats};
use crate::model::ClaimSubject;

/// Periods of the summary, when none are asked for.
const LINES: usize = 31;
/// Columns beside values, when none are asked for.
const COLUMNS: usize = 12;
/// Names that a refusal lists.
const NAMED: usize = 20;

/// Writes on standard output or into a file.
pub(super) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let source = data::Source::any(&args.data)?;
    let filter = filter::with_known(&args.filter, args.known_at.as_deref())?;
    let engine = source.engine()?;
    let answered = match &args.sum {
        None => Answered::Counts(Box::new(counts(&engine, &filter, args)?)),
        Some(about) => Answered::Sums(Box::new(sums(&engine, &filter, (subject(about)?, args))?)),
    };
    let mut out = Output::text(args.output.as_deref())?;
    let format = match args.format {
        StatsFormatArg::Table => StatsFormat::Table {
            width: out.is_terminal().then(output::columns),
        },
        StatsFormatArg::Csv => StatsFormat::Csv { raw: args.csv_raw },
        StatsFormatArg::Json => StatsFormat::Json,
    };
    let notes = match &answered {
        Answered::Counts(counts) => {
            stats::write(&mut out, format, counts)?;
            counts.notes()
        }
        Answered::Sums(sums) => {
            stats::write_sums(&mut out, format, sums)?;
            sums.notes()
        }
    };
    out.flush()?;
    out.finish()?;
    if args.format == StatsFormatArg::Csv {
        notes.iter().for_each(|note| filter::warn(note));
    }
    Ok(source.exit())
}

enum Answered {
    Counts(Box<Stats>),
    Sums(Box<SumStats>),
}

fn counts(engine: &Engine, filter: &str, args: &Args) -> Result<Stats, Failure> {
    let totals = filter::totals(engine, filter)?;
    let by = grouping(engine, args)?;
    let most = if by.is_some() { COLUMNS } else { LINES };
    let periods = periods(args.per).unwrap_or(Periods::Fitting(most));
    let summary = filter::ask(engine, filter, Part::Summary)?;
    let table = filter::ask(engine, filter, Part::Table { by, periods })?;
    let (Reply::Summary(summary), Reply::Table(table)) = (summary, table) else {
        return Err(filter::unanswered());
    };
    Ok(Stats {
        filter: filter.to_owned(),
        totals,
        summary,
        by: by.map(|by| word(by, &engine.catalog())),
        table,
    })
}

fn sums(
    engine: &Engine,
    filter: &str,
    (about, args): (ClaimSubject, &Args),
) -> Result<SumStats, Failure> {
    let totals = filter::totals(engine, filter)?;
    let by = grouping(engine, args)?;
    let asked = SumQuery {
        about,
        claimant: args.claimant.clone(),
        who: args.who.clone(),
        by,
        periods: periods(args.per).unwrap_or(Periods::None),
    };
    match filter::ask(engine, filter, Part::Sums(asked))? {
        Reply::Sums(summed) => match *summed {
            Ok(sums) => Ok(SumStats {
                filter: filter.to_owned(),
                totals,
                by: by.map(|by| word(by, &engine.catalog())),
                sums,
            }),
            Err(refusal) => Err(Failure::Cannot(refused(&refusal, (about, args)))),
        },
        _ => Err(filter::unanswered()),
    }
}

fn periods(per: Option<PerArg>) -> Option<Periods> {
    Some(match per? {
        PerArg::None => Periods::None,
        PerArg::Year => Periods::Each(Period::Year),
        PerArg::Month => Periods::Each(Period::Month),
        PerArg::Week => Periods::Each(Period::Week),
        PerArg::Day => Periods::Each(Period::Day),
    })
}

/// The subjects whose claims have numbers.
const COUNTED: [ClaimSubject; 5] = [
    ClaimSubject::Killed,
    ClaimSubject::Wounded,
    ClaimSubject::KilledOrWounded,
    ClaimSubject::Captured,
    ClaimSubject::Displaced,
];

fn subject(word: &str) -> Result<ClaimSubject, Failure> {
    let found = COUNTED.into_iter().find(|about| about.slug() == word);
    found.ok_or_else(|| {
        let known = COUNTED.map(ClaimSubject::slug).join(", ");
        let word = diagnostic::visible(word);
        Failure::Cannot(format!("--sum takes one of {known}, not `{word}`"))
    })
}

/// Fields that rows can stand for: those of every data set, then those of the data sets' own.
fn grouping(engine: &Engine, args: &Args) -> Result<Option<Grouping>, Failure> {
    let Some(name) = &args.by else {
        return Ok(None);
    };
    let catalog = engine.catalog();
    let own = (0..).zip(&catalog.fields);
    let own = own.map(|(at, field)| (Grouping::Field(at), field.as_str()));
    let common = Grouping::ALL.into_iter().chain([Grouping::Status]);
    let known: Vec<_> = common.map(|by| (by, by.word())).chain(own).collect();
    let found = known
        .iter()
        .find(|(_, word)| word.eq_ignore_ascii_case(name));
    match found {
        Some((by, _)) => Ok(Some(*by)),
        None => {
            let words: Vec<&str> = known.iter().map(|(_, word)| *word).collect();
            Err(Failure::Cannot(format!(
                "--by takes one of {}, not `{}`",
                words.join(", "),
                diagnostic::visible(name)
            )))
        }
    }
}

fn word(by: Grouping, catalog: &Catalog) -> String {
    match by {
        Grouping::Field(at) => catalog.fields[usize::from(at)].clone(),
        by => by.word().to_owned(),
    }
}

/// Why nothing was added, and what can be.
fn refused(refusal: &SumRefusal, (about, args): (ClaimSubject, &Args)) -> String {
    let about = about.label();
    match refusal {
        SumRefusal::Claimants(known) if known.is_empty() => {
            format!("nobody gives a number of {about} for these events")
        }
        SumRefusal::Claimants(known) => {
            let why = match &args.claimant {
                Some(name) => format!(
                    "no claimant `{}` gives a number of {about} for these events",
                    diagnostic::visible(name)
                ),
                None => "numbers of different claimants are never added".to_owned(),
            };
            format!("{why}; --claimant takes one of: {}", names(known))
        }
        SumRefusal::SeveralClaimants(known) => format!(
            "several claimants are called so ({}); numbers of different claimants are never added: name one by its id, or choose a data set in the filter",
            names(known)
        ),
        SumRefusal::People(known) => {
            let why = match &args.who {
                Some(who) => format!("no number concerns `{}`", diagnostic::visible(who)),
                None => "numbers of different people are never added".to_owned(),
            };
            format!("{why}; --who takes one of: {}", names(known))
        }
    }
}

fn names(known: &[(String, usize)]) -> String {
    let named = known.iter().take(NAMED);
    let mut names: Vec<String> = named
        .map(|(name, claims)| format!("{} ({claims})", diagnostic::visible(name)))
        .collect();
    if known.len() > NAMED {
        names.push(format!("{} more", known.len() - NAMED));
    }
    names.join(", ")
}
