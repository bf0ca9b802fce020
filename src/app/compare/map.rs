//! Two filters on the map: two maps of the same section, or one of their difference.
//!
//! The cursor is a point and not the selected event, which the other filter may not have: where only B was is what a reader looks
//! for. It is on the cell of the point, or on the nearest one that has something. Where the maps look is what the map itself looks
//! at, so that it stays when the comparison is closed.

use ratatui::layout::{Rect, Size};

use super::super::{Effect, Held, Notice, State, act as acts, detail, edit, map, panes, replay};
use super::{Changed, Compare, WOULD_BE_SAME, change, common, seek};
use crate::analysis::{
    EventKey, MapFrame, MapPair, MapPairCell, MapPairPlace, MapQuery, MapSpot, PairStep, Part,
};
use crate::command::Action;
use crate::diagnostic::Diagnostic;
use crate::geo::Grid;
use crate::layout::View;
use crate::model::Position;

/// The two maps.
#[derive(Debug, Clone, Default)]
pub struct ComparedMap {
    /// Counts of both by cell, or what is wrong with B.
    pub held: Held<Result<Box<MapPair>, Vec<Diagnostic>>>,
    /// What is in the chosen cell.
    pub place: Held<Option<MapPairPlace>>,
    pub(super) at: Option<Pointed>,
    /// A step through the events that is to be looked up.
    pub(super) errand: Option<PairStep>,
    /// The event that was gone to and only B has, and what B was.
    pub(super) of_b: Option<(EventKey, String)>,
}

/// What the cursor points at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Pointed {
    pub(super) at: Position,
    /// Whether it is the place of an event, rather than the middle of a cell: that is in other cells than its events when cells
    /// become smaller.
    pub(super) exact: bool,
}

impl ComparedMap {
    /// The maps, if there are any.
    #[must_use]
    pub fn pair(&self) -> Option<&MapPair> {
        self.held.get()?.as_ref().ok().map(|pair| &**pair)
    }

    /// The chosen cell: the one pointed at, or the one with events that is nearest to it. At first that with the most events.
    #[must_use]
    pub fn cell(&self) -> Option<&MapPairCell> {
        let pair = self.pair()?;
        let cells = pair.cells.iter();
        let Some(Pointed { at, .. }) = self.at else {
            return cells.max_by_key(|cell| {
                let [a, b] = cell.counts;
                // Of equals the first.
                (a + b, std::cmp::Reverse((cell.at.1, cell.at.0)))
            });
        };
        let grid = &pair.sides[0].grid;
        // On the corner of four cells all are as near.
        let inside = grid.cell(at);
        if let Some(cell) = cells.clone().find(|cell| Some(cell.at) == inside) {
            return Some(cell);
        }
        let (x, y) = grid.dot(at);
        let far = |cell: &&MapPairCell| {
            let (dx, dy) = (
                x - 2.0 * f64::from(cell.at.0) - 1.0,
                y - 4.0 * f64::from(cell.at.1) - 2.0,
            );
            dx * dx + dy * dy
        };
        cells.min_by(|a, b| far(a).total_cmp(&far(b)))
    }

    /// What is known of the chosen cell.
    #[must_use]
    pub fn chosen(&self) -> Option<&MapPairPlace> {
        let place = self.place.sound()?.as_ref()?;
        (place.at == self.cell()?.at).then_some(place)
    }

    /// Points at an event's place before there are any maps.
    pub(super) fn start_at(&mut self, spot: Option<&MapSpot>) {
        self.at = spot.map(|spot| Pointed {
            at: spot.position,
            exact: true,
        });
    }

    pub(super) fn expire(&mut self) {
        self.held.expire();
        self.place.expire();
    }
}

/// How the maps stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Arranged {
    /// A on the left, B on the right, a line between them.
    Beside,
    /// A above B.
    Above,
    /// One map of the difference.
    Difference,
}

/// Rows and columns of the parts, from the top: what A and B are, the maps, what is in the chosen cell, what the marks mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shape {
    /// The pane with its frame.
    pub(crate) pane: Rect,
    /// Columns inside.
    pub(crate) width: u16,
    /// How the maps stand.
    pub(crate) arranged: Arranged,
    /// Whether the difference is shown because there is no room for two maps.
    pub(crate) forced: bool,
    /// Cells of one map.
    pub(crate) map: Size,
    /// Rows about the chosen cell: a heading and events.
    pub(crate) strip: u16,
    /// Rows of what the marks mean.
    pub(crate) legend: u16,
}

/// The fewest columns of a map beside another: a country can be made out in it.
const BESIDE: u16 = 36;
/// The fewest rows of a map above another.
const ABOVE: u16 = 9;

/// Where the parts are, when maps are compared on the screen.
pub(crate) fn shape(state: &State) -> Option<Shape> {
    let compare = state.compare.as_ref()?;
    let layout = state.layout();
    let pane = layout.main.filter(|_| state.view == View::Map)?;
    Some(within(pane, layout.inner(pane), compare.difference))
}

