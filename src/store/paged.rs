//! What hangs on rows, by runs of rows, so that a screen needs only those of its own rows.

use std::io;
use std::ops::Range;

use super::RowId;
use super::cached::{Cached, PartWriter, Parts};
use super::later::Later;

/// Rows of a page in a file, as a power of two: few milliseconds to read, and still few pages.
const BITS: u32 = 14;
/// A page with all rows.
const ALL: u32 = 32;

/// What can be cut into runs of rows, each counted from its own first row.
pub(super) trait Page: Cached + Default {
    /// What belongs to these rows; those beyond the end have nothing.
    fn cut(&self, rows: Range<usize>) -> Self;
}

/// Pages of so many rows each; one with all rows when it was made.
#[derive(Debug)]
pub(super) struct Paged<T> {
    pages: Vec<Later<T>>,
    bits: u32,
}

impl<T> Default for Paged<T> {
    fn default() -> Self {
        Self {
            pages: Vec::new(),
            bits: ALL,
        }
    }
}

impl<T> From<T> for Paged<T> {
    fn from(all: T) -> Self {
        Self {
            pages: vec![all.into()],
            bits: ALL,
        }
    }
}

impl<T: Page> Paged<T> {
    /// The page of a row, and the row's place in it.
    pub(super) fn of(&self, row: RowId) -> Option<(&T, RowId)> {
        let page = self.pages.get(row.index() >> self.bits)?;
        Some((page, RowId::at(row.index() & ((1 << self.bits) - 1))))
    }

    /// All pages, each with its first row.
    pub(super) fn iter(&self) -> impl Iterator<Item = (RowId, &T)> {
        let pages = self.pages.iter().enumerate();
        pages.map(|(at, page)| (RowId::at(at << self.bits), &**page))
    }

    /// The pages that are in memory.
    pub(super) fn held(&self) -> impl Iterator<Item = &T> {
        self.pages.iter().filter_map(Later::held)
    }

    /// Reads all pages that were not read.
    pub(super) fn fetch(&self) {
        self.pages.iter().for_each(Later::fetch);
    }

    /// Writes each page as a part of its own.
    pub(super) fn write_pages(
        &self,
        name: &str,
        rows: usize,
        out: &mut PartWriter<'_>,
    ) -> io::Result<()> {
        if self.bits < ALL {
            let mut pages = self.pages.iter().enumerate();
            return pages.try_for_each(|(at, page)| out.part(&numbered(name, at), &**page));
        }
        let none = T::default();
        let all = self.pages.first().map_or(&none, |all| &**all);
        (0..rows.div_ceil(1 << BITS)).try_for_each(|at| {
            let start = at << BITS;
            let page = all.cut(start..rows.min(start + (1 << BITS)));
            out.part(&numbered(name, at), &page)
        })
    }

    /// Pages that are to be read.
    pub(super) fn later(name: &str, rows: usize, parts: &Parts) -> io::Result<Self> {
        let pages = 0..rows.div_ceil(1 << BITS);
        let page = |at| Later::part(parts, &numbered(name, at));
        Ok(Self {
            pages: pages.map(page).collect::<io::Result<_>>()?,
            bits: BITS,
        })
    }
}

/// The name of one of several parts.
pub(super) fn numbered(name: &str, at: usize) -> String {
    format!("{name} {at}")
}
