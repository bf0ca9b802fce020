//! When rows are: which days they start on, where they end when that is another day, and which days they allow when these are not
//! all from the first to the last.

use std::ops::Range;

use super::{Bitset, RowId};
use crate::model::{Day, DayRange};

/// First and last days of all rows. Rows stand in the order of their first day, so a first day is a run of rows.
///
/// The first day is the one that is written: "about 29 November" stands among the events of the 29th, though it may have been on the
/// 28th. What such a date allows is kept for those few rows apart.
#[derive(Debug, Clone, Default)]
pub struct Days {
    /// Each first day that occurs, ascending; [`Day::MIN`] leads when some row has an open start.
    pub(super) days: Vec<Day>,
    /// First row of each of `days`, and the number of rows.
    pub(super) first_rows: Vec<u32>,
    /// Rows that may end on another day than they start.
    pub(super) long: Vec<u32>,
    /// Last days of `long`.
    pub(super) last_days: Vec<Day>,
    /// Days from the first to the last of the row that takes longest, among those with two ends.
    pub(super) longest: i64,
    /// Rows that allow other days than all from their first to their last.
    pub(super) loose: Vec<u32>,
    /// Where the runs of each of `loose` begin, and the number of runs.
    pub(super) loose_starts: Vec<u32>,
    /// Days that the rows of `loose` allow, as ascending runs.
    pub(super) loose_runs: Vec<DayRange>,
    /// Greatest number of days from the earliest that a row allows to its first.
    pub(super) earliest: i64,
}

impl Days {
    /// From the first and last days of the rows in their order, and the runs of those that allow other days.
    pub(super) fn new<'r>(
        rows: impl Iterator<Item = DayRange>,
        loose: impl Iterator<Item = (u32, &'r [DayRange])>,
    ) -> Self {
        let mut table = Self::default();
        let mut next = 0;
        for days in rows {
            if table.days.last() != Some(&days.from) {
                table.days.push(days.from);
                table.first_rows.push(next);
            }
            if days.to != days.from {
                table.long.push(next);
                table.last_days.push(days.to);
                if !days.from.is_open() && !days.to.is_open() {
                    table.longest = table.longest.max(days.to.0 - days.from.0);
                }
            }
            next += 1;
        }
        table.first_rows.push(next);
        for (row, runs) in loose {
            table.add_loose(row, runs);
        }
        table
    }

    fn add_loose(&mut self, row: u32, runs: &[DayRange]) {
        let start = |runs: &Vec<DayRange>| u32::try_from(runs.len()).expect("fewer than rows fit");
        if self.loose_starts.is_empty() {
            self.loose_starts.push(0);
        }
        self.loose.push(row);
        self.loose_runs.extend_from_slice(runs);
        self.loose_starts.push(start(&self.loose_runs));
        let first = self.first_day(RowId(row));
        if let Some(days) = runs.first().filter(|days| days.from < first) {
            self.earliest = self.earliest.max(first.0.saturating_sub(days.from.0));
        }
    }

