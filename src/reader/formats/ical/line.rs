//! Content lines of iCalendar: unfolding, parameters and escapes (RFC 5545, sections 3.1 to 3.3; RFC 6868).

use std::borrow::Cow;

/// The lines of a text, unfolded: a line that starts with a blank or a tab goes on with the line before. Line ends are CRLF, as
/// the standard has them, or LF.
#[derive(Debug)]
pub(super) struct Unfolded<'a> {
    rest: &'a str,
}

/// The unfolded lines of a text.
pub(super) fn unfolded(text: &str) -> Unfolded<'_> {
    Unfolded { rest: text }
}

impl<'a> Unfolded<'a> {
    fn raw(&mut self) -> Option<&'a str> {
        if self.rest.is_empty() {
            return None;
        }
        let end = memchr::memchr(b'\n', self.rest.as_bytes());
        let (line, rest) = match end {
            Some(end) => (&self.rest[..end], &self.rest[end + 1..]),
            None => (self.rest, ""),
        };
        self.rest = rest;
        Some(line.strip_suffix('\r').unwrap_or(line))
    }
}

impl<'a> Iterator for Unfolded<'a> {
    type Item = Cow<'a, str>;

    fn next(&mut self) -> Option<Cow<'a, str>> {
        let mut line = Cow::Borrowed(self.raw()?);
        while self.rest.starts_with([' ', '\t']) {
            let more = self.raw().unwrap_or_default();
            line.to_mut().push_str(more.get(1..).unwrap_or_default());
        }
        Some(line)
    }
}

/// `NAME;PARAMETER=value:value`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    pub(super) name: &'a str,
    parameters: &'a str,
    pub(super) value: &'a str,
}

impl<'a> Line<'a> {
    /// `None` when there is no name or no colon: such a line is none of iCalendar.
    pub(super) fn parse(line: &'a str) -> Option<Self> {
        let end =
            line.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')))?;
        let (name, rest) = line.split_at(end);
        // A quote that is never closed quotes nothing.
        let colon = unquoted(rest, ':').or_else(|| rest.find(':'))?;
        let parameters = &rest[..colon];
        let known = parameters.is_empty() || parameters.starts_with(';');
        (!name.is_empty() && known).then_some(Self {
            name,
            parameters: parameters.get(1..).unwrap_or_default(),
            value: &rest[colon + 1..],
        })
    }

    pub(super) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// The value of a parameter, without its quotes; `^n`, `^'` and `^^` decoded (RFC 6868).
    pub(super) fn parameter(&self, name: &str) -> Option<Cow<'a, str>> {
        let mut rest = self.parameters;
        while !rest.is_empty() {
            let end = unquoted(rest, ';').unwrap_or(rest.len());
            let (key, value) = rest[..end].split_once('=').unwrap_or((&rest[..end], ""));
            if key.trim().eq_ignore_ascii_case(name) {
                return Some(without_carets(value.trim().trim_matches('"')));
            }
            rest = rest.get(end + 1..).unwrap_or_default();
        }
        None
    }

    /// Name and parameters as they are written.
    pub(super) fn label(&self) -> String {
        if self.parameters.is_empty() {
            self.name.to_owned()
        } else {
            format!("{};{}", self.name, self.parameters)
        }
    }
}

/// The first such character outside of `"` quotes.
fn unquoted(text: &str, wanted: char) -> Option<usize> {
    let mut quoted = false;
    text.char_indices()
        .find(|&(_, c)| {
            quoted ^= c == '"';
            c == wanted && !quoted
        })
        .map(|(at, _)| at)
}

fn without_carets(value: &str) -> Cow<'_, str> {
    if !value.contains('^') {
        return Cow::Borrowed(value);
    }
    let mut decoded = String::with_capacity(value.len());
    let mut chars = value.chars().peekable();
    while let Some(c) = chars.next() {
        let meant = match (c, chars.peek()) {
            ('^', Some('n')) => '\n',
            ('^', Some('\'')) => '"',
            ('^', Some('^')) => '^',
            _ => {
                decoded.push(c);
                continue;
            }
        };
        chars.next();
        decoded.push(meant);
    }
    Cow::Owned(decoded)
}

