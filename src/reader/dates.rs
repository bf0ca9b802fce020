//! Dates as published data sets write them, read without allocation.
//!
//! A form takes a text as a whole or not at all. A year has four digits: a century is not for us to add.

use super::clock::{Clock, Form};
use crate::model::Day;

/// `2016-01-31`, with nothing behind it or a clock time.
#[must_use]
pub(super) fn iso_day(text: &str) -> Option<Day> {
    let (date, rest) = text.split_at_checked(10)?;
    let bytes = date.as_bytes();
    let dashes = bytes[4] == b'-' && bytes[7] == b'-';
    (dashes && is_clock(rest)).then_some(())?;
    day(
        number(&bytes[..4])?,
        number(&bytes[5..7])?,
        number(&bytes[8..])?,
    )
}

/// Nothing, or a clock time behind its sign.
fn is_clock(rest: &str) -> bool {
    // What databases write behind days.
    matches!(rest, "" | " 00:00:00" | " 00:00:00.000" | "T00:00:00")
        || rest
            .strip_prefix(['T', 't', ' '])
            .is_some_and(|clock| Clock::in_date(clock, Form::Colon).is_some())
}

/// `20160131`.
#[must_use]
pub(super) fn basic_day(text: &str) -> Option<Day> {
    let bytes = text.as_bytes();
    (bytes.len() == 8).then_some(())?;
    day(
        number(&bytes[..4])?,
        number(&bytes[4..6])?,
        number(&bytes[6..])?,
    )
}

/// The day of `20160131143000`.
#[must_use]
pub(super) fn basic_second(text: &str) -> Option<Day> {
    let (date, clock) = text.split_at_checked(8)?;
    let is_clock = clock.len() == 6 && Clock::basic(clock).is_some();
    is_clock.then(|| basic_day(date))?
}

/// `16 May 2025`, `16 maj`-style names in English only, full or of three letters.
#[must_use]
pub(super) fn named_month_day(text: &str) -> Option<Day> {
    let mut parts = text.split([' ', '-']).filter(|part| !part.is_empty());
    let (date, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    parts.next().is_none().then_some(())?;
    day(year_of(year)?, month_number(month)?, short(date)?)
}

/// `16/05/2025`: day, month, year.
#[must_use]
pub(super) fn day_first(text: &str) -> Option<Day> {
    let (date, month, year) = slashed(text)?;
    day(year, month, date)
}

/// `5/16/2025`: month, day, year.
#[must_use]
pub(super) fn month_first(text: &str) -> Option<Day> {
    let (month, date, year) = slashed(text)?;
    day(year, month, date)
}

/// What to say of a text that is no date.
#[must_use]
pub(super) fn no_date(text: &str, examples: &str) -> String {
    if text.trim().is_empty() {
        "there is no date".to_owned()
    } else {
        format!("`{text}` is no date such as {examples}")
    }
}

/// Three numbers, the last one a year.
fn slashed(text: &str) -> Option<(u32, u32, u32)> {
    let mut parts = text.trim().split('/');
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
    parts.next().is_none().then_some(())?;
    Some((short(first)?, short(second)?, year_of(year)?))
}

/// A year of four digits.
fn year_of(text: &str) -> Option<u32> {
    (text.len() == 4).then(|| number(text.as_bytes()))?
}

/// A number of one or two digits.
fn short(text: &str) -> Option<u32> {
    (text.len() <= 2).then(|| number(text.as_bytes()))?
}

fn month_number(name: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let matches = |month: &&str| {
        name.len() >= 3
            && month
                .get(..name.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(name))
    };
    let at = MONTHS.iter().position(matches)?;
    u32::try_from(at + 1).ok()
}

fn day(year: u32, month: u32, date: u32) -> Option<Day> {
    Day::from_ymd(
        year.into(),
        u8::try_from(month).ok()?,
        u8::try_from(date).ok()?,
    )
}

fn number(digits: &[u8]) -> Option<u32> {
    if digits.is_empty() || digits.len() > 9 || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    Some(
        digits
            .iter()
            .fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0')),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_gives_the_same_day() {
        let expected = Day::from_ymd(2025, 5, 16);
        assert_eq!(iso_day("2025-05-16"), expected);
        assert_eq!(iso_day("2025-05-16 00:00:00.000"), expected);
        assert_eq!(iso_day("2025-05-16T23:59:59+02:00"), expected);
        assert_eq!(basic_day("20250516"), expected);
        assert_eq!(basic_second("20250516143000"), expected);
        assert_eq!(named_month_day("16 May 2025"), expected);
        assert_eq!(named_month_day("16-may-2025"), expected);
        assert_eq!(day_first("16/05/2025"), expected);
        assert_eq!(month_first("5/16/2025"), expected);
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "2025-02-30",
            "2025-5-16",
            "2025-05-161",
            "20250532",
            "May",
            "é025-05-16",
        ] {
            assert_eq!(iso_day(text), None, "{text}");
            assert_eq!(basic_day(text), None, "{text}");
            assert_eq!(basic_second(text), None, "{text}");
            assert_eq!(named_month_day(text), None, "{text}");
            assert_eq!(day_first(text), None, "{text}");
        }
        assert_eq!(day_first("13/13/2025"), None);
        assert_eq!(named_month_day("16 Ma 2025"), None, "two letters");
    }

    #[test]
    fn years_of_two_digits_and_what_stands_behind_a_date_are_not_dropped() {
        for text in ["16/05/25", "16/05/025", "16/05/02025", "016/05/2025"] {
            assert_eq!(day_first(text), None, "{text}");
        }
        assert_eq!(month_first("06/30/21"), None);
        assert_eq!(named_month_day("16 May 25"), None);
        for text in [
            "2025-05-16~",
            "2025-05-16 or later",
            "2025-05-16T25:00",
            "2025-05-16/2025-05-18",
            "25-05-16",
        ] {
            assert_eq!(iso_day(text), None, "{text}");
        }
        assert_eq!(basic_day("20250516x"), None);
        assert_eq!(basic_second("20250516250000"), None);
    }
}
