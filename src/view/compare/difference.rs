//! How much more one side has: in events, or in shares of each side's events.

use std::cmp::Ordering;

use super::SIDES;
use crate::app::State;
use crate::content::words::count;
use crate::content::{Line, Span, Tone};

/// What differences on the screen are measured in, and from where on they have the large mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::view) struct Measure {
    shares: bool,
    all: [usize; 2],
    /// Events, or tenths of a percentage point.
    large: u128,
}

/// The large mark begins at so many parts of the greatest difference on the screen …
const PARTS: u128 = 4;
/// … and at so many events at least: a few are no hot spot.
const FEW: u128 = 10;

impl Measure {
    /// For cells that are on the screen together, of so many events of each side.
    pub(in crate::view) fn of(
        shares: bool,
        all: [usize; 2],
        cells: impl Iterator<Item = [usize; 2]>,
    ) -> Self {
        let any = Self {
            shares,
            all,
            large: u128::MAX,
        };
        let peak = cells.map(|counts| any.difference(counts).units).max();
        let least = if shares { 1 } else { FEW };
        Self {
            large: round(peak.unwrap_or(0) / PARTS).max(least),
            ..any
        }
    }

    /// How much more one side has in a cell.
    pub(in crate::view) fn difference(&self, counts: [usize; 2]) -> Difference {
        if self.shares {
            return self.of_shares(counts);
        }
        let size = counts[0].abs_diff(counts[1]);
        Difference {
            side: greater(counts[0].cmp(&counts[1])),
            amount: count(size),
            size: size as u128,
            units: size as u128,
            much: size as u128 >= self.large,
        }
    }

    /// a/n beside b/m without division: a*m beside b*n, of n*m. A side without events has no share of anything.
    fn of_shares(&self, counts: [usize; 2]) -> Difference {
        let whole = |side: usize| self.all[side].max(1) as u128;
        let part = |side: usize| counts[side] as u128 * whole(1 - side);
        let (a, b, of) = (part(0), part(1), whole(0) * whole(1));
        let size = a.abs_diff(b);
        let tenths = (size * 1000 + of / 2) / of;
        let amount = match tenths {
            0 if size > 0 => "<0.1".to_owned(),
            _ => points(tenths),
        };
        Difference {
            side: greater(a.cmp(&b)),
            amount,
            size,
            units: tenths,
            much: tenths >= self.large,
        }
    }

    /// What marks and numbers mean, the most needed first.
    pub(in crate::view) fn legend(&self, state: &State) -> Vec<Line> {
        let glyphs = &state.glyphs;
        let part = |mark: String, tone: Tone, says: &str| {
            Line::default()
                .with(mark, tone)
                .with(format!(" {says}"), Tone::Dim)
        };
        let sample = |side: usize| format!("{}3", glyphs.more_on(side, false, false));
        let large = [0, 1].map(|side| glyphs.more_on(side, true, false));
        let (what, from) = if self.shares {
            ("3 percentage points more in A", points(self.large))
        } else {
            let large = usize::try_from(self.large).unwrap_or(usize::MAX);
            ("3 events more in A", count(large))
        };
        vec![
            part(sample(0), SIDES[0].1, what),
            part(sample(1), SIDES[1].1, "3 in B"),
            part(large.join(" "), Tone::Text, &format!("{from}+")),
            part(glyphs.as_much().into(), Tone::Dim, "as much"),
        ]
    }
}

/// Tenths of a point: with a digit behind the point below ten.
fn points(tenths: u128) -> String {
    match tenths {
        0..100 => format!("{}.{}", tenths / 10, tenths % 10),
        _ => (tenths / 10).to_string(),
    }
}

/// The greatest of 1, 2, 5, 10, 20 and so on that is no greater.
fn round(size: u128) -> u128 {
    let mut step = 1;
    while step * 10 <= size {
        step *= 10;
    }
    let times = [5, 2, 1].into_iter().find(|times| step * times <= size);
    times.map_or(0, |times| step * times)
}

/// Which side has more, and how much.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::view) struct Difference {
    /// The side that has more; none where both have as much.
    pub(in crate::view) side: Option<usize>,
    /// How much more: a count, or percentage points.
    pub(in crate::view) amount: String,
    /// The same, to be sorted by.
    pub(in crate::view) size: u128,
    units: u128,
    much: bool,
}

impl Difference {
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
        let measure = Measure::of(shares, all, [counts].into_iter());
        let difference = measure.difference(counts);
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

    #[test]
    fn the_large_mark_is_for_the_greatest_on_the_screen() {
        let from = |peak: usize| Measure::of(false, [1, 1], [[peak, 0]].into_iter()).large;
        assert_eq!([0, 9, 39, 80, 1_169].map(from), [10, 10, 10, 20, 200]);
        let shares = |part: usize| Measure::of(true, [1000, 1000], [[part, 0]].into_iter()).large;
        // Tenths of a point, of thousandths.
        assert_eq!([0, 3, 8, 230].map(shares), [1, 1, 2, 50]);
        let none = Measure::of(true, [0, 0], std::iter::empty());
        assert_eq!(none.difference([0, 0]).side, None);
    }
}
