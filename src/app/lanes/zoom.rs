//! Which days the columns show.

use super::LanesView;
use crate::analysis::{EventRow, LaneTime};
use crate::app::State;
use crate::model::{Day, DayRange, TimeRange};

/// Shows half the days, or twice as many; what is pointed at stays where it is.
pub(super) fn zoom(state: &mut State, closer: bool) {
    let Some(shown) = shown(&state.lanes) else {
        return;
    };
    point(state);
    let view = &state.lanes;
    let at = view.time.as_ref().map_or(shown, |time| time.days);
    let columns = view
        .held
        .get()
        .map_or(1, |lanes| lanes.columns.len().max(1));
    let length = length(shown);
    let wanted = if closer {
        length / 2
    } else {
        length.saturating_mul(2)
    }
    .max(1);
    // The part of the new days that lies before the middle of the column pointed at.
    let column = i64::try_from(view.column).unwrap_or(0);
    let columns = i64::try_from(columns).unwrap_or(1);
    let before = wanted.saturating_mul(2 * column + 1) / (2 * columns);
    let from = middle(at).plus(-before);
    let to = from.plus(wanted - 1);
    let whole = whole(state, shown);
    let span = inside(DayRange { from, to }, whole);
    state.lanes.span = Some(span);
}

/// Shows the days that the matches call for.
pub(super) fn fit(state: &mut State) {
    point(state);
    state.lanes.span = None;
}

/// Shows other days beside these, a quarter of them further; whether there are any.
pub(super) fn pan(state: &mut State, later: bool) -> bool {
    let Some(shown) = shown(&state.lanes) else {
        return false;
    };
    let whole = whole(state, shown);
    let by = (length(shown) / 4).max(1);
    let by = if later { by } else { -by };
    let moved = DayRange {
        from: shown.from.plus(by),
        to: shown.to.plus(by),
    };
    let span = inside(moved, whole);
    if span == shown {
        return false;
    }
    // The column next to the one that was at the edge.
    let day = if later {
        shown.to.plus(1)
    } else {
        shown.from.plus(-1)
    };
    state.lanes.time = Some(LaneTime {
        days: DayRange { from: day, to: day },
        minutes: (!later).then_some(24 * 60 - 1..24 * 60),
    });
    state.lanes.span = Some(span);
    true
}

/// Notes the time pointed at: that of the selected event, when the column has it, so that looking closer leads to it.
pub(super) fn point(state: &mut State) {
    let view = &state.lanes;
    let column = view
        .held
        .get()
        .and_then(|lanes| lanes.columns.get(view.column));
    let Some(time) = column.map(|column| column.time.clone()) else {
        return;
    };
    let selected = state.timeline.row().map(time_of);
    let within = |event: &LaneTime| {
        let minute = event.minutes.as_ref().map(|minutes| minutes.start);
        time.days.contains(event.days)
            && time
                .minutes
                .as_ref()
                .is_none_or(|minutes| minute.is_some_and(|minute| minutes.contains(&minute)))
    };
    state.lanes.time = Some(selected.filter(within).unwrap_or(time));
}

/// When an event starts.
pub(super) fn time_of(row: &EventRow) -> LaneTime {
    let day = row.days.from;
    LaneTime {
        days: DayRange { from: day, to: day },
        minutes: row.time.map(|time| time.of_day()..time.of_day() + 1),
    }
}

fn shown(view: &LanesView) -> Option<DayRange> {
    let last = view.held.get()?.columns.len().checked_sub(1)?;
    view.time((0, last)).map(TimeRange::days)
}

/// All days that matches have, and those that are shown.
fn whole(state: &State, shown: DayRange) -> DayRange {
    let span = state.totals.get().and_then(|totals| totals.span);
    let span = span.unwrap_or(shown);
    DayRange {
        from: span.from.min(shown.from),
        to: span.to.max(shown.to),
    }
}

/// The days moved, and if need be cut, so that they lie in others.
fn inside(days: DayRange, whole: DayRange) -> DayRange {
    let length = length(days).min(length(whole));
    let from = days.from.min(whole.to.plus(1 - length)).max(whole.from);
    DayRange {
        from,
        to: from.plus(length - 1),
    }
}

fn length(days: DayRange) -> i64 {
    days.to.0.saturating_sub(days.from.0).saturating_add(1)
}

fn middle(days: DayRange) -> Day {
    days.from.plus(length(days) / 2)
}
