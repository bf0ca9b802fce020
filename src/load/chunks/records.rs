//! One record: read into a row, the row into the columns, and what is wrong or odd about it into the tally.

use super::Session;
use super::texts::{Chunk, is_controlled};
use crate::load::filler::{Filler, place};
use crate::load::report::Problem;
use crate::reader::{Fault, Record, Row};

impl Session<'_> {
    /// Reads one record into a row and the row into the columns.
    pub(super) fn take(
        &self,
        chunk: &Chunk,
        at: usize,
        record: &Record<'_>,
        length: Option<u32>,
        row: &mut Row,
        filler: &mut Filler,
    ) {
        filler.tally.records += 1;
        row.clear();
        let reader = &*self.readers[chunk.file];
        let columns = reader.columns().len();
        let group = reader.group(record);
        let read = match record {
            Record::Fields(fields) if columns > 0 && fields.len() != columns => {
                Err(Fault::record(format!(
                    "this record has {} cells where there are {columns} columns",
                    fields.len()
                )))
            }
            _ if group.is_some_and(|group| filler.has_group(group)) => {
                row.group = group;
                reader.read_more(record, row)
            }
            _ => reader.read(record, row),
        };
        match read {
            Ok(()) => {
                note_oddities(chunk, at, record, row, filler);
                let place = place(chunk.file, chunk.offset + at as u64);
                filler.push(row, place, length);
            }
            Err(fault) if fault.harmless => filler.tally.no_events += 1,
            Err(fault) => self.fault(chunk, at, &fault, Some(record), filler),
        }
    }

    pub(super) fn fault(
        &self,
        chunk: &Chunk,
        at: usize,
        fault: &Fault,
        record: Option<&Record<'_>>,
        filler: &mut Filler,
    ) {
        let cell = cell_start(record, fault.column).or(fault.at.map(|byte| at + byte));
        let length = match (record, fault.column) {
            (Some(Record::Fields(fields)), Some(column)) => fields.get(column).len(),
            _ => 0,
        };
        filler.tally.problem(|| Problem {
            spot: chunk.spot(cell.unwrap_or(at)),
            length,
            column: fault
                .column
                .and_then(|at| self.readers[chunk.file].columns().get(at).cloned()),
            message: fault.message.clone(),
        });
    }

    /// The text of a chunk; one that is no UTF-8 ends the reading with its place.
    pub(super) fn text_of<'a>(&self, chunk: &'a Chunk, filler: &mut Filler) -> Option<&'a str> {
        self.text_so_far(chunk, true, filler)
    }

    /// The same for a chunk at whose end a character may be cut.
    pub(super) fn text_so_far<'a>(
        &self,
        chunk: &'a Chunk,
        ended: bool,
        filler: &mut Filler,
    ) -> Option<&'a str> {
        match std::str::from_utf8(chunk.bytes()) {
            Ok(text) => Some(text),
            Err(error) if !ended && error.error_len().is_none() => {
                std::str::from_utf8(&chunk.bytes()[..error.valid_up_to()]).ok()
            }
            Err(error) => {
                let fault = Fault::record(
                    "the text is not UTF-8 here; its encoding can be given with --encoding",
                );
                self.fault(chunk, error.valid_up_to(), &fault, None, filler);
                self.end("the text is not UTF-8");
                None
            }
        }
    }
}

/// Where a cell stands in the chunk.
fn cell_start(record: Option<&Record<'_>>, column: Option<usize>) -> Option<usize> {
    match record? {
        Record::Fields(fields) => fields.offset(column?),
        Record::Text(_) => None,
    }
}

/// Counts what is odd about a record that is an event all the same.
fn note_oddities(chunk: &Chunk, at: usize, record: &Record<'_>, row: &Row, filler: &mut Filler) {
    let spot = || chunk.spot(at);
    if matches!(record, Record::Fields(fields) if fields.has_stray_text()) {
        filler.tally.odd("text-behind-quote", spot);
    }
    for (name, &column) in row.oddities().iter().zip(row.odd_columns()) {
        let cell = || cell_start(Some(record), column).unwrap_or(at);
        filler.tally.odd(name, || chunk.spot(cell()));
    }
    if is_older_than_event(row) {
        filler.tally.odd("source-before-event", spot);
    }
    if row
        .position
        .is_some_and(|at| at.lat == 0.0 && at.lon == 0.0)
    {
        filler.tally.odd("null-island", spot);
    }
    if chunk.has_controls && has_controls(record) {
        filler.tally.odd("control-characters", spot);
    }
}

/// Whether control characters stand in a text that no text has: what is drawn of them is a sign.
fn has_controls(record: &Record<'_>) -> bool {
    let controls = |text: &str| is_controlled(text.as_bytes());
    match record {
        Record::Fields(fields) => fields.iter().any(controls),
        Record::Text(text) => controls(text),
    }
}

/// Notes columns whose name another one has before them.
pub(super) fn repeated_columns(chunk: &Chunk, header: &Record<'_>, filler: &mut Filler) {
    let Record::Fields(fields) = header else {
        return;
    };
    let names: Vec<String> = fields
        .iter()
        .map(|name| name.trim().to_lowercase())
        .collect();
    for (at, name) in names.iter().enumerate() {
        if !name.is_empty() && names[..at].contains(name) {
            filler.tally.repeated_column(Problem {
                spot: chunk.spot(fields.offset(at).unwrap_or_default()),
                length: fields.get(at).len(),
                column: None,
                message: "this column has the name of one before it: only the first is read".into(),
            });
        }
    }
}

/// Whether every source of a row was published before the event began.
fn is_older_than_event(row: &Row) -> bool {
    let before = |source: &crate::reader::SourcePart| {
        source
            .published
            .as_ref()
            .is_some_and(|date| date.bounds().to < row.when.days.from)
    };
    !row.sources.is_empty() && row.sources.iter().all(before)
}
