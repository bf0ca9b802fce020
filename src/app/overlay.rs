//! What lies over the panes and takes the keys: quick pickers, fields, palette, help, prompts, the choice of what to copy.

mod copy;
mod fields;
mod help;
mod palette;
pub(super) mod profile;
mod prompt;

use ratatui::layout::Rect;
use tui_input::Input;

pub use self::copy::Copyable;
pub(super) use self::copy::copied;
pub use self::fields::{FieldItem, FieldUse, fields};
pub(super) use self::fields::{pick as pick_field, profiled as pick_profiled};
pub use self::help::{HelpLine, help};
pub use self::palette::{PaletteItem, palette};
pub use self::profile::ProfileList;
pub use self::prompt::{Prompt, PromptKind};
use super::cursor::moved;
use super::{Effect, Facets, State, facets};
use crate::analysis::{Choice, Facet, Profiled};
use crate::command::COMMANDS;

/// What lies over the panes.
#[derive(Debug, Clone)]
pub enum Overlay {
    /// Values of a facet with counts.
    Picker(Facets),
    /// Fields, to pick values of one or to show its profile.
    Fields {
        /// What for.
        what_for: FieldUse,
        /// The fuzzy find.
        input: Input,
        /// The chosen field, by position among the found ones.
        cursor: usize,
    },
    /// The values of one field among the shown events.
    Profile(ProfileList),
    /// Commands by name.
    Palette {
        /// The fuzzy find.
        input: Input,
        /// The chosen command, by position among the found ones.
        cursor: usize,
    },
    /// The keys.
    Help {
        /// The find.
        input: Input,
        /// The first line on the screen.
        scroll: usize,
    },
    /// A line to type.
    Prompt(Prompt),
    /// What to copy.
    Copy {
        /// The chosen form.
        cursor: usize,
    },
}

/// Where the overlay is.
#[must_use]
pub(crate) fn area(state: &State) -> Rect {
    let (width, height) = match &state.overlay {
        Some(Overlay::Prompt(_)) => (56, 5),
        Some(Overlay::Copy { .. }) => (44, 2 + u16::try_from(Copyable::ALL.len()).unwrap_or(0)),
        Some(Overlay::Help { .. }) => (96, 60),
        Some(Overlay::Profile(_)) => (104, 48),
        _ => (78, 26),
    };
    crate::layout::popup(state.size, width, height)
}

/// Rows of the overlay's list.
pub(crate) fn rows(state: &State) -> usize {
    usize::from(
        crate::layout::inner(crate::layout::Mode::Full, area(state))
            .height
            .saturating_sub(2)
            .max(1),
    )
}

/// Shows a picker.
pub(super) fn pick(state: &mut State, facet: Facet) {
    state.overlay = Some(Overlay::Picker(Facets::new(facet)));
}

/// Shows a prompt.
pub(super) fn prompt(state: &mut State, kind: PromptKind) {
    let text = if kind == PromptKind::Search {
        state.timeline.search.clone()
    } else {
        String::new()
    };
    state.overlay = Some(Overlay::Prompt(Prompt {
        kind,
        input: Input::new(text),
    }));
}

/// Moves in the overlay's list.
pub(super) fn step(state: &mut State, by: isize) {
    let rows = rows(state);
    let lines = match &state.overlay {
        Some(Overlay::Help { input, .. }) => help(state, input.value()).len(),
        _ => 0,
    };
    match &mut state.overlay {
        Some(Overlay::Palette { input, cursor }) => {
            *cursor = moved(*cursor, by, palette(input.value()).len());
        }
        Some(Overlay::Profile(_)) => profile::step(state, by),
        Some(Overlay::Fields {
            what_for,
            input,
            cursor,
        }) => {
            let found = fields(&state.catalog, *what_for, input.value()).len();
            *cursor = moved(*cursor, by, found);
        }
        Some(Overlay::Help { scroll, .. }) => {
            *scroll = moved(*scroll, by, (lines + 1).saturating_sub(rows));
        }
        Some(Overlay::Copy { cursor }) => {
            *cursor = moved(*cursor, by, Copyable::ALL.len());
        }
        Some(Overlay::Picker(_)) => facets::step(state, by),
        Some(Overlay::Prompt(_)) | None => {}
    }
}

/// The text of the overlay's find has changed.
pub(super) fn edited(state: &mut State) {
    match &mut state.overlay {
        Some(Overlay::Picker(list)) => list.found_anew(),
        Some(Overlay::Palette { cursor, .. } | Overlay::Fields { cursor, .. }) => *cursor = 0,
        Some(Overlay::Help { scroll, .. }) => *scroll = 0,
        Some(Overlay::Prompt(_) | Overlay::Copy { .. } | Overlay::Profile(_)) | None => {}
    }
}

/// Takes what is chosen and closes the overlay.
pub(super) fn accept(state: &mut State, effects: &mut Vec<Effect>) {
    match &state.overlay {
        Some(Overlay::Picker(_)) => {
            facets::include(state);
            state.overlay = None;
        }
        Some(Overlay::Fields {
            what_for,
            input,
            cursor,
        }) => {
            let found = fields(&state.catalog, *what_for, input.value());
            let chosen = found.get(*cursor).map(|item| item.of);
            match (what_for, chosen) {
                (FieldUse::Profile, Some(of)) => profile::show_of(state, of),
                (FieldUse::Pick, Some(Profiled::Facet(facet))) => pick(state, facet),
                _ => state.overlay = None,
            }
        }
        Some(Overlay::Profile(_)) => {
            profile::choose(state, Choice::Included);
            state.overlay = None;
        }
        Some(Overlay::Palette { input, cursor }) => {
            let chosen = palette(input.value())
                .get(*cursor)
                .map(|item| &COMMANDS[item.command]);
            state.overlay = None;
            if let Some(command) = chosen {
                palette::run(state, command, effects);
            }
        }
        Some(Overlay::Help { .. }) => state.overlay = None,
        Some(Overlay::Prompt(prompt)) => prompt::submit(state, &prompt.clone()),
        Some(Overlay::Copy { cursor }) => copy::copy(
            state,
            Copyable::ALL[(*cursor).min(Copyable::ALL.len() - 1)],
            effects,
        ),
        None => {}
    }
}

/// The first item on the screen of a list with this cursor.
pub(crate) fn first(cursor: usize, rows: usize) -> usize {
    (cursor + 1).saturating_sub(rows)
}
