//! Why a record cannot be read again.

use std::fmt;
use std::io;

use crate::reader::input::Problem;

/// A record that cannot be read again, or not as it was when its file was opened.
///
/// It is never turned into data: who needs the record says which file failed, and has no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadError {
    /// The file, as people know it.
    pub file: String,
    /// What is wrong with it, as the end of a sentence.
    pub why: String,
}

const CHANGED: &str = "it has changed since it was opened";

impl ReadError {
    pub(super) fn new(file: &str, error: io::Error) -> Self {
        let why = match Problem::from(error) {
            Problem::Changed => CHANGED.to_owned(),
            Problem::Unreadable(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                CHANGED.to_owned()
            }
            problem => problem.to_string(),
        };
        Self {
            file: file.to_owned(),
            why,
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file, self.why)
    }
}

impl std::error::Error for ReadError {}
