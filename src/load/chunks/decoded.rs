//! A chunk as text, with the places where its bytes are damaged.

use std::ops::Range;

use memchr::memmem;

use super::texts::Chunk;
use crate::load::report::Spot;
use crate::reader::{
    Cut, Fault, Record, Repaired, first_within, has_escaped_control, repaired, separator_line,
};

/// A chunk as text.
pub(super) struct Decoded<'a> {
    pub(super) chunk: &'a Chunk,
    repaired: Repaired<'a>,
    /// Whether control characters may stand in it that files have by damage only.
    has_controls: bool,
}

impl<'a> Decoded<'a> {
    /// The text of a chunk of a file that is cut like this. `ended` is false when a character may be cut at the end.
    pub(super) fn of(chunk: &'a Chunk, cut: &Cut, ended: bool) -> Self {
        let bytes = chunk.bytes();
        let may_escape = !matches!(cut, Cut::Delimited { .. });
        Self {
            has_controls: is_controlled(bytes)
                || may_escape && memmem::find(bytes, b"\\u00").is_some(),
            repaired: repaired(bytes, cut, ended),
            chunk,
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.repaired.text
    }

    /// Where the first record starts: behind the line that tells spreadsheets what stands between cells.
    pub(super) fn start(&self, cut: &Cut) -> usize {
        let may_have = self.chunk.offset == 0 && matches!(cut, Cut::Delimited { .. });
        if may_have {
            separator_line(self.text())
        } else {
            0
        }
    }

    pub(super) fn spot(&self, at: usize) -> Spot {
        self.chunk.spot(at)
    }

    /// What makes bytes of a record no text, if they are none.
    pub(super) fn fault_in(&self, range: &Range<usize>) -> Option<Fault> {
        let at = first_within(&self.repaired.invalid, range)?;
        Some(Fault {
            at: Some(at - range.start),
            ..Fault::record(
                "this byte is not text in the encoding of the file, which is UTF-8 unless `--encoding` names another",
            )
        })
    }

    /// Where the first half of a surrogate pair stands in a record, if there is one.
    pub(super) fn surrogate_in(&self, range: &Range<usize>) -> Option<usize> {
        first_within(&self.repaired.surrogates, range)
    }

    /// Whether control characters stand in a record that no text has: what is drawn of them is a mark.
    pub(super) fn has_controls(&self, record: &Record<'_>) -> bool {
        self.has_controls
            && match record {
                Record::Fields(fields) => fields.iter().any(|cell| is_controlled(cell.as_bytes())),
                Record::Text(text) => is_controlled(text.as_bytes()) || has_escaped_control(text),
            }
    }
}

/// Looks for control characters that damaged and hostile files have: NUL, escape, and what stands for NUL in JSON.
fn is_controlled(bytes: &[u8]) -> bool {
    memchr::memchr3(0, 0x1b, 0x7f, bytes).is_some()
}
