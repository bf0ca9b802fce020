//! Values that name something: actors, regions, kinds and the like.

use super::super::expr::{FieldTerm, Value};
use super::super::fields::{FEATURES, PROPERTIES, STATUSES, ValueKind};
use super::super::filter::{Filter, Predicate};
use super::super::names::{Found, Lookup};
use super::super::own::OwnField;
use super::{Resolver, single};
use crate::model::{ClaimSubject, EventKind};
use crate::store::{
    ActorCode, BlocCode, DatasetCode, LanguageCode, PublisherCode, RegionCode, SourceCode, TagCode,
};

mod report;

/// A list of names that a value is looked up in.
pub(super) struct List<'a> {
    /// What an entry is called in messages.
    pub(super) noun: &'a str,
    pub(super) lookup: &'a Lookup,
    /// The field, when the names are values of a field of the data sets' own.
    pub(super) own: Option<OwnField<'a>>,
    /// An entry with everything that belongs to it.
    pub(super) close: &'a dyn Fn(u32) -> Vec<u32>,
}

impl List<'_> {
    fn find(&self, value: &str) -> Found {
        match self.own {
            Some(field) => field.find(value),
            None => self.lookup.find(value),
        }
    }

    fn suggest(&self, value: &str) -> Option<u32> {
        match self.own {
            Some(field) => field.suggest(value),
            None => self.lookup.suggest(value),
        }
    }
}

