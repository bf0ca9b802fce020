//! The map: what it shows, which mark has the cursor, and the list of regions beside it.
//!
//! The cursor is the selected event, which all views share: its cell is the chosen mark. Where the map looks is kept as what was
//! asked for ([`MapFrame`]), so that "all that is shown" follows the filter, until the reader moves or zooms.

mod moves;
mod regions;
mod shape;

use super::{Effect, Facets, Held, Notice, State, act, compare, edit, history, replay, timeline};
use crate::analysis::{Facet, MapBin, MapCounts, MapFrame, MapQuery, MapSpot, Part};
use crate::command::Action;
use crate::geo::Grid;
use crate::layout::View;

pub(super) use moves::{nothing_there, offset, press, wheel};
pub(crate) use shape::{Shape, shape};

/// The map.
#[derive(Debug, Clone)]
pub struct MapView {
    /// Counts by cell.
    pub held: Held<MapCounts>,
    /// The cell of the selected event, with its events.
    pub spot: Held<Option<MapSpot>>,
    /// The list of regions.
    pub regions: Facets,
    /// Whether the list of regions has the keys.
    pub listing: bool,
    pub(super) frame: MapFrame,
    /// The region that the map flew to last.
    flown: Option<String>,
}

impl Default for MapView {
    fn default() -> Self {
        Self {
            held: Held::default(),
            spot: Held::default(),
            regions: Facets::new(Facet::Region),
            listing: false,
            frame: MapFrame::Bulk,
            flown: None,
        }
    }
}

impl MapView {
    /// The mark in a cell.
    #[must_use]
    pub fn bin(&self, at: (u16, u16)) -> Option<&MapBin> {
        let bins = &self.held.get()?.bins;
        let key = |(column, row): (u16, u16)| (row, column);
        let place = bins
            .binary_search_by_key(&key(at), |bin| key(bin.at))
            .ok()?;
        bins.get(place)
    }

    /// What is known of the selected event's place.
    #[must_use]
    pub fn chosen(&self) -> Option<&MapSpot> {
        self.spot.sound()?.as_ref()
    }

    /// The cell of the selected event, when the map shows it.
    #[must_use]
    pub fn cursor(&self) -> Option<(u16, u16)> {
        self.bin(self.chosen()?.at?).map(|bin| bin.at)
    }
}

/// The parts that the map lacks.
pub(super) fn missing(state: &State, filter: &str) -> Vec<Part> {
    let Some(shape) = shape(state) else {
        return Vec::new();
    };
    let map = &state.map;
    let mut parts = Vec::new();
    let part = Part::Map(MapQuery {
        frame: map.frame.clone(),
        columns: shape.map.width,
        rows: shape.map.height,
        trail: replay::trail(state),
    });
    let current = map.held.answers(filter, &part);
    if !current {
        parts.push(part);
    }
    // Where the cells will be is known beforehand only while the map stays where it is.
    if current || matches!(map.frame, MapFrame::Camera(_)) {
        parts.extend(missing_spot(state, filter, shape));
    }
    parts.extend(regions::missing(state, filter, shape));
    parts
}

fn missing_spot(state: &State, filter: &str, shape: Shape) -> Option<Part> {
    let part = Part::Spot {
        grid: state.map.held.get()?.grid,
        event: state.timeline.event()?,
        len: shape.strip_rows(),
    };
    (!state.map.spot.answers(filter, &part)).then_some(part)
}

/// Takes counts in.
pub(super) fn take(state: &mut State, filter: &str, part: Part, counts: MapCounts) {
    state.map.held.set(filter, part, counts);
}

/// Takes the events of a cell in.
pub(super) fn take_spot(state: &mut State, filter: &str, part: Part, spot: Option<MapSpot>) {
    state.map.spot.set(filter, part, spot);
}

pub(super) use regions::take as take_regions;

