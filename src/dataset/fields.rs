//! One table of the TOML tree, read key by key.
//!
//! Each getter says what it expects of a key; what the file has instead becomes a diagnostic and the record is marked broken.
//! Keys nobody asked for are unknown: there is no second list of keys to keep in step.

mod lists;
mod numbers;

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::draft::{Kind, Naming};
use super::nearest;
use super::sink::Sink;
use super::span::{Name, Reference, Span};
use super::values::{self, Fault};
use super::words::{self, Word};
use crate::diagnostic::Diagnostic;
use crate::model::UncertainDate;

/// Among so many keys one is found faster by looking at all than by its hash.
const FEW_KEYS: usize = 16;

/// A value with its place in the file.
pub(super) struct Value<'s, 't> {
    pub(super) value: &'s DeValue<'t>,
    pub(super) place: Range<usize>,
}

/// A table that is being read.
pub(super) struct Fields<'t, 's> {
    table: &'s DeTable<'t>,
    place: Range<usize>,
    what: &'static str,
    /// Where this table's keys start among [`Sink::asked`].
    asked: usize,
    /// Where this table's names start among [`Sink::names`].
    names: usize,
    broken: bool,
    sink: &'s mut Sink<'t>,
}

impl<'t, 's> Fields<'t, 's> {
    /// Starts to read a table. `what` is its name in messages; `place` is its header or, inline, its braces.
    pub(super) fn new(
        table: &'s DeTable<'t>,
        place: Range<usize>,
        what: &'static str,
        sink: &'s mut Sink<'t>,
    ) -> Self {
        Self {
            table,
            place,
            what,
            asked: sink.asked.len(),
            names: sink.names.len(),
            broken: sink.damage.is_some(),
            sink,
        }
    }

    /// Marks the record as broken: the reason has been told.
    pub(super) fn left_out(mut self) -> Self {
        self.broken = true;
        self
    }

    /// Keeps the parts that were read so far, also when the table is left out.
    pub(super) fn keep_so_far(&mut self) {
        self.names = self.sink.names.len();
    }

    /// Where the table stands.
    pub(super) fn place(&self) -> Range<usize> {
        self.place.clone()
    }

