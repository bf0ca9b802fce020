//! Text → drafts, in chunks and on two threads.
//!
//! The tree of a file takes fourteen times the file's size, so that a big file is never one tree: chunks of about
//! [`CHUNK_RECORDS`] records are parsed, decoded and dropped. A chunk without a syntax error is what its pieces are; one with
//! an error is parsed piece by piece, so that what is reported does not depend on where chunks were cut.

use std::ops::Range;

use toml::de::DeTable;

use super::decode;
use super::draft::Drafts;
use super::sink::Sink;
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

/// A file's number and its text.
#[derive(Clone, Copy)]
pub(super) struct Text<'t> {
    pub(super) file: u32,
    pub(super) text: &'t str,
}

/// Reads one file. The drafts come in the order of the file, in parts.
pub(super) fn drafts(text: Text<'_>) -> Vec<Drafts> {
    drafts_with(text, CHUNK_RECORDS)
}

/// As [`drafts`], with another size of chunks: the result does not depend on it.
pub(super) fn drafts_with(text: Text<'_>, chunk_records: usize) -> Vec<Drafts> {
    let pieces = split::pieces(text.text);
    let chunks = chunks(&pieces, chunk_records);
    let parsed = in_parallel(&chunks, |chunk| {
        parse_clean(
            text,
            &pieces[chunk.clone()],
            if chunk.len() == 1 {
                Parts::One
            } else {
                Parts::Several
            },
        )
    });
    Repair {
        text,
        pieces: &pieces,
        budget: JOIN_BUDGET * text.text.len() + CHUNK_BYTES,
    }
    .finish(&chunks, parsed)
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

/// Maps in order; every second chunk on another thread when there are enough of them to pay for it.
fn in_parallel<T: Send>(
    chunks: &[Range<usize>],
    work: impl Fn(&Range<usize>) -> T + Sync,
) -> Vec<T> {
    if chunks.len() < 4 {
        return chunks.iter().map(work).collect();
    }
    let every_second = |first: usize| {
        chunks
            .iter()
            .skip(first)
            .step_by(2)
            .map(&work)
            .collect::<Vec<T>>()
    };
    let (even, odd) = std::thread::scope(|scope| {
        let odd = scope.spawn(|| every_second(1));
        (every_second(0), odd.join())
    });
    let odd = odd.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    interleave(even, odd)
}

fn interleave<T>(even: Vec<T>, odd: Vec<T>) -> Vec<T> {
    let mut odd = odd.into_iter();
    even.into_iter()
        .flat_map(|first| [Some(first), odd.next()])
        .flatten()
        .collect()
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
fn parse_clean(text: Text<'_>, pieces: &[Piece], parts: Parts) -> Option<Drafts> {
    let (first, last) = (pieces.first()?, pieces.last()?);
    let part = &text.text[first.range.start..last.range.end];
    if part.len() > MAX_PIECE_BYTES {
        return None;
    }
    let tree = DeTable::parse(part).ok()?;
    if parts == Parts::Several && !decode::is_regular(tree.get_ref()) {
        return None;
    }
    let mut sink = Sink::new(text.file, part, first.range.start, first.line);
    let mut drafts = decode::drafts(tree.get_ref(), &mut sink);
    drafts.diagnostics = sink.diagnostics;
    Some(drafts)
}

/// Parses again, piece by piece, what could not be parsed in chunks.
struct Repair<'t, 'p> {
    text: Text<'t>,
    pieces: &'p [Piece],
    budget: usize,
}

impl Repair<'_, '_> {
    fn finish(mut self, chunks: &[Range<usize>], parsed: Vec<Option<Drafts>>) -> Vec<Drafts> {
        let mut all = Vec::with_capacity(parsed.len());
        // Where the pieces that are done end: past the end of a chunk when its last string reached into the next one.
        let mut done = 0;
        for (chunk, drafts) in chunks.iter().zip(parsed) {
            match drafts {
                Some(drafts) if done <= chunk.start => all.push(drafts),
                _ => done = self.piece_by_piece(done.max(chunk.start)..chunk.end, &mut all),
            }
        }
        all
    }

    /// Parses pieces one by one and returns the piece after the last one that was used.
    fn piece_by_piece(&mut self, range: Range<usize>, all: &mut Vec<Drafts>) -> usize {
        let mut at = range.start;
        while at < range.end {
            let (drafts, next) = self.one(at);
            all.push(drafts);
            at = next;
        }
        at
    }

    /// One piece; joined to the next ones when a multi-line string was cut; with its errors when that does not help.
    fn one(&mut self, at: usize) -> (Drafts, usize) {
        if let Some(drafts) = parse_clean(self.text, &self.pieces[at..=at], Parts::One) {
            return (drafts, at + 1);
        }
        self.joined(at).unwrap_or_else(|| {
            let piece = &self.pieces[at];
            let part = &self.text.text[piece.range.clone()];
            let mut sink = Sink::new(self.text.file, part, piece.range.start, piece.line);
            (syntax::broken(part, MAX_PIECE_BYTES, &mut sink), at + 1)
        })
    }

    /// Adds pieces until the multi-line string at the end is closed. `None` when no string is open there, when nothing closes
    /// it, or when the whole is no TOML either: then the string was meant to end in the first piece.
    fn joined(&mut self, at: usize) -> Option<(Drafts, usize)> {
        let start = self.pieces[at].range.start;
        let open = |end: usize| syntax::string_open_at_end(&self.text.text[start..end]).is_some();
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
