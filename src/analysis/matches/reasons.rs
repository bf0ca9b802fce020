//! Why two events may be one, as data and as sentences.

use super::super::{Engine, MatchReason, MatchedAccount};
use crate::matching::{
    Account, ActorTie, Agreement, KindTie, Matcher, Pair, PlaceTie, Tie, TimeTie,
};
use crate::model::RegionLevel;
use crate::store::{ActorCode, ClaimantCode, RegionCode};

/// The reasons for a pair, the strongest sort first.
pub(super) fn reasons(engine: &Engine, matcher: &Matcher<'_>, pair: Pair) -> Vec<MatchReason> {
    let stated = engine
        .links()
        .statement(pair.a, pair.b)
        .map(|(by, scheme)| {
            let other = if by == pair.a { pair.b } else { pair.a };
            MatchReason::Stated {
                by_first: by == pair.a,
                scheme: scheme.to_owned(),
                id: engine.store().id(other).to_owned(),
            }
        });
    let agreement = matcher.agreement(pair.a, pair.b);
    let parts = agreement
        .iter()
        .flat_map(|agreement| parts(engine, agreement));
    stated.into_iter().chain(parts).collect()
}

fn parts(engine: &Engine, agreement: &Agreement) -> Vec<MatchReason> {
    let mut reasons = vec![time(agreement.time), place(engine, agreement.place)];
    reasons.extend(actors(engine, &agreement.actors));
    reasons.push(match agreement.kinds {
        KindTie::Same(kind) => MatchReason::SameKind(kind),
        KindTie::Compatible(a, b) => MatchReason::KindsCompatible(a, b),
        KindTie::Unsaid => MatchReason::KindUnsaid,
    });
    reasons.extend(agreement.killed.map(|killed| MatchReason::Killed {
        a: account(engine, killed.a),
        b: account(engine, killed.b),
        apart: killed.apart,
    }));
    reasons
}

fn time(tie: TimeTie) -> MatchReason {
    match tie {
        TimeTie::SameDay => MatchReason::SameDay,
        TimeTie::Overlap { shared, longer } => MatchReason::DatesOverlap { shared, longer },
        TimeTie::Apart(days) => MatchReason::DaysApart(days),
    }
}

fn place(engine: &Engine, tie: PlaceTie) -> MatchReason {
    match tie {
        PlaceTie::Apart(km) => MatchReason::Distance { km },
        PlaceTie::Within {
            level,
            region,
            parts_differ,
        } => MatchReason::SameRegion {
            level,
            name: region_name(engine, region),
            parts_differ,
        },
    }
}

fn actors(engine: &Engine, tie: &ActorTie) -> Vec<MatchReason> {
    if tie.named.0 == 0 || tie.named.1 == 0 {
        return vec![MatchReason::ActorsUnknown];
    }
    if tie.pairs.is_empty() {
        return vec![MatchReason::OtherActors];
    }
    let reason = |&(a, b, tie): &(ActorCode, ActorCode, Tie)| {
        let (a, b) = (actor_name(engine, a), actor_name(engine, b));
        match tie {
            Tie::Same => MatchReason::SameActor { a, b },
            Tie::Belongs => MatchReason::ActorBelongs {
                member: a,
                group: b,
            },
            Tie::Holds => MatchReason::ActorBelongs {
                member: b,
                group: a,
            },
            Tie::Listed => MatchReason::ActorListed { a, b },
        }
    };
    tie.pairs.iter().map(reason).collect()
}

fn account(engine: &Engine, account: Account) -> MatchedAccount {
    MatchedAccount {
        claimant: match account.claimant {
            ClaimantCode::Actor(actor) => actor_name(engine, actor),
            ClaimantCode::Publisher(publisher) => {
                engine.vocabulary().publishers[publisher.index()].to_string()
            }
        },
        low: account.numbers.low,
        high: account.numbers.high,
    }
}

fn actor_name(engine: &Engine, actor: ActorCode) -> String {
    let actor = &engine.vocabulary().actors[actor.index()];
    actor.short.as_ref().unwrap_or(&actor.name).to_string()
}

fn region_name(engine: &Engine, region: RegionCode) -> String {
    engine.vocabulary().regions[region.index()].name.to_string()
}

