//! Which rows a value has.
//!
//! Lists of rows describe the present. Under a `known:` some rows have something that was not published yet; these are told
//! one by one.

use std::ops::Range;

use super::super::engine::Scope;
use super::super::facets::Item;
use super::super::{Engine, Facet, LaneBy, LaneKey, Profiled};
use crate::store::{ActorCode, Bitset, PackedGrade, RowId, Store};

/// Values that are counted beside each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::analysis) enum Dimension {
    Facet(Facet),
    Publisher,
    Pair,
}

/// One of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::analysis) enum Thing {
    Item(Item),
    Pair(u32),
}

impl From<LaneBy> for Dimension {
    fn from(by: LaneBy) -> Self {
        match by {
            LaneBy::Actor => Self::Facet(Facet::Actor),
            LaneBy::Bloc => Self::Facet(Facet::Bloc),
            LaneBy::Region => Self::Facet(Facet::Region),
            LaneBy::Kind => Self::Facet(Facet::Kind),
            LaneBy::Publisher => Self::Publisher,
            LaneBy::Pair => Self::Pair,
        }
    }
}

impl From<Profiled> for Dimension {
    fn from(of: Profiled) -> Self {
        match of {
            Profiled::Facet(facet) => Self::Facet(facet),
            Profiled::Publisher => Self::Publisher,
        }
    }
}

impl Thing {
    /// Its name as a lane; `None` for what lanes cannot stand for.
    pub(super) fn key(self) -> Option<LaneKey> {
        let key = |by, code| Some(LaneKey { by, code });
        match self {
            Self::Pair(pair) => key(LaneBy::Pair, pair),
            Self::Item(Item::Actor(code)) => key(LaneBy::Actor, code.0),
            Self::Item(Item::Bloc(code)) => key(LaneBy::Bloc, code.0),
            Self::Item(Item::Region(code)) => key(LaneBy::Region, code.0),
            Self::Item(Item::Kind(kind)) => key(LaneBy::Kind, kind as u32),
            Self::Item(Item::Publisher(code)) => key(LaneBy::Publisher, code.0),
            Self::Item(_) => None,
        }
    }

    /// Its rows in the present, where there is a list of them.
    pub(super) fn list(self, engine: &Engine) -> Option<&[u32]> {
        let index = engine.store().index();
        let item = match self {
            Self::Pair(pair) => return Some(engine.pairs().postings().rows(pair as usize)),
            Self::Item(item) => item,
        };
        Some(match item {
            Item::Actor(actor) if is_group(engine.store(), actor) => {
                index.groups.rows(actor.index())
            }
            Item::Actor(actor) => index.actors.rows(actor.index()),
            Item::Bloc(bloc) => index.blocs.rows(bloc.index()),
            Item::Tag(tag) => index.tags.rows(tag.index()),
            Item::Source(source) => index.sources.rows(source.index()),
            Item::Publisher(publisher) => index.publishers.rows(publisher.index()),
            Item::Own(field, value) => index.fields[field.index()].rows(value.index()),
            Item::Region(_)
            | Item::Kind(_)
            | Item::Dataset(_)
            | Item::Letter(_)
            | Item::Grade(..)
            | Item::Digit(_) => return None,
        })
    }
}

fn is_group(store: &Store, actor: ActorCode) -> bool {
    store.vocabulary().actors[actor.index()].members.len() > 1
}

/// The matching rows of which lists of rows tell the truth, and those that have to be told one by one.
pub(super) fn split(scope: &Scope<'_>, dimension: Dimension) -> (Bitset, Bitset) {
    let rows = scope.selection.coded().possible();
    let altered = &scope.selection.edition.altered;
    if published_with_event(dimension) || rows.count_and(altered) == 0 {
        return (rows.clone(), Bitset::empty(rows.universe()));
    }
    if !scope.store().reports().are_rows() {
        // A report may have rows of both sorts: it is counted in one walk.
        return (Bitset::empty(rows.universe()), rows.clone());
    }
    let (mut plain, mut hidden) = (rows.clone(), rows.clone());
    plain.and_not(altered);
    hidden.and(altered);
    (plain, hidden)
}

/// Whether a row has its values as soon as it is known at all, or they are read from the edition.
fn published_with_event(dimension: Dimension) -> bool {
    match dimension {
        Dimension::Pair => true,
        Dimension::Publisher => false,
        Dimension::Facet(facet) => !matches!(facet, Facet::Actor | Facet::Bloc | Facet::Source),
    }
}

