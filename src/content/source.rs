//! The page of a source or a publisher: what it is, how good, whose voice, what rests on it.

mod head;
mod use_of;

use super::detail::{DetailContext, DetailView};
use super::page::Page;
use crate::analysis::SourcePage;

/// The lines of a source. Affiliations lead to actors, texts to their pages, events to events.
#[must_use]
pub fn view(source: &SourcePage, context: &DetailContext<'_>) -> DetailView {
    let mut page = Page::new(context);
    head::write(&mut page, source);
    use_of::write(&mut page, source);
    page.finish()
}

#[cfg(test)]
mod tests;
