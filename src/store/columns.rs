//! The shapes that columns have: codes as narrow as they can be, and lists of numbers laid end to end.

use std::ops::Range;

use super::bitset::Ones;
use super::later::Later;
use super::tasks::both;
use super::{Bitset, RowId};

/// One small number a row, in the narrowest integers that hold the greatest.
#[derive(Debug, Clone)]
pub enum Codes {
    /// All below 256.
    Narrow(Vec<u8>),
    /// All below 65,536.
    Middle(Vec<u16>),
    /// Any.
    Wide(Vec<u32>),
}

impl Default for Codes {
    fn default() -> Self {
        Self::Narrow(Vec::new())
    }
}

impl Codes {
    /// Narrows the numbers.
    #[must_use]
    pub fn new(values: impl ExactSizeIterator<Item = u32> + Clone) -> Self {
        let most = values.clone().max().unwrap_or(0);
        let fits = "the greatest number fits";
        if most < 1 << 8 {
            Self::Narrow(values.map(|v| u8::try_from(v).expect(fits)).collect())
        } else if most < 1 << 16 {
            Self::Middle(values.map(|v| u16::try_from(v).expect(fits)).collect())
        } else {
            Self::Wide(values.collect())
        }
    }

    /// The number at a position.
    #[must_use]
    pub fn get(&self, at: usize) -> u32 {
        match self {
            Self::Narrow(codes) => u32::from(codes[at]),
            Self::Middle(codes) => u32::from(codes[at]),
            Self::Wide(codes) => codes[at],
        }
    }

    /// Calls with the numbers at some positions, in their order.
    #[inline]
    pub(super) fn each(&self, range: Range<usize>, mut call: impl FnMut(u32)) {
        match self {
            Self::Narrow(codes) => codes[range].iter().for_each(|&code| call(code.into())),
            Self::Middle(codes) => codes[range].iter().for_each(|&code| call(code.into())),
            Self::Wide(codes) => codes[range].iter().for_each(|&code| call(code)),
        }
    }

    /// Calls with each row of a set within a range and its number, in order.
    #[inline]
    pub(crate) fn each_of(
        &self,
        set: &Bitset,
        range: Range<usize>,
        mut call: impl FnMut(RowId, usize),
    ) {
        // As for `rows_where`, each width gets a loop of its own.
        match self {
            Self::Narrow(codes) => {
                set.each_within(range, |row| call(row, codes[row.index()].into()));
            }
            Self::Middle(codes) => {
                set.each_within(range, |row| call(row, codes[row.index()].into()));
            }
            Self::Wide(codes) => {
                set.each_within(range, |row| call(row, codes[row.index()] as usize));
            }
        }
    }

    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Narrow(codes) => codes.len(),
            Self::Middle(codes) => codes.len(),
            Self::Wide(codes) => codes.len(),
        }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The rows whose code is marked in `wanted` (by code).
    #[must_use]
    pub fn rows_where(&self, wanted: &[bool]) -> Bitset {
        if !wanted.contains(&true) {
            return Bitset::empty(self.len());
        }
        let hit = |code: usize| wanted.get(code).copied().unwrap_or(false);
        // The match stands outside the loop over rows, so that each width gets its own tight loop; tables of all codes that
        // the width can hold spare the loop a check of bounds.
        match self {
            Self::Narrow(codes) => {
                let table: [bool; 1 << 8] = std::array::from_fn(hit);
                Bitset::of_column(codes, |code| table[usize::from(code)])
            }
            Self::Middle(codes) => {
                let table: [bool; 1 << 16] = std::array::from_fn(hit);
                Bitset::of_column(codes, |code| table[usize::from(code)])
            }
            Self::Wide(codes) => Bitset::of_column(codes, |code| hit(code as usize)),
        }
    }

    /// How many rows of the set have each code. `totals` says it of all rows: of a wide set the rows outside of it are counted,
    /// which are fewer.
    #[must_use]
    pub fn counts(&self, set: &Bitset, totals: &[usize]) -> Vec<usize> {
        if set.count() <= self.len() / 2 {
            return self.counts_of(set, totals.len());
        }
        let mut outside = set.clone();
        outside.flip();
        let outside = self.counts_of(&outside, totals.len());
        let inside = |(all, outside)| all - outside;
        totals.iter().zip(outside).map(inside).collect()
    }

    /// How many rows of the set have each code below `codes`.
    #[must_use]
    pub fn counts_in(&self, set: &Bitset, codes: usize) -> Vec<usize> {
        self.counts_of(set, codes)
    }

    /// How many rows have each code below `codes`.
    #[must_use]
    pub fn totals(&self, codes: usize) -> Vec<usize> {
        self.counts_of(&Bitset::full(self.len()), codes)
    }

    fn counts_of(&self, set: &Bitset, codes: usize) -> Vec<usize> {
        match self {
            Self::Narrow(column) => count_codes(column, set, codes, usize::from),
            Self::Middle(column) => count_codes(column, set, codes, usize::from),
            Self::Wide(column) => count_codes(column, set, codes, |code| code as usize),
        }
    }

    /// Bytes held.
    #[must_use]
    pub fn bytes(&self) -> usize {
        match self {
            Self::Narrow(codes) => codes.capacity(),
            Self::Middle(codes) => codes.capacity() * 2,
            Self::Wide(codes) => codes.capacity() * 4,
        }
    }
}

