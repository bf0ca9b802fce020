//! The ids of all rows, found by scanning: a million ids are read in a millisecond, and an index of them would take longer
//! to build than many searches take.

use memchr::memmem;

use super::RowId;
use super::text::Offsets;

/// Ids of rows.
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

    pub(super) fn get(&self, row: RowId) -> &str {
        &self.arena[self.offsets.range(row.index())]
    }

    /// The rows with this id, of all datasets.
    pub(super) fn rows<'a>(&'a self, id: &'a str) -> impl Iterator<Item = RowId> + 'a {
        let mut near = 0;
        // An empty id would be found between all bytes; no row has one.
        let hits = memmem::find_iter(self.arena.as_bytes(), id).filter(|_| !id.is_empty());
        hits.filter_map(move |at| {
            near = self.offsets.row_of(at, near);
            (self.offsets.range(near) == (at..at + id.len())).then(|| RowId::at(near))
        })
    }

    pub(super) fn bytes(&self) -> (usize, usize) {
        (self.arena.capacity(), self.offsets.bytes())
    }
}
