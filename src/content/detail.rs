//! The detail pane: all of one event in lines, and what in them can be followed.

pub(super) mod accounts;
mod coded;
mod head;
pub(super) mod quotes;
mod record;
mod related;
pub(super) mod scale;
mod sources;

pub use scale::ScaleKind;

use super::Line;
use super::glyph::Glyphs;
use super::page::Page;
use crate::analysis::{ActorKey, BlocInfo, EventDetail, EventKey, SourceRef};
use crate::text::BidiMode;

/// What the pane's text depends on besides the event.
#[derive(Debug, Clone, Copy)]
pub struct DetailContext<'a> {
    /// Columns to fill.
    pub width: usize,
    /// [`Catalog::blocs`](crate::analysis::Catalog::blocs).
    pub blocs: &'a [BlocInfo],
    /// Marks.
    pub glyphs: &'a Glyphs,
    /// Who orders right-to-left text.
    pub bidi: BidiMode,
    /// The chosen target, by position in [`DetailView::targets`].
    pub selected: Option<usize>,
}

/// The lines of a pane with what can be followed in them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DetailView {
    /// All lines; none is wider than asked.
    pub lines: Vec<Line>,
    /// What can be followed, from top to bottom.
    pub targets: Vec<Target>,
    /// First line and name of each part, for jumping.
    pub sections: Vec<Section>,
}

/// A part of a pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Section {
    /// Its name.
    pub name: &'static str,
    /// Its first line.
    pub line: usize,
}

/// Lines that can be chosen and followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    /// First line.
    pub line: usize,
    /// How many lines.
    pub lines: usize,
    /// What it is.
    pub what: TargetKind,
}

/// What a target leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TargetKind {
    /// A source of the event, by position in [`EventDetail::sources`].
    Source(usize),
    /// Another event.
    Event(EventKey),
    /// An actor.
    Actor(ActorKey),
    /// A text or a publisher.
    Text(SourceRef),
    /// A quote, by position in [`EventDetail::quotes`].
    Quote(usize),
    /// A claim, by position in [`EventDetail::claims`].
    Claim(usize),
}

/// The lines of an event: what happened and how sure that is, who claims what, who said what, in which sources, what it
/// belongs to, and where it is recorded.
#[must_use]
pub fn view(detail: &EventDetail, context: &DetailContext<'_>) -> DetailView {
    let mut page = Page::new(context);
    head::write(&mut page, detail);
    coded::write(&mut page, detail);
    accounts::write(&mut page, detail);
    quotes::write(&mut page, detail);
    sources::write(&mut page, detail);
    related::write(&mut page, detail);
    record::write(&mut page, detail);
    page.finish()
}

#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;
