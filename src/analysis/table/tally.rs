//! Rows counted into the columns of a table.

use super::super::{Column, Counts};
use crate::store::{Bitset, RowId, Store};

/// Where the rows of each column end. A table without columns has one run of all rows.
pub(super) struct Runs {
    ends: Vec<u32>,
}

/// Rows by column, by rising column unless joined.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    cells: Vec<(u32, u32)>,
}

impl Runs {
    pub(super) fn new(store: &Store, columns: &[Column]) -> Self {
        let days = store.days();
        let ends = columns
            .iter()
            .map(|column| small(days.starting_in(column.days).end));
        let mut ends: Vec<u32> = ends.collect();
        // Rows outside of all columns are no matches; the last run takes them so that every row has one.
        ends.pop();
        ends.push(small(store.len()));
        Self { ends }
    }

    /// How many rows of a set each column has.
    pub(super) fn of_set(&self, set: &Bitset) -> Tally {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let counts = starts
            .zip(&self.ends)
            .map(|(from, &to)| small(set.count_range(from as usize..to as usize)));
        let cells = (0..).zip(counts).filter(|&(_, count)| count > 0);
        Tally {
            cells: cells.collect(),
        }
    }

    /// How many of these rows, which ascend, each column has.
    pub(super) fn of_rows(&self, rows: impl Iterator<Item = RowId>) -> Tally {
        let mut tally = Tally::default();
        let mut column = 0;
        for row in rows {
            column = self.column(row, column);
            tally.add(column);
        }
        tally
    }

    /// The column of a row, which is not before this one.
    pub(super) fn column(&self, row: RowId, from: u32) -> u32 {
        let rest = &self.ends[from as usize..];
        match rest.first() {
            Some(&end) if row.0 < end => from,
            _ => from + small(rest.partition_point(|&end| end <= row.0)),
        }
    }
}

impl Tally {
    /// So many rows in the one column of a table without columns.
    pub(super) fn of(rows: usize) -> Self {
        let cells = (rows > 0).then(|| (0, small(rows)));
        Self {
            cells: cells.into_iter().collect(),
        }
    }

    /// Adds a row, whose column is not before the last one.
    pub(super) fn add(&mut self, column: u32) {
        match self.cells.last_mut() {
            Some((last, count)) if *last == column => *count += 1,
            _ => self.cells.push((column, 1)),
        }
    }

    /// Adds the rows of another.
    pub(super) fn join(&mut self, other: &Self) {
        self.cells.extend_from_slice(&other.cells);
    }

    /// As an answer; a table without columns has totals only.
    pub(super) fn counts(mut self, columns: usize) -> Counts {
        self.cells.sort_unstable();
        self.cells.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
        let total = self.cells.iter().map(|&(_, count)| count as usize).sum();
        if columns == 0 {
            self.cells.clear();
        }
        Counts {
            total,
            cells: self.cells,
        }
    }
}

fn small(number: usize) -> u32 {
    u32::try_from(number).expect("fewer than four billion rows")
}
