//! Candidates as JSON.

use std::io::Write;

use serde_json::{Map, Value, json};

use super::super::WriteError;
use crate::analysis::{Match, MatchReason, MatchedAccount, MatchedEvent, Matches};

/// An array that is written as it goes.
pub(super) fn array(out: &mut dyn Write, found: &Matches<'_>) -> Result<(), WriteError> {
    out.write_all(b"[")?;
    for (at, found) in found.iter().enumerate() {
        let found = found?;
        out.write_all(if at == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer_pretty(&mut *out, &pair(&found))?;
    }
    Ok(out.write_all(b"\n]\n")?)
}

pub(super) fn lines(out: &mut dyn Write, found: &Matches<'_>) -> Result<(), WriteError> {
    for found in found.iter() {
        serde_json::to_writer(&mut *out, &pair(&found?))?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn pair(found: &Match) -> Value {
    json!({
        "score": rounded(found.score),
        "assigned": found.assigned,
        "other_candidates": found.others.map(|[a, b]| json!({ "a": a, "b": b })),
        "a": event(&found.a),
        "b": event(&found.b),
        "reasons": found.reasons.iter().map(reason).collect::<Vec<_>>(),
    })
}

/// Three digits: more would claim more than the score can tell.
fn rounded(number: f64) -> f64 {
    (number * 1000.0).round() / 1000.0
}

fn event(event: &MatchedEvent) -> Value {
    json!({
        "dataset": event.dataset,
        "id": event.id,
        "date": event.date,
        "title": event.title,
        "place": event.place,
    })
}

/// What it is, its values, and the sentence.
fn reason(reason: &MatchReason) -> Value {
    let mut table = Map::new();
    table.insert("reason".to_owned(), reason.word().into());
    if let Value::Object(values) = values(reason) {
        table.extend(values);
    }
    table.insert("text".to_owned(), reason.sentence().into());
    Value::Object(table)
}

fn values(reason: &MatchReason) -> Value {
    match reason {
        MatchReason::Stated {
            by_first,
            scheme,
            id,
        } => json!({ "by": if *by_first { "a" } else { "b" }, "scheme": scheme, "id": id }),
        MatchReason::DatesOverlap { shared, longer } => {
            json!({ "shared_days": shared, "longer_days": longer })
        }
        MatchReason::DaysApart(days) => json!({ "days": days }),
        MatchReason::Distance { km } => json!({ "km": rounded(*km) }),
        MatchReason::SameRegion {
            level,
            name,
            parts_differ,
        } => json!({ "level": level.slug(), "name": name, "parts_differ": parts_differ }),
        MatchReason::SameActor { a, b } | MatchReason::ActorListed { a, b } => {
            json!({ "a": a, "b": b })
        }
        MatchReason::ActorBelongs { member, group } => json!({ "member": member, "group": group }),
        MatchReason::SameKind(kind) => json!({ "kind": kind.slug() }),
        MatchReason::KindsCompatible(a, b) => json!({ "a": a.slug(), "b": b.slug() }),
        MatchReason::Killed { a, b, apart } => {
            json!({ "a": account(a), "b": account(b), "apart": apart })
        }
        MatchReason::SameDay
        | MatchReason::OtherActors
        | MatchReason::ActorsUnknown
        | MatchReason::KindUnsaid => Value::Null,
    }
}

fn account(account: &MatchedAccount) -> Value {
    json!({ "claimant": account.claimant, "low": account.low, "high": account.high })
}
