//! Rows that were coded from one report.
//!
//! Published data may have a row for each pair of actors in each sentence of a text. Filters look at rows, because who acted
//! on whom, how and where belongs together; lists and counts have each report once. The rows of a report follow one another in
//! the store, so that the first rows of all reports say everything.

use std::borrow::Cow;
use std::ops::Range;

use super::{Bitset, RowId};

/// Which rows belong together.
#[derive(Debug, Clone, Default)]
pub struct Reports {
    /// The first row of each report; absent where each row is a report of its own, as in most data.
    pub(super) firsts: Option<Bitset>,
}

impl Reports {
    /// From what tells reports apart, row by row: equal neighbours belong together.
    pub(super) fn of<K: PartialEq>(keys: impl ExactSizeIterator<Item = K>) -> Self {
        let rows = keys.len();
        let (mut keys, mut last) = (keys, None);
        let firsts = Bitset::from_fn(rows, |_| {
            let next = keys.next();
            let differs = next != last;
            last = next;
            differs
        });
        Self {
            firsts: (firsts.count() < rows).then_some(firsts),
        }
    }

    /// Whether each row is a report of its own.
    #[must_use]
    pub fn are_rows(&self) -> bool {
        self.firsts.is_none()
    }

    /// The rows of the report that a row belongs to.
    #[must_use]
    pub fn rows(&self, row: RowId) -> Range<usize> {
        self.first(row).index()..self.end(row)
    }

    /// The first row of the report that a row belongs to.
    #[must_use]
    pub fn first(&self, row: RowId) -> RowId {
        let first = |firsts: &Bitset| firsts.last_before(row.index() + 1);
        self.firsts.as_ref().and_then(first).unwrap_or(row)
    }

    /// Where the report that a row belongs to ends.
    #[must_use]
    pub fn end(&self, row: RowId) -> usize {
        let next = row.index() + 1;
        match &self.firsts {
            None => next,
            Some(firsts) => firsts
                .first_from(next)
                .map_or(firsts.universe(), RowId::index),
        }
    }

    /// One row of each report that has any in the set: the first of these.
    #[must_use]
    pub fn one_each<'a>(&self, rows: &'a Bitset) -> Cow<'a, Bitset> {
        let Some(firsts) = &self.firsts else {
            return Cow::Borrowed(rows);
        };
        let mut reports = Split::default();
        let words = rows.words().iter().zip(firsts.words());
        Cow::Owned(Bitset {
            words: words
                .map(|(&rows, &firsts)| reports.next(rows, firsts))
                .collect(),
            len: rows.universe(),
        })
    }

    /// The first row of each report that has any in the set, whether that is in the set or not. Sets of reports are compared
    /// by these.
    #[must_use]
    pub fn leading<'a>(&self, rows: &'a Bitset) -> Cow<'a, Bitset> {
        let one_each = self.one_each(rows);
        if self.are_rows() {
            return one_each;
        }
        let mut leading = Bitset::empty(rows.universe());
        one_each
            .iter()
            .for_each(|row| leading.insert(self.first(row)));
        Cow::Owned(leading)
    }

    /// How many reports have a row in the set.
    #[must_use]
    pub fn count(&self, rows: &Bitset) -> usize {
        let Some(firsts) = &self.firsts else {
            return rows.count();
        };
        let mut reports = Split::default();
        let words = rows.words().iter().zip(firsts.words());
        words
            .map(|(&rows, &firsts)| reports.next(rows, firsts).count_ones() as usize)
            .sum()
    }

    /// How many reports there are, for so many rows.
    #[must_use]
    pub fn total(&self, rows: usize) -> usize {
        self.firsts.as_ref().map_or(rows, Bitset::count)
    }

    /// Tells of rows that come in order whether each is the first of its report.
    #[must_use]
    pub fn walk(&self) -> Walk<'_> {
        Walk {
            reports: self,
            end: 0,
        }
    }

    /// Tells of values of rows that come in order whether each is the first of its report with that value. A value that repeats
    /// in a row is new once.
    #[must_use]
    pub fn by_value(&self, values: usize) -> ByValue<'_> {
        ByValue {
            walk: self.walk(),
            ends: vec![0; values],
        }
    }

    /// Bytes held.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.firsts.as_ref().map_or(0, Bitset::bytes)
    }
}

