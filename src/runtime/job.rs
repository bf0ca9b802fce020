//! Stopping as after ctrl-z.

use std::io;

use rustix::process::{Signal, getpgrp, getsid, kill_current_process_group};

/// Stops the whole job until a shell continues it. Everybody in the group is stopped, as by the terminal's own ctrl-z: a wrapper
/// (`sh -c annals`, `git`) that went on would keep the shell waiting.
///
/// # Errors
///
/// When the system refuses.
pub(super) fn stop() -> io::Result<()> {
    kill_current_process_group(Signal::STOP).map_err(io::Error::from)
}

/// Whether a shell is there that could continue us: it leads the session and has put us into a group of our own. Under
/// `xterm -e annals` or in a container we are in the leader's group, and a stop would last for ever; the kernel ignores
/// SIGTSTP there too.
#[must_use]
pub(super) fn can_stop() -> bool {
    getsid(None).is_ok_and(|session| session != getpgrp())
}
