//! Dates of TimelineJS: parts as numbers in text (v3), or one text (v1).
//!
//! A missing month means the whole year, a missing day the whole month. A year counts as JavaScript's `Date` does, which
//! TimelineJS uses: there is a year 0, and -44 stays -44 though the page calls it "44 BCE". Years of the cosmological scale
//! are years like all others.

use crate::model::{Day, DayRange, Minute};
use crate::reader::clock::{self, Form};
use crate::reader::{Row, RowDate};

/// A date as it is written; empty parts are absent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::reader::formats) struct Parts<'a> {
    pub(in crate::reader::formats) year: &'a str,
    pub(in crate::reader::formats) month: &'a str,
    pub(in crate::reader::formats) day: &'a str,
    pub(in crate::reader::formats) hour: &'a str,
    pub(in crate::reader::formats) minute: &'a str,
    /// The clock time as one text, where hour and minute are no parts of their own.
    pub(in crate::reader::formats) clock: &'a str,
}

/// Which part of a slide's dates is wrong, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::reader::formats) struct Wrong {
    /// Whether it stands in the end date.
    pub(in crate::reader::formats) in_end: bool,
    pub(in crate::reader::formats) part: Part,
    pub(in crate::reader::formats) message: String,
}

/// A part of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::reader::formats) enum Part {
    Year,
    Month,
    Day,
}

/// Sets the days from start to end, and the clock time of the start.
pub(in crate::reader::formats) fn set(
    start: Parts<'_>,
    end: Parts<'_>,
    row: &mut Row,
) -> Result<(), Wrong> {
    let wrong = |in_end| {
        move |(part, message)| Wrong {
            in_end,
            part,
            message,
        }
    };
    let first = start.days(row).map_err(wrong(false))?;
    let last = if end.is_absent() {
        if !end.is_empty() {
            row.odd("end-without-year");
        }
        first
    } else {
        end.days(row).map_err(wrong(true))?
    };
    if last.to < first.from {
        let message = "the slide ends before it starts".to_owned();
        return Err(wrong(true)((Part::Year, message)));
    }
    row.when = RowDate::between(first.from, last.to);
    start.put_time(row);
    Ok(())
}

impl<'a> Parts<'a> {
    /// Whether it says nothing: a date without a year is none, as TimelineJS has it for the ends in spreadsheets.
    fn is_absent(self) -> bool {
        self.year.trim().is_empty()
    }

    fn is_empty(self) -> bool {
        let parts = [self.year, self.month, self.day];
        parts.iter().all(|part| part.trim().is_empty())
    }

    fn days(self, row: &mut Row) -> Result<DayRange, (Part, String)> {
        if self.is_absent() {
            let what = if self.is_empty() { "date" } else { "year" };
            return Err((Part::Year, format!("there is no {what}")));
        }
        let written = self.year.trim();
        let year =
            number(written).ok_or_else(|| (Part::Year, format!("`{written}` is no year")))?;
        if is_short(written) {
            let message = format!(
                "`{written}` is a year of two digits: write all four, or `00{year:02}` for that year"
            );
            return Err((Part::Year, message));
        }
        let beyond = || {
            let message = format!("the year {year} is further away than days are counted");
            (Part::Year, message)
        };
        let (month, day) = (self.month.trim(), self.day.trim());
        if month.is_empty() {
            if !day.is_empty() {
                row.odd("day-without-month");
            }
            return between(Day::from_ymd(year, 1, 1), Day::from_ymd(year, 12, 31))
                .ok_or_else(beyond);
        }
        let month = small(month)
            .filter(|month| (1..=12).contains(month))
            .ok_or_else(|| (Part::Month, format!("`{month}` is no month from 1 to 12")))?;
        if day.is_empty() {
            let last = (28..=31)
                .rev()
                .find_map(|day| Day::from_ymd(year, month, day));
            return between(Day::from_ymd(year, month, 1), last).ok_or_else(beyond);
        }
        Day::from_ymd(year, month, 1).ok_or_else(beyond)?;
        let date = small(day).and_then(|day| Day::from_ymd(year, month, day));
        between(date, date)
            .ok_or_else(|| (Part::Day, format!("`{day}` is no day of {year}-{month:02}")))
    }

