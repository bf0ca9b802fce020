//! How much more one side has: in events, or in shares of each side's events.

use std::cmp::Ordering;

use super::SIDES;
use crate::app::State;
use crate::content::words::count;
use crate::content::{Line, Span, Tone};

/// Events, and tenths of a percentage point, from which a difference has the large mark.
const MUCH: (usize, u128) = (10, 50);

/// Which side has more, and how much.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::view) struct Difference {
    /// The side that has more; none where both have as much.
    pub(in crate::view) side: Option<usize>,
    /// How much more: a count, or percentage points.
    pub(in crate::view) amount: String,
    /// The same, to be sorted by.
    pub(in crate::view) size: u128,
    much: bool,
}

impl Difference {
    /// Of the events of a cell, of so many events of each side.
    pub(in crate::view) fn of(counts: [usize; 2], all: [usize; 2], shares: bool) -> Self {
        if shares {
            Self::of_shares(counts, all)
        } else {
            let size = counts[0].abs_diff(counts[1]);
            Self {
                side: greater(counts[0].cmp(&counts[1])),
                amount: count(size),
                size: size as u128,
                much: size >= MUCH.0,
            }
        }
    }

    /// a/n beside b/m without division: a*m beside b*n, of n*m. A side without events has no share of anything.
    fn of_shares(counts: [usize; 2], all: [usize; 2]) -> Self {
        let whole = |side: usize| all[side].max(1) as u128;
        let part = |side: usize| counts[side] as u128 * whole(1 - side);
        let (a, b, of) = (part(0), part(1), whole(0) * whole(1));
        let size = a.abs_diff(b);
        let tenths = (size * 1000 + of / 2) / of;
        let amount = match tenths {
            0 if size > 0 => "<0.1".to_owned(),
            0..100 => format!("{}.{}", tenths / 10, tenths % 10),
            _ => (tenths / 10).to_string(),
        };
        Self {
            side: greater(a.cmp(&b)),
            amount,
            size,
            much: tenths >= MUCH.1,
        }
    }

    /// Its mark; `rough` where of no event more is known than the region, or the time.
    pub(in crate::view) fn mark(&self, state: &State, rough: bool) -> &'static str {
        match self.side {
            Some(side) => state.glyphs.more_on(side, self.much, rough),
            None => state.glyphs.as_much(),
        }
    }

    /// The tone of its side.
    pub(in crate::view) fn tone(&self) -> Tone {
        self.side.map_or(Tone::Dim, |side| SIDES[side].1)
    }

    /// Mark and amount.
    pub(in crate::view) fn span(&self, state: &State) -> Span {
        let amount = self.side.map_or("", |_| &self.amount);
        Span::new(format!("{}{amount}", self.mark(state, false)), self.tone())
    }

    /// `5 more in A`, `3.2 points more in B`.
    pub(in crate::view) fn words(&self, shares: bool) -> Line {
        let Some(side) = self.side else {
            let says = if shares { "the same share" } else { "as many" };
            return Line::default().with(says, Tone::Dim);
        };
        let points = if shares { " points" } else { "" };
        let says = format!("{}{points} more in {}", self.amount, SIDES[side].0);
        Line::default().with(says, self.tone())
    }

    /// What marks and numbers mean, the most needed first.
    pub(in crate::view) fn legend(state: &State, shares: bool) -> Vec<Line> {
        let glyphs = &state.glyphs;
        let part = |mark: String, tone: Tone, says: &str| {
            Line::default()
                .with(mark, tone)
                .with(format!(" {says}"), Tone::Dim)
        };
        let sample = |side: usize| format!("{}3", glyphs.more_on(side, false, false));
        let large = [0, 1].map(|side| glyphs.more_on(side, true, false));
        let (what, much) = if shares {
            ("3 percentage points more in A", format!("{}+", MUCH.1 / 10))
        } else {
            ("3 events more in A", format!("{}+", MUCH.0))
        };
        vec![
            part(sample(0), SIDES[0].1, what),
            part(sample(1), SIDES[1].1, "3 in B"),
            part(large.join(" "), Tone::Text, &much),
            part(glyphs.as_much().into(), Tone::Dim, "as much"),
        ]
    }
}

fn greater(order: Ordering) -> Option<usize> {
    match order {
        Ordering::Greater => Some(0),
        Ordering::Equal => None,
        Ordering::Less => Some(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(counts: [usize; 2], all: [usize; 2], shares: bool) -> (Option<usize>, String) {
        let difference = Difference::of(counts, all, shares);
        (difference.side, difference.amount)
    }

    #[test]
    fn counts_and_shares_may_point_to_different_sides() {
        assert_eq!(told([12, 7], [100, 20], false), (Some(0), "5".into()));
        assert_eq!(told([12, 7], [100, 20], true), (Some(1), "23".into()));
        assert_eq!(told([1, 2], [10, 20], true), (None, "0.0".into()));
        assert_eq!(told([3, 3], [10, 20], false), (None, "0".into()));
    }

    #[test]
    fn a_small_difference_is_not_none_and_no_events_are_no_share() {
        assert_eq!(told([1, 0], [100_000, 5], true), (Some(0), "<0.1".into()));
        assert_eq!(told([0, 1], [0, 3], true), (Some(1), "33".into()));
        assert_eq!(told([0, 0], [0, 0], true), (None, "0.0".into()));
        let most = u32::MAX as usize;
        assert_eq!(told([most, 0], [most, most], true), (Some(0), "100".into()));
    }
}
