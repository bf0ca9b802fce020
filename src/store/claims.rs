//! Claims as they are held: published data have millions, nearly all with small numbers, no date of their own and no sources
//! of their own, so that a third of the bytes of a [`ClaimRow`] holds one.

use std::ops::Range;

use super::batch::small;
use super::{ActorCode, ClaimRow, ClaimantCode, Numbers, PublisherCode, RegionCode};
use crate::model::{ClaimSubject, DayRange, Qualifier, Stance};

/// Claims one after the other.
#[derive(Debug, Clone, Default)]
pub(super) struct PackedClaims {
    pub(super) claims: Vec<PackedClaim>,
    /// What few claims have.
    pub(super) rare: Vec<RareParts>,
}

/// A claim; [`NONE`] stands for what it does not have.
#[derive(Debug, Clone, Copy)]
pub(super) struct PackedClaim {
    /// Twice the code, and one more of a publisher.
    pub(super) claimant: u32,
    pub(super) who: u32,
    pub(super) value: u32,
    /// Least number; none where it has no numbers, or larger ones, which are rare.
    pub(super) low: u32,
    /// Greatest number; none where it is open.
    pub(super) high: u32,
    /// Best number; none where the claim gives none.
    pub(super) best: u32,
    /// Position of its rare parts.
    pub(super) rare: u32,
    pub(super) about: ClaimSubject,
    pub(super) qualifier: Option<Qualifier>,
    pub(super) stance: Stance,
    pub(super) cumulative: bool,
}

/// What few claims have.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct RareParts {
    /// Numbers of more than 32 bits.
    pub(super) numbers: Option<Numbers>,
    pub(super) supersedes: Option<u32>,
    pub(super) dated: Option<DayRange>,
    pub(super) scope: Option<RegionCode>,
    pub(super) period: Option<DayRange>,
    pub(super) sources: (u32, u32),
}

/// Stands for what a claim does not have.
const NONE: u32 = u32::MAX;

impl PackedClaims {
    pub(super) fn is_empty(&self) -> bool {
        self.claims.is_empty()
    }

    /// Makes room for so many times what others are.
    pub(super) fn reserve_like(&mut self, model: &Self, times: usize) {
        self.claims.reserve(model.claims.len() * times);
        self.rare.reserve(model.rare.len() * times);
    }

    /// Makes room for so many claims.
    pub(super) fn reserve(&mut self, claims: usize) {
        self.claims.reserve_exact(claims);
    }

    pub(super) fn push(&mut self, claim: &ClaimRow) {
        let numbers = claim.numbers.and_then(small_numbers);
        let rare = RareParts {
            numbers: claim.numbers.filter(|_| numbers.is_none()),
            supersedes: claim.supersedes,
            dated: claim.dated,
            scope: claim.scope,
            period: claim.period,
            sources: claim.sources,
        };
        let rare = rare.is_some().then(|| {
            self.rare.push(rare);
            small(self.rare.len() - 1)
        });
        let [low, high, best] = numbers.unwrap_or([NONE; 3]);
        self.claims.push(PackedClaim {
            claimant: packed_claimant(claim.claimant),
            who: claim.who.unwrap_or(NONE),
            value: claim.value.unwrap_or(NONE),
            low,
            high,
            best,
            rare: rare.unwrap_or(NONE),
            about: claim.about,
            qualifier: claim.qualifier,
            stance: claim.stance,
            cumulative: claim.cumulative,
        });
    }

    /// Adds some of the claims of a batch, whose sources stand so much further back here.
    pub(super) fn extend(&mut self, other: &Self, range: Range<usize>, shift: u32) {
        for claim in &other.claims[range] {
            let rare = other.rare.get(claim.rare as usize).map(|rare| {
                let (from, to) = rare.sources;
                self.rare.push(RareParts {
                    sources: (from + shift, to + shift),
                    ..*rare
                });
                small(self.rare.len() - 1)
            });
            self.claims.push(PackedClaim {
                rare: rare.unwrap_or(NONE),
                ..*claim
            });
        }
    }

    /// Exchanges the regions that claims cover.
    pub(super) fn recode_scopes(&mut self, scope: impl Fn(RegionCode) -> RegionCode) {
        for rare in &mut self.rare {
            rare.scope = rare.scope.map(&scope);
        }
    }

    /// Exchanges the claimants.
    pub(super) fn recode(&mut self, claimant: impl Fn(ClaimantCode) -> ClaimantCode) {
        for claim in &mut self.claims {
            claim.claimant = packed_claimant(claimant(claimant_of(claim.claimant)));
        }
    }

    pub(super) fn run(&self, range: Range<usize>) -> Claims<'_> {
        Claims {
            claims: &self.claims[range],
            rare: &self.rare,
        }
    }

    /// Bytes held, by what is used of them.
    pub(super) fn bytes(&self) -> usize {
        self.claims.len() * size_of::<PackedClaim>() + self.rare.len() * size_of::<RareParts>()
    }
}

impl RareParts {
    fn is_some(&self) -> bool {
        self.numbers.is_some()
            || self.supersedes.is_some()
            || self.dated.is_some()
            || self.scope.is_some()
            || self.period.is_some()
            || self.sources.0 != self.sources.1
    }
}

