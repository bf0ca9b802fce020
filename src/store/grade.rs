//! Admiralty grades in one byte, and the grade that sources give.

use crate::model::{Credibility, Reliability};

/// A grade in one byte: letter (three bits), digit (three bits), whether the curator gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord, Hash)]
pub struct PackedGrade(pub u8);

impl PackedGrade {
    /// Packs a grade; of a curator who gave neither half nothing remains.
    #[must_use]
    pub fn new(letter: Option<Reliability>, digit: Option<Credibility>, assessed: bool) -> Self {
        Self(pack(letter, digit, assessed))
    }

    /// The letter.
    #[must_use]
    pub fn reliability(self) -> Option<Reliability> {
        at(Reliability::ALL, self.0 & 7)
    }

    /// The digit.
    #[must_use]
    pub fn credibility(self) -> Option<Credibility> {
        at(Credibility::ALL, self.0 >> 3 & 7)
    }

    /// Whether the curator gave it.
    #[must_use]
    pub fn assessed(self) -> bool {
        self.0 & 64 != 0
    }

    /// The grade that the cited sources give: the best letter among them with the best digit that a source of this letter has
    /// here.
    ///
    /// `F` and `6` are unknown, neither best nor worst: they stand only where no source has a judged letter, or no citation a
    /// judged digit. The digit of a worse source is never put beside the letter of a better one.
    #[must_use]
    pub fn derived(
        citations: impl Iterator<Item = (Option<Reliability>, Option<Credibility>)> + Clone,
    ) -> Self {
        // The declared order is A to F and 1 to 6, so that the unknown ones are taken last.
        let letter = citations.clone().filter_map(|(letter, _)| letter).min();
        let digit = citations
            .filter(|&(other, _)| other == letter)
            .filter_map(|(_, digit)| digit)
            .min();
        Self::new(letter, digit, false)
    }
}

fn at<T: Copy>(all: &[T], number: u8) -> Option<T> {
    usize::from(number)
        .checked_sub(1)
        .and_then(|at| all.get(at))
        .copied()
}

pub(super) fn pack(letter: Option<Reliability>, digit: Option<Credibility>, assessed: bool) -> u8 {
    let number =
        letter.map_or(0, |letter| letter as u8 + 1) | digit.map_or(0, |digit| digit as u8 + 1) << 3;
    if number == 0 {
        0
    } else {
        number | u8::from(assessed) << 6
    }
}

#[cfg(test)]
mod tests {
    use super::PackedGrade;
    use crate::model::{Credibility as C, Reliability as R};

    fn derived(citations: &[(Option<R>, Option<C>)]) -> (Option<R>, Option<C>) {
        let grade = PackedGrade::derived(citations.iter().copied());
        assert!(!grade.assessed());
        (grade.reliability(), grade.credibility())
    }

    #[test]
    fn the_best_letter_brings_its_own_digit() {
        let cited = [
            (Some(R::D), Some(C::One)),
            (Some(R::B), Some(C::Three)),
            (Some(R::B), Some(C::Two)),
        ];
        assert_eq!(derived(&cited), (Some(R::B), Some(C::Two)));
        assert_eq!(
            derived(&[(Some(R::B), None), (Some(R::D), Some(C::One))]),
            (Some(R::B), None)
        );
    }

    #[test]
    fn unknown_is_neither_best_nor_worst() {
        assert_eq!(
            derived(&[(Some(R::F), Some(C::One)), (Some(R::E), Some(C::Six))]),
            (Some(R::E), Some(C::Six))
        );
        assert_eq!(
            derived(&[(Some(R::F), Some(C::Six)), (None, Some(C::One))]),
            (Some(R::F), Some(C::Six))
        );
        assert_eq!(derived(&[(None, Some(C::Two))]), (None, Some(C::Two)));
        assert_eq!(derived(&[]), (None, None));
    }

    #[test]
    fn all_grades_pack() {
        for &letter in R::ALL {
            for &digit in C::ALL {
                let grade = PackedGrade::new(Some(letter), Some(digit), true);
                assert_eq!(
                    (grade.reliability(), grade.credibility()),
                    (Some(letter), Some(digit))
                );
                assert!(grade.assessed());
            }
        }
        assert!(!PackedGrade::new(None, None, true).assessed());
    }
}
