//! Both sides of a comparison.

use std::sync::Arc;

use super::super::engine::Scope;
use super::super::histogram;
use super::kept::Queries;
use crate::diagnostic::Diagnostic;
use crate::model::{Day, DayRange};
use crate::query::{Filter, Predicate};
use crate::store::Bitset;

/// Words of 64 rows from which a second thread does the other side.
const WORTH_A_THREAD: usize = 1 << 12;

/// Answers from the matches of both filters, or tells what is wrong with the other; `None` when cancelled.
pub(super) fn with_other<T>(
    scope: &Scope<'_>,
    text: &str,
    answer: impl FnOnce([&Scope<'_>; 2]) -> Option<T>,
) -> Option<Result<T, Vec<Diagnostic>>> {
    let compiled = scope.engine.compile(text);
    let Some(query) = &compiled.query else {
        return Some(Err(compiled.diagnostics));
    };
    let other = Scope {
        engine: scope.engine,
        compiled: &compiled,
        query,
        selection: scope.engine.select(query, scope.cancelled)?,
        cancelled: scope.cancelled,
    };
    answer([scope, &other]).map(Ok)
}

/// All rows that match either.
pub(super) fn either(sides: [&Scope<'_>; 2]) -> Bitset {
    let mut rows = sides[0].selection.coded().possible().clone();
    rows.or(sides[1].selection.coded().possible());
    rows
}

/// What both filters say.
pub(super) fn queries(sides: [&Scope<'_>; 2]) -> Queries {
    sides.map(|side| side.query.clone())
}

/// Does the same for both sides, told which it is; of many rows, the other is done on a thread of its own.
pub(super) fn each<T: Send>(
    sides: [&Scope<'_>; 2],
    of: impl Fn(usize, &Scope<'_>) -> Option<T> + Sync,
) -> Option<[T; 2]> {
    if sides[0].selection.rows.possible().words().len() < WORTH_A_THREAD {
        return Some([of(0, sides[0])?, of(1, sides[1])?]);
    }
    let Scope {
        engine,
        compiled,
        query,
        ..
    } = *sides[1];
    let selection = Arc::clone(&sides[1].selection);
    let of = &of;
    let (first, second) = std::thread::scope(|threads| {
        // The second thread cannot be told; it takes about as long as the first.
        let second = threads.spawn(move || {
            let other = Scope {
                engine,
                compiled,
                query,
                selection,
                cancelled: &|| false,
            };
            of(1, &other)
        });
        let first = of(0, sides[0]);
        match second.join() {
            Ok(second) => (first, second),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    });
    Some([first?, second?])
}

/// The days of both sides: on one axis, or each from its own first day on, equally many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spans {
    pub(super) one: Option<DayRange>,
    pub(super) own: [Option<DayRange>; 2],
    /// Whether no day belongs to both.
    pub(super) apart: bool,
}

impl Spans {
    pub(super) fn of(sides: [&Scope<'_>; 2]) -> Self {
        let spans = sides.map(histogram::default_span);
        let one = match spans {
            [Some(a), Some(b)] => Some(DayRange {
                from: a.from.min(b.from),
                to: a.to.max(b.to),
            }),
            [a, b] => a.or(b),
        };
        let own = [0, 1].map(|side| spans[side].map(|span| of_period(sides[side], span)));
        let longest = own.iter().flatten().map(|span| span.to.0 - span.from.0);
        let longest = longest.max().unwrap_or(0);
        // What may have been in a period can stand on a day outside of it: "about 30 November" is of December, too.
        let asked = [0, 1].map(|side| spans[side].map(|span| within_period(sides[side], span)));
        let apart = matches!(asked, [Some(a), Some(b)] if !a.overlaps(b));
        Self {
            one,
            own: own.map(|span| span.map(|span| starting(span.from, longest))),
            apart,
        }
    }

    /// The span of a side.
    pub(super) fn side(&self, side: usize, aligned: bool) -> Option<DayRange> {
        if aligned { self.own[side] } else { self.one }
    }
}

fn starting(from: Day, length: i64) -> DayRange {
    DayRange {
        from,
        to: from.plus(length),
    }
}

/// The days of the matches, as far as the filter asks for them.
fn within_period(side: &Scope<'_>, matches: DayRange) -> DayRange {
    match period(&side.query.filter) {
        Some(period) if period.overlaps(matches) => DayRange {
            from: matches.from.max(period.from),
            to: matches.to.min(period.to),
        },
        _ => matches,
    }
}

/// The days of a side that is to begin at its first day: where its filter asks for a period, the period's, else those of its
/// matches. Two months are compared from their first days, although one of them may begin quietly.
fn of_period(side: &Scope<'_>, matches: DayRange) -> DayRange {
    let Some(period) = period(&side.query.filter) else {
        return matches;
    };
    let from = if period.from.is_open() {
        matches.from
    } else {
        period.from
    };
    let to = if period.to.is_open() {
        matches.to
    } else {
        period.to
    };
    DayRange {
        from,
        to: to.max(from),
    }
}

/// The days that all matches have to have, as far as the filter says so at its top.
fn period(filter: &Filter) -> Option<DayRange> {
    match filter {
        Filter::Test(Predicate::Date { range, .. }) => Some(range.days()),
        Filter::And(parts) => parts.iter().filter_map(period).reduce(|a, b| DayRange {
            from: a.from.max(b.from),
            to: a.to.min(b.to),
        }),
        _ => None,
    }
}
