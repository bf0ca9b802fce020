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
    fn cell(&self, at: usize) -> &str {
        self.get(at).trim()
    }
}

impl Cells for [Cow<'_, str>] {
    fn cell(&self, at: usize) -> &str {
        self.get(at).map_or("", |text| text.trim())
    }
}
