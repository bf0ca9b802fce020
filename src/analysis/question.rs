//! What a pane asks.

use super::{
    ActorOrder, Catalog, LaneOf, LaneOrder, LaneSort, LaneTime, ListAt, Listing, Profiled,
    SourceOrder, SourceRef,
};
use crate::model::DayRange;

/// Everything that one state of the screen asks at once.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// Counts up; an answer with a smaller number than the last question is stale.
    pub number: u64,
    /// The filter text, as typed.
    pub filter: String,
    /// The parts asked for. Answers come in the same order.
    pub parts: Vec<Part>,
}

/// An event, named so that it survives filtering and reloading of the same data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventKey {
    /// Dataset, in the order of the command line.
    pub dataset: u16,
    /// Position of the record in its dataset.
    pub event: u32,
}

/// An actor, by dataset and position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorKey {
    /// Dataset, in the order of the command line.
    pub dataset: u16,
    /// Position of the record in its dataset.
    pub actor: u32,
}

/// A problem, by dataset and position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProblemKey {
    /// Dataset, in the order of the command line.
    pub dataset: u16,
    /// Position among its problems.
    pub problem: u32,
}

/// One thing asked.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// How many events, which days. Answer: [`Reply::Totals`](super::Reply::Totals).
    Totals,
    /// Rows by rank among the matches: `len` from `first`, clipped. Answer: [`Reply::Window`](super::Reply::Window).
    Window {
        /// Rank of the first row, from 0.
        first: usize,
        /// How many.
        len: usize,
    },
    /// The rows around an event: as [`Part::Window`], with `before` rows ahead of it and `after` behind. When the event does
    /// not match, the nearest match in time order stands in its place. Answer: [`Reply::Window`](super::Reply::Window)
    /// with `anchor` set.
    Around {
        /// The event.
        event: EventKey,
        /// Rows ahead.
        before: usize,
        /// Rows behind.
        after: usize,
    },
    /// The rank of the first match on or after a day. Answer: [`Reply::Rank`](super::Reply::Rank).
    RankOfDay(crate::model::Day),
    /// The rank of the first match that has a clock time on this day, not before this minute, or else of the first one that begins on a
    /// later day; where no match of the day has a clock time, of the first of the day. Answer: [`Reply::Rank`](super::Reply::Rank).
    RankOfTime(crate::model::DayTime),
    /// The next match with a property after (or before) an event, wrapping around. Answer: [`Reply::Found`](super::Reply::Found).
    Seek {
        /// Where to start; the first or last match when absent.
        from: Option<EventKey>,
        /// Forward in time.
        forward: bool,
        /// Filter text that the event must match besides the question's filter (`is:disputed`, a searched word).
        matching: String,
    },
    /// Counts over time, stacked by bloc. Answer: [`Reply::Histogram`](super::Reply::Histogram).
    Histogram {
        /// Days to cover; the span of the matches when absent.
        span: Option<DayRange>,
        /// Greatest number of buckets.
        buckets: usize,
    },
    /// Counts beside the values of a facet, without the constraint that the filter has on that facet itself.
    /// Answer: [`Reply::Facet`](super::Reply::Facet).
    Facet {
        /// Which.
        facet: Facet,
        /// Fuzzy find in labels and aliases; all when empty. Found values come best first and flat.
        find: String,
        /// Values of the tree whose children are hidden.
        closed: Vec<String>,
        /// Rank of the first value wanted.
        first: usize,
        /// How many.
        len: usize,
    },
    /// Where the matches are, by cell of a map. Answer: [`Reply::Map`](super::Reply::Map).
    Map(super::MapQuery),
    /// The cell of a map that an event is in, with `len` of the matches in it. Answer: [`Reply::Spot`](super::Reply::Spot).
    Spot {
        /// The map.
        grid: crate::geo::Grid,
        /// The event.
        event: EventKey,
        /// How many rows.
        len: usize,
    },
    /// What the matches name. Answer: [`Reply::Summary`](super::Reply::Summary).
    Summary,
    /// Counts of the matches by value and by period. Answer: [`Reply::Table`](super::Reply::Table).
    Table {
        /// One row for each value; only the line of all matches when absent.
        by: Option<Grouping>,
        /// The columns.
        periods: Periods,
    },
    /// Sums of the numbers that a claimant gives. Answer: [`Reply::Sums`](super::Reply::Sums).
    Sums(super::SumQuery),
    /// Matches by value and time. Answer: [`Reply::Lanes`](super::Reply::Lanes).
    Lanes {
        /// Which lanes.
        order: LaneOrder,
        /// Days to cover, widened to whole columns; as a [`Part::Histogram`] when absent.
        span: Option<DayRange>,
        /// Greatest number of columns.
        buckets: usize,
        /// Rank of the first lane wanted.
        first: usize,
        /// How many.
        len: usize,
    },
    /// The first events of one cell of lanes. Answer: [`Reply::LaneEvents`](super::Reply::LaneEvents).
    LaneEvents {
        /// The lanes.
        order: LaneOrder,
        /// Rank of the lane.
        rank: usize,
        /// The column.
        time: LaneTime,
        /// How many at most.
        len: usize,
    },
    /// Where lanes stand. Answer: [`Reply::LaneRanks`](super::Reply::LaneRanks).
    LaneRanks {
        /// The lanes.
        order: LaneOrder,
        /// The ones looked for.
        of: LaneOf,
    },
    /// Values of a field among the matches. Answer: [`Reply::Profile`](super::Reply::Profile).
    Profile {
        /// Which field.
        of: Profiled,
        /// Their order.
        sort: LaneSort,
        /// Greatest number of columns in the strips.
        buckets: usize,
        /// Rank of the first value wanted.
        first: usize,
        /// How many.
        len: usize,
    },
    /// All of one event, under the filter's `known:`. Answer: [`Reply::Event`](super::Reply::Event).
    Event(EventKey),
    /// One actor, over the matches of the filter. Answer: [`Reply::Actor`](super::Reply::Actor).
    Actor {
        /// Who.
        actor: ActorKey,
        /// Buckets of the activity strip.
        buckets: usize,
    },
    /// What is wrong with the data, in groups. Answer: [`Reply::Problems`](super::Reply::Problems).
    Problems {
        /// Codes of the groups whose problems are hidden.
        closed: Vec<String>,
        /// Rank of the first line wanted.
        first: usize,
        /// How many.
        len: usize,
        /// An event whose first problem is looked for.
        of: Option<EventKey>,
    },
    /// One problem with its place in the text. Answer: [`Reply::Problem`](super::Reply::Problem).
    Problem(ProblemKey),
    /// The matches beside those of another filter. Answer: [`Reply::Compared`](super::Reply::Compared).
    Compare {
        /// The other filter's text.
        other: String,
        /// What the rows stand for.
        by: Grouping,
        /// What the rows are sorted by.
        order: CompareOrder,
        /// Rank of the first row wanted.
        first: usize,
        /// How many.
        len: usize,
        /// Greatest number of buckets of each histogram.
        buckets: usize,
        /// Whether each histogram begins where its own matches do, rather than both on one axis.
        aligned: bool,
    },
    /// The matches and those of another filter by cell of one map. The map fits both. Answer:
    /// [`Reply::MapPair`](super::Reply::MapPair).
    MapPair {
        /// The map; it has no trail.
        map: super::MapQuery,
        /// The other filter's text.
        other: String,
    },
    /// What is in one cell of such a map. Answer: [`Reply::MapPairPlace`](super::Reply::MapPairPlace).
    MapPairPlace {
        /// The cells.
        grid: crate::geo::Grid,
        /// Column and row of the cell.
        at: (u16, u16),
        /// The other filter's text.
        other: String,
        /// An event: where the cell has it, rows are wanted from its time on.
        event: Option<EventKey>,
        /// How many rows of each.
        len: usize,
    },
    /// The event of either filter that a step leads to. Answer: [`Reply::PairFound`](super::Reply::PairFound).
    PairStep {
        /// The other filter's text.
        other: String,
        /// Where to start.
        from: Option<EventKey>,
        /// Where to.
        step: super::PairStep,
    },
    /// The matches and those of another filter by value and time. Answer: [`Reply::LanesPair`](super::Reply::LanesPair).
    LanesPair {
        /// Which lanes.
        order: LaneOrder,
        /// The other filter's text.
        other: String,
        /// Whether each side begins at its own first day, or both are on one axis; as it serves when absent.
        aligned: Option<bool>,
        /// Days to cover, counted from each side's first one when they are aligned; as a histogram when absent.
        span: Option<DayRange>,
        /// Greatest number of columns.
        buckets: usize,
        /// Rank of the first lane wanted.
        first: usize,
        /// How many.
        len: usize,
    },
    /// The quotes of the matches around a place, in groups. Answer: [`Reply::Quotes`](super::Reply::Quotes).
    Quotes {
        /// What groups them.
        by: QuotesBy,
        /// Around which.
        at: QuotesAt,
        /// Quotes ahead.
        before: usize,
        /// Quotes behind.
        after: usize,
    },
    /// The matches that somebody claims something about, disputed ones first, around a place.
    /// Answer: [`Reply::Accounts`](super::Reply::Accounts).
    Accounts {
        /// Around which.
        at: AccountsAt,
        /// Rows ahead.
        before: usize,
        /// Rows behind.
        after: usize,
    },
    /// The claims of all matches by subject, and the running totals among them. Answer: [`Reply::Claims`](super::Reply::Claims).
    Claims,
    /// What two actors have in common. Answer: [`Reply::ActorPair`](super::Reply::ActorPair).
    ActorPair(ActorKey, ActorKey),
    /// A run of the directory of actors. Answer: [`Reply::Actors`](super::Reply::Actors).
    Actors {
        /// Its order.
        order: ActorOrder,
        /// Which run.
        listing: Box<Listing<ActorKey>>,
        /// Greatest number of columns of the strips; no strips when zero.
        buckets: usize,
    },
    /// A run of the directory of publishers and their texts. Answer: [`Reply::Sources`](super::Reply::Sources).
    Sources {
        /// Its order.
        order: SourceOrder,
        /// Which run.
        listing: Box<Listing<SourceRef>>,
    },
    /// One text or publisher, over the matches of the filter. Answer: [`Reply::Source`](super::Reply::Source).
    Source {
        /// Which.
        subject: SourceRef,
        /// Buckets of the strip.
        buckets: usize,
    },
    /// Texts and their copies. Answer: [`Reply::Families`](super::Reply::Families).
    Families {
        /// Rank of the first family wanted.
        first: usize,
        /// How many.
        len: usize,
    },
    /// How many matches are supported by one bloc's outlets only, over time. Answer: [`Reply::OneSided`](super::Reply::OneSided).
    OneSided {
        /// Greatest number of buckets.
        buckets: usize,
        /// Greatest number of stretches.
        runs: usize,
    },
    /// What could stand at the cursor of a filter text. Answer: [`Reply::Completions`](super::Reply::Completions).
    Complete {
        /// The text being typed.
        text: String,
        /// Byte of the cursor.
        cursor: usize,
        /// How many at most.
        limit: usize,
    },
}

