//! A file of parts: each is one value with its checksum, found by name, and read on any thread.

use std::fs::File;
use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use super::bytes::{Sink, Tap, broken};
use super::{Cached, record};
use crate::store::tasks::{self, Task};

/// Where a part stands.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    name: Box<str>,
    at: u64,
    length: u64,
    sum: u64,
}

record!(Part {
    name,
    at,
    length,
    sum
});

/// Writes parts one behind the other.
pub(crate) struct PartWriter<'a> {
    pub(crate) to: &'a mut dyn Write,
    /// Where the next one stands.
    pub(crate) at: u64,
    pub(crate) parts: Vec<Part>,
    pub(crate) stopped: &'a dyn Fn() -> bool,
}

impl PartWriter<'_> {
    pub(crate) fn part<T: Cached>(&mut self, name: &str, value: &T) -> io::Result<()> {
        self.fill(name, |sink| value.write(sink))
    }

    /// A part that was written into memory before.
    pub(crate) fn ready(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.fill(name, |sink| sink.bytes(bytes))
    }

    fn fill(
        &mut self,
        name: &str,
        write: impl FnOnce(&mut Sink<'_>) -> io::Result<()>,
    ) -> io::Result<()> {
        let mut sink = Sink::new(self.to, self.stopped);
        write(&mut sink)?;
        let (length, sum) = sink.finish()?;
        self.parts.push(Part {
            name: name.into(),
            at: self.at,
            length,
            sum,
        });
        self.at += length;
        Ok(())
    }

    /// Bytes that are no part: who reads them knows where they stand, and checks them.
    pub(crate) fn raw(&mut self, bytes: &[u8]) -> io::Result<()> {
        if (self.stopped)() {
            return Err(io::Error::other("writing was stopped"));
        }
        self.to.write_all(bytes)?;
        self.at += bytes.len() as u64;
        Ok(())
    }
}

/// The parts of a file, shared by all that read them.
#[derive(Debug, Clone)]
pub(crate) struct Parts(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    file: Arc<File>,
    parts: Vec<Part>,
    /// By part.
    was_read: Vec<AtomicBool>,
    is_damaged: AtomicBool,
}

impl Parts {
    /// The parts that a file has.
    pub(crate) fn new(file: Arc<File>, parts: Vec<Part>) -> Self {
        Self(Arc::new(Shared {
            file,
            was_read: parts.iter().map(|_| AtomicBool::new(false)).collect(),
            parts,
            is_damaged: AtomicBool::new(false),
        }))
    }

    /// Whether a part was not as it was written when it was read.
    pub(crate) fn is_damaged(&self) -> bool {
        self.0.is_damaged.load(Ordering::Acquire)
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// Reads a part, whole and as it was written.
    pub(crate) fn read<T: Cached>(&self, name: &str) -> io::Result<T> {
        let at = self.find(name).ok_or_else(|| broken("a part is missing"))?;
        let read = self.value(&self.0.parts[at]);
        match &read {
            Ok(_) => self.0.was_read[at].store(true, Ordering::Relaxed),
            Err(_) => self.0.is_damaged.store(true, Ordering::Release),
        }
        read
    }

    fn value<T: Cached>(&self, part: &Part) -> io::Result<T> {
        let mut tap = Tap::new(&self.0.file, part.at, part.length);
        let value = T::read(&mut tap)?;
        if tap.finish()? == part.sum {
            Ok(value)
        } else {
            Err(broken("a checksum is wrong"))
        }
    }

    /// Reads a part into its place, when it is done.
    pub(crate) fn task<'a, T: Cached + Send + Sync>(
        &'a self,
        name: &str,
        into: &'a OnceLock<T>,
    ) -> Reading<'a> {
        let part = self.find(name).map(|at| &self.0.parts[at]);
        let bytes = part.map_or(0, |part| part.length);
        let name = name.to_owned();
        let read = move || {
            let _ = into.set(self.read(&name)?);
            Ok(())
        };
        (bytes, Box::new(read))
    }

    /// Sees that all parts that were not read are as they were written, without holding them.
    pub(crate) fn check(&self) -> io::Result<()> {
        let parts = self.0.parts.iter().zip(&self.0.was_read);
        let unread = parts.filter(|(_, was_read)| !was_read.load(Ordering::Relaxed));
        let check = |(part, _)| {
            let check = move || self.check_part(part);
            (part.length, Box::new(check) as Task<'_, io::Result<()>>)
        };
        together(unread.map(check).collect())
    }

    fn check_part(&self, part: &Part) -> io::Result<()> {
        let mut tap = Tap::new(&self.0.file, part.at, part.length);
        tap.skip()?;
        if tap.finish()? == part.sum {
            Ok(())
        } else {
            Err(broken("a checksum is wrong"))
        }
    }

    fn find(&self, name: &str) -> Option<usize> {
        self.0.parts.iter().position(|part| *part.name == *name)
    }
}

/// Work that stands for itself, with its number of bytes.
pub(crate) type Reading<'a> = (u64, Task<'a, io::Result<()>>);

/// Does all the work, the longest first.
pub(crate) fn together(mut readings: Vec<Reading<'_>>) -> io::Result<()> {
    readings.sort_by_key(|(bytes, _)| std::cmp::Reverse(*bytes));
    let tasks = readings.into_iter().map(|(_, read)| read).collect();
    tasks::run(tasks).into_iter().collect()
}
