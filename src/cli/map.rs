//! A column map against the files that it is for, before they are opened.

use std::fs;
use std::path::{Path, PathBuf};

use super::args::Reading;
use super::failure::Failure;
use super::filter::{colour_of_errors, warn_plain};
use crate::diagnostic::render_all;
use crate::load::OpenOptions;
use crate::reader::formats::mapped::{Checked, read_map};
use crate::reader::input::{Found, find};

/// Tells every mistake of the map that `--map` names, with its place, on standard error. Pipes, which can be read once only, and
/// folders are not looked into; what is wrong there is told when they are opened.
pub(super) fn check(
    paths: &[PathBuf],
    reading: &Reading,
    options: &OpenOptions,
) -> Result<(), Failure> {
    let (Some(name), Some(text)) = (&reading.map, &options.map) else {
        return Ok(());
    };
    if options.input.format.as_deref() != Some("map") {
        return Ok(());
    }
    let files = paths
        .iter()
        .filter(|path| fs::metadata(path).is_ok_and(|data| data.is_file()));
    let checked = files.flat_map(|path| of_file(path, &name.display().to_string(), text, options));
    for checked in checked {
        if !checked.problems.is_empty() {
            let told = render_all(&checked.problems, &checked.files, colour_of_errors());
            warn_plain(&format!("{told}\n"));
        }
        // What is wrong with another file of the same columns is the same.
        if checked.map.is_none() {
            return Err(Failure::Reported);
        }
    }
    Ok(())
}

fn of_file(path: &Path, name: &str, text: &str, options: &OpenOptions) -> Vec<Checked> {
    let inputs = find(&[path.to_owned()], &options.input);
    let streams = inputs.found.into_iter().filter_map(|found| match found {
        Found::Published(input) => input.open(&options.input).ok(),
        _ => None,
    });
    streams
        .map(|stream| read_map(name, text, &stream.head()))
        .collect()
}
