//! All values of a facet in the order of the list.

use super::super::Facet;
use super::{Entry, Item, Source, counted, grade_counts};
use crate::model::{Credibility, EventKind, Reliability};
use crate::store::{
    ActorCode, BlocCode, DatasetCode, FieldCode, PackedGrade, PublisherCode, RegionCode,
    SourceCode, TagCode, ValueCode,
};

/// All values, those without matches too: parents before their children, else by falling count and then by name.
pub(in crate::analysis) fn entries(source: &Source<'_>, facet: Facet) -> Vec<Entry> {
    match facet {
        Facet::Actor => actors(source),
        Facet::Region => regions(source),
        Facet::Kind => kinds(source),
        Facet::Bloc => (0..)
            .map(BlocCode)
            .zip(bloc_counts(source))
            .map(|(bloc, n)| flat(Item::Bloc(bloc), n))
            .collect(),
        Facet::Tag => tags(source),
        Facet::Source => sources(source),
        Facet::Grade => grades(source),
        Facet::Dataset => datasets(source),
        Facet::Field(at) => own(source, FieldCode(at.into())),
    }
}

/// A value that stands below nothing and has nothing below it.
pub(in crate::analysis) fn flat(item: Item, count: usize) -> Entry {
    Entry {
        item,
        depth: 0,
        count,
        has_children: false,
        closed: false,
        matched: Vec::new(),
    }
}

/// Sorts by falling count, then by label. Labels are made only for entries that have matches: the others are not shown but by
/// a search, which has its own order.
fn by_count(source: &Source<'_>, entries: &mut [Entry]) {
    entries.sort_by_cached_key(|entry| {
        let label = if entry.count > 0 {
            entry.item.label(source.scope)
        } else {
            String::new()
        };
        (std::cmp::Reverse(entry.count), label)
    });
}

fn kinds(source: &Source<'_>) -> Vec<Entry> {
    let store = source.scope.store();
    let rows = source.selection.coded().possible();
    let counts = store.count_codes(store.kinds(), rows, &store.index().kinds);
    let mut entries: Vec<_> = EventKind::ALL
        .iter()
        .zip(counts)
        .map(|(&kind, n)| flat(Item::Kind(kind), n))
        .collect();
    by_count(source, &mut entries);
    entries
}

/// In the order in which they were opened, which is that of their numbers.
fn datasets(source: &Source<'_>) -> Vec<Entry> {
    let store = source.scope.store();
    let counts = store.datasets().counts_in(
        source.selection.rows.possible(),
        store.vocabulary().datasets.len(),
    );
    (0..)
        .map(DatasetCode)
        .zip(counts)
        .map(|(dataset, n)| flat(Item::Dataset(dataset), n))
        .collect()
}

fn tags(source: &Source<'_>) -> Vec<Entry> {
    // Tags are published with the event.
    let store = source.scope.store();
    let counts = store.count_listed(&store.index().tags, source.selection.coded().possible());
    let mut entries: Vec<_> = (0..)
        .map(TagCode)
        .zip(counts)
        .map(|(tag, n)| flat(Item::Tag(tag), n))
        .collect();
    by_count(source, &mut entries);
    entries
}

fn bloc_counts(source: &Source<'_>) -> Vec<usize> {
    let (store, clock) = (source.scope.store(), source.selection.edition.clock());
    counted(store, &source.selection, &store.index().blocs, |row| {
        store.row_blocs(row, clock).map(|bloc| bloc.0)
    })
}

/// Matches with each actor, members included.
fn actor_counts(source: &Source<'_>) -> Vec<usize> {
    let (store, clock) = (source.scope.store(), source.selection.edition.clock());
    let actors = &source.scope.engine.vocabulary().actors;
    let own = counted(store, &source.selection, &store.index().actors, |row| {
        store.actors(row, clock).map(|actor| actor.0)
    });
    let groups = counted(store, &source.selection, &store.index().groups, |row| {
        store
            .actors(row, clock)
            .flat_map(|actor| store.groups_of(actor))
            .map(|actor| actor.0)
    });
    let pairs = own.into_iter().zip(groups).zip(actors);
    pairs
        .map(|((own, group), actor)| if actor.members.len() > 1 { group } else { own })
        .collect()
}

