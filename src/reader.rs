//! Published data sets: bytes → records → rows.
//!
//! UCDP, ACLED, GDELT and the common timeline formats are read here as they are. A [`Format`] knows a file when it sees its
//! start ([`Head`]) and makes a [`Reader`] for it, which says how the bytes are cut into records ([`Cut`]) and turns one
//! [`Record`] into one [`Row`]. Nothing else differs between formats: loading, names, details and exports are shared.
//!
//! A record is read twice by the same code: once when the data are loaded, and once when its event is shown, from its place
//! in the file. So no record has to be held, and every column of the input can be shown.

mod cells;
mod clock;
mod countries;
mod cut;
mod dates;
pub mod detect;
pub mod formats;
mod head;
mod headline;
mod html;
pub mod input;
mod json;
mod moment;
mod object;
mod quotes;
mod record;
mod repair;
mod row;
#[cfg(test)]
pub(crate) mod testing;
mod web;

pub(crate) use cut::last_record_end;
pub use cut::{Cut, Cutter, Parts, Unclosed};
pub use formats::{FORMATS, Format, Sniff};
pub use head::Head;
pub(crate) use head::separator_line;
pub use quotes::{How, Swallowed, has_all_cells, says_columns, swallowed};
pub use record::{Fields, Multiline, Record};
pub use repair::{Repaired, first_within, has_escaped_control, repaired};
pub use row::{
    ActorPart, ClaimPart, ClaimantPart, CodePart, FieldPart, Pool, QuotePart, RegionPart, Reuse,
    Row, RowDate, SourcePart,
};

use std::borrow::Cow;
use std::fmt::Debug;

/// Turns records of one file into rows. Made by [`Format::open`] from the start of the file.
pub trait Reader: Debug + Send + Sync {
    /// What the file says of itself, or what its publisher says of it.
    fn about(&self) -> &About;

    /// How the file is cut into records.
    fn cut(&self) -> &Cut;

    /// Names of the data set's own fields that filters know beside the common ones, such as `ucdp.dyad`. A
    /// [`FieldPart::field`] is a position in this list.
    fn fields(&self) -> Vec<&str> {
        Vec::new()
    }

    /// Names of the columns, in the order of the file; empty where records have no columns (JSON, calendars).
    fn columns(&self) -> &[String] {
        &[]
    }

    /// Names of the columns of one record: those of the file, unless records of several layouts may stand in one file.
    fn columns_of(&self, record: &Record<'_>) -> &[String] {
        let _ = record;
        self.columns()
    }

    /// Reads one record into a row that has been cleared.
    ///
    /// # Errors
    ///
    /// A record that is no event: no usable date, a cell that is not what the format says. It is counted and reported, and
    /// the rest loads. What is odd but usable is noted with [`Row::odd`] instead.
    fn read(&self, record: &Record<'_>, row: &mut Row) -> Result<(), Fault>;

    /// Everything the record holds, as `(column, value)`, in the order of the file.
    fn raw(&self, record: &Record<'_>) -> Vec<(String, String)> {
        match record {
            Record::Fields(fields) => self
                .columns_of(record)
                .iter()
                .enumerate()
                .map(|(at, column)| (column.clone(), fields.get(at).to_owned()))
                .collect(),
            Record::Text(text) => json::flattened(text),
        }
    }
}

/// What a data set says of itself; empty texts are absent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    /// Its title, `UCDP GED 25.1`.
    pub title: String,
    /// Who says what it claims in its own voice: `UCDP`, `ACLED`. Numbers in the file are claims by this publisher.
    pub publisher: String,
    /// Licence, an SPDX expression where there is one.
    pub license: String,
    /// Credit that the licence asks for.
    pub attribution: Vec<String>,
    /// Version.
    pub version: String,
    /// IANA zone of clock times.
    pub timezone: String,
}

/// Why a record is no event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Position of the column that is wrong, where one is.
    pub column: Option<usize>,
    /// Byte of the record, or of the document, that is wrong, where that is known of one without columns.
    pub at: Option<usize>,
    /// A full sentence without a full stop.
    pub message: Cow<'static, str>,
    /// Whether all is well with the record, only that it is no event: the title of a timeline, a blank row.
    pub harmless: bool,
}

impl Fault {
    /// A fault of a column.
    pub fn column(column: usize, message: impl Into<Cow<'static, str>>) -> Self {
        Self {
            column: Some(column),
            ..Self::record(message)
        }
    }

    /// No fault: a record that is not meant to be an event.
    pub fn no_event(message: impl Into<Cow<'static, str>>) -> Self {
        Self {
            harmless: true,
            ..Self::record(message)
        }
    }

    /// A fault of the record as a whole.
    pub fn record(message: impl Into<Cow<'static, str>>) -> Self {
        Self {
            column: None,
            at: None,
            message: message.into(),
            harmless: false,
        }
    }
}

/// What the reader of the program may ask for when a file is opened.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Whole texts of files that belong to others and are none themselves: mentions, sources, associations.
    pub companions: Vec<Companion>,
    /// Show each coded row, where rows of one report are one event otherwise (GDELT).
    pub no_collapse: bool,
    /// Text of a column map, for files of no known format.
    pub map: Option<String>,
}

/// A file that belongs to others, such as GDELT's mentions or the sources of a timemap.
#[derive(Debug, Clone)]
pub struct Companion {
    /// Name of its kind, as [`Format::companions`] lists it.
    pub kind: &'static str,
    /// Its text.
    pub text: String,
}
