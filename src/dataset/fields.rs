//! One table of the TOML tree, read key by key.
//!
//! Each getter says what it expects of a key; what the file has instead becomes a diagnostic and the record is marked broken.
//! Keys nobody asked for are unknown: there is no second list of keys to keep in step.

use std::ops::Range;

use toml::de::{DeArray, DeTable, DeValue};

use super::nearest;
use super::sink::Sink;
use super::span::{Name, Span};
use super::values::{self, Fault, Word};
use crate::diagnostic::Diagnostic;
use crate::model::{Position, UncertainDate};

/// A value with its place in the file.
pub(super) struct Value<'t> {
    pub(super) value: &'t DeValue<'t>,
    pub(super) place: Range<usize>,
}

/// A table that is being read.
pub(super) struct Fields<'t, 's> {
    table: &'t DeTable<'t>,
    place: Range<usize>,
    what: &'static str,
    asked: Vec<&'static str>,
    broken: bool,
    sink: &'s mut Sink<'t>,
}

impl<'t, 's> Fields<'t, 's> {
    /// Starts to read a table. `what` is its name in messages; `place` is its header or, inline, its braces.
    pub(super) fn new(
        table: &'t DeTable<'t>,
        place: Range<usize>,
        what: &'static str,
        sink: &'s mut Sink<'t>,
    ) -> Self {
        Self {
            table,
            place,
            what,
            asked: Vec::with_capacity(24),
            broken: false,
            sink,
        }
    }

    /// Where the table stands.
    pub(super) fn place(&self) -> Range<usize> {
        self.place.clone()
    }

