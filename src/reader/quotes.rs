//! Quotes that are not closed: the cell they open takes in the records behind it, up to the next quote of another record.
//!
//! Such a cell goes over several lines, and so do cells that are meant to. The two are told apart by what stands in them. A cell
//! is a quote that was not closed when records begin in it and the record around it is no good (it has another number of cells
//! than there are columns, or text follows the closing quote), or when each of its lines but the first is a whole record: it
//! has all cells, an id where the record around it has one, and a date. Otherwise the cell is what its author wrote.

use std::ops::Range;

use super::{Cut, Cutter, Reader, Record, Row};
use crate::diagnostic::floor_char;

/// A quote that is not closed, and what its cell would take in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Swallowed {
    /// Byte of the chunk where the quote opens.
    pub open: usize,
    /// Where the line of the quote ends: what is read again starts here.
    pub line_end: usize,
    /// How many lines farther its record would reach.
    pub lines: usize,
    /// How it is known.
    pub how: How,
}

/// How a quote is known not to be closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// The quote that closes it belongs to another record.
    ByOther,
    /// It may be one long cell, whose lines are records.
    OrLongCell,
    /// No quote follows, up to the end of the file.
    Never,
    /// No quote follows for more lines than a cell has.
    TooFar,
}

impl Swallowed {
    /// A quote that no other follows, up to the end of the text; `ended` where that is the end of the file.
    #[must_use]
    pub fn up_to_end(text: &str, open: usize, ended: bool) -> Self {
        let how = if ended { How::Never } else { How::TooFar };
        Self::new(text, open, text.len(), how)
    }

    fn new(text: &str, open: usize, end: usize, how: How) -> Self {
        let reached = text[open..end].trim_end_matches(['\n', '\r']);
        Self {
            open,
            line_end: line_end(text, open),
            lines: memchr::memchr_iter(b'\n', reached.as_bytes()).count(),
            how,
        }
    }
}

/// Where the line of a byte ends, its line feed included.
fn line_end(text: &str, at: usize) -> usize {
    memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |length| at + length + 1)
}

/// Whether a record has taken in others because a quote is not closed. `row` is for reading; what it had is lost.
#[must_use]
pub fn swallowed(
    reader: &dyn Reader,
    text: &str,
    range: &Range<usize>,
    record: &Record<'_>,
    row: &mut Row,
) -> Option<Swallowed> {
    let Record::Fields(fields) = record else {
        return None;
    };
    let cell = fields.multiline()?;
    row.clear();
    // What is wrong with the record is found again when it is taken.
    let is_event = reader.read(record, row).is_ok();
    let inside = Inside {
        reader,
        text,
        within: line_end(text, cell.open)..range.end,
        need_id: is_event && !row.id.is_empty(),
    };
    let is_bad = cell.has_stray_text || !has_all_cells(reader, record);
    let how = if is_bad && inside.has_record(row) {
        How::ByOther
    } else if inside.is_all_records(row) {
        How::OrLongCell
    } else {
        return None;
    };
    Some(Swallowed::new(text, cell.open, range.end, how))
}

/// Whether a record has as many cells as there are columns.
#[must_use]
pub fn has_all_cells(reader: &dyn Reader, record: &Record<'_>) -> bool {
    let columns = reader.columns_of(record).len();
    match record {
        Record::Fields(fields) => columns == 0 || fields.len() == columns,
        Record::Text(_) => true,
    }
}

/// Whether a record says what the columns are and is no event: tags of HXL, or the header of a file that was put behind another.
#[must_use]
pub fn says_columns(reader: &dyn Reader, record: &Record<'_>) -> bool {
    let Record::Fields(fields) = record else {
        return false;
    };
    fields.are_hxl_tags() || fields.are(reader.columns())
}

/// The lines of a cell but the first.
struct Inside<'a> {
    reader: &'a dyn Reader,
    text: &'a str,
    within: Range<usize>,
    /// Whether a record has an id.
    need_id: bool,
}

/// A record that begins in a cell may go on behind it, but not farther than this.
const BEHIND: usize = 64 << 10;

impl Inside<'_> {
    /// Whether a whole record begins at one of the lines, in whatever lines it ends.
    fn has_record(&self, row: &mut Row) -> bool {
        let most = (self.within.end + BEHIND).min(self.text.len());
        let text = &self.text[..floor_char(self.text, most)];
        self.lines()
            .any(|line| self.is_record(&text[line.start..], row))
    }

    /// Whether each line is a whole record.
    fn is_all_records(&self, row: &mut Row) -> bool {
        let mut lines = self.lines().peekable();
        lines.peek().is_some() && lines.all(|line| self.is_record(&self.text[line], row))
    }

    /// The lines that are not blank.
    fn lines(&self) -> impl Iterator<Item = Range<usize>> {
        let mut at = self.within.start;
        let lines = std::iter::from_fn(move || {
            let line = at..line_end(self.text, at).min(self.within.end);
            at = line.end;
            (!line.is_empty()).then_some(line)
        });
        lines.filter(|line| !self.text[line.clone()].trim().is_empty())
    }

    /// Whether a text starts with a record: all cells, an id and a date.
    fn is_record(&self, text: &str, row: &mut Row) -> bool {
        let Cut::Delimited { .. } = self.reader.cut() else {
            return false;
        };
        let mut cutter = Cutter::default();
        let Some(Ok((_, record))) = cutter.next(self.reader.cut(), text) else {
            return false;
        };
        row.clear();
        has_all_cells(self.reader, &record)
            && self.reader.read(&record, row).is_ok()
            && (!self.need_id || !row.id.is_empty())
    }
}
