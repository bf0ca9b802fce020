//! All of one event, and all of one actor, as plain text and numbers.

use super::{
    ActorKey, ActorMention, Bucket, BucketUnit, EventKey, EventRow, Grade, Match, Publication,
};
use crate::model::{
    ActorKind, ClaimSubject, Confidence, Credibility, DayRange, Likelihood, Position, Qualifier,
    RelationKind, Role, Stance,
};

/// Everything the detail pane shows of an event. Under `known:`, only what had been published.
#[derive(Debug, Clone)]
pub struct EventDetail {
    /// What the timeline shows of it.
    pub row: EventRow,
    /// Which dataset (title), when several are open.
    pub dataset: String,
    /// What happened, in the curator's words.
    pub summary: Option<String>,
    /// Regions from the outermost in: (name, id).
    pub region_path: Vec<(String, String)>,
    /// Code of the smallest region that has an ISO 3166-2 code.
    pub region_code: Option<String>,
    /// Coordinates of the place.
    pub position: Option<Position>,
    /// IANA zone of the clock time.
    pub timezone: Option<String>,
    /// Why the curator gave this grade.
    pub grade_reason: Option<String>,
    /// The grade the sources alone give.
    pub derived_grade: Grade,
    /// ICD 203.
    pub likelihood: Option<Likelihood>,
    /// ICD 203.
    pub confidence: Option<Confidence>,
    /// Blocs whose outlets support it, by position in the catalog; with `None` for unaffiliated ones.
    pub support_blocs: Vec<Option<usize>>,
    /// Why it is disputed, a sentence each.
    pub dispute_reasons: Vec<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// 1 to 5.
    pub importance: Option<u8>,
    /// `(scheme, code)`.
    pub codes: Vec<(String, String)>,
    /// `(dataset, id)`.
    pub external_ids: Vec<(String, String)>,
    /// Who coded it, and when.
    pub provenance: Option<String>,
    /// The curator's note.
    pub note: Option<String>,
    /// Claims, grouped by subject and then by claimant, in the order of their dates.
    pub claims: Vec<ClaimDetail>,
    /// Numeric range of each claimed subject over all current claims that are no running totals.
    pub envelopes: Vec<Envelope>,
    /// Quotes in order.
    pub quotes: Vec<QuoteDetail>,
    /// Sources in order.
    pub sources: Vec<SourceDetail>,
    /// Related events, both directions.
    pub relations: Vec<RelationDetail>,
    /// Whether the title, the summary, the notes and the judgement were written later than `known:` says; the texts are marked.
    pub written_later: bool,
    /// Events that this one is recorded to lie after or before.
    pub neighbours: Vec<EventKey>,
    /// Events of other opened datasets that may be the same, best first.
    pub also_in: Vec<Match>,
    /// File and line of the record.
    pub origin: Option<(String, u32)>,
    /// The rows that were coded from the same report, this one among them: those that match the filter first. Nothing for an
    /// event that is one row.
    pub coded: Vec<CodedRow>,
    /// The records of a published data set as they stand in its files, as `(column, value)`: one for each of the coded rows.
    /// None when something of the event was not published yet.
    pub records: Vec<Vec<(String, String)>>,
}

/// One row of a report.
#[derive(Debug, Clone)]
pub struct CodedRow {
    /// Which.
    pub key: EventKey,
    /// Whether it matches the filter.
    pub matches: bool,
    /// Who had which part.
    pub actors: Vec<ActorMention>,
    /// `(scheme, code)`.
    pub codes: Vec<(String, String)>,
    /// What the code says.
    pub title: String,
    /// Name of the place, or of the region.
    pub place: String,
}

/// A claim as shown.
#[derive(Debug, Clone)]
pub struct ClaimDetail {
    /// Its position among the claims of the record.
    pub at: usize,
    /// Name of the claimant.
    pub claimant: String,
    /// The claimant, when an actor.
    pub actor: Option<ActorKey>,
    /// The claimant's bloc, by position in the catalog.
    pub bloc: Option<usize>,
    /// What about.
    pub about: ClaimSubject,
    /// Whom it concerns.
    pub who: Option<String>,
    /// Least number.
    pub low: Option<u64>,
    /// Best number.
    pub best: Option<u64>,
    /// Greatest number; open beside a `low`.
    pub high: Option<u64>,
    /// How the claimant qualifies the number.
    pub qualifier: Option<Qualifier>,
    /// Name of the region that the claim covers, where that is not the place of the event.
    pub scope: Option<String>,
    /// EDTF period that the claim covers, where those are not the days of the event.
    pub period: Option<String>,
    /// What is claimed when no number.
    pub value: Option<String>,
    /// The claimant's own words.
    pub text: Option<String>,
    /// EDTF date of the claim, when it has its own.
    pub date: Option<String>,
    /// Asserts or denies.
    pub stance: Stance,
    /// A running total.
    pub cumulative: bool,
    /// Replaced by a later claim of the same claimant.
    pub superseded: bool,
    /// Positions in [`EventDetail::sources`]; a source not cited by the event itself is appended there.
    pub sources: Vec<usize>,
    /// The curator's note.
    pub note: Option<String>,
}

