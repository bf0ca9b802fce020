//! The pass over the rows: how many are in each cell.

use crate::analysis::engine::Scope;
use crate::geo::{Grid, Projector};
use crate::model::PlacePrecision;
use crate::query::RowSet;
use crate::store::{Store, both};

/// Counts by cell.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// By bloc, and at the end for none: matches by cell, those with an exact place first, then the others. Empty for a bloc that
    /// has none.
    counts: Vec<Vec<[u32; 2]>>,
    /// The first row of each cell, `u32::MAX` where there is none.
    pub(super) first: Vec<u32>,
    /// By cell whether it has a certain match.
    pub(super) certain: Vec<bool>,
    pub(super) inside: usize,
    pub(super) outside: usize,
    pub(super) placeless: usize,
}

impl Tally {
    /// Matches of a cell, and how many of them have a rough place.
    pub(super) fn count(&self, cell: usize) -> (usize, usize) {
        let cells = self.counts.iter().filter_map(|counts| counts.get(cell));
        cells.fold((0, 0), |(all, rough), &[exact, other]| {
            let (exact, other) = (exact as usize, other as usize);
            (all + exact + other, rough + other)
        })
    }

    /// Matches of a cell by bloc, the greatest count first.
    pub(super) fn blocs(&self, cell: usize) -> Vec<(Option<usize>, usize)> {
        let none = self.counts.len().saturating_sub(1);
        let of = |(bloc, counts): (usize, &Vec<[u32; 2]>)| {
            let &[exact, rough] = counts.get(cell)?;
            let count = exact as usize + rough as usize;
            (count > 0).then_some(((bloc != none).then_some(bloc), count))
        };
        let mut blocs: Vec<_> = self.counts.iter().enumerate().filter_map(of).collect();
        blocs.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        blocs
    }

    fn add(mut self, other: Self) -> Self {
        for (mine, theirs) in self.counts.iter_mut().zip(other.counts) {
            if mine.is_empty() {
                *mine = theirs;
            } else {
                for (mine, theirs) in mine.iter_mut().zip(theirs) {
                    *mine = [mine[0] + theirs[0], mine[1] + theirs[1]];
                }
            }
        }
        for (mine, theirs) in self.first.iter_mut().zip(other.first) {
            *mine = (*mine).min(theirs);
        }
        for (mine, theirs) in self.certain.iter_mut().zip(other.certain) {
            *mine |= theirs;
        }
        self.inside += other.inside;
        self.outside += other.outside;
        self.placeless += other.placeless;
        self
    }
}

/// Words of 64 rows from which a second thread counts half of them.
const WORTH_A_THREAD: usize = 1 << 10;
/// Words after which it is asked whether the answer is still wanted.
const BREATH: usize = 1 << 10;

/// Counts the possible rows by cell; `None` when cancelled.
pub(super) fn tally(scope: &Scope<'_>, grid: &Grid, rows: &RowSet) -> Option<Tally> {
    let words = rows.possible().words().len();
    let pass = Pass {
        store: scope.store(),
        projector: grid.projector(),
        grid,
        rows,
    };
    if words < WORTH_A_THREAD {
        return pass.run(0..words, scope.cancelled);
    }
    // The second thread cannot be told; it takes no longer than the first.
    let (first, second) = both(
        || pass.run(0..words / 2, scope.cancelled),
        || pass.run(words / 2..words, &|| false),
    );
    Some(first?.add(second?))
}

struct Pass<'a> {
    store: &'a Store,
    projector: Projector,
    grid: &'a Grid,
    rows: &'a RowSet,
}

impl Pass<'_> {
    /// Counts the rows of some words, bloc by bloc: each row has one, and the counts of one bloc stay in the fastest memory.
    fn run(&self, words: std::ops::Range<usize>, cancelled: &dyn Fn() -> bool) -> Option<Tally> {
        let lead = &self.store.index().lead_bloc;
        let mut tally = Tally {
            counts: vec![Vec::new(); lead.len()],
            first: vec![u32::MAX; self.grid.cells()],
            certain: vec![false; self.grid.cells()],
            ..Tally::default()
        };
        for (bloc, set) in lead.iter().enumerate() {
            let pairs = self.rows.possible().words()[words.clone()].iter();
            let pairs = pairs.zip(&set.words()[words.clone()]);
            for (at, (rows, set)) in (words.start..).zip(pairs) {
                if at % BREATH == 0 && cancelled() {
                    return None;
                }
                if rows & set != 0 {
                    self.word(&mut tally, bloc, at, rows & set);
                }
            }
        }
        Some(tally)
    }

    fn word(&self, tally: &mut Tally, bloc: usize, at: usize, mut word: u64) {
        let certain = self.rows.certain().words()[at];
        let counts = &mut tally.counts[bloc];
        if counts.is_empty() {
            *counts = vec![[0; 2]; self.grid.cells()];
        }
        while word != 0 {
            let bit = word.trailing_zeros();
            let row = at * 64 + bit as usize;
            word &= word - 1;
            let [lat, lon] = self.store.positions()[row];
            if let Some((column, line)) = self.projector.cell(lat.into(), lon.into()) {
                let cell = usize::from(line) * usize::from(self.grid.columns) + usize::from(column);
                counts[cell][usize::from(is_rough(self.store, row))] += 1;
                let row = u32::try_from(row).unwrap_or(u32::MAX);
                tally.first[cell] = tally.first[cell].min(row);
                tally.certain[cell] |= certain >> bit & 1 == 1;
                tally.inside += 1;
            } else if lat.is_nan() {
                tally.placeless += 1;
            } else {
                tally.outside += 1;
            }
        }
    }
}

/// Whether the place of a row is only roughly known.
fn is_rough(store: &Store, row: usize) -> bool {
    // The list goes from exact to rough.
    let code = usize::from(store.precisions()[row]);
    code > PlacePrecision::Near as usize && code < PlacePrecision::ALL.len()
}
