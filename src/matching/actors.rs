//! Whether two events name the same actors.

use std::collections::HashMap;

use crate::store::{ActorCode, ActorEntry, Lists, RowId, Store, Vocabulary, fold};

/// Why two actors count as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tie {
    /// They have the same id in the same scheme, or a name in common.
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

/// What each actor is known by, as numbers of folded names and ids.
#[derive(Debug, Default)]
pub(super) struct Actors {
    names: Keys,
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
        let actors = &vocabulary.actors;
        Self {
            names: Keys::new(
                actors
                    .iter()
                    .map(|actor| numbered(known_by(actor)))
                    .collect(),
            ),
            listed: Keys::new(
                actors
                    .iter()
                    .map(|actor| numbered(listed(&actor.name)))
                    .collect(),
            ),
            parents: actors.iter().map(|actor| actor.parent).collect(),
        }
    }

    pub(super) fn compare(&self, store: &Store, a: RowId, b: RowId) -> ActorTie {
        let (first, second) = (participants(store, a), participants(store, b));
        let mut pairs: Vec<(ActorCode, ActorCode, Tie)> = Vec::new();
        let mut taken = vec![false; second.len()];
        // What is the same comes before what only belongs, so that a force is tied to itself and not to its state.
        for wanted in [true, false] {
            for &actor in &first {
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
        } else if self
            .above(a)
            .any(|above| share(self.names.of(above), names_b))
        {
            Some(Tie::Belongs)
        } else if self
            .above(b)
            .any(|above| share(self.names.of(above), names_a))
        {
            Some(Tie::Holds)
        } else if share(self.listed.of(a), names_b) || share(self.listed.of(b), names_a) {
            Some(Tie::Listed)
        } else {
            None
        }
    }

    fn above(&self, actor: ActorCode) -> impl Iterator<Item = ActorCode> + '_ {
        let parent = |actor: &ActorCode| self.parents[actor.index()];
        std::iter::successors(parent(&actor), parent).take(self.parents.len())
    }
}

/// Different actors of an event, in the record's order.
fn participants(store: &Store, row: RowId) -> Vec<ActorCode> {
    let mut actors = Vec::new();
    for actor in store.participants(row).map(|mention| mention.actor) {
        if !actors.contains(&actor) {
            actors.push(actor);
        }
    }
    actors
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

/// Folded names, and ids with their scheme. A line feed keeps the two apart: folded text has none.
fn known_by(actor: &ActorEntry) -> Vec<String> {
    let names = [
        Some(&actor.name),
        actor.short.as_ref(),
        actor.native_name.as_ref(),
    ];
    let names = names.into_iter().flatten().chain(&actor.aliases);
    let ids = actor
        .ids
        .iter()
        .map(|(scheme, id)| format!("{}\n{}", fold(scheme), fold(id)));
    names
        .map(|name| fold(name))
        .filter(|name| !name.is_empty())
        .chain(ids)
        .collect()
}

/// UCDP counts groups that fight together as one actor, named after all of them: `Ahrar al-Sham, HTS, Southern Front`.
fn listed(name: &str) -> Vec<String> {
    let parts: Vec<String> = name
        .split(", ")
        .map(fold)
        .filter(|part| !part.is_empty())
        .collect();
    if parts.len() > 1 { parts } else { Vec::new() }
}
