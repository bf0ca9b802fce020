//! Why a command ended without doing what it was asked, and the exit code that says so.

use std::io::{self, Write as _};
use std::process::ExitCode;

use super::data;
use crate::analysis::AskError;
use crate::export::WriteError;
use crate::runtime;

/// `check` found problems.
pub(super) const PROBLEMS: u8 = 1;
const CANNOT_RUN: u8 = 2;
/// The output is written, but an input was not read whole.
pub(super) const INCOMPLETE: u8 = 3;
/// `EX_IOERR` of sysexits.h.
const OUTPUT: u8 = 74;
/// As a panic.
const FAULT: u8 = 101;

/// Why a command ended.
#[derive(Debug)]
pub(super) enum Failure {
    /// It cannot run: a sentence that says why.
    Cannot(String),
    /// What is wrong has been reported already.
    Reported,
    /// Its output could not be written.
    Output(io::Error),
    /// An input could not be read again while it was answered from: what was written already is not the whole answer.
    Asking(AskError),
    /// The screen could not be shown any longer.
    Screen(runtime::Failure),
    /// Something that should not happen.
    Unexpected(color_eyre::Report),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<AskError> for Failure {
    fn from(error: AskError) -> Self {
        Self::Asking(error)
    }
}

impl From<WriteError> for Failure {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Output(error) => Self::Output(error),
            WriteError::Events(error) => Self::Asking(error),
        }
    }
}

impl Failure {
    /// Tells the reader, on standard error, and gives the exit code. A reader who closed the pipe has seen enough.
    pub(super) fn report(self) -> ExitCode {
        match self {
            Self::Cannot(why) => end(CANNOT_RUN, &format!("annals: {why}")),
            Self::Reported => ExitCode::from(CANNOT_RUN),
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
            Self::Output(error) => end(
                OUTPUT,
                &format!("annals: the output could not be written: {error}"),
            ),
            Self::Asking(AskError::DamagedCache) => end(
                CANNOT_RUN,
                "annals: the cache of these data was damaged meanwhile: run the command again",
            ),
            Self::Asking(error) => end(
                CANNOT_RUN,
                &format!(
                    "annals: {}: the answer is not whole",
                    data::visible(&error.to_string())
                ),
            ),
            Self::Screen(failure) => screen(failure),
            Self::Unexpected(report) => end(FAULT, &format!("{report:?}")),
        }
    }
}

fn screen(failure: runtime::Failure) -> ExitCode {
    use runtime::{Failure, Unfit};
    match failure {
        Failure::Unfit(Unfit::NoOutput) => end(
            CANNOT_RUN,
            "annals: standard output is no terminal; to write events, use `annals query`",
        ),
        Failure::Unfit(Unfit::NoInput) => end(
            CANNOT_RUN,
            "annals: there is no terminal to read keys from; to write events, use `annals query`",
        ),
        Failure::Unfit(Unfit::Dumb) => end(
            CANNOT_RUN,
            "annals: this terminal (TERM=dumb) cannot show a screen; to write events, use `annals query`",
        ),
        Failure::Terminal(error) => end(OUTPUT, &format!("annals: the terminal failed: {error}")),
        Failure::Fault(fault) => end(FAULT, &fault.0),
    }
}

fn end(code: u8, message: &str) -> ExitCode {
    // Nobody is left to tell that standard error is gone.
    let _ = writeln!(io::stderr(), "{message}");
    ExitCode::from(code)
}
