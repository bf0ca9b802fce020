//! Counts of values among matches, as of an edition.

use super::super::Selection;
use crate::store::{self, Postings, RowId, Store};

/// Matches by value (see [`store::counted`]).
pub(in crate::analysis) fn counted<I: Iterator<Item = u32>>(
    selection: &Selection,
    postings: &Postings,
    of: impl Fn(RowId) -> I,
) -> Vec<usize> {
    store::counted(selection.rows.possible(), &selection.edition, postings, of)
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
