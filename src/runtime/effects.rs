//! What effects do outside that is the same for every screen: the words of the clipboard and the opening of addresses.

use std::io;
use std::path::Path;

use super::address::Address;
use super::editor::Editor;
use super::inbox::{Inbox, Wake};
use crate::app::Notice;
use crate::text::clean;

/// The most that goes to the clipboard: xterm takes OSC 52 of 100,000 bytes, some terminals 74,994 of base64.
const MOST_COPIED: usize = 74_994 / 4 * 3;

/// The text for the clipboard, without anything a terminal would act on when it is pasted.
///
/// # Errors
///
/// When it is too long.
pub(super) fn to_copy(text: &str) -> Result<String, Notice> {
    let lines: Vec<String> = text.lines().map(|line| clean(line).to_string()).collect();
    let text = lines.join("\n");
    if text.len() > MOST_COPIED {
        let size = text.len() / 1000;
        let most = MOST_COPIED / 1000;
        return Err(Notice::problem(format!(
            "Not copied: {size} kB is too much for a terminal, which takes {most} kB"
        )));
    }
    Ok(text)
}

/// Opens an address. That it is being opened has been said; what goes wrong is said here, or later by way of the inbox.
///
/// # Errors
///
/// When it is not opened.
pub(super) fn open(text: &str, inbox: &Inbox) -> Result<(), Notice> {
    let address = address(text)?;
    start(&address, inbox).map_err(|error| {
        Notice::problem(format!(
            "No browser could be started ({error}); the address is {}",
            address.as_str()
        ))
    })
}

/// An address that may be opened.
///
/// # Errors
///
/// Why it may not.
pub(super) fn address(text: &str) -> Result<Address, Notice> {
    Address::parse(text)
        .map_err(|reason| Notice::problem(format!("Not opened, because {reason}: {}", clean(text))))
}

/// Opens a file in the reader's editor and waits until it is closed. The terminal is the editor's meanwhile.
///
/// # Errors
///
/// When it was not opened, or the editor says that it failed.
pub(super) fn edit(file: &str, line: usize) -> Result<(), Notice> {
    let editor = Editor::of_environment().map_err(Notice::problem)?;
    let status = editor.open(Path::new(file), line).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Notice::problem(format!(
            "{} ended with {status}; the data were not read again (R does it)",
            clean(editor.name())
        ))),
        Err(error) => Err(Notice::problem(format!(
            "The editor {} could not be started: {error}; set $EDITOR",
            clean(editor.name())
        ))),
    }
}

/// Whether a file is there to be edited: a data set may be inside the binary, an archive or a pipe.
///
/// # Errors
///
/// Why not.
pub(super) fn editable(file: &str) -> Result<(), Notice> {
    if Path::new(file).is_file() {
        return Ok(());
    }
    Err(Notice::info(format!(
        "{} is no file on this machine that could be edited",
        clean(file)
    )))
}

fn start(address: &Address, inbox: &Inbox) -> io::Result<()> {
    let mut child = address.open()?;
    let address = address.clone();
    // Openers return at once or when the browser ends; somebody has to wait for the child either way.
    inbox.spawn("opener", move |inbox| {
        if child.wait().is_ok_and(|status| !status.success()) {
            let text = format!(
                "The browser did not open; the address is {}",
                address.as_str()
            );
            inbox.send(Wake::Notice(Notice::problem(text)));
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_copied_is_clean_and_not_cut_in_silence() {
        assert_eq!(to_copy("a\nb"), Ok("a\nb".to_owned()));
        assert!(to_copy("a\u{1b}[2Jb").is_ok_and(|text| !text.contains('\u{1b}')));
        assert!(to_copy(&"x".repeat(MOST_COPIED)).is_ok());
        assert!(to_copy(&"x".repeat(MOST_COPIED + 1)).is_err());
    }
}
