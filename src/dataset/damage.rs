//! The part of a record that is no TOML, so that the rest of it can be checked without mistakes that follow from that.
//!
//! The parser goes on behind an error, and on the lines that have none it reads what is written there. What it makes of the
//! other lines is not looked at: they are *damaged*, and with them every value that reaches into them. Below a damaged header
//! all is, up to the next header, because those keys may end up in another table. A key that is not there counts as missing
//! only in a table that no damage touches.

use std::ops::Range;

use toml::de::Error;

use super::syntax;

/// The lines of a part that are no TOML.
#[derive(Debug)]
pub(super) struct Damage {
    /// In order, without the line breaks, and apart from each other.
    lines: Vec<Range<usize>>,
    /// Where lines with headers start, in order.
    headers: Vec<usize>,
}

impl Damage {
    pub(super) fn of(part: &str, errors: &[Error]) -> Self {
        let headers = syntax::headers(part);
        let open = syntax::string_open_at_end(part).map(|start| start..part.len());
        let errors = errors.iter().map(|error| {
            // An error that could be anywhere leaves nothing that is certain.
            let span = error.span().unwrap_or(0..part.len());
            (span, error.message() == "duplicate key")
        });
        let mut lines: Vec<_> = errors
            .chain(open.map(|open| (open, false)))
            .map(|(span, repeated)| damaged(part, &span, repeated, &headers))
            .collect();
        lines.sort_by_key(|line| line.start);
        lines.dedup_by(|next, line| {
            let joined = next.start <= line.end;
            if joined {
                line.end = line.end.max(next.end);
            }
            joined
        });
        Self { lines, headers }
    }

    /// Whether a range reaches into damaged lines, or touches one.
    pub(super) fn touches(&self, range: &Range<usize>) -> bool {
        let next = self.lines.partition_point(|line| line.end < range.start);
        self.lines
            .get(next)
            .is_some_and(|line| line.start <= range.end)
    }

    /// Whether a key is not where those of a table with a header are: first in its line, or in a header. The parser may take what
    /// is left of a list for keys of the table around it.
    pub(super) fn displaces(&self, part: &str, key: &Range<usize>, table: &Range<usize>) -> bool {
        let start = line_start(part, key.start);
        part.as_bytes().get(table.start) == Some(&b'[')
            && self.headers.binary_search(&start).is_err()
            && !part[start..key.start].trim_matches([' ', '\t']).is_empty()
    }

    /// Whether a table was read as it is written: an inline one, or all from a header up to the next one. If that one is
    /// damaged, it may have been meant as something else.
    pub(super) fn spares(&self, part: &str, table: &Range<usize>) -> bool {
        if part.as_bytes().get(table.start) == Some(&b'{') {
            return !self.touches(table);
        }
        let end = next_header(&self.headers, table.start).unwrap_or(part.len());
        !self.touches(&(table.start..end))
    }
}

/// The lines that an error makes unreliable. A header that cannot be read, or that may be missing because a key repeats, takes
/// all lines with it up to the next header; what is no key with a value may be the rest of the line above.
fn damaged(part: &str, span: &Range<usize>, repeated: bool, headers: &[usize]) -> Range<usize> {
    let from = span.start.min(part.len());
    let start = line_start(part, from);
    let to = span.end.clamp(from, part.len());
    let rest = &part.as_bytes()[to..];
    let end = memchr::memchr(b'\n', rest).map_or(part.len(), |newline| to + newline);
    let line = &part[start..end];
    let is_header = headers.binary_search(&start).is_ok() || has_header(line);
    if is_header || repeated {
        start..next_header(headers, start).map_or(part.len(), |next| next - 1)
    } else if line.contains('=') {
        start..end
    } else {
        line_start(part, start.saturating_sub(1))..end
    }
}

/// Whether a line seems to have a header in it, whatever else is there.
fn has_header(line: &str) -> bool {
    let bare = !line.contains('=') && line.contains(['[', ']']);
    let tables = ["[[", "[dataset", "[actor", "[region", "[source", "[event"];
    bare || tables.iter().any(|table| line.contains(table))
}

fn line_start(part: &str, at: usize) -> usize {
    memchr::memrchr(b'\n', &part.as_bytes()[..at]).map_or(0, |newline| newline + 1)
}

/// The first header behind the line at this byte.
fn next_header(headers: &[usize], at: usize) -> Option<usize> {
    let next = headers.partition_point(|&start| start <= at);
    headers.get(next).copied()
}

#[cfg(test)]
mod tests;
