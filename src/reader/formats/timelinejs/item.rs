//! The JSON of a slide, of any version.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{self, Deserializer, Visitor};
use serde_json::value::RawValue;

use super::date::Parts;
use super::slide::{Media, Slide};
use crate::reader::{Fault, json};

/// A slide or an era of any version.
#[derive(Deserialize, Default)]
#[serde(default, expecting = "a slide")]
pub(super) struct Item<'a> {
    #[serde(borrow)]
    start_date: Option<DateItem<'a>>,
    #[serde(borrow)]
    end_date: Option<DateItem<'a>>,
    #[serde(borrow, rename = "startDate")]
    old_start: Leaf<'a>,
    #[serde(borrow, rename = "endDate")]
    old_end: Leaf<'a>,
    #[serde(borrow)]
    headline: Leaf<'a>,
    /// `{headline, text}` since version 3, a text before.
    #[serde(borrow)]
    text: Option<&'a RawValue>,
    #[serde(borrow, alias = "asset")]
    media: Option<MediaItem<'a>>,
    #[serde(borrow)]
    group: Leaf<'a>,
    #[serde(borrow)]
    tag: Leaf<'a>,
    #[serde(borrow)]
    tags: Leaf<'a>,
    #[serde(borrow)]
    display_date: Leaf<'a>,
    #[serde(borrow)]
    unique_id: Leaf<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default, expecting = "a date of year, month and day")]
struct DateItem<'a> {
    #[serde(borrow)]
    year: Leaf<'a>,
    #[serde(borrow)]
    month: Leaf<'a>,
    #[serde(borrow)]
    day: Leaf<'a>,
    #[serde(borrow)]
    hour: Leaf<'a>,
    #[serde(borrow)]
    minute: Leaf<'a>,
    #[serde(borrow)]
    display_date: Leaf<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default, expecting = "a headline and a text")]
pub(super) struct Words<'a> {
    #[serde(borrow)]
    pub(super) headline: Leaf<'a>,
    #[serde(borrow)]
    text: Leaf<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default, expecting = "media with their url")]
struct MediaItem<'a> {
    #[serde(borrow, alias = "media")]
    url: Leaf<'a>,
    #[serde(borrow)]
    credit: Leaf<'a>,
    #[serde(borrow)]
    caption: Leaf<'a>,
    #[serde(borrow)]
    alt: Leaf<'a>,
}

impl<'a> Item<'a> {
    pub(super) fn parse(json: &'a str) -> Result<Self, Fault> {
        serde_json::from_str(json).map_err(|error| fault(&error))
    }

    pub(super) fn words(&self) -> Result<Words<'a>, Fault> {
        let Some(text) = self.text.map(RawValue::get) else {
            return Ok(Words::default());
        };
        let words = if text.starts_with('{') {
            serde_json::from_str(text)
        } else {
            serde_json::from_str(text).map(|text| Words {
                headline: Leaf::default(),
                text,
            })
        };
        words.map_err(|error| fault(&error))
    }

    pub(super) fn dates(&self) -> Result<(Parts<'_>, Parts<'_>), Fault> {
        if let Some(start) = &self.start_date {
            let end = self.end_date.as_ref().map(DateItem::parts);
            return Ok((start.parts(), end.unwrap_or_default()));
        }
        Ok((
            old_date(self.old_start.get())?,
            old_date(self.old_end.get())?,
        ))
    }

    pub(super) fn slide<'s>(&'s self, words: &'s Words<'_>, is_era: bool) -> Slide<'s> {
        let shown =
            |date: &'s Option<DateItem<'a>>| date.as_ref().map(|date| date.display_date.get());
        let media = self.media.as_ref().map(|media| Media {
            url: media.url.get(),
            credit: media.credit.get(),
            caption: media.caption.get(),
            alt: media.alt.get(),
        });
        Slide {
            id: self.unique_id.get(),
            headline: [&words.headline, &self.headline]
                .into_iter()
                .map(Leaf::get)
                .find(|text| !text.is_empty())
                .unwrap_or_default(),
            text: words.text.get(),
            display_dates: [
                self.display_date.get(),
                shown(&self.start_date).unwrap_or_default(),
                shown(&self.end_date).unwrap_or_default(),
            ],
            media: media.unwrap_or_default(),
            groups: [self.group.get(), self.tag.get()],
            tags: self.tags.get(),
            is_era,
        }
    }
}

/// A date of version 1 or 2; absent when the text is empty.
fn old_date(text: &str) -> Result<Parts<'_>, Fault> {
    if text.trim().is_empty() {
        return Ok(Parts::default());
    }
    Parts::of_text(text).ok_or_else(|| {
        Fault::record(format!(
            "`{}` is no date such as 2011,12,31 or 12/31/2011",
            text.trim()
        ))
    })
}

impl DateItem<'_> {
    fn parts(&self) -> Parts<'_> {
        Parts {
            year: self.year.get(),
            month: self.month.get(),
            day: self.day.get(),
            hour: self.hour.get(),
            minute: self.minute.get(),
            clock: "",
        }
    }
}

/// A text, or a number as text: TimelineJS takes either.
#[derive(Debug, Default)]
pub(super) struct Leaf<'a>(pub(super) Cow<'a, str>);

impl Leaf<'_> {
    pub(super) fn get(&self) -> &str {
        &self.0
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Leaf<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(LeafVisitor)
    }
}

struct LeafVisitor;

impl<'de> Visitor<'de> for LeafVisitor {
    type Value = Leaf<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text or a number")
    }

    fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Leaf(Cow::Borrowed(text)))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Leaf(Cow::Owned(text.to_owned())))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Leaf(Cow::Owned(number.to_string())))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Leaf(Cow::Owned(number.to_string())))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Leaf(Cow::Owned(number.to_string())))
    }

    fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
        Ok(Leaf::default())
    }
}

/// A slide that does not parse.
fn fault(error: &serde_json::Error) -> Fault {
    let what = json::told(error);
    Fault::record(format!("this slide is not what TimelineJS expects: {what}"))
}
