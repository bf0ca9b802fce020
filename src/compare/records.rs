//! The records of a stream, one after the other, with their places.

use std::io;
use std::ops::Range;
use std::sync::Arc;

use super::CannotCompare;
use super::side::File;
use crate::reader::input::{Backing, InputError};
use crate::reader::{
    Cut, Cutter, Reader, Record, Repaired, Row, Swallowed, Unclosed, first_within, repaired,
    says_columns, separator_line, swallowed,
};

/// Bytes read at a time.
const BLOCK: usize = 4 << 20;
/// A quote that stays open for longer is a mistake.
const LONGEST: usize = 64 << 20;
/// A quoted cell never has more lines than this.
const MOST_LINES: usize = 1000;

/// What was met that is no record.
#[derive(Debug, Default)]
pub(super) struct Passed {
    /// Quotes that are not closed.
    pub(super) unclosed: usize,
    /// Records with bytes that are not UTF-8.
    pub(super) not_utf8: usize,
}

impl Passed {
    /// What to say of it.
    pub(super) fn told(&self, name: &str) -> Option<String> {
        let met = [
            (self.unclosed, "with a quote that is not closed"),
            (
                self.not_utf8,
                "with bytes that are not text in the encoding of the file",
            ),
        ];
        let told: Vec<String> = met
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| format!("{} {what}", super::counted(count, "record")))
            .collect();
        (!told.is_empty()).then(|| format!("{name}: {}", told.join(", ")))
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
    let mut lines = Lines {
        reader: Arc::clone(&file.reader),
        row: Row::default(),
        skip: usize::from(matches!(cut, Cut::Delimited { header: true, .. })),
        cut,
        passed: Passed::default(),
        ended: false,
    };
    let (mut block, mut offset) = (Vec::new(), 0);
    while !lines.ended {
        let wanted = block.len() + BLOCK;
        lines.ended = !file.stream.fill(&mut block, wanted).map_err(read)?;
        let text = repaired(&block, &lines.cut, lines.ended);
        let start = if offset == 0 {
            separator_line(&text.text)
        } else {
            0
        };
        let used = lines.records(&text, start, |range, record| {
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

/// Lines of cells or of JSON.
struct Lines {
    reader: Arc<dyn Reader>,
    /// For reading what may be a record.
    row: Row,
    cut: Cut,
    /// Records that name columns.
    skip: usize,
    passed: Passed,
    ended: bool,
}

impl Lines {
    /// Hands out the whole records of a text; says how much of it they take.
    fn records(
        &mut self,
        repaired: &Repaired<'_>,
        start: usize,
        mut visit: impl FnMut(Range<usize>, &Record<'_>),
    ) -> usize {
        let text = &*repaired.text;
        let mut cutter = Cutter::default();
        cutter.go_to(start);
        let mut used = start;
        while let Some(next) = cutter.next(&self.cut, text) {
            let open = match next {
                Ok((range, _)) if !self.ended && !text[range.clone()].ends_with('\n') => {
                    return used;
                }
                Ok((range, _)) if self.skip > 0 => {
                    self.skip -= 1;
                    used = range.end;
                    continue;
                }
                Ok((range, record)) => {
                    match swallowed(&*self.reader, text, &range, &record, &mut self.row) {
                        Some(open) => open,
                        None => {
                            used = range.end;
                            if first_within(&repaired.invalid, &range).is_some() {
                                self.passed.not_utf8 += 1;
                            } else if !says_columns(&*self.reader, &record) {
                                visit(range, &record);
                            }
                            continue;
                        }
                    }
                }
                Err(Unclosed { at }) if !self.ended && may_close(&text[at..]) => return used,
                Err(Unclosed { at }) => Swallowed::up_to_end(text, at, self.ended),
            };
            self.passed.unclosed += 1;
            used = open.line_end;
            cutter.go_to(used);
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