/// What a column of codes tells of a row, for values of which a row has one.
pub(super) enum Column<'a> {
    Kind(&'a Store),
    Region(&'a Store),
    Dataset(&'a Store),
    Grade(&'a [PackedGrade]),
}

impl<'a> Column<'a> {
    /// The column of a dimension, if it has one.
    pub(super) fn of(scope: &'a Scope<'_>, dimension: Dimension) -> Option<Self> {
        let Dimension::Facet(facet) = dimension else {
            return None;
        };
        Some(match facet {
            Facet::Kind => Self::Kind(scope.store()),
            Facet::Region => Self::Region(scope.store()),
            Facet::Dataset => Self::Dataset(scope.store()),
            Facet::Grade => Self::Grade(&scope.selection.edition.grades),
            Facet::Actor | Facet::Bloc | Facet::Tag | Facet::Source | Facet::Field(_) => {
                return None;
            }
        })
    }

    /// How many codes there are.
    pub(super) fn codes(&self) -> usize {
        match self {
            Self::Kind(_) => crate::model::EventKind::ALL.len(),
            Self::Region(store) => store.vocabulary().regions.len(),
            Self::Dataset(store) => store.vocabulary().datasets.len(),
            Self::Grade(_) => GRADES,
        }
    }

    /// The code of a row.
    pub(super) fn code(&self, row: RowId) -> usize {
        match self {
            Self::Kind(store) => store.kinds().get(row.index()) as usize,
            Self::Region(store) => store.region(row).index(),
            Self::Dataset(store) => store.record(row).0.index(),
            Self::Grade(grades) => usize::from(grades[row.index()].0) & (GRADES - 1),
        }
    }

    /// Calls with each row of a set within a range and its code, in order.
    #[inline]
    pub(super) fn each(
        &self,
        set: &Bitset,
        range: Range<usize>,
        mut call: impl FnMut(RowId, usize),
    ) {
        match self {
            Self::Kind(store) => store.kinds().each_of(set, range, call),
            Self::Region(store) => store.regions().each_of(set, range, call),
            Self::Dataset(store) => store.datasets().each_of(set, range, call),
            Self::Grade(_) => {
                set.each_within(range, |row| call(row, self.code(row)));
            }
        }
    }

    /// Whether a row with this code has the value.
    pub(super) fn is(&self, code: usize, thing: Thing) -> bool {
        let Thing::Item(item) = thing else {
            return false;
        };
        let packed = crate::store::PackedGrade(u8::try_from(code).unwrap_or(0));
        let (letter, digit) = (packed.reliability(), packed.credibility());
        match (self, item) {
            (_, Item::Kind(kind)) => kind as usize == code,
            (_, Item::Dataset(dataset)) => dataset.index() == code,
            (Self::Region(store), Item::Region(region)) => {
                let within = &store.vocabulary().regions[region.index()].within;
                within.iter().any(|part| part.index() == code)
            }
            (_, Item::Letter(own)) => letter == Some(own),
            (_, Item::Grade(own, digit_own)) => letter == Some(own) && digit == Some(digit_own),
            (_, Item::Digit(own)) => letter.is_none() && digit == Some(own),
            _ => false,
        }
    }

    /// By code the positions of the values that a row with it has.
    pub(super) fn table(&self, things: &[Thing]) -> Vec<Vec<usize>> {
        let mut table = vec![Vec::new(); self.codes()];
        for (at, &thing) in things.iter().enumerate() {
            match (self, thing) {
                (Self::Region(store), Thing::Item(Item::Region(region))) => {
                    let within = &store.vocabulary().regions[region.index()].within;
                    within.iter().for_each(|part| table[part.index()].push(at));
                }
                _ => (0..table.len())
                    .filter(|&code| self.is(code, thing))
                    .for_each(|code| table[code].push(at)),
            }
        }
        table
    }
}

/// Codes of grades: letter and digit in three bits each.
const GRADES: usize = 64;

/// The values of one row as of the edition, those that its record names first. Tags and fields of the data sets' own are
/// found by their lists alone.
pub(super) fn things_of(scope: &Scope<'_>, dimension: Dimension, row: RowId) -> Vec<Thing> {
    let (store, clock) = (scope.store(), scope.selection.edition.clock());
    let mut things = Vec::new();
    match dimension {
        Dimension::Pair => {
            let pairs = scope.engine.pairs().of_row(store, row);
            return pairs.into_iter().map(Thing::Pair).collect();
        }
        Dimension::Publisher => things.extend(publishers(scope, row)),
        Dimension::Facet(Facet::Actor) => {
            things.extend(store.actors(row, clock).map(Item::Actor));
            let groups = store
                .actors(row, clock)
                .flat_map(|own| store.groups_of(own));
            things.extend(groups.map(Item::Actor));
            things.extend(store.row_blocs(row, clock).map(Item::Bloc));
        }
        Dimension::Facet(Facet::Bloc) => {
            things.extend(store.row_blocs(row, clock).map(Item::Bloc));
        }
        Dimension::Facet(Facet::Region) => {
            let chain = store.regions_above(store.region(row));
            things.extend(chain.map(Item::Region));
        }
        Dimension::Facet(Facet::Kind) => things.push(Item::Kind(store.kind(row))),
        Dimension::Facet(Facet::Dataset) => things.push(Item::Dataset(store.record(row).0)),
        Dimension::Facet(Facet::Source) => {
            let seen = store
                .citations(row)
                .filter(|&(source, _)| store.sees_source(row, source, clock));
            things.extend(seen.map(|(source, _)| Item::Source(source)));
        }
        Dimension::Facet(Facet::Tag | Facet::Grade | Facet::Field(_)) => {}
    }
    let mut seen = std::collections::HashSet::new();
    things.retain(|item| seen.insert(*item));
    things.into_iter().map(Thing::Item).collect()
}

fn publishers(scope: &Scope<'_>, row: RowId) -> Vec<Item> {
    let (store, clock) = (scope.store(), scope.selection.edition.clock());
    let publishers = store.row_publishers(row, clock);
    publishers.map(Item::Publisher).collect()
}

/// Whether a match has the value.
pub(super) fn holds(scope: &Scope<'_>, dimension: Dimension, thing: Thing, row: RowId) -> bool {
    if let Some(column) = Column::of(scope, dimension) {
        return column.is(column.code(row), thing);
    }
    let altered = scope.selection.edition.altered.contains(row);
    match thing.list(scope.engine) {
        Some(list) if published_with_event(dimension) || !altered => {
            list.binary_search(&row.0).is_ok()
        }
        _ => things_of(scope, dimension, row).contains(&thing),
    }
}
