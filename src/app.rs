//! The state of the program and how messages change it.
//!
//! [`update`] is a function of values: it reads no file, clock or thread, and what has to happen outside is returned as
//! [`Effect`]s. Each pane's state lives in the file of its name. What is drawn of it is decided in `view`.

mod accounts;
mod act;
mod actors;
mod ask;
mod compare;
mod cursor;
mod detail;
mod directory;
mod edit;
mod facets;
mod filter;
mod histogram;
mod history;
mod input;
mod lanes;
mod map;
mod mouse;
mod overlay;
mod panes;
mod problems;
mod quotes;
mod replay;
mod sources;
mod timeline;
mod tour;
mod views;

use std::sync::Arc;
use std::time::Duration;

use ratatui::crossterm::event::{KeyEvent, MouseEvent};
use ratatui::layout::Size;

pub use self::accounts::AccountsView;
pub(crate) use self::accounts::{
    areas as accounts_areas, document as accounts_document, rows as accounts_rows,
};
pub use self::actors::ActorsView;
pub(crate) use self::actors::{HEAD as ACTORS_HEAD, STRIP_FROM, kept_document};
pub use self::ask::Held;
pub(crate) use self::ask::unreadable;
pub(crate) use self::compare::of_b;
pub(crate) use self::compare::{
    Arranged, HEAD as COMPARE_HEAD, LANES_HEAD as COMPARED_LANES_HEAD, MARGIN as COMPARE_MARGIN,
    MapShape as ComparedMapShape, lanes_lines as compared_lane_lines,
    lanes_shape as compared_lanes_shape, map_shape as compared_map_shape, shape as compare_shape,
};
pub use self::compare::{Compare, ComparedLanes, ComparedMap};
pub use self::cursor::Cursor;
pub use self::detail::{About, Detail, Showing};
pub(crate) use self::detail::{document, elsewhere, unread, wanted};
pub use self::directory::{Directory, Run};
pub(crate) use self::facets::tabs;
pub use self::facets::{Facets, FacetsPane};
pub use self::filter::{Editing, FilterLine};
pub(crate) use self::filter::{LEAD as FILTER_LEAD, area as completion_area};
pub use self::histogram::HistogramPane;
pub(crate) use self::histogram::bar_start;
pub use self::history::History;
pub use self::lanes::LanesView;
pub(crate) use self::lanes::{Shape as LaneShape, shape as lane_shape};
pub use self::map::MapView;
pub(crate) use self::map::shape as map_shape;
pub(crate) use self::overlay::profile::{label as profiled_label, shape as profile_shape};
pub use self::overlay::{
    Copyable, FieldItem, FieldUse, HelpLine, Overlay, PaletteItem, ProfileList, Prompt, PromptKind,
    fields, help, palette,
};
pub(crate) use self::overlay::{area as overlay_area, first, rows as overlay_rows};
pub(crate) use self::panes::contexts;
pub use self::panes::{Focus, Panes};
pub use self::problems::ProblemsView;
pub(crate) use self::problems::split as problems_split;
pub use self::quotes::QuotesView;
pub(crate) use self::quotes::{document as quotes_document, top as quotes_top};
pub use self::replay::{Replay, ReplayUnit};
pub use self::sources::{SourcesTab, SourcesView};
pub(crate) use self::sources::{head as sources_head, rows as sources_rows, tabs as source_tabs};
pub(crate) use self::timeline::shape;
pub use self::timeline::{Item, Placed, Timeline};
pub use self::tour::{Tour, tour_text};
use crate::analysis::{Answer, Catalog, Profiled, Question, Totals};
use crate::content::glyph::Glyphs;
use crate::keymap::{Key, Keymap};
use crate::layout::{Layout, View};
use crate::load::Progress;
use crate::text::BidiMode;

/// Everything that the screen depends on.
#[derive(Debug, Clone)]
pub struct State {
    /// What was opened.
    pub catalog: Arc<Catalog>,
    /// Which keys ask for what.
    pub keymap: Arc<Keymap>,
    /// Size of the terminal.
    pub size: Size,
    /// The view that has the middle.
    pub view: View,
    /// The tour, while it goes on.
    pub tour: Option<Tour>,
    /// Two filters beside each other.
    pub compare: Option<Compare>,
    /// The comparison that was closed last: the next one is looked at as it was.
    closed: Option<Compare>,
    /// Which panes there are, how wide, and which has the keys.
    pub panes: Panes,
    /// The filter line.
    pub filter: FilterLine,
    /// The list of events.
    pub timeline: Timeline,
    /// The counts over time.
    pub histogram: HistogramPane,
    /// The values with counts.
    pub facets: FacetsPane,
    /// All of one event or actor.
    pub detail: Detail,
    /// Activity over time, a row each.
    pub lanes: LanesView,
    /// The map.
    pub map: MapView,
    /// The directory of actors and their dossiers.
    pub actors: ActorsView,
    /// What was said, word for word.
    pub quotes: QuotesView,
    /// Claims side by side, disputes first.
    pub accounts: AccountsView,
    /// Publishers and sources.
    pub sources: SourcesView,
    /// What is wrong with the loaded data.
    pub problems: ProblemsView,
    /// Numbers about all matches.
    pub totals: Held<Totals>,
    /// The way back.
    pub history: History,
    /// The replay, while there is one.
    pub replay: Option<Replay>,
    /// What lies over the panes and has the keys, if anything does.
    pub overlay: Option<Overlay>,
    /// The field whose profile was shown last.
    pub profiled: Profiled,
    /// What is said at the foot of the screen until the next key.
    pub notice: Option<Notice>,
    /// Keys pressed so far of a longer sequence.
    pub pending: Vec<Key>,
    /// How far reading the data is, while it goes on.
    pub loading: Option<Loading>,
    /// Whether the mouse is ours.
    pub mouse: bool,
    /// The marks that the terminal can show.
    pub glyphs: Glyphs,
    /// Who orders right-to-left text.
    pub bidi: BidiMode,
    asked: ask::Asked,
    /// How often the runtime says that time has passed.
    clock: Option<Duration>,
    pointer: mouse::Pointer,
}

