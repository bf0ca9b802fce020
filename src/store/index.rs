//! Rows by value, for values of which a row may have many.

use super::assemble::RowValues;
use super::support::Backers;
use super::{ActorCode, Bitset, Clock, Postings, RowId, Store};
use crate::model::EventKind;

/// Rows by value.
#[derive(Debug, Default)]
pub struct Index {
    /// By actor, in any part: participants, speakers, claimants.
    pub actors: Postings,
    /// By actor that has members: the rows of any of them, or its own. Empty for other actors.
    pub groups: Postings,
    /// By bloc: rows with an actor, in any part, that is in it on the row's first day.
    pub blocs: Postings,
    /// By tag.
    pub tags: Postings,
    /// By field of a data set's own, or scheme of codes: by its values. A code that has others below it has their rows too
    /// (see [`super::FieldEntry::parents`]).
    pub fields: Vec<Postings>,
    /// By cited source.
    pub sources: Postings,
    /// By publisher of a cited source.
    pub publishers: Postings,
    /// By language of a cited source or a quote.
    pub languages: Postings,
    /// By bloc, and at the end for none: the rows whose first participant with a bloc is in it.
    pub lead_bloc: Vec<Bitset>,
    /// How many rows there are of each kind.
    pub kinds: Vec<usize>,
    /// How many rows there are in each region.
    pub regions: Vec<usize>,
    /// Rows with a relation.
    pub related: Bitset,
    pub(super) backers: Backers,
}

impl Index {
    /// Bytes held.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let fields = self.fields.iter().map(Postings::bytes).sum::<usize>();
        let postings = [
            &self.actors,
            &self.groups,
            &self.blocs,
            &self.tags,
            &self.sources,
            &self.publishers,
            &self.languages,
        ];
        let sets = self.lead_bloc.iter().chain([&self.related]);
        fields
            + postings.into_iter().map(Postings::bytes).sum::<usize>()
            + sets.map(Bitset::bytes).sum::<usize>()
    }
}

impl Store {
    pub(super) fn build_index(&mut self, lists: &RowValues) {
        let names = &self.vocabulary;
        let index = Index {
            actors: self.postings(names.actors.len(), |row| {
                self.actors(row, Clock::NOW).map(|actor| actor.0)
            }),
            groups: self.postings(names.actors.len(), |row| {
                self.actors(row, Clock::NOW)
                    .flat_map(|actor| self.groups_of(actor))
                    .map(|actor| actor.0)
            }),
            blocs: self.postings(names.blocs.len(), |row| {
                self.row_blocs(row, Clock::NOW).map(|bloc| bloc.0)
            }),
            tags: self.postings(names.tags.len(), |row| {
                lists.tags[lists.tag_lists.range(row.index())]
                    .iter()
                    .copied()
            }),
            fields: self.field_postings(lists),
            sources: self.postings(names.sources.len(), |row| {
                self.citations(row).map(|(source, _)| source.0)
            }),
            publishers: self.postings(names.publishers.len(), |row| {
                self.row_publishers(row, Clock::NOW).map(|code| code.0)
            }),
            languages: self.postings(names.languages.len(), |row| {
                self.row_languages(row, Clock::NOW).map(|code| code.0)
            }),
            lead_bloc: self.lead_blocs(),
            kinds: self.kinds.totals(EventKind::ALL.len()),
            regions: self.regions.totals(names.regions.len()),
            related: Bitset::from_fn(self.len(), |row| {
                !self.children.relations(RowId::at(row)).is_empty()
            }),
            backers: Backers::new(names),
        };
        self.index = index;
    }

    fn field_postings(&self, lists: &RowValues) -> Vec<Postings> {
        let fields = (0..).zip(&self.vocabulary.fields);
        let postings = |(code, field): (u32, &super::FieldEntry)| {
            let parents = field.parents();
            let above = |value: &super::ValueCode| parents[value.index()];
            self.postings(field.values.len(), |row| {
                let values = &lists.values[lists.value_lists.range(row.index())];
                let own = values.iter().filter(move |&&(of, _)| of == code);
                own.flat_map(move |&(_, value)| {
                    std::iter::successors(Some(super::ValueCode(value)), above).map(|code| code.0)
                })
            })
        };
        fields.map(postings).collect()
    }

    fn postings<I: Iterator<Item = u32>>(
        &self,
        values: usize,
        of: impl Fn(RowId) -> I,
    ) -> Postings {
        Postings::new(values, || {
            (0..self.len())
                .map(RowId::at)
                .flat_map(|row| of(row).map(move |value| (value, row.0)))
        })
    }

    /// The actor and those above it, as far as they have members.
    pub(crate) fn groups_of(&self, actor: ActorCode) -> impl Iterator<Item = ActorCode> + '_ {
        let actors = &self.vocabulary.actors;
        let chain = std::iter::successors(Some(actor), |actor| actors[actor.index()].parent)
            .take(actors.len());
        chain.filter(|actor| actors[actor.index()].members.len() > 1)
    }

    /// Blocs of the row's actors in any part, as far as published. May repeat.
    pub fn row_blocs(
        &self,
        row: RowId,
        clock: Clock,
    ) -> impl Iterator<Item = super::BlocCode> + '_ {
        let day = self.bloc_day(row);
        self.actors(row, clock)
            .flat_map(move |actor| self.blocs(actor, day))
    }

    /// Publishers of the row's published sources. May repeat.
    pub fn row_publishers(
        &self,
        row: RowId,
        clock: Clock,
    ) -> impl Iterator<Item = super::PublisherCode> + '_ {
        let published = self
            .citations(row)
            .filter(move |&(source, _)| self.sees_source(row, source, clock));
        published.map(|(source, _)| self.vocabulary.sources[source.index()].publisher)
    }

    /// Languages of the row's published sources and quotes. May repeat.
    pub fn row_languages(
        &self,
        row: RowId,
        clock: Clock,
    ) -> impl Iterator<Item = super::LanguageCode> + '_ {
        let published = self
            .citations(row)
            .filter(move |&(source, _)| self.sees_source(row, source, clock));
        let sources =
            published.filter_map(|(source, _)| self.vocabulary.sources[source.index()].language);
        sources.chain(self.quotes(row, clock).filter_map(|quote| quote.language))
    }

    fn lead_blocs(&self) -> Vec<Bitset> {
        let none = self.vocabulary.blocs.len();
        let mut sets = vec![Bitset::empty(self.len()); none + 1];
        for row in (0..self.len()).map(RowId::at) {
            let day = self.bloc_day(row);
            let first = self
                .participants(row)
                .find_map(|(actor, _)| self.blocs(actor, day).next());
            sets[first.map_or(none, super::BlocCode::index)].insert(row);
        }
        sets
    }
}
