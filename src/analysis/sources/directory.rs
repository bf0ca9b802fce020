//! The directory of publishers with their texts below them, a run at a time.
//!
//! Publishers are folded unless they are said to be open: there may be very many texts. What takes longer than a count (days,
//! affiliations) is worked out for the lines of the run only.

use std::cmp::Reverse;
use std::sync::Arc;

use super::super::engine::Scope;
use super::super::facets::{self, Choices, Entry, Item, Source};
use super::super::{
    Choice, Facet, ListAt, Listing, SourceLine, SourceList, SourceOrder, SourceRef, totals,
};
use super::{cited, citing, citing_publisher, count_both, place, resting};
use crate::model::{Reliability, SourceKind};
use crate::store::{self, Bitset, PublisherCode, SourceCode};

/// Counts of all publishers and texts.
struct Counts {
    publishers: Vec<usize>,
    texts: Vec<usize>,
    /// By publisher, as far as the order needs it.
    alone: Vec<usize>,
    resting: Bitset,
}

/// A run of the directory; `None` when cancelled.
pub(in crate::analysis) fn directory(
    scope: &Scope<'_>,
    order: SourceOrder,
    listing: &Listing<SourceRef>,
) -> Option<SourceList> {
    let source = Source {
        scope,
        selection: Arc::clone(&scope.selection),
        choices: Choices::new(scope),
    };
    let counts = counts(scope, order);
    if (scope.cancelled)() {
        return None;
    }
    let entries = if listing.find.is_empty() {
        listed(&source, order, &counts, &listing.folds)
    } else {
        found(&source, &counts, &listing.find)
    };
    let (first, found) = run(scope, &entries, listing);
    let shown = entries.iter().skip(first).take(listing.len);
    let lines = shown.map(|entry| line(&source, &counts, entry)).collect();
    let occurring = |counts: &[usize]| counts.iter().filter(|&&count| count > 0).count();
    Some(SourceList {
        first,
        total: entries.len(),
        publishers: occurring(&counts.publishers),
        texts: occurring(&counts.texts),
        found,
        lines,
        peak: counts.publishers.iter().copied().max().unwrap_or(0),
    })
}

fn counts(scope: &Scope<'_>, order: SourceOrder) -> Counts {
    let (store, edition) = (scope.store(), &scope.selection.edition);
    let (index, clock) = (store.index(), edition.clock());
    let publishers = |rows: &Bitset| {
        store::counted(store, (rows, edition), &index.publishers, |row| {
            store.row_publishers(row, clock).map(|code| code.0)
        })
    };
    let rows = scope.selection.coded().possible();
    let resting = resting(scope);
    Counts {
        publishers: publishers(rows),
        texts: store::counted(store, (rows, edition), &index.sources, |row| {
            cited(scope, row).map(|code| code.0)
        }),
        alone: if order == SourceOrder::Alone {
            publishers(&resting)
        } else {
            Vec::new()
        },
        resting,
    }
}

/// Publishers that a match cites or the filter names, in order; below those that are open their texts.
fn listed(source: &Source<'_>, order: SourceOrder, counts: &Counts, open: &[String]) -> Vec<Entry> {
    let mut publishers: Vec<Entry> = entries(source, counts)
        .filter(|entry| entry.count > 0 || source.choices.of(&entry.item) != Choice::None)
        .collect();
    let shelf = source.scope.engine.shelf();
    let key = |entry: &Entry| {
        let Item::Publisher(code) = entry.item else {
            return ((0, 0), Reverse(0), 0);
        };
        let alone = counts.alone.get(code.index()).copied().unwrap_or(0);
        let first = match order {
            SourceOrder::Alone => (0, usize::MAX - alone),
            SourceOrder::Grade => (best(source.scope, counts, code), 0),
            SourceOrder::Count | SourceOrder::Name => (0, 0),
        };
        let count = if order == SourceOrder::Name {
            0
        } else {
            entry.count
        };
        (first, Reverse(count), shelf.rank(code))
    };
    publishers.sort_by_cached_key(key);
    if open.is_empty() {
        return publishers;
    }
    let mut entries = Vec::with_capacity(publishers.len());
    for mut publisher in publishers {
        let term = format!("publisher:{}", publisher.item.value(source.scope));
        let below = match publisher.item {
            Item::Publisher(code) if publisher.has_children && open.contains(&term) => {
                texts(source, order, counts, code)
            }
            _ => Vec::new(),
        };
        publisher.closed &= below.is_empty();
        entries.push(publisher);
        entries.extend(below);
    }
    entries
}

