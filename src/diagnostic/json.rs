//! Problems as JSON, for other programs.

use serde::Serialize;

use super::visible::is_hidden;
use super::{Diagnostic, Label, Position, Severity, SourceMap};

#[derive(Serialize)]
struct Problem<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    #[serde(flatten)]
    place: Option<Place<'a>>,
    labels: Vec<Mark<'a>>,
    hint: Option<&'a str>,
    count: u64,
}

#[derive(Serialize)]
struct Place<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end: End,
}

#[derive(Serialize)]
struct End {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Mark<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    text: &'a str,
}

/// An array with an object for each problem: `code`, `severity` (`error` or `warning`), `message`, `file`, `line`, `column`,
/// `end` (`line`, `column`; behind the last character), `labels` (all marks, the first as above, each with a `text`), `hint`,
/// `count` (how many problems it stands for, 1 as a rule: the sum is the number of all).
/// Lines and columns count from 1, columns in characters. What a terminal might obey is escaped.
#[must_use]
pub fn json(diagnostics: &[Diagnostic], files: &SourceMap) -> String {
    let problems: Vec<Problem<'_>> = diagnostics
        .iter()
        .map(|diagnostic| problem(diagnostic, files))
        .collect();
    let text = serde_json::to_string_pretty(&problems).expect("texts and numbers always serialise");
    escape(&text)
}

fn problem<'a>(diagnostic: &'a Diagnostic, files: &'a SourceMap) -> Problem<'a> {
    Problem {
        code: diagnostic.code,
        severity: match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        message: &diagnostic.message,
        place: diagnostic.labels.first().map(|label| place(label, files)),
        labels: diagnostic
            .labels
            .iter()
            .map(|label| Mark {
                place: place(label, files),
                text: &label.text,
            })
            .collect(),
        hint: diagnostic.hint.as_deref(),
        count: diagnostic.times,
    }
}

fn place<'a>(label: &Label, files: &'a SourceMap) -> Place<'a> {
    let Position { line, column } = files.position(label.file, label.span.start);
    let end = files.position(label.file, label.span.end);
    Place {
        file: files.name(label.file),
        line,
        column,
        end: End {
            line: end.line,
            column: end.column,
        },
    }
}

/// `serde_json` escapes C0 controls only. The others stand in strings, where an escape means the same.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if is_hidden(c) || c == '\u{7f}' {
            for unit in c.encode_utf16(&mut [0; 2]) {
                escaped.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            escaped.push(c);
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_characters_and_nothing_acts() {
        let mut files = SourceMap::default();
        let file = files.add("a.toml", "x\nжж = \"\u{9b}\"\n");
        let problem = Diagnostic::error("bad-id", "not \u{202e}so", file, 7..8).hint("other");
        let text = json(&[problem], &files);
        assert!(text.contains("not \\u202eso"), "{text}");
        let value: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
        assert_eq!(value[0]["message"], "not \u{202e}so");
        assert_eq!(
            (&value[0]["line"], &value[0]["column"]),
            (&2.into(), &4.into())
        );
        assert_eq!(value[0]["end"]["column"], 5);
        assert_eq!(value[0]["labels"][0]["file"], "a.toml");
        assert_eq!(value[0]["severity"], "error");
        assert_eq!(value[0]["count"], 1);
    }
}
