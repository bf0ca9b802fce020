//! What the screen shows, as plain data: made from the state, only what fits, ready to paint.
//!
//! `view` decides words, order, tones and marks; `ui` turns them into cells with the theme's colours. Nothing here asks
//! the store.

mod accounts;
mod actors;
mod compare;
pub mod compose;
mod empty;
mod facets;
mod filter;
mod header;
mod highlight;
mod histogram;
mod lanes;
mod map;
mod overlay;
mod problems;
mod profile;
mod quotes;
mod reading;
mod screen;
mod sources;
mod timeline;

pub use screen::{Bar, Bars, Emptiness, Lit, Panel, Row, Screen, Segment, Text, TextKind, thumb};

use ratatui::layout::Rect;

use crate::app::{Focus, State};
use crate::content::{Line, Tone};
use crate::layout::{LEAST, Mode, View};

/// The screen of a state.
#[must_use]
pub fn screen(state: &State) -> Screen {
    let mut screen = Screen {
        size: state.size,
        glyphs: state.glyphs,
        ..Screen::default()
    };
    if state.layout().mode == Mode::Tiny {
        screen.texts.push(too_small(state));
        return screen;
    }
    panes(state, &mut screen);
    screen.texts.push(header::header(state));
    screen.texts.extend(filter::messages(state));
    screen.texts.push(filter::line(state));
    screen.cursor = filter::cursor(state);
    screen.popups.extend(filter::completions(state));
    if let Some((panel, cursor)) = overlay::panel(state) {
        screen.popups.push(panel);
        screen.cursor = cursor;
    }
    screen.popups.extend(overlay::following(state));
    screen
}

fn panes(state: &State, screen: &mut Screen) {
    let layout = state.layout();
    if let Some(area) = layout.main {
        main(state, area, screen);
    }
    if let Some(area) = layout.histogram {
        screen.panels.push(histogram::panel(state, area));
        screen.histogram = histogram::bars(state, layout.inner(area));
    }
    // What may lie over the list comes after it.
    let over = if layout.over {
        &mut screen.popups
    } else {
        &mut screen.panels
    };
    over.extend(layout.detail.map(|area| reading::panel(state, area)));
    over.extend(layout.facets.map(|area| facets::panel(state, area)));
}

fn main(state: &State, area: Rect, screen: &mut Screen) {
    if let Some(compare) = &state.compare {
        screen.panels.push(match state.view {
            View::Map => map::compared(state, compare, area),
            View::Lanes => lanes::compared(state, compare, area),
            _ => compare::panel(state, compare, area),
        });
        return;
    }
    match state.view {
        View::Timeline => screen.panels.push(timeline::panel(state, area)),
        View::Lanes => lanes::panels(state, area, screen),
        View::Map => map::panels(state, area, screen),
        View::Actors => actors::panels(state, area, screen),
        View::Quotes => quotes::panels(state, area, screen),
        View::Accounts => accounts::panels(state, area, screen),
        View::Sources => sources::panels(state, area, screen),
        View::Problems => problems::panels(state, area, screen),
    }
}

/// The pane of a view, with its name and without content.
fn main_panel(state: &State) -> Panel {
    Panel {
        framed: state.layout().mode == Mode::Full,
        focused: state.panes.focus == Focus::Main && !state.catalog.datasets.is_empty(),
        title: Line::default().with(format!(" {} ", state.view.label()), Tone::Text),
        ..Panel::default()
    }
}

fn too_small(state: &State) -> Text {
    let (width, height) = (state.size.width, state.size.height);
    let least = format!("{}x{}", LEAST.width, LEAST.height);
    let text = if width < 26 {
        format!("needs {least}")
    } else {
        format!("annals needs at least {least}")
    };
    let line = compose::cut_line(Line::default().with(text, Tone::Text), width.into());
    Text {
        x: 0,
        y: height / 2,
        width: if height == 0 { 0 } else { width },
        line,
        ..Text::default()
    }
}
