//! JSON objects by the names of their members, in the order of the file.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::{Fault, json};

/// An object whose values are looked at when they are asked for.
#[derive(Debug, Default)]
pub(super) struct Object<'a> {
    names: Vec<Cow<'a, str>>,
    values: Vec<&'a RawValue>,
}

impl<'a> Object<'a> {
    /// Reads a text that is one object.
    pub(super) fn parse(text: &'a str) -> Result<Self, Fault> {
        serde_json::from_str(text).map_err(|error| json::fault(&error, text))
    }

    /// Names of its members.
    pub(super) fn names(&self) -> &[Cow<'a, str>] {
        &self.names
    }

    /// Whether it has a member of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// The value of a member; of the last one if its name is repeated, as parsers of JSON do (RFC 8259, section 4).
    pub(super) fn get(&self, name: &str) -> Option<&'a RawValue> {
        let at = self.names.iter().rposition(|member| member == name)?;
        self.values.get(at).copied()
    }

    /// The text of a member without blanks around it; empty when there is none.
    pub(super) fn text(&self, name: &str) -> Cow<'a, str> {
        match self.get(name).map(json::text) {
            Some(Cow::Borrowed(text)) => Cow::Borrowed(text.trim()),
            Some(Cow::Owned(text)) => Cow::Owned(text.trim().to_owned()),
            None => Cow::Borrowed(""),
        }
    }

    /// The items of a member that is an array; of anything else none.
    pub(super) fn items(&self, name: &str) -> Vec<&'a RawValue> {
        self.get(name)
            .map(|value| json::items(value.get()))
            .unwrap_or_default()
    }

    /// Texts of all members, in the order of [`Self::names`].
    pub(super) fn texts(&self) -> Vec<Cow<'a, str>> {
        self.values.iter().copied().map(json::text).collect()
    }

    /// A fault of a position in [`Self::names`], told by name: objects have no columns.
    pub(super) fn fault(&self, fault: Fault) -> Fault {
        match fault.column.and_then(|at| self.names.get(at)) {
            Some(name) => Fault::record(format!("{name}: {}", fault.message)),
            None => Fault {
                column: None,
                ..fault
            },
        }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Object<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;

        impl<'de> Visitor<'de> for InOrder {
            type Value = Object<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut object = Object::default();
                while let Some((json::Text(name), value)) = map.next_entry()? {
                    object.names.push(name);
                    object.values.push(value);
                }
                Ok(object)
            }
        }

        deserializer.deserialize_map(InOrder)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_found_by_name() {
        let text = r#"{"id": 7.0, "name": " A \"B\" ", "x": null, "list": [1, 2], "id": 8}"#;
        let object = Object::parse(text).expect("an object");
        assert_eq!(object.names(), ["id", "name", "x", "list", "id"]);
        assert_eq!(object.texts()[0], "7");
        assert_eq!(object.text("id"), "8", "the last one counts");
        assert_eq!(object.text("name"), "A \"B\"");
        assert_eq!((object.text("x"), object.text("y")), ("".into(), "".into()));
        assert_eq!(object.items("list").len(), 2);
        assert!(object.items("name").is_empty() && object.has("x") && !object.has("y"));
        assert!(Object::parse("[1]").is_err() && Object::parse("{").is_err());
    }

    #[test]
    fn faults_are_told_by_name() {
        let object = Object::parse(r#"{"a": 1, "date_start": "x"}"#).expect("an object");
        let fault = object.fault(Fault::column(1, "`x` is no date"));
        assert_eq!(
            fault,
            Fault::record(String::from("date_start: `x` is no date"))
        );
        assert_eq!(object.fault(Fault::column(9, "y")), Fault::record("y"));
    }
}
