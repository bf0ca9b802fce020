//! Who acted against whom, and who fought whom.

use std::collections::HashMap;

use crate::model::{Role, Side};
use crate::store::{ActorCode, Mention, Postings, RowId, Store};

/// Two actors that stand against each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::analysis) struct Pair {
    /// The initiator; of participants the one that was named first in the data.
    pub(in crate::analysis) first: ActorCode,
    /// The target, or the other participant.
    pub(in crate::analysis) second: ActorCode,
    /// Whether a source says who acted on whom.
    pub(in crate::analysis) directed: bool,
}

impl Pair {
    /// Participants fight each other: whichever is written first, they are one pair.
    fn between(a: ActorCode, b: ActorCode) -> Self {
        Self {
            first: a.min(b),
            second: a.max(b),
            directed: false,
        }
    }
}

/// Pairs that some event names, with their rows: each initiator with each target, and participants of different sides.
///
/// A pair has the rows of the members of its groups, too. Events that did not occur make no pairs. Parts in an event are
/// published with it, so that pairs are the same under every `known:`.
#[derive(Debug, Default)]
pub(in crate::analysis) struct Pairs {
    pairs: Vec<Pair>,
    codes: HashMap<Pair, u32>,
    rows: Postings,
}

impl Pairs {
    /// Finds them.
    pub(in crate::analysis) fn new(store: &Store) -> Self {
        let mut codes = HashMap::new();
        let mut pairs = Vec::new();
        for row in (0..store.len()).map(RowId::at) {
            for pair in named(store, row) {
                codes.entry(pair).or_insert_with(|| {
                    pairs.push(pair);
                    code(pairs.len() - 1)
                });
            }
        }
        let mut entries = Vec::with_capacity(pairs.len());
        for row in (0..store.len()).map(RowId::at) {
            let mut of_row: Vec<u32> = Vec::new();
            for pair in meant(store, row) {
                if let Some(&code) = codes.get(&pair)
                    && !of_row.contains(&code)
                {
                    of_row.push(code);
                    entries.push((code, row.0));
                }
            }
        }
        Self {
            rows: Postings::new(pairs.len(), || entries.iter().copied()),
            pairs,
            codes,
        }
    }

    /// Rows by pair.
    pub(super) fn postings(&self) -> &Postings {
        &self.rows
    }

    /// The two actors.
    pub(in crate::analysis) fn of(&self, pair: u32) -> Pair {
        self.pairs[pair as usize]
    }

    /// The pairs of a row, those that it names first.
    pub(super) fn of_row(&self, store: &Store, row: RowId) -> Vec<u32> {
        let mut codes = Vec::new();
        for pair in named(store, row).into_iter().chain(meant(store, row)) {
            match self.codes.get(&pair) {
                Some(&code) if !codes.contains(&code) => codes.push(code),
                _ => {}
            }
        }
        codes
    }
}

/// Each initiator with each target, and each participant with those of the other side.
fn named(store: &Store, row: RowId) -> Vec<Pair> {
    if store.not_occurred().is_some_and(|rows| rows.contains(row)) {
        return Vec::new();
    }
    let is = |mention: &Mention, role, side| {
        mention.role == Some(role) && (role != Role::Participant || mention.side == Some(side))
    };
    let with = |role, side| {
        let parts = store.participants(row);
        parts
            .filter(move |mention| is(mention, role, side))
            .map(|mention| mention.actor)
    };
    let targets = with(Role::Target, Side::One);
    let acts = with(Role::Initiator, Side::One).flat_map(|first| {
        targets.clone().map(move |second| Pair {
            first,
            second,
            directed: true,
        })
    });
    let others = with(Role::Participant, Side::Two);
    let fights = with(Role::Participant, Side::One)
        .flat_map(|one| others.clone().map(move |two| Pair::between(one, two)));
    acts.chain(fights).collect()
}

/// The same with the groups that they belong to.
fn meant(store: &Store, row: RowId) -> Vec<Pair> {
    let groups = |actor| std::iter::once(actor).chain(store.groups_of(actor));
    let wider = |pair: Pair| {
        groups(pair.first).flat_map(move |first| {
            groups(pair.second).map(move |second| match pair.directed {
                true => Pair {
                    first,
                    second,
                    directed: true,
                },
                false => Pair::between(first, second),
            })
        })
    };
    named(store, row)
        .into_iter()
        .flat_map(wider)
        .filter(|pair| pair.directed || pair.first != pair.second)
        .collect()
}

fn code(at: usize) -> u32 {
    u32::try_from(at).expect("fewer than four billion pairs")
}
