//! Lines of cells, with or without quoting (RFC 4180, as the `csv` crate reads it).
//!
//! Own code: cells are handed out where they stand in the chunk, with the bytes of their record, so that a record can be
//! read again later and a mistake has its place; and a quote that is never closed is an error instead of one giant record.

use std::ops::Range;

use super::{Cutter, Record, Unclosed};
use crate::reader::record::{Cell, Ends, Fields, Multiline};

/// A record with the bytes it stands on.
type Cut<'a> = (Range<usize>, Record<'a>);

impl Cutter {
    pub(super) fn next_fields<'a>(
        &'a mut self,
        text: &'a str,
        delimiter: u8,
        quoted: bool,
    ) -> Option<Result<Cut<'a>, Unclosed>> {
        let bytes = text.as_bytes();
        let start = record_start(bytes, self.at);
        self.at = bytes.len();
        if start >= bytes.len() {
            return None;
        }
        self.ends.cells.clear();
        self.ends.unescaped.clear();
        self.ends.stray = false;
        self.ends.multiline = None;
        let mut line = Line {
            marks: self.marks,
            ..Line::new(bytes, delimiter, quoted)
        };
        let end = line.cells(start, &mut self.ends);
        self.marks = line.marks;
        let end = match end {
            Ok(end) => end,
            Err(unclosed) => return Some(Err(unclosed)),
        };
        self.at = end;
        let fields = Fields {
            text,
            ends: &self.ends,
        };
        Some(Ok((start..end, Record::Fields(fields))))
    }
}

/// Where the record at a byte starts: behind blank lines, and behind the byte order mark of a file that was put behind another.
fn record_start(bytes: &[u8], mut at: usize) -> usize {
    loop {
        at += match bytes.get(at) {
            Some(b'\n' | b'\r') => 1,
            Some(0xef) if bytes[at..].starts_with(MARK) => MARK.len(),
            _ => return at,
        };
    }
}

/// The byte order mark as UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// The names in the first record of a text.
pub(crate) fn header(text: &str, delimiter: u8, quoted: bool) -> Vec<String> {
    let mut ends = Ends::default();
    let mut line = Line::new(text.as_bytes(), delimiter, quoted);
    // An unclosed quote in a header leaves the cells before it.
    let _ = line.cells(record_start(text.as_bytes(), 0), &mut ends);
    Fields { text, ends: &ends }
        .iter()
        .map(str::to_owned)
        .collect()
}

struct Line<'a> {
    bytes: &'a [u8],
    delimiter: u8,
    quoted: bool,
    marks: Marks,
}

impl<'a> Line<'a> {
    fn new(bytes: &'a [u8], delimiter: u8, quoted: bool) -> Self {
        assert!(
            u32::try_from(bytes.len()).is_ok(),
            "chunks are smaller than 4 GiB"
        );
        Self {
            bytes,
            delimiter,
            quoted,
            marks: Marks::default(),
        }
    }

    /// Notes the cells of the record at `at`; says where the next one starts.
    fn cells(&mut self, mut at: usize, ends: &mut Ends) -> Result<usize, Unclosed> {
        loop {
            at = match self.bare_cells(at, ends) {
                Next::Record(at) => return Ok(at),
                Next::Quote(open) => self.quoted_cell(open, ends)?,
            };
            match self.bytes.get(at) {
                Some(&byte) if byte == self.delimiter => at += 1,
                Some(_) => return Ok(at + 1),
                None => return Ok(at),
            }
        }
    }

    /// The cells from one that starts at `start` up to the end of the record, or up to one that is quoted.
    fn bare_cells(&mut self, mut start: usize, ends: &mut Ends) -> Next {
        let (bytes, delimiter) = (self.bytes, self.delimiter);
        let mut marks = self.marks.from(bytes, delimiter, start);
        loop {
            if self.quoted && bytes.get(start) == Some(&b'"') {
                return Next::Quote(start);
            }
            let end = self.marks.next(bytes, delimiter, &mut marks);
            if bytes.get(end) != Some(&delimiter) {
                let last = self.without_return(start, end);
                ends.cells.push(cell(start, last, false));
                return Next::Record(bytes.len().min(end + 1));
            }
            ends.cells.push(cell(start, end, false));
            start = end + 1;
        }
    }

