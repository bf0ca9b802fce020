//! Claimed numbers on one axis.

use crate::analysis::ClaimDetail;
use crate::content::glyph::Glyphs;
use crate::content::words::number;
use crate::content::{Line, Span, Tone};

/// A claimed number: what it says at least, at best and at most. `None` is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::content) struct Amount {
    low: Option<u64>,
    best: Option<u64>,
    high: Option<u64>,
}

impl Amount {
    /// The number of a claim, if it has one. Real data have `low` above `high`; they are read the other way round.
    pub(in crate::content) fn of(claim: &ClaimDetail) -> Option<Self> {
        let (low, high) = match (claim.low, claim.high) {
            (Some(low), Some(high)) => (Some(low.min(high)), Some(low.max(high))),
            (None, None) => (claim.best, claim.best),
            ends => ends,
        };
        (low.is_some() || high.is_some()).then_some(Self {
            low,
            best: claim.best,
            high,
        })
    }

    /// In words and figures: `52`, `311–327`, `at least 35`, `at most 50`.
    pub(in crate::content) fn words(self, glyphs: &Glyphs) -> String {
        let Self { low, best, high } = self;
        let range = match (low, high) {
            (Some(low), Some(high)) if low == high => number(low),
            (Some(low), Some(high)) => format!("{}{}{}", number(low), glyphs.dash, number(high)),
            (Some(low), None) => format!("at least {}", number(low)),
            (None, Some(high)) => format!("at most {}", number(high)),
            (None, None) => String::new(),
        };
        let best = best.filter(|best| Some(*best) != low && Some(*best) != high);
        best.map_or_else(
            || range.clone(),
            |best| format!("{range}, best {}", number(best)),
        )
    }

    fn numbers(self) -> impl Iterator<Item = u64> {
        [self.low, self.best, self.high].into_iter().flatten()
    }
}

/// How numbers are laid on an axis.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ScaleKind {
    /// Equal steps for equal ratios where small numbers would else fall on one column.
    #[default]
    Fitting,
    /// Equal steps for equal ratios.
    Logarithmic,
    /// Equal steps for equal differences.
    Linear,
}

impl ScaleKind {
    /// Whether equal steps stand for equal ratios on an axis between two numbers.
    pub(in crate::content) fn is_logarithmic(self, least: u64, most: u64) -> bool {
        match self {
            Self::Fitting => most / least.max(1) > LOGARITHMIC_FROM,
            Self::Logarithmic => true,
            Self::Linear => false,
        }
    }

    /// What a number is worth on an axis.
    pub(in crate::content) fn measure(logarithmic: bool, value: u64) -> f64 {
        if logarithmic {
            (value as f64 + 1.0).ln()
        } else {
            value as f64
        }
    }
}

/// One axis for all claims of a subject.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::content) struct Scale {
    least: u64,
    most: u64,
    columns: usize,
    /// Columns kept free at the end for the arrows of open ranges.
    beyond: usize,
    logarithmic: bool,
}

/// From this ratio on, small numbers would all fall on one column.
const LOGARITHMIC_FROM: u64 = 50;

impl Scale {
    /// The axis that holds these amounts; none when there is but one number, or no room.
    pub(in crate::content) fn over(
        amounts: &[Amount],
        columns: usize,
        kind: ScaleKind,
    ) -> Option<Self> {
        let numbers = || amounts.iter().flat_map(|amount| amount.numbers());
        let (least, most) = (numbers().min()?, numbers().max()?);
        let logarithmic = kind.is_logarithmic(least, most);
        let beyond = if amounts.iter().any(|amount| amount.high.is_none()) {
            2
        } else {
            0
        };
        (columns >= 10 && least < most).then_some(Self {
            least,
            most,
            columns,
            beyond,
            logarithmic,
        })
    }

