//! Keys and pasted text: into the line that is being edited, or through the keymap into actions.

use tui_input::{Input, InputRequest};

use super::{Effect, Overlay, State, act, overlay, panes, views};
use crate::command::{Action, Context};
use crate::keymap::{Key, Lookup};

/// A key was pressed.
pub(super) fn key(state: &mut State, key: Key, effects: &mut Vec<Effect>) {
    state.notice = None;
    let contexts = panes::contexts(state);
    let typing = contexts.contains(&Context::Input);
    if let Some(typed) = key.typed().filter(|_| typing) {
        return edit(state, InputRequest::InsertChar(typed));
    }
    let started = !state.pending.is_empty();
    state.pending.push(key);
    match state.keymap.lookup(&contexts, &state.pending) {
        Lookup::Prefix => {}
        Lookup::Action(action) => {
            state.pending.clear();
            if !typing || meant_while_typing(action) {
                act::act(state, action, effects);
            }
        }
        Lookup::Nothing => {
            let keys = crate::keymap::sequence(&state.pending);
            state.pending.clear();
            if started && key.code != ratatui::crossterm::event::KeyCode::Esc {
                state.notice = Some(super::Notice::info(format!(
                    "{keys} means nothing here; ? shows the keys"
                )));
            }
        }
    }
}

/// Of the actions that hold everywhere, those that hold while text is typed, too.
fn meant_while_typing(action: Action) -> bool {
    let global = crate::command::command(action).contexts == [Context::Global];
    !global
        || matches!(
            action,
            Action::Back | Action::Quit | Action::Suspend | Action::Redraw
        )
}

/// Text was pasted: into the line that is being edited, or into the filter.
pub(super) fn paste(state: &mut State, text: &str) {
    if !panes::contexts(state).contains(&Context::Input) {
        if state.overlay.is_some() {
            return;
        }
        state.filter.edit();
    }
    for c in text
        .chars()
        .take(10_000)
        .filter(|c| !c.is_control() || c.is_whitespace())
    {
        let c = if c.is_whitespace() { ' ' } else { c };
        if let Some(input) = line(state) {
            input.handle(InputRequest::InsertChar(c));
        }
    }
    changed(state);
}

/// Edits the line that has the keys.
pub(super) fn edit(state: &mut State, request: InputRequest) {
    let Some(input) = line(state) else { return };
    if input.handle(request).is_some_and(|change| change.value) {
        changed(state);
    }
}

fn changed(state: &mut State) {
    if state.overlay.is_some() {
        overlay::edited(state);
    } else if state.filter.editing.is_some() {
        state.filter.edited();
    } else if views::finding(state) {
        views::found_anew(state);
    } else {
        state.facets.list.found_anew();
    }
}

/// The line that has the keys.
pub(super) fn line(state: &mut State) -> Option<&mut Input> {
    if views::finding(state) {
        return views::find_line(state);
    }
    match &mut state.overlay {
        Some(Overlay::Picker(list)) => return Some(&mut list.find),
        Some(
            Overlay::Palette { input, .. }
            | Overlay::Fields { input, .. }
            | Overlay::Help { input, .. },
        ) => return Some(input),
        Some(Overlay::Prompt(prompt)) => return Some(&mut prompt.input),
        Some(Overlay::Copy { .. } | Overlay::Profile(_)) => return None,
        None => {}
    }
    match &mut state.filter.editing {
        Some(editing) => Some(&mut editing.input),
        None if state.facets.finding => Some(&mut state.facets.list.find),
        None => None,
    }
}
