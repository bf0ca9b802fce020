//! The index of names that filters are resolved and completed with. Built once per store, asked at every keystroke.

use std::collections::HashMap;

use super::fields::{FEATURES, PROPERTIES, STATUSES, ValueKind};
use crate::model::{ClaimSubject, EventKind};
use crate::store::Vocabulary;

pub use crate::store::name_key as key;

mod distance;
mod gather;
mod search;

pub(crate) use distance::{by_distance, nearest};

/// The vocabulary with its index: what a filter is read against.
#[derive(Debug, Clone, Copy)]
pub struct Dictionary<'a> {
    /// Every name that rows refer to.
    pub vocabulary: &'a Vocabulary,
    /// Its index.
    pub names: &'a Names,
}

/// An index for each list of names.
#[derive(Debug, Default)]
pub struct Names {
    /// By `ActorCode`.
    pub actors: Lookup,
    /// By `RegionCode`.
    pub regions: Lookup,
    /// By `BlocCode`.
    pub blocs: Lookup,
    /// By `TagCode`.
    pub tags: Lookup,
    /// By `SourceCode`.
    pub sources: Lookup,
    /// By `PublisherCode`.
    pub publishers: Lookup,
    /// By `LanguageCode`.
    pub languages: Lookup,
    /// By `DatasetCode`.
    pub datasets: Lookup,
    /// By `FieldCode`, and in it by `ValueCode`.
    pub fields: Vec<Lookup>,
    /// By position in `EventKind::ALL`.
    pub kinds: Lookup,
    /// By position in [`STATUSES`].
    pub statuses: Lookup,
    /// By position in `ClaimSubject::ALL`.
    pub subjects: Lookup,
    /// By position in [`PROPERTIES`].
    pub properties: Lookup,
    /// By position in [`FEATURES`].
    pub features: Lookup,
}

impl Names {
    /// Indexes a vocabulary.
    #[must_use]
    pub fn new(vocabulary: &Vocabulary) -> Self {
        Self {
            actors: gather::actors(vocabulary),
            regions: gather::regions(vocabulary),
            blocs: gather::blocs(vocabulary),
            sources: gather::sources(vocabulary),
            tags: Lookup::words(vocabulary.tags.iter().map(|tag| (&**tag, ""))),
            publishers: gather::publishers(vocabulary),
            languages: Lookup::words(vocabulary.languages.iter().map(|tag| (&**tag, ""))),
            datasets: Lookup::words(vocabulary.datasets.iter().map(|set| (&*set.title, ""))),
            fields: vocabulary.fields.iter().map(gather::values).collect(),
            kinds: Lookup::words(
                EventKind::ALL
                    .iter()
                    .map(|kind| (kind.slug(), kind.label())),
            ),
            statuses: Lookup::words(STATUSES.iter().map(|(word, ..)| (*word, ""))),
            subjects: Lookup::words(
                ClaimSubject::ALL
                    .iter()
                    .map(|about| (about.slug(), about.label())),
            ),
            properties: Lookup::words(PROPERTIES.iter().map(|(word, ..)| (*word, ""))),
            features: Lookup::words(FEATURES.iter().map(|(word, ..)| (*word, ""))),
        }
    }

    /// The list that the values of a field are looked up in; `None` for fields of dates, numbers and the like.
    #[must_use]
    pub fn of(&self, values: ValueKind) -> Option<&Lookup> {
        match values {
            ValueKind::Actor(_) => Some(&self.actors),
            ValueKind::Region => Some(&self.regions),
            ValueKind::Kind => Some(&self.kinds),
            ValueKind::Status => Some(&self.statuses),
            ValueKind::Bloc => Some(&self.blocs),
            ValueKind::Tag => Some(&self.tags),
            ValueKind::Source => Some(&self.sources),
            ValueKind::Publisher => Some(&self.publishers),
            ValueKind::Language => Some(&self.languages),
            ValueKind::Dataset => Some(&self.datasets),
            ValueKind::Disputed => Some(&self.subjects),
            ValueKind::Is => Some(&self.properties),
            ValueKind::Has => Some(&self.features),
            _ => None,
        }
    }
}

/// A list of names, found by id, name, code, or the start of a word.
#[derive(Debug, Default)]
pub struct Lookup {
    /// What is typed for each entry, and what people read where it is another text.
    entries: Vec<(Box<str>, Option<Box<str>>)>,
    ids: HashMap<Box<str>, Vec<u32>>,
    names: HashMap<Box<str>, Vec<u32>>,
    /// The name proper of entries whose ids are made from names.
    namesakes: HashMap<Box<str>, Vec<u32>>,
    /// Code → scheme and entry.
    codes: HashMap<Box<str>, Vec<(Box<str>, u32)>>,
    /// The keys of all ids and names, a line each, with a blank before: ` hayat tahrir al sham⏎ hts⏎`. One text, because
    /// searching one text for ` tahr` runs at memory speed where a walk over a hundred thousand strings does not.
    lines: String,
    /// Where each line starts, and whose it is.
    starts: Vec<(u32, u32)>,
}

