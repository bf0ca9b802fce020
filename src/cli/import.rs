//! `annals import`: published data into a folder of TOML, or a column map proposed for a table.

mod guess;

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::args::Import;
use super::data::{self, counted};
use super::failure::Failure;
use super::filter::warn;
use crate::analysis::AskError;
use crate::diagnostic::Severity;
use crate::import::{self, CannotImport, Imported};
use crate::load::{OpenOptions, Opened};
use crate::reader::Format;
use crate::reader::detect::{Detected, detect};
use crate::reader::input::{Found, InputError, Settings, find};
use crate::reader::{FORMATS, Head};

/// Makes the folder, or proposes a map.
pub(super) fn run(asked: &Import) -> Result<ExitCode, Failure> {
    if let Some(file) = &asked.guess {
        return guess::run(file, asked.rows, &asked.reading);
    }
    // Both are required where no map is asked for.
    let (Some(name), Some(folder)) = (&asked.format, &asked.output) else {
        return Err(Failure::Cannot(
            "say which format, and where to with -o".to_owned(),
        ));
    };
    let mut options = data::options(&asked.reading, &asked.loading)?;
    let format = format(name, &asked.paths, &options)?;
    // What is imported is edited from then on: the original is hardly opened again.
    options.cache = None;
    if name != "auto" {
        options.input.format = Some(format.name.to_owned());
    }
    let source = data::Source::any_of(asked.paths.clone(), &asked.reading, options)?;
    let opened = published(source.collection()?.sets)?;
    let imported = import::import(opened, format).map_err(AskError::from)?;
    tell(&imported, folder, import::write(&imported, folder))?;
    Ok(source.exit())
}

/// The format by its name, or the one that all files have.
fn format(
    name: &str,
    paths: &[PathBuf],
    options: &OpenOptions,
) -> Result<&'static Format, Failure> {
    if name == "auto" && options.map.is_none() {
        return detected(paths, &options.input);
    }
    let name = if name == "auto" { "map" } else { name };
    if let Some(format) = FORMATS.iter().find(|format| format.name == name) {
        return Ok(format);
    }
    let nothing = Head {
        name: "",
        text: "",
        whole: true,
    };
    Err(match detect(&nothing, Some(name)) {
        Err(error) => cannot(&error, error.hint()),
        Ok(_) => Failure::Cannot(format!(
            "`{name}` files belong to others and have no events"
        )),
    })
}

fn detected(paths: &[PathBuf], settings: &Settings) -> Result<&'static Format, Failure> {
    if paths.iter().any(|path| path.as_os_str() == "-") {
        let why = "say which format standard input has, in place of `auto`";
        return Err(Failure::Cannot(why.to_owned()));
    }
    let inputs = find(paths, settings);
    // What cannot be read is reported when the data are opened, unless there is nothing else.
    let unreadable = |error: &InputError| cannot(error, error.problem.hint());
    let mut refused = inputs.errors.first().map(unreadable);
    let mut format: Option<&'static Format> = None;
    for found in inputs.found {
        let Found::Published(input) = found else {
            return Err(curated());
        };
        let stream = match input.open(settings) {
            Ok(stream) => stream,
            Err(error) => {
                refused.get_or_insert(unreadable(&error));
                continue;
            }
        };
        let is = match detect(&stream.head(), settings.format.as_deref()) {
            Ok(is) => is,
            Err(error) => {
                refused.get_or_insert(cannot(&error, error.hint()));
                continue;
            }
        };
        let Detected::Format(one) = is else {
            continue;
        };
        match format {
            Some(other) if other.name != one.name => {
                return Err(Failure::Cannot(format!(
                    "the files are of several formats, {} and {}: import them one by one",
                    other.name, one.name
                )));
            }
            _ => format = Some(one),
        }
    }
    let none = || Failure::Cannot("there is no file with events".to_owned());
    format.ok_or_else(|| refused.unwrap_or_else(none))
}

fn cannot(error: &dyn std::fmt::Display, hint: Option<String>) -> Failure {
    let hint = hint.map_or_else(String::new, |hint| format!("\n  {hint}"));
    Failure::Cannot(data::visible(&format!("{error}{hint}")))
}

fn curated() -> Failure {
    Failure::Cannot("this is curated TOML already".to_owned())
}

/// Only published data with events; what was left out of them is told.
fn published(opened: Vec<Opened>) -> Result<Vec<Opened>, Failure> {
    let errors = data::count(&opened, Severity::Error);
    if errors > 0 {
        warn(&format!(
            "{} in the data: what is wrong is left out, see `annals check`",
            counted(errors, "error")
        ));
    }
    let events: usize = opened.iter().map(Opened::events).sum();
    if events > 0
        && opened
            .iter()
            .any(|one| one.rows.is_none() && one.events() > 0)
    {
        return Err(curated());
    }
    let opened: Vec<Opened> = opened
        .into_iter()
        .filter(|one| one.rows.is_some())
        .collect();
    if opened.iter().all(|one| one.events() == 0) {
        return Err(Failure::Cannot("there are no events to import".to_owned()));
    }
    Ok(opened)
}

fn tell(
    imported: &Imported,
    folder: &Path,
    written: Result<(), CannotImport>,
) -> Result<(), Failure> {
    written.map_err(|error| match error {
        CannotImport::Taken(why) => Failure::Cannot(data::visible(&why)),
        CannotImport::Write(error) => Failure::Output(error),
        CannotImport::ReadBack(why) => Failure::Unexpected(color_eyre::Report::new(
            io::Error::other(format!("what was written does not read back: {why}")),
        )),
    })?;
    if imported.undatable > 0 {
        warn(&format!(
            "{} left out, whose dates EDTF cannot write",
            counted(imported.undatable, "event")
        ));
    }
    let set = &imported.dataset;
    let counts = [
        counted(set.events.len(), "event"),
        counted(set.actors.len(), "actor"),
        counted(set.regions.len(), "region"),
        counted(set.sources.len(), "source"),
    ];
    let name = data::visible(&folder.display().to_string());
    warn(&format!("{name}: {}", counts.join(", ")));
    if !imported.not_carried.is_empty() {
        warn(&format!(
            "{} not carried word for word, which the head of dataset.toml names",
            counted(imported.not_carried.len(), "column")
        ));
    }
    Ok(())
}
