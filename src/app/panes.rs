//! Which panes there are, how wide they are, and which has the keys.

use super::{Overlay, State};
use crate::command::Context;
use crate::layout::{Place, View, Wish, Wishes};

/// The panes as the reader wants them.
#[derive(Debug, Clone, Default)]
pub struct Panes {
    /// Which has the keys.
    pub focus: Focus,
    /// The values with counts.
    pub facets: Wish,
    /// All of one event.
    pub detail: Wish,
    /// The counts over time.
    pub histogram: Wish,
    /// Width of the facets, when chosen.
    pub facets_width: Option<u16>,
    /// Width of the detail, when chosen.
    pub detail_width: Option<u16>,
    /// Whether the focused pane has the screen for itself.
    pub zoomed: bool,
    /// One line an event wherever it is; otherwise two where there is room.
    pub compact: bool,
    /// Rows wanted for mistakes of the filter.
    pub messages: u16,
}

/// Rows of the tour: a rule and its sentences.
pub(crate) const TOUR_ROWS: u16 = 5;

/// The pane that has the keys.
pub type Focus = Place;

impl Panes {
    /// What is asked of the layout.
    #[must_use]
    pub fn wishes(&self, view: View, compares: bool) -> Wishes {
        Wishes {
            view,
            compares,
            facets: self.facets,
            detail: self.detail,
            histogram: self.histogram,
            facets_width: self.facets_width,
            detail_width: self.detail_width,
            zoom: self.zoomed.then_some(self.focus),
            messages: self.messages,
        }
    }
}

/// Makes the state fit itself after a message: the focus is on a pane that is there, positions are inside.
pub(super) fn settle(state: &mut State) {
    let mistakes = u16::try_from(state.filter.mistakes().count().min(3)).unwrap_or(3);
    state.panes.messages = if state.tour.is_some() {
        TOUR_ROWS
    } else {
        mistakes
    };
    let layout = state.layout();
    if layout.place(state.panes.focus).is_none() {
        let places = [Place::Main, Place::Detail, Place::Facets];
        state.panes.focus = places
            .into_iter()
            .find(|&place| layout.place(place).is_some())
            .unwrap_or_default();
    }
    super::facets::settle(state);
    super::detail::settle(state);
    super::histogram::settle(state);
    super::views::settle(state);
    super::overlay::profile::settle(state);
}

/// Gives the keys to a pane, showing it if need be and closing one that lies over it.
pub(super) fn focus(state: &mut State, place: Place) {
    let panes = &mut state.panes;
    panes.focus = place;
    match place {
        Place::Facets if panes.facets == Wish::Hidden => panes.facets = Wish::Shown,
        Place::Detail if panes.detail == Wish::Hidden => panes.detail = Wish::Shown,
        Place::Histogram if panes.histogram == Wish::Hidden => panes.histogram = Wish::Shown,
        _ => {}
    }
    if place != Place::Facets && covers(state, Place::Facets) {
        state.panes.facets = Wish::Auto;
    }
    if place != Place::Detail && covers(state, Place::Detail) {
        state.panes.detail = Wish::Auto;
    }
    if state.layout().place(place).is_none() {
        match place {
            Place::Facets => state.panes.facets = Wish::Shown,
            Place::Detail => state.panes.detail = Wish::Shown,
            Place::Main | Place::Histogram => state.panes.zoomed = false,
        }
    }
}

/// Whether a pane that was called lies over the list.
fn covers(state: &State, place: Place) -> bool {
    let layout = state.layout();
    layout.over && layout.place(place).is_some()
}

/// Shows a pane and gives it the keys, or hides it.
pub(super) fn toggle(state: &mut State, place: Place) {
    state.panes.zoomed = false;
    let shown = state.layout().place(place).is_some();
    let wish = if shown { Wish::Hidden } else { Wish::Shown };
    match place {
        Place::Facets => state.panes.facets = wish,
        Place::Detail => state.panes.detail = wish,
        Place::Histogram => state.panes.histogram = wish,
        Place::Main => return,
    }
    if !shown && place != Place::Histogram {
        focus(state, place);
    } else if state.panes.focus == place {
        focus(state, Place::Main);
    }
}

