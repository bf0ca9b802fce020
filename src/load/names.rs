//! The names that one thread meets, with numbers of its own, and how the names of all threads become those of a dataset.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use crate::model::{ActorKind, RegionLevel, Reliability, SourceKind};
use crate::reader::{ActorPart, Pool, RegionPart, SourcePart};
use crate::store::{FieldCode, FieldEntry, ValueCode};

/// A map with a fast hash that differs from run to run.
pub(super) type Map<K, V> = HashMap<K, V, RandomState>;

/// Entries with numbers, found by key.
#[derive(Debug, Clone)]
pub(super) struct Interned<T> {
    codes: Map<Box<str>, u32>,
    /// The entries, each with the chunk in which it was met first.
    pub(super) entries: Vec<(u32, Box<str>, T)>,
    /// The numbers that were looked up last.
    recent: [u32; 2],
}

impl<T> Default for Interned<T> {
    fn default() -> Self {
        Self {
            codes: Map::default(),
            entries: Vec::new(),
            recent: [0; 2],
        }
    }
}

impl<T> Interned<T> {
    /// The number of a key; `make` makes an entry that is new. Rows that follow one another often have the same key, or the same
    /// two by turns, as actors and claimants are.
    pub(super) fn code(&mut self, key: &str, chunk: u32, make: impl FnOnce() -> T) -> u32 {
        for code in self.recent {
            let known = self.entries.get(code as usize);
            if known.is_some_and(|(_, known, _)| **known == *key) {
                return code;
            }
        }
        let code = match self.codes.get(key) {
            Some(&code) => code,
            None => {
                let code =
                    u32::try_from(self.entries.len()).expect("fewer than four billion names");
                self.codes.insert(key.into(), code);
                self.entries.push((chunk, key.into(), make()));
                code
            }
        };
        self.recent = [code, self.recent[0]];
        code
    }

    pub(super) fn entry(&mut self, code: u32) -> &mut T {
        &mut self.entries[code as usize].2
    }
}

/// An actor as first met.
#[derive(Debug, Clone)]
pub(super) struct NewActor {
    pub(super) names: Vec<Box<str>>,
    pub(super) kind: ActorKind,
    pub(super) country: Box<str>,
    /// Scheme and id; both empty where it has none.
    pub(super) id: (&'static str, Box<str>),
}

/// A region as first met.
#[derive(Debug, Clone)]
pub(super) struct NewRegion {
    pub(super) name: Box<str>,
    pub(super) level: RegionLevel,
    pub(super) codes: Vec<(&'static str, Box<str>)>,
}

/// A publisher as first met.
#[derive(Debug, Clone)]
pub(super) struct NewSource {
    pub(super) publisher: Box<str>,
    pub(super) language: Box<str>,
    pub(super) kind: Option<SourceKind>,
    pub(super) reliability: Option<Reliability>,
}

/// The names of one thread.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    pub(super) actors: Interned<NewActor>,
    /// By the names on the way from the country in.
    pub(super) regions: Interned<Vec<NewRegion>>,
    pub(super) sources: Interned<NewSource>,
    pub(super) tags: Interned<()>,
    pub(super) languages: Interned<()>,
    pub(super) fields: Vec<Field>,
    key: String,
    /// The data set itself as a claimant, once it has claimed something.
    own: Option<u32>,
    /// The chunk that is being read.
    pub(super) chunk: u32,
}

/// A field with its values.
#[derive(Debug, Clone)]
pub(super) struct Field {
    pub(super) name: Box<str>,
    pub(super) is_code: bool,
    pub(super) values: Interned<()>,
}

/// Between the names of a path and the parts of a key: in no name, since it is a control character.
const BETWEEN: char = '\u{1f}';

/// What tells an actor from others.
pub(super) fn actor_key(part: &ActorPart) -> &str {
    if part.key.is_empty() {
        &part.name
    } else {
        &part.key
    }
}

/// What tells a source from others: its publisher, and the language where it is given.
pub(super) fn source_key(part: &SourcePart, key: &mut String) {
    key.clear();
    key.push_str(&part.publisher);
    if !part.language.is_empty() {
        key.push(BETWEEN);
        key.push_str(&part.language);
    }
}

impl Names {
    pub(super) fn actor(&mut self, part: &ActorPart) -> u32 {
        let code = self.actors.code(actor_key(part), self.chunk, || NewActor {
            names: Vec::new(),
            kind: part.kind.unwrap_or(ActorKind::Organisation),
            country: part.country.as_str().into(),
            id: (part.id.scheme, part.id.code.as_str().into()),
        });
        let names = &mut self.actors.entry(code).names;
        if names.iter().all(|name| **name != *part.name) {
            names.push(part.name.as_str().into());
        }
        code
    }

    pub(super) fn region(&mut self, path: &Pool<RegionPart>) -> u32 {
        let mut key = std::mem::take(&mut self.key);
        key.clear();
        for part in path.iter() {
            key.push_str(&part.name);
            key.push(BETWEEN);
        }
        let entry = || path.iter().map(new_region).collect();
        let code = self.regions.code(&key, self.chunk, entry);
        self.key = key;
        code
    }

    pub(super) fn source(&mut self, part: &SourcePart) -> u32 {
        let mut key = std::mem::take(&mut self.key);
        source_key(part, &mut key);
        let code = self.sources.code(&key, self.chunk, || NewSource {
            publisher: part.publisher.as_str().into(),
            language: part.language.as_str().into(),
            kind: part.kind,
            reliability: part.reliability,
        });
        self.key = key;
        code
    }

    /// A publisher who claims something, cited or not.
    pub(super) fn claimant(&mut self, publisher: &str) -> u32 {
        self.sources.code(publisher, self.chunk, || NewSource {
            publisher: publisher.into(),
            language: Box::default(),
            kind: None,
            reliability: None,
        })
    }

    /// The data set itself as a claimant: always of this name.
    pub(super) fn own_claimant(&mut self, publisher: &str) -> u32 {
        let own = self.own.unwrap_or_else(|| self.claimant(publisher));
        self.own = Some(own);
        own
    }

    /// The number of a field; those of the reader come first, in its order.
    pub(super) fn field(&mut self, name: &str, is_code: bool) -> usize {
        let known = self.fields.iter().position(|field| *field.name == *name);
        known.unwrap_or_else(|| {
            self.fields.push(Field {
                name: name.into(),
                is_code,
                values: Interned::default(),
            });
            self.fields.len() - 1
        })
    }

    pub(super) fn value(&mut self, field: usize, value: &str) -> (FieldCode, ValueCode) {
        let code = self.fields[field].values.code(value, self.chunk, || ());
        let field = u32::try_from(field).expect("few fields");
        (FieldCode(field), ValueCode(code))
    }

    /// The fields as the store takes them.
    pub(super) fn field_entries(&self) -> Vec<FieldEntry> {
        let entry = |field: &Field| FieldEntry {
            name: field.name.clone(),
            is_code: field.is_code,
            values: field
                .values
                .entries
                .iter()
                .map(|(_, value, ())| value.clone())
                .collect(),
        };
        self.fields.iter().map(entry).collect()
    }
}

fn new_region(part: &RegionPart) -> NewRegion {
    NewRegion {
        name: part.name.as_str().into(),
        level: part.level.unwrap_or(RegionLevel::Area),
        codes: part
            .codes
            .iter()
            .map(|code| (code.scheme, code.code.as_str().into()))
            .collect(),
    }
}
