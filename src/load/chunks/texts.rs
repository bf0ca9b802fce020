//! The text of a file, block by block, in buffers that are used again.

use std::io::{self, ErrorKind, Read};
use std::sync::Arc;

use super::LONGEST;
use crate::load::Backing;
use crate::load::report::Spot;
use crate::reader::last_record_end;

/// Bytes of the first chunk: enough for a screen, read in a few milliseconds.
pub(super) const FIRST: usize = 256 << 10;
/// Bytes of the chunks after it: they are looked through several times, and stay in the cache of a core meanwhile.
pub(super) const CHUNK: usize = 512 << 10;

/// A run of whole records of one file.
pub(super) struct Chunk {
    pub(super) number: u32,
    pub(super) file: usize,
    pub(super) offset: u64,
    buffer: Buffer,
}

impl Chunk {
    pub(super) fn bytes(&self) -> &[u8] {
        self.buffer.filled()
    }

    /// The memory, for another chunk.
    pub(super) fn into_buffer(self) -> Buffer {
        self.buffer
    }

    pub(super) fn spot(&self, at: usize) -> Spot {
        Spot::new((self.file, self.number), self.offset, self.bytes(), at)
    }

    pub(super) fn lines(&self) -> usize {
        lines(self.bytes())
    }
}

/// How many line feeds there are.
pub(super) fn lines(bytes: &[u8]) -> usize {
    memchr::memchr_iter(b'\n', bytes).count()
}

/// Bytes of which the first ones are filled. What is behind them was filled before, so that it need not be cleared for the next
/// bytes that are read.
#[derive(Default)]
pub(super) struct Buffer {
    bytes: Vec<u8>,
    filled: usize,
}

impl Buffer {
    fn filled(&self) -> &[u8] {
        &self.bytes[..self.filled]
    }

    /// Has these bytes and no others.
    fn start_with(&mut self, bytes: &[u8]) {
        self.reach(bytes.len());
        self.bytes[..bytes.len()].copy_from_slice(bytes);
        self.filled = bytes.len();
    }

    /// Has room for so many bytes at least.
    fn reach(&mut self, length: usize) {
        if self.bytes.len() < length {
            self.bytes.resize(length, 0);
        }
    }

