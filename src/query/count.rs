//! How many rows of a set pass a test, where that can be told without the set of all rows that do.
//!
//! A dozen values are counted at each letter that is typed. To go through a whole column, or to make a set, for each of them
//! takes longer than everything else that the letter asks for.

use std::cell::OnceCell;

use super::columns::{describes_present, marked};
use super::filter::{ActorPart, Filter, Predicate};
use crate::store::{Bitset, Edition, Postings, Store};

/// Counts among the rows of a set.
#[derive(Debug)]
pub struct Counts<'a> {
    store: &'a Store,
    rows: &'a Bitset,
    /// Whether each row is a report and all are counted.
    is_all: bool,
    /// Whether rows by value tell how things are for all of these rows.
    is_present: bool,
    kinds: OnceCell<Vec<usize>>,
    regions: OnceCell<Vec<usize>>,
}

impl<'a> Counts<'a> {
    /// Among rows that were known in an edition.
    #[must_use]
    pub fn new(store: &'a Store, edition: &Edition, rows: &'a Bitset) -> Self {
        Self {
            store,
            rows,
            is_all: store.reports().are_rows() && rows.count() == store.len(),
            is_present: edition.altered.is_empty() || rows.count_and(&edition.altered) == 0,
            kinds: OnceCell::new(),
            regions: OnceCell::new(),
        }
    }

    /// How many pass; `None` when only evaluation can tell.
    #[must_use]
    pub fn of(&self, filter: &Filter) -> Option<usize> {
        let Filter::Test(predicate) = filter else {
            return None;
        };
        if describes_present(predicate) && !self.is_present {
            return None;
        }
        let index = self.store.index();
        match predicate {
            Predicate::Kind(kinds) if self.adds_up(kinds.len()) => {
                Some(sum(self.kinds(), kinds.iter().map(|&kind| kind as usize)))
            }
            Predicate::Region(regions) if self.adds_up(regions.len()) => {
                Some(sum(self.regions(), regions.iter().map(|code| code.index())))
            }
            Predicate::Actor {
                actors,
                part: ActorPart::Any,
            } => self.listed(&index.actors, actors.iter().map(|code| code.index())),
            Predicate::Bloc(blocs) => {
                self.listed(&index.blocs, blocs.iter().map(|code| code.index()))
            }
            Predicate::Tag(tags) => self.listed(&index.tags, tags.iter().map(|code| code.index())),
            Predicate::Own { field, values } => {
                let postings = &index.fields[field.index()];
                self.listed(postings, values.iter().map(|code| code.index()))
            }
            Predicate::Publisher(names) => {
                self.listed(&index.publishers, names.iter().map(|code| code.index()))
            }
            _ => None,
        }
    }

    /// Rows of several values may be the same: those are not counted here.
    fn listed(
        &self,
        postings: &Postings,
        mut values: impl Iterator<Item = usize>,
    ) -> Option<usize> {
        match (values.next(), values.next()) {
            (None, _) => Some(0),
            (Some(value), None) if self.is_all => Some(postings.total(value)),
            (Some(value), None) => Some(self.store.count_value(postings, value, self.rows)),
            _ => None,
        }
    }

    /// Whether counts of so many codes may be added: a row has one of them, but a report may have several.
    fn adds_up(&self, codes: usize) -> bool {
        codes <= 1 || self.store.reports().are_rows()
    }

    fn kinds(&self) -> &[usize] {
        let count = || {
            let totals = &self.store.index().kinds;
            self.store
                .count_codes(self.store.kinds(), self.rows, totals)
        };
        self.kinds.get_or_init(count)
    }

    fn regions(&self) -> &[usize] {
        let count = || {
            let totals = &self.store.index().regions;
            self.store
                .count_codes(self.store.regions(), self.rows, totals)
        };
        self.regions.get_or_init(count)
    }
}

/// Each code once.
fn sum(counts: &[usize], codes: impl Iterator<Item = usize>) -> usize {
    let wanted = marked(codes);
    let counts = counts.iter().zip(wanted);
    counts
        .map(|(count, wanted)| if wanted { *count } else { 0 })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Event, EventKind, Role};
    use crate::query::{Context, Dictionary, Masks, Names, compile, evaluate, plan};
    use crate::store::sample;

    #[test]
    fn counts_are_those_of_evaluation() {
        let event = |at: usize| Event {
            actors: vec![sample::part(
                u32::try_from(at % 6).expect("small"),
                Role::ALL[0],
            )],
            kind: EventKind::ALL[at % 3],
            region: crate::model::RegionIx(u32::try_from(at % 4).expect("small")),
            tags: vec![sample::text(["a", "b"][at % 2])],
            sources: vec![sample::cite(u32::try_from(at % 6).expect("small"))],
            ..sample::event(&format!("e{at}"), "2024-11-29")
        };
        let store = Store::build(&[sample::dataset((0..200).map(event).collect())]);
        let names = Names::new(store.vocabulary());
        let dictionary = Dictionary {
            vocabulary: store.vocabulary(),
            names: &names,
        };
        let edition = store.now();
        let sets = [
            Bitset::full(200),
            Bitset::empty(200),
            Bitset::from_fn(200, |row| row % 7 < 2),
        ];
        let first = EventKind::ALL[0].slug();
        let mut told = 0;
        for term in [
            "kind:clash",
            "region:aleppo",
            "region:homs",
            "actor:un",
            "actor:rebels",
            "bloc:opposition",
            "tag:b",
            "publisher:reuters",
            &format!("kind:{first},clash"),
            "word",
            "date:2024",
        ] {
            let filter = compile(term, dictionary).query.expect("no mistake").filter;
            let context = Context {
                store: &store,
                edition,
                cancelled: &|| false,
            };
            let rows = evaluate(context, &plan(&filter, &store), &mut Masks::default())
                .expect("an answer");
            for set in &sets {
                if let Some(count) = Counts::new(&store, edition, set).of(&filter) {
                    assert_eq!(count, rows.possible().count_and(set), "{term}");
                    told += 1;
                }
            }
        }
        assert_eq!(told, 8 * 3);
    }
}
