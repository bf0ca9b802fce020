//! Possible duplicates across the opened datasets (see [`crate::matching`]), with names and sentences.

mod links;
mod reasons;

use std::collections::HashSet;

use super::{AskError, Engine, EventKey, Match, MatchedEvent};
use crate::load::ReadError;
use crate::matching::{Candidate, Matcher, Pair, Settings};
use crate::store::{Bitset, Clock, RowId};

pub(super) use links::Links;

/// Which of the pairs that may be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MatchScope {
    /// Each event in one pair at most.
    Assigned,
    /// All candidates, several of one event among them.
    Candidates,
}

/// Candidates between two groups of datasets, best first. Names are looked up and records read only as they are asked for.
#[derive(Debug)]
pub struct Matches<'a> {
    engine: &'a Engine,
    clock: Clock,
    settings: Settings,
    pairs: Vec<Candidate>,
}

impl Matches<'_> {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.pairs.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// The candidates, best first; an error where the record of one cannot be read again.
    pub fn iter(&self) -> impl Iterator<Item = Result<Match, ReadError>> + '_ {
        let matcher = self.engine.matcher(self.clock, self.settings);
        self.pairs.iter().map(move |&candidate| {
            Ok(Match {
                assigned: Some(candidate.assigned),
                others: candidate.others,
                ..self.engine.found(&matcher, candidate.pair)?
            })
        })
    }
}

impl Engine {
    /// Candidates between the first so many datasets and the others, among the events that a filter selects, whether they
    /// occurred or not. `None` when the filter has a mistake.
    ///
    /// # Errors
    ///
    /// When cancelled, or when the cache is damaged.
    pub fn matches(
        &self,
        filter: &str,
        first: usize,
        settings: Settings,
        scope: MatchScope,
        cancelled: &dyn Fn() -> bool,
    ) -> Result<Option<Matches<'_>>, AskError> {
        let Some(mut query) = self.compile(filter).query else {
            return Ok(None);
        };
        query.says_status = true;
        let selection = self.select(&query, cancelled).ok_or(AskError::Cancelled)?;
        let clock = selection.edition.clock();
        let side = |is_first: bool| {
            let datasets = 0..self.datasets().len();
            let wanted: Vec<bool> = datasets.map(|set| (set < first) == is_first).collect();
            let mut rows = self.store().datasets().rows_where(&wanted);
            rows.and(selection.coded().possible());
            rows
        };
        let (left, right) = (side(true), side(false));
        let matcher = self.matcher(clock, settings);
        let stated = self.links().between(&left, &right);
        let pairs = match scope {
            MatchScope::Assigned => matcher.assign(&left, &right, &stated, cancelled),
            MatchScope::Candidates => matcher.candidates(&left, &right, &stated, cancelled),
        };
        let pairs = pairs.ok_or(AskError::Cancelled)?;
        let mut pairs = pairs;
        self.one_a_report(&mut pairs, scope);
        self.sound()?;
        Ok(Some(Matches {
            engine: self,
            clock,
            settings,
            pairs,
        }))
    }

    /// Candidates of one event in the other datasets, best first.
    ///
    /// # Errors
    ///
    /// When the record of one cannot be read again.
    pub fn candidates_of(
        &self,
        event: EventKey,
        settings: Settings,
    ) -> Result<Vec<Match>, ReadError> {
        let visible = &self.store().now().visible;
        self.row(event).map_or_else(
            || Ok(Vec::new()),
            |row| self.also_in((row, visible), Clock::NOW, settings, usize::MAX),
        )
    }

    /// The best candidates of a row in other datasets, among rows that are known.
    pub(super) fn also_in(
        &self,
        (row, visible): (RowId, &Bitset),
        clock: Clock,
        settings: Settings,
        most: usize,
    ) -> Result<Vec<Match>, ReadError> {
        let own = self.store().record(row).0;
        let other = |other: RowId| visible.contains(other) && self.store().record(other).0 != own;
        let matcher = self.matcher(clock, settings);
        let mut pairs = matcher.of(row, other);
        let mut others = Bitset::empty(self.store().len());
        let stated = self.links().of(row).filter(|&named| other(named));
        stated.for_each(|named| others.insert(named));
        let mut alone = Bitset::empty(self.store().len());
        alone.insert(row);
        self.put_stated(&mut pairs, &alone, &others);
        let mut seen = HashSet::new();
        let reports = self.store().reports();
        pairs.retain(|pair| seen.insert((reports.first(pair.a), reports.first(pair.b))));
        pairs.truncate(most);
        let pairs = pairs.into_iter();
        pairs.map(|pair| self.found(&matcher, pair)).collect()
    }

    /// Keeps the best pair of rows of two reports; of assigned pairs, the best one of each report.
    fn one_a_report(&self, pairs: &mut Vec<Candidate>, scope: MatchScope) {
        let reports = self.store().reports();
        if reports.are_rows() {
            return;
        }
        let (mut seen, mut taken) = (HashSet::new(), HashSet::new());
        pairs.retain(|candidate| {
            let (a, b) = (
                reports.first(candidate.pair.a),
                reports.first(candidate.pair.b),
            );
            match scope {
                MatchScope::Candidates => seen.insert((a, b)),
                MatchScope::Assigned if taken.contains(&a) || taken.contains(&b) => false,
                MatchScope::Assigned => taken.insert(a) | taken.insert(b),
            }
        });
    }

    /// Puts the pairs first of which one record names the other's id.
    fn put_stated(&self, pairs: &mut Vec<Pair>, left: &Bitset, right: &Bitset) {
        let stated = self.links().between(left, right);
        pairs.retain(|pair| !stated.contains(&(pair.a, pair.b)));
        let certain = |(a, b)| Pair { a, b, score: 1.0 };
        pairs.splice(0..0, stated.into_iter().map(certain));
    }

    fn matcher(&self, clock: Clock, settings: Settings) -> Matcher<'_> {
        Matcher {
            store: self.store(),
            names: self.links().names(),
            clock,
            settings,
        }
    }

    fn found(&self, matcher: &Matcher<'_>, pair: Pair) -> Result<Match, ReadError> {
        Ok(Match {
            a: self.matched(pair.a)?,
            b: self.matched(pair.b)?,
            score: pair.score,
            assigned: None,
            others: None,
            reasons: reasons::reasons(self, matcher, pair),
        })
    }

    fn matched(&self, row: RowId) -> Result<MatchedEvent, ReadError> {
        let (dataset, event) = self.event(row)?;
        let named = event.place.as_ref().and_then(|place| place.name.as_deref());
        let key = self.key(row);
        let title = self.dataset_title(key.dataset.into());
        Ok(MatchedEvent {
            key,
            id: event.id.to_string(),
            scheme: links::scheme_of(&title),
            dataset: title,
            date: event.when.date.text().to_owned(),
            title: event.title.to_string(),
            place: named
                .unwrap_or(&dataset.regions[event.region.index()].name)
                .to_owned(),
            curated: matches!(event, super::EventRef::Held(_)),
        })
    }
}
