//! Records as they stand in one file: their own values checked, their references still names.
//!
//! A draft holds the finished record with the references left empty, and the names to fill them beside it. Required
//! references start as [`UNRESOLVED`]; only `resolve` makes records of drafts, and it drops those whose names it cannot find.

use super::span::{Reference, Span};
use crate::diagnostic::Diagnostic;
use crate::model::{
    About, Actor, Bloc, Citation, Claim, Event, Origin, Publisher, Quote, Region, RelationKind,
    Role, Side, Source, UncertainDate,
};

/// Stands for a record that is not known yet.
pub(super) const UNRESOLVED: u32 = u32::MAX;

/// A sort of record that has ids of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Bloc,
    Actor,
    Region,
    Source,
    Event,
    Quote,
    Claim,
}

impl Kind {
    /// Its name in messages and, for records that are no part of others, its table in the files.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Bloc => "bloc",
            Self::Actor => "actor",
            Self::Region => "region",
            Self::Source => "source",
            Self::Event => "event",
            Self::Quote => "quote",
            Self::Claim => "claim",
        }
    }
}

/// A record with the names it refers to.
#[derive(Debug)]
pub(super) struct Draft<T, R> {
    pub(super) record: T,
    pub(super) origin: Origin,
    /// Where its id is written.
    pub(super) id: Span,
    pub(super) refs: R,
}

/// What a record or an entry that is left out says of itself and of others, so that this is checked all the same.
#[derive(Debug)]
pub(super) struct LeftOut {
    pub(super) file: u32,
    pub(super) names: Vec<(Naming, Reference)>,
}

/// What a name in a record is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Naming {
    /// The record's own id.
    Id(Kind),
    /// The record's own id where the text is no TOML: good enough to tell what refers to it from a spelling mistake.
    Guess(Kind),
    /// Another record, of one of these kinds.
    Other {
        key: &'static str,
        kinds: &'static [Kind],
    },
}

/// The `[dataset]` table, or a part of it.
#[derive(Debug)]
pub(super) struct AboutDraft {
    pub(super) about: About,
    pub(super) origin: Origin,
    pub(super) place: Span,
}

pub(super) type BlocDraft = Draft<Bloc, ()>;
pub(super) type ActorDraft = Draft<Actor, ActorRefs>;
pub(super) type RegionDraft = Draft<Region, Option<Reference>>;
pub(super) type SourceDraft = Draft<Source, SourceRefs>;

#[derive(Debug)]
pub(super) struct ActorRefs {
    pub(super) parent: Option<Reference>,
    pub(super) leader: Option<Reference>,
    pub(super) blocs: Vec<BlocRef>,
}

#[derive(Debug)]
pub(super) struct BlocRef {
    pub(super) bloc: Reference,
    pub(super) from: Option<UncertainDate>,
    pub(super) to: Option<UncertainDate>,
}

#[derive(Debug)]
pub(super) struct SourceRefs {
    pub(super) affiliation: Option<Reference>,
    /// An actor's id, or else a plain name.
    pub(super) origin: Option<Box<str>>,
    pub(super) syndicated_from: Option<Reference>,
}

#[derive(Debug)]
pub(super) struct EventRefs {
    /// Where the event's id is written.
    pub(super) id: Span,
    /// Where the date is written, when it is.
    pub(super) date: Option<Span>,
    pub(super) after: Vec<Reference>,
    pub(super) before: Vec<Reference>,
    pub(super) region: Reference,
    /// Where the coordinates' table is, for marks.
    pub(super) place: Option<Span>,
    pub(super) actors: Vec<ParticipantDraft>,
    pub(super) sources: Vec<(Reference, Citation)>,
    pub(super) quotes: Vec<QuoteDraft>,
    pub(super) claims: Vec<ClaimDraft>,
    pub(super) relations: Vec<RelationDraft>,
}

#[derive(Debug)]
pub(super) struct ParticipantDraft {
    pub(super) actor: Reference,
    pub(super) role: Option<Role>,
    pub(super) side: Option<Side>,
}

#[derive(Debug)]
pub(super) struct QuoteDraft {
    pub(super) quote: Quote,
    pub(super) id: Span,
    pub(super) speaker: Option<Reference>,
    pub(super) source: Reference,
}

#[derive(Debug)]
pub(super) struct ClaimDraft {
    pub(super) claim: Claim,
    pub(super) id: Span,
    pub(super) claimant: Reference,
    pub(super) sources: Vec<Reference>,
    pub(super) supersedes: Option<Reference>,
    pub(super) scope: Option<Reference>,
}

#[derive(Debug)]
pub(super) struct RelationDraft {
    pub(super) kind: RelationKind,
    pub(super) event: Reference,
    pub(super) note: Option<Box<str>>,
}

/// All that a part of a file holds, or all parts of all files.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    /// Whether there is a `[dataset]` table, right or broken.
    pub(super) has_head: bool,
    pub(super) about: Vec<AboutDraft>,
    pub(super) blocs: Vec<BlocDraft>,
    pub(super) publishers: Vec<Publisher>,
    pub(super) actors: Vec<ActorDraft>,
    pub(super) regions: Vec<RegionDraft>,
    pub(super) sources: Vec<SourceDraft>,
    /// Events, and at the same position in [`Drafts::event_refs`] what they refer to: in lists of their own, so that the first
    /// can become the dataset's without another copy of the most and largest records.
    pub(super) events: Vec<Event>,
    pub(super) event_refs: Vec<EventRefs>,
    /// Records and entries that are left out: references to them are no spelling mistakes, and their own are checked.
    pub(super) left_out: Vec<LeftOut>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Drafts {
    /// Moves all of another part to the end of this one.
    pub(super) fn append(&mut self, other: &mut Self) {
        self.has_head |= other.has_head;
        self.about.append(&mut other.about);
        self.blocs.append(&mut other.blocs);
        self.publishers.append(&mut other.publishers);
        self.actors.append(&mut other.actors);
        self.regions.append(&mut other.regions);
        self.sources.append(&mut other.sources);
        self.events.append(&mut other.events);
        self.event_refs.append(&mut other.event_refs);
        self.left_out.append(&mut other.left_out);
        self.diagnostics.append(&mut other.diagnostics);
    }
}
