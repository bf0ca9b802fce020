//! Sets of rows as plain 64-bit words.
//!
//! Our own because measured: AND and population count over words beat `roaring` and `bitvec` in every step a keystroke
//! needs (see `benches/store.rs`), and it takes no dependency.

use std::ops::Range;

use super::RowId;

/// A set of rows below a fixed number of rows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bitset {
    pub(super) words: Vec<u64>,
    pub(super) len: usize,
}

/// Rows a word from which it pays to put those of a word together, and to guess wrong where the next word begins.
const DENSE: usize = 4;

impl Bitset {
    /// No row of `len`.
    #[must_use]
    pub fn empty(len: usize) -> Self {
        Self {
            words: vec![0; len.div_ceil(64)],
            len,
        }
    }

    /// Every row of `len`.
    #[must_use]
    pub fn full(len: usize) -> Self {
        let mut set = Self {
            words: vec![u64::MAX; len.div_ceil(64)],
            len,
        };
        set.trim();
        set
    }

    /// The rows of `len` for which `test` holds; the test runs row by row, in order.
    #[must_use]
    pub fn from_fn(len: usize, mut test: impl FnMut(usize) -> bool) -> Self {
        let mut set = Self::empty(len);
        for (at, word) in set.words.iter_mut().enumerate() {
            let rows = at * 64..len.min(at * 64 + 64);
            *word = rows
                .enumerate()
                .fold(0, |word, (bit, row)| word | u64::from(test(row)) << bit);
        }
        set
    }

    /// The rows whose value in a column passes: a tight loop over the values alone.
    #[must_use]
    pub fn of_column<T: Copy>(column: &[T], test: impl Fn(T) -> bool) -> Self {
        let word = |values: &[T]| {
            let bits = values.iter().enumerate();
            bits.fold(0, |word, (bit, &value)| {
                word | (u64::from(test(value)) << bit)
            })
        };
        Self {
            words: column.chunks(64).map(word).collect(),
            len: column.len(),
        }
    }

    /// How many rows there could be.
    #[must_use]
    pub fn universe(&self) -> usize {
        self.len
    }

    /// The words; bits beyond the last row are zero.
    #[must_use]
    pub fn words(&self) -> &[u64] {
        &self.words
    }

    /// Whether the row is in the set; rows beyond the end are not.
    #[must_use]
    pub fn contains(&self, row: RowId) -> bool {
        self.words
            .get(row.index() / 64)
            .is_some_and(|word| word >> (row.index() % 64) & 1 == 1)
    }

    /// Adds a row below the end.
    pub fn insert(&mut self, row: RowId) {
        debug_assert!(row.index() < self.len, "a row of the store");
        self.words[row.index() / 64] |= 1 << (row.index() % 64);
    }

    /// Adds a row below the end, and says whether it was not in the set.
    pub fn add(&mut self, row: RowId) -> bool {
        let (word, bit) = (&mut self.words[row.index() / 64], 1 << (row.index() % 64));
        let before = std::mem::replace(word, *word | bit);
        before & bit == 0
    }

    /// Adds the rows of whole words, and says how many were not in the set.
    pub(super) fn add_words(&mut self, words: impl Iterator<Item = u64>) -> usize {
        let mut added = 0;
        for (word, more) in self.words.iter_mut().zip(words) {
            added += (more & !*word).count_ones() as usize;
            *word |= more;
        }
        added
    }

    /// Takes a row out.
    pub fn remove(&mut self, row: RowId) {
        if let Some(word) = self.words.get_mut(row.index() / 64) {
            *word &= !(1 << (row.index() % 64));
        }
    }

    /// Adds or takes out a row.
    pub fn set(&mut self, row: RowId, present: bool) {
        if present {
            self.insert(row);
        } else {
            self.remove(row);
        }
    }