/// What a value means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// These entries have it as id, else as name, else as code.
    Exact(Vec<u32>),
    /// No entry has it, but in these a word of an id or name starts with it.
    Starting(Vec<u32>),
    /// Several schemes have this code, for different entries: which is meant must be said.
    Ambiguous(Vec<(Box<str>, u32)>),
    /// Nothing like it.
    Nothing,
}

impl Lookup {
    /// What the value means.
    #[must_use]
    pub fn find(&self, value: &str) -> Found {
        let key = key(value);
        if let Some(entries) = self.ids.get(&*key) {
            return Found::Exact(self.with_namesakes(entries, &key));
        }
        if let Some(entries) = self.names.get(&*key) {
            return Found::Exact(entries.clone());
        }
        self.code(value, &key)
            .unwrap_or_else(|| self.starting(&key))
    }

    /// Entries with an id, and those of that name in data whose ids are made from names: there the id is the name in another
    /// spelling, and hides nobody who has it.
    fn with_namesakes(&self, ids: &[u32], key: &str) -> Vec<u32> {
        let namesakes = self.namesakes.get(key).map_or(&[][..], Vec::as_slice);
        let mut entries = ids.to_vec();
        if ids.iter().any(|id| namesakes.contains(id)) {
            entries.extend(namesakes.iter().filter(|other| !ids.contains(other)));
        }
        entries
    }

    /// Entries that carry the value as id.
    #[must_use]
    pub fn whole(&self, value: &str) -> &[u32] {
        self.ids.get(&*key(value)).map_or(&[], Vec::as_slice)
    }

    /// Entries that carry the value as a name, whoever carries it as id.
    #[must_use]
    pub fn named(&self, value: &str) -> &[u32] {
        self.names.get(&*key(value)).map_or(&[], Vec::as_slice)
    }

    /// What is typed in a filter for an entry.
    #[must_use]
    pub fn typed(&self, entry: u32) -> &str {
        self.entries
            .get(entry as usize)
            .map_or("", |(typed, _)| typed)
    }

    /// What people read for an entry.
    #[must_use]
    pub fn label(&self, entry: u32) -> &str {
        self.entries
            .get(entry as usize)
            .map_or("", |(typed, label)| label.as_deref().unwrap_or(typed))
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// A code, alone or after its scheme (`pcode:SY07`).
    fn code(&self, value: &str, key: &str) -> Option<Found> {
        if let Some((scheme, code)) = value.split_once(':') {
            let carriers = self.codes.get(&*self::key(code))?;
            let typed = carriers
                .iter()
                .filter(|(known, _)| known.eq_ignore_ascii_case(scheme));
            let entries: Vec<u32> = typed.map(|&(_, entry)| entry).collect();
            return (!entries.is_empty()).then_some(Found::Exact(entries));
        }
        let carriers = self.codes.get(key)?;
        Some(untyped(carriers))
    }

    fn starting(&self, key: &str) -> Found {
        let entries = if key.is_empty() {
            Vec::new()
        } else {
            self.containing(&format!(" {key}"))
        };
        if entries.is_empty() {
            Found::Nothing
        } else {
            Found::Starting(entries)
        }
    }
}

/// A code without its scheme is good only when all schemes that have it mean the same: an entry of one is one of every other.
/// Of two datasets, one may know Syria by ISO and FIPS and the other by ISO alone.
fn untyped(carriers: &[(Box<str>, u32)]) -> Found {
    if carriers.is_empty() {
        return Found::Nothing;
    }
    let has = |scheme: &str, entry: u32| {
        let mut same = carriers.iter().filter(|(other, _)| **other == *scheme);
        same.any(|&(_, other)| other == entry)
    };
    let share = |one: &str, other: &str| {
        let mut entries = carriers.iter().filter(|(scheme, _)| **scheme == *one);
        entries.any(|&(_, entry)| has(other, entry))
    };
    let same = |one: &str| carriers.iter().all(|(other, _)| share(one, other));
    if carriers.iter().all(|(scheme, _)| same(scheme)) {
        let mut entries: Vec<u32> = carriers.iter().map(|&(_, entry)| entry).collect();
        entries.sort_unstable();
        entries.dedup();
        Found::Exact(entries)
    } else {
        Found::Ambiguous(carriers.to_vec())
    }
}

#[cfg(test)]
mod tests;
