//! Lines of text into cells: one cell a grapheme, nothing outside the width.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::theme::Theme;
use crate::content::{Line, Span};
use crate::text::Clean;

/// Paints a line from `(x, y)` over at most `width` columns and gives the column after the last cell.
///
/// What does not fit is left out; a wide character that fits by half becomes a blank. Cells behind the line stay.
pub fn paint_line(
    buffer: &mut Buffer,
    x: u16,
    y: u16,
    width: u16,
    line: &Line,
    theme: &Theme,
) -> u16 {
    let end = x.saturating_add(width);
    line.spans
        .iter()
        .fold(x, |x, span| paint_span(buffer, (x, y), end, span, theme))
}

fn paint_span(buffer: &mut Buffer, at: (u16, u16), end: u16, span: &Span, theme: &Theme) -> u16 {
    paint_text(buffer, at, end, &span.text, theme.span(span))
}

/// Paints clean text from a position up to the column `end` and gives the column after the last cell.
pub fn paint_text(
    buffer: &mut Buffer,
    (mut x, y): (u16, u16),
    end: u16,
    text: &Clean,
    style: Style,
) -> u16 {
    let end = end.min(buffer.area.right());
    if y < buffer.area.top() || y >= buffer.area.bottom() || x < buffer.area.left() {
        return x;
    }
    for (grapheme, cells) in text.graphemes() {
        let Ok(cells) = u16::try_from(cells) else {
            break;
        };
        if x >= end {
            break;
        }
        if cells > end - x {
            blank(buffer, x..end, y, style);
            return end;
        }
        put(buffer, (x, y), grapheme, cells, style);
        x += cells;
    }
    x
}

/// Clean text never holds control characters, so setting the symbol is safe here (and nowhere else).
fn put(buffer: &mut Buffer, (x, y): (u16, u16), grapheme: &str, cells: u16, style: Style) {
    // The cells behind a wide character are hidden by it; ratatui wants them reset.
    blank(buffer, x..x + cells, y, style);
    buffer[(x, y)].set_symbol(grapheme);
}

fn blank(buffer: &mut Buffer, columns: std::ops::Range<u16>, y: u16, style: Style) {
    for x in columns {
        let cell = &mut buffer[(x, y)];
        cell.set_symbol(" ").set_style(style);
    }
}

#[cfg(test)]
mod tests;
