//! The paths of a map, taken out of a JSON record in one walk.
//!
//! `media.caption` goes down by keys, `tags.0` to an item of a list, `sources.*.url` to each item. What no path names is
//! skipped without being kept.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// Paths by their first step.
#[derive(Debug, Clone, Default)]
pub(super) struct Tree {
    /// The slot that the value here goes to.
    slot: Option<usize>,
    below: Vec<(Box<str>, Self)>,
}

/// What a path found in a record.
#[derive(Debug, Clone, Default)]
pub(super) struct Found<'a> {
    /// The value; texts without quotes, anything else as it is written, `null` as nothing.
    pub(super) text: Cow<'a, str>,
    /// The items, when the value is a list or the path has a `*`.
    pub(super) items: Option<Vec<Cow<'a, str>>>,
}

/// The step that stands for each item of a list.
pub(super) const EACH: &str = "*";

impl Tree {
    /// Adds a path.
    pub(super) fn add(&mut self, steps: &[Box<str>], slot: usize) {
        let Some((first, rest)) = steps.split_first() else {
            self.slot = Some(slot);
            return;
        };
        let known = self.below.iter().position(|(step, _)| step == first);
        let at = known.unwrap_or_else(|| {
            self.below.push((first.clone(), Self::default()));
            self.below.len() - 1
        });
        self.below[at].1.add(rest, slot);
    }

    /// Takes the paths out of a record into their slots; says how many items of lists no path names where others are named by
    /// position.
    ///
    /// # Errors
    ///
    /// A text that is no JSON object.
    pub(super) fn take<'a>(
        &self,
        text: &'a str,
        found: &mut [Found<'a>],
    ) -> Result<u64, serde_json::Error> {
        let mut left_out = 0;
        let mut json = serde_json::Deserializer::from_str(text);
        let walk = Walk {
            tree: self,
            item: None,
            found,
            left_out: &mut left_out,
        };
        json.deserialize_map(walk)?;
        json.end()?;
        Ok(left_out)
    }

    fn child(&self, key: &str) -> Option<&Self> {
        let mut below = self.below.iter();
        below
            .find(|(step, _)| **step == *key)
            .map(|(_, child)| child)
    }

    /// Whether paths name items of a list by position, and not all of them.
    fn names_positions(&self) -> bool {
        let mut steps = self.below.iter().map(|(step, _)| &**step);
        let by_position = |step: &str| step.parse::<usize>().is_ok();
        steps.clone().any(by_position) && steps.all(|step| step != EACH)
    }

    /// Gives every list below an empty item where the item at `at` of the list around had nothing, so that lists of one record
    /// stay side by side.
    fn pad(&self, at: usize, found: &mut [Found<'_>]) {
        if let Some(found) = self.slot.and_then(|slot| found.get_mut(slot)) {
            let items = found.items.get_or_insert_default();
            items.resize(at + 1, Cow::Borrowed(""));
        }
        for (_, child) in &self.below {
            child.pad(at, found);
        }
    }
}

/// A place in the tree beside a place in the record.
struct Walk<'t, 'f, 'a> {
    tree: &'t Tree,
    /// Position in the list that a `*` stands for.
    item: Option<usize>,
    found: &'f mut [Found<'a>],
    /// Items of lists that no path names.
    left_out: &'f mut u64,
}

impl<'a> Walk<'_, '_, 'a> {
    fn value(self, raw: &'a RawValue) -> Result<(), serde_json::Error> {
        if let Some(found) = self.tree.slot.and_then(|slot| self.found.get_mut(slot)) {
            match self.item {
                Some(at) => {
                    let items = found.items.get_or_insert_default();
                    items.resize(at, Cow::Borrowed(""));
                    items.push(plain(raw));
                }
                None => {
                    *found = Found {
                        text: plain(raw),
                        items: items(raw),
                    };
                }
            }
        }
        if self.tree.below.is_empty() || !raw.get().starts_with(['{', '[']) {
            return Ok(());
        }
        serde_json::Deserializer::from_str(raw.get()).deserialize_any(self)
    }
}

impl<'a> Visitor<'a> for Walk<'_, '_, 'a> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(child) = map.next_key_seed(Key(self.tree))? {
            match child {
                Some(tree) => {
                    let raw = map.next_value::<&'a RawValue>()?;
                    let walk = Walk {
                        tree,
                        item: self.item,
                        found: &mut *self.found,
                        left_out: &mut *self.left_out,
                    };
                    walk.value(raw).map_err(serde::de::Error::custom)?;
                }
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'a>>(self, mut list: A) -> Result<(), A::Error> {
        let mut at = 0;
        // Coordinates are numbers by position, and a third one is the height.
        let counts = self.tree.names_positions();
        while let Some(raw) = list.next_element::<&'a RawValue>()? {
            let named = self
                .tree
                .below
                .iter()
                .filter(|(step, _)| **step == *EACH || step.parse() == Ok(at));
            let mut is_named = false;
            for (step, tree) in named {
                let each = **step == *EACH;
                let walk = Walk {
                    tree,
                    item: if each { Some(at) } else { self.item },
                    found: &mut *self.found,
                    left_out: &mut *self.left_out,
                };
                walk.value(raw).map_err(serde::de::Error::custom)?;
                if each {
                    tree.pad(at, self.found);
                }
                is_named = true;
            }
            if counts && !is_named && says_something(raw) {
                *self.left_out += 1;
            }
            at += 1;
        }
        Ok(())
    }
}

