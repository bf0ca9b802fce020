//! Counts of values among matches, as of an edition.

use super::super::Selection;
use crate::store::{Postings, RowId, Store};

/// Matches by value. Lists of rows describe the present; rows of which something is not published yet are counted one by
/// one, from the values that `of` sees in them (which may repeat).
pub(in crate::analysis) fn counted<I: Iterator<Item = u32>>(
    selection: &Selection,
    postings: &Postings,
    of: impl Fn(RowId) -> I,
) -> Vec<usize> {
    let rows = selection.rows.possible();
    let altered = &selection.edition.altered;
    if rows.count_and(altered) == 0 {
        return postings.counts(rows);
    }
    let mut unaltered = rows.clone();
    unaltered.and_not(altered);
    let mut counts = postings.counts(&unaltered);
    counts.resize(postings.values(), 0);
    let mut changed = rows.clone();
    changed.and(altered);
    for row in changed.iter() {
        let mut values: Vec<u32> = of(row).collect();
        values.sort_unstable();
        values.dedup();
        values
            .into_iter()
            .for_each(|value| counts[value as usize] += 1);
    }
    counts
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
