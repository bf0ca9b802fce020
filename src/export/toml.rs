//! A record as TOML that its reader can edit: a line a key, long lists over several lines, sub-tables below their event.

use std::fmt::Write as _;

use serde_json::{Map, Value};

/// Lists of events that are tables of their own, by the keys of JSON and of the files.
const PARTS: &[(&str, &str)] = &[
    ("quotes", "quote"),
    ("claims", "claim"),
    ("relations", "relation"),
];

/// Appends a record under a header such as `[[event]]`. `record` is an object as [`super::tables`] makes it.
pub fn write_record(text: &mut String, header: &str, record: &Value) {
    let Value::Object(record) = record else {
        return;
    };
    text.push_str(header);
    text.push('\n');
    keys(text, record);
    let name = header.trim_matches(['[', ']']);
    for (key, part) in PARTS {
        let parts = record.get(*key).and_then(Value::as_array);
        for table in parts.into_iter().flatten().filter_map(Value::as_object) {
            text.push_str(&format!("\n[[{name}.{part}]]\n"));
            keys(text, table);
        }
    }
}

fn keys(text: &mut String, table: &Map<String, Value>) {
    let is_part = |key: &str| PARTS.iter().any(|(part, _)| *part == key);
    for (key, value) in table.iter().filter(|(key, _)| !is_part(key)) {
        text.push_str(&self::key(key));
        text.push_str(" = ");
        self::value(text, value, true);
        text.push('\n');
    }
}

/// A key without quotes where TOML allows it.
fn key(key: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !key.is_empty() && key.chars().all(bare) {
        key.to_owned()
    } else {
        string(key)
    }
}

fn value(text: &mut String, value: &Value, outer: bool) {
    match value {
        // No value is absent in a record: keys without one are left out.
        Value::Null => text.push_str("\"\""),
        Value::Bool(flag) => text.push_str(if *flag { "true" } else { "false" }),
        Value::Number(number) => text.push_str(&number.to_string()),
        Value::String(words) => text.push_str(&string(words)),
        Value::Array(list) => array(text, list, outer),
        Value::Object(table) => inline(text, table),
    }
}

/// A list of tables has one on a line, unless there is one only.
fn array(text: &mut String, list: &[Value], outer: bool) {
    let lines = outer && list.len() > 1 && list.iter().any(Value::is_object);
    let (before, between, after) = if lines {
        ("[\n  ", ",\n  ", ",\n]")
    } else {
        ("[", ", ", "]")
    };
    text.push_str(before);
    for (at, entry) in list.iter().enumerate() {
        if at > 0 {
            text.push_str(between);
        }
        value(text, entry, false);
    }
    text.push_str(after);
}

fn inline(text: &mut String, table: &Map<String, Value>) {
    text.push_str("{ ");
    for (at, (name, entry)) in table.iter().enumerate() {
        if at > 0 {
            text.push_str(", ");
        }
        text.push_str(&key(name));
        text.push_str(" = ");
        value(text, entry, false);
    }
    text.push_str(" }");
}

/// A basic string. What TOML forbids in one is escaped, and what an editor or a terminal would obey or hide: all controls,
/// marks of direction, invisible characters.
fn string(words: &str) -> String {
    let mut text = String::with_capacity(words.len() + 2);
    text.push('"');
    for c in words.chars() {
        match c {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            c if is_plain(c) => text.push(c),
            c if u32::from(c) <= 0xffff => push_escape(&mut text, 'u', c, 4),
            c => push_escape(&mut text, 'U', c, 8),
        }
    }
    text.push('"');
    text
}

fn is_plain(c: char) -> bool {
    crate::diagnostic::visible(c.encode_utf8(&mut [0; 4])).starts_with(c)
}

fn push_escape(text: &mut String, sort: char, c: char, digits: usize) {
    // Writing to a string cannot fail.
    let _ = write!(text, "\\{sort}{:0digits$x}", u32::from(c));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn read(text: &str) -> Value {
        let table: toml::Table = toml::from_str(text).expect(text);
        serde_json::to_value(table).expect("plain values")
    }

    #[test]
    fn a_record_is_laid_out_for_people() {
        let mut text = String::new();
        let event = json!({
            "id": "x", "title": "A \"b\"\n\u{202e}c", "tags": ["a", "b"], "place": {"lat": 33.0, "lon": 36.5},
            "actors": [{"actor": "a", "role": "initiator"}, {"actor": "b"}],
            "claims": [{"claimant": "a", "best": 3}], "external_ids": {"my set": "7"},
        });
        write_record(&mut text, "[[event]]", &event);
        assert_eq!(
            text,
            "[[event]]\nid = \"x\"\ntitle = \"A \\\"b\\\"\\n\\u202ec\"\ntags = [\"a\", \"b\"]\n\
             place = { lat = 33.0, lon = 36.5 }\nactors = [\n  { actor = \"a\", role = \"initiator\" },\n  { actor = \"b\" },\n]\n\
             external_ids = { \"my set\" = \"7\" }\n\n[[event.claim]]\nclaimant = \"a\"\nbest = 3\n"
        );
    }

    proptest! {
        #[test]
        fn any_text_is_read_back(words in any::<String>(), name in any::<String>(), number in any::<i64>(), at in -180.0..180.0) {
            let record = json!({
                "text": words, "list": [words, "b"], "number": number, "at": at, "table": {(name.as_str()): words},
                "tables": [{"a": words}, {"b": [number]}],
            });
            let mut text = String::new();
            write_record(&mut text, "[x]", &record);
            prop_assert_eq!(&read(&text)["x"], &record);
        }
    }
}