/// Does what an action asks of the map; whether it means something here.
pub(super) fn act(state: &mut State, action: Action, effects: &mut Vec<Effect>) -> bool {
    if state.map.listing && regions::act(state, action) {
        return true;
    }
    match action {
        Action::Down => moves::mark(state, (0, 1)),
        Action::Up => moves::mark(state, (0, -1)),
        Action::PlaceLeft => moves::mark(state, (-1, 0)),
        Action::PlaceRight => moves::mark(state, (1, 0)),
        Action::MapFly => fly(state),
        Action::NextInPlace => step(state, true),
        Action::PreviousInPlace => step(state, false),
        Action::Narrow => narrow(state, effects),
        Action::RegionList => regions::enter(state),
        _ => return moved(state, action),
    }
    true
}

/// Moves the map, one or two of them, as an action asks; whether it does.
pub(super) fn moved(state: &mut State, action: Action) -> bool {
    match action {
        Action::PanLeft => moves::pan(state, (-1.0, 0.0)),
        Action::PanRight => moves::pan(state, (1.0, 0.0)),
        Action::PanUp => moves::pan(state, (0.0, 1.0)),
        Action::PanDown => moves::pan(state, (0.0, -1.0)),
        Action::MapIn => moves::zoom(state, true),
        Action::MapOut => moves::zoom(state, false),
        Action::MapFit => frame(state, MapFrame::Bulk),
        Action::MapAll => frame(state, MapFrame::All),
        _ => return false,
    }
    true
}

/// The cells on the screen; those of both maps while two filters are compared.
fn grid(state: &State) -> Option<Grid> {
    match state.compare {
        Some(_) => compare::grid(state),
        None => state.map.held.get().map(|counts| counts.grid),
    }
}

fn frame(state: &mut State, frame: MapFrame) {
    state.map.frame = frame;
}

/// Stays where it is, whatever the filter becomes.
pub(super) fn hold(state: &mut State) {
    if let Some(grid) = grid(state) {
        state.map.frame = MapFrame::Camera(grid.camera);
    }
}

/// Brings the selected event into the middle.
fn fly(state: &mut State) {
    let Some(event) = state.timeline.event() else {
        return;
    };
    if state.map.held.get().is_some() && state.map.chosen().is_none() {
        state.notice = Some(Notice::info("The selected event has no coordinates"));
        return;
    }
    let step = state.map.held.get().map(|counts| counts.grid.camera.step());
    frame(state, MapFrame::Event(event, step.unwrap_or(CLOSE)));
}

/// Degrees of latitude of a dot when nothing is on the screen yet: a few hundred kilometres.
const CLOSE: f64 = 0.02;

/// Selects the next or previous event at the same place.
fn step(state: &mut State, forward: bool) {
    let Some(spot) = state.map.chosen() else {
        return;
    };
    let (before, behind) = spot.beside;
    let event = if forward { behind } else { before };
    timeline::select_event(state, event);
}

/// Opens the one event of the mark, or shows only what is at the mark: its region when all events have the same, else a circle.
fn narrow(state: &mut State, effects: &mut Vec<Effect>) {
    let shown = state.totals.get().map_or(0, |totals| totals.shown);
    let Some((spot, grid)) = state
        .map
        .chosen()
        .zip(state.map.held.get().map(|held| held.grid))
    else {
        return act::act(state, Action::ShowEvent, effects);
    };
    if spot.total == 1 || spot.total == shown {
        return act::act(state, Action::ShowEvent, effects);
    }
    let text = match &spot.region {
        Some((value, _)) => edit::narrow(state.filter.text(), "region", value),
        None => {
            // Half of a cell's diagonal reaches its corners.
            let km = (grid.km_across() * 5_f64.sqrt() / 2.0).max(0.1);
            let at = spot.at.map_or(spot.position, |at| grid.position(at));
            edit::near(state.filter.text(), at, km)
        }
    };
    history::leap(state);
    hold(state);
    state.filter.set(text);
}

/// Makes positions fit what is held.
pub(super) fn settle(state: &mut State) {
    state.map.listing &=
        state.view == View::Map && shape(state).is_some_and(|shape| shape.list.is_some());
    regions::settle(state);
}

/// New data: what is held stays on the screen and is asked again.
pub(super) fn opened(state: &mut State) {
    state.map.held.expire();
    state.map.spot.expire();
    state.map.regions.held.expire();
}
