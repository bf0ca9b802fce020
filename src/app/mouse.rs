//! The mouse: clicks, wheel, brushing, pulling borders. Coordinates are not trusted.

use std::time::Duration;

use ratatui::crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Rect;

use super::{
    Effect, Overlay, State, act, detail, facets, filter, histogram, overlay, panes, views,
};
use crate::command::Action;
use crate::layout::{Layout, Mode, Place};

/// Longest time between the clicks of a double click.
const DOUBLE: Duration = Duration::from_millis(450);

/// What the mouse is doing.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Pointer {
    drag: Option<Drag>,
    last: Option<(u16, u16, Duration)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Drag {
    Brush,
    FacetsBorder,
    DetailBorder,
}

impl Pointer {
    pub(super) fn brushing(&self) -> bool {
        self.drag == Some(Drag::Brush)
    }
}

/// The mouse did something.
pub(super) fn event(state: &mut State, event: MouseEvent, at: Duration, effects: &mut Vec<Effect>) {
    let x = event.column.min(state.size.width.saturating_sub(1));
    let y = event.row.min(state.size.height.saturating_sub(1));
    match event.kind {
        MouseEventKind::Down(MouseButton::Left) => press(state, (x, y), at, effects),
        MouseEventKind::Drag(MouseButton::Left) => drag(state, x),
        MouseEventKind::Up(MouseButton::Left) => release(state),
        MouseEventKind::ScrollDown => wheel(state, (x, y), 3),
        MouseEventKind::ScrollUp => wheel(state, (x, y), -3),
        _ => {}
    }
}

fn press(state: &mut State, (x, y): (u16, u16), at: Duration, effects: &mut Vec<Effect>) {
    state.notice = None;
    state.pending.clear();
    let double = state
        .pointer
        .last
        .is_some_and(|last| (last.0, last.1) == (x, y) && at.saturating_sub(last.2) < DOUBLE);
    state.pointer.last = if double { None } else { Some((x, y, at)) };
    if state.overlay.is_some() {
        return press_overlay(state, (x, y), double, effects);
    }
    let layout = state.layout();
    if filter::click(state, x, y) {
        return;
    }
    if layout.filter.contains((x, y).into()) {
        if state.filter.editing.is_none() {
            state.filter.edit();
        }
        return;
    }
    if state.filter.editing.is_some() {
        state.filter.accept();
    }
    if let Some(border) = border(&layout, x, y) {
        state.pointer.drag = Some(border);
        return;
    }
    if let Some(place) = layout.at(x, y) {
        press_pane(state, place, (x, y), double, effects);
    }
}

fn press_overlay(state: &mut State, (x, y): (u16, u16), double: bool, effects: &mut Vec<Effect>) {
    let area = overlay::area(state);
    if !area.contains((x, y).into()) {
        state.overlay = None;
        return;
    }
    let inner = crate::layout::inner(Mode::Full, area);
    let head = match state.overlay {
        Some(Overlay::Copy { .. }) => 0,
        Some(Overlay::Profile(_)) => overlay::profile::HEAD,
        _ => 2,
    };
    let Some(line) = y
        .checked_sub(inner.y + head)
        .map(usize::from)
        .filter(|_| y < inner.bottom())
    else {
        return;
    };
    let rows = overlay::rows(state);
    let hit = match &mut state.overlay {
        Some(Overlay::Picker(_)) => facets::click(state, line),
        Some(Overlay::Profile(list)) => overlay::profile::click(list, line),
        Some(Overlay::Palette { input, cursor }) => {
            let rank = overlay::first(*cursor, rows) + line;
            let there = rank < overlay::palette(input.value()).len();
            *cursor = if there { rank } else { *cursor };
            there
        }
        Some(Overlay::Fields {
            what_for,
            input,
            cursor,
        }) => {
            let rank = overlay::first(*cursor, rows) + line;
            let there = rank < overlay::fields(&state.catalog, *what_for, input.value()).len();
            *cursor = if there { rank } else { *cursor };
            there
        }
        Some(Overlay::Copy { cursor }) => {
            *cursor = line;
            true
        }
        _ => false,
    };
    if hit && double {
        act::act(state, Action::Accept, effects);
    }
}

