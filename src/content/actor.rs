//! The actor panel: names, blocs over time, what it did and said, with whom and against whom.

mod activity;
mod common;
mod head;
mod said;

pub(super) use activity::strip;
pub(super) use said::event;

use super::detail::{DetailContext, DetailView};
use super::page::Page;
use crate::analysis::{ActorDossier, ActorPair};

/// The lines of an actor. Relatives and companions lead to actors; quotes, claims and events lead to events.
#[must_use]
pub fn view(dossier: &ActorDossier, context: &DetailContext<'_>) -> DetailView {
    beside(dossier, None, context)
}

/// The lines of an actor that is read beside another: what they have in common comes first.
#[must_use]
pub fn beside(
    dossier: &ActorDossier,
    pair: Option<&ActorPair>,
    context: &DetailContext<'_>,
) -> DetailView {
    let mut page = Page::new(context);
    if let Some(pair) = pair {
        common::write(&mut page, pair);
        page.blank();
    }
    head::write(&mut page, dossier);
    activity::write(&mut page, dossier);
    said::write(&mut page, dossier);
    page.finish()
}

#[cfg(test)]
mod tests;
