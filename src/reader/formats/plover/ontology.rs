//! The words of PLOVER (manual, drafts 0.5b1 to 0.8, and the 16 types and their modes of the NGEC coder), shared by its JSON and
//! by POLECAT.

use std::iter;

use crate::model::{ActorKind, EventKind, EventStatus, Role};
use crate::reader::Row;

/// What kind of event a type with its first mode is.
///
/// The types are wide, so a kind that says more than the type is given for a mode only: an "agree" may be an offer, a
/// "retreat" a resignation, a "sanction" the expulsion of a diplomat. What is only said is a statement. Types of drafts that the
/// final 16 have not: demand (now request), disapprove and investigate (now accuse), fight (now assault).
pub(in crate::reader::formats) fn event_kind<'a>(
    event: &str,
    mode: &str,
    mut contexts: impl Iterator<Item = &'a str>,
) -> EventKind {
    let of = |modes: &[(&str, EventKind)]| {
        let mut known = modes.iter().filter(|(known, _)| same(known, mode));
        known.next().map(|&(_, kind)| kind)
    };
    let mut types = TYPES.iter().filter(|(known, ..)| same(known, event));
    let Some(&(name, otherwise, modes)) = types.next() else {
        return EventKind::Other;
    };
    if name == "AID" && contexts.any(|context| same(context, "humanitarian")) {
        return EventKind::Humanitarian;
    }
    of(modes).unwrap_or(otherwise)
}

/// Whether it is one of the types.
pub(in crate::reader::formats) fn is_known(event: &str) -> bool {
    TYPES.iter().any(|(known, ..)| same(known, event))
}

/// A type, its kind, and the kinds of modes that are of another.
type Type = (
    &'static str,
    EventKind,
    &'static [(&'static str, EventKind)],
);

const TYPES: &[Type] = &[
    ("AGREE", EventKind::Diplomacy, &[]),
    (
        "CONSULT",
        EventKind::Meeting,
        &[("phone", EventKind::Diplomacy)],
    ),
    ("SUPPORT", EventKind::Diplomacy, &[]),
    ("CONCEDE", EventKind::Political, &[]),
    ("COOPERATE", EventKind::Diplomacy, &[]),
    (
        "AID",
        EventKind::Diplomacy,
        &[
            ("humanitarian", EventKind::Humanitarian),
            ("asylum", EventKind::Humanitarian),
        ],
    ),
    (
        "RETREAT",
        EventKind::Other,
        &[
            ("withdraw", EventKind::Withdrawal),
            ("ceasefire", EventKind::Agreement),
            ("ease", EventKind::Political),
            ("resign", EventKind::Political),
        ],
    ),
    ("REQUEST", EventKind::Statement, &[]),
    ("DEMAND", EventKind::Statement, &[]),
    (
        "ACCUSE",
        EventKind::Statement,
        &[("investigate", EventKind::Political)],
    ),
    ("DISAPPROVE", EventKind::Statement, &[]),
    ("INVESTIGATE", EventKind::Political, &[]),
    ("REJECT", EventKind::Statement, &[]),
    ("THREATEN", EventKind::Statement, &[]),
    ("PROTEST", EventKind::Protest, &[]),
    (
        "SANCTION",
        EventKind::Sanction,
        &[
            ("convict", EventKind::Political),
            ("cancel", EventKind::Diplomacy),
            ("expel", EventKind::Diplomacy),
            ("withdraw", EventKind::Diplomacy),
        ],
    ),
    ("MOBILIZE", EventKind::SecurityAlert, &[]),
    ("COERCE", EventKind::Other, COERCE),
    ("ASSAULT", EventKind::Attack, ASSAULT),
    (
        "FIGHT",
        EventKind::Clash,
        &[
            ("heavy-weapons", EventKind::Shelling),
            ("explosives", EventKind::Attack),
            ("assassinate", EventKind::Attack),
            ("deport", EventKind::Displacement),
        ],
    ),
];

