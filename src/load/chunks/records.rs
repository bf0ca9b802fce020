//! One record: read into a row, the row into the columns, and what is wrong or odd about it into the tally.

use std::ops::Range;

use super::Session;
use super::decoded::Decoded;
use crate::load::filler::{Filler, place};
use crate::load::report::{Problem, Reach};
use crate::reader::{Fault, Reader, Record, Row, Swallowed, has_all_cells, says_columns};

impl Session<'_> {
    /// Reads one record into a row and the row into the columns. `range` is where it stands in the chunk.
    pub(super) fn take(
        &self,
        decoded: &Decoded<'_>,
        range: Range<usize>,
        record: &Record<'_>,
        length: Option<u32>,
        row: &mut Row,
        filler: &mut Filler,
    ) {
        filler.tally.records += 1;
        row.clear();
        let (at, chunk) = (range.start, decoded.chunk);
        let reader = &*self.readers[chunk.file];
        if says_columns(reader, record) {
            filler.tally.no_events += 1;
            return;
        }
        let read = match decoded.fault_in(&range) {
            Some(fault) => Err(fault),
            None if !has_all_cells(reader, record) => Err(cells_unlike_columns(reader, record)),
            None => reader.read(record, row),
        };
        match read {
            Ok(()) => {
                note_oddities(decoded, &range, record, row, filler);
                let place = place(chunk.file, chunk.offset + at as u64);
                filler.push(row, place, length);
            }
            Err(fault) if fault.harmless => filler.tally.no_events += 1,
            Err(fault) => self.fault(decoded, at, &fault, Some(record), filler),
        }
    }

    pub(super) fn fault(
        &self,
        decoded: &Decoded<'_>,
        at: usize,
        fault: &Fault,
        record: Option<&Record<'_>>,
        filler: &mut Filler,
    ) {
        let reader = &*self.readers[decoded.chunk.file];
        let cell = cell_start(record, fault.column).or(fault.at.map(|byte| at + byte));
        let length = match (record, fault.column) {
            (Some(Record::Fields(fields)), Some(column)) => fields.get(column).len(),
            _ => 0,
        };
        let columns = record.map_or(reader.columns(), |record| reader.columns_of(record));
        filler.tally.problem(|| Problem {
            spot: decoded.spot(cell.unwrap_or(at)),
            length,
            column: fault.column.and_then(|at| columns.get(at).cloned()),
            message: fault.message.clone(),
            reach: None,
        });
    }

    /// Reports a quote that is not closed: it costs the record in which it opens.
    pub(super) fn unclosed(
        &self,
        decoded: &Decoded<'_>,
        swallowed: &Swallowed,
        filler: &mut Filler,
    ) {
        filler.tally.records += 1;
        filler.tally.problem(|| Problem {
            spot: decoded.spot(swallowed.open),
            length: 0,
            column: None,
            message: "".into(),
            reach: Some(Reach {
                lines: swallowed.lines,
                how: swallowed.how,
            }),
        });
    }

    /// Notes what is wrong with the record that names the columns.
    pub(super) fn header(
        &self,
        decoded: &Decoded<'_>,
        range: &Range<usize>,
        record: &Record<'_>,
        filler: &mut Filler,
    ) {
        if let Some(fault) = decoded.fault_in(range) {
            self.fault(decoded, range.start, &fault, None, filler);
        }
        repeated_columns(decoded, record, filler);
    }
}

fn cells_unlike_columns(reader: &dyn Reader, record: &Record<'_>) -> Fault {
    let cells = match record {
        Record::Fields(fields) => fields.len(),
        Record::Text(_) => 1,
    };
    let columns = reader.columns_of(record).len();
    Fault::record(format!(
        "this record has {cells} cells where there are {columns} columns"
    ))
}

/// Where a cell stands in the chunk.
fn cell_start(record: Option<&Record<'_>>, column: Option<usize>) -> Option<usize> {
    match record? {
        Record::Fields(fields) => fields.offset(column?),
        Record::Text(_) => None,
    }
}

/// Counts what is odd about a record that is an event all the same.
fn note_oddities(
    decoded: &Decoded<'_>,
    range: &Range<usize>,
    record: &Record<'_>,
    row: &Row,
    filler: &mut Filler,
) {
    let at = range.start;
    let spot = || decoded.spot(at);
    if matches!(record, Record::Fields(fields) if fields.has_stray_text()) {
        filler.tally.odd("text-behind-quote", spot);
    }
    let odd = row.oddities().iter().zip(row.odd_columns());
    for ((name, &column), &things) in odd.zip(row.things()) {
        let cell = || cell_start(Some(record), column).unwrap_or(at);
        filler
            .tally
            .odd_things(name, things, || decoded.spot(cell()));
    }
    for (name, value) in row.odd_values() {
        filler.tally.odd_value(name, value);
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
    if decoded.has_controls(record) {
        filler.tally.odd("control-characters", spot);
    }
    if let Some(half) = decoded.surrogate_in(range) {
        filler
            .tally
            .odd("unpaired-surrogate", || decoded.spot(half));
    }
}

/// Notes columns whose name another one has before them.
fn repeated_columns(decoded: &Decoded<'_>, header: &Record<'_>, filler: &mut Filler) {
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
                spot: decoded.spot(fields.offset(at).unwrap_or_default()),
                length: fields.get(at).len(),
                column: None,
                message: "this column has the name of one before it: only the first is read".into(),
                reach: None,
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
