//! What the values of a column look like.

use std::collections::BTreeMap;

use super::super::dates::DateFormat;
use super::super::numbers::{Count, count};
use super::super::sample::Column;
use crate::model::Day;
use crate::reader::clock::{Clock, Form, behind_date};
use crate::reader::formats::cells::decimal as degrees;

/// Values that usually mean that nothing is known.
pub(super) const NOTHING: [&str; 12] = [
    "NA", "N/A", "n/a", "na", "#N/A", "NULL", "null", "None", "nan", "NaN", "-", "--",
];

/// A column, seen through its first values.
#[derive(Debug)]
pub(super) struct Profile {
    /// Its name in small words.
    pub(super) name: String,
    /// How a map names it.
    pub(super) reference: String,
    /// Whether one record may have several values by itself (JSON).
    pub(super) list: bool,
    /// What stands between several values of one cell.
    pub(super) separator: Option<&'static str>,
    /// Values that say something; parts of cells that hold several.
    pub(super) values: Vec<String>,
    /// Values that usually say nothing.
    pub(super) nothing: Vec<&'static str>,
    /// Different values with how often they occur.
    pub(super) distinct: BTreeMap<String, usize>,
    /// The form of most values that are dates.
    pub(super) date: Option<Dates>,
}

/// How a column writes dates.
#[derive(Debug, Clone)]
pub(super) struct Dates {
    pub(super) format: DateFormat,
    /// How many of the values are.
    pub(super) count: usize,
    /// Why it is day first or month first, where it could be either.
    pub(super) order: Ordering,
}

/// How it is known that the day or the month stands first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ordering {
    /// It is no such form.
    Clear,
    /// Some number is above 12.
    Above12,
    /// Only so are the records in the order of time.
    Sorted,
    /// Nothing tells.
    Undecided,
}

impl Profile {
    pub(super) fn of(column: &Column, reference: String, name: String) -> Self {
        let said = |value: &&String| !value.is_empty() && !NOTHING.contains(&value.as_str());
        let cells: Vec<&String> = column.values.iter().filter(said).collect();
        let separator = separator(&cells);
        let values: Vec<String> = match separator {
            None => cells.iter().map(|cell| (*cell).clone()).collect(),
            Some(separator) => cells
                .iter()
                .flat_map(|cell| cell.split(separator))
                .map(|part| part.trim().to_owned())
                .filter(|part| !part.is_empty())
                .collect(),
        };
        let mut distinct = BTreeMap::new();
        for value in &values {
            *distinct.entry(value.clone()).or_insert(0) += 1;
        }
        let nothing = NOTHING.into_iter().filter(|nothing| {
            let mut values = column.values.iter();
            values.any(|value| value == nothing)
        });
        Self {
            name,
            reference,
            list: column.list,
            separator,
            nothing: nothing.collect(),
            date: dates(&values),
            distinct,
            values,
        }
    }

    /// Whether it holds for most values: tables kept by hand have gaps and slips.
    fn share(&self, is: impl Fn(&str) -> bool) -> bool {
        let count = self.values.iter().filter(|value| is(value)).count();
        is_most(count, self.values.len())
    }

    /// Whether nearly all values are dates, so that their column is one of dates whatever its name.
    pub(super) fn is_surely_date(&self) -> bool {
        let count = self.date.as_ref().map_or(0, |dates| dates.count);
        count > 0 && count * 10 >= self.values.len() * 9
    }

    pub(super) fn is_single(&self) -> bool {
        !self.list && self.separator.is_none()
    }

    pub(super) fn is_count(&self) -> bool {
        self.share(|value| !matches!(count(value), Count::Words | Count::Absent))
    }

    pub(super) fn is_number(&self) -> bool {
        self.share(|value| value.parse::<f64>().is_ok())
    }

    pub(super) fn is_degrees(&self, most: f64) -> bool {
        self.share(|value| degrees(value, most).is_some())
    }

    pub(super) fn is_pair(&self) -> bool {
        self.share(|value| {
            let inner = value.trim_matches(['(', ')', '[', ']']);
            inner.split_once([',', ' ']).is_some_and(|(lat, lon)| {
                degrees(lat.trim(), 90.0).is_some() && degrees(lon.trim(), 180.0).is_some()
            })
        })
    }

    pub(super) fn is_url(&self) -> bool {
        self.share(|value| value.starts_with("http://") || value.starts_with("https://"))
    }

