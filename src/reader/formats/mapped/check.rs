//! Tables of a map, read key by key, with every mistake at its place.
//!
//! Keys nobody asked for are unknown: there is no second list of keys to keep in step.

mod columns;
mod values;

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::columns::Columns;
use crate::dataset::nearest::{self, nearest};
use crate::dataset::words::Word;
use crate::diagnostic::Diagnostic;

/// Where problems and the columns of the file are.
#[derive(Debug)]
pub(super) struct Check {
    pub(super) columns: Columns,
    pub(super) problems: Vec<Diagnostic>,
}

/// A value with its place.
pub(super) type Value<'s, 't> = &'s Spanned<DeValue<'t>>;

/// The map is the first text of its problems.
const FILE: u32 = 0;

/// A table that is being read, or a column's name where a table with that column could stand.
#[derive(Debug)]
pub(super) struct Table<'s, 't> {
    table: Option<&'s DeTable<'t>>,
    bare: Option<Value<'s, 't>>,
    pub(super) place: Range<usize>,
    pub(super) what: &'static str,
    asked: Vec<&'static str>,
}

impl<'s, 't> Table<'s, 't> {
    pub(super) fn new(table: &'s DeTable<'t>, place: Range<usize>, what: &'static str) -> Self {
        Self {
            table: Some(table),
            bare: None,
            place,
            what,
            asked: Vec::new(),
        }
    }

    /// A text or a table; `None` for anything else.
    pub(super) fn open(value: Value<'s, 't>, what: &'static str) -> Option<Self> {
        let (table, bare) = match value.get_ref() {
            DeValue::Table(table) => (Some(table), None),
            DeValue::String(_) => (None, Some(value)),
            _ => return None,
        };
        Some(Self {
            table,
            bare,
            place: value.span(),
            what,
            asked: Vec::new(),
        })
    }

    /// The value of a key. A bare name is that of a column.
    pub(super) fn get(&mut self, key: &'static str) -> Option<Value<'s, 't>> {
        self.asked.push(key);
        match self.bare {
            Some(bare) => (key == "column").then_some(bare),
            None => self.table?.get(key),
        }
    }

    fn has(&self, key: &str) -> bool {
        match self.bare {
            Some(_) => key == "column",
            None => self.table.is_some_and(|table| table.contains_key(key)),
        }
    }
}

/// Whether a column may have several values in one record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Several {
    Yes,
    No,
}

impl Check {
    /// Notes an error.
    pub(super) fn error(
        &mut self,
        code: &'static str,
        message: impl Into<String>,
        place: Range<usize>,
        hint: Option<String>,
    ) {
        let mut problem = Diagnostic::error(code, message, FILE, place);
        problem.hint = hint;
        self.problems.push(problem);
    }

    /// Reports the keys of a table that nobody asked for.
    pub(super) fn finish(&mut self, table: &Table<'_, '_>) {
        let keys = table.table.into_iter().flatten();
        for (key, _) in keys {
            let name = key.get_ref().as_ref();
            if table.asked.contains(&name) {
                continue;
            }
            let hint = nearest::hint(name, table.asked.iter().copied())
                .unwrap_or_else(|| format!("its keys are {}", listed(&table.asked)));
            let message = format!("`{}` has no key `{name}`", table.what);
            self.error("unknown-key", message, key.span(), Some(hint));
        }
    }

    /// Reports that a key is missing.
    pub(super) fn missing(&mut self, table: &Table<'_, '_>, message: &str, hint: &str) {
        self.error(
            "missing-key",
            message,
            table.place.clone(),
            Some(hint.to_owned()),
        );
    }

    /// Reports a value of the wrong type.
    pub(super) fn wrong_type(&mut self, key: &str, expected: &str, value: Value<'_, '_>) {
        let message = format!("`{key}` must be {expected}");
        self.error("wrong-type", message, value.span(), None);
    }

