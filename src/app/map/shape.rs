//! Where the parts of the map's area are: the cells, the events of the mark below them, the list of regions beside.
//!
//! ```text
//! ┌ Map ──────────────────────────┬ Regions ──────┐
//! │ map                           │ list          │   the list from 90 columns on
//! │─ Aleppo · 12 events ──────────│               │   the strip from 10 rows on
//! │ strip                         │               │
//! │ legend                        │               │
//! └───────────────────────────────┴───────────────┘
//! ```

use ratatui::layout::Rect;

use super::super::State;
use crate::layout::{Mode, View, inner};

/// Columns from which the list of regions stands beside the map.
const WITH_LIST: u16 = 90;
/// Columns of the list with its frame.
const LIST: u16 = 27;

/// Where the parts are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shape {
    /// The map's pane with its frame.
    pub(crate) pane: Rect,
    /// The cells.
    pub(crate) map: Rect,
    /// The events of the mark, under a heading in the first row.
    pub(crate) strip: Option<Rect>,
    /// What the marks mean.
    pub(crate) legend: Option<Rect>,
    /// The list of regions with its frame.
    pub(crate) list: Option<Rect>,
}

impl Shape {
    /// Rows for events of the mark.
    pub(crate) fn strip_rows(self) -> usize {
        let rows = self.strip.map_or(0, |strip| strip.height.saturating_sub(1));
        usize::from(rows.max(1))
    }
}

/// Where the parts are, when the map is on the screen.
pub(crate) fn shape(state: &State) -> Option<Shape> {
    let layout = state.layout();
    let area = layout.main.filter(|_| state.view == View::Map)?;
    Some(within(layout.mode, area))
}

fn within(mode: Mode, area: Rect) -> Shape {
    let listed = mode == Mode::Full && area.width >= WITH_LIST;
    // Both have the line between them.
    let taken = if listed { LIST - 1 } else { 0 };
    let pane = Rect {
        width: area.width - taken,
        ..area
    };
    let inside = inner(mode, pane);
    let (strip, legend) = match inside.height {
        30.. => (7, 1),
        24.. => (5, 1),
        14.. => (4, 1),
        10.. => (2, 0),
        _ => (0, 0),
    };
    let below = |from: u16, height: u16| Rect {
        y: inside.y + from,
        height,
        ..inside
    };
    let map = inside.height - strip - legend;
    Shape {
        pane,
        map: below(0, map),
        strip: (strip > 0).then(|| below(map, strip)),
        legend: (legend > 0).then(|| below(map + strip, legend)),
        list: listed.then(|| Rect {
            x: pane.right() - 1,
            width: LIST,
            ..area
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_share_the_area_at_every_size() {
        for (width, height) in (0..300)
            .step_by(7)
            .flat_map(|w| (0..100).map(move |h| (w, h)))
        {
            for mode in [Mode::Plain, Mode::Full] {
                let area = Rect::new(3, 2, width, height);
                let shape = within(mode, area);
                let parts = [Some(shape.map), shape.strip, shape.legend, shape.list];
                let parts: Vec<Rect> = parts.into_iter().flatten().collect();
                for (at, part) in parts.iter().enumerate() {
                    assert_eq!(part.intersection(area), *part);
                    assert!(parts[..at].iter().all(|other| !other.intersects(*part)));
                }
            }
        }
    }
}
