//! What the program starts with.

use std::sync::Arc;

use ratatui::layout::Size;

use super::look::Look;
use crate::app::{Notice, State, Tour};
use crate::content::glyph::Glyphs;
use crate::keymap::Keymap;
use crate::layout::View;
use crate::load::{Collection, Watch};

/// What the program starts with, from the command line and the reader's files.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The view at the start.
    pub view: View,
    /// Whether the tour begins.
    pub tour: bool,
    /// The filter at the start.
    pub filter: String,
    /// Which keys ask for what.
    pub keymap: Arc<Keymap>,
    /// How the screen looks.
    pub look: Look,
    /// Whether the data can be read again while the program runs.
    pub is_rereadable: bool,
    /// Whether the mouse is ours.
    pub mouse: bool,
    /// Width of the facets, when chosen.
    pub facets_width: Option<u16>,
    /// Width of the detail, when chosen.
    pub detail_width: Option<u16>,
    /// What is to be said at the start.
    pub notices: Vec<Notice>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            view: View::default(),
            tour: false,
            filter: String::new(),
            keymap: Arc::default(),
            look: Look::default(),
            is_rereadable: false,
            mouse: true,
            facets_width: None,
            detail_width: None,
            notices: Vec::new(),
        }
    }
}

impl Settings {
    /// The state at the start, before anything is opened.
    pub(super) fn state(self, size: Size) -> State {
        let mut state = State::new(Arc::default(), self.keymap, self.filter, size);
        state.view = self.view;
        state.tour = self.tour.then(Tour::default);
        state.mouse = self.mouse;
        state.glyphs = Glyphs::new(self.look.glyphs);
        state.bidi = self.look.bidi;
        state.panes.facets_width = self.facets_width;
        state.panes.detail_width = self.detail_width;
        state
    }
}

/// Opens the data; runs on a thread of its own, while the first screen is there already. It tells the watch how far it is, and
/// is called again when what was kept of the data turns out to be damaged.
pub type Opening = Box<dyn Fn(&dyn Watch) -> Collection + Send + Sync>;
