//! Values that are dates: EDTF expressions, ranges of them, and the day of the clock.

use super::super::expr::{FieldTerm, Value};
use super::super::fields::DateSide;
use super::super::filter::{Filter, Predicate};
use super::ends::{End, Ends, ends};
use super::{Resolver, single};
use crate::diagnostic::Diagnostic;
use crate::model::{Day, DayRange, InvalidDate, UncertainDate};

impl Resolver<'_> {
    /// Any of the dates.
    pub(super) fn dates(&mut self, term: &FieldTerm, side: DateSide) -> Option<Filter> {
        let mut tests = Vec::new();
        for value in &term.values {
            match days(&value.text, side) {
                Ok(range) if range.from > range.to || is_beyond(range) => {
                    self.problems.push(no_day(term, value, side));
                }
                Ok(range) => tests.push(Filter::Test(Predicate::Date {
                    range,
                    certain: term.certain,
                })),
                Err(wrong) => self.problems.push(no_date(term, value, &wrong)),
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
        match days(&value.text, DateSide::On) {
            Ok(range) if range.to.is_open() => self.problems.push(never(value)),
            Ok(range) => return Some(range.to),
            Err(wrong) => self.problems.push(no_date(term, value, &wrong)),
        }
        None
    }
}

/// The days that a value asks for.
fn days(text: &str, side: DateSide) -> Result<DayRange, InvalidDate> {
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
        DateSide::On => bounds(text).or_else(|wrong| match ends(text) {
            Some(ends) if ends.from != ends.to => between(ends),
            _ => Err(wrong),
        }),
    }
}

/// Every day from the first of one date to the last of another; of an excluded end, none.
fn between(ends: Ends<'_>) -> Result<DayRange, InvalidDate> {
    let from = match ends.from {
        None => Day::MIN,
        Some(end) if end.included => bounds(end.text)?.from,
        Some(end) => bounds(end.text)?.to.plus(1),
    };
    let to = match ends.to {
        None => Day::MAX,
        Some(end) if end.included => bounds(end.text)?.to,
        Some(end) => bounds(end.text)?.from.plus(-1),
    };
    Ok(DayRange { from, to })
}

/// Whether the range starts after every day, or ends before every day: an open end that was left out stays open.
fn is_beyond(range: DayRange) -> bool {
    range.from == Day::MAX || range.to == Day::MIN
}

fn bounds(text: &str) -> Result<DayRange, InvalidDate> {
    UncertainDate::parse(text).map(|date| date.bounds())
}

fn no_date(term: &FieldTerm, value: &Value, wrong: &InvalidDate) -> Diagnostic {
    let message = format!("`{}` is not a date", value.text);
    let name = &term.name;
    Diagnostic::error("wrong-value", message, 0, value.span.clone())
        .label(wrong.reason)
        .hint(format!(
            "write a day, month or year as `{name}:2024-11-29`, `{name}:2024-11` or `{name}:2024`; any EDTF date will do"
        ))
}

fn no_day(term: &FieldTerm, value: &Value, side: DateSide) -> Diagnostic {
    let message = format!("No day is in `{}:{}`", term.name, value.text);
    let hint = match side {
        DateSide::On => "write the earlier date first",
        DateSide::After | DateSide::Before => "write a date with a beginning and an end",
    };
    Diagnostic::error("empty-range", message, 0, value.span.clone()).hint(hint)
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

#[cfg(test)]
mod tests {
    use super::{DateSide, days};

    fn written(text: &str, side: DateSide) -> String {
        days(text, side).map_or("–".to_owned(), |range| {
            format!("{} {}", range.from, range.to)
        })
    }

    #[test]
    fn dates_are_days() {
        let table = [
            ("2024-11-29", "2024-11-29 2024-11-29"),
            ("2024-11", "2024-11-01 2024-11-30"),
            ("2024", "2024-01-01 2024-12-31"),
            ("2024-11-29~", "2024-11-29 2024-11-29"),
            ("2024-11-27..2024-12-01", "2024-11-27 2024-12-01"),
            ("2024-11..2024-12", "2024-11-01 2024-12-31"),
            ("2024-11-27..", "2024-11-27 .."),
            ("..2024-11-27", ".. 2024-11-27"),
            ("2024-11-27/2024-12-01", "2024-11-27 2024-12-01"),
            ("2024-11-27/..", "2024-11-27 .."),
            ("{1667,1668}", "1667-01-01 1668-12-31"),
            (">2024-11", "2024-12-01 .."),
            ("<=2024-11", ".. 2024-11-30"),
            ("..", "–"),
            ("2024-13", "–"),
            ("yesterday", "–"),
        ];
        for (text, expected) in table {
            assert_eq!(written(text, DateSide::On), expected, "{text}");
        }
    }

    #[test]
    fn after_and_before_leave_the_date_out() {
        assert_eq!(written("2024-11-27", DateSide::After), "2024-11-28 ..");
        assert_eq!(written("2024-11", DateSide::After), "2024-12-01 ..");
        assert_eq!(written("2024-12-01", DateSide::Before), ".. 2024-11-30");
        assert_eq!(written("2024-12", DateSide::Before), ".. 2024-11-30");
    }
}
