//! The records of a stream, one after the other, with their places.

use std::io;
use std::ops::Range;

use super::CannotCompare;
use super::side::File;
use crate::reader::input::{Backing, InputError};
use crate::reader::{Cut, Cutter, Record};

/// Bytes read at a time.
const BLOCK: usize = 4 << 20;
/// A quote that stays open for longer is a mistake.
const LONGEST: usize = 64 << 20;
/// A quoted cell never has more lines than this.
const MOST_LINES: usize = 1000;

/// What was met that is no record.
#[derive(Debug, Default)]
pub(super) struct Passed {
    /// Quotes that are never closed.
    pub(super) unclosed: usize,
}

impl Passed {
    /// What to say of it.
    pub(super) fn told(&self, name: &str) -> Option<String> {
        (self.unclosed > 0).then(|| {
            let records = super::counted(self.unclosed, "record");
            format!("{name}: {records} with a quote that is never closed")
        })
    }
}

/// Hands out each record with the bytes of the text that it stands on.
pub(super) fn each(
    file: &mut File,
    most: u64,
    mut visit: impl FnMut(Range<u64>, &Record<'_>),
) -> Result<Passed, CannotCompare> {
    let cut = file.reader.cut().clone();
    let read = |error: InputError| CannotCompare::Unfit(error.to_string());
    if let Cut::Document(find) = cut {
        let text = file.stream.read_all(most).map_err(read)?;
        let parts = find(&text);
        // What stands behind a mistake is not read, and would seem to be removed.
        if let Some(fault) = parts.fault {
            let why = format!("{}: {}", file.stream.name(), fault.message);
            return Err(CannotCompare::Unfit(why));
        }
        for range in parts.records {
            let record = Record::Text(&text[range.clone()]);
            visit(range.start as u64..range.end as u64, &record);
        }
        return Ok(Passed::default());
    }
    let backing = file.stream.backing();
    let mut lines = Lines {
        skip: usize::from(matches!(cut, Cut::Delimited { header: true, .. })),
        cut,
        passed: Passed::default(),
        ended: false,
    };
    let (mut block, mut offset) = (Vec::new(), 0);
    while !lines.ended {
        let wanted = block.len() + BLOCK;
        lines.ended = !file.stream.fill(&mut block, wanted).map_err(read)?;
        let text = text(&block, &backing, offset, lines.ended).map_err(read)?;
        let used = lines.records(text, |range, record| {
            visit(
                offset + range.start as u64..offset + range.end as u64,
                record,
            );
        });
        offset += used as u64;
        block.drain(..used);
    }
    Ok(lines.passed)
}

/// As much of a block as is text: a character may be cut at its end.
fn text<'a>(
    block: &'a [u8],
    backing: &Backing,
    offset: u64,
    ended: bool,
) -> Result<&'a str, InputError> {
    match std::str::from_utf8(block) {
        Err(error) if !ended && error.error_len().is_none() => {
            backing.text(&block[..error.valid_up_to()], offset)
        }
        _ => backing.text(block, offset),
    }
}

/// Lines of cells or of JSON.
struct Lines {
    cut: Cut,
    /// Records that name columns.
    skip: usize,
    passed: Passed,
    ended: bool,
}

impl Lines {
    /// Hands out the whole records of a text; says how much of it they take.
    fn records(&mut self, text: &str, mut visit: impl FnMut(Range<usize>, &Record<'_>)) -> usize {
        let mut cutter = Cutter::default();
        let mut used = 0;
        while let Some(next) = cutter.next(&self.cut, text) {
            match next {
                Ok((range, record)) => {
                    if !self.ended && !text[range.clone()].ends_with('\n') {
                        return used;
                    }
                    used = range.end;
                    if self.skip > 0 {
                        self.skip -= 1;
                    } else {
                        visit(range, &record);
                    }
                }
                Err(unclosed) => {
                    if !self.ended && may_close(&text[unclosed.at..]) {
                        return used;
                    }
                    self.passed.unclosed += 1;
                    let line = text[unclosed.at..].find('\n');
                    used = line.map_or(text.len(), |length| unclosed.at + length + 1);
                    cutter.go_to(used);
                }
            }
        }
        used
    }
}

/// Whether a quote that opens here may be closed in the text to come.
fn may_close(open: &str) -> bool {
    open.len() < LONGEST && memchr::memchr_iter(b'\n', open.as_bytes()).count() < MOST_LINES
}

/// Reads one record again.
pub(super) fn again<T>(
    cut: &Cut,
    backing: &Backing,
    (offset, length): (u64, usize),
    read: impl FnOnce(&Record<'_>) -> T,
) -> io::Result<T> {
    let bytes = backing.read_at(offset, length)?;
    let text = std::str::from_utf8(&bytes).map_err(|_| gone())?;
    if matches!(cut, Cut::Document(_)) {
        return Ok(read(&Record::Text(text)));
    }
    let mut cutter = Cutter::default();
    match cutter.next(cut, text) {
        Some(Ok((_, record))) => Ok(read(&record)),
        _ => Err(gone()),
    }
}

pub(super) fn gone() -> io::Error {
    io::Error::other("the file has changed while it was read")
}
