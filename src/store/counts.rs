//! How many rows have each value, as of an edition.

use super::{Bitset, Clock, Edition, Postings, RowId};

/// Rows are counted one by one when they are fewer than one in so many entries of the lists. To read the values of a row, which
/// stand in several places, takes about as long as to test so many entries: 0.5 µs beside 0.7 ns, of a million rows with claims.
const ENTRIES_A_ROW: usize = 512;

/// Rows by value. Lists of rows describe the present; rows of which something is not published yet are counted one by
/// one, from the values that `of` sees in them (which may repeat).
#[must_use]
pub fn counted<I: Iterator<Item = u32>>(
    rows: &Bitset,
    edition: &Edition,
    postings: &Postings,
    of: impl Fn(RowId) -> I,
) -> Vec<usize> {
    let few = postings.entries() / ENTRIES_A_ROW;
    let inside = rows.count();
    let one_by_one = |rows: &Bitset| row_by_row(postings.values(), rows.iter(), &of);
    if inside <= few {
        return one_by_one(rows);
    }
    if rows.count_and(&edition.altered) > 0 {
        let mut unaltered = rows.clone();
        unaltered.and_not(&edition.altered);
        let mut altered = rows.clone();
        altered.and(&edition.altered);
        let counts = postings.counts(&unaltered).into_iter();
        return counts
            .zip(one_by_one(&altered))
            .map(|(unaltered, altered)| unaltered + altered)
            .collect();
    }
    // What is outside is told one by one only where nothing of it is hidden.
    if rows.universe() - inside <= few && edition.clock() == Clock::NOW {
        let mut outside = rows.clone();
        outside.flip();
        let counts = postings.totals().into_iter();
        return counts
            .zip(one_by_one(&outside))
            .map(|(all, outside)| all - outside)
            .collect();
    }
    postings.counts(rows)
}

fn row_by_row<I: Iterator<Item = u32>>(
    values: usize,
    rows: impl Iterator<Item = RowId>,
    of: impl Fn(RowId) -> I,
) -> Vec<usize> {
    let mut counts = vec![0; values];
    // The last row that each value was seen in: a value that repeats in a row counts once.
    let mut seen = vec![None; values];
    for row in rows {
        for value in of(row) {
            let value = value as usize;
            counts[value] += usize::from(seen[value].replace(row) != Some(row));
        }
    }
    counts
}
