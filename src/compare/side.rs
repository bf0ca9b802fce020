//! What a path to a version is.

use std::path::Path;
use std::sync::Arc;

use super::CannotCompare;
use super::columns::plain;
use crate::load::{OpenOptions, Opened as Set};
use crate::reader::detect::{Detected, detect};
use crate::reader::input::{Found, Input, Stream, find};
use crate::reader::{Companion, Format, Options, Reader};

/// A version that has been opened.
pub(super) enum Opened {
    /// Curated TOML, read.
    Curated(Box<Set>),
    /// A published data set, about to be read.
    Published(Side),
}

/// The files of a published version.
pub(super) struct Side {
    pub(super) name: String,
    pub(super) format: &'static str,
    pub(super) files: Vec<File>,
}

/// One file, with what reads it.
pub(super) struct File {
    pub(super) stream: Stream,
    pub(super) reader: Arc<dyn Reader>,
}

impl Side {
    /// The plain names of the columns of all files, in their order; none where records have no columns.
    pub(super) fn columns(&self) -> Vec<String> {
        let mut all = Vec::new();
        for name in self
            .files
            .iter()
            .flat_map(|file| column_names(&*file.reader))
        {
            if !all.contains(&name) {
                all.push(name);
            }
        }
        all
    }
}

/// The plain names of a reader's columns. A name that comes twice is another column the second time.
pub(super) fn column_names(reader: &dyn Reader) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for column in reader.columns() {
        let name = plain(column);
        let again = (2..).map(|number| format!("{name} ({number})"));
        let mut free = std::iter::once(name.clone()).chain(again);
        names.extend(free.find(|name| !names.contains(name)));
    }
    names
}

/// Opens a path.
pub(super) fn open(path: &Path, options: &OpenOptions) -> Result<Opened, CannotCompare> {
    let inputs = find(&[path.to_owned()], &options.input);
    if let Some(error) = inputs.errors.first() {
        return Err(CannotCompare::Unfit(told(error, error.problem.hint())));
    }
    let is_curated = |found: &Found| !matches!(found, Found::Published(_));
    if inputs.found.iter().any(is_curated) {
        return curated(path, inputs.found, options);
    }
    let published = inputs.found.into_iter().filter_map(|found| match found {
        Found::Published(input) => Some(input),
        _ => None,
    });
    published_side(path, published, options).map(Opened::Published)
}

fn curated(path: &Path, found: Vec<Found>, options: &OpenOptions) -> Result<Opened, CannotCompare> {
    let several = || {
        CannotCompare::Unfit(format!(
            "{} has several data sets: name one of them",
            path.display()
        ))
    };
    let [_] = &found[..] else {
        return Err(several());
    };
    drop(found);
    let mut sets = crate::load::open(&[path.to_owned()], options, &()).sets;
    match (sets.pop(), sets.is_empty()) {
        (Some(set), true) => Ok(Opened::Curated(Box::new(set))),
        _ => Err(several()),
    }
}

fn published_side(
    path: &Path,
    inputs: impl Iterator<Item = Input>,
    options: &OpenOptions,
) -> Result<Side, CannotCompare> {
    let mut reading = Options {
        companions: Vec::new(),
        no_collapse: true,
        map: options.map.clone(),
    };
    let mut streams: Vec<(&'static Format, Stream)> = Vec::new();
    for input in inputs {
        let mut stream = input
            .open(&options.input)
            .map_err(|error| CannotCompare::Unfit(told(&error, error.problem.hint())))?;
        let detected = detect(&stream.head(), options.input.format.as_deref())
            .map_err(|error| CannotCompare::Unfit(told(&error, error.hint())))?;
        match detected {
            Detected::Format(format) => streams.push((format, stream)),
            Detected::Companion(kind) => {
                let text = stream.read_all(options.input.limits.document);
                let text = text.map_err(|error| CannotCompare::Unfit(told(&error, None)))?;
                reading.companions.push(Companion { kind, text });
            }
        }
    }
    let name = path.display().to_string();
    let Some(format) = streams.first().map(|(format, _)| format.name) else {
        return Err(CannotCompare::Unfit(format!("{name} has no data")));
    };
    if let Some((other, _)) = streams.iter().find(|(other, _)| other.name != format) {
        return Err(CannotCompare::Unfit(format!(
            "{name} has data of several formats, {format} and {}: name the files of one of them",
            other.name
        )));
    }
    let files: Result<Vec<File>, CannotCompare> = streams
        .into_iter()
        .map(|(format, stream)| file(format, stream, &reading))
        .collect();
    Ok(Side {
        name,
        format,
        files: files?,
    })
}

fn file(format: &Format, stream: Stream, reading: &Options) -> Result<File, CannotCompare> {
    let reader = (format.open)(&stream.head(), reading);
    let reader = reader
        .map_err(|fault| CannotCompare::Unfit(format!("{}: {}", stream.name(), fault.message)))?;
    Ok(File {
        stream,
        reader: reader.into(),
    })
}

fn told(error: &dyn std::fmt::Display, hint: Option<String>) -> String {
    match hint {
        Some(hint) => format!("{error}\n  {hint}"),
        None => error.to_string(),
    }
}