/// The range of what is claimed of one subject: never a sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    /// What about.
    pub about: ClaimSubject,
    /// Whom, as the claims name it.
    pub who: Option<String>,
    /// The region that the claims cover, as in [`ClaimDetail::scope`].
    pub scope: Option<String>,
    /// The period that the claims cover, as in [`ClaimDetail::period`].
    pub period: Option<String>,
    /// Least of the lows.
    pub low: Option<u64>,
    /// Greatest of the highs; `None` when one is open.
    pub high: Option<u64>,
    /// Number of claimants.
    pub claimants: usize,
}

/// A quote as shown.
#[derive(Debug, Clone)]
pub struct QuoteDetail {
    /// Id.
    pub id: String,
    /// Name of the speaker.
    pub speaker: String,
    /// The speaker, when an actor.
    pub actor: Option<ActorKey>,
    /// The speaker's bloc.
    pub bloc: Option<usize>,
    /// For whom.
    pub affiliation: Option<String>,
    /// Verbatim.
    pub text: String,
    /// BCP 47.
    pub language: Option<String>,
    /// In the speaker's language.
    pub original: Option<String>,
    /// BCP 47.
    pub original_language: Option<String>,
    /// Whether `text` is a translation.
    pub translated: bool,
    /// By whom.
    pub translator: Option<String>,
    /// EDTF; the event's when the quote has none.
    pub date: String,
    /// Where said.
    pub venue: Option<String>,
    /// Position in [`EventDetail::sources`].
    pub source: usize,
    /// Page, paragraph, minute.
    pub locator: Option<String>,
    /// What it is about.
    pub about: Option<String>,
    /// Stance.
    pub stance: Option<String>,
    /// The curator's note.
    pub note: Option<String>,
}

/// A source as shown.
#[derive(Debug, Clone)]
pub struct SourceDetail {
    /// Publisher.
    pub publisher: String,
    /// What is recorded of it; what the citation says of its own text comes first.
    pub record: Publication,
    /// Letter of the source and digit of this citation.
    pub grade: Grade,
    /// Name and bloc of the actor that runs it.
    pub affiliation: Option<(String, Option<usize>)>,
    /// Publisher of the text that it copies.
    pub syndicated_from: Option<String>,
    /// Whose report it merely carries, as recorded.
    pub origin: Option<String>,
    /// Whether it is the cited source that counts for its origin (false: another cited source has the same origin).
    pub first_of_origin: bool,
    /// Whether the event cites it (false: only a claim or quote does).
    pub cited: bool,
    /// Page, paragraph, minute.
    pub locator: Option<String>,
    /// The curator's notes on the source and on the citation.
    pub note: Option<String>,
}

/// A related event.
#[derive(Debug, Clone)]
pub struct RelationDetail {
    /// What kind of link.
    pub kind: RelationKind,
    /// Whether this event's record states it (false: the other one does).
    pub outgoing: bool,
    /// The other event.
    pub event: EventKey,
    /// Its id.
    pub id: String,
    /// Its EDTF date.
    pub date: String,
    /// Its title.
    pub title: String,
    /// The curator's note.
    pub note: Option<String>,
}

