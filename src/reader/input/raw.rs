//! Bytes as they lie on the disk or come through a pipe, counted.

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::os::unix::fs::{FileExt as _, MetadataExt as _};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

/// A reader of whatever kind.
pub(super) type BoxRead = Box<dyn Read + Send>;

/// Where bytes come from, before anything is unpacked or decoded.
pub(super) struct Raw {
    pub(super) reader: BoxRead,
    pub(super) meter: Meter,
    /// Set for files: tells whether they change.
    pub(super) watch: Option<Watch>,
    /// Set when the bytes are a whole file, which can be read again by its path.
    pub(super) path: Option<PathBuf>,
    /// Layers of packing that are taken off already.
    pub(super) unpacked: usize,
    /// Set for pipes that say when they have nothing to give.
    pub(super) patience: Option<Patience>,
}

impl Raw {
    /// A whole file.
    pub(super) fn file(path: PathBuf, file: File) -> io::Result<Self> {
        let watch = Watch::new(file)?;
        let length = watch.stamp.length;
        Ok(Self {
            path: Some(path),
            ..Self::part(watch, 0, length)
        })
    }

    /// A part of a file.
    pub(super) fn part(watch: Watch, start: u64, length: u64) -> Self {
        let part = Part {
            file: Arc::clone(&watch.file),
            at: start,
            end: start.saturating_add(length),
        };
        Self {
            watch: Some(watch),
            ..Self::counted(part, Some(length))
        }
    }

    /// Standard input or another pipe, which may be asked not to [wait](Patience) for more.
    pub(super) fn live(pipe: File) -> Self {
        let patience = Patience::default();
        let reader = Pipe {
            pipe,
            patience: patience.clone(),
            since: Instant::now(),
        };
        Self {
            patience: Some(patience),
            ..Self::counted(reader, None)
        }
    }

    /// What cannot be read twice.
    #[cfg(test)]
    pub(super) fn pipe(reader: impl Read + Send + 'static) -> Self {
        Self::counted(reader, None)
    }

    fn counted(inner: impl Read + Send + 'static, total: Option<u64>) -> Self {
        let meter = Meter {
            read: Arc::default(),
            total,
        };
        let read = Arc::clone(&meter.read);
        Self {
            reader: Box::new(Counted { inner, read }),
            meter,
            watch: None,
            path: None,
            unpacked: 0,
            patience: None,
        }
    }
}

/// Whether who reads a pipe wants to hear, about as often as this, that it has nothing to give right now. As a rule reading waits
/// for more.
#[derive(Debug, Clone, Default)]
pub(super) struct Patience {
    is_short: Arc<AtomicBool>,
}

/// An open pipe is slow when it takes longer than this for a piece: what has come is shown then.
const SLOW: Duration = Duration::from_millis(400);

impl Patience {
    pub(super) fn set_short(&self, is_short: bool) {
        self.is_short.store(is_short, Ordering::Relaxed);
    }

    fn is_short(&self) -> bool {
        self.is_short.load(Ordering::Relaxed)
    }
}

/// A pipe that, with short patience, gives [`io::ErrorKind::WouldBlock`] from time to time while nothing waits in it.
struct Pipe {
    pipe: File,
    patience: Patience,
    /// When that was said last.
    since: Instant,
}

impl Read for Pipe {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.patience.is_short() {
            let left = SLOW.saturating_sub(self.since.elapsed());
            if !has_more(&self.pipe, left)? {
                self.since = Instant::now();
                return Err(io::ErrorKind::WouldBlock.into());
            }
        }
        self.pipe.read(buffer)
    }
}

/// Whether there is something to be read, or the end, within a time.
fn has_more(pipe: &File, within: Duration) -> io::Result<bool> {
    let mut asked = [PollFd::new(pipe, PollFlags::IN)];
    let within = Timespec::try_from(within).map_err(io::Error::other)?;
    match poll(&mut asked, Some(&within)) {
        Ok(ready) => Ok(ready > 0),
        Err(Errno::INTR) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// How many raw bytes have been read, of how many.
#[derive(Debug, Clone, Default)]
pub(super) struct Meter {
    read: Arc<AtomicU64>,
    pub(super) total: Option<u64>,
}

impl Meter {
    pub(super) fn read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }
}

struct Counted<R> {
    inner: R,
    read: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.read.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// A run of bytes of a file, read by position, so that nothing else that reads the file moves it. Ends where the file ended
/// when it was opened: a file that grows as fast as it is read ends too.
struct Part {
    file: Arc<File>,
    at: u64,
    end: u64,
}

impl Read for Part {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.end - self.at).unwrap_or(usize::MAX);
        let most = buffer.len().min(left);
        let read = self.file.read_at(&mut buffer[..most], self.at)?;
        self.at += read as u64;
        Ok(read)
    }
}

/// What tells one state of a file from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    pub(super) length: u64,
    identity: (u64, u64),
    modified: (i64, i64),
}

impl Stamp {
    pub(super) fn of(metadata: &Metadata) -> Self {
        Self {
            length: metadata.len(),
            identity: (metadata.dev(), metadata.ino()),
            modified: (metadata.mtime(), metadata.mtime_nsec()),
        }
    }
}

/// An open file and its state when it was opened.
#[derive(Debug, Clone)]
pub(super) struct Watch {
    pub(super) file: Arc<File>,
    pub(super) stamp: Stamp,
}

impl Watch {
    pub(super) fn new(file: File) -> io::Result<Self> {
        let stamp = Stamp::of(&file.metadata()?);
        let file = Arc::new(file);
        Ok(Self { file, stamp })
    }

    pub(super) fn is_unchanged(&self) -> bool {
        let now = self.file.metadata();
        now.is_ok_and(|now| Stamp::of(&now) == self.stamp)
    }
}
