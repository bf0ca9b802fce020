//! Fields that the opened data sets have beside the common ones, and schemes of codes: `ucdp.dyad`, `cameo`.
//!
//! They are not in the table of fields: which there are is known only when data are open.

use super::names::{Dictionary, Found, Lookup, key};
use crate::store::{FieldCode, FieldEntry, ValueCode, fold};

/// A field of the data sets' own, or a scheme of codes, with the index of its values.
#[derive(Debug, Clone, Copy)]
pub struct OwnField<'a> {
    /// Which.
    pub code: FieldCode,
    /// Its name and values.
    pub entry: &'a FieldEntry,
    /// Its values, by [`ValueCode`](crate::store::ValueCode).
    pub lookup: &'a Lookup,
}

impl<'a> Dictionary<'a> {
    /// Every field of the data sets' own.
    pub fn own_fields(self) -> impl Iterator<Item = OwnField<'a>> {
        let fields = (0..)
            .map(FieldCode)
            .zip(&self.vocabulary.fields)
            .zip(&self.names.fields);
        fields.map(|((code, entry), lookup)| OwnField {
            code,
            entry,
            lookup,
        })
    }

    /// The field of this name, in whatever case.
    #[must_use]
    pub fn own_field(self, name: &str) -> Option<OwnField<'a>> {
        self.own_fields()
            .find(|field| field.entry.name.eq_ignore_ascii_case(name))
    }

    /// The schemes of codes.
    pub(super) fn schemes(self) -> impl Iterator<Item = OwnField<'a>> {
        self.own_fields().filter(|field| field.entry.is_code)
    }
}

impl OwnField<'_> {
    /// What a value means. Values of fields are looked up as other names are; a code is meant whole.
    ///
    /// What is written like the value comes before what only reads like it: `-5.0` and `5.0` have the same [`key`].
    #[must_use]
    pub fn find(&self, value: &str) -> Found {
        if self.entry.is_code {
            return self.code_found(value);
        }
        match self.lookup.find(value) {
            Found::Exact(alike) => self.written(value, alike),
            Found::Starting(starting) if is_number(value) => self.starting(value, starting),
            found => found,
        }
    }

    /// The value that one which means nothing may be a slip for. A number is none for another, but for `1`, which is `01`
    /// where roots have two digits.
    #[must_use]
    pub fn suggest(&self, value: &str) -> Option<u32> {
        if value.chars().any(char::is_alphabetic) {
            return self.lookup.suggest(value);
        }
        let root = self.entry.is_tree().then(|| format!("0{value}"))?;
        self.lookup.whole(&root).first().copied()
    }

    /// A value with those that stand below it.
    #[must_use]
    pub fn with_lower(&self, value: u32) -> Vec<u32> {
        if !self.entry.is_tree() {
            return vec![value];
        }
        self.within(self.lookup.typed(value))
    }

    /// The codes that are this one or stand below it.
    fn within(&self, above: &str) -> Vec<u32> {
        let values = (0..).zip(&self.entry.values);
        let within = values.filter(|(_, code)| FieldEntry::is_within(code, above));
        within.map(|(code, _)| code).collect()
    }

    /// A code as it is written; in a tree also one that only has codes below it, and `19*` for `19`.
    fn code_found(&self, value: &str) -> Found {
        let tree = self.entry.is_tree();
        let start = value.strip_suffix('*').filter(|_| tree);
        let code = start.unwrap_or(value);
        if let Found::Exact(codes) = self.written(code, self.lookup.whole(code).to_vec()) {
            return Found::Exact(codes);
        }
        match if tree { self.within(code) } else { Vec::new() } {
            below if below.is_empty() => Found::Nothing,
            below => Found::Exact(below),
        }
    }

    /// Of values in which a word starts like a number, those in which it does with its sign.
    fn starting(&self, number: &str, mut values: Vec<u32>) -> Found {
        let number = fold(number);
        let starts = |value: &u32| {
            let text = fold(self.lookup.typed(*value));
            text.split(' ').any(|word| word.starts_with(&number))
        };
        values.retain(starts);
        if values.is_empty() {
            Found::Nothing
        } else {
            Found::Starting(values)
        }
    }

    /// Of values that read alike those that are written like this one; when none is, one that reads like words do, or else a
    /// choice that has to be told.
    fn written(&self, value: &str, alike: Vec<u32>) -> Found {
        let folded = fold(value);
        let same = |entry: &u32| {
            let names = self.entry.names_of(ValueCode(*entry));
            fold(self.lookup.typed(*entry)) == folded
                || names.iter().any(|name| fold(name) == folded)
        };
        let written: Vec<u32> = alike.iter().copied().filter(same).collect();
        let words = key(value).chars().any(char::is_alphabetic);
        match alike.len() {
            _ if !written.is_empty() => Found::Exact(written),
            1 if words => Found::Exact(alike),
            0 | 1 => Found::Nothing,
            _ if words => Found::Starting(alike),
            _ => Found::Nothing,
        }
    }
}

fn is_number(value: &str) -> bool {
    value.bytes().any(|byte| byte.is_ascii_digit()) && value.trim().parse::<f64>().is_ok()
}
