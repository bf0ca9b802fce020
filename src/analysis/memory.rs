//! What the engine remembers between questions: editions, tests and selections.

use std::sync::Arc;

use super::recent::Recent;
use super::{Engine, compare, lanes, map};
use crate::model::Day;
use crate::query::{Context, Expr, Filter, Masks, Query, RowSet, evaluate, plan, resolve};
use crate::store::{Clock, Edition, RankIndex, RowId, Store};

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
    /// What is listed: one row of each report, the first that matches.
    pub(super) rows: RowSet,
    /// How many events were left out because they did not occur; `None` where the query says which statuses it asks for.
    pub(super) not_occurred: Option<usize>,
    /// All rows that match, where several may be of one report.
    coded: Option<RowSet>,
    /// Finds the k-th possible row of those that are listed.
    pub(super) ranks: RankIndex,
}

impl Selection {
    /// Makes a selection from all rows that match.
    pub(super) fn new(
        store: &Store,
        edition: Arc<Edition>,
        coded: RowSet,
        not_occurred: Option<usize>,
    ) -> Self {
        let (rows, coded) = if store.reports().are_rows() {
            (coded, None)
        } else {
            (coded.one_each(store.reports()), Some(coded))
        };
        let ranks = RankIndex::new(rows.possible());
        Self {
            edition,
            rows,
            not_occurred,
            coded,
            ranks,
        }
    }

    /// All rows that match. Values are counted in these, each once for a report.
    pub(super) fn coded(&self) -> &RowSet {
        self.coded.as_ref().unwrap_or(&self.rows)
    }

    /// The row itself when it matches, else the row that is listed of its report.
    pub(super) fn matching(&self, store: &Store, row: RowId) -> Option<RowId> {
        if self.coded().possible().contains(row) {
            return Some(row);
        }
        self.listed(store, row)
    }

    /// The row that is listed of the report of a row.
    pub(super) fn listed(&self, store: &Store, row: RowId) -> Option<RowId> {
        let rows = self.rows.possible();
        rows.iter_within(store.reports().rows(row)).next()
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
        let selection = Arc::new(Selection::new(self.store(), edition, rows, not_occurred));
        (memory.selections).put(query.clone(), Arc::clone(&selection));
        Some(selection)
    }

    /// Leaves out events that did not occur, and says how many those are.
    fn leave_out_what_did_not_occur(&self, rows: &mut RowSet) -> usize {
        let Some(others) = self.store().not_occurred() else {
            return 0;
        };
        let mut left_out = others.clone();
        left_out.and(rows.possible());
        let left_out = self.store().reports().count(&left_out);
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
