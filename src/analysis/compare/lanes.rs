//! Two filters over time: lanes of the values that either has, with the cells of each in columns that stand for each other.
//!
//! Columns are the same days for both, or begin at each side's own first day. Periods that share no day would stand apart on one axis,
//! one row blank where the other is filled: unless it is asked otherwise, these begin at their first days.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::super::calendar::{self, Slot};
use super::super::engine::Scope;
use super::super::histogram;
use super::super::lanes::{self, Entry, Grid, Order, Spec, Tally, Thing};
use super::super::{BucketUnit, Lane, LaneColumn, LaneOrder, LaneTime, Selection};
use super::kept::kept;
use super::sides::{self, Spans};
use crate::diagnostic::Diagnostic;
use crate::model::{Day, DayRange};
use crate::query::{Filter, Query};

/// What is asked about the lanes of two filters.
pub(in crate::analysis) struct LanesWanted<'a> {
    pub(in crate::analysis) other: &'a str,
    pub(in crate::analysis) order: &'a LaneOrder,
    pub(in crate::analysis) aligned: Option<bool>,
    pub(in crate::analysis) span: Option<DayRange>,
    pub(in crate::analysis) buckets: usize,
    pub(in crate::analysis) ranks: Range<usize>,
}

/// A run of lanes of two filters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LanesPair {
    /// Length of a column; of days where there are several in it, see `days`.
    pub unit: BucketUnit,
    /// Days of a column, where both begin at their own first day and columns are no hours.
    pub days: Option<i64>,
    /// Whether each side begins at its own first day.
    pub aligned: bool,
    /// The first day of each side, where it has one.
    pub starts: [Option<Day>; 2],
    /// The columns in time order, without gaps.
    pub columns: Vec<LanesPairColumn>,
    /// Rank of the first lane.
    pub first: usize,
    /// How many lanes there are.
    pub total: usize,
    /// The lanes, with the matches of each side.
    pub rows: Vec<[Lane; 2]>,
    /// All matches of each.
    pub matches: [usize; 2],
    /// Matches of each that are in no lane.
    pub without: [usize; 2],
}

/// A column of the lanes of two filters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LanesPairColumn {
    /// When, for each side.
    pub times: [LaneTime; 2],
    /// For an axis: a date, or the number of a day (`day 8`).
    pub label: String,
    /// Whether any opened dataset covers it, for each side.
    pub covered: [bool; 2],
}

/// The values that either side has, in an order, with the matches of each.
#[derive(Debug)]
pub(in crate::analysis) struct Paired {
    order: Order,
    counts: Vec<[usize; 2]>,
    without: [usize; 2],
}

/// Lanes by rank; `None` when cancelled.
pub(in crate::analysis) fn lanes(
    scope: &Scope<'_>,
    wanted: &LanesWanted<'_>,
) -> Option<Result<Box<LanesPair>, Vec<Diagnostic>>> {
    sides::with_other(scope, wanted.other, |sides| {
        let paired = paired(sides, wanted.order)?;
        let total = paired.order.entries.len();
        let first = wanted.ranks.start.min(total);
        let ranks = first..wanted.ranks.end.clamp(first, total);
        let axis = Axis::of(sides, wanted);
        let entries = &paired.order.entries[ranks.clone()];
        let things: Vec<Thing> = entries.iter().map(|entry| entry.thing).collect();
        let counted = sides::each(sides, |at, side| {
            let grid = Grid::of(side, axis.unit, axis.slots[at].clone());
            let tallies = lanes::count(side, paired.order.dimension, &things, &grid)?;
            Some((grid.columns(side), tallies))
        });
        let [(a_columns, a), (b_columns, b)] = counted?;
        let rows = entries.iter().zip(&paired.counts[ranks]);
        let rows = rows.zip(a.into_iter().zip(b));
        Some(Box::new(LanesPair {
            unit: axis.unit,
            days: axis.days,
            aligned: axis.aligned,
            starts: axis.starts,
            columns: axis.columns(a_columns, b_columns),
            first,
            total,
            rows: rows
                .map(|((entry, counts), (a, b))| pair(sides, entry, *counts, [a, b]))
                .collect(),
            matches: sides.map(|side| side.selection.ranks.total()),
            without: paired.without,
        }))
    })
}

