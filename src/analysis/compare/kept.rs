//! What was counted of two filters, kept: every step of a cursor asks for rows of it, and nothing in it depends on the cursor.

use std::sync::Arc;

use super::super::lanes::Spec;
use super::super::recent::Recent;
use super::super::{CompareOrder, ComparedRow, Engine, Grouping, Histogram, Totals};
use super::lanes::Paired;
use crate::query::Query;

/// Answers kept of each sort: the shown one, and those that a key may bring back.
const KEPT: usize = 8;

/// A and B, as they were understood.
pub(super) type Queries = [Query; 2];

/// What was made last.
#[derive(Debug, Default)]
pub(in crate::analysis) struct Pairs {
    pub(super) facts: Recent<Queries, Facts, KEPT>,
    pub(super) counted: Recent<(Queries, Grouping), Vec<ComparedRow>, KEPT>,
    pub(super) tables: Recent<(Queries, Grouping, CompareOrder), Table, KEPT>,
    pub(super) charts: Recent<(Queries, usize, bool), [Histogram; 2], KEPT>,
    pub(super) lanes: Recent<(Queries, Spec), Paired, KEPT>,
}

/// Numbers about the matches of both.
#[derive(Debug)]
pub(super) struct Facts {
    pub(super) totals: [Totals; 2],
    pub(super) both: usize,
}

/// An order of the values. They are held once, in whatever orders they are kept.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) rows: Arc<Vec<ComparedRow>>,
    /// Positions among the rows.
    pub(super) order: Vec<usize>,
    pub(super) peak: usize,
}

/// The value of a key, remembered or made; `None` when cancelled. Nothing is locked while it is made.
pub(super) fn kept<K: PartialEq, V>(
    engine: &Engine,
    of: fn(&mut Pairs) -> &mut Recent<K, V, KEPT>,
    key: K,
    make: impl FnOnce() -> Option<V>,
) -> Option<Arc<V>> {
    let known = of(&mut engine.memory().pairs).get(&key);
    if known.is_some() {
        return known;
    }
    let value = Arc::new(make()?);
    of(&mut engine.memory().pairs).put(key, Arc::clone(&value));
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Filter;

    fn queries(tags: usize) -> Queries {
        let query = |parts| Query {
            filter: Filter::And(vec![Filter::Or(Vec::new()); parts]),
            known: None,
            says_status: false,
        };
        [query(tags), query(0)]
    }

    #[test]
    fn what_is_known_is_not_made_again() {
        let engine = Engine::new(Vec::new(), Vec::new());
        let counted = |key, make: fn() -> Option<Vec<ComparedRow>>| {
            let key = (queries(key), Grouping::Kind);
            kept(&engine, |pairs| &mut pairs.counted, key, make)
        };
        let first = counted(1, || Some(Vec::new())).expect("it was made");
        let again = counted(1, || panic!("it is known")).expect("it is known");
        assert!(Arc::ptr_eq(&first, &again));
        assert!(counted(2, || None).is_none(), "cancelled");
        assert!(counted(2, || Some(Vec::new())).is_some(), "and then made");
        // The one that was used least lately goes first.
        for key in 3..=KEPT + 1 {
            counted(key, || Some(Vec::new()));
            counted(1, || panic!("it is used all the time"));
        }
        assert!(counted(2, || None).is_none(), "others took its place");
        assert!(counted(KEPT + 1, || panic!("it is the latest")).is_some());
    }
}
