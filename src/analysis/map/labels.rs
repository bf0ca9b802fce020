//! Names of regions on a map.

use super::MapLabel;
use crate::analysis::engine::Scope;
use crate::geo::Grid;
use crate::store::RegionEntry;

/// Names that an answer has at most: more than find room on the largest screen.
const MOST: usize = 160;

/// The regions in the window that matches name, those with the most of them first.
pub(super) fn labels(scope: &Scope<'_>, grid: &Grid) -> Vec<MapLabel> {
    let regions = &scope.engine.vocabulary().regions;
    let (store, rows) = (scope.store(), scope.selection.coded().possible());
    let counts = store.count_codes(store.regions(), rows, &store.index().regions);
    let place = |region: &RegionEntry| grid.cell(region.position?);
    let mut found: Vec<_> = regions
        .iter()
        .zip(counts)
        .filter(|(_, count)| *count > 0)
        .filter_map(|(region, count)| Some((region, place(region)?, count)))
        .collect();
    found.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.0.name.cmp(&b.0.name)));
    found.truncate(MOST);
    let named = |(region, at, count): (&RegionEntry, (u16, u16), usize)| MapLabel {
        at,
        name: region.label().to_owned(),
        count,
    };
    found.into_iter().map(named).collect()
}
