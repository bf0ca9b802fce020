//! What is compared of an event, read once: a pair of millions then costs some tens of nanoseconds.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::place::{PlaceTie, Point};
use super::{Account, Matcher, Values, killed, kinds, occurred, time};
use crate::model::{DayRange, EventKind};
use crate::store::{ActorCode, Bitset, RegionCode, RowId};

/// Of one event.
#[derive(Debug, Clone, Copy)]
pub(super) struct Traits {
    pub(super) row: RowId,
    pub(super) days: DayRange,
    /// Whether some days between the first and the last are not meant.
    pub(super) has_gaps: bool,
    pub(super) point: Option<Point>,
    pub(super) region: RegionCode,
    /// Position in [`EventKind::ALL`].
    kind: u8,
    occurred: bool,
    /// Its actors, as a number that events with the same actors share.
    cast: u32,
    /// Where its accounts of the killed stand, and how many there are.
    killed: (u32, u32),
}

/// Lists that events share or point into.
#[derive(Debug, Default)]
pub(super) struct Lists {
    casts: Vec<Box<[ActorCode]>>,
    known: HashMap<Box<[ActorCode]>, u32, FixedState>,
    killed: Vec<Account>,
}

/// What is remembered of pairs of casts; every thread has its own.
#[derive(Debug)]
pub(super) struct Memory {
    casts: HashMap<(u32, u32), f64, FixedState>,
    kinds: Vec<Vec<f64>>,
}

/// Pairs of casts that are remembered at most: those of data with a cast for each event would fill the memory.
const MOST_CASTS: usize = 1 << 21;

impl Default for Memory {
    fn default() -> Self {
        Self {
            casts: HashMap::default(),
            kinds: kinds::values(),
        }
    }
}

impl Matcher<'_> {
    /// The traits of rows, in order; without those that are compared with none.
    pub(super) fn traits(&self, rows: &Bitset, lists: &mut Lists) -> Vec<Traits> {
        let mut actors = Vec::new();
        let rows = rows.iter();
        rows.filter_map(|row| self.traits_of(row, lists, &mut actors))
            .collect()
    }

    fn traits_of(
        &self,
        row: RowId,
        lists: &mut Lists,
        actors: &mut Vec<ActorCode>,
    ) -> Option<Traits> {
        let days = self.store.days().of(row);
        time::length(days)?;
        self.names.actors.named(self.store, row, actors);
        let accounts = killed::accounts(self.store, row, self.clock);
        let start = small(lists.killed.len());
        lists.killed.extend_from_slice(&accounts);
        let kind = self.store.kinds().get(row.index());
        Some(Traits {
            row,
            days,
            has_gaps: self.store.days().has_gaps(row),
            point: self.point(row).map(Point::new),
            region: self.store.region(row),
            kind: u8::try_from(kind).expect("fewer than 256 kinds"),
            occurred: occurred(self.store.status(row)),
            cast: lists.cast(actors),
            killed: (start, small(accounts.len())),
        })
    }

    /// The score of two events, if it is one of a candidate: the same as that of [`Self::agreement`].
    pub(super) fn score(
        &self,
        lists: &Lists,
        memory: &mut Memory,
        a: &Traits,
        b: &Traits,
    ) -> Option<f64> {
        if a.occurred != b.occurred {
            return None;
        }
        let kind = memory.kinds[usize::from(a.kind)][usize::from(b.kind)];
        if kind.is_nan() {
            return None;
        }
        let place = self.place_of(a, b)?.value(self.settings.km);
        let time = time::compare(a.days, b.days, self.settings.days)?.value(self.settings.days);
        let values = Values {
            time,
            place,
            actors: 1.0,
            kind,
            killed: killed::best(lists.killed(a), lists.killed(b)),
        };
        if values.score() < self.settings.min_score {
            return None;
        }
        let actors = self.cast_value(lists, memory, (a.cast, b.cast));
        let score = Values { actors, ..values }.score();
        (score >= self.settings.min_score).then_some(score)
    }

    /// As [`Self::place`], without the name of the region, which no score needs.
    fn place_of(&self, a: &Traits, b: &Traits) -> Option<PlaceTie> {
        if let (Some(first), Some(second)) = (a.point, b.point) {
            let km = first.km_within(second, self.settings.km);
            return km.map(PlaceTie::Apart);
        }
        let (level, parts_differ) = self.names.regions.shared(a.region, b.region)?;
        Some(PlaceTie::Within {
            level,
            region: a.region,
            parts_differ,
        })
    }

    fn cast_value(&self, lists: &Lists, memory: &mut Memory, casts: (u32, u32)) -> f64 {
        if let Some(&value) = memory.casts.get(&casts) {
            return value;
        }
        let [first, second] = [casts.0, casts.1].map(|cast| &lists.casts[cast as usize]);
        let value = self.names.actors.compare(first, second).value();
        if memory.casts.len() >= MOST_CASTS {
            memory.casts.clear();
        }
        memory.casts.insert(casts, value);
        value
    }
}

impl Lists {
    fn cast(&mut self, actors: &[ActorCode]) -> u32 {
        if let Some(&cast) = self.known.get(actors) {
            return cast;
        }
        let cast = small(self.casts.len());
        self.known.insert(actors.into(), cast);
        self.casts.push(actors.into());
        cast
    }

    fn killed(&self, of: &Traits) -> &[Account] {
        let (start, count) = of.killed;
        &self.killed[start as usize..][..count as usize]
    }
}

fn small(number: usize) -> u32 {
    u32::try_from(number).expect("fewer than four billion rows, casts and accounts")
}

const _: () = assert!(EventKind::ALL.len() < 256);
