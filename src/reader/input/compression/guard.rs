//! What stands around a decoder: its errors in our words, and limits to what it may give.

use std::error::Error;
use std::io::{self, ErrorKind, Read};

use super::Packing;
use crate::reader::input::Limits;
use crate::reader::input::error::Problem;
use crate::reader::input::raw::{BoxRead, Meter};

/// A decoder that is not asked again after an error, with its errors told apart: data that end too early, data that are
/// damaged, and what the system says of the file.
pub(super) struct Fused {
    packing: Packing,
    decoder: Option<BoxRead>,
}

impl Fused {
    pub(super) fn new(packing: Packing, decoder: BoxRead) -> Self {
        let decoder = Some(decoder);
        Self { packing, decoder }
    }
}

impl Read for Fused {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Some(decoder) = &mut self.decoder else {
            return Ok(0);
        };
        match decoder.read(buffer) {
            Err(error) if error.kind() == ErrorKind::Interrupted => Err(error),
            Err(error) => {
                self.decoder = None;
                Err(told_apart(self.packing, &error))
            }
            read => read,
        }
    }
}

fn told_apart(packing: Packing, error: &io::Error) -> io::Error {
    // A problem of a layer below, or of the system, passes through as it is, though decoders wrap it.
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    let mut truncated = false;
    while let Some(at) = cause {
        cause = at.source();
        if let Some(io) = at.downcast_ref::<io::Error>() {
            if let Some(code) = io.raw_os_error() {
                return io::Error::from_raw_os_error(code);
            }
            truncated |= io.kind() == ErrorKind::UnexpectedEof;
            // `source` of an io::Error skips what it wraps.
            cause = io.get_ref().map(|inner| inner as &(dyn Error + 'static));
        }
        if let Some(problem) = at.downcast_ref::<Problem>() {
            return problem.clone().into();
        }
    }
    if truncated {
        Problem::Truncated(packing).into()
    } else {
        Problem::Damaged(packing, error.to_string()).into()
    }
}

/// Stops a reader that gives more than the limits allow, so that a small file cannot fill the disk or keep the program busy.
pub(super) struct Guard<R> {
    inner: R,
    /// Counts the packed bytes; without it only the absolute limit holds.
    packed: Option<Meter>,
    limits: Limits,
    given: u64,
}

impl<R> Guard<R> {
    pub(super) fn new(inner: R, packed: Option<Meter>, limits: &Limits) -> Self {
        Self {
            inner,
            packed,
            limits: limits.clone(),
            given: 0,
        }
    }

    fn check(&self) -> Result<(), Problem> {
        if self.given > self.limits.text {
            return Err(Problem::TooMuchText(self.limits.text));
        }
        let Some(packed) = &self.packed else {
            return Ok(());
        };
        let proportionate = packed.read().saturating_mul(self.limits.ratio);
        if self.given > self.limits.ratio_from && self.given > proportionate {
            return Err(Problem::Bomb(self.limits.ratio));
        }
        Ok(())
    }
}

impl<R: Read> Read for Guard<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.check()?;
        let read = self.inner.read(buffer)?;
        self.given += read as u64;
        self.check()?;
        Ok(read)
    }
}
