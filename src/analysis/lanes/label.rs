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
        Thing::Pair(pair) if scope.engine.pairs().of(pair).directed => "by",
        Thing::Pair(_) => "participant",
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

/// The second actor of a pair: whom the first acted against, or fought.
pub(super) fn target(scope: &Scope<'_>, thing: Thing) -> Option<LaneTarget> {
    let Thing::Pair(pair) = thing else {
        return None;
    };
    let pair = scope.engine.pairs().of(pair);
    let target = Item::Actor(pair.second);
    Some(LaneTarget {
        directed: pair.directed,
        value: target.value(scope),
        label: target.label(scope),
        bloc: target.bloc(scope),
    })
}

/// The value, or the first actor of a pair.
fn first(scope: &Scope<'_>, thing: Thing) -> Item {
    match thing {
        Thing::Item(item) => item,
        Thing::Pair(pair) => {
            let first: ActorCode = scope.engine.pairs().of(pair).first;
            Item::Actor(first)
        }
    }
}
