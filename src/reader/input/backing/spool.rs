//! The temporary file that holds what cannot be read again from where it came.
//!
//! All inputs of a run share one, so that thousands of packed files do not take thousands of open files. It has no name: the
//! system removes it when the program ends, however it ends.

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use etcetera::BaseStrategy as _;

/// A temporary file, made when it is first written. Its room is given back when the last input that uses it is dropped.
#[derive(Debug, Default)]
pub struct Spool {
    folder: Option<PathBuf>,
    file: OnceLock<File>,
    end: AtomicU64,
}

impl Spool {
    /// A temporary file in this folder instead of the usual one: `$TMPDIR` if that is set, or else the cache folder of the
    /// user, because `/tmp` is often kept in memory.
    #[must_use]
    pub fn within(folder: &Path) -> Self {
        Self {
            folder: Some(folder.to_owned()),
            ..Self::default()
        }
    }

    /// Writes bytes and says where.
    fn push(&self, bytes: &[u8]) -> io::Result<u64> {
        let file = self.file()?;
        let length = bytes.len() as u64;
        let start = self.end.fetch_add(length, Ordering::Relaxed);
        file.write_all_at(bytes, start)?;
        Ok(start)
    }

    fn read(&self, bytes: &mut [u8], start: u64) -> io::Result<()> {
        self.file()?.read_exact_at(bytes, start)
    }

    fn file(&self) -> io::Result<&File> {
        if let Some(file) = self.file.get() {
            return Ok(file);
        }
        let made = match &self.folder {
            Some(folder) => tempfile::tempfile_in(folder),
            None => temporary_file(),
        }?;
        // Where two threads make one, the second is dropped.
        Ok(self.file.get_or_init(|| made))
    }
}

/// A file without a name in the usual folder.
pub(in crate::reader::input) fn temporary_file() -> io::Result<File> {
    if std::env::var_os("TMPDIR").is_none_or(|folder| folder.is_empty())
        && let Some(file) = cache_folder().and_then(|folder| tempfile::tempfile_in(folder).ok())
    {
        return Ok(file);
    }
    tempfile::tempfile()
}

fn cache_folder() -> Option<PathBuf> {
    let folders = etcetera::base_strategy::Xdg::new().ok()?;
    let folder = folders.cache_dir().join("annals");
    fs::create_dir_all(&folder).ok()?;
    Some(folder)
}

/// The text of one input in a spool: in one piece when inputs are read one after another.
#[derive(Debug)]
pub(super) struct Copied {
    spool: Arc<Spool>,
    /// In order, without gaps.
    pieces: Vec<Piece>,
    length: u64,
}

#[derive(Debug, Clone, Copy)]
struct Piece {
    /// Offset of the text.
    offset: u64,
    /// Where it is in the spool.
    start: u64,
}

impl Copied {
    pub(super) fn new(spool: Arc<Spool>) -> Self {
        Self {
            spool,
            pieces: Vec::new(),
            length: 0,
        }
    }

    pub(super) fn length(&self) -> u64 {
        self.length
    }

    pub(super) fn push(&mut self, text: &[u8]) -> io::Result<()> {
        let start = self.spool.push(text)?;
        let follows = |last: &Piece| last.start + (self.length - last.offset) == start;
        if !self.pieces.last().is_some_and(follows) {
            let offset = self.length;
            self.pieces.push(Piece { offset, start });
        }
        self.length += text.len() as u64;
        Ok(())
    }

    /// Bytes of the text; the caller has seen that they are there.
    pub(super) fn read_at(&self, offset: u64, length: usize) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; length];
        let first = self.pieces.partition_point(|piece| piece.offset <= offset);
        let (mut at, mut rest) = (offset, &mut bytes[..]);
        for number in first.saturating_sub(1)..self.pieces.len() {
            let piece = self.pieces[number];
            let next = self.pieces.get(number + 1);
            let end = next.map_or(self.length, |next| next.offset);
            let here = rest
                .len()
                .min(usize::try_from(end - at).unwrap_or(usize::MAX));
            let (now, later) = rest.split_at_mut(here);
            self.spool.read(now, piece.start + (at - piece.offset))?;
            (at, rest) = (end, later);
            if rest.is_empty() {
                break;
            }
        }
        Ok(bytes)
    }
}
