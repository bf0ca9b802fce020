//! The formats that are known, each in a file of its own.

mod acled;
mod cells;
mod gdelt;
mod geojson;
mod ical;
pub mod mapped;
mod named;
mod plover;
mod polecat;
mod timelinejs;
mod timelinejs_csv;
mod timemap;
mod timesketch;
mod ucdp;

use super::{Fault, Head, Options, Reader};

/// How sure a format is that a file is its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sniff {
    /// It is not.
    No,
    /// It could be; another format may fit better.
    Maybe,
    /// It is.
    Yes,
}

/// A format: how it is known, and how it is read.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// Name for `--input-format` and `annals import`.
    pub name: &'static str,
    /// Name for people.
    pub label: &'static str,
    /// Kinds of files that belong to files of this format and have no events themselves.
    pub companions: &'static [CompanionKind],
    /// Looks at the start of a file.
    pub sniff: fn(&Head<'_>) -> Sniff,
    /// Makes a reader from the start of a file.
    pub open: Open,
}

/// Makes a reader from the start of a file.
pub type Open = fn(&Head<'_>, &Options) -> Result<Box<dyn Reader>, Fault>;

/// A kind of file that belongs to others.
#[derive(Debug, Clone, Copy)]
pub struct CompanionKind {
    /// Its name, such as `gdelt-mentions`.
    pub name: &'static str,
    /// Looks at the start of a file.
    pub sniff: fn(&Head<'_>) -> Sniff,
}

/// Every format, the most particular first.
pub const FORMATS: &[Format] = &[
    ucdp::GED,
    acled::ACLED,
    gdelt::EVENTS,
    polecat::POLECAT,
    plover::PLOVER,
    geojson::GED,
    geojson::PLAIN,
    timemap::TIMEMAP,
    timesketch::TIMESKETCH,
    timesketch::L2TCSV,
    timelinejs::TIMELINE_JSON,
    timelinejs_csv::TIMELINE_CSV,
    ical::ICAL,
    mapped::MAPPED,
];

/// The publisher of a text whose publisher is not told.
const UNNAMED: &str = "(publisher not named)";

/// Oddity of a record whose format has ids and that has none: it is told from others by its place in the file.
const NO_ID: &str = "no-id";

#[cfg(test)]
mod clocks;
#[cfg(test)]
mod tests;
