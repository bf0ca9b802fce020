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
pub(super) type ActorDraft<'t> = Draft<Actor, ActorRefs<'t>>;
pub(super) type RegionDraft<'t> = Draft<Region, Option<Name<'t>>>;
pub(super) type SourceDraft<'t> = Draft<Source, SourceRefs<'t>>;

#[derive(Debug)]
pub(super) struct ActorRefs<'t> {
    pub(super) parent: Option<Name<'t>>,
    pub(super) leader: Option<Name<'t>>,
    pub(super) blocs: Vec<BlocRef<'t>>,
}

#[derive(Debug)]
pub(super) struct BlocRef<'t> {
    pub(super) bloc: Name<'t>,
    pub(super) from: Option<UncertainDate>,
    pub(super) to: Option<UncertainDate>,
}

#[derive(Debug)]
pub(super) struct SourceRefs<'t> {
    pub(super) affiliation: Option<Name<'t>>,
    pub(super) syndicated_from: Option<Name<'t>>,
}

#[derive(Debug)]
pub(super) struct EventRefs<'t> {
    /// Where the event's id is written.
    pub(super) id: Span,
    /// Where the date is written, when it is.
    pub(super) date: Option<Span>,
    pub(super) after: Vec<Name<'t>>,
    pub(super) before: Vec<Name<'t>>,
    pub(super) region: Name<'t>,
    /// Where the coordinates' table is, for marks.
    pub(super) place: Option<Span>,
    pub(super) actors: Vec<(Name<'t>, Option<Role>)>,
    pub(super) sources: Vec<(Name<'t>, Citation)>,
    pub(super) quotes: Vec<QuoteDraft<'t>>,
    pub(super) claims: Vec<ClaimDraft<'t>>,
    pub(super) relations: Vec<RelationDraft<'t>>,
}

#[derive(Debug)]
pub(super) struct QuoteDraft<'t> {
    pub(super) quote: Quote,
    pub(super) id: Span,
    pub(super) speaker: Option<Name<'t>>,
    pub(super) source: Name<'t>,
}

#[derive(Debug)]
pub(super) struct ClaimDraft<'t> {
    pub(super) claim: Claim,
    pub(super) id: Span,
    pub(super) claimant: Name<'t>,
    pub(super) sources: Vec<Name<'t>>,
    pub(super) supersedes: Option<Name<'t>>,
}

#[derive(Debug)]
pub(super) struct RelationDraft<'t> {
    pub(super) kind: RelationKind,
    pub(super) event: Name<'t>,
    pub(super) note: Option<Box<str>>,
}

/// All that a part of a file holds, or all parts of all files.
#[derive(Debug, Default)]
pub(super) struct Drafts<'t> {
    /// Whether there is a `[dataset]` table, right or broken.
    pub(super) has_head: bool,
    pub(super) about: Vec<AboutDraft>,
    pub(super) blocs: Vec<BlocDraft>,
    pub(super) actors: Vec<ActorDraft<'t>>,
    pub(super) regions: Vec<RegionDraft<'t>>,
    pub(super) sources: Vec<SourceDraft<'t>>,
    /// Events, and at the same position in [`Drafts::event_refs`] what they refer to: in lists of their own, so that the first
    /// can become the dataset's without another copy of the most and largest records.
    pub(super) events: Vec<Event>,
    pub(super) event_refs: Vec<EventRefs<'t>>,
    /// Ids of records that are left out: references to them are no spelling mistakes.
    pub(super) left_out: Vec<(Kind, Box<str>)>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Drafts<'_> {
    /// Moves all of another part to the end of this one.
    pub(super) fn append(&mut self, other: &mut Self) {
        self.has_head |= other.has_head;
        self.about.append(&mut other.about);
        self.blocs.append(&mut other.blocs);
        self.actors.append(&mut other.actors);
        self.regions.append(&mut other.regions);
        self.sources.append(&mut other.sources);
        self.events.append(&mut other.events);
        self.event_refs.append(&mut other.event_refs);
        self.left_out.append(&mut other.left_out);
        self.diagnostics.append(&mut other.diagnostics);
    }
}
