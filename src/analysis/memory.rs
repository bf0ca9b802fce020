//! What the engine remembers between questions: editions, tests and selections.

use std::sync::Arc;

use super::recent::Recent;
use super::{Engine, compare, lanes, map};
use crate::model::Day;
use crate::query::{Context, Expr, Filter, Masks, Query, RowSet, evaluate, plan, resolve};
use crate::store::{Clock, Edition, RankIndex};

/// Selections kept: a filter, and the filters without one facet's own terms.
const SELECTIONS: usize = 16;
/// Matches by point kept.
const MAPS: usize = 8;
/// Editions kept, for going back and forth between days.
const EDITIONS: usize = 4;

/// What is remembered.
#[derive(Debug, Default)]
pub(super) struct Memory {
    editions: Recent<Clock, Edition, EDITIONS>,
    masks: Masks,
    selections: Recent<Query, Selection, SELECTIONS>,
    /// Lanes and profiles, in their orders.
    pub(super) orders: lanes::Orders,
    /// Matches by point, for maps.
    pub(super) placed: Recent<Query, map::Placed, MAPS>,
    /// What was counted of two filters.
    pub(super) pairs: compare::Pairs,
}

/// The events that a query selects.
#[derive(Debug)]
pub(super) struct Selection {
    /// What was known.
    pub(super) edition: Arc<Edition>,
    /// The rows.
    pub(super) rows: RowSet,
    /// How many rows were left out because their events did not occur; `None` where the query says which statuses it asks for.
    pub(super) not_occurred: Option<usize>,
    /// Finds the k-th possible row.
    pub(super) ranks: RankIndex,
}

impl Selection {
    /// Makes a selection from rows.
    pub(super) fn new(edition: Arc<Edition>, rows: RowSet, not_occurred: Option<usize>) -> Self {
        let ranks = RankIndex::new(rows.possible());
        Self {
            edition,
            rows,
            not_occurred,
            ranks,
        }
    }
}

impl Engine {
    /// The events that a query selects; `None` when cancelled.
    pub(super) fn select(
        &self,
        query: &Query,
        cancelled: &dyn Fn() -> bool,
    ) -> Option<Arc<Selection>> {
        let mut memory = self.memory();
        let known = memory.selections.get(query);
        if known.is_some() {
            return known;
        }
        let edition = memory.edition(self, query.known);
        let context = Context {
            store: self.store(),
            edition: &edition,
            cancelled,
        };
        let mut rows = evaluate(
            context,
            &plan(&query.filter, self.store()),
            &mut memory.masks,
        )?;
        let not_occurred =
            (!query.says_status).then(|| self.leave_out_what_did_not_occur(&mut rows));
        let selection = Arc::new(Selection::new(edition, rows, not_occurred));
        (memory.selections).put(query.clone(), Arc::clone(&selection));
        Some(selection)
    }

    /// Leaves out events that did not occur, and says how many those are.
    fn leave_out_what_did_not_occur(&self, rows: &mut RowSet) -> usize {
        let Some(others) = self.store().not_occurred() else {
            return 0;
        };
        let left_out = rows.possible().count_and(others);
        let mut occurred = others.clone();
        occurred.flip();
        rows.keep(&occurred);
        left_out
    }

    /// The events that a filter selects beside another, under the other's clock; `None` when cancelled.
    pub(super) fn select_both(
        &self,
        query: &Query,
        filter: Filter,
        cancelled: &dyn Fn() -> bool,
    ) -> Option<Arc<Selection>> {
        let both = Query {
            filter: Filter::And(vec![query.filter.clone(), filter]),
            ..*query
        };
        self.select(&both, cancelled)
    }

    /// The events that an expression selects, or nothing when it has a mistake; `None` when cancelled.
    pub(super) fn select_expr(
        &self,
        expr: &Expr,
        cancelled: &dyn Fn() -> bool,
    ) -> Option<Option<Arc<Selection>>> {
        match resolve(expr, self.dictionary()).query {
            None => Some(None),
            Some(query) => self.select(&query, cancelled).map(Some),
        }
    }
}

impl Memory {
    fn edition(&mut self, engine: &Engine, known: Option<Day>) -> Arc<Edition> {
        let clock = Clock(known);
        self.editions.get(&clock).unwrap_or_else(|| {
            let edition = Arc::new(Edition::at(engine.store(), clock));
            self.editions.put(clock, Arc::clone(&edition));
            edition
        })
    }
}
