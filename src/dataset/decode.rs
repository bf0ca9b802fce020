//! The tree of one part of a file → drafts.

mod actor;
mod claim;
mod event;
mod head;
mod quote;
mod region;
mod source;

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::draft::{Drafts, Kind, Naming};
use super::fields::Fields;
use super::nearest;
use super::sink::Sink;
use super::span::{Name, Span};
use super::values;
use crate::model::Origin;

pub(super) const TABLES: [&str; 5] = ["dataset", "actor", "region", "source", "event"];

/// Reads all records of a tree. Where the text has damage, all are left out.
pub(super) fn drafts<'t>(root: &DeTable<'t>, mut sink: Sink<'t>) -> Drafts {
    let mut drafts = Drafts {
        has_head: root.contains_key("dataset"),
        ..Drafts::default()
    };
    for (key, value) in root {
        if sink.is_damaged(&key.span()) || sink.is_damaged(&value.span()) {
            continue;
        }
        let place = sink.place(&value.span());
        let value = value.get_ref();
        match key.get_ref().as_ref() {
            "dataset" => head::read(value, place, &mut sink, &mut drafts),
            "actor" => records(Kind::Actor, value, place, &mut sink, &mut drafts),
            "region" => records(Kind::Region, value, place, &mut sink, &mut drafts),
            "source" => records(Kind::Source, value, place, &mut sink, &mut drafts),
            "event" => records(Kind::Event, value, place, &mut sink, &mut drafts),
            // Beside damage it may be a line of a text.
            _ if sink.damage.is_some() => {}
            name => unknown(name, value, sink.place(&key.span()), &mut sink),
        }
    }
    drafts.left_out = sink.left_out;
    drafts.diagnostics = sink.diagnostics;
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

/// Remembers what the ids of records seem to be, also where the text is no TOML.
pub(super) fn guess_ids<'t>(root: &DeTable<'t>, sink: &mut Sink<'t>) {
    for kind in [Kind::Actor, Kind::Region, Kind::Source, Kind::Event] {
        let Some(value) = root.get(kind.name()).map(Spanned::get_ref) else {
            continue;
        };
        let records = match value {
            DeValue::Array(list) => list.iter().map(Spanned::get_ref).collect(),
            record => vec![record],
        };
        let ids = records
            .into_iter()
            .filter_map(|record| record.as_table()?.get("id"));
        for id in ids {
            if let DeValue::String(text) = id.get_ref() {
                let span = Span::new(&sink.place(&id.span()));
                let text = text.clone();
                sink.names.push((Naming::Guess(kind), Name { text, span }));
            }
        }
    }
    sink.leave_out(0);
}

fn records<'t>(
    kind: Kind,
    value: &DeValue<'t>,
    place: Range<usize>,
    sink: &mut Sink<'t>,
    drafts: &mut Drafts,
) {
    if let Some(list) = value.as_array() {
        for (table, place) in tables(kind.name(), list, sink) {
            let origin = sink.origin(&place);
            let fields = Fields::new(table, place, kind.name(), sink);
            record(kind, fields, origin, drafts);
            // Those of records that are left out have been taken.
            sink.names.clear();
        }
        return;
    }
    // Tables of other records may seem to be in this one when its header could not be read.
    if sink.damage.is_some() {
        return;
    }
    let name = kind.name();
    let found = values::type_name(value);
    let message = format!("`{name}` must be a list of tables, not {found}");
    let diagnostic = sink.error("wrong-type", message, place.clone());
    sink.push(diagnostic.hint(format!("start each with `[[{name}]]`")));
    // Without a header of its own there is no record, only parts of one.
    if let Some(table) = value.as_table()
        && sink.text_at(&place).starts_with(['[', '{'])
    {
        let origin = sink.origin(&place);
        let fields = Fields::new(table, place, name, sink).left_out();
        record(kind, fields, origin, drafts);
    }
}

/// Reads a record, and keeps it if it can be used.
fn record(kind: Kind, fields: Fields<'_, '_>, origin: Origin, drafts: &mut Drafts) {
    match kind {
        Kind::Actor => drafts.actors.extend(actor::read(fields, origin)),
        Kind::Region => drafts.regions.extend(region::read(fields, origin)),
        Kind::Source => drafts.sources.extend(source::read(fields, origin)),
        Kind::Event => {
            if let Some((event, refs)) = event::read(fields, origin) {
                drafts.events.push(event);
                drafts.event_refs.push(refs);
            }
        }
        // Parts of other records.
        Kind::Bloc | Kind::Quote | Kind::Claim => {}
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
