//! The directory of actors and their dossiers.

use super::{Effect, State};
use crate::analysis::Part;
use crate::command::Action;

/// The directory of actors and their dossiers.
#[derive(Debug, Clone, Default)]
pub struct ActorsView {}

/// The parts that the view lacks.
pub(super) fn missing(_state: &State, _filter: &str) -> Vec<Part> {
    Vec::new()
}

/// Does what an action asks of the view; whether it means something here.
pub(super) fn act(_state: &mut State, _action: Action, _effects: &mut Vec<Effect>) -> bool {
    false
}

/// The mouse was pressed at a column and row of the pane's inside.
pub(super) fn press(
    _state: &mut State,
    _at: (u16, u16),
    _double: bool,
    _effects: &mut Vec<Effect>,
) {
}

/// The wheel was turned by so many lines.
pub(super) fn wheel(_state: &mut State, _by: isize) {}

/// Makes positions fit what is held.
pub(super) fn settle(_state: &mut State) {}

/// New data: what is held stays on the screen and is asked again.
pub(super) fn opened(_state: &mut State) {}
