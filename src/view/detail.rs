//! The detail pane: all of one event in lines, and what in them can be followed.

use super::Line;
use super::glyph::Glyphs;
use crate::analysis::{ActorKey, BlocInfo, EventDetail, EventKey};
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
    /// A quote, by position in [`EventDetail::quotes`].
    Quote(usize),
    /// A claim, by position in [`EventDetail::claims`].
    Claim(usize),
}

/// The lines of an event.
#[must_use]
pub fn view(detail: &EventDetail, context: &DetailContext<'_>) -> DetailView {
    let _ = (detail, context);
    DetailView::default()
}
