//! CAMEO event codes: what they are called, and which kind of event each is.
//!
//! Titles are the descriptions of the code, because GDELT has no words of its own for an event. A kind is only given where
//! every use of the code is of that kind; the rest is [`EventKind::Other`].

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

use crate::model::EventKind;

/// An event code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Code {
    packed: u32,
    /// The codebook's description.
    pub(super) text: &'static str,
    /// What kind of event it is.
    pub(super) kind: EventKind,
}

/// What is known of a code of two to four digits.
pub(super) fn of(code: &str) -> Option<&'static Code> {
    static BY: LazyLock<HashMap<u32, &Code, FixedState>> =
        LazyLock::new(|| CODES.iter().map(|code| (code.packed, code)).collect());
    BY.get(&packed(code)?).copied()
}

/// Up to four letters as a number, in the order of the texts: numbers are compared faster.
fn packed(code: &str) -> Option<u32> {
    let mut bytes = [0; 4];
    bytes
        .get_mut(..code.len())?
        .copy_from_slice(code.as_bytes());
    Some(u32::from_be_bytes(bytes))
}

/// In the order of their codes, as the file has them.
static CODES: LazyLock<Vec<Code>> = LazyLock::new(|| {
    include_str!("cameo.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(code, text)| {
            Some(Code {
                packed: packed(code)?,
                text,
                kind: kind_of(code),
            })
        })
        .collect()
});

/// The kind of the longest prefix of the code that [`KINDS`] has.
fn kind_of(code: &str) -> EventKind {
    let fits = |(prefix, _): &&(&str, EventKind)| code.starts_with(prefix);
    KINDS
        .iter()
        .filter(fits)
        .max_by_key(|(prefix, _)| prefix.len())
        .map_or(EventKind::Other, |&(_, kind)| kind)
}

