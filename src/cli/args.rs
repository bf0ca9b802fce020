//! The command line as clap sees it.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::config;
use crate::layout::View;
use crate::ui::theme::{Depth, ThemeName};

/// Browse the timeline of a conflict: who did what, where, who says so, and where accounts disagree.
#[derive(Debug, Parser)]
#[command(version, args_conflicts_with_subcommands = true, after_long_help = AFTER)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    #[command(flatten)]
    pub(super) data: Data,
    /// Show only events that match, as in `actor:hts date:2024-11-29..`
    #[arg(short, long, value_name = "FILTER")]
    pub(super) filter: Option<String>,
    /// Show only what had been published by the end of this day
    #[arg(long, value_name = "DATE")]
    pub(super) known_at: Option<String>,
    /// Which view to begin with
    #[arg(
        long,
        value_parser = view(),
        value_name = "VIEW",
        default_value = "timeline",
        hide_possible_values = true
    )]
    pub(super) view: View,
    /// Lines and sentences in place of a screen, for screen readers and logs; also with ACCESSIBLE=1
    #[arg(long)]
    pub(super) plain: bool,
    #[command(flatten)]
    pub(super) look: LookArgs,
    /// Leave the mouse to the terminal
    #[arg(long)]
    pub(super) no_mouse: bool,
}

const AFTER: &str = "\
Without a path, annals opens the data set inside it: the HTS-led offensive in Syria, November and December 2024.
A path is a TOML file or a folder of them, or a data set as its field publishes it (UCDP, ACLED, GDELT, POLECAT, PLOVER, TimelineJS,
timemap, Timesketch, GeoJSON, iCalendar; a table of any kind with --map), packed or not; `-` is standard input. A path that is
called like a command needs `./` before it.

Exit status: 0 done; 1 `check` found problems or `diff` differences; 2 cannot run (usage, filter, no input can be read, no terminal); 3 the output
is written, but an input was not read whole, and is named on standard error; 74 output could not be written; 101 a fault in annals; 128 + n ended by signal n.

Files: config.toml and keys.toml in $ANNALS_CONFIG, or else in $XDG_CONFIG_HOME/annals (~/.config/annals).
What was opened before is kept in $ANNALS_CACHE, or else in $XDG_CACHE_HOME/annals (~/.cache/annals); it may be deleted.
Environment: ANNALS_CONFIG, ANNALS_CACHE, ACCESSIBLE, VISUAL, EDITOR, NO_COLOR, COLORTERM, TERM.
If a killed annals leaves the terminal unusable, type `reset`.";

#[derive(Debug, Args)]
pub(super) struct Data {
    /// Files, folders, archives and quoted patterns of data, `-` for standard input
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) reading: Reading,
    #[command(flatten)]
    pub(super) loading: Loading,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Published data")]
pub(super) struct Reading {
    /// Which format published data have, where their content does not tell
    #[arg(long, value_name = "FORMAT")]
    pub(super) input_format: Option<String>,
    /// Which column of a table holds what (docs/column-map.md)
    #[arg(long, value_name = "FILE")]
    pub(super) map: Option<PathBuf>,
    /// Which encoding texts have that are not UTF-8, such as latin1 or windows-1256
    #[arg(long, value_name = "NAME")]
    pub(super) encoding: Option<String>,
}

#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Published data")]
pub(super) struct Loading {
    /// Show each coded row, where rows of one report are one event otherwise (GDELT)
    #[arg(long)]
    pub(super) no_collapse: bool,
    /// Count each name of a publisher as a publisher ("SOH" is "SOHR" otherwise)
    #[arg(long)]
    pub(super) no_aliases: bool,
    /// How much memory the rows of published data may take
    #[arg(long, value_name = "MIB")]
    pub(super) memory: Option<u64>,
    /// Read the files themselves, also when they were opened before, and keep nothing of them
    #[arg(long)]
    pub(super) no_cache: bool,
}

#[derive(Debug, Args)]
pub(super) struct LookArgs {
    /// Colours; `auto` asks the terminal for its background
    #[arg(long, value_name = "THEME", value_parser = theme)]
    pub(super) theme: Option<ThemeChoice>,
    /// Marks of ASCII only
    #[arg(long)]
    pub(super) ascii: bool,
    /// When to use colour, or as if there were so many: 16, 256, true
    #[arg(long, value_enum, value_name = "WHEN")]
    pub(super) color: Option<ColorArg>,
}

