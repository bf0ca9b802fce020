//! Going through the events of both filters while they are on the map: next and previous day, dispute, match, first and last, a date.
//!
//! Events come in the order of time, whichever filter they are of; the maps point at the one that is reached, and the detail shows it.

use super::super::{Notice, State, detail, history, map, replay, timeline};
use super::grid;
use super::map::Pointed;
use crate::analysis::{EventKey, MapFrame, PairFound, PairStep, Part};
use crate::command::Action;
use crate::layout::View;
use crate::model::Position;

/// Does what an action asks among the events of compared maps; whether it means something there.
pub(in crate::app) fn act(state: &mut State, action: Action) -> bool {
    let searched = !state.timeline.search.is_empty();
    let matching = |forward: bool, text: &str| PairStep::Matching {
        forward,
        text: text.to_owned(),
    };
    let step = match action {
        Action::First => PairStep::First,
        Action::Last => PairStep::Last,
        Action::NextDay => PairStep::Day { forward: true },
        Action::PreviousDay => PairStep::Day { forward: false },
        Action::NextDispute => matching(true, DISPUTED),
        Action::PreviousDispute => matching(false, DISPUTED),
        Action::NextMatch if searched => matching(true, &state.timeline.search),
        Action::PreviousMatch if searched => matching(false, &state.timeline.search),
        _ => return false,
    };
    go(state, step)
}

const DISPUTED: &str = "is:disputed";

/// Goes to an event of compared maps; whether there are any.
pub(in crate::app) fn go(state: &mut State, step: PairStep) -> bool {
    if state.compare.is_none() || state.view != View::Map {
        return false;
    }
    if !matches!(step, PairStep::Day { .. }) {
        history::leap(state);
    }
    look_up(state, step);
    true
}

/// A link or the way back has led to an event: compared maps point at it, too, if one of them has it.
pub(in crate::app) fn follow(state: &mut State) {
    if state.view == View::Map {
        look_up(state, PairStep::Here);
    }
}

fn look_up(state: &mut State, step: PairStep) {
    if let Some(compare) = &mut state.compare {
        compare.map.errand = Some(step);
        state.asked.forget();
    }
}

/// The part that the step lacks.
pub(super) fn missing(state: &State) -> Option<Part> {
    let compare = state.compare.as_ref()?;
    Some(Part::PairStep {
        other: replay::beside(state, &compare.other),
        from: detail::wanted(state),
        step: compare.map.errand.clone()?,
    })
}

/// Takes in where a step leads.
pub(in crate::app) fn take(state: &mut State, found: Option<PairFound>) {
    let errand = state.compare.as_mut().and_then(|one| one.map.errand.take());
    let Some(step) = errand else { return };
    let Some(found) = found else {
        let nothing = nothing(&step).map(|says| Notice::info(state.unless_reading(says)));
        state.notice = nothing.or(state.notice.take());
        return;
    };
    let (event, of_a) = (found.row.key, found.of[0]);
    match step {
        // It is read already, and perhaps one of its actors.
        PairStep::Here => belongs(state, event, of_a),
        _ => read(state, event, of_a),
    }
    match found.position {
        Some(at) => point(state, at),
        None => {
            let of = match found.of {
                [true, true] => "A and B",
                [true, false] => "A",
                [false, _] => "B",
            };
            let text = format!("An event of {of} without coordinates: {}", found.row.title);
            state.notice = Some(Notice::info(text));
        }
    }
}

/// What is said when a step leads nowhere.
fn nothing(step: &PairStep) -> Option<String> {
    Some(match step {
        PairStep::Here => return None,
        PairStep::Day { forward: true } => "No later day has events of A or B".into(),
        PairStep::Day { forward: false } => "No earlier day has events of A or B".into(),
        PairStep::Matching { text, .. } => timeline::nothing_matches(text),
        PairStep::First | PairStep::Last | PairStep::Time(_) => {
            "No event matches either filter".into()
        }
    })
}

/// Shows an event; one that only B has cannot be selected among those of A.
pub(super) fn read(state: &mut State, event: EventKey, of_a: bool) {
    if of_a {
        timeline::select_event(state, event);
    } else {
        detail::arrive(state, event);
    }
    belongs(state, event, of_a);
}

/// Notes whose an event is.
fn belongs(state: &mut State, event: EventKey, of_a: bool) {
    if let Some(compare) = &mut state.compare {
        compare.map.of_b = (!of_a).then(|| (event, compare.other.clone()));
    }
}

/// Points at the place of an event; maps that do not show it are moved there.
fn point(state: &mut State, at: Position) {
    if let Some(compare) = &mut state.compare {
        compare.map.at = Some(Pointed { at, exact: true });
    }
    if let Some(grid) = grid(state).filter(|grid| grid.cell(at).is_none()) {
        map::hold(state);
        state.map.frame = MapFrame::Camera(grid.camera.moved(at));
    }
}

/// Whether the detail shows an event that only B has.
pub(crate) fn of_b(state: &State) -> bool {
    let Some(compare) = &state.compare else {
        return false;
    };
    let same = |(event, other): &(EventKey, String)| {
        *other == compare.other && Some(*event) == detail::wanted(state)
    };
    detail::elsewhere(state) && compare.map.of_b.as_ref().is_some_and(same)
}