    /// Reads until so many bytes are filled; says whether the text has ended.
    fn fill(&mut self, text: &mut dyn Read, wanted: usize) -> io::Result<bool> {
        self.reach(wanted);
        while self.filled < wanted {
            match text.read(&mut self.bytes[self.filled..wanted]) {
                Ok(0) => return Ok(true),
                Ok(read) => self.filled += read,
                // An open pipe has nothing to give right now.
                Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(false)
    }

    /// The same, until the text comes slowly.
    fn fill_while_it_comes(&mut self, text: &mut dyn Read, wanted: usize) -> io::Result<Filled> {
        self.reach(wanted);
        while self.filled < wanted {
            match text.read(&mut self.bytes[self.filled..wanted]) {
                Ok(0) => return Ok(Filled::Ended),
                Ok(read) => self.filled += read,
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(Filled::Slowly),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(Filled::Wanted)
    }

    /// Takes the first bytes away.
    fn drop_front(&mut self, count: usize) {
        self.bytes.copy_within(count..self.filled, 0);
        self.filled -= count;
    }
}

/// How filling a buffer ended.
enum Filled {
    Wanted,
    Ended,
    /// An open pipe has nothing to give right now.
    Slowly,
}

/// A file's text, cut into chunks.
pub(super) struct Texts<'a> {
    pub(super) file: usize,
    text: &'a mut (dyn Read + Send),
    /// Bytes that were read and are in no chunk yet.
    held: Buffer,
    /// Where they stand.
    offset: u64,
    size: usize,
    /// Why the text ends before its end: reported once what was read before is handed out.
    failed: Option<io::Error>,
    /// Whether a whole chunk has come since an open pipe had nothing to give.
    comes_fast: bool,
    waits: bool,
}

impl<'a> Texts<'a> {
    pub(super) fn new(file: usize, text: &'a mut (dyn Read + Send), size: usize) -> Self {
        Self {
            file,
            text,
            held: Buffer::default(),
            offset: 0,
            size,
            failed: None,
            comes_fast: false,
            waits: false,
        }
    }

    /// Whether there is no [next](Self::next) chunk only because an open pipe has nothing to give right now.
    pub(super) fn waits(&self) -> bool {
        self.waits
    }

    /// Waits for more.
    pub(super) fn go_on(&mut self) {
        self.waits = false;
    }

    /// Reads until so many bytes are held; says whether the text has ended. Where reading fails, the text ends with the last line
    /// that was read whole.
    fn fill(&mut self, wanted: usize) -> bool {
        if self.failed.is_some() {
            return true;
        }
        match self.held.fill(self.text, wanted) {
            Ok(ended) => ended,
            Err(error) => self.fail(error),
        }
    }

    /// The same, until the text comes slowly.
    fn fill_while_it_comes(&mut self, wanted: usize) -> Filled {
        if self.failed.is_some() {
            return Filled::Ended;
        }
        match self.held.fill_while_it_comes(self.text, wanted) {
            Ok(filled) => filled,
            Err(error) => {
                self.fail(error);
                Filled::Ended
            }
        }
    }

    fn fail(&mut self, error: io::Error) -> bool {
        let lines = memchr::memrchr(b'\n', self.held.filled()).map_or(0, |at| at + 1);
        self.held.filled = lines;
        self.failed = Some(error);
        true
    }

    /// Why the text has ended early, once all that was read is handed out.
    fn end(&mut self) -> io::Result<()> {
        self.failed.take().map_or(Ok(()), Err)
    }

    /// The next chunk of whole records, in memory that another one does not need any more; the last one may end without a line
    /// end. An open pipe that has nothing to give [waits](Self::waits) without one, once its whole records are handed out.
    pub(super) fn next(
        &mut self,
        quoted: bool,
        next: &mut u32,
        mut spare: Buffer,
    ) -> io::Result<Option<Chunk>> {
        if self.waits {
            return Ok(None);
        }
        spare.start_with(self.held.filled());
        self.held = spare;
        let mut wanted = self.size;
        self.size = CHUNK;
        loop {
            let filled = self.fill_while_it_comes(wanted);
            if matches!(filled, Filled::Slowly) {
                if std::mem::take(&mut self.comes_fast) {
                    continue;
                }
                let end = last_record_end(self.held.filled(), quoted);
                self.waits = end.is_none();
                return Ok(end.map(|end| self.cut(end, next)));
            }
            let ended = matches!(filled, Filled::Ended);
            self.comes_fast = !ended;
            if self.held.filled == 0 {
                return self.end().map(|()| None);
            }
            if ended {
                return Ok(Some(self.all_held(next)));
            }
            if let Some(end) = last_record_end(self.held.filled(), quoted) {
                return Ok(Some(self.cut(end, next)));
            }
            if self.held.filled > LONGEST {
                // No record is that long. The threads find the quote that is open.
                return Ok(Some(self.all_held(next)));
            }
            wanted = self.held.filled * 2;
        }
    }

    /// All the rest as one chunk, as far as it can be read.
    pub(super) fn whole(&mut self, next: &mut u32) -> Chunk {
        loop {
            let wanted = self.held.filled + CHUNK;
            match self.held.fill(self.text, wanted) {
                Ok(false) => {}
                Ok(true) => break,
                Err(error) => {
                    self.failed = Some(error);
                    break;
                }
            }
        }
        self.all_held(next)
    }

    /// Reads another piece, as long as what is held when that is long; says whether the text has ended.
    pub(super) fn more(&mut self) -> bool {
        let wanted = self.held.filled + self.held.filled.max(CHUNK);
        self.fill(wanted)
    }

    /// Why the text has ended early, if it has.
    pub(super) fn failure(self) -> Option<io::Error> {
        self.failed
    }

    fn cut(&mut self, end: usize, next: &mut u32) -> Chunk {
        let mut left = Buffer::default();
        left.start_with(&self.held.filled()[end..]);
        self.held.filled = end;
        let chunk = self.all_held(next);
        self.held = left;
        chunk
    }

    /// All that is held as a chunk.
    pub(super) fn all_held(&mut self, next: &mut u32) -> Chunk {
        let number = *next;
        *next += 1;
        let buffer = std::mem::take(&mut self.held);
        let offset = self.offset;
        self.offset += buffer.filled as u64;
        Chunk {
            number,
            file: self.file,
            offset,
            buffer,
        }
    }

    /// Takes back what no record of the last chunk has used.
    pub(super) fn keep_from(&mut self, chunk: Chunk, used: usize) {
        self.offset = chunk.offset + used as u64;
        self.held = chunk.buffer;
        self.held.drop_front(used);
    }
}

/// Text that is read again from where it is backed.
pub(super) struct Again {
    pub(super) backing: Arc<dyn Backing>,
    pub(super) at: u64,
    /// Why the text was not read to its end the first time.
    pub(super) failure: Option<String>,
}

impl Read for Again {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let bytes = self.backing.read_at(self.at, buffer.len())?;
        if let Some(why) = self.failure.take_if(|_| bytes.is_empty()) {
            return Err(io::Error::other(why));
        }
        buffer[..bytes.len()].copy_from_slice(&bytes);
        self.at += bytes.len() as u64;
        Ok(bytes.len())
    }
}
