//! Clock times and their zones, as any format writes them: read whole, or kept as text with a warning.
//!
//! This is the only reader of clock times. A time that cannot be read whole (`14:30?`, `25:00`, `7:05 or so`) becomes the text of the
//! event's time, and so does one whose zone is not known (`14:30 MSK`): another zone in its place would be a guess. Abbreviations are
//! no zones, even where IANA has a zone of that name: `EST` is in New York and in Sydney, and `CET` in July is not what it says.

use std::borrow::Cow;

use chrono_tz::{TZ_VARIANTS, Tz};

use super::Row;
use crate::model::Minute;

/// A clock time that was read whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock<'a> {
    pub(super) minute: Minute,
    /// The second; a leap second is the one before.
    pub(super) second: u16,
    pub(super) zone: Zone<'a>,
}

/// Where a clock time holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Zone<'a> {
    /// The text does not say.
    Unsaid,
    /// An IANA zone, by its name there.
    Named(&'static str),
    /// Minutes east of UTC.
    Offset(i16),
    /// A text that is none of these.
    Unknown(&'a str),
}

/// How much is a clock time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// With a colon, or an hour with `am` or `pm`: `14:30`, `2:30 pm`, `2 pm`.
    Colon,
    /// `14.30`, `1430` and `14` too: in a column that holds nothing else.
    Sheet,
}

impl<'a> Clock<'a> {
    /// `14:30`, `7:05`, `2:30 p.m.`, `14:30:05.000`, with or without a zone behind it. `None` for what is not wholly a time.
    pub(super) fn parse(text: &'a str, form: Form) -> Option<Self> {
        let text = text.trim();
        if is_span(text) {
            return None;
        }
        Self::in_date(text, form)
    }

    /// The same behind a date, where `14:30-08:00` cannot be from one time to another.
    pub(super) fn in_date(text: &'a str, form: Form) -> Option<Self> {
        let (digits, rest) = digits(text.trim())?;
        let (hour, minute, rest) = parts(digits, rest, form)?;
        let (second, rest) = seconds(rest, form)?;
        let rest = rest.trim_start();
        let (half, rest) = half_of_day(rest);
        let hour = match half {
            Some(half) => half.hour(hour)?,
            None => hour,
        };
        let minute = match (minute, half, form) {
            (Some(minute), ..) => minute,
            (None, Some(_), _) | (None, None, Form::Sheet) => 0,
            (None, None, Form::Colon) => return None,
        };
        Some(Self {
            minute: Minute::new(hour, minute)?,
            second,
            zone: Zone::behind(rest.trim_start())?,
        })
    }

    /// `143000` or `1430`, as behind the `T` of ISO 8601's basic form and of iCalendar, with or without a zone.
    pub(super) fn basic(text: &'a str) -> Option<Self> {
        let count = text.bytes().take_while(u8::is_ascii_digit).count();
        let (clock, rest) = text.split_at(count);
        let pair = |at: usize| number(clock.get(at..at + 2)?);
        let second = match count {
            4 => 0,
            6 => pair(4)?,
            _ => return None,
        };
        (second <= 60).then_some(())?;
        Some(Self {
            minute: Minute::new(pair(0)?, pair(2)?)?,
            second: second.min(59),
            zone: Zone::behind(rest.trim_start())?,
        })
    }

    /// Makes it the time of an event. `text` is how it is written, `column` the zone that stands beside it.
    pub(super) fn put(self, text: &str, column: &str, row: &mut Row) {
        match self.zone.joined(Zone::parse(column), row) {
            Zone::Unknown(_) => {
                row.odd("unknown-timezone");
                put_text(text, column, row);
            }
            zone => {
                row.time = Some(self.minute);
                row.timezone.clear();
                row.timezone.push_str(&zone.text());
            }
        }
    }
}

/// Makes a text the time of an event: read whole, or as it stands with a warning. `column` is the zone that stands beside it.
pub(super) fn put(text: &str, column: &str, form: Form, row: &mut Row) {
    put_read(Clock::parse(text, form), (text, column), row);
}

/// The same for a text behind a date.
pub(super) fn put_in_date(text: &str, column: &str, form: Form, row: &mut Row) {
    put_read(Clock::in_date(text, form), (text, column), row);
}