/// Something that happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// A key was pressed (releases are not sent).
    Key(KeyEvent),
    /// The mouse did something, this long after the start of the program.
    Mouse(MouseEvent, Duration),
    /// Text was pasted.
    Paste(String),
    /// The terminal has this size now.
    Resize(u16, u16),
    /// An answer came.
    Answer(Box<Answer>),
    /// The data were opened or read again.
    Opened(Arc<Catalog>),
    /// More of the data has been read; nothing when all is.
    Loading(Option<Loading>),
    /// Something outside is to be said.
    Notice(Notice),
    /// The time of [`Effect::Clock`] has passed.
    Tick,
    /// The terminal was given back (after [`Effect::Suspend`]).
    Resumed,
}

/// Something to be done outside.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Ask the engine; a newer question makes older ones void.
    Ask(Question),
    /// Put text on the clipboard.
    Copy(String),
    /// Open an address with the desktop's program. It begins with http:// or https://.
    Open(String),
    /// Open a file in the reader's editor, and read the data again when it is closed.
    Edit {
        /// Name of the file, as in problems and origins.
        file: String,
        /// Line, from 1.
        line: usize,
    },
    /// Read the data again.
    Reload,
    /// Take or leave the mouse.
    CaptureMouse(bool),
    /// Say each time that so much time has passed ([`Message::Tick`]); or no longer.
    Clock(Option<Duration>),
    /// Stop reading data; what has been read stays.
    StopLoading,
    /// Clear the terminal and draw everything.
    Redraw,
    /// Give the terminal back and stop until the shell goes on.
    Suspend,
    /// End.
    Quit,
}

/// How far reading the data is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loading {
    /// Name of the file.
    pub name: String,
    /// Bytes and records.
    pub progress: Progress,
    /// Since reading began.
    pub elapsed: Duration,
}

impl State {
    /// A sentence that says that something is not there. While data are still being read it says that instead: what is looked for
    /// may be still to come.
    #[must_use]
    pub(crate) fn unless_reading(&self, says: impl Into<String>) -> String {
        match self.loading {
            Some(_) => "Nothing found yet: the data are still being read".to_owned(),
            None => says.into(),
        }
    }

    /// The same for a word or two.
    #[must_use]
    pub(crate) fn or_not_yet(&self, says: &'static str) -> &'static str {
        match self.loading {
            Some(_) => "nothing read yet",
            None => says,
        }
    }
}

/// A sentence at the foot of the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What it says.
    pub text: String,
    /// Whether something went wrong.
    pub problem: bool,
}

impl Notice {
    /// Something worth knowing.
    pub fn info(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            problem: false,
        }
    }

    /// Something that went wrong.
    pub fn problem(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            problem: true,
        }
    }
}

impl State {
    /// The state at the start. The first question comes with the first message (send [`Message::Resize`]).
    #[must_use]
    pub fn new(catalog: Arc<Catalog>, keymap: Arc<Keymap>, filter: String, size: Size) -> Self {
        Self {
            filter: FilterLine::new(filter, &catalog.fields),
            catalog,
            keymap,
            size,
            view: View::default(),
            tour: None,
            compare: None,
            closed: None,
            panes: Panes::default(),
            timeline: Timeline::default(),
            histogram: HistogramPane::default(),
            facets: FacetsPane::default(),
            detail: Detail::default(),
            lanes: LanesView::default(),
            map: MapView::default(),
            actors: ActorsView::default(),
            quotes: QuotesView::default(),
            accounts: AccountsView::default(),
            sources: SourcesView::default(),
            problems: ProblemsView::default(),
            totals: Held::default(),
            history: History::default(),
            replay: None,
            overlay: None,
            profiled: Profiled::default(),
            notice: None,
            pending: Vec::new(),
            loading: None,
            mouse: true,
            glyphs: Glyphs::default(),
            bidi: BidiMode::default(),
            asked: ask::Asked::default(),
            clock: None,
            pointer: mouse::Pointer::default(),
        }
    }

    /// Where everything is on the screen.
    #[must_use]
    pub fn layout(&self) -> Layout {
        crate::layout::layout(
            self.size,
            &self.panes.wishes(self.view, self.compare.is_some()),
        )
    }
}

/// Takes a message in. Send [`Message::Resize`] first.
#[must_use]
pub fn update(state: &mut State, message: Message) -> Vec<Effect> {
    let mut effects = Vec::new();
    match message {
        Message::Key(key) => input::key(state, key.into(), &mut effects),
        Message::Mouse(event, at) => mouse::event(state, event, at, &mut effects),
        Message::Paste(text) => input::paste(state, &text),
        Message::Resize(width, height) => state.size = Size { width, height },
        Message::Answer(answer) => ask::answer(state, *answer),
        Message::Opened(catalog) => ask::opened(state, catalog),
        Message::Loading(loading) => state.loading = loading,
        Message::Notice(notice) => state.notice = Some(notice),
        Message::Tick => replay::tick(state),
        Message::Resumed => effects.push(Effect::Redraw),
    }
    panes::settle(state);
    history::settle(state);
    replay::settle(state, &mut effects);
    effects.extend(ask::question(state).map(Effect::Ask));
    effects
}

#[cfg(test)]
pub(crate) mod tests;
