//! What a pane gets.

use super::{
    Accounts, ActorDossier, ActorList, ActorPair, ClaimsTable, EventDetail, EventKey, Facet,
    FamilyList, Grouping, LaneEvents, Lanes, LanesPair, MapPair, MapPairPlace, OneSided, PairFound,
    Period, Profile, Quotes, SourceList, SourcePage,
};
use crate::diagnostic::{Diagnostic, Severity};
use crate::load::ReadError;
use crate::model::{
    Credibility, Day, DayRange, DayTime, EventKind, Minute, PlacePrecision, Reliability, TimeRange,
};
pub use crate::query::Completion;

/// The answer to a [`Question`](super::Question).
#[derive(Debug, Clone)]
pub struct Answer {
    /// The number of its question.
    pub number: u64,
    /// Mistakes and warnings of the filter text (file 0 is the text). With an error among them there are no replies but to
    /// [`Part::Complete`](super::Part::Complete), and the last good answer stays on the screen.
    pub diagnostics: Vec<Diagnostic>,
    /// One for each part asked, in order; empty after a mistake.
    pub replies: Vec<Reply>,
}

/// One answer.
#[derive(Debug, Clone)]
pub enum Reply {
    /// To `Totals`.
    Totals(Totals),
    /// To `Window` and `Around`.
    Window(Window),
    /// To `RankOfDay` and `RankOfTime`.
    Rank(usize),
    /// To `Seek`: the event and its rank, if there is one.
    Found(Option<(EventKey, usize)>),
    /// To `Histogram`.
    Histogram(Histogram),
    /// To `Facet`.
    Facet(FacetCounts),
    /// To `Map`.
    Map(Box<super::MapCounts>),
    /// To `Spot`; `None` when the event does not match or has no coordinates.
    Spot(Option<Box<super::MapSpot>>),
    /// To `Summary`.
    Summary(Summary),
    /// To `Table`.
    Table(Table),
    /// To `Sums`.
    Sums(Box<super::Summed>),
    /// To `Lanes`.
    Lanes(Lanes),
    /// To `LaneEvents`.
    LaneEvents(LaneEvents),
    /// To `LaneRanks`: the ranks of the lanes that there are.
    LaneRanks(Vec<usize>),
    /// To `Profile`.
    Profile(Profile),
    /// To `Event`; `None` when no such event, or it is not known yet under `known:`.
    Event(Option<Box<EventDetail>>),
    /// To `Actor`.
    Actor(Option<Box<ActorDossier>>),
    /// To `Problems`.
    Problems(Problems),
    /// To `Problem`: the problem as text, drawn as a compiler does.
    Problem(Option<String>),
    /// To `Compare`; the other filter's mistakes when it has some.
    Compared(Result<Box<Comparison>, Vec<Diagnostic>>),
    /// To `MapPair`; the other filter's mistakes when it has some.
    MapPair(Result<Box<MapPair>, Vec<Diagnostic>>),
    /// To `MapPairPlace`: nothing when the cell has no events.
    MapPairPlace(Option<Box<MapPairPlace>>),
    /// To `PairStep`: nothing when there is no such event.
    PairFound(Option<Box<PairFound>>),
    /// To `LanesPair`; the other filter's mistakes when it has some.
    LanesPair(Result<Box<LanesPair>, Vec<Diagnostic>>),
    /// To `Quotes`.
    Quotes(Quotes),
    /// To `Accounts`.
    Accounts(Accounts),
    /// To `Claims`.
    Claims(Box<ClaimsTable>),
    /// To `ActorPair`.
    ActorPair(Option<Box<ActorPair>>),
    /// To `Actors`.
    Actors(ActorList),
    /// To `Sources`.
    Sources(SourceList),
    /// To `Source`; `None` when there is none.
    Source(Option<Box<SourcePage>>),
    /// To `Families`.
    Families(FamilyList),
    /// To `OneSided`.
    OneSided(OneSided),
    /// To `Complete`.
    Completions(Vec<Completion>),
    /// The part could not be answered because the filter has a mistake.
    Nothing,
    /// The part could not be answered because a record that it needs cannot be read again.
    Unreadable(ReadError),
}

