//! The values of one field among the matches, with their share and a strip over time.

use std::ops::Range;

use super::engine::Scope;
use super::facets::{Choices, Item};
use super::lanes::{self, Entry, Grid, Spec, Tally, Thing};
use super::{Choice, LaneSort, Profile, ProfileRow, Profiled};

/// Values by rank; `None` when cancelled.
pub(super) fn profile(
    scope: &Scope<'_>,
    of: Profiled,
    sort: LaneSort,
    buckets: usize,
    wanted: Range<usize>,
) -> Option<Profile> {
    let order = lanes::order(scope, Spec::profile(of, sort))?;
    let total = order.entries.len();
    let first = wanted.start.min(total);
    let entries = &order.entries[first..wanted.end.clamp(first, total)];
    let grid = Grid::new(scope, None, buckets);
    let things: Vec<Thing> = entries.iter().map(|entry| entry.thing).collect();
    let tallies = lanes::count(scope, order.dimension, &things, &grid)?;
    let choices = Choices::new(scope);
    let rows = entries.iter().zip(tallies);
    let counted: usize = order.entries.iter().map(|entry| entry.count).sum();
    let matches = scope.selection.ranks.total();
    Some(Profile {
        of,
        matches,
        without: order.without,
        overlapping: counted > matches - order.without,
        unit: grid.unit,
        span: grid.span(),
        first,
        total,
        rows: rows
            .map(|(entry, tally)| row(scope, &choices, entry, tally))
            .collect(),
        peak: order
            .entries
            .iter()
            .map(|entry| entry.count)
            .max()
            .unwrap_or(0),
    })
}

fn row(scope: &Scope<'_>, choices: &Choices, entry: &Entry, tally: Tally) -> ProfileRow {
    let choice = |item: &Item| choices.of(item);
    ProfileRow {
        field: lanes::field(scope, entry.thing).into(),
        value: lanes::value(scope, entry.thing),
        label: lanes::label(scope, entry.thing),
        count: entry.count,
        choice: match &entry.thing {
            Thing::Item(item) => choice(item),
            Thing::Pair(_) => Choice::None,
        },
        bloc: lanes::bloc(scope, entry.thing),
        before: tally.before,
        after: tally.after,
        strip: tally.cells().iter().map(|cell| cell.total).collect(),
    }
}
