//! Which names each list is found by.

use super::{Lookup, key};
use crate::store::{DatasetCode, FieldEntry, ValueCode, Vocabulary};

/// An entry on its way into a [`Lookup`].
struct Entry<'a> {
    typed: &'a str,
    label: &'a str,
    names: Vec<&'a str>,
    /// The name that the id is made from, where it is.
    id_from: Option<&'a str>,
    codes: &'a [(Box<str>, Box<str>)],
}

pub(super) fn actors(vocabulary: &Vocabulary) -> Lookup {
    Lookup::of(vocabulary.actors.iter().map(|actor| {
        Entry {
            typed: &actor.id,
            label: actor.short.as_deref().unwrap_or(&actor.name),
            names: [
                Some(&*actor.name),
                actor.short.as_deref(),
                actor.native_name.as_deref(),
            ]
            .into_iter()
            .flatten()
            .chain(actor.aliases.iter().map(|alias| &**alias))
            .collect(),
            id_from: from_names(vocabulary, actor.dataset).then_some(&*actor.name),
            codes: &actor.ids,
        }
    }))
}

pub(super) fn regions(vocabulary: &Vocabulary) -> Lookup {
    Lookup::of(vocabulary.regions.iter().map(|region| {
        Entry {
            typed: &region.id,
            label: region.label(),
            names: [Some(&*region.name), region.native_name.as_deref()]
                .into_iter()
                .flatten()
                .chain(region.aliases.iter().map(|alias| &**alias))
                .collect(),
            id_from: from_names(vocabulary, region.dataset).then_some(&*region.name),
            codes: &region.codes,
        }
    }))
}

fn from_names(vocabulary: &Vocabulary, dataset: DatasetCode) -> bool {
    let set = vocabulary.datasets.get(dataset.index());
    set.is_some_and(|set| set.ids_from_names)
}

pub(super) fn blocs(vocabulary: &Vocabulary) -> Lookup {
    Lookup::words(vocabulary.blocs.iter().map(|bloc| (&*bloc.id, &*bloc.name)))
}

/// A publisher is found by every name that the data have for it.
pub(super) fn publishers(vocabulary: &Vocabulary) -> Lookup {
    Lookup::of(vocabulary.publishers.iter().enumerate().map(|(at, name)| {
        let spellings = vocabulary.publisher_spellings.get(at);
        Entry {
            typed: name,
            label: name,
            names: spellings
                .into_iter()
                .flatten()
                .map(|name| &**name)
                .collect(),
            id_from: None,
            codes: &[],
        }
    }))
}

/// A source is found by its publisher too, so that `source:sana` is every text of that agency.
pub(super) fn sources(vocabulary: &Vocabulary) -> Lookup {
    Lookup::of(vocabulary.sources.iter().map(|source| {
        let publisher = vocabulary
            .publishers
            .get(source.publisher.index())
            .map(|name| &**name);
        Entry {
            typed: &source.id,
            label: source.title.as_deref().or(publisher).unwrap_or(&source.id),
            names: source
                .title
                .as_deref()
                .into_iter()
                .chain(publisher)
                .collect(),
            id_from: publisher.filter(|_| from_names(vocabulary, source.dataset)),
            codes: &[],
        }
    }))
}

pub(super) fn values(field: &FieldEntry) -> Lookup {
    let values = (0..).map(ValueCode).zip(&field.values);
    Lookup::of(values.map(|(code, value)| {
        let names = field.names_of(code);
        Entry {
            typed: value,
            label: names.first().map_or(value, |name| name),
            names: names.iter().map(|name| &**name).collect(),
            id_from: None,
            codes: &[],
        }
    }))
}

impl Lookup {
    /// A list of words with a label each; an empty label is none.
    pub(super) fn words<'a>(words: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        Self::of(words.map(|(typed, label)| Entry {
            typed,
            label: if label.is_empty() { typed } else { label },
            names: Vec::from_iter((!label.is_empty()).then_some(label)),
            id_from: None,
            codes: &[],
        }))
    }

    fn of<'a>(entries: impl Iterator<Item = Entry<'a>>) -> Self {
        let mut lookup = Self::default();
        for (code, entry) in (0..).zip(entries) {
            lookup.add(code, &entry);
        }
        lookup
    }

    fn add(&mut self, code: u32, entry: &Entry<'_>) {
        let id = key(entry.typed);
        self.add_line(code, &id);
        self.ids.entry(id.into()).or_default().push(code);
        for name in &entry.names {
            let name = key(name);
            self.add_line(code, &name);
            let carriers = self.names.entry(name.into()).or_default();
            // A short name often equals the name.
            if carriers.last() != Some(&code) {
                carriers.push(code);
            }
        }
        if let Some(name) = entry.id_from {
            self.namesakes
                .entry(key(name).into())
                .or_default()
                .push(code);
        }
        for (scheme, text) in entry.codes {
            let carriers = self.codes.entry(key(text).into()).or_default();
            carriers.push((scheme.clone(), code));
        }
        let label = (entry.label != entry.typed).then(|| entry.label.into());
        self.entries.push((entry.typed.into(), label));
    }

    /// Names beyond the reach of the offsets (4 GB of them) are found whole only, not by their words.
    fn add_line(&mut self, code: u32, key: &str) {
        if let Ok(start) = u32::try_from(self.lines.len()) {
            self.starts.push((start, code));
            self.lines.push(' ');
            self.lines.push_str(key);
            self.lines.push('\n');
        }
    }
}
