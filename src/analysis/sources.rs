//! Who reports it: the directory of publishers and their texts, one of them as a page, families of copies, and how one-sided
//! the support is over time.
//!
//! What supports an event is decided in the store (`store/support.rs`); here it is only counted.

mod directory;
mod families;
mod page;
mod shelf;
mod sided;

use super::engine::Scope;
use super::{TextLine, dossier};
use crate::model::{Reliability, SourceIx};
use crate::store::{Bitset, Clock, PublisherCode, RowId, SourceCode};

pub(super) use directory::directory;
pub(super) use families::families;
pub(super) use page::page;
pub(super) use shelf::Shelf;
pub(super) use sided::one_sided;

/// Matching rows that rest on one voice: after copies and outlets of one party are counted once, one supports them.
fn resting(scope: &Scope<'_>) -> Bitset {
    let mut rows = scope.selection.coded().possible().clone();
    rows.and(&scope.selection.edition.single);
    rows
}

/// Published texts that a row cites. May repeat.
fn cited<'a>(scope: &'a Scope<'_>, row: RowId) -> impl Iterator<Item = SourceCode> + 'a {
    let (store, clock) = (scope.store(), scope.selection.edition.clock());
    store
        .citations(row)
        .map(|(source, _)| source)
        .filter(move |&source| store.sees_source(row, source, clock))
}

/// Whether a text itself had been published.
fn is_known(scope: &Scope<'_>, text: SourceCode) -> bool {
    let clock = scope.selection.edition.clock();
    scope.store().sees_text(text, clock)
}

/// Matching rows that cite one of these texts.
fn citing(scope: &Scope<'_>, texts: &[SourceCode]) -> Bitset {
    let values = texts.iter().map(|text| text.index());
    dossier::marked(scope, &scope.store().index().sources, values, |row| {
        cited(scope, row).any(|source| texts.contains(&source))
    })
}

/// How many matches have a row in both sets.
fn count_both(scope: &Scope<'_>, rows: &Bitset, others: &Bitset) -> usize {
    if scope.store().reports().are_rows() {
        return rows.count_and(others);
    }
    let mut both = rows.clone();
    both.and(others);
    scope.count(&both)
}

/// How many matches cite a text.
fn count_citing(scope: &Scope<'_>, text: SourceCode) -> usize {
    if scope.selection.edition.clock() != Clock::NOW {
        return scope.count(&citing(scope, &[text]));
    }
    let store = scope.store();
    let shown = scope.selection.coded().possible();
    store.count_value(&store.index().sources, text.index(), shown)
}

/// Matching rows that cite a text of a publisher.
fn citing_publisher(scope: &Scope<'_>, publisher: PublisherCode) -> Bitset {
    let (store, clock) = (scope.store(), scope.selection.edition.clock());
    dossier::marked(
        scope,
        &store.index().publishers,
        [publisher.index()],
        |row| {
            store
                .row_publishers(row, clock)
                .any(|other| other == publisher)
        },
    )
}

fn text_line(scope: &Scope<'_>, text: SourceCode, events: usize) -> TextLine {
    let names = scope.engine.vocabulary();
    let entry = &names.sources[text.index()];
    let key = scope.engine.source_key(text);
    let set = &scope.engine.datasets()[usize::from(key.dataset)];
    let record = set.sources.get(SourceIx(key.source).index());
    let published = record.and_then(|record| record.published.as_ref());
    TextLine {
        key,
        publisher: names.publishers[entry.publisher.index()].to_string(),
        title: entry.title.as_ref().unwrap_or(&entry.id).to_string(),
        published: published.map(|date| date.text().to_owned()),
        reliability: entry.reliability,
        events,
    }
}

/// Where a letter stands when the best come first: F says that it cannot be judged, which is no worse than no letter.
fn place(letter: Option<Reliability>) -> usize {
    letter.map_or(Reliability::ALL.len(), |letter| letter as usize)
}
