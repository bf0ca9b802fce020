//! Frames of panes. Neighbours share a border, so lines meet in tees and crosses.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::paint::paint_text;
use crate::content::glyph::Glyphs;
use crate::text::clean;

const UP: u8 = 1;
const DOWN: u8 = 2;
const LEFT: u8 = 4;
const RIGHT: u8 = 8;

/// The lines of all frames together.
pub(super) struct Frames {
    area: Rect,
    ends: Vec<u8>,
}

impl Frames {
    /// No lines yet.
    pub(super) fn new(area: Rect) -> Self {
        Self {
            area,
            ends: vec![0; area.area() as usize],
        }
    }

    /// Adds the frame of an area.
    pub(super) fn add(&mut self, frame: Rect) {
        let frame = frame.intersection(self.area);
        if frame.width < 2 || frame.height < 2 {
            return;
        }
        let (right, bottom) = (frame.right() - 1, frame.bottom() - 1);
        for x in frame.x..=right {
            let ends = if x > frame.x { LEFT } else { 0 } | if x < right { RIGHT } else { 0 };
            self.mark(x, frame.y, ends);
            self.mark(x, bottom, ends);
        }
        for y in frame.y..=bottom {
            let ends = if y > frame.y { UP } else { 0 } | if y < bottom { DOWN } else { 0 };
            self.mark(frame.x, y, ends);
            self.mark(right, y, ends);
        }
    }

    fn mark(&mut self, x: u16, y: u16, ends: u8) {
        let at = usize::from(y - self.area.y) * usize::from(self.area.width)
            + usize::from(x - self.area.x);
        self.ends[at] |= ends;
    }

    /// Draws the lines.
    pub(super) fn draw(&self, buffer: &mut Buffer, glyphs: &Glyphs, style: Style) {
        for (position, &ends) in self.area.positions().zip(&self.ends) {
            if let Some(glyph) = glyph(glyphs, ends) {
                paint_text(
                    buffer,
                    (position.x, position.y),
                    self.area.right(),
                    &clean(glyph),
                    style,
                );
            }
        }
    }
}

/// The character whose ends are these.
fn glyph(glyphs: &Glyphs, ends: u8) -> Option<&'static str> {
    const HORIZONTAL: u8 = LEFT | RIGHT;
    const VERTICAL: u8 = UP | DOWN;
    let [left_tee, right_tee, top_tee, bottom_tee, cross] = glyphs.tees;
    let [top_left, top_right, bottom_left, bottom_right] = glyphs.corners;
    match ends {
        0 => None,
        HORIZONTAL | LEFT | RIGHT => Some(glyphs.rules[0]),
        VERTICAL | UP | DOWN => Some(glyphs.rules[1]),
        e if e == DOWN | RIGHT => Some(top_left),
        e if e == DOWN | LEFT => Some(top_right),
        e if e == UP | RIGHT => Some(bottom_left),
        e if e == UP | LEFT => Some(bottom_right),
        e if e == VERTICAL | RIGHT => Some(left_tee),
        e if e == VERTICAL | LEFT => Some(right_tee),
        e if e == HORIZONTAL | DOWN => Some(top_tee),
        e if e == HORIZONTAL | UP => Some(bottom_tee),
        _ => Some(cross),
    }
}
