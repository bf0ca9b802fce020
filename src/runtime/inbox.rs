//! The one inbox of the loop and the threads that write to it.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use ratatui::crossterm::event::Event;

use super::panics::{self, Fault};
use super::signals::Signal;
use crate::analysis::{Answer, Catalog, Engine};
use crate::app::{Loading, Notice};

/// A reason to wake up.
#[derive(Debug)]
pub(super) enum Wake {
    /// A key, a mouse event, pasted text.
    Input(Event),
    /// The terminal is gone.
    Closed,
    /// A signal.
    Signal(Signal),
    /// A question has been answered.
    Answer(Box<Answer>),
    /// The data have been opened.
    Opened(Arc<Engine>, Arc<Catalog>),
    /// How far opening is; nothing when it has ended.
    Loading(Option<Loading>),
    /// Something to tell the reader.
    Notice(Notice),
    /// A thread that the loop cannot go on without has panicked.
    Fault(Fault),
}

/// Where threads send wakes. The loop outlives every sender that matters, so a failed send means the program is ending.
#[derive(Debug, Clone)]
pub(super) struct Inbox(Sender<Wake>);

impl Inbox {
    /// An inbox and its reader.
    #[must_use]
    pub(super) fn new() -> (Self, Mail) {
        let (sender, receiver) = channel();
        (Self(sender), Mail(receiver))
    }

    /// Sends; without a loop left, does nothing.
    pub(super) fn send(&self, wake: Wake) {
        let _ = self.0.send(wake);
    }

    /// Starts a thread whose panic ends the program in order.
    ///
    /// # Errors
    ///
    /// When the system gives no thread.
    pub(super) fn spawn(
        &self,
        name: &str,
        run: impl FnOnce(&Self) + Send + 'static,
    ) -> io::Result<()> {
        let inbox = self.clone();
        thread::Builder::new()
            .name(format!("annals-{name}"))
            .spawn(move || {
                if let Err(fault) = panics::hold(|| run(&inbox)) {
                    inbox.send(Wake::Fault(fault));
                }
            })?;
        Ok(())
    }
}

/// The reading end.
#[derive(Debug)]
pub(super) struct Mail(Receiver<Wake>);

impl Mail {
    /// Waits for a wake, without end. The loop holds an [`Inbox`], so there is always a sender.
    #[must_use]
    pub(super) fn wait(&self) -> Wake {
        self.0.recv().unwrap_or(Wake::Closed)
    }

    /// The next wake that comes before `deadline`; what already waits comes at once.
    #[must_use]
    pub(super) fn before(&self, deadline: Instant) -> Option<Wake> {
        self.0
            .recv_timeout(deadline.saturating_duration_since(Instant::now()))
            .ok()
    }

    /// A wake that waits already.
    #[must_use]
    pub(super) fn waiting(&self) -> Option<Wake> {
        self.0.try_recv().ok()
    }
}

/// How long a frame waits for an answer that is nearly there: below what an eye sees, above what most answers take.
pub(super) const GRACE: Duration = Duration::from_millis(4);
