//! The way back: the view, filter (both, while two are compared) and event that were left.
//!
//! Whatever changes the view or the filter leaves a spot behind, and so do jumps: links, searches, dates, the ends of the list.
//! Steps of a line or a page do not.

use super::{About, Notice, State, compare, detail};
use crate::analysis::EventKey;
use crate::layout::View;

/// Spots that are remembered in each direction.
const KEPT: usize = 200;

/// The way back and forward.
#[derive(Debug, Clone, Default)]
pub struct History {
    here: Option<Spot>,
    back: Vec<Spot>,
    forward: Vec<Spot>,
}

/// Where a reader was.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Spot {
    view: View,
    filter: String,
    /// The other filter, while two are compared.
    other: Option<String>,
    event: Option<EventKey>,
    about: Option<About>,
}

impl Spot {
    fn of(state: &State) -> Self {
        Self {
            view: state.view,
            filter: state.filter.text().to_owned(),
            other: state.compare.as_ref().map(|compare| compare.other.clone()),
            event: detail::wanted(state),
            about: state.detail.about,
        }
    }

    fn same_screen(&self, state: &State) -> bool {
        let other = state.compare.as_ref().map(|compare| &*compare.other);
        self.view == state.view
            && self.filter == state.filter.text()
            && self.other.as_deref() == other
    }
}

impl History {
    fn push(&mut self, spot: Spot) {
        if self.back.last() != Some(&spot) {
            self.back.push(spot);
        }
        let excess = self.back.len().saturating_sub(KEPT);
        self.back.drain(..excess);
        self.forward.clear();
    }
}

/// Notes where the reader is now; a view or filter that was left is remembered. What is being typed is not there yet.
pub(super) fn settle(state: &mut State) {
    if state.filter.editing.is_some() {
        return;
    }
    let same = (state.history.here.as_ref()).is_some_and(|here| here.same_screen(state));
    let (event, about) = (detail::wanted(state), state.detail.about);
    match &mut state.history.here {
        // Most messages change neither, and copy no text.
        Some(here) if same => (here.event, here.about) = (event, about),
        _ => {
            let now = Spot::of(state);
            let left = state.history.here.replace(now);
            left.into_iter().for_each(|left| state.history.push(left));
        }
    }
}

/// Remembers the selected event before a jump.
pub(super) fn leap(state: &mut State) {
    let here = Spot::of(state);
    state.history.push(here);
}

/// Goes back, or forward again.
pub(super) fn travel(state: &mut State, back: bool) {
    let here = Spot::of(state);
    let history = &mut state.history;
    let (from, to) = if back {
        (&mut history.back, &mut history.forward)
    } else {
        (&mut history.forward, &mut history.back)
    };
    let Some(spot) = from.pop() else {
        state.notice = Some(Notice::info(if back {
            "This is where you began"
        } else {
            "There is nothing to go forward to"
        }));
        return;
    };
    to.push(here);
    state.view = spot.view;
    state.filter.set(spot.filter);
    compare::restore(state, spot.other);
    if let Some(event) = spot.event {
        detail::arrive(state, event);
        compare::follow_event(state);
    }
    state.detail.about = spot.about;
    state.history.here = Some(Spot::of(state));
}
