//! Puts what all threads have read together: one list of each sort of name, one number for each record, in the order of the
//! files.

use std::collections::HashSet;

use super::filler::{Filler, UNKNOWN_PLACE};
use super::names::{Interned, Map, NewActor, NewRegion, NewSource};
use super::published::Positions;
use crate::model::{About, Actor, ActorIx, Dataset, Region, RegionIx, Source, SourceIx};
use crate::reader;
use crate::store::DatasetBatch;

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
            let batch = DatasetBatch {
                rows: filler.batch,
                actors,
                regions,
                sources,
                tags: words(&filler.names.tags),
                languages: words(&filler.names.languages),
                fields: filler.names.field_entries(),
            };
            Part {
                batch,
                places: filler.places,
                lengths: filler.lengths,
                added: filler.added_places,
                groups: filler.groups,
                chunks: filler.chunks,
            }
        })
        .collect();
    let joined = join_groups(&mut parts);
    let positions = number(&mut parts, &joined);
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
    added: Vec<(u32, u64)>,
    groups: Map<u64, u32>,
    chunks: Vec<(u32, u32)>,
}

impl Part {
    /// The chunk of a row.
    fn chunk(&self, row: u32) -> u32 {
        let after = self.chunks.partition_point(|&(_, first)| first <= row);
        self.chunks[after - 1].0
    }
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
        ..About::default()
    }
}

/// A key with the entries that threads have of it, the first one first.
type Entry<'a, T> = (&'a str, Vec<&'a T>);

/// The entries of all threads in the order in which the files have them, each key once, and for each thread the number of
/// each of its entries.
fn united<'a, T>(
    lists: impl Iterator<Item = &'a Interned<T>>,
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
    let mut numbers: Map<&str, u32> = Map::default();
    let mut codes: Vec<Vec<u32>> = lists
        .iter()
        .map(|list| vec![0; list.entries.len()])
        .collect();
    for (_, thread, at) in all {
        let (_, key, entry) = &lists[thread].entries[at];
        let next = u32::try_from(united.len()).expect("fewer than four billion names");
        let number = *numbers.entry(key).or_insert(next);
        if number == next {
            united.push((key, Vec::new()));
        }
        united[number as usize].1.push(entry);
        codes[thread][at] = number;
    }
    (united, codes)
}

fn actors(
    fillers: &[Filler],
    dataset: &mut Dataset,
) -> (Map<Box<str>, ActorIx>, Vec<Vec<ActorIx>>) {
    let (united, codes) = united(fillers.iter().map(|filler| &filler.names.actors));
    let mut ids = Ids::default();
    let mut keys = Map::default();
    for (ix, (key, entries)) in (0..).zip(&united) {
        keys.insert((*key).into(), ActorIx(ix));
        dataset.actors.push(actor(entries, &mut ids));
    }
    (keys, numbers(codes, ActorIx))
}

