//! What happens on a panic.
//!
//! Only the thread that owns the screen writes to the terminal, and only after it has given it back. A panic there, or on
//! a thread nobody watches, gives the terminal back at once and prints the report. A panic under [`hold`] prints nothing:
//! its report goes to the caller, who ends the program in order (input, signals, loader: exit 101) or goes on without that
//! answer (query worker: the report becomes a notice).

use std::cell::RefCell;
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, PanicHookInfo};

use color_eyre::config::{HookBuilder, PanicHook, Theme};

use super::terminal;

thread_local! {
    /// The report of a held panic: `None` where panics are not held.
    static HELD: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// What a held panic said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault(pub String);

impl Fault {
    /// What the panic said, without the place and the advice around it.
    #[must_use]
    pub fn message(&self) -> &str {
        let message = self
            .0
            .lines()
            .find_map(|line| line.trim_start().strip_prefix("Message:"));
        message.map_or("no message", str::trim)
    }
}

/// Installs the reports of color-eyre for errors and our own hook for panics.
///
/// # Errors
///
/// When another report handler is installed already.
pub fn install() -> color_eyre::Result<()> {
    let (panic_hook, eyre_hook) = HookBuilder::default()
        .theme(Theme::new())
        .panic_section(
            "This is a fault in annals, not in your data. Please report it with the lines above.",
        )
        .display_env_section(false)
        .into_hooks();
    eyre_hook.install()?;
    std::panic::set_hook(Box::new(move |info| on_panic(&panic_hook, info)));
    Ok(())
}

/// color-eyre's own hook prints with `eprintln!`, which panics again when standard error is gone and so aborts.
fn on_panic(hook: &PanicHook, info: &PanicHookInfo<'_>) {
    let report = hook.panic_report(info).to_string();
    let held = HELD.with(|slot| match slot.try_borrow_mut().ok()?.as_mut() {
        Some(text) => {
            text.clone_from(&report);
            Some(())
        }
        None => None,
    });
    if held.is_none() {
        // Nobody is left to tell when giving back or printing fails.
        let _ = terminal::give_back();
        let _ = writeln!(std::io::stderr(), "{report}");
    }
}

/// Runs something and keeps its panic from the terminal.
///
/// # Errors
///
/// The report of the panic.
pub(super) fn hold<T>(run: impl FnOnce() -> T) -> Result<T, Fault> {
    HELD.with(|slot| *slot.borrow_mut() = Some(String::new()));
    let result = std::panic::catch_unwind(AssertUnwindSafe(run));
    let report = HELD
        .with(|slot| slot.borrow_mut().take())
        .unwrap_or_default();
    result.map_err(|_| Fault(report))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_held_panic_is_an_error() {
        assert_eq!(hold(|| 7), Ok(7));
        assert!(hold(|| -> u8 { panic!("no") }).is_err());
        assert!(
            HELD.with(|slot| slot.borrow().is_none()),
            "the next panic of this thread is not held"
        );
    }
}
