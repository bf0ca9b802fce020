//! The ids of all rows, found by scanning: a million ids are read in a millisecond, and an index of them would take longer
//! to build than many searches take.

use std::ops::Range;

use memchr::memmem;

use super::RowId;
use super::paged::{Page, Paged};
use super::text::Offsets;

/// Ids of a run of rows.
#[derive(Debug, Default)]
pub(super) struct Ids {
    pub(super) arena: String,
    pub(super) offsets: Offsets,
}

impl Ids {
    pub(super) fn new(arena: String, starts: &[u64]) -> Self {
        Self {
            arena,
            offsets: Offsets::new(starts),
        }
    }

    fn get(&self, row: RowId) -> &str {
        let range = self.offsets.range(row.index());
        self.arena.get(range).unwrap_or_default()
    }

    /// The rows with this id, of all datasets.
    fn rows<'a>(&'a self, id: &'a str) -> impl Iterator<Item = RowId> + 'a {
        let mut near = 0;
        // An empty id would be found between all bytes; no row has one.
        let hits = memmem::find_iter(self.arena.as_bytes(), id).filter(|_| !id.is_empty());
        hits.filter_map(move |at| {
            near = self.offsets.row_of(at, near);
            (self.offsets.range(near) == (at..at + id.len())).then(|| RowId::at(near))
        })
    }
}

impl Paged<Ids> {
    pub(super) fn get(&self, row: RowId) -> &str {
        self.of(row).map_or("", |(page, row)| page.get(row))
    }

    /// The rows with this id, of all datasets.
    pub(super) fn rows<'a>(&'a self, id: &'a str) -> impl Iterator<Item = RowId> + 'a {
        self.iter().flat_map(|(first, page)| {
            let rows = page.rows(id);
            rows.map(move |row| RowId(first.0 + row.0))
        })
    }

    /// Bytes held: ids, and everything beside them.
    pub(super) fn bytes(&self) -> (usize, usize) {
        let pages = self
            .held()
            .map(|page| (page.arena.capacity(), page.offsets.bytes()));
        pages.fold((0, 0), |all, page| (all.0 + page.0, all.1 + page.1))
    }
}

impl Page for Ids {
    fn cut(&self, rows: Range<usize>) -> Self {
        let first = self.offsets.start(rows.start);
        let starts: Vec<u64> = (rows.start..=rows.end)
            .map(|row| (self.offsets.start(row) - first) as u64)
            .collect();
        let arena = &self.arena[first..self.offsets.start(rows.end)];
        Self::new(arena.to_owned(), &starts)
    }
}
