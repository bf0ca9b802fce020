//! Publishers and sources.

use ratatui::layout::Rect;

use super::screen::{Panel, Screen};
use crate::app::State;

/// Puts the view on the screen.
pub(super) fn panels(state: &State, area: Rect, screen: &mut Screen) {
    screen.panels.push(Panel {
        area,
        ..super::main_panel(state)
    });
}