/// Counts in two tables by turns: rows that follow one another often have the same code, and a sum cannot be added to before
/// the last addition to it has been written.
fn count_codes<T: Copy>(
    column: &[T],
    set: &Bitset,
    codes: usize,
    index: impl Fn(T) -> usize,
) -> Vec<usize> {
    let (mut even, mut odd) = (vec![0; codes], vec![0; codes]);
    for (values, &word) in column.chunks(64).zip(set.words()) {
        let mut rows = Ones::new(word);
        while let Some(row) = rows.next() {
            even[index(values[row])] += 1;
            if let Some(row) = rows.next() {
                odd[index(values[row])] += 1;
            }
        }
    }
    even.iter().zip(odd).map(|(even, odd)| even + odd).collect()
}

/// Lists of different lengths, laid end to end.
#[derive(Debug, Clone, Default)]
pub struct Lists {
    pub(super) starts: Vec<u32>,
}

impl Lists {
    /// From the length of each list.
    #[must_use]
    pub fn from_lengths(lengths: impl IntoIterator<Item = usize>) -> Self {
        let mut end = 0;
        let ends = lengths.into_iter().map(|length| {
            end += u32::try_from(length).expect("a list has fewer than four billion entries");
            end
        });
        Self {
            starts: std::iter::once(0).chain(ends).collect(),
        }
    }

    /// Where the list stands; empty beyond the end.
    #[must_use]
    pub fn range(&self, list: usize) -> Range<usize> {
        match (self.starts.get(list), self.starts.get(list + 1)) {
            (Some(&from), Some(&to)) => from as usize..to as usize,
            _ => 0..0,
        }
    }

    /// How many lists.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Entries of all lists.
    #[must_use]
    pub fn entries(&self) -> usize {
        self.starts.last().map_or(0, |&end| end as usize)
    }

    /// Bytes held.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.starts.capacity() * 4
    }
}

/// For each value the rows that have it, in order.
#[derive(Debug, Clone, Default)]
pub struct Postings {
    pub(super) lists: Lists,
    pub(super) rows: Later<Vec<u32>>,
}

/// Entries from which a second thread counts half of them: starting one costs as much as counting some ten thousand.
const WORTH_A_THREAD: usize = 1 << 18;

impl Postings {
    /// From (value, row) pairs that come by ascending row; a pair that repeats counts once.
    ///
    /// The pairs are walked twice, for a counting sort.
    #[must_use]
    pub fn new<I: Iterator<Item = (u32, u32)>>(values: usize, pairs: impl Fn() -> I) -> Self {
        if values == 0 {
            return Self::default();
        }
        let mut counting = Counting::new(values);
        pairs().for_each(|(value, row)| counting.add(value, row));
        let mut filling = counting.filling();
        pairs().for_each(|(value, row)| filling.add(value, row));
        filling.postings()
    }

