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
    /// How often each entry was met.
    pub(super) met: Vec<u32>,
    /// The numbers that were looked up last.
    recent: [u32; 2],
}

impl<T> Default for Interned<T> {
    fn default() -> Self {
        Self {
            codes: Map::default(),
            entries: Vec::new(),
            met: Vec::new(),
            recent: [0; 2],
        }
    }
}

impl<T> Interned<T> {
    /// The number of a key; `make` makes an entry that is new. Rows that follow one another often have the same key, or the same
    /// two by turns, as actors and claimants are.
    pub(super) fn code(&mut self, key: &str, chunk: u32, make: impl FnOnce() -> T) -> u32 {
        let code = self.known_or_made(key, chunk, make);
        let met = &mut self.met[code as usize];
        *met = met.saturating_add(1);
        code
    }

    fn known_or_made(&mut self, key: &str, chunk: u32, make: impl FnOnce() -> T) -> u32 {
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
                self.met.push(0);
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

/// The spellings of one name, in the order in which a thread met them.
#[derive(Debug, Clone, Default)]
pub(super) struct Spellings(Vec<Spelling>);

/// A spelling, with where it was met first, chunk and place among the spellings of the thread, and how often it was met.
#[derive(Debug, Clone)]
struct Spelling {
    text: Box<str>,
    first: (u32, usize),
    met: u32,
}

impl Spellings {
    /// A spelling was met.
    pub(super) fn note(&mut self, text: &str, chunk: u32) {
        let first = (chunk, self.0.len());
        self.add(text, first, 1);
    }

    /// A spelling was met so many times; spellings are told in the order of the files.
    pub(super) fn note_times(&mut self, text: &str, met: u32) {
        let first = (0, self.0.len());
        self.add(text, first, met);
    }

    fn add(&mut self, text: &str, first: (u32, usize), met: u32) {
        match self.0.iter_mut().find(|known| *known.text == *text) {
            Some(known) => {
                known.met = known.met.saturating_add(met);
                known.first = known.first.min(first);
            }
            None => self.0.push(Spelling {
                text: text.into(),
                first,
                met,
            }),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds the spellings that another thread met.
    pub(super) fn join(&mut self, other: &Self) {
        for spelling in &other.0 {
            self.add(&spelling.text, spelling.first, spelling.met);
        }
    }

    /// The spellings, the most frequent first; of equally frequent ones the one that the files have first. A chunk is read by one
    /// thread, so that the order is the same with any number of them.
    pub(super) fn by_frequency(mut self) -> Vec<Box<str>> {
        self.0
            .sort_by_key(|spelling| (std::cmp::Reverse(spelling.met), spelling.first));
        self.0.into_iter().map(|spelling| spelling.text).collect()
    }
}

/// An actor as first met.
#[derive(Debug, Clone)]
pub(super) struct NewActor {
    /// Whether the data set has an id for it, so that its name does not tell it from others.
    pub(super) is_keyed: bool,
    pub(super) names: Spellings,
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
    pub(super) values: Interned<Spellings>,
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
            is_keyed: !part.key.is_empty(),
            names: Spellings::default(),
            kind: part.kind.unwrap_or(ActorKind::Organisation),
            country: part.country.as_str().into(),
            id: (part.id.scheme, part.id.code.as_str().into()),
        });
        let chunk = self.chunk;
        self.actors.entry(code).names.note(&part.name, chunk);
        code
    }

    pub(super) fn region(&mut self, path: &Pool<RegionPart>) -> u32 {
        let mut key = std::mem::take(&mut self.key);
        key.clear();
        for part in path.iter() {
            push_region_key(part, &mut key);
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

    /// A value, with its name where it is a number that has one.
    pub(super) fn value(
        &mut self,
        field: usize,
        (value, name): (&str, &str),
    ) -> (FieldCode, ValueCode) {
        let values = &mut self.fields[field].values;
        let code = values.code(value, self.chunk, Spellings::default);
        if !name.is_empty() {
            values.entry(code).note(name, self.chunk);
        }
        let field = u32::try_from(field).expect("few fields");
        (FieldCode(field), ValueCode(code))
    }

    /// The fields as the store takes them; names of values are put together of all threads.
    pub(super) fn field_entries(&self) -> Vec<FieldEntry> {
        let entry = |field: &Field| FieldEntry {
            name: field.name.clone(),
            is_code: field.is_code,
            values: field
                .values
                .entries
                .iter()
                .map(|(_, value, _)| value.clone())
                .collect(),
            names: Vec::new(),
        };
        self.fields.iter().map(entry).collect()
    }
}

/// What tells a region from others of the same name beside it: its level, and its codes.
fn push_region_key(part: &RegionPart, key: &mut String) {
    key.push_str(&part.name);
    key.push(BETWEEN);
    key.push_str(part.level.unwrap_or(RegionLevel::Area).slug());
    for code in &part.codes[..] {
        key.push(BETWEEN);
        key.push_str(code.scheme);
        key.push('=');
        key.push_str(&code.code);
    }
    key.push(BETWEEN);
    key.push(BETWEEN);
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
