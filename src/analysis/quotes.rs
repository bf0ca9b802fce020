//! The quotes of the matches in groups: who said what, when, about what.
//!
//! A filter selects events, and a quote is among them when its event is. Where the filter asks for a speaker, the quotes of
//! others in the same events are left out and counted. One walk over the quotes' columns groups and counts them; records are
//! looked at for the quotes of the window, and for topics, which no column holds.

mod entries;
mod groups;
mod renderings;
mod words;

use std::ops::Range;

use super::engine::Scope;
use super::{ActorKey, AskError, EventKey, QuoteDetail, QuotesAt, QuotesBy, SourceDetail};
use crate::model::Day;
use groups::Grouped;

/// A run of quotes.
#[derive(Debug, Clone, Default)]
pub struct Quotes {
    /// What groups them.
    pub by: QuotesBy,
    /// Rank of the first one.
    pub first: usize,
    /// All quotes of the matches, but those left out.
    pub total: usize,
    /// Quotes of the matches by others than the speaker that the filter asks for.
    pub left_out: usize,
    /// The quotes.
    pub entries: Vec<QuoteEntry>,
    /// Rank of the quote asked for, or of the one that stands in for it.
    pub anchor: Option<usize>,
    /// The groups that the entries belong to, in order.
    pub groups: Vec<QuoteGroup>,
}

/// A group of quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuoteGroup {
    /// What they share.
    pub heading: QuoteHeading,
    /// Rank of its first quote.
    pub first: usize,
    /// How many it has.
    pub count: usize,
}

/// What the quotes of a group share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuoteHeading {
    /// The day: the quote's own, the last of several; else the first of its event.
    Day(Day),
    /// The speaker.
    Speaker {
        /// Name.
        name: String,
        /// The actor.
        actor: Option<ActorKey>,
    },
    /// Speakers of whom published data print names only.
    Printed,
    /// What it is about.
    Topic(String),
    /// The record does not say what it is about.
    NoTopic,
}

/// A quote with what belongs to it.
#[derive(Debug, Clone)]
pub struct QuoteEntry {
    /// Its event.
    pub event: EventKey,
    /// Position among the quotes of the event's record.
    pub at: u32,
    /// The event's id.
    pub id: String,
    /// Title of the event.
    pub title: String,
    /// Title of the dataset.
    pub dataset: String,
    /// The day it is listed under by day.
    pub day: Day,
    /// The quote. Its `source` means nothing here.
    pub quote: QuoteDetail,
    /// Where it was found.
    pub source: SourceDetail,
    /// The events that its event answers, with their titles.
    pub answers: Vec<(EventKey, String)>,
    /// Other renderings of the same words among the shown quotes.
    pub renderings: Vec<Rendering>,
}

/// Another rendering of what somebody said.
#[derive(Debug, Clone)]
pub struct Rendering {
    /// Its event.
    pub event: EventKey,
    /// Position among the quotes of the event's record.
    pub at: u32,
    /// The quote. Its `source` means nothing here.
    pub quote: QuoteDetail,
    /// Where it was found.
    pub source: SourceDetail,
    /// Why it is taken for a rendering of the same words.
    pub same: Sameness,
    /// Bytes of the entry's text that the rendering has not.
    pub here: Vec<Range<usize>>,
    /// Bytes of the rendering's text that the entry has not.
    pub there: Vec<Range<usize>>,
}

/// Why two quotes of a speaker are taken for renderings of the same words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sameness {
    /// They give the same original.
    Original,
    /// They share at least half of their words in the same order.
    Words,
}

/// The quotes around a place.
pub(super) fn quotes(
    scope: &Scope<'_>,
    by: QuotesBy,
    at: QuotesAt,
    (before, after): (usize, usize),
) -> Result<Quotes, AskError> {
    let grouped = Grouped::new(scope, by, at).ok_or(AskError::Cancelled)?;
    let total = grouped.total();
    let anchor = match at {
        QuotesAt::Rank(rank) => total.checked_sub(1).map(|last| rank.min(last)),
        QuotesAt::Event(..) => grouped.anchor(),
    };
    let first = anchor.unwrap_or(0).saturating_sub(before);
    let len = anchor.unwrap_or(0) - first + after + 1;
    let entries = entries::entries(scope, &grouped, first..(first + len).min(total))?;
    Ok(Quotes {
        by,
        first,
        total,
        left_out: grouped.left_out(),
        groups: grouped.groups(scope, first..first + entries.len()),
        entries,
        anchor,
    })
}

#[cfg(test)]
mod tests;