fn actors(source: &Source<'_>) -> Vec<Entry> {
    let tree = source.scope.engine.actor_tree();
    let counts = actor_counts(source);
    let blocs = (0..).map(BlocCode).zip(bloc_counts(source));
    let mut entries = Vec::new();
    for (bloc, count) in blocs {
        let roots = tree.roots(Some(bloc));
        entries.push(Entry {
            has_children: roots.iter().any(|root| counts[root.index()] > 0),
            ..flat(Item::Bloc(bloc), count)
        });
        below(source, &counts, roots, 1, &mut entries);
    }
    below(source, &counts, tree.roots(None), 0, &mut entries);
    entries
}

fn below(
    source: &Source<'_>,
    counts: &[usize],
    actors: &[ActorCode],
    depth: usize,
    entries: &mut Vec<Entry>,
) {
    let tree = source.scope.engine.actor_tree();
    let entry = |&actor: &ActorCode| {
        let has_children = tree
            .children(actor)
            .iter()
            .any(|child| counts[child.index()] > 0);
        Entry {
            depth,
            has_children,
            ..flat(Item::Actor(actor), counts[actor.index()])
        }
    };
    let mut level: Vec<Entry> = actors.iter().map(entry).collect();
    by_count(source, &mut level);
    for entry in level {
        let Item::Actor(actor) = entry.item else {
            continue;
        };
        entries.push(entry);
        below(source, counts, tree.children(actor), depth + 1, entries);
    }
}

fn regions(source: &Source<'_>) -> Vec<Entry> {
    let regions = &source.scope.engine.vocabulary().regions;
    let store = source.scope.store();
    let counts = store.count_regions(source.selection.coded().possible());
    let mut children = vec![Vec::new(); regions.len()];
    let mut roots = Vec::new();
    for (code, region) in (0..).map(RegionCode).zip(regions) {
        match region.parent {
            Some(parent) => children[parent.index()].push(code),
            None => roots.push(code),
        }
    }
    let mut entries = Vec::new();
    parts(source, (&counts, &children), &roots, 0, &mut entries);
    entries
}

fn parts(
    source: &Source<'_>,
    tree: (&[usize], &[Vec<RegionCode>]),
    regions: &[RegionCode],
    depth: usize,
    entries: &mut Vec<Entry>,
) {
    let (counts, children) = tree;
    let entry = |&region: &RegionCode| {
        let has_children = children[region.index()]
            .iter()
            .any(|part| counts[part.index()] > 0);
        Entry {
            depth,
            has_children,
            ..flat(Item::Region(region), counts[region.index()])
        }
    };
    let mut level: Vec<Entry> = regions.iter().map(entry).collect();
    by_count(source, &mut level);
    for entry in level {
        let Item::Region(region) = entry.item else {
            continue;
        };
        entries.push(entry);
        parts(source, tree, &children[region.index()], depth + 1, entries);
    }
}

