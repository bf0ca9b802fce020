//! The typed filter: what remains of the text when every name is resolved. Only resolving makes one from text.

use crate::model::{
    ClaimSubject, Credibility, Day, DayRange, EventKind, EventStatus, Minute, Reliability, Role,
    TimeRange,
};
use crate::store::{
    ActorCode, BlocCode, DatasetCode, FieldCode, LanguageCode, PublisherCode, RegionCode,
    SourceCode, TagCode, ValueCode,
};

/// What is asked: which events, and as known when.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// Which events.
    pub filter: Filter,
    /// Put the clock back to the end of this day: texts published later do not exist.
    pub known: Option<Day>,
    /// Whether the text says which statuses it asks for. If not, events that did not occur are left out.
    pub says_status: bool,
}

/// Which events. Names are resolved to codes with members and descendants already included.
#[derive(Debug, Clone, PartialEq)]
pub enum Filter {
    /// All of these; every event when empty.
    And(Vec<Self>),
    /// Any of these; no event when empty.
    Or(Vec<Self>),
    /// Not this. Of three-valued tests: possible when the inner one is not certain.
    Not(Box<Self>),
    /// One test.
    Test(Predicate),
}

impl Filter {
    /// Whether some test is about the status of events.
    #[must_use]
    pub fn asks_status(&self) -> bool {
        match self {
            Self::And(parts) | Self::Or(parts) => parts.iter().any(Self::asks_status),
            Self::Not(inner) => inner.asks_status(),
            Self::Test(predicate) => matches!(predicate, Predicate::Status(_)),
        }
    }

    /// The days outside of which nothing can match: of all tests of the date together; `None` when there is none, or it is negated.
    #[must_use]
    pub fn asked_days(&self) -> Option<DayRange> {
        match self {
            Self::And(parts) => parts
                .iter()
                .filter_map(Self::asked_days)
                .reduce(|a, b| DayRange {
                    from: a.from.max(b.from),
                    to: a.to.min(b.to),
                }),
            Self::Or(parts) => {
                let all: Option<Vec<DayRange>> = parts.iter().map(Self::asked_days).collect();
                all?.into_iter().reduce(|a, b| DayRange {
                    from: a.from.min(b.from),
                    to: a.to.max(b.to),
                })
            }
            Self::Test(Predicate::Date { range, .. }) => Some(range.days()),
            Self::Not(_) | Self::Test(_) => None,
        }
    }

    /// Whether some test asks for time that begins or ends within a day.
    #[must_use]
    pub fn asks_hours(&self) -> bool {
        match self {
            Self::And(parts) | Self::Or(parts) => parts.iter().any(Self::asks_hours),
            Self::Not(inner) => inner.asks_hours(),
            Self::Test(Predicate::Date { range, .. }) => range.whole_days().is_none(),
            Self::Test(Predicate::Hour(_)) => true,
            Self::Test(_) => false,
        }
    }
}

