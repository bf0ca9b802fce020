//! What an actor did and suffered, with whom and against whom.
//!
//! Rows are counted by their casts and kinds, of many rows half by a second thread; the members of each cast are then looked at
//! once.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::ops::Range;

use super::super::casts::Casts;
use super::super::engine::Scope;
use super::super::{Companion, Companions, event_row};
use super::side::{Part, Parts};
use super::{Own, OwnCasts};
use crate::model::{ClaimSubject, Day, DayRange, EventKind, Role};
use crate::store::{
    ActorCode, Bitset, ClaimantCode, Clock, ROWS_WORTH_A_THREAD, RowId, Store, count_present,
    halves,
};

/// Companions that are named.
const COMPANIONS: usize = 12;

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
    let rows = &*occurred(scope, rows);
    let tally = if scope.store().reports().are_rows() {
        tallied(scope, own, rows)
    } else {
        tallied_by_report(scope, own, rows)
    };
    Activity {
        roles: most_frequent(Role::ALL, &tally.roles),
        did: most_frequent(EventKind::ALL, &tally.did),
        suffered: most_frequent(EventKind::ALL, &tally.suffered),
        with: companions(scope, &tally.with),
        against: companions(scope, &tally.against),
        others: most_frequent(ClaimSubject::ALL, &others(scope, own, &tally.initiated)),
    }
}

/// Without events that are planned, hypothetical, denied or cancelled: nobody did those.
pub(super) fn occurred<'a>(scope: &Scope<'_>, rows: &'a Bitset) -> Cow<'a, Bitset> {
    match scope.store().not_occurred() {
        None => Cow::Borrowed(rows),
        Some(others) => {
            let mut rows = rows.clone();
            rows.and_not(others);
            Cow::Owned(rows)
        }
    }
}

fn tallied(scope: &Scope<'_>, own: &Own, rows: &Bitset) -> Tally {
    let (store, casts) = (scope.store(), scope.engine.casts());
    let OwnCasts { casts: mine, parts } = own.casts(casts);
    let part = |run: Range<usize>| {
        let mut seen = Rows::new(store, casts.len());
        seen.add(store, (casts, &parts), (rows, run));
        seen
    };
    let two_threads = rows.count() >= ROWS_WORTH_A_THREAD;
    let seen = halves(rows.universe(), two_threads, part, |rows, later| {
        rows.join(&later, &mine)
    });
    let (mut with, mut against) = (Met::new(store), Met::new(store));
    for &cast in &mine {
        let cast = cast as usize;
        let (parts, seen) = (parts[cast], Seen::of(seen.casts[cast]));
        if seen.events == 0 {
            continue;
        }
        let others = casts.members(cast).iter();
        for other in others.filter(|other| !own.has(other.actor)) {
            let Some(part) = other.role.map(|role| Part::new(role, other.side)) else {
                continue;
            };
            if parts.beside(part) {
                with.add(other.actor, cast, seen);
            }
            if parts.against(part) {
                against.add(other.actor, cast, seen);
            }
        }
    }
    let kinds = |has: fn(Parts) -> bool| seen.kinds.iter().map(|kind| kind.with(has)).collect();
    let of_role = |&role: &Role| -> usize {
        let kinds = seen.kinds.iter();
        kinds.map(|kind| kind.with(|parts| parts.has(role))).sum()
    };
    Tally {
        roles: Role::ALL.iter().map(of_role).collect(),
        did: kinds(|parts| parts.has(Role::Initiator)),
        suffered: kinds(Parts::suffers),
        initiated: seen.initiated,
        with: with.seen,
        against: against.seen,
    }
}

