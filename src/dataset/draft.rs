//! Records as they stand in one file: their own values checked, their references still names.
//!
//! A draft holds the finished record with the references left empty, and the names to fill them beside it. Required
//! references start as [`UNRESOLVED`]; only `resolve` makes records of drafts, and it drops those whose names it cannot find.

use super::span::{Name, Span};
use crate::diagnostic::Diagnostic;
use crate::model::{
    About, Actor, Bloc, Citation, Claim, Event, Origin, Quote, Region, RelationKind, Role, Source,
    UncertainDate,
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
}

impl Kind {
    /// Its name in messages and, but for blocs, its table in the files.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Bloc => "bloc",
            Self::Actor => "actor",
            Self::Region => "region",
            Self::Source => "source",
            Self::Event => "event",
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

/// The `[dataset]` table, or a part of it.
#[derive(Debug)]
pub(super) struct AboutDraft {
    pub(super) about: About,
    pub(super) origin: Origin,
    pub(super) place: Span,
}

pub(super) type BlocDraft = Draft<Bloc, ()>;
pub(super) type ActorDraft = Draft<Actor, ActorRefs>;
pub(super) type RegionDraft = Draft<Region, Option<Name>>;
pub(super) type SourceDraft = Draft<Source, SourceRefs>;
pub(super) type EventDraft = Draft<Event, EventRefs>;

#[derive(Debug)]
pub(super) struct ActorRefs {
    pub(super) parent: Option<Name>,
    pub(super) leader: Option<Name>,
    pub(super) blocs: Vec<BlocRef>,
}

#[derive(Debug)]
pub(super) struct BlocRef {
    pub(super) bloc: Name,
    pub(super) from: Option<UncertainDate>,
    pub(super) to: Option<UncertainDate>,
}

#[derive(Debug)]
pub(super) struct SourceRefs {
    pub(super) affiliation: Option<Name>,
    pub(super) syndicated_from: Option<Name>,
}

#[derive(Debug)]
pub(super) struct EventRefs {
    /// Where the date is written, when it is.
    pub(super) date: Option<Span>,
    pub(super) after: Vec<Name>,
    pub(super) before: Vec<Name>,
    pub(super) region: Name,
    /// Where the coordinates' table is, for marks.
    pub(super) place: Option<Span>,
    pub(super) actors: Vec<(Name, Option<Role>)>,
    pub(super) sources: Vec<(Name, Citation)>,
    pub(super) quotes: Vec<QuoteDraft>,
    pub(super) claims: Vec<ClaimDraft>,
    pub(super) relations: Vec<RelationDraft>,
}

#[derive(Debug)]
pub(super) struct QuoteDraft {
    pub(super) quote: Quote,
    pub(super) id: Span,
    pub(super) speaker: Option<Name>,
    pub(super) source: Name,
}

#[derive(Debug)]
pub(super) struct ClaimDraft {
    pub(super) claim: Claim,
    pub(super) id: Span,
    pub(super) claimant: Name,
    pub(super) sources: Vec<Name>,
    pub(super) supersedes: Option<Name>,
}

#[derive(Debug)]
pub(super) struct RelationDraft {
    pub(super) kind: RelationKind,
    pub(super) event: Name,
    pub(super) note: Option<Box<str>>,
}

/// All that one part of a file holds.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    /// Whether there is a `[dataset]` table, right or broken.
    pub(super) has_head: bool,
    pub(super) about: Vec<AboutDraft>,
    pub(super) blocs: Vec<BlocDraft>,
    pub(super) actors: Vec<ActorDraft>,
    pub(super) regions: Vec<RegionDraft>,
    pub(super) sources: Vec<SourceDraft>,
    pub(super) events: Vec<EventDraft>,
    /// Ids of records that are left out: references to them are no spelling mistakes.
    pub(super) left_out: Vec<(Kind, Box<str>)>,
    pub(super) diagnostics: Vec<Diagnostic>,
}
