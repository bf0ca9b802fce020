//! The tree of one part of a file → drafts.

mod actor;
mod claim;
mod event;
mod head;
mod quote;
mod region;
mod source;

use std::ops::Range;

use toml::de::{DeArray, DeTable, DeValue};

use super::draft::{Drafts, Kind};
use super::fields::Fields;
use super::nearest;
use super::sink::Sink;
use super::values;

pub(super) const TABLES: [&str; 5] = ["dataset", "actor", "region", "source", "event"];

/// Reads all records of a tree.
pub(super) fn drafts<'t>(root: &DeTable<'t>, sink: &mut Sink<'t>) -> Drafts {
    let mut drafts = Drafts {
        has_head: root.contains_key("dataset"),
        ..Drafts::default()
    };
    for (key, value) in root {
        let place = sink.place(&value.span());
        let value = value.get_ref();
        match key.get_ref().as_ref() {
            "dataset" => head::read(value, place, sink, &mut drafts),
            "actor" => records(Kind::Actor, value, place, sink, &mut drafts),
            "region" => records(Kind::Region, value, place, sink, &mut drafts),
            "source" => records(Kind::Source, value, place, sink, &mut drafts),
            "event" => records(Kind::Event, value, place, sink, &mut drafts),
            name => unknown(name, value, sink.place(&key.span()), sink),
        }
    }
    drafts
}

/// Whether a tree is made of lists of tables and a head only, so that it is the sum of its pieces.
pub(super) fn is_regular(root: &DeTable<'_>) -> bool {
    root.iter().all(|(key, value)| match value.get_ref() {
        DeValue::Array(list) => list.iter().all(|entry| entry.get_ref().is_table()),
        DeValue::Table(_) => key.get_ref() == "dataset",
        _ => false,
    })
}

/// Remembers the ids of records that cannot be used, so that references to them are told apart from mistakes.
pub(super) fn left_out(root: &DeTable<'_>) -> Drafts {
    let mut drafts = Drafts {
        has_head: root.contains_key("dataset"),
        ..Drafts::default()
    };
    for kind in [Kind::Actor, Kind::Region, Kind::Source, Kind::Event] {
        let records = root
            .get(kind.name())
            .and_then(|value| value.get_ref().as_array());
        for record in records
            .into_iter()
            .flatten()
            .filter_map(|record| record.get_ref().as_table())
        {
            remember(kind, record, &mut drafts);
        }
    }
    drafts
}

fn remember(kind: Kind, record: &DeTable<'_>, drafts: &mut Drafts) {
    if let Some(id) = record.get("id").and_then(|id| id.get_ref().as_str()) {
        drafts.left_out.push((kind, id.into()));
    }
}

fn records<'t>(
    kind: Kind,
    value: &DeValue<'t>,
    place: Range<usize>,
    sink: &mut Sink<'t>,
    drafts: &mut Drafts,
) {
    let Some(list) = value.as_array() else {
        let name = kind.name();
        let found = values::type_name(value);
        let diagnostic = sink.error(
            "wrong-type",
            format!("`{name}` must be a list of tables, not {found}"),
            place,
        );
        sink.push(diagnostic.hint(format!("start each with `[[{name}]]`")));
        return;
    };
    for (table, place) in tables(kind.name(), list, sink) {
        let origin = sink.origin(&place);
        let fields = Fields::new(table, place, kind.name(), sink);
        let kept = match kind {
            Kind::Actor => actor::read(fields, origin).map(|draft| drafts.actors.push(draft)),
            Kind::Region => region::read(fields, origin).map(|draft| drafts.regions.push(draft)),
            Kind::Source => source::read(fields, origin).map(|draft| drafts.sources.push(draft)),
            Kind::Event => event::read(fields, origin).map(|(event, refs)| {
                drafts.events.push(event);
                drafts.event_refs.push(refs);
            }),
            Kind::Bloc => None,
        };
        if kept.is_none() {
            remember(kind, table, drafts);
        }
    }
}

/// The tables of a list; anything else in it is reported.
fn tables<'s, 't>(
    name: &str,
    list: &'s DeArray<'t>,
    sink: &mut Sink<'t>,
) -> Vec<(&'s DeTable<'t>, Range<usize>)> {
    let mut tables = Vec::with_capacity(list.len());
    for entry in list {
        let place = sink.place(&entry.span());
        match entry.get_ref() {
            DeValue::Table(table) => tables.push((table, place)),
            other => {
                let message = format!(
                    "`{name}` must be a list of tables, not of {}",
                    values::type_name(other)
                );
                sink.push(sink.error("wrong-type", message, place));
            }
        }
    }
    tables
}

/// Reports every table of a name that there is not.
fn unknown(name: &str, value: &DeValue<'_>, place: Range<usize>, sink: &mut Sink<'_>) {
    match value {
        DeValue::Array(list) if list.iter().all(|entry| entry.get_ref().is_table()) => {
            for entry in list {
                unknown_key(name, "there is no table", sink.place(&entry.span()), sink);
            }
        }
        DeValue::Table(_) => unknown_key(name, "there is no table", place, sink),
        _ => unknown_key(name, "outside of all tables there is no key", place, sink),
    }
}

fn unknown_key(name: &str, there_is_no: &str, place: Range<usize>, sink: &mut Sink<'_>) {
    let listed =
        "a dataset has `[dataset]`, `[[actor]]`, `[[region]]`, `[[source]]` and `[[event]]`";
    let message = format!("{there_is_no} `{name}`");
    let mut diagnostic = sink.warning("unknown-key", message, place).label("ignored");
    diagnostic.hint = nearest::hint(name, TABLES).or(Some(listed.to_owned()));
    sink.push(diagnostic);
}
