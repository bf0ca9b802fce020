//! A buffer as text with colours for a terminal: SGR sequences and nothing else.

use std::fmt::Write;

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier};

use super::cells::{Look, rows};
use crate::ui::theme::Depth;

const PLAIN: Look = Look {
    fg: Color::Reset,
    bg: Color::Reset,
    modifier: Modifier::empty(),
};

/// The screen with its colours, fitted to the terminal. Each row ends with its colours reset and a newline.
#[must_use]
pub fn ansi(buffer: &Buffer, depth: Depth) -> String {
    let mut out = String::new();
    for row in rows(buffer) {
        let seen = row
            .iter()
            .rposition(|cell| cell.symbol != " " || has_paper(cell.look))
            .map_or(0, |last| last + 1);
        let mut look = PLAIN;
        for cell in &row[..seen] {
            if cell.look != look {
                look = cell.look;
                out.push_str(&sgr(look, depth));
            }
            out.push_str(&cell.symbol);
        }
        out.push_str(if look == PLAIN { "\n" } else { "\u{1b}[0m\n" });
    }
    out
}

/// Whether a blank with this look can be seen.
fn has_paper(look: Look) -> bool {
    let lines = Modifier::REVERSED | Modifier::UNDERLINED | Modifier::CROSSED_OUT;
    look.bg != Color::Reset || look.modifier.intersects(lines)
}

fn sgr(look: Look, depth: Depth) -> String {
    let mut out = "\u{1b}[0".to_owned();
    let modifiers = [
        (Modifier::BOLD, 1),
        (Modifier::DIM, 2),
        (Modifier::ITALIC, 3),
        (Modifier::UNDERLINED, 4),
        (Modifier::REVERSED, 7),
        (Modifier::HIDDEN, 8),
        (Modifier::CROSSED_OUT, 9),
    ];
    for (_, code) in modifiers
        .iter()
        .filter(|(modifier, _)| look.modifier.contains(*modifier))
    {
        // Writing to a string does not fail.
        let _ = write!(out, ";{code}");
    }
    out.push_str(&colour(depth.fit(look.fg), 30));
    out.push_str(&colour(depth.fit(look.bg), 40));
    out.push('m');
    out
}

/// The parameters of a colour; `base` is 30 for ink and 40 for paper.
fn colour(colour: Color, base: u8) -> String {
    match colour {
        Color::Reset => String::new(),
        Color::Rgb(r, g, b) => format!(";{};2;{r};{g};{b}", base + 8),
        Color::Indexed(index) => format!(";{};5;{index}", base + 8),
        named => format!(";{}", base + sixteen(named)),
    }
}

fn sixteen(colour: Color) -> u8 {
    match colour {
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::DarkGray => 60,
        Color::LightRed => 61,
        Color::LightGreen => 62,
        Color::LightYellow => 63,
        Color::LightBlue => 64,
        Color::LightMagenta => 65,
        Color::LightCyan => 66,
        Color::White => 67,
        // Gray, the plain white of terminals; the other kinds of colour do not come here.
        _ => 7,
    }
}
