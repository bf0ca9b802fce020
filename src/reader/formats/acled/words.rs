//! The words and codes of ACLED's codebook.

use crate::model::{ActorKind, EventKind, Qualifier};

/// What kind of event a sub-event is; where it is none of the 25, what its event type is (of today, and of before 2019).
pub(super) fn event_kind(event: &str, sub_event: &str) -> EventKind {
    let of = |table: &[(&str, EventKind)], word: &str| {
        let mut known = table.iter().filter(|(known, _)| same(known, word));
        known.next().map(|&(_, kind)| kind)
    };
    of(SUB_EVENTS, sub_event)
        .or_else(|| of(EVENTS, event))
        .unwrap_or(EventKind::Other)
}

/// Whether the codebook has the sub-event, or the event type.
pub(super) fn is_known(event: &str, sub_event: &str) -> bool {
    let has = |table: &[(&str, EventKind)], word| table.iter().any(|(known, _)| same(known, word));
    has(SUB_EVENTS, sub_event)
        || has(EVENTS, event)
        || DEVELOPMENTS.iter().any(|known| same(known, event))
}

/// Whether the second actor stands against the first. In protests and strategic developments it need not: it may be a counterpart in
/// talks, or the police that looked on.
pub(super) fn has_two_sides(event: &str) -> bool {
    !same(event, "Protests") && !DEVELOPMENTS.iter().any(|known| same(known, event))
}

/// Words that ACLED writes as a number, with that number: "tens" are 10, "dozens" 12, "hundreds" 100 (ACLED, "FAQs: ACLED Fatality
/// Methodology").
const VAGUE: [(&str, u64, Qualifier); 3] = [
    ("tens", 10, Qualifier::Tens),
    ("dozens", 12, Qualifier::Dozens),
    ("hundreds", 100, Qualifier::Hundreds),
];

/// The word that a number stands for, where the notes use it.
pub(super) fn stands_for(number: u64, notes: &str) -> Option<(Qualifier, &'static str)> {
    let used = |word: &str| {
        let mut words = notes.split(|c: char| !c.is_alphanumeric());
        words.any(|known| known.eq_ignore_ascii_case(word))
    };
    let mut known = VAGUE.iter().filter(|(_, value, _)| *value == number);
    known
        .find(|(word, ..)| used(word))
        .map(|&(word, _, qualifier)| (qualifier, word))
}

/// Event types that say nothing of the kind.
const DEVELOPMENTS: [&str; 2] = ["Strategic developments", "Strategic development"];

/// Mob violence is no protest, and what is called a strategic development is neither violence nor protest.
const SUB_EVENTS: &[(&str, EventKind)] = &[
    ("Armed clash", EventKind::Clash),
    ("Government regains territory", EventKind::Capture),
    ("Non-state actor overtakes territory", EventKind::Capture),
    ("Chemical weapon", EventKind::Attack),
    ("Air/drone strike", EventKind::Airstrike),
    ("Suicide bomb", EventKind::Attack),
    ("Shelling/artillery/missile attack", EventKind::Shelling),
    ("Remote explosive/landmine/IED", EventKind::Attack),
    ("Grenade", EventKind::Attack),
    ("Sexual violence", EventKind::Attack),
    ("Attack", EventKind::Attack),
    ("Abduction/forced disappearance", EventKind::Attack),
    ("Peaceful protest", EventKind::Protest),
    ("Protest with intervention", EventKind::Protest),
    ("Excessive force against protesters", EventKind::Protest),
    ("Violent demonstration", EventKind::Protest),
    ("Mob violence", EventKind::Attack),
    ("Agreement", EventKind::Agreement),
    ("Arrests", EventKind::Arrest),
    ("Change to group/activity", EventKind::Other),
    ("Disrupted weapons use", EventKind::Other),
    ("Headquarters or base established", EventKind::Other),
    ("Looting/property destruction", EventKind::Other),
    ("Non-violent transfer of territory", EventKind::Transfer),
    ("Other", EventKind::Other),
];

