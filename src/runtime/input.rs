//! The thread that reads keys.
//!
//! crossterm's `read` spins at a hung-up terminal, so this thread waits for the terminal by itself and calls crossterm only when
//! there is something to read. A stop (ctrl-z) stops this thread with the whole process.

use std::fs::File;
use std::io::{self, IsTerminal as _};
use std::os::fd::{AsFd as _, OwnedFd};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use ratatui::crossterm::event;
use rustix::event::{PollFd, PollFlags, poll};

use super::inbox::{Inbox, Wake};

/// Keeps the thread from reading while another program has the terminal: it may wait for keys, and takes none.
#[derive(Debug, Clone, Default)]
pub(super) struct Gate(Arc<Mutex<()>>);

impl Gate {
    /// Closed for as long as the guard lives.
    pub(super) fn close(&self) -> MutexGuard<'_, ()> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Starts to read.
///
/// # Errors
///
/// When there is no terminal to read from.
pub(super) fn listen(inbox: &Inbox, gate: &Gate) -> io::Result<()> {
    let tty = tty()?;
    let gate = gate.clone();
    inbox.spawn("input", move |inbox| {
        // A terminal that cannot be waited for or read is gone.
        let _ = forward(&tty, &gate, inbox);
        inbox.send(Wake::Closed);
    })
}

/// The same terminal that crossterm reads: standard input, or the controlling terminal when data come through standard input.
fn tty() -> io::Result<OwnedFd> {
    let stdin = io::stdin();
    if stdin.is_terminal() {
        stdin.as_fd().try_clone_to_owned()
    } else {
        File::open("/dev/tty").map(OwnedFd::from)
    }
}

fn forward(tty: &OwnedFd, gate: &Gate, inbox: &Inbox) -> io::Result<()> {
    loop {
        let mut fds = [PollFd::new(tty, PollFlags::IN)];
        match poll(&mut fds, None) {
            Err(rustix::io::Errno::INTR) => continue,
            other => other?,
        };
        if fds[0]
            .revents()
            .intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL)
        {
            return Ok(());
        }
        // What came while the gate was closed was for another program, which has most likely read it.
        let _open = gate.close();
        // crossterm takes a timeout of zero for "do not look".
        while event::poll(Duration::from_millis(1))? {
            inbox.send(Wake::Input(event::read()?));
        }
    }
}
