//! Which columns of the original stand in the curated records, and which do not.

use serde_json::Value;

use crate::compare::{general, says_the_same};
use crate::export::tables;
use crate::model::{Claimant, Dataset, Event, RegionIx, Source};

/// A value of fewer characters is found only as a whole: `1` stands in every date.
const SHORT: usize = 4;

/// Columns, in the order of the original, each with whether all its values were found.
#[derive(Debug, Default)]
pub(super) struct Coverage {
    columns: Vec<(String, bool)>,
}

impl Coverage {
    /// Looks for the values of the records that an event was made from.
    pub(super) fn event(
        &mut self,
        set: &Dataset,
        sources: &[Source],
        event: &Event,
        records: &[Vec<(String, String)>],
    ) {
        let mut texts: Option<Vec<String>> = None;
        for (at, (path, value)) in records.iter().flat_map(|record| record.iter().enumerate()) {
            let column = self.column(at, path);
            if !self.columns[column].1 || value.trim().is_empty() {
                continue;
            }
            let texts = texts.get_or_insert_with(|| self::texts(set, sources, event));
            self.columns[column].1 = stands(value, texts);
        }
    }

    /// Where a column stands in the list; as a rule where it stands in the record.
    fn column(&mut self, at: usize, path: &str) -> usize {
        let name = general(path);
        if self
            .columns
            .get(at)
            .is_some_and(|(known, _)| *known == name)
        {
            return at;
        }
        if let Some(known) = self.columns.iter().position(|(known, _)| *known == name) {
            return known;
        }
        self.columns.push((name, true));
        self.columns.len() - 1
    }

    /// Columns of which some value was not found.
    pub(super) fn not_carried(self) -> Vec<String> {
        let lost = self.columns.into_iter().filter(|(_, found)| !found);
        lost.map(|(name, _)| name).collect()
    }
}

fn stands(value: &str, texts: &[String]) -> bool {
    // The cheap questions first: most values stand there as they are.
    let found = |part: &str| {
        let any = |is: &dyn Fn(&str) -> bool| texts.iter().any(|text| is(text));
        let is_long = part.chars().count() >= SHORT;
        any(&|text| text == part)
            || is_long && any(&|text| text.contains(part))
            || any(&|text| says_the_same(text, part))
    };
    let mut parts = value
        .split([';', '\n'])
        .map(str::trim)
        .filter(|part| !part.is_empty());
    found(value.trim()) || parts.all(found)
}

/// All texts of an event and of what it refers to.
fn texts(set: &Dataset, sources: &[Source], event: &Event) -> Vec<String> {
    let mut found = Vec::new();
    // References to sources are no texts of the original, and the sources are not in the set yet.
    let bare = Event {
        sources: Vec::new(),
        quotes: Vec::new(),
        claims: Vec::new(),
        ..event.clone()
    };
    scalars(&tables::event(set, &bare), &mut found);
    for part in &event.actors {
        let actor = &set.actors[part.actor.index()];
        scalars(&tables::actor(set, actor), &mut found);
    }
    let mut region: Option<RegionIx> = Some(event.region);
    while let Some(ix) = region {
        let record = &set.regions[ix.index()];
        scalars(&tables::region(set, record), &mut found);
        region = record.parent;
    }
    for citation in &event.sources {
        let source = &sources[citation.source.index()];
        scalars(&tables::source(set, source), &mut found);
        add(&mut found, &[&citation.locator, &citation.note]);
    }
    for quote in &event.quotes {
        add(&mut found, &[&quote.speaker_name]);
        found.push(quote.text.to_string());
    }
    for claim in &event.claims {
        if let Claimant::Source(ix) = claim.claimant {
            found.push(sources[ix.index()].publisher.to_string());
        }
        let numbers = [claim.low, claim.best, claim.high].into_iter().flatten();
        found.extend(numbers.map(|number| number.to_string()));
        add(
            &mut found,
            &[&claim.who, &claim.value, &claim.text, &claim.note],
        );
    }
    found
}

fn add(found: &mut Vec<String>, texts: &[&Option<Box<str>>]) {
    found.extend(texts.iter().copied().flatten().map(ToString::to_string));
}

fn scalars(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(table) => table.values().for_each(|value| scalars(value, found)),
        Value::Array(list) => list.iter().for_each(|value| scalars(value, found)),
        Value::String(text) => found.push(text.clone()),
        other => found.push(other.to_string()),
    }
}
