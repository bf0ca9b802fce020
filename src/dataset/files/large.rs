//! A file too large to hold as text: cut while it is read, and read again part by part.
//!
//! Its records take twice its size already. Reading a part again from the system's cache costs less than first touching as much
//! fresh memory.

use std::fs::{File, Metadata};
use std::io::{self, Read as _};
use std::ops::Range;
use std::os::unix::fs::FileExt as _;
use std::sync::atomic::{AtomicBool, Ordering};

use super::super::split::{Cutter, Piece};
use super::{MARK, has_changed};

/// Bytes read at a time.
const BLOCK: usize = 1 << 20;

/// An open file with the pieces that it is cut into.
#[derive(Debug)]
pub(in crate::dataset) struct Large {
    file: File,
    before: Metadata,
    pieces: Vec<Piece>,
    failed: AtomicBool,
}

impl Large {
    /// Reads a file once. `None` when something is wrong with it that its whole text tells better: bytes that are no text, a mark
    /// at its start.
    pub(super) fn new(file: File, before: Metadata) -> io::Result<Option<Self>> {
        Ok(cut(&file)?.map(|pieces| Self {
            file,
            before,
            pieces,
            failed: AtomicBool::new(false),
        }))
    }

    /// Where the file is cut.
    pub(in crate::dataset) fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The text at these bytes; empty, and remembered as a failure, when the file no longer has it.
    pub(in crate::dataset) fn part(&self, range: Range<usize>) -> String {
        let mut bytes = vec![0; range.len()];
        let read = self.file.read_exact_at(&mut bytes, range.start as u64);
        let text = read.ok().and_then(|()| String::from_utf8(bytes).ok());
        text.unwrap_or_else(|| {
            self.failed.store(true, Ordering::Relaxed);
            String::new()
        })
    }

    /// The whole text, for who shows a part of it; empty when the file has changed.
    pub(super) fn text(&self) -> String {
        let length = self.pieces.last().map_or(0, |piece| piece.range.end);
        let text = self.part(0..length);
        if self.is_settled() {
            text
        } else {
            String::new()
        }
    }

    /// Whether all that was read is of one state of the file.
    pub(in crate::dataset) fn is_settled(&self) -> bool {
        let length = self.pieces.last().map_or(0, |piece| piece.range.end);
        let after = self.file.metadata();
        let same = after.is_ok_and(|after| !has_changed(&self.before, &after, length));
        same && !self.failed.load(Ordering::Relaxed)
    }
}

fn cut(file: &File) -> io::Result<Option<Vec<Piece>>> {
    let mut cutter = Cutter::default();
    let (mut block, mut length) = (Vec::with_capacity(2 * BLOCK), 0);
    loop {
        let read = file.take(BLOCK as u64).read_to_end(&mut block)?;
        // Up to the last line break there are whole characters.
        let end = if read == 0 {
            block.len()
        } else {
            memchr::memrchr(b'\n', &block).map_or(0, |newline| newline + 1)
        };
        let text = str::from_utf8(&block[..end]);
        let Some(text) = text.ok().filter(|text| !text.contains('\0')) else {
            return Ok(None);
        };
        if length == 0 && text.starts_with(MARK) {
            return Ok(None);
        }
        cutter.lines(text);
        length += end;
        block.drain(..end);
        if read == 0 {
            return Ok(Some(cutter.finish(length)));
        }
    }
}
