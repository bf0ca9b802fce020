//! `[[event.claim]]`.

use super::super::draft::{ClaimDraft, Kind, UNRESOLVED};
use super::super::fields::Fields;
use super::super::span::Span;
use crate::model::{ActorIx, Claim, ClaimSubject, Claimant, Stance};

pub(super) fn read<'t>(mut fields: Fields<'t, '_>) -> Option<ClaimDraft> {
    let id = fields.optional_id(Kind::Claim);
    let claimant = fields.required_reference("claimant", &[Kind::Actor, Kind::Source]);
    let about = fields.required_word("about");
    let sources = fields.references("source", &[Kind::Source]);
    if sources.is_empty() && fields.is_absent("source") {
        fields.missing(
            "source",
            "name the source in which it is claimed".to_owned(),
        );
    }
    let claim = Claim {
        id: None,
        claimant: Claimant::Actor(ActorIx(UNRESOLVED)),
        about: about.unwrap_or(ClaimSubject::Other),
        who: fields.text("who"),
        low: fields.count("low"),
        best: fields.count("best"),
        high: fields.count("high"),
        qualifier: fields.word("qualifier"),
        scope: None,
        period: fields.date("period"),
        value: fields.text("value"),
        text: fields.text("text"),
        date: fields.date("date"),
        sources: Vec::new(),
        stance: fields.word("stance").unwrap_or(Stance::Asserts),
        supersedes: None,
        cumulative: fields.flag("cumulative"),
        note: fields.text("note"),
    };
    let supersedes = fields.reference("supersedes", &[Kind::Claim]);
    let scope = fields.reference("scope", &[Kind::Region]);
    disordered(&mut fields, &claim);
    if !fields.finish() {
        return None;
    }
    let place = id.as_ref().map_or_else(
        || claimant.as_ref().map_or(Span::default(), |name| name.span),
        |id| id.span,
    );
    let claim = Claim {
        id: id.map(|id| id.text.into()),
        ..claim
    };
    Some(ClaimDraft {
        claim,
        id: place,
        claimant: claimant?,
        sources,
        supersedes,
        scope,
    })
}

/// `low <= best <= high` fails in published data (UCDP's too), so that it is worth a look but breaks nothing.
fn disordered(fields: &mut Fields<'_, '_>, claim: &Claim) {
    let numbers = [
        ("low", claim.low),
        ("best", claim.best),
        ("high", claim.high),
    ];
    let given: Vec<_> = numbers
        .into_iter()
        .filter_map(|(key, number)| Some((key, number?)))
        .collect();
    for pair in given.windows(2) {
        let [(low, least), (high, most)] = pair else {
            continue;
        };
        if least > most {
            let message = format!("`{low}` ({least}) is greater than `{high}` ({most})");
            let place = fields
                .get(low)
                .map_or_else(|| fields.place(), |value| value.place);
            let diagnostic = fields.sink().warning("disordered-bounds", message, place);
            fields
                .sink()
                .push(diagnostic.hint("`low` ≤ `best` ≤ `high` is expected"));
        }
    }
}
