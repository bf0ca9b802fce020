//! PLOVER event records, JSON: one array, or a record a line (PLOVER manual, "JSON Data Fields", drafts 0.5b1 to 0.8).
//!
//! What is carried over: `source` acts and `target` (later `recipient`) is acted on; the text that was coded is the summary,
//! and the publication it is from the source. Numbers of dead and injured are claims of who coded the record, with the coder's
//! comment. Codes of drafts stay as they are.
//!
//! A record of the type `DOCUMENT` documents the file: it is no event, and says what the licence is and who coded.

pub(super) mod ontology;
mod record;

use std::iter;

use serde_json::value::RawValue;

use self::record::{Actor, Event, Place, events, first_record, plain, words};
use super::cells::{add_line, field_once, whole};
use super::{Format, NO_ID, Sniff};
use crate::model::{ActorKind, ClaimSubject, RegionLevel, Role};
use crate::reader::countries;
use crate::reader::dates::{iso_day, no_date};
use crate::reader::json;
use crate::reader::object::Object;
use crate::reader::{About, Cut, Fault, Head, Options, Reader, Record, Row, RowDate};

pub(super) const PLOVER: Format = Format {
    name: "plover",
    label: "PLOVER records (JSON)",
    companions: &[],
    sniff,
    open,
};

fn sniff(head: &Head<'_>) -> Sniff {
    // Not [`first_record`]: a record with a mistake in it is one to be told.
    let text = head.text.trim_start();
    let first = json::first_value(text.strip_prefix('[').unwrap_or(text));
    let first = first.and_then(|text| Object::parse(text).ok());
    let known = first.is_some_and(|object| {
        let coded = object.has("eventText") || object.has("event_text");
        coded && object.has("id") && object.has("event")
    });
    if known { Sniff::Yes } else { Sniff::No }
}

fn open(head: &Head<'_>, _: &Options) -> Result<Box<dyn Reader>, Fault> {
    Ok(Box::new(Plover {
        about: about(head),
        cut: Cut::Document(events),
    }))
}

/// The licence, the coder and the version are those of the documentation record, where the file starts with one.
fn about(head: &Head<'_>) -> About {
    let document = first_record(head.text).filter(Event::is_document);
    let document = document.unwrap_or_default();
    let coder = plain(document.coder);
    About {
        title: format!("PLOVER ({})", head.stem()),
        publisher: if coder.is_empty() {
            "PLOVER".into()
        } else {
            coder.into_owned()
        },
        license: license(&plain(document.license)),
        attribution: [document.copyright, document.publication]
            .map(|credit| plain(credit).into_owned())
            .into_iter()
            .filter(|credit| !credit.is_empty())
            .collect(),
        version: plain(document.version).into_owned(),
        ..About::default()
    }
}

/// As an SPDX expression where it is the licence of the Open Event Data Alliance, else in the words of the file.
fn license(words: &str) -> String {
    if words.contains("Attribution-ShareAlike 4.0") {
        "CC-BY-SA-4.0".to_owned()
    } else {
        words.to_owned()
    }
}

/// Own fields; their positions follow.
const FIELDS: &[&str] = &[
    "plover.event",
    "plover.mode",
    "plover.context",
    "plover.source_code",
    "plover.source_sector",
    "plover.target_code",
    "plover.target_sector",
];
const EVENT: usize = 0;
const MODE: usize = 1;
const CONTEXT: usize = 2;
const SOURCE_CODE: usize = 3;
const SOURCE_SECTOR: usize = 4;
const TARGET_CODE: usize = 5;
const TARGET_SECTOR: usize = 6;

#[derive(Debug)]
struct Plover {
    about: About,
    cut: Cut,
}

impl Reader for Plover {
    fn about(&self) -> &About {
        &self.about
    }

    fn cut(&self) -> &Cut {
        &self.cut
    }

    fn fields(&self) -> Vec<&str> {
        FIELDS.to_vec()
    }

    fn read(&self, record: &Record<'_>, row: &mut Row) -> Result<(), Fault> {
        let event: Event<'_> = serde_json::from_str(record.text())
            .map_err(|error| json::fault(&error, record.text()))?;
        row.id.push_str(&plain(event.id));
        if row.id.is_empty() {
            row.odd(NO_ID);
        }
        row.when = dates(&event)?;
        add_actors(
            row,
            event.source,
            Role::Initiator,
            SOURCE_CODE,
            SOURCE_SECTOR,
        );
        add_actors(row, event.target, Role::Target, TARGET_CODE, TARGET_SECTOR);
        add_type(row, &event)?;
        add_place(row, event.event_loc);
        add_claims(row, &event);
        row.summary.push_str(&plain(event.text));
        add_line(&mut row.text, &plain(event.event_text));
        let publication = plain(event.publication);
        if !publication.is_empty() {
            let source = row.source(&publication);
            source.language.push_str(&plain(event.language));
            source.note.push_str(&plain(event.comment));
        }
        Ok(())
    }
}

