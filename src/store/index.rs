//! Rows by value, for values of which a row may have many.

use super::assemble::RowValues;
use super::support::Origins;
use super::{ActorCode, Bitset, Clock, Edition, Postings, RowId, Store, tasks};
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
    pub(super) origins: Origins,
}

impl Index {
    /// All lists of rows, in an order that does not change.
    pub(super) fn postings(&self) -> impl Iterator<Item = &Postings> {
        let Self {
            actors,
            groups,
            blocs,
            tags,
            fields,
            sources,
            publishers,
            languages,
            ..
        } = self;
        let own = [actors, groups, blocs, tags, sources, publishers, languages];
        own.into_iter().chain(fields)
    }

    /// The same, to be changed.
    pub(super) fn postings_mut(&mut self) -> impl Iterator<Item = &mut Postings> {
        let Self {
            actors,
            groups,
            blocs,
            tags,
            fields,
            sources,
            publishers,
            languages,
            ..
        } = self;
        let own = [actors, groups, blocs, tags, sources, publishers, languages];
        own.into_iter().chain(fields)
    }

    /// Bytes held.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let sets = self.lead_bloc.iter().chain([&self.related]);
        self.postings().map(Postings::bytes).sum::<usize>() + sets.map(Bitset::bytes).sum::<usize>()
    }
}

impl Store {
    /// Indexes the rows, and derives the edition of the present beside that.
    pub(super) fn build_index(&mut self, lists: &RowValues) {
        self.index.origins = Origins::new(&self.vocabulary);
        let mut index = Index::default();
        let mut now = Edition::default();
        tasks::run(vec![
            Box::new(|| now = Edition::now(self)),
            Box::new(|| index.actors = self.actor_postings()),
            Box::new(|| index.fields = self.field_postings(lists)),
            Box::new(|| index.sources = self.source_postings()),
            Box::new(|| index.publishers = self.publisher_postings()),
            Box::new(|| index.groups = self.group_postings()),
            Box::new(|| index.tags = self.tag_postings(lists)),
            Box::new(|| index.languages = self.language_postings()),
            Box::new(|| index.blocs = self.bloc_postings()),
            Box::new(|| index.lead_bloc = self.lead_blocs()),
            Box::new(|| index.related = self.related_rows()),
            Box::new(|| index.kinds = self.kinds.totals(EventKind::ALL.len())),
            Box::new(|| index.regions = self.regions.totals(self.vocabulary.regions.len())),
        ]);
        index.origins = std::mem::take(&mut self.index.origins);
        self.index = index;
        self.now = now;
    }

    fn actor_postings(&self) -> Postings {
        self.postings(self.vocabulary.actors.len(), |row| {
            self.actors(row, Clock::NOW).map(|actor| actor.0)
        })
    }

    fn group_postings(&self) -> Postings {
        let actors = &self.vocabulary.actors;
        if actors.iter().all(|actor| actor.members.len() < 2) {
            return self.postings(actors.len(), |_| std::iter::empty());
        }
        self.postings(actors.len(), |row| {
            self.actors(row, Clock::NOW)
                .flat_map(|actor| self.groups_of(actor))
                .map(|actor| actor.0)
        })
    }

    fn bloc_postings(&self) -> Postings {
        self.postings(self.vocabulary.blocs.len(), |row| {
            self.row_blocs(row, Clock::NOW).map(|bloc| bloc.0)
        })
    }

    fn tag_postings(&self, lists: &RowValues) -> Postings {
        self.postings(self.vocabulary.tags.len(), |row| {
            lists.tags[lists.tag_lists.range(row.index())]
                .iter()
                .copied()
        })
    }

    fn field_postings(&self, lists: &RowValues) -> Vec<Postings> {
        let fields = &self.vocabulary.fields;
        let parents: Vec<_> = fields.iter().map(super::FieldEntry::parents).collect();
        let parents = &parents;
        Postings::several(fields.iter().map(|field| field.values.len()), || {
            (0..self.len()).map(RowId::at).flat_map(move |row| {
                let values = lists.values[lists.value_lists.range(row.index())].iter();
                values.flat_map(move |&(field, value)| {
                    let above =
                        move |value: &super::ValueCode| parents[field as usize][value.index()];
                    std::iter::successors(Some(super::ValueCode(value)), above)
                        .map(move |code| (field, code.0, row.0))
                })
            })
        })
    }

    fn source_postings(&self) -> Postings {
        self.postings(self.vocabulary.sources.len(), |row| {
            self.citations(row).map(|(source, _)| source.0)
        })
    }

    fn publisher_postings(&self) -> Postings {
        self.postings(self.vocabulary.publishers.len(), |row| {
            self.row_publishers(row, Clock::NOW).map(|code| code.0)
        })
    }

    fn language_postings(&self) -> Postings {
        self.postings(self.vocabulary.languages.len(), |row| {
            self.row_languages(row, Clock::NOW).map(|code| code.0)
        })
    }

    fn related_rows(&self) -> Bitset {
        let mut related = Bitset::empty(self.len());
        self.children
            .all_relations()
            .for_each(|(row, _)| related.insert(row));
        related
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
        if none == 0 {
            return vec![Bitset::full(self.len())];
        }
        let mut sets = vec![Bitset::empty(self.len()); none + 1];
        for row in (0..self.len()).map(RowId::at) {
            let day = self.bloc_day(row);
            let first = self
                .participants(row)
                .find_map(|mention| self.blocs(mention.actor, day).next());
            sets[first.map_or(none, super::BlocCode::index)].insert(row);
        }
        sets
    }
}
