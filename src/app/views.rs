//! The views: which one has the middle of the screen, and who gets its keys.
//!
//! A view takes the keys first while the middle has them and nothing lies over it. What it leaves goes to the list of events,
//! whose selection all views share.

use tui_input::Input;

use super::{Effect, Focus, State};
use super::{accounts, actors, compare, lanes, map, panes, problems, quotes, sources, timeline};
use crate::analysis::Part;
use crate::command::{Action, command};
use crate::layout::{Place, View};

/// The view that an action goes to: the table calls it by the view's name.
fn view_of(action: Action) -> Option<View> {
    View::from_slug(command(action).name.strip_prefix("view-")?)
}

/// Goes to a view; the one that is there already gets its panes as at first. Whether the action asks for that.
pub(super) fn go(state: &mut State, action: Action) -> bool {
    let Some(view) = view_of(action) else {
        return false;
    };
    if state.view == view {
        state.panes = panes::Panes {
            compact: state.panes.compact,
            ..panes::Panes::default()
        };
    } else {
        state.view = view;
        state.panes.zoomed = false;
        panes::focus(state, Place::Main);
    }
    true
}

/// Whether the view itself has the keys.
pub(super) fn focused(state: &State) -> bool {
    state.panes.focus == Focus::Main && state.overlay.is_none() && state.filter.editing.is_none()
}

/// Gives an action to the view that has the keys; whether it meant something there.
pub(super) fn act(state: &mut State, action: Action, effects: &mut Vec<Effect>) -> bool {
    if !focused(state) {
        return false;
    }
    if state.compare.is_some() {
        return match state.view {
            View::Map => compare::act_on_map(state, action, effects),
            View::Lanes => compare::act_in_lanes(state, action, effects),
            _ => compare::act(state, action, effects),
        };
    }
    match state.view {
        View::Timeline => false,
        View::Lanes => lanes::act(state, action, effects),
        View::Map => map::act(state, action, effects),
        View::Actors => actors::act(state, action, effects),
        View::Quotes => quotes::act(state, action, effects),
        View::Accounts => accounts::act(state, action, effects),
        View::Sources => sources::act(state, action, effects),
        View::Problems => problems::act(state, action, effects),
    }
}

/// The find of the view that has the keys, while keys go into it.
pub(super) fn finding(state: &State) -> bool {
    focused(state)
        && state.compare.is_none()
        && match state.view {
            View::Actors => state.actors.list.finding,
            View::Sources => state.sources.list.finding,
            _ => false,
        }
}

/// The line that is typed into while [`finding`].
pub(super) fn find_line(state: &mut State) -> Option<&mut Input> {
    if !finding(state) {
        return None;
    }
    match state.view {
        View::Actors => Some(&mut state.actors.list.find),
        View::Sources => Some(&mut state.sources.list.find),
        _ => None,
    }
}

/// The find has changed.
pub(super) fn found_anew(state: &mut State) {
    match state.view {
        View::Actors => state.actors.list.found_anew(),
        View::Sources => state.sources.list.found_anew(),
        _ => {}
    }
}

/// The parts that the view on the screen lacks.
pub(super) fn missing(state: &State, filter: &str) -> Vec<Part> {
    if state.compare.is_some() {
        return match state.view {
            View::Map => compare::missing_maps(state, filter),
            View::Lanes => compare::missing_lanes(state, filter).into_iter().collect(),
            _ => compare::missing(state, filter).into_iter().collect(),
        };
    }
    match state.view {
        View::Timeline => Vec::new(),
        View::Lanes => lanes::missing(state, filter),
        View::Map => map::missing(state, filter),
        View::Actors => actors::missing(state, filter),
        View::Quotes => quotes::missing(state, filter),
        View::Accounts => accounts::missing(state, filter),
        View::Sources => sources::missing(state, filter),
        View::Problems => problems::missing(state, filter),
    }
}

/// The mouse was pressed at a column and row of the pane's inside.
pub(super) fn press(state: &mut State, at: (u16, u16), double: bool, effects: &mut Vec<Effect>) {
    panes::focus(state, Place::Main);
    if state.compare.is_some() {
        return match state.view {
            View::Map => compare::press_map(state, at, double, effects),
            View::Lanes => compare::press_lanes(state, at, double),
            _ => compare::press(state, at.1),
        };
    }
    match state.view {
        View::Timeline => {
            if timeline::click(state, at.1) && double {
                super::act::act(state, Action::ShowEvent, effects);
            }
        }
        View::Lanes => lanes::press(state, at, double, effects),
        View::Map => map::press(state, at, double, effects),
        View::Actors => actors::press(state, at, double, effects),
        View::Quotes => quotes::press(state, at, double, effects),
        View::Accounts => accounts::press(state, at, double, effects),
        View::Sources => sources::press(state, at, double, effects),
        View::Problems => problems::press(state, at, double, effects),
    }
}

/// The wheel was turned over the view by so many lines.
pub(super) fn wheel(state: &mut State, by: isize) {
    if state.compare.is_some() {
        return match state.view {
            View::Map => map::wheel(state, by),
            View::Lanes => compare::wheel_lanes(state, by),
            _ => compare::wheel(state, by),
        };
    }
    match state.view {
        View::Timeline => timeline::scroll(state, by),
        View::Lanes => lanes::wheel(state, by),
        View::Map => map::wheel(state, by),
        View::Actors => actors::wheel(state, by),
        View::Quotes => quotes::wheel(state, by),
        View::Accounts => accounts::wheel(state, by),
        View::Sources => sources::wheel(state, by),
        View::Problems => problems::wheel(state, by),
    }
}

/// Makes the view's positions fit what it holds.
pub(super) fn settle(state: &mut State) {
    if state.compare.is_some() {
        return match state.view {
            View::Map => compare::settle_map(state),
            View::Lanes => compare::settle_lanes(state),
            _ => compare::settle(state),
        };
    }
    if state.view != View::Actors {
        actors::left(state);
    }
    if state.view != View::Sources {
        sources::left(state);
    }
    match state.view {
        View::Timeline => {}
        View::Lanes => lanes::settle(state),
        View::Map => map::settle(state),
        View::Actors => actors::settle(state),
        View::Quotes => quotes::settle(state),
        View::Accounts => accounts::settle(state),
        View::Sources => sources::settle(state),
        View::Problems => problems::settle(state),
    }
}

/// New data: every view asks again.
pub(super) fn opened(state: &mut State) {
    compare::opened(state);
    lanes::opened(state);
    map::opened(state);
    actors::opened(state);
    quotes::opened(state);
    accounts::opened(state);
    sources::opened(state);
    problems::opened(state);
}
