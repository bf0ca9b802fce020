//! The forms in which the selected event can be copied.

use super::super::{Effect, Notice, State, detail};
use crate::analysis::EventDetail;
use crate::content::citation::{self, Citable};
use crate::layout::{Place, View};

/// A form in which the selected event can be copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copyable {
    /// With its sources.
    Citation,
    /// The citation in Markdown.
    Markdown,
    /// Its sources as BibTeX.
    Bibtex,
    /// Its sources as CSL-JSON.
    Csl,
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
        Self::Markdown,
        Self::Bibtex,
        Self::Csl,
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
            Self::Markdown => "Citation in Markdown",
            Self::Bibtex => "Sources as BibTeX",
            Self::Csl => "Sources as CSL-JSON",
            Self::Title => "Title",
            Self::Id => "Id",
            Self::Row => "Row for a table",
            Self::Link => "Address of the first source",
            Self::Quotes => "Quotes",
            Self::Filter => "Filter",
        }
    }

    fn text(self, state: &State) -> Option<String> {
        let event = || detail::shown(state);
        let cited = |form: fn(&Citable<'_>) -> String| citable(state).as_ref().map(form);
        let text = match self {
            Self::Citation => cited(|citable| citation::plain(citable, None)),
            Self::Markdown => cited(citation::markdown),
            Self::Bibtex => cited(citation::bibtex),
            Self::Csl => cited(citation::csl),
            Self::Title => event().map(|event| event.row.title.clone()),
            Self::Id => event().map(|event| event.row.id.clone()),
            Self::Row => event().map(tabbed),
            Self::Link => event()?
                .sources
                .iter()
                .find_map(|source| source.record.url.clone()),
            Self::Quotes => event().map(quotes),
            Self::Filter => Some(state.filter.text().to_owned()),
        };
        text.filter(|text| !text.is_empty() || self == Self::Filter)
    }
}

/// What a citation would be of: the quote that is read, or what is chosen in the detail, or the event.
fn citable(state: &State) -> Option<Citable<'_>> {
    let reading = state.view == View::Quotes && state.panes.focus == Place::Main;
    match state.quotes.entry().filter(|_| reading) {
        Some(entry) => Some(Citable::entry(entry)),
        None => detail::citable(state),
    }
}

fn quotes(event: &EventDetail) -> String {
    let quotes = (0..event.quotes.len()).filter_map(|at| Citable::quote(event, at));
    let quotes = quotes.map(|quote| citation::plain(&quote, None));
    quotes.collect::<Vec<_>>().join("\n\n")
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

/// Copies what is selected in a form.
pub(super) fn copy(state: &mut State, what: Copyable, effects: &mut Vec<Effect>) {
    state.overlay = None;
    match what.text(state) {
        Some(text) => copied(state, &in_sentence(what.label()), text, effects),
        None => state.notice = Some(Notice::info("The event has none")),
    }
}

/// A label as it stands within a sentence: names of formats keep their capitals.
fn in_sentence(label: &str) -> String {
    let (first, rest) = label.split_at(label.len().min(1));
    first.to_lowercase() + rest
}

/// Copies a text and says what it is.
pub(in crate::app) fn copied(
    state: &mut State,
    what: &str,
    text: String,
    effects: &mut Vec<Effect>,
) {
    state.notice = Some(Notice::info(format!("Copied {what}")));
    effects.push(Effect::Copy(text));
}
