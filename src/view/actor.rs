//! The actor panel: names, blocs over time, what it did and said, with whom and against whom.

use super::detail::{DetailContext, DetailView};
use crate::analysis::ActorDossier;

/// The lines of an actor. Quotes and claims lead to their events.
#[must_use]
pub fn view(dossier: &ActorDossier, context: &DetailContext<'_>) -> DetailView {
    let _ = (dossier, context);
    DetailView::default()
}