fn sources(source: &Source<'_>) -> Vec<Entry> {
    let (store, clock) = (source.scope.store(), source.selection.edition.clock());
    let names = source.scope.engine.vocabulary();
    let by_publisher = counted(store, &source.selection, &store.index().publishers, |row| {
        store
            .row_publishers(row, clock)
            .map(|publisher| publisher.0)
    });
    let by_source = counted(store, &source.selection, &store.index().sources, |row| {
        let seen = store
            .citations(row)
            .filter(move |&(cited, _)| store.sees_source(row, cited, clock));
        seen.map(|(cited, _)| cited.0)
    });
    let mut texts = vec![Vec::new(); names.publishers.len()];
    for ((code, entry), count) in (0..).map(SourceCode).zip(&names.sources).zip(by_source) {
        texts[entry.publisher.index()].push(Entry {
            depth: 1,
            ..flat(Item::Source(code), count)
        });
    }
    let heading = |(code, count): (u32, usize)| flat(Item::Publisher(PublisherCode(code)), count);
    let mut headings: Vec<_> = (0..).zip(by_publisher).map(heading).collect();
    by_count(source, &mut headings);
    let mut entries = Vec::new();
    for heading in headings {
        let Item::Publisher(publisher) = heading.item else {
            continue;
        };
        let mut below = std::mem::take(&mut texts[publisher.index()]);
        by_count(source, &mut below);
        entries.push(Entry {
            has_children: below.iter().any(|text| text.count > 0),
            ..heading
        });
        entries.append(&mut below);
    }
    entries
}

/// Values of a field of the data sets' own; codes below those that they start with, where they form a tree.
fn own(source: &Source<'_>, field: FieldCode) -> Vec<Entry> {
    let Some(entry) = source.scope.engine.vocabulary().fields.get(field.index()) else {
        return Vec::new();
    };
    // Values are published with the event. A code has the rows of those below it too.
    let store = source.scope.store();
    let postings = &store.index().fields[field.index()];
    let counts = store.count_listed(postings, source.selection.coded().possible());
    let mut children = vec![Vec::new(); entry.values.len()];
    let mut roots = Vec::new();
    for (value, parent) in (0..).map(ValueCode).zip(entry.parents()) {
        match parent {
            Some(parent) => children[parent.index()].push(value),
            None => roots.push(value),
        }
    }
    let mut entries = Vec::with_capacity(entry.values.len());
    values(
        source,
        field,
        (&counts, &children),
        (&roots, 0),
        &mut entries,
    );
    entries
}

fn values(
    source: &Source<'_>,
    field: FieldCode,
    tree: (&[usize], &[Vec<ValueCode>]),
    (level, depth): (&[ValueCode], usize),
    entries: &mut Vec<Entry>,
) {
    let (counts, children) = tree;
    let entry = |&value: &ValueCode| Entry {
        depth,
        has_children: children[value.index()]
            .iter()
            .any(|lower| counts[lower.index()] > 0),
        ..flat(Item::Own(field, value), counts[value.index()])
    };
    let mut level: Vec<Entry> = level.iter().map(entry).collect();
    by_count(source, &mut level);
    for entry in level {
        let Item::Own(_, value) = entry.item else {
            continue;
        };
        entries.push(entry);
        let below = (&*children[value.index()], depth + 1);
        values(source, field, tree, below, entries);
    }
}

/// Letters with their digits below them, in the order of the code; digits without a letter at the end.
fn grades(source: &Source<'_>) -> Vec<Entry> {
    let counts = grade_counts(source.scope.store(), &source.selection);
    let count = |letter, digit| counts[usize::from(PackedGrade::new(letter, digit, false).0)];
    let mut entries = Vec::new();
    for &letter in Reliability::ALL {
        let digits = Credibility::ALL
            .iter()
            .map(|&digit| (digit, count(Some(letter), Some(digit))));
        let digits: Vec<_> = digits.collect();
        let graded: usize = digits.iter().map(|&(_, n)| n).sum();
        let all = graded + count(Some(letter), None);
        entries.push(Entry {
            has_children: graded > 0,
            ..flat(Item::Letter(letter), all)
        });
        entries.extend(digits.into_iter().map(|(digit, n)| Entry {
            depth: 1,
            ..flat(Item::Grade(letter, digit), n)
        }));
    }
    entries.extend(
        Credibility::ALL
            .iter()
            .map(|&digit| flat(Item::Digit(digit), count(None, Some(digit)))),
    );
    entries
}
