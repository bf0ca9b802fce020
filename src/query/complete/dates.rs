//! Dates of the period that the opened data mean to cover: years, then months, then days, as far as typed; hours behind a day and `T`.

use super::values::Candidate;
use crate::model::{Day, DayRange, UncertainDate};
use crate::store::Vocabulary;

/// A period up to so many days is offered day by day from the start.
const SHORT: i64 = 62;
/// No more than so many days are walked over.
const LONGEST: i64 = 200 * 366;

pub(super) fn of(typed: &str, vocabulary: &Vocabulary) -> Vec<Candidate> {
    let (before, typed) = typed
        .rfind("..")
        .map_or(("", typed), |at| typed.split_at(at + 2));
    if let Some(hours) = hours(before, typed) {
        return hours;
    }
    let Some(period) = period(vocabulary) else {
        return Vec::new();
    };
    let begun = written(period, typed)
        .into_iter()
        .filter(|date| date.starts_with(typed));
    let candidate = |date: String| Candidate {
        value: format!("{before}{date}"),
        label: date,
        help: "",
        tier: 0,
    };
    begun.map(candidate).collect()
}

/// The hours of the day that stands before the `T`, or before the two dots; `None` where no `T` is typed.
fn hours(before: &str, typed: &str) -> Option<Vec<Candidate>> {
    let (day, begun) = typed.split_once(['T', 't'])?;
    let own = before.trim_end_matches("..").split(['T', 't']).next();
    let of = if day.is_empty() { own? } else { day };
    let date = UncertainDate::parse(of).ok()?;
    let hours = (0..24).map(|hour| format!("{hour:02}"));
    let hours = hours.filter(|hour| date.is_one_day() && hour.starts_with(begun));
    let candidate = |hour: String| Candidate {
        value: format!("{before}{day}T{hour}"),
        label: format!("{of}T{hour}"),
        help: "",
        tier: 0,
    };
    Some(hours.map(candidate).collect())
}

/// The hours of any day, as the end that is being typed.
pub(super) fn hours_of_day(typed: &str) -> Vec<Candidate> {
    let (before, begun) = typed
        .rfind("..")
        .map_or(("", typed), |at| typed.split_at(at + 2));
    let hours = (0..24).map(|hour| format!("{hour:02}"));
    let candidate = |hour: String| Candidate {
        value: format!("{before}{hour}"),
        label: format!("{hour}:00–{hour}:59"),
        help: "",
        tier: 0,
    };
    hours
        .filter(|hour| hour.starts_with(begun))
        .map(candidate)
        .collect()
}

/// From the first day that any dataset covers to the last.
fn period(vocabulary: &Vocabulary) -> Option<DayRange> {
    let covered = vocabulary
        .datasets
        .iter()
        .filter_map(|dataset| dataset.coverage);
    let closed = covered.filter(|days| !days.from.is_open() && !days.to.is_open());
    closed.reduce(|a, b| DayRange {
        from: a.from.min(b.from),
        to: a.to.max(b.to),
    })
}

fn written(period: DayRange, typed: &str) -> Vec<String> {
    let length = period.to.0.saturating_sub(period.from.0).clamp(0, LONGEST);
    let letters = if length <= SHORT {
        "YYYY-MM-DD".len()
    } else {
        match typed.len() {
            0..=3 => "YYYY".len(),
            4..=6 => "YYYY-MM".len(),
            _ => "YYYY-MM-DD".len(),
        }
    };
    let days = (0..=length).map(|n| period.from.plus(n));
    let mut dates: Vec<String> = days.map(|day: Day| day.to_string()).collect();
    for date in &mut dates {
        // Only years of more than four digits are longer, and they are never cut inside a character.
        date.truncate(letters);
    }
    dates.dedup();
    dates
}
