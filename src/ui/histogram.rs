//! Bars stacked by bloc, in eighths of a row. Where there is no colour, a bloc's part is filled with its mark.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::paint::{paint_line, paint_text};
use super::theme::Theme;
use crate::content::Tone;
use crate::content::glyph::{GlyphSet, Glyphs};
use crate::text::{Clean, clean};
use crate::view::{Bar, Bars, Emptiness, Segment};

/// Draws the bars and their axis.
pub(super) fn draw(buffer: &mut Buffer, bars: &Bars, glyphs: &Glyphs, theme: &Theme) {
    let brush = Brush { glyphs, theme };
    for bar in bars.bars.iter().filter(|bar| bar.x < bars.area.width) {
        let width = bar.width.min(bars.area.width - bar.x);
        brush.bar(
            buffer,
            Rect {
                x: bars.area.x + bar.x,
                width,
                ..bars.area
            },
            bar,
        );
    }
    paint_line(
        buffer,
        bars.area.x,
        bars.area.bottom(),
        bars.area.width,
        &bars.axis,
        theme,
    );
}

struct Brush<'a> {
    glyphs: &'a Glyphs,
    theme: &'a Theme,
}

impl Brush<'_> {
    fn bar(&self, buffer: &mut Buffer, area: Rect, bar: &Bar) {
        for row in 0..area.height {
            let y = area.bottom() - 1 - row;
            let (text, style) = match &bar.empty {
                Some(emptiness) => self.empty(*emptiness, row),
                None => self.cell(&bar.segments, row * 8),
            };
            let line = clean(&text.as_str().repeat(area.width.into()));
            paint_text(buffer, (area.x, y), area.right(), &line, style);
        }
        if bar.empty.is_none() {
            self.marks(buffer, area, &bar.segments);
        }
        if bar.brushed {
            self.brushed(buffer, area.intersection(buffer.area));
        }
    }

    /// Shows that a bar is in the brushed time: by what is behind it, or by what is above it where nothing can be behind.
    fn brushed(&self, buffer: &mut Buffer, area: Rect) {
        if let Some(style) = self.theme.brush() {
            return buffer.set_style(area, style);
        }
        let (sky, style) = (clean(self.glyphs.rules[1]), self.theme.style(Tone::Accent));
        for at in area.positions() {
            if buffer[at].symbol() == " " {
                paint_text(buffer, (at.x, at.y), at.x + 1, &sky, style);
            }
        }
    }

    /// Nothing happened: a dot at the foot. Nothing is known: hatched over all its height.
    fn empty(&self, emptiness: Emptiness, row: u16) -> (Clean, Style) {
        let text = match (emptiness, row) {
            (Emptiness::NoData, _) => self.glyphs.no_data,
            (Emptiness::NoEvents, 0) => self.glyphs.dot,
            (Emptiness::NoEvents, _) => " ",
        };
        (clean(text), self.theme.style(Tone::Rule))
    }

    /// The cell whose foot is so many eighths up.
    fn cell(&self, segments: &[Segment], foot: u16) -> (Clean, Style) {
        let Some(lower) = segments.iter().find(|segment| segment.to > foot) else {
            return (clean(" "), Style::new());
        };
        let filled = (lower.to - foot).min(8);
        if !self.coloured() {
            let shown = filled >= 4 || foot == 0;
            let biggest = self.biggest(segments, foot);
            return (
                if shown || biggest.to > lower.to {
                    biggest.glyph.clone()
                } else {
                    clean(" ")
                },
                self.theme.style(biggest.tone),
            );
        }
        // A cell has two colours at most, and the top one needs one of them for the sky: there the height is right, and the
        // colour is that of the bloc with most of the cell.
        let top = segments.last().map_or(0, |segment| segment.to);
        if (foot + 1..foot + 8).contains(&top) {
            let eighths = usize::from(top - foot);
            let style = self.theme.style(self.biggest(segments, foot).tone);
            return (clean(self.glyphs.columns[eighths - 1]), style);
        }
        let above = segments
            .iter()
            .find(|segment| segment.to > foot + filled)
            .filter(|_| filled < 8);
        let style = self.theme.style(lower.tone);
        let style = match above.and_then(|above| self.theme.style(above.tone).fg) {
            Some(colour) => style.bg(colour),
            None => style,
        };
        (clean(self.glyphs.columns[usize::from(filled) - 1]), style)
    }

    /// The segment that has most of a cell.
    fn biggest<'s>(&self, segments: &'s [Segment], foot: u16) -> &'s Segment {
        let mut below = 0;
        let mut best = (0, &segments[0]);
        for segment in segments {
            let part = segment.to.min(foot + 8).saturating_sub(below.max(foot));
            if part > best.0 {
                best = (part, segment);
            }
            below = segment.to;
        }
        best.1
    }

    /// Each bloc's mark in the middle of its part, where a whole cell of a broad bar is its own.
    fn marks(&self, buffer: &mut Buffer, area: Rect, segments: &[Segment]) {
        if area.width < 2 || !self.coloured() {
            return;
        }
        let mut from = 0u16;
        for segment in segments {
            let row = from.div_ceil(8);
            if segment.to >= row * 8 + 8 && row < area.height {
                let (x, y) = (area.x + (area.width - 1) / 2, area.bottom() - 1 - row);
                let style = self
                    .theme
                    .style(segment.tone)
                    .add_modifier(Modifier::REVERSED);
                paint_text(buffer, (x, y), x + 1, &segment.glyph, style);
            }
            from = segment.to;
        }
    }

    fn coloured(&self) -> bool {
        self.glyphs.set == GlyphSet::Unicode && self.theme.style(Tone::Accent).fg.is_some()
    }
}