/// A theme, or the one that fits the terminal's background.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ThemeChoice {
    Auto,
    Named(ThemeName),
}

fn theme(text: &str) -> Result<ThemeChoice, String> {
    if text == "auto" {
        return Ok(ThemeChoice::Auto);
    }
    let named = ThemeName::from_slug(text).map(ThemeChoice::Named);
    named.ok_or_else(|| {
        format!(
            "the themes are auto, {}",
            ThemeName::ALL.map(ThemeName::slug).join(", ")
        )
    })
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum ColorArg {
    Auto,
    Always,
    #[value(alias = "none")]
    Never,
    #[value(name = "16")]
    Sixteen,
    #[value(name = "256")]
    Indexed,
    True,
}

impl From<ColorArg> for config::Color {
    fn from(arg: ColorArg) -> Self {
        match arg {
            ColorArg::Auto => Self::Auto,
            ColorArg::Always => Self::Always,
            ColorArg::Never => Self::Never,
            ColorArg::Sixteen => Self::Depth(Depth::Sixteen),
            ColorArg::Indexed => Self::Depth(Depth::Indexed),
            ColorArg::True => Self::Depth(Depth::True),
        }
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Report everything that is wrong with data, each with its place
    Check(Check),
    /// Write the events that match a filter
    Query(Query),
    /// Tell what changed between two versions of a data set, record by record
    Diff(Diff),
    /// Turn published data into TOML files to be curated, or propose a column map
    Import(Import),
    /// Count the events, by value and by period
    Stats(Stats),
    /// Find events of two data sets that may be the same, with the reasons; nothing is merged
    Match(Match),
    /// Write a screen as text or as a picture, without a terminal
    Render(Render),
    /// Show what annals can do, over the data set inside it, in three minutes
    Tour(Tour),
    /// List all commands with their keys
    Keys(Keys),
    /// Write the completions of a shell
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
    /// Write the manual page
    Man,
}

#[derive(Debug, Args)]
pub(super) struct Tour {
    #[command(flatten)]
    pub(super) look: LookArgs,
    /// Leave the mouse to the terminal
    #[arg(long)]
    pub(super) no_mouse: bool,
}

#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    pub(super) data: Data,
    /// How to report
    #[arg(long, value_enum, default_value = "text")]
    pub(super) format: CheckFormat,
    /// Exit with 1 for warnings too
    #[arg(long)]
    pub(super) deny_warnings: bool,
    /// When to use colour
    #[arg(long, value_enum, value_name = "WHEN", default_value = "auto")]
    pub(super) color: ColorArg,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum CheckFormat {
    /// As a compiler reports
    Text,
    /// An array of objects
    Json,
}

#[derive(Debug, Args)]
pub(super) struct Query {
    /// Which events; an empty text means all
    #[arg(value_name = "FILTER", allow_hyphen_values = true)]
    pub(super) filter: String,
    #[command(flatten)]
    pub(super) data: Data,
    /// Only what had been published by the end of this day
    #[arg(long, value_name = "DATE")]
    pub(super) known_at: Option<String>,
    /// What to write
    #[arg(long, value_enum, default_value = "table")]
    pub(super) format: QueryFormat,
    /// In CSV and TSV, what a line is
    #[arg(long, value_enum, default_value = "events")]
    pub(super) table: TableArg,
    /// In CSV and TSV, leave cells as they are that a spreadsheet would take for formulas
    #[arg(long)]
    pub(super) csv_raw: bool,
    /// Where to write; the file appears when it is complete
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum TableArg {
    /// An event
    Events,
    /// A claim of an event
    Claims,
    /// A quote of an event
    Quotes,
    /// A cited source, each once
    Sources,
    /// An actor that takes part, each once
    Actors,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum QueryFormat {
    /// For people; cut to the width of the terminal
    Table,
    /// An array of events with all they have, with the keys of the data format
    Json,
    /// The same, one event a line
    Ndjson,
    /// Comma-separated values
    Csv,
    /// Tab-separated values
    Tsv,
    /// A Markdown table
    Md,
}

#[derive(Debug, Args)]
pub(super) struct Diff {
    /// The older version: a file, a folder or an archive
    #[arg(value_name = "OLD")]
    pub(super) old: PathBuf,
    /// The newer version, of the same format
    #[arg(value_name = "NEW")]
    pub(super) new: PathBuf,
    /// How to tell
    #[arg(long, value_enum, default_value = "text")]
    pub(super) format: DiffFormat,
    /// Compare only these columns
    #[arg(long, value_name = "COLUMN", value_delimiter = ',')]
    pub(super) only: Vec<String>,
    /// Leave these columns out
    #[arg(long, value_name = "COLUMN", value_delimiter = ',')]
    pub(super) ignore: Vec<String>,
    /// List every record that was added, removed or changed in case or spacing only
    #[arg(long)]
    pub(super) all: bool,
    /// Where to write; the file appears when it is complete
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    #[command(flatten)]
    pub(super) reading: Reading,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum DiffFormat {
    /// For people
    Text,
    /// One object that has everything (docs/command-line.md)
    Json,
    /// Markdown
    Md,
}

#[derive(Debug, Args)]
pub(super) struct Import {
    /// Format of the files, as for --input-format, or `auto`; left out with --guess
    #[arg(
        value_name = "FORMAT",
        required_unless_present = "guess",
        conflicts_with = "guess"
    )]
    pub(super) format: Option<String>,
    /// Files, folders, archives and quoted patterns of one format
    #[arg(value_name = "FILE", required_unless_present = "guess")]
    pub(super) paths: Vec<PathBuf>,
    /// The folder to make; one that is there must be empty
    #[arg(short, long, value_name = "DIR", required_unless_present = "guess")]
    pub(super) output: Option<PathBuf>,
    /// Propose a column map for a table and show what would be read with it
    #[arg(long, value_name = "FILE", conflicts_with_all = ["output", "map", "no_collapse", "memory", "input_format"])]
    pub(super) guess: Option<PathBuf>,
    /// How many records to show under the proposal
    #[arg(long, value_name = "N", default_value_t = 5, requires = "guess")]
    pub(super) rows: usize,
    #[command(flatten)]
    pub(super) reading: Reading,
    #[command(flatten)]
    pub(super) loading: Loading,
}

#[derive(Debug, Args)]
pub(super) struct Stats {
    #[command(flatten)]
    pub(super) data: Data,
    /// Count only events that match
    #[arg(short, long, value_name = "FILTER", default_value = "")]
    pub(super) filter: String,
    /// Only what had been published by the end of this day
    #[arg(long, value_name = "DATE")]
    pub(super) known_at: Option<String>,
    /// One row for each value of a field that is a list of names, such as actor, region, kind, status, publisher, dataset, ucdp.dyad or
    /// cameo; without it, a summary
    #[arg(long, value_name = "FIELD")]
    pub(super) by: Option<String>,
    /// Add the numbers that one claimant gives, instead of counting events: killed, wounded, captured, displaced …
    #[arg(long, value_name = "SUBJECT")]
    pub(super) sum: Option<String>,
    /// Whose numbers to add: an id or name of an actor, or a publisher
    #[arg(long, value_name = "NAME", requires = "sum")]
    pub(super) claimant: Option<String>,
    /// Whom the numbers concern, where the claimant tells several groups apart
    #[arg(long, value_name = "PEOPLE", requires = "sum")]
    pub(super) who: Option<String>,
    /// Length of the periods; the shortest of which there are not too many when absent
    #[arg(long, value_enum, value_name = "PERIOD")]
    pub(super) per: Option<PerArg>,
    /// What to write
    #[arg(long, value_enum, default_value = "table")]
    pub(super) format: StatsFormatArg,
    /// In CSV, leave cells as they are that a spreadsheet would take for formulas
    #[arg(long)]
    pub(super) csv_raw: bool,
    /// Where to write; the file appears when it is complete
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(mut_arg("paths", |paths| paths.value_names(["A", "B"]).num_args(2).required(true)
    .action(clap::ArgAction::Set).help("The two data sets")))]
pub(super) struct Match {
    #[command(flatten)]
    pub(super) data: Data,
    /// Days that dates may lie apart
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u16).range(..=366))]
    pub(super) days: u16,
    /// Kilometres that places may lie apart
    #[arg(long, value_name = "N", default_value_t = 10.0, value_parser = kilometres)]
    pub(super) km: f64,
    /// Leave out what scores less, from 0 to 1
    #[arg(long, value_name = "S", default_value_t = 0.7, value_parser = score)]
    pub(super) min_score: f64,
    /// List all candidates, not only the pairs in which each event comes once
    #[arg(long)]
    pub(super) all: bool,
    /// Compare only events that match
    #[arg(short, long, value_name = "FILTER", default_value = "")]
    pub(super) filter: String,
    /// What to write
    #[arg(long, value_enum, default_value = "table")]
    pub(super) format: MatchFormatArg,
    /// Where to write; the file appears when it is complete
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum MatchFormatArg {
    /// For people, a few lines a pair
    Table,
    /// An array of pairs with their reasons
    Json,
    /// The same, one pair a line
    Ndjson,
    /// Lines of `external_ids` to check and to move into curated events
    Toml,
}

fn kilometres(text: &str) -> Result<f64, String> {
    let number = text.parse().ok().filter(|km| (0.0..=1000.0).contains(km));
    number.ok_or_else(|| format!("{text} is not from 0 to 1000"))
}

fn score(text: &str) -> Result<f64, String> {
    let number = text
        .parse()
        .ok()
        .filter(|score| (0.0..=1.0).contains(score));
    number.ok_or_else(|| format!("{text} is not from 0 to 1"))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum PerArg {
    /// Calendar years
    Year,
    /// Calendar months
    Month,
    /// Weeks from Monday
    Week,
    /// Days
    Day,
    /// Totals only
    None,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum StatsFormatArg {
    /// For people; as many periods as the terminal has room for
    Table,
    /// Comma-separated values
    Csv,
    /// An object with the counts and what has to be known to read them
    Json,
}

#[derive(Debug, Args)]
pub(super) struct Render {
    #[command(flatten)]
    pub(super) data: Data,
    /// Which view
    #[arg(long, value_parser = view(), default_value = "timeline")]
    pub(super) view: View,
    /// Columns and rows
    #[arg(long, value_name = "WxH", default_value = "120x40", value_parser = size)]
    pub(super) size: (u16, u16),
    /// Keys to press first, as in `jj/hama<Enter>`
    #[arg(long, default_value = "", allow_hyphen_values = true)]
    pub(super) keys: String,
    /// Show only events that match
    #[arg(short, long, value_name = "FILTER", default_value = "")]
    pub(super) filter: String,
    #[command(flatten)]
    pub(super) look: LookArgs,
    /// What to write
    #[arg(long, value_enum, default_value = "text")]
    pub(super) format: RenderFormat,
    /// Where to write; the file appears when it is complete
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
}

/// Reads the name of a view.
fn view() -> impl TypedValueParser<Value = View> {
    let views = View::ALL.map(|view| PossibleValue::new(view.slug()).help(view.about()));
    PossibleValuesParser::new(views)
        .try_map(|slug| View::from_slug(&slug).ok_or("there is no such view"))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum RenderFormat {
    /// Characters only
    Text,
    /// Characters with colours for a terminal
    Ansi,
    /// A vector picture
    Svg,
    /// A picture
    Png,
}

fn size(text: &str) -> Result<(u16, u16), String> {
    let (width, height) = text
        .split_once(['x', 'X', '×'])
        .ok_or("write it as in 120x40")?;
    let number = |text: &str, most: u16| match text.parse() {
        Ok(number) if (1..=most).contains(&number) => Ok(number),
        _ => Err(format!("{text} is not from 1 to {most}")),
    };
    Ok((number(width, 1000)?, number(height, 400)?))
}

#[derive(Debug, Args)]
pub(super) struct Keys {
    /// How to list them
    #[arg(long, value_enum, default_value = "text")]
    pub(super) format: KeysFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum KeysFormat {
    /// For people
    Text,
    /// An array of objects
    Json,
    /// The tables of `docs/keys.md`
    Md,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_definition_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn paths_and_commands_are_told_apart() {
        let cli = Cli::try_parse_from(["annals", "./check", "-f", "x"]).expect("a path");
        assert!(cli.command.is_none() && cli.data.paths == [PathBuf::from("./check")]);
        let cli = Cli::try_parse_from(["annals", "check", "a", "b"]).expect("a command");
        assert!(matches!(cli.command, Some(Command::Check(check)) if check.data.paths.len() == 2));
        assert!(
            Cli::try_parse_from(["annals", "query", "-kind:statement", "--format", "csv"]).is_ok()
        );
    }

    #[test]
    fn sizes_have_bounds() {
        assert_eq!(size("80x24"), Ok((80, 24)));
        for text in ["", "80", "0x1", "80x", "1001x1", "-1x5", "65536x1"] {
            assert!(size(text).is_err(), "{text}");
        }
    }
}
