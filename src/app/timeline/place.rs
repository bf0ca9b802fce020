//! What stands on which line of the list.

use super::{SCROLL_OFF, Timeline};
use crate::analysis::Window;
use crate::model::Day;

/// An item of the list at its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// Line from the top of the list.
    pub line: u16,
    /// Lines it takes.
    pub height: u16,
    /// What.
    pub item: Item,
}

/// A thing in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// The heading of a day.
    Day(Day),
    /// A row, by position in the window.
    Row(usize),
}

impl Timeline {
    /// What stands on which line of a list of this height, with rows of this many lines.
    #[must_use]
    pub fn placed(&self, height: u16, row_lines: u16) -> Vec<Placed> {
        let (Some(window), Some(selected)) = (self.held.get(), self.selected()) else {
            return Vec::new();
        };
        let top = top(window, selected, self.above, height, row_lines);
        let mut placed = Vec::new();
        let mut line = 0;
        for (index, row) in window.rows.iter().enumerate().skip(top) {
            if index == top || starts_day(window, index) {
                if line >= height {
                    break;
                }
                placed.push(Placed {
                    line,
                    height: 1,
                    item: Item::Day(row.days.from),
                });
                line += 1;
            }
            if line >= height {
                break;
            }
            placed.push(Placed {
                line,
                height: row_lines.min(height - line),
                item: Item::Row(index),
            });
            line += row_lines;
        }
        placed
    }
}

pub(super) fn starts_day(window: &Window, index: usize) -> bool {
    index == 0 || window.rows[index - 1].days.from != window.rows[index].days.from
}

/// The first visible row, so that the selection has so many rows above it and some below, and the list fills the screen.
pub(super) fn top(
    window: &Window,
    selected: usize,
    above: usize,
    height: u16,
    row_lines: u16,
) -> usize {
    let height = usize::from(height);
    let end = |top: usize, last: usize| {
        let days = (top + 1..=last)
            .filter(|&index| starts_day(window, index))
            .count();
        1 + days + (last + 1 - top) * usize::from(row_lines)
    };
    let last = window.rows.len() - 1;
    let room = (height / usize::from(row_lines.max(1))).saturating_sub(1) / 2;
    let off = SCROLL_OFF.min(room);
    let mut top = selected - above.min(selected);
    while top < selected && end(top, (selected + off).min(last)) > height {
        top += 1;
    }
    while top > 0 && end(top - 1, last) <= height {
        top -= 1;
    }
    top
}
