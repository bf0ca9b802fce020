//! Counts over time, stacked by bloc.

use super::calendar::{self, Slot};
use super::engine::Scope;
use super::{Bucket, BucketUnit, Histogram, totals};
use crate::model::{Day, DayRange};
use crate::query::{Filter, Predicate};
use crate::store::{Bitset, RowId};

/// Of all matches, so many in ten must start inside the coverage for the histogram to show just that.
const BULK_IN_TEN: usize = 5;

/// Counts matches by the day they start on.
///
/// Matches that start before the first bucket or after the last are counted in `before` and `after`; an open start is before
/// everything. Buckets of hours cannot hold matches without a clock time, which are counted in `untimed`.
pub(super) fn histogram(scope: &Scope<'_>, span: Option<DayRange>, buckets: usize) -> Histogram {
    let rows = scope.selection.rows.possible();
    let Some(span) = span
        .filter(|span| span.from <= span.to)
        .or_else(|| default_span(scope))
    else {
        return Histogram {
            before: rows.count(),
            ..Histogram::default()
        };
    };
    let span = closed(scope, span);
    counted(scope, rows, span, buckets.max(1))
}

/// Counts some rows over a span.
pub(super) fn counted(
    scope: &Scope<'_>,
    rows: &Bitset,
    span: DayRange,
    buckets: usize,
) -> Histogram {
    let store = scope.store();
    let unit = calendar::unit(span, buckets, has_hours(scope, rows, span));
    let span = calendar::clipped(span, unit, buckets);
    let inside = store.days().starting_in(span);
    let sure = sure_days(scope, rows);
    let slots = calendar::slots(span, unit);
    let filled: Vec<Bucket> = slots
        .iter()
        .map(|slot| bucket(scope, (rows, &sure), slot, &inside))
        .collect();
    let total: usize = filled.iter().map(|bucket| bucket.total).sum();
    Histogram {
        unit,
        peak: filled.iter().map(|bucket| bucket.total).max().unwrap_or(0),
        before: rows.count_range(0..inside.start),
        after: rows.count_range(inside.end..store.len()),
        untimed: rows.count_range(inside) - total,
        buckets: filled,
    }
}

/// Whether hours say something of so few days: some of the rows have a clock time, or the filter asks for hours, so that what has
/// none does not turn them into days.
pub(super) fn has_hours(scope: &Scope<'_>, rows: &Bitset, span: DayRange) -> bool {
    let store = scope.store();
    let timed = |row: RowId| rows.contains(row) && store.time(row).is_some();
    let mut inside = store.days().starting_in(span).map(RowId::at);
    let short = span.to.0.saturating_sub(span.from.0) < calendar::DAYS_IN_HOURS;
    short && (scope.query.filter.asks_hours() || inside.any(timed))
}

/// The days that hold the bulk of the matches: when at least half start inside the coverage, the first to the last of those;
/// else the first to the last of all but far outliers. A few events of long ago do not flatten what the data are about.
pub(super) fn default_span(scope: &Scope<'_>) -> Option<DayRange> {
    let rows = scope.selection.rows.possible();
    let days = scope.store().days();
    let inside = scope.coverage().map(|coverage| days.starting_in(coverage));
    let bulk =
        inside.filter(|inside| rows.count_range(inside.clone()) * 10 >= rows.count() * BULK_IN_TEN);
    let span = bulk
        .and_then(|inside| starts(scope, rows, inside))
        .or_else(|| without_outliers(scope, starts(scope, rows, 0..scope.store().len())?))?;
    // A match that is only possible may stand outside the days that are asked for.
    let asked = asked(&scope.query.filter);
    let inside = DayRange {
        from: span.from.max(asked.from),
        to: span.to.min(asked.to),
    };
    Some(if inside.from <= inside.to {
        inside
    } else {
        span
    })
}

/// The days that every match must share, as far as the filter says so outside of any "or" and "not".
fn asked(filter: &Filter) -> DayRange {
    match filter {
        Filter::And(parts) => parts
            .iter()
            .map(asked)
            .fold(DayRange::ALL, |all, part| DayRange {
                from: all.from.max(part.from),
                to: all.to.min(part.to),
            }),
        Filter::Test(Predicate::Date { range, .. }) => range.days(),
        _ => DayRange::ALL,
    }
}