    /// The same for several lists of values at once, from (list, value, row).
    #[must_use]
    pub fn several<I: Iterator<Item = (u32, u32, u32)>>(
        lists: impl Iterator<Item = usize>,
        triples: impl Fn() -> I,
    ) -> Vec<Self> {
        let mut counting: Vec<Counting> = lists.map(Counting::new).collect();
        triples().for_each(|(list, value, row)| counting[list as usize].add(value, row));
        let mut filling: Vec<Filling> = counting.into_iter().map(Counting::filling).collect();
        triples().for_each(|(list, value, row)| filling[list as usize].add(value, row));
        filling.into_iter().map(Filling::postings).collect()
    }

    /// The rows that have this value, in order.
    #[must_use]
    pub fn rows(&self, value: usize) -> &[u32] {
        self.rows.get(self.lists.range(value)).unwrap_or_default()
    }

    /// How many rows have this value.
    #[must_use]
    pub fn total(&self, value: usize) -> usize {
        self.lists.range(value).len()
    }

    /// How many values there are.
    #[must_use]
    pub fn values(&self) -> usize {
        self.lists.len()
    }

    /// How many rows the lists have in all.
    #[must_use]
    pub fn entries(&self) -> usize {
        self.lists.entries()
    }

    /// Adds the rows of these values to a set.
    pub fn mark(&self, values: impl IntoIterator<Item = usize>, set: &mut Bitset) {
        values
            .into_iter()
            .for_each(|value| set.insert_list(self.rows(value)));
    }

    /// How many rows of the set have a value.
    #[must_use]
    pub fn count(&self, value: usize, set: &Bitset) -> usize {
        count_present(self.rows(value), set)
    }

    /// How many rows of the set have each value.
    ///
    /// Costs the same for few and many rows in the set, but for the part of each list outside the set's first and last row,
    /// which is skipped.
    #[must_use]
    pub fn counts(&self, set: &Bitset) -> Vec<usize> {
        let values = self.values();
        let (Some(first), Some(last)) = (set.first(), set.last()) else {
            return vec![0; values];
        };
        if set.count() == set.universe() {
            return self.totals();
        }
        self.counts_with(set, |value: usize| {
            let rows = self.rows(value);
            let rows = &rows[rows.partition_point(|&row| row < first.0)..];
            let rows = &rows[..rows.partition_point(|&row| row <= last.0)];
            count_present(rows, set)
        })
    }

    /// Counts each value in its own way, half of many entries on a second thread.
    pub(super) fn counts_with(
        &self,
        set: &Bitset,
        count: impl Fn(usize) -> usize + Sync,
    ) -> Vec<usize> {
        let values = self.values();
        if set.is_empty() {
            return vec![0; values];
        }
        if self.entries() < WORTH_A_THREAD {
            return (0..values).map(count).collect();
        }
        let half = self.entries() / 2;
        let middle = (0..values)
            .take_while(|&value| self.lists.range(value).end <= half)
            .count();
        let part = |values: Range<usize>| -> Vec<usize> { values.map(&count).collect() };
        let (mut counts, rest) = both(|| part(0..middle), || part(middle..values));
        counts.extend(rest);
        counts
    }

    /// How many rows have each value.
    #[must_use]
    pub fn totals(&self) -> Vec<usize> {
        let values = 0..self.values();
        values.map(|value| self.total(value)).collect()
    }

    /// Bytes held.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.lists.bytes() + self.rows.held().map_or(0, Vec::capacity) * 4
    }
}

/// The first walk over the pairs of [`Postings`]: how many rows each value has.
struct Counting {
    /// The last row that each value was seen in.
    last: Vec<u32>,
    lengths: Vec<usize>,
}

impl Counting {
    fn new(values: usize) -> Self {
        Self {
            last: vec![u32::MAX; values],
            lengths: vec![0; values],
        }
    }

    fn add(&mut self, value: u32, row: u32) {
        let value = value as usize;
        let again = std::mem::replace(&mut self.last[value], row) == row;
        self.lengths[value] += usize::from(!again);
    }

    fn filling(self) -> Filling {
        let lists = Lists::from_lengths(self.lengths);
        let mut last = self.last;
        last.fill(u32::MAX);
        Filling {
            last,
            next: lists.starts.clone(),
            rows: vec![0; lists.entries()],
            lists,
        }
    }
}

