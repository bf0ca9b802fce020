//! What the screen shows, as plain data: made from the state, only what fits, ready to paint.
//!
//! `view` decides words, order, tones and marks; `ui` turns them into cells with the theme's colours. Nothing here asks
//! the store.

pub mod compose;
mod empty;
mod facets;
mod filter;
mod header;
mod highlight;
mod histogram;
mod overlay;
mod reading;
mod screen;
mod timeline;

pub use screen::{Bar, Bars, Emptiness, Panel, Row, Screen, Segment, Text, TextKind, thumb};

use crate::app::State;
use crate::content::{Line, Tone};
use crate::layout::{LEAST, Mode};

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
    if let Some(area) = layout.timeline {
        screen.panels.push(timeline::panel(state, area));
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
