//! Cuts a file at the headers of its records, without parsing it.
//!
//! A *piece* is a header such as `[[event]]` with all that follows it up to the next such header; sub-tables such as
//! `[[event.quote]]` stay with their record. Pieces are the unit of recovery: what is wrong in one leaves the others alone.
//! A header that stands inside of a multi-line string cuts wrongly; `parse` puts such pieces together again.

use std::collections::HashMap;
use std::ops::Range;

/// A part of a file that is a TOML document of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// Bytes of the file.
    pub(super) range: Range<usize>,
    /// Line of the first byte, from 1.
    pub(super) line: u32,
}

/// Cuts a text into pieces. They are in order and cover all of it.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let mut cutter = Cutter::default();
    cutter.lines(text);
    cutter.finish(text.len())
}

/// The first name of a header, and whether it is all of it.
struct Header<'t> {
    root: &'t str,
    whole: bool,
}

/// Reads `[name]`, `[[name]]` and `[[name.rest]]`. Headers in another spelling (quoted, dotted with blanks) do not cut, which
/// costs memory and nothing else.
fn header(line: &str) -> Option<Header<'_>> {
    let inner = line.trim_start_matches([' ', '\t']).strip_prefix('[')?;
    let inner = inner.strip_prefix('[').unwrap_or(inner).trim_start();
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-')?;
    let (root, rest) = inner.split_at(end);
    let rest = rest.trim_start();
    (!root.is_empty() && rest.starts_with([']', '.'])).then_some(Header {
        root,
        whole: rest.starts_with(']'),
    })
}

/// The first name of a line that is a header.
pub(super) fn root(line: &str) -> Option<&str> {
    header(line).map(|header| header.root)
}

/// Cuts a text that comes in runs of whole lines.
#[derive(Debug, Default)]
pub(super) struct Cutter {
    starts: Vec<Start>,
    /// Names of headers; pieces have their positions here.
    roots: Vec<Box<str>>,
    /// The newest piece of each name, by position in `starts`.
    newest: HashMap<usize, usize>,
    /// Bytes and lines so far.
    bytes: usize,
    lines: u32,
}

#[derive(Debug, Clone, Copy)]
struct Start {
    offset: usize,
    line: u32,
    root: usize,
}

impl Cutter {
    /// Takes the next lines.
    pub(super) fn lines(&mut self, text: &str) {
        let mut start = 0;
        let breaks = memchr::memchr_iter(b'\n', text.as_bytes());
        for end in breaks.chain([text.len()]) {
            self.lines += 1;
            if let Some(header) = header(&text[start..end]) {
                self.header(self.bytes + start, &header);
            }
            start = end + 1;
        }
        // The last of them goes on, or is empty.
        self.lines -= 1;
        self.bytes += text.len();
    }

    fn header(&mut self, offset: usize, header: &Header<'_>) {
        let known = self.roots.iter().position(|root| **root == *header.root);
        // `[[dataset.bloc]]` may stand anywhere: the head is put together from its parts.
        if header.whole || header.root == "dataset" {
            let root = known.unwrap_or_else(|| {
                self.roots.push(header.root.into());
                self.roots.len() - 1
            });
            self.newest.insert(root, self.starts.len());
            let line = self.lines;
            self.starts.push(Start { offset, line, root });
            return;
        }
        // In TOML `[[event.quote]]` belongs to the event before it, even with an `[[actor]]` between them: they are one piece.
        if let Some(root) = known
            && let Some(&owner) = self.newest.get(&root)
            && self
                .starts
                .get(owner)
                .is_some_and(|start| start.root == root)
        {
            self.starts.truncate(owner + 1);
        }
    }

    /// The pieces of all lines, which end at this byte.
    pub(super) fn finish(self, end: usize) -> Vec<Piece> {
        let mut starts = self.starts;
        if starts.first().is_none_or(|start| start.offset > 0) {
            let (offset, line, root) = (0, 1, usize::MAX);
            starts.insert(0, Start { offset, line, root });
        }
        let ends = starts.iter().skip(1).map(|start| start.offset).chain([end]);
        let pieces = starts.iter().zip(ends);
        pieces
            .map(|(start, end)| Piece {
                range: start.offset..end,
                line: start.line,
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        pieces(text)
            .into_iter()
            .map(|piece| &text[piece.range])
            .collect()
    }

    #[test]
    fn cuts_at_headers_of_records() {
        let text = "# head\n[dataset]\ntitle = 1\n\n[[event]] # one\nid = 2\n[[event.quote]]\n  [[ actor ]]\r\nid = 3";
        assert_eq!(
            cut(text),
            [
                "# head\n",
                "[dataset]\ntitle = 1\n\n",
                "[[event]] # one\nid = 2\n[[event.quote]]\n",
                "  [[ actor ]]\r\nid = 3"
            ]
        );
        assert_eq!(
            pieces(text)
                .iter()
                .map(|piece| piece.line)
                .collect::<Vec<_>>(),
            [1, 2, 5, 8]
        );
    }

    #[test]
    fn late_sub_tables_stay_with_their_record() {
        let text = "[[event]]\n[[event]]\n[[actor]]\n[[event.quote]]\n[[source]]\n[[actor.x]]\n";
        assert_eq!(
            cut(text),
            [
                "[[event]]\n",
                "[[event]]\n[[actor]]\n[[event.quote]]\n",
                "[[source]]\n[[actor.x]]\n"
            ]
        );
    }

    #[test]
    fn values_are_no_headers() {
        assert_eq!(cut("a = [\n[1, 2],\n]\n"), ["a = [\n[1, 2],\n]\n"]);
        assert_eq!(cut(""), [""]);
    }
}
