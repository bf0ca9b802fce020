//! Published data → a folder of curated TOML that holds the same events, to be edited from then on.
//!
//! Every event keeps the id of its record in `external_ids`. What the format of curated data has no place for is not carried,
//! and the head of the folder says which columns that concerns; the original file has them. The folder is complete or not
//! there at all, and it has been read back before it gets its name.

mod collect;
mod coverage;
mod folder;
mod ids;
mod sources;
#[cfg(test)]
mod tests;

use std::io;
use std::path::Path;

use crate::analysis::{Engine, EventKey};
use crate::diagnostic::Severity;
use crate::load::{Opened, ReadError};
use crate::model::Dataset;
use crate::reader::Format;
use collect::Collector;

/// Published data as curated records.
#[derive(Debug)]
pub struct Imported {
    /// The records.
    pub dataset: Dataset,
    /// What the head of the folder says of its origin, a line each.
    pub origin: Vec<String>,
    /// Columns of the original whose values do not all stand in the records as they are written there.
    pub not_carried: Vec<String>,
    /// Events that were left out because EDTF has no way to write their dates.
    pub undatable: usize,
}

/// Why a folder was not made.
#[derive(Debug)]
pub enum CannotImport {
    /// The folder is there and is not empty, or is no folder.
    Taken(String),
    /// It could not be written.
    Write(io::Error),
    /// What was written does not read back as it should: a fault in annals.
    ReadBack(String),
}

/// Makes curated records of published data sets of one format.
///
/// # Errors
///
/// When a record cannot be read again.
pub fn import(opened: Vec<Opened>, format: &Format) -> Result<Imported, ReadError> {
    let names: Vec<String> = opened.iter().flat_map(|one| one.names.clone()).collect();
    let counts: Vec<usize> = opened.iter().map(Opened::records).collect();
    let engine = Engine::open(opened);
    let mut collector = Collector::new(format);
    for (number, (set, &events)) in (0..).zip(engine.datasets().iter().zip(&counts)) {
        collector.start(set);
        for event in 0..u32::try_from(events).unwrap_or(u32::MAX) {
            let key = EventKey {
                dataset: number,
                event,
            };
            if let Some((set, event)) = engine.record(key)? {
                collector.event(set, &event);
            }
        }
    }
    Ok(collector.finish(format, &names))
}

/// Writes the folder.
///
/// # Errors
///
/// A folder that is not empty, or that cannot be written.
pub fn write(imported: &Imported, folder: &Path) -> Result<(), CannotImport> {
    let place = folder::Place::new(folder)?;
    place.write(&folder::files(imported))?;
    read_back(imported, place.temporary())?;
    place.finish()
}

/// Opens what was written: there must be no error in it and no event missing.
fn read_back(imported: &Imported, folder: &Path) -> Result<(), CannotImport> {
    let opened = crate::dataset::open(&[folder.to_owned()]);
    let mut problems = opened.iter().flat_map(|one| &one.diagnostics);
    if let Some(problem) = problems.find(|problem| problem.severity == Severity::Error) {
        return Err(CannotImport::ReadBack(problem.message.clone()));
    }
    let read: usize = opened.iter().map(|one| one.dataset.events.len()).sum();
    let written = imported.dataset.events.len();
    if read == written {
        Ok(())
    } else {
        Err(CannotImport::ReadBack(format!(
            "{written} events were written and {read} read"
        )))
    }
}
