//! Moving on the map: the cursor from mark to mark, the map below it, nearer and farther; and the mouse.

use ratatui::layout::Rect;

use super::super::{Effect, Notice, State, act, compare, facets, timeline};
use super::{MapFrame, frame, grid, narrow, regions, shape};
use crate::analysis::MapBin;
use crate::command::Action;
use crate::geo::Camera;
use crate::model::Position;

/// How much nearer a step goes.
const NEARER: f64 = 0.6;

/// Goes to the nearest mark in a direction: columns and rows of a step.
pub(super) fn mark(state: &mut State, (right, down): (i32, i32)) {
    let Some(counts) = state.map.held.get() else {
        return;
    };
    let middle = (counts.grid.columns / 2, counts.grid.rows / 2);
    let from = state.map.cursor().unwrap_or(middle);
    let found = counts.bins.iter().filter_map(|bin| {
        let (along, aside) = offset(from, bin.at, (right, down))?;
        Some((along + 2 * aside, along, bin.first))
    });
    match found.min_by_key(|found| (found.0, found.1)) {
        Some((.., event)) => timeline::select_event(state, event),
        None => state.notice = Some(Notice::info(nothing_there(state))),
    }
}

/// How far a cell lies along a direction and beside it; nothing when it does not lie that way. A row is as high as two columns.
pub(in crate::app) fn offset(
    from: (u16, u16),
    to: (u16, u16),
    (right, down): (i32, i32),
) -> Option<(i32, i32)> {
    let x = i32::from(to.0) - i32::from(from.0);
    let y = 2 * (i32::from(to.1) - i32::from(from.1));
    let along = x * right + y * down;
    let aside = (x * down).abs() + (y * right).abs();
    (along > 0 && aside <= 2 * along).then_some((along, aside))
}

/// There is no mark in a direction, said with the key that helps.
pub(in crate::app) fn nothing_there(state: &State) -> String {
    let contexts = [crate::command::Context::Map];
    let key = state
        .keymap
        .key(&contexts, Action::MapOut)
        .unwrap_or_default();
    format!("No mark that way; {key} shows more of the map")
}

/// Moves the map by a quarter of what is seen.
pub(super) fn pan(state: &mut State, (east, north): (f64, f64)) {
    let Some(grid) = grid(state) else { return };
    let (reach, middle) = (grid.reach(), grid.camera.middle());
    let to = Position {
        lat: middle.lat + north * reach.1 / 2.0,
        lon: middle.lon + east * reach.0.min(180.0) / 2.0,
    };
    frame(state, MapFrame::Camera(grid.camera.moved(to)));
}

/// Goes nearer or farther; the chosen mark stays where it is on the screen.
pub(super) fn zoom(state: &mut State, nearer: bool) {
    let Some(grid) = grid(state) else { return };
    let times = if nearer { NEARER } else { 1.0 / NEARER };
    let chosen = match state.compare {
        Some(_) => compare::position(state),
        None => {
            let spot = state.map.chosen().filter(|spot| spot.at.is_some());
            spot.map(|spot| spot.position)
        }
    };
    let middle = grid.camera.middle();
    let scaled = grid.camera.scaled(times);
    let times = scaled.step() / grid.camera.step();
    let to = chosen.map_or(middle, |at| Position {
        lat: at.lat + (middle.lat - at.lat) * times,
        lon: at.lon + east_of(at, middle) * times,
    });
    frame(state, MapFrame::Camera(Camera::new(to, scaled.step())));
}

/// Degrees from one longitude to another, the short way.
fn east_of(from: Position, to: Position) -> f64 {
    (to.lon - from.lon + 180.0).rem_euclid(360.0) - 180.0
}

/// The mouse was pressed at a column and row of the pane's inside.
pub(in crate::app) fn press(
    state: &mut State,
    at: (u16, u16),
    double: bool,
    effects: &mut Vec<Effect>,
) {
    let layout = state.layout();
    let (Some(shape), Some(main)) = (shape(state), layout.main) else {
        return;
    };
    let inside = layout.inner(main);
    let (x, y) = (inside.x.saturating_add(at.0), inside.y.saturating_add(at.1));
    let hit = |area: Rect| area.contains((x, y).into());
    if shape.list.is_some_and(hit) {
        return press_list(state, y, double);
    }
    state.map.listing = false;
    if hit(shape.map) {
        press_map(state, (x - shape.map.x, y - shape.map.y), double, effects);
    } else if let Some(strip) = shape.strip.filter(|strip| hit(*strip)) {
        press_strip(state, usize::from(y - strip.y), double, effects);
    }
}

fn press_list(state: &mut State, y: u16, double: bool) {
    regions::enter(state);
    let inside = shape(state).and_then(|shape| shape.list);
    let Some(line) = inside.and_then(|list| y.checked_sub(list.y + 1)) else {
        return;
    };
    if facets::click(state, line.into()) && double {
        facets::choose(state, crate::analysis::Choice::Included);
    }
}

/// Chooses the mark nearest to a cell, no farther than a finger is thick.
fn press_map(state: &mut State, cell: (u16, u16), double: bool, effects: &mut Vec<Effect>) {
    let Some(counts) = state.map.held.get() else {
        return;
    };
    let far = |bin: &&MapBin| {
        u32::from(bin.at.0.abs_diff(cell.0)) + 2 * u32::from(bin.at.1.abs_diff(cell.1))
    };
    let Some(bin) = counts
        .bins
        .iter()
        .min_by_key(far)
        .filter(|bin| far(bin) <= 3)
    else {
        return;
    };
    if state.map.cursor() != Some(bin.at) {
        let event = bin.first;
        timeline::select_event(state, event);
    } else if double {
        narrow(state, effects);
    }
}

fn press_strip(state: &mut State, line: usize, double: bool, effects: &mut Vec<Effect>) {
    let row = state
        .map
        .chosen()
        .and_then(|spot| spot.rows.get(line.checked_sub(1)?));
    let Some(event) = row.map(|row| row.key) else {
        return;
    };
    timeline::select_event(state, event);
    if double {
        act::act(state, Action::ShowEvent, effects);
    }
}

/// The wheel was turned over the map by so many lines.
pub(in crate::app) fn wheel(state: &mut State, by: isize) {
    if state.map.listing && state.compare.is_none() {
        facets::step(state, by);
    } else {
        zoom(state, by < 0);
    }
}
