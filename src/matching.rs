//! Possible duplicates across datasets: pairs of events that may be one, with the reasons.
//!
//! Two events are a candidate when they lie within a window of days and kilometres (or, where coordinates say nothing, in the
//! same governorate) and their kinds can be of one event. How well time, place, actors, kinds and numbers of killed agree is a
//! score from 0 to 1; `docs/match.md` has the formula and where it comes from. Nothing is merged here or anywhere: a candidate
//! is a question to the analyst. Where several fit, [`Matcher::assign`] gives each event at most one other.
//!
//! What is not known never speaks against a match. Names are compared folded, ids and codes within their scheme only.

mod actors;
mod assign;
mod killed;
mod kinds;
mod names;
mod place;
mod regions;
mod search;
mod time;
mod traits;

#[cfg(test)]
mod tests;

pub use actors::{ActorTie, Tie};
pub use killed::{Account, Killed};
pub use kinds::KindTie;
pub use place::PlaceTie;
pub use time::TimeTie;

use crate::model::{DayRange, EventStatus};
use crate::store::{Clock, RowId, Store};

use actors::Actors;
use regions::Regions;

/// What makes two events a candidate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Days that dates may lie apart.
    pub days: u16,
    /// Kilometres that places may lie apart.
    pub km: f64,
    /// Candidates below this score are left out.
    pub min_score: f64,
}

impl Default for Settings {
    /// 2 days is the wider window of xSub (Zhukov, Davenport and Kostyuk 2019, doi:10.1177/0022343319836697) and of the examples
    /// of MELTT (Donnay and others 2019, doi:10.1177/0022002718777050). 10 km is wider than theirs (up to 5 km): of two data
    /// sets one often names the village and the other the town. The score is what finds the most pairs of which nine in ten
    /// are right, by `benches/matching.rs`.
    fn default() -> Self {
        Self {
            days: 2,
            km: 10.0,
            min_score: 0.7,
        }
    }
}

/// How much time, place, actors, kind and killed count in a score.
const WEIGHTS: [f64; 5] = [3.0, 3.0, 2.0, 1.0, 3.0];

/// What the parts of an agreement say, each from 0 to 1.
#[derive(Debug, Clone, Copy)]
struct Values {
    time: f64,
    place: f64,
    actors: f64,
    kind: f64,
    killed: Option<f64>,
}

impl Values {
    /// The mean by weight, in whole millionths: scores that differ by less than anything measured are the same, so that a tie is
    /// one on every machine.
    fn score(self) -> f64 {
        let [time, place, actors, kind, killed] = WEIGHTS;
        let sum = time * self.time + place * self.place + actors * self.actors + kind * self.kind;
        let weights = time + place + actors + kind;
        let mean = match self.killed {
            None => sum / weights,
            Some(value) => (sum + killed * value) / (weights + killed),
        };
        (mean * 1e6).round() / 1e6
    }
}

/// Two events that may be one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// The event of one side.
    pub a: RowId,
    /// The event of the other side.
    pub b: RowId,
    /// From 0 to 1.
    pub score: f64,
}

impl Pair {
    /// Best first, then in the order of time: no two pairs are equal.
    fn rank(&self, other: &Self) -> std::cmp::Ordering {
        let rows = (self.a, self.b).cmp(&(other.a, other.b));
        other.score.total_cmp(&self.score).then(rows)
    }
}

/// A pair among all candidates of two sides.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// The events and their score.
    pub pair: Pair,
    /// Whether the pair is the one in which its events are, where each event is in one at most.
    pub assigned: bool,
    /// Other candidates of the first event, and of the second; not counted for a pair that a record states.
    pub others: Option<[u32; 2]>,
}

/// How two events agree: the parts of a score.
#[derive(Debug, Clone, PartialEq)]
pub struct Agreement {
    /// Dates.
    pub time: TimeTie,
    /// Places.
    pub place: PlaceTie,
    /// Actors.
    pub actors: ActorTie,
    /// Kinds.
    pub kinds: KindTie,
    /// Numbers of killed, where both have some.
    pub killed: Option<Killed>,
}

impl Agreement {
    /// The mean of what the parts say, by their weights. Killed count only where both events have numbers.
    #[must_use]
    pub fn score(&self, settings: &Settings) -> f64 {
        let values = Values {
            time: self.time.value(settings.days),
            place: self.place.value(settings.km),
            actors: self.actors.value(),
            kind: self.kinds.value(),
            killed: self.killed.map(Killed::value),
        };
        values.score()
    }
}

/// The names of all datasets, ready to be compared. Made once per store.
#[derive(Debug)]
pub struct Names {
    actors: Actors,
    regions: Regions,
}

impl Names {
    /// Folds and numbers the names of a store.
    #[must_use]
    pub fn new(store: &Store) -> Self {
        Self {
            actors: Actors::new(store.vocabulary()),
            regions: Regions::new(store.vocabulary()),
        }
    }
}

/// Compares the events of a store, as of a day.
#[derive(Debug, Clone, Copy)]
pub struct Matcher<'a> {
    /// The events.
    pub store: &'a Store,
    /// The store's names.
    pub names: &'a Names,
    /// What had been published.
    pub clock: Clock,
    /// What makes a candidate.
    pub settings: Settings,
}

impl Matcher<'_> {
    /// How two events agree; `None` when they cannot be one within the windows.
    #[must_use]
    pub fn agreement(&self, a: RowId, b: RowId) -> Option<Agreement> {
        if occurred(self.store.status(a)) != occurred(self.store.status(b)) {
            return None;
        }
        let place = self.place(a, b)?;
        let days = self.store.days();
        let time = time::compare(days.of(a), days.of(b), self.settings.days)?;
        self.days_meet(a, b).then_some(())?;
        let kinds = kinds::compare(self.store.kind(a), self.store.kind(b))?;
        Some(Agreement {
            time,
            place,
            actors: self.actors(a, b),
            kinds,
            killed: killed::compare(self.store, a, b, self.clock),
        })
    }

    /// Whether any days that both allow lie within the window: of a set of days, those between its members are not meant.
    fn days_meet(&self, a: RowId, b: RowId) -> bool {
        let (days, window) = (self.store.days(), i64::from(self.settings.days));
        days.any_run(a, |one| {
            let near = DayRange {
                from: one.from.plus(-window),
                to: one.to.plus(window),
            };
            days.any_run(b, |other| near.overlaps(other))
        })
    }

    fn actors(&self, a: RowId, b: RowId) -> ActorTie {
        let names = &self.names.actors;
        let [first, second] = [a, b].map(|row| {
            let mut actors = Vec::new();
            names.named(self.store, row, &mut actors);
            actors
        });
        names.compare(&first, &second)
    }

    fn scored(&self, a: RowId, b: RowId) -> Option<Pair> {
        let score = self.agreement(a, b)?.score(&self.settings);
        (score >= self.settings.min_score).then_some(Pair { a, b, score })
    }
}

/// What took place is never the same as what was planned, denied or cancelled.
fn occurred(status: EventStatus) -> bool {
    status == EventStatus::Occurred
}

/// Best first, then in the order of time.
fn sort(pairs: &mut [Pair]) {
    pairs.sort_unstable_by(Pair::rank);
}
