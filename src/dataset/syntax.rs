//! Text that is no TOML: what is said of it.

use std::ops::Range;

use toml::de::{DeTable, Error};

use super::damage::Damage;
use super::decode;
use super::draft::Drafts;
use super::sink::Sink;
use crate::diagnostic::Diagnostic;

/// Above this, only the first error of a piece is looked for: the parser collects all of them before it returns.
const MAX_RECOVER_BYTES: usize = 64 << 10;

/// Errors reported of one record; what follows is mostly a consequence of these.
const MAX_ERRORS: usize = 5;

/// Reports what is wrong with a record that is left out, also in what of it could be read.
pub(super) fn broken<'t>(part: &'t str, max_bytes: usize, mut sink: Sink<'t>) -> Drafts {
    if part.len() > max_bytes {
        return too_large(part, max_bytes, &sink);
    }
    if part.len() > MAX_RECOVER_BYTES {
        let errors: Vec<_> = DeTable::parse(part).err().into_iter().collect();
        return Drafts {
            diagnostics: diagnostics(part, &errors, &sink),
            ..Drafts::default()
        };
    }
    let (tree, errors) = DeTable::parse_recoverable(part);
    sink.diagnostics = diagnostics(part, &errors, &sink);
    sink.damage = Some(Damage::of(part, &errors));
    decode::guess_ids(tree.get_ref(), &mut sink);
    decode::drafts(tree.get_ref(), sink)
}

fn too_large(part: &str, max_bytes: usize, sink: &Sink<'_>) -> Drafts {
    let mebibytes = max_bytes >> 20;
    let message = format!(
        "a record is {} MiB long; the most is {mebibytes} MiB",
        part.len() >> 20
    );
    let end = part.find('\n').unwrap_or(part.len());
    let diagnostic = sink.error("too-large", message, sink.place(&(0..end.min(80))));
    Drafts {
        diagnostics: vec![diagnostic],
        ..Drafts::default()
    }
}

/// One error a line: the parser reports consequences on the line of their cause.
fn diagnostics(part: &str, errors: &[Error], sink: &Sink<'_>) -> Vec<Diagnostic> {
    let open = string_open_at_end(part);
    let mut spans: Vec<_> = errors
        .iter()
        .map(|error| (marked(part, error.span().unwrap_or_default()), error))
        .collect();
    spans.sort_by_key(|(span, _)| span.start);
    // What is said of the inside of an open string is a consequence too.
    spans.retain(|(span, _)| open.is_none_or(|open| span.start < open));
    let mut diagnostics = Vec::new();
    let mut line_end = None;
    for (span, error) in spans {
        if diagnostics.len() == MAX_ERRORS {
            break;
        }
        if line_end.is_none_or(|end| span.start > end) {
            line_end = part[span.start..]
                .find('\n')
                .map_or(Some(part.len()), |at| Some(span.start + at));
            diagnostics.push(diagnostic(error, &span, sink));
        }
    }
    diagnostics.extend(open.map(|start| open_string(part, start, sink)));
    diagnostics
}

fn diagnostic(error: &Error, span: &Range<usize>, sink: &Sink<'_>) -> Diagnostic {
    let (message, expected) = match error.message().split_once(", expected ") {
        Some((message, expected)) if expected != "nothing" => (message, Some(expected)),
        Some((message, _)) => (message, None),
        None => (error.message(), None),
    };
    let label = expected.map_or_else(String::new, |expected| format!("expected {expected}"));
    let diagnostic = sink.error("syntax", message, sink.place(span)).label(label);
    diagnostic.hint("this record is left out until the line is valid TOML")
}

/// A missing `"""` is reported where the string begins: the parser sees it only at the end of the text.
fn open_string(part: &str, start: usize, sink: &Sink<'_>) -> Diagnostic {
    let message = "this string of several lines is not closed";
    let diagnostic = sink.error("syntax", message, sink.place(&(start..start + 3)));
    let quotes = &part[start..start + 3];
    diagnostic.label("opened here").hint(format!(
        "close it with `{quotes}`; this record is left out until then"
    ))
}