/// Least, greatest and best number, where they leave the number that stands for none free.
fn small_numbers(numbers: Numbers) -> Option<[u32; 3]> {
    let fits = |number: u64| u32::try_from(number).ok().filter(|&number| number != NONE);
    let or_none = |number: Option<u64>| number.map_or(Some(NONE), fits);
    Some([
        fits(numbers.low)?,
        or_none(numbers.high)?,
        or_none(numbers.best)?,
    ])
}

fn packed_claimant(claimant: ClaimantCode) -> u32 {
    let (code, publisher) = match claimant {
        ClaimantCode::Actor(actor) => (actor.0, 0),
        ClaimantCode::Publisher(publisher) => (publisher.0, 1),
    };
    code.checked_mul(2).expect("fewer than two billion names") + publisher
}

fn claimant_of(packed: u32) -> ClaimantCode {
    if packed.is_multiple_of(2) {
        ClaimantCode::Actor(ActorCode(packed / 2))
    } else {
        ClaimantCode::Publisher(PublisherCode(packed / 2))
    }
}

/// Claims of a row, in the record's order.
#[derive(Debug, Clone, Copy, Default)]
pub struct Claims<'a> {
    claims: &'a [PackedClaim],
    rare: &'a [RareParts],
}

impl<'a> Claims<'a> {
    /// How many.
    #[must_use]
    pub fn len(self) -> usize {
        self.claims.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.claims.is_empty()
    }

    /// The claim at a position.
    #[must_use]
    pub fn get(self, at: usize) -> Option<ClaimRow> {
        self.claims.get(at).map(|claim| unpacked(claim, self.rare))
    }

    /// The claim at a position that there is, such as one of [`super::current_claims`].
    ///
    /// # Panics
    ///
    /// Where there is none.
    #[must_use]
    pub fn at(self, at: usize) -> ClaimRow {
        unpacked(&self.claims[at], self.rare)
    }

    /// All of them.
    pub fn iter(self) -> impl ExactSizeIterator<Item = ClaimRow> + 'a {
        self.claims
            .iter()
            .map(move |claim| unpacked(claim, self.rare))
    }
}

#[inline]
fn unpacked(claim: &PackedClaim, rare: &[RareParts]) -> ClaimRow {
    let some = |number: u32| (number != NONE).then_some(number);
    let numbers = some(claim.low).map(|low| Numbers {
        low: low.into(),
        high: some(claim.high).map(u64::from),
        best: some(claim.best).map(u64::from),
    });
    let rare = some(claim.rare)
        .and_then(|at| rare.get(at as usize))
        .copied()
        .unwrap_or_default();
    ClaimRow {
        claimant: claimant_of(claim.claimant),
        about: claim.about,
        who: some(claim.who),
        value: some(claim.value),
        numbers: numbers.or(rare.numbers),
        qualifier: claim.qualifier,
        scope: rare.scope,
        period: rare.period,
        stance: claim.stance,
        supersedes: rare.supersedes,
        cumulative: claim.cumulative,
        dated: rare.dated,
        sources: rare.sources,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_out_as_it_was() {
        let plain = ClaimRow {
            claimant: ClaimantCode::Actor(ActorCode(7)),
            about: ClaimSubject::Killed,
            who: None,
            value: Some(3),
            numbers: Numbers::new(Some(1), Some(2), None),
            qualifier: Some(Qualifier::AtLeast),
            scope: None,
            period: None,
            stance: Stance::Denies,
            supersedes: None,
            cumulative: true,
            dated: None,
            sources: (0, 0),
        };
        let large = |low, high| Numbers::new(Some(low), None, high);
        let rows = [
            plain,
            ClaimRow {
                claimant: ClaimantCode::Publisher(PublisherCode(0)),
                who: Some(0),
                value: None,
                numbers: None,
                supersedes: Some(0),
                dated: Some(DayRange::ALL),
                scope: Some(RegionCode(3)),
                period: Some(DayRange::ALL),
                qualifier: None,
                ..plain
            },
            ClaimRow {
                numbers: large(u64::MAX, None),
                ..plain
            },
            ClaimRow {
                numbers: large(1, Some(u32::MAX.into())),
                sources: (2, 4),
                ..plain
            },
        ];
        let mut packed = PackedClaims::default();
        rows.iter().for_each(|row| packed.push(row));
        let mut moved = PackedClaims::default();
        moved.extend(&packed, 2..4, 5);
        let told = |claims: Claims<'_>| -> Vec<String> {
            claims.iter().map(|claim| format!("{claim:?}")).collect()
        };
        let expected = |row: &ClaimRow| format!("{row:?}");
        assert_eq!(
            told(packed.run(0..4)),
            rows.iter().map(expected).collect::<Vec<_>>()
        );
        assert_eq!(packed.rare.len(), 3);
        let last = ClaimRow {
            sources: (7, 9),
            ..rows[3]
        };
        assert_eq!(
            told(moved.run(1..2)),
            [expected(&last)],
            "sources stand where they are now"
        );
    }
}
