//! Dates with or without a clock time, as formats without a closed set of dates have them: EDTF, ISO 8601 and epochs.
//!
//! A date-time stays in its own offset: `2024-12-08T01:00+03:00` is the 8th, at one o'clock. Dates whose parts could be read
//! in another order (`05/06/2024`) are none.

use super::clock::{self, Clock, Form, Zone};
use super::dates::{basic_day, iso_day};
use super::{Row, RowDate};
use crate::model::{Day, Minute, UncertainDate};

/// A date, with a clock time where the text has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Moment<'a> {
    pub(super) date: RowDate,
    time: Option<Time<'a>>,
}

/// The clock time of a moment: as it is written, and as far as it could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Time<'a> {
    text: &'a str,
    clock: Option<Clock<'a>>,
}

impl<'a> Moment<'a> {
    /// Reads EDTF, `2024-12-08T01:00:00+03:00[Asia/Damascus]` (ISO 8601, RFC 9557) with a blank for the `T` too,
    /// `20241208` and `20241208T010000Z`. A clock time that cannot be read does not cost the day.
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        let text = text.trim();
        if let Some(moment) = date_time(text).or_else(|| basic(text)) {
            return Some(moment);
        }
        let date = RowDate::from(&UncertainDate::parse(text).ok()?);
        (!date.is_absent()).then_some(Self { date, time: None })
    }

    /// Reads seconds, milliseconds, microseconds or nanoseconds since 1970-01-01, by their count of digits: each unit
    /// covers 1973 to 5138 with its own. Shorter numbers are no epoch: `2024` is a year, `20241208` a day.
    pub(super) fn epoch(text: &str) -> Option<Moment<'static>> {
        let whole = text.trim().split('.').next()?;
        let per_second = match whole.trim_start_matches('-').len() {
            9..=11 => 1,
            12..=14 => 1_000,
            15..=17 => 1_000_000,
            18..=19 => 1_000_000_000,
            _ => return None,
        };
        Moment::since_epoch(whole.parse().ok()?, per_second)
    }

    /// Reads microseconds since 1970-01-01, in UTC.
    pub(super) fn epoch_microseconds(text: &str) -> Option<Moment<'static>> {
        Moment::since_epoch(text.trim().parse().ok()?, 1_000_000)
    }

    fn since_epoch(count: i64, per_second: i64) -> Option<Moment<'static>> {
        let seconds = count.div_euclid(per_second);
        let minute = u16::try_from(seconds.rem_euclid(86_400) / 60).ok()?;
        let clock = Clock {
            minute: Minute::after(minute)?,
            second: 0,
            zone: Zone::Named("UTC"),
        };
        Some(Moment {
            time: Some(Time {
                text: "",
                clock: Some(clock),
            }),
            ..Moment::day(Day(seconds.div_euclid(86_400)))
        })
    }

    fn day(day: Day) -> Self {
        Self {
            date: RowDate::day(day),
            time: None,
        }
    }

    /// Makes it the time of an event.
    pub(super) fn put(self, row: &mut Row) {
        row.when = self.date;
        match self.time {
            None => {}
            Some(Time {
                text,
                clock: Some(clock),
            }) => clock.put(text, "", row),
            Some(Time { text, clock: None }) => clock::put_unread(text, "", row),
        }
    }
}

/// A day, with a clock time behind it or nothing.
fn date_time(text: &str) -> Option<Moment<'_>> {
    if text.len() == 10 {
        return iso_day(text).map(Moment::day);
    }
    let (date, text) = clock::behind_date(text)?;
    let day = iso_day(date).filter(|_| date.len() == 10)?;
    let clock = Clock::in_date(text, Form::Colon);
    Some(Moment {
        time: Some(Time { text, clock }),
        ..Moment::day(day)
    })
}

