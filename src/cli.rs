//! The command line: what is asked for, who does it, and the exit code.
//!
//! Exit codes: 0 done; 1 `check` found problems or `diff` differences; 2 cannot run; 3 written, but an input was not read whole; 74 the output could not be written; 101 a fault in annals; 128 + n
//! ended by signal n. A reader that closes the pipe has seen enough, which is no error.

mod args;
mod browse;
mod check;
mod data;
mod diff;
mod failure;
mod filter;
mod import;
mod keys;
mod look;
mod manual;
mod map;
mod matches;
mod output;
mod query;
mod render;
mod stats;

use std::process::ExitCode;

use clap::Parser as _;

use self::args::{Cli, Command};
use self::failure::Failure;
use crate::runtime;

/// Runs the program as the command line asks.
#[must_use]
pub fn main() -> ExitCode {
    if let Err(report) = runtime::install_reports() {
        return Failure::Unexpected(report).report();
    }
    match Cli::try_parse() {
        Ok(cli) => run(&cli).unwrap_or_else(Failure::report),
        Err(error) => usage(&error),
    }
}

fn run(cli: &Cli) -> Result<ExitCode, Failure> {
    match &cli.command {
        None => browse::run(cli),
        Some(Command::Check(check)) => check::run(check),
        Some(Command::Query(query)) => query::run(query),
        Some(Command::Diff(diff)) => diff::run(diff),
        Some(Command::Import(import)) => import::run(import),
        Some(Command::Match(pair)) => matches::run(pair),
        Some(Command::Stats(stats)) => stats::run(stats),
        Some(Command::Render(render)) => render::run(render),
        Some(Command::Tour(tour)) => browse::tour(tour),
        Some(Command::Keys(keys)) => keys::run(keys),
        Some(Command::Completions { shell }) => manual::completions(*shell),
        Some(Command::Man) => manual::man(),
    }
}

/// Help and version go to standard output with code 0, everything else to standard error with code 2.
fn usage(error: &clap::Error) -> ExitCode {
    match error.print() {
        Ok(()) => ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(u8::MAX)),
        Err(error) => Failure::Output(error).report(),
    }
}
