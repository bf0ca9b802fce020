//! Columns of time, and matches counted into them.
//!
//! Rows of the store stand in day order, so that a column of days is a run of rows: of a value's list only the borders are
//! searched, and where all rows match nothing else is looked at. What is not certainly in the column that it starts in (a
//! qualified date, one that reaches over the end of the column, an event without a clock time among hours) is told apart once
//! for all values.

use std::ops::Range;

use super::super::calendar::{self, Slot};
use super::super::engine::Scope;
use super::super::{BucketUnit, LaneCell, LaneColumn, histogram};
use crate::model::{Day, DayRange, Minute};
use crate::store::{Bitset, RankIndex, RowId};

/// Columns, and where matches fall in them.
pub(in crate::analysis) struct Grid {
    pub(in crate::analysis) unit: BucketUnit,
    slots: Vec<Slot>,
    /// Rows that start in some column's days.
    inside: Range<u32>,
    /// Where the rows of each column end; none where columns are hours.
    ends: Vec<u32>,
    /// Matches that are not certainly in the column that they start in.
    vague: Bitset,
    /// Of each of these where it may have been.
    spreads: Vec<Spread>,
    /// Other columns in which the vague ones may have been, as runs.
    reaches: Vec<(u32, u32)>,
    /// Whether some of them start behind the columns.
    has_early: bool,
    ranks: RankIndex,
}

/// Where a vague match may have been.
#[derive(Debug, Clone, Copy)]
struct Spread {
    /// The column that it starts in.
    cell: Option<u32>,
    /// Whether it was there certainly all the same.
    certain: bool,
    /// Other columns: from here on in [`Grid::reaches`].
    from: u32,
    /// Up to here.
    to: u32,
}

/// Where a run of rows lies.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place {
    /// Before the columns.
    Before,
    /// In a column.
    Column(usize),
    /// Behind the columns.
    After,
}

/// Matches of one value.
#[derive(Debug, Clone)]
pub(in crate::analysis) struct Tally {
    pub(in crate::analysis) before: usize,
    pub(in crate::analysis) after: usize,
    cells: Vec<LaneCell>,
    /// What is added to `reaching` from this column on.
    steps: Vec<i64>,
}

impl Grid {
    /// Columns over whole pieces of the span; over the days that a histogram shows without one.
    pub(in crate::analysis) fn new(
        scope: &Scope<'_>,
        span: Option<DayRange>,
        buckets: usize,
    ) -> Self {
        let span = span
            .filter(|span| span.from <= span.to && !span.from.is_open() && !span.to.is_open())
            .or_else(|| histogram::default_span(scope));
        let Some(span) = span else {
            return Self::of(scope, BucketUnit::Day, Vec::new());
        };
        let hours = histogram::has_hours(scope, scope.selection.rows.possible(), span);
        let unit = calendar::unit(span, buckets.max(1), hours);
        let span = calendar::whole(calendar::clipped(span, unit, buckets.max(1)), unit);
        Self::of(scope, unit, calendar::slots(span, unit))
    }

    /// These columns, in time order and without gaps.
    pub(in crate::analysis) fn of(scope: &Scope<'_>, unit: BucketUnit, slots: Vec<Slot>) -> Self {
        let (store, days) = (scope.store(), scope.store().days());
        let end = small(store.len());
        let mut grid = Self {
            unit,
            slots,
            // Without columns everything is before them: only open starts are left.
            inside: end..end,
            ends: Vec::new(),
            vague: Bitset::empty(store.len()),
            spreads: Vec::new(),
            reaches: Vec::new(),
            has_early: false,
            ranks: RankIndex::default(),
        };
        let Some(span) = grid.span() else {
            return grid;
        };
        let inside = days.starting_in(span);
        grid.inside = small(inside.start)..small(inside.end);
        if !unit.is_hours() {
            let end = |slot: &Slot| small(days.starting_in(slot.days).end);
            grid.ends = grid.slots.iter().map(end).collect();
        }
        grid.find_vague(scope, span);
        grid
    }

    fn find_vague(&mut self, scope: &Scope<'_>, span: DayRange) {
        let (store, days) = (scope.store(), scope.store().days());
        let possible = scope.selection.coded().possible();
        let mut cell = 0;
        for (row, last) in days.long_rows(0..self.inside.end as usize) {
            if !possible.contains(row) || last < span.from {
                continue;
            }
            let over = row.0 < self.inside.start || self.unit.is_hours() || {
                cell = self.cell(row.0, cell);
                last > self.slots[cell].days.to
            };
            if over {
                self.vague.insert(row);
            }
        }
        let inside = self.inside.start as usize..self.inside.end as usize;
        if self.unit.is_hours() {
            let rows = inside.map(RowId::at).filter(|&row| possible.contains(row));
            rows.for_each(|row| self.vague.insert(row));
        } else {
            let doubtful = store.doubtful().iter_within(inside);
            let rows = doubtful.filter(|&row| possible.contains(row));
            rows.for_each(|row| self.vague.insert(row));
        }
        let early = days.early_rows(span);
        for (row, _) in early.filter(|&(row, _)| possible.contains(row)) {
            self.has_early = true;
            self.vague.insert(row);
        }
        self.ranks = RankIndex::new(&self.vague);
        self.find_spreads(scope);
    }

