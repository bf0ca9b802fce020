//! Columns that are read when they are first needed.
//!
//! A store that was made has all its columns. One that was read back has the short ones, which every screen needs; the long ones
//! come when somebody asks for them, or are read [ahead](Later::fetch) meanwhile. One that is not as it was written is empty,
//! and [`Parts::is_damaged`] says so: answers are not given then, and the data are read anew.

use std::fmt;
use std::io;
use std::ops::Deref;
use std::sync::OnceLock;

use super::cached::{Cached, Parts, broken};

/// A value that may be read later.
pub(crate) struct Later<T> {
    value: OnceLock<T>,
    /// Where it stands; nothing for a value that was made.
    from: Option<(Parts, Box<str>)>,
}

impl<T> Later<T> {
    /// Whether there is a value, or one to be read.
    pub(super) fn is_some(&self) -> bool {
        self.from.is_some() || self.value.get().is_some()
    }

    /// The value, if it is in memory.
    pub(super) fn held(&self) -> Option<&T> {
        self.value.get()
    }
}

impl<T: Cached + Default> Later<T> {
    /// A part that is to be read.
    pub(super) fn part(parts: &Parts, name: &str) -> io::Result<Self> {
        let part = Self::part_if_any(parts, name);
        let is_there = part.from.is_some();
        is_there
            .then_some(part)
            .ok_or_else(|| broken("a part is missing"))
    }

    /// A part that is to be read; nothing where there is none of this name.
    pub(super) fn part_if_any(parts: &Parts, name: &str) -> Self {
        Self {
            value: OnceLock::new(),
            from: parts.has(name).then(|| (parts.clone(), name.into())),
        }
    }

    /// Reads it now, if that was not done.
    pub(super) fn fetch(&self) {
        self.or_make(T::default);
    }

    /// The value, or what is made where there is none to be read.
    pub(super) fn or_make(&self, make: impl FnOnce() -> T) -> &T {
        self.value.get_or_init(|| match &self.from {
            None => make(),
            // The parts remember that it was damaged.
            Some((parts, name)) => parts.read(name).unwrap_or_default(),
        })
    }
}

impl<T: Cached + Default> Deref for Later<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.or_make(T::default)
    }
}

impl<T> From<T> for Later<T> {
    fn from(value: T) -> Self {
        Self {
            value: OnceLock::from(value),
            from: None,
        }
    }
}

impl<T> Default for Later<T> {
    fn default() -> Self {
        Self {
            value: OnceLock::new(),
            from: None,
        }
    }
}

impl<T: Clone> Clone for Later<T> {
    fn clone(&self) -> Self {
        Self {
            value: self.value.clone(),
            from: self.from.clone(),
        }
    }
}

impl<T: fmt::Debug> fmt::Debug for Later<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}
