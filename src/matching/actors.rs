//! Whether two events name the same actors.

use std::collections::HashMap;

use super::names::{Reading, listed};
use crate::model::RegionLevel;
use crate::store::{ActorCode, ActorEntry, Lists, RowId, Store, Vocabulary, fold};

/// Why two actors count as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tie {
    /// They have the same id in the same scheme, or a name in common, also through a known alias.
    Same,
    /// The first belongs to the second.
    Belongs,
    /// The second belongs to the first.
    Holds,
    /// One of them is named within the name of the other, which lists several groups.
    Listed,
}

/// How the actors of two events agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActorTie {
    /// Actors of the first event with those of the second that they are.
    pub pairs: Vec<(ActorCode, ActorCode, Tie)>,
    /// Different actors that each event names.
    pub named: (usize, usize),
}

impl ActorTie {
    /// Unknown actors say nothing for or against; others may be the same under other names.
    pub(super) fn value(&self) -> f64 {
        let fewer = self.named.0.min(self.named.1);
        if fewer == 0 {
            return 0.5;
        }
        if self.pairs.is_empty() {
            return 0.2;
        }
        let tied = self.pairs.iter().map(|(.., tie)| match tie {
            Tie::Same => 1.0,
            Tie::Belongs | Tie::Holds | Tie::Listed => 0.8,
        });
        let most = u16::try_from(fewer).map_or(f64::MAX, f64::from);
        0.5 + 0.5 * (tied.sum::<f64>() / most).min(1.0)
    }
}

/// What each actor is known by, as numbers of names and ids.
#[derive(Debug, Default)]
pub(super) struct Actors {
    names: Keys,
    /// The names of what it belongs to, as far as its own name or the table of aliases says.
    within: Keys,
    /// Those of whom the record says that nobody knows who they were.
    unidentified: Vec<bool>,
    /// The names within a name that lists several groups.
    listed: Keys,
    parents: Vec<Option<ActorCode>>,
}

/// Sorted numbers of each actor, end to end.
#[derive(Debug, Default)]
struct Keys {
    lists: Lists,
    keys: Vec<u32>,
}

impl Keys {
    fn new(lists: Vec<Vec<u32>>) -> Self {
        Self {
            lists: Lists::from_lengths(lists.iter().map(Vec::len)),
            keys: lists.into_iter().flatten().collect(),
        }
    }

    fn of(&self, actor: ActorCode) -> &[u32] {
        &self.keys[self.lists.range(actor.index())]
    }
}

impl Actors {
    pub(super) fn new(vocabulary: &Vocabulary) -> Self {
        let mut numbers = HashMap::new();
        let mut numbered = |texts: Vec<String>| {
            let next = |text| {
                let next = u32::try_from(numbers.len()).expect("fewer than four billion names");
                *numbers.entry(text).or_insert(next)
            };
            let mut keys: Vec<u32> = texts.into_iter().map(next).collect();
            keys.sort_unstable();
            keys.dedup();
            keys
        };
        let reading = Reading::new(countries(vocabulary));
        let actors = &vocabulary.actors;
        let mut lists: [Vec<Vec<u32>>; 3] = [(); 3].map(|()| Vec::with_capacity(actors.len()));
        let mut unidentified = Vec::with_capacity(actors.len());
        for actor in actors {
            let known = reading.known(names_of(actor));
            unidentified.push(known.unidentified);
            let same = known.names.into_iter().chain(ids(actor)).collect();
            let parts = listed(&actor.name).into_iter();
            let listed = parts.flat_map(|part| reading.known([part].into_iter()).names);
            lists[0].push(numbered(same));
            lists[1].push(numbered(known.within));
            lists[2].push(numbered(listed.collect()));
        }
        let [names, within, listed] = lists.map(Keys::new);
        Self {
            names,
            within,
            unidentified,
            listed,
            parents: actors.iter().map(|actor| actor.parent).collect(),
        }
    }

    /// How two lists of different actors agree, those of the first event and those of the second.
    pub(super) fn compare(&self, first: &[ActorCode], second: &[ActorCode]) -> ActorTie {
        let mut pairs: Vec<(ActorCode, ActorCode, Tie)> = Vec::new();
        let mut taken = vec![false; second.len()];
        // What is the same comes before what only belongs, so that a force is tied to itself and not to its state.
        for wanted in [true, false] {
            for &actor in first {
                if pairs.iter().any(|&(known, ..)| known == actor) {
                    continue;
                }
                let found = second.iter().enumerate().find_map(|(at, &other)| {
                    let tie = self.tie(actor, other)?;
                    (!taken[at] && (tie == Tie::Same) == wanted).then_some((at, other, tie))
                });
                if let Some((at, other, tie)) = found {
                    taken[at] = true;
                    pairs.push((actor, other, tie));
                }
            }
        }
        ActorTie {
            pairs,
            named: (first.len(), second.len()),
        }
    }

    fn tie(&self, a: ActorCode, b: ActorCode) -> Option<Tie> {
        let (names_a, names_b) = (self.names.of(a), self.names.of(b));
        if share(names_a, names_b) {
            Some(Tie::Same)
        } else if self.belongs(a, names_b) {
            Some(Tie::Belongs)
        } else if self.belongs(b, names_a) {
            Some(Tie::Holds)
        } else if share(self.listed.of(a), names_b) || share(self.listed.of(b), names_a) {
            Some(Tie::Listed)
        } else {
            None
        }
    }

    /// Whether an actor belongs to one of these names.
    fn belongs(&self, actor: ActorCode, names: &[u32]) -> bool {
        share(self.within.of(actor), names)
            || self
                .above(actor)
                .any(|above| share(self.names.of(above), names))
    }

    /// The different actors of an event that its record can name, in the record's order.
    pub(super) fn named(&self, store: &Store, row: RowId, actors: &mut Vec<ActorCode>) {
        actors.clear();
        for actor in store.participants(row).map(|mention| mention.actor) {
            if !self.unidentified[actor.index()] && !actors.contains(&actor) {
                actors.push(actor);
            }
        }
    }

    fn above(&self, actor: ActorCode) -> impl Iterator<Item = ActorCode> + '_ {
        let parent = |actor: &ActorCode| self.parents[actor.index()];
        std::iter::successors(parent(&actor), parent).take(self.parents.len())
    }
}

/// Whether two sorted lists have a number in common.
fn share(a: &[u32], b: &[u32]) -> bool {
    let (mut a, mut b) = (a, b);
    while let (Some((first, rest_a)), Some((second, rest_b))) = (a.split_first(), b.split_first()) {
        match first.cmp(second) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => a = rest_a,
            std::cmp::Ordering::Greater => b = rest_b,
        }
    }
    false
}

fn names_of(actor: &ActorEntry) -> impl Iterator<Item = &str> {
    let names = [
        Some(&actor.name),
        actor.short.as_ref(),
        actor.native_name.as_ref(),
    ];
    let names = names.into_iter().flatten().chain(&actor.aliases);
    names.map(|name| &**name)
}

/// Ids with their scheme. A line feed keeps them apart from names: folded text has none.
fn ids(actor: &ActorEntry) -> impl Iterator<Item = String> {
    let ids = actor.ids.iter();
    ids.map(|(scheme, id)| format!("id\n{}\n{}", fold(scheme), fold(id)))
}

fn countries(vocabulary: &Vocabulary) -> impl Iterator<Item = &str> {
    let regions = vocabulary.regions.iter();
    let countries = regions.filter(|region| region.level == RegionLevel::Country);
    countries.flat_map(|country| {
        std::iter::once(&*country.name).chain(country.aliases.iter().map(|alias| &**alias))
    })
}