    /// A text that is not empty.
    pub(super) fn string<'s>(
        &mut self,
        table: &mut Table<'s, '_>,
        key: &'static str,
    ) -> Option<(&'s str, Range<usize>)> {
        let value = table.get(key)?;
        self.text_of(key, value)
    }

    fn text_of<'s>(&mut self, key: &str, value: Value<'s, '_>) -> Option<(&'s str, Range<usize>)> {
        match value.get_ref() {
            DeValue::String(text) if text.is_empty() => {
                let hint = Some("leave the key out, or write something".to_owned());
                self.error(
                    "empty-text",
                    format!("`{key}` is empty"),
                    value.span(),
                    hint,
                );
                None
            }
            DeValue::String(text) => Some((text.as_ref(), value.span())),
            _ => {
                self.wrong_type(key, "text", value);
                None
            }
        }
    }

    /// True or false.
    pub(super) fn flag(&mut self, table: &mut Table<'_, '_>, key: &'static str) -> Option<bool> {
        let value = table.get(key)?;
        if let DeValue::Boolean(flag) = value.get_ref() {
            return Some(*flag);
        }
        self.wrong_type(key, "true or false", value);
        None
    }

    /// A list of texts.
    pub(super) fn strings(
        &mut self,
        table: &mut Table<'_, '_>,
        key: &'static str,
    ) -> Option<Vec<String>> {
        let value = table.get(key)?;
        let DeValue::Array(list) = value.get_ref() else {
            self.wrong_type(key, "a list of texts", value);
            return None;
        };
        let mut texts = Vec::with_capacity(list.len());
        for entry in list {
            match entry.get_ref() {
                DeValue::String(text) => texts.push(text.to_string()),
                _ => self.wrong_type(key, "a list of texts", entry),
            }
        }
        Some(texts)
    }

    /// A word of a closed list.
    pub(super) fn word<W: Word>(
        &mut self,
        table: &mut Table<'_, '_>,
        key: &'static str,
    ) -> Option<W> {
        let value = table.get(key)?;
        self.word_of(key, value)
    }

    fn word_of<W: Word>(&mut self, key: &str, value: Value<'_, '_>) -> Option<W> {
        let text = match value.get_ref() {
            DeValue::String(text) => text.as_ref(),
            DeValue::Integer(digits) if W::NUMERIC => digits.as_str(),
            _ => {
                self.wrong_type(key, &format!("a {}", W::NAME), value);
                return None;
            }
        };
        let word = W::from_slug(text);
        if word.is_none() {
            let slugs = W::slugs();
            let near = nearest(text, slugs.iter().copied());
            let all = format!("write one of {}", listed(&slugs));
            let hint = near.map_or(all.clone(), |near| format!("did you mean `{near}`? {all}"));
            let message = format!("`{text}` is no {}", W::NAME);
            self.error("unknown-word", message, value.span(), Some(hint));
        }
        word
    }

    /// A table, or a bare name, at this key.
    pub(super) fn inner<'s, 't>(
        &mut self,
        table: &mut Table<'s, 't>,
        key: &'static str,
        expected: &str,
    ) -> Option<Table<'s, 't>> {
        let value = table.get(key)?;
        let inner = Table::open(value, key);
        if inner.is_none() {
            self.wrong_type(key, expected, value);
        }
        inner
    }

    /// A list of entries, or one of them. Each is a bare name or a table.
    pub(super) fn entries<'s, 't, T>(
        &mut self,
        table: &mut Table<'s, 't>,
        key: &'static str,
        mut read: impl FnMut(&mut Self, &mut Table<'s, 't>) -> Option<T>,
    ) -> Vec<T> {
        let Some(value) = table.get(key) else {
            return Vec::new();
        };
        let values: Vec<Value<'s, 't>> = match value.get_ref() {
            DeValue::Array(list) => list.iter().collect(),
            _ => vec![value],
        };
        let mut entries = Vec::with_capacity(values.len());
        for value in values {
            let Some(mut entry) = Table::open(value, key) else {
                self.wrong_type(key, "columns or tables", value);
                continue;
            };
            entries.extend(read(self, &mut entry));
            self.finish(&entry);
        }
        entries
    }
}

/// Names for a message.
pub(super) fn listed(names: &[&str]) -> String {
    let quoted: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}