const EVENTS: &[(&str, EventKind)] = &[
    ("Battles", EventKind::Clash),
    ("Explosions/Remote violence", EventKind::Attack),
    ("Violence against civilians", EventKind::Attack),
    ("Protests", EventKind::Protest),
    ("Riots", EventKind::Protest),
    ("Battle-No change of territory", EventKind::Clash),
    ("Battle-Government regains territory", EventKind::Capture),
    (
        "Battle-Non-state actor overtakes territory",
        EventKind::Capture,
    ),
    ("Remote violence", EventKind::Attack),
    ("Riots/Protests", EventKind::Protest),
    ("Non-violent transfer of territory", EventKind::Transfer),
];

/// Kinds of actors, at the position of their code; newer exports write the words.
const INTERS: [(&str, ActorKind); 8] = [
    ("State forces", ActorKind::StateForce),
    ("Rebel group", ActorKind::ArmedGroup),
    ("Political militia", ActorKind::ArmedGroup),
    ("Identity militia", ActorKind::ArmedGroup),
    ("Rioters", ActorKind::Civilians),
    ("Protesters", ActorKind::Civilians),
    ("Civilians", ActorKind::Civilians),
    // Forces of other states, which have their name, peacekeepers, private security, the unknown.
    ("External/Other forces", ActorKind::Organisation),
];

/// Codes of kinds of actors; 0 is no actor.
pub(super) const INTER_CODES: &[&str] = &["0", "1", "2", "3", "4", "5", "6", "7", "8"];

/// The words for a code from 1 to 8, as newer exports have them; a text that is no such code as it is, and nothing for 0,
/// which is no actor.
pub(super) fn inter(text: &str) -> &str {
    match text.as_bytes() {
        b"0" => "",
        [code] => coded(*code).unwrap_or(text),
        _ => text,
    }
}

/// The words for an interaction of two digits: 12 is between state forces and a rebel group, 10 is of state forces only.
pub(super) fn push_interaction(text: &str, out: &mut String) {
    let words = match text.as_bytes() {
        [one, b'0'] => coded(*one).map(|one| (one, " only", "")),
        [one, two] => coded(*one).and_then(|one| Some((one, "-", coded(*two)?))),
        _ => None,
    };
    let (one, between, two) = words.unwrap_or((text, "", ""));
    out.push_str(one);
    out.push_str(between);
    out.push_str(two);
}

fn coded(digit: u8) -> Option<&'static str> {
    let at = digit.checked_sub(b'1')?;
    INTERS.get(usize::from(at)).map(|&(words, _)| words)
}

const GOVERNMENT: &str = "Government of ";
const FORCES: [&str; 2] = ["Military Forces of ", "Police Forces of "];

/// What an actor is: by its name where that says it, so that forces of another state are state forces too, or by its code.
pub(super) fn actor_kind(name: &str, inter_code: &str) -> Option<ActorKind> {
    if name.starts_with(GOVERNMENT) {
        return Some(ActorKind::Government);
    }
    if FORCES.iter().any(|prefix| name.starts_with(prefix)) {
        return Some(ActorKind::StateForce);
    }
    let words = inter(inter_code);
    let mut known = INTERS.iter().filter(|(known, _)| same(known, words));
    known.next().map(|&(_, kind)| kind)
}

/// The name of the state whose government or forces these are: `Military Forces of Syria (2000-2024) Air Force`.
pub(super) fn state_of(name: &str) -> Option<&str> {
    let mut prefixes = FORCES.into_iter().chain([GOVERNMENT]);
    let rest = prefixes.find_map(|prefix| name.strip_prefix(prefix))?;
    let state = rest.split(" (").next().unwrap_or(rest);
    Some(state.strip_prefix("the ").unwrap_or(state))
}

/// The same words, whatever their case, in the singular or the plural.
fn same(a: &str, b: &str) -> bool {
    let stem = |text: &str| text.strip_suffix(['s', 'S']).map_or(text.len(), str::len);
    a.as_bytes()[..stem(a)].eq_ignore_ascii_case(&b.as_bytes()[..stem(b)])
}
