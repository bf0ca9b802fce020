//! Where the records of both versions stand, by id.

use std::collections::{BTreeMap, HashMap};

use foldhash::fast::RandomState;

use super::Repeated;

/// Where a record stands, and a digest of what it holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Spot {
    /// A file in the upper 16 bits and a byte in the lower 48; a position, where records are held.
    pub(super) place: u64,
    pub(super) length: u32,
    pub(super) digest: u64,
}

/// Both versions. Records of the older one come first, in their order; then those that the newer one adds.
#[derive(Debug, Default)]
pub(super) struct Table {
    numbers: HashMap<Box<str>, u32, RandomState>,
    entries: Vec<(Option<Spot>, Option<Spot>)>,
    repeats: BTreeMap<u32, Repeats>,
}

/// Records behind the first one of an id. The digests are added up: their order does not matter.
#[derive(Debug, Clone, Copy, Default)]
struct Repeats {
    old: (u32, u64),
    new: (u32, u64),
}

impl Table {
    pub(super) fn add_old(&mut self, key: Box<str>, spot: Spot) {
        let number = self.number(key);
        match &mut self.entries[number as usize].0 {
            Some(_) => add(&mut self.repeats.entry(number).or_default().old, spot),
            first => *first = Some(spot),
        }
    }

    pub(super) fn add_new(&mut self, key: Box<str>, spot: Spot) {
        let number = self.number(key);
        match &mut self.entries[number as usize].1 {
            Some(_) => add(&mut self.repeats.entry(number).or_default().new, spot),
            first => *first = Some(spot),
        }
    }

    fn number(&mut self, key: Box<str>) -> u32 {
        let next = u32::try_from(self.entries.len()).expect("fewer than four billion records");
        let number = *self.numbers.entry(key).or_insert(next);
        if number == next {
            self.entries.push((None, None));
        }
        number
    }

    pub(super) fn len(&self) -> u32 {
        u32::try_from(self.entries.len()).expect("fewer than four billion records")
    }

    pub(super) fn entry(&self, number: u32) -> (Option<Spot>, Option<Spot>) {
        self.entries[number as usize]
    }

    /// Ids that stand in several records of a version, in the order of the records.
    pub(super) fn repeated(&self) -> Vec<Repeated> {
        let mut ids: BTreeMap<u32, &str> = BTreeMap::new();
        if !self.repeats.is_empty() {
            let repeated = self
                .numbers
                .iter()
                .filter(|(_, number)| self.repeats.contains_key(number));
            ids.extend(repeated.map(|(id, &number)| (number, &**id)));
        }
        let told = |(number, id): (u32, &str)| {
            let repeats = self.repeats[&number];
            let (old, new) = self.entry(number);
            Repeated {
                id: id.to_owned(),
                old: u32::from(old.is_some()) + repeats.old.0,
                new: u32::from(new.is_some()) + repeats.new.0,
                same: repeats.old == repeats.new,
            }
        };
        ids.into_iter().map(told).collect()
    }
}

fn add(repeats: &mut (u32, u64), spot: Spot) {
    repeats.0 += 1;
    repeats.1 = repeats.1.wrapping_add(spot.digest);
}