    fn find_spreads(&mut self, scope: &Scope<'_>) {
        let days = scope.store().days();
        let mut long = days.long_rows(0..self.inside.end as usize).peekable();
        let mut hint = 0;
        let (mut spreads, mut reaches) = (Vec::new(), Vec::new());
        for row in self.vague.iter() {
            while long.next_if(|&(other, _)| other < row).is_some() {}
            let last = long
                .next_if(|&(other, _)| other == row)
                .map(|(_, last)| last);
            let starts_inside = (self.inside.start..self.inside.end).contains(&row.0);
            let cell = match self.unit.is_hours() {
                true => self.hour_of(scope, row).filter(|_| starts_inside),
                false => starts_inside.then(|| {
                    hint = self.cell(row.0, hint);
                    hint
                }),
            };
            let from = small(reaches.len());
            match days.loose_runs(row) {
                Some(runs) => {
                    let time = scope.store().time(row);
                    let mut done = 0;
                    for days in runs {
                        let (first, end) = self.cells_of(*days, time);
                        // Two days of a set may be in one column.
                        push_around((first.max(done), end), cell, &mut reaches);
                        done = done.max(end);
                    }
                }
                None => {
                    let days = DayRange {
                        from: days.first_day(row),
                        to: last.unwrap_or_else(|| days.first_day(row)),
                    };
                    let cells = self.cells_of(days, scope.store().time(row));
                    push_around(cells, cell, &mut reaches);
                }
            }
            spreads.push(Spread {
                cell: cell.map(small),
                certain: self.unit.is_hours()
                    && last.is_none()
                    && !scope.store().doubtful().contains(row),
                from,
                to: small(reaches.len()),
            });
        }
        (self.spreads, self.reaches) = (spreads, reaches);
    }

    /// The columns that a match may have been in, of days that it allows; where columns are hours, from its clock time on.
    fn cells_of(&self, days: DayRange, time: Option<Minute>) -> (usize, usize) {
        let from = self.slots.partition_point(|slot| slot.days.to < days.from);
        let to = self.slots.partition_point(|slot| slot.days.from <= days.to);
        let at = time.filter(|_| self.unit.is_hours());
        let at = at.and_then(|time| self.slot_at(days.from, time));
        match at {
            Some(cell) if days.from == days.to => (cell, cell + 1),
            Some(cell) => (cell, to),
            None => (from, to),
        }
    }

    /// The column of a match among hours, when it has a clock time.
    fn hour_of(&self, scope: &Scope<'_>, row: RowId) -> Option<usize> {
        let time = scope.store().time(row)?;
        self.slot_at(scope.store().days().first_day(row), time)
    }

    fn slot_at(&self, day: Day, time: Minute) -> Option<usize> {
        let holds = |slot: &Slot| {
            let minutes = slot.minutes.as_ref();
            slot.days.from == day && minutes.is_some_and(|minutes| minutes.contains(&time.of_day()))
        };
        self.slots.iter().position(holds)
    }

    /// The column of a row inside, which is not before this one.
    fn cell(&self, row: u32, from: usize) -> usize {
        match self.ends.get(from) {
            Some(&end) if row < end => from,
            _ => from + self.ends[from..].partition_point(|&end| end <= row),
        }
    }

    /// The columns as an answer.
    pub(in crate::analysis) fn columns(&self, scope: &Scope<'_>) -> Vec<LaneColumn> {
        let column = |slot: &Slot| LaneColumn {
            time: slot.time(),
            label: slot.label.clone(),
            covered: histogram::covered(scope, slot.days),
        };
        self.slots.iter().map(column).collect()
    }

    /// The days of all columns.
    pub(in crate::analysis) fn span(&self) -> Option<DayRange> {
        Some(DayRange {
            from: self.slots.first()?.days.from,
            to: self.slots.last()?.days.to,
        })
    }

    /// No matches yet.
    pub(in crate::analysis) fn tally(&self) -> Tally {
        Tally {
            before: 0,
            after: 0,
            cells: vec![LaneCell::default(); self.slots.len()],
            steps: vec![0; self.slots.len() + 1],
        }
    }

