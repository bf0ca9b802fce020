//! Where names, cells and counts stand in the pane.
//!
//! ```text
//! ‹ Actors › by count      27 Nov      4 Dec           axis
//!   ● HTS                 ‹▂▄▇·▁     ⣀⣀        ›    15  a lane: name, cells, count
//! ── ▁ 1–2  ▂ 3–4 ───────────────────────────────────  what marks mean
//! HTS · Fri 29 Nov 2024 · 12 events                    the cell pointed at
//!   05:10 ⨯ Aleppo's western districts entered
//! ```

use ratatui::layout::Rect;

use crate::analysis::LaneBy;
use crate::app::State;
use crate::layout::View;

/// Columns of a count, with its blanks.
const COUNT: u16 = 8;
/// Columns of a cell at most: one cell over all the width would look like a wall.
const WIDEST: u16 = 9;

/// The pane's parts, in lines and columns of its inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shape {
    /// Columns of the pane.
    pub(crate) width: u16,
    /// Lines of lanes.
    pub(crate) rows: u16,
    /// Lines below them: what marks mean, what is in the cell, its first titles.
    pub(crate) strip: u16,
    /// Columns of names.
    pub(crate) names: u16,
    /// Columns that cells could have.
    pub(crate) room: u16,
    /// Columns of one cell, with its gap.
    pub(crate) cell: u16,
    /// First column of the cells.
    pub(crate) start: u16,
    /// How many cells there are.
    pub(crate) cells: u16,
}

/// The pane's parts, if it is on the screen.
pub(crate) fn shape(state: &State) -> Option<Shape> {
    let layout = state.layout();
    let area = layout.inner(layout.main.filter(|_| state.view == View::Lanes)?);
    let strip = match area.height {
        0..8 => 0,
        8..12 => 2,
        12..18 => 3,
        18..36 => 5,
        _ => 8,
    };
    let cells = state.lanes.held.get();
    let cells = cells.map_or(1, |lanes| lanes.columns.len());
    Some(within(area, state.lanes.by, strip, cells))
}

/// The parts of an area with so many lines below the lanes and so many cells in each.
pub(in crate::app) fn within(area: Rect, by: LaneBy, strip: u16, cells: usize) -> Shape {
    let least = match (area.width, by) {
        (0..60, _) => area.width * 30 / 100,
        (_, LaneBy::Pair) => (area.width * 40 / 100).min(48),
        _ => (area.width * 26 / 100).min(30),
    };
    // A mark on each side of the cells says that there is more.
    let room = area.width.saturating_sub(least + 2 + COUNT).max(1);
    let cells = u16::try_from(cells).unwrap_or(u16::MAX).max(1);
    let cell = (room / cells).clamp(1, WIDEST);
    let cells = cells.min(room);
    // What cells leave over, names can use.
    let names = least + (room - cell * cells).min(area.width / 4);
    Shape {
        width: area.width,
        rows: area.height.saturating_sub(1 + strip),
        strip,
        names,
        room,
        cell,
        start: names + 1,
        cells,
    }
}

impl Shape {
    /// Lines for titles.
    pub(crate) fn titles(self) -> u16 {
        self.strip.saturating_sub(2)
    }

    /// The cell at a column of the pane.
    pub(in crate::app) fn cell_at(self, x: u16) -> Option<usize> {
        let cell = x.checked_sub(self.start)? / self.cell;
        (cell < self.cells).then_some(cell.into())
    }
}