/// Everything the actor panel shows. Counts are over the matches of the filter, members included.
#[derive(Debug, Clone)]
pub struct ActorDossier {
    /// Which.
    pub key: ActorKey,
    /// Id as typed in filters.
    pub id: String,
    /// Full name.
    pub name: String,
    /// Short name.
    pub short: Option<String>,
    /// Name in its own script.
    pub native_name: Option<String>,
    /// Other names.
    pub aliases: Vec<String>,
    /// What it is.
    pub kind: ActorKind,
    /// Parents from the outermost in.
    pub parents: Vec<(ActorKey, String)>,
    /// Actors that belong to it directly.
    pub members: Vec<(ActorKey, String)>,
    /// Leader.
    pub leader: Option<(ActorKey, String)>,
    /// ISO 3166-1.
    pub country: Option<String>,
    /// `(scheme, id)`.
    pub ids: Vec<(String, String)>,
    /// Blocs over time: position in the catalog, EDTF from and to.
    pub blocs: Vec<(usize, Option<String>, Option<String>)>,
    /// The curator's note.
    pub note: Option<String>,
    /// Matching events it has a part in.
    pub events: usize,
    /// Activity over the span of the matches.
    pub strip: Vec<Bucket>,
    /// Length of a strip bucket.
    pub unit: BucketUnit,
    /// Matching events by role.
    pub roles: Vec<(Role, usize)>,
    /// What it did: kinds of events it initiated, most frequent first.
    pub did: Vec<(crate::model::EventKind, usize)>,
    /// What was done to it: kinds of events it was target of or affected by, most frequent first.
    pub suffered: Vec<(crate::model::EventKind, usize)>,
    /// Actors on the same side of an event (same role or supporter).
    pub with: Companions,
    /// Actors on the other side (initiator against target).
    pub against: Companions,
    /// Where its matching events were, by region as recorded, most frequent first, at most 12.
    pub places: Vec<PlaceCount>,
    /// How many regions its matching events were in.
    pub places_total: usize,
    /// First and last days of its matching events.
    pub span: Option<DayRange>,
    /// What it said: event and quote, in time order; of more than [`ActorDossier::MOST`] the latest.
    pub quotes: Vec<(EventKey, QuoteDetail)>,
    /// How many quotes there are.
    pub quotes_total: usize,
    /// Publisher and grade of each quote's source, alongside `quotes`.
    pub quote_sources: Vec<(String, Option<Credibility>)>,
    /// What it claimed, in time order; of more than [`ActorDossier::MOST`] the latest.
    pub claims: Vec<ClaimedOf>,
    /// How many claims it made.
    pub claims_total: usize,
    /// Claims, of whomever, whose value is the actor or a member (who is responsible, who holds a place), whatever part it has
    /// in the event; of more than [`ActorDossier::MOST`] the latest.
    pub named_in: Vec<ClaimedOf>,
    /// How many such claims there are.
    pub named_in_total: usize,
    /// How many claims others make, by subject, about matching events that the actor initiated. Claims are counted, never
    /// what they claim.
    pub others: Vec<(ClaimSubject, usize)>,
    /// Its latest matching events, newest first, at most 20.
    pub latest: Vec<EventRow>,
}

impl ActorDossier {
    /// Quotes and claims that are shown at most, so that an answer stays small; the totals beside them say how many there are.
    pub const MOST: usize = 200;
}

/// A claim with the event that it is about; its `sources` are empty here.
#[derive(Debug, Clone)]
pub struct ClaimedOf {
    /// The event.
    pub event: EventKey,
    /// EDTF text of its date.
    pub date: String,
    /// Its title.
    pub title: String,
    /// The claim.
    pub claim: ClaimDetail,
}

/// Actors that stand with or against another in events.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Companions {
    /// How many there are.
    pub total: usize,
    /// The most frequent ones, at most 12.
    pub top: Vec<Companion>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Companion {
    /// Who, with its bloc on the day of the last event.
    pub actor: ActorMention,
    /// Matching events.
    pub events: usize,
    /// First days of the first and the last of them.
    pub days: DayRange,
}

/// A region with how many events were recorded there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceCount {
    /// Its name.
    pub name: String,
    /// What it lies in, if anything.
    pub within: Option<String>,
    /// Matching events recorded for the region itself.
    pub events: usize,
}

/// What two actors have in common. Counts are over the matches of the filter, members included.
#[derive(Debug, Clone)]
pub struct ActorPair {
    /// The one.
    pub a: (ActorKey, String),
    /// The other.
    pub b: (ActorKey, String),
    /// Whether one belongs to the other, so that what they have in common is no meeting of two.
    pub related: bool,
    /// Matching events that name the one, and that name the other.
    pub events: (usize, usize),
    /// Matching events that name both, in any part.
    pub common: usize,
    /// Of these, events with both on one side (see [`ActorDossier::with`]).
    pub together: usize,
    /// Of these, events with them on opposite sides. An event may be one of both kinds, and of neither.
    pub opposed: usize,
    /// First and last days of the events in common.
    pub span: Option<DayRange>,
    /// The latest events in common, newest first, at most 8.
    pub latest: Vec<EventRow>,
}