fn put_read(clock: Option<Clock<'_>>, (text, column): (&str, &str), row: &mut Row) {
    match clock {
        _ if text.trim().is_empty() => {
            if matches!(Zone::parse(column), Zone::Unknown(_)) {
                row.odd("unknown-timezone");
            }
        }
        Some(clock) => clock.put(text, column, row),
        None => put_unread(text, column, row),
    }
}

/// Keeps a text that is no clock time as it stands.
pub(super) fn put_unread(text: &str, column: &str, row: &mut Row) {
    row.odd("time-not-read");
    put_text(text, column, row);
}

fn put_text(text: &str, column: &str, row: &mut Row) {
    row.time_text.clear();
    row.time_text.push_str(text.trim());
    if !column.trim().is_empty() {
        row.time_text.push(' ');
        row.time_text.push_str(column.trim());
    }
}

/// A date and the clock time behind it, parted by `T` or a blank: `31/01/2016 14:30`. `None` without something that starts like a time.
pub(super) fn behind_date(text: &str) -> Option<(&str, &str)> {
    let signs = text.match_indices(['T', 't', ' ']);
    let mut parted = signs.map(|(at, sign)| (text[..at].trim_end(), &text[at + sign.len()..]));
    parted.find(|(date, clock)| {
        date.ends_with(|c: char| c.is_ascii_digit()) && starts_like_clock(clock)
    })
}

/// `14:`, or `2 pm`.
fn starts_like_clock(text: &str) -> bool {
    let Some((_, rest)) = digits(text) else {
        return false;
    };
    rest.starts_with(':') || half_of_day(rest.trim_start()).0.is_some()
}

impl<'a> Zone<'a> {
    /// A zone that stands in a column of its own.
    pub(super) fn parse(text: &'a str) -> Self {
        let text = text.trim();
        if text.is_empty() {
            return Self::Unsaid;
        }
        Self::read(text).unwrap_or(Self::Unknown(text))
    }

    /// A zone behind a clock time: one that is known, or what could be the name of one.
    fn behind(text: &'a str) -> Option<Self> {
        let text = text.trim_end();
        if let Some((offset, name)) = text.strip_suffix(']').and_then(|rest| rest.split_once('[')) {
            let offset = Self::behind(offset)?;
            // RFC 9557: the name says more than the offset; what is no zone (`u-ca=x`) says nothing of it.
            return Some(named(name.trim_start_matches('!')).unwrap_or(offset));
        }
        if text.is_empty() {
            return Some(Self::Unsaid);
        }
        let could_be_name =
            || text.starts_with(|c: char| c.is_uppercase()) && text.len() <= LONGEST;
        Self::read(text).or_else(|| could_be_name().then_some(Self::Unknown(text)))
    }

    fn read(text: &str) -> Option<Self> {
        offset(text).or_else(|| named(text))
    }

    /// What a clock time and the column beside it say together. What stands with the time counts.
    fn joined(self, column: Self, row: &mut Row) -> Self {
        match (self, column) {
            (Self::Unsaid, column) => column,
            (own, Self::Unsaid) => own,
            (own, column) => {
                if own != column {
                    row.odd("zones-disagree");
                }
                own
            }
        }
    }

    /// As the data format holds it: a name of IANA, or an offset.
    pub(super) fn text(self) -> Cow<'a, str> {
        match self {
            Self::Unsaid => "".into(),
            Self::Named(name) => name.into(),
            Self::Unknown(text) => text.into(),
            Self::Offset(minutes) => {
                let sign = if minutes < 0 { '-' } else { '+' };
                let minutes = minutes.unsigned_abs();
                format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60).into()
            }
        }
    }
}

/// Longest text that could be the name of a zone, in bytes.
const LONGEST: usize = 40;

/// An IANA zone by its name in any case, unless the name is an abbreviation.
fn named<'a>(text: &str) -> Option<Zone<'a>> {
    if ["Z", "UTC", "GMT", "UCT", "Zulu"]
        .iter()
        .any(|utc| utc.eq_ignore_ascii_case(text))
    {
        return Some(Zone::Named("UTC"));
    }
    let letters = text.bytes().all(|byte| byte.is_ascii_alphabetic());
    if letters && text.len() <= 4 && !is_country(text) {
        return None;
    }
    let exact = text.parse::<Tz>().ok();
    let any_case = || {
        let mut zones = TZ_VARIANTS.iter();
        zones
            .find(|zone| zone.name().eq_ignore_ascii_case(text))
            .copied()
    };
    Some(Zone::Named(exact.or_else(any_case)?.name()))
}

