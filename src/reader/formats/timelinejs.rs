//! TimelineJS, JSON: `{title, events, eras}` of version 3, and `{"timeline": {…, "date": […]}}` of versions 1 and 2 (Knight
//! Lab, "TimelineJS JSON data format"; the code of TimelineJS 3 where that is silent).
//!
//! What is carried over: a slide is an event from its start to its end; its text without HTML; its media as a source, by credit
//! or host; group and tags as tags. An era is an event of kind background with the tag `era`. The title slide has no date: its
//! headline names the data set. The format has no actors, places or kinds, and none are read out of its prose. An id is the
//! slide's own `unique_id`; slides without one have none, and are numbered as they are loaded.

pub(super) mod date;
mod item;
pub(super) mod slide;

use std::fmt;
use std::ops::Range;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::{Format, Sniff};
use crate::reader::{About, Cut, Fault, Head, Options, Parts, Reader, Record, Row, html, json};
use item::{Item, Leaf};

pub(super) const TIMELINE_JSON: Format = Format {
    name: "timelinejs",
    label: "TimelineJS (JSON)",
    companions: &[],
    sniff,
    open,
};

fn sniff(head: &Head<'_>) -> Sniff {
    let all = |keys: &[&str]| keys.iter().all(|key| head.has_key(key));
    let object = head.text.trim_start().starts_with('{');
    let known = all(&["events", "start_date", "year"]) || all(&["timeline", "date", "startDate"]);
    if object && known {
        Sniff::Yes
    } else {
        Sniff::No
    }
}

fn open(head: &Head<'_>, _: &Options) -> Result<Box<dyn Reader>, Fault> {
    Ok(Box::new(Timeline {
        about: about(head, &headline(head.text)),
        cut: Cut::Document(records),
    }))
}

/// What a timeline says of itself: its headline. Who publishes it is not said; the name of the file stands for it.
pub(super) fn about(head: &Head<'_>, headline: &str) -> About {
    let title = html::line(headline);
    About {
        title: if title.is_empty() {
            head.stem().to_owned()
        } else {
            title
        },
        publisher: head.stem().to_owned(),
        ..About::default()
    }
}

#[derive(Debug)]
struct Timeline {
    about: About,
    cut: Cut,
}

impl Reader for Timeline {
    fn about(&self) -> &About {
        &self.about
    }

    fn cut(&self) -> &Cut {
        &self.cut
    }

    fn read(&self, record: &Record<'_>, row: &mut Row) -> Result<(), Fault> {
        let (text, is_era) = without_mark(record.text());
        let item: Item<'_> = Item::parse(text)?;
        let words = item.words()?;
        let (start, end) = item.dates()?;
        date::set(start, end, row).map_err(|wrong| {
            let which = if wrong.in_end { "end" } else { "start" };
            Fault::record(format!("the {which} date: {}", wrong.message))
        })?;
        item.slide(&words, is_era).fill(row);
        Ok(())
    }

    fn raw(&self, record: &Record<'_>) -> Vec<(String, String)> {
        json::flattened(without_mark(record.text()).0)
    }
}

/// A document that is JSON but not this one is told from one that is no JSON.
fn fault(error: &serde_json::Error, text: &str) -> Fault {
    let fault = json::fault(error, text);
    if error.is_data() {
        let message = format!("this is not what TimelineJS expects: {}", fault.message);
        Fault {
            message: message.into(),
            ..fault
        }
    } else {
        fault
    }
}

#[derive(Deserialize)]
#[serde(expecting = "a timeline")]
struct Document<'a> {
    #[serde(borrow)]
    events: Option<Vec<&'a RawValue>>,
    #[serde(borrow)]
    eras: Option<Vec<&'a RawValue>>,
    #[serde(borrow)]
    timeline: Option<Old<'a>>,
}

/// Versions 1 and 2.
#[derive(Deserialize)]
#[serde(expecting = "a timeline of version 1 or 2")]
struct Old<'a> {
    #[serde(borrow)]
    date: Option<Vec<&'a RawValue>>,
    #[serde(borrow)]
    era: Option<Vec<&'a RawValue>>,
}

/// Where the slides and the eras stand. An era looks like a slide, and a record is all that is known when it is read: so the
/// record of an era starts with the bracket or the comma before it ([`without_mark`]).
fn records(text: &str) -> Parts {
    json::parts(text, &["events", "date"], slides(text))
}

fn slides(text: &str) -> Result<Vec<Range<usize>>, Fault> {
    let document: Document<'_> = serde_json::from_str(text).map_err(|error| fault(&error, text))?;
    let old = document.timeline.map(|old| (old.date, old.era));
    let (events, eras) = match (document.events, old) {
        (Some(events), _) => (events, document.eras),
        (None, Some((Some(events), eras))) => (events, eras),
        _ => {
            return Err(Fault::record(
                "there are neither `events` nor a `timeline` with its `date`",
            ));
        }
    };
    let mut found = json::places(text, &events);
    let eras = json::places(text, &eras.unwrap_or_default());
    found.extend(eras.into_iter().map(|era| {
        let before = text[..era.start].trim_end();
        before.len().saturating_sub(1)..era.end
    }));
    Ok(found)
}

/// The JSON of a record, and whether it is an era.
fn without_mark(record: &str) -> (&str, bool) {
    match record.strip_prefix(['[', ',']) {
        Some(era) => (era, true),
        None => (record, false),
    }
}

/// The headline of the title slide, as far as the start of a file has it.
fn headline(text: &str) -> String {
    let mut found = String::new();
    let mut json = serde_json::Deserializer::from_str(text);
    // The start of a large file is no whole JSON: what stands before the break counts.
    let _ = Top(&mut found).deserialize(&mut json);
    found
}

/// Looks through the object at the top, or that of `timeline`.
struct Top<'f>(&'f mut String);

impl<'de> DeserializeSeed<'de> for Top<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Top<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a timeline")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<Leaf<'_>>()? {
            match key.get() {
                "title" => {
                    let title: Option<Item<'_>> = map.next_value()?;
                    let words = title.and_then(|title| title.words().ok());
                    *self.0 = words.unwrap_or_default().headline.0.into_owned();
                }
                "headline" => *self.0 = map.next_value::<Leaf<'_>>()?.0.into_owned(),
                "timeline" => map.next_value_seed(Top(&mut *self.0))?,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
