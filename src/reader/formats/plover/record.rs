//! PLOVER records as they stand in a text.

use std::borrow::Cow;
use std::ops::Range;

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::reader::formats::cells::list;
use crate::reader::{Parts, json};

const DOCUMENT: &str = "DOCUMENT";

/// The first record of an array or of lines, if it is whole.
pub(super) fn first_record(text: &str) -> Option<Event<'_>> {
    let text = text.trim_start();
    let text = text.strip_prefix('[').unwrap_or(text);
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<&RawValue>();
    let first = values.next()?.ok()?.get();
    first
        .starts_with('{')
        .then(|| serde_json::from_str(first).ok())
        .flatten()
}

/// Where the events stand: the values of the array, or the lines of text, without the documentation. A line that is no JSON is
/// left to be reported.
pub(super) fn events(text: &str) -> Parts {
    let mut parts = if text.trim_start().starts_with('[') {
        json::array_parts(text)
    } else {
        lines(text).into()
    };
    let is_event = |place: &Range<usize>| {
        let event = serde_json::from_str::<Event<'_>>(&text[place.clone()]);
        !event.is_ok_and(|event| event.is_document())
    };
    parts.records.retain(is_event);
    parts
}

/// Lines that are not blank, without the blanks around them.
fn lines(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut places = Vec::new();
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start().len();
        let length = line.trim().len();
        if length > 0 {
            places.push(start + indent..start + indent + length);
        }
        start += line.len();
    }
    places
}

/// A record. Values are held as they stand, because one field is text in one file, a number or a list in another.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Event<'a> {
    #[serde(borrow)]
    pub(super) id: Option<&'a RawValue>,
    pub(super) date: Option<&'a RawValue>,
    pub(super) enddate: Option<&'a RawValue>,
    pub(super) source: Option<&'a RawValue>,
    #[serde(alias = "recipient")]
    pub(super) target: Option<&'a RawValue>,
    pub(super) event: Option<&'a RawValue>,
    #[serde(rename = "eventText", alias = "event_text")]
    pub(super) event_text: Option<&'a RawValue>,
    #[serde(rename = "eventLoc", alias = "event_loc")]
    pub(super) event_loc: Option<&'a RawValue>,
    pub(super) mode: Option<&'a RawValue>,
    pub(super) context: Option<&'a RawValue>,
    pub(super) text: Option<&'a RawValue>,
    pub(super) language: Option<&'a RawValue>,
    pub(super) publication: Option<&'a RawValue>,
    pub(super) comment: Option<&'a RawValue>,
    pub(super) dead: Option<&'a RawValue>,
    pub(super) injured: Option<&'a RawValue>,
    pub(super) size: Option<&'a RawValue>,
    pub(super) coder: Option<&'a RawValue>,
    pub(super) license: Option<&'a RawValue>,
    pub(super) copyright: Option<&'a RawValue>,
    pub(super) version: Option<&'a RawValue>,
}

impl Event<'_> {
    pub(super) fn is_document(&self) -> bool {
        plain(self.event) == DOCUMENT
    }
}

/// A member of `source` or `target`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Actor<'a> {
    #[serde(rename = "actorText", alias = "text", borrow)]
    pub(super) name: Option<&'a RawValue>,
    pub(super) code: Option<&'a RawValue>,
    pub(super) sector: Option<&'a RawValue>,
}

/// Where it was.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Place<'a> {
    #[serde(borrow)]
    pub(super) name: Option<&'a RawValue>,
    #[serde(rename = "country code", alias = "countryCode")]
    pub(super) country: Option<&'a RawValue>,
}

/// The text of a value, or its number; empty for anything else.
pub(super) fn plain(value: Option<&RawValue>) -> Cow<'_, str> {
    let text = value.map_or("", RawValue::get);
    match text.as_bytes().first() {
        Some(b'"') => match serde_json::from_str::<&str>(text) {
            Ok(text) => Cow::Borrowed(text.trim()),
            // With escapes.
            Err(_) => {
                let text: String = serde_json::from_str(text).unwrap_or_default();
                Cow::Owned(text.trim().to_owned())
            }
        },
        Some(b'-' | b'0'..=b'9') => Cow::Borrowed(text),
        _ => Cow::Borrowed(""),
    }
}

/// The words of a value: an array, or a text with commas.
pub(super) fn words(value: Option<&RawValue>) -> Vec<String> {
    let text = value.map_or("", RawValue::get);
    let texts = if text.starts_with('[') {
        let items = json::items(text).into_iter();
        items.map(|item| plain(Some(item))).collect()
    } else {
        vec![plain(value)]
    };
    texts
        .iter()
        .flat_map(|text| list(text, &[',', ';']))
        .map(str::to_owned)
        .collect()
}
