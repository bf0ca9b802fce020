//! Whether two kinds can be of one event.

use crate::model::EventKind;
use crate::model::EventKind::{
    Agreement, Airstrike, ArmedForce, Arrest, Attack, Background, Capture, Clash, Counteroffensive,
    Diplomacy, Displacement, Humanitarian, Meeting, Offensive, Other, Political, Protest, Sanction,
    SecurityAlert, Shelling, Statement, Transfer, Withdrawal,
};

/// How the kinds of two events agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KindTie {
    /// The same.
    Same(EventKind),
    /// Two that data sets give to one event.
    Compatible(EventKind, EventKind),
    /// One of them is `other` or `background`, which says nothing.
    Unsaid,
}

impl KindTie {
    pub(super) fn value(self) -> f64 {
        match self {
            Self::Same(_) => 1.0,
            Self::Compatible(..) => 0.7,
            Self::Unsaid => 0.5,
        }
    }
}

/// Kinds of which any two may be one event. UCDP does not record how violence was carried out, so that a clash, a strike or a
/// capture is armed force there; a curator calls a briefing a statement and another diplomacy.
const FAMILIES: &[&[EventKind]] = &[
    &[
        Offensive,
        Counteroffensive,
        Capture,
        Clash,
        Airstrike,
        Shelling,
        Attack,
        ArmedForce,
    ],
    &[Capture, Transfer, Withdrawal],
    &[Clash, Withdrawal],
    &[Displacement, Humanitarian],
    &[Statement, Diplomacy, Meeting, Agreement],
    &[Statement, Diplomacy, Sanction],
    &[Statement, Political],
    &[Statement, SecurityAlert],
    &[Agreement, Political],
    &[Protest, Political],
    &[Protest, Arrest],
];

/// `None` when no event is of both kinds.
pub(super) fn compare(a: EventKind, b: EventKind) -> Option<KindTie> {
    let unsaid = |kind| matches!(kind, Other | Background);
    let family = |family: &&&[EventKind]| family.contains(&a) && family.contains(&b);
    if a == b && !unsaid(a) {
        Some(KindTie::Same(a))
    } else if unsaid(a) || unsaid(b) {
        Some(KindTie::Unsaid)
    } else {
        FAMILIES
            .iter()
            .find(family)
            .map(|_| KindTie::Compatible(a, b))
    }
}

/// What two kinds say, for all kinds; no number where no event is of both.
pub(super) fn values() -> Vec<Vec<f64>> {
    let of = |a| {
        let with = move |&b| compare(a, b).map_or(f64::NAN, KindTie::value);
        EventKind::ALL.iter().map(with).collect()
    };
    EventKind::ALL.iter().copied().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_no_fighting() {
        let fighting = [
            Offensive,
            Counteroffensive,
            Capture,
            Clash,
            Airstrike,
            Shelling,
            Attack,
            ArmedForce,
        ];
        let words = [
            Statement, Diplomacy, Meeting, Agreement, Sanction, Political,
        ];
        for a in fighting {
            assert!(words.iter().all(|&b| compare(a, b).is_none()), "{a}");
            assert!(fighting.iter().all(|&b| compare(a, b).is_some()), "{a}");
        }
    }

    #[test]
    fn it_does_not_matter_which_comes_first() {
        for &a in EventKind::ALL {
            for &b in EventKind::ALL {
                assert_eq!(
                    compare(a, b).map(KindTie::value),
                    compare(b, a).map(KindTie::value),
                    "{a} {b}"
                );
            }
        }
        assert_eq!(compare(Clash, Clash), Some(KindTie::Same(Clash)));
        assert_eq!(compare(Other, Other), Some(KindTie::Unsaid));
    }
}