/// The border between panes at a cell.
fn border(layout: &Layout, x: u16, y: u16) -> Option<Drag> {
    if layout.mode != Mode::Full || layout.main.is_none() || layout.header.contains((x, y).into()) {
        return None;
    }
    let beside = |area: &Rect| area.height > 2 && (area.y..area.bottom()).contains(&y);
    if layout
        .facets
        .filter(beside)
        .is_some_and(|area| x + 1 == area.right())
    {
        return Some(Drag::FacetsBorder);
    }
    let side = layout.detail.filter(|area| area.x > 0).filter(beside);
    side.is_some_and(|area| x == area.x)
        .then_some(Drag::DetailBorder)
}

fn press_pane(
    state: &mut State,
    place: Place,
    (x, y): (u16, u16),
    double: bool,
    effects: &mut Vec<Effect>,
) {
    let layout = state.layout();
    let Some(inner) = layout.place(place).map(|area| layout.inner(area)) else {
        return;
    };
    let inside = inner.contains((x, y).into());
    let line = y.saturating_sub(inner.y);
    match place {
        Place::Main if inside => {
            let at = (x - inner.x, line);
            views::press(state, at, double, effects);
        }
        Place::Histogram => start_brush(state, x, inside),
        Place::Facets => press_facets(state, (x, inner), inside.then_some(line), double),
        Place::Detail => {
            panes::focus(state, Place::Detail);
            if inside && detail::click(state, usize::from(line)) && double {
                act::act(state, Action::Follow, effects);
            }
        }
        Place::Main => panes::focus(state, Place::Main),
    }
}

fn start_brush(state: &mut State, x: u16, inside: bool) {
    panes::focus(state, Place::Histogram);
    if let Some(bar) = histogram::bar_at(state, x).filter(|_| inside) {
        state.histogram.cursor = bar;
        state.histogram.anchor = Some(bar);
        state.pointer.drag = Some(Drag::Brush);
    }
}

/// The first line of the pane has the facets' names; a double click on a value includes it.
fn press_facets(state: &mut State, (x, inner): (u16, Rect), line: Option<u16>, double: bool) {
    panes::focus(state, Place::Facets);
    match line {
        Some(0) => facets::press_tab(state, usize::from(x.saturating_sub(inner.x))),
        Some(line) if facets::click(state, usize::from(line) - 1) => {
            let folds = state.facets.list.value().is_some_and(|value| {
                value.has_children && usize::from(x.saturating_sub(inner.x)) < 4 + 2 * value.depth
            });
            if double {
                facets::choose(state, crate::analysis::Choice::Included);
            } else if folds {
                facets::toggle_fold(state);
            }
        }
        _ => {}
    }
}

fn drag(state: &mut State, x: u16) {
    let layout = state.layout();
    match state.pointer.drag {
        Some(Drag::Brush) => {
            state.histogram.cursor = histogram::bar_at(state, x).unwrap_or(state.histogram.cursor);
        }
        Some(Drag::FacetsBorder) => state.panes.facets_width = Some((x + 1).max(20)),
        Some(Drag::DetailBorder) => {
            state.panes.detail_width = Some(layout.screen.width.saturating_sub(x).max(20));
        }
        None => {}
    }
}

/// A brush that covers more than the bar it began on becomes a date; a click only points.
fn release(state: &mut State) {
    let brushed = state.pointer.drag.take() == Some(Drag::Brush);
    if brushed
        && state
            .histogram
            .brushed()
            .is_some_and(|(first, last)| first != last)
    {
        histogram::apply(state);
    } else if brushed {
        state.histogram.anchor = None;
    }
}

fn wheel(state: &mut State, (x, y): (u16, u16), by: isize) {
    if state.overlay.is_some() {
        return overlay::step(state, by);
    }
    match state.layout().at(x, y) {
        Some(Place::Main) => views::wheel(state, by),
        Some(Place::Facets) => facets::step(state, by),
        Some(Place::Detail) => detail::scroll(state, by),
        Some(Place::Histogram) => histogram::step(state, by.signum()),
        None => {}
    }
}