    /// How many rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.first_rows.last().map_or(0, |&rows| rows as usize)
    }

    /// Each day that a row starts on, with its rows.
    pub fn iter(&self) -> impl Iterator<Item = (Day, Range<usize>)> + '_ {
        let runs = self
            .first_rows
            .windows(2)
            .map(|pair| pair[0] as usize..pair[1] as usize);
        self.days.iter().copied().zip(runs)
    }

    /// Earliest and latest day that a row allows.
    #[must_use]
    pub fn of(&self, row: RowId) -> DayRange {
        match self.loose_runs(row) {
            Some([first, .., last]) => DayRange {
                from: first.from,
                to: last.to,
            },
            Some([days]) => *days,
            _ => self.first_and_last(row),
        }
    }

    /// The day that a row stands on, and the last one that it allows.
    fn first_and_last(&self, row: RowId) -> DayRange {
        let from = self.first_day(row);
        let to = self.long_end(row).unwrap_or(from);
        DayRange { from, to }
    }

    /// The runs of days that a row allows, where these are not all days from its first to its last.
    #[must_use]
    pub fn loose_runs(&self, row: RowId) -> Option<&[DayRange]> {
        // Most data have none.
        if self.loose.is_empty() {
            return None;
        }
        let at = self.loose.binary_search(&row.0).ok()?;
        Some(self.runs_at(at))
    }

    fn runs_at(&self, at: usize) -> &[DayRange] {
        let place = |at: usize| self.loose_starts[at] as usize;
        &self.loose_runs[place(at)..place(at + 1)]
    }

    /// Whether some days between the first and the last that a row allows are not meant.
    #[must_use]
    pub fn has_gaps(&self, row: RowId) -> bool {
        self.loose_runs(row).is_some_and(|runs| runs.len() > 1)
    }

    /// Whether a test passes for any of the runs of days that a row allows.
    pub fn any_run(&self, row: RowId, mut test: impl FnMut(DayRange) -> bool) -> bool {
        match self.loose_runs(row) {
            Some(runs) => runs.iter().any(|&days| test(days)),
            None => test(self.first_and_last(row)),
        }
    }

    /// Rows that allow other days than all from their first to their last, among a range of rows, with the runs of days.
    pub fn loose_rows(&self, rows: Range<usize>) -> impl Iterator<Item = (RowId, &[DayRange])> {
        let at = |end: usize| self.loose.partition_point(|&row| (row as usize) < end);
        let places = at(rows.start)..at(rows.end);
        places.map(|at| (RowId(self.loose[at]), self.runs_at(at)))
    }

    /// Rows that start behind a range of days and may have been in it all the same, with the runs of days that they allow.
    pub fn early_rows(&self, range: DayRange) -> impl Iterator<Item = (RowId, &[DayRange])> {
        let behind = self
            .first_row_from(range.to.plus(1))
            .max(self.starting_in(range).end);
        let reach = match self.earliest {
            0 => behind,
            earliest => self.first_row_from(range.to.plus(earliest.saturating_add(1))),
        };
        let reach = if range.to.is_open() { behind } else { reach };
        self.loose_rows(behind..reach.max(behind))
            .filter(move |(_, runs)| runs.iter().any(|days| days.overlaps(range)))
    }

    /// Last day of a row of several days.
    #[must_use]
    pub fn long_end(&self, row: RowId) -> Option<Day> {
        let at = self.long.binary_search(&row.0).ok()?;
        Some(self.last_days[at])
    }

    /// First day of a row.
    #[must_use]
    pub fn first_day(&self, row: RowId) -> Day {
        self.days[self.first_rows.partition_point(|&first| first <= row.0) - 1]
    }

    /// The day by which a row is named where one day is wanted: the first, or the last when the start is open, or the first
    /// day that can be written when both ends are.
    #[must_use]
    pub fn naming_day(days: DayRange) -> Day {
        if days.from == Day::MIN {
            days.to
        } else {
            days.from
        }
    }

    /// The greatest number of days that some row may have been earlier than it stands.
    #[must_use]
    pub fn reach_back(&self) -> i64 {
        self.earliest
    }

    /// The day by which a row is named: see [`Self::naming_day`].
    #[must_use]
    pub fn name(&self, row: RowId) -> Day {
        Self::naming_day(self.first_and_last(row))
    }

    /// Rows that start on a day of the range.
    #[must_use]
    pub fn starting_in(&self, range: DayRange) -> Range<usize> {
        let from = self.first_row_from(range.from);
        let to = self.days.partition_point(|&day| day <= range.to);
        from..(self.first_rows.get(to).map_or(0, |&row| row as usize)).max(from)
    }

    /// The first row that starts on this day or later.
    #[must_use]
    pub fn first_row_from(&self, day: Day) -> usize {
        let at = self.days.partition_point(|&other| other < day);
        self.first_rows.get(at).map_or(0, |&row| row as usize)
    }

    /// Rows that may have been on a day of the range.
    #[must_use]
    pub fn overlapping(&self, range: DayRange) -> Bitset {
        let mut set = Bitset::empty(self.rows());
        if range.from > range.to {
            return set;
        }
        let inside = self.starting_in(range);
        let earlier = self
            .long
            .partition_point(|&row| (row as usize) < inside.start);
        set.insert_range(inside.clone());
        // Those that start before the range and reach into it.
        for at in 0..earlier {
            if self.last_days[at] >= range.from {
                set.insert(RowId(self.long[at]));
            }
        }
        // Of a set of days, none need be in the range.
        for (row, runs) in self.loose_rows(0..inside.start) {
            if set.contains(row) && !runs.iter().any(|days| days.overlaps(range)) {
                set.remove(row);
            }
        }
        self.early_rows(range).for_each(|(row, _)| set.insert(row));
        set
    }

    /// Rows whose days all lie in the range.
    #[must_use]
    pub fn within(&self, range: DayRange) -> Bitset {
        let mut set = Bitset::empty(self.rows());
        if range.from > range.to {
            return set;
        }
        let inside = self.starting_in(range);
        set.insert_range(inside.clone());
        for at in self.long_in(inside.clone()) {
            if self.last_days[at] > range.to {
                set.remove(RowId(self.long[at]));
            }
        }
        for (row, runs) in self.loose_rows(inside) {
            if runs.first().is_some_and(|days| days.from < range.from) {
                set.remove(row);
            }
        }
        set
    }

    /// Rows of several days with their last day, among a range of rows.
    pub fn long_rows(&self, rows: Range<usize>) -> impl Iterator<Item = (RowId, Day)> + '_ {
        self.long_in(rows)
            .map(|at| (RowId(self.long[at]), self.last_days[at]))
    }

    fn long_in(&self, rows: Range<usize>) -> Range<usize> {
        let at = |end: usize| self.long.partition_point(|&row| (row as usize) < end);
        at(rows.start)..at(rows.end)
    }

    /// The latest closed day on which one of these rows of several days ends, among a range of rows with a closed start. From the
    /// last row back, as far as one can still reach that day.
    #[must_use]
    pub fn latest_end(&self, rows: &Bitset, range: Range<usize>) -> Option<Day> {
        let mut latest: Option<Day> = None;
        let long = self.long_in(range).rev();
        for at in long.filter(|&at| rows.contains(RowId(self.long[at]))) {
            let (first, last) = (self.first_day(RowId(self.long[at])), self.last_days[at]);
            if latest.is_some_and(|latest| first.plus(self.longest) <= latest) {
                break;
            }
            if !last.is_open() {
                latest = latest.max(Some(last));
            }
        }
        latest
    }

    /// Bytes held.
    #[must_use]
    pub fn bytes(&self) -> usize {
        (self.days.capacity() + self.last_days.capacity() + self.loose_runs.capacity() * 2) * 8
            + (self.first_rows.capacity() + self.long.capacity()) * 4
            + (self.loose.capacity() + self.loose_starts.capacity()) * 4
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Some days of one row; the last of a few is open.
    fn row() -> impl Strategy<Value = DayRange> {
        let length = prop_oneof![Just(0i64), 0i64..9, 0i64..400, Just(i64::MAX)];
        (0i64..200, length).prop_map(|(from, length)| DayRange {
            from: Day(from),
            to: match length {
                i64::MAX => Day::MAX,
                length => Day(from + length),
            },
        })
    }

    proptest! {
        #[test]
        fn the_latest_end_is_that_of_all_rows(
            mut rows in prop::collection::vec(row(), 0..60),
            members in prop::collection::vec(any::<bool>(), 60),
            from in 0usize..60,
        ) {
            rows.sort_by_key(|days| days.from);
            let days = Days::new(rows.iter().copied(), std::iter::empty());
            let set = Bitset::from_fn(rows.len(), |row| members[row]);
            let inside = rows.iter().enumerate().skip(from);
            let inside = inside.filter(|(row, days)| members[*row] && days.from != days.to);
            let ends = inside.map(|(_, days)| days.to).filter(|day| !day.is_open());
            prop_assert_eq!(days.latest_end(&set, from..rows.len()), ends.max());
        }
    }
}
