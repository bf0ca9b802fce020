//! Dates, date-times and durations of iCalendar (RFC 5545, sections 3.3.4 to 3.3.6).

use std::borrow::Cow;

use crate::model::{Day, Minute};
use crate::reader::clock::{self, Clock};
use crate::reader::dates::basic_day;

const DAY: i64 = 24 * 60 * 60;

/// A date, or a date and a clock time in a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) day: Day,
    /// Seconds since midnight; none for a date.
    second: Option<i64>,
    pub(super) zone: Zone,
}

/// Where a clock time counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Zone {
    /// Wherever the reader is; dates too.
    Floating,
    /// An IANA zone, by its name there.
    Known(&'static str),
    /// Minutes east of UTC.
    Offset(i16),
    /// A zone that the file names and that IANA does not have.
    Unknown,
}

impl Moment {
    /// `20190430`, `20190430T133000`, `20190430T133000Z`; `tzid` is the zone that its line names.
    pub(super) fn parse(value: &str, tzid: Option<&str>) -> Option<Self> {
        let value = value.trim();
        let (date, rest) = value.split_at_checked(8)?;
        let day = basic_day(date)?;
        if rest.is_empty() {
            return Some(Self {
                day,
                second: None,
                zone: Zone::Floating,
            });
        }
        let text = rest.strip_prefix(['T', 't'])?;
        // Its times have seconds, and no zone but `Z`.
        let bare = text.strip_suffix(['Z', 'z']).unwrap_or(text);
        let clock = Clock::basic(text).filter(|_| bare.len() == 6)?;
        let zone = match (clock.zone, tzid) {
            (clock::Zone::Unsaid, None) => Zone::Floating,
            (clock::Zone::Unsaid, Some(tzid)) => zone(tzid),
            _ => Zone::Known("UTC"),
        };
        Some(Self {
            day,
            second: Some(i64::from(clock.minute.of_day()) * 60 + i64::from(clock.second)),
            zone,
        })
    }

    pub(super) fn minute(self) -> Option<Minute> {
        let minutes = u16::try_from(self.second? / 60).ok()?;
        Minute::new(minutes / 60, minutes % 60)
    }

    /// The last day of what ends here: an end is not part of it, so midnight and a bare date belong to the day before.
    pub(super) fn last_day(self) -> Day {
        match self.second {
            None | Some(0) => self.day.plus(-1),
            Some(_) => self.day,
        }
    }

    /// Where something that starts here ends after so many seconds.
    pub(super) fn after(self, seconds: i64) -> Self {
        let total = self.second.unwrap_or(0).saturating_add(seconds);
        Self {
            day: self.day.plus(total.div_euclid(DAY)),
            second: Some(total.rem_euclid(DAY)),
            ..self
        }
    }

    /// Whether it lies before another, by what the clocks show.
    pub(super) fn is_before(self, other: Self) -> bool {
        (self.day, self.second.unwrap_or(0)) < (other.day, other.second.unwrap_or(0))
    }
}

/// The zone of a `TZID`: its own name, or what stands at its end (`/example.org/2005/Europe/Berlin`).
pub(super) fn zone(tzid: &str) -> Zone {
    let tails = tzid.match_indices('/').map(|(at, _)| &tzid[at + 1..]);
    let mut zones = std::iter::once(tzid).chain(tails).map(clock::Zone::parse);
    let known = zones.find_map(|zone| match zone {
        clock::Zone::Named(name) => Some(Zone::Known(name)),
        clock::Zone::Offset(minutes) => Some(Zone::Offset(minutes)),
        clock::Zone::Unsaid | clock::Zone::Unknown(_) => None,
    });
    known.unwrap_or(Zone::Unknown)
}

impl Zone {
    /// As the data format holds it; empty for one that is not known or not said.
    pub(super) fn text(self) -> Cow<'static, str> {
        match self {
            Self::Floating | Self::Unknown => "".into(),
            Self::Known(name) => name.into(),
            Self::Offset(minutes) => clock::Zone::Offset(minutes).text(),
        }
    }
}

/// `P1D`, `P2W`, `PT1H30M`, `P1DT12H` in seconds; days count 24 hours. `None` for what is negative or no duration.
pub(super) fn duration(value: &str) -> Option<i64> {
    let value = value.trim();
    let mut rest = value.strip_prefix('+').unwrap_or(value).strip_prefix('P')?;
    let mut in_time = false;
    let mut total: Option<i64> = None;
    while !rest.is_empty() {
        if let Some(time) = rest.strip_prefix('T') {
            in_time = true;
            rest = time;
            continue;
        }
        let end = rest.find(|c: char| !c.is_ascii_digit())?;
        let number: i64 = rest[..end].parse().ok()?;
        let unit = match (in_time, rest.as_bytes()[end]) {
            (false, b'W') => 7 * DAY,
            (false, b'D') => DAY,
            (true, b'H') => 3600,
            (true, b'M') => 60,
            (true, b'S') => 1,
            _ => return None,
        };
        total = Some(total.unwrap_or(0).checked_add(number.checked_mul(unit)?)?);
        rest = &rest[end + 1..];
    }
    total
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_times() {
        let read = |value, tzid| {
            let moment = Moment::parse(value, tzid)?;
            let minute = moment.minute().map(|minute| minute.to_string());
            Some((moment.day.to_string(), minute, moment.zone))
        };
        let day = "2019-04-30".to_owned();
        let time = Some("13:30".to_owned());
        assert_eq!(
            read("20190430", Some("Asia/Damascus")),
            Some((day.clone(), None, Zone::Floating))
        );
        for (value, tzid, zone) in [
            ("20190430T133000", None, Zone::Floating),
            ("20190430T133000Z", None, Zone::Known("UTC")),
            (
                "20190430T133060",
                Some("Asia/Damascus"),
                Zone::Known("Asia/Damascus"),
            ),
            (
                "20190430T133000",
                Some("/example.org/2005/Europe/Berlin"),
                Zone::Known("Europe/Berlin"),
            ),
            ("20190430T133000", Some("Our Zone"), Zone::Unknown),
        ] {
            assert_eq!(
                read(value, tzid),
                Some((day.clone(), time.clone(), zone)),
                "{value}"
            );
        }
        for value in [
            "",
            "2019-04-30",
            "20190431",
            "20190430T",
            "20190430T1330",
            "20190430T250000",
            "20190430é",
        ] {
            assert_eq!(read(value, None), None, "{value}");
        }
    }

    #[test]
    fn durations() {
        for (value, seconds) in [
            ("P1D", Some(DAY)),
            ("+P2W", Some(14 * DAY)),
            ("PT1H30M", Some(5400)),
            ("P1DT12H", Some(DAY + DAY / 2)),
            ("P", None),
            ("PT", None),
            ("-P1D", None),
            ("P1H", None),
            ("P1", None),
            ("PéD", None),
            ("P99999999999999999W", None),
        ] {
            assert_eq!(duration(value), seconds, "{value}");
        }
    }

    #[test]
    fn an_end_is_not_part_of_it() {
        let last = |start, length| {
            let start = Moment::parse(start, None).expect("a moment");
            start.after(length).last_day().to_string()
        };
        assert_eq!(last("20190430", DAY), "2019-04-30");
        assert_eq!(last("20190430T200000", 4 * 3600), "2019-04-30");
        assert_eq!(last("20190430T200000", 4 * 3600 + 1), "2019-05-01");
    }
}
