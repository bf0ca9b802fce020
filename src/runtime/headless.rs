//! annals without a terminal: keys in, screen out. For tests and for `annals render`.
//!
//! Effects run in line and there is no clock, so the same keys on the same data give the same cells, always.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::crossterm::event::KeyEvent;
use ratatui::layout::{Rect, Size};

use super::effects;
use super::keys::{self, BadKey};
use super::look::Look;
use super::settings::Settings;
use crate::analysis::Engine;
use crate::app::{self, Effect, Message, State};

/// The program on a screen in memory.
///
/// ```
/// use std::sync::Arc;
/// use annals::{analysis::Engine, embedded, runtime::{Headless, Settings}};
///
/// let opened = annals::dataset::from_texts(embedded::texts());
/// let engine = Arc::new(Engine::new(vec![opened.dataset], Vec::new()));
/// let mut screen = Headless::new(engine, (80, 24), Settings::default());
/// screen.keys("/hama<Enter>j")?;
/// assert_eq!(screen.screen().area.width, 80);
/// # Ok::<(), annals::runtime::BadKey>(())
/// ```
#[derive(Debug)]
pub struct Headless {
    engine: Arc<Engine>,
    state: State,
    look: Look,
    copied: Vec<String>,
    opened: Vec<String>,
    edited: Vec<(String, usize)>,
    ended: bool,
}

impl Headless {
    /// Starts with opened data on a screen of this width and height.
    #[must_use]
    pub fn new(engine: Arc<Engine>, (width, height): (u16, u16), settings: Settings) -> Self {
        let (look, notices) = (settings.look, settings.notices.clone());
        let state = settings.state(Size { width, height });
        let catalog = Arc::new(engine.catalog());
        let mut headless = Self {
            engine,
            state,
            look,
            copied: Vec::new(),
            opened: Vec::new(),
            edited: Vec::new(),
            ended: false,
        };
        headless.send(Message::Resize(width, height));
        headless.send(Message::Opened(catalog));
        notices
            .into_iter()
            .for_each(|notice| headless.send(Message::Notice(notice)));
        headless
    }

    /// Presses keys, written as in vi: `jj`, `/hama<Enter>`, `<C-r>`, `<S-Tab>`, `<lt>`.
    ///
    /// # Errors
    ///
    /// When a name in angle brackets is no key; the keys before it have been pressed.
    pub fn keys(&mut self, text: &str) -> Result<&mut Self, BadKey> {
        for key in keys::parse(text) {
            self.key(key?);
        }
        Ok(self)
    }

    /// Presses a key.
    pub fn key(&mut self, key: KeyEvent) {
        self.send(Message::Key(key));
    }

    /// Takes a message in and does at once what comes of it.
    pub fn send(&mut self, message: Message) {
        let mut messages = VecDeque::from([message]);
        while let Some(message) = messages.pop_front() {
            for effect in app::update(&mut self.state, message) {
                messages.extend(self.act(effect));
            }
        }
    }

    fn act(&mut self, effect: Effect) -> Option<Message> {
        match effect {
            Effect::Ask(question) => self
                .engine
                .answer(&question, &|| false)
                .ok()
                .map(|answer| Message::Answer(Box::new(answer))),
            Effect::Copy(text) => effects::to_copy(&text)
                .map(|text| self.copied.push(text))
                .err()
                .map(Message::Notice),
            Effect::Open(text) => effects::address(&text)
                .map(|address| self.opened.push(address.as_str().to_owned()))
                .err()
                .map(Message::Notice),
            Effect::Quit => {
                self.ended = true;
                None
            }
            Effect::Edit { file, line } => {
                self.edited.push((file, line));
                None
            }
            // There is no clock here: a replay is stepped by keys, or by messages that time has passed.
            Effect::CaptureMouse(_)
            | Effect::Reload
            | Effect::Redraw
            | Effect::StopLoading
            | Effect::Clock(_) => None,
            Effect::Suspend => Some(Message::Resumed),
        }
    }

    /// Moves or presses the mouse, this long after the start.
    pub fn mouse(&mut self, event: ratatui::crossterm::event::MouseEvent, at: Duration) {
        self.send(Message::Mouse(event, at));
    }

    /// Gives the screen another size.
    pub fn resize(&mut self, width: u16, height: u16) {
        self.send(Message::Resize(width, height));
    }

    /// What the screen shows.
    #[must_use]
    pub fn screen(&self) -> Buffer {
        let Size { width, height } = self.state.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        self.look.paint(&self.state, &mut buffer);
        buffer
    }

    /// The state behind the screen.
    #[must_use]
    pub fn state(&self) -> &State {
        &self.state
    }

    /// What has been put on the clipboard.
    #[must_use]
    pub fn copied(&self) -> &[String] {
        &self.copied
    }

    /// Addresses that would have been opened.
    #[must_use]
    pub fn opened(&self) -> &[String] {
        &self.opened
    }

    /// Files and lines that an editor would have been opened at.
    #[must_use]
    pub fn edited(&self) -> &[(String, usize)] {
        &self.edited
    }

    /// Whether the reader has quit.
    #[must_use]
    pub fn ended(&self) -> bool {
        self.ended
    }
}
