//! The time that a value of `date:`, `after:` or `before:` names, read and written: days in EDTF, and hours and minutes of a day.
//!
//! EDTF has no hours (only whole seconds with a zone, which nobody's events have), so `2024-11-29T05` and `2024-11-29T05:10` are read
//! here. An hour reaches to its last minute as a month does to its last day, so that ranges of both take their ends in.

use super::ends::{End, Ends, ends};
use super::fields::DateSide;
use super::filter::HourRange;
use crate::model::{Day, DayTime, InvalidDate, Minute, TimeRange, UncertainDate};

/// The time that a value asks for.
pub(super) fn read(text: &str, side: DateSide) -> Result<TimeRange, InvalidDate> {
    let alone = |included| Some(End { text, included });
    match side {
        DateSide::After => between(Ends {
            from: alone(false),
            to: None,
        }),
        DateSide::Before => between(Ends {
            from: None,
            to: alone(false),
        }),
        // EDTF has `..` of its own, in sets and open intervals: only what is no EDTF is taken apart.
        DateSide::On => bounds(text, None).or_else(|wrong| match ends(text) {
            // A range from a day to itself is that day.
            Some(ends) if ends.from != ends.to || text.contains("..") => between(ends),
            _ => Err(wrong),
        }),
    }
}

/// The times that a value asks for, any of which will do: of a set of days its members, and of other values the one that is
/// [read](read). What must be `certain` is asked by the days that are written, without what `~` adds.
pub(super) fn read_all(
    text: &str,
    side: DateSide,
    certain: bool,
) -> Result<Vec<TimeRange>, InvalidDate> {
    let date = UncertainDate::parse(text).ok();
    match date.filter(|_| side == DateSide::On && clock_at(text).is_none()) {
        Some(date) if certain && date.is_doubtful() => Ok(vec![date.written().into()]),
        Some(date) => Ok(date.runs().iter().map(|&days| days.into()).collect()),
        None => read(text, side).map(|range| vec![range]),
    }
}

/// The times of day that a value of `hour:` asks for: `5`, `22..04`, `22:30..`. An hour reaches to its last minute.
pub(super) fn read_hours(text: &str) -> Result<HourRange, &'static str> {
    let ends = ends(text).ok_or("an hour is missing")?;
    let mut range = HourRange {
        from: Minute::FIRST,
        to: Minute::LAST,
    };
    const NONE: &str = "no time of the day is left";
    if let Some(end) = ends.from {
        let (first, last) = hour(end.text)?;
        range.from = match end.included {
            true => first,
            false => Minute::after(last.of_day() + 1).ok_or(NONE)?,
        };
    }
    if let Some(end) = ends.to {
        let (first, last) = hour(end.text)?;
        range.to = match end.included {
            true => last,
            false => first
                .of_day()
                .checked_sub(1)
                .and_then(Minute::after)
                .ok_or(NONE)?,
        };
    }
    Ok(range)
}

/// From the first to the last minute of `5`, `05` or `05:10`.
fn hour(text: &str) -> Result<(Minute, Minute), &'static str> {
    let one_digit = text.len() == 1 || text.as_bytes().get(1) == Some(&b':');
    match one_digit {
        true => minutes(&format!("0{text}")),
        false => minutes(text),
    }
}

/// The time that a date names, as `date:` has it.
///
/// ```
/// use annals::query::time;
///
/// let hour = time("2024-11-29T05").expect("an hour");
/// assert_eq!(annals::query::date_text(hour), "2024-11-29T05");
/// assert!(time("2024-11-29T25").is_err());
/// ```
///
/// # Errors
///
/// What is wrong with the text, and where in it.
pub fn time(text: &str) -> Result<TimeRange, InvalidDate> {
    read(text, DateSide::On)
}

/// Whether a text tries to say a clock time.
pub(super) fn has_clock(text: &str) -> bool {
    clock_at(text).is_some()
}

/// How the ends of a range are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Grain {
    Days,
    Hours,
    Minutes,
}

