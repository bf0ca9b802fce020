//! What can be wrong with an input, in words for people.

use std::fmt;
use std::io;
use std::sync::Arc;

use super::compression::Packing;

/// An input that cannot be read, with its name.
#[derive(Debug)]
pub struct InputError {
    /// The input, as people know it.
    pub name: String,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong with an input. Displayed as a full sentence without a full stop.
#[derive(Debug, Clone)]
pub enum Problem {
    /// The system refuses it.
    Unreadable(Arc<io::Error>),
    /// A device or a socket.
    NotAFile,
    /// A link that leads back to a folder it is in.
    Loop,
    /// A pattern that no file matches.
    NoMatch,
    /// Text that is no pattern.
    NoPattern(String),
    /// A folder or an archive without anything that is known.
    NothingInside,
    /// It ends within its packed data.
    Truncated(Packing),
    /// Its packed data are damaged.
    Damaged(Packing, String),
    /// Packed more often than is read.
    TooDeep,
    /// An archive inside of an archive or a packed file.
    ArchiveInside,
    /// A tar archive.
    Tar,
    /// A member of an archive that needs a password.
    Encrypted,
    /// A member of an archive that is packed in a way that is not read, by its name.
    UnknownPacking(String),
    /// More text than is read.
    TooMuchText(u64),
    /// Text out of all proportion to the packed bytes: the most text a packed byte may give.
    Bomb(u64),
    /// A document that is too large to be held as a whole.
    TooLargeDocument(u64),
    /// Bytes that are no text.
    NotEncoded {
        /// The encoding it should have.
        encoding: &'static str,
        /// Byte of the unpacked file, from 0.
        offset: u64,
        /// Line, from 1.
        line: u64,
    },
    /// No text at all; with the encoding that it seems to have, if it seems to have one.
    Binary(Option<&'static str>),
    /// It is not what it was when reading began.
    Changed,
    /// The temporary file cannot be written.
    Spool(Arc<io::Error>),
}

impl InputError {
    pub(super) fn new(name: impl Into<String>, problem: impl Into<Problem>) -> Self {
        Self {
            name: name.into(),
            problem: problem.into(),
        }
    }
}

impl Problem {
    /// Stable kebab-case name of this sort of problem.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable(_) => "unreadable",
            Self::NotAFile => "not-a-file",
            Self::Loop => "link-loop",
            Self::NoMatch | Self::NoPattern(_) => "no-match",
            Self::NothingInside => "no-files",
            Self::Truncated(_) => "truncated",
            Self::Damaged(..) => "damaged",
            Self::TooDeep | Self::ArchiveInside => "packed-too-deep",
            Self::Tar | Self::Encrypted | Self::UnknownPacking(_) => "unknown-packing",
            Self::TooMuchText(_) | Self::Bomb(_) | Self::TooLargeDocument(_) => "too-large",
            Self::NotEncoded { .. } => "invalid-utf8",
            Self::Binary(_) => "binary",
            Self::Changed => "changed-while-read",
            Self::Spool(_) => "no-temporary-file",
        }
    }

    /// What helps, where something does.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::NotAFile => "give `-` to read from standard input",
            Self::NothingInside | Self::NoMatch => "name a file of data, or a folder that has some",
            Self::Truncated(_) => "fetch it again: it was not copied to its end",
            Self::Damaged(..) => "fetch it again",
            Self::TooDeep
            | Self::ArchiveInside
            | Self::Tar
            | Self::Encrypted
            | Self::UnknownPacking(_)
            | Self::Bomb(_) => "unpack it and open what is inside",
            Self::TooMuchText(_) | Self::TooLargeDocument(_) => "split it",
            Self::NotEncoded { encoding, .. } => return Some(other_encoding(encoding)),
            Self::Binary(Some(encoding)) => {
                return Some(format!("read it with `--encoding {encoding}`"));
            }
            Self::Changed => "open it again when nothing writes to it",
            Self::Spool(_) => "name a folder with room in the environment variable TMPDIR",
            Self::Unreadable(_) | Self::Loop | Self::NoPattern(_) | Self::Binary(None) => {
                return None;
            }
        };
        Some(hint.to_owned())
    }

    pub(super) fn spool(error: io::Error) -> Self {
        Self::Spool(Arc::new(error))
    }
}

fn other_encoding(encoding: &str) -> String {
    if encoding == "UTF-8" {
        "name its encoding, as in `--encoding latin1` or `--encoding windows-1256`".to_owned()
    } else {
        format!("it is not {encoding}: leave `--encoding` out, or name another")
    }
}

/// The problem that a reader below handed up, or what the system says.
impl From<io::Error> for Problem {
    fn from(error: io::Error) -> Self {
        match error.downcast::<Self>() {
            Ok(problem) => problem,
            Err(error) => Self::Unreadable(Arc::new(error)),
        }
    }
}

impl From<Problem> for io::Error {
    fn from(problem: Problem) -> Self {
        Self::other(problem)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(error) => write!(f, "this cannot be read: {error}"),
            Self::NotAFile => f.write_str("this is a device or a socket, and is not read"),
            Self::Loop => {
                f.write_str("this link leads back to a folder it is in, and is not followed")
            }
            Self::NoMatch => f.write_str("no file matches this pattern"),
            Self::NoPattern(why) => write!(f, "this is no pattern of file names: {why}"),
            Self::NothingInside => f.write_str("nothing in it is of a known format"),
            Self::Truncated(packing) => write!(f, "the {packing} data end too early"),
            Self::Damaged(packing, why) => write!(f, "the {packing} data are damaged: {why}"),
            Self::TooDeep => f.write_str("it is packed more than twice"),
            Self::ArchiveInside => f.write_str("it is an archive inside of something packed"),
            Self::Tar => f.write_str("it is a tar archive, which is not read"),
            Self::Encrypted => f.write_str("it is encrypted"),
            Self::UnknownPacking(name) => {
                write!(f, "it is packed with {name}, which is not read")
            }
            Self::TooMuchText(most) => {
                write!(
                    f,
                    "it has more than {} of text, the most that is read",
                    Size(*most)
                )
            }
            Self::Bomb(ratio) => write!(
                f,
                "it unpacks to more than {ratio} times its size, which no real data do"
            ),
            Self::TooLargeDocument(most) => write!(
                f,
                "it is one document of more than {}, the most that is read as a whole",
                Size(*most)
            ),
            Self::NotEncoded {
                encoding,
                offset,
                line,
            } => write!(f, "line {line} is no {encoding} (at byte {offset})"),
            Self::Binary(_) => f.write_str("it is no text"),
            Self::Changed => f.write_str("it changed while it was read"),
            Self::Spool(error) => write!(f, "its text cannot be kept in a temporary file: {error}"),
        }
    }
}

impl std::error::Error for Problem {}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.name, self.problem)
    }
}

impl std::error::Error for InputError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.problem)
    }
}

/// Bytes for people, in the largest unit that leaves a whole number.
struct Size(u64);

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let units = [(30, "GiB"), (20, "MiB"), (10, "KiB")];
        let fits = |&&(bits, _): &&(u32, &str)| self.0 > 0 && self.0.trailing_zeros() >= bits;
        match units.iter().find(fits) {
            Some((bits, unit)) => write!(f, "{} {unit}", self.0 >> bits),
            None => write!(f, "{} bytes", self.0),
        }
    }
}
