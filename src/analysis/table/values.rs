//! The rows of each value, counted into columns.

use super::super::engine::Scope;
use super::super::{Grouping, facets};
use super::tally::{Runs, Tally};
use crate::model::{EventKind, EventStatus};
use crate::store::{Bitset, FieldCode, Postings, RowId, Store};

/// Codes of grades: letter and digit in three bits each.
const GRADES: usize = 64;

/// Matches of each value, by code.
pub(super) fn counted(scope: &Scope<'_>, by: Grouping, runs: &Runs) -> Vec<Tally> {
    let (store, clock) = (scope.store(), scope.selection.edition.clock());
    let (index, names) = (store.index(), store.vocabulary());
    match by {
        Grouping::Kind => single(scope, runs, EventKind::ALL.len(), |row| {
            store.kind(row) as usize
        }),
        Grouping::Grade => single(scope, runs, GRADES, |row| {
            usize::from(scope.selection.edition.grades[row.index()].0) & (GRADES - 1)
        }),
        Grouping::Status => single(scope, runs, EventStatus::ALL.len(), |row| {
            store.status(row) as usize
        }),
        // Values of data sets' own fields are published with the event.
        Grouping::Field(at) => index_of(scope, runs, &index.fields[FieldCode(at.into()).index()]),
        Grouping::Dataset => single(scope, runs, names.datasets.len(), |row| {
            store.record(row).0.index()
        }),
        Grouping::Region => regions(scope, runs),
        Grouping::Actor => actors(scope, runs),
        Grouping::Bloc => several(scope, runs, &index.blocs, |row| {
            store.row_blocs(row, clock).map(|bloc| bloc.0)
        }),
        // Tags are published with the event.
        Grouping::Tag => index_of(scope, runs, &index.tags),
        Grouping::Source => several(scope, runs, &index.sources, |row| {
            let seen = store
                .citations(row)
                .filter(move |&(cited, _)| store.sees_source(row, cited, clock));
            seen.map(|(cited, _)| cited.0)
        }),
        Grouping::Publisher => several(scope, runs, &index.publishers, |row| {
            store.row_publishers(row, clock).map(|code| code.0)
        }),
    }
}

/// How many matches each value has, by code. Without periods no row has to be looked at one by one where a column or a list of rows
/// can be counted as a whole.
pub(super) fn totals(scope: &Scope<'_>, by: Grouping) -> Vec<usize> {
    let (store, selection) = (scope.store(), &scope.selection);
    let (index, clock) = (store.index(), selection.edition.clock());
    let coded = selection.coded().possible();
    match by {
        Grouping::Kind => store.count_codes(store.kinds(), coded, &index.kinds),
        Grouping::Grade => facets::grade_counts(store, selection).to_vec(),
        Grouping::Status => {
            let mut counts = vec![0; EventStatus::ALL.len()];
            let statuses = selection
                .rows
                .possible()
                .iter()
                .map(|row| store.status(row) as usize);
            statuses.for_each(|status| counts[status] += 1);
            counts
        }
        Grouping::Field(at) => {
            store.count_listed(&index.fields[FieldCode(at.into()).index()], coded)
        }
        Grouping::Dataset => {
            let mut counts = vec![0; store.vocabulary().datasets.len()];
            let listed = selection.rows.possible().iter();
            let sets = listed.map(|row| store.record(row).0.index());
            sets.for_each(|set| counts[set] += 1);
            counts
        }
        Grouping::Region => store.count_regions(coded),
        Grouping::Actor => actor_totals(scope),
        Grouping::Bloc => facets::counted(store, selection, &index.blocs, |row| {
            store.row_blocs(row, clock).map(|bloc| bloc.0)
        }),
        Grouping::Tag => store.count_listed(&index.tags, coded),
        Grouping::Source => facets::counted(store, selection, &index.sources, |row| {
            let seen = store
                .citations(row)
                .filter(move |&(cited, _)| store.sees_source(row, cited, clock));
            seen.map(|(cited, _)| cited.0)
        }),
        Grouping::Publisher => facets::counted(store, selection, &index.publishers, |row| {
            store.row_publishers(row, clock).map(|code| code.0)
        }),
    }
}

