//! `annals diff`: what changed between two versions of a data set.

use std::io;
use std::process::ExitCode;

use super::args::{Diff, DiffFormat, Loading};
use super::data;
use super::failure::{Failure, PROBLEMS};
use super::filter::warn;
use super::output::Output;
use crate::compare::{self, CannotCompare, CannotReadAgain, Choice, Format};
use crate::diagnostic::visible;

/// Writes on standard output or into a file. Versions that differ are exit code 1, as with diff(1).
pub(super) fn run(diff: &Diff) -> Result<ExitCode, Failure> {
    let options = data::options(&diff.reading, &Loading::default())?;
    let paths = vec![diff.old.clone(), diff.new.clone()];
    data::Source::of(paths, &diff.reading, options.clone())?;
    let choice = Choice {
        only: diff.only.clone(),
        ignore: diff.ignore.clone(),
    };
    let compared = compare::compare(&diff.old, &diff.new, &options, &choice);
    let comparison = compared.map_err(|error| match error {
        CannotCompare::Unfit(why) => Failure::Cannot(data::visible(&why)),
        CannotCompare::Read(error) => Failure::Cannot(visible(&error.to_string())),
    })?;
    for name in choice.unknown(&comparison) {
        warn(&format!(
            "neither version has a column `{}`",
            visible(&name)
        ));
    }
    let mut out = match diff.format {
        // JSON escapes what a terminal would obey.
        DiffFormat::Json => Output::bytes(diff.output.as_deref())?,
        _ => Output::text(diff.output.as_deref())?,
    };
    let format = match diff.format {
        DiffFormat::Text => Format::Text { all: diff.all },
        DiffFormat::Md => Format::Markdown { all: diff.all },
        DiffFormat::Json => Format::Json,
    };
    compare::write(&mut out, format, &comparison).map_err(failed)?;
    out.finish()?;
    Ok(if comparison.is_equal() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(PROBLEMS)
    })
}

/// It is the output that fails, unless a record is not there any more.
fn failed(error: io::Error) -> Failure {
    let inner = error
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<CannotReadAgain>());
    if inner.is_some() {
        Failure::Cannot(visible(&error.to_string()))
    } else {
        Failure::Output(error)
    }
}