    /// Counts the rows of a list that are in the set; `whole` says that all are.
    pub(in crate::analysis) fn count_list(
        &self,
        (list, set, whole): (&[u32], &Bitset, bool),
        tally: &mut Tally,
    ) {
        let count = |rows: &[u32]| {
            if whole {
                rows.len()
            } else {
                present(rows, set)
            }
        };
        let from = list.partition_point(|&row| row < self.inside.start);
        let to = list.partition_point(|&row| row < self.inside.end);
        tally.before += count(&list[..from]);
        tally.after += count(&list[to..]);
        let mut rest = &list[from..to];
        for (cell, &end) in tally.cells.iter_mut().zip(&self.ends) {
            let (rows, later) = rest.split_at(rest.partition_point(|&row| row < end));
            let rows = small(count(rows));
            cell.total += rows;
            cell.certain += rows;
            rest = later;
        }
        if self.spreads.is_empty() {
            return;
        }
        let end = if self.has_early { list.len() } else { to };
        let vague = list[..end].iter().map(|&row| RowId(row));
        for row in vague.filter(|&row| self.vague.contains(row) && set.contains(row)) {
            let spread = self.spread(row);
            if self.unit.is_hours() {
                tally.start(spread);
            } else if let Some(cell) = spread.cell {
                tally.cells[cell as usize].certain -= 1;
            }
            tally.reach(self.reach(spread));
        }
    }

    /// The rows before the columns, those of each column and those behind them. Of columns that are hours there are none: all
    /// their rows are [vague](Self::vague).
    pub(super) fn runs(&self) -> impl Iterator<Item = (Place, Range<usize>)> + '_ {
        let (start, end) = (self.inside.start as usize, self.inside.end as usize);
        let starts = std::iter::once(start).chain(self.ends.iter().map(|&end| end as usize));
        let columns = starts.zip(&self.ends).enumerate();
        let columns = columns.map(|(at, (start, &end))| (Place::Column(at), start..end as usize));
        std::iter::once((Place::Before, 0..start))
            .chain(columns)
            .chain([(Place::After, end..usize::MAX)])
    }

    /// Matches that are not certainly in the column that they start in.
    pub(super) fn vague(&self) -> &Bitset {
        &self.vague
    }

    /// Counts a vague row where it may have been.
    pub(super) fn count_vague(&self, row: RowId, tally: &mut Tally) {
        let spread = self.spread(row);
        tally.start(spread);
        tally.reach(self.reach(spread));
    }

    /// Counts one row, whose column is not before the one noted by the last call.
    pub(in crate::analysis) fn count_row(&self, row: RowId, hint: &mut usize, tally: &mut Tally) {
        if row.0 < self.inside.start {
            tally.before += 1;
        } else if row.0 >= self.inside.end {
            tally.after += 1;
        }
        if self.vague.contains(row) {
            self.count_vague(row, tally);
        } else if (self.inside.start..self.inside.end).contains(&row.0) {
            *hint = self.cell(row.0, *hint);
            tally.put(Place::Column(*hint), 1);
        }
    }

    /// Other columns in which a vague match may have been.
    fn reach(&self, spread: Spread) -> &[(u32, u32)] {
        &self.reaches[spread.from as usize..spread.to as usize]
    }

    fn spread(&self, row: RowId) -> Spread {
        self.spreads[self.ranks.rank(&self.vague, row)]
    }
}

impl Tally {
    /// Adds matches that are certainly there.
    pub(super) fn put(&mut self, place: Place, count: u32) {
        match place {
            Place::Before => self.before += count as usize,
            Place::After => self.after += count as usize,
            Place::Column(at) => {
                let cell = &mut self.cells[at];
                cell.total += count;
                cell.certain += count;
            }
        }
    }

    fn start(&mut self, spread: Spread) {
        if let Some(cell) = spread.cell {
            let cell = &mut self.cells[cell as usize];
            cell.total += 1;
            cell.certain += u32::from(spread.certain);
        }
    }

    fn reach(&mut self, columns: &[(u32, u32)]) {
        for &(from, to) in columns {
            self.steps[from as usize] += 1;
            self.steps[to as usize] -= 1;
        }
    }

    /// Adds the counts of other rows.
    pub(super) fn add(&mut self, other: &Self) {
        self.before += other.before;
        self.after += other.after;
        for (mine, theirs) in self.cells.iter_mut().zip(&other.cells) {
            mine.total += theirs.total;
            mine.certain += theirs.certain;
        }
        for (mine, theirs) in self.steps.iter_mut().zip(&other.steps) {
            *mine += theirs;
        }
    }

    /// The counts of the columns.
    pub(in crate::analysis) fn cells(mut self) -> Vec<LaneCell> {
        let mut reaching = 0;
        for (cell, step) in self.cells.iter_mut().zip(self.steps) {
            reaching += step;
            cell.reaching = u32::try_from(reaching).unwrap_or(0);
        }
        self.cells
    }
}

/// Adds a run of columns without the one that a match starts in.
fn push_around((from, to): (usize, usize), without: Option<usize>, reaches: &mut Vec<(u32, u32)>) {
    let mut push = |from: usize, to: usize| {
        if from < to {
            reaches.push((small(from), small(to)));
        }
    };
    match without.filter(|cell| (from..to).contains(cell)) {
        Some(cell) => {
            push(from, cell);
            push(cell + 1, to);
        }
        None => push(from, to),
    }
}

fn present(rows: &[u32], set: &Bitset) -> usize {
    let rows = rows.iter();
    rows.filter(|&&row| set.contains(RowId(row))).count()
}

fn small(number: usize) -> u32 {
    u32::try_from(number).expect("fewer than four billion rows")
}