/// What was opened, told once: names and marks that every pane uses.
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    /// Titles of the datasets, in the order of the command line.
    pub datasets: Vec<DatasetInfo>,
    /// Blocs, in their order. Other answers refer to a bloc by its position here.
    pub blocs: Vec<BlocInfo>,
    /// Names of the data sets' own fields and schemes of codes, as typed in filters, in the order of [`Facet::Field`].
    pub fields: Vec<String>,
    /// How many events.
    pub events: usize,
    /// Errors and warnings found while reading.
    pub errors: usize,
    /// Warnings found while reading.
    pub warnings: usize,
    /// The days that the events' dates reach over (open ends left out).
    pub span: Option<DayRange>,
}

impl Catalog {
    /// Every facet, in the order of the screen: those that do not depend on the data first, then datasets where there are
    /// several, then fields that only some data have.
    pub fn facets(&self) -> impl DoubleEndedIterator<Item = Facet> + Clone {
        let fields = u16::try_from(self.fields.len()).unwrap_or(u16::MAX);
        let own = (0..fields).map(Facet::Field);
        let datasets = (self.datasets.len() > 1).then_some(Facet::Dataset);
        Facet::COMMON.iter().copied().chain(datasets).chain(own)
    }

    /// The facet that is here what one is in another catalog; `None` when a field is not here.
    #[must_use]
    pub fn facet_of(&self, facet: Facet, other: &Self) -> Option<Facet> {
        let name = facet.field(other);
        self.facets().find(|own| own.field(self) == name)
    }
}

/// A dataset's name and size.
#[derive(Debug, Clone)]
pub struct DatasetInfo {
    /// Title.
    pub title: String,
    /// Events in it.
    pub events: usize,
    /// The period it means to cover: outside it, no event means no data.
    pub coverage: Option<DayRange>,
}

/// A bloc's name and marks.
#[derive(Debug, Clone)]
pub struct BlocInfo {
    /// Id as typed in filters.
    pub id: String,
    /// Name.
    pub name: String,
    /// `#rrggbb` or a terminal colour name.
    pub colour: Option<String>,
    /// One cell.
    pub glyph: Option<String>,
    /// One ASCII character.
    pub ascii: Option<char>,
}

/// Numbers about all matches.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Totals {
    /// Possible matches: everything shown.
    pub shown: usize,
    /// Of these, certain ones.
    pub certain: usize,
    /// Events there are (under `known:`, that were known); without those that did not occur, unless the filter asks for a status.
    pub all: usize,
    /// Events that match but did not occur, and are left out because the filter asks for no status.
    pub not_occurred: usize,
    /// Earliest and latest day of the matches (open ends left out).
    pub span: Option<DayRange>,
    /// Days that a match starts on.
    pub days: usize,
    /// Disputed matches.
    pub disputed: usize,
    /// Quotes of the matches.
    pub quotes: usize,
    /// The clock, when put back.
    pub known: Option<Day>,
    /// What the data cover, by rising first day, when nothing matches because the filter asks for days outside of it; else empty.
    pub outside: Vec<DayRange>,
}

/// A run of rows.
#[derive(Debug, Clone, Default)]
pub struct Window {
    /// Rank of the first row.
    pub first: usize,
    /// All matches.
    pub total: usize,
    /// The rows.
    pub rows: Vec<EventRow>,
    /// For [`Part::Around`](super::Part::Around): rank of the event, or of the match that stands in for it.
    pub anchor: Option<usize>,
    /// Each day of `rows` with the number of matches that start on it, whether or not they are all in the window.
    pub days: Vec<(Day, usize)>,
}

