//! The ids of all rows, found by binary search.

use super::RowId;
use super::text::Offsets;

/// Ids of rows.
#[derive(Debug, Default)]
pub(super) struct Ids {
    arena: String,
    offsets: Offsets,
    /// Rows by their ids.
    sorted: Vec<u32>,
}

impl Ids {
    pub(super) fn new(arena: String, starts: &[u64]) -> Self {
        let offsets = Offsets::new(starts);
        let mut sorted: Vec<u32> = (0..).take(offsets.rows()).collect();
        sorted.sort_unstable_by_key(|&row| (&arena[offsets.range(row as usize)], row));
        Self {
            arena,
            offsets,
            sorted,
        }
    }

    pub(super) fn get(&self, row: RowId) -> &str {
        &self.arena[self.offsets.range(row.index())]
    }

    /// The rows with this id: one of each dataset that has it.
    pub(super) fn rows(&self, id: &str) -> impl Iterator<Item = RowId> + '_ {
        let from = self
            .sorted
            .partition_point(|&row| self.get(RowId(row)) < id);
        let count = self.sorted[from..].partition_point(|&row| self.get(RowId(row)) == id);
        self.sorted[from..from + count]
            .iter()
            .map(|&row| RowId(row))
    }

    pub(super) fn bytes(&self) -> (usize, usize) {
        (
            self.arena.capacity(),
            self.offsets.bytes() + self.sorted.capacity() * 4,
        )
    }
}