/// An actor as first met; other names under the same id become aliases.
fn actor(entries: &[&NewActor], ids: &mut Ids) -> Actor {
    let first = entries[0];
    let mut names: Vec<Box<str>> = Vec::new();
    for name in entries.iter().flat_map(|entry| &entry.names) {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    let aliases = names.split_off(1);
    let name = names.remove(0);
    Actor {
        id: ids.unique(&name, ""),
        name,
        short: None,
        native_name: None,
        aliases,
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
    let (united, codes) = united(fillers.iter().map(|filler| &filler.names.sources));
    let mut ids = Ids::default();
    let mut keys = Map::default();
    for (ix, (key, entries)) in (0..).zip(&united) {
        keys.insert((*key).into(), SourceIx(ix));
        dataset.sources.push(source(entries[0], &mut ids));
    }
    (keys, numbers(codes, SourceIx))
}

fn source(entry: &NewSource, ids: &mut Ids) -> Source {
    Source {
        id: ids.unique(&entry.publisher, &entry.language),
        publisher: entry.publisher.clone(),
        title: None,
        author: None,
        url: None,
        archive_url: None,
        published: None,
        accessed: None,
        language: (!entry.language.is_empty()).then(|| entry.language.clone()),
        kind: entry.kind,
        affiliation: None,
        origin: None,
        syndicated_from: None,
        reliability: entry.reliability,
        reliability_reason: None,
        sha256: None,
        note: None,
    }
}

/// The tree of regions: each path has its inner regions below its outer ones.
fn regions(fillers: &[Filler], dataset: &mut Dataset) -> Vec<Vec<RegionIx>> {
    let (united, codes) = united(fillers.iter().map(|filler| &filler.names.regions));
    let mut tree = Tree {
        regions: &mut dataset.regions,
        ids: Ids::default(),
        known: Map::default(),
    };
    let ends: Vec<RegionIx> = united
        .iter()
        .map(|(_, paths)| tree.path(paths[0]))
        .collect();
    let end = |code: u32| ends[code as usize];
    codes
        .into_iter()
        .map(|codes| codes.into_iter().map(end).collect())
        .collect()
}

struct Tree<'a> {
    regions: &'a mut Vec<Region>,
    ids: Ids,
    known: Map<(Option<RegionIx>, Box<str>), RegionIx>,
}

impl Tree<'_> {
    fn path(&mut self, path: &[NewRegion]) -> RegionIx {
        let mut inner = None;
        for part in path {
            inner = Some(self.region(inner, part));
        }
        inner.unwrap_or_else(|| {
            let (name, level) = UNKNOWN_PLACE;
            let nowhere = NewRegion {
                name: name.into(),
                level,
                codes: Vec::new(),
            };
            self.region(None, &nowhere)
        })
    }

    fn region(&mut self, parent: Option<RegionIx>, part: &NewRegion) -> RegionIx {
        let key = (parent, part.name.clone());
        if let Some(&known) = self.known.get(&key) {
            return known;
        }
        let ix =
            RegionIx(u32::try_from(self.regions.len()).expect("fewer than four billion regions"));
        let above = parent
            .map_or("", |parent| &*self.regions[parent.index()].id)
            .to_owned();
        self.regions.push(Region {
            id: self.ids.unique(&part.name, &above),
            name: part.name.clone(),
            native_name: None,
            aliases: bare_name(&part.name).into_iter().map(Into::into).collect(),
            level: part.level,
            parent,
            position: None,
            codes: part
                .codes
                .iter()
                .map(|(scheme, code)| ((*scheme).into(), code.clone()))
                .collect(),
            note: None,
        });
        self.known.insert(key, ix);
        ix
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

/// Ids that are unique among themselves.
#[derive(Default)]
struct Ids {
    taken: HashSet<Box<str>>,
}

impl Ids {
    /// The name in kebab case; when that is taken, with what tells it apart, and then with a number.
    fn unique(&mut self, name: &str, apart: &str) -> Box<str> {
        let plain = kebab(name);
        let candidates = std::iter::once(plain.clone())
            .chain((!apart.is_empty()).then(|| format!("{plain}-{}", kebab(apart))))
            .chain((2..).map(|number: u64| format!("{plain}-{number}")));
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

/// Letters and digits of any script in lower case, without marks, and dashes between them.
fn kebab(name: &str) -> String {
    let mut id = String::with_capacity(name.len());
    for c in crate::store::fold(name).chars() {
        if c.is_alphanumeric() {
            id.push(c);
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    if let Some((end, _)) = id.char_indices().nth(LONGEST_ID) {
        // A coalition has the names of all its parts. Whole words are kept as far as there is room.
        let end = id[..end].rfind('-').unwrap_or(end);
        id.truncate(end);
    }
    id.truncate(id.trim_end_matches('-').len());
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

/// A report that one thread read of an event that another thread has: `(part, row)` of the event, and the place of the report.
type Joined = (usize, u32, u64);

/// Reports of one event that two threads read become one: the first in the file has the others' lists added.
fn join_groups(parts: &mut [Part]) -> Vec<Joined> {
    let [first, second] = parts else {
        debug_assert!(parts.len() < 2, "two threads read");
        return Vec::new();
    };
    // By part: the rows that are another one's reports, and that other.
    let mut moved: [Map<u32, u32>; 2] = [Map::default(), Map::default()];
    for (group, &row) in &second.groups {
        let Some(&other) = first.groups.get(group) else {
            continue;
        };
        if first.chunk(other) < second.chunk(row) {
            moved[1].insert(row, other);
        } else {
            moved[0].insert(other, row);
        }
    }
    let mut joined = move_rows((second, &moved[1]), (first, 0));
    joined.extend(move_rows((first, &moved[0]), (second, 1)));
    joined
}

/// Adds the lists of rows to those of rows of the other part and leaves the rows out.
fn move_rows(
    (from, moved): (&mut Part, &Map<u32, u32>),
    (to, number): (&mut Part, usize),
) -> Vec<Joined> {
    let mut rows: Vec<(u32, u32)> = moved.iter().map(|(&row, &target)| (row, target)).collect();
    rows.sort_unstable();
    let mut joined = Vec::new();
    for &(row, target) in &rows {
        to.batch.add_row_of(target, &from.batch, row);
        joined.push((number, target, from.places[row as usize]));
        from.batch.rows.leave_out(row as usize);
    }
    for (at, &(row, place)) in from.added.iter().enumerate() {
        if let Some(&target) = moved.get(&row) {
            to.batch.add_added_of(target, &from.batch, at);
            joined.push((number, target, place));
        }
    }
    joined
}

/// Numbers the records in the order of the files, and notes where each stands.
fn number(parts: &mut [Part], joined: &[Joined]) -> Positions {
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
    let mut records: Vec<Vec<u32>> = parts
        .iter()
        .map(|part| {
            vec![
                u32::MAX;
                if part.added.is_empty() && joined.is_empty() {
                    0
                } else {
                    part.batch.rows.len()
                }
            ]
        })
        .collect();
    for (_, at, first, end) in order {
        let part = &mut parts[at];
        for row in first..end {
            if part.batch.rows.is_left_out(row) {
                continue;
            }
            let record = positions.push(part.places[row], part.lengths.get(row).copied());
            part.batch.rows.set_record(row, record);
            if let Some(slot) = records[at].get_mut(row) {
                *slot = record;
            }
        }
    }
    // Reports of a row that was left out went to the row that has its event.
    let own = parts.iter().enumerate().flat_map(|(at, part)| {
        let records = &records[at];
        part.added
            .iter()
            .map(move |&(row, place)| (records[row as usize], place))
    });
    let others = joined
        .iter()
        .map(|&(at, row, place)| (records[at][row as usize], place));
    positions.add(
        own.chain(others)
            .filter(|&(record, _)| record != u32::MAX)
            .collect(),
    );
    positions
}
