//! A file of parts: each is one value with its checksum, found by name, and read on any thread.

use std::fs::File;
use std::io::{self, Write};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread;

use super::bytes::{Sink, Tap, broken};
use super::{Cached, record};

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

    pub(super) fn fill(
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

/// The parts of a file.
#[derive(Debug, Clone)]
pub(crate) struct Parts {
    pub(crate) file: Arc<File>,
    pub(crate) parts: Vec<Part>,
}

impl Parts {
    /// Reads a part, whole and as it was written.
    pub(crate) fn read<T: Cached>(&self, name: &str) -> io::Result<T> {
        let part = self.find(name).ok_or_else(|| broken("a part is missing"))?;
        let mut tap = Tap::new(&self.file, part.at, part.length);
        let value = T::read(&mut tap)?;
        if tap.finish()? == part.sum {
            Ok(value)
        } else {
            Err(broken("a checksum is wrong"))
        }
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// Reads a part into its place, when it is done.
    pub(crate) fn task<'a, T: Cached + Send + Sync>(
        &'a self,
        name: &str,
        into: &'a OnceLock<T>,
    ) -> Task<'a> {
        let (bytes, name) = (
            self.find(name).map_or(0, |part| part.length),
            name.to_owned(),
        );
        let read = move || {
            let _ = into.set(self.read(&name)?);
            Ok(())
        };
        (bytes, Box::new(read))
    }

    fn find(&self, name: &str) -> Option<&Part> {
        self.parts.iter().find(|part| *part.name == *name)
    }
}

/// Work that stands for itself, with its number of bytes.
pub(crate) type Task<'a> = (u64, Box<dyn FnOnce() -> io::Result<()> + Send + 'a>);

/// More threads wait for memory.
const THREADS: usize = 4;

/// Does all the work on a few threads, the longest first.
pub(crate) fn together(mut tasks: Vec<Task<'_>>) -> io::Result<()> {
    tasks.sort_by_key(|(bytes, _)| *bytes);
    let tasks = Mutex::new(tasks);
    let next = || tasks.lock().unwrap_or_else(PoisonError::into_inner).pop();
    let work = || {
        while let Some((_, task)) = next() {
            task()?;
        }
        Ok(())
    };
    let threads = thread::available_parallelism().map_or(1, |threads| threads.get().min(THREADS));
    thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let own = work();
        let join = |other: thread::ScopedJoinHandle<'_, io::Result<()>>| {
            other
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        others.into_iter().map(join).fold(own, Result::and)
    })
}
