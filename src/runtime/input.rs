//! The thread that reads keys.
//!
//! crossterm's `read` spins at a hung-up terminal and cannot be told to let go of it, so this thread waits for the terminal by itself
//! and calls crossterm only when there is something to read.

use std::fs::File;
use std::io::{self, IsTerminal as _};
use std::os::fd::{AsFd as _, OwnedFd};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use ratatui::crossterm::event;
use rustix::event::{PollFd, PollFlags, poll};

use super::inbox::{Inbox, Wake};

/// The input thread.
#[derive(Debug, Clone, Default)]
pub(super) struct Input {
    gate: Arc<Mutex<()>>,
}

impl Input {
    /// Starts to read.
    ///
    /// # Errors
    ///
    /// When there is no terminal to read from.
    pub(super) fn start(inbox: &Inbox) -> io::Result<Self> {
        let input = Self::default();
        let tty = tty()?;
        let gate = input.gate.clone();
        inbox.spawn("input", move |inbox| {
            // A terminal that cannot be waited for or read is gone.
            let _ = forward(&tty, &gate, inbox);
            inbox.send(Wake::Closed);
        })?;
        Ok(input)
    }

    /// Keeps the thread from reading while the guard lives: another program has the terminal.
    #[must_use]
    pub(super) fn pause(&self) -> MutexGuard<'_, ()> {
        self.gate.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The same terminal that crossterm reads: standard input, or the controlling terminal when data come through standard input.
fn tty() -> io::Result<OwnedFd> {
    let stdin = io::stdin();
    if stdin.is_terminal() { stdin.as_fd().try_clone_to_owned() } else { File::open("/dev/tty").map(OwnedFd::from) }
}

fn forward(tty: &OwnedFd, gate: &Mutex<()>, inbox: &Inbox) -> io::Result<()> {
    loop {
        let mut fds = [PollFd::new(tty, PollFlags::IN)];
        match poll(&mut fds, None) {
            Err(rustix::io::Errno::INTR) => continue,
            other => other?,
        };
        let found = fds[0].revents();
        if found.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
            return Ok(());
        }
        let _open = gate.lock().unwrap_or_else(PoisonError::into_inner);
        // crossterm treats a timeout of zero as "do not look".
        while event::poll(Duration::from_millis(1))? {
            inbox.send(Wake::Input(event::read()?));
        }
    }
}
