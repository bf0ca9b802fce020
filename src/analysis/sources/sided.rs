//! How many matches are supported by the outlets of one bloc only, over time.
//!
//! Rows stand in day order, so that each day is a run of them: days are counted first, and what is shown is made of days.

use std::cmp::Reverse;

use super::super::engine::Scope;
use super::super::{OneSided, SidedBucket, SidedRun, calendar, histogram};
use super::cited;
use crate::model::{Day, DayRange};
use crate::store::RowId;

/// A day that a match starts on.
struct DayCount {
    day: Day,
    total: usize,
    by_bloc: Vec<usize>,
}

impl DayCount {
    fn is_one_sided(&self) -> bool {
        self.total == self.by_bloc.iter().sum::<usize>()
    }
}

/// Counts the matches by the day that they start on; at most so many buckets and stretches.
pub(in crate::analysis) fn one_sided(scope: &Scope<'_>, buckets: usize, runs: usize) -> OneSided {
    let days = days(scope);
    let blocs = scope.engine.vocabulary().blocs.len();
    let mut by_bloc = vec![0; blocs];
    days.iter().for_each(|day| add(&mut by_bloc, &day.by_bloc));
    let (stretches, runs_total) = stretches(&days, runs);
    let span = histogram::default_span(scope);
    let span = span.filter(|_| buckets > 0);
    let (unit, buckets) = span.map_or_else(Default::default, |span| {
        let unit = calendar::unit(span, buckets, false);
        let span = calendar::clipped(span, unit, buckets);
        let slots = calendar::slots(span, unit).into_iter();
        let filled = slots.map(|slot| bucket(scope, &days, slot, blocs));
        (unit, filled.collect())
    });
    let sources = &scope.engine.vocabulary().sources;
    OneSided {
        told: sources.iter().any(|source| source.affiliation.is_some()),
        unit,
        buckets,
        events: by_bloc.iter().sum(),
        total: scope.selection.ranks.total(),
        by_bloc,
        runs: stretches,
        runs_total,
    }
}

fn add(sums: &mut [usize], more: &[usize]) {
    sums.iter_mut()
        .zip(more)
        .for_each(|(sum, more)| *sum += more);
}

fn days(scope: &Scope<'_>) -> Vec<DayCount> {
    let shown = scope.selection.rows.possible();
    let mut sided = shown.clone();
    sided.and(&scope.selection.edition.one_sided);
    let blocs = scope.engine.vocabulary().blocs.len();
    let count = |(day, run): (Day, std::ops::Range<usize>)| {
        let total = shown.count_range(run.clone());
        let mut by_bloc = vec![0; if total > 0 { blocs } else { 0 }];
        for row in sided.iter_within(run) {
            if let Some(bloc) = bloc(scope, row, day) {
                by_bloc[bloc] += 1;
            }
        }
        DayCount {
            day,
            total,
            by_bloc,
        }
    };
    let days = scope.store().days().iter().map(count);
    days.filter(|day| day.total > 0).collect()
}

/// The bloc whose outlets a one-sided row rests on: that of any of its published texts, as all of them have the same.
fn bloc(scope: &Scope<'_>, row: RowId, day: Day) -> Option<usize> {
    let store = scope.store();
    let day = if day.is_open() {
        store.bloc_day(row)
    } else {
        day
    };
    let owner = cited(scope, row).find_map(|source| store.owner(source))?;
    Some(store.blocs(owner, day).next()?.index())
}

fn bucket(scope: &Scope<'_>, days: &[DayCount], slot: calendar::Slot, blocs: usize) -> SidedBucket {
    let from = days.partition_point(|day| day.day < slot.days.from);
    let to = days.partition_point(|day| day.day <= slot.days.to);
    let mut by_bloc = vec![0; blocs];
    let inside = &days[from..to.max(from)];
    inside
        .iter()
        .for_each(|day| add(&mut by_bloc, &day.by_bloc));
    SidedBucket {
        total: inside.iter().map(|day| day.total).sum(),
        by_bloc,
        covered: histogram::covered(scope, slot.days),
        days: slot.days,
        label: slot.label,
    }
}

/// Days one after another that each have only one-sided matches: those with most matches, then the earliest, first; and how
/// many such stretches there are. A day without a match ends a stretch: nothing is known of it.
fn stretches(days: &[DayCount], most: usize) -> (Vec<SidedRun>, usize) {
    let dated = days.iter().filter(|day| !day.day.is_open());
    let sided: Vec<&DayCount> = dated.filter(|day| day.is_one_sided()).collect();
    let runs = sided.chunk_by(|a, b| a.day.plus(1) == b.day);
    let mut runs: Vec<SidedRun> = runs.map(stretch).collect();
    runs.sort_by_key(|run| (Reverse(run.events), run.days.from));
    let total = runs.len();
    runs.truncate(most);
    (runs, total)
}

fn stretch(days: &[&DayCount]) -> SidedRun {
    let (first, last) = (days[0], days[days.len() - 1]);
    let mut by_bloc = vec![0; first.by_bloc.len()];
    days.iter().for_each(|day| add(&mut by_bloc, &day.by_bloc));
    SidedRun {
        days: DayRange {
            from: first.day,
            to: last.day,
        },
        events: days.iter().map(|day| day.total).sum(),
        by_bloc,
    }
}
