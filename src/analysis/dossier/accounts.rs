//! What an actor said and claimed, and the claims that name it, in time order.
//!
//! Only rows that have a quote or a claim are looked at, and a record only when something of it is shown: it may have to be
//! read from a file.

use super::super::engine::Scope;
use super::super::event_detail::{claim_detail, quote_detail};
use super::super::{ActorDossier, ClaimDetail, ClaimedOf, EventKey, QuoteDetail, event_row};
use super::Own;
use crate::load::ReadError;
use crate::model::Credibility;
use crate::store::{
    ActorCode, Bitset, ClaimRow, ClaimantCode, Claims, DatasetCode, QuoteRow, RowId, current_claims,
};

type SourceGrade = (String, Option<Credibility>);
/// A quote, its event, and the publisher and grade of its source.
type Quoted = (EventKey, QuoteDetail, SourceGrade);

/// Published quotes of the actor and its members, each with the publisher of its source and the digit that the event gives it;
/// and how many there are.
pub(super) fn quotes(
    scope: &Scope<'_>,
    own: &Own,
    rows: &Bitset,
) -> Result<(Vec<Quoted>, usize), ReadError> {
    let (store, clock) = (scope.store(), scope.selection.edition.clock());
    let spoken = |row: RowId, quote: &QuoteRow| {
        quote.speaker.is_some_and(|speaker| own.has(speaker)) && store.sees_quote(row, quote, clock)
    };
    let of = |(row, quotes): (RowId, &[QuoteRow])| {
        let count = quotes.iter().filter(|quote| spoken(row, quote)).count();
        (count > 0).then_some((row, count))
    };
    let inside = store.children().all_quotes();
    let inside = inside.filter(|&(row, _)| rows.contains(row));
    let (found, total) = last_of(&inside.filter_map(of).collect::<Vec<_>>());
    let mut shown = Vec::new();
    for row in found {
        let (set, event) = scope.engine.event(row)?;
        let pairs = store.children().quotes(row).iter().zip(&event.quotes);
        let quoted = pairs.filter(|(quote, _)| spoken(row, quote));
        shown.extend(quoted.map(|(_, quote)| {
            let cited = event.sources.iter();
            let cited = cited.into_iter().find(|cited| cited.source == quote.source);
            let publisher = set.sources[quote.source.index()].publisher.to_string();
            let grade = (publisher, cited.and_then(|cited| cited.credibility));
            (
                scope.engine.key(row),
                quote_detail(scope, (row, &event), quote),
                grade,
            )
        }));
    }
    Ok((shown, total))
}

/// Published claims of the actor and its members, and how many there are.
pub(super) fn claims(
    scope: &Scope<'_>,
    own: &Own,
    rows: &Bitset,
) -> Result<(Vec<ClaimedOf>, usize), ReadError> {
    let made = |_: RowId, _: usize, claim: &ClaimRow| {
        Ok(matches!(claim.claimant, ClaimantCode::Actor(actor) if own.has(actor)))
    };
    let has = |row: &RowId| rows.contains(*row);
    selected(scope, &scope.engine.telling().by_actors, has, made)
}

/// Published claims of whomever whose value names the actor or a member, in any match, and how many there are.
pub(super) fn named_in(scope: &Scope<'_>, own: &Own) -> Result<(Vec<ClaimedOf>, usize), ReadError> {
    let shown = scope.selection.rows.possible();
    let names = |row: RowId, at: usize, claim: &ClaimRow| {
        if claim.value.is_none() {
            return Ok(false);
        }
        let (_, event) = scope.engine.event(row)?;
        let value = event.claims[at].value.as_deref();
        Ok(value.is_some_and(|value| is_named(scope, own, row, value)))
    };
    let has = |row: &RowId| shown.contains(*row);
    selected(scope, &scope.engine.telling().with_values, has, names)
}

/// Whether a text is an id or a name of the actor or a member, in the dataset of the row. Parts of texts do not count: "Russian
/// aircraft" is not Russia.
fn is_named(scope: &Scope<'_>, own: &Own, row: RowId, text: &str) -> bool {
    let names = &scope.engine.names().actors;
    let dataset: DatasetCode = scope.store().record(row).0;
    let actors = &scope.engine.vocabulary().actors;
    let codes = names.whole(text).iter().chain(names.named(text));
    codes
        .map(|&code| ActorCode(code))
        .any(|actor| own.has(actor) && actors[actor.index()].dataset == dataset)
}

/// The published claims that pass a test, of those of the rows that do.
fn selected(
    scope: &Scope<'_>,
    rows: &[RowId],
    has: impl Fn(&RowId) -> bool,
    test: impl Fn(RowId, usize, &ClaimRow) -> Result<bool, ReadError>,
) -> Result<(Vec<ClaimedOf>, usize), ReadError> {
    let (store, clock) = (scope.store(), scope.selection.edition.clock());
    let passing = |row: RowId, claims: Claims<'_>| -> Result<Vec<usize>, ReadError> {
        let mut passing = Vec::new();
        for (at, claim) in claims.iter().enumerate() {
            if store.sees_claim(row, &claim, clock) && test(row, at, &claim)? {
                passing.push(at);
            }
        }
        Ok(passing)
    };
    let mut counted = Vec::new();
    for row in rows.iter().copied().filter(has) {
        let count = passing(row, store.children().claims(row))?.len();
        if count > 0 {
            counted.push((row, count));
        }
    }
    let (found, total) = last_of(&counted);
    let mut shown = Vec::new();
    for row in found {
        let at = passing(row, store.children().claims(row))?;
        shown.extend(told(scope, row, &at)?);
    }
    Ok((shown, total))
}

/// The rows that hold the last so many of what is counted, and how many there are in all rows.
fn last_of(counted: &[(RowId, usize)]) -> (Vec<RowId>, usize) {
    let total: usize = counted.iter().map(|&(_, count)| count).sum();
    let mut kept = 0;
    let last = counted.iter().rev().take_while(|&&(_, count)| {
        let room = kept < ActorDossier::MOST;
        kept += count;
        room
    });
    let from = counted.len() - last.count();
    (counted[from..].iter().map(|&(row, _)| row).collect(), total)
}

/// Claims of a row by their positions.
fn told(scope: &Scope<'_>, row: RowId, at: &[usize]) -> Result<Vec<ClaimedOf>, ReadError> {
    let (_, event) = scope.engine.event(row)?;
    let current = current_claims(scope.store(), row, scope.selection.edition.clock());
    let claims = at.iter().map(|at| (at, &event.claims[*at]));
    let told = claims.map(|(at, claim)| ClaimedOf {
        event: scope.engine.key(row),
        date: event.when.date.text().to_owned(),
        title: event_row::title(scope, row, &event.title),
        claim: ClaimDetail {
            at: *at,
            superseded: !current.contains(at),
            ..claim_detail(scope, (row, &event), claim)
        },
    });
    Ok(told.collect())
}