/// `20241208`, `20241208T010000Z`.
fn basic(text: &str) -> Option<Moment<'_>> {
    let (date, rest) = text.split_at_checked(8)?;
    let moment = Moment::day(basic_day(date)?);
    if rest.is_empty() {
        return Some(moment);
    }
    let text = rest.strip_prefix(['T', 't'])?;
    let clock = Some(Clock::basic(text)?);
    Some(Moment {
        time: Some(Time { text, clock }),
        ..moment
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(moment: Option<Moment<'_>>) -> Option<String> {
        let mut row = Row::default();
        moment?.put(&mut row);
        let time = row.time.map_or(String::new(), |time| format!(" {time}"));
        let zone = format!(" {}", row.timezone);
        let odd = if row.oddities().is_empty() { "" } else { " ?" };
        Some(format!(
            "{}{time}{}{odd}{}",
            row.when.edtf().text(),
            zone.trim_end(),
            row.time_text
        ))
    }

    #[test]
    fn dates_and_times_in_their_own_offset() {
        for (text, expected) in [
            ("2024-12-08", "2024-12-08"),
            ("20241208", "2024-12-08"),
            ("2024-12", "2024-12"),
            ("2024", "2024"),
            ("2024-12~", "2024-12~"),
            ("2024-11-27/2024-11-30", "2024-11-27/2024-11-30"),
            ("2024-12-08T01:02", "2024-12-08 01:02"),
            ("2024-12-08 01:02:03.456", "2024-12-08 01:02"),
            ("2024-12-08T01:02:03Z", "2024-12-08 01:02 UTC"),
            ("2019-04-30T00:00:00+00:00", "2019-04-30 00:00 UTC"),
            ("2024-12-08T01:02+03:00", "2024-12-08 01:02 +03:00"),
            ("2024-12-08T23:02:00-0500", "2024-12-08 23:02 -05:00"),
            ("2024-12-08T01:02+05:30", "2024-12-08 01:02 +05:30"),
            (
                "2024-12-08T01:02+03:00[Asia/Damascus]",
                "2024-12-08 01:02 Asia/Damascus",
            ),
            ("2024-12-08T01:02+03[u-ca=x]", "2024-12-08 01:02 +03:00"),
            ("20241208T010203Z", "2024-12-08 01:02 UTC"),
            ("2024-12-08t01:02:03z", "2024-12-08 01:02 UTC"),
            ("2024-12-08 7:05 PM", "2024-12-08 19:05"),
            ("2024-12-08T12:00:00 CEST", "2024-12-08 ?12:00:00 CEST"),
            ("2024-12-08T24:00:00Z", "2024-12-08 ?24:00:00Z"),
            ("2024-12-08T25:00", "2024-12-08 ?25:00"),
            ("2024-12-08T01:02 o'clock", "2024-12-08 ?01:02 o'clock"),
            ("2024-12-08T01:02+3", "2024-12-08 ?01:02+3"),
            ("2024-12-08T01:02+99:00", "2024-12-08 ?01:02+99:00"),
            ("201X", "201X"),
            ("[2024-11-27,2024-11-30]", "[2024-11-27,2024-11-30]"),
        ] {
            assert_eq!(
                told(Moment::parse(text)).as_deref(),
                Some(expected),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "../..",
            "05/06/2024",
            "8 December",
            "2024-12-08 somewhere",
            "2024-13-08",
            "24-12-08T01:02Z",
            "10/11/2022 12:00",
            "2024-11-27 2024-11-30",
            "20241308",
            "1733612400",
        ] {
            assert_eq!(told(Moment::parse(text)), None, "{text}");
        }
    }

    #[test]
    fn epochs_by_their_digits() {
        for text in [
            "1733612400",
            "1733612400.5",
            "1733612400000",
            "1733612400000000",
            "1733612400000000000",
        ] {
            let expected = Some("2024-12-07 23:00 UTC");
            assert_eq!(told(Moment::epoch(text)).as_deref(), expected, "{text}");
        }
        assert_eq!(
            told(Moment::epoch("-100000000")).as_deref(),
            Some("1966-10-31 14:13 UTC")
        );
        for text in ["", "2024", "20241208", "123456789a", "99999999999999999999"] {
            assert_eq!(told(Moment::epoch(text)), None, "{text}");
        }
        let micro = Moment::epoch_microseconds("1556582400000000");
        assert_eq!(told(micro).as_deref(), Some("2019-04-30 00:00 UTC"));
    }
}
