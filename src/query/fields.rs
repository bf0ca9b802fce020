//! The table of fields: what each is called, what it is for, and what its values are.
//!
//! Resolving, completion, did-you-mean and the manual read this one table.

use super::filter::{ActorPart, Feature, Property};
use crate::model::{ClaimSubject, EventStatus, Role};

/// A field of the filter language.
#[derive(Debug)]
pub struct Field {
    /// As typed before the colon.
    pub name: &'static str,
    /// Other spellings.
    pub aliases: &'static [&'static str],
    /// One line of help.
    pub help: &'static str,
    /// What its values are.
    pub values: ValueKind,
    /// Values to show where a list of all is not possible; the first stands in messages.
    pub examples: &'static [&'static str],
}

/// What the values of a field are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueKind {
    /// Actors, in a part.
    Actor(ActorPart),
    /// Regions.
    Region,
    /// Kinds of event.
    Kind,
    /// Statuses of events.
    Status,
    /// Blocs.
    Bloc,
    /// Tags.
    Tag,
    /// Codes of any scheme.
    Code,
    /// Sources.
    Source,
    /// Publishers.
    Publisher,
    /// Languages.
    Language,
    /// Datasets.
    Dataset,
    /// Ids of events.
    Id,
    /// Dates of events.
    Date(DateSide),
    /// Times of any day.
    Hour,
    /// The day to put the clock back to.
    Known,
    /// Numbers claimed.
    Count(ClaimSubject),
    /// Subjects of claims.
    Disputed,
    /// Numbers of distinct origins.
    Origins,
    /// Numbers of cited sources.
    Sources,
    /// Importance.
    Importance,
    /// Letter with digit.
    Grade,
    /// Letters of sources.
    Reliability,
    /// Digits of information.
    Credibility,
    /// Derived properties.
    Is,
    /// What the record has.
    Has,
    /// A circle on the globe.
    Near,
}

/// Which days a date field asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateSide {
    /// The days of the value.
    On,
    /// The days later than its last.
    After,
    /// The days earlier than its first.
    Before,
}

impl Field {
    /// The field with this name or alias, in whatever case.
    #[must_use]
    pub fn find(name: &str) -> Option<&'static Self> {
        let is = |known: &&str| known.eq_ignore_ascii_case(name);
        FIELDS
            .iter()
            .find(|field| is(&field.name) || field.aliases.iter().any(&is))
    }

    /// Whether `!` after the name has a meaning: certain matches only.
    #[must_use]
    pub fn can_be_certain(&self) -> bool {
        matches!(self.values, ValueKind::Date(_) | ValueKind::Count(_))
    }
}

/// The field's own name for a name or alias; the name itself when there is no such field.
pub(crate) fn canonical(name: &str) -> &str {
    Field::find(name).map_or(name, |field| field.name)
}

/// The word of `status:` that stands for every status.
pub(crate) const ANY_STATUS: &str = "any";

/// Words of `status:`, with what each means.
pub const STATUSES: &[(&str, &[EventStatus], &str)] = &[
    ("occurred", &[EventStatus::Occurred], "it took place"),
    (
        "planned",
        &[EventStatus::Planned],
        "it was announced or is still to come",
    ),
    (
        "hypothetical",
        &[EventStatus::Hypothetical],
        "it is only spoken of as possible",
    ),
    (
        "denied",
        &[EventStatus::Denied],
        "the record says that it did not take place",
    ),
    ("cancelled", &[EventStatus::Cancelled], "it was called off"),
    (ANY_STATUS, EventStatus::ALL, "whether it took place or not"),
];

/// Words of `is:`.
pub const PROPERTIES: &[(&str, Property, &str)] = &[
    ("disputed", Property::Disputed, "accounts of it disagree"),
    (
        "onesided",
        Property::OneSided,
        "all its origins belong to one bloc",
    ),
    ("single", Property::Single, "its sources have one origin"),
    (
        "uncertain",
        Property::Uncertain,
        "its date allows several days, or is approximate or uncertain",
    ),
];

/// Words of `has:`.
pub const FEATURES: &[(&str, Feature, &str)] = &[
    ("quote", Feature::Quote, "somebody is quoted"),
    ("claim", Feature::Claim, "somebody claims a fact or number"),
    ("place", Feature::Place, "it has coordinates"),
    ("time", Feature::Time, "it has a clock time"),
    (
        "relation",
        Feature::Relation,
        "it is linked with another event",
    ),
    ("summary", Feature::Summary, "it has a summary"),
];

