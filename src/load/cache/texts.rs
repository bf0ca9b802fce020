//! Text of packed data beside the columns that were made from it, so that records can be read again without unpacking.
//!
//! It is not read when data are opened, but checked: before the first answer, or beside it where somebody waits for a screen.
//! Each block has a checksum, which is also looked at whenever the block is read.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt as _;
use std::path::PathBuf;
use std::sync::Arc;

use crate::load::Backing;
use crate::store::cached::{PartWriter, broken, record, sum};

/// Bytes of a block: a record is in one or two of them.
const BLOCK: u64 = 64 << 10;
/// Bytes that are copied at a time.
const STEP: u64 = 16 * BLOCK;

/// Where the text of one file stands.
#[derive(Debug, Clone)]
pub(super) struct Place {
    at: u64,
    length: u64,
    sums: Vec<u64>,
}

record!(Place { at, length, sums });

/// Copies a text.
pub(super) fn write(
    backing: &dyn Backing,
    length: u64,
    out: &mut PartWriter<'_>,
) -> io::Result<Place> {
    let (at, mut sums) = (out.at, Vec::new());
    let mut done = 0;
    while done < length {
        let wanted = small((length - done).min(STEP));
        let bytes = backing.read_at(done, wanted)?;
        if bytes.len() < wanted {
            return Err(broken("the text is shorter than it was"));
        }
        sums.extend(bytes.chunks(small(BLOCK)).map(sum));
        out.raw(&bytes)?;
        done += bytes.len() as u64;
    }
    Ok(Place { at, length, sums })
}

/// The text of a file, in the cache.
#[derive(Debug)]
pub(super) struct CachedText {
    pub(super) file: Arc<File>,
    /// Removed when the text is not as it was written, so that the data are read again the next time.
    pub(super) path: PathBuf,
    pub(super) place: Place,
}

impl Backing for CachedText {
    fn read_at(&self, offset: u64, length: usize) -> io::Result<Vec<u8>> {
        let left = self.place.length.saturating_sub(offset);
        let length = usize::try_from(left).map_or(length, |left| left.min(length));
        let first = offset / BLOCK;
        let skip = small(offset % BLOCK);
        let mut bytes = Vec::with_capacity(skip + length);
        for number in first.. {
            if bytes.len() >= skip + length {
                break;
            }
            self.block(number, &mut bytes)?;
        }
        bytes.truncate(skip + length);
        bytes.drain(..skip);
        Ok(bytes)
    }

    fn copied(&self) -> Option<u64> {
        Some(self.place.length)
    }
}

impl CachedText {
    /// Bytes of the text.
    pub(super) fn length(&self) -> u64 {
        self.place.length
    }

    /// Sees that all of the text is as it was written.
    pub(super) fn check(&self) -> io::Result<()> {
        let mut block = Vec::new();
        for number in 0..self.place.length.div_ceil(BLOCK) {
            block.clear();
            self.block(number, &mut block)?;
        }
        Ok(())
    }

    fn block(&self, number: u64, into: &mut Vec<u8>) -> io::Result<()> {
        let start = number * BLOCK;
        let here = small(self.place.length.saturating_sub(start).min(BLOCK));
        let from = into.len();
        into.resize(from + here, 0);
        let read = (self.file).read_exact_at(&mut into[from..], self.place.at + start);
        if read.is_ok() && self.place.sums.get(small(number)) == Some(&sum(&into[from..])) {
            return Ok(());
        }
        // Nothing can be done about a file that cannot be removed.
        let _ = std::fs::remove_file(&self.path);
        Err(io::Error::other(
            "its text in the cache is damaged; open the data again",
        ))
    }
}

fn small(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
