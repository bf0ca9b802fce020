//! Lists and tables inside of a table.

use std::ops::Range;

use toml::de::{DeArray, DeValue};

use super::{Fields, Value};
use crate::dataset::draft::Kind;
use crate::dataset::nearest;
use crate::dataset::sink::Sink;
use crate::dataset::span::{Name, Reference};
use crate::dataset::values;

impl<'t, 's> Fields<'t, 's> {
    /// A list; empty when the key is absent.
    pub(in crate::dataset) fn list(&mut self, key: &'static str) -> Option<&'s DeArray<'t>> {
        let value = self.get(key)?;
        match value.value {
            DeValue::Array(list) => Some(list),
            _ => {
                self.wrong_type(key, "a list", &value);
                None
            }
        }
    }

    /// A list of texts.
    pub(in crate::dataset) fn texts(&mut self, key: &'static str) -> Vec<Box<str>> {
        let Some(list) = self.list(key) else {
            return Vec::new();
        };
        self.names_of(key, list)
            .into_iter()
            .map(|name| name.text.into())
            .collect()
    }

    fn names_of(&mut self, key: &'static str, list: &'s DeArray<'t>) -> Vec<Name<'t>> {
        let values = list.iter().map(|entry| (entry.get_ref(), entry.span()));
        values
            .filter_map(|(value, span)| {
                let place = self.sink.place(&span);
                self.text_of(key, Value { value, place })
            })
            .collect()
    }

    /// One reference, or a list of them, to records of one of these kinds.
    pub(in crate::dataset) fn references(
        &mut self,
        key: &'static str,
        kinds: &'static [Kind],
    ) -> Vec<Reference> {
        let names = match self.get(key) {
            None => Vec::new(),
            Some(Value {
                value: DeValue::Array(list),
                ..
            }) => self.names_of(key, list),
            Some(value) => self.text_of(key, value).into_iter().collect(),
        };
        let names = names.into_iter();
        names
            .map(|name| self.sink.reference(key, kinds, name))
            .collect()
    }

    /// A table of texts, by scheme. `schemes` names the keys it may have; any, when empty.
    pub(in crate::dataset) fn pairs(
        &mut self,
        key: &'static str,
        schemes: &[&'static str],
    ) -> Vec<(Box<str>, Box<str>)> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        let DeValue::Table(table) = value.value else {
            self.wrong_type(key, "a table of texts", &value);
            return Vec::new();
        };
        let mut pairs = Vec::with_capacity(table.len());
        for (name, entry) in table {
            if !self
                .sink
                .is_readable(&value.place, &name.span(), &entry.span())
            {
                continue;
            }
            let scheme = name.get_ref().as_ref();
            if !schemes.is_empty() && !schemes.contains(&scheme) {
                self.unknown_scheme(key, scheme, self.sink.place(&name.span()), schemes);
            }
            let place = self.sink.place(&entry.span());
            let Some(text) = self.text_of(
                key,
                Value {
                    value: entry.get_ref(),
                    place,
                },
            ) else {
                continue;
            };
            pairs.push((scheme.into(), text.text.into()));
        }
        pairs
    }

    fn unknown_scheme(
        &mut self,
        key: &str,
        scheme: &str,
        place: Range<usize>,
        schemes: &[&'static str],
    ) {
        let mut diagnostic = self.sink.warning(
            "unknown-key",
            format!("`{key}` has no key `{scheme}`"),
            place,
        );
        diagnostic.hint = nearest::hint(scheme, schemes.iter().copied());
        self.sink.push(diagnostic);
    }

    /// A table inside this one. What breaks it breaks the record.
    pub(in crate::dataset) fn table<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(Fields<'t, '_>) -> Option<T>,
    ) -> Option<T> {
        let value = self.get(key)?;
        let DeValue::Table(table) = value.value else {
            self.wrong_type(key, "a table", &value);
            return None;
        };
        let read = read(Fields::new(table, value.place, key, self.sink));
        self.broken |= read.is_none();
        read
    }

    /// The tables of a list. A broken one is left out and the record stays.
    pub(in crate::dataset) fn tables<T>(
        &mut self,
        key: &'static str,
        what: &'static str,
        mut read: impl FnMut(Fields<'t, '_>) -> Option<T>,
    ) -> Vec<T> {
        self.entries(key, "a table", |value, sink| {
            let DeValue::Table(table) = value.value else {
                return Err(value);
            };
            Ok(read(Fields::new(table, value.place, what, sink)))
        })
    }

    /// The entries of a list, each read by `read`, which hands back what is of another type than `expected`. Broken ones are
    /// left out and the record stays.
    pub(in crate::dataset) fn entries<T>(
        &mut self,
        key: &'static str,
        expected: &str,
        mut read: impl FnMut(Value<'s, 't>, &mut Sink<'t>) -> Result<Option<T>, Value<'s, 't>>,
    ) -> Vec<T> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        let DeValue::Array(list) = value.value else {
            self.wrong_type(key, "a list", &value);
            // One entry in place of a list is read for its mistakes.
            let _ = read(value, self.sink);
            return Vec::new();
        };
        let mut entries = Vec::with_capacity(list.len());
        for entry in list {
            let value = Value {
                value: entry.get_ref(),
                place: self.sink.place(&entry.span()),
            };
            match read(value, self.sink) {
                Ok(entry) => entries.extend(entry),
                Err(value) => {
                    let found = values::type_name(value.value);
                    let message = format!("an entry of `{key}` must be {expected}, not {found}");
                    self.sink.push(
                        self.sink
                            .error("wrong-type", message, value.place)
                            .label("this entry is left out"),
                    );
                }
            }
        }
        entries
    }
}
