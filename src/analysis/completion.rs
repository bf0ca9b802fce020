//! What could stand at the cursor, with counts.

use std::time::{Duration, Instant};

use super::{Completion, Engine};
use crate::query::{self, Context, Counts, Filter, Masks, Query, Typing, evaluate, plan, resolve};

/// Counts are left out of what remains after this time: a list without all counts now is better than a full one late.
const PATIENCE: Duration = Duration::from_millis(20);

/// Completions of a text at a cursor, counted in what the rest of the text selects; `None` when cancelled.
pub(super) fn complete(
    engine: &Engine,
    (text, cursor): (&str, usize),
    limit: usize,
    cancelled: &dyn Fn() -> bool,
) -> Option<Vec<Completion>> {
    let typing = Typing { text, cursor };
    let rest = resolve(&query::without_cursor(typing), engine.dictionary()).query;
    // Values are offered also while the rest has a mistake; then they are counted in everything.
    let rest = engine.select(&rest.unwrap_or(EVERYTHING), cancelled)?;
    let counts = Counts::new(engine.store(), &rest.edition, rest.coded().possible());
    let started = Instant::now();
    let late = || started.elapsed() > PATIENCE || cancelled();
    let count = |term: &str| {
        let filter = engine.compile(term).query.filter(|_| !late())?.filter;
        if let Some(count) = counts.of(&filter) {
            return Some(count);
        }
        // Not remembered: two hundred values would push out what the next keystroke needs.
        let context = Context {
            store: engine.store(),
            edition: &rest.edition,
            cancelled: &late,
        };
        let rows = evaluate(
            context,
            &plan(&filter, engine.store()),
            &mut Masks::default(),
        )?;
        let mut rows = rows.possible().clone();
        rows.and(rest.coded().possible());
        Some(engine.store().reports().count(&rows))
    };
    let found = query::complete(typing, engine.dictionary(), &count, limit);
    (!cancelled()).then_some(found)
}

const EVERYTHING: Query = Query {
    filter: Filter::And(Vec::new()),
    known: None,
    says_status: true,
};