/// At least one character of the part, on character boundaries.
fn marked(part: &str, span: Range<usize>) -> Range<usize> {
    use crate::diagnostic::floor_char;
    let start = floor_char(part, span.start);
    let mut end = floor_char(part, span.end).max(start);
    if end == start {
        end = part[start..]
            .chars()
            .next()
            .map_or(start, |c| start + c.len_utf8());
    }
    start..end
}

/// Where the multi-line string starts that is still open at the end of the text.
pub(super) fn string_open_at_end(text: &str) -> Option<usize> {
    let mut rest = text;
    while let Some(at) = rest.find(['"', '\'', '#']) {
        match after(&rest[at..]) {
            Some(next) => rest = next,
            None => return Some(text.len() - rest.len() + at),
        }
    }
    None
}

/// Where the lines start that begin with a bracket and are in no string.
pub(super) fn headers(text: &str) -> Vec<usize> {
    let mut headers = Vec::new();
    let mut next = Some(0);
    while let Some(line) = next {
        if text[line..]
            .trim_start_matches([' ', '\t'])
            .starts_with('[')
        {
            headers.push(line);
        }
        next = next_line(text, line);
    }
    headers
}

/// Where the next line starts that is not inside of a string.
fn next_line(text: &str, line: usize) -> Option<usize> {
    let mut rest = &text[line..];
    loop {
        let at = rest.find(['\n', '"', '\'', '#'])?;
        if rest[at..].starts_with('\n') {
            return Some(text.len() - rest.len() + at + 1);
        }
        rest = after(&rest[at..])?;
    }
}

/// The text after the string or comment at its start; `None` when that is a multi-line string without an end.
fn after(text: &str) -> Option<&str> {
    let line_end = || text.find('\n').unwrap_or(text.len());
    if text.starts_with('#') {
        return Some(&text[line_end()..]);
    }
    let basic = text.starts_with('"');
    let quotes = if basic { "\"\"\"" } else { "'''" };
    match text.strip_prefix(quotes) {
        // Up to two quotes may stand before the closing ones.
        Some(inner) => {
            closing(inner, quotes, basic).map(|end| inner[end..].trim_start_matches(&quotes[..1]))
        }
        None => {
            let line = &text[1..line_end()];
            Some(
                closing(line, &quotes[..1], basic)
                    .map_or(&text[line_end()..], |end| &text[1 + end..]),
            )
        }
    }
}

/// The byte after the closing quotes.
fn closing(text: &str, quotes: &str, escapes: bool) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + text[from..].find(quotes)?;
        let slashes = text[..at].bytes().rev().take_while(|b| *b == b'\\').count();
        if !escapes || slashes % 2 == 0 {
            return Some(at + quotes.len());
        }
        from = at + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::{headers, string_open_at_end};

    #[test]
    fn headers_are_told_from_strings() {
        let text = r#"[[a]]
b = """
[c]
""" # """
  [a.d]
e = 'x
[f
g = QQQ
[h]
"#
        .replace("QQQ", "'".repeat(3).as_str());
        let starts = headers(&text).into_iter();
        let found: Vec<_> = starts
            .filter_map(|start| text[start..].lines().next())
            .collect();
        assert_eq!(found, ["[[a]]", "  [a.d]", "[f"]);
    }

    #[test]
    fn open_strings_are_seen() {
        for open in [
            "a = \"\"\"",
            "a = '''x\n# ''",
            "a = \"\"\"\\\"\"\"\n",
            "a = 1 # x\nb = '''",
        ] {
            assert!(string_open_at_end(open).is_some(), "{open:?}");
        }
        for closed in [
            "",
            "a = \"\"\"x\"\"\"",
            "a = \"\"\"x\"\"\"\"\"",
            "# \"\"\"\n",
            "a = \"'''\"",
            "a = 'x\nb = 1",
            "a = \"\\\"\"\"\"\n",
        ] {
            assert!(string_open_at_end(closed).is_none(), "{closed:?}");
        }
    }
}
