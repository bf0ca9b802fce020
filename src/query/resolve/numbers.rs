//! Values that are numbers or ranges of numbers.

use std::ops::RangeInclusive;

use super::super::ends::{End, ends};
use super::super::expr::{FieldTerm, Value};
use super::super::filter::{Filter, NumberRange, Predicate};
use super::report::wrong_value;
use super::{Resolver, single};
use crate::diagnostic::Diagnostic;
use crate::model::ClaimSubject;

impl Resolver<'_> {
    /// Numbers claimed.
    pub(super) fn counts(&mut self, term: &FieldTerm, about: ClaimSubject) -> Option<Filter> {
        let certain = term.certain;
        self.numbers(term, 0..=u64::MAX, |range| Predicate::Count {
            about,
            range,
            certain,
        })
    }

    /// Any of the ranges, each within what the field allows.
    pub(super) fn numbers(
        &mut self,
        term: &FieldTerm,
        allowed: RangeInclusive<u64>,
        test: impl Fn(NumberRange) -> Predicate,
    ) -> Option<Filter> {
        let mut tests = Vec::new();
        for value in &term.values {
            match number_range(&value.text) {
                Some(range) if range.min > range.max => self.problems.push(no_number(value)),
                Some(range) if !reaches(range, &allowed) => {
                    self.problems.push(out_of_scale(term, value, &allowed));
                }
                Some(range) => tests.push(Filter::Test(test(range))),
                None => {
                    let expected = "a number or a range of numbers";
                    self.problems.push(wrong_value(term, value, expected));
                }
            }
        }
        (tests.len() == term.values.len()).then(|| single(tests, Filter::Or))
    }
}

/// Reads `12`, `3..7`, `>=50` and the like.
fn number_range(text: &str) -> Option<NumberRange> {
    let ends = ends(text)?;
    let min = match ends.from {
        None => 0,
        Some(end) if end.included => number(end)?,
        Some(end) => number(end)?.checked_add(1)?,
    };
    let max = match ends.to {
        None => u64::MAX,
        Some(end) if end.included => number(end)?,
        // `<0` has no number: an empty range, which the caller reports.
        Some(end) => match number(end)?.checked_sub(1) {
            Some(max) => max,
            None => return Some(NumberRange { min: 1, max: 0 }),
        },
    };
    Some(NumberRange { min, max })
}

/// Digits only: `u64` would read a plus sign as well.
fn number(end: End<'_>) -> Option<u64> {
    let digits = end.text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| end.text.parse().ok()).flatten()
}

/// Whether the ends that are written lie on the scale, and the range shares a number with it.
fn reaches(range: NumberRange, allowed: &RangeInclusive<u64>) -> bool {
    range.min <= *allowed.end() && range.max >= *allowed.start()
}

fn no_number(value: &Value) -> Diagnostic {
    let message = format!("No number is in `{}`", value.text);
    Diagnostic::error("empty-range", message, 0, value.span.clone())
        .hint("write the smaller number first")
}

fn out_of_scale(term: &FieldTerm, value: &Value, allowed: &RangeInclusive<u64>) -> Diagnostic {
    let (least, greatest) = (allowed.start(), allowed.end());
    let message = format!("`{}:` goes from {least} to {greatest}", term.name);
    Diagnostic::error("out-of-scale", message, 0, value.span.clone()).hint(format!(
        "write `{}:{least}..{greatest}`, or a part of it",
        term.name
    ))
}

#[cfg(test)]
mod tests {
    use super::{NumberRange, number_range};

    #[test]
    fn every_form_is_a_range() {
        let table = [
            ("12", 12, 12),
            ("3..7", 3, 7),
            ("10..", 10, u64::MAX),
            ("..5", 0, 5),
            (">=50", 50, u64::MAX),
            (">50", 51, u64::MAX),
            ("<4", 0, 3),
            ("<=4", 0, 4),
        ];
        for (text, min, max) in table {
            assert_eq!(number_range(text), Some(NumberRange { min, max }), "{text}");
        }
        for text in [
            "",
            "..",
            "x",
            "-3",
            "+3",
            "1.5",
            "1...2",
            ">18446744073709551615",
            ">>1",
        ] {
            assert_eq!(number_range(text), None, "{text}");
        }
    }
}
