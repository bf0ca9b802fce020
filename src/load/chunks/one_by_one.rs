//! The records of a file one after the other on one thread, with quotes wherever they are.

use super::decoded::Decoded;
use super::texts::{Chunk, Texts, lines};
use super::{LONGEST, Session};
use crate::load::filler::Filler;
use crate::reader::{Cut, Cutter, Reader, Row, Swallowed, Unclosed, swallowed};

/// A quoted cell has fewer lines than this as a rule: one that has more is a quote that is never closed.
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
            let ended = text.more();
            let chunk = text.all_held(next);
            let used = self.chunk(&chunk, ended);
            text.keep_from(chunk, used);
            if ended || self.session.is_stopped() {
                break;
            }
        }
        let file = text.file;
        if let Some(error) = text.failure() {
            self.session.fail(file, &error);
        }
    }

    /// Reads the whole records of a chunk; says how many bytes they are.
    fn chunk(&mut self, chunk: &Chunk, ended: bool) -> usize {
        self.filler.start_chunk(chunk.number);
        let (held, records) = (self.filler.batch.bytes(), self.filler.tally.records);
        let decoded = Decoded::of(chunk, self.reader.cut(), ended);
        let used = self.records(&decoded, ended);
        let lines = lines(&chunk.bytes()[..used]);
        self.filler.tally.chunk(chunk.file, chunk.number, lines);
        let records = self.filler.tally.records - records;
        let held = (self.filler.batch.bytes() - held) as u64;
        self.session.advance(used, records, held);
        used
    }

    fn records(&mut self, decoded: &Decoded<'_>, ended: bool) -> usize {
        let text = decoded.text();
        let mut cutter = Cutter::default();
        let mut used = decoded.start(self.reader.cut());
        cutter.go_to(used);
        while let Some(next) = cutter.next(self.reader.cut(), text) {
            let open = match next {
                Ok((range, _)) if !ended && !text[range.clone()].ends_with('\n') => break,
                Ok((range, record)) => {
                    let (row, filler) = (&mut self.row, &mut *self.filler);
                    if std::mem::take(&mut self.header) {
                        self.session.header(decoded, &range, &record, filler);
                        used = range.end;
                        continue;
                    }
                    match swallowed(self.reader, text, &range, &record, row) {
                        Some(open) => open,
                        None => {
                            used = range.end;
                            self.session
                                .take(decoded, range, &record, None, row, filler);
                            continue;
                        }
                    }
                }
                Err(Unclosed { at }) if !ended && may_close(&text[at..]) => break,
                Err(Unclosed { at }) => Swallowed::up_to_end(text, at, ended),
            };
            self.session.unclosed(decoded, &open, self.filler);
            used = open.line_end;
            cutter.go_to(used);
        }
        used
    }
}

/// Whether a quote that is still open at the end of a text may be closed by what follows.
fn may_close(open: &str) -> bool {
    open.len() < LONGEST && lines(open.as_bytes()) < MOST_LINES
}
