//! Which periods a table has.

use super::super::engine::Scope;
use super::super::{BucketUnit, Column, Period, Periods, calendar, histogram};
use crate::model::{Day, DayRange};

/// Dates that EDTF can write reach back further than anybody counts.
const MOST: usize = 100_000;

/// The periods over the days that a histogram shows, as whole ones, and what lies outside of them.
pub(super) fn columns(scope: &Scope<'_>, periods: Periods) -> (Option<Period>, Vec<Column>) {
    let span = (periods != Periods::None)
        .then(|| histogram::default_span(scope))
        .flatten();
    let Some(span) = span else {
        return (None, Vec::new());
    };
    let period = match periods {
        Periods::Each(period) => period,
        Periods::Fitting(most) => fitting(span, most),
        Periods::None => return (None, Vec::new()),
    };
    let unit = BucketUnit::from(period);
    let span = calendar::whole(calendar::clipped(span, unit, MOST), unit);
    let column = |name: String, days: DayRange| Column {
        name,
        days,
        covered: histogram::covered(scope, days),
    };
    let inside = calendar::slots(span, unit)
        .into_iter()
        .map(|slot| column(calendar::name(slot.days.from, period), slot.days));
    let (earlier, later) = outside(scope, span);
    let earlier = earlier.map(|days| column("earlier".to_owned(), days));
    let later = later.map(|days| column("later".to_owned(), days));
    let columns = earlier.into_iter().chain(inside).chain(later);
    (Some(period), columns.collect())
}

fn fitting(span: DayRange, most: usize) -> Period {
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let fits = |period: &Period| calendar::pieces(span, (*period).into()) <= most;
    Period::ALL.into_iter().find(fits).unwrap_or(Period::Year)
}

/// The days before and after the span, as far as matches start in them.
fn outside(scope: &Scope<'_>, span: DayRange) -> (Option<DayRange>, Option<DayRange>) {
    let store = scope.store();
    let rows = scope.selection.rows.possible();
    let inside = store.days().starting_in(span);
    let earlier = DayRange {
        from: Day::MIN,
        to: span.from.plus(-1),
    };
    let later = DayRange {
        from: span.to.plus(1),
        to: Day::MAX,
    };
    (
        (rows.count_range(0..inside.start) > 0).then_some(earlier),
        (rows.count_range(inside.end..store.len()) > 0).then_some(later),
    )
}
