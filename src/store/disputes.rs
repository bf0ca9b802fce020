//! Where accounts of one event disagree. Computed, never typed in.

use super::{ClaimRow, Claims, Clock, Numbers, RowId, Store};
use crate::model::{ClaimSubject, Qualifier, RelationKind, Stance};

/// Two accounts that cannot both be right; claims by position among the event's claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disagreement {
    /// The numbers share none.
    Numbers(usize, usize),
    /// Different holders, or different culprits.
    Values(usize, usize),
    /// The second denies what the first asserts.
    Denial(usize, usize),
    /// A denial that meets no assertion on record: it denies what the event tells.
    Denied(usize),
    /// A `contradicts` relation with another event.
    Contradiction(RowId),
}

/// The published claims that no published claim replaces, directly or through others.
///
/// A replacement that was not published yet replaces nothing.
#[must_use]
pub fn current_claims(store: &Store, row: RowId, clock: Clock) -> Vec<usize> {
    let claims = store.children().claims(row);
    let mut replaced = vec![false; claims.len()];
    for claim in claims
        .iter()
        .filter(|claim| store.sees_claim(row, claim, clock))
    {
        let earlier = |at: &u32| claims.get(*at as usize)?.supersedes;
        // No longer than the list, so that claims that replace each other in a ring end.
        for at in std::iter::successors(claim.supersedes, earlier).take(claims.len()) {
            if let Some(replaced) = replaced.get_mut(at as usize) {
                *replaced = true;
            }
        }
    }
    (0..claims.len())
        .filter(|&at| !replaced[at] && store.sees_claim(row, &claims.at(at), clock))
        .collect()
}

/// Everything that makes an event disputed: pairs of current claims of different claimants, current denials, and
/// `contradicts` relations in either direction to an event that is known too.
pub fn disagreements(
    store: &Store,
    row: RowId,
    clock: Clock,
) -> impl Iterator<Item = Disagreement> + '_ {
    let relations = store.children().relations(row).iter();
    let contradicted = relations
        .filter(move |&&(kind, other)| {
            kind == RelationKind::Contradicts && store.sees_event(other, clock)
        })
        .map(|&(_, other)| Disagreement::Contradiction(other));
    between_claims(store, row, clock)
        .into_iter()
        .chain(contradicted)
}

/// Whether two current claims about one of these subjects exclude each other. A denial that meets no assertion on record makes an
/// event disputed, but excludes no claim.
#[must_use]
pub fn claims_exclude(store: &Store, row: RowId, clock: Clock, about: &[ClaimSubject]) -> bool {
    let claims = store.children().claims(row);
    let excluded = |disagreement: &Disagreement| match *disagreement {
        Disagreement::Numbers(at, _)
        | Disagreement::Values(at, _)
        | Disagreement::Denial(at, _) => about.contains(&claims.at(at).about),
        Disagreement::Denied(_) | Disagreement::Contradiction(_) => false,
    };
    between_claims(store, row, clock).iter().any(excluded)
}

/// Whether there may be two claims that disagree, or a denial, whichever are published and current: as a rule there are not,
/// and that is seen without allocating.
fn may_disagree(claims: Claims<'_>) -> bool {
    let differ = |a: &ClaimRow, b: &ClaimRow| a.about == b.about && a.claimant != b.claimant;
    let denial = claims.iter().any(|claim| claim.stance == Stance::Denies);
    denial
        || claims.len() > 8
        || (1..claims.len()).any(|at| {
            let claim = claims.at(at);
            (0..at).any(|before| differ(&claims.at(before), &claim))
        })
}

