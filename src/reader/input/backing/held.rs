//! Files that are kept open as long as there are not too many of them.
//!
//! A folder of daily files has thousands, and a process may open 1024 by default. An open file outlives its path; one that is
//! opened again may be another one by then, which is noticed.

use std::fs::File;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::reader::input::error::Problem;
use crate::reader::input::raw::{Stamp, Watch};

const MOST: usize = 256;

static COUNT: AtomicUsize = AtomicUsize::new(0);

/// A file in the state in which it was opened first.
#[derive(Debug)]
pub(super) struct Held {
    path: PathBuf,
    stamp: Stamp,
    open: Option<Arc<File>>,
}

impl Held {
    pub(super) fn new(path: PathBuf, watch: &Watch) -> Self {
        let room = COUNT.fetch_add(1, Ordering::Relaxed) < MOST;
        if !room {
            COUNT.fetch_sub(1, Ordering::Relaxed);
        }
        Self {
            path,
            stamp: watch.stamp,
            open: room.then(|| Arc::clone(&watch.file)),
        }
    }

    pub(super) fn length(&self) -> u64 {
        self.stamp.length
    }

    pub(super) fn open(&self) -> io::Result<Arc<File>> {
        match &self.open {
            Some(file) => Ok(Arc::clone(file)),
            None => File::open(&self.path).map(Arc::new),
        }
    }

    /// Sees that the file is what it was.
    pub(super) fn check(&self, file: &File) -> io::Result<()> {
        if Stamp::of(&file.metadata()?) == self.stamp {
            Ok(())
        } else {
            Err(Problem::Changed.into())
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if self.open.is_some() {
            COUNT.fetch_sub(1, Ordering::Relaxed);
        }
    }
}
