//! Dates as published data sets write them, read without allocation.

use crate::model::{Day, Minute};

/// `2016-01-31`, whatever follows (a time, a zone).
#[must_use]
pub(super) fn iso_day(text: &str) -> Option<Day> {
    let bytes = text.as_bytes();
    let dashes = bytes.get(4) == Some(&b'-') && bytes.get(7) == Some(&b'-');
    let ends = bytes.get(10).is_none_or(|byte| !byte.is_ascii_digit());
    (dashes && ends).then_some(())?;
    day(
        number(&bytes[..4])?,
        number(&bytes[5..7])?,
        number(bytes.get(8..10)?)?,
    )
}

/// `20160131`, whatever follows.
#[must_use]
pub(super) fn compact_day(text: &str) -> Option<Day> {
    let bytes = text.as_bytes().get(..8)?;
    day(
        number(&bytes[..4])?,
        number(&bytes[4..6])?,
        number(&bytes[6..])?,
    )
}

/// `16 May 2025`, `16 maj`-style names in English only, full or of three letters.
#[must_use]
pub(super) fn named_month_day(text: &str) -> Option<Day> {
    let mut parts = text.split([' ', '-']).filter(|part| !part.is_empty());
    let (date, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let none_left = parts.next().is_none();
    let number = |text: &str| none_left.then(|| number(text.as_bytes()))?;
    day(number(year)?, month_number(month)?, number(date)?)
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

/// `HH:MM` at the start, or `H:MM`; seconds and zone are left to the record.
#[must_use]
pub(super) fn clock(text: &str) -> Option<Minute> {
    let (hour, rest) = text.trim().split_once(':')?;
    let minute = rest.as_bytes().get(..2)?;
    let small = |n: u32| u16::try_from(n).ok();
    (hour.len() <= 2).then_some(())?;
    Minute::new(small(number(hour.as_bytes())?)?, small(number(minute)?)?)
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

fn slashed(text: &str) -> Option<(u32, u32, u32)> {
    let mut parts = text.trim().split('/').map(|part| number(part.as_bytes()));
    let three = (parts.next()??, parts.next()??, parts.next()??);
    parts.next().is_none().then_some(three)
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
        assert_eq!(compact_day("20250516143000"), expected);
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
            assert_eq!(compact_day(text), None, "{text}");
            assert_eq!(named_month_day(text), None, "{text}");
            assert_eq!(day_first(text), None, "{text}");
        }
        assert_eq!(day_first("13/13/2025"), None);
        assert_eq!(named_month_day("16 Ma 2025"), None, "two letters");
        assert_eq!(clock("7:05").map(Minute::of_day), Some(425));
        assert_eq!(clock("23:59:59").map(Minute::of_day), Some(1439));
        assert_eq!(clock("24:00"), None);
        assert_eq!(clock("7"), None);
    }
}
