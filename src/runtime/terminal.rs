//! The terminal: taken, drawn on, and given back whatever happens.
//!
//! Modes are written as one constant each way, so that what is switched on is what is switched off, and a panic hook can do it in
//! one write. Nothing here asks the terminal anything: `ratatui::Terminal` asks for the cursor when it clears, and waits up to two
//! seconds where nobody answers, so frames are compared and written here.

use std::io::{self, IsTerminal as _, Write as _};
use std::sync::atomic::{AtomicBool, Ordering};

use ratatui::backend::{Backend as _, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::crossterm::terminal as tty;
use ratatui::layout::{Position, Rect};

/// Alternate screen, hidden cursor, bracketed paste, an empty screen.
const ENTER: &str = "\x1b[?1049h\x1b[?25l\x1b[?2004h\x1b[2J";
/// Explicit order of bidirectional text: annals orders it itself.
const ENTER_ORDER: &str = "\x1b[8l";
/// Buttons, wheel and drags. Not `?1003`: every movement would wake the program.
const ENTER_MOUSE: &str = "\x1b[?1000h\x1b[?1002h\x1b[?1006h";
/// All of the above off; also an unfinished synchronized frame. What was not on is not harmed.
const LEAVE: &str =
    "\x1b[?2026l\x1b[?1006l\x1b[?1002l\x1b[?1000l\x1b[?2004l\x1b[8h\x1b[0m\x1b[?25h\x1b[?1049l";
/// A frame between these appears at once; terminals that do not know them ignore them.
const FRAME: (&str, &str) = ("\x1b[?2026h", "\x1b[?2026l");

/// The largest screen that is drawn: a terminal that says 65535x65535 would ask for 200 GB of cells.
pub(super) const LARGEST: (u16, u16) = (1000, 400);

/// Whether the modes are on.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// What is asked of the terminal.
#[derive(Debug, Clone, Copy)]
pub(super) struct Modes {
    /// Mouse events.
    pub(super) mouse: bool,
    /// That it leaves the order of right-to-left text alone.
    pub(super) own_order: bool,
}

/// Why there is no screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// Standard output is no terminal.
    NoOutput,
    /// There is no terminal to read keys from.
    NoInput,
    /// `TERM` is `dumb`.
    Dumb,
}

/// Whether a screen can be shown here.
///
/// # Errors
///
/// Why not.
pub(super) fn fit() -> Result<(), Unfit> {
    if !io::stdout().is_terminal() {
        Err(Unfit::NoOutput)
    } else if !io::stdin().is_terminal() && std::fs::File::open("/dev/tty").is_err() {
        Err(Unfit::NoInput)
    } else if std::env::var_os("TERM").is_some_and(|term| term == "dumb") {
        Err(Unfit::Dumb)
    } else {
        Ok(())
    }
}

/// The terminal while it shows annals.
#[derive(Debug)]
pub(super) struct Terminal {
    modes: Modes,
    shown: Buffer,
    next: Buffer,
    cursor: Option<Position>,
    /// The whole screen is to be written: it holds what somebody else wrote.
    stale: bool,
    bytes: Vec<u8>,
}

impl Terminal {
    /// Takes the terminal.
    ///
    /// # Errors
    ///
    /// When it cannot be set; it is then given back.
    pub(super) fn take(modes: Modes) -> io::Result<Self> {
        let area = Rect::default();
        let (shown, next) = (Buffer::empty(area), Buffer::empty(area));
        let mut terminal = Self {
            modes,
            shown,
            next,
            cursor: None,
            stale: true,
            bytes: Vec::new(),
        };
        terminal.resize()?;
        terminal.retake()?;
        Ok(terminal)
    }

    /// Sets the modes (again) and forgets what the screen shows: at the start, and after somebody else had the terminal.
    ///
    /// # Errors
    ///
    /// When the terminal cannot be set.
    pub(super) fn retake(&mut self) -> io::Result<()> {
        // A shell that had the terminal in between has set its own modes; crossterm would think that it is raw still.
        tty::disable_raw_mode()?;
        TAKEN.store(true, Ordering::SeqCst);
        tty::enable_raw_mode()?;
        self.stale = true;
        let mouse = if self.modes.mouse { ENTER_MOUSE } else { "" };
        let order = if self.modes.own_order {
            ENTER_ORDER
        } else {
            ""
        };
        write(format!("{ENTER}{mouse}{order}").as_bytes())
    }

    /// Takes or releases the mouse while running.
    ///
    /// # Errors
    ///
    /// When the terminal cannot be written.
    pub(super) fn set_mouse(&mut self, on: bool) -> io::Result<()> {
        self.modes.mouse = on;
        write(
            if on {
                ENTER_MOUSE
            } else {
                "\x1b[?1006l\x1b[?1002l\x1b[?1000l"
            }
            .as_bytes(),
        )
    }

    /// Has the next frame write the whole screen.
    pub(super) fn forget(&mut self) {
        self.stale = true;
    }

    /// Reads the size of the terminal. Returns the area of the screen.
    ///
    /// # Errors
    ///
    /// When the size cannot be read.
    pub(super) fn resize(&mut self) -> io::Result<Rect> {
        let (width, height) = screen_size(tty::size()?);
        let area = Rect::new(0, 0, width, height);
        if area != self.next.area {
            self.next.resize(area);
            self.shown.resize(area);
        }
        // Also when the size is what it was: a terminal that shrank and grew again between two looks has lost what it showed.
        self.stale = true;
        Ok(area)
    }

