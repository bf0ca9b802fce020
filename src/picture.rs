//! A screen as text, ANSI, SVG or PNG, without a terminal.
//!
//! All four read a finished [`Buffer`]. Pictures bring their font along (DejaVu Sans Mono, regular and bold); characters
//! that it lacks, such as Han, come from the system's fonts. Borders, blocks and Braille are drawn as shapes, not as
//! letters, so that lines join without gaps.

mod ansi;
mod cells;
mod png;
mod shapes;
mod svg;

use ratatui::buffer::Buffer;

pub use ansi::ansi;
pub use png::{PictureError, png};
pub use svg::svg;

use crate::ui::theme::ThemeName;

/// The colours of a picture where the buffer names none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PictureStyle {
    /// Red, green and blue of text.
    pub foreground: [u8; 3],
    /// Red, green and blue of paper.
    pub background: [u8; 3],
}

impl PictureStyle {
    /// The paper and ink that a theme is made for.
    #[must_use]
    pub fn of(theme: ThemeName) -> Self {
        match theme {
            ThemeName::Light => Self {
                foreground: [0x1c; 3],
                background: [0xff; 3],
            },
            ThemeName::HighContrast => Self {
                foreground: [0xff; 3],
                background: [0; 3],
            },
            ThemeName::Dark | ThemeName::Mono => Self {
                foreground: [0xd8; 3],
                background: [0x1c; 3],
            },
        }
    }
}

/// The characters alone, a line a row, without blanks at the ends of lines.
#[must_use]
pub fn text(buffer: &Buffer) -> String {
    let mut out = String::new();
    for row in cells::rows(buffer) {
        let line: String = row.iter().map(|cell| cell.symbol.as_str()).collect();
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests;