    /// Where the problems go.
    pub(super) fn sink(&mut self) -> &mut Sink<'t> {
        self.sink
    }

    /// Reports the keys that nobody asked for. Says whether the record can be used.
    pub(super) fn finish(self) -> bool {
        for (key, _) in self
            .table
            .iter()
            .filter(|(key, _)| !self.asked.contains(&key.get_ref().as_ref()))
        {
            let name = key.get_ref().as_ref();
            let message = format!("{} has no key `{name}`", values::with_article(self.what));
            let mut diagnostic =
                self.sink
                    .warning("unknown-key", message, self.sink.place(&key.span()));
            diagnostic.hint = nearest::hint(name, self.asked.iter().copied());
            self.sink.push(diagnostic.label("ignored"));
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

    /// The value of a key, if it is there.
    pub(super) fn get(&mut self, key: &'static str) -> Option<Value<'t>> {
        self.asked.push(key);
        let value = self.table.get(key)?;
        Some(Value {
            value: value.get_ref(),
            place: self.sink.place(&value.span()),
        })
    }

    fn require(&mut self, key: &'static str) -> Option<Value<'t>> {
        let found = self.get(key);
        if found.is_none() {
            self.missing(key, format!("add `{key} = …`"));
        }
        found
    }

    /// Reports that a required key is missing.
    pub(super) fn missing(&mut self, key: &str, hint: String) {
        let message = format!("this {} has no `{key}`", self.what);
        let diagnostic = self
            .sink
            .error("missing-key", message, self.place())
            .label(format!("`{key}` is required"))
            .hint(hint);
        self.fault(diagnostic);
    }

    fn wrong_type(&mut self, key: &str, expected: &str, value: &Value<'_>) {
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
        self.name(key).map(|name| name.text)
    }

    /// A text that must be there.
    pub(super) fn required_text(&mut self, key: &'static str) -> Option<Box<str>> {
        let value = self.require(key)?;
        self.text_of(key, value).map(|name| name.text)
    }

    /// A text with its place: a reference, as a rule.
    pub(super) fn name(&mut self, key: &'static str) -> Option<Name> {
        let value = self.get(key)?;
        self.text_of(key, value)
    }

    /// A reference that must be there.
    pub(super) fn required_name(&mut self, key: &'static str) -> Option<Name> {
        let value = self.require(key)?;
        self.text_of(key, value)
    }

    fn text_of(&mut self, key: &str, value: Value<'t>) -> Option<Name> {
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
                text: text.as_ref().into(),
                span: Span::new(&value.place),
            }),
            _ => {
                self.wrong_type(key, "text", &value);
                None
            }
        }
    }

    /// The record's own id.
    pub(super) fn id(&mut self) -> Option<Name> {
        let id = self.required_name("id")?;
        self.well_formed(id)
    }

    /// The record's own id, where it may go without.
    pub(super) fn optional_id(&mut self) -> Option<Name> {
        let id = self.name("id")?;
        self.well_formed(id)
    }

    fn well_formed(&mut self, id: Name) -> Option<Name> {
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

    fn word_of<W: Word>(&mut self, key: &'static str, value: &Value<'t>) -> Option<W> {
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
            self.fault_at(values::unknown_word::<W>(key, text), value.place.clone());
        }
        word
    }

    /// A whole number.
    pub(super) fn integer(&mut self, key: &'static str) -> Option<i64> {
        let value = self.get(key)?;
        match value.value {
            DeValue::Integer(digits) => {
                match i64::from_str_radix(digits.as_str(), digits.radix()) {
                    Ok(number) => Some(number),
                    Err(_) => {
                        self.fault_at(
                            Fault::new("bad-number", format!("`{key}` does not fit in 64 bits")),
                            value.place,
                        );
                        None
                    }
                }
            }
            _ => {
                self.wrong_type(key, "a whole number", &value);
                None
            }
        }
    }

    /// A whole number within limits.
    pub(super) fn integer_in(
        &mut self,
        key: &'static str,
        limits: std::ops::RangeInclusive<i64>,
    ) -> Option<i64> {
        let number = self.integer(key)?;
        if limits.contains(&number) {
            return Some(number);
        }
        let place = self
            .table
            .get(key)
            .map_or_else(|| self.place(), |value| self.sink.place(&value.span()));
        let hint = match limits.end() {
            &i64::MAX => format!("write {} or more", limits.start()),
            end => format!("write a whole number from {} to {end}", limits.start()),
        };
        self.fault_at(
            Fault::new("bad-number", format!("`{key}` cannot be {number}")).hint(hint),
            place,
        );
        None
    }

    /// A count of people.
    pub(super) fn count(&mut self, key: &'static str) -> Option<u64> {
        self.integer_in(key, 0..=i64::MAX)
            .and_then(|number| u64::try_from(number).ok())
    }

    /// `true` or `false`; `false` when absent.
    pub(super) fn flag(&mut self, key: &'static str) -> bool {
        let Some(value) = self.get(key) else {
            return false;
        };
        if let DeValue::Boolean(flag) = value.value {
            return *flag;
        }
        self.wrong_type(key, "true or false", &value);
        false
    }

    /// A number, with its place.
    fn number(&mut self, key: &'static str) -> Option<(f64, Range<usize>)> {
        let value = self.get(key)?;
        let number = match value.value {
            DeValue::Float(digits) => digits.as_str().parse::<f64>().ok(),
            DeValue::Integer(digits) => i32::from_str_radix(digits.as_str(), digits.radix())
                .ok()
                .map(f64::from),
            _ => {
                self.wrong_type(key, "a number", &value);
                return None;
            }
        };
        // What does not fit is no coordinate either, and is reported as one.
        Some((number.unwrap_or(f64::NAN), value.place))
    }

    /// `lat` and `lon`, both or neither.
    pub(super) fn position(&mut self) -> Option<Position> {
        let lat = self.coordinate("lat", 90.0);
        let lon = self.coordinate("lon", 180.0);
        match (lat, lon) {
            (Some((lat, place)), Some((lon, end))) => {
                if lat == 0.0 && lon == 0.0 {
                    let place = place.start.min(end.start)..place.end.max(end.end);
                    let message =
                        "0, 0 lies in the Gulf of Guinea and is mostly a missing position";
                    let diagnostic = self.sink.warning("null-island", message, place);
                    self.sink.push(
                        diagnostic.hint("leave `lat` and `lon` out when the position is not known"),
                    );
                }
                Some(Position { lat, lon })
            }
            (None, None) => None,
            (lat, lon) => {
                self.one_coordinate(lat.or(lon).map(|(_, place)| place));
                None
            }
        }
    }

    fn one_coordinate(&mut self, place: Option<Range<usize>>) {
        // A coordinate that is there but wrong has been reported already.
        let (Some(place), false) = (
            place,
            self.table.contains_key("lat") && self.table.contains_key("lon"),
        ) else {
            return;
        };
        let fault = Fault::new(
            "bad-coordinates",
            format!("this {} has one coordinate only", self.what),
        );
        self.fault_at(fault.hint("give both `lat` and `lon`, or neither"), place);
    }

    fn coordinate(&mut self, key: &'static str, limit: f64) -> Option<(f64, Range<usize>)> {
        let (number, place) = self.number(key)?;
        if number.abs() <= limit {
            return Some((number, place));
        }
        let fault = Fault::new(
            "bad-coordinates",
            format!("`{key}` must be between -{limit} and {limit} degrees"),
        );
        let fault = if key == "lat" && number.abs() <= 180.0 {
            fault.hint("are `lat` and `lon` swapped?")
        } else {
            fault
        };
        self.fault_at(fault, place);
        None
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

    /// A list; empty when the key is absent.
    pub(super) fn list(&mut self, key: &'static str) -> Option<&'t DeArray<'t>> {
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
    pub(super) fn texts(&mut self, key: &'static str) -> Vec<Box<str>> {
        let Some(list) = self.list(key) else {
            return Vec::new();
        };
        self.names_of(key, list)
            .into_iter()
            .map(|name| name.text)
            .collect()
    }

    fn names_of(&mut self, key: &'static str, list: &'t DeArray<'t>) -> Vec<Name> {
        let values = list.iter().map(|entry| (entry.get_ref(), entry.span()));
        values
            .filter_map(|(value, span)| {
                let place = self.sink.place(&span);
                self.text_of(key, Value { value, place })
            })
            .collect()
    }

    /// One reference, or a list of them.
    pub(super) fn names(&mut self, key: &'static str) -> Vec<Name> {
        match self.get(key) {
            None => Vec::new(),
            Some(Value {
                value: DeValue::Array(list),
                ..
            }) => self.names_of(key, list),
            Some(value) => self.text_of(key, value).into_iter().collect(),
        }
    }

    /// A table of texts, by scheme. `schemes` names the keys it may have; any, when empty.
    pub(super) fn pairs(
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
            pairs.push((scheme.into(), text.text));
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
    pub(super) fn table<T>(
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
    pub(super) fn tables<T>(
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
    pub(super) fn entries<T>(
        &mut self,
        key: &'static str,
        expected: &str,
        mut read: impl FnMut(Value<'t>, &mut Sink<'t>) -> Result<Option<T>, Value<'t>>,
    ) -> Vec<T> {
        let Some(list) = self.list(key) else {
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