/// A line of the timeline.
#[derive(Debug, Clone, PartialEq)]
pub struct EventRow {
    /// Which event.
    pub key: EventKey,
    /// Its id.
    pub id: String,
    /// First and last day that the date names: where it stands in lists.
    pub days: DayRange,
    /// Earliest and latest day that it allows: others than it names, when it is approximate.
    pub allowed: DayRange,
    /// EDTF text of the date.
    pub date: String,
    /// How sure the date is.
    pub certainty: DateCertainty,
    /// Clock time.
    pub time: Option<Minute>,
    /// The source's words for the time.
    pub time_text: Option<String>,
    /// Kind.
    pub kind: EventKind,
    /// Whether it took place.
    pub status: crate::model::EventStatus,
    /// Title.
    pub title: String,
    /// Name of the place, or of the region.
    pub place: String,
    /// How exact the place is.
    pub precision: Option<PlacePrecision>,
    /// Who, in the record's order.
    pub actors: Vec<ActorMention>,
    /// Grade: the assessment's, or derived.
    pub grade: Grade,
    /// Distinct origins of its sources.
    pub support: u16,
    /// All cited sources.
    pub sources: u16,
    /// All support comes from one bloc's outlets.
    pub one_sided: bool,
    /// Quotes.
    pub quotes: u16,
    /// Claims.
    pub claims: u16,
    /// Accounts disagree.
    pub disputed: bool,
    /// Whether it matches the filter's time certainly.
    pub certain: bool,
    /// The rows that were coded from the same report.
    pub coded: CodedRows,
}

/// The rows of one report. Published data may have several, one for each pair of actors in each sentence; a filter matches
/// rows, and a list has the report once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodedRows {
    /// Those that match the filter, in the order of the file; none for an event that is one row.
    pub matching: Vec<EventKey>,
    /// How many there are.
    pub all: usize,
}

impl Default for CodedRows {
    /// One row that is the whole event.
    fn default() -> Self {
        Self {
            matching: Vec::new(),
            all: 1,
        }
    }
}

impl CodedRows {
    /// "3 of 12 rows", or "12 rows" where all match; nothing for an event that is one row.
    #[must_use]
    pub fn words(&self) -> Option<String> {
        let (matching, all) = (self.matching.len(), self.all);
        match (matching, all) {
            (_, 0 | 1) => None,
            _ if matching == all => Some(format!("{all} rows")),
            _ => Some(format!("{matching} of {all} rows")),
        }
    }
}

impl EventRow {
    /// The minute that it starts at, or the first one of its day; with `clock`, only when it has a clock time.
    #[must_use]
    pub fn start(&self, clock: bool) -> Option<DayTime> {
        let minute = self.time.or((!clock).then_some(Minute::FIRST))?;
        Some(DayTime {
            day: self.days.from,
            minute,
        })
    }
}

/// How sure an event's date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateCertainty {
    /// One day, unqualified.
    Day,
    /// One day, approximate (`~`).
    Approximate,
    /// Uncertain (`?`), or both (`%`).
    Uncertain,
    /// More than one day allowed (month, interval, unspecified digits).
    Interval,
    /// Follows from `after`/`before` only.
    Derived,
}

/// An actor as it stands in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActorMention {
    /// Which.
    pub key: super::ActorKey,
    /// Id as typed in filters.
    pub id: String,
    /// Short name, or the name.
    pub name: String,
    /// Its part.
    pub role: Option<crate::model::Role>,
    /// Its side, where the source tells the sides.
    pub side: Option<crate::model::Side>,
    /// Bloc on the event's first day, by position in [`Catalog::blocs`].
    pub bloc: Option<usize>,
}

/// An Admiralty grade; either half may be missing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Grade {
    /// Letter.
    pub reliability: Option<Reliability>,
    /// Digit.
    pub credibility: Option<Credibility>,
    /// Whether the curator gave it (`assessment`), rather than its being derived from the sources.
    pub assessed: bool,
}

/// Counts over time.
#[derive(Debug, Clone, Default)]
pub struct Histogram {
    /// Length of a bucket.
    pub unit: BucketUnit,
    /// The buckets, in time order, without gaps.
    pub buckets: Vec<Bucket>,
    /// Greatest `total`.
    pub peak: usize,
    /// Matches that start before the first bucket (an open start is before everything).
    pub before: usize,
    /// Matches that start after the last bucket.
    pub after: usize,
    /// Matches on the days shown that have no clock time, when buckets are hours. With `before`, `after` and the buckets'
    /// totals they make up all matches.
    pub untimed: usize,
}

