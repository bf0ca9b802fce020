//! The forms in which the selected event can be copied.

use super::super::{Effect, Notice, State, detail};
use crate::analysis::EventDetail;

/// A form in which the selected event can be copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copyable {
    /// With its sources.
    Citation,
    /// The title.
    Title,
    /// The id.
    Id,
    /// Date, time, kind, title, place, actors and grade with tabs between.
    Row,
    /// The address of the first source.
    Link,
    /// All quotes with speakers and sources.
    Quotes,
    /// The filter text.
    Filter,
}

impl Copyable {
    /// All, in the order of the list.
    pub const ALL: &'static [Self] = &[
        Self::Citation,
        Self::Title,
        Self::Id,
        Self::Row,
        Self::Link,
        Self::Quotes,
        Self::Filter,
    ];

    /// What it is.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Citation => "Citation with sources",
            Self::Title => "Title",
            Self::Id => "Id",
            Self::Row => "Row for a table",
            Self::Link => "Address of the first source",
            Self::Quotes => "Quotes",
            Self::Filter => "Filter",
        }
    }

    fn text(self, event: &EventDetail, filter: &str) -> Option<String> {
        match self {
            Self::Citation => Some(crate::content::citation::event(event, None)),
            Self::Title => Some(event.row.title.clone()),
            Self::Id => Some(event.row.id.clone()),
            Self::Row => Some(tabbed(event)),
            Self::Link => event.sources.iter().find_map(|source| source.url.clone()),
            Self::Quotes => {
                let quotes: Vec<_> = (0..event.quotes.len())
                    .filter_map(|at| crate::content::citation::quote(event, at, None))
                    .collect();
                (!quotes.is_empty()).then(|| quotes.join("\n\n"))
            }
            Self::Filter => Some(filter.to_owned()),
        }
    }
}

fn tabbed(event: &EventDetail) -> String {
    let row = &event.row;
    let time = row.time.map(|time| time.to_string()).unwrap_or_default();
    let actors: Vec<_> = row.actors.iter().map(|actor| actor.name.as_str()).collect();
    let fields = [
        row.id.as_str(),
        &row.date,
        &time,
        row.kind.slug(),
        &row.title,
        &row.place,
        &actors.join(", "),
    ];
    fields
        .map(|field| field.replace(['\t', '\n', '\r'], " "))
        .join("\t")
}

/// Copies the selected event in a form.
pub(super) fn copy(state: &mut State, what: Copyable, effects: &mut Vec<Effect>) {
    state.overlay = None;
    let text = detail::shown(state).and_then(|event| what.text(event, state.filter.text()));
    match text {
        Some(text) => {
            state.notice = Some(Notice::info(format!(
                "Copied: {}",
                what.label().to_lowercase()
            )));
            effects.push(Effect::Copy(text));
        }
        None => state.notice = Some(Notice::info("The event has none")),
    }
}
