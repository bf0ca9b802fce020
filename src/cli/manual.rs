//! `annals completions` and `annals man`, made from the definition of the command line.

use std::io::Write as _;
use std::process::ExitCode;

use clap::CommandFactory as _;

use super::args::Cli;
use super::failure::Failure;
use super::output::Output;

/// Writes the completions of a shell.
pub(super) fn completions(shell: clap_complete::Shell) -> Result<ExitCode, Failure> {
    // clap_complete panics where its output fails, so it gets memory.
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "annals", &mut text);
    write(&text)
}

/// Writes the manual page: the program's, then that of each command.
pub(super) fn man() -> Result<ExitCode, Failure> {
    let mut text = Vec::new();
    clap_mangen::Man::new(Cli::command()).render(&mut text)?;
    write(&text)
}

fn write(text: &[u8]) -> Result<ExitCode, Failure> {
    let mut out = Output::bytes(None)?;
    out.write_all(text)?;
    out.finish()?;
    Ok(ExitCode::SUCCESS)
}
