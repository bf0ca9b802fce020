//! Text → drafts, in chunks and on two threads.
//!
//! The tree of a file takes fourteen times the file's size, so that a big file is never one tree: chunks of about
//! [`CHUNK_RECORDS`] records are parsed, decoded and dropped. A chunk without a syntax error is what its pieces are; one with
//! an error is parsed piece by piece, so that what is reported does not depend on where chunks were cut.

use std::borrow::Cow;
use std::ops::Range;

use toml::de::DeTable;

use super::decode;
use super::draft::Drafts;
use super::files::Large;
use super::sink::Sink;
use super::span::Mentioned;
use super::split::{self, Piece};
use super::syntax;

/// Records in a chunk: enough to hide the cost of starting one, few enough to keep its tree in the processor's cache.
const CHUNK_RECORDS: usize = 500;

/// Bytes in a chunk, when records are long.
const CHUNK_BYTES: usize = 1 << 20;

/// A record longer than this is not parsed: its tree would take more than a gigabyte.
const MAX_PIECE_BYTES: usize = 64 << 20;

/// Bytes that may be parsed again, as a multiple of the file's size, to put strings together that contain headers.
const JOIN_BUDGET: usize = 4;

/// A file's number and its text, and where the names go that it mentions.
#[derive(Clone, Copy)]
pub(super) struct Text<'t> {
    pub(super) file: u32,
    pub(super) body: Body<'t>,
    pub(super) mentioned: &'t Mentioned,
}

/// A text, held or not.
#[derive(Clone, Copy)]
pub(super) enum Body<'t> {
    Held(&'t str),
    Large(&'t Large),
}

impl<'t> Body<'t> {
    fn pieces(self) -> Cow<'t, [Piece]> {
        match self {
            Self::Held(text) => split::pieces(text).into(),
            Self::Large(large) => large.pieces().into(),
        }
    }

    fn part(self, range: Range<usize>) -> Cow<'t, str> {
        match self {
            Self::Held(text) => text[range].into(),
            Self::Large(large) => large.part(range).into(),
        }
    }
}

/// Reads one file.
pub(super) fn drafts<'t>(text: Text<'t>, all: &mut Drafts) {
    drafts_with(text, CHUNK_RECORDS, all);
}

/// As [`drafts`], with another size of chunks: the result does not depend on it.
fn drafts_with<'t>(text: Text<'t>, chunk_records: usize, all: &mut Drafts) {
    let pieces = text.body.pieces();
    let length = pieces.last().map_or(0, |piece| piece.range.end);
    let budget = JOIN_BUDGET * length + CHUNK_BYTES;
    let mut repair = Repair {
        text,
        pieces: &pieces,
        budget,
        done: 0,
    };
    // Two at a time and not all at once: what is parsed moves to its place before more is.
    for chunks in chunks(&pieces, chunk_records).chunks(2) {
        let parsed = in_parallel(chunks, |chunk| {
            let parts = if chunk.len() == 1 {
                Parts::One
            } else {
                Parts::Several
            };
            parse_clean(text, &pieces[chunk.clone()], parts)
        });
        repair.add(chunks, parsed, all);
    }
}

/// Groups pieces into chunks.
fn chunks(pieces: &[Piece], records: usize) -> Vec<Range<usize>> {
    let mut chunks = Vec::new();
    let mut start = 0;
    for end in 1..=pieces.len() {
        let full = end - start >= records
            || pieces[end - 1].range.end - pieces[start].range.start >= CHUNK_BYTES;
        if full || end == pieces.len() {
            chunks.push(start..end);
            start = end;
        }
    }
    chunks
}

/// Maps in order, on two threads when there are two.
fn in_parallel<T: Send>(
    chunks: &[Range<usize>],
    work: impl Fn(&Range<usize>) -> T + Sync,
) -> Vec<T> {
    let [first, second] = chunks else {
        return chunks.iter().map(work).collect();
    };
    std::thread::scope(|scope| {
        let second = scope.spawn(|| work(second));
        let first = work(first);
        vec![
            first,
            second
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
        ]
    })
}

/// What pieces are when they are parsed together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Parts {
    /// One record, or one string that was cut.
    One,
    /// Records that could be parsed apart.
    Several,
}

/// The drafts of neighbouring pieces, if together they are TOML and made of nothing but records: tables of one name that TOML
/// would merge across pieces are reported piece by piece.
fn parse_clean<'t>(text: Text<'t>, pieces: &[Piece], parts: Parts) -> Option<Drafts> {
    let (first, last) = (pieces.first()?, pieces.last()?);
    let range = first.range.start..last.range.end;
    if range.len() > MAX_PIECE_BYTES {
        return None;
    }
    let part = text.body.part(range);
    let tree = DeTable::parse(&part).ok()?;
    if parts == Parts::Several && !decode::is_regular(tree.get_ref()) {
        return None;
    }
    let sink = Sink::new(
        text.file,
        &part,
        (first.range.start, first.line),
        text.mentioned,
    );
    Some(decode::drafts(tree.get_ref(), sink))
}

/// Parses again, piece by piece, what could not be parsed in chunks.
struct Repair<'t, 'p> {
    text: Text<'t>,
    pieces: &'p [Piece],
    budget: usize,
    /// Where the pieces that are done end: past the end of a chunk when its last string reached into the next one.
    done: usize,
}

impl<'t> Repair<'t, '_> {
    fn add(&mut self, chunks: &[Range<usize>], parsed: Vec<Option<Drafts>>, all: &mut Drafts) {
        for (chunk, drafts) in chunks.iter().zip(parsed) {
            match drafts {
                Some(mut drafts) if self.done <= chunk.start => all.append(&mut drafts),
                _ => self.piece_by_piece(chunk, all),
            }
        }
    }

    fn piece_by_piece(&mut self, chunk: &Range<usize>, all: &mut Drafts) {
        let mut at = self.done.max(chunk.start);
        while at < chunk.end {
            let (mut drafts, next) = self.one(at);
            all.append(&mut drafts);
            at = next;
        }
        self.done = self.done.max(at);
    }

    /// One piece; joined to the next ones when a multi-line string was cut; with its errors when that does not help.
    fn one(&mut self, at: usize) -> (Drafts, usize) {
        if let Some(drafts) = parse_clean(self.text, &self.pieces[at..=at], Parts::One) {
            return (drafts, at + 1);
        }
        self.joined(at).unwrap_or_else(|| {
            let piece = &self.pieces[at];
            let part = self.text.body.part(piece.range.clone());
            let sink = Sink::new(
                self.text.file,
                &part,
                (piece.range.start, piece.line),
                self.text.mentioned,
            );
            (syntax::broken(&part, MAX_PIECE_BYTES, sink), at + 1)
        })
    }

    /// Adds pieces until the multi-line string at the end is closed. `None` when no string is open there, when nothing closes
    /// it, or when the whole is no TOML either: then the string was meant to end in the first piece.
    fn joined(&mut self, at: usize) -> Option<(Drafts, usize)> {
        let start = self.pieces[at].range.start;
        let open =
            |end: usize| syntax::string_open_at_end(&self.text.body.part(start..end)).is_some();
        if !open(self.pieces[at].range.end) {
            return None;
        }
        for last in at + 1..self.pieces.len() {
            let end = self.pieces[last].range.end;
            self.budget = self.budget.checked_sub(end - start)?;
            if !open(end) {
                return parse_clean(self.text, &self.pieces[at..=last], Parts::One)
                    .map(|drafts| (drafts, last + 1));
            }
        }
        None
    }
}

#[cfg(test)]
mod tests;
