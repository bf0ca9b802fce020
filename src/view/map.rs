//! The map: borders and coasts, a mark for each cell that has events, names; below it the events of the chosen mark.

mod base;
mod canvas;
mod legend;
mod marks;
mod names;
mod pair;
mod strip;

use ratatui::layout::Rect;

use super::compose;
use super::screen::{Panel, Row, Screen, thumb};
use crate::analysis::MapCounts;
use crate::app::State;
use crate::content::words::count;
use crate::content::{Line, Tone};
use canvas::Canvas;
pub(super) use pair::panel as compared;

/// Puts the view on the screen.
pub(super) fn panels(state: &State, area: Rect, screen: &mut Screen) {
    let Some(shape) = crate::app::map_shape(state) else {
        return;
    };
    let mut panel = Panel {
        area: shape.pane,
        ..super::main_panel(state)
    };
    panel.focused &= !state.map.listing;
    if let Some(counts) = state.map.held.get() {
        let room =
            usize::from(area.width.min(shape.pane.width)).saturating_sub(panel.title.width() + 5);
        panel.note = note(state, counts, room);
        panel.foot = legend::scale(state, &counts.grid);
        panel.rows = map(state, counts, shape.map);
        if let Some(strip) = shape.strip {
            panel.rows.extend(strip::rows(state, counts, strip));
        }
        if let Some(legend) = shape.legend {
            panel
                .rows
                .push(legend::line(state, counts, legend.width.into()).into());
        }
    }
    screen.panels.push(panel);
    screen
        .panels
        .extend(shape.list.map(|area| regions(state, area)));
}

/// The map itself: exactly the rows of its area, whatever size the held counts have.
fn map(state: &State, counts: &MapCounts, area: Rect) -> Vec<Row> {
    let mut canvas = Canvas::new(area.width, area.height, state.glyphs.set);
    base::lines(&mut canvas, &counts.grid);
    marks::trail(&mut canvas, state, counts);
    let cursor = state.map.cursor();
    let numbers = marks::marks(&mut canvas, state, counts, cursor);
    let name = state.map.chosen().and_then(|spot| spot.place());
    let shown = (&*counts.labels, &counts.grid);
    names::names(&mut canvas, state, shown, (&numbers, cursor.zip(name)));
    canvas.lines().into_iter().map(Row::from).collect()
}

/// Where all that is shown went: the numbers add up.
fn note(state: &State, counts: &MapCounts, room: usize) -> Line {
    let dot = format!(" {} ", state.glyphs.dot);
    let away = [
        (counts.outside, "outside"),
        (counts.placeless, "without coordinates"),
    ];
    let long = away.iter().filter(|(number, _)| *number > 0).fold(
        format!("{} on the map", count(counts.inside)),
        |text, (number, says)| format!("{text}{dot}{} {says}", count(*number)),
    );
    let short = format!("{} of {}", count(counts.inside), count(counts.all()));
    let fits = [long, short].into_iter().map(|text| format!(" {text} "));
    let text = fits
        .into_iter()
        .find(|text| crate::text::width(text) <= room);
    Line::default().with(text.unwrap_or_default(), Tone::Dim)
}

/// The list of regions.
fn regions(state: &State, area: Rect) -> Panel {
    let inner = state.layout().inner(area);
    let (height, width) = (usize::from(inner.height), usize::from(inner.width));
    let list = &state.map.regions;
    let focused = state.map.listing && state.panes.focus == crate::app::Focus::Main;
    Panel {
        area,
        framed: true,
        focused,
        title: Line::default().with(" Regions ", Tone::Text),
        rows: super::facets::values(state, list, height, width, focused),
        thumb: thumb(height, list.cursor.first, height, list.total()),
        ..Panel::default()
    }
}

/// A line cut and filled to a width.
fn filled(line: Line, width: usize) -> Row {
    compose::fill(line, width).into()
}

#[cfg(test)]
mod tests;