    /// Where the cell that goes on at `at` without quotes ends: at a delimiter, a line feed, or the end.
    #[inline]
    fn bare_end(&mut self, at: usize) -> usize {
        let mut marks = self.marks.from(self.bytes, self.delimiter, at);
        self.marks.next(self.bytes, self.delimiter, &mut marks)
    }

    /// The end of a cell before the carriage return of its line end.
    fn without_return(&self, start: usize, end: usize) -> usize {
        let at_line_end = self.bytes.get(end).is_none_or(|&byte| byte == b'\n');
        if at_line_end && end > start && self.bytes[end - 1] == b'\r' {
            end - 1
        } else {
            end
        }
    }

    fn quoted_cell(&mut self, open: usize, ends: &mut Ends) -> Result<usize, Unclosed> {
        let unescaped = ends.unescaped.len();
        let mut piece = open + 1;
        let mut is_multiline = false;
        let close = loop {
            let quote = memchr::memchr(b'"', &self.bytes[piece..]).ok_or(Unclosed { at: open })?;
            let quote = piece + quote;
            is_multiline |= memchr::memchr(b'\n', &self.bytes[piece..quote]).is_some();
            if self.bytes.get(quote + 1) != Some(&b'"') {
                break quote;
            }
            ends.unescaped.extend_from_slice(&self.bytes[piece..=quote]);
            piece = quote + 2;
        };
        let end = self.bare_end(close + 1);
        let rest = &self.bytes[close + 1..self.without_return(close + 1, end)];
        if is_multiline && ends.multiline.is_none() {
            ends.multiline = Some(Multiline {
                open,
                has_stray_text: !rest.is_empty(),
            });
        }
        if piece == open + 1 && rest.is_empty() {
            ends.cells.push(cell(piece, close, false));
            return Ok(end);
        }
        // Doubled quotes, or characters behind the closing quote: the cell is put together beside the text.
        ends.unescaped.extend_from_slice(&self.bytes[piece..close]);
        ends.unescaped.extend_from_slice(rest);
        ends.stray |= !rest.is_empty();
        ends.cells.push(cell(unescaped, ends.unescaped.len(), true));
        Ok(end)
    }
}

/// What follows cells without quotes.
enum Next {
    /// The record has ended; the next one starts here.
    Record(usize),
    /// The quote that opens a cell.
    Quote(usize),
}

/// Delimiters and line feeds of one block of bytes. Cells are short: a search for the end of each costs more than looking at a
/// block as a whole.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Marks {
    /// Where the block behind the one that was looked at starts; 0 before the first.
    end: usize,
    /// A bit for each byte of the block, the lowest for its first.
    bits: u64,
}

/// Bytes of a block.
const BLOCK: usize = 64;

/// Marks of a block that are still to come.
struct Left {
    block: usize,
    bits: u64,
}

impl Marks {
    /// The marks from `at` on.
    #[inline]
    fn from(&mut self, bytes: &[u8], delimiter: u8, at: usize) -> Left {
        let block = at - at % BLOCK;
        if self.end != block + BLOCK {
            self.look(bytes, delimiter, block);
        }
        let bits = self.bits & (u64::MAX << (at % BLOCK));
        Left { block, bits }
    }

    /// Where the next mark stands, or the end of the bytes.
    #[inline]
    fn next(&mut self, bytes: &[u8], delimiter: u8, left: &mut Left) -> usize {
        while left.bits == 0 {
            left.block += BLOCK;
            if left.block >= bytes.len() {
                return bytes.len();
            }
            self.look(bytes, delimiter, left.block);
            left.bits = self.bits;
        }
        let at = left.block + left.bits.trailing_zeros() as usize;
        // The lowest bit goes.
        left.bits &= left.bits - 1;
        at
    }

    #[inline(never)]
    fn look(&mut self, bytes: &[u8], delimiter: u8, block: usize) {
        self.end = block + BLOCK;
        let rest = bytes.get(block..).unwrap_or_default();
        self.bits = match rest.first_chunk() {
            Some(block) => marked(block, delimiter),
            None => {
                // Line feeds pad the end: they stand where the bytes end.
                let mut padded = [b'\n'; BLOCK];
                padded[..rest.len()].copy_from_slice(rest);
                marked(&padded, delimiter)
            }
        };
    }
}

