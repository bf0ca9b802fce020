//! Where a value comes from: a column, the map itself, or several columns.

use std::collections::HashMap;

use toml::de::DeValue;

use super::{Check, Several, Table, listed};
use crate::dataset::words::Word;
use crate::reader::formats::mapped::columns::Missing;
use crate::reader::formats::mapped::map::{Cell, Text, WordMap, Words};
use crate::reader::formats::mapped::template;

impl Check {
    /// A column, or `{ value = … }`.
    pub(in crate::reader::formats::mapped) fn cell(
        &mut self,
        table: &mut Table<'_, '_>,
        key: &'static str,
        several: Several,
    ) -> Option<Cell> {
        let mut inner = self.inner(table, key, "a column, or { value = … }")?;
        let cell = self.cell_in(&mut inner, several);
        self.finish(&inner);
        cell
    }

    /// `column` or `value` of a table.
    pub(in crate::reader::formats::mapped) fn cell_in(
        &mut self,
        table: &mut Table<'_, '_>,
        several: Several,
    ) -> Option<Cell> {
        if !self.one_of(table, &["column", "value"]) {
            return None;
        }
        if let Some((value, _)) = self.string(table, "value") {
            return Some(Cell::Value(value.into()));
        }
        self.column(table, "column", several).map(Cell::Column)
    }

    /// A column, `{ value = … }` or `{ template = … }`.
    pub(in crate::reader::formats::mapped) fn text(
        &mut self,
        table: &mut Table<'_, '_>,
        key: &'static str,
    ) -> Option<Text> {
        let expected = "a column, { value = … } or { template = … }";
        let mut inner = self.inner(table, key, expected)?;
        let text = if self.one_of(&mut inner, &["column", "value", "template"]) {
            match self.string(&mut inner, "template") {
                Some((template, place)) => {
                    template::read(template, &place, self).map(Text::Template)
                }
                None if inner.has("template") => None,
                None => self.cell_in(&mut inner, Several::No).map(Text::Cell),
            }
        } else {
            None
        };
        self.finish(&inner);
        text
    }

    /// Whether a table has exactly one of these keys.
    pub(in crate::reader::formats::mapped) fn one_of(
        &mut self,
        table: &mut Table<'_, '_>,
        keys: &[&'static str],
    ) -> bool {
        table.asked.extend(keys);
        let count = keys.iter().filter(|key| table.has(key)).count();
        if count != 1 {
            let message = match count {
                0 => format!("`{}` does not say where to read it", table.what),
                _ => format!("`{}` says more than once where to read it", table.what),
            };
            let hint = format!("write one of {}", listed(keys));
            self.error("contradiction", message, table.place.clone(), Some(hint));
        }
        count == 1
    }

    /// A word of a closed list by column: bare, `{ value = … }` or `{ column = …, map = { … } }`.
    pub(in crate::reader::formats::mapped) fn words<W: Word>(
        &mut self,
        table: &mut Table<'_, '_>,
        key: &'static str,
    ) -> Option<Words<W>> {
        let expected = "a column, { value = … } or { column = …, map = { … } }";
        let mut inner = self.inner(table, key, expected)?;
        let words = self.words_in(&mut inner);
        self.finish(&inner);
        words
    }

    fn words_in<W: Word>(&mut self, table: &mut Table<'_, '_>) -> Option<Words<W>> {
        if !self.one_of(table, &["column", "value"]) {
            return None;
        }
        let listed = self.word_map(table);
        if table.has("value") {
            if listed.is_some() {
                let message = "`map` is for the values of a column, and here is none";
                self.error("contradiction", message, table.place.clone(), None);
            }
            return self.word(table, "value").map(Words::Value);
        }
        let (name, place) = self.string(table, "column")?;
        if self.columns.place(name) == Err(Missing::Unknown) && W::from_slug(name).is_some() {
            let message = format!("the file has no column `{name}`");
            let hint = format!("write {{ value = \"{name}\" }} when it is so in every record");
            self.error("unknown-column", message, place, Some(hint));
            return None;
        }
        let at = self.named(name, place, Several::No)?;
        let (map, others) = listed.unwrap_or_else(|| (WordMap::same(), None));
        Some(Words::Column { at, map, others })
    }

    fn word_map<W: Word>(&mut self, table: &mut Table<'_, '_>) -> Option<(WordMap<W>, Option<W>)> {
        let value = table.get("map")?;
        let DeValue::Table(entries) = value.get_ref() else {
            self.wrong_type("map", "a table from values to words", value);
            return None;
        };
        let (mut map, mut others) = (HashMap::new(), None);
        for (key, value) in entries {
            let Some(word) = self.word_of("map", value) else {
                continue;
            };
            match key.get_ref().trim() {
                "*" => others = Some(word),
                key => {
                    map.insert(key.into(), word);
                }
            }
        }
        Some((WordMap::Listed(map), others))
    }
}