fn actor_totals(scope: &Scope<'_>) -> Vec<usize> {
    let (store, selection) = (scope.store(), &scope.selection);
    let (index, clock) = (store.index(), selection.edition.clock());
    let own = facets::counted(store, selection, &index.actors, |row| {
        store.actors(row, clock).map(|actor| actor.0)
    });
    let groups = facets::counted(store, selection, &index.groups, |row| {
        store
            .actors(row, clock)
            .flat_map(|actor| store.groups_of(actor))
            .map(|actor| actor.0)
    });
    let actors = &scope.engine.vocabulary().actors;
    let of = |((own, group), actor): ((usize, usize), &crate::store::ActorEntry)| {
        if actor.members.len() > 1 { group } else { own }
    };
    own.into_iter().zip(groups).zip(actors).map(of).collect()
}

/// Matches that have no value.
pub(super) fn without(scope: &Scope<'_>, by: Grouping, runs: &Runs) -> Tally {
    runs.of_set(&reports_without(scope, by))
}

/// Matches of which no row has a value, by the first rows of their reports.
pub(in crate::analysis) fn reports_without(scope: &Scope<'_>, by: Grouping) -> Bitset {
    let without = rows_without(scope, by);
    let reports = scope.store().reports();
    if reports.are_rows() {
        return without;
    }
    let all = scope.selection.coded().possible();
    let mut with = all.clone();
    with.and_not(&without);
    let mut left = reports.leading(all).into_owned();
    left.and_not(&reports.leading(&with));
    left
}

/// The matching rows that have no value.
fn rows_without(scope: &Scope<'_>, by: Grouping) -> Bitset {
    let (store, edition) = (scope.store(), &scope.selection.edition);
    let (index, clock) = (store.index(), edition.clock());
    let mut rows = scope.selection.coded().possible().clone();
    match by {
        Grouping::Region | Grouping::Kind | Grouping::Dataset | Grouping::Status => {
            return Bitset::empty(rows.universe());
        }
        Grouping::Grade => {
            let graded = Bitset::of_column(&edition.grades, |grade| grade.0 & 63 != 0);
            rows.and_not(&graded);
        }
        Grouping::Tag => rows.and_not(&marked(&index.tags, &rows)),
        Grouping::Field(at) => {
            let field = &index.fields[FieldCode(at.into()).index()];
            rows.and_not(&marked(field, &rows));
        }
        Grouping::Actor => without_any(scope, &mut rows, &index.actors, |row| {
            store.actors(row, clock).next().is_some()
        }),
        Grouping::Bloc => without_any(scope, &mut rows, &index.blocs, |row| {
            store.row_blocs(row, clock).next().is_some()
        }),
        Grouping::Source | Grouping::Publisher => {
            without_any(scope, &mut rows, &index.sources, |row| {
                store.row_publishers(row, clock).next().is_some()
            });
        }
    }
    rows
}

/// Takes out the rows that have a value. Lists of rows describe the present; rows of which something was not published yet are
/// asked one by one.
fn without_any(
    scope: &Scope<'_>,
    rows: &mut Bitset,
    postings: &Postings,
    has_any: impl Fn(RowId) -> bool,
) {
    let altered = &scope.selection.edition.altered;
    let mut hidden = rows.clone();
    hidden.and(altered);
    rows.and_not(&marked(postings, rows));
    for row in hidden.iter() {
        rows.set(row, !has_any(row));
    }
}

/// All rows of the lists.
pub(in crate::analysis) fn marked(postings: &Postings, of: &Bitset) -> Bitset {
    let mut set = Bitset::empty(of.universe());
    postings.mark(0..postings.values(), &mut set);
    set
}

/// Values of which every row has one.
fn single(
    scope: &Scope<'_>,
    runs: &Runs,
    values: usize,
    of: impl Fn(RowId) -> usize,
) -> Vec<Tally> {
    let mut tallies = vec![Tally::default(); values];
    let mut seen = scope.store().reports().by_value(values);
    let mut column = 0;
    for row in scope.selection.coded().possible().iter() {
        column = runs.column(row, column);
        let value = of(row);
        if seen.is_new(row, value) {
            tallies[value].add(column);
        }
    }
    tallies
}