/// Length of a histogram bucket: this many of this unit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum BucketUnit {
    /// Hours (a divisor of 24).
    Hours(u8),
    /// Days.
    #[default]
    Day,
    /// Weeks from Monday.
    Week,
    /// Calendar months.
    Month,
    /// Quarters.
    Quarter,
    /// Calendar years, this many.
    Years(u16),
}

/// One bucket.
#[derive(Debug, Clone)]
pub struct Bucket {
    /// Its whole days, or hours of one.
    pub time: TimeRange,
    /// Label for an axis or a tooltip (`29 Nov`, `29 Nov 06:00`, `Nov 2024`).
    pub label: String,
    /// Matches that start in it.
    pub total: usize,
    /// Of these, the ones whose date is one certain day in the bucket.
    pub certain: usize,
    /// By bloc of the first actor that has one (position in [`Catalog::blocs`]); the last entry is "no bloc".
    pub by_bloc: Vec<usize>,
    /// Whether any opened dataset covers it: an empty bucket outside all coverage means "no data".
    pub covered: bool,
}

/// Values of a facet with counts.
#[derive(Debug, Clone)]
pub struct FacetCounts {
    /// Which facet.
    pub facet: Facet,
    /// Rank of the first value.
    pub first: usize,
    /// How many values there are to scroll through.
    pub total: usize,
    /// The values.
    pub values: Vec<FacetValue>,
    /// Greatest count among all values that are no headings, for bars.
    pub peak: usize,
}

/// A value of a facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetValue {
    /// Field and value as typed in a filter; a bloc heading among actors is `bloc` and its id, a publisher among sources
    /// `publisher` and its name.
    pub field: Box<str>,
    /// As typed in a filter, unquoted.
    pub value: String,
    /// For people.
    pub label: String,
    /// Depth in the tree.
    pub depth: usize,
    /// Whether others stand below it.
    pub has_children: bool,
    /// Whether its children are hidden.
    pub closed: bool,
    /// Matches, counted without this facet's own constraint; with everything below it.
    pub count: usize,
    /// How the filter mentions it now.
    pub choice: Choice,
    /// Bloc, by position in [`Catalog::blocs`].
    pub bloc: Option<usize>,
    /// The actor, for values that are one.
    pub actor: Option<super::ActorKey>,
    /// Characters of `label` that the fuzzy find matched.
    pub matched: Vec<u32>,
}

/// How a filter mentions a value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Choice {
    /// Not at all.
    #[default]
    None,
    /// Included by name.
    Included,
    /// Excluded by name.
    Excluded,
}

/// What the matches name. A value counts when a match has it itself: groups are not counted for their members, nor regions for
/// what lies in them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Title and matches of each dataset, in the order of the command line.
    pub datasets: Vec<(String, usize)>,
    /// Kinds that have a match, most frequent first.
    pub kinds: Vec<(EventKind, usize)>,
    /// How many actors.
    pub actors: usize,
    /// How many blocs.
    pub blocs: usize,
    /// How many regions.
    pub regions: usize,
    /// How many tags.
    pub tags: usize,
    /// How many sources.
    pub sources: usize,
    /// How many publishers.
    pub publishers: usize,
}

/// Counts by value and period. Each match counts in the period that its date starts in, as in a [`Histogram`].
#[derive(Debug, Clone)]
pub struct Table {
    /// What the rows stand for.
    pub by: Option<Grouping>,
    /// What the columns stand for; `None` when only totals were asked for, or there are no matches with a first day.
    pub period: Option<Period>,
    /// The columns in time order, without gaps.
    pub columns: Vec<Column>,
    /// All matches.
    pub all: Counts,
    /// Values that have a match. Those that belong to another stand below it; else by falling total and then by label, grades in
    /// their own order.
    pub rows: Vec<TableRow>,
    /// Matches that have no value.
    pub without: Counts,
    /// Matches whose date reaches beyond the column that they are counted in.
    pub reaching: usize,
}