    /// Adds rows below the end that stand in order.
    pub(super) fn insert_list(&mut self, rows: &[u32]) {
        if rows.len() < self.words.len() * DENSE {
            return rows.iter().for_each(|&row| self.insert(RowId(row)));
        }
        // A word cannot be added to before the last addition to it has been written: the rows of each are put together first.
        let (mut at, mut word) = (0, 0);
        for row in rows.iter().map(|&row| RowId(row).index()) {
            if row / 64 != at {
                self.words[at] |= word;
                (at, word) = (row / 64, 0);
            }
            word |= 1 << (row % 64);
        }
        if word != 0 {
            self.words[at] |= word;
        }
    }

    /// Adds all rows of a range, clipped to the end.
    pub fn insert_range(&mut self, rows: Range<usize>) {
        for_words(
            rows.start.min(self.len)..rows.end.min(self.len),
            |at, mask| {
                self.words[at] |= mask;
            },
        );
    }

    /// How many rows are in the set.
    #[must_use]
    pub fn count(&self) -> usize {
        self.words
            .iter()
            .map(|word| word.count_ones() as usize)
            .sum()
    }

    /// How many rows of a range are in the set.
    #[must_use]
    pub fn count_range(&self, rows: Range<usize>) -> usize {
        let mut count = 0;
        for_words(
            rows.start.min(self.len)..rows.end.min(self.len),
            |at, mask| {
                count += (self.words[at] & mask).count_ones() as usize;
            },
        );
        count
    }

    /// How many rows both sets have.
    #[must_use]
    pub fn count_and(&self, other: &Self) -> usize {
        self.words
            .iter()
            .zip(&other.words)
            .map(|(a, b)| (a & b).count_ones() as usize)
            .sum()
    }

    /// How many rows of a range both sets have.
    #[must_use]
    pub fn count_range_and(&self, other: &Self, rows: Range<usize>) -> usize {
        let mut count = 0;
        for_words(
            rows.start.min(self.len)..rows.end.min(self.len),
            |at, mask| {
                count += (self.words[at] & other.words[at] & mask).count_ones() as usize;
            },
        );
        count
    }

