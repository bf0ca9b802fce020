//! The list of regions beside the map: moving in it flies there, and its values go into the filter.

use super::super::cursor::Step;
use super::super::{State, ask, facets, overlay};
use super::{MapFrame, Shape, shape};
use crate::analysis::{Choice, Facet, FacetCounts, Part};
use crate::command::Action;

/// Rows of the list.
fn rows(shape: Shape) -> Option<usize> {
    let list = shape.list?;
    Some(usize::from(list.height.saturating_sub(2).max(1)))
}

/// The part that the list lacks.
pub(super) fn missing(state: &State, filter: &str, shape: Shape) -> Option<Part> {
    let list = &state.map.regions;
    let part = list.part(rows(shape)?);
    (!list.held.answers(filter, &part)).then_some(part)
}

/// Takes counts in, if the list asked for them.
pub(in crate::app) fn take(state: &mut State, filter: &str, part: &Part, counts: &FacetCounts) {
    let rows = shape(state).and_then(rows);
    if rows.is_some_and(|rows| state.map.regions.part(rows) == *part) {
        let list = &mut state.map.regions;
        list.held.set(filter, part.clone(), counts.clone());
    }
}

/// Gives the keys to the list, or takes them back.
pub(super) fn enter(state: &mut State) {
    if shape(state).is_some_and(|shape| shape.list.is_some()) {
        state.map.listing = true;
        state.map.flown = chosen(state);
    } else {
        overlay::pick(state, Facet::Region);
    }
}

fn chosen(state: &State) -> Option<String> {
    state.map.regions.value().map(|value| value.value.clone())
}

/// Does what an action asks of the list; whether it means something there.
pub(super) fn act(state: &mut State, action: Action) -> bool {
    if let Some(step) = Step::of(action) {
        let shown = shape(state).and_then(rows).unwrap_or(1);
        facets::step(state, step.lines(shown));
        return true;
    }
    match action {
        Action::Include => facets::choose(state, Choice::Included),
        Action::Exclude => facets::choose(state, Choice::Excluded),
        Action::ClearFacet => facets::clear(state),
        Action::Fold => facets::fold(state),
        Action::Unfold => facets::unfold(state),
        Action::ToggleFold => facets::toggle_fold(state),
        Action::FindValue => overlay::pick(state, Facet::Region),
        Action::NextFacet | Action::PreviousFacet => {}
        Action::Back | Action::RegionList | Action::NextPane | Action::PreviousPane => {
            state.map.listing = false;
        }
        _ => return false,
    }
    true
}

/// Keeps the list in its bounds; the map flies to the region that was moved to.
pub(super) fn settle(state: &mut State) {
    let Some(rows) = shape(state).and_then(rows) else {
        return;
    };
    let filter = ask::filter(state);
    state.map.regions.settle(&filter, rows);
    let chosen = chosen(state).filter(|_| state.map.listing);
    if let Some(region) = chosen.filter(|region| state.map.flown.as_ref() != Some(region)) {
        state.map.frame = MapFrame::Region(region.clone());
        state.map.flown = Some(region);
    }
}
