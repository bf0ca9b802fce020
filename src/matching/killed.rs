//! Whether accounts of the killed agree. They belong to claimants, are compared and never added.

use crate::model::{ClaimSubject, Stance};
use crate::store::{ClaimRow, ClaimantCode, Clock, Numbers, RowId, Store, current_claims};

/// What one claimant says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Account {
    /// Who.
    pub claimant: ClaimantCode,
    /// How many.
    pub numbers: Numbers,
}

/// Two accounts, one of each event: two that share a number where there are such.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Killed {
    /// Of the first event.
    pub a: Account,
    /// Of the second.
    pub b: Account,
    /// Whether they share a number.
    pub agree: bool,
}

impl Killed {
    /// Accounts of one event differ often: that they share no number says little.
    pub(super) fn value(self) -> f64 {
        if self.agree { 1.0 } else { 0.3 }
    }
}

/// `None` when one of the events has no number of killed, or only running totals.
pub(super) fn compare(store: &Store, a: RowId, b: RowId, clock: Clock) -> Option<Killed> {
    let has_claims = |row| !store.children().claims(row).is_empty();
    if !has_claims(a) || !has_claims(b) {
        return None;
    }
    let (first, second) = (accounts(store, a, clock), accounts(store, b, clock));
    let pairs = first
        .iter()
        .flat_map(|&a| second.iter().map(move |&b| (a, b)));
    let killed = |(a, b): (Account, Account)| Killed {
        a,
        b,
        agree: a.numbers.overlaps(b.numbers),
    };
    // Of several that agree, the first: claims stand in the order of the record.
    pairs.map(killed).reduce(|best, next| {
        if best.agree || !next.agree {
            best
        } else {
            next
        }
    })
}

fn accounts(store: &Store, row: RowId, clock: Clock) -> Vec<Account> {
    let claims = store.children().claims(row);
    let counted = |claim: &ClaimRow| {
        claim.about == ClaimSubject::Killed && claim.stance == Stance::Asserts && !claim.cumulative
    };
    let current = current_claims(store, row, clock).into_iter();
    let counted = current.map(|at| claims.at(at)).filter(counted);
    let account = |claim: ClaimRow| {
        Some(Account {
            claimant: claim.claimant,
            numbers: claim.numbers?,
        })
    };
    counted.filter_map(account).collect()
}