fn dates(event: &Event<'_>) -> Result<RowDate, Fault> {
    let date = |key: &str, value: Option<&RawValue>| {
        let text = plain(value);
        let wrong = || Fault::record(format!("{key}: {}", no_date(&text, "2016-01-31")));
        iso_day(&text).ok_or_else(wrong)
    };
    let from = date("date", event.date)?;
    let to = if plain(event.enddate).is_empty() {
        from
    } else {
        date("enddate", event.enddate)?
    };
    if to < from {
        return Err(Fault::record("the event ends before it starts"));
    }
    Ok(RowDate::between(from, to))
}

/// The first type makes the kind and the title; all have their codes.
fn add_type(row: &mut Row, event: &Event<'_>) -> Result<(), Fault> {
    let [types, modes, contexts] = [event.event, event.mode, event.context].map(words);
    let name = types
        .first()
        .ok_or_else(|| Fault::record("`event` names no type of event"))?;
    if !types.iter().all(|name| ontology::is_known(name)) {
        row.odd("unknown-event-type");
    }
    let mode = modes.first().map_or("", String::as_str);
    row.kind = Some(ontology::event_kind(name, mode, texts(&contexts)));
    ontology::apply_contexts(row, texts(&contexts));
    ontology::entitle(row, name, texts(&modes), texts(&contexts));
    ontology::add_codes(row, name, texts(&modes));
    for other in &types[1..] {
        ontology::add_codes(row, other, iter::empty());
    }
    for (field, values) in [(EVENT, &types), (MODE, &modes), (CONTEXT, &contexts)] {
        for value in texts(values) {
            field_once(row, field, value);
        }
    }
    Ok(())
}

fn add_actors(row: &mut Row, value: Option<&RawValue>, role: Role, code: usize, sector: usize) {
    let members = value.map_or("", RawValue::get);
    if !members.starts_with('[') && !plain(value).is_empty() {
        row.odd("actors-not-a-list");
    }
    for value in json::items(members) {
        let Ok(actor) = serde_json::from_str::<Actor<'_>>(value.get()) else {
            row.odd("actor-not-an-object");
            continue;
        };
        let (text, of_country, of_sector) =
            (plain(actor.name), plain(actor.code), plain(actor.sector));
        let name = if text.is_empty() { &of_country } else { &text };
        if name.is_empty() {
            continue;
        }
        add_actor(row, name, &of_country, &of_sector, role);
        field_once(row, code, &of_country);
        field_once(row, sector, &of_sector);
    }
}

/// "Police" of two countries are two actors, so the codes are part of what tells them apart.
fn add_actor(row: &mut Row, name: &str, country: &str, sector: &str, role: Role) {
    let part = row.actor(name, Some(role));
    for (at, piece) in [name, country, sector].into_iter().enumerate() {
        if at > 0 && !piece.is_empty() {
            part.key.push(' ');
        }
        part.key.push_str(piece);
    }
    if let Some(known) = countries::of_iso3(country) {
        part.country.push_str(known.iso);
    }
    part.kind = ontology::actor_kind(sector);
    if sector.is_empty() && countries::of_name(name).is_some() {
        part.kind = Some(ActorKind::State);
    }
}

fn add_place(row: &mut Row, value: Option<&RawValue>) {
    let place = value.and_then(|value| serde_json::from_str::<Place<'_>>(value.get()).ok());
    let Some(place) = place else { return };
    let (name, code) = (plain(place.name), plain(place.country));
    let named = countries::of_name(&name);
    if let Some(country) = named.or_else(|| countries::of_iso(&code)) {
        row.region(country.name, RegionLevel::Country)
            .code("iso", country.iso);
    }
    if named.is_none() {
        row.place.push_str(&name);
    }
}

/// `size` is the number of participants of a protest in one draft, of all casualties in another, so it is neither here.
fn add_claims(row: &mut Row, event: &Event<'_>) {
    for (value, about, who) in [
        (event.dead, ClaimSubject::Killed, "all"),
        (event.injured, ClaimSubject::Wounded, "all"),
        (event.size, ClaimSubject::Other, "size"),
    ] {
        let text = plain(value);
        if text.is_empty() {
            continue;
        }
        let claim = row.claims.add();
        claim.about = Some(about);
        claim.who.push_str(who);
        claim.best = whole(&text);
        if claim.best.is_none() {
            claim.value.push_str(&text);
        }
        claim.text.push_str(&plain(event.comment));
    }
}

fn texts(list: &[String]) -> impl Iterator<Item = &str> + Clone {
    list.iter().map(String::as_str)
}

#[cfg(test)]
pub(super) mod tests;
