//! From a plan to the rows that match.
//!
//! Each test gives the set of all rows that pass it, from whole columns and lists of rows, and is kept: at the next keystroke
//! only the test that changed is worked out again. A dear test beside rare ones looks only at the rows that those left.
//! Whole-column answers describe the present; for rows of which something was not published yet ([`Edition::altered`]) the
//! test is made row by row.

use std::sync::Arc;

use super::filter::Predicate;
use super::masks::Masks;
use super::plan::{Cost, Plan, cost};
use super::row_set::RowSet;
use super::{columns, row_test};
use crate::model::Day;
use crate::store::{Bitset, Edition, RowId, Store};

/// What evaluation reads.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The columns.
    pub store: &'a Store,
    /// What was known.
    pub edition: &'a Edition,
    /// Says whether the answer is no longer wanted.
    pub cancelled: &'a dyn Fn() -> bool,
}

/// The rows that match, among those that were known; `None` when cancelled.
#[must_use]
pub fn evaluate(context: Context<'_>, plan: &Plan, masks: &mut Masks) -> Option<RowSet> {
    let mut rows = Evaluator { context, masks }.run(plan, None)?;
    rows.keep(&context.edition.visible);
    Some(rows)
}

struct Evaluator<'a, 'm> {
    context: Context<'a>,
    masks: &'m mut Masks,
}

/// A test looks row by row when at most one row in this many is left, so that it costs less than a whole column would.
fn few(cost: Cost) -> usize {
    match cost {
        Cost::Column => 64,
        Cost::Lists | Cost::Words | Cost::Rows => 16,
    }
}

impl Evaluator<'_, '_> {
    /// Right for the rows of `among` (all when absent); what it says of others means nothing.
    fn run(&mut self, plan: &Plan, among: Option<&Bitset>) -> Option<RowSet> {
        match plan {
            Plan::All(parts) => self.all(parts, among),
            Plan::Any(parts) => {
                let mut rows = RowSet::sure(Bitset::empty(self.context.store.len()));
                for part in parts {
                    rows.or(&self.run(part, among)?);
                }
                Some(rows)
            }
            Plan::Not(inner) => Some(self.run(inner, among)?.inverted()),
            Plan::Test(predicate) => self.test(predicate, among),
        }
    }

    fn all(&mut self, parts: &[Plan], among: Option<&Bitset>) -> Option<RowSet> {
        let mut rows: Option<RowSet> = None;
        for part in parts {
            let next = self.run(part, rows.as_ref().map(RowSet::possible).or(among))?;
            match &mut rows {
                Some(rows) => rows.and(&next),
                none => *none = Some(next),
            }
            if rows.as_ref().is_some_and(|rows| rows.possible().is_empty()) {
                break;
            }
        }
        Some(rows.unwrap_or_else(|| RowSet::sure(Bitset::full(self.context.store.len()))))
    }

    fn test(&mut self, predicate: &Predicate, among: Option<&Bitset>) -> Option<RowSet> {
        let known: Option<Day> = self.context.edition.clock().0;
        if let Some(rows) = self.masks.get(known, predicate) {
            return Some(RowSet::clone(&rows));
        }
        if (self.context.cancelled)() {
            return None;
        }
        let limit = self.context.store.len() / few(cost(predicate));
        let few = among.filter(|rows| rows.count() <= limit);
        if let Some(few) = few {
            return self.row_by_row(predicate, few);
        }
        let rows = Arc::new(self.whole(predicate)?);
        self.masks.put(known, predicate, &rows);
        Some(RowSet::clone(&rows))
    }

    fn whole(&self, predicate: &Predicate) -> Option<RowSet> {
        let mut rows = columns::rows(self.context, predicate)?;
        let altered = &self.context.edition.altered;
        if columns::describes_present(predicate) && !altered.is_empty() {
            let patch = self.row_by_row(predicate, altered)?;
            let mut others = altered.clone();
            others.flip();
            rows.keep(&others);
            rows.or(&patch);
        }
        Some(rows)
    }

    fn row_by_row(&self, predicate: &Predicate, rows: &Bitset) -> Option<RowSet> {
        let Context {
            store,
            edition,
            cancelled,
        } = self.context;
        let (mut possible, mut certain) = (Bitset::empty(store.len()), Bitset::empty(store.len()));
        let test = row_test::RowTest::new(store, edition, predicate);
        for (at, row) in rows.iter().enumerate() {
            if at % 4096 == 0 && cancelled() {
                return None;
            }
            mark(test.verdict(row), row, &mut possible, &mut certain);
        }
        Some(RowSet::new(possible, certain))
    }
}

fn mark(verdict: row_test::Verdict, row: RowId, possible: &mut Bitset, certain: &mut Bitset) {
    possible.set(row, verdict.possible);
    certain.set(row, verdict.certain);
}

#[cfg(test)]
mod tests;
