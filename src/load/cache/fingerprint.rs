//! What tells one state of a file from another: what the system says of it, and a checksum of its content.

use std::collections::HashMap;
use std::fs::{File, Metadata};
use std::io;
use std::os::unix::fs::{FileExt as _, MetadataExt as _};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use twox_hash::XxHash3_64;

use crate::store::cached::record;

/// Files of so many bytes in all are read whole to be told apart.
const WHOLE: u64 = 64 << 20;
/// Of more, blocks of this size are read,
const BLOCK: u64 = 64 << 10;
/// so many of one file at most, the first and the last one among them,
const MOST_BLOCKS: u64 = 64;
/// and so many of all files.
const ALL_BLOCKS: u64 = WHOLE / BLOCK;
/// Times of files may be no more exact than this.
const COARSE: Duration = Duration::from_secs(2);

/// What the system says of a file: any write moves the times, and the second of them cannot be put back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stamp {
    length: u64,
    inode: u64,
    modified: (i64, i64),
    changed: (i64, i64),
}

record!(Stamp {
    length,
    inode,
    modified,
    changed
});

impl Stamp {
    fn of(data: &Metadata) -> Self {
        Self {
            length: data.len(),
            inode: data.ino(),
            modified: (data.mtime(), data.mtime_nsec()),
            changed: (data.ctime(), data.ctime_nsec()),
        }
    }

    /// Whether a write in this moment could leave the times as they are, or they lie in the future.
    fn is_fresh(&self) -> bool {
        let now = SystemTime::now()
            .checked_sub(COARSE)
            .and_then(|then| then.duration_since(SystemTime::UNIX_EPOCH).ok());
        let then = now.map_or(0, |then| i64::try_from(then.as_secs()).unwrap_or(i64::MAX));
        self.modified.0.max(self.changed.0) >= then
    }
}

/// A state of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fingerprint {
    stamp: Stamp,
    sum: u64,
}

record!(Fingerprint { stamp, sum });

/// Takes the fingerprints of several files, each once.
#[derive(Debug)]
pub(super) struct Inspector {
    known: HashMap<(u64, u64), Fingerprint>,
    /// Files whose states were taken, to see later that they are the same still.
    files: Vec<(Arc<File>, Stamp)>,
    /// How many blocks are read of each file; all when absent.
    blocks: Option<u64>,
}

impl Inspector {
    /// For these files.
    pub(super) fn new<'a>(files: impl Iterator<Item = &'a Arc<File>>) -> io::Result<Self> {
        let mut lengths = HashMap::new();
        for file in files {
            let data = file.metadata()?;
            lengths.insert((data.dev(), data.ino()), data.len());
        }
        let bytes: u64 = lengths.values().sum();
        let each = ALL_BLOCKS / (lengths.len() as u64).max(1);
        Ok(Self {
            known: HashMap::new(),
            files: Vec::new(),
            blocks: (bytes >= WHOLE).then(|| each.clamp(2, MOST_BLOCKS)),
        })
    }

    /// The fingerprint of a file; `None` when it has changed so lately that parts of it do not tell its state.
    pub(super) fn fingerprint(&mut self, file: &Arc<File>) -> io::Result<Option<Fingerprint>> {
        let data = file.metadata()?;
        let identity = (data.dev(), data.ino());
        if let Some(known) = self.known.get(&identity) {
            return Ok(Some(known.clone()));
        }
        let stamp = Stamp::of(&data);
        let blocks = stamp.length.div_ceil(BLOCK);
        let read = self.blocks.map_or(blocks, |most| most.min(blocks));
        if read < blocks && stamp.is_fresh() {
            return Ok(None);
        }
        let sum = sum(file, stamp.length, read)?;
        self.files.push((Arc::clone(file), stamp.clone()));
        let print = Fingerprint { stamp, sum };
        self.known.insert(identity, print.clone());
        Ok(Some(print))
    }

    /// Whether all files are as they were when their fingerprints were taken.
    pub(super) fn are_unchanged(&self) -> bool {
        let is_same = |(file, stamp): &(Arc<File>, Stamp)| {
            file.metadata().is_ok_and(|data| Stamp::of(&data) == *stamp)
        };
        self.files.iter().all(is_same)
    }
}

/// The checksum of so many blocks of a file, evenly spread from the first to the last.
fn sum(file: &File, length: u64, count: u64) -> io::Result<u64> {
    let blocks = length.div_ceil(BLOCK);
    let mut hash = XxHash3_64::new();
    let mut block = vec![0; usize::try_from(BLOCK).expect("small")];
    for at in 0..count {
        let number = at * (blocks - 1) / (count - 1).max(1);
        let start = number * BLOCK;
        let here = usize::try_from(BLOCK.min(length - start)).expect("small");
        file.read_exact_at(&mut block[..here], start)?;
        std::hash::Hasher::write(&mut hash, &block[..here]);
    }
    Ok(std::hash::Hasher::finish(&hash))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    fn file(bytes: &[u8]) -> Arc<File> {
        let mut file = tempfile::tempfile().expect("a file");
        file.write_all(bytes).expect("written");
        Arc::new(file)
    }

    fn print(file: &Arc<File>) -> Option<Fingerprint> {
        let mut inspector = Inspector::new(std::iter::once(file)).expect("there");
        inspector.fingerprint(file).expect("readable")
    }

    #[test]
    fn any_byte_of_small_files_counts() {
        let bytes = vec![7; 200_000];
        let plain = print(&file(&bytes)).expect("small files are read whole");
        for at in [0, 65_535, 65_536, 131_072, 199_999] {
            let mut other = bytes.clone();
            other[at] = 8;
            let changed = print(&file(&other)).expect("read whole");
            assert_ne!(plain.sum, changed.sum, "{at}");
        }
        assert_eq!(plain.sum, print(&file(&bytes)).expect("read whole").sum);
        assert!(print(&file(b"")).is_some());
    }

    #[test]
    fn blocks_reach_from_the_first_to_the_last() {
        let mut bytes = vec![0; usize::try_from(10 * BLOCK + 5).expect("small")];
        let whole = |bytes: &[u8]| sum(&file(bytes), bytes.len() as u64, 3).expect("readable");
        let before = whole(&bytes);
        let last = bytes.len() - 1;
        bytes[last] = 1;
        let after = whole(&bytes);
        assert_ne!(before, after);
        bytes[0] = 1;
        assert_ne!(after, whole(&bytes));
    }

    #[test]
    fn a_large_file_that_was_written_just_now_has_none() {
        let large = tempfile::tempfile().expect("a file");
        large.set_len(WHOLE).expect("a hole");
        let large = Arc::new(large);
        assert_eq!(print(&large), None);
    }

    #[test]
    fn a_write_is_noticed() {
        let file = file(b"a");
        let mut inspector = Inspector::new(std::iter::once(&file)).expect("there");
        inspector.fingerprint(&file).expect("readable");
        assert!(inspector.are_unchanged());
        file.set_len(9).expect("longer");
        assert!(!inspector.are_unchanged());
    }
}