    /// Whether no row is in the set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|&word| word == 0)
    }

    /// Keeps the rows that `other` has too.
    pub fn and(&mut self, other: &Self) {
        self.words
            .iter_mut()
            .zip(&other.words)
            .for_each(|(a, b)| *a &= b);
    }

    /// Adds the rows of `other`.
    pub fn or(&mut self, other: &Self) {
        self.words
            .iter_mut()
            .zip(&other.words)
            .for_each(|(a, b)| *a |= b);
    }

    /// Takes the rows of `other` out.
    pub fn and_not(&mut self, other: &Self) {
        self.words
            .iter_mut()
            .zip(&other.words)
            .for_each(|(a, b)| *a &= !b);
    }

    /// Adds rows behind the end, which must be the end of a word: those of `other`, counted from there.
    pub fn append(&mut self, other: &Self) {
        debug_assert!(self.len.is_multiple_of(64), "no word is shared");
        self.words.extend_from_slice(&other.words);
        self.len += other.len;
    }

    /// Exchanges what is in the set with what is not.
    pub fn flip(&mut self) {
        self.words.iter_mut().for_each(|word| *word = !*word);
        self.trim();
    }

    /// The rows in order.
    pub fn iter(&self) -> impl Iterator<Item = RowId> + '_ {
        let words = self.words.iter().enumerate();
        words.flat_map(|(at, &word)| Ones(word).rows(at * 64))
    }

    /// The rows from `start` on, in order.
    pub fn iter_from(&self, start: usize) -> impl Iterator<Item = RowId> + '_ {
        self.iter_within(start..self.len)
    }

    /// The rows of a range, in order. Nothing behind the range is looked at: a set with few rows is long to look through.
    pub fn iter_within(&self, rows: Range<usize>) -> impl Iterator<Item = RowId> + '_ {
        let (start, end) = (rows.start, rows.end.min(self.len));
        let first = start / 64;
        self.words[..end.div_ceil(64)]
            .iter()
            .enumerate()
            .skip(first)
            .flat_map(move |(at, &word)| {
                let word = if at == first {
                    word & (u64::MAX << (start % 64))
                } else {
                    word
                };
                Ones(word).rows(at * 64)
            })
            .take_while(move |row| row.index() < end)
    }

    /// Calls with the rows of a range, in order: faster than [`Self::iter_within`], where most of a million rows are in the set.
    #[inline]
    pub fn each_within(&self, rows: Range<usize>, mut call: impl FnMut(RowId)) {
        let rows = rows.start.min(self.len)..rows.end.min(self.len);
        for_words(rows, |at, mask| {
            let base = at * 64;
            match self.words[at] & mask {
                u64::MAX => (base..base + 64).for_each(|row| call(row_at(row))),
                word => Ones(word).rows(base).for_each(&mut call),
            }
        });
    }

    /// The first row.
    #[must_use]
    pub fn first(&self) -> Option<RowId> {
        self.iter().next()
    }

    /// The last row.
    #[must_use]
    pub fn last(&self) -> Option<RowId> {
        let at = self.words.iter().rposition(|&word| word != 0)?;
        Some(row_at(
            at * 64 + 63 - self.words[at].leading_zeros() as usize,
        ))
    }

    /// The first row from `start` on. Unlike [`Self::iter_from`] it is quick where the next row is near.
    #[must_use]
    pub fn first_from(&self, start: usize) -> Option<RowId> {
        let at = start / 64;
        let row = |at: usize, word: u64| row_at(at * 64 + word.trailing_zeros() as usize);
        let word = self.words.get(at)? & (u64::MAX << (start % 64));
        if word != 0 {
            return Some(row(at, word));
        }
        let rest = self.words.get(at + 1..)?;
        let next = rest.iter().position(|&word| word != 0)?;
        Some(row(at + 1 + next, rest[next]))
    }

    /// The last row before `end`.
    #[must_use]
    pub fn last_before(&self, end: usize) -> Option<RowId> {
        let end = end.min(self.len);
        let at = end / 64;
        let partial = self
            .words
            .get(at)
            .map_or(0, |word| word & low_bits(end % 64));
        if partial != 0 {
            return Some(row_at(at * 64 + 63 - partial.leading_zeros() as usize));
        }
        let at = self.words[..at].iter().rposition(|&word| word != 0)?;
        Some(row_at(
            at * 64 + 63 - self.words[at].leading_zeros() as usize,
        ))
    }

    fn trim(&mut self) {
        if let (Some(last), used @ 1..) = (self.words.last_mut(), self.len % 64) {
            *last &= low_bits(used);
        }
    }

    /// Bytes held.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.words.capacity() * 8
    }
}

impl FromIterator<(RowId, usize)> for Bitset {
    /// From rows, each with the number of rows there could be (the greatest counts).
    fn from_iter<I: IntoIterator<Item = (RowId, usize)>>(rows: I) -> Self {
        let mut set = Self::default();
        for (row, len) in rows {
            if len > set.len {
                set.words.resize(len.div_ceil(64), 0);
                set.len = len;
            }
            set.insert(row);
        }
        set
    }
}

/// Positions of the set bits of one word, from the lowest on.
pub(super) struct Ones(u64);

impl Ones {
    pub(super) fn new(word: u64) -> Self {
        Self(word)
    }

    /// As rows, where the word's first bit stands for the row `base`.
    fn rows(self, base: usize) -> impl Iterator<Item = RowId> {
        self.map(move |bit| row_at(base + bit))
    }
}

impl Iterator for Ones {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let bit = (self.0 != 0).then(|| self.0.trailing_zeros() as usize)?;
        self.0 &= self.0 - 1;
        Some(bit)
    }
}

fn row_at(index: usize) -> RowId {
    RowId::at(index)
}