impl Part {
    /// The same without what lines of its list are asked for: where two have this in common, their lists are equally long.
    #[must_use]
    pub fn of_list(&self) -> Self {
        let mut part = self.clone();
        match &mut part {
            Self::Facet { first, len, .. }
            | Self::Lanes { first, len, .. }
            | Self::Profile { first, len, .. }
            | Self::Compare { first, len, .. }
            | Self::LanesPair { first, len, .. }
            | Self::Families { first, len } => (*first, *len) = (0, 0),
            Self::Problems { first, len, of, .. } => (*first, *len, *of) = (0, 0, None),
            Self::Actors { listing, .. } => (listing.at, listing.len) = (ListAt::Rank(0), 0),
            Self::Sources { listing, .. } => (listing.at, listing.len) = (ListAt::Rank(0), 0),
            _ => {}
        }
        part
    }
}

/// What groups quotes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum QuotesBy {
    /// The day on which it was said.
    #[default]
    Day,
    /// Who said it, the most quoted first.
    Speaker,
    /// What it is about, as the record says.
    Topic,
}

/// A place among the quotes of the matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuotesAt {
    /// By rank; the last one when there are fewer.
    Rank(usize),
    /// A quote of an event, by position in its record, or the event's first. When it is not among them, the nearest after it
    /// in time stands in its place, or else the last before it.
    Event(EventKey, Option<u32>),
}

