//! Dates with or without a clock time, as formats without a closed set of dates have them: EDTF, ISO 8601 and epochs.
//!
//! A date-time stays in its own offset: `2024-12-08T01:00+03:00` is the 8th, at one o'clock. Dates whose parts could be read
//! in another order (`05/06/2024`) are none.

use chrono_tz::Tz;

use super::dates::{compact_day, iso_day};
use super::{Row, RowDate};
use crate::model::{Day, Minute, UncertainDate};

/// A date, with a clock time where the text has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment<'a> {
    pub(super) date: RowDate,
    time: Option<Minute>,
    zone: Zone<'a>,
}

/// Where a clock time holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Zone<'a> {
    /// The text does not say.
    Unsaid,
    /// An IANA zone.
    Named(&'a str),
    /// An offset from UTC that no IANA zone stands for, such as +05:30.
    Offset,
}

impl<'a> Moment<'a> {
    /// Reads EDTF, `2024-12-08T01:00:00+03:00[Asia/Damascus]` (ISO 8601, RFC 9557) with a blank for the `T` too, and
    /// `20241208`.
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        let text = text.trim();
        if let Some(moment) = date_time(text) {
            return Some(moment);
        }
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        if digits && text.len() == 8 {
            return compact_day(text).map(Self::day);
        }
        let date = UncertainDate::parse(text).ok()?;
        let date = RowDate {
            days: date.bounds(),
            approximate: date.is_approximate(),
            uncertain: date.is_uncertain(),
        };
        (!date.is_absent()).then_some(Self {
            date,
            ..Self::day(Day(0))
        })
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
        Some(Moment {
            time: Minute::new(minute / 60, minute % 60),
            zone: Zone::Named("UTC"),
            ..Moment::day(Day(seconds.div_euclid(86_400)))
        })
    }

    fn day(day: Day) -> Self {
        Self {
            date: RowDate::day(day),
            time: None,
            zone: Zone::Unsaid,
        }
    }

    /// Makes it the time of an event.
    pub(super) fn put(self, row: &mut Row) {
        row.when = self.date;
        row.time = self.time;
        match self.zone {
            Zone::Unsaid => {}
            Zone::Named(zone) => row.timezone.push_str(zone),
            Zone::Offset => row.odd("offset-of-no-zone"),
        }
    }
}

/// A day, strictly followed by nothing or by a clock time with or without a zone.
fn date_time(text: &str) -> Option<Moment<'_>> {
    let moment = Moment::day(iso_day(text)?);
    let rest = text.get(10..)?;
    if rest.is_empty() {
        return Some(moment);
    }
    let rest = rest.strip_prefix(['T', 't', ' '])?;
    let time = Minute::parse(rest.get(..5)?)?;
    Some(Moment {
        time: Some(time),
        zone: zone(after_seconds(&rest[5..]).trim())?,
        ..moment
    })
}

/// What stands behind `:56` and `.789`, where these are.
fn after_seconds(text: &str) -> &str {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let Some(seconds) = text.strip_prefix(':').filter(|rest| digits(rest) == 2) else {
        return text;
    };
    let rest = &seconds[2..];
    match rest.strip_prefix(['.', ',']) {
        Some(fraction) if digits(fraction) > 0 => &fraction[digits(fraction)..],
        _ => rest,
    }
}

/// `Z`, `+03:00`, `+0300`, `+03`, each with or without `[Asia/Damascus]`; `None` for anything else.
fn zone(text: &str) -> Option<Zone<'_>> {
    if let Some((offset, name)) = text.strip_suffix(']').and_then(|rest| rest.split_once('[')) {
        let name = name.trim_start_matches('!');
        let known = name.parse::<Tz>().is_ok();
        let offset = zone(offset)?;
        return Some(if known { Zone::Named(name) } else { offset });
    }
    match text {
        "" => Some(Zone::Unsaid),
        "Z" | "z" | "UTC" => Some(Zone::Named("UTC")),
        _ => offset(text),
    }
}

fn offset(text: &str) -> Option<Zone<'static>> {
    let east = match text.as_bytes().first()? {
        b'+' => true,
        b'-' => false,
        _ => return None,
    };
    let (hours, minutes) = match &text.as_bytes()[1..] {
        [h1, h2] => ([h1, h2], [&b'0', &b'0']),
        [h1, h2, m1, m2] | [h1, h2, b':', m1, m2] => ([h1, h2], [m1, m2]),
        _ => return None,
    };
    let number = |[tens, ones]: [&u8; 2]| {
        let digits = tens.is_ascii_digit() && ones.is_ascii_digit();
        digits.then(|| usize::from((tens - b'0') * 10 + ones - b'0'))
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    let names: &[&str] = if east { &EAST } else { &WEST };
    match names.get(hours).filter(|_| minutes == 0) {
        Some(name) => Some(Zone::Named(name)),
        None if hours < 24 && minutes < 60 => Some(Zone::Offset),
        None => None,
    }
}

/// IANA zones of whole hours east of Greenwich; their signs are those of POSIX, the other way round.
const EAST: [&str; 15] = [
    "UTC",
    "Etc/GMT-1",
    "Etc/GMT-2",
    "Etc/GMT-3",
    "Etc/GMT-4",
    "Etc/GMT-5",
    "Etc/GMT-6",
    "Etc/GMT-7",
    "Etc/GMT-8",
    "Etc/GMT-9",
    "Etc/GMT-10",
    "Etc/GMT-11",
    "Etc/GMT-12",
    "Etc/GMT-13",
    "Etc/GMT-14",
];

/// The same, west.
const WEST: [&str; 13] = [
    "UTC",
    "Etc/GMT+1",
    "Etc/GMT+2",
    "Etc/GMT+3",
    "Etc/GMT+4",
    "Etc/GMT+5",
    "Etc/GMT+6",
    "Etc/GMT+7",
    "Etc/GMT+8",
    "Etc/GMT+9",
    "Etc/GMT+10",
    "Etc/GMT+11",
    "Etc/GMT+12",
];

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
            "{}{time}{}{odd}",
            row.when.edtf().text(),
            zone.trim_end()
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
            ("2024-12-08T01:02+03:00", "2024-12-08 01:02 Etc/GMT-3"),
            ("2024-12-08T23:02:00-0500", "2024-12-08 23:02 Etc/GMT+5"),
            ("2024-12-08T01:02+05:30", "2024-12-08 01:02 ?"),
            (
                "2024-12-08T01:02+03:00[Asia/Damascus]",
                "2024-12-08 01:02 Asia/Damascus",
            ),
            ("2024-12-08T01:02+03[u-ca=x]", "2024-12-08 01:02 Etc/GMT-3"),
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
            "2024-12-08T25:00",
            "2024-12-08T01:02 o'clock",
            "2024-12-08 somewhere",
            "2024-12-08T01:02+3",
            "2024-12-08T01:02+99:00",
            "2024-12-08T01:02+03:00[",
            "2024-13-08",
            "20241308",
            "1733612400",
        ] {
            assert_eq!(told(Moment::parse(text)), None, "{text}");
        }
    }

    #[test]
    fn every_offset_has_its_zone() {
        for zone in EAST.iter().chain(&WEST) {
            assert!(zone.parse::<Tz>().is_ok(), "{zone}");
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
