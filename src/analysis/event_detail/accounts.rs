//! Claims and quotes of an event.

use super::super::engine::Scope;
use super::super::{ActorKey, ClaimDetail, Envelope, QuoteDetail, event_row};
use super::{SourceList, owned};
use crate::model::{Actor, ActorIx, Claim, Claimant, Dataset, Event, Quote};
use crate::store::{self, ActorCode, RowId, current_claims};

/// Characters of a name beyond which its short form is used, where there is one.
pub(in crate::analysis) const LONG_NAME: usize = 24;

/// Published claims by subject, then by claimant in the order of their first claims, then by date.
pub(super) fn claims(
    scope: &Scope<'_>,
    row: RowId,
    event: &Event,
    sources: &mut SourceList,
) -> Vec<ClaimDetail> {
    let (store, clock) = (scope.store(), scope.selection.edition.clock());
    let rows = store.children().claims(row);
    let first = |at: usize| {
        rows.iter()
            .position(|other| other.claimant == rows.at(at).claimant)
    };
    let mut order: Vec<usize> = (0..rows.len())
        .filter(|&at| store.sees_claim(row, &rows.at(at), clock))
        .collect();
    order.sort_by_key(|&at| {
        let claim = rows.at(at);
        (
            claim.about,
            first(at),
            store.claim_days(row, &claim).from,
            at,
        )
    });
    let current = current_claims(store, row, clock);
    let numbered = order.into_iter().map(|at| {
        let claim = &event.claims[at];
        let code = |&&source: &&_| super::sources::code(scope, row, source);
        let published = claim
            .sources
            .iter()
            .filter(|source| store.sees_claim_source(row, &rows.at(at), code(source), clock));
        let found = published.map(|&source| sources.number(source)).collect();
        ClaimDetail {
            at,
            sources: found,
            superseded: !current.contains(&at),
            ..claim_detail(scope, (row, event), claim)
        }
    });
    numbered.collect()
}

/// A claim without its sources.
pub(in crate::analysis) fn claim_detail(
    scope: &Scope<'_>,
    (row, event): (RowId, &Event),
    claim: &Claim,
) -> ClaimDetail {
    let set = scope.engine.dataset_of(row);
    let (claimant, actor) = match claim.claimant {
        Claimant::Actor(actor) => (called(&set.actors[actor.index()]), Some(actor)),
        Claimant::Source(source) => (set.sources[source.index()].publisher.to_string(), None),
    };
    ClaimDetail {
        at: 0,
        claimant,
        actor: actor.map(|actor| key(scope, row, actor)),
        bloc: actor.and_then(|actor| bloc(scope, row, actor)),
        about: claim.about,
        who: owned(claim.who.as_deref()),
        low: claim.low,
        best: claim.best,
        high: claim.high,
        qualifier: claim.qualifier,
        scope: scope_name(set, event, claim),
        period: period_text(event, claim),
        value: owned(claim.value.as_deref()),
        text: owned(claim.text.as_deref()),
        date: claim.date.as_ref().map(|date| date.text().to_owned()),
        stance: claim.stance,
        cumulative: claim.cumulative,
        superseded: false,
        sources: Vec::new(),
        note: event_row::remark(scope, row, claim.note.as_deref()),
    }
}

/// The region that a claim covers, where that is not the region of the event.
fn scope_name(set: &Dataset, event: &Event, claim: &Claim) -> Option<String> {
    let scope = claim.scope.filter(|&scope| scope != event.region)?;
    Some(set.regions[scope.index()].name.to_string())
}

/// The period that a claim covers, where those are not the days of the event.
fn period_text(event: &Event, claim: &Claim) -> Option<String> {
    let days = event.when.date.bounds();
    let period = claim
        .period
        .as_ref()
        .filter(|period| period.bounds() != days)?;
    Some(period.text().to_owned())
}

