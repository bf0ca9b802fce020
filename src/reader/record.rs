//! One record of a file, as it was cut out.

use std::ops::Range;

/// One record.
#[derive(Debug, Clone, Copy)]
pub enum Record<'a> {
    /// Cells of a delimited file.
    Fields(Fields<'a>),
    /// A JSON value, or a component of a calendar.
    Text(&'a str),
}

impl<'a> Record<'a> {
    /// A cell of a delimited record; empty when it has none at this position, or no cells at all.
    #[must_use]
    #[inline]
    pub fn get(&self, at: usize) -> &'a str {
        match self {
            Self::Fields(fields) => fields.get(at),
            Self::Text(_) => "",
        }
    }

    /// The text of a record without cells; empty for one with cells.
    #[must_use]
    pub fn text(&self) -> &'a str {
        match self {
            Self::Fields(_) => "",
            Self::Text(text) => text,
        }
    }
}

/// Where the cells of a record stand. Reused from record to record.
#[derive(Debug, Default)]
pub(super) struct Ends {
    /// Bytes of the chunk, or of `unescaped` for cells that had doubled quotes.
    pub(super) cells: Vec<Cell>,
    pub(super) unescaped: Vec<u8>,
    /// Whether characters stood between a closing quote and the end of its cell.
    pub(super) stray: bool,
    /// The first quoted cell that goes over several lines.
    pub(super) multiline: Option<Multiline>,
}

/// A quoted cell that goes over several lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Multiline {
    /// The byte of the chunk where its quote opens.
    pub open: usize,
    /// Whether characters stand behind the quote that closes it.
    pub has_stray_text: bool,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Cell {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) unescaped: bool,
}

/// The cells of a record, unquoted.
#[derive(Debug, Clone, Copy)]
pub struct Fields<'a> {
    pub(super) text: &'a str,
    pub(super) ends: &'a Ends,
}

impl<'a> Fields<'a> {
    /// How many cells.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.cells.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.cells.is_empty()
    }

    /// A cell; empty beyond the last.
    #[must_use]
    #[inline]
    pub fn get(&self, at: usize) -> &'a str {
        match self.ends.cells.get(at) {
            Some(cell) if cell.unescaped => self.unescaped(*cell),
            Some(cell) => &self.text[cell.start as usize..cell.end as usize],
            None => "",
        }
    }

    #[cold]
    fn unescaped(&self, cell: Cell) -> &'a str {
        let range: Range<usize> = cell.start as usize..cell.end as usize;
        // Cells end before quotes and delimiters, which are ASCII: what stands between them is UTF-8 when the text is.
        std::str::from_utf8(&self.ends.unescaped[range]).unwrap_or_default()
    }

    /// Whether characters stand between a closing quote and the end of its cell, where none should: the quotes may not be where
    /// they were meant to be.
    #[must_use]
    pub fn has_stray_text(&self) -> bool {
        self.ends.stray
    }

    /// The first quoted cell that goes over several lines: one, or a quote that was meant to be closed.
    #[must_use]
    pub fn multiline(&self) -> Option<Multiline> {
        self.ends.multiline
    }

    /// Whether the cells are hashtags of HXL (<https://hxlstandard.org>), which say what the columns mean: `#date+start`.
    #[must_use]
    pub fn are_hxl_tags(&self) -> bool {
        let is_tag = |cell: &str| {
            let tag = cell.strip_prefix('#');
            tag.is_some_and(|tag| tag.starts_with(|c: char| c.is_ascii_alphabetic()))
        };
        // The first cell decides nearly always.
        let may_be = self.get(0).trim_start().starts_with('#') || self.get(0).trim().is_empty();
        let mut cells = self.iter().map(str::trim).filter(|cell| !cell.is_empty());
        may_be && cells.next().is_some_and(is_tag) && cells.all(is_tag)
    }

    /// Whether the cells are these names: a header that stands in the middle of files that were put together.
    #[must_use]
    pub fn are(&self, names: &[String]) -> bool {
        self.len() == names.len() && self.iter().zip(names).all(|(cell, name)| cell == name)
    }

    /// The byte of the chunk where a cell starts, if the cell stands there as it is.
    #[must_use]
    pub fn offset(&self, at: usize) -> Option<usize> {
        let cell = self.ends.cells.get(at)?;
        (!cell.unescaped).then_some(cell.start as usize)
    }

    /// All cells.
    pub fn iter(&self) -> impl Iterator<Item = &'a str> + '_ {
        (0..self.len()).map(|at| self.get(at))
    }
}