    /// The area of the screen.
    #[must_use]
    pub(super) fn area(&self) -> Rect {
        self.next.area
    }

    /// Draws a frame: `paint` fills an empty buffer and says where the cursor is, if anywhere. Writes what differs, at once.
    ///
    /// # Errors
    ///
    /// When the terminal cannot be written.
    pub(super) fn draw(
        &mut self,
        paint: impl FnOnce(&mut Buffer) -> Option<Position>,
    ) -> io::Result<()> {
        if !TAKEN.load(Ordering::SeqCst) {
            // Stopped, or given back by a panic hook: the screen is somebody else's.
            return Ok(());
        }
        self.next.reset();
        let cursor = paint(&mut self.next);
        self.bytes.clear();
        self.compose(cursor)?;
        if !self.bytes.is_empty() {
            write(&[FRAME.0.as_bytes(), &self.bytes, FRAME.1.as_bytes()].concat())?;
        }
        std::mem::swap(&mut self.shown, &mut self.next);
        (self.cursor, self.stale) = (cursor, false);
        Ok(())
    }

    /// The bytes that make the screen show `next`. Composed apart: a panic in between leaves nothing half written.
    fn compose(&mut self, cursor: Option<Position>) -> io::Result<()> {
        if self.stale {
            self.bytes.extend_from_slice(b"\x1b[0m\x1b[2J");
            self.shown.reset();
        }
        let changes = self.shown.diff(&self.next);
        let unchanged = changes.is_empty();
        let mut backend = CrosstermBackend::new(&mut self.bytes);
        if !unchanged {
            backend.draw(changes.into_iter())?;
        }
        match cursor {
            Some(position) if !unchanged || self.stale || self.cursor != cursor => {
                backend.set_cursor_position(position)?;
                backend.show_cursor()?;
            }
            None if self.cursor.is_some() => backend.hide_cursor()?,
            _ => {}
        }
        Ok(())
    }

    /// Puts text on the clipboard by way of the terminal (OSC 52), also over SSH. The terminal does not say whether it did.
    ///
    /// # Errors
    ///
    /// When the terminal cannot be written.
    pub(super) fn copy(&mut self, text: &str) -> io::Result<()> {
        use ratatui::crossterm::clipboard::CopyToClipboard;
        ratatui::crossterm::execute!(io::stdout(), CopyToClipboard::to_clipboard_from(text))
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // `give_back` before this reports its error; here, on the way out of an error, there is one to report already.
        let _ = give_back();
    }
}

fn screen_size((width, height): (u16, u16)) -> (u16, u16) {
    // Some pseudo-terminals never get a size.
    let (width, height) = if (width, height) == (0, 0) {
        (80, 24)
    } else {
        (width, height)
    };
    (width.clamp(1, LARGEST.0), height.clamp(1, LARGEST.1))
}

/// Gives the terminal back, once: later calls do nothing.
///
/// # Errors
///
/// When the terminal cannot be set.
pub(super) fn give_back() -> io::Result<()> {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return Ok(());
    }
    let written = write(LEAVE.as_bytes());
    leave_raw_mode()?;
    written
}

/// Whether an error means that the other side of the terminal is gone.
pub(super) fn is_gone(error: &io::Error) -> bool {
    rustix::io::Errno::from_io_error(error) == Some(rustix::io::Errno::IO)
}

/// Sets the line as it was before; writes nothing.
///
/// # Errors
///
/// When the terminal cannot be set.
pub(super) fn leave_raw_mode() -> io::Result<()> {
    tty::disable_raw_mode()
}

fn write(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_kept_in_bounds() {
        assert_eq!(screen_size((0, 0)), (80, 24));
        assert_eq!(screen_size((0, 7)), (1, 7));
        assert_eq!(screen_size((65_535, 65_535)), LARGEST);
        assert_eq!(screen_size((120, 40)), (120, 40));
    }

    #[test]
    fn every_mode_that_is_set_is_reset() {
        for on in [ENTER, ENTER_MOUSE]
            .concat()
            .split("\x1b[")
            .filter(|mode| mode.ends_with('h'))
        {
            assert!(LEAVE.contains(&on.replace('h', "l")), "{on}");
        }
        assert!(LEAVE.contains("\x1b[?25h") && LEAVE.contains("\x1b[8h"));
    }

    #[test]
    fn an_unchanged_frame_writes_nothing() {
        let area = Rect::new(0, 0, 4, 1);
        let mut terminal = Terminal {
            modes: Modes {
                mouse: false,
                own_order: true,
            },
            shown: Buffer::with_lines(["abcd"]),
            next: Buffer::with_lines(["abcd"]),
            cursor: None,
            stale: false,
            bytes: Vec::new(),
        };
        terminal.compose(None).expect("a vector takes everything");
        assert!(terminal.bytes.is_empty());
        terminal
            .next
            .set_string(3, 0, "e", ratatui::style::Style::default());
        terminal.compose(None).expect("a vector takes everything");
        assert!(terminal.bytes.ends_with(b"\x1b[0m") && area == terminal.area());
    }
}