/// Adds a TEXT value without its escapes `\n`, `\,`, `\;` and `\\`; any other backslash stays.
pub(super) fn push_text(value: &str, out: &mut String) {
    let mut rest = value;
    while let Some(at) = memchr::memchr(b'\\', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        let meant = match rest.as_bytes().get(at + 1) {
            Some(b'n' | b'N') => '\n',
            Some(b',') => ',',
            Some(b';') => ';',
            Some(b'\\') => '\\',
            _ => {
                out.push('\\');
                rest = &rest[at + 1..];
                continue;
            }
        };
        out.push(meant);
        rest = &rest[at + 2..];
    }
    out.push_str(rest);
}

/// Adds a TEXT value on one line.
pub(super) fn push_line(value: &str, out: &mut String) {
    let mut text = String::new();
    push_text(value, &mut text);
    let mut words = text.lines().map(str::trim).filter(|line| !line.is_empty());
    out.extend(words.next());
    words.for_each(|line| out.extend([", ", line]));
}

/// The parts of a list of TEXT values: those between commas that are not escaped, still with their escapes.
pub(super) fn list(value: &str) -> impl Iterator<Item = &str> {
    let mut escaped = false;
    value.split(move |c: char| {
        let splits = c == ',' && !escaped;
        escaped = c == '\\' && !escaped;
        splits
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn folded_lines_are_one() {
        let text = "SUMMARY:Tall \r\n Rifaat\r\n\t town\nUID:1\n \nEND:VEVENT";
        let lines: Vec<_> = unfolded(text).collect();
        assert_eq!(lines, ["SUMMARY:Tall Rifaat town", "UID:1", "END:VEVENT"]);
    }

    #[test]
    fn names_parameters_and_values() {
        let line =
            Line::parse("ATTENDEE;CN=\"Smith; J: ^'Jo^'\";role=CHAIR;X:mailto:j@example.org")
                .expect("a line");
        assert_eq!(line.value, "mailto:j@example.org");
        assert_eq!(line.parameter("cn").as_deref(), Some("Smith; J: \"Jo\""));
        assert_eq!(line.parameter("ROLE").as_deref(), Some("CHAIR"));
        assert_eq!(line.parameter("X").as_deref(), Some(""));
        assert_eq!(line.parameter("CUTYPE"), None);
        assert!(Line::parse("no colon").is_none());
        assert!(Line::parse(":no name").is_none());
        assert!(Line::parse("see https://example.org").is_none());
        assert_eq!(Line::parse("A;B=\"x:y").map(|line| line.value), Some("y"));
    }

    #[test]
    fn escapes() {
        let text = |value| {
            let mut out = String::new();
            push_text(value, &mut out);
            out
        };
        assert_eq!(text(r"a\, b\; c\nd\Ne\\n"), "a, b; c\nd\ne\\n");
        assert_eq!(text(r"C:\temp\"), r"C:\temp\");
        let parts: Vec<_> = list(r"National Front\, SNA,SDF,a\\,b").collect();
        assert_eq!(parts, [r"National Front\, SNA", "SDF", r"a\\", "b"]);
    }

    proptest! {
        #[test]
        fn folding_at_any_place_changes_nothing(text in "[A-Z]{1,5}:[ -~é]{0,30}", at in 1_usize..30) {
            let at = text.char_indices().map(|(at, _)| at).nth(at).unwrap_or(text.len());
            let folded = format!("{}\r\n {}", &text[..at], &text[at..]);
            prop_assert_eq!(unfolded(&folded).collect::<Vec<_>>(), [text]);
        }
    }
}