/// The same where several rows may be of one report: a role, a kind and another actor count once for a report.
fn tallied_by_report(scope: &Scope<'_>, own: &Own, rows: &Bitset) -> Tally {
    let (store, casts) = (scope.store(), scope.engine.casts());
    let OwnCasts { parts, .. } = own.casts(casts);
    let actors = store.vocabulary().actors.len();
    let mut tally = Tally {
        roles: vec![0; Role::ALL.len()],
        did: vec![0; EventKind::ALL.len()],
        suffered: vec![0; EventKind::ALL.len()],
        initiated: Bitset::empty(store.len()),
        with: vec![Seen::NEVER; actors],
        against: vec![Seen::NEVER; actors],
    };
    let new = |values: usize| store.reports().by_value(values);
    let (mut roles, mut did, mut suffered) = (
        new(tally.roles.len()),
        new(tally.did.len()),
        new(tally.suffered.len()),
    );
    let (mut with, mut against) = (new(actors), new(actors));
    for row in rows.iter() {
        let cast = casts.of_rows()[row.index()] as usize;
        let (parts, kind) = (parts[cast], store.kind(row) as usize);
        for (at, count) in tally.roles.iter_mut().enumerate() {
            *count += usize::from(parts.has(Role::ALL[at]) && roles.is_new(row, at));
        }
        if parts.has(Role::Initiator) {
            tally.initiated.insert(row);
            tally.did[kind] += usize::from(did.is_new(row, kind));
        }
        if parts.suffers() {
            tally.suffered[kind] += usize::from(suffered.is_new(row, kind));
        }
        let others = casts.members(cast).iter();
        for other in others.filter(|other| !own.has(other.actor)) {
            let Some(part) = other.role.map(|role| Part::new(role, other.side)) else {
                continue;
            };
            let actor = other.actor.index();
            if parts.beside(part) && with.is_new(row, actor) {
                tally.with[actor].join(Seen::once(row));
            }
            if parts.against(part) && against.is_new(row, actor) {
                tally.against[actor].join(Seen::once(row));
            }
        }
    }
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

/// In how many matches an actor has each role, did and suffered what, and met whom.
struct Tally {
    roles: Vec<usize>,
    did: Vec<usize>,
    suffered: Vec<usize>,
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

/// In how many rows something was seen, and in which first and last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Seen {
    events: u32,
    first: u32,
    last: u32,
}

impl Seen {
    const NEVER: Self = Self {
        events: 0,
        first: u32::MAX,
        last: 0,
    };

    fn once(row: RowId) -> Self {
        Self {
            events: 1,
            first: row.0,
            last: row.0,
        }
    }

    /// Of what [`Rows`] hold.
    fn of([events, earliness, last]: [u32; 3]) -> Self {
        Self {
            events,
            first: u32::MAX - earliness,
            last,
        }
    }

    fn join(&mut self, other: Self) {
        self.events += other.events;
        self.first = self.first.min(other.first);
        self.last = self.last.max(other.last);
    }
}

/// Counts while rows are read.
struct Rows {
    kinds: Vec<OfKind>,
    initiated: Bitset,
    /// By cast: rows, how far before the last of all possible rows the first is, and the last. All of them nothing at first, so that
    /// memory is taken for those only that are met.
    casts: Vec<[u32; 3]>,
}

impl Rows {
    fn new(store: &Store, casts: usize) -> Self {
        Self {
            kinds: vec![OfKind([0; Parts::SORTS]); EventKind::ALL.len()],
            initiated: Bitset::empty(store.len()),
            casts: vec![[0; 3]; casts],
        }
    }

    /// Counts the rows of a set within a run.
    fn add(
        &mut self,
        store: &Store,
        (casts, parts): (&Casts, &[Parts]),
        (rows, run): (&Bitset, Range<usize>),
    ) {
        let of_rows = casts.of_rows();
        store.kinds().each_of(rows, run, |row, kind| {
            let cast = of_rows[row.index()] as usize;
            let [events, earliness, last] = &mut self.casts[cast];
            *events += 1;
            *earliness = (*earliness).max(u32::MAX - row.0);
            *last = row.0;
            let parts = parts[cast];
            self.kinds[kind].0[parts.sort()] += 1;
            if parts.has(Role::Initiator) {
                self.initiated.insert(row);
            }
        });
    }

    /// Adds the counts of later rows; `mine` are the casts that matter.
    fn join(mut self, later: &Self, mine: &[u32]) -> Self {
        for (mine, theirs) in self.kinds.iter_mut().zip(&later.kinds) {
            mine.0.iter_mut().zip(theirs.0).for_each(|(a, b)| *a += b);
        }
        self.initiated.or(&later.initiated);
        for &cast in mine {
            let [events, earliness, last] = &mut self.casts[cast as usize];
            let [more, other, latest] = later.casts[cast as usize];
            *events += more;
            *earliness = (*earliness).max(other);
            *last = (*last).max(latest);
        }
        self
    }
}

/// Other actors, by code.
struct Met {
    seen: Vec<Seen>,
    /// The cast in which each was met last: an actor with two roles in it counts once.
    in_cast: Vec<usize>,
}

impl Met {
    fn new(store: &Store) -> Self {
        let actors = store.vocabulary().actors.len();
        Self {
            seen: vec![Seen::NEVER; actors],
            in_cast: vec![usize::MAX; actors],
        }
    }

    fn add(&mut self, actor: ActorCode, cast: usize, rows: Seen) {
        if std::mem::replace(&mut self.in_cast[actor.index()], cast) != cast {
            self.seen[actor.index()].join(rows);
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
