//! Terms that ask for time: dates and ranges of them, and the day of the clock.

use super::super::expr::{FieldTerm, Value};
use super::super::fields::DateSide;
use super::super::filter::{Filter, Predicate};
use super::super::when::{has_clock, read, read_all, read_hours};
use super::{Resolver, single};
use crate::diagnostic::Diagnostic;
use crate::model::{Day, InvalidDate, TimeRange};

impl Resolver<'_> {
    /// Any of the dates.
    pub(super) fn dates(&mut self, term: &FieldTerm, side: DateSide) -> Option<Filter> {
        let mut tests = Vec::new();
        for value in &term.values {
            match read_all(&value.text, side, term.certain) {
                Ok(ranges)
                    if ranges
                        .iter()
                        .any(|&range| range.is_empty() || is_beyond(range)) =>
                {
                    self.problems.push(no_time(term, value, side));
                }
                Ok(ranges) => {
                    let tests_of = ranges.into_iter().map(|range| {
                        Filter::Test(Predicate::Date {
                            range,
                            certain: term.certain,
                        })
                    });
                    tests.push(single(tests_of.collect(), Filter::Or));
                }
                Err(wrong) => self.problems.push(no_date(term, value, &wrong)),
            }
        }
        (tests.len() == term.values.len()).then(|| single(tests, Filter::Or))
    }

    /// At any of the times of day.
    pub(super) fn hours(&mut self, term: &FieldTerm) -> Option<Filter> {
        let mut tests = Vec::new();
        for value in &term.values {
            match read_hours(&value.text) {
                Ok(hours) => tests.push(Filter::Test(Predicate::Hour(hours))),
                Err(reason) => self.problems.push(no_hour(value, reason)),
            }
        }
        (tests.len() == term.values.len()).then(|| single(tests, Filter::Or))
    }

    /// The last day that a `known:` allows.
    pub(super) fn clock(&mut self, term: &FieldTerm) -> Option<Day> {
        let (value, others) = term.values.split_first()?;
        if let Some(other) = others.first() {
            self.problems.push(one_clock(other));
        }
        if term.certain {
            self.problems.push(super::report::not_certain(term));
        }
        match read(&value.text, DateSide::On) {
            Ok(range) if range.to.day.is_open() => self.problems.push(never(value)),
            Ok(_) if has_clock(&value.text) => self.problems.push(no_hours(value)),
            Ok(range) => return Some(range.to.day),
            Err(wrong) => self.problems.push(no_date(term, value, &wrong)),
        }
        None
    }
}

/// Whether the range starts after every day, or ends before every day: an open end that was left out stays open.
fn is_beyond(range: TimeRange) -> bool {
    range.from.day == Day::MAX || range.to.day == Day::MIN
}

fn no_date(term: &FieldTerm, value: &Value, wrong: &InvalidDate) -> Diagnostic {
    let clock = has_clock(&value.text);
    let what = if clock { "clock time" } else { "date" };
    let message = format!("`{}` is not a {what}", value.text);
    let name = &term.name;
    let hint = if clock {
        format!(
            "write an hour or a minute as `{name}:2024-11-29T05` or `{name}:2024-11-29T05:10`, a range as `date:2024-11-29T22..2024-11-30T04`"
        )
    } else {
        format!(
            "write a day, month or year as `{name}:2024-11-29`, `{name}:2024-11` or `{name}:2024`; any EDTF date will do"
        )
    };
    Diagnostic::error("wrong-value", message, 0, value.span.clone())
        .label(wrong.reason)
        .hint(hint)
}

fn no_hour(value: &Value, reason: &'static str) -> Diagnostic {
    let message = format!("`{}` is not a time of day", value.text);
    Diagnostic::error("wrong-value", message, 0, value.span.clone())
        .label(reason)
        .hint("write hours of any day as `hour:5` or `hour:22..04`; an hour of one day as `date:2024-11-29T05`")
}

fn no_time(term: &FieldTerm, value: &Value, side: DateSide) -> Diagnostic {
    let what = if has_clock(&value.text) {
        "time"
    } else {
        "day"
    };
    let message = format!("No {what} is in `{}:{}`", term.name, value.text);
    let hint = match side {
        DateSide::On if has_clock(&value.text) => {
            "write the earlier time first; behind midnight it is another day, as in `date:2024-11-29T22..2024-11-30T04`"
        }
        DateSide::On => "write the earlier date first",
        DateSide::After | DateSide::Before => "write a date with a beginning and an end",
    };
    Diagnostic::error("empty-range", message, 0, value.span.clone()).hint(hint)
}

fn no_hours(value: &Value) -> Diagnostic {
    let message = "The clock is put back to the end of a day: texts have no hour of publication";
    Diagnostic::error("wrong-value", message, 0, value.span.clone())
        .hint("write `known:2024-12-02`")
}

fn never(value: &Value) -> Diagnostic {
    Diagnostic::error(
        "wrong-value",
        "The clock needs a day to be put back to",
        0,
        value.span.clone(),
    )
    .hint("write `known:2024-12-02`")
}

fn one_clock(value: &Value) -> Diagnostic {
    Diagnostic::error(
        "known-twice",
        "The clock can be put back to one day only",
        0,
        value.span.clone(),
    )
    .hint("keep one day, as in `known:2024-12-02`")
}