    /// Where the problems go.
    pub(super) fn sink(&mut self) -> &mut Sink<'t> {
        self.sink
    }

    /// Reports the keys that nobody asked for. Says whether the record can be used; if not, its names are kept as left out.
    pub(super) fn finish(self) -> bool {
        let asked = &self.sink.asked[self.asked..];
        let mut unknown = Vec::new();
        for (key, value) in self
            .table
            .iter()
            .filter(|(key, _)| !asked.contains(&key.get_ref().as_ref()))
        {
            let sink = &self.sink;
            if !sink.is_readable(&self.place, &key.span(), &value.span()) {
                continue;
            }
            let name = key.get_ref().as_ref();
            let message = format!("{} has no key `{name}`", values::with_article(self.what));
            let mut diagnostic = sink.warning("unknown-key", message, sink.place(&key.span()));
            diagnostic.hint = nearest::hint(name, asked.iter().copied());
            unknown.push(diagnostic.label("ignored"));
        }
        self.sink.asked.truncate(self.asked);
        self.sink.diagnostics.append(&mut unknown);
        if self.broken {
            self.sink.leave_out(self.names);
        }
        !self.broken
    }

    /// Marks the record as broken, with the reason.
    pub(super) fn fault(&mut self, diagnostic: Diagnostic) {
        self.broken = true;
        self.sink.push(diagnostic);
    }

    fn fault_at(&mut self, fault: Fault, place: Range<usize>) {
        let mut diagnostic = self
            .sink
            .error(fault.code, fault.message, place)
            .label(fault.label);
        diagnostic.hint = fault.hint;
        self.fault(diagnostic);
    }

    /// The value of a key, if it is there and could be read.
    pub(super) fn get(&mut self, key: &'static str) -> Option<Value<'s, 't>> {
        self.sink.asked.push(key);
        let (name, value) = if self.table.len() <= FEW_KEYS {
            let mut entries = self.table.iter();
            entries.find(|(name, _)| name.get_ref() == key)?
        } else {
            self.table.get_key_value(key)?
        };
        let readable = self
            .sink
            .is_readable(&self.place, &name.span(), &value.span());
        readable.then(|| Value {
            value: value.get_ref(),
            place: self.sink.place(&value.span()),
        })
    }

    /// Whether a key is not there, or is a list without entries.
    pub(super) fn is_absent(&mut self, key: &'static str) -> bool {
        self.get(key).is_none_or(|found| {
            let list = found.value.as_array();
            list.is_some_and(|list| list.is_empty())
        })
    }

    /// Whether what is not in the table is missing, and not merely unreadable.
    pub(super) fn is_whole(&self) -> bool {
        self.sink.is_whole(&self.place)
    }

    fn require(&mut self, key: &'static str) -> Option<Value<'s, 't>> {
        let found = self.get(key);
        if found.is_none() {
            self.missing(key, format!("add `{key} = …`"));
        }
        found
    }

    /// Reports that a required key is missing, unless it may be in what could not be read.
    pub(super) fn missing(&mut self, key: &str, hint: String) {
        if !self.is_whole() {
            return;
        }
        let message = format!("this {} has no `{key}`", self.what);
        let diagnostic = self
            .sink
            .error("missing-key", message, self.place())
            .label(format!("`{key}` is required"))
            .hint(hint);
        self.fault(diagnostic);
    }

    fn wrong_type(&mut self, key: &str, expected: &str, value: &Value<'_, '_>) {
        let found = values::type_name(value.value);
        let message = format!(
            "`{key}` of {} must be {expected}, not {found}",
            values::with_article(self.what)
        );
        let diagnostic = self
            .sink
            .error("wrong-type", message, value.place.clone())
            .label(format!("expected {expected}"));
        self.fault(diagnostic);
    }

    /// A text.
    pub(super) fn text(&mut self, key: &'static str) -> Option<Box<str>> {
        self.name(key).map(|name| name.text.into())
    }

    /// A text that must be there.
    pub(super) fn required_text(&mut self, key: &'static str) -> Option<Box<str>> {
        let value = self.require(key)?;
        self.text_of(key, value).map(|name| name.text.into())
    }

    /// A text with its place.
    fn name(&mut self, key: &'static str) -> Option<Name<'t>> {
        let value = self.get(key)?;
        self.text_of(key, value)
    }

    fn required_name(&mut self, key: &'static str) -> Option<Name<'t>> {
        let value = self.require(key)?;
        self.text_of(key, value)
    }

    /// A reference to another record, of one of these kinds.
    pub(super) fn reference(
        &mut self,
        key: &'static str,
        kinds: &'static [Kind],
    ) -> Option<Reference> {
        self.name(key)
            .map(|name| self.sink.reference(key, kinds, name))
    }

    /// A reference that must be there.
    pub(super) fn required_reference(
        &mut self,
        key: &'static str,
        kinds: &'static [Kind],
    ) -> Option<Reference> {
        self.required_name(key)
            .map(|name| self.sink.reference(key, kinds, name))
    }

    fn text_of(&mut self, key: &str, value: Value<'s, 't>) -> Option<Name<'t>> {
        match value.value {
            DeValue::String(text) if text.trim().is_empty() => {
                let message = format!("`{key}` of {} is empty", values::with_article(self.what));
                self.fault(
                    self.sink
                        .error("empty-text", message, value.place)
                        .hint("leave the key out, or write something"),
                );
                None
            }
            DeValue::String(text) => Some(Name {
                text: text.clone(),
                span: Span::new(&value.place),
            }),
            _ => {
                self.wrong_type(key, "text", &value);
                None
            }
        }
    }

    /// The record's own id.
    pub(super) fn id(&mut self, kind: Kind) -> Option<Name<'t>> {
        let id = self.required_name("id")?;
        self.well_formed(kind, id)
    }

    /// The record's own id, where it may go without.
    pub(super) fn optional_id(&mut self, kind: Kind) -> Option<Name<'t>> {
        let id = self.name("id")?;
        self.well_formed(kind, id)
    }

    fn well_formed(&mut self, kind: Kind, id: Name<'t>) -> Option<Name<'t>> {
        self.sink.names.push((Naming::Id(kind), id.clone()));
        match values::id(&id.text) {
            Ok(()) => Some(id),
            Err(fault) => {
                self.fault_at(fault, id.span.range());
                None
            }
        }
    }

    /// A text that passes a check.
    pub(super) fn checked(
        &mut self,
        key: &'static str,
        check: fn(&str) -> Result<(), Fault>,
    ) -> Option<Box<str>> {
        self.converted(key, |text| check(text).map(|()| text.into()))
    }

    /// A text turned into something else.
    pub(super) fn converted<T>(
        &mut self,
        key: &'static str,
        convert: impl Fn(&str) -> Result<T, Fault>,
    ) -> Option<T> {
        let name = self.name(key)?;
        match convert(&name.text) {
            Ok(value) => Some(value),
            Err(fault) => {
                let place = self.part(&name.span.range(), &name.text, fault.part.clone());
                self.fault_at(fault, place);
                None
            }
        }
    }

    /// The place of a part of a string's value. Where escapes make value and text differ, the whole string.
    fn part(&self, place: &Range<usize>, value: &str, part: Option<Range<usize>>) -> Range<usize> {
        let (Some(part), Some(start)) = (part, self.sink.text_at(place).find(value)) else {
            return place.clone();
        };
        place.start + start + part.start..place.start + start + part.end
    }

    /// A word of a closed list; whole numbers are taken where the words are digits.
    pub(super) fn word<W: Word>(&mut self, key: &'static str) -> Option<W> {
        let value = self.get(key)?;
        self.word_of(key, &value)
    }

    /// A word that must be there.
    pub(super) fn required_word<W: Word>(&mut self, key: &'static str) -> Option<W> {
        let value = self.require(key)?;
        self.word_of(key, &value)
    }

    fn word_of<W: Word>(&mut self, key: &'static str, value: &Value<'s, 't>) -> Option<W> {
        let text = match value.value {
            DeValue::String(text) => text.as_ref(),
            DeValue::Integer(digits) if W::NUMERIC => digits.as_str(),
            _ => {
                self.wrong_type(key, "text", value);
                return None;
            }
        };
        let word = W::from_slug(text);
        if word.is_none() {
            self.fault_at(words::unknown_word::<W>(key, text), value.place.clone());
        }
        word
    }

    /// A date, as EDTF text or as a TOML date.
    pub(super) fn date(&mut self, key: &'static str) -> Option<UncertainDate> {
        self.date_at(key).map(|(date, _)| date)
    }

    /// A date with its place.
    pub(super) fn date_at(&mut self, key: &'static str) -> Option<(UncertainDate, Span)> {
        let value = self.get(key)?;
        let text = match value.value {
            DeValue::String(text) => text.to_string(),
            DeValue::Datetime(date) if date.time.is_none() => date.to_string(),
            DeValue::Datetime(_) => {
                let fault = Fault::new("bad-date", format!("`{key}` is a date with a clock time"));
                self.fault_at(
                    fault.hint("write the date alone; an event's clock time goes into `time`"),
                    value.place,
                );
                return None;
            }
            _ => {
                self.wrong_type(key, "an EDTF date in quotes, or a TOML date", &value);
                return None;
            }
        };
        match values::date(&text) {
            Ok(date) => Some((date, Span::new(&value.place))),
            Err(fault) => {
                let place = self.part(&value.place, &text, fault.part.clone());
                self.fault_at(fault, place);
                None
            }
        }
    }
}
