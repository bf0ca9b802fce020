//! Values of the Admiralty code. F and 6 mean "cannot be judged": they are in no range but one that names them.

use super::super::ends::{End, ends};
use super::super::expr::FieldTerm;
use super::super::filter::{Filter, Predicate};
use super::report::wrong_value;
use super::{Resolver, single};
use crate::model::{Credibility, Reliability};

impl Resolver<'_> {
    /// Letters, digits, or both: `B`, `2`, `B2`.
    pub(super) fn grades(&mut self, term: &FieldTerm) -> Option<Filter> {
        self.graded(term, "a grade", grade)
    }

    pub(super) fn reliabilities(&mut self, term: &FieldTerm) -> Option<Filter> {
        self.graded(term, "a letter from A to F or a range of them", |text| {
            let reliability = steps(text, Reliability::ALL, reliability)?;
            Some(Predicate::Grade {
                reliability,
                credibility: Vec::new(),
            })
        })
    }

    pub(super) fn credibilities(&mut self, term: &FieldTerm) -> Option<Filter> {
        self.graded(term, "a digit from 1 to 6 or a range of them", |text| {
            let credibility = steps(text, Credibility::ALL, Credibility::from_slug)?;
            Some(Predicate::Grade {
                reliability: Vec::new(),
                credibility,
            })
        })
    }

    fn graded(
        &mut self,
        term: &FieldTerm,
        expected: &str,
        read: impl Fn(&str) -> Option<Predicate>,
    ) -> Option<Filter> {
        let mut tests = Vec::new();
        for value in &term.values {
            match read(&value.text) {
                Some(test) => tests.push(Filter::Test(test)),
                None => self.problems.push(wrong_value(term, value, expected)),
            }
        }
        (tests.len() == term.values.len()).then(|| single(tests, Filter::Or))
    }
}

fn grade(text: &str) -> Option<Predicate> {
    let mut letters = text.trim();
    let mut credibility = Vec::new();
    if let Some((at, last)) = letters.char_indices().next_back()
        && let Some(digit) = Credibility::from_slug(last.encode_utf8(&mut [0; 4]))
    {
        credibility.push(digit);
        letters = &letters[..at];
    }
    let mut reliability = Vec::new();
    if !letters.is_empty() {
        reliability.push(self::reliability(letters)?);
    }
    (!text.trim().is_empty()).then_some(Predicate::Grade {
        reliability,
        credibility,
    })
}

fn reliability(letter: &str) -> Option<Reliability> {
    Reliability::from_slug(&letter.to_ascii_uppercase())
}

/// The steps of a scale in a range. The last step is "cannot be judged" and comes only when an end names it.
fn steps<T: Copy + PartialEq>(
    text: &str,
    scale: &[T],
    read: impl Fn(&str) -> Option<T>,
) -> Option<Vec<T>> {
    let ends = ends(text)?;
    let place = |end: End<'_>| {
        let step = read(end.text)?;
        scale.iter().position(|other| *other == step)
    };
    let unknown = scale.len().checked_sub(1)?;
    let from = match ends.from {
        None => 0,
        Some(end) => place(end)? + usize::from(!end.included),
    };
    let to = match ends.to {
        None => unknown,
        Some(end) => place(end)? + usize::from(end.included),
    };
    // `F..` names F, `A..` does not.
    let to = if ends.to.is_none() && ends.from.is_some_and(|end| end.included) && from == unknown {
        scale.len()
    } else {
        to
    };
    let range = scale.get(from..to)?;
    (!range.is_empty()).then(|| range.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(text: &str) -> String {
        let steps = steps(text, Reliability::ALL, reliability);
        steps.map_or("–".to_owned(), |steps| {
            steps.iter().map(|step| step.slug()).collect()
        })
    }

    #[test]
    fn what_cannot_be_judged_is_in_no_range_that_does_not_name_it() {
        let table = [
            ("A..C", "ABC"),
            ("b", "B"),
            ("<=C", "ABC"),
            ("<C", "AB"),
            (">=C", "CDE"),
            ("C..", "CDE"),
            ("..B", "AB"),
            ("D..F", "DEF"),
            ("F", "F"),
            (">=F", "F"),
            (">E", "–"),
            ("<=F", "ABCDEF"),
            ("<F", "ABCDE"),
            ("C..A", "–"),
            ("G", "–"),
            ("..", "–"),
        ];
        for (text, expected) in table {
            assert_eq!(letters(text), expected, "{text}");
        }
    }

    #[test]
    fn a_grade_has_a_letter_or_a_digit_or_both() {
        let both = Predicate::Grade {
            reliability: vec![Reliability::B],
            credibility: vec![Credibility::Two],
        };
        assert_eq!(grade("b2"), Some(both));
        assert!(
            matches!(grade("2"), Some(Predicate::Grade { reliability, .. }) if reliability.is_empty())
        );
        for wrong in ["", "7", "B7", "BB", "22", "2B", "é"] {
            assert_eq!(grade(wrong), None, "{wrong}");
        }
    }
}
