//! Actors under their blocs and parents.

use crate::store::{ActorCode, BlocCode, RowId, Store};

/// Where each actor stands in the list of actors. Made once: it does not depend on the filter.
///
/// An actor that changed sides stands under the bloc that it was in for most of its events, and below its parent when that stands
/// under the same bloc. The count beside a bloc is of the events with an actor that was in it on the day, so that it may be less
/// than the count of an actor below it.
#[derive(Debug, Default)]
pub(in crate::analysis) struct ActorTree {
    homes: Vec<Option<BlocCode>>,
    children: Vec<Vec<ActorCode>>,
    /// By bloc, and at the end those without one.
    roots: Vec<Vec<ActorCode>>,
}

impl ActorTree {
    /// Orders a store's actors.
    pub(in crate::analysis) fn new(store: &Store) -> Self {
        let vocabulary = store.vocabulary();
        let actors = &vocabulary.actors;
        let codes = (0..).map(ActorCode).take(actors.len());
        let homes: Vec<_> = codes.map(|actor| home(store, actor)).collect();
        let mut tree = Self {
            children: vec![Vec::new(); actors.len()],
            roots: vec![Vec::new(); vocabulary.blocs.len() + 1],
            homes,
        };
        for (code, actor) in (0..).map(ActorCode).zip(actors) {
            let home = tree.homes[code.index()];
            match actor
                .parent
                .filter(|parent| tree.homes[parent.index()] == home)
            {
                Some(parent) => tree.children[parent.index()].push(code),
                None => tree.roots[home.map_or(vocabulary.blocs.len(), BlocCode::index)].push(code),
            }
        }
        tree
    }

    /// The bloc that an actor stands under.
    pub(in crate::analysis) fn home(&self, actor: ActorCode) -> Option<BlocCode> {
        self.homes[actor.index()]
    }

    /// Actors directly below an actor in the list.
    pub(super) fn children(&self, actor: ActorCode) -> &[ActorCode] {
        &self.children[actor.index()]
    }

    /// Actors directly under a bloc, or under none.
    pub(super) fn roots(&self, bloc: Option<BlocCode>) -> &[ActorCode] {
        match bloc {
            Some(bloc) => &self.roots[bloc.index()],
            None => self.roots.last().map_or(&[], Vec::as_slice),
        }
    }
}

/// Of several blocs the one that it was in on the days of most of its events; of as many, the one that it joined first.
fn home(store: &Store, actor: ActorCode) -> Option<BlocCode> {
    let spans = &store.vocabulary().actors[actor.index()].blocs;
    if spans.len() < 2 {
        return spans.first().map(|&(bloc, _)| bloc);
    }
    let days = || {
        let rows = store.index().actors.rows(actor.index()).iter();
        rows.map(|&row| store.bloc_day(RowId(row)))
    };
    let events = |bloc: BlocCode| {
        days()
            .filter(|&day| store.blocs(actor, day).any(|other| other == bloc))
            .count()
    };
    let mut spans: Vec<_> = spans.iter().collect();
    spans.sort_by_key(|(_, days)| days.from);
    let counted = spans.into_iter().rev().map(|&(bloc, _)| bloc);
    counted.max_by_key(|&bloc| events(bloc))
}