/// A place among the matches with claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountsAt {
    /// By rank; the last one when there are fewer.
    Rank(usize),
    /// An event. When it is not among them, the nearest after it in time stands in its place, or else the last before it.
    Event(EventKey),
}

/// A dimension with counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// Actors under their blocs and parents.
    Actor,
    /// Regions as a tree.
    Region,
    /// Kinds.
    Kind,
    /// Blocs.
    Bloc,
    /// Tags.
    Tag,
    /// Sources under their publishers.
    Source,
    /// Grades.
    Grade,
    /// Datasets, where there are several.
    Dataset,
    /// A field of the data sets' own, or a scheme of codes: by position in [`Catalog::fields`].
    Field(u16),
}

impl Facet {
    /// Those that do not depend on the data, in the order of the screen.
    pub const COMMON: &'static [Self] = &[
        Self::Actor,
        Self::Region,
        Self::Kind,
        Self::Bloc,
        Self::Tag,
        Self::Source,
        Self::Grade,
    ];

    /// The filter field that a value of this facet goes into, and the word in texts for people. Empty for a field that the
    /// catalog does not have.
    #[must_use]
    pub fn field(self, catalog: &Catalog) -> &str {
        match self {
            Self::Actor => "actor",
            Self::Region => "region",
            Self::Kind => "kind",
            Self::Bloc => "bloc",
            Self::Tag => "tag",
            Self::Source => "source",
            Self::Grade => "grade",
            Self::Dataset => "dataset",
            Self::Field(at) => catalog
                .fields
                .get(usize::from(at))
                .map_or("", String::as_str),
        }
    }

    /// Heading: a field of the data sets' own is called as it is typed.
    #[must_use]
    pub fn label(self, catalog: &Catalog) -> &str {
        match self {
            Self::Actor => "Actors",
            Self::Region => "Regions",
            Self::Kind => "Kinds",
            Self::Bloc => "Blocs",
            Self::Tag => "Tags",
            Self::Source => "Sources",
            Self::Grade => "Grades",
            Self::Dataset => "Datasets",
            Self::Field(_) => self.field(catalog),
        }
    }
}