/// Regions with everything below them.
fn regions(scope: &Scope<'_>, runs: &Runs) -> Vec<Tally> {
    let (store, regions) = (scope.store(), &scope.engine.vocabulary().regions);
    if !store.reports().are_rows() {
        let above = |row: RowId| {
            store
                .regions_above(store.region(row))
                .map(|region| region.0)
        };
        let rows = scope.selection.coded().possible();
        return row_by_row(store, (rows, regions.len()), runs, above);
    }
    // An event is in one region, so that counts of parts add up to the whole.
    let own = single(scope, runs, regions.len(), |row| store.region(row).index());
    let whole = |region: &crate::store::RegionEntry| {
        let mut tally = Tally::default();
        region
            .within
            .iter()
            .for_each(|part| tally.join(&own[part.index()]));
        tally
    };
    regions.iter().map(whole).collect()
}

/// Actors, groups with their members.
fn actors(scope: &Scope<'_>, runs: &Runs) -> Vec<Tally> {
    let (store, clock) = (scope.store(), scope.selection.edition.clock());
    let own = several(scope, runs, &store.index().actors, |row| {
        store.actors(row, clock).map(|actor| actor.0)
    });
    let groups = several(scope, runs, &store.index().groups, |row| {
        store
            .actors(row, clock)
            .flat_map(|actor| store.groups_of(actor))
            .map(|actor| actor.0)
    });
    let actors = own
        .into_iter()
        .zip(groups)
        .zip(&scope.engine.vocabulary().actors);
    let counts = |((own, group), actor): ((Tally, Tally), &crate::store::ActorEntry)| {
        if actor.members.len() > 1 { group } else { own }
    };
    actors.map(counts).collect()
}

/// Values of which a row may have many. Lists of rows describe the present; rows of which something was not published yet are
/// counted one by one, from the values that `of` sees in them (which may repeat).
fn several<I: Iterator<Item = u32>>(
    scope: &Scope<'_>,
    runs: &Runs,
    postings: &Postings,
    of: impl Fn(RowId) -> I,
) -> Vec<Tally> {
    let store = scope.store();
    let rows = scope.selection.coded().possible();
    let altered = &scope.selection.edition.altered;
    if rows.count_and(altered) == 0 {
        return index_of(scope, runs, postings);
    }
    if !store.reports().are_rows() {
        // A report may have rows of both sorts: it is counted in one walk.
        return row_by_row(store, (rows, postings.values()), runs, of);
    }
    let (mut plain, mut hidden) = (rows.clone(), rows.clone());
    plain.and_not(altered);
    hidden.and(altered);
    let mut tallies = listed(store, &plain, runs, postings);
    let hidden = row_by_row(store, (&hidden, postings.values()), runs, of);
    for (tally, one_by_one) in tallies.iter_mut().zip(hidden) {
        tally.join(&one_by_one);
    }
    tallies
}

fn index_of(scope: &Scope<'_>, runs: &Runs, postings: &Postings) -> Vec<Tally> {
    let rows = scope.selection.coded().possible();
    listed(scope.store(), rows, runs, postings)
}

fn listed(store: &Store, rows: &Bitset, runs: &Runs, postings: &Postings) -> Vec<Tally> {
    let of = |value: usize| {
        let all = postings.rows(value).iter().map(|&row| RowId(row));
        let mut reports = store.reports().walk();
        runs.of_rows(all.filter(|&row| rows.contains(row) && reports.is_new(row)))
    };
    (0..postings.values()).map(of).collect()
}

fn row_by_row<I: Iterator<Item = u32>>(
    store: &Store,
    (rows, values): (&Bitset, usize),
    runs: &Runs,
    of: impl Fn(RowId) -> I,
) -> Vec<Tally> {
    let mut tallies = vec![Tally::default(); values];
    let mut seen = store.reports().by_value(values);
    let mut column = 0;
    for row in rows.iter() {
        column = runs.column(row, column);
        for value in of(row) {
            let value = value as usize;
            if seen.is_new(row, value) {
                tallies[value].add(column);
            }
        }
    }
    tallies
}
