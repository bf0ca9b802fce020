//! JSON records: where they stand in a document, and what they hold.

use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::Fault;

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

/// A JSON value that does not parse, with its place.
pub(super) fn fault(error: &serde_json::Error) -> Fault {
    Fault::record(format!("this is no JSON: {error}"))
}

/// Everything in a JSON text as `(path, value)`: `media.caption`, `source.0.code`. Numbers stay as they are written. A text that
/// is no JSON is one value.
pub(super) fn flattened(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    match serde_json::from_str(text) {
        Ok(value) => flatten(String::new(), value, 0, &mut found),
        Err(_) => found.push((String::new(), text.to_owned())),
    }
    found
}

/// Levels of nesting that are taken apart: what is deeper stays as it is written, since a file could nest without end.
const DEPTH: usize = 64;

fn flatten(path: String, value: &RawValue, depth: usize, found: &mut Vec<(String, String)>) {
    let below = |key: &str| {
        if path.is_empty() {
            key.to_owned()
        } else {
            format!("{path}.{key}")
        }
    };
    let text = value.get();
    match text.as_bytes().first() {
        Some(b'{' | b'[') if depth >= DEPTH => found.push((path, text.to_owned())),
        Some(b'{') => entries(text)
            .into_iter()
            .for_each(|(key, value)| flatten(below(&key), value, depth + 1, found)),
        Some(b'[') => items(text)
            .into_iter()
            .enumerate()
            .for_each(|(at, value)| flatten(below(&at.to_string()), value, depth + 1, found)),
        Some(b'"') => found.push((path, serde_json::from_str(text).unwrap_or_default())),
        Some(b'n') => found.push((path, String::new())),
        _ => found.push((path, text.to_owned())),
    }
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
        assert_eq!(found[0].1.len(), deep.len() - 2 * DEPTH);
    }

    #[test]
    fn values_are_found_where_they_stand() {
        let text = r#" [ {"a":1} , {"b":2}]"#;
        let values: Vec<&RawValue> = serde_json::from_str(text).expect("JSON");
        assert_eq!(places(text, &values), [3..10, 13..20]);
    }
}
