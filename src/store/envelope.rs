//! The range of what is claimed: never a sum.

use super::{Clock, RowId, Store, current_claims};
use crate::model::{ClaimSubject, Stance};

/// The range of all claimed numbers of one subject, one group of people, one scope and one period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClaimRange {
    /// What about.
    pub about: ClaimSubject,
    /// Position of a claim whose `who` names the people.
    pub named_by: usize,
    /// Least of the lows.
    pub low: u64,
    /// Greatest of the highs; `None` when one is open.
    pub high: Option<u64>,
    /// How many claimants.
    pub claimants: usize,
}

/// Ranges over the current claims that assert a number and are no running totals, by subject, people, scope and period, in the order in
/// which they first occur.
#[must_use]
pub fn envelopes(store: &Store, row: RowId, clock: Clock) -> Vec<ClaimRange> {
    let claims = store.children().claims(row);
    let current = current_claims(store, row, clock);
    let counted = |at: &usize| {
        let claim = claims.at(*at);
        claim.stance == Stance::Asserts && !claim.cumulative
    };
    let numbered = current
        .into_iter()
        .filter(counted)
        .filter_map(|at| Some((at, claims.at(at).numbers?)));
    let mut ranges: Vec<(ClaimRange, Vec<super::ClaimantCode>)> = Vec::new();
    for (at, numbers) in numbered {
        let claim = claims.at(at);
        let same = |range: &ClaimRange| {
            let named = claims.at(range.named_by);
            range.about == claim.about
                && named.who == claim.who
                && named.scope == claim.scope
                && named.period == claim.period
        };
        if let Some((range, claimants)) = ranges.iter_mut().find(|(range, _)| same(range)) {
            range.low = range.low.min(numbers.low);
            range.high = range.high.zip(numbers.high).map(|(a, b)| a.max(b));
            if !claimants.contains(&claim.claimant) {
                claimants.push(claim.claimant);
            }
        } else {
            let range = ClaimRange {
                about: claim.about,
                named_by: at,
                low: numbers.low,
                high: numbers.high,
                claimants: 0,
            };
            ranges.push((range, vec![claim.claimant]));
        }
    }
    ranges
        .into_iter()
        .map(|(range, claimants)| ClaimRange {
            claimants: claimants.len(),
            ..range
        })
        .collect()
}
