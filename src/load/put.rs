//! Puts what all threads have read together: one list of each sort of name, one number for each record, in the order of the
//! files.

use std::collections::HashSet;

use super::filler::{Filler, UNKNOWN_PLACE};
use super::names::{Interned, Map, NewActor, NewRegion, NewSource, Spellings};
use super::published::Positions;
use super::publishers;
use crate::model::{
    About, Actor, ActorIx, Dataset, Region, RegionIx, RegionLevel, Source, SourceIx,
};
use crate::reader;
use crate::store::{DatasetBatch, FieldEntry, ValueCode, name_key, spelling_key};

/// All rows of a data set with its names.
pub(super) struct Together {
    pub(super) dataset: Dataset,
    pub(super) batches: Vec<DatasetBatch>,
    pub(super) positions: Positions,
    /// Actors by what tells them apart.
    pub(super) actors: Map<Box<str>, ActorIx>,
    /// Sources by publisher and language.
    pub(super) sources: Map<Box<str>, SourceIx>,
}

pub(super) fn together(fillers: Vec<Filler>, about: &reader::About) -> Together {
    let mut dataset = Dataset {
        about: own(about),
        ..Dataset::default()
    };
    let (actors, actor_codes) = actors(&fillers, &mut dataset);
    let region_codes = regions(&fillers, &mut dataset);
    let (sources, source_codes) = sources(&fillers, &mut dataset);
    let value_names = value_names(&fillers);
    let codes = actor_codes.into_iter().zip(region_codes).zip(source_codes);
    let mut parts: Vec<Part> = fillers
        .into_iter()
        .zip(codes)
        .map(|(filler, ((actors, regions), sources))| {
            let words = |names: &Interned<()>| {
                names
                    .entries
                    .iter()
                    .map(|(_, word, ())| word.clone())
                    .collect()
            };
            let mut fields = filler.names.field_entries();
            name_values(&mut fields, &value_names);
            let batch = DatasetBatch {
                rows: filler.batch,
                actors,
                regions,
                sources,
                tags: words(&filler.names.tags),
                languages: words(&filler.names.languages),
                fields,
            };
            Part {
                batch,
                places: filler.places,
                lengths: filler.lengths,
                groups: filler.groups,
                chunks: filler.chunks,
            }
        })
        .collect();
    let positions = number(&mut parts);
    number_reports(&mut parts);
    Together {
        dataset,
        batches: parts.into_iter().map(|part| part.batch).collect(),
        positions,
        actors,
        sources,
    }
}

/// How many places have more than one pair of coordinates.
pub(super) fn places_in_two_positions(fillers: &[Filler]) -> u64 {
    let mut places: Map<&str, super::filler::PlacePosition> = Map::default();
    for filler in fillers {
        let entries = filler.names.regions.entries.iter().zip(&filler.positions);
        for ((_, key, _), position) in entries {
            let Some((bits, differs)) = position else {
                continue;
            };
            let (known, other) = places.entry(key).or_insert((*bits, false));
            *other |= *differs || known != bits;
        }
    }
    places.values().filter(|(_, differs)| *differs).count() as u64
}

/// One thread's rows while they are put together.
struct Part {
    batch: DatasetBatch,
    places: Vec<u64>,
    lengths: Vec<u32>,
    groups: Map<u64, u32>,
    chunks: Vec<(u32, u32)>,
}

fn own(about: &reader::About) -> About {
    let text = |text: &str| (!text.is_empty()).then(|| text.into());
    About {
        title: about.title.as_str().into(),
        license: text(&about.license),
        attribution: about
            .attribution
            .iter()
            .map(|line| line.as_str().into())
            .collect(),
        curator: text(&about.publisher),
        version: text(&about.version),
        timezone: text(&about.timezone),
        ids_from_names: true,
        ..About::default()
    }
}

/// A key of one thing, with what threads have of it in the order of the files.
struct Entry<'a, T> {
    /// The keys that rows have it under: one for each spelling.
    keys: Vec<&'a str>,
    entries: Vec<Met<'a, T>>,
}