fn pair(
    sides: [&Scope<'_>; 2],
    entry: &Entry,
    counts: [usize; 2],
    [a, b]: [Tally; 2],
) -> [Lane; 2] {
    let of = |side: usize, tally: Tally| {
        let entry = Entry {
            count: counts[side],
            ..*entry
        };
        lanes::lane(sides[side], &entry, tally)
    };
    [of(0, a), of(1, b)]
}

/// The lanes of both in one order, made or remembered.
fn paired(sides: [&Scope<'_>; 2], asked: &LaneOrder) -> Option<Arc<Paired>> {
    let spec = Spec::from(asked);
    let key = (sides::queries(sides), spec.clone());
    kept(
        sides[0].engine,
        |pairs| &mut pairs.lanes,
        key,
        || {
            let query = either(sides.map(|side| side.query));
            let order = lanes::made(
                &Scope {
                    engine: sides[0].engine,
                    compiled: sides[0].compiled,
                    query: &query,
                    selection: Arc::new(union(sides)),
                    cancelled: sides[0].cancelled,
                },
                &spec,
            )?;
            let own = sides::each(sides, |_, side| lanes::order(side, Spec::all(asked)))?;
            let counts = own.each_ref().map(|order| {
                let entries = order.entries.iter();
                entries
                    .map(|entry| (entry.thing, entry.count))
                    .collect::<HashMap<Thing, usize>>()
            });
            let of = |entry: &Entry| {
                let count = |side: usize| counts[side].get(&entry.thing).copied().unwrap_or(0);
                [count(0), count(1)]
            };
            Some(Paired {
                counts: order.entries.iter().map(of).collect(),
                without: own.map(|order| order.without),
                order,
            })
        },
    )
}

/// What either filter selects. It is not evaluated: under two clocks the filters may select what they do not under one.
fn either(queries: [&Query; 2]) -> Query {
    Query {
        filter: Filter::Or(queries.map(|query| query.filter.clone()).to_vec()),
        known: later(queries.map(|query| query.known)),
        says_status: true,
    }
}

/// The later of two clocks; no clock is now.
fn later(known: [Option<Day>; 2]) -> Option<Day> {
    known[0].zip(known[1]).map(|(a, b)| a.max(b))
}

/// The matches of either, as of the later clock: what was published by then is in it.
fn union(sides: [&Scope<'_>; 2]) -> Selection {
    let mut rows = sides[0].selection.coded().clone();
    rows.or(sides[1].selection.coded());
    let known = sides.map(|side| side.query.known);
    let latest = usize::from(known[0] != later(known));
    let edition = Arc::clone(&sides[latest].selection.edition);
    Selection::new(sides[0].store(), edition, rows, None)
}

/// Columns that stand for each other.
struct Axis {
    unit: BucketUnit,
    days: Option<i64>,
    aligned: bool,
    starts: [Option<Day>; 2],
    slots: [Vec<Slot>; 2],
}

impl Axis {
    fn of(sides: [&Scope<'_>; 2], wanted: &LanesWanted<'_>) -> Self {
        let spans = Spans::of(sides);
        let aligned = wanted.aligned.unwrap_or(spans.apart);
        let starts = [0, 1].map(|side| spans.side(side, aligned).map(|span| span.from));
        let buckets = wanted.buckets.max(1);
        let asked = wanted.span.filter(|span| span.from <= span.to);
        if aligned {
            let relative = spans.own.iter().flatten().next().map(|span| DayRange {
                from: Day(0),
                to: Day(span.to.0 - span.from.0),
            });
            Self::from_first_days(sides, starts, asked.or(relative), buckets)
        } else {
            Self::on_one_axis(sides, starts, asked.or(spans.one), buckets)
        }
    }

    /// The same days for both, in pieces of the calendar.
    fn on_one_axis(
        sides: [&Scope<'_>; 2],
        starts: [Option<Day>; 2],
        span: Option<DayRange>,
        buckets: usize,
    ) -> Self {
        let timed = |span| sides.iter().any(|side| is_timed(side, span));
        let unit = span.map_or(BucketUnit::Day, |span| {
            calendar::unit(span, buckets, timed(span))
        });
        let slots = span.map_or_else(Vec::new, |span| {
            let span = calendar::whole(calendar::clipped(span, unit, buckets), unit);
            calendar::slots(span, unit)
        });
        Self {
            unit,
            days: None,
            aligned: false,
            starts,
            slots: [slots.clone(), slots],
        }
    }

    /// Days counted from each side's first one. Weeks and months begin elsewhere on each side, so that columns are so many days.
    fn from_first_days(
        sides: [&Scope<'_>; 2],
        starts: [Option<Day>; 2],
        relative: Option<DayRange>,
        buckets: usize,
    ) -> Self {
        // A side without matches has the days of the other.
        let any = starts[0].or(starts[1]);
        let (Some(relative), Some(any)) = (relative, any) else {
            return Self::on_one_axis(sides, starts, None, buckets);
        };
        let spans = starts.map(|start| {
            let start = start.unwrap_or(any);
            DayRange {
                from: start.plus(relative.from.0),
                to: start.plus(relative.to.0),
            }
        });
        let timed = [0, 1].map(|side| is_timed(sides[side], spans[side]));
        let unit = calendar::unit(spans[0], buckets, timed[0] || timed[1]);
        if unit.is_hours() {
            return Self {
                unit,
                days: None,
                aligned: true,
                starts,
                slots: spans.map(|span| calendar::slots(span, unit)),
            };
        }
        let length = relative.to.0 - relative.from.0 + 1;
        let most = i64::try_from(buckets).unwrap_or(i64::MAX);
        // Whole weeks are easier to think in than five days.
        let days = match length.div_euclid(most) + i64::from(length.rem_euclid(most) > 0) {
            days @ ..=3 => days.max(1),
            days => (days + 6) / 7 * 7,
        };
        let slots = spans.map(|span| {
            let columns = (length + days - 1) / days;
            let slot = |at: i64| Slot {
                days: DayRange {
                    from: span.from.plus(at * days),
                    to: span.from.plus(at * days + days - 1),
                },
                minutes: None,
                label: String::new(),
            };
            (0..columns).map(slot).collect()
        });
        Self {
            unit: BucketUnit::Day,
            days: Some(days),
            aligned: true,
            starts,
            slots,
        }
    }

    fn columns(&self, a: Vec<LaneColumn>, b: Vec<LaneColumn>) -> Vec<LanesPairColumn> {
        let pair = |(a, b): (LaneColumn, LaneColumn)| LanesPairColumn {
            label: if self.aligned {
                self.numbered(&a)
            } else {
                a.label
            },
            covered: [a.covered, b.covered],
            times: [a.time, b.time],
        };
        a.into_iter().zip(b).map(pair).collect()
    }

    /// `day 8`, `day 1 06:00`.
    fn numbered(&self, column: &LaneColumn) -> String {
        let first = self.starts[0].or(self.starts[1]);
        let day = first.map_or(0, |first| column.time.days.from.0 - first.0 + 1);
        match &column.time.minutes {
            Some(minutes) => format!("day {day} {:02}:00", minutes.start / 60),
            None => format!("day {day}"),
        }
    }
}

/// Whether columns of hours say something of a side.
fn is_timed(side: &Scope<'_>, span: DayRange) -> bool {
    histogram::has_hours(side, side.selection.rows.possible(), span)
}
