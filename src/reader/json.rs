//! JSON records: where they stand in a document, and what they hold.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::{Fault, Parts};

/// Where each of these values stands in the text that it was read from.
pub(super) fn places(text: &str, values: &[&RawValue]) -> Vec<Range<usize>> {
    let start = text.as_ptr().addr();
    values
        .iter()
        .map(|value| {
            let at = value.get().as_ptr().addr() - start;
            at..at + value.get().len()
        })
        .collect()
}

/// A JSON text that does not parse, with the place in it.
pub(super) fn fault(error: &serde_json::Error, text: &str) -> Fault {
    Fault {
        at: Some(place_of(error, text)),
        ..Fault::record(told(error))
    }
}

/// The byte at which a text does not parse.
fn place_of(error: &serde_json::Error, text: &str) -> usize {
    if error.is_eof() {
        return text.len();
    }
    let mut breaks = memchr::memchr_iter(b'\n', text.as_bytes());
    let line = match error.line() {
        0 | 1 => 0,
        line => breaks.nth(line - 2).map_or(text.len(), |at| at + 1),
    };
    let at = line + error.column().saturating_sub(1);
    crate::diagnostic::floor_char(text, at.min(text.len()))
}

/// What is wrong, in words for people, and without line and column: the text may be a part of a file.
pub(super) fn told(error: &serde_json::Error) -> String {
    let whole = error.to_string();
    let what = whole
        .rsplit_once(" at line ")
        .map_or(&*whole, |(what, _)| what);
    if let Some(inside) = what.strip_prefix("EOF while parsing ") {
        return format!("the JSON ends within {inside}: it may have been cut off");
    }
    if let Some(name) = what.strip_prefix("duplicate field ") {
        return format!("the key {name} stands twice in this object");
    }
    match what
        .strip_prefix("invalid type: ")
        .and_then(|types| types.split_once(", expected "))
    {
        Some((found, wanted)) => format!("here is {}, not {}", named(found), named(wanted)),
        None => format!("this is no JSON: {what}"),
    }
}

/// Types of values as JSON calls them.
fn named(kind: &str) -> Cow<'_, str> {
    match kind {
        "sequence" | "a sequence" => return "a list".into(),
        "map" | "a map" => return "an object".into(),
        _ if kind.starts_with("struct ") => return "an object".into(),
        _ => {}
    }
    let words = [
        ("integer ", "the number "),
        ("floating point ", "the number "),
        ("boolean ", "the value "),
        ("string ", "the text "),
    ];
    let of = |(of_serde, word)| Some(format!("{word}{}", kind.strip_prefix(of_serde)?));
    words
        .into_iter()
        .find_map(of)
        .map_or(kind.into(), Cow::Owned)
}

/// The records of a document that a parser has found. Where it is no JSON, they are those in front of the mistake: the items of
/// the list at the top, or of the first list that has one of these keys.
pub(super) fn parts(text: &str, keys: &[&str], found: Result<Vec<Range<usize>>, Fault>) -> Parts {
    found.map_or_else(
        |fault| Parts {
            records: items_before_mistake(text, keys),
            fault: Some(fault),
        },
        Parts::from,
    )
}

fn items_before_mistake(text: &str, keys: &[&str]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let Some(mut at) = list_start(text, keys) else {
        return found;
    };
    loop {
        at += blanks(&text[at..]);
        let Some(value) = first_value(&text[at..]) else {
            return found;
        };
        found.push(at..at + value.len());
        at += value.len();
        at += blanks(&text[at..]);
        if !text[at..].starts_with(',') {
            return found;
        }
        at += 1;
    }
}

/// Behind the bracket that opens the list.
fn list_start(text: &str, keys: &[&str]) -> Option<usize> {
    let top = blanks(text);
    if text[top..].starts_with('[') {
        return Some(top + 1);
    }
    keys.iter().find_map(|key| {
        let quoted = format!("\"{key}\"");
        text.match_indices(&quoted).find_map(|(at, _)| {
            let rest = text[at + quoted.len()..].trim_start().strip_prefix(':')?;
            let rest = rest.trim_start().strip_prefix('[')?;
            Some(text.len() - rest.len())
        })
    })
}

fn blanks(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// Everything in a JSON text as `(path, value)`: `media.caption`, `source.0.code`. Numbers stay as they are written. A text that
/// is no JSON is one value.
pub(super) fn flattened(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    match serde_json::from_str(text) {
        Ok(value) => flatten(String::new(), 0, value, &mut found),
        Err(_) => found.push((String::new(), text.to_owned())),
    }
    found
}

/// Values that are nested deeper stay one text: what is drawn for people ends before, and no input may use up the stack.
const DEEPEST: usize = 32;

fn flatten(path: String, depth: usize, value: &RawValue, found: &mut Vec<(String, String)>) {
    let below = |key: &str| {
        if path.is_empty() {
            key.to_owned()
        } else {
            format!("{path}.{key}")
        }
    };
    let text = value.get();
    match text.as_bytes().first() {
        Some(b'{' | b'[') if depth == DEEPEST => found.push((path, text.to_owned())),
        Some(b'{') => entries(text)
            .into_iter()
            .for_each(|(key, value)| flatten(below(&key), depth + 1, value, found)),
        Some(b'[') => items(text)
            .into_iter()
            .enumerate()
            .for_each(|(at, value)| flatten(below(&at.to_string()), depth + 1, value, found)),
        Some(b'"') => found.push((path, serde_json::from_str(text).unwrap_or_default())),
        Some(b'n') => found.push((path, String::new())),
        _ => found.push((path, text.to_owned())),
    }
}

/// A string that is taken from the text where it has no escapes.
#[derive(Deserialize)]
pub(super) struct Text<'a>(#[serde(borrow)] pub(super) Cow<'a, str>);

