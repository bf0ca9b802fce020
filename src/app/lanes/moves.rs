//! What keys and the mouse do in the lanes.

use super::{LanesView, length, shape, zoom};
use crate::analysis::{Lane, LaneBy, LaneCell, LaneSort};
use crate::app::cursor::Step;
use crate::app::{Effect, Notice, State, edit, history};
use crate::command::Action;

/// Does what an action asks of the view; whether it means something here.
pub(in crate::app) fn act(state: &mut State, action: Action, effects: &mut Vec<Effect>) -> bool {
    if let Some(step) = Step::of(action) {
        let by = step.lines(shape(state).map_or(1, |shape| shape.rows.into()));
        go(state, by);
        return true;
    }
    match action {
        Action::BucketRight => sideways(state, true),
        Action::BucketLeft => sideways(state, false),
        Action::FirstCell => column(state, 0),
        Action::LastCell => column(state, usize::MAX),
        Action::NextDay => busy(state, true),
        Action::PreviousDay => busy(state, false),
        Action::ZoomIn => zoom::zoom(state, true),
        Action::ZoomOut => zoom::zoom(state, false),
        Action::ZoomFit => zoom::fit(state),
        Action::BrushStart => brush(state),
        Action::BrushApply => return apply(state, effects),
        Action::Fold => fold(state),
        Action::Unfold => unfold(state),
        Action::ToggleFold => toggle(state),
        Action::Back => return state.lanes.anchor.take().is_some(),
        _ => return rows(state, action),
    }
    true
}

/// Lets rows stand for something else or in another order, if an action asks for that.
pub(in crate::app) fn rows(state: &mut State, action: Action) -> bool {
    match action {
        Action::NextRows => turn(state, 1),
        Action::PreviousRows => turn(state, -1),
        Action::SortRows => sort(state),
        _ => return false,
    }
    true
}

/// Points at another lane.
fn go(state: &mut State, by: isize) {
    let Some(shape) = shape(state) else { return };
    let length = length(state, shape);
    state.lanes.cursor.go(by, length);
    moved(state);
}

/// The cursor has moved: it selects what is there.
fn moved(state: &mut State) {
    zoom::point(state);
    state.lanes.picks = true;
}

/// Points at the next or previous column, and at days beyond the edge when there are matches.
fn sideways(state: &mut State, right: bool) {
    let view = &state.lanes;
    let last = columns(view).saturating_sub(1);
    let edge = if right {
        view.column >= last
    } else {
        view.column == 0
    };
    if edge {
        state.lanes.picks |= zoom::pan(state, right);
        return;
    }
    let at = if right {
        view.column + 1
    } else {
        view.column - 1
    };
    column(state, at);
}

fn columns(view: &LanesView) -> usize {
    view.held.get().map_or(0, |lanes| lanes.columns.len())
}

fn column(state: &mut State, at: usize) {
    let last = columns(&state.lanes).saturating_sub(1);
    state.lanes.column = at.min(last);
    moved(state);
}

/// Points at the next or previous cell of the lane that has events.
fn busy(state: &mut State, forward: bool) {
    let view = &state.lanes;
    let cells = view.lane().map_or(&[][..], |lane| &lane.cells);
    let full = |cell: &LaneCell| cell.total > 0;
    let found = if forward {
        let behind = cells.iter().enumerate().skip(view.column + 1);
        behind.clone().find(|(_, cell)| full(cell))
    } else {
        let before = cells.iter().enumerate().take(view.column);
        before.rev().find(|(_, cell)| full(cell))
    };
    match found.map(|(at, _)| at) {
        Some(at) => column(state, at),
        None => {
            let when = if forward { "later" } else { "earlier" };
            let says = state.unless_reading(format!("No {when} events in this row"));
            state.notice = Some(Notice::info(says));
        }
    }
}

/// Lets rows stand for something else.
fn turn(state: &mut State, by: isize) {
    let view = &mut state.lanes;
    view.by = neighbour(&LaneBy::ALL, view.by, by);
    view.anchor = None;
}

