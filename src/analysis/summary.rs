//! What the matches name.

use super::actors::actors_named;
use super::engine::Scope;
use super::{Summary, facets};
use crate::model::EventKind;

/// Counts the values that have a match.
pub(super) fn summary(scope: &Scope<'_>) -> Summary {
    let (store, selection) = (scope.store(), &*scope.selection);
    let (index, clock) = (store.index(), selection.edition.clock());
    let (rows, coded) = (selection.rows.possible(), selection.coded().possible());
    let datasets = store.datasets().counts(
        rows,
        &store.datasets().totals(scope.engine.datasets().len()),
    );
    let titled = |(at, count): (usize, usize)| (scope.engine.dataset_title(at), count);
    Summary {
        datasets: datasets.into_iter().enumerate().map(titled).collect(),
        kinds: kinds(scope),
        actors: actors_named(scope),
        blocs: occurring(facets::counted(store, selection, &index.blocs, |row| {
            store.row_blocs(row, clock).map(|bloc| bloc.0)
        })),
        regions: occurring(store.regions().counts(coded, &index.regions)),
        tags: occurring(index.tags.counts(coded)),
        sources: occurring(facets::counted(store, selection, &index.sources, |row| {
            let seen = store
                .citations(row)
                .filter(move |&(cited, _)| store.sees_source(row, cited, clock));
            seen.map(|(cited, _)| cited.0)
        })),
        publishers: occurring(facets::counted(
            store,
            selection,
            &index.publishers,
            |row| store.row_publishers(row, clock).map(|code| code.0),
        )),
    }
}

fn occurring(counts: Vec<usize>) -> usize {
    counts.into_iter().filter(|&count| count > 0).count()
}

fn kinds(scope: &Scope<'_>) -> Vec<(EventKind, usize)> {
    let store = scope.store();
    let rows = scope.selection.coded().possible();
    let counts = store.count_codes(store.kinds(), rows, &store.index().kinds);
    let kinds = EventKind::ALL.iter().copied().zip(counts);
    let mut kinds: Vec<_> = kinds.filter(|&(_, count)| count > 0).collect();
    kinds.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    kinds
}
