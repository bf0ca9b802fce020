//! Parts of a text, and names with the place where they were written.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

/// Bytes of a file. Half the size of a `Range<usize>`: every reference of a big dataset carries one until it is resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Span {
    start: u32,
    end: u32,
}

impl Span {
    pub(super) fn new(range: &Range<usize>) -> Self {
        // Files are at most `files::MAX_BYTES` long, which fits.
        let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self {
            start: narrow(range.start),
            end: narrow(range.end),
        }
    }

    pub(super) fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A text as written, with its place.
#[derive(Debug, Clone)]
pub(super) struct Name<'t> {
    pub(super) text: Cow<'t, str>,
    pub(super) span: Span,
}

/// The id of another record as written, with its place.
#[derive(Debug, Clone)]
pub(super) struct Reference {
    pub(super) text: Arc<str>,
    pub(super) span: Span,
}

/// The ids that references name, each kept once: a dataset has nine references an event to a few thousand records, and texts of
/// files are not kept.
#[derive(Debug, Default)]
pub(super) struct Mentioned(Mutex<HashSet<Arc<str>>>);

impl Mentioned {
    /// Keeps a text, if it is not kept yet.
    pub(super) fn keep(&self, text: &str) -> Arc<str> {
        // A panic elsewhere leaves whole texts behind.
        let mut texts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(text) = texts.get(text) {
            return Arc::clone(text);
        }
        let text: Arc<str> = text.into();
        texts.insert(Arc::clone(&text));
        text
    }
}