    /// The clock time. Without a minute it is the full hour, as TimelineJS has it; without a day it says nothing.
    fn put_time(self, row: &mut Row) {
        let has_day = !self.month.trim().is_empty() && !self.day.trim().is_empty();
        let (hour, minute) = (self.hour.trim(), self.minute.trim());
        if !self.clock.trim().is_empty() {
            match has_day {
                true => clock::put_in_date(self.clock, "", Form::Sheet, row),
                false => clock::put_unread(self.clock, "", row),
            }
        } else if !hour.is_empty() {
            let minutes = if minute.is_empty() {
                Some(0)
            } else {
                small(minute)
            };
            let time = small(hour)
                .zip(minutes)
                .and_then(|(hour, minute)| Minute::new(hour.into(), minute.into()));
            row.time = time.filter(|_| has_day);
            if row.time.is_none() {
                let sign = if minute.is_empty() { "" } else { ":" };
                clock::put_unread(&format!("{hour}{sign}{minute}"), "", row);
            }
        }
    }

    /// A date of v1: `2011,12,10,07,02`, `12/10/2011 07:02`, `12/2011`, `2011-12-10T07:02`, `2011-12`, `2011`, `-44`. A slashed
    /// date has its month first. `None` for any other text.
    pub(in crate::reader::formats) fn of_text(text: &'a str) -> Option<Self> {
        let text = text.trim();
        if text.contains(',') {
            return Self::of_list(text);
        }
        let (date, clock) = match text.split_once([' ', 'T']) {
            Some((date, clock)) => (date, clock.trim()),
            None => (text, ""),
        };
        let parts = if date.contains('/') {
            Self::of_slashes(date)?
        } else {
            Self::of_dashes(date)?
        };
        let is_clock = clock.is_empty() || clock.starts_with(|c: char| c.is_ascii_digit());
        is_clock.then_some(Self { clock, ..parts })
    }

    fn of_list(text: &'a str) -> Option<Self> {
        let mut parts = text.split(',').map(str::trim);
        let mut next = || parts.next().unwrap_or_default();
        let found = Self {
            year: next(),
            month: next(),
            day: next(),
            hour: next(),
            minute: next(),
            clock: "",
        };
        number(found.year).map(|_| found)
    }

    fn of_slashes(date: &'a str) -> Option<Self> {
        let (month, rest) = date.split_once('/')?;
        let (day, year) = rest.split_once('/').unwrap_or(("", rest));
        number(year).map(|_| Self {
            year,
            month,
            day,
            ..Self::default()
        })
    }

    fn of_dashes(date: &'a str) -> Option<Self> {
        // A year may start with its sign.
        let from = usize::from(date.starts_with(['-', '+']));
        let end = date[from..].find('-').map_or(date.len(), |at| from + at);
        let rest = date[end..].strip_prefix('-').unwrap_or_default();
        let (month, day) = rest.split_once('-').unwrap_or((rest, ""));
        number(&date[..end]).map(|_| Self {
            year: &date[..end],
            month,
            day,
            ..Self::default()
        })
    }
}

fn between(from: Option<Day>, to: Option<Day>) -> Option<DayRange> {
    Some(DayRange {
        from: from?,
        to: to?,
    })
}

/// Whether a year lacks its century: `24`, but not `-44`, `0024` or `476`.
fn is_short(year: &str) -> bool {
    year.len() <= 2 && year.bytes().all(|byte| byte.is_ascii_digit())
}

fn small(text: &str) -> Option<u8> {
    number(text).and_then(|number| u8::try_from(number).ok())
}

/// A whole number. Blanks and commas between digits are left out, as spreadsheets write thousands.
fn number(text: &str) -> Option<i64> {
    let text = text.trim();
    let (sign, digits) = match text.as_bytes().first()? {
        b'-' => (-1, &text[1..]),
        b'+' => (1, &text[1..]),
        _ => (1, text),
    };
    let mut found = None;
    for byte in digits.bytes() {
        match byte {
            b'0'..=b'9' => {
                let tens = found.unwrap_or(0_i64).checked_mul(10)?;
                found = Some(tens.checked_add(i64::from(byte - b'0'))?);
            }
            b',' | b' ' if found.is_some() => {}
            _ => return None,
        }
    }
    found.map(|number| sign * number)
}

#[cfg(test)]
mod tests;