/// A walk over rows in their order.
#[derive(Debug, Clone, Copy)]
pub struct Walk<'a> {
    reports: &'a Reports,
    /// Where the report ends of which a row was met last.
    end: usize,
}

impl Walk<'_> {
    /// Whether no row of the same report was met before.
    #[inline]
    pub fn is_new(&mut self, row: RowId) -> bool {
        let is_new = row.index() >= self.end;
        if is_new {
            self.end = self.reports.end(row);
        }
        is_new
    }
}

/// A walk over the values of rows in their order.
#[derive(Debug, Clone)]
pub struct ByValue<'a> {
    walk: Walk<'a>,
    /// By value, where the report ends that had it last.
    ends: Vec<u32>,
}

impl ByValue<'_> {
    /// Whether neither this row nor one of its report before it had the value.
    #[inline]
    pub fn is_new(&mut self, row: RowId, value: usize) -> bool {
        let is_new = row.0 >= self.ends[value];
        if is_new {
            self.walk.is_new(row);
            self.ends[value] = RowId::at(self.walk.end).0;
        }
        is_new
    }
}

/// Takes the first row of each report, word by word.
#[derive(Default)]
struct Split {
    /// Whether the report that reaches into the next word has had a row.
    met: bool,
}

impl Split {
    fn next(&mut self, rows: u64, firsts: u64) -> u64 {
        let before_first = match firsts.trailing_zeros() {
            64 => u64::MAX,
            bits => (1 << bits) - 1,
        };
        let last = u64::MAX
            .checked_shl(63 - firsts.leading_zeros().min(63))
            .unwrap_or(0);
        let reaches = if firsts == 0 {
            self.met || rows != 0
        } else {
            rows & last != 0
        };
        let met = std::mem::replace(&mut self.met, reaches);
        let mut left = if met { rows & !before_first } else { rows };
        if left & !firsts == 0 {
            return left;
        }
        let mut one_each = 0;
        while left != 0 {
            let row = left & left.wrapping_neg();
            one_each |= row;
            // The next report begins at the first of `firsts` above the row.
            let above = firsts & !(row | (row - 1));
            left &= if above == 0 {
                0
            } else {
                !((above & above.wrapping_neg()) - 1)
            };
        }
        one_each
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn sets_of_words_say_what_rows_do(
            keys in proptest::collection::vec(0_u8..3, 0..300),
            chosen in proptest::collection::vec(any::<bool>(), 300),
        ) {
            let reports = Reports::of(keys.iter());
            let rows = Bitset::from_fn(keys.len(), |row| chosen[row]);
            // Row by row: a report is a run of equal keys.
            let mut starts = vec![0; keys.len()];
            for row in 1..keys.len() {
                starts[row] = if keys[row] == keys[row - 1] { starts[row - 1] } else { row };
            }
            let mut one_each: Vec<usize> = Vec::new();
            for row in (0..keys.len()).filter(|&row| chosen[row]) {
                if one_each.last().is_none_or(|&last| starts[last] != starts[row]) {
                    one_each.push(row);
                }
            }
            let indices = |set: &Bitset| set.iter().map(RowId::index).collect::<Vec<_>>();
            prop_assert_eq!(indices(&reports.one_each(&rows)), one_each.clone());
            prop_assert_eq!(reports.count(&rows), one_each.len());
            let leading: Vec<usize> = one_each.iter().map(|&row| starts[row]).collect();
            prop_assert_eq!(indices(&reports.leading(&rows)), leading);
            let mut walk = reports.walk();
            let walked: Vec<usize> =
                rows.iter().filter(|&row| walk.is_new(row)).map(RowId::index).collect();
            prop_assert_eq!(walked, one_each);
            for row in 0..keys.len() {
                let run = reports.rows(RowId::at(row));
                prop_assert_eq!(run.start, starts[row]);
                prop_assert!(starts[row..run.end].iter().all(|&start| start == run.start));
                prop_assert!(run.end == keys.len() || starts[run.end] == run.end);
            }
            prop_assert_eq!(
                reports.total(keys.len()),
                starts.iter().enumerate().filter(|(row, start)| row == *start).count()
            );
        }
    }
}
