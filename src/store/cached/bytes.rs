//! Bytes on their way to and from a file, with their checksum.

use std::fs::File;
use std::hash::Hasher as _;
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::FileExt as _;

use bytemuck::Pod;
use twox_hash::XxHash3_64;

/// Bytes that are moved at a time: few calls, and still in the processor's cache when they are summed.
const BLOCK: usize = 256 << 10;

/// The checksum of everything here, and of the contents of files: XXH3, which reads faster than memory can be filled.
pub(crate) fn sum(bytes: &[u8]) -> u64 {
    XxHash3_64::oneshot(bytes)
}

/// What is not as it was written.
pub(crate) fn broken(what: &str) -> io::Error {
    io::Error::new(ErrorKind::InvalidData, what)
}

/// Where values are written.
pub(crate) struct Sink<'a> {
    to: &'a mut dyn Write,
    stopped: &'a dyn Fn() -> bool,
    held: Vec<u8>,
    hash: XxHash3_64,
    length: u64,
}

impl<'a> Sink<'a> {
    /// `stopped` is asked at each block whether to give up.
    pub(crate) fn new(to: &'a mut dyn Write, stopped: &'a dyn Fn() -> bool) -> Self {
        Self {
            to,
            stopped,
            held: Vec::new(),
            hash: XxHash3_64::new(),
            length: 0,
        }
    }

    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.held.len() + bytes.len() <= BLOCK {
            self.held.extend_from_slice(bytes);
            return Ok(());
        }
        self.flush()?;
        bytes.chunks(BLOCK).try_for_each(|block| self.put(block))
    }

    pub(super) fn column<T: Pod>(&mut self, values: &[T]) -> io::Result<()> {
        self.bytes(bytemuck::cast_slice(values))
    }

    fn flush(&mut self) -> io::Result<()> {
        let mut held = std::mem::take(&mut self.held);
        let put = self.put(&held);
        held.clear();
        self.held = held;
        put
    }

    fn put(&mut self, block: &[u8]) -> io::Result<()> {
        if (self.stopped)() {
            return Err(io::Error::other("writing was stopped"));
        }
        self.hash.write(block);
        self.length += block.len() as u64;
        self.to.write_all(block)
    }

    /// Writes what is left; length and checksum of all.
    pub(crate) fn finish(mut self) -> io::Result<(u64, u64)> {
        self.flush()?;
        Ok((self.length, self.hash.finish()))
    }
}

/// Where values are read: a run of bytes of a file.
pub(crate) struct Tap<'a> {
    file: &'a File,
    at: u64,
    end: u64,
    held: Vec<u8>,
    next: usize,
    hash: XxHash3_64,
}

impl<'a> Tap<'a> {
    pub(crate) fn new(file: &'a File, at: u64, length: u64) -> Self {
        Self {
            file,
            at,
            end: at.saturating_add(length),
            held: Vec::new(),
            next: 0,
            hash: XxHash3_64::new(),
        }
    }

    /// Bytes that are still to come.
    fn left(&self) -> u64 {
        self.end - self.at + (self.held.len() - self.next) as u64
    }

    pub(crate) fn bytes(&mut self, into: &mut [u8]) -> io::Result<()> {
        if into.len() as u64 > self.left() {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        let held = &self.held[self.next..];
        let (now, later) = into.split_at_mut(held.len().min(into.len()));
        now.copy_from_slice(&held[..now.len()]);
        self.next += now.len();
        if later.len() >= BLOCK {
            return later
                .chunks_mut(BLOCK)
                .try_for_each(|block| self.read(block));
        }
        if !later.is_empty() {
            self.hold()?;
            later.copy_from_slice(&self.held[..later.len()]);
            self.next = later.len();
        }
        Ok(())
    }

    #[inline]
    pub(super) fn array<const N: usize>(&mut self) -> io::Result<[u8; N]> {
        if let Some(&bytes) = self.held[self.next..].first_chunk() {
            self.next += N;
            return Ok(bytes);
        }
        let mut bytes = [0; N];
        self.bytes(&mut bytes)?;
        Ok(bytes)
    }

    /// A number of values that are still to come. No memory is taken for values that are not there.
    pub(super) fn length(&mut self, size: usize) -> io::Result<usize> {
        let length = u64::from_le_bytes(self.array()?);
        let fits = length
            .checked_mul(size.max(1) as u64)
            .is_some_and(|bytes| bytes <= self.left());
        let length = usize::try_from(length).ok().filter(|_| fits);
        length.ok_or_else(|| broken("a length is longer than the rest"))
    }

    pub(super) fn column<T: Pod>(&mut self, length: usize) -> io::Result<Vec<T>> {
        let mut values = vec![T::zeroed(); length];
        self.bytes(bytemuck::cast_slice_mut(&mut values))?;
        Ok(values)
    }

    /// Goes to the end without keeping anything.
    pub(super) fn skip(&mut self) -> io::Result<()> {
        while self.at < self.end {
            self.hold()?;
        }
        self.next = self.held.len();
        Ok(())
    }

    fn hold(&mut self) -> io::Result<()> {
        let length = usize::try_from(self.end - self.at).map_or(BLOCK, |left| left.min(BLOCK));
        let mut held = std::mem::take(&mut self.held);
        held.resize(length, 0);
        let read = self.read(&mut held);
        self.held = held;
        self.next = 0;
        read
    }

    fn read(&mut self, block: &mut [u8]) -> io::Result<()> {
        self.file.read_exact_at(block, self.at)?;
        self.at += block.len() as u64;
        self.hash.write(block);
        Ok(())
    }

    /// Sees that all was read, and gives its checksum.
    pub(crate) fn finish(self) -> io::Result<u64> {
        if self.left() == 0 {
            Ok(self.hash.finish())
        } else {
            Err(broken("there is more than was written"))
        }
    }
}