/// Whether an item is more than a number or nothing.
fn says_something(raw: &RawValue) -> bool {
    let text = raw.get();
    text.starts_with(['"', '{', '[']) && !matches!(text, "\"\"" | "{}" | "[]")
}

/// Looks a key up without keeping it.
struct Key<'t>(&'t Tree);

impl<'t, 'a> DeserializeSeed<'a> for Key<'t> {
    type Value = Option<&'t Tree>;

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'t> Visitor<'_> for Key<'t> {
    type Value = Option<&'t Tree>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        Ok(self.0.child(key))
    }
}

/// The value as text.
pub(super) fn plain(raw: &RawValue) -> Cow<'_, str> {
    let text = raw.get();
    match text.as_bytes().first() {
        Some(b'"') if !text.contains('\\') => Cow::Borrowed(&text[1..text.len() - 1]),
        Some(b'"') => Cow::Owned(serde_json::from_str(text).unwrap_or_default()),
        Some(b'n') => Cow::Borrowed(""),
        _ => Cow::Borrowed(text),
    }
}

/// The items of a list; `None` for anything else.
pub(super) fn items(raw: &RawValue) -> Option<Vec<Cow<'_, str>>> {
    raw.get().starts_with('[').then(|| {
        let items: Vec<&RawValue> = serde_json::from_str(raw.get()).unwrap_or_default();
        items.into_iter().map(plain).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn take(paths: &[&str], text: &str) -> Option<Vec<(String, Option<Vec<String>>)>> {
        let mut tree = Tree::default();
        for (slot, path) in paths.iter().enumerate() {
            let steps: Vec<Box<str>> = path.split('.').map(Into::into).collect();
            tree.add(&steps, slot);
        }
        let mut found = vec![Found::default(); paths.len()];
        tree.take(text, &mut found).ok()?;
        let owned = |items: Vec<Cow<'_, str>>| items.into_iter().map(Cow::into_owned).collect();
        let found = found.into_iter();
        Some(
            found
                .map(|found| (found.text.into_owned(), found.items.map(owned)))
                .collect(),
        )
    }

    #[test]
    fn paths_go_down_keys_and_lists() {
        let text = r#"{"id": 007.50, "media": {"caption": "say \"no\"", "x": null}, "tags": ["a", "b"], "at": [36.5, 35.1]}"#;
        // Numbers stay as they are written, and this one is none.
        assert!(take(&["id"], text).is_none());
        let text = text.replace("007.50", "7.50");
        let found = take(
            &["id", "media.caption", "media.x", "tags", "at.1", "none"],
            &text,
        );
        let one = |text: &str| (text.to_owned(), None);
        assert_eq!(
            found.expect("an object"),
            [
                one("7.50"),
                one("say \"no\""),
                one(""),
                (
                    r#"["a", "b"]"#.to_owned(),
                    Some(vec!["a".into(), "b".into()])
                ),
                one("35.1"),
                one(""),
            ]
        );
    }

    #[test]
    fn items_that_no_path_names_are_counted() {
        let left_out = |paths: &[&str], text: &str| {
            let mut tree = Tree::default();
            for (slot, path) in paths.iter().enumerate() {
                let steps: Vec<Box<str>> = path.split('.').map(Into::into).collect();
                tree.add(&steps, slot);
            }
            let mut found = vec![Found::default(); paths.len()];
            tree.take(text, &mut found).expect("an object")
        };
        let events =
            r#"{"events": [{"date": "a"}, {"date": "b"}, {"date": "c"}], "at": [1, 2, 3]}"#;
        assert_eq!(left_out(&["events.0.date"], events), 2);
        assert_eq!(left_out(&["events.0.date", "events.2.date"], events), 1);
        assert_eq!(left_out(&["events.*.date"], events), 0);
        assert_eq!(left_out(&["events"], events), 0, "the whole list");
        assert_eq!(left_out(&["at.1", "at.0"], events), 0, "a height");
        assert_eq!(
            left_out(&["events.0.date"], r#"{"events": [{"date": "a"}, null]}"#),
            0
        );
    }

    #[test]
    fn lists_of_one_record_stay_side_by_side() {
        let text = r#"{"sources": [{"name": "A"}, {"url": "u"}, {"name": "C", "url": "w"}, 5]}"#;
        let found = take(&["sources.*.name", "sources.*.url"], text).expect("an object");
        let items: Vec<_> = found.into_iter().filter_map(|(_, items)| items).collect();
        assert_eq!(items, [["A", "", "C", ""], ["", "u", "w", ""]]);
    }

    #[test]
    fn what_is_no_object_is_an_error() {
        for text in ["", "[]", "5", "{\"a\":1", "{\"a\":1} x"] {
            assert!(take(&["a"], text).is_none(), "{text}");
        }
    }
}
