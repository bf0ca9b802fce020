//! A version of curated TOML: every record as paths and values, with the keys of the data format.

use std::hash::{BuildHasher as _, Hasher as _};
use std::io;

use foldhash::quality::FixedState;
use serde_json::Value;

use super::columns::plain;
use super::item::{Field, Item};
use super::table::Spot;
use super::{Again, Read, Version};
use crate::diagnostic::Severity;
use crate::export::tables as record;
use crate::load::Opened;

/// All records of a dataset.
pub(super) fn records(opened: &Opened, name: String) -> Read {
    let items = items(opened);
    let digests = FixedState::default();
    let mut keys = Vec::with_capacity(items.len());
    for (place, item) in (0..).zip(&items) {
        let mut hasher = digests.build_hasher();
        for field in &item.fields {
            for text in [&field.path, &field.value] {
                hasher.write(text.as_bytes());
                hasher.write_u8(0xff);
            }
        }
        let spot = Spot {
            place,
            length: 0,
            digest: hasher.finish(),
        };
        keys.push((format!("{} {}", item.kind, item.id).into(), spot));
    }
    let mut columns: Vec<String> = items
        .iter()
        .flat_map(|item| item.fields.iter().map(|field| field.column.clone()))
        .collect();
    columns.sort_unstable();
    columns.dedup();
    Read {
        version: Version {
            name,
            records: items.len(),
            faulty: 0,
            unnamed: 0,
            left_out: left_out(opened),
            records_again: Box::new(Held(items)),
        },
        keys,
        columns,
        whole_columns: false,
    }
}

fn left_out(opened: &Opened) -> Vec<String> {
    match opened.count(Severity::Error) {
        0 => Vec::new(),
        errors => vec![format!(
            "{} in the data: what is wrong was left out, see `annals check`",
            super::counted(errors, "error")
        )],
    }
}

struct Held(Vec<Item>);

impl Again for Held {
    fn item(&self, spot: Spot) -> io::Result<Item> {
        let item = usize::try_from(spot.place)
            .ok()
            .and_then(|at| self.0.get(at));
        item.cloned().ok_or_else(super::records::gone)
    }
}

fn items(opened: &Opened) -> Vec<Item> {
    let set = &opened.dataset;
    let mut items = vec![item("dataset", &record::about(&set.about))];
    items.extend(
        set.blocs
            .iter()
            .map(|bloc| item("bloc", &record::bloc(bloc))),
    );
    items.extend(
        set.actors
            .iter()
            .map(|actor| item("actor", &record::actor(set, actor))),
    );
    items.extend(
        set.regions
            .iter()
            .map(|region| item("region", &record::region(set, region))),
    );
    items.extend(
        set.sources
            .iter()
            .map(|source| item("source", &record::source(set, source))),
    );
    items.extend(
        set.events
            .iter()
            .map(|event| item("event", &record::event(set, event))),
    );
    items
}

fn item(kind: &'static str, record: &Value) -> Item {
    let text = |key: &str| record[key].as_str().unwrap_or_default().to_owned();
    let title = ["title", "name", "publisher"]
        .into_iter()
        .map(text)
        .find(|text| !text.is_empty());
    let mut item = Item {
        kind,
        id: text("id"),
        title: title.unwrap_or_default(),
        ..Item::default()
    };
    flatten(record, &Path::default(), &mut item.fields);
    item
}

/// Where a value stands, and the column under which it is counted.
#[derive(Debug, Clone, Default)]
struct Path {
    path: String,
    column: String,
}

impl Path {
    fn below(&self, step: &str, general: &str) -> Self {
        let join = |path: &str, step: &str| match path {
            "" => step.to_owned(),
            path => format!("{path}.{step}"),
        };
        Self {
            path: join(&self.path, step),
            column: join(&self.column, &plain(general)),
        }
    }
}

fn flatten(value: &Value, at: &Path, fields: &mut Vec<Field>) {
    match value {
        Value::Object(table) => {
            for (key, value) in table {
                flatten(value, &at.below(key, key), fields);
            }
        }
        Value::Array(list) if list.iter().any(Value::is_object) => {
            let mut names: Vec<String> = Vec::new();
            for entry in list {
                let name = entry_name(entry);
                let again = (2..).map(|number| format!("{name}.{number}"));
                let mut free = std::iter::once(name.clone()).chain(again);
                let name = free.find(|name| !names.contains(name)).unwrap_or(name);
                flatten(entry, &at.below(&name, "*"), fields);
                names.push(name);
            }
        }
        Value::Array(list) => {
            let texts: Vec<String> = list.iter().map(plain_text).collect();
            push(at, texts.join("; "), fields);
        }
        value => push(at, plain_text(value), fields),
    }
}

fn push(at: &Path, value: String, fields: &mut Vec<Field>) {
    fields.push(Field {
        path: at.path.clone(),
        column: at.column.clone(),
        value,
    });
}

/// What tells an entry of a list from others: its id, or what it refers to. A claim is told by who claims what of whom, so that
/// claims are compared with those of the same claimant.
fn entry_name(entry: &Value) -> String {
    let text = |key: &str| entry[key].as_str();
    let refers = ["id", "actor", "source", "bloc"].into_iter().find_map(text);
    if text("claimant").is_none() {
        let event = || Some(format!("{}.{}", text("type")?, text("event")?));
        let name = refers.map(str::to_owned).or_else(event);
        return name.unwrap_or_else(|| "entry".to_owned());
    }
    if let Some(id) = text("id") {
        return id.to_owned();
    }
    let parts = ["claimant", "about", "who"].into_iter().filter_map(text);
    parts.collect::<Vec<_>>().join(".")
}

fn plain_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