fn sort(state: &mut State) {
    state.lanes.sort = neighbour(&LaneSort::ALL, state.lanes.sort, 1);
}

fn neighbour<T: Copy + PartialEq>(all: &[T], now: T, by: isize) -> T {
    let at = all.iter().position(|&one| one == now).unwrap_or(0);
    let next = (at + all.len()).saturating_add_signed(by) % all.len().max(1);
    all.get(next).copied().unwrap_or(now)
}

/// Starts the brush at the column pointed at, or drops it.
fn brush(state: &mut State) {
    let view = &mut state.lanes;
    view.anchor = match view.anchor {
        Some(_) => None,
        None => Some(view.column),
    };
}

/// Writes the brushed time into the filter, or the lane and time of the cell pointed at. When the filter says that already, its
/// event is read.
fn apply(state: &mut State, effects: &mut Vec<Effect>) -> bool {
    let before = state.filter.text().to_owned();
    let brushed = state.lanes.brushed();
    let text = match brushed {
        Some(columns) => {
            let time = state.lanes.time(columns);
            time.map(|time| edit::set_date(&before, time))
        }
        None => narrowed(&state.lanes, &before),
    };
    let Some(text) = text else {
        let says = state.unless_reading("Nothing is known to have happened there");
        state.notice = Some(Notice::info(says));
        return true;
    };
    state.lanes.anchor = None;
    if text == before {
        crate::app::act::act(state, Action::ShowEvent, effects);
        return true;
    }
    history::leap(state);
    zoom::fit(state);
    state.filter.set(text);
    true
}

/// The filter with lane and time of the cell pointed at, if something may have been in it.
fn narrowed(view: &LanesView, text: &str) -> Option<String> {
    view.cell().filter(|cell| !cell.is_empty())?;
    let time = view.time((view.column, view.column))?;
    let lane = view.lane()?;
    Some(edit::set_date(&edit::narrow_to_lane(text, lane), time))
}

/// Hides what stands below the lane, or goes to what it stands below.
fn fold(state: &mut State) {
    let view = &mut state.lanes;
    let Some(lane) = view.lane() else { return };
    if lane.has_children && !lane.closed {
        view.closed.insert(lane.key);
        return;
    }
    let depth = lane.depth;
    let Some(lanes) = view.held.get() else { return };
    let above = view.cursor.rank.saturating_sub(lanes.first);
    let heading = |lane: &Lane| lane.depth < depth;
    if let Some(at) = lanes.rows[..above].iter().rposition(heading) {
        let heading = lanes.first + at;
        view.cursor.put(heading);
        moved(state);
    }
}

fn unfold(state: &mut State) {
    if let Some(key) = state.lanes.lane().map(|lane| lane.key) {
        state.lanes.closed.remove(&key);
    }
}

fn toggle(state: &mut State) {
    match state.lanes.lane() {
        Some(lane) if lane.closed => unfold(state),
        Some(lane) if lane.has_children => fold(state),
        _ => {}
    }
}

/// The mouse was pressed at a column and row of the pane's inside.
pub(in crate::app) fn press(
    state: &mut State,
    (x, y): (u16, u16),
    double: bool,
    effects: &mut Vec<Effect>,
) {
    let Some(shape) = shape(state) else { return };
    let Some(line) = y.checked_sub(1) else {
        return turn(state, 1);
    };
    let rank = state.lanes.cursor.first + usize::from(line);
    if line >= shape.rows || rank >= state.lanes.total() {
        return;
    }
    state.lanes.cursor.put(rank);
    match shape.cell_at(x) {
        Some(cell) => column(state, cell),
        None => moved(state),
    }
    let on_name = x < shape.names;
    if double && on_name {
        toggle(state);
    } else if double {
        apply(state, effects);
    }
}

/// The wheel was turned by so many lines.
pub(in crate::app) fn wheel(state: &mut State, by: isize) {
    go(state, by);
}
