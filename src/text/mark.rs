//! The visible marks that stand for characters that must not act, and how to find them again in clean text.

use super::Clean;

/// In place of one invisible character: a box with a question mark.
pub(super) const HIDDEN: char = '⍰';

/// Carries a combining mark that has no letter to stand on.
pub(super) const CARRIER: char = '◌';

/// `<9B>`: a C1 control.
pub(super) fn control(c: char) -> String {
    format!("<{:02X}>", u32::from(c))
}

/// `<U+202E>`: a character by its number.
pub(super) fn named(c: char) -> String {
    format!("<U+{:04X}>", u32::from(c))
}

/// `<+12 marks>`: what is left out, counted.
pub(super) fn counted(count: usize, what: &str) -> String {
    format!("<+{count} {what}>")
}

/// Clean text in runs, each with whether it is a mark.
///
/// A mark is known by its shape; data that spell `<9B>` themselves look the same, which is harmless.
#[must_use]
pub fn runs(text: &Clean) -> Vec<(Clean, bool)> {
    let text = text.as_str();
    let (mut runs, mut plain, mut at) = (Vec::new(), 0, 0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let length = mark_length(rest);
        if length > 0 {
            push(&mut runs, &text[plain..at], false);
            push(&mut runs, &rest[..length], true);
            plain = at + length;
        }
        at += length.max(rest.chars().next().map_or(1, char::len_utf8));
    }
    push(&mut runs, &text[plain..], false);
    runs
}

/// Bytes of the mark at the start of `text`, 0 when there is none.
pub(super) fn mark_length(text: &str) -> usize {
    match text.chars().next() {
        Some(c @ ('\u{2400}'..='\u{2426}' | HIDDEN | CARRIER)) => c.len_utf8(),
        Some('<') => bracketed(text).unwrap_or(0),
        _ => 0,
    }
}

fn bracketed(text: &str) -> Option<usize> {
    // The longest, `<+65536 characters>` with a large count, stays below this.
    let end = text.bytes().take(40).position(|b| b == b'>')?;
    let inside = text.get(1..end)?;
    let hex = |digits: &str, long: std::ops::RangeInclusive<usize>| {
        long.contains(&digits.len())
            && digits
                .bytes()
                .all(|b| matches!(b, b'0'..=b'9' | b'A'..=b'F'))
    };
    let number = inside
        .strip_prefix("U+")
        .map_or_else(|| hex(inside, 2..=2), |digits| hex(digits, 4..=6));
    (number || is_count(inside)).then_some(end + 1)
}

fn is_count(inside: &str) -> bool {
    let Some((count, what)) = inside
        .strip_prefix('+')
        .and_then(|rest| rest.split_once(' '))
    else {
        return false;
    };
    count.bytes().all(|b| b.is_ascii_digit()) && matches!(what, "marks" | "characters")
}

fn push(runs: &mut Vec<(Clean, bool)>, text: &str, mark: bool) {
    match runs.last_mut() {
        _ if text.is_empty() => {}
        Some((last, kind)) if *kind == mark => last.0.push_str(text),
        _ => runs.push((Clean(text.to_owned()), mark)),
    }
}