/// A value as text: strings without quotes and escapes, nothing for `null`, all else as it is written. `3.0` and `3` are the
/// same number, and programs that know only fractions write the first.
pub(super) fn text(value: &RawValue) -> Cow<'_, str> {
    let text = value.get();
    match text.as_bytes().first() {
        Some(b'"') => serde_json::from_str(text).map_or(Cow::Borrowed(text), |Text(text)| text),
        Some(b'n') => Cow::Borrowed(""),
        Some(b'0'..=b'9' | b'-') => Cow::Borrowed(text.strip_suffix(".0").unwrap_or(text)),
        _ => Cow::Borrowed(text),
    }
}

/// The first value of a text that may be cut short behind it.
pub(super) fn first_value(text: &str) -> Option<&str> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<&RawValue>();
    values.next()?.ok().map(RawValue::get)
}

/// The first item of an array, or the value of the first member of an object, in a text that may be cut short behind it.
pub(super) fn first_inside(text: &str) -> Option<&str> {
    let text = text.trim_start();
    if let Some(items) = text.strip_prefix('[') {
        return first_value(items);
    }
    let members = text.strip_prefix('{')?.trim_start();
    let name = first_value(members)?;
    first_value(members[name.len()..].trim_start().strip_prefix(':')?)
}

/// Where the items of an array stand: a document that is a list of records.
pub(super) fn array_parts(text: &str) -> Parts {
    let items = serde_json::from_str::<Vec<&RawValue>>(text);
    let found = items.map(|items| places(text, &items));
    parts(text, &[], found.map_err(|error| fault(&error, text)))
}

/// The values of an array; of anything else none.
pub(super) fn items(text: &str) -> Vec<&RawValue> {
    serde_json::from_str(text).unwrap_or_default()
}

/// The entries of an object in their order, repeated keys included; of anything else none.
pub(super) fn entries(text: &str) -> Vec<(String, &RawValue)> {
    serde_json::from_str::<Entries<'_>>(text).map_or_else(|_| Vec::new(), |entries| entries.0)
}

struct Entries<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Entries<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;

        impl<'de> Visitor<'de> for InOrder {
            type Value = Entries<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }

        deserializer.deserialize_map(InOrder)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_paths_in_their_order() {
        assert_eq!(
            flattened(r#"{"b":{"x":1.50,"y":null},"a":[true,"t"]}"#),
            [("b.x", "1.50"), ("b.y", ""), ("a.0", "true"), ("a.1", "t")]
                .map(|(path, value)| (path.to_owned(), value.to_owned()))
        );
    }

    #[test]
    fn nesting_without_end_is_kept_as_it_is() {
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        let found = flattened(&deep);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].1.len(), deep.len() - 2 * DEEPEST);
    }

    #[test]
    fn values_are_found_where_they_stand() {
        let text = r#" [ {"a":1} , {"b":2}]"#;
        let values: Vec<&RawValue> = serde_json::from_str(text).expect("JSON");
        assert_eq!(places(text, &values), [3..10, 13..20]);
    }

    #[test]
    fn mistakes_have_a_place_and_leave_what_stands_before_them() {
        for (text, expected, message, records) in [
            ("[1,\n 2,\n]", 8, "this is no JSON: trailing comma", 2),
            (
                "[{\"a\": 1}, {\"b\": \"é",
                20,
                "the JSON ends within a string: it may have been cut off",
                1,
            ),
            ("{\"x\": 1}", 0, "here is an object, not a list", 0),
            ("[1 2]", 3, "this is no JSON: expected `,` or `]`", 1),
        ] {
            let parts = array_parts(text);
            let fault = parts.fault.expect(text);
            assert_eq!(
                (fault.at, &*fault.message),
                (Some(expected), message),
                "{text}"
            );
            assert_eq!(parts.records.len(), records, "{text}");
        }
        let text = r#"{"title": "[x", "events": [ {"a": 1} , 2, x"#;
        let whole = || Err(Fault::record("broken"));
        assert_eq!(parts(text, &["events"], whole()).records, [28..36, 39..40]);
        assert!(parts(text, &["other"], whole()).records.is_empty());
    }

    #[test]
    fn values_as_text() {
        let values: Vec<&RawValue> =
            serde_json::from_str(r#"["a\"b", "é", null, 3.0, 3.50, -0.5, true, [1], "\ud800"]"#)
                .expect("JSON");
        let texts: Vec<_> = values.into_iter().map(text).collect();
        let expected = [
            "a\"b",
            "é",
            "",
            "3",
            "3.50",
            "-0.5",
            "true",
            "[1]",
            r#""\ud800""#,
        ];
        assert_eq!(texts, expected);
    }

    #[test]
    fn the_first_value_of_a_text_that_is_cut_short() {
        assert_eq!(first_inside(r#" [ {"a":1}, {"b":"#), Some(r#"{"a":1}"#));
        assert_eq!(
            first_inside(r#"{"s1": {"id":"s1"}, "s2": {"#),
            Some(r#"{"id":"s1"}"#)
        );
        assert_eq!(first_inside(r#"[{"a":"#), None);
        assert_eq!(first_inside(r#"{"a" 1}"#), None);
        assert_eq!(
            (first_inside("[]"), first_inside("{}"), first_inside("x")),
            (None, None, None)
        );
    }

    #[test]
    fn deep_nesting_is_left_as_it_is() {
        let text = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
        let found = flattened(&text);
        assert_eq!(found.len(), 1);
        assert!(found[0].1.starts_with("[["));
    }
}
