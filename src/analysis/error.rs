//! Why a question has no answer.

use std::fmt;

use crate::load::ReadError;

/// Why a question, or a part of it, has no answer. Never shown as data: not as a zero, and not as an empty list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AskError {
    /// The answer is no longer wanted.
    Cancelled,
    /// The cache that the data were read from [is damaged](crate::store::Store::is_damaged): the data must be read again.
    DamagedCache,
    /// A record cannot be read again.
    Record(ReadError),
}

impl fmt::Display for AskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cancelled => f.write_str("the question was cancelled"),
            Self::DamagedCache => f.write_str("the cache of these data is damaged"),
            Self::Record(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for AskError {}

impl From<ReadError> for AskError {
    fn from(error: ReadError) -> Self {
        Self::Record(error)
    }
}
