//! What annals reads of a record, one text for each kind of fact: whether a change of columns is a change of the event.
//!
//! Titles are left out, because many are made from other facts, and so are the data set's own fields, which are columns.

use std::fmt::Write as _;

use super::item::Item;
use super::value::{Sort, differ};
use crate::model::{EventKind, PlacePrecision, Role, Side};
use crate::reader::{
    ActorPart, ClaimPart, CodePart, QuotePart, RegionPart, Row, RowDate, SourcePart,
};

/// The facts of a row.
pub(super) fn of(row: &Row) -> Vec<(&'static str, String)> {
    let position = row.position.map(|at| format!("{} {}", at.lat, at.lon));
    let importance = row.importance.map(|number| number.to_string());
    vec![
        ("date", date(row)),
        ("kind", row.kind.map_or("", EventKind::slug).to_owned()),
        ("status", row.status.slug().to_owned()),
        ("summary", row.summary.clone()),
        ("actors", listed(&row.actors, actor)),
        ("region", listed(&row.regions, region)),
        ("place", row.place.clone()),
        ("position", position.unwrap_or_default()),
        (
            "precision",
            row.precision.map_or("", PlacePrecision::slug).to_owned(),
        ),
        ("sources", listed(&row.sources, source)),
        ("claims", listed(&row.claims, claim)),
        ("quotes", listed(&row.quotes, quote)),
        ("codes", listed(&row.codes, code)),
        ("tags", row.tags.join("\n")),
        ("importance", importance.unwrap_or_default()),
    ]
}

/// The names of the facts that changed in substance.
pub(super) fn changed(old: &Item, new: &Item) -> Vec<&'static str> {
    let pairs = old.facts.iter().zip(&new.facts);
    pairs
        .filter(|((_, old), (_, new))| differ(old, new) == Some(Sort::Substance))
        .map(|((name, _), _)| *name)
        .collect()
}

fn listed<T>(list: &[T], each: fn(&T, &mut String)) -> String {
    let mut text = String::new();
    for entry in list {
        each(entry, &mut text);
        text.push('\n');
    }
    text
}

/// Parts of an entry, with a bar between them that no blank can join.
fn write(text: &mut String, parts: &[&str]) {
    for part in parts {
        text.push_str(part);
        text.push('|');
    }
}

fn day(date: &RowDate) -> String {
    date.edtf().text().to_owned()
}

fn date(row: &Row) -> String {
    let time = row.time.map(|time| time.to_string()).unwrap_or_default();
    format!(
        "{} {time}{} {}",
        day(&row.when),
        row.time_text,
        row.timezone
    )
}

fn actor(actor: &ActorPart, text: &mut String) {
    let role = actor.role.map_or("", Role::slug);
    let side = actor.side.map_or("", Side::slug);
    write(text, &[&actor.name, role, side, &actor.key]);
}

fn region(region: &RegionPart, text: &mut String) {
    write(text, &[&region.name]);
}

fn source(source: &SourcePart, text: &mut String) {
    let published = source.published.as_ref().map(day).unwrap_or_default();
    let names = [&source.publisher, &source.title, &source.url];
    write(text, &names.map(String::as_str));
    write(text, &[&published, &source.language]);
}

fn quote(quote: &QuotePart, text: &mut String) {
    write(text, &[&quote.speaker_name, &quote.text]);
}

fn code(code: &CodePart, text: &mut String) {
    write(text, &[code.scheme, &code.code]);
}

fn claim(claim: &ClaimPart, text: &mut String) {
    // A text that is only compared with others of its kind.
    let _ = write!(text, "{claim:?}");
}