const COERCE: &[(&str, EventKind)] = &[
    ("arrest", EventKind::Arrest),
    ("detain", EventKind::Arrest),
    ("deport", EventKind::Displacement),
    ("restrict", EventKind::Political),
    ("ban", EventKind::Political),
    ("censor", EventKind::Political),
    ("curfew", EventKind::SecurityAlert),
    ("martial-law", EventKind::SecurityAlert),
    ("cyber", EventKind::Attack),
    ("destroy", EventKind::Attack),
    ("firearms", EventKind::Attack),
];

/// Two-sided fighting is an assault too, and cannot be told from the one-sided one.
const ASSAULT: &[(&str, EventKind)] = &[
    ("aerial", EventKind::Airstrike),
    ("drone", EventKind::Airstrike),
    ("heavy-weapons", EventKind::Shelling),
];

/// What an actor of a sector is; a sector may have a second part (`REBkur`). `MED` is health and `JRN` the press.
pub(in crate::reader::formats) fn actor_kind(sector: &str) -> Option<ActorKind> {
    let mut code = *sector.as_bytes().first_chunk::<3>()?;
    code.make_ascii_uppercase();
    Some(match &code {
        b"GOV" => ActorKind::Government,
        b"MIL" | b"COP" | b"SPY" => ActorKind::StateForce,
        b"REB" | b"UAF" | b"PRM" => ActorKind::ArmedGroup,
        b"PTY" => ActorKind::Party,
        b"CVL" | b"CIV" | b"REF" => ActorKind::Civilians,
        b"JRN" => ActorKind::Media,
        _ => return None,
    })
}

/// Contexts that say that the event was not, or not then: without them the title would say what the data do not.
const QUALIFIERS: [&str; 4] = ["future", "historical", "hypothetical", "negation"];

/// Writes the title: `Assault (aerial, hypothetical): A, B → C`. Actors have been added before.
pub(in crate::reader::formats) fn entitle<'a>(
    row: &mut Row,
    event: &str,
    modes: impl Iterator<Item = &'a str>,
    contexts: impl Iterator<Item = &'a str>,
) {
    let Row { title, actors, .. } = row;
    for (at, letter) in event.chars().enumerate() {
        title.push(if at == 0 {
            letter.to_ascii_uppercase()
        } else {
            letter.to_ascii_lowercase()
        });
    }
    let qualifiers = contexts.filter(|context| is_qualifier(context));
    let mut before = " (";
    for word in modes.chain(qualifiers) {
        title.push_str(before);
        title.push_str(word);
        before = ", ";
    }
    if before == ", " {
        title.push(')');
    }
    let mut before = ": ";
    for role in [Role::Initiator, Role::Target] {
        for part in actors.iter().filter(|part| part.role == Some(role)) {
            title.push_str(before);
            title.push_str(&part.name);
            before = ", ";
        }
        before = if before == ": " { ": → " } else { " → " };
    }
}

/// Carries over the contexts that say that the event did not take place. Of several, a denial counts before what is hypothetical, and
/// that before what is planned.
pub(in crate::reader::formats) fn apply_contexts<'a>(
    row: &mut Row,
    contexts: impl Iterator<Item = &'a str>,
) {
    let contexts: Vec<&str> = contexts.collect();
    let has = |word: &str| contexts.iter().any(|context| same(context, word));
    let statuses = [
        ("negation", EventStatus::Denied),
        ("hypothetical", EventStatus::Hypothetical),
        ("future", EventStatus::Planned),
    ];
    let found = statuses.into_iter().find(|(word, _)| has(word));
    row.status = found.map_or(EventStatus::Occurred, |(_, status)| status);
}

fn is_qualifier(context: &str) -> bool {
    QUALIFIERS.iter().any(|known| same(known, context))
}

