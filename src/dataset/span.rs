//! Parts of a text, and names with the place where they were written.

use std::borrow::Cow;
use std::ops::Range;

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

/// An id as written: a record's own, or a reference to another record. It borrows from the file: most of what a dataset
/// holds before it is resolved is references.
#[derive(Debug, Clone)]
pub(super) struct Name<'t> {
    pub(super) text: Cow<'t, str>,
    pub(super) span: Span,
}