impl MatchReason {
    /// A word for scripts.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Stated { .. } => "stated",
            Self::SameDay => "same_day",
            Self::DatesOverlap { .. } => "dates_overlap",
            Self::DaysApart(_) => "days_apart",
            Self::Distance { .. } => "distance",
            Self::SameRegion { .. } => "same_region",
            Self::SameActor { .. } => "same_actor",
            Self::ActorBelongs { .. } => "actor_belongs",
            Self::ActorListed { .. } => "actor_listed",
            Self::OtherActors => "other_actors",
            Self::ActorsUnknown => "actors_unknown",
            Self::SameKind(_) => "same_kind",
            Self::KindsCompatible(..) => "kinds_compatible",
            Self::KindUnsaid => "kind_unsaid",
            Self::Killed { apart: 0, .. } => "killed_agree",
            Self::Killed { .. } => "killed_differ",
        }
    }

    /// For people, as a part of a sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::Stated {
                by_first,
                scheme,
                id,
            } => {
                let side = if *by_first { "first" } else { "second" };
                format!("the {side} record names the other's id ({scheme} {id})")
            }
            Self::SameDay => "same day".to_owned(),
            Self::DatesOverlap { shared, longer } => {
                format!("dates overlap ({shared} of {longer} days)")
            }
            Self::DaysApart(1) => "1 day apart".to_owned(),
            Self::DaysApart(days) => format!("{days} days apart"),
            Self::Distance { km } if *km < 0.05 => "same coordinates".to_owned(),
            Self::Distance { km } => format!("{km:.1} km apart"),
            Self::SameRegion {
                level,
                name,
                parts_differ,
            } => {
                let but = if *parts_differ {
                    ", other parts of it"
                } else {
                    ""
                };
                format!("same {} ({name}{but})", level_word(*level))
            }
            Self::SameActor { a, b } if a == b => format!("both name {a}"),
            Self::SameActor { a, b } => format!("both name {a} ({b})"),
            Self::ActorBelongs { member, group } => format!("{member} belongs to {group}"),
            Self::ActorListed { a, b } => format!("{a} and {b} have a group in common"),
            Self::OtherActors => "no actor known to be the same".to_owned(),
            Self::ActorsUnknown => "actors of one are not known".to_owned(),
            Self::SameKind(kind) => format!("both {}", kind.slug()),
            Self::KindsCompatible(a, b) => {
                format!("kinds {} and {} are compatible", a.slug(), b.slug())
            }
            Self::KindUnsaid => "the kind of one says nothing".to_owned(),
            Self::Killed { a, b, apart } => killed(a, b, *apart),
        }
    }
}

fn level_word(level: RegionLevel) -> String {
    level.label().to_lowercase()
}

fn killed(a: &MatchedAccount, b: &MatchedAccount, apart: u64) -> String {
    let (inner, outer) = if b.within(a) { (b, a) } else { (a, b) };
    if apart > 0 {
        return format!("killed: {} and {}, {apart} apart", a.told(), b.told());
    }
    match (a.within(b), b.within(a)) {
        (true, true) => format!("killed: {} ({} and {})", a.range(), a.claimant, b.claimant),
        (false, false) => format!("killed: {} and {} overlap", a.told(), b.told()),
        _ => format!("killed: {} lies in {}", inner.told(), outer.told()),
    }
}

impl MatchedAccount {
    fn within(&self, other: &Self) -> bool {
        let most = |high: Option<u64>| high.unwrap_or(u64::MAX);
        other.low <= self.low && most(self.high) <= most(other.high)
    }

    fn told(&self) -> String {
        format!("{} ({})", self.range(), self.claimant)
    }

    fn range(&self) -> String {
        match self.high {
            None => format!("{} or more", self.low),
            Some(high) if high == self.low => self.low.to_string(),
            Some(high) => format!("{}–{high}", self.low),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_are_told_with_their_claimants() {
        let account = |claimant: &str, low, high| MatchedAccount {
            claimant: claimant.to_owned(),
            low,
            high,
        };
        let told = |a, b, apart| MatchReason::Killed { a, b, apart }.sentence();
        let ucdp = |low, high| account("UCDP", low, Some(high));
        let sohr = |low, high| account("SOHR", low, high);
        for (a, b, apart, expected) in [
            (
                ucdp(3, 3),
                sohr(2, Some(4)),
                0,
                "killed: 3 (UCDP) lies in 2–4 (SOHR)",
            ),
            (
                ucdp(2, 4),
                sohr(3, Some(3)),
                0,
                "killed: 3 (SOHR) lies in 2–4 (UCDP)",
            ),
            (ucdp(3, 3), sohr(3, Some(3)), 0, "killed: 3 (UCDP and SOHR)"),
            (
                ucdp(1, 3),
                sohr(2, None),
                0,
                "killed: 1–3 (UCDP) and 2 or more (SOHR) overlap",
            ),
            (
                ucdp(1, 3),
                sohr(10, Some(12)),
                7,
                "killed: 1–3 (UCDP) and 10–12 (SOHR), 7 apart",
            ),
        ] {
            assert_eq!(told(a, b, apart), expected);
        }
    }
}