/// Adds the code of the type, and one for each mode: `ASSAULT` and `ASSAULT-aerial`.
pub(in crate::reader::formats) fn add_codes<'a>(
    row: &mut Row,
    event: &str,
    modes: impl Iterator<Item = &'a str>,
) {
    for mode in iter::once(None).chain(modes.map(Some)) {
        let part = row.codes.add();
        part.scheme = "plover";
        part.code.push_str(event);
        part.code.make_ascii_uppercase();
        if let Some(mode) = mode {
            part.code.push('-');
            part.code.push_str(mode);
        }
    }
}

fn same(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_by_type_and_mode() {
        let cases = [
            ("ASSAULT", "aerial", EventKind::Airstrike),
            ("assault", "Drone", EventKind::Airstrike),
            ("ASSAULT", "heavy-weapons", EventKind::Shelling),
            ("ASSAULT", "suicide-attack", EventKind::Attack),
            ("ASSAULT", "", EventKind::Attack),
            ("AGREE", "", EventKind::Diplomacy),
            ("CONSULT", "visit", EventKind::Meeting),
            ("CONSULT", "phone", EventKind::Diplomacy),
            ("SUPPORT", "", EventKind::Diplomacy),
            ("CONCEDE", "", EventKind::Political),
            ("COOPERATE", "", EventKind::Diplomacy),
            ("AID", "", EventKind::Diplomacy),
            ("RETREAT", "withdraw", EventKind::Withdrawal),
            ("RETREAT", "ceasefire", EventKind::Agreement),
            ("RETREAT", "release", EventKind::Other),
            ("REQUEST", "yield", EventKind::Statement),
            ("ACCUSE", "allege", EventKind::Statement),
            ("ACCUSE", "investigate", EventKind::Political),
            ("REJECT", "meet", EventKind::Statement),
            ("THREATEN", "violence", EventKind::Statement),
            ("PROTEST", "riot", EventKind::Protest),
            ("SANCTION", "discontinue", EventKind::Sanction),
            ("SANCTION", "expel", EventKind::Diplomacy),
            ("MOBILIZE", "troops", EventKind::SecurityAlert),
            ("COERCE", "arrest", EventKind::Arrest),
            ("COERCE", "deport", EventKind::Displacement),
            ("COERCE", "seize", EventKind::Other),
            ("FIGHT", "firearms", EventKind::Clash),
            ("FIGHT", "heavy-weapons", EventKind::Shelling),
            ("DEMAND", "", EventKind::Statement),
            ("DISAPPROVE", "", EventKind::Statement),
            ("INVESTIGATE", "", EventKind::Political),
            ("CRIME", "", EventKind::Other),
        ];
        for (event, mode, kind) in cases {
            assert_eq!(
                event_kind(event, mode, iter::empty()),
                kind,
                "{event} {mode}"
            );
        }
        let aid = event_kind("AID", "", ["economic", "humanitarian"].into_iter());
        assert_eq!(aid, EventKind::Humanitarian);
    }

    #[test]
    fn titles_keep_what_qualifies_the_event() {
        let title = |initiators: &[&str], targets: &[&str], contexts: &[&str]| {
            let mut row = Row::default();
            for name in initiators {
                row.actor(name, Some(Role::Initiator));
            }
            for name in targets {
                row.actor(name, Some(Role::Target));
            }
            let contexts = contexts.iter().copied();
            entitle(&mut row, "ASSAULT", iter::once("aerial"), contexts);
            row.title
        };
        assert_eq!(
            title(&["A", "B"], &["C"], &[]),
            "Assault (aerial): A, B → C"
        );
        assert_eq!(
            title(&["A"], &[], &["military", "hypothetical"]),
            "Assault (aerial, hypothetical): A"
        );
        assert_eq!(title(&[], &["C"], &[]), "Assault (aerial): → C");
        assert_eq!(title(&[], &[], &[]), "Assault (aerial)");
    }
}