/// Kinds by the start of the code. What is only said, promised, asked or threatened is a statement: 0871 is a truce that was
/// declared, 0256 one that was asked for.
const KINDS: &[(&str, EventKind)] = &[
    // Make public statement, appeal, express intent to cooperate: words.
    ("01", EventKind::Statement),
    ("02", EventKind::Statement),
    ("03", EventKind::Statement),
    // Consult: by telephone, by mediation, by negotiation; visits are meetings.
    ("04", EventKind::Diplomacy),
    ("042", EventKind::Meeting),
    ("043", EventKind::Meeting),
    ("044", EventKind::Meeting),
    // Diplomatic cooperation. To praise, defend, apologize and forgive is done with words.
    ("05", EventKind::Diplomacy),
    ("051", EventKind::Statement),
    ("052", EventKind::Statement),
    ("055", EventKind::Statement),
    ("056", EventKind::Statement),
    ("057", EventKind::Agreement),
    // Material cooperation: trade, joint exercises, extradition, intelligence. No kind says that.
    ("06", EventKind::Other),
    // Aid may be money, arms or food; only 073 says humanitarian. Peacekeepers and asylum have no kind.
    ("07", EventKind::Other),
    ("073", EventKind::Humanitarian),
    // Yield: 081 to 083 are acts of a government or of its opposition. 084 returns persons or property, 085 lifts sanctions:
    // neither is an arrest or a sanction.
    ("08", EventKind::Other),
    ("081", EventKind::Political),
    ("082", EventKind::Political),
    ("083", EventKind::Political),
    // 086 receives peacekeepers or inspectors. 0871 may be declared by one side alone, so it is no agreement. 0873 demobilizes.
    ("086", EventKind::Diplomacy),
    ("0863", EventKind::Humanitarian),
    ("0871", EventKind::Diplomacy),
    ("0874", EventKind::Withdrawal),
    // Investigations by courts, police, parliaments and journalists. No kind says that.
    ("09", EventKind::Other),
    // Demand, disapprove, reject, threaten: words. Lawsuits (115) and verdicts (116) are acts of law.
    ("10", EventKind::Statement),
    ("11", EventKind::Statement),
    ("115", EventKind::Other),
    ("116", EventKind::Other),
    ("12", EventKind::Statement),
    // To defy a law and to veto are acts.
    ("128", EventKind::Political),
    ("129", EventKind::Political),
    ("13", EventKind::Statement),
    // Protest, whether peaceful or not.
    ("14", EventKind::Protest),
    // Force posture: alert, show of force, mobilization; nobody is fought.
    ("15", EventKind::SecurityAlert),
    // Reduce relations; 166 expels or withdraws peacekeepers, inspectors and aid agencies, which is no retreat.
    ("16", EventKind::Diplomacy),
    ("163", EventKind::Sanction),
    // Coerce. CAMEO's administrative sanctions are bans and curfews at home, not sanctions on a state; deported individuals (174)
    // are diplomats as often as refugees; confiscated property is not attacked.
    ("17", EventKind::Other),
    ("1712", EventKind::Attack),
    ("172", EventKind::Political),
    ("1723", EventKind::SecurityAlert),
    ("1724", EventKind::SecurityAlert),
    ("173", EventKind::Arrest),
    ("175", EventKind::Attack),
    ("176", EventKind::Attack),
    // Assault: unconventional violence of one side on another.
    ("18", EventKind::Attack),
    // Fight: conventional military force. A blockade (191) is neither a clash nor an attack.
    ("19", EventKind::Clash),
    ("191", EventKind::Other),
    ("192", EventKind::Capture),
    ("194", EventKind::Shelling),
    ("195", EventKind::Airstrike),
    // Mass violence.
    ("20", EventKind::Attack),
    ("201", EventKind::Displacement),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_whole() {
        assert_eq!(CODES.len(), 316);
        assert!(CODES.is_sorted_by(|a, b| a.packed < b.packed));
        let tidy = |known: &Code| !known.text.is_empty() && known.text == known.text.trim();
        assert!(CODES.iter().all(tidy));
        for prefix in KINDS.iter().map(|(prefix, _)| prefix) {
            assert!(of(prefix).is_some(), "{prefix} is no code");
        }
        for root in 1..=20 {
            let root = format!("{root:02}");
            assert!(
                KINDS.iter().any(|(prefix, _)| *prefix == root),
                "{root} has no kind"
            );
        }
    }

    #[test]
    fn kinds_by_code() {
        for (code, text, kind) in [
            ("010", "Make statement", EventKind::Statement),
            (
                "022",
                "Appeal for diplomatic cooperation, such as policy support",
                EventKind::Statement,
            ),
            (
                "036",
                "Express intent to meet or negotiate",
                EventKind::Statement,
            ),
            ("04", "Consult", EventKind::Diplomacy),
            ("042", "Make a visit", EventKind::Meeting),
            ("046", "Engage in negotiation", EventKind::Diplomacy),
            ("057", "Sign formal agreement", EventKind::Agreement),
            ("062", "Cooperate militarily", EventKind::Other),
            ("073", "Provide humanitarian aid", EventKind::Humanitarian),
            ("0841", "Return, release person(s)", EventKind::Other),
            ("0871", "Declare truce, ceasefire", EventKind::Diplomacy),
            (
                "0874",
                "Retreat or surrender militarily",
                EventKind::Withdrawal,
            ),
            ("090", "Investigate", EventKind::Other),
            ("106", "Demand meeting, negotiation", EventKind::Statement),
            ("112", "Accuse", EventKind::Statement),
            ("129", "Veto", EventKind::Political),
            (
                "138",
                "Threaten to use military force",
                EventKind::Statement,
            ),
            ("145", "Protest violently, riot", EventKind::Protest),
            (
                "152",
                "Increase military alert status",
                EventKind::SecurityAlert,
            ),
            (
                "163",
                "Impose embargo, boycott, or sanctions",
                EventKind::Sanction,
            ),
            (
                "172",
                "Impose administrative sanctions",
                EventKind::Political,
            ),
            (
                "173",
                "Arrest, detain, or charge with legal action",
                EventKind::Arrest,
            ),
            ("1831", "Carry out suicide bombing", EventKind::Attack),
            ("190", "Use conventional military force", EventKind::Clash),
            ("192", "Occupy territory", EventKind::Capture),
            (
                "193",
                "Fight with small arms and light weapons",
                EventKind::Clash,
            ),
            ("194", "Fight with artillery and tanks", EventKind::Shelling),
            ("195", "Employ aerial weapons", EventKind::Airstrike),
            (
                "1952",
                "Employ remotely piloted aerial munitions",
                EventKind::Airstrike,
            ),
            ("196", "Violate ceasefire", EventKind::Clash),
            ("201", "Engage in mass expulsion", EventKind::Displacement),
            ("202", "Engage in mass killings", EventKind::Attack),
        ] {
            let known = of(code).unwrap_or_else(|| panic!("{code} is known"));
            assert_eq!((known.text, known.kind), (text, kind), "{code}");
        }
        for code in ["", "0", "21", "---", "19000", "19 0", "X"] {
            assert_eq!(of(code), None, "{code}");
        }
    }
}
