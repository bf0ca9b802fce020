//! `annals [PATH …]`: the screen.

use std::io::{self, IsTerminal as _};
use std::process::ExitCode;
use std::sync::Arc;

use super::args::{Cli, LookArgs, Tour};
use super::failure::Failure;
use super::output::Output;
use super::{data, filter, look};
use crate::app::Notice;
use crate::config::{self, Loaded};
use crate::diagnostic::{self, Diagnostic, Severity, SourceMap};
use crate::runtime::plain::{self, Plain};
use crate::runtime::{self, Exit, Settings};

/// Shows the data until the reader quits.
pub(super) fn run(cli: &Cli) -> Result<ExitCode, Failure> {
    if cli.plain || accessible() {
        return plain(cli);
    }
    runtime::fit().map_err(Failure::Screen)?;
    let source = data::Source::new(&cli.data)?;
    let filter = filter::with_known(
        cli.filter.as_deref().unwrap_or_default(),
        cli.known_at.as_deref(),
    )?;
    let settings = Settings {
        view: cli.view,
        filter,
        is_rereadable: source.is_rereadable(),
        ..settings(&cli.look, cli.no_mouse)
    };
    browse(settings, source)
}

/// Whether the environment asks for programs that can be listened to, as other programs of the command line understand it.
fn accessible() -> bool {
    std::env::var_os("ACCESSIBLE").is_some_and(|value| !value.is_empty() && value != "0")
}

/// Lines in, sentences out.
fn plain(cli: &Cli) -> Result<ExitCode, Failure> {
    let source = data::Source::new(&cli.data)?;
    let filter = filter::with_known(
        cli.filter.as_deref().unwrap_or_default(),
        cli.known_at.as_deref(),
    )?;
    let engine = source.engine()?;
    filter::totals(&engine, &filter)?;
    let plain = Plain::new(Arc::new(engine), cli.view, filter);
    let stdin = io::stdin();
    let prompt = if stdin.is_terminal() { "> " } else { "" };
    let mut out = Output::bytes(None)?;
    plain::converse(plain, stdin.lock(), &mut out, prompt)?;
    out.finish()?;
    Ok(ExitCode::SUCCESS)
}

/// Shows the data set inside the binary, and what can be done with it.
pub(super) fn tour(args: &Tour) -> Result<ExitCode, Failure> {
    runtime::fit().map_err(Failure::Screen)?;
    let settings = Settings {
        tour: true,
        ..settings(&args.look, args.no_mouse)
    };
    browse(settings, data::Source::embedded())
}

fn browse(settings: Settings, source: data::Source) -> Result<ExitCode, Failure> {
    let exit = runtime::browse(settings, Box::new(move |watch| source.open(watch)))
        .map_err(Failure::Screen)?;
    Ok(match exit {
        Exit::Quit => ExitCode::SUCCESS,
        Exit::Signal(number) => ExitCode::from(u8::try_from(128 + number).unwrap_or(u8::MAX)),
        // As by SIGHUP.
        Exit::Hangup => ExitCode::from(129),
    })
}

/// What the reader's files and the look on the command line say.
fn settings(look: &LookArgs, no_mouse: bool) -> Settings {
    let loaded = config::load();
    let look = look::of_terminal(look, &loaded.config);
    Settings {
        look,
        mouse: loaded.config.mouse && !no_mouse,
        facets_width: loaded.config.facets,
        detail_width: loaded.config.detail,
        notices: notice(&loaded).into_iter().collect(),
        keymap: loaded.keymap,
        ..Settings::default()
    }
}

/// The first problem of the reader's files as a notice. All of them go to standard error, where they are read after quitting.
fn notice(loaded: &Loaded) -> Option<Notice> {
    let first = loaded
        .problems
        .iter()
        .min_by_key(|problem| problem.severity)?;
    filter::warn_plain(&diagnostic::render_all(
        &loaded.problems,
        &loaded.files,
        filter::colour_of_errors(),
    ));
    let more = match loaded.problems.len() - 1 {
        0 => String::new(),
        more => format!(" (and {more} more, told on the screen that you come from)"),
    };
    let text = format!("{}: {}{more}", place(first, &loaded.files), first.message);
    Some(if first.severity == Severity::Error {
        Notice::problem(text)
    } else {
        Notice::info(text)
    })
}

/// `file:line:column` of a problem.
fn place(problem: &Diagnostic, files: &SourceMap) -> String {
    let Some(label) = problem.labels.first() else {
        return String::new();
    };
    let position = files.position(label.file, label.span.start);
    format!(
        "{}:{}:{}",
        files.name(label.file),
        position.line,
        position.column
    )
}
