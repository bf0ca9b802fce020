//! From the state to the cells of a frame: the same for the terminal, for tests and for `annals render`.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::app::State;
use crate::content::glyph::GlyphSet;
use crate::text::BidiMode;
use crate::ui::theme::{Depth, Theme, ThemeName};
use crate::view::{self};

/// How the screen looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Look {
    /// Which theme.
    pub theme: ThemeName,
    /// How many colours.
    pub depth: Depth,
    /// Which marks.
    pub glyphs: GlyphSet,
    /// Who orders right-to-left text.
    pub bidi: BidiMode,
}

impl Look {
    /// Paints the state and says where the terminal's cursor is.
    pub(super) fn paint(self, state: &State, buffer: &mut Buffer) -> Option<Position> {
        let theme = Theme::new(self.theme, self.depth, &state.catalog.blocs);
        let screen = view::screen(state);
        crate::ui::draw(&screen, &theme, buffer);
        screen.cursor
    }
}
