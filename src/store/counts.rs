//! How many rows have each value, as of an edition.

use super::{Bitset, Edition, Postings, RowId};

/// Rows are counted one by one when they are fewer than one in so many entries of the lists; to read the values of a row
/// takes about as long as to test so many entries.
const ENTRIES_A_ROW: usize = 64;

/// Rows by value. Lists of rows describe the present; rows of which something is not published yet are counted one by
/// one, from the values that `of` sees in them (which may repeat).
#[must_use]
pub fn counted<I: Iterator<Item = u32>>(
    rows: &Bitset,
    edition: &Edition,
    postings: &Postings,
    of: impl Fn(RowId) -> I,
) -> Vec<usize> {
    let altered = &edition.altered;
    let mut counts = vec![0; postings.values()];
    if rows.count() <= postings.entries() / ENTRIES_A_ROW {
        add_row_by_row(&mut counts, rows.iter(), of);
    } else if rows.count_and(altered) == 0 {
        counts = postings.counts(rows);
    } else {
        let mut unaltered = rows.clone();
        unaltered.and_not(altered);
        counts = postings.counts(&unaltered);
        add_row_by_row(
            &mut counts,
            rows.iter().filter(|&row| altered.contains(row)),
            of,
        );
    }
    counts
}

fn add_row_by_row<I: Iterator<Item = u32>>(
    counts: &mut [usize],
    rows: impl Iterator<Item = RowId>,
    of: impl Fn(RowId) -> I,
) {
    let mut values = Vec::new();
    for row in rows {
        values.clear();
        values.extend(of(row));
        values.sort_unstable();
        values.dedup();
        values.iter().for_each(|&value| counts[value as usize] += 1);
    }
}
