//! What an actor said and claimed, in time order.

use super::super::engine::Scope;
use super::super::event_detail::{claim_detail, quote_detail};
use super::super::{ClaimDetail, EventKey, QuoteDetail};
use super::Own;
use crate::model::Credibility;
use crate::store::{Bitset, ClaimantCode, RowId, current_claims};

type SourceGrade = (String, Option<Credibility>);

/// Published quotes of the actor and its members, each with the publisher of its source and the digit that the event gives it.
pub(super) fn quotes(
    scope: &Scope<'_>,
    own: &Own,
    rows: &Bitset,
) -> Vec<(EventKey, QuoteDetail, SourceGrade)> {
    let (store, clock) = (scope.store(), scope.selection.edition.clock());
    let of_row = |row: RowId| {
        let (set, event) = scope.engine.event(row);
        let pairs = store.children().quotes(row).iter().zip(&event.quotes);
        let published = pairs.filter(move |(quote, _)| store.sees_quote(row, quote, clock));
        let spoken =
            published.filter(|(quote, _)| quote.speaker.is_some_and(|speaker| own.has(speaker)));
        spoken.map(move |(_, quote)| {
            let cited = event
                .sources
                .iter()
                .find(|cited| cited.source == quote.source);
            let publisher = set.sources[quote.source.index()].publisher.to_string();
            let grade = (publisher, cited.and_then(|cited| cited.credibility));
            (
                scope.engine.key(row),
                quote_detail(scope, row, quote),
                grade,
            )
        })
    };
    rows.iter().flat_map(of_row).collect()
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
    let of_row = |row: RowId| {
        let (_, event) = scope.engine.event(row);
        let claims = store.children().claims(row);
        let current = current_claims(store, row, clock);
        let published =
            (0..claims.len()).filter(move |&at| store.sees_claim(row, &claims[at], clock));
        let made = published.filter(move |&at| is_own(claims[at].claimant));
        made.map(move |at| {
            let superseded = !current.contains(&at);
            let detail = ClaimDetail {
                superseded,
                ..claim_detail(scope, row, &event.claims[at])
            };
            (
                scope.engine.key(row),
                event.when.date.text().to_owned(),
                event.title.to_string(),
                detail,
            )
        })
    };
    rows.iter().flat_map(of_row).collect()
}
