//! What an actor did and suffered, with whom and against whom.

use std::collections::HashMap;
use std::hash::Hash;

use super::super::engine::Scope;
use super::super::{ActorMention, event_row};
use super::Own;
use crate::model::{EventKind, Role};
use crate::store::{ActorCode, Bitset};

/// Counts of matching events, most frequent first.
#[derive(Default)]
pub(super) struct Activity {
    pub(super) roles: Vec<(Role, usize)>,
    pub(super) did: Vec<(EventKind, usize)>,
    pub(super) suffered: Vec<(EventKind, usize)>,
    pub(super) with: Vec<(ActorMention, usize)>,
    pub(super) against: Vec<(ActorMention, usize)>,
}

/// The side of an event that a role is on. Initiators and those who support them stand against targets and those affected;
/// speakers and mediators are on no side.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Acting,
    Suffering,
}

fn side(role: Role) -> Option<Side> {
    match role {
        Role::Initiator | Role::Supporter => Some(Side::Acting),
        Role::Target | Role::Affected => Some(Side::Suffering),
        Role::Speaker | Role::Mediator => None,
    }
}

/// Counts each event once for each role, kind and other actor, however many members take part.
pub(super) fn activity(scope: &Scope<'_>, own: &Own, rows: &Bitset) -> Activity {
    let store = scope.store();
    let (mut roles, mut did, mut suffered) = (HashMap::new(), HashMap::new(), HashMap::new());
    let (mut with, mut against) = (HashMap::new(), HashMap::new());
    for row in rows.iter() {
        let parts: Vec<(ActorCode, Role)> = store
            .participants(row)
            .filter_map(|(actor, role)| Some((actor, role?)))
            .collect();
        let own_roles: Vec<Role> = parts
            .iter()
            .filter(|(actor, _)| own.has(*actor))
            .map(|&(_, role)| role)
            .collect();
        let others: Vec<(ActorCode, Role)> = parts
            .into_iter()
            .filter(|(actor, _)| !own.has(*actor))
            .collect();
        count(&mut roles, own_roles.iter().copied());
        if own_roles.contains(&Role::Initiator) {
            count(&mut did, [store.kind(row)]);
        }
        if own_roles
            .iter()
            .any(|&role| side(role) == Some(Side::Suffering))
        {
            count(&mut suffered, [store.kind(row)]);
        }
        let beside = |&&(_, role): &&(ActorCode, Role)| {
            own_roles
                .iter()
                .any(|&own| own == role || same_side(own, role))
        };
        count(
            &mut with,
            others.iter().filter(beside).map(|&(actor, _)| actor),
        );
        let opposed = |&&(_, role): &&(ActorCode, Role)| {
            own_roles.iter().any(|&own| opposite_sides(own, role))
        };
        count(
            &mut against,
            others.iter().filter(opposed).map(|&(actor, _)| actor),
        );
    }
    let day = rows
        .last()
        .map_or(crate::model::Day::MAX, |row| store.bloc_day(row));
    let mentioned = |counts| {
        let ordered: Vec<(ActorCode, usize)> = most_frequent(counts);
        ordered
            .into_iter()
            .map(|(actor, n)| (event_row::mention(scope, actor, day), n))
            .collect()
    };
    Activity {
        roles: most_frequent(roles),
        did: most_frequent(did),
        suffered: most_frequent(suffered),
        with: mentioned(with),
        against: mentioned(against),
    }
}

fn same_side(a: Role, b: Role) -> bool {
    side(a).is_some() && side(a) == side(b)
}

fn opposite_sides(a: Role, b: Role) -> bool {
    side(a).zip(side(b)).is_some_and(|(a, b)| a != b)
}

fn count<T: Hash + Ord + Copy>(
    counts: &mut HashMap<T, usize>,
    values: impl IntoIterator<Item = T>,
) {
    let mut values: Vec<T> = values.into_iter().collect();
    values.sort_unstable();
    values.dedup();
    values
        .into_iter()
        .for_each(|value| *counts.entry(value).or_default() += 1);
}

/// By falling count; of equal counts the first declared first.
fn most_frequent<T: Ord + Copy>(counts: HashMap<T, usize>) -> Vec<(T, usize)> {
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|&(value, n)| (std::cmp::Reverse(n), value));
    counts
}
