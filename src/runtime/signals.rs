//! Signals as wakes of the loop. A thread waits for them, so no work is done in a handler.

use std::io;
use std::time::Duration;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;

use super::inbox::{Inbox, Wake};
use super::terminal;

/// A signal, by what it asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Signal {
    /// End, with this number.
    End(i32),
    /// Stop, as after ctrl-z.
    Stop,
    /// Go on after a stop, whoever caused it.
    Continue,
    /// The terminal has another size.
    Resize,
}

/// How long the loop may take to end before the signals thread ends the program: a terminal that takes no bytes (ctrl-s, a dead
/// connection) blocks the loop in a write.
const PATIENCE: Duration = Duration::from_secs(1);

/// Starts to listen. SIGHUP is listened to even under `nohup`: without its terminal there is nothing to show.
///
/// # Errors
///
/// When a handler cannot be installed.
pub(super) fn listen(inbox: &Inbox) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH])?;
    inbox.spawn("signals", move |inbox| {
        for number in &mut signals {
            let signal = meaning(number);
            inbox.send(Wake::Signal(signal));
            if let Signal::End(number) = signal {
                std::thread::sleep(PATIENCE);
                end_at_once(number);
            }
        }
    })
}

fn meaning(number: i32) -> Signal {
    match number {
        SIGTSTP => Signal::Stop,
        SIGCONT => Signal::Continue,
        SIGWINCH => Signal::Resize,
        number => Signal::End(number),
    }
}

fn end_at_once(number: i32) {
    // The modes of the line are set by the kernel and do not wait for the terminal to take bytes.
    let _ = terminal::leave_raw_mode();
    std::process::exit(128 + number);
}
