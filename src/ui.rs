//! From plain data to cells: colours, marks and painting.
//!
//! Only this module knows ratatui's styles. [`paint`] is the one way by which text reaches a buffer.

mod frame;
mod histogram;
pub mod paint;
mod panel;
pub mod theme;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

pub use crate::content::glyph;

use self::frame::Frames;
use self::theme::Theme;
use crate::view::{Panel, Screen, Text, TextKind};

/// Draws a screen. The buffer may have another size than the screen had; what lies outside is left out.
pub fn draw(screen: &Screen, theme: &Theme, buffer: &mut Buffer) {
    frames(&screen.panels, screen, theme, buffer);
    for panel in &screen.panels {
        panel::draw(buffer, panel, &screen.glyphs, theme);
    }
    if let Some(bars) = &screen.histogram {
        histogram::draw(buffer, bars, &screen.glyphs, theme);
    }
    for text in &screen.texts {
        line(text, theme, buffer);
    }
    for popup in &screen.popups {
        panel::clear(buffer, popup.area);
        frames(std::slice::from_ref(popup), screen, theme, buffer);
        panel::draw(buffer, popup, &screen.glyphs, theme);
    }
    if screen.glyphs.set == glyph::GlyphSet::Ascii {
        without_ellipsis(buffer, screen.glyphs.ellipsis);
    }
}

/// Text that was cut ends in `…`, which a terminal of the ASCII set cannot show.
fn without_ellipsis(buffer: &mut Buffer, instead: &str) {
    for cell in buffer
        .content
        .iter_mut()
        .filter(|cell| cell.symbol() == "…")
    {
        cell.set_symbol(instead);
    }
}

fn frames(panels: &[Panel], screen: &Screen, theme: &Theme, buffer: &mut Buffer) {
    let mut frames =
        Frames::new(Rect::from(((0, 0).into(), screen.size)).intersection(buffer.area));
    for panel in panels.iter().filter(|panel| panel.framed) {
        frames.add(panel.area);
    }
    frames.draw(buffer, &screen.glyphs, theme.border(false));
}

fn line(text: &Text, theme: &Theme, buffer: &mut Buffer) {
    let style = match text.kind {
        TextKind::Plain => None,
        TextKind::Input => Some(theme.input()),
        TextKind::Foot => Some(theme.footer()),
    };
    let area = Rect {
        x: text.x,
        y: text.y,
        width: text.width,
        height: 1,
    }
    .intersection(buffer.area);
    if let Some(style) = style {
        buffer.set_style(area, style);
    }
    paint::paint_line(buffer, text.x, text.y, text.width, &text.line, theme);
}
