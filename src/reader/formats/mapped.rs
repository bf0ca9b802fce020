//! Any table (CSV, TSV) or JSON records, with a column map that says which column holds what (`docs/column-map.md`).
//!
//! A file of this sort is not known by its looks: it is opened with the text of a map in [`Options::map`]. [`read_map`] tells
//! every mistake of a map at once; [`guess`] proposes a map for a file.

mod cells;
mod check;
mod claims;
mod columns;
mod dates;
mod entries;
mod event;
mod fill;
mod guess;
mod location;
mod map;
mod numbers;
mod read;
mod sample;
mod sources;
mod template;
#[cfg(test)]
mod tests;
mod tree;

pub use guess::{Guess, guess};
pub use map::Map;
pub use read::{Checked, read_map};

use super::{Format, Sniff};
use crate::diagnostic::Severity;
use crate::reader::{About, Cut, Fault, Head, Options, Reader, Record, Row};

pub(super) const MAPPED: Format = Format {
    name: "map",
    label: "Any table or JSON records, with a column map",
    companions: &[],
    sniff,
    open,
};

/// Every table could be read with a map, and none says so itself.
fn sniff(_: &Head<'_>) -> Sniff {
    Sniff::No
}

fn open(head: &Head<'_>, options: &Options) -> Result<Box<dyn Reader>, Fault> {
    let Some(text) = &options.map else {
        return Err(Fault::record("this file needs a column map"));
    };
    let checked = read_map("the column map", text, head);
    match checked.map {
        Some(map) => Ok(Box::new(Mapped { map })),
        None => Err(first(&checked)),
    }
}

/// The first mistake of a map in one sentence.
fn first(checked: &Checked) -> Fault {
    let mut problems = checked.problems.iter();
    let Some(problem) = problems.find(|problem| problem.severity == Severity::Error) else {
        return Fault::record("the column map cannot be read");
    };
    let place = problem.labels.first();
    let line = place.map_or(1, |label| {
        checked.files.position(label.file, label.span.start).line
    });
    let hint = problem.hint.iter().map(|hint| format!(" ({hint})"));
    Fault::record(format!(
        "line {line} of the column map: {}{}",
        problem.message,
        hint.collect::<String>()
    ))
}

#[derive(Debug)]
struct Mapped {
    map: Map,
}

impl Reader for Mapped {
    fn about(&self) -> &About {
        &self.map.about
    }

    fn cut(&self) -> &Cut {
        self.map.columns.cut()
    }

    fn fields(&self) -> Vec<&str> {
        self.map.fields.iter().map(String::as_str).collect()
    }

    fn columns(&self) -> &[String] {
        self.map.columns.names()
    }

    fn read(&self, record: &Record<'_>, row: &mut Row) -> Result<(), Fault> {
        fill::fill(&self.map, record, row)
    }
}
