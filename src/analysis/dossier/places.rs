//! Where the events of an actor were.

use std::cmp::Reverse;

use super::super::PlaceCount;
use super::super::engine::Scope;
use crate::store::{Bitset, RegionCode};

/// Regions that are named.
const MOST: usize = 12;

/// The regions that rows are recorded for, most frequent first, and how many there are. A row is in one region, and is not
/// counted again for what that region lies in.
pub(super) fn places(scope: &Scope<'_>, rows: &Bitset) -> (Vec<PlaceCount>, usize) {
    let (store, regions) = (scope.store(), &scope.engine.vocabulary().regions);
    let counts = store.count_codes(store.regions(), rows, &store.index().regions);
    let found = (0..).map(RegionCode).zip(counts);
    let mut found: Vec<(RegionCode, usize)> = found.filter(|&(_, events)| events > 0).collect();
    found.sort_by_key(|&(region, events)| (Reverse(events), region));
    let total = found.len();
    let named = found.into_iter().take(MOST).map(|(region, events)| {
        let entry = &regions[region.index()];
        let parent = entry
            .parent
            .map(|parent| regions[parent.index()].name.to_string());
        PlaceCount {
            name: entry.label().to_owned(),
            within: parent,
            events,
        }
    });
    (named.collect(), total)
}
