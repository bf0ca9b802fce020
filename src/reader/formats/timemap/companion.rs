//! Files beside the events of a timemap: what sources and associations are, by id.

use std::collections::HashMap;

use crate::reader::dates::{iso_day, month_first};
use crate::reader::formats::Sniff;
use crate::reader::formats::UNNAMED;
use crate::reader::object::Object;
use crate::reader::{Fault, Head, Options, Row, RowDate, json, web};

/// The first object has an id and paths: in an array, or under its id in an object.
pub(super) fn sniff_sources(head: &Head<'_>) -> Sniff {
    sniff(head, |first| {
        let is_list = first
            .get("paths")
            .is_some_and(|paths| paths.get().starts_with('['));
        first.has("id") && is_list
    })
}

/// The first object has an id, a title and one of the three modes.
pub(super) fn sniff_associations(head: &Head<'_>) -> Sniff {
    sniff(head, |first| {
        first.has("id") && first.has("title") && Mode::of(&first.text("mode")).is_some()
    })
}

fn sniff(head: &Head<'_>, is: impl Fn(&Object<'_>) -> bool) -> Sniff {
    let first = json::first_inside(head.text).map(Object::parse);
    match first {
        Some(Ok(first)) if is(&first) => Sniff::Yes,
        _ => Sniff::No,
    }
}

/// Everything from all companions of a kind; none where there are none.
pub(super) fn load<T: Default>(
    options: &Options,
    kind: &str,
    mut add: impl FnMut(&mut T, &Object<'_>),
) -> Result<Option<T>, Fault> {
    let mut loaded = None;
    let companions = options.companions.iter();
    for companion in companions.filter(|companion| companion.kind == kind) {
        let all = loaded.get_or_insert_with(T::default);
        let items =
            inside(&companion.text).map_err(|fault| in_companion(kind, &companion.text, &fault))?;
        for item in items {
            add(all, &item);
        }
    }
    Ok(loaded)
}

/// A mistake in a companion, which is told with the files of events.
fn in_companion(kind: &str, text: &str, fault: &Fault) -> Fault {
    let before = text.get(..fault.at.unwrap_or_default()).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    Fault::record(format!("{kind}, line {line}: {}", fault.message))
}

/// The objects of an array, or the values of an object.
fn inside(text: &str) -> Result<Vec<Object<'_>>, Fault> {
    let parsed = if text.trim_start().starts_with('[') {
        serde_json::from_str(text)
    } else {
        serde_json::from_str::<Values<'_>>(text).map(|Values(values)| values)
    };
    parsed.map_err(|error| json::fault(&error, text))
}

/// The values of an object that are objects.
struct Values<'a>(Vec<Object<'a>>);

impl<'de: 'a, 'a> serde::Deserialize<'de> for Values<'a> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let all = Object::deserialize(deserializer)?;
        let values = all.names().iter().filter_map(|name| all.get(name));
        Ok(Self(
            values
                .filter_map(|value| Object::parse(value.get()).ok())
                .collect(),
        ))
    }
}

/// Sources by id.
#[derive(Debug, Default)]
pub(super) struct Sources(HashMap<String, Origin>);

impl Sources {
    pub(super) fn add(&mut self, source: &Object<'_>) {
        let id = source.text("id").into_owned();
        self.0.insert(id, Origin::of(source));
    }

    pub(super) fn get(&self, id: &str) -> Option<&Origin> {
        self.0.get(id.trim())
    }
}

/// Where an event is known from.
#[derive(Debug, Default)]
pub(super) struct Origin {
    publisher: String,
    title: String,
    url: String,
    published: Option<RowDate>,
    note: String,
}

impl Origin {
    /// From the file of sources. The publisher is the author, or the host of the address, or the title.
    fn of(source: &Object<'_>) -> Self {
        let paths = source.items("paths");
        let paths = paths.into_iter().map(json::text);
        let url = std::iter::once(source.text("url"))
            .chain(paths)
            .find(|address| web::is_address(address))
            .unwrap_or_default();
        let date = source.text("date");
        let day = month_first(&date).or_else(|| iso_day(&date));
        Self::new(
            [&source.text("author"), &source.text("title")],
            url.trim(),
            day.map(RowDate::day),
            &source.text("description"),
        )
    }

    /// From the event itself, as the downloaded file has them: a path is an address as a rule, and a title if it is none.
    pub(super) fn inside(source: &Object<'_>) -> Self {
        let path = source.text("path");
        let note = source.text("description");
        if web::is_address(&path) {
            return Self::new(["", ""], &path, None, &note);
        }
        Self {
            publisher: UNNAMED.to_owned(),
            title: path.into_owned(),
            note: note.into_owned(),
            ..Self::default()
        }
    }

    fn new([author, title]: [&str; 2], url: &str, published: Option<RowDate>, note: &str) -> Self {
        let host = web::host(url).unwrap_or_default();
        let publisher = [author, &host, title, UNNAMED];
        let named = publisher.into_iter().find(|name| !name.is_empty());
        Self {
            publisher: named.unwrap_or(UNNAMED).to_owned(),
            title: title.to_owned(),
            url: url.to_owned(),
            published,
            note: note.to_owned(),
        }
    }

    /// Adds it to the sources of an event.
    pub(super) fn put(&self, row: &mut Row) {
        let part = row.source(&self.publisher);
        part.title.push_str(&self.title);
        part.url.push_str(&self.url);
        part.published.clone_from(&self.published);
        part.note.push_str(&self.note);
    }
}

/// What an association does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    Filter,
    Category,
    Narrative,
}

impl Mode {
    fn of(word: &str) -> Option<Self> {
        match word {
            "FILTER" => Some(Self::Filter),
            "CATEGORY" => Some(Self::Category),
            "NARRATIVE" => Some(Self::Narrative),
            _ => None,
        }
    }
}

/// Associations by id, with what they are called.
#[derive(Debug, Default)]
pub(super) struct Associations(HashMap<String, (Mode, String)>);

impl Associations {
    pub(super) fn add(&mut self, association: &Object<'_>) {
        let Some(mode) = Mode::of(&association.text("mode")) else {
            return;
        };
        let title = association.text("title");
        let parts: Vec<_> = association.items("filter_paths");
        let parts: Vec<_> = parts.into_iter().map(json::text).collect();
        let path = path(parts.iter().map(AsRef::as_ref));
        let name = match mode {
            Mode::Filter if !path.is_empty() => path,
            _ => title.into_owned(),
        };
        self.0
            .insert(association.text("id").into_owned(), (mode, name));
    }

    pub(super) fn get(&self, id: &str) -> Option<(Mode, &str)> {
        let (mode, name) = self.0.get(id.trim())?;
        Some((*mode, name))
    }
}

/// A filter below others, as timemap writes it: `Type of area affected/Residential`.
pub(super) fn path<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    let parts: Vec<&str> = parts
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    parts.join("/")
}
