//! Moving the selection; the list scrolls when it must.

use super::super::cursor::{Length, Step, moved};
use super::super::{State, detail, history, panes};
use super::place::{Item, Placed, starts_day, top};
use super::{Errand, SCROLL_OFF, Shape, Wish, length, shape};
use crate::analysis::EventKey;
use crate::layout::Place;
use crate::model::TimeRange;

/// Selects an event wherever it is.
pub(in crate::app) fn select_event(state: &mut State, event: EventKey) {
    state.timeline.wish = Wish::Event(event);
    state.timeline.ahead.clear();
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
    state.timeline.ahead.clear();
    state.timeline.above = above;
    detail::follow_selection(state);
}

/// Goes through the list.
pub(in crate::app) fn go(state: &mut State, step: Step) {
    match step {
        Step::Line(by) => self::step(state, by),
        Step::Half(_) | Step::Page(_) => page(state, step),
        Step::First | Step::Last => end(state, step),
    }
}

/// Moves the selection by rows; the list scrolls when it must.
fn step(state: &mut State, rows: isize) {
    let above = visible_above(state).saturating_add_signed(rows);
    // Down the list, room above is made by going; only upwards it has to be kept.
    let least = if rows < 0 { SCROLL_OFF } else { 0 };
    move_by(state, rows, above.max(least));
}

/// Moves the selection by a page or half of one; it keeps its place on the screen.
fn page(state: &mut State, step: Step) {
    let rows = shape(state).map_or(1, Shape::rows);
    let above = visible_above(state);
    move_by(state, step.lines(rows), above);
}

/// Scrolls by rows; the selection moves when it would leave the screen.
pub(in crate::app) fn scroll(state: &mut State, rows: isize) {
    let above = visible_above(state);
    let fit = shape(state).map_or(1, Shape::rows);
    let wished = above.cast_signed() - rows;
    let low = SCROLL_OFF.min(fit / 2).cast_signed();
    let high = fit.saturating_sub(1 + SCROLL_OFF).max(1).cast_signed();
    let kept = wished.clamp(low, high.max(low));
    move_by(state, kept - wished, kept.unsigned_abs());
}

fn move_by(state: &mut State, rows: isize, above: usize) {
    state.timeline.ahead.note(rows, length(state));
    let (Some(rank), Some(window)) = (state.timeline.rank(), state.timeline.held.get()) else {
        return;
    };
    let target = moved(rank, rows, window.total);
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
fn end(state: &mut State, step: Step) {
    history::leap(state);
    let rows = shape(state).map_or(0, Shape::rows);
    let above = if step == Step::Last { rows } else { 0 };
    move_by(state, step.lines(rows), above);
}

/// Goes where the keys lead that were pressed before there was a list.
pub(super) fn catch_up(state: &mut State) {
    let Length::Known(total) = length(state) else {
        return;
    };
    if state.timeline.ahead.is_empty() {
        return;
    }
    let from = state.timeline.rank().unwrap_or(0);
    let rank = state.timeline.ahead.lead(from, total);
    let above = shape(state).map_or(0, Shape::rows).min(rank);
    jump_to_rank(state, rank, above);
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

/// Goes to the first row on or after a day, or on or after a minute of it.
pub(in crate::app) fn go_to(state: &mut State, time: TimeRange) {
    history::leap(state);
    errand(
        state,
        match time.whole_days() {
            Some(days) => Errand::Day(days.from),
            None => Errand::Time(time.from),
        },
    );
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
    move_by(state, index.cast_signed() - selected.cast_signed(), above);
    panes::focus(state, Place::Main);
    true
}