fn entries<'a>(source: &'a Source<'_>, counts: &'a Counts) -> impl Iterator<Item = Entry> + 'a {
    let shelf = source.scope.engine.shelf();
    let codes = (0..).map(PublisherCode).zip(&counts.publishers);
    codes.map(|(code, &count)| {
        let texts = shelf.texts(code).iter();
        let several = texts
            .filter(|text| counts.texts[text.index()] > 0)
            .nth(1)
            .is_some();
        Entry {
            has_children: several,
            closed: several,
            ..facets::flat(Item::Publisher(code), count)
        }
    })
}

/// The best letter of the texts that a match cites, by its place.
fn best(scope: &Scope<'_>, counts: &Counts, publisher: PublisherCode) -> usize {
    let names = scope.engine.vocabulary();
    let texts = scope.engine.shelf().texts(publisher).iter();
    let cited = texts.filter(|text| counts.texts[text.index()] > 0);
    let letters = cited.map(|text| place(names.sources[text.index()].reliability));
    letters.min().unwrap_or(place(None))
}

/// The texts of a publisher that a match cites or the filter names.
fn texts(
    source: &Source<'_>,
    order: SourceOrder,
    counts: &Counts,
    publisher: PublisherCode,
) -> Vec<Entry> {
    let scope = source.scope;
    let names = scope.engine.vocabulary();
    let texts = scope.engine.shelf().texts(publisher).iter();
    let entry = |&text: &SourceCode| Entry {
        depth: 1,
        ..facets::flat(Item::Source(text), counts.texts[text.index()])
    };
    let mut entries: Vec<Entry> = texts
        .map(entry)
        .filter(|entry| entry.count > 0 || source.choices.of(&entry.item) != Choice::None)
        .collect();
    entries.sort_by_cached_key(|entry| {
        let Item::Source(text) = entry.item else {
            return (0, Reverse(0), String::new());
        };
        let first = match order {
            SourceOrder::Grade => place(names.sources[text.index()].reliability),
            SourceOrder::Alone => {
                usize::MAX - count_both(scope, &citing(scope, &[text]), &counts.resting)
            }
            SourceOrder::Count | SourceOrder::Name => 0,
        };
        let count = if order == SourceOrder::Name {
            0
        } else {
            entry.count
        };
        (first, Reverse(count), entry.item.label(scope))
    });
    entries
}

/// Publishers and texts whose names are like what is looked for.
fn found(source: &Source<'_>, counts: &Counts, find: &str) -> Vec<Entry> {
    let texts = (0..).map(SourceCode).zip(&counts.texts);
    let texts = texts.map(|(text, &count)| facets::flat(Item::Source(text), count));
    let all = entries(source, counts).chain(texts);
    let cited = all.filter(|entry| entry.count > 0).collect();
    facets::found(source, Facet::Source, cited, find)
}

/// Rank of the run's first entry, and of the one that was asked for.
fn run(
    scope: &Scope<'_>,
    entries: &[Entry],
    listing: &Listing<SourceRef>,
) -> (usize, Option<usize>) {
    let most = entries.len().saturating_sub(listing.len);
    match listing.at {
        ListAt::Rank(rank) => (rank.min(most), None),
        ListAt::Around(subject, rank) => match seek(scope, entries, subject) {
            Some(at) => (at.saturating_sub(listing.len / 3).min(most), Some(at)),
            None => (rank.min(most), None),
        },
    }
}