/// Of so many matches, one at each end may be an outlier.
const OUTLIERS: usize = 400;

/// A span without the few matches at an end that would more than double it.
fn without_outliers(scope: &Scope<'_>, span: DayRange) -> Option<DayRange> {
    let (rows, ranks) = (scope.selection.rows.possible(), &scope.selection.ranks);
    let few = ranks.total() / OUTLIERS;
    let day = |rank: usize| Some(scope.store().days().first_day(ranks.select(rows, rank)?));
    let (low, high) = (day(few)?, day((ranks.total() - 1).saturating_sub(few))?);
    let length = high.0.saturating_sub(low.0);
    let is_far = |days: i64| few > 0 && days > length.max(1);
    Some(DayRange {
        from: if is_far(low.0.saturating_sub(span.from.0)) {
            low
        } else {
            span.from
        },
        to: if is_far(span.to.0.saturating_sub(high.0)) {
            high
        } else {
            span.to
        },
    })
}

/// First and last day that rows of a run start on; open starts do not count.
fn starts(scope: &Scope<'_>, rows: &Bitset, run: std::ops::Range<usize>) -> Option<DayRange> {
    let days = scope.store().days();
    let run = run.start.max(
        days.starting_in(DayRange {
            from: Day::MIN,
            to: Day::MIN,
        })
        .end,
    )..run.end;
    let first = rows.iter_within(run.clone()).next()?;
    let last = rows.last_before(run.end)?;
    Some(DayRange {
        from: days.first_day(first),
        to: days.first_day(last),
    })
}

/// A span without open ends: as far as the matches reach.
fn closed(scope: &Scope<'_>, span: DayRange) -> DayRange {
    let reach = totals::span(scope.store(), scope.selection.rows.possible());
    let from = if span.from.is_open() {
        reach.map_or(span.to, |reach| reach.from.min(span.to))
    } else {
        span.from
    };
    let to = if span.to.is_open() {
        reach.map_or(from, |reach| reach.to.max(from))
    } else {
        span.to
    };
    if from.is_open() {
        DayRange {
            from: Day(0),
            to: Day(0),
        }
    } else {
        DayRange { from, to }
    }
}

/// The rows whose date is one day, without doubt.
fn sure_days(scope: &Scope<'_>, rows: &Bitset) -> Bitset {
    let mut sure = rows.clone();
    sure.and_not(scope.store().unsure());
    sure
}

fn bucket(
    scope: &Scope<'_>,
    (rows, sure): (&Bitset, &Bitset),
    slot: &Slot,
    inside: &std::ops::Range<usize>,
) -> Bucket {
    let store = scope.store();
    let run = store.days().starting_in(slot.days);
    let lead = &store.index().lead_bloc;
    let run = run.start.max(inside.start)..run.end.min(inside.end);
    let mut bucket = Bucket {
        time: slot.time().range(),
        label: slot.label.clone(),
        total: 0,
        certain: 0,
        by_bloc: vec![0; lead.len()],
        covered: covered(scope, slot.days),
    };
    if let Some(minutes) = &slot.minutes {
        let timed = |row: &RowId| {
            store
                .time(*row)
                .is_some_and(|time| minutes.contains(&time.of_day()))
        };
        for row in run
            .map(RowId::at)
            .filter(|&row| rows.contains(row))
            .filter(timed)
        {
            bucket.total += 1;
            bucket.certain += usize::from(sure.contains(row));
            lead.iter()
                .enumerate()
                .for_each(|(bloc, set)| bucket.by_bloc[bloc] += usize::from(set.contains(row)));
        }
    } else {
        bucket.total = rows.count_range(run.clone());
        bucket.certain = sure.count_range(run.clone());
        bucket.by_bloc = lead
            .iter()
            .map(|set| rows.count_range_and(set, run.clone()))
            .collect();
    }
    bucket
}

/// Whether a dataset covers any of the days. One that does not say what it covers may cover them.
pub(super) fn covered(scope: &Scope<'_>, days: DayRange) -> bool {
    let sets = &scope.engine.vocabulary().datasets;
    sets.iter()
        .any(|set| set.coverage.is_none_or(|coverage| coverage.overlaps(days)))
}

impl BucketUnit {
    /// Whether it is shorter than a day.
    #[must_use]
    pub fn is_hours(self) -> bool {
        matches!(self, Self::Hours(_))
    }
}