/// Which bytes of a block are marks. The comparison is one that compilers do for sixteen bytes at a time.
#[inline]
fn marked(block: &[u8; BLOCK], delimiter: u8) -> u64 {
    let mut marks = [0; BLOCK];
    for (mark, &byte) in marks.iter_mut().zip(block) {
        *mark = u8::from(byte == delimiter) | u8::from(byte == b'\n');
    }
    let (words, _) = marks.as_chunks::<8>();
    words.iter().rev().fold(0, |bits, word| {
        // The multiplication brings the eight lowest bits together in the highest byte.
        bits << 8 | u64::from_le_bytes(*word).wrapping_mul(0x0102_0408_1020_4080) >> 56
    })
}

/// A cell between two bytes of a chunk, or of what stands beside it.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a chunk is smaller than 4 GiB, as is seen when a line is started"
)]
#[inline]
fn cell(start: usize, end: usize, unescaped: bool) -> Cell {
    Cell {
        start: start as u32,
        end: end as u32,
        unescaped,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::Cut;
    use proptest::prelude::*;

    fn records(text: &str, delimiter: u8, quoted: bool) -> Option<Vec<Vec<String>>> {
        let cut = Cut::Delimited {
            delimiter,
            quoted,
            header: false,
        };
        let (mut cutter, mut records) = (Cutter::default(), Vec::new());
        while let Some(next) = cutter.next(&cut, text) {
            if let (_, Record::Fields(fields)) = next.ok()? {
                records.push(fields.iter().map(str::to_owned).collect());
            }
        }
        Some(records)
    }

    #[test]
    fn quotes_line_breaks_and_ends() {
        let text = "a,\"b\nc\",\"d\"\"e\"\r\n\r\n,\"\"\r\nx,\"y\"z,5\" gun";
        let expected: [&[&str]; 3] = [&["a", "b\nc", "d\"e"], &["", ""], &["x", "yz", "5\" gun"]];
        assert_eq!(records(text, b',', true).expect("closed"), expected);
        assert_eq!(
            records("a\t\"b\t\nc\t\t", b'\t', false).expect("no quotes"),
            [["a", "\"b", ""], ["c", "", ""]]
        );
    }

    #[test]
    fn a_quote_that_is_never_closed_has_its_place() {
        let cut = Cut::Delimited {
            delimiter: b',',
            quoted: true,
            header: false,
        };
        let mut cutter = Cutter::default();
        let text = "a,b\nc,\"d\ne,f\n";
        assert!(matches!(cutter.next(&cut, text), Some(Ok((range, _))) if range == (0..4)));
        assert_eq!(
            cutter.next(&cut, text).and_then(Result::err),
            Some(Unclosed { at: 6 })
        );
        assert!(cutter.next(&cut, text).is_none());
    }

    #[test]
    fn marks_of_files_put_together_and_cells_over_lines_are_seen() {
        let cut = Cut::Delimited {
            delimiter: b',',
            quoted: true,
            header: false,
        };
        let text = "a,b\n\u{feff}c,\"d\"\n\u{feff}\n\u{feff}\"e\nf\",g\nh,\"i\nj\"k\n";
        let (mut cutter, mut seen) = (Cutter::default(), Vec::new());
        while let Some(Ok((range, Record::Fields(fields)))) = cutter.next(&cut, text) {
            let multiline = fields
                .multiline()
                .map(|cell| (cell.open, cell.has_stray_text));
            seen.push((fields.get(0).to_owned(), &text[range], multiline));
        }
        assert_eq!(
            seen,
            [
                ("a".to_owned(), "a,b\n", None),
                ("c".to_owned(), "c,\"d\"\n", None),
                ("e\nf".to_owned(), "\"e\nf\",g\n", Some((20, false))),
                ("h".to_owned(), "h,\"i\nj\"k\n", Some((30, true))),
            ]
        );
    }

    proptest! {
        #[test]
        fn cells_are_those_of_the_csv_crate(text in "([ab\",\n]|\r\n|é){0,40}") {
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .from_reader(text.as_bytes());
            let expected: Vec<Vec<String>> = reader
                .records()
                .map(|record| record.expect("text").iter().map(str::to_owned).collect())
                .collect();
            // A quote that is never closed is an error here and the rest of the file there.
            if let Some(read) = records(&text, b',', true) {
                prop_assert_eq!(read, expected);
            }
        }
    }
}