fn within(pane: Rect, inside: Rect, difference: bool) -> Shape {
    let (strip, legend) = match inside.height {
        40.. => (7, 1),
        26.. => (5, 1),
        14.. => (3, 1),
        10.. => (2, 0),
        _ => (0, 0),
    };
    let rows = inside.height - strip - legend;
    let half = inside.width.saturating_sub(1) / 2;
    let (beside, above) = (rows.saturating_sub(1), rows.saturating_sub(2) / 2);
    let (arranged, map) = if !difference && half >= BESIDE {
        (Arranged::Beside, Size::new(half, beside))
    } else if !difference && above >= ABOVE {
        (Arranged::Above, Size::new(inside.width, above))
    } else {
        let map = Size::new(inside.width, rows.saturating_sub(2));
        (Arranged::Difference, map)
    };
    Shape {
        pane,
        width: inside.width,
        arranged,
        forced: !difference && arranged == Arranged::Difference,
        map,
        strip,
        legend,
    }
}

impl Shape {
    /// Rows of the strip for events.
    pub(crate) fn titles(self) -> usize {
        usize::from(self.strip.saturating_sub(1))
    }

    /// The cell of a map at a column and row of the pane's inside.
    fn cell_at(self, (x, y): (u16, u16)) -> Option<(u16, u16)> {
        let (x, y) = match self.arranged {
            Arranged::Beside if x > self.map.width => (x - self.map.width - 1, y.checked_sub(1)?),
            Arranged::Beside => (x, y.checked_sub(1)?),
            Arranged::Above if y > self.map.height => (x, y.checked_sub(self.map.height + 2)?),
            Arranged::Above => (x, y.checked_sub(1)?),
            Arranged::Difference => (x, y.checked_sub(2)?),
        };
        (x < self.map.width && y < self.map.height).then_some((x, y))
    }
}

/// The parts that the maps lack.
pub(in crate::app) fn missing(state: &State, filter: &str) -> Vec<Part> {
    let (Some(compare), Some(shape)) = (&state.compare, shape(state)) else {
        return Vec::new();
    };
    let part = Part::MapPair {
        map: MapQuery {
            frame: state.map.frame.clone(),
            columns: shape.map.width,
            rows: shape.map.height,
            trail: None,
        },
        other: replay::beside(state, &compare.other),
    };
    let mut parts: Vec<Part> = seek::missing(state).into_iter().collect();
    if !compare.map.held.answers(filter, &part) {
        // Which cell is chosen depends on where the cells are.
        parts.push(part);
        return parts;
    }
    let place = place_of(state, compare, shape);
    parts.extend(place.filter(|part| !compare.map.place.answers(filter, part)));
    parts
}

fn place_of(state: &State, compare: &Compare, shape: Shape) -> Option<Part> {
    Some(Part::MapPairPlace {
        grid: compare.map.pair()?.sides[0].grid,
        at: compare.map.cell()?.at,
        other: replay::beside(state, &compare.other),
        event: detail::wanted(state),
        len: shape.titles().max(1),
    })
}

/// The cells of the maps on the screen, while maps are compared.
pub(in crate::app) fn grid(state: &State) -> Option<Grid> {
    let compare = state.compare.as_ref()?;
    Some(compare.map.pair()?.sides[0].grid)
}

/// The chosen point of the compared maps.
pub(in crate::app) fn position(state: &State) -> Option<Position> {
    let map = &state.compare.as_ref()?.map;
    let exact = map.at.filter(|pointed| pointed.exact);
    let place = exact.map(|pointed| pointed.at);
    let place = place.or_else(|| map.chosen().map(|place| place.position));
    place.or_else(|| Some(map.pair()?.sides[0].grid.position(map.cell()?.at)))
}

/// Does what an action asks of the maps; whether it means something here.
pub(in crate::app) fn act(state: &mut State, action: Action, effects: &mut Vec<Effect>) -> bool {
    match action {
        Action::Down => mark(state, (0, 1)),
        Action::Up => mark(state, (0, -1)),
        Action::PlaceLeft => mark(state, (-1, 0)),
        Action::PlaceRight => mark(state, (1, 0)),
        Action::CompareShare => super::toggle(state, |compare| &mut compare.shares),
        Action::MapFly => fly(state),
        Action::Narrow => narrow(state, effects),
        // There is no list of regions beside two maps, and which event of a cell is the next one two filters do not say.
        Action::NextInPlace | Action::NextPane => panes::cycle(state, true),
        Action::PreviousInPlace | Action::PreviousPane => panes::cycle(state, false),
        Action::RegionList => super::super::overlay::pick(state, crate::analysis::Facet::Region),
        _ if seek::act(state, action) => {}
        _ => {
            // What is pointed at is noted before the cells become others.
            let at = position(state);
            let moved = map::moved(state, action);
            if moved {
                point(state, at, true);
            }
            return moved || common(state, action);
        }
    }
    true
}

/// Points at a place; at an event's place, unless one is pointed at already.
fn point(state: &mut State, at: Option<Position>, exact: bool) {
    if let (Some(at), Some(compare)) = (at, &mut state.compare) {
        let pointed = compare.map.at.filter(|pointed| exact && pointed.exact);
        compare.map.at = pointed.or(Some(Pointed { at, exact }));
    }
}

