//! What is asked about lanes and profiles, and what comes back.

use std::ops::Range;

use super::{BucketUnit, Choice, EventKey, EventRow, Facet};
use crate::model::{DayRange, Minute, TimeRange};

/// What the rows of lanes stand for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LaneBy {
    /// Actors under their blocs and parents; those of its members count in a group.
    #[default]
    Actor,
    /// Blocs.
    Bloc,
    /// Regions as a tree; what is below it counts in a region.
    Region,
    /// Kinds.
    Kind,
    /// Publishers of sources.
    Publisher,
    /// Who acted against whom: initiator and target of one event, as `by:` and `at:` find them.
    Pair,
}

impl LaneBy {
    /// All, in the order of their key.
    pub const ALL: [Self; 6] = [
        Self::Actor,
        Self::Bloc,
        Self::Region,
        Self::Kind,
        Self::Publisher,
        Self::Pair,
    ];

    /// Heading.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Actor => "Actors",
            Self::Bloc => "Blocs",
            Self::Region => "Regions",
            Self::Kind => "Kinds",
            Self::Publisher => "Publishers",
            Self::Pair => "Who against whom",
        }
    }
}

/// The order of lanes, and of a profile. What stands below another stays there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LaneSort {
    /// Most matches first.
    #[default]
    Count,
    /// Whose first match is earliest.
    First,
    /// Whose last match is latest.
    Last,
    /// By name.
    Name,
}

impl LaneSort {
    /// All, in the order of their key.
    pub const ALL: [Self; 4] = [Self::Count, Self::First, Self::Last, Self::Name];

    /// Said behind "by".
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::First => "first event",
            Self::Last => "last event",
            Self::Name => "name",
        }
    }
}

/// A lane, named so that it survives filtering, sorting and folding; valid until other data are opened.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LaneKey {
    /// What kind of value: blocs stand above actors, too.
    pub by: LaneBy,
    /// Its number among those.
    pub code: u32,
}

/// Which lanes there are and in which order. Ranks are counted in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LaneOrder {
    /// What they stand for.
    pub by: LaneBy,
    /// Their order.
    pub sort: LaneSort,
    /// The lanes that hide what stands below them.
    pub closed: Vec<LaneKey>,
}

/// What lanes are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LaneOf {
    /// Those of an event, the ones that its record names first.
    Event(EventKey),
    /// This one.
    Lane(LaneKey),
}

/// A piece of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaneTime {
    /// Its days.
    pub days: DayRange,
    /// Its minutes, when it is a part of a day.
    pub minutes: Option<Range<u16>>,
}

impl LaneTime {
    /// From its first minute to its last.
    #[must_use]
    pub fn range(&self) -> TimeRange {
        let minutes = self.minutes.as_ref().and_then(|minutes| {
            let last = minutes.end.saturating_sub(1);
            Some((Minute::after(minutes.start)?, Minute::after(last)?))
        });
        match minutes {
            Some((first, last)) => TimeRange::within(self.days.from, first, last),
            None => self.days.into(),
        }
    }
}

/// A run of lanes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lanes {
    /// Length of a column.
    pub unit: BucketUnit,
    /// The columns in time order, without gaps.
    pub columns: Vec<LaneColumn>,
    /// Rank of the first lane.
    pub first: usize,
    /// How many lanes there are.
    pub total: usize,
    /// The lanes.
    pub rows: Vec<Lane>,
    /// All matches.
    pub matches: usize,
    /// Matches that are in no lane.
    pub without: usize,
}

/// A column of lanes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaneColumn {
    /// When.
    pub time: LaneTime,
    /// For an axis (`29 Nov`, `Nov 2024`).
    pub label: String,
    /// Whether any opened dataset covers it: outside all coverage, no event means no data.
    pub covered: bool,
}

/// The matches of one value over time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lane {
    /// Which value.
    pub key: LaneKey,
    /// Field as typed in a filter; `by` for a pair.
    pub field: Box<str>,
    /// As typed in a filter, unquoted; for a pair the initiator.
    pub value: String,
    /// For people.
    pub label: String,
    /// Bloc, by position in [`Catalog::blocs`](super::Catalog::blocs).
    pub bloc: Option<usize>,
    /// Whom a pair's initiator acted against.
    pub target: Option<LaneTarget>,
    /// How many lanes stand above it.
    pub depth: usize,
    /// Whether others stand below it.
    pub has_children: bool,
    /// Whether these are hidden.
    pub closed: bool,
    /// All its matches, each once: as many as the filter with this value finds.
    pub total: usize,
    /// Of these, the ones that start before the first column (an open start is before everything).
    pub before: usize,
    /// Of these, the ones that start after the last column.
    pub after: usize,
    /// One for each column.
    pub cells: Vec<LaneCell>,
}

/// The second actor of a pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaneTarget {
    /// Whether a source says that the first acted on the second; else they are participants of different sides.
    pub directed: bool,
    /// As typed behind `at:`, or `participant:` where there is no direction, unquoted.
    pub value: String,
    /// For people.
    pub label: String,
    /// Bloc, by position in [`Catalog::blocs`](super::Catalog::blocs).
    pub bloc: Option<usize>,
}

/// The matches of one value in one column.
///
/// Each match counts in the `total` of one column at most, the one that its date starts in, as in a
/// [`Histogram`](super::Histogram); one without a clock time in none where columns are hours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LaneCell {
    /// Matches that start in it.
    pub total: u32,
    /// Of these, the ones that were in it without doubt: an unqualified date that ends in it, too.
    pub certain: u32,
    /// Others that may have been in it: they start earlier and end in it or later, or have no clock time.
    pub reaching: u32,
}

impl LaneCell {
    /// Whether nothing was in it, and nothing may have been.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.total == 0 && self.reaching == 0
    }

    /// Whether something may have been in it, but nothing certainly was.
    #[must_use]
    pub fn is_soft(self) -> bool {
        self.certain == 0 && !self.is_empty()
    }
}

/// The events of one cell: those that start in it first, then those that may have been in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LaneEvents {
    /// The first ones.
    pub rows: Vec<EventRow>,
}

/// A field of which values are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Profiled {
    /// A facet.
    Facet(Facet),
    /// Publishers of sources.
    Publisher,
}

impl Default for Profiled {
    fn default() -> Self {
        Self::Facet(Facet::Kind)
    }
}

/// Values of a field among the matches, with their share of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Which field.
    pub of: Profiled,
    /// All matches.
    pub matches: usize,
    /// Matches that have no value.
    pub without: usize,
    /// Whether a match counts in several rows, so that shares do not add up to the whole.
    pub overlapping: bool,
    /// Length of a column of the strips.
    pub unit: BucketUnit,
    /// The days of the strips.
    pub span: Option<DayRange>,
    /// Rank of the first value.
    pub first: usize,
    /// How many values there are.
    pub total: usize,
    /// The values.
    pub rows: Vec<ProfileRow>,
    /// Greatest count of all values.
    pub peak: usize,
}

/// A value with its matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileRow {
    /// Field as typed in a filter.
    pub field: Box<str>,
    /// As typed in a filter, unquoted.
    pub value: String,
    /// For people.
    pub label: String,
    /// Matches.
    pub count: usize,
    /// How the filter mentions it now.
    pub choice: Choice,
    /// Bloc, by position in [`Catalog::blocs`](super::Catalog::blocs).
    pub bloc: Option<usize>,
    /// Of these, the ones that start before the strip.
    pub before: usize,
    /// Of these, the ones that start after it.
    pub after: usize,
    /// Matches that start in each column of the strip.
    pub strip: Vec<u32>,
}
