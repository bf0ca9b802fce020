//! Counts of values among matches, as of an edition.

use super::super::Selection;
use crate::store::{Postings, RowId, Store};

/// Rows are counted one by one when they are fewer than one in so many entries of the lists; to read the values of a row
/// takes about as long as to test so many entries.
const ENTRIES_A_ROW: usize = 64;

/// Matches by value. Lists of rows describe the present; rows of which something is not published yet are counted one by
/// one, from the values that `of` sees in them (which may repeat).
pub(in crate::analysis) fn counted<I: Iterator<Item = u32>>(
    selection: &Selection,
    postings: &Postings,
    of: impl Fn(RowId) -> I,
) -> Vec<usize> {
    let rows = selection.rows.possible();
    let altered = &selection.edition.altered;
    let mut counts = vec![0; postings.values()];
    if selection.ranks.total() <= postings.entries() / ENTRIES_A_ROW {
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

/// Matches by packed grade (see [`crate::store::PackedGrade`]), whether assessed or derived.
pub(in crate::analysis) fn grade_counts(store: &Store, selection: &Selection) -> [usize; 64] {
    let mut counts = [0; 64];
    debug_assert_eq!(
        store.len(),
        selection.edition.grades.len(),
        "an edition of this store"
    );
    for row in selection.rows.possible().iter() {
        counts[usize::from(selection.edition.grades[row.index()].0 & 63)] += 1;
    }
    counts
}
