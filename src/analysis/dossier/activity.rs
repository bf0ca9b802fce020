//! What an actor did and suffered, with whom and against whom.
//!
//! The participants of each row are read once, without anything being allocated for a row; of many rows a second thread reads
//! half.

use std::cmp::Reverse;
use std::ops::Range;

use super::super::engine::Scope;
use super::super::{Companion, Companions, event_row};
use super::Own;
use crate::model::{ClaimSubject, Day, DayRange, EventKind, Role};
use crate::store::{ActorCode, Bitset, ClaimantCode, Clock, RowId, Store, both};

/// Companions that are named.
const COMPANIONS: usize = 12;
/// Rows from which a second thread reads half of them.
const WORTH_A_THREAD: usize = 1 << 15;

/// Counts of matching events, most frequent first.
pub(super) struct Activity {
    pub(super) roles: Vec<(Role, usize)>,
    pub(super) did: Vec<(EventKind, usize)>,
    pub(super) suffered: Vec<(EventKind, usize)>,
    pub(super) with: Companions,
    pub(super) against: Companions,
    /// Claims of others about events that the actor initiated.
    pub(super) others: Vec<(ClaimSubject, usize)>,
}

/// Counts each event once for each role, kind and other actor, however many members take part.
pub(super) fn activity(scope: &Scope<'_>, own: &Own, rows: &Bitset) -> Activity {
    let tally = tallied(scope, own, rows);
    Activity {
        roles: most_frequent(Role::ALL, &tally.roles),
        did: most_frequent(EventKind::ALL, &tally.did),
        suffered: most_frequent(EventKind::ALL, &tally.suffered),
        with: companions(scope, &tally.with),
        against: companions(scope, &tally.against),
        others: most_frequent(ClaimSubject::ALL, &tally.others),
    }
}

fn tallied(scope: &Scope<'_>, own: &Own, rows: &Bitset) -> Tally {
    let reading = Reading {
        store: scope.store(),
        own,
        clock: scope.selection.edition.clock(),
    };
    let part = |run: Range<usize>| {
        let mut tally = Tally::new(reading.store.vocabulary().actors.len());
        rows.iter_within(run)
            .for_each(|row| tally.add(&reading, row));
        tally
    };
    let all = rows.universe();
    if rows.count() < WORTH_A_THREAD {
        return part(0..all);
    }
    let (mut tally, rest) = both(|| part(0..all / 2), || part(all / 2..all));
    tally.join(&rest);
    tally
}

/// What rows are read with.
struct Reading<'a> {
    store: &'a Store,
    own: &'a Own,
    clock: Clock,
}

/// Counts while rows are read.
struct Tally {
    roles: Vec<usize>,
    did: Vec<usize>,
    suffered: Vec<usize>,
    others: Vec<usize>,
    with: Vec<Seen>,
    against: Vec<Seen>,
}

/// In how many rows an actor was seen, and in which first and last.
#[derive(Clone, Copy)]
struct Seen {
    events: u32,
    first: u32,
    last: u32,
}

impl Seen {
    const NEVER: Self = Self {
        events: 0,
        first: u32::MAX,
        last: u32::MAX,
    };

    /// Adds a row, which is not before the last one; a row that repeats counts once.
    fn add(&mut self, row: RowId) {
        if self.last != row.0 {
            self.events += 1;
            self.first = self.first.min(row.0);
            self.last = row.0;
        }
    }

    /// Adds what was seen in later rows.
    fn join(&mut self, later: Self) {
        if later.events > 0 {
            self.events += later.events;
            self.first = self.first.min(later.first);
            self.last = later.last;
        }
    }
}

impl Tally {
    fn new(actors: usize) -> Self {
        Self {
            roles: vec![0; Role::ALL.len()],
            did: vec![0; EventKind::ALL.len()],
            suffered: vec![0; EventKind::ALL.len()],
            others: vec![0; ClaimSubject::ALL.len()],
            with: vec![Seen::NEVER; actors],
            against: vec![Seen::NEVER; actors],
        }
    }

    fn add(&mut self, reading: &Reading<'_>, row: RowId) {
        let (store, own) = (reading.store, reading.own);
        let parts = own.parts(store, row);
        if parts.is_empty() {
            return;
        }
        for (at, &role) in Role::ALL.iter().enumerate() {
            self.roles[at] += usize::from(parts.has(role));
        }
        let kind = store.kind(row) as usize;
        if parts.has(Role::Initiator) {
            self.did[kind] += 1;
            self.add_claims(reading, row);
        }
        self.suffered[kind] += usize::from(parts.suffers());
        for (actor, role) in store.participants(row) {
            let Some(role) = role.filter(|_| !own.has(actor)) else {
                continue;
            };
            if parts.beside(role) {
                self.with[actor.index()].add(row);
            }
            if parts.against(role) {
                self.against[actor.index()].add(row);
            }
        }
    }

    /// Published claims of others about the row.
    fn add_claims(&mut self, reading: &Reading<'_>, row: RowId) {
        for claim in reading.store.children().claims(row).iter() {
            let own =
                matches!(claim.claimant, ClaimantCode::Actor(actor) if reading.own.has(actor));
            if !own && reading.store.sees_claim(row, &claim, reading.clock) {
                self.others[claim.about as usize] += 1;
            }
        }
    }

    fn join(&mut self, later: &Self) {
        let numbers = [
            (&mut self.roles, &later.roles),
            (&mut self.did, &later.did),
            (&mut self.suffered, &later.suffered),
            (&mut self.others, &later.others),
        ];
        for (mine, theirs) in numbers {
            mine.iter_mut().zip(theirs).for_each(|(a, b)| *a += b);
        }
        let seen = [
            (&mut self.with, &later.with),
            (&mut self.against, &later.against),
        ];
        for (mine, theirs) in seen {
            mine.iter_mut().zip(theirs).for_each(|(a, b)| a.join(*b));
        }
    }
}

fn companions(scope: &Scope<'_>, seen: &[Seen]) -> Companions {
    let all = (0..).map(ActorCode).zip(seen);
    let mut met: Vec<(ActorCode, Seen)> = all
        .filter(|(_, seen)| seen.events > 0)
        .map(|(actor, seen)| (actor, *seen))
        .collect();
    let total = met.len();
    met.sort_unstable_by_key(|(actor, seen)| (Reverse(seen.events), *actor));
    let top = met.into_iter().take(COMPANIONS);
    Companions {
        total,
        top: top
            .map(|(actor, seen)| companion(scope, actor, seen))
            .collect(),
    }
}

fn companion(scope: &Scope<'_>, actor: ActorCode, seen: Seen) -> Companion {
    let store = scope.store();
    let day = |row: u32| -> Day { store.days().first_day(RowId(row)) };
    Companion {
        actor: event_row::mention(scope, actor, store.bloc_day(RowId(seen.last))),
        events: seen.events as usize,
        days: DayRange {
            from: day(seen.first),
            to: day(seen.last),
        },
    }
}

/// By falling count; of equal counts the first declared first.
fn most_frequent<T: Copy>(values: &[T], counts: &[usize]) -> Vec<(T, usize)> {
    let pairs = values.iter().copied().zip(counts.iter().copied());
    let mut pairs: Vec<(T, usize)> = pairs.filter(|&(_, count)| count > 0).collect();
    pairs.sort_by_key(|&(_, count)| Reverse(count));
    pairs
}