impl Table {
    /// Whether an event counts in several rows, so that rows must not be added up. Fields differ in it: only of those it is counted.
    #[must_use]
    pub fn overlaps(&self) -> bool {
        let counted = || {
            let rows = self.rows.iter().map(|row| row.counts.total);
            rows.sum::<usize>() + self.without.total > self.all.total
        };
        match self.by {
            Some(Grouping::Field(_)) => counted(),
            by => by.is_some_and(Grouping::overlaps),
        }
    }
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// `2024`, `2024-11`, `2024-W48`, `2024-11-27`; `earlier` and `later` for the matches outside of the span that a
    /// [`Histogram`] shows, where there are any.
    pub name: String,
    /// Its days.
    pub days: DayRange,
    /// Whether any opened dataset covers it: outside all coverage, no event means no data.
    pub covered: bool,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRow {
    /// As typed in a filter, unquoted.
    pub value: String,
    /// For people.
    pub label: String,
    /// Position in [`Table::rows`] of the value that it belongs to, and in whose row its matches are counted too.
    pub parent: Option<usize>,
    /// How many stand above it.
    pub depth: usize,
    /// Title of the dataset that it is of, for actors, regions and sources.
    pub dataset: Option<String>,
    /// What a dataset covers, in a table by datasets.
    pub coverage: Option<DayRange>,
    /// The counts.
    pub counts: Counts,
}

/// Matches in all and by column; columns without any are not held.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// In all columns.
    pub total: usize,
    /// `(column, matches)`, by rising column.
    pub cells: Vec<(u32, u32)>,
}

impl Counts {
    /// The count of each of so many columns, in order.
    pub fn dense(&self, columns: usize) -> impl Iterator<Item = usize> + '_ {
        let mut cells = self.cells.iter().peekable();
        (0..columns).map(move |column| {
            let cell = cells.next_if(|&&(at, _)| at as usize == column);
            cell.map_or(0, |&(_, count)| count as usize)
        })
    }
}

impl Table {
    /// Whether a count of zero in this column of this row says nothing, since nobody meant to cover it.
    #[must_use]
    pub fn no_data(&self, row: Option<&TableRow>, column: usize) -> bool {
        let coverage = row.and_then(|row| row.coverage);
        self.columns.get(column).is_some_and(|column| {
            !column.covered || coverage.is_some_and(|days| !days.overlaps(column.days))
        })
    }
}

/// The matches of two filters beside each other: the question's own (A) and another (B).
#[derive(Debug, Clone)]
pub struct Comparison {
    /// Numbers about the matches of each.
    pub totals: [Totals; 2],
    /// Events that match both.
    pub both: usize,
    /// Counts over time of each, in buckets of one length.
    pub histograms: [Histogram; 2],
    /// Rank of the first row.
    pub first: usize,
    /// How many rows there are to scroll through.
    pub total: usize,
    /// Values that a match of either has.
    pub rows: Vec<ComparedRow>,
    /// Greatest count of a row on either side.
    pub peak: usize,
}

/// A value with its counts on both sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparedRow {
    /// As typed in a filter, unquoted.
    pub value: String,
    /// For people.
    pub label: String,
    /// Matches that have it.
    pub counts: [usize; 2],
}

/// What is wrong with the data: problems of matching events, and all that belong to no event (records that were left out, actors,
/// regions, sources, whole files), so that a filter never hides that something is missing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Problems {
    /// Rank of the first line.
    pub first: usize,
    /// How many lines there are to scroll through.
    pub total: usize,
    /// The lines: groups by falling severity and count, and the problems of those that are open, by place.
    pub lines: Vec<ProblemLine>,
    /// Errors among the shown problems.
    pub errors: usize,
    /// Warnings among them.
    pub warnings: usize,
    /// Problems there are.
    pub all: usize,
    /// Rank of the first problem of the event that was asked for.
    pub anchor: Option<usize>,
}