fn between_claims(store: &Store, row: RowId, clock: Clock) -> Vec<Disagreement> {
    let claims = store.children().claims(row);
    if !may_disagree(claims) {
        return Vec::new();
    }
    let current = current_claims(store, row, clock);
    let mut found: Vec<Disagreement> = (0..current.len())
        .flat_map(|first| (first + 1..current.len()).map(move |second| (first, second)))
        .map(|(first, second)| (current[first], current[second]))
        .filter_map(|(a, b)| compare((a, &claims.at(a)), (b, &claims.at(b))))
        .collect();
    let met = |at: usize| {
        let of_it =
            |one: &Disagreement| matches!(one, Disagreement::Denial(_, denial) if *denial == at);
        found.iter().any(of_it)
    };
    let alone: Vec<_> = current
        .into_iter()
        .filter(|&at| claims.at(at).stance == Stance::Denies && !met(at))
        .map(Disagreement::Denied)
        .collect();
    found.extend(alone);
    found
}

/// Whether two claims cannot both be right. One claimant never disagrees with itself, and a running total is compared only
/// with a running total of the same date.
#[must_use]
pub fn compare(a: (usize, &ClaimRow), b: (usize, &ClaimRow)) -> Option<Disagreement> {
    let ((at_a, first), (at_b, second)) = (a, b);
    let same_clock =
        first.cumulative == second.cumulative && (!first.cumulative || first.dated == second.dated);
    // Numbers of a town and of a province, or of a day and of a week, can both be right.
    let same_cover = first.scope == second.scope && first.period == second.period;
    if first.claimant == second.claimant
        || first.about != second.about
        || !same_clock
        || !same_cover
    {
        return None;
    }
    match (first.stance, second.stance) {
        (Stance::Denies, Stance::Denies) => None,
        (Stance::Asserts, Stance::Denies) => {
            denies(first, second).then_some(Disagreement::Denial(at_a, at_b))
        }
        (Stance::Denies, Stance::Asserts) => {
            denies(second, first).then_some(Disagreement::Denial(at_b, at_a))
        }
        (Stance::Asserts, Stance::Asserts) if numbers_differ(first, second) => {
            Some(Disagreement::Numbers(at_a, at_b))
        }
        (Stance::Asserts, Stance::Asserts) if values_differ(first, second) => {
            Some(Disagreement::Values(at_a, at_b))
        }
        (Stance::Asserts, Stance::Asserts) => None,
    }
}

/// Numbers about the same people that share none.
fn numbers_differ(a: &ClaimRow, b: &ClaimRow) -> bool {
    let apart = a.stretched().zip(b.stretched());
    apart.is_some_and(|(a, b)| !a.overlaps(b)) && a.who == b.who
}

/// Different holders or culprits. Other values are free text, and different words need not mean different things.
fn values_differ(a: &ClaimRow, b: &ClaimRow) -> bool {
    let exclusive = matches!(
        a.about,
        ClaimSubject::Control | ClaimSubject::Responsibility
    );
    exclusive && same_or_open(a.who, b.who) && a.value.zip(b.value).is_some_and(|(a, b)| a != b)
}

/// Whether a denial meets an assertion about the same subject: about the same people (or people left open), the same value
/// (or one left open), and, when both have numbers, numbers that overlap.
fn denies(assertion: &ClaimRow, denial: &ClaimRow) -> bool {
    let numbers = assertion
        .numbers
        .zip(denial.numbers)
        .is_none_or(|(a, d)| a.overlaps(d));
    let people = assertion.who == denial.who || denial.who.is_none();
    people && same_or_open(assertion.value, denial.value) && numbers
}

impl ClaimRow {
    /// The numbers that the claim does not exclude: "about 80" and "dozens" leave a tenth on either side ("at least" and "at most" are bounds
    /// as they are).
    fn stretched(&self) -> Option<Numbers> {
        let numbers = self.numbers?;
        if !self.qualifier.is_some_and(Qualifier::is_vague) {
            return Some(numbers);
        }
        Some(Numbers {
            low: numbers.low - numbers.low / 10,
            high: numbers.high.map(|high| high.saturating_add(high / 10)),
            best: numbers.best,
        })
    }
}

fn same_or_open(a: Option<u32>, b: Option<u32>) -> bool {
    a.zip(b).is_none_or(|(a, b)| a == b)
}