/// A range as it is typed behind `date:`: as short as it is clear, with its open ends left out.
#[must_use]
pub fn date_text(range: TimeRange) -> String {
    let (from, to) = (range.from, range.to);
    let whole_hours = from.minute == from.minute.hour().0 && to.minute == to.minute.hour().1;
    let grain = match range.whole_days() {
        Some(_) => Grain::Days,
        None if whole_hours => Grain::Hours,
        None => Grain::Minutes,
    };
    let clock = |at: DayTime| match grain {
        Grain::Days => String::new(),
        Grain::Hours => format!("T{:02}", at.minute.of_day() / 60),
        Grain::Minutes => format!("T{}", at.minute),
    };
    let end = |at: DayTime| match at.day.is_open() {
        true => String::new(),
        false => format!("{}{}", at.day, clock(at)),
    };
    let one_day = from.day == to.day;
    if one_day && clock(from) == clock(to) {
        return end(from);
    }
    let last = if one_day { clock(to) } else { end(to) };
    format!("{}..{last}", end(from))
}

/// Every minute from the first of one date to the last of another; of an excluded end, none.
fn between(ends: Ends<'_>) -> Result<TimeRange, InvalidDate> {
    let mut range = TimeRange::ALL;
    let mut day = None;
    if let Some(end) = ends.from {
        let first = bounds(end.text, None)?;
        day = Some(first.to.day);
        range.from = if end.included {
            first.from
        } else {
            first.to.next()
        };
    }
    if let Some(end) = ends.to {
        let last = bounds(end.text, day)?;
        range.to = if end.included {
            last.to
        } else {
            last.from.previous()
        };
    }
    Ok(range)
}

/// Where the sign of a clock time is: a `T` before a digit, or at the end, and in no word.
fn clock_at(text: &str) -> Option<usize> {
    let mut signs = text.match_indices(['T', 't']);
    let found = signs.find(|(at, sign)| {
        let before = text[..*at].chars().next_back();
        let behind = text[at + sign.len()..].chars().next();
        !before.is_some_and(char::is_alphabetic) && behind.is_none_or(|c| c.is_ascii_digit())
    });
    found.map(|(at, _)| at)
}

/// From the first to the last minute of a date, or of an hour or minute of a day; `on` is the day of one that names none.
fn bounds(text: &str, on: Option<Day>) -> Result<TimeRange, InvalidDate> {
    let Some(at) = clock_at(text) else {
        return UncertainDate::parse(text).map(|date| date.bounds().into());
    };
    let day = match (&text[..at], on) {
        ("", Some(day)) if !day.is_open() => day,
        (day, _) => one_day(day)?,
    };
    let offset = at + 1;
    let (from, to) = minutes(&text[offset..]).map_err(|reason| InvalidDate { offset, reason })?;
    Ok(TimeRange::within(day, from, to))
}

/// Said of an interval as EDTF has it for days.
const DOTS: &str = "between two clock times stand two dots";

/// The day before a clock time: one, without doubt.
fn one_day(text: &str) -> Result<Day, InvalidDate> {
    let wrong = |reason| InvalidDate { offset: 0, reason };
    if text.is_empty() {
        return Err(wrong("a clock time needs its day"));
    }
    if text.contains('/') {
        return Err(wrong(DOTS));
    }
    let date = UncertainDate::parse(text)?;
    let exact = date.is_one_day() && !date.is_approximate() && !date.is_uncertain();
    match date.bounds().from {
        day if exact && !day.is_open() => Ok(day),
        _ => Err(wrong("a clock time stands behind one day")),
    }
}

/// From the first to the last minute of `05` or `05:10`.
fn minutes(clock: &str) -> Result<(Minute, Minute), &'static str> {
    if clock.contains('/') {
        return Err(DOTS);
    }
    if clock.contains(['Z', 'z', '+', '-']) {
        return Err("times are asked for as they are shown, without a zone");
    }
    match clock.matches(':').count() {
        0 => Minute::parse(&format!("{clock}:00"))
            .map(Minute::hour)
            .ok_or("hours go from 00 to 23"),
        1 => Minute::parse(clock)
            .map(|minute| (minute, minute))
            .ok_or("clock times go from 00:00 to 23:59"),
        _ => Err("events have hours and minutes, but no seconds"),
    }
}

#[cfg(test)]
mod tests;
