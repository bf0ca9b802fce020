//! What could stand at the cursor: choosing, taking, and where the list is.

use ratatui::layout::Rect;
use tui_input::Input;

use super::super::{State, overlay};
use super::LEAD;

/// Columns of the list at most.
const WIDEST: u16 = 72;

/// Where the list is on the screen: above the place of what a completion would replace.
#[must_use]
pub(crate) fn area(state: &State) -> Option<Rect> {
    let editing = state.filter.editing.as_ref()?;
    let offered = editing.offered();
    let layout = state.layout();
    let above = layout.messages.y;
    let height = u16::try_from(offered.len() + 2)
        .unwrap_or(u16::MAX)
        .min(above.saturating_sub(1));
    if offered.is_empty() || height < 3 || layout.screen.width < 24 {
        return None;
    }
    let labels = offered.iter().map(|offer| crate::text::width(&offer.label));
    let tells = offered.iter().map(|offer| offer.help.len().max(6));
    let width = labels.max().unwrap_or(0) + tells.max().unwrap_or(0) + 7;
    let width = u16::try_from(width)
        .unwrap_or(u16::MAX)
        .min(layout.screen.width)
        .min(WIDEST);
    let start = offered.first().map_or(0, |offer| offer.replace.start);
    let before = editing.input.value().get(..start);
    let column = before
        .map_or(0, crate::text::width)
        .saturating_sub(state.filter.scrolled(layout.filter.width).0);
    let x = (LEAD + u16::try_from(column).unwrap_or(u16::MAX - LEAD))
        .saturating_sub(2)
        .min(layout.screen.width - width);
    Some(Rect {
        x,
        y: above - height,
        width,
        height,
    })
}

/// Takes the completion at a cell; whether the list is there.
pub(in crate::app) fn click(state: &mut State, x: u16, y: u16) -> bool {
    let Some(area) = area(state).filter(|area| area.contains((x, y).into())) else {
        return false;
    };
    let line = y.checked_sub(area.y + 1).filter(|_| y + 1 < area.bottom());
    if let (Some(line), Some(editing)) = (line, &mut state.filter.editing) {
        let rows = usize::from(area.height - 2);
        editing.chosen = overlay::first(editing.chosen, rows) + usize::from(line);
        complete(state);
    }
    true
}

/// Puts the chosen completion in.
pub(in crate::app) fn complete(state: &mut State) {
    let Some(editing) = &mut state.filter.editing else {
        return;
    };
    let Some(completion) = editing.offered().get(editing.chosen).cloned() else {
        return;
    };
    let text = editing.input.value();
    let (Some(before), Some(after)) = (
        text.get(..completion.replace.start),
        text.get(completion.replace.end..),
    ) else {
        return;
    };
    let before = format!("{before}{}", completion.insert);
    let cursor = before.chars().count();
    editing.input = Input::new(before + after).with_cursor(cursor);
    state.filter.edited();
}

/// Chooses another completion; without any, brings back another filter.
pub(in crate::app) fn choose(state: &mut State, forward: bool) {
    let Some(editing) = &mut state.filter.editing else {
        return;
    };
    let count = editing.offered().len();
    if count > 0 && editing.recalled.is_none() && !editing.input.value().trim().is_empty() {
        editing.chosen = (editing.chosen + if forward { 1 } else { count - 1 }) % count;
    } else {
        super::recall(state, !forward);
    }
}
