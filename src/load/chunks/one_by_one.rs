//! The records of a file one after the other on one thread, with quotes wherever they are.

use super::texts::{Chunk, Texts, lines};
use super::{LONGEST, Session};
use crate::load::filler::Filler;
use crate::reader::{Cut, Cutter, Fault, Reader, Row, Unclosed};

/// A quoted cell never has more lines than this; one that has is a quote that is never closed.
const MOST_LINES: usize = 1000;

/// Reads a file that way.
pub(super) struct OneByOne<'a> {
    session: &'a Session<'a>,
    reader: &'a dyn Reader,
    filler: &'a mut Filler,
    row: Row,
    /// Whether the record that names the columns is still to come.
    header: bool,
}

impl<'a> OneByOne<'a> {
    pub(super) fn new(
        session: &'a Session<'a>,
        reader: &'a dyn Reader,
        filler: &'a mut Filler,
    ) -> Self {
        Self {
            session,
            reader,
            filler,
            row: Row::default(),
            header: matches!(reader.cut(), Cut::Delimited { header: true, .. }),
        }
    }

    pub(super) fn run(mut self, mut text: Texts<'_>, next: &mut u32) {
        loop {
            let ended = match text.more() {
                Ok(ended) => ended,
                Err(error) => return self.session.end(error.to_string()),
            };
            let chunk = text.all_held(next);
            let Some(used) = self.chunk(&chunk, ended) else {
                return;
            };
            text.keep_from(chunk, used);
            if ended || self.session.is_stopped() {
                return;
            }
        }
    }

    /// Reads the whole records of a chunk; says how many bytes they are. `None` where it is no text.
    fn chunk(&mut self, chunk: &Chunk, ended: bool) -> Option<usize> {
        self.filler.start_chunk(chunk.number);
        let (held, records) = (self.filler.batch.bytes(), self.filler.tally.records);
        let text = self.session.text_so_far(chunk, ended, self.filler)?;
        let mut cutter = Cutter::default();
        let mut used = 0;
        while let Some(next) = cutter.next(self.reader.cut(), text) {
            match next {
                Ok((range, _)) if !ended && !text[range.clone()].ends_with('\n') => break,
                Ok((range, record)) => {
                    used = range.end;
                    if std::mem::take(&mut self.header) {
                        super::records::repeated_columns(chunk, &record, self.filler);
                    } else {
                        let (row, filler) = (&mut self.row, &mut *self.filler);
                        self.session
                            .take(chunk, range.start, &record, None, row, filler);
                    }
                }
                Err(Unclosed { at }) if !ended && may_close(&text[at..]) => break,
                Err(Unclosed { at }) => {
                    let fault = Fault::record("this quote is never closed");
                    self.session.fault(chunk, at, &fault, None, self.filler);
                    let line = memchr::memchr(b'\n', &text.as_bytes()[at..]);
                    used = line.map_or(text.len(), |length| at + length + 1);
                    cutter.go_to(used);
                }
            }
        }
        let lines = lines(&chunk.bytes()[..used]);
        self.filler.tally.chunk(chunk.file, chunk.number, lines);
        let records = self.filler.tally.records - records;
        let held = (self.filler.batch.bytes() - held) as u64;
        self.session.advance(used, records, held);
        Some(used)
    }
}

/// Whether a quote that is still open at the end of a text may be closed by what follows.
fn may_close(open: &str) -> bool {
    open.len() < LONGEST && lines(open.as_bytes()) < MOST_LINES
}
