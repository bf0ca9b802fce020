//! The rows of recent tests, kept so that a keystroke works out only what it changed.

use std::sync::Arc;

use super::filter::Predicate;
use super::row_set::RowSet;
use crate::model::Day;

/// How many tests are kept: more than a filter has as a rule, and 32 × 125 kB at a million rows.
const KEPT: usize = 32;

/// The rows of recent tests, the latest used last.
#[derive(Debug, Default)]
pub struct Masks {
    kept: Vec<(Option<Day>, Predicate, Arc<RowSet>)>,
}

impl Masks {
    pub(super) fn get(&mut self, known: Option<Day>, predicate: &Predicate) -> Option<Arc<RowSet>> {
        let at = self
            .kept
            .iter()
            .position(|(day, kept, _)| *day == known && kept == predicate)?;
        let entry = self.kept.remove(at);
        let rows = Arc::clone(&entry.2);
        self.kept.push(entry);
        Some(rows)
    }

    pub(super) fn put(&mut self, known: Option<Day>, predicate: &Predicate, rows: &Arc<RowSet>) {
        if self.kept.len() >= KEPT {
            self.kept.remove(0);
        }
        self.kept.push((known, predicate.clone(), Arc::clone(rows)));
    }
}
