//! The directory of actors: who is named in the matches, under blocs and parents or in one list, a run at a time.
//!
//! It is the list of a facet, but counted over the whole filter; what takes longer than a count (days, strips) is worked out
//! for the lines of the run only.

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::Arc;

use super::engine::Scope;
use super::facets::{self, Choices, Entry, Item, Source};
use super::{
    ActorKey, ActorLine, ActorList, ActorOrder, Choice, Facet, ListAt, Listing, calendar, dossier,
    histogram, totals,
};
use crate::store::{ActorCode, Bitset, BlocCode, fold};

/// A run of the directory; `None` when cancelled.
pub(super) fn directory(
    scope: &Scope<'_>,
    order: ActorOrder,
    listing: &Listing<ActorKey>,
    buckets: usize,
) -> Option<ActorList> {
    let source = Source {
        scope,
        selection: Arc::clone(&scope.selection),
        choices: Choices::new(scope),
    };
    let entries = facets::entries(&source, Facet::Actor);
    if (scope.cancelled)() {
        return None;
    }
    let peak = entries.iter().filter(|entry| is_actor(entry));
    let peak = peak.map(|entry| entry.count).max().unwrap_or(0);
    let actors = actors_named(scope);
    let entries = ordered(&source, order, entries, listing);
    let (first, found) = run(scope, &entries, listing);
    let axis = Axis::new(scope, buckets);
    let shown = entries.iter().skip(first).take(listing.len);
    let lines = shown.map(|entry| line(&source, &axis, entry)).collect();
    Some(ActorList {
        first,
        total: entries.len(),
        actors,
        found,
        lines,
        peak,
        axis: axis.labels,
        covered: axis.covered,
    })
}

/// How many actors the matches name themselves; a parent of which only members are named is not among them.
pub(super) fn actors_named(scope: &Scope<'_>) -> usize {
    let (store, selection) = (scope.store(), &scope.selection);
    let clock = selection.edition.clock();
    let counts = facets::counted(store, selection, &store.index().actors, |row| {
        store.actors(row, clock).map(|actor| actor.0)
    });
    counts.iter().filter(|count| **count > 0).count()
}

fn is_actor(entry: &Entry) -> bool {
    matches!(entry.item, Item::Actor(_))
}

fn ordered(
    source: &Source<'_>,
    order: ActorOrder,
    mut entries: Vec<Entry>,
    listing: &Listing<ActorKey>,
) -> Vec<Entry> {
    if !listing.find.is_empty() {
        return facets::found(source, Facet::Actor, entries, &listing.find);
    }
    if order == ActorOrder::Tree {
        return facets::shown(source, entries, &listing.folds);
    }
    entries.retain(|entry| {
        is_actor(entry) && (entry.count > 0 || source.choices.of(&entry.item) != Choice::None)
    });
    for entry in &mut entries {
        (entry.depth, entry.has_children) = (0, false);
    }
    let label = |entry: &Entry| fold(&entry.item.label(source.scope));
    match order {
        ActorOrder::Name => entries.sort_by_cached_key(label),
        // Of equal counts the one first declared first: names of thousands need not be made for that.
        _ => entries.sort_by_key(|entry| Reverse(entry.count)),
    }
    entries
}

/// Rank of the run's first entry, and of the one that was asked for.
fn run(
    scope: &Scope<'_>,
    entries: &[Entry],
    listing: &Listing<ActorKey>,
) -> (usize, Option<usize>) {
    let most = entries.len().saturating_sub(listing.len);
    match listing.at {
        ListAt::Rank(rank) => (rank.min(most), None),
        ListAt::Around(actor, rank) => match seek(scope, entries, actor) {
            Some(at) => (at.saturating_sub(listing.len / 3).min(most), Some(at)),
            None => (rank.min(most), None),
        },
    }
}

/// Rank of an actor, or of the parent or bloc that it is folded into.
fn seek(scope: &Scope<'_>, entries: &[Entry], actor: ActorKey) -> Option<usize> {
    let actors = &scope.engine.vocabulary().actors;
    let actor = scope.engine.actor(actor)?;
    let above = |actor: &ActorCode| actors[actor.index()].parent;
    let line = std::iter::successors(Some(actor), above).take(actors.len());
    let bloc = scope.engine.actor_tree().home(actor).map(Item::Bloc);
    let wanted = line.map(Item::Actor).chain(bloc);
    wanted
        .into_iter()
        .find_map(|item| entries.iter().position(|entry| entry.item == item))
}

/// The columns of the strips: the days that a histogram of all matches shows.
struct Axis {
    rows: Vec<Range<usize>>,
    covered: Vec<bool>,
    labels: Option<(String, String)>,
}

impl Axis {
    fn new(scope: &Scope<'_>, columns: usize) -> Self {
        let span = histogram::default_span(scope).filter(|_| columns > 0);
        let slots = span.map_or(Vec::new(), |span| {
            let unit = calendar::unit(span, columns, false);
            calendar::slots(calendar::clipped(span, unit, columns), unit)
        });
        let days = scope.store().days();
        Self {
            rows: slots
                .iter()
                .map(|slot| days.starting_in(slot.days))
                .collect(),
            covered: slots
                .iter()
                .map(|slot| histogram::covered(scope, slot.days))
                .collect(),
            labels: slots
                .first()
                .zip(slots.last())
                .map(|(first, last)| (first.label.clone(), last.label.clone())),
        }
    }
}

fn line(source: &Source<'_>, axis: &Axis, entry: &Entry) -> ActorLine {
    let scope = source.scope;
    let (rows, kind) = match entry.item {
        Item::Actor(actor) => {
            let kind = scope.engine.vocabulary().actors[actor.index()].kind;
            (dossier::rows(scope, actor), Some(kind))
        }
        Item::Bloc(bloc) => (of_bloc(scope, bloc), None),
        _ => (Bitset::empty(scope.store().len()), None),
    };
    let rows = scope.store().reports().one_each(&rows);
    let mut value = facets::value(source, entry);
    if let Item::Actor(actor) = entry.item {
        value.bloc = bloc(scope, actor, &rows);
    }
    ActorLine {
        value,
        kind,
        span: totals::span(scope.store(), &rows),
        strip: axis
            .rows
            .iter()
            .map(|run| rows.count_range(run.clone()))
            .collect(),
    }
}

/// The bloc that the actor was in on the days of most of its matches; of as many, the one that it joined last.
fn bloc(scope: &Scope<'_>, actor: ActorCode, rows: &Bitset) -> Option<usize> {
    let days = scope.store().days();
    let spans = scope.engine.vocabulary().actors[actor.index()].blocs.iter();
    let counted = spans.map(|&(bloc, span)| {
        let events = rows.count_range(days.starting_in(span));
        (events, span.from, bloc)
    });
    let (_, _, bloc) = counted.filter(|(events, ..)| *events > 0).max()?;
    Some(bloc.index())
}

/// Matches with an actor that was in the bloc on the day.
fn of_bloc(scope: &Scope<'_>, bloc: BlocCode) -> Bitset {
    let (store, clock) = (scope.store(), scope.selection.edition.clock());
    dossier::marked(scope, &store.index().blocs, [bloc.index()], |row| {
        store.row_blocs(row, clock).any(|other| other == bloc)
    })
}