/// One test of an event.
#[derive(Debug, Clone, PartialEq)]
pub enum Predicate {
    /// Text of titles, summaries, quotes, claims' words, names of actors, regions and places.
    Text(TextMatch),
    /// An actor in any part, or in one.
    Actor {
        /// Any of these.
        actors: Vec<ActorCode>,
        /// In which part.
        part: ActorPart,
    },
    /// In any of these regions.
    Region(Vec<RegionCode>),
    /// Of any of these kinds.
    Kind(Vec<EventKind>),
    /// Of any of these statuses.
    Status(Vec<EventStatus>),
    /// An actor takes part that is in any of these blocs on the event's days.
    Bloc(Vec<BlocCode>),
    /// Any of these tags.
    Tag(Vec<TagCode>),
    /// Has any of these values in a field of its data set's own, or any of these codes of a scheme.
    Own {
        /// The field or scheme.
        field: FieldCode,
        /// Any of these.
        values: Vec<ValueCode>,
    },
    /// Cites any of these sources.
    Source(Vec<SourceCode>),
    /// Cites a source of any of these publishers.
    Publisher(Vec<PublisherCode>),
    /// Cites a source, or has a quote, in any of these languages.
    Language(Vec<LanguageCode>),
    /// From any of these datasets.
    Dataset(Vec<DatasetCode>),
    /// The event's id is this one (exact, any dataset).
    Id(Vec<Box<str>>),
    /// The event's time falls in the range: possibly (they share a minute) or certainly (it lies inside). Without a clock time, an
    /// event may have been at any minute of its days.
    Date {
        /// Asked time.
        range: TimeRange,
        /// Whether only certain matches count.
        certain: bool,
    },
    /// The event's clock time, as it is shown, lies in these minutes of any day. Without a clock time an event is at no hour.
    Hour(HourRange),
    /// Some current claim's number falls in the range: possibly (its low to high shares a number) or certainly (lies inside).
    /// Denials do not count.
    Count {
        /// What the claim is about: killed, wounded, captured, displaced.
        about: ClaimSubject,
        /// Asked numbers.
        range: NumberRange,
        /// Whether only certain matches count.
        certain: bool,
    },
    /// Two current claims about any of these subjects exclude each other.
    Disputed(Vec<ClaimSubject>),
    /// How many origins its sources have (see [`crate::store::Origin`]).
    Origins(NumberRange),
    /// How many sources it cites.
    Sources(NumberRange),
    /// Importance 1 to 5.
    Importance(NumberRange),
    /// The event's grade has one of these letters and one of these digits.
    Grade {
        /// Any when empty.
        reliability: Vec<Reliability>,
        /// Any when empty.
        credibility: Vec<Credibility>,
    },
    /// A derived property.
    Is(Property),
    /// Something the record has.
    Has(Feature),
    /// Its coordinates lie within a distance of a point (great circle).
    Near {
        /// Degrees, WGS 84.
        lat: f64,
        /// Degrees, WGS 84.
        lon: f64,
        /// Kilometres.
        km: f64,
    },
}

/// In which part an actor is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActorPart {
    /// Any role, or speaker of a quote, or claimant.
    Any,
    /// With this role.
    Role(Role),
    /// With the role of speaker, or speaker of one of its quotes.
    Speaker,
}

/// Minutes of the day from the first to the last, both included; over midnight when the last is earlier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HourRange {
    /// First minute.
    pub from: Minute,
    /// Last minute.
    pub to: Minute,
}

impl HourRange {
    /// Whether a clock time lies in it.
    #[must_use]
    pub fn holds(self, time: Minute) -> bool {
        if self.from <= self.to {
            self.from <= time && time <= self.to
        } else {
            self.from <= time || time <= self.to
        }
    }
}

/// Whole numbers from `min` to `max`, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumberRange {
    /// Least, 0 when open.
    pub min: u64,
    /// Greatest, `u64::MAX` when open.
    pub max: u64,
}

/// How text is matched. All text is folded: case, accents, Arabic letter forms and diacritics.
#[derive(Debug, Clone)]
pub enum TextMatch {
    /// This word, as part of any word of the event (folded).
    Word(Box<str>),
    /// These characters in this order (folded, runs of white space as one blank).
    Phrase(Box<str>),
    /// A regular expression on the folded text of one field at a time.
    Pattern(regex::Regex),
}

impl PartialEq for TextMatch {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Word(a), Self::Word(b)) | (Self::Phrase(a), Self::Phrase(b)) => a == b,
            (Self::Pattern(a), Self::Pattern(b)) => a.as_str() == b.as_str(),
            _ => false,
        }
    }
}

/// A derived property of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Property {
    /// Accounts of it disagree.
    Disputed,
    /// All its origins belong to one bloc.
    OneSided,
    /// Its sources have one origin.
    Single,
    /// Its date allows more than one day, or is approximate or uncertain.
    Uncertain,
}

/// Something an event's record has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Feature {
    /// A quote.
    Quote,
    /// A claim.
    Claim,
    /// Coordinates.
    Place,
    /// A clock time.
    Time,
    /// A relation to another event, in either direction.
    Relation,
    /// A summary.
    Summary,
}