/// The name by which a claimant stands in tables and sentences: the whole one unless it would fill them.
fn called(actor: &Actor) -> String {
    let short = actor.short.as_deref();
    let name = short.filter(|_| actor.name.chars().count() > LONG_NAME);
    name.unwrap_or(&actor.name).to_owned()
}

/// Ranges of what is claimed (see [`store::envelopes`]).
pub(super) fn envelopes(scope: &Scope<'_>, row: RowId, event: &Event) -> Vec<Envelope> {
    let set = scope.engine.dataset_of(row);
    let ranges = store::envelopes(scope.store(), row, scope.selection.edition.clock());
    let named = ranges.into_iter().map(|range| {
        let claim = &event.claims[range.named_by];
        Envelope {
            about: range.about,
            who: owned(claim.who.as_deref()),
            scope: scope_name(set, event, claim),
            period: period_text(event, claim),
            low: Some(range.low),
            high: range.high,
            claimants: range.claimants,
        }
    });
    named.collect()
}

/// Published quotes in order.
pub(super) fn quotes(
    scope: &Scope<'_>,
    row: RowId,
    event: &Event,
    sources: &mut SourceList,
) -> Vec<QuoteDetail> {
    let numbered = numbered_quotes(scope, row, event, sources);
    numbered.into_iter().map(|(_, quote)| quote).collect()
}

/// Published quotes in order, each with its position in the record.
pub(super) fn numbered_quotes(
    scope: &Scope<'_>,
    row: RowId,
    event: &Event,
    sources: &mut SourceList,
) -> Vec<(u32, QuoteDetail)> {
    let (store, clock) = (scope.store(), scope.selection.edition.clock());
    let rows = store.children().quotes(row).iter().zip(&event.quotes);
    let published = (0..)
        .zip(rows)
        .filter(|(_, (quote, _))| store.sees_quote(row, quote, clock));
    let detail = |(at, (_, quote)): (u32, (_, &Quote))| {
        let detail = QuoteDetail {
            source: sources.number(quote.source),
            ..quote_detail(scope, (row, event), quote)
        };
        (at, detail)
    };
    published.map(detail).collect()
}

/// A quote, as if its source were the first.
pub(in crate::analysis) fn quote_detail(
    scope: &Scope<'_>,
    (row, event): (RowId, &Event),
    quote: &Quote,
) -> QuoteDetail {
    let set = scope.engine.dataset_of(row);
    let printed = owned(quote.speaker_name.as_deref());
    let named = quote
        .speaker
        .map(|speaker| set.actors[speaker.index()].name.to_string());
    QuoteDetail {
        id: quote.id.to_string(),
        speaker: named.or(printed).unwrap_or_default(),
        actor: quote.speaker.map(|speaker| key(scope, row, speaker)),
        bloc: quote.speaker.and_then(|speaker| bloc(scope, row, speaker)),
        affiliation: owned(quote.affiliation.as_deref()),
        text: quote.text.to_string(),
        language: owned(quote.language.as_deref()),
        original: owned(quote.original.as_deref()),
        original_language: owned(quote.original_language.as_deref()),
        translated: quote.translated,
        translator: owned(quote.translator.as_deref()),
        date: quote
            .date
            .as_ref()
            .unwrap_or(&event.when.date)
            .text()
            .to_owned(),
        venue: owned(quote.venue.as_deref()),
        source: 0,
        locator: owned(quote.locator.as_deref()),
        about: owned(quote.about.as_deref()),
        stance: owned(quote.stance.as_deref()),
        note: event_row::remark(scope, row, quote.note.as_deref()),
    }
}

fn key(scope: &Scope<'_>, row: RowId, actor: ActorIx) -> ActorKey {
    ActorKey {
        dataset: scope.engine.key(row).dataset,
        actor: actor.0,
    }
}

fn bloc(scope: &Scope<'_>, row: RowId, actor: ActorIx) -> Option<usize> {
    let code: ActorCode = scope.engine.actor(key(scope, row, actor))?;
    event_row::bloc(scope, code, scope.store().bloc_day(row))
}
