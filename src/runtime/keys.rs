//! Runs of keys as text, in the notation of vi: `jj/hama<Enter><C-r>`.

use std::fmt;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::keymap::Key;

/// A name in angle brackets that is no key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadKey(String);

impl fmt::Display for BadKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "there is no key <{}>; write it as in <Enter>, <Esc>, <C-r>, <S-Tab>, and < itself as <lt>",
            self.0
        )
    }
}

impl std::error::Error for BadKey {}

/// Names of vi for keys that key files call otherwise.
const NAMES: &[(&str, KeyCode)] = &[
    ("cr", KeyCode::Enter),
    ("lt", KeyCode::Char('<')),
    ("bs", KeyCode::Backspace),
    ("del", KeyCode::Delete),
];

/// The keys of a text, up to the first that is none.
pub(super) fn parse(text: &str) -> impl Iterator<Item = Result<KeyEvent, BadKey>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let name = rest
            .strip_prefix('<')
            .and_then(|inner| inner.split_once('>'));
        if let Some((name, after)) = name {
            rest = after;
            return Some(named(name).ok_or_else(|| BadKey(name.to_owned())));
        }
        rest = &rest[first.len_utf8()..];
        Some(Ok(plain(first)))
    })
}

fn plain(c: char) -> KeyEvent {
    match c {
        '\n' | '\r' => KeyEvent::from(KeyCode::Enter),
        '\t' => KeyEvent::from(KeyCode::Tab),
        // As terminals send it.
        c if c.is_uppercase() => KeyEvent::new(KeyCode::Char(c), KeyModifiers::SHIFT),
        c => KeyEvent::from(KeyCode::Char(c)),
    }
}

fn named(name: &str) -> Option<KeyEvent> {
    let (mut modifiers, mut rest) = (KeyModifiers::NONE, name);
    while let Some((prefix, key)) = rest.split_once('-').filter(|(_, key)| !key.is_empty()) {
        modifiers |= match prefix {
            "C" | "c" => KeyModifiers::CONTROL,
            "S" | "s" => KeyModifiers::SHIFT,
            "A" | "a" | "M" | "m" => KeyModifiers::ALT,
            _ => return None,
        };
        rest = key;
    }
    let code = code(rest)?;
    if code == KeyCode::Tab && modifiers.contains(KeyModifiers::SHIFT) {
        return Some(KeyEvent::new(KeyCode::BackTab, modifiers));
    }
    // `<x>` is no name, but `<C-x>` is.
    (!modifiers.is_empty() || rest.chars().count() > 1).then(|| KeyEvent::new(code, modifiers))
}

fn code(name: &str) -> Option<KeyCode> {
    if name.chars().count() == 1 {
        return Key::code(name);
    }
    let lower = name.to_ascii_lowercase();
    let ours = NAMES.iter().find(|(known, _)| *known == lower);
    ours.map(|(_, code)| *code).or_else(|| Key::code(&lower))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<(KeyCode, KeyModifiers)> {
        parse(text)
            .map(|key| key.expect("a key"))
            .map(|key| (key.code, key.modifiers))
            .collect()
    }

    #[test]
    fn runs_of_keys() {
        let none = KeyModifiers::NONE;
        assert_eq!(
            codes("j/ح"),
            [
                (KeyCode::Char('j'), none),
                (KeyCode::Char('/'), none),
                (KeyCode::Char('ح'), none)
            ]
        );
        assert_eq!(
            codes("<Enter>G"),
            [
                (KeyCode::Enter, none),
                (KeyCode::Char('G'), KeyModifiers::SHIFT)
            ]
        );
        assert_eq!(
            codes("<C-r><S-Tab>"),
            [
                (KeyCode::Char('r'), KeyModifiers::CONTROL),
                (KeyCode::BackTab, KeyModifiers::SHIFT)
            ]
        );
        assert_eq!(
            codes("<lt>=3<A-->"),
            [
                (KeyCode::Char('<'), none),
                (KeyCode::Char('='), none),
                (KeyCode::Char('3'), none),
                (KeyCode::Char('-'), KeyModifiers::ALT),
            ]
        );
    }

    #[test]
    fn a_lone_bracket_is_itself_and_bad_names_are_told() {
        assert_eq!(codes("a<b"), codes("a<lt>b"));
        for text in ["<nokey>", "<>", "<x>", "<Q-x>", "<f99>"] {
            assert!(parse(text).any(|key| key.is_err()), "{text}");
        }
    }
}