/// A line of the list of problems.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProblemLine {
    /// The heading of all problems of one sort.
    Group {
        /// Stable kebab-case name of the sort.
        code: &'static str,
        /// How bad it is.
        severity: Severity,
        /// How many are shown.
        count: usize,
        /// Whether they are hidden.
        closed: bool,
    },
    /// One problem.
    Problem(ProblemRow),
}

/// A problem as a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProblemRow {
    /// Which.
    pub key: super::ProblemKey,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// Name of the file; empty when it has no place.
    pub file: String,
    /// Line and column from 1; `None` when it is about the whole file.
    pub place: Option<(usize, usize)>,
    /// The event in whose record it is.
    pub event: Option<EventKey>,
}

/// Two events of different datasets that may be one.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// The one.
    pub a: MatchedEvent,
    /// The other.
    pub b: MatchedEvent,
    /// From 0 to 1 (`docs/match.md`).
    pub score: f64,
    /// Whether the pair is the one in which its events are, where each event is in one at most; `None` where one event was
    /// looked at and not all.
    pub assigned: Option<bool>,
    /// Other candidates of the first event and of the second, where they were counted.
    pub others: Option<[u32; 2]>,
    /// Why.
    pub reasons: Vec<MatchReason>,
}

/// An event of a match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatchedEvent {
    /// Which event.
    pub key: EventKey,
    /// Its id.
    pub id: String,
    /// Title of its dataset.
    pub dataset: String,
    /// EDTF text of its date.
    pub date: String,
    /// Title.
    pub title: String,
    /// Name of the place, or of the region.
    pub place: String,
    /// A key under `external_ids` that names its dataset.
    pub scheme: String,
    /// Whether it is a record of the data format, which can be edited.
    pub curated: bool,
}

/// Why two events may be one, or what speaks against it.
#[derive(Debug, Clone, PartialEq)]
pub enum MatchReason {
    /// One record names the other's id under `external_ids`.
    Stated {
        /// Whether it is the first one that names the second.
        by_first: bool,
        /// The key that names the dataset.
        scheme: String,
        /// The id.
        id: String,
    },
    /// One and the same day.
    SameDay,
    /// The dates have days in common.
    DatesOverlap {
        /// How many.
        shared: u16,
        /// Days of the longer date.
        longer: u16,
    },
    /// So many days lie between the dates; 1 for neighbouring days.
    DaysApart(u16),
    /// How far apart the places are.
    Distance {
        /// In kilometres.
        km: f64,
    },
    /// The coordinates of one say nothing, and both lie in one region.
    SameRegion {
        /// Its level.
        level: crate::model::RegionLevel,
        /// Its name in the first dataset.
        name: String,
        /// Whether each names a further part of it and the parts differ.
        parts_differ: bool,
    },
    /// An actor in both, by its names in both.
    SameActor {
        /// In the first.
        a: String,
        /// In the second.
        b: String,
    },
    /// An actor of one belongs to an actor of the other.
    ActorBelongs {
        /// The one.
        member: String,
        /// The other.
        group: String,
    },
    /// The name of one actor lists several groups, and the other is one of them.
    ActorListed {
        /// In the first.
        a: String,
        /// In the second.
        b: String,
    },
    /// Both name actors, and none is the same as far as names tell.
    OtherActors,
    /// One of them names no actor.
    ActorsUnknown,
    /// The same kind.
    SameKind(EventKind),
    /// Kinds that may be of one event.
    KindsCompatible(EventKind, EventKind),
    /// The kind of one is `other` or `background`.
    KindUnsaid,
    /// Numbers of killed, one account of each.
    Killed {
        /// Of the first.
        a: MatchedAccount,
        /// Of the second.
        b: MatchedAccount,
        /// How much lies between them; 0 when they share a number.
        apart: u64,
    },
}

/// What one claimant says of a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatchedAccount {
    /// Name of the claimant.
    pub claimant: String,
    /// Least number.
    pub low: u64,
    /// Greatest number; `None` when open.
    pub high: Option<u64>,
}