/// The second walk: the rows in their places.
struct Filling {
    last: Vec<u32>,
    next: Vec<u32>,
    lists: Lists,
    rows: Vec<u32>,
}

impl Filling {
    fn add(&mut self, value: u32, row: u32) {
        let value = value as usize;
        if std::mem::replace(&mut self.last[value], row) != row {
            let next = &mut self.next[value];
            self.rows[*next as usize] = row;
            *next += 1;
        }
    }

    fn postings(self) -> Postings {
        Postings {
            lists: self.lists,
            rows: self.rows.into(),
        }
    }
}

/// How many of these rows are in the set. Four sums beside each other take a seventh less time than one.
#[must_use]
pub(crate) fn count_present(rows: &[u32], set: &Bitset) -> usize {
    let one = |row: u32| usize::from(set.contains(RowId(row)));
    let (fours, rest) = rows.as_chunks::<4>();
    let mut sums = [0; 4];
    for four in fours {
        for (sum, &row) in sums.iter_mut().zip(four) {
            *sum += one(row);
        }
    }
    sums.iter().sum::<usize>() + rest.iter().map(|&row| one(row)).sum::<usize>()
}

/// Lists for rows of which few, or nearly all, have any.
#[derive(Debug, Clone, Default)]
pub struct Sparse {
    /// The rows with entries; none where `lists` has one for each row up to the last with entries.
    pub(super) rows: Option<Vec<u32>>,
    pub(super) lists: Lists,
}

/// While one row in so many has entries, a list for each row is found faster than by searching and is as small.
const ROWS_AN_ENTRY: usize = 3;

impl Sparse {
    /// From the rows that have entries, ascending, with how many.
    #[must_use]
    pub fn new(rows: &[(u32, usize)]) -> Self {
        let all = rows.last().map_or(0, |&(last, _)| last as usize + 1);
        if all > rows.len() * ROWS_AN_ENTRY {
            return Self {
                rows: Some(rows.iter().map(|&(row, _)| row).collect()),
                lists: Lists::from_lengths(rows.iter().map(|&(_, length)| length)),
            };
        }
        let mut lengths = vec![0; all];
        for &(row, length) in rows {
            lengths[row as usize] = length;
        }
        Self {
            rows: None,
            lists: Lists::from_lengths(lengths),
        }
    }

    /// Where the row's entries stand.
    #[must_use]
    pub fn range(&self, row: RowId) -> Range<usize> {
        match &self.rows {
            None => self.lists.range(row.index()),
            Some(rows) => rows
                .binary_search(&row.0)
                .map_or(0..0, |at| self.lists.range(at)),
        }
    }

    /// The rows with entries, and where those stand.
    pub fn iter(&self) -> impl Iterator<Item = (RowId, Range<usize>)> + '_ {
        let row = |list: usize| match &self.rows {
            None => RowId::at(list),
            Some(rows) => RowId(rows[list]),
        };
        (0..self.lists.len())
            .map(move |list| (row(list), self.lists.range(list)))
            .filter(|(_, range)| !range.is_empty())
    }

    /// Bytes held.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.rows.as_ref().map_or(0, Vec::capacity) * 4 + self.lists.bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::{Postings, WORTH_A_THREAD};
    use crate::store::{Bitset, RowId};

    #[test]
    fn two_threads_count_what_one_would() {
        let rows = WORTH_A_THREAD + 10;
        let value = |row: usize| u32::try_from(row * row % 7).expect("small");
        let pairs = || (0..rows).map(|row| (value(row), u32::try_from(row).expect("few")));
        let postings = Postings::new(9, pairs);
        assert!(postings.entries() >= WORTH_A_THREAD);
        let set = Bitset::from_fn(rows, |row| row % 3 == 0 && row > 100);
        let mut counts = vec![0; 9];
        for row in (0..rows).filter(|&row| set.contains(RowId::at(row))) {
            counts[value(row) as usize] += 1;
        }
        assert_eq!(postings.counts(&set), counts);
        assert_eq!(postings.counts(&Bitset::empty(rows)), vec![0; 9]);
    }
}
