//! What an actor said and claimed, in time order.

use super::super::engine::Scope;
use super::super::event_detail::{claim_detail, quote_detail};
use super::super::{ClaimDetail, EventKey, QuoteDetail};
use super::Own;
use crate::model::Credibility;
use crate::store::{Bitset, ClaimRow, ClaimantCode, QuoteRow, current_claims};

type SourceGrade = (String, Option<Credibility>);

/// Published quotes of the actor and its members, each with the publisher of its source and the digit that the event gives it.
pub(super) fn quotes(
    scope: &Scope<'_>,
    own: &Own,
    rows: &Bitset,
) -> Vec<(EventKey, QuoteDetail, SourceGrade)> {
    let (store, clock) = (scope.store(), scope.selection.edition.clock());
    let mut found = Vec::new();
    for row in rows.iter() {
        let spoken = |quote: &QuoteRow| {
            quote.speaker.is_some_and(|speaker| own.has(speaker))
                && store.sees_quote(row, quote, clock)
        };
        let quotes = store.children().quotes(row);
        // The record is looked at only when the actor has said something: it may have to be read from a file.
        if !quotes.iter().any(spoken) {
            continue;
        }
        let (set, event) = scope.engine.event(row);
        let pairs = quotes.iter().zip(&event.quotes);
        for (_, quote) in pairs.filter(|(quote, _)| spoken(quote)) {
            let cited = event
                .sources
                .iter()
                .find(|cited| cited.source == quote.source);
            let publisher = set.sources[quote.source.index()].publisher.to_string();
            let grade = (publisher, cited.and_then(|cited| cited.credibility));
            found.push((
                scope.engine.key(row),
                quote_detail(scope, row, quote),
                grade,
            ));
        }
    }
    found
}

/// Published claims of the actor and its members, each with its event's date and title.
pub(super) fn claims(
    scope: &Scope<'_>,
    own: &Own,
    rows: &Bitset,
) -> Vec<(EventKey, String, String, ClaimDetail)> {
    let (store, clock) = (scope.store(), scope.selection.edition.clock());
    let is_own =
        |claimant: ClaimantCode| matches!(claimant, ClaimantCode::Actor(actor) if own.has(actor));
    let mut found = Vec::new();
    for row in rows.iter() {
        let claims = store.children().claims(row);
        let made = |claim: &ClaimRow| is_own(claim.claimant) && store.sees_claim(row, claim, clock);
        if !claims.iter().any(|claim| made(&claim)) {
            continue;
        }
        let (_, event) = scope.engine.event(row);
        let current = current_claims(store, row, clock);
        // Of a record that cannot be read again there are none.
        let told = claims.iter().zip(&event.claims).enumerate();
        for (at, (_, claim)) in told.filter(|(_, (row, _))| made(row)) {
            let detail = ClaimDetail {
                superseded: !current.contains(&at),
                ..claim_detail(scope, row, claim)
            };
            found.push((
                scope.engine.key(row),
                event.when.date.text().to_owned(),
                event.title.to_string(),
                detail,
            ));
        }
    }
    found
}
