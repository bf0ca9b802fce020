//! What an actor did and suffered, with whom and against whom.
//!
//! The participants of each row are read once, without anything being allocated for a row, and counted by the roles that it has
//! there; of many rows a second thread reads half.

use std::cmp::Reverse;
use std::ops::Range;

use super::super::engine::Scope;
use super::super::{Companion, Companions, event_row};
use super::Own;
use super::side::Parts;
use crate::model::{ClaimSubject, Day, DayRange, EventKind, Role};
use crate::store::{ActorCode, Bitset, ClaimantCode, Clock, RowId, Store, both, count_present};

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
    let kinds = |has: fn(Parts) -> bool| {
        let counts: Vec<usize> = tally.kinds.iter().map(|kind| kind.with(has)).collect();
        most_frequent(EventKind::ALL, &counts)
    };
    let of_role = |&role: &Role| -> usize {
        let kinds = tally.kinds.iter();
        kinds.map(|kind| kind.with(|parts| parts.has(role))).sum()
    };
    let roles: Vec<usize> = Role::ALL.iter().map(of_role).collect();
    Activity {
        roles: most_frequent(Role::ALL, &roles),
        did: kinds(|parts| parts.has(Role::Initiator)),
        suffered: kinds(Parts::suffers),
        with: companions(scope, &tally.with),
        against: companions(scope, &tally.against),
        others: most_frequent(ClaimSubject::ALL, &others(scope, own, &tally.initiated)),
    }
}

fn tallied(scope: &Scope<'_>, own: &Own, rows: &Bitset) -> Tally {
    let store = scope.store();
    let part = |run: Range<usize>| {
        let mut tally = Tally::new(store);
        rows.each_within(run, |row| tally.add(store, own, row));
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

/// Published claims of others about some rows, by what they are about.
fn others(scope: &Scope<'_>, own: &Own, rows: &Bitset) -> Vec<usize> {
    let (store, clock) = (scope.store(), scope.selection.edition.clock());
    let telling = scope.engine.telling();
    let mut counts = vec![0; ClaimSubject::ALL.len()];
    let is_own = |claimant| matches!(claimant, ClaimantCode::Actor(actor) if own.has(actor));
    let mut walked = rows.clone();
    let listed: usize = telling.groups.iter().map(|group| group.rows.len()).sum();
    if clock == Clock::NOW && rows.count() > listed / ENTRIES_A_ROW {
        for group in telling
            .groups
            .iter()
            .filter(|group| !is_own(group.claimant))
        {
            counts[group.about as usize] += count_present(&group.rows, rows);
        }
        walked.and(&telling.others);
    }
    for row in walked.iter() {
        for claim in store.children().claims(row).iter() {
            let counts_here = !is_own(claim.claimant) && store.sees_claim(row, &claim, clock);
            counts[claim.about as usize] += usize::from(counts_here);
        }
    }
    counts
}

/// To read the claims of a row takes about as long as to pass so many entries of lists.
const ENTRIES_A_ROW: usize = 16;

/// Counts while rows are read.
struct Tally {
    kinds: Vec<OfKind>,
    /// Rows in which it is an initiator.
    initiated: Bitset,
    with: Vec<Seen>,
    against: Vec<Seen>,
}

/// How many rows of a kind have it in which roles.
#[derive(Clone)]
struct OfKind([usize; Parts::SORTS]);

impl OfKind {
    fn with(&self, has: impl Fn(Parts) -> bool) -> usize {
        let counts = Parts::all().zip(self.0);
        counts
            .filter(|(parts, _)| has(*parts))
            .map(|(_, count)| count)
            .sum()
    }
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
    fn new(store: &Store) -> Self {
        let actors = store.vocabulary().actors.len();
        Self {
            kinds: vec![OfKind([0; Parts::SORTS]); EventKind::ALL.len()],
            initiated: Bitset::empty(store.len()),
            with: vec![Seen::NEVER; actors],
            against: vec![Seen::NEVER; actors],
        }
    }

    fn add(&mut self, store: &Store, own: &Own, row: RowId) {
        let mut parts = Parts::default();
        store.each_with_role(row, |actor, role| {
            if own.has(actor) {
                parts.add(role);
            }
        });
        if parts.is_empty() {
            return;
        }
        self.kinds[store.kind(row) as usize].0[parts.sort()] += 1;
        if parts.has(Role::Initiator) {
            self.initiated.insert(row);
        }
        store.each_with_role(row, |actor, role| {
            if own.has(actor) {
                return;
            }
            if parts.beside(role) {
                self.with[actor.index()].add(row);
            }
            if parts.against(role) {
                self.against[actor.index()].add(row);
            }
        });
    }

    fn join(&mut self, later: &Self) {
        for (mine, theirs) in self.kinds.iter_mut().zip(&later.kinds) {
            mine.0.iter_mut().zip(theirs.0).for_each(|(a, b)| *a += b);
        }
        self.initiated.or(&later.initiated);
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
