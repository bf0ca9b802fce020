//! What two actors have in common.

use super::super::engine::Scope;
use super::super::{ActorKey, ActorPair, event_row, totals};
use super::{Own, activity, latest, rows};
use crate::load::ReadError;
use crate::store::ActorCode;

/// So many latest events in common are shown.
const LATEST: usize = 8;

/// Two actors, their members included; `None` when there is none with one of the keys.
pub(in crate::analysis) fn pair(
    scope: &Scope<'_>,
    a: ActorKey,
    b: ActorKey,
) -> Result<Option<ActorPair>, ReadError> {
    let both = scope.engine.actor(a).zip(scope.engine.actor(b));
    let Some((first, second)) = both else {
        return Ok(None);
    };
    let actors = &scope.engine.vocabulary().actors;
    let name = |actor: ActorCode| {
        let entry = &actors[actor.index()];
        entry.short.as_ref().unwrap_or(&entry.name).to_string()
    };
    let (of_first, of_second) = (rows(scope, first), rows(scope, second));
    let mut common = of_first.clone();
    common.and(&of_second);
    let (own, other) = (Own::new(scope, first), Own::new(scope, second));
    let casts = scope.engine.casts();
    let (mine, theirs) = (own.casts(casts).parts, other.casts(casts).parts);
    let reports = scope.store().reports();
    let (mut beside, mut against) = (reports.walk(), reports.walk());
    let (mut together, mut opposed) = (0, 0);
    for row in activity::occurred(scope, &common).iter() {
        let cast = casts.of_rows()[row.index()] as usize;
        let (mine, theirs) = (mine[cast], theirs[cast]);
        together += usize::from(mine.beside_any(theirs) && beside.is_new(row));
        opposed += usize::from(mine.against_any(theirs) && against.is_new(row));
    }
    let common = reports.one_each(&common);
    Ok(Some(ActorPair {
        related: own.has(second) || other.has(first),
        a: (a, name(first)),
        b: (b, name(second)),
        events: (scope.count(&of_first), scope.count(&of_second)),
        common: common.count(),
        together,
        opposed,
        span: totals::span(scope.store(), &common),
        latest: event_row::event_rows(scope, latest(&common).take(LATEST))?,
    }))
}
