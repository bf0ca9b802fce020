//! Who acted against whom.

use std::collections::HashMap;

use crate::model::Role;
use crate::store::{ActorCode, Postings, RowId, Store};

/// Pairs of initiator and target that some event names, with their rows.
///
/// A pair has the rows that `by:` and `at:` find together: those of the members of its groups, too. Parts in an event are
/// published with it, so that pairs are the same under every `known:`.
#[derive(Debug, Default)]
pub(in crate::analysis) struct Pairs {
    pairs: Vec<(ActorCode, ActorCode)>,
    codes: HashMap<(ActorCode, ActorCode), u32>,
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
            let meant = meant(store, row);
            entries.extend(meant.filter_map(|pair| Some((*codes.get(&pair)?, row.0))));
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

    /// Initiator and target.
    pub(super) fn of(&self, pair: u32) -> (ActorCode, ActorCode) {
        self.pairs[pair as usize]
    }

    /// The pairs of a row, those that it names first.
    pub(super) fn of_row(&self, store: &Store, row: RowId) -> Vec<u32> {
        let mut codes = Vec::new();
        for pair in named(store, row).chain(meant(store, row)) {
            match self.codes.get(&pair) {
                Some(&code) if !codes.contains(&code) => codes.push(code),
                _ => {}
            }
        }
        codes
    }
}

fn with_role(store: &Store, row: RowId, role: Role) -> impl Iterator<Item = ActorCode> + Clone {
    let parts = store.participants(row);
    parts
        .filter(move |&(_, has)| has == Some(role))
        .map(|(actor, _)| actor)
}

/// Each initiator with each target.
fn named(store: &Store, row: RowId) -> impl Iterator<Item = (ActorCode, ActorCode)> {
    let targets = with_role(store, row, Role::Target);
    with_role(store, row, Role::Initiator)
        .flat_map(move |by| targets.clone().map(move |at| (by, at)))
}

/// The same with the groups that they belong to.
fn meant(store: &Store, row: RowId) -> impl Iterator<Item = (ActorCode, ActorCode)> {
    named(store, row).flat_map(move |(by, at)| {
        let groups = move |actor| std::iter::once(actor).chain(store.groups_of(actor));
        groups(by).flat_map(move |by| groups(at).map(move |at| (by, at)))
    })
}

fn code(at: usize) -> u32 {
    u32::try_from(at).expect("fewer than four billion pairs")
}