    pub(super) fn is_clock(&self) -> bool {
        // A column of midnights has dates with a clock that says nothing.
        let midnight =
            |value: &str| clock_of(value).is_some_and(|clock| clock.minute.of_day() == 0);
        self.share(|value| clock_of(value).is_some()) && !self.share(midnight)
    }

    pub(super) fn is_text(&self) -> bool {
        !self.values.is_empty() && !self.is_number() && !self.is_url() && self.date.is_none()
    }

    pub(super) fn is_unique(&self) -> bool {
        !self.values.is_empty() && self.distinct.len() == self.values.len()
    }

    /// Few values that come again and again.
    pub(super) fn is_class(&self, most: usize) -> bool {
        let count = self.distinct.len();
        count > 1 && count <= most && self.values.len() >= 2 * count
    }

    /// Short texts, some of them more than once.
    pub(super) fn is_label(&self, most: usize) -> bool {
        let count = self.distinct.len();
        self.is_text() && count <= most && count < self.values.len() && self.mean_length() <= 24
    }

    pub(super) fn mean_length(&self) -> usize {
        let letters: usize = self.values.iter().map(|value| value.chars().count()).sum();
        letters / self.values.len().max(1)
    }
}

/// `;` or `|` in a tenth of the cells, with short parts between.
fn separator(cells: &[&String]) -> Option<&'static str> {
    [";", "|"].into_iter().find(|separator| {
        let with: Vec<_> = cells
            .iter()
            .filter(|cell| cell.contains(separator))
            .collect();
        let parts: Vec<&str> = with.iter().flat_map(|cell| cell.split(separator)).collect();
        let letters: usize = parts.iter().map(|part| part.trim().chars().count()).sum();
        !with.is_empty() && with.len() * 10 >= cells.len() && letters <= parts.len() * 80
    })
}

fn is_most(count: usize, of: usize) -> bool {
    of > 0 && count * 10 >= of * 6
}

fn dates(values: &[String]) -> Option<Dates> {
    use DateFormat as F;
    let counts = |format: F| {
        let dates = values.iter().filter(|value| format.read(value).is_some());
        dates.count()
    };
    // A bare number can be a date by accident only, so that years and seconds are not looked for here.
    let formats = [
        F::Iso,
        F::DayMonthYear,
        F::MonthDayYear,
        F::YearMonthDay,
        F::NamedMonth,
        F::Compact,
        F::Edtf,
    ];
    let mut best = (F::Iso, 0);
    for format in formats {
        let count = counts(format);
        if count > best.1 {
            best = (format, count);
        }
    }
    let all_years = values.iter().all(|value| F::Year.read(value).is_some());
    if !is_most(best.1, values.len()) || all_years {
        return None;
    }
    let (format, count) = best;
    if !matches!(format, F::DayMonthYear | F::MonthDayYear) {
        return Some(Dates {
            format,
            count,
            order: Ordering::Clear,
        });
    }
    let (format, order) = day_or_month_first(values);
    Some(Dates {
        format,
        count: counts(format),
        order,
    })
}

/// Numbers above 12 are days. Where there are none, records that are in the order of time under one reading only tell.
fn day_or_month_first(values: &[String]) -> (DateFormat, Ordering) {
    use DateFormat::{DayMonthYear, MonthDayYear};
    let days = |format: DateFormat| -> Vec<Day> {
        let dates = values.iter().filter_map(|value| format.read(value));
        dates.map(|date| date.days.from).collect()
    };
    let (day_first, month_first) = (days(DayMonthYear), days(MonthDayYear));
    if day_first.len() != month_first.len() {
        let format = if day_first.len() > month_first.len() {
            DayMonthYear
        } else {
            MonthDayYear
        };
        return (format, Ordering::Above12);
    }
    let sorted = |days: &[Day]| days.is_sorted() || days.is_sorted_by(|a, b| a >= b);
    match (sorted(&day_first), sorted(&month_first)) {
        (true, false) => (DayMonthYear, Ordering::Sorted),
        (false, true) => (MonthDayYear, Ordering::Sorted),
        _ => (DayMonthYear, Ordering::Undecided),
    }
}

/// A clock time, alone or behind a date.
fn clock_of(value: &str) -> Option<Clock<'_>> {
    match behind_date(value) {
        Some((_, clock)) => Clock::in_date(clock, Form::Colon),
        None => Clock::parse(value, Form::Colon),
    }
}
