//! Published data sets: rows → batches → a [`Dataset`] of names, and the way back from an event to its record.
//!
//! A file is cut into chunks of whole records. Two threads read them, each into a batch with names of its own; at the end the
//! names are put together in the order in which they stand in the file, so that the result does not depend on which thread
//! read what. No record is held: [`Published`] knows where each stands and reads it again when it is shown.

mod cache;
mod chunks;
mod filler;
mod names;
mod open;
mod published;
pub(crate) mod publishers;
mod put;
mod read_error;
mod reopen;
mod report;

#[cfg(test)]
mod tests;

use std::io;
use std::sync::Arc;

use crate::model::Dataset;
use crate::reader::Reader;
use crate::store::DatasetBatch;

pub use cache::{Cache, Rest, Save, Saving, Wanted};
pub use chunks::{Limits, Outcome, Progress, load};
pub use open::{Collection, OpenOptions, Opened, Unread, Watch, open, recognise};
pub use published::{Backing, Positions, Published};
pub use read_error::ReadError;
pub use report::{Oddity, Problem, Report, Spot};

/// One file to read.
pub struct File {
    /// Its name, as people know it.
    pub name: String,
    /// What reads it.
    pub reader: Arc<dyn Reader>,
    /// Its decoded text, from the start.
    pub text: Box<dyn io::Read + Send>,
    /// Where the decoded text can be read again.
    pub backing: Arc<dyn Backing>,
    /// Bytes of decoded text, as far as known: for progress and for how much room to make.
    pub bytes: Option<u64>,
}

/// A published data set, loaded.
#[derive(Debug)]
pub struct Loaded {
    /// Names of actors, regions and sources. It has no events: those are in the batches.
    pub dataset: Dataset,
    /// The rows.
    pub batches: Vec<DatasetBatch>,
    /// The way back to the records.
    pub published: Published,
    /// What was wrong or odd.
    pub report: Report,
}
