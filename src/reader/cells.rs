//! Values of a record by position, whether they come from cells of a table or from a JSON object: formats that are published
//! as both are read by one mapping.

use std::borrow::Cow;

use super::Record;

/// The values of one record.
pub(super) trait Cells {
    /// The value at this position without blanks around it; empty when there is none.
    fn cell(&self, at: usize) -> &str;
}

impl Cells for Record<'_> {
    #[inline]
    fn cell(&self, at: usize) -> &str {
        trimmed(self.get(at))
    }
}

impl Cells for [Cow<'_, str>] {
    fn cell(&self, at: usize) -> &str {
        self.get(at).map_or("", |text| text.trim())
    }
}

/// The text without white space around it. Nearly every cell of every table starts and ends with a letter, a digit or a mark of
/// ASCII: then there is none to look for.
#[inline]
pub(super) fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [] => text,
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        [only] if only.is_ascii_graphic() => text,
        _ => text.trim(),
    }
}
