//! Text from data made safe to show: one door for every string that reaches the terminal.
//!
//! Control characters, bidi controls and invisible characters become visible marks, never silence; widths are those of
//! the terminal, not bytes. What is drawn is [`Clean`]; only this module makes it from data. Cleaning twice changes
//! nothing, so a [`Clean`] may be cut, wrapped or put into a span again.
//!
//! Text stays in logical order through [`clean`], [`cut`] and [`wrap`]; [`visual`] turns one display line of one field
//! into the order of the cells, last of all. What is copied or exported is always logical.

mod bidi;
mod fit;
mod mark;
mod scan;
mod shape;
mod wrap;

use std::fmt;

use unicode_segmentation::UnicodeSegmentation;

pub use bidi::{BidiMode, Direction, direction, visual};
pub use fit::{cut, cut_with, fit, pad};
pub use mark::runs;
pub(crate) use wrap::broken;
pub use wrap::wrap;

/// Characters of one string that are shown; the rest is counted.
pub const LONGEST: usize = 64 * 1024;

/// Text that holds nothing a terminal would act on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Clean(String);

impl Clean {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Columns it takes on a terminal.
    #[must_use]
    pub fn width(&self) -> usize {
        width(&self.0)
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A part of it, by bytes between characters; nothing when they are not.
    #[must_use]
    pub(crate) fn part(&self, bytes: std::ops::Range<usize>) -> Self {
        Self(self.0.get(bytes).unwrap_or_default().to_owned())
    }

    /// What each cell holds, with the columns it takes.
    pub fn graphemes(&self) -> impl DoubleEndedIterator<Item = (&str, usize)> {
        self.0
            .graphemes(true)
            .map(|grapheme| (grapheme, cells(grapheme)))
    }
}

impl fmt::Display for Clean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Makes text from data safe to show on one line: a newline becomes `␊`, a tab a space, an invisible character `⍰`.
#[must_use]
pub fn clean(text: &str) -> Clean {
    Clean(scan::scan(text, scan::Marks::Cell))
}

/// As [`clean`], with every invisible character spelled out: `<U+202E>`.
#[must_use]
pub fn reveal(text: &str) -> Clean {
    Clean(scan::scan(text, scan::Marks::Name))
}

/// Columns of a text, as the sum of its cells: what ratatui's `Buffer` does, and not what a font with ligatures would do.
#[must_use]
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else {
        text.graphemes(true).map(cells).sum()
    }
}

/// Columns of one grapheme, as ratatui counts them.
pub(crate) fn cells(grapheme: &str) -> usize {
    use ratatui::buffer::CellWidth;
    usize::from(grapheme.cell_width())
}

#[cfg(test)]
mod tests;
