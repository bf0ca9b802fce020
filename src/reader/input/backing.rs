//! Where text that was read can be read again, by its place.
//!
//! Offsets are those of the decoded text, UTF-8 without a byte order mark, whatever the file is. A plain UTF-8 file backs its
//! own text: its mark is added to each offset. Everything else is copied into a temporary file while it is read.

mod held;
mod spool;

use std::io::{self, ErrorKind};
use std::os::unix::fs::FileExt as _;
use std::path::PathBuf;
use std::sync::{PoisonError, RwLock};

use super::encoding::Malformed;
use super::error::{InputError, Problem};
use super::raw::Watch;
use held::Held;
use spool::Copied;
pub use spool::Spool;
pub(super) use spool::temporary_file;

/// Decoded text of one input, to be read again.
#[derive(Debug)]
pub struct Backing {
    name: String,
    /// Length of the byte order mark.
    mark: u64,
    place: Place,
    /// The first bytes that were not of the encoding, where the text was decoded.
    malformed: Malformed,
}

#[derive(Debug)]
enum Place {
    Plain(Held),
    Copied(RwLock<Copied>),
}

impl Backing {
    /// A plain UTF-8 file with a byte order mark of some length.
    pub(super) fn plain(name: String, path: PathBuf, watch: &Watch, mark: u64) -> Self {
        let place = Place::Plain(Held::new(path, watch));
        Self {
            name,
            mark,
            place,
            malformed: Malformed::default(),
        }
    }

    /// Text that is copied while it is read.
    pub(super) fn copied(
        name: String,
        spool: std::sync::Arc<Spool>,
        mark: u64,
        malformed: Malformed,
    ) -> Self {
        let place = Place::Copied(RwLock::new(Copied::new(spool)));
        Self {
            name,
            mark,
            place,
            malformed,
        }
    }

    /// Takes the next text, where it is copied.
    pub(super) fn keep(&self, text: &[u8]) -> Result<(), Problem> {
        let Place::Copied(copy) = &self.place else {
            return Ok(());
        };
        let mut copy = copy.write().unwrap_or_else(PoisonError::into_inner);
        copy.push(text).map_err(Problem::spool)
    }

    /// Whether the text is read from the file itself, and not from a copy that is gone with the program.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        matches!(self.place, Place::Plain(_))
    }

    /// The name of the input.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How long the text is, as far as it has been read where it is copied.
    #[must_use]
    pub fn length(&self) -> u64 {
        match &self.place {
            Place::Plain(held) => held.length().saturating_sub(self.mark),
            Place::Copied(copy) => {
                let copy = copy.read().unwrap_or_else(PoisonError::into_inner);
                copy.length()
            }
        }
    }

    /// Bytes of the text at an offset.
    ///
    /// # Errors
    ///
    /// The text has no such bytes, the file is no longer what was read, or the system refuses.
    pub fn read_at(&self, offset: u64, length: usize) -> io::Result<Vec<u8>> {
        match &self.place {
            Place::Plain(held) => {
                let start = offset.saturating_add(self.mark);
                within(start, length, held.length())?;
                let file = held.open()?;
                let mut bytes = vec![0; length];
                file.read_exact_at(&mut bytes, start)?;
                // Asked after reading: what was read is of the state that was opened.
                held.check(&file)?;
                Ok(bytes)
            }
            Place::Copied(copy) => {
                let copy = copy.read().unwrap_or_else(PoisonError::into_inner);
                within(offset, length, copy.length())?;
                copy.read_at(offset, length)
            }
        }
    }

    /// Whether the text can still be read as it was. Copied text always can.
    #[must_use]
    pub fn is_unchanged(&self) -> bool {
        match &self.place {
            Place::Plain(held) => held.open().is_ok_and(|file| held.check(&file).is_ok()),
            Place::Copied(_) => true,
        }
    }

    /// Sees that bytes are UTF-8. `offset` is where they stand in the text. Bytes must not end within a character.
    ///
    /// # Errors
    ///
    /// Bytes that are no UTF-8, with their line and with their place in the file (the unpacked one, mark included).
    pub fn text<'a>(&self, bytes: &'a [u8], offset: u64) -> Result<&'a str, InputError> {
        str::from_utf8(bytes).map_err(|error| self.not_utf8(bytes, offset, error.valid_up_to()))
    }

    pub(super) fn not_utf8(&self, bytes: &[u8], offset: u64, valid: usize) -> InputError {
        if let Some(problem) = self.malformed.get() {
            return InputError::new(self.name.clone(), problem.clone());
        }
        let lines = self.line_breaks(offset) + breaks(&bytes[..valid]);
        let problem = Problem::NotEncoded {
            encoding: "UTF-8",
            offset: offset + valid as u64 + self.mark,
            line: lines + 1,
        };
        InputError::new(self.name.clone(), problem)
    }

    /// Line breaks before an offset, by reading the text once more. What cannot be read any more counts as none: the offset in
    /// the message is right all the same.
    fn line_breaks(&self, offset: u64) -> u64 {
        const STEP: u64 = 1 << 20;
        let starts = (0..offset).step_by(STEP as usize);
        let counts = starts.map(|start| {
            let length = (offset - start).min(STEP) as usize;
            self.read_at(start, length).map_or(0, |text| breaks(&text))
        });
        counts.sum()
    }
}

fn breaks(text: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', text).count() as u64
}

/// Sees that a run of bytes is there before memory is taken for it.
fn within(start: u64, length: usize, end: u64) -> io::Result<()> {
    match start.checked_add(length as u64) {
        Some(last) if last <= end => Ok(()),
        _ => Err(ErrorKind::UnexpectedEof.into()),
    }
}
