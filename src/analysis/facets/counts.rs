//! Counts of values among matches, as of an edition.

use super::super::Selection;
use crate::store::{self, Postings, RowId, Store};

/// Matches by value (see [`store::counted`]).
pub(in crate::analysis) fn counted<I: Iterator<Item = u32>>(
    store: &Store,
    selection: &Selection,
    postings: &Postings,
    of: impl Fn(RowId) -> I,
) -> Vec<usize> {
    let rows = (selection.coded().possible(), &*selection.edition);
    store::counted(store, rows, postings, of)
}

/// Matches by packed grade (see [`crate::store::PackedGrade`]), whether assessed or derived.
pub(in crate::analysis) fn grade_counts(store: &Store, selection: &Selection) -> [usize; 64] {
    let mut counts = [0; 64];
    debug_assert_eq!(
        store.len(),
        selection.edition.grades.len(),
        "an edition of this store"
    );
    let mut seen = store.reports().by_value(counts.len());
    for row in selection.coded().possible().iter() {
        let grade = usize::from(selection.edition.grades[row.index()].0 & 63);
        counts[grade] += usize::from(seen.is_new(row, grade));
    }
    counts
}