fn low_bits(count: usize) -> u64 {
    (1 << count) - 1
}

/// Calls with each word that a range touches and the mask of the range in it.
fn for_words(rows: Range<usize>, mut act: impl FnMut(usize, u64)) {
    if rows.start >= rows.end {
        return;
    }
    let (first, last) = (rows.start / 64, (rows.end - 1) / 64);
    let head = u64::MAX << (rows.start % 64);
    let tail = u64::MAX >> (63 - (rows.end - 1) % 64);
    if first == last {
        return act(first, head & tail);
    }
    act(first, head);
    (first + 1..last).for_each(|at| act(at, u64::MAX));
    act(last, tail);
}

/// Finds the k-th row of a set without walking it: running counts at every 512th row.
#[derive(Debug, Clone, Default)]
pub struct RankIndex {
    before: Vec<u32>,
    total: usize,
}

const WORDS_PER_BLOCK: usize = 8;

impl RankIndex {
    /// Counts the set once.
    #[must_use]
    pub fn new(set: &Bitset) -> Self {
        let mut total = 0;
        let blocks = set.words.chunks(WORDS_PER_BLOCK);
        let before = blocks
            .map(|block| {
                let start = total;
                total += block.iter().map(|word| word.count_ones()).sum::<u32>();
                start
            })
            .collect();
        Self {
            before,
            total: total as usize,
        }
    }

    /// How many rows the set has.
    #[must_use]
    pub fn total(&self) -> usize {
        self.total
    }

    /// How many rows of the set come before this row.
    #[must_use]
    pub fn rank(&self, set: &Bitset, row: RowId) -> usize {
        let block = row.index() / (WORDS_PER_BLOCK * 64);
        match self.before.get(block) {
            None => self.total,
            Some(&before) => {
                before as usize + set.count_range(block * WORDS_PER_BLOCK * 64..row.index())
            }
        }
    }

    /// The row with this many rows of the set before it.
    #[must_use]
    pub fn select(&self, set: &Bitset, rank: usize) -> Option<RowId> {
        if rank >= self.total {
            return None;
        }
        let block = self
            .before
            .partition_point(|&before| before as usize <= rank)
            - 1;
        let inside = rank - self.before[block] as usize;
        set.iter_from(block * WORDS_PER_BLOCK * 64).nth(inside)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_any_density_are_added_to_what_is_there() {
        for every in 1..90 {
            let rows: Vec<u32> = (0..2000).filter(|row| (row + 7) % every == 0).collect();
            let mut set = Bitset::from_fn(2000, |row| row % 500 == 3);
            set.insert_list(&rows);
            let every = every as usize;
            let wanted = |row: usize| row % 500 == 3 || (row + 7).is_multiple_of(every);
            assert_eq!(set, Bitset::from_fn(2000, wanted), "every {every}");
        }
        let mut none = Bitset::default();
        none.insert_list(&[]);
        assert!(none.is_empty());
    }

    #[test]
    fn a_range_has_its_rows_and_no_others() {
        for set in [
            Bitset::empty(300),
            Bitset::full(300),
            Bitset::from_fn(300, |row| row % 7 == 3 || row == 64),
        ] {
            for start in 0..302 {
                for end in [0, start, start + 1, 63, 64, 65, 128, 299, 300, 900] {
                    let inside = |row: &usize| (start..end).contains(row);
                    let wanted: Vec<usize> = (0..300)
                        .filter(inside)
                        .filter(|&row| set.contains(RowId::at(row)))
                        .collect();
                    let found = set.iter_within(start..end).map(RowId::index);
                    assert_eq!(found.collect::<Vec<_>>(), wanted, "{start}..{end}");
                    let mut called = Vec::new();
                    set.each_within(start..end, |row| called.push(row.index()));
                    assert_eq!(called, wanted, "{start}..{end}");
                }
            }
        }
    }
}
