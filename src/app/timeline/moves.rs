//! Moving the selection; the list scrolls when it must.

use super::super::{State, detail, history, panes};
use super::place::{Item, Placed, starts_day, top};
use super::{Errand, SCROLL_OFF, Shape, Wish, shape};
use crate::analysis::EventKey;
use crate::layout::Place;
use crate::model::Day;

/// Selects an event wherever it is.
pub(in crate::app) fn select_event(state: &mut State, event: EventKey) {
    state.timeline.wish = Wish::Event(event);
    state.timeline.above = third(state);
    detail::follow_selection(state);
}

/// Rows above what was jumped to, so that what led to it can be seen.
fn third(state: &State) -> usize {
    shape(state).map_or(0, Shape::rows) / 3
}

/// Selects a row and puts so many others above it.
pub(in crate::app) fn jump_to_rank(state: &mut State, rank: usize, above: usize) {
    state.timeline.select(rank);
    state.timeline.above = above;
    detail::follow_selection(state);
}

/// Moves the selection by rows; the list scrolls when it must.
pub(in crate::app) fn step(state: &mut State, rows: isize) {
    let above = visible_above(state).saturating_add_signed(rows);
    // Down the list, room above is made by going; only upwards it has to be kept.
    let least = if rows < 0 { SCROLL_OFF } else { 0 };
    go(state, rows, above.max(least));
}

/// Moves the selection by half pages; it keeps its place on the screen.
pub(in crate::app) fn page(state: &mut State, halves: isize) {
    let rows = shape(state).map_or(1, Shape::rows);
    let by = if halves % 2 == 0 {
        rows.saturating_sub(1).max(1)
    } else {
        (rows / 2).max(1)
    };
    let above = visible_above(state);
    go(state, by.cast_signed() * halves.signum(), above);
}

/// Scrolls by rows; the selection moves when it would leave the screen.
pub(in crate::app) fn scroll(state: &mut State, rows: isize) {
    let above = visible_above(state);
    let fit = shape(state).map_or(1, Shape::rows);
    let wished = above.cast_signed() - rows;
    let low = SCROLL_OFF.min(fit / 2).cast_signed();
    let high = fit.saturating_sub(1 + SCROLL_OFF).max(1).cast_signed();
    let kept = wished.clamp(low, high.max(low));
    go(state, kept - wished, kept.unsigned_abs());
}

fn go(state: &mut State, rows: isize, above: usize) {
    let (Some(rank), Some(window)) = (state.timeline.rank(), state.timeline.held.get()) else {
        return;
    };
    let target = rank
        .saturating_add_signed(rows)
        .min(window.total.saturating_sub(1));
    state.timeline.select(target);
    state.timeline.above = above.min(target).min(shape(state).map_or(0, Shape::rows));
    detail::follow_selection(state);
}

/// Rows above the selection on the screen.
fn visible_above(state: &State) -> usize {
    let (Some(shape), Some(window), Some(selected)) = (
        shape(state),
        state.timeline.held.get(),
        state.timeline.selected(),
    ) else {
        return 0;
    };
    selected
        - top(
            window,
            selected,
            state.timeline.above,
            shape.height,
            shape.row_lines,
        )
        .min(selected)
}

/// Goes to the first or last row.
pub(in crate::app) fn end(state: &mut State, last: bool) {
    history::leap(state);
    let total = state.timeline.held.get().map_or(0, |window| window.total);
    state.timeline.above = if last {
        shape(state).map_or(0, Shape::rows)
    } else {
        0
    };
    state
        .timeline
        .select(if last { total.saturating_sub(1) } else { 0 });
    detail::follow_selection(state);
}

/// Goes to the first row of the next day that has events, or of this day or the previous one.
pub(in crate::app) fn day(state: &mut State, forward: bool) {
    let (Some(window), Some(selected)) = (state.timeline.held.get(), state.timeline.selected())
    else {
        return;
    };
    let here = window.rows[selected].days.from;
    let starts = |index: &usize| starts_day(window, *index) && (*index > 0 || window.first == 0);
    let target = if forward {
        (selected + 1..window.rows.len()).find(starts)
    } else {
        (0..selected).rev().find(starts)
    };
    match target {
        Some(index) => jump_to_rank(state, window.first + index, third(state)),
        None if forward => errand(state, Errand::Day(here.plus(1))),
        None => errand(state, Errand::Before(here)),
    }
}

/// Goes to the first row on or after a day.
pub(in crate::app) fn go_to_day(state: &mut State, day: Day) {
    history::leap(state);
    errand(state, Errand::Day(day));
}

/// Goes to the next or previous row that matches a filter text.
pub(in crate::app) fn seek(state: &mut State, forward: bool, matching: String) {
    history::leap(state);
    errand(state, Errand::Seek { forward, matching });
}

/// Has something looked up once.
pub(super) fn errand(state: &mut State, errand: Errand) {
    state.timeline.errand = Some(errand);
    state.asked.forget();
}

/// Selects the row at a line of the list; whether there is one.
pub(in crate::app) fn click(state: &mut State, line: u16) -> bool {
    let Some(Shape { height, row_lines }) = shape(state) else {
        return false;
    };
    let placed = state.timeline.placed(height, row_lines);
    let hit = placed
        .iter()
        .find(|placed| (placed.line..placed.line + placed.height).contains(&line));
    let (
        Some(&Placed {
            item: Item::Row(index),
            ..
        }),
        Some(selected),
    ) = (hit, state.timeline.selected())
    else {
        return false;
    };
    let above =
        visible_above(state).saturating_add_signed(index.cast_signed() - selected.cast_signed());
    go(state, index.cast_signed() - selected.cast_signed(), above);
    panes::focus(state, Place::Main);
    true
}