/// Goes to the nearest cell with events in a direction.
fn mark(state: &mut State, direction: (i32, i32)) {
    let Some(map) = state.compare.as_ref().map(|compare| &compare.map) else {
        return;
    };
    let (Some(pair), Some(from)) = (map.pair(), map.cell()) else {
        return;
    };
    let found = pair.cells.iter().filter_map(|cell| {
        let (along, aside) = map::offset(from.at, cell.at, direction)?;
        Some((along + 2 * aside, along, *cell))
    });
    match found.min_by_key(|found| (found.0, found.1)) {
        Some((.., cell)) => choose(state, cell),
        None => state.notice = Some(Notice::info(map::nothing_there(state))),
    }
}

/// Points at a cell. Its first event of A is selected, so that the detail shows it, or else the first of B is shown.
fn choose(state: &mut State, cell: MapPairCell) {
    let Some(grid) = grid(state) else { return };
    point(state, Some(grid.position(cell.at)), false);
    let [a, b] = cell.first;
    if let Some(event) = a.or(b) {
        seek::read(state, event, a.is_some());
    }
}

/// Brings what is pointed at into the middle.
fn fly(state: &mut State) {
    let (Some(grid), Some(at)) = (grid(state), position(state)) else {
        return;
    };
    point(state, Some(at), true);
    state.map.frame = MapFrame::Camera(grid.camera.moved(at));
}

/// Asks both filters for what is in the cell: its region when all events have the same, else a circle.
fn narrow(state: &mut State, effects: &mut Vec<Effect>) {
    let chosen = state.compare.as_ref().and_then(|one| one.map.chosen());
    let (Some(place), Some(grid)) = (chosen.cloned(), grid(state)) else {
        return;
    };
    let km = (grid.km_across() * 5_f64.sqrt() / 2.0).max(0.1);
    let near = grid.position(place.at);
    map::hold(state);
    let changed = change(state, |text, _| match &place.region {
        Some((value, _)) => edit::narrow(text, "region", value),
        None => edit::near(text, near, km),
    });
    match changed {
        Changed::Yes => {}
        Changed::No => acts::act(state, Action::ShowEvent, effects),
        Changed::WouldBeSame => state.notice = Some(Notice::info(WOULD_BE_SAME)),
    }
}

/// The mouse was pressed at a column and row of the pane's inside.
pub(in crate::app) fn press(
    state: &mut State,
    at: (u16, u16),
    double: bool,
    effects: &mut Vec<Effect>,
) {
    let cell = shape(state).and_then(|shape| shape.cell_at(at));
    let pair = state.compare.as_ref().and_then(|one| one.map.pair());
    let (Some((x, y)), Some(pair)) = (cell, pair) else {
        return;
    };
    let far = |cell: &&MapPairCell| {
        u32::from(cell.at.0.abs_diff(x)) + 2 * u32::from(cell.at.1.abs_diff(y))
    };
    let nearest = pair.cells.iter().min_by_key(far);
    let Some(cell) = nearest.filter(|cell| far(cell) <= 3).copied() else {
        return;
    };
    let here = state.compare.as_ref().and_then(|one| one.map.cell());
    if here.map(|here| here.at) != Some(cell.at) {
        choose(state, cell);
    } else if double {
        narrow(state, effects);
    }
}

/// The list of regions is not there beside two maps.
pub(in crate::app) fn settle(state: &mut State) {
    state.map.listing = false;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_fill_the_area_at_every_size() {
        for (width, height) in (0..=300)
            .step_by(7)
            .flat_map(|w| (0..=100).map(move |h| (w, h)))
        {
            for difference in [false, true] {
                let inside = Rect::new(3, 2, width, height);
                let shape = within(inside, inside, difference);
                let (columns, rows) = match shape.arranged {
                    Arranged::Beside => (2 * shape.map.width + 1, shape.map.height + 1),
                    Arranged::Above => (shape.map.width, 2 * shape.map.height + 2),
                    Arranged::Difference => (shape.map.width, shape.map.height + 2),
                };
                assert!(columns <= width, "{shape:?}");
                let rows = rows + shape.strip + shape.legend;
                assert!(rows <= height.max(2), "{shape:?}");
                for (x, y) in [(0, 0), (width, height), (width / 2, height / 2)] {
                    let cell = shape.cell_at((x, y));
                    let inside = |(x, y)| x < shape.map.width && y < shape.map.height;
                    assert!(cell.is_none_or(inside));
                }
            }
        }
    }

    #[test]
    fn two_maps_stand_beside_each_other_where_there_is_room() {
        let arranged = |width, height| {
            let inside = Rect::new(0, 0, width, height);
            within(inside, inside, false).arranged
        };
        assert_eq!(arranged(198, 56), Arranged::Beside);
        assert_eq!(arranged(78, 20), Arranged::Beside);
        assert_eq!(arranged(58, 36), Arranged::Above);
        assert_eq!(arranged(58, 13), Arranged::Difference);
    }
}
