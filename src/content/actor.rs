//! The actor panel: names, blocs over time, what it did and said, with whom and against whom.

mod activity;
mod head;
mod said;

use super::detail::{DetailContext, DetailView};
use super::page::Page;
use crate::analysis::ActorDossier;

/// The lines of an actor. Relatives and companions lead to actors; quotes, claims and events lead to events.
#[must_use]
pub fn view(dossier: &ActorDossier, context: &DetailContext<'_>) -> DetailView {
    let mut page = Page::new(context);
    head::write(&mut page, dossier);
    activity::write(&mut page, dossier);
    said::write(&mut page, dossier);
    page.finish()
}

#[cfg(test)]
mod tests;