    /// An amount as it lies on the axis.
    pub(in crate::content) fn draw(&self, amount: Amount, glyphs: &Glyphs) -> String {
        let [left, line, best, right, open, single] = glyphs.range;
        let (from, to) = (
            amount.low.map_or(0, |n| self.column(n)),
            amount.high.map_or(self.columns - 1, |n| self.column(n)),
        );
        let mut cells = vec![" "; self.columns];
        cells[from..=to].fill(line);
        cells[from] = if amount.low.is_some() {
            left
        } else {
            glyphs.more[0]
        };
        cells[to] = if amount.high.is_some() { right } else { open };
        if from == to {
            cells[from] = single;
        }
        if let Some(at) = amount.best {
            cells[self.column(at)] = best;
        }
        cells.concat()
    }

    /// The axis with its ends and, when it is so, that it is logarithmic.
    pub(in crate::content) fn axis(&self, glyphs: &Glyphs) -> Line {
        let (least, most) = (number(self.least), number(self.most));
        let rule = glyphs.rules[0];
        let room = (self.columns - self.beyond).saturating_sub(least.len() + most.len() + 2);
        let note = if self.logarithmic && room > 5 {
            " log "
        } else {
            ""
        };
        let half = (room - note.len().min(room)) / 2;
        let rest = room - note.len().min(room) - half;
        let middle = format!(" {}{note}{} ", rule.repeat(half), rule.repeat(rest));
        let ends = |text: String| Span::new(text, Tone::Dim);
        Line {
            spans: vec![ends(least), Span::new(middle, Tone::Rule), ends(most)],
        }
    }

    /// Whether equal steps stand for equal ratios.
    pub(in crate::content) fn is_logarithmic(&self) -> bool {
        self.logarithmic
    }

    fn column(&self, value: u64) -> usize {
        let measure = |value: u64| ScaleKind::measure(self.logarithmic, value);
        let (from, to) = (measure(self.least), measure(self.most));
        let share = (measure(value.clamp(self.least, self.most)) - from) / (to - from);
        let last = self.columns - 1 - self.beyond;
        // The share lies between 0 and 1; the cast saturates and NaN becomes 0.
        ((share * last as f64).round() as usize).min(last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::glyph::UNICODE;

    fn amount(low: u64, best: Option<u64>, high: Option<u64>) -> Amount {
        Amount {
            low: Some(low),
            best,
            high,
        }
    }

    #[test]
    fn ranges_share_one_axis() {
        let amounts = [
            amount(10, Some(20), Some(30)),
            amount(50, None, Some(50)),
            amount(35, None, None),
        ];
        let scale = Scale::over(&amounts, 21, ScaleKind::Fitting).expect("room");
        let drawn = amounts.map(|amount| scale.draw(amount, &UNICODE));
        assert_eq!(drawn[0], "├────■───┤           ");
        assert_eq!(drawn[1], "                  ■  ");
        assert_eq!(drawn[2], "           ├────────▸");
        assert_eq!(scale.axis(&UNICODE).text(), "10 ───────────── 50");
        assert_eq!(
            amounts.map(|a| a.words(&UNICODE)),
            ["10–30, best 20", "50", "at least 35"]
        );
    }

    #[test]
    fn far_numbers_take_a_logarithmic_axis() {
        let scale = Scale::over(
            &[amount(2, None, Some(2)), amount(4000, None, Some(4000))],
            20,
            ScaleKind::Fitting,
        )
        .expect("room");
        assert!(scale.is_logarithmic());
        assert_eq!(scale.axis(&UNICODE).text(), "2 ─── log ──── 4,000");
    }

    #[test]
    fn extremes_do_no_harm() {
        for (a, b) in [(0, u64::MAX), (u64::MAX - 1, u64::MAX), (0, 1)] {
            let scale = Scale::over(
                &[amount(a, Some(b), None), amount(b, None, Some(b))],
                10,
                ScaleKind::Fitting,
            )
            .expect("room");
            assert_eq!(
                crate::text::width(&scale.draw(amount(a, None, None), &UNICODE)),
                10
            );
        }
        assert!(Scale::over(&[amount(5, None, Some(5))], 20, ScaleKind::Fitting).is_none());
        assert!(Scale::over(&[], 20, ScaleKind::Fitting).is_none());
    }
}
