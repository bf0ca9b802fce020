//! annals in a terminal: the loop, its threads, and the terminal's life; and the same without a terminal.
//!
//! One loop, one inbox, one state. The loop sleeps until something arrives, takes all that waits, updates the state for each, and
//! draws once; while nothing changes it draws nothing and takes no time. Threads read keys, listen for signals, open
//! datasets and answer questions; only the loop touches the screen.
//!
//! The terminal is given back on quit, errors, panics of any thread, SIGINT, SIGTERM, SIGHUP, SIGQUIT, and while the program is
//! stopped. After SIGKILL nothing can be done: `reset` helps.

mod address;
mod editor;
mod effects;
mod fault;
mod headless;
mod inbox;
mod input;
mod job;
mod keys;
mod loading;
mod look;
mod panics;
pub mod plain;
mod run;
mod settings;
mod signals;
mod terminal;
mod worker;

pub use headless::Headless;
pub use keys::BadKey;
pub use look::Look;
pub use panics::{Fault, install as install_reports};
pub use run::{Exit, Failure, browse};
pub use settings::{Opening, Settings};
pub use terminal::Unfit;

/// Whether a screen can be shown here, before anything is opened for it.
///
/// # Errors
///
/// Why not.
pub fn fit() -> Result<(), Failure> {
    terminal::fit().map_err(Failure::Unfit)
}
