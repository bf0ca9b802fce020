//! Whether accounts of the killed agree. They belong to claimants, are compared and never added.

use crate::model::{ClaimSubject, Qualifier, Stance};
use crate::store::{ClaimRow, ClaimantCode, Clock, Numbers, RowId, Store, current_claims};

/// What one claimant says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Account {
    /// Who.
    pub claimant: ClaimantCode,
    /// How many.
    pub numbers: Numbers,
    /// Whom it counts; `None` where that is not said.
    who: Option<u32>,
}

/// Two accounts, one of each event: the two that are nearest to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Killed {
    /// Of the first event.
    pub a: Account,
    /// Of the second.
    pub b: Account,
    /// How much lies between them; 0 when they share a number.
    pub apart: u64,
}

impl Killed {
    /// Whether they share a number.
    #[must_use]
    pub fn agree(self) -> bool {
        self.apart == 0
    }

    pub(super) fn value(self) -> f64 {
        value(self.a.numbers, self.b.numbers)
    }
}

/// So many more or fewer dead are no longer one account, where few died.
const FEW: f64 = 4.0;
/// The same as a part of the smaller number, where many died.
const PART: f64 = 0.25;

/// 1 when the accounts share a number, less the more lies between them: accounts of one event differ by a few dead, or by a part
/// of many.
pub(super) fn value(a: Numbers, b: Numbers) -> f64 {
    let smaller = a.most().min(b.most());
    (1.0 - float(apart(a, b)) / (FEW + PART * float(smaller))).max(0.0)
}

/// How much lies between two accounts.
fn apart(a: Numbers, b: Numbers) -> u64 {
    a.low
        .saturating_sub(b.most())
        .max(b.low.saturating_sub(a.most()))
}

#[expect(
    clippy::cast_precision_loss,
    reason = "of numbers of dead, sixteen digits are enough"
)]
fn float(number: u64) -> f64 {
    number as f64
}

/// The best value of two lists of accounts; `None` when no two of them can be compared.
pub(super) fn best(first: &[Account], second: &[Account]) -> Option<f64> {
    let pairs = comparable(first, second);
    pairs
        .map(|(a, b)| value(a.numbers, b.numbers))
        .reduce(f64::max)
}

/// Pairs of accounts, one of each event, that count the same people as far as is said.
fn comparable<'a>(
    first: &'a [Account],
    second: &'a [Account],
) -> impl Iterator<Item = (Account, Account)> + 'a {
    let pairs = first
        .iter()
        .flat_map(|&a| second.iter().map(move |&b| (a, b)));
    pairs.filter(|(a, b)| a.who == b.who || a.who.is_none() || b.who.is_none())
}

/// `None` when the events have no numbers of killed that can be compared.
pub(super) fn compare(store: &Store, a: RowId, b: RowId, clock: Clock) -> Option<Killed> {
    let (first, second) = (accounts(store, a, clock), accounts(store, b, clock));
    let killed = |(a, b): (Account, Account)| Killed {
        a,
        b,
        apart: apart(a.numbers, b.numbers),
    };
    // Of several that are as near, the first: claims stand in the order of the record.
    let pairs = comparable(&first, &second);
    pairs.map(killed).reduce(|best, next| {
        if next.value() > best.value() {
            next
        } else {
            best
        }
    })
}

/// What is said of the killed of an event, by whom.
pub(super) fn accounts(store: &Store, row: RowId, clock: Clock) -> Vec<Account> {
    let claims = store.children().claims(row);
    if claims.is_empty() {
        return Vec::new();
    }
    let current = current_claims(store, row, clock).into_iter();
    let counted = current.map(|at| claims.at(at)).filter(is_of_the_event);
    let account = |claim: ClaimRow| {
        Some(Account {
            claimant: claim.claimant,
            numbers: given(claim.numbers?, claim.qualifier)?,
            who: claim.who,
        })
    };
    counted.filter_map(account).collect()
}

/// Whether a claim counts the killed of the event itself: no running total, and not those of another area or time.
fn is_of_the_event(claim: &ClaimRow) -> bool {
    claim.about == ClaimSubject::Killed
        && claim.stance == Stance::Asserts
        && !claim.cumulative
        && claim.scope.is_none()
        && claim.period.is_none()
}

/// "About" 80 may be 72 to 88. A number that stands for a word, such as 12 for "dozens", says too little.
fn given(numbers: Numbers, qualifier: Option<Qualifier>) -> Option<Numbers> {
    match qualifier {
        None | Some(Qualifier::AtLeast | Qualifier::AtMost) => Some(numbers),
        Some(Qualifier::About) => Some(Numbers {
            low: numbers.low - numbers.low / 10,
            high: numbers.high.map(|high| high.saturating_add(high / 10)),
            best: numbers.best,
        }),
        Some(_) => None,
    }
}