/// An entry of a thread, with how often it was met.
struct Met<'a, T> {
    entry: &'a T,
    met: u32,
}

/// The entries of all threads in the order in which the files have them, those of one `key` as one, and for each thread the number
/// of each of its entries.
fn united<'a, T>(
    lists: impl Iterator<Item = &'a Interned<T>>,
    key: impl Fn(&str, &T) -> String,
) -> (Vec<Entry<'a, T>>, Vec<Vec<u32>>) {
    let lists: Vec<_> = lists.collect();
    let mut all: Vec<(u32, usize, usize)> = Vec::new();
    for (thread, list) in lists.iter().enumerate() {
        all.extend(
            (0..)
                .zip(&list.entries)
                .map(|(at, entry)| (entry.0, thread, at)),
        );
    }
    all.sort_unstable();
    let mut united: Vec<Entry<'_, T>> = Vec::new();
    let mut numbers: Map<String, u32> = Map::default();
    let mut codes: Vec<Vec<u32>> = lists
        .iter()
        .map(|list| vec![0; list.entries.len()])
        .collect();
    for (_, thread, at) in all {
        let (_, written, entry) = &lists[thread].entries[at];
        let next = u32::try_from(united.len()).expect("fewer than four billion names");
        let number = *numbers.entry(key(written, entry)).or_insert(next);
        if number == next {
            united.push(Entry {
                keys: Vec::new(),
                entries: Vec::new(),
            });
        }
        let one = &mut united[number as usize];
        if !one.keys.contains(&&**written) {
            one.keys.push(written);
        }
        let met = lists[thread].met[at];
        one.entries.push(Met { entry, met });
        codes[thread][at] = number;
    }
    (united, codes)
}

