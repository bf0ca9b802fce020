//! Why an event is disputed, a sentence each.

use super::super::engine::Scope;
use super::super::event_row;
use super::accounts::claim_detail;
use crate::load::ReadError;
use crate::model::{Claim, Event, Qualifier};
use crate::store::{Disagreement, Numbers, RowId, disagreements};

/// A sentence for each disagreement, each once.
pub(super) fn reasons(
    scope: &Scope<'_>,
    row: RowId,
    event: &Event,
) -> Result<Vec<String>, ReadError> {
    let mut reasons: Vec<String> = Vec::new();
    for disagreement in disagreements(scope.store(), row, scope.selection.edition.clock()) {
        let reason = sentence(scope, row, event, disagreement)?;
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    Ok(reasons)
}

fn sentence(
    scope: &Scope<'_>,
    row: RowId,
    event: &Event,
    disagreement: Disagreement,
) -> Result<String, ReadError> {
    let name = |at: usize| claim_detail(scope, (row, event), &event.claims[at]).claimant;
    let about = |at: usize| event.claims[at].about.label();
    let said = |at: usize| said(&event.claims[at]);
    Ok(match disagreement {
        Disagreement::Numbers(a, b) => {
            let who = event.claims[a]
                .who
                .as_deref()
                .map_or(String::new(), |who| format!(" ({who})"));
            format!(
                "{}{who}: {} says {}, {} says {}{}",
                capital(about(a)),
                name(a),
                said(a),
                name(b),
                said(b),
                apart(&event.claims[a], &event.claims[b])
            )
        }
        Disagreement::Values(a, b) => {
            format!(
                "{}: {} says {}, {} says {}",
                capital(about(a)),
                name(a),
                said(a),
                name(b),
                said(b)
            )
        }
        Disagreement::Denial(asserted, denied) => {
            format!(
                "{}: {} denies what {} asserts",
                capital(about(asserted)),
                name(denied),
                name(asserted)
            )
        }
        Disagreement::Denied(at) => {
            let what = event.claims[at].value.as_deref();
            let what = what.map_or(String::new(), |what| format!(": {what}"));
            format!("{}: {} denies it{what}", capital(about(at)), name(at))
        }
        Disagreement::Contradiction(other) => {
            let title = &scope.engine.event(other)?.1.title;
            format!("Contradicts “{}”", event_row::title(scope, other, title))
        }
    })
}

/// By how much the ranges of two claims lie apart, as the numbers are given; "about" where one of them is.
fn apart(a: &Claim, b: &Claim) -> String {
    let range =
        |claim: &Claim| Numbers::qualified([claim.low, claim.best, claim.high], claim.qualifier);
    let gap = range(a).zip(range(b)).and_then(|(a, b)| a.gap(b));
    let vague = [a, b]
        .iter()
        .any(|claim| claim.qualifier.is_some_and(Qualifier::is_vague));
    gap.map_or(String::new(), |gap| match vague {
        true => format!("; about {gap} apart"),
        false => format!("; {gap} apart"),
    })
}

fn said(claim: &Claim) -> String {
    let number = number_of(claim);
    match claim.qualifier {
        Some(qualifier) => qualifier.phrase(&number),
        None => number,
    }
}

fn number_of(claim: &Claim) -> String {
    match (claim.low, claim.best, claim.high) {
        (None, None, None) => claim
            .value
            .as_deref()
            .unwrap_or("something else")
            .to_owned(),
        (None, Some(best), None) => best.to_string(),
        (None, None, Some(high)) => format!("at most {high}"),
        (Some(low), _, None) => format!("at least {low}"),
        (low, best, Some(high)) => match low.or(best) {
            Some(low) if low != high => format!("{low}–{high}"),
            _ => high.to_string(),
        },
    }
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or(String::new(), |first| {
        first.to_uppercase().chain(chars).collect()
    })
}
