//! Opening the address of a source in the reader's browser.
//!
//! The address comes from data. Only plain http(s) goes out, as one argument of the system's opener, without a shell; the child gets
//! nothing of the terminal. Not by the crate `opener`: without `xdg-open` it runs a script of its own through `sh -c`, and it
//! does not say when opening failed.

use std::io;
use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command, Stdio};

/// An http(s) address that is safe to hand to another program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Address(String);

/// Longer than any address of a text; some openers cut or refuse more.
const LONGEST: usize = 2048;

impl Address {
    /// Checks an address.
    ///
    /// # Errors
    ///
    /// What is wrong with it, as the end of a sentence.
    pub(super) fn parse(text: &str) -> Result<Self, &'static str> {
        let rest = ["https://", "http://"]
            .iter()
            .find_map(|scheme| strip_prefix_folded(text, scheme));
        let rest = rest.ok_or("it is no http or https address")?;
        if text.len() > LONGEST {
            return Err("it is too long");
        }
        if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err("it has blanks, control characters or characters beyond ASCII");
        }
        if text.contains(['"', '\'', '`', '<', '>', '\\', '^', '{', '|', '}']) {
            return Err("it has characters that no address has");
        }
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        check_authority(authority)?;
        Ok(Self(text.to_owned()))
    }

    /// The address.
    #[must_use]
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// Starts the system's opener, in a process group of its own.
    ///
    /// # Errors
    ///
    /// When it cannot be started.
    pub(super) fn open(&self) -> io::Result<Child> {
        let program = if cfg!(target_os = "macos") {
            "open"
        } else {
            "xdg-open"
        };
        Command::new(program)
            .arg(&self.0)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
    }
}

fn strip_prefix_folded<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let (start, rest) = text.split_at_checked(prefix.len())?;
    start.eq_ignore_ascii_case(prefix).then_some(rest)
}

fn check_authority(authority: &str) -> Result<(), &'static str> {
    if authority.contains('@') {
        // `https://reuters.com@example.org/` goes to example.org.
        return Err("it has a user name before the host");
    }
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, port),
        _ => (authority, ""),
    };
    let named = host
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte));
    let numbered = host.starts_with('[')
        && host.ends_with(']')
        && host
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit() || b"[]:.".contains(&byte));
    if host.is_empty() || !(named || numbered) || host.starts_with('-') {
        Err("its host is no host name")
    } else if !port.bytes().all(|byte| byte.is_ascii_digit()) {
        Err("its port is no number")
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_texts_pass() {
        for text in [
            "https://www.reuters.com/world/middle-east/a-b_c/?q=1&r=%20#x",
            "http://sana.sy:8080/en/?p=340912",
            "HTTPS://EXAMPLE.ORG",
            "https://web.archive.org/web/2024/https://sana.sy/~x/(1),2;3",
            "http://[2001:db8::1]:80/",
        ] {
            assert_eq!(
                Address::parse(text).map(|address| address.0),
                Ok(text.to_owned())
            );
        }
    }

    #[test]
    fn everything_else_is_refused() {
        for text in [
            "",
            "http",
            "https://",
            "https:///x",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "-https://a.b",
            "httpſ://a.b",
            "https://a.b/ c",
            "https://a.b/\u{1b}[2J",
            "https://a.b/\n",
            "https://user@a.b/",
            "https://a.b@c.d",
            "https://a.b:x/",
            "https://ex\u{430}mple.org/",
            "https://a.b/\u{202e}",
            "https://a.b/$(id)`x`",
            "https://a.b/\"x",
            "https://-a/",
            "https://:80/",
        ] {
            assert!(Address::parse(text).is_err(), "{text:?}");
        }
        assert!(Address::parse(&format!("https://a.b/{}", "x".repeat(LONGEST))).is_err());
    }
}
