//! The cells of a buffer, row by row, as they are seen.

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use super::PictureStyle;
use crate::text::{cells, clean};
use crate::ui::theme::to_rgb;

/// What is seen at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Seen {
    /// First column.
    pub(super) column: usize,
    /// Columns it takes.
    pub(super) columns: usize,
    /// A grapheme.
    pub(super) symbol: String,
    /// How it looks.
    pub(super) look: Look,
}

/// How a cell looks, as the buffer says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) fg: Color,
    pub(super) bg: Color,
    pub(super) modifier: Modifier,
}

impl Look {
    /// Ink and paper, after reversing, dimming and hiding. No paper means that of the whole picture.
    pub(super) fn colours(self, style: &PictureStyle) -> ([u8; 3], Option<[u8; 3]>) {
        let (mut ink, mut paper) = (to_rgb(self.fg).unwrap_or(style.foreground), to_rgb(self.bg));
        if self.modifier.contains(Modifier::REVERSED) {
            (ink, paper) = (paper.unwrap_or(style.background), Some(ink));
        }
        let under = paper.unwrap_or(style.background);
        if self.modifier.contains(Modifier::DIM) {
            ink = std::array::from_fn(|at| u8::midpoint(ink[at], under[at]));
        }
        if self.modifier.contains(Modifier::HIDDEN) {
            (under, paper)
        } else {
            (ink, paper)
        }
    }
}

/// The rows of a buffer. What a wide character covers is left out.
pub(super) fn rows(buffer: &Buffer) -> impl Iterator<Item = Vec<Seen>> {
    let width = usize::from(buffer.area.width);
    buffer.content().chunks(width.max(1)).map(row)
}

fn row(content: &[Cell]) -> Vec<Seen> {
    let mut row: Vec<Seen> = Vec::with_capacity(content.len());
    let mut free = 0;
    for (column, cell) in content.iter().enumerate().filter(|_| !content.is_empty()) {
        if column < free {
            continue;
        }
        // Cells are clean when our own painting filled them; other widgets may not have been as careful.
        let symbol = if cell.symbol().chars().any(char::is_control) {
            clean(cell.symbol()).to_string()
        } else {
            cell.symbol().to_owned()
        };
        let symbol = if symbol.is_empty() {
            " ".to_owned()
        } else {
            symbol
        };
        let columns = cells(&symbol).clamp(1, content.len() - column);
        free = column + columns;
        row.push(Seen {
            column,
            columns,
            symbol,
            look: Look {
                fg: cell.fg,
                bg: cell.bg,
                modifier: cell.modifier,
            },
        });
    }
    row
}
