//! Inputs: what a path means, and its text, whatever it is packed in and however it is encoded.
//!
//! [`find`] says which files, members of archives and pipes the paths of a command line mean. Opening an [`Input`] gives a
//! [`Stream`] of UTF-8 text; packing and byte order marks are known by content, never by name. [`Backing`] gives parts of the
//! text again later. What is wrong is a value, [`InputError`]: nothing here prints, guesses at bytes, or replaces them.

mod archive;
mod backing;
mod compression;
mod encoding;
mod error;
mod find;
mod raw;
mod stream;
#[cfg(test)]
mod tests;

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::FileTypeExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use backing::{Backing, Spool};
pub use compression::Packing;
pub use encoding::Encoding;
pub use error::{InputError, Problem};
pub use find::{Found, Ignored, Inputs, Seen, find, find_new};
pub use stream::{Progress, Stream};

use archive::Member;
use raw::{Raw, Watch};

/// How inputs are read.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The encoding of texts without a byte order mark; UTF-8 unless set.
    pub encoding: Option<Encoding>,
    /// The format that every file of data has, by its name; told by content unless set.
    pub format: Option<String>,
    /// How much is read.
    pub limits: Limits,
    /// Where text is kept that cannot be read again from where it came.
    pub spool: Arc<Spool>,
    /// Whether somebody looks on: an open pipe then gives what it has, before all has come.
    pub live: bool,
}

/// How much is read, so that a small packed file cannot fill the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of text of one input that is packed or comes through a pipe.
    pub text: u64,
    /// Bytes of text for each packed byte, once there are more than `ratio_from`. Deflate cannot give more than 1032.
    pub ratio: u64,
    /// Bytes of text that are taken without asking for proportion.
    pub ratio_from: u64,
    /// Bytes of a text that is read as a whole.
    pub document: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            text: 64 << 30,
            ratio: 1000,
            ratio_from: 64 << 20,
            document: 2 << 30,
        }
    }
}

/// One text to be read: a file, a member of an archive, or a pipe that has been opened.
#[derive(Debug)]
pub struct Input {
    name: String,
    place: Place,
}

#[derive(Debug)]
enum Place {
    File(PathBuf),
    Member(Archive, Member),
    /// A pipe, which cannot be opened twice.
    Open(Box<Stream>),
}

/// Where an archive is. Those on the disk are opened for each member: a folder of archives has more of them than a process may
/// open.
#[derive(Debug, Clone)]
enum Archive {
    File(PathBuf),
    /// What came through a pipe, in a temporary file.
    Copy(Watch),
}

impl Archive {
    fn open(&self) -> Result<Watch, Problem> {
        match self {
            Self::File(path) => Ok(Watch::new(open_file(path)?)?),
            Self::Copy(watch) => Ok(watch.clone()),
        }
    }
}

impl Input {
    /// The file at a path, without a look at it.
    #[must_use]
    pub fn file(path: impl AsRef<Path>) -> Self {
        let path = path.as_ref();
        Self {
            name: shown(path),
            place: Place::File(path.to_owned()),
        }
    }

    /// Its name for people: the path, `folder/file.zip/member.csv`, `standard input`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Opens it and reads its head.
    ///
    /// # Errors
    ///
    /// It cannot be read, or it starts with something that is no text.
    pub fn open(self, settings: &Settings) -> Result<Stream, InputError> {
        let Self { name, place } = self;
        let raw = match place {
            Place::Open(stream) => return Ok(*stream),
            Place::File(path) => whole_file(path),
            Place::Member(archive, member) => archive
                .open()
                .and_then(|archive| member.open(archive, &settings.limits)),
        };
        match raw {
            Ok(raw) => Stream::new(name, raw, settings),
            Err(problem) => Err(InputError::new(name, problem)),
        }
    }
}

fn whole_file(path: PathBuf) -> Result<Raw, Problem> {
    let file = open_file(&path)?;
    Ok(Raw::file(path, file)?)
}

/// Opens a regular file. The kind is asked before, because opening a pipe can block for ever, and again of the open file,
/// because the path may mean another one by then.
fn open_file(path: &Path) -> Result<File, Problem> {
    if !fs::metadata(path)?.is_file() {
        return Err(Problem::NotAFile);
    }
    let file = File::open(path)?;
    if !file.metadata()?.is_file() {
        return Err(Problem::NotAFile);
    }
    Ok(file)
}

/// Opens a named pipe, as `<(command)` of a shell makes.
fn open_pipe(path: &Path) -> Result<File, Problem> {
    let file = File::open(path)?;
    if !file.metadata()?.file_type().is_fifo() {
        return Err(Problem::Changed);
    }
    Ok(file)
}

/// Copies a pipe into a temporary file: the directory of a zip archive stands at its end.
fn copied(mut raw: Raw, most: u64) -> Result<Watch, Problem> {
    let mut file = backing::temporary_file().map_err(Problem::spool)?;
    let mut packed = io::Read::take(&mut raw.reader, most.saturating_add(1));
    if io::copy(&mut packed, &mut file)? > most {
        return Err(Problem::TooMuchText(most));
    }
    Ok(Watch::new(file)?)
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
