//! A pane or popup inside its frame: title, lines, selection, scroll bar.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::paint::{paint_line, paint_text};
use super::theme::Theme;
use crate::content::Line;
use crate::content::glyph::Glyphs;
use crate::text::clean;
use crate::view::Panel;

/// Draws what is on the frame and inside it; the frame itself is drawn before.
pub(super) fn draw(buffer: &mut Buffer, panel: &Panel, glyphs: &Glyphs, theme: &Theme) {
    if panel.framed {
        on_frame(buffer, panel, theme);
    }
    let inner = panel.inner();
    for (y, row) in (inner.y..inner.bottom()).zip(&panel.rows) {
        paint_line(buffer, inner.x, y, inner.width, &row.line, theme);
        if row.selected {
            let bar = Rect {
                y,
                height: 1,
                ..inner
            };
            buffer.set_style(
                bar.intersection(buffer.area),
                theme.selection(panel.focused),
            );
        }
    }
    for lit in &panel.lit {
        let style = if lit.pointed {
            theme.pointed(panel.focused)
        } else {
            theme.selection(false)
        };
        let area = lit.area.intersection(inner).intersection(buffer.area);
        buffer.set_style(area, style);
    }
    scroll_bar(buffer, panel, glyphs, theme);
}

fn on_frame(buffer: &mut Buffer, panel: &Panel, theme: &Theme) {
    let area = panel.area;
    let room = area.width.saturating_sub(4);
    let from = area.x.saturating_add(2);
    let end = paint_line(buffer, from, area.y, room, &panel.title, theme);
    if end > from {
        let title = Rect {
            x: from,
            y: area.y,
            width: end - from,
            height: 1,
        };
        buffer.set_style(title.intersection(buffer.area), theme.title(panel.focused));
    }
    right_end(buffer, panel, area.y, &panel.note, theme);
    right_end(
        buffer,
        panel,
        area.bottom().saturating_sub(1),
        &panel.foot,
        theme,
    );
}

fn right_end(buffer: &mut Buffer, panel: &Panel, y: u16, line: &Line, theme: &Theme) {
    let width = u16::try_from(line.width()).unwrap_or(u16::MAX);
    let room = panel.area.width.saturating_sub(4);
    if width > 0 && width <= room {
        paint_line(
            buffer,
            panel.area.right().saturating_sub(width + 2),
            y,
            width,
            line,
            theme,
        );
    }
}

/// The thumb on the right border, or over the last column where there is none.
fn scroll_bar(buffer: &mut Buffer, panel: &Panel, glyphs: &Glyphs, theme: &Theme) {
    let Some((at, length)) = panel.thumb else {
        return;
    };
    let inner = panel.inner();
    let x = panel.area.right().saturating_sub(1);
    for y in (inner.y + at..inner.y + at + length).take_while(|&y| y < inner.bottom()) {
        paint_text(
            buffer,
            (x, y),
            x + 1,
            &clean(glyphs.scroll[0]),
            theme.border(panel.focused),
        );
    }
}

/// Empties an area, for what lies over others.
pub(super) fn clear(buffer: &mut Buffer, area: Rect) {
    let area = area.intersection(buffer.area);
    for position in area.positions() {
        buffer[position].reset();
    }
    buffer.set_style(area, Style::reset());
}
