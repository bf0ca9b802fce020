//! Clock times in the forms that people write in tables, alone or behind a date.

use super::dates::small;
use crate::model::Minute;

/// The text before a clock time: `2016-01-31T14:30Z`, `31/01/2016 14:30`.
pub(super) fn without_clock(text: &str) -> &str {
    match split_clock(text) {
        Some((date, time)) if clock(time).is_some() => date,
        _ => text,
    }
}

fn split_clock(text: &str) -> Option<(&str, &str)> {
    let at = text.find(['T', ' '])?;
    let digit_before = text[..at].ends_with(|c: char| c.is_ascii_digit());
    digit_before.then(|| (&text[..at], &text[at + 1..]))
}

/// A clock time with its distance from UTC in minutes, where it is written.
pub(super) type Clock = (Minute, Option<i16>);

/// `14:30`, `2:30 pm`, `14:30:05.000+02:00`, and any of them behind a date.
pub(super) fn clock_of(text: &str) -> Option<Clock> {
    clock(text).or_else(|| clock(split_clock(text)?.1))
}

fn clock(text: &str) -> Option<Clock> {
    let (hour, rest) = text.split_once(':')?;
    let (minute, rest) = rest.split_at_checked(2)?;
    let rest = seconds(rest)?.trim_start();
    let (hour, zone) = match half_of_day(rest) {
        Some((afternoon, rest)) => (twelve_hours(small(hour)?, afternoon)?, rest),
        None => (small(hour)?, rest),
    };
    let minute = (minute.len() == 2).then(|| small(minute))??;
    Some((Minute::new(hour.into(), minute.into())?, offset(zone)?))
}

/// What stands behind `:05` or `:05.000`, or behind nothing.
fn seconds(text: &str) -> Option<&str> {
    let Some(rest) = text.strip_prefix(':') else {
        return Some(text);
    };
    let (seconds, rest) = rest.split_at_checked(2)?;
    // A leap second is a second.
    small(seconds).filter(|&seconds| seconds <= 60)?;
    Some(match rest.strip_prefix('.') {
        Some(fraction) => fraction.trim_start_matches(|c: char| c.is_ascii_digit()),
        None => rest,
    })
}

fn half_of_day(text: &str) -> Option<(bool, &str)> {
    let (half, rest) = text.split_at_checked(2)?;
    match half {
        "am" | "AM" => Some((false, rest.trim_start())),
        "pm" | "PM" => Some((true, rest.trim_start())),
        _ => None,
    }
}

fn twelve_hours(hour: u8, afternoon: bool) -> Option<u8> {
    (1..=12)
        .contains(&hour)
        .then_some(hour % 12 + if afternoon { 12 } else { 0 })
}

/// `Z`, `UTC`, `+02:00`, `+0200`, `+02`, or nothing; `None` for anything else.
#[expect(
    clippy::option_option,
    reason = "no zone and no zone that can be read are two answers"
)]
fn offset(text: &str) -> Option<Option<i16>> {
    let (sign, digits) = match text {
        "" => return Some(None),
        "Z" | "z" | "UTC" | "GMT" => return Some(Some(0)),
        _ => match text.split_at_checked(1)? {
            ("+", digits) => (1, digits),
            ("-", digits) => (-1, digits),
            _ => return None,
        },
    };
    let (hours, minutes) = digits.split_at_checked(2)?;
    let minutes = match minutes.strip_prefix(':').unwrap_or(minutes) {
        "" => 0,
        minutes if minutes.len() == 2 => i16::from(small(minutes)?),
        _ => return None,
    };
    Some(Some(sign * (i16::from(small(hours)?) * 60 + minutes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clock_times_keep_their_half_of_the_day_and_their_zone() {
        let read = |text| clock_of(text).map(|(at, zone)| (at.to_string(), zone));
        for (text, time, zone) in [
            ("14:30", "14:30", None),
            ("7:05", "07:05", None),
            ("2:30 pm", "14:30", None),
            ("12:10AM", "00:10", None),
            ("14:30:05.000Z", "14:30", Some(0)),
            ("2016-01-31T14:30:00+02:00", "14:30", Some(120)),
            ("31/01/2016 14:30", "14:30", None),
            ("14:30-0330", "14:30", Some(-210)),
        ] {
            assert_eq!(read(text), Some((time.to_owned(), zone)), "{text}");
        }
        for text in [
            "",
            "14",
            "24:00",
            "13:00 pm",
            "14:3",
            "14:30 or so",
            "é4:30",
            "night",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