/// Every field, in the order of lists and of the manual.
#[rustfmt::skip] // a line each, so that it reads as the table it is
pub const FIELDS: &[Field] = &[
    field("actor", &[], "in any role, speaking or claiming; with members", ValueKind::Actor(ActorPart::Any), &["hts"]),
    field("by", &["initiator"], "who acted", role(Role::Initiator), &["saa"]),
    field("at", &["target"], "who it was aimed at", role(Role::Target), &["civilians"]),
    field("participant", &[], "who took part on a side, without a known direction", role(Role::Participant), &["hts"]),
    field("speaker", &[], "who spoke or is quoted", ValueKind::Actor(ActorPart::Speaker), &["peskov"]),
    field("supporter", &[], "who supported", role(Role::Supporter), &["turkey"]),
    field("mediator", &[], "who mediated", role(Role::Mediator), &["qatar"]),
    field("affected", &[], "who was affected", role(Role::Affected), &["civilians"]),
    field("region", &[], "where, with everything below it", ValueKind::Region, &["idlib", "SY-ID"]),
    field("near", &[], "within a distance of a point", ValueKind::Near, &["36.20,37.16,25km"]),
    field("kind", &[], "what happened", ValueKind::Kind, &["capture"]),
    field("status", &[], "whether it took place; without it only what occurred", ValueKind::Status, &["planned", "any"]),
    field("bloc", &[], "a side that takes part", ValueKind::Bloc, &["opposition"]),
    field("tag", &[], "the curator's tags", ValueKind::Tag, &["m5"]),
    field("code", &[], "a code of any scheme", ValueKind::Code, &["190"]),
    field("date", &[], "on these days, or in these hours", ValueKind::Date(DateSide::On), DATES),
    field("after", &[], "later than this", ValueKind::Date(DateSide::After), &["2024-11-27"]),
    field("before", &[], "earlier than this", ValueKind::Date(DateSide::Before), &["2024-12-01"]),
    field("hour", &[], "at this time of any day", ValueKind::Hour, &["22..04", "5", "05..06"]),
    field("known", &[], "as known at the end of that day", ValueKind::Known, &["2024-12-02"]),
    field("killed", &[], "claimed killed", ValueKind::Count(ClaimSubject::Killed), NUMBERS),
    field("wounded", &[], "claimed wounded", ValueKind::Count(ClaimSubject::Wounded), NUMBERS),
    field("casualties", &["killed_or_wounded"], "claimed killed or wounded, told as one number", ValueKind::Count(ClaimSubject::KilledOrWounded), NUMBERS),
    field("captured", &[], "claimed captured", ValueKind::Count(ClaimSubject::Captured), NUMBERS),
    field("displaced", &[], "claimed displaced", ValueKind::Count(ClaimSubject::Displaced), NUMBERS),
    field("disputed", &[], "claims about this exclude each other", ValueKind::Disputed, &["killed"]),
    field("source", &[], "cites this source", ValueKind::Source, &["sana"]),
    field("publisher", &[], "cites a source of this publisher", ValueKind::Publisher, &["reuters"]),
    field("lang", &["language"], "a source or quote in this language", ValueKind::Language, &["ar"]),
    field("dataset", &[], "from this dataset", ValueKind::Dataset, &["syria"]),
    field("id", &[], "the event with this id", ValueKind::Id, &["aleppo-entered"]),
    field("origins", &["support"], "number of distinct origins of its sources", ValueKind::Origins, &[">=3", "1", "2..4"]),
    field("sources", &[], "number of cited sources", ValueKind::Sources, &[">=3", "1", "2..4"]),
    field("importance", &[], "importance, 1 to 5", ValueKind::Importance, &[">=4", "5"]),
    field("grade", &[], "Admiralty letter, digit or both", ValueKind::Grade, &["B2", "B"]),
    field("reliability", &[], "Admiralty letter of the source, A to F", ValueKind::Reliability, &["A..C", "F"]),
    field("credibility", &[], "Admiralty digit of the information, 1 to 6", ValueKind::Credibility, &["<=2", "6"]),
    field("is", &[], "what follows from the record", ValueKind::Is, &["disputed"]),
    field("has", &[], "what the record has", ValueKind::Has, &["quote"]),
];

const DATES: &[&str] = &[
    "2024-11-29",
    "2024-11",
    "2024-11-27..2024-12-01",
    "2024-11-29T05",
    "2024-11-29T22..2024-11-30T04",
];
const NUMBERS: &[&str] = &[">=50", "10..", "3..7", "0"];

const fn role(role: Role) -> ValueKind {
    ValueKind::Actor(ActorPart::Role(role))
}

const fn field(
    name: &'static str,
    aliases: &'static [&'static str],
    help: &'static str,
    values: ValueKind,
    examples: &'static [&'static str],
) -> Field {
    Field {
        name,
        aliases,
        help,
        values,
        examples,
    }
}
