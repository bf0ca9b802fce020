//! When rows are to the minute: their days, with a clock time where they have one.
//!
//! Rows stand in day order, so that all but the first and the last day of a range are runs of rows. Only rows that begin or end on
//! such a day, and only when the range does not hold all of it, are looked at one by one. Within a day rows stand in the order
//! of one zone and show the times of their own, so there the order is of no help.

use super::{Bitset, RowId, Store};
use crate::model::{Day, DayRange, TimeRange};

impl Store {
    /// Whether a row may have been at a minute of the range.
    #[must_use]
    pub fn may_be_in(&self, row: RowId, range: TimeRange) -> bool {
        let time = self.time(row);
        let shares = |days| range.overlaps(TimeRange::allowed(days, time));
        !range.is_empty() && self.days.any_run(row, shares)
    }

    /// Whether a row certainly was in the range, from its first minute to its last. What is approximate or uncertain never is.
    #[must_use]
    pub fn is_in(&self, row: RowId, range: TimeRange) -> bool {
        let time = self.time(row);
        let outside = |days| !range.contains(TimeRange::allowed(days, time));
        !range.is_empty() && !self.doubtful.contains(row) && !self.days.any_run(row, outside)
    }

    /// Rows that may have been at a minute of the range.
    #[must_use]
    pub fn overlapping(&self, range: TimeRange) -> Bitset {
        let rows = self.days.overlapping(range.days());
        self.at_the_ends(range, rows, |row| self.may_be_in(row, range))
    }

    /// Rows that certainly were in the range, from their first minute to their last.
    #[must_use]
    pub fn within(&self, range: TimeRange) -> Bitset {
        let mut rows = self.days.within(range.days());
        rows.and_not(&self.doubtful);
        self.at_the_ends(range, rows, |row| self.is_in(row, range))
    }