/// Short names of IANA zones that are countries and no abbreviations of zones.
fn is_country(text: &str) -> bool {
    ["Cuba", "Eire", "Iran"]
        .iter()
        .any(|name| name.eq_ignore_ascii_case(text))
}

/// `+02:00`, `+0200`, `+02`, `UTC+2`, `GMT+03:00`: minutes east of UTC, if clocks anywhere are so far from it.
fn offset<'a>(text: &str) -> Option<Zone<'a>> {
    let after_utc = ["UTC", "GMT"].iter().find_map(|utc| {
        let (start, rest) = text.split_at_checked(utc.len())?;
        start.eq_ignore_ascii_case(utc).then_some(rest.trim_start())
    });
    let signed = after_utc.unwrap_or(text);
    let (sign, rest) = match signed.strip_prefix('+') {
        Some(rest) => (1, rest),
        None => (-1, signed.strip_prefix(['-', '\u{2212}'])?),
    };
    let (hours, minutes) = match rest.split_once(':') {
        Some((hours, minutes)) => (hours, minutes),
        None => rest.split_at_checked(rest.len().min(2))?,
    };
    let is_short = hours.len() == 1 && after_utc.is_some();
    (hours.len() == 2 || is_short).then_some(())?;
    let minutes = match minutes {
        "" => 0,
        minutes if minutes.len() == 2 => number(minutes)?,
        _ => return None,
    };
    let east = sign * i16::try_from(number(hours)? * 60 + minutes).ok()?;
    let exists = (-12 * 60..=14 * 60).contains(&east) && minutes < 60 && minutes % 15 == 0;
    exists.then_some(if east == 0 {
        Zone::Named("UTC")
    } else {
        Zone::Offset(east)
    })
}

/// The one or two, or in a sheet up to four, digits that a time starts with.
fn digits(text: &str) -> Option<(&str, &str)> {
    let count = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=4).contains(&count).then(|| text.split_at(count))
}

/// Hour and minute, with what stands behind them.
fn parts<'a>(start: &str, rest: &'a str, form: Form) -> Option<(u16, Option<u16>, &'a str)> {
    let is_sheet = form == Form::Sheet;
    if start.len() > 2 {
        let (hour, minute) = start.split_at(start.len() - 2);
        let read = (number(hour)?, Some(number(minute)?), rest);
        return is_sheet.then_some(read);
    }
    let hour = number(start)?;
    let sign = |c: char| c == ':' || is_sheet && c == '.';
    let Some(behind) = rest.strip_prefix(sign) else {
        return Some((hour, None, rest));
    };
    let (minute, behind) = behind.split_at_checked(2)?;
    Some((hour, Some(number(minute)?), behind))
}

/// The second of `:05` or `:05.000`, or 0 behind nothing, with what stands behind it.
fn seconds(text: &str, form: Form) -> Option<(u16, &str)> {
    let sign = |c: char| c == ':' || form == Form::Sheet && c == '.';
    let Some(rest) = text.strip_prefix(sign) else {
        return (!text.starts_with(|c: char| c.is_ascii_digit())).then_some((0, text));
    };
    let (seconds, rest) = rest.split_at_checked(2)?;
    let second = number(seconds).filter(|&second| second <= 60)?.min(59);
    let fraction = rest.strip_prefix(['.', ',']);
    let behind = fraction.map_or(rest, |digits| {
        digits.trim_start_matches(|c: char| c.is_ascii_digit())
    });
    let is_whole = !behind.starts_with(|c: char| c.is_ascii_digit());
    let has_digits = fraction.is_none_or(|digits| digits.len() > behind.len());
    (is_whole && has_digits).then_some((second, behind))
}

#[derive(Debug, Clone, Copy)]
enum Half {
    Morning,
    Afternoon,
}

impl Half {
    /// The hour of 24; twelve o'clock begins each half.
    fn hour(self, hour: u16) -> Option<u16> {
        let noon = match self {
            Self::Morning => 0,
            Self::Afternoon => 12,
        };
        (1..=12).contains(&hour).then_some(hour % 12 + noon)
    }
}