/// Keys of rows with the number of what they stand for.
fn by_key<T, N: Copy>(united: &[Entry<'_, T>], number: fn(u32) -> N) -> Map<Box<str>, N> {
    let numbered = (0..).map(number).zip(united);
    numbered
        .flat_map(|(number, entry)| entry.keys.iter().map(move |&key| (key.into(), number)))
        .collect()
}

fn actors(
    fillers: &[Filler],
    dataset: &mut Dataset,
) -> (Map<Box<str>, ActorIx>, Vec<Vec<ActorIx>>) {
    // An id tells actors apart, whatever they are called; without one their names do, in any spelling.
    let key = |written: &str, actor: &NewActor| match actor.is_keyed {
        true => format!("={written}"),
        false => format!(" {}", spelling_key(written)),
    };
    let (united, codes) = united(fillers.iter().map(|filler| &filler.names.actors), key);
    dataset.actors = united.iter().map(actor).collect();
    let mut ids = Ids::of(dataset.actors.iter().map(|actor| &*actor.name));
    for actor in &mut dataset.actors {
        let code = actor.ids.first().map(|(_, code)| &**code);
        actor.id = ids.unique(&actor.name, code);
    }
    (by_key(&united, ActorIx), numbers(codes, ActorIx))
}

/// An actor as first met, under its most frequent name; its other names and spellings are aliases.
fn actor(entry: &Entry<'_, NewActor>) -> Actor {
    let first = entry.entries[0].entry;
    let mut names = Spellings::default();
    for met in &entry.entries {
        names.join(&met.entry.names);
    }
    let mut names = names.by_frequency().into_iter();
    Actor {
        id: "".into(),
        name: names.next().unwrap_or_default(),
        short: None,
        native_name: None,
        aliases: names.collect(),
        kind: first.kind,
        parent: None,
        blocs: Vec::new(),
        country: (!first.country.is_empty()).then(|| first.country.clone()),
        leader: None,
        ids: std::iter::once(&first.id)
            .filter(|(_, id)| !id.is_empty())
            .map(|(scheme, id)| ((*scheme).into(), id.clone()))
            .collect(),
        note: None,
    }
}

fn sources(
    fillers: &[Filler],
    dataset: &mut Dataset,
) -> (Map<Box<str>, SourceIx>, Vec<Vec<SourceIx>>) {
    let key = |_: &str, source: &NewSource| {
        let publisher = publishers::spelling(&source.publisher);
        format!("{publisher}\n{}", source.language.to_ascii_lowercase())
    };
    let (united, codes) = united(fillers.iter().map(|filler| &filler.names.sources), key);
    dataset.sources = united.iter().map(source).collect();
    let mut ids = Ids::of(dataset.sources.iter().map(|source| &*source.publisher));
    for source in &mut dataset.sources {
        // BCP 47 has `und` for a language that is not known.
        let language = source.language.as_deref().unwrap_or("und");
        source.id = ids.unique(&source.publisher, Some(language));
    }
    (by_key(&united, SourceIx), numbers(codes, SourceIx))
}

/// A publisher as first met, in its most frequent spelling.
fn source(entry: &Entry<'_, NewSource>) -> Source {
    let first = entry.entries[0].entry;
    let mut names = Spellings::default();
    for met in &entry.entries {
        names.note_times(&met.entry.publisher, met.met);
    }
    let mut names = names.by_frequency().into_iter();
    Source {
        id: "".into(),
        publisher: names.next().unwrap_or_default(),
        spellings: names.collect(),
        title: None,
        author: None,
        url: None,
        archive_url: None,
        published: None,
        accessed: None,
        language: (!first.language.is_empty()).then(|| first.language.clone()),
        kind: first.kind,
        affiliation: None,
        origin: None,
        syndicated_from: None,
        reliability: first.reliability,
        reliability_reason: None,
        sha256: None,
        note: None,
    }
}

/// Names of values that are numbers, by field and value.
type ValueNames = Map<(Box<str>, Box<str>), Vec<Box<str>>>;

/// The names of values of all threads.
fn value_names(fillers: &[Filler]) -> ValueNames {
    let mut names: Map<(Box<str>, Box<str>), Spellings> = Map::default();
    for field in fillers.iter().flat_map(|filler| &filler.names.fields) {
        for (_, value, spellings) in &field.values.entries {
            if !spellings.is_empty() {
                let key = (field.name.clone(), value.clone());
                names.entry(key).or_default().join(spellings);
            }
        }
    }
    let sorted = names.into_iter();
    sorted
        .map(|(key, names)| (key, names.by_frequency()))
        .collect()
}

/// Names the values of a part's fields.
fn name_values(fields: &mut [FieldEntry], names: &ValueNames) {
    if names.is_empty() {
        return;
    }
    for field in fields {
        for code in (0..).map(ValueCode).take(field.values.len()) {
            let key = (field.name.clone(), field.values[code.index()].clone());
            if let Some(names) = names.get(&key) {
                field.name_value(code, names);
            }
        }
    }
}

/// The tree of regions: each path has its inner regions below its outer ones.
fn regions(fillers: &[Filler], dataset: &mut Dataset) -> Vec<Vec<RegionIx>> {
    let lists = fillers.iter().map(|filler| &filler.names.regions);
    let (united, codes) = united(lists, |written, _| written.to_owned());
    let mut tree = Tree::default();
    let ends: Vec<RegionIx> = united.iter().map(|entry| tree.path(entry)).collect();
    dataset.regions = tree.named();
    let end = |code: u32| ends[code as usize];
    codes
        .into_iter()
        .map(|codes| codes.into_iter().map(end).collect())
        .collect()
}

/// Regions with their spellings, while paths are added.
#[derive(Default)]
struct Tree {
    regions: Vec<Region>,
    spellings: Vec<Spellings>,
    /// Regions of one name and level below the same region: several where their codes differ.
    known: Map<(Option<RegionIx>, RegionLevel, String), Vec<RegionIx>>,
}

impl Tree {
    fn path(&mut self, entry: &Entry<'_, Vec<NewRegion>>) -> RegionIx {
        let met = entry.entries.iter().map(|entry| entry.met);
        let met = met.fold(0, u32::saturating_add);
        let mut inner = None;
        for part in entry.entries[0].entry {
            inner = Some(self.region(inner, part, met));
        }
        inner.unwrap_or_else(|| {
            let (name, level) = UNKNOWN_PLACE;
            let nowhere = NewRegion {
                name: name.into(),
                level,
                codes: Vec::new(),
            };
            self.region(None, &nowhere, met)
        })
    }

    fn region(&mut self, parent: Option<RegionIx>, part: &NewRegion, met: u32) -> RegionIx {
        let alike = self.known.entry((parent, part.level, region_key(part)));
        let alike = alike.or_default();
        let same = |ix: &RegionIx| agree(&self.regions[ix.index()].codes, &part.codes);
        let ix = alike.iter().copied().find(same).unwrap_or_else(|| {
            let next = u32::try_from(self.regions.len()).expect("fewer than four billion regions");
            self.regions.push(new_region(parent, part));
            self.spellings.push(Spellings::default());
            alike.push(RegionIx(next));
            RegionIx(next)
        });
        self.spellings[ix.index()].note_times(&part.name, met);
        let codes = &mut self.regions[ix.index()].codes;
        for (scheme, code) in &part.codes {
            if codes.iter().all(|(known, _)| **known != **scheme) {
                codes.push(((*scheme).into(), code.clone()));
            }
        }
        ix
    }

    /// The regions, each under its most frequent name and with an id.
    fn named(mut self) -> Vec<Region> {
        for (region, spellings) in self.regions.iter_mut().zip(self.spellings) {
            let mut names = spellings.by_frequency().into_iter();
            region.name = names.next().unwrap_or_default();
            region.aliases = names.collect();
            let all = std::iter::once(&region.name).chain(&region.aliases);
            let bare: Vec<Box<str>> = all
                .filter_map(|name| bare_name(name))
                .map(Into::into)
                .collect();
            for name in bare {
                if !region.aliases.contains(&name) {
                    region.aliases.push(name);
                }
            }
        }
        let mut ids = Ids::of(self.regions.iter().map(|region| &*region.name));
        for at in 0..self.regions.len() {
            let region = &self.regions[at];
            let above = region
                .parent
                .map(|parent| &*self.regions[parent.index()].name);
            let apart = above.unwrap_or(region.level.slug());
            self.regions[at].id = ids.unique(&region.name, Some(apart));
        }
        self.regions
    }
}

/// What spellings of a region's name have in common. A country is known by its code, whatever list its name is from: "Syria" and
/// "Syrian Arab Republic" are one.
fn region_key(part: &NewRegion) -> String {
    let iso = part.codes.iter().find(|(scheme, _)| *scheme == "iso");
    match iso.filter(|_| part.level == RegionLevel::Country) {
        Some((_, code)) => format!("iso={code}"),
        None => spelling_key(&part.name),
    }
}

/// Whether no scheme has another code here than there.
fn agree(codes: &[(Box<str>, Box<str>)], others: &[(&'static str, Box<str>)]) -> bool {
    let differs = |(scheme, code): &(Box<str>, Box<str>)| {
        let mut same_scheme = others.iter().filter(|(other, _)| **other == **scheme);
        same_scheme.any(|(_, other)| other != code)
    };
    !codes.iter().any(differs)
}

fn new_region(parent: Option<RegionIx>, part: &NewRegion) -> Region {
    Region {
        id: "".into(),
        name: part.name.clone(),
        native_name: None,
        aliases: Vec::new(),
        level: part.level,
        parent,
        position: None,
        codes: Vec::new(),
        note: None,
    }
}

/// `Aleppo` for `Aleppo Governorate`, which is how people call it.
fn bare_name(name: &str) -> Option<&str> {
    const SORTS: [&str; 10] = [
        "governorate",
        "province",
        "district",
        "state",
        "region",
        "county",
        "department",
        "town",
        "city",
        "village",
    ];
    let (bare, sort) = name.rsplit_once(' ')?;
    SORTS
        .iter()
        .any(|known| known.eq_ignore_ascii_case(sort))
        .then_some(bare)
}

/// Ids that are unique among themselves. A name that several have is nobody's id alone, so that it finds all of them.
struct Ids {
    taken: HashSet<Box<str>>,
    /// How many have each name, in the form in which names are looked up.
    named: Map<String, u32>,
}

impl Ids {
    /// For things with these names.
    fn of<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let mut named: Map<String, u32> = Map::default();
        for name in names {
            *named.entry(name_key(name)).or_default() += 1;
        }
        Self {
            taken: HashSet::new(),
            named,
        }
    }

    /// The name in kebab case, where others have it too with what tells it apart; and with a number when that is taken.
    fn unique(&mut self, name: &str, apart: Option<&str>) -> Box<str> {
        let plain = kebab(name);
        let is_shared = self
            .named
            .get(&name_key(name))
            .is_some_and(|&count| count > 1);
        let alone = (!is_shared).then(|| plain.clone());
        let told_apart = apart.map(|apart| format!("{plain}-{}", kebab(apart)));
        let from = if is_shared { 1 } else { 2 };
        let base = told_apart.clone().filter(|_| is_shared).unwrap_or(plain);
        let numbered = (from..).map(|number: u64| format!("{base}-{number}"));
        let candidates = alone.into_iter().chain(told_apart).chain(numbered);
        let free = candidates.map(String::into_boxed_str);
        let id = free
            .into_iter()
            .find(|id| !self.taken.contains(id))
            .expect("there is always a larger number");
        self.taken.insert(id.clone());
        id
    }
}

/// Ids are typed: no longer than this, in characters.
const LONGEST_ID: usize = 40;

/// Letters and digits of any script in lower case, without marks and apostrophes, and dashes between words.
fn kebab(name: &str) -> String {
    let mut id = name_key(name).replace(' ', "-");
    if let Some((end, _)) = id.char_indices().nth(LONGEST_ID) {
        // A coalition has the names of all its parts. Whole words are kept as far as there is room.
        let end = id[..end].rfind('-').unwrap_or(end);
        id.truncate(end);
    }
    if id.is_empty() {
        "unnamed".to_owned()
    } else {
        id
    }
}

fn numbers<T>(codes: Vec<Vec<u32>>, number: fn(u32) -> T) -> Vec<Vec<T>> {
    codes
        .into_iter()
        .map(|codes| codes.into_iter().map(number).collect())
        .collect()
}

/// Numbers the records in the order of the files, and notes where each stands.
fn number(parts: &mut [Part]) -> Positions {
    let mut order: Vec<(u32, usize, usize, usize)> = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let ends = part.chunks.iter().skip(1).map(|&(_, first)| first as usize);
        let ends = ends.chain([part.batch.rows.len()]);
        for (&(chunk, first), end) in part.chunks.iter().zip(ends) {
            order.push((chunk, at, first as usize, end));
        }
    }
    order.sort_unstable();
    let mut positions = Positions::default();
    for (_, at, first, end) in order {
        let part = &mut parts[at];
        for row in first..end {
            let record = positions.push(part.places[row], part.lengths.get(row).copied());
            part.batch.rows.set_record(row, record);
        }
    }
    positions
}

/// Exchanges the first row of each report, as a thread knew it, for its record. Threads may have read parts of one report: the
/// record that comes first in the files is the first of all.
fn number_reports(parts: &mut [Part]) {
    let elsewhere = [0, 1].map(|at| earlier_elsewhere(parts, at));
    for (part, elsewhere) in parts.iter_mut().zip(elsewhere) {
        let rows = &mut part.batch.rows;
        for row in 0..rows.len() {
            if let Some(first) = rows.report(row) {
                let record = elsewhere.get(&first).copied();
                rows.set_report(row, record.unwrap_or_else(|| rows.record(first as usize)));
            }
        }
    }
}

/// By the first row of each report in this part, the record with which it begins in the other part, where that is earlier.
fn earlier_elsewhere(parts: &[Part], at: usize) -> Map<u32, u32> {
    debug_assert!(parts.len() <= 2, "two threads read");
    let (Some(own), Some(other)) = (parts.get(at), parts.get(1 - at)) else {
        return Map::default();
    };
    let earlier = |(group, &row): (&u64, &u32)| {
        let first = other.batch.rows.record(*other.groups.get(group)? as usize);
        (first < own.batch.rows.record(row as usize)).then_some((row, first))
    };
    own.groups.iter().filter_map(earlier).collect()
}
