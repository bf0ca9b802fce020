//! What values are called and how they are typed.

use super::super::LaneTarget;
use super::super::engine::Scope;
use super::super::facets::Item;
use super::rows::Thing;
use crate::store::ActorCode;

/// For people.
pub(in crate::analysis) fn label(scope: &Scope<'_>, thing: Thing) -> String {
    first(scope, thing).label(scope)
}

/// The field that it is typed behind.
pub(in crate::analysis) fn field<'a>(scope: &Scope<'a>, thing: Thing) -> &'a str {
    match thing {
        Thing::Item(item) => item.field(scope),
        Thing::Pair(_) => "by",
    }
}

/// As typed in a filter.
pub(in crate::analysis) fn value(scope: &Scope<'_>, thing: Thing) -> String {
    first(scope, thing).value(scope)
}

/// Position of its bloc in the catalog.
pub(in crate::analysis) fn bloc(scope: &Scope<'_>, thing: Thing) -> Option<usize> {
    first(scope, thing).bloc(scope)
}

/// Whom a pair's initiator acted against.
pub(super) fn target(scope: &Scope<'_>, thing: Thing) -> Option<LaneTarget> {
    let Thing::Pair(pair) = thing else {
        return None;
    };
    let target = Item::Actor(scope.engine.pairs().of(pair).1);
    Some(LaneTarget {
        value: target.value(scope),
        label: target.label(scope),
        bloc: target.bloc(scope),
    })
}

/// The value, or the initiator of a pair.
fn first(scope: &Scope<'_>, thing: Thing) -> Item {
    match thing {
        Thing::Item(item) => item,
        Thing::Pair(pair) => {
            let by: ActorCode = scope.engine.pairs().of(pair).0;
            Item::Actor(by)
        }
    }
}