impl Resolver<'_> {
    pub(super) fn named(&mut self, term: &FieldTerm, kind: ValueKind) -> Option<Filter> {
        let names = self.dictionary.names;
        let predicate = match kind {
            ValueKind::Actor(part) => {
                let actors = self.actors(term)?;
                Predicate::Actor { actors, part }
            }
            ValueKind::Region => Predicate::Region(self.regions(term)?),
            ValueKind::Bloc => Predicate::Bloc(self.flat(term, "bloc", &names.blocs, BlocCode)?),
            ValueKind::Tag => Predicate::Tag(self.flat(term, "tag", &names.tags, TagCode)?),
            ValueKind::Source => {
                Predicate::Source(self.flat(term, "source", &names.sources, SourceCode)?)
            }
            ValueKind::Publisher => Predicate::Publisher(self.flat(
                term,
                "publisher",
                &names.publishers,
                PublisherCode,
            )?),
            ValueKind::Dataset => {
                Predicate::Dataset(self.flat(term, "dataset", &names.datasets, DatasetCode)?)
            }
            ValueKind::Language => Predicate::Language(self.languages(term)?),
            ValueKind::Kind => Predicate::Kind(self.words(term, "kind", &names.kinds, |at| {
                EventKind::ALL.get(at).copied()
            })?),
            ValueKind::Status => {
                let found = self.words(term, "status", &names.statuses, |at| {
                    STATUSES.get(at).map(|(_, statuses, _)| *statuses)
                })?;
                Predicate::Status(found.concat())
            }
            ValueKind::Disputed => {
                let subjects = &names.subjects;
                Predicate::Disputed(self.words(term, "subject of claims", subjects, |at| {
                    ClaimSubject::ALL.get(at).copied()
                })?)
            }
            ValueKind::Is => return self.properties(term),
            ValueKind::Has => return self.features(term),
            _ => return None,
        };
        Some(Filter::Test(predicate))
    }

    fn actors(&mut self, term: &FieldTerm) -> Option<Vec<ActorCode>> {
        let vocabulary = self.dictionary.vocabulary;
        let close = |actor: u32| {
            let members = vocabulary
                .actors
                .get(actor as usize)
                .map(|entry| &entry.members);
            with_itself(actor, members.into_iter().flatten().map(|member| member.0))
        };
        let list = List {
            noun: "actor",
            lookup: &self.dictionary.names.actors,
            own: None,
            close: &close,
        };
        let entries = self.entries(term, &list)?;
        Some(entries.into_iter().map(ActorCode).collect())
    }

    fn regions(&mut self, term: &FieldTerm) -> Option<Vec<RegionCode>> {
        let vocabulary = self.dictionary.vocabulary;
        let close = |region: u32| {
            let within = vocabulary
                .regions
                .get(region as usize)
                .map(|entry| &entry.within);
            with_itself(region, within.into_iter().flatten().map(|inner| inner.0))
        };
        let list = List {
            noun: "region",
            lookup: &self.dictionary.names.regions,
            own: None,
            close: &close,
        };
        let entries = self.entries(term, &list)?;
        Some(entries.into_iter().map(RegionCode).collect())
    }

    /// Entries that nothing belongs to.
    fn flat<T>(
        &mut self,
        term: &FieldTerm,
        noun: &'static str,
        lookup: &Lookup,
        code: fn(u32) -> T,
    ) -> Option<Vec<T>> {
        let list = List {
            noun,
            lookup,
            own: None,
            close: &|entry| vec![entry],
        };
        Some(self.entries(term, &list)?.into_iter().map(code).collect())
    }

    /// Words of a closed list.
    fn words<T>(
        &mut self,
        term: &FieldTerm,
        noun: &'static str,
        lookup: &Lookup,
        word: impl Fn(usize) -> Option<T>,
    ) -> Option<Vec<T>> {
        let positions = self.flat(term, noun, lookup, |at| at as usize)?;
        Some(positions.into_iter().filter_map(word).collect())
    }

    fn properties(&mut self, term: &FieldTerm) -> Option<Filter> {
        let words = &self.dictionary.names.properties;
        let found = self.words(term, "property", words, |at| PROPERTIES.get(at))?;
        let tests = found
            .iter()
            .map(|(_, property, _)| Filter::Test(Predicate::Is(*property)));
        Some(single(tests.collect(), Filter::Or))
    }

    fn features(&mut self, term: &FieldTerm) -> Option<Filter> {
        let words = &self.dictionary.names.features;
        let found = self.words(term, "feature", words, |at| FEATURES.get(at))?;
        let tests = found
            .iter()
            .map(|(_, feature, _)| Filter::Test(Predicate::Has(*feature)));
        Some(single(tests.collect(), Filter::Or))
    }

    /// A language with its regional forms: `ar` is `ar-SY` too.
    fn languages(&mut self, term: &FieldTerm) -> Option<Vec<LanguageCode>> {
        let tags = &self.dictionary.vocabulary.languages;
        let mut codes = Vec::new();
        for value in &term.values {
            let wanted = value.text.to_lowercase();
            let speaks = |tag: &str| {
                let tag = tag.to_lowercase();
                tag == wanted
                    || tag
                        .strip_prefix(&wanted)
                        .is_some_and(|rest| rest.starts_with('-'))
            };
            let found = (0..)
                .zip(tags)
                .filter(|(_, tag)| speaks(tag))
                .map(|(code, _)| code);
            let before = codes.len();
            codes.extend(found);
            if codes.len() == before {
                let list = List {
                    noun: "language",
                    lookup: &self.dictionary.names.languages,
                    own: None,
                    close: &|entry| vec![entry],
                };
                self.problems.push(report::unknown(value, term, &list));
            }
        }
        codes.sort_unstable();
        codes.dedup();
        (!codes.is_empty()).then(|| codes.into_iter().map(LanguageCode).collect())
    }

    /// The entries of all values together, with what belongs to them, sorted.
    pub(super) fn entries(&mut self, term: &FieldTerm, list: &List<'_>) -> Option<Vec<u32>> {
        let mut all = Vec::new();
        for value in &term.values {
            all.extend(self.value(term, value, list));
        }
        all.sort_unstable();
        all.dedup();
        (!all.is_empty()).then_some(all)
    }

    fn value(&mut self, term: &FieldTerm, value: &Value, list: &List<'_>) -> Vec<u32> {
        let closed = |entries: &[u32]| {
            entries
                .iter()
                .flat_map(|&entry| (list.close)(entry))
                .collect::<Vec<_>>()
        };
        match list.find(&value.text) {
            Found::Exact(entries) => {
                let closed = closed(&entries);
                self.problems
                    .extend(report::shared_name(value, &closed, term, list));
                closed
            }
            Found::Starting(entries) => {
                self.problems
                    .push(report::read_as_start(value, &entries, list));
                closed(&entries)
            }
            Found::Ambiguous(carriers) => {
                self.problems
                    .push(report::ambiguous(value, &carriers, term, list));
                Vec::new()
            }
            Found::Nothing => {
                self.problems.push(report::unknown(value, term, list));
                Vec::new()
            }
        }
    }
}

fn with_itself(entry: u32, others: impl Iterator<Item = u32>) -> Vec<u32> {
    std::iter::once(entry)
        .chain(others.filter(|&other| other != entry))
        .collect()
}