/// Gives the keys to the next pane on the screen, or the previous one.
pub(super) fn cycle(state: &mut State, forward: bool) {
    let layout = state.layout();
    let order = [Place::Facets, Place::Histogram, Place::Main, Place::Detail];
    let there: Vec<_> = order
        .into_iter()
        .filter(|&place| layout.place(place).is_some())
        .collect();
    let Some(at) = there.iter().position(|&place| place == state.panes.focus) else {
        return;
    };
    let step = if forward { 1 } else { there.len() - 1 };
    focus(state, there[(at + step) % there.len()]);
}

/// Gives the keys to the pane beside this one.
pub(super) fn sideways(state: &mut State, right: bool) {
    let place = match (state.panes.focus, right) {
        (Place::Detail, false) | (Place::Facets, true) => Place::Main,
        (Place::Main | Place::Histogram, true) => Place::Detail,
        (Place::Main | Place::Histogram, false) => Place::Facets,
        (place, _) => place,
    };
    focus(state, place);
}

/// Makes the focused pane wider or narrower; the list takes from or gives to the detail.
pub(super) fn widen(state: &mut State, by: i16) {
    let layout = state.layout();
    let width = |area: Option<ratatui::layout::Rect>, by: i16| {
        area.map(|area| area.width.saturating_add_signed(by).clamp(20, 400))
    };
    match state.panes.focus {
        Place::Facets => {
            state.panes.facets_width = width(layout.facets, by).or(state.panes.facets_width);
        }
        Place::Detail => {
            state.panes.detail_width = width(layout.detail, by).or(state.panes.detail_width);
        }
        Place::Main | Place::Histogram => {
            state.panes.detail_width = width(layout.detail, -by).or(state.panes.detail_width);
        }
    }
}

/// Where keys mean something now, innermost first.
pub(crate) fn contexts(state: &State) -> Vec<Context> {
    super::tour::contexts(state, without_tour(state))
}

fn without_tour(state: &State) -> Vec<Context> {
    match &state.overlay {
        Some(Overlay::Prompt(_)) => return vec![Context::Input, Context::Global],
        Some(Overlay::Copy { .. }) => return vec![Context::Picker, Context::Global],
        Some(Overlay::Profile(_)) => return vec![Context::Profile, Context::Global],
        Some(_) => return vec![Context::Picker, Context::Input, Context::Global],
        None => {}
    }
    if state.filter.editing.is_some() {
        return vec![Context::Filter, Context::Input, Context::Global];
    }
    let finding = state.panes.focus == Place::Facets && state.facets.finding;
    if finding || super::views::finding(state) {
        return vec![Context::Picker, Context::Input, Context::Global];
    }
    if state.map.listing && state.view == View::Map && state.panes.focus == Place::Main {
        return vec![Context::Facets, Context::Map, Context::Global];
    }
    let mut contexts = beside(state);
    if state.replay.is_some() {
        contexts.insert(0, Context::Replay);
    }
    contexts.push(Context::Global);
    contexts
}

/// The context of the focused pane, and that of a comparison in it. Lanes leave two of their keys to the comparison, which has the
/// same use for them as the sheet; the map has none to leave.
pub(super) fn beside(state: &State) -> Vec<Context> {
    let here = focused(state);
    match here {
        Context::Lanes if state.compare.is_some() => vec![Context::Beside, here],
        Context::Map if state.compare.is_some() => vec![here, Context::Beside],
        _ => vec![here],
    }
}

/// The context of the focused pane.
pub(super) fn focused(state: &State) -> Context {
    match state.panes.focus {
        Place::Main if state.compare.is_some() && !compares_inside(state.view) => Context::Compare,
        Place::Main => main(state.view),
        Place::Histogram => Context::Histogram,
        Place::Facets => Context::Facets,
        Place::Detail => Context::Detail,
    }
}

/// Whether a view shows two filters itself, rather than a sheet in its place.
fn compares_inside(view: View) -> bool {
    matches!(view, View::Lanes | View::Map)
}

/// The context of a view.
fn main(view: View) -> Context {
    match view {
        View::Timeline => Context::Timeline,
        View::Lanes => Context::Lanes,
        View::Map => Context::Map,
        View::Actors => Context::Actors,
        View::Quotes => Context::Quotes,
        View::Accounts => Context::Accounts,
        View::Sources => Context::Sources,
        View::Problems => Context::Problems,
    }
}
