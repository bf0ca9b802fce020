//! Actors under their blocs and parents.

use crate::store::{ActorCode, ActorEntry, BlocCode, Vocabulary};

/// Where each actor stands in the list of actors. Made once: it does not depend on the filter.
///
/// An actor stands under the bloc that it joined last, and below its parent when that stands under the same bloc.
#[derive(Debug, Default)]
pub(in crate::analysis) struct ActorTree {
    homes: Vec<Option<BlocCode>>,
    children: Vec<Vec<ActorCode>>,
    /// By bloc, and at the end those without one.
    roots: Vec<Vec<ActorCode>>,
}

impl ActorTree {
    /// Orders a vocabulary's actors.
    pub(in crate::analysis) fn new(vocabulary: &Vocabulary) -> Self {
        let actors = &vocabulary.actors;
        let homes: Vec<_> = actors.iter().map(last_joined).collect();
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
    pub(super) fn home(&self, actor: ActorCode) -> Option<BlocCode> {
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

/// Of several blocs the one with the latest start, the first of those that start on one day.
fn last_joined(actor: &ActorEntry) -> Option<BlocCode> {
    actor
        .blocs
        .iter()
        .rev()
        .max_by_key(|(_, days)| days.from)
        .map(|&(bloc, _)| bloc)
}