/// Rank of a publisher or text, or of the publisher that a text is folded into.
fn seek(scope: &Scope<'_>, entries: &[Entry], subject: SourceRef) -> Option<usize> {
    let place = |item: Item| entries.iter().position(|entry| entry.item == item);
    let publisher = match subject {
        SourceRef::Publisher(code) => PublisherCode(code),
        SourceRef::Text(key) => {
            let text = scope.engine.source(key)?;
            if let Some(at) = place(Item::Source(text)) {
                return Some(at);
            }
            scope.engine.vocabulary().sources[text.index()].publisher
        }
    };
    place(Item::Publisher(publisher))
}

fn line(source: &Source<'_>, counts: &Counts, entry: &Entry) -> SourceLine {
    let scope = source.scope;
    let names = scope.engine.vocabulary();
    let (rows, texts) = match entry.item {
        Item::Publisher(code) => {
            let all = scope.engine.shelf().texts(code).iter().copied();
            let cited: Vec<SourceCode> =
                all.filter(|text| counts.texts[text.index()] > 0).collect();
            (citing_publisher(scope, code), cited)
        }
        Item::Source(text) => (citing(scope, &[text]), vec![text]),
        _ => (Bitset::empty(scope.store().len()), Vec::new()),
    };
    let mut line = SourceLine {
        value: facets::value(source, entry),
        subject: subject(scope, entry.item, &texts),
        texts: texts.len(),
        letters: Vec::new(),
        affiliations: affiliations(scope, &texts, &rows),
        languages: Vec::new(),
        kinds: Vec::new(),
        copies: match entry.item {
            Item::Source(text) => original(scope, text),
            _ => None,
        },
        span: totals::span(scope.store(), &rows),
        alone: count_both(scope, &rows, &counts.resting),
    };
    for text in texts {
        let text = &names.sources[text.index()];
        let language = text
            .language
            .map(|code| names.languages[code.index()].to_string());
        add(&mut line.letters, text.reliability);
        add(&mut line.languages, language);
        add::<SourceKind>(&mut line.kinds, text.kind);
    }
    line.letters
        .sort_by_key(|&letter: &Reliability| place(Some(letter)));
    line
}

/// A publisher with one text is that text.
fn subject(scope: &Scope<'_>, item: Item, texts: &[SourceCode]) -> SourceRef {
    match (item, texts) {
        (Item::Source(text), _) | (Item::Publisher(_), &[text]) => {
            SourceRef::Text(scope.engine.source_key(text))
        }
        (Item::Publisher(code), _) => SourceRef::Publisher(code.0),
        _ => SourceRef::Publisher(0),
    }
}

/// Publisher of the text that a copy goes back to.
fn original(scope: &Scope<'_>, text: SourceCode) -> Option<String> {
    let names = scope.engine.vocabulary();
    let original = names.sources[text.index()].original;
    let publisher = names.sources[original.index()].publisher;
    (original != text).then(|| names.publishers[publisher.index()].to_string())
}

/// Who runs or controls these texts, each once, with its bloc on the day of the last row.
fn affiliations(
    scope: &Scope<'_>,
    texts: &[SourceCode],
    rows: &Bitset,
) -> Vec<(String, Option<usize>)> {
    let names = scope.engine.vocabulary();
    let mut actors = Vec::new();
    for text in texts {
        add(&mut actors, names.sources[text.index()].affiliation);
    }
    let named = actors.into_iter().map(|actor| {
        let entry = &names.actors[actor.index()];
        let name = entry.short.as_ref().unwrap_or(&entry.name).to_string();
        (name, super::page::bloc(scope, actor, rows))
    });
    named.collect()
}

fn add<T: PartialEq>(values: &mut Vec<T>, value: Option<T>) {
    if let Some(value) = value.filter(|value| !values.contains(value)) {
        values.push(value);
    }
}