/// `am`, `PM`, `p.m.`, and what stands behind it.
fn half_of_day(text: &str) -> (Option<Half>, &str) {
    for (sign, half) in [
        ("a.m.", Half::Morning),
        ("p.m.", Half::Afternoon),
        ("a.m", Half::Morning),
        ("p.m", Half::Afternoon),
        ("am", Half::Morning),
        ("pm", Half::Afternoon),
    ] {
        let Some((start, rest)) = text.split_at_checked(sign.len()) else {
            continue;
        };
        // "amended" is no half of a day.
        let ends = !rest.starts_with(char::is_alphabetic);
        if ends && start.eq_ignore_ascii_case(sign) {
            return (Some(half), rest);
        }
    }
    (None, text)
}

/// `14:30-16:00`: as good from one time to another as a time with an offset.
fn is_span(text: &str) -> bool {
    let colon = |text: &str| {
        let parts = text.trim().split_once(':');
        parts.is_some_and(|(hour, minute)| {
            (1..=2).contains(&hour.len()) && minute.len() == 2 && number(hour).is_some()
        })
    };
    text.split_once(['-', '\u{2212}', '\u{2013}'])
        .is_some_and(|(from, to)| colon(from) && colon(to))
}

fn number(digits: &str) -> Option<u16> {
    let all = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    all.then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, form: Form) -> Option<String> {
        let clock = Clock::parse(text, form)?;
        let zone = match clock.zone {
            Zone::Unknown(zone) => format!("?{zone}"),
            zone => zone.text().into_owned(),
        };
        Some(format!("{} {zone}", clock.minute).trim_end().to_owned())
    }

    #[test]
    fn times_are_read_whole() {
        for (text, expected) in [
            ("14:30", "14:30"),
            ("7:05", "07:05"),
            ("23:59:59", "23:59"),
            ("23:59:60", "23:59"),
            ("14:30:59.999", "14:30"),
            ("7:05 PM", "19:05"),
            ("7:05pm", "19:05"),
            ("7:05 p.m.", "19:05"),
            ("07:05:00 PM", "19:05"),
            ("12:30 AM", "00:30"),
            ("12:05:00 PM", "12:05"),
            ("2 pm", "14:00"),
            ("07:05Z", "07:05 UTC"),
            ("07:05 gmt", "07:05 UTC"),
            ("07:05+02:00", "07:05 +02:00"),
            ("07:05:00-0330", "07:05 -03:30"),
            ("07:05 +05:45", "07:05 +05:45"),
            ("07:05 UTC+2", "07:05 +02:00"),
            ("07:05 GMT-05:30", "07:05 -05:30"),
            ("7:05 PM +02:00", "19:05 +02:00"),
            ("07:05 europe/berlin", "07:05 Europe/Berlin"),
            ("07:05 Asia/Calcutta", "07:05 Asia/Calcutta"),
            ("07:05+02:00[Europe/Berlin]", "07:05 Europe/Berlin"),
            ("07:05+03:00[u-ca=x]", "07:05 +03:00"),
            ("07:05 EST", "07:05 ?EST"),
            ("14:30 MSK", "14:30 ?MSK"),
            (
                "14:30 W. Europe Standard Time",
                "14:30 ?W. Europe Standard Time",
            ),
        ] {
            assert_eq!(read(text, Form::Colon).as_deref(), Some(expected), "{text}");
            assert_eq!(read(text, Form::Sheet).as_deref(), Some(expected), "{text}");
        }
        for (text, expected) in [
            ("14.30", "14:30"),
            ("14.30.05", "14:30"),
            ("1430", "14:30"),
            ("930", "09:30"),
            ("14", "14:00"),
        ] {
            assert_eq!(read(text, Form::Colon), None, "{text}");
            assert_eq!(read(text, Form::Sheet).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_not_wholly_a_time_is_none() {
        for text in [
            "",
            "24:00",
            "24:00:00",
            "25:00",
            "7:60",
            "07:05:61",
            "07:05:99",
            "07:05?",
            "~07:05",
            "ca. 14:30",
            "14:30 or so",
            "14:3",
            "14:300",
            "14:30:5",
            "14h30",
            "evening",
            "19:05 PM",
            "13:05 AM",
            "0:30 PM",
            "14:30 PM",
            "14:30-16:00",
            "07:05-08:30",
            "07:05 - 08:00",
            "07:05+99:00",
            "07:05+02:10",
            "07:05+3",
            "07:05:00.",
            "é4:30",
            "24",
            "00000",
        ] {
            assert_eq!(read(text, Form::Colon), None, "{text}");
            assert_eq!(read(text, Form::Sheet), None, "{text}");
        }
    }

    #[test]
    fn zones_of_columns() {
        for (text, expected) in [
            ("", Zone::Unsaid),
            ("UTC", Zone::Named("UTC")),
            ("+00:00", Zone::Named("UTC")),
            ("GMT+3", Zone::Offset(180)),
            ("utc +02:00", Zone::Offset(120)),
            ("+0200", Zone::Offset(120)),
            ("\u{2212}05:00", Zone::Offset(-300)),
            ("europe/berlin", Zone::Named("Europe/Berlin")),
            ("Japan", Zone::Named("Japan")),
            ("Etc/GMT-2", Zone::Named("Etc/GMT-2")),
            ("CEST", Zone::Unknown("CEST")),
            ("CET", Zone::Unknown("CET")),
            ("EST", Zone::Unknown("EST")),
            ("MSK", Zone::Unknown("MSK")),
            ("+99:00", Zone::Unknown("+99:00")),
            (
                "W. Europe Standard Time",
                Zone::Unknown("W. Europe Standard Time"),
            ),
        ] {
            assert_eq!(Zone::parse(text), expected, "{text}");
        }
    }

    #[test]
    fn a_zone_that_is_not_known_is_kept_and_not_replaced() {
        let told = |text, column| {
            let mut row = Row::default();
            put(text, column, Form::Colon, &mut row);
            let time = row.time.map(|time| time.to_string()).unwrap_or_default();
            let odd = row.oddities().join(" ");
            (time, row.timezone, row.time_text, odd)
        };
        let expected = |parts: [&str; 4]| {
            let [time, zone, text, odd] = parts.map(str::to_owned);
            (time, zone, text, odd)
        };
        for (text, column, parts) in [
            ("14:30", "", ["14:30", "", "", ""]),
            ("14:30", "MSK", ["", "", "14:30 MSK", "unknown-timezone"]),
            ("14:30 MSK", "", ["", "", "14:30 MSK", "unknown-timezone"]),
            ("14:30", "+05:45", ["14:30", "+05:45", "", ""]),
            ("14:30+02:00", "", ["14:30", "+02:00", "", ""]),
            (
                "19:05:00+02:00",
                "UTC",
                ["19:05", "+02:00", "", "zones-disagree"],
            ),
            ("evening", "", ["", "", "evening", "time-not-read"]),
            ("24:00", "UTC", ["", "", "24:00 UTC", "time-not-read"]),
            ("", "MSK", ["", "", "", "unknown-timezone"]),
            ("", "", ["", "", "", ""]),
        ] {
            assert_eq!(told(text, column), expected(parts), "{text} {column}");
        }
    }

    #[test]
    fn a_time_behind_a_date() {
        for (text, parts) in [
            ("2016-01-31T14:30Z", Some(("2016-01-31", "14:30Z"))),
            ("31/01/2016 2 pm", Some(("31/01/2016", "2 pm"))),
            ("31 January 2016 14:30", Some(("31 January 2016", "14:30"))),
            ("31 January 2016", None),
            ("2016-01-31", None),
            ("2016-01-31 or later", None),
        ] {
            assert_eq!(behind_date(text), parts, "{text}");
        }
        let clock = Clock::in_date("23:30:00-05:00", Form::Colon).expect("a time");
        assert_eq!(clock.zone, Zone::Offset(-300));
    }

    #[test]
    fn basic_forms() {
        let read = |text| Clock::basic(text).map(|clock| (clock.minute.to_string(), clock.zone));
        let at = |zone| Some(("13:30".to_owned(), zone));
        assert_eq!(read("133000"), at(Zone::Unsaid));
        assert_eq!(read("1330"), at(Zone::Unsaid));
        assert_eq!(read("133060Z"), at(Zone::Named("UTC")));
        assert_eq!(read("133000+0545"), at(Zone::Offset(345)));
        for text in ["", "13", "13300", "250000", "133061", "1330000"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
