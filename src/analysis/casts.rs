//! Who takes part in events, in which roles.
//!
//! The same few actors meet again and again: a million events of published data have some thousand casts. What an actor did is
//! counted by cast, and the members of each cast are then looked at once.

use std::collections::HashMap;
use std::ops::Range;

use crate::store::{ActorCode, Lists, Mention, Postings, RowId, Store};

/// The casts of all rows.
#[derive(Debug)]
pub(super) struct Casts {
    of_row: Vec<u32>,
    lists: Lists,
    members: Vec<Mention>,
    by_actor: Postings,
}

impl Casts {
    /// Finds the casts of all rows. Actors without a role belong to none.
    pub(super) fn new(store: &Store) -> Self {
        let hasher = foldhash::fast::FixedState::default();
        let mut known: HashMap<Box<[Mention]>, u32, _> = HashMap::with_hasher(hasher);
        let mut members: Vec<Mention> = Vec::new();
        let mut lengths = Vec::new();
        let mut cast = Vec::new();
        let mut of = |row: RowId| {
            cast.clear();
            store.each_with_role(row, |mention| cast.push(mention));
            if let Some(&at) = known.get(&cast[..]) {
                return at;
            }
            let at = u32::try_from(lengths.len()).expect("fewer casts than rows");
            known.insert(cast.as_slice().into(), at);
            members.extend_from_slice(&cast);
            lengths.push(cast.len());
            at
        };
        let of_row = (0..store.len()).map(|row| of(RowId::at(row))).collect();
        let lists = Lists::from_lengths(lengths);
        let casts = || (0..).zip((0..lists.len()).map(|cast| lists.range(cast)));
        let actors = store.vocabulary().actors.len();
        let by_actor = Postings::new(actors, || {
            let in_cast = |(cast, range): (u32, Range<usize>)| {
                members[range]
                    .iter()
                    .map(move |mention| (mention.actor.0, cast))
            };
            casts().flat_map(in_cast)
        });
        Self {
            of_row,
            lists,
            members,
            by_actor,
        }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.lists.len()
    }

    /// The cast of each row.
    pub(super) fn of_rows(&self) -> &[u32] {
        &self.of_row
    }

    /// The casts that an actor is in, in the order of the first records that have them.
    pub(super) fn of_actor(&self, actor: ActorCode) -> &[u32] {
        self.by_actor.rows(actor.index())
    }

    /// The members of a cast, in the order of the first record that has it. An actor with two roles is there twice.
    pub(super) fn members(&self, cast: usize) -> &[Mention] {
        &self.members[self.lists.range(cast)]
    }
}