/// What the rows of a comparison are sorted by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum CompareOrder {
    /// The greatest change of the count first, up or down.
    #[default]
    Change,
    /// The greatest change of the share of all matches first.
    Share,
    /// The first filter's count.
    First,
    /// The other filter's count.
    Second,
    /// Name.
    Name,
}

impl CompareOrder {
    /// All, in the order of the key that turns them.
    pub const ALL: [Self; 5] = [
        Self::Change,
        Self::Share,
        Self::First,
        Self::Second,
        Self::Name,
    ];

    /// The words for people.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Change => "change",
            Self::Share => "change of share",
            Self::First => "A",
            Self::Second => "B",
            Self::Name => "name",
        }
    }
}

/// What the rows of a table stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Grouping {
    /// Actors; those of its members count in a group.
    Actor,
    /// Regions; what is below it counts in a region.
    Region,
    /// Kinds.
    Kind,
    /// Blocs.
    Bloc,
    /// Tags.
    Tag,
    /// Sources.
    Source,
    /// Publishers of sources.
    Publisher,
    /// Grades.
    Grade,
    /// Datasets.
    Dataset,
    /// Statuses.
    Status,
    /// Values of a field of the data sets' own, or codes of a scheme; by position in [`Catalog::fields`].
    Field(u16),
}

impl Grouping {
    /// Those that every data set has, in the order of the screen.
    pub const ALL: [Self; 9] = [
        Self::Kind,
        Self::Actor,
        Self::Bloc,
        Self::Region,
        Self::Tag,
        Self::Publisher,
        Self::Source,
        Self::Grade,
        Self::Dataset,
    ];

    /// The word for people and for scripts.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Actor => "actor",
            Self::Region => "region",
            Self::Kind => "kind",
            Self::Bloc => "bloc",
            Self::Tag => "tag",
            Self::Source => "source",
            Self::Publisher => "publisher",
            Self::Grade => "grade",
            Self::Dataset => "dataset",
            Self::Status => "status",
            Self::Field(_) => "field",
        }
    }

    /// Whether an event can count in several rows, so that rows do not add up to all matches.
    #[must_use]
    pub fn overlaps(self) -> bool {
        !matches!(
            self,
            Self::Kind | Self::Grade | Self::Dataset | Self::Status
        )
    }
}

/// A length of time that a table counts by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Period {
    /// Days.
    Day,
    /// Weeks from Monday (ISO 8601).
    Week,
    /// Calendar months.
    Month,
    /// Calendar years.
    Year,
}

impl Period {
    /// From the shortest to the longest.
    pub const ALL: [Self; 4] = [Self::Day, Self::Week, Self::Month, Self::Year];

    /// The word for people and for scripts.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}

/// The columns of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Periods {
    /// None but the total.
    None,
    /// One for each of these.
    Each(Period),
    /// The shortest period of which there are at most so many, or else years.
    Fitting(usize),
}
