//! How bytes are cut into records: lines of cells, lines of JSON, or the parts of one document.

mod delimited;

use std::ops::Range;

use super::record::Ends;
use super::{Fault, Record};
pub(super) use delimited::header;

/// How a file is cut.
#[derive(Debug, Clone)]
pub enum Cut {
    /// Lines of cells.
    Delimited {
        /// Between cells.
        delimiter: u8,
        /// Whether `"` quotes cells, with `""` for a quote inside (RFC 4180). GDELT has no quoting.
        quoted: bool,
        /// Whether the first record names the columns.
        header: bool,
    },
    /// A record a line, such as JSON Lines.
    Lines,
    /// One document: a function finds the records in its whole text.
    Document(fn(&str) -> Parts),
}

/// What a document was cut into.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parts {
    /// Where the records stand.
    pub records: Vec<Range<usize>>,
    /// What is wrong with the document as a whole: what stands behind it is not read.
    pub fault: Option<Fault>,
}

impl From<Vec<Range<usize>>> for Parts {
    fn from(records: Vec<Range<usize>>) -> Self {
        Self {
            records,
            fault: None,
        }
    }
}

/// A quote that is never closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unclosed {
    /// Byte of the chunk where it opens.
    pub at: usize,
}

/// Cuts one chunk into records; keeps its memory from record to record.
#[derive(Debug, Default)]
pub struct Cutter {
    ends: Ends,
    at: usize,
    /// Where the last cell ended, the next one has its marks there.
    marks: delimited::Marks,
}

impl Cutter {
    /// The next record of the chunk with the bytes it stands on (line end included); `None` at the end. Blank lines are no
    /// records. Not for documents.
    ///
    /// # Errors
    ///
    /// A quote that is never closed: there are no more records then.
    pub fn next<'a>(
        &'a mut self,
        cut: &Cut,
        text: &'a str,
    ) -> Option<Result<(Range<usize>, Record<'a>), Unclosed>> {
        match *cut {
            Cut::Delimited {
                delimiter, quoted, ..
            } => self.next_fields(text, delimiter, quoted),
            Cut::Lines => self.next_line(text).map(Ok),
            Cut::Document(_) => None,
        }
    }

    /// Goes on at a byte of the chunk.
    pub fn go_to(&mut self, at: usize) {
        self.at = at;
    }

    fn next_line<'a>(&mut self, text: &'a str) -> Option<(Range<usize>, Record<'a>)> {
        loop {
            let start = self.at;
            let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
            let end = memchr::memchr(b'\n', rest.as_bytes()).map_or(text.len(), |n| start + n + 1);
            self.at = end;
            // A byte order mark stands where files were put together.
            let is_blank = |c: char| c.is_whitespace() || c == '\u{feff}';
            let line = text[start..end].trim_start_matches(is_blank);
            let start = end - line.len();
            if !line.is_empty() {
                return Some((start..end, Record::Text(line.trim_end())));
            }
        }
    }
}

/// Where a block of bytes can be cut: after its last whole record; `None` when it has none. `quoted` files are cut at a line
/// end outside of quotes, which is found by counting quotes from the start of the block (a record's start).
#[must_use]
pub(crate) fn last_record_end(block: &[u8], quoted: bool) -> Option<usize> {
    if !quoted {
        return memchr::memrchr(b'\n', block).map(|at| at + 1);
    }
    let mut end = block.len();
    let mut quotes = memchr::memchr_iter(b'"', block).count();
    loop {
        let newline = memchr::memrchr(b'\n', &block[..end])?;
        quotes -= memchr::memchr_iter(b'"', &block[newline..end]).count();
        if quotes.is_multiple_of(2) {
            return Some(newline + 1);
        }
        end = newline;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_skip_blanks_and_carriage_returns() {
        let text = "{\"a\":1}\r\n\n  \n{\"b\":2}";
        let mut cutter = Cutter::default();
        let mut lines = Vec::new();
        while let Some(Ok((range, record))) = cutter.next(&Cut::Lines, text) {
            lines.push((range, record.text().to_owned()));
        }
        assert_eq!(
            lines,
            [(0..9, "{\"a\":1}".into()), (13..20, "{\"b\":2}".into())]
        );
    }

    #[test]
    fn blocks_are_cut_outside_of_quotes() {
        assert_eq!(last_record_end(b"a,\"b\nc\"\nd,\"e\nf", true), Some(8));
        assert_eq!(last_record_end(b"a,\"b\nc\"\nd,\"e\nf", false), Some(13));
        assert_eq!(last_record_end(b"a,\"b\nc", true), None);
        assert_eq!(last_record_end(b"a,b", false), None);
    }
}