    /// The rows without those that begin or end on a day which the range holds in part, and fail the test.
    fn at_the_ends(
        &self,
        range: TimeRange,
        mut rows: Bitset,
        passes: impl Fn(RowId) -> bool,
    ) -> Bitset {
        if range.is_empty() {
            return Bitset::empty(self.len());
        }
        if range.whole_days().is_some() {
            return rows;
        }
        let mut test = |row: RowId| {
            if rows.contains(row) && !passes(row) {
                rows.remove(row);
            }
        };
        let mut day = |day: Day| {
            let run = self.days.starting_in(DayRange { from: day, to: day });
            run.map(RowId::at).for_each(&mut test);
        };
        if !range.begins_with_day() {
            day(range.from.day);
        }
        if !range.ends_with_day() {
            day(range.to.day);
            // What began earlier and ends on the last day may go on to its last minute.
            let inside = self.days.starting_in(range.days());
            let long = self.days.long_rows(inside);
            let ending = long.filter(|&(_, last)| last == range.to.day);
            ending.for_each(|(row, _)| test(row));
        }
        // The days that these allow may begin and end anywhere.
        let loose = self.days.loose_rows(0..self.len());
        loose.for_each(|(row, _)| test(row));
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::model::{DayTime, Minute};

    const EVENTS: &[(&str, Option<&str>)] = &[
        ("2024-11-29", None),
        ("2024-11-29", Some("05:59")),
        ("2024-11-29", Some("06:00")),
        ("2024-11-29", Some("12:59")),
        ("2024-11-29", Some("13:00")),
        ("2024-11-28/2024-11-29", Some("20:00")),
        ("2024-11-29/2024-11-30", Some("08:00")),
        ("2024-11-29/2024-11-30", Some("14:00")),
        ("2024-11-28/2024-11-30", None),
        ("../2024-11-29", Some("01:00")),
        ("2024-11-30", Some("00:00")),
    ];

    /// Dates that allow other days than those from their first to their last, or are in doubt.
    const LOOSE: &[(&str, Option<&str>)] = &[
        ("2024-11-29~", None),
        ("2024-11-29~", Some("06:00")),
        ("2024-11-30~", Some("08:00")),
        ("2024-11-29?", Some("06:00")),
        ("[2024-11-27,2024-11-29]", None),
        ("[2024-11-28,2024-11-30]", Some("05:00")),
        ("2024-12~", None),
        ("2024-11-27/2024-11-28~", None),
    ];

    fn store() -> Store {
        of(EVENTS)
    }

    fn of(events: &[(&str, Option<&str>)]) -> Store {
        let events = events.iter().enumerate().map(|(at, (date, time))| {
            let mut event = sample::event(&format!("e{at:02}"), date);
            event.when.time = time.and_then(Minute::parse);
            event
        });
        Store::build(&[sample::dataset(events.collect())])
    }

    fn range(from: (&str, &str), to: (&str, &str)) -> TimeRange {
        let at = |(day, time): (&str, &str)| DayTime {
            day: sample::day(day),
            minute: Minute::parse(time).expect("the clock has it"),
        };
        TimeRange {
            from: at(from),
            to: at(to),
        }
    }

    /// The numbers of events, in the order of their list.
    fn events(store: &Store, rows: &Bitset) -> Vec<usize> {
        let mut events: Vec<usize> = rows
            .iter()
            .map(|row| store.record(row).1 as usize)
            .collect();
        events.sort_unstable();
        events
    }

    #[test]
    fn hours_are_possible_for_what_has_none_and_certain_for_what_is_in_them() {
        let store = store();
        let hours = range(("2024-11-29", "06:00"), ("2024-11-29", "12:59"));
        assert_eq!(
            events(&store, &store.overlapping(hours)),
            [0, 2, 3, 5, 6, 8, 9]
        );
        assert_eq!(events(&store, &store.within(hours)), [2, 3]);
    }

    /// Where no row has a clock time, none is held, and every hour is possible.
    #[test]
    fn rows_without_clock_times() {
        let events = ["2024-11-28", "2024-11-29"].map(|date| sample::event(date, date));
        let store = Store::build(&[sample::dataset(events.to_vec())]);
        assert!(store.minutes.is_empty() && store.timed().is_empty());
        let hours = range(("2024-11-29", "06:00"), ("2024-11-29", "12:59"));
        assert_eq!(events_of(&store, hours), ([1].to_vec(), Vec::new()));
        let day = range(("2024-11-29", "00:00"), ("2024-11-29", "23:59"));
        assert_eq!(events_of(&store, day), ([1].to_vec(), [1].to_vec()));
    }

    fn events_of(store: &Store, range: TimeRange) -> (Vec<usize>, Vec<usize>) {
        (
            events(store, &store.overlapping(range)),
            events(store, &store.within(range)),
        )
    }

    #[test]
    fn hours_over_midnight() {
        let store = store();
        let night = range(("2024-11-28", "18:00"), ("2024-11-29", "05:59"));
        assert_eq!(
            events(&store, &store.overlapping(night)),
            [0, 1, 5, 8, 9],
            "what lasts to the 29th may have been in its night"
        );
        assert_eq!(events(&store, &store.within(night)), [1]);
    }

    #[test]
    fn every_range_agrees_with_every_row() {
        let all: Vec<_> = EVENTS.iter().chain(LOOSE).copied().collect();
        let store = of(&all);
        let minutes = [
            "00:00", "05:59", "06:00", "08:00", "12:59", "13:00", "23:59",
        ];
        let days = ["2024-11-28", "2024-11-29", "2024-11-30"];
        let times = || {
            days.into_iter()
                .flat_map(|day| minutes.into_iter().map(move |minute| (day, minute)))
        };
        for (from, to) in times().flat_map(|from| times().map(move |to| (from, to))) {
            let range = range(from, to);
            let rows = (0..store.len()).map(RowId::at);
            for row in rows {
                let (possible, certain) = (store.may_be_in(row, range), store.is_in(row, range));
                assert_eq!(
                    store.overlapping(range).contains(row),
                    possible,
                    "{from:?} {to:?}"
                );
                assert_eq!(
                    store.within(range).contains(row),
                    certain,
                    "{from:?} {to:?}"
                );
            }
        }
    }

    #[test]
    fn doubtful_dates_are_possible_one_unit_further_and_certain_nowhere() {
        let store = of(LOOSE);
        let days = |from, to| range((from, "00:00"), (to, "23:59"));
        let found = |from, to| events_of(&store, days(from, to));
        for (day, possible) in [
            ("2024-11-27", vec![4, 6, 7]),
            ("2024-11-28", vec![0, 1, 5, 6, 7]),
            ("2024-11-29", vec![0, 1, 2, 3, 4, 6, 7]),
            ("2024-11-30", vec![0, 1, 2, 5, 6]),
            ("2024-12-01", vec![2, 6]),
        ] {
            assert_eq!(found(day, day).0, possible, "{day}");
        }
        assert_eq!(
            found("1900-01-01", "2100-01-01").1,
            [4, 5],
            "a set without doubt lies in a range that holds its members"
        );
    }
}
