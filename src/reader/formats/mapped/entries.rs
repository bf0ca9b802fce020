//! The lists of `[event]`: regions, actors, sources, claims and the rest.

use toml::de::DeValue;

use super::check::{Check, Several, Table, listed};
use super::dates::DateFormat;
use super::map::{
    ActorMap, Cell, ClaimMap, CodeMap, DateCell, ListMap, QuoteMap, RegionMap, SourcesMap, Written,
};
use crate::dataset::nearest;
use crate::model::{CODE_SCHEMES, ClaimSubject, RegionLevel};

/// Schemes of codes of regions.
const REGION_SCHEMES: &[&str] = &["iso", "pcode", "fips", "gaul", "geonames", "wikidata"];
/// Schemes of ids of actors.
const ACTOR_SCHEMES: &[&str] = &["ucdp", "wikidata", "acled", "cameo"];

/// Regions stand from the outside in.
pub(super) fn regions(table: &mut Table<'_, '_>, check: &mut Check) -> Vec<RegionMap> {
    let mut last = None;
    check.entries(table, "regions", |check, entry| {
        let name = check.cell_in(entry, Several::No);
        let level: Option<RegionLevel> = check.word(entry, "level");
        let written = check.word(entry, "written").unwrap_or(Written::Name);
        let codes = schemes(entry, "codes", REGION_SCHEMES, check);
        if entry.get("level").is_none() {
            let hint = "write { column = \"…\", level = \"country\" }";
            check.missing(entry, "this region does not say its level", hint);
        }
        let level = level?;
        if written != Written::Name && level != RegionLevel::Country {
            let message = "`written` is for countries: other regions are known by name";
            let hint = "put codes into `codes = { pcode = \"…\" }`".to_owned();
            check.error("contradiction", message, entry.place.clone(), Some(hint));
        }
        let depth = depth(level);
        if depth.zip(last).is_some_and(|(depth, last)| depth <= last) {
            let message = format!("a {level} does not lie inside of the region before it");
            let hint = "write regions from the outside in, the country first".to_owned();
            check.error("contradiction", message, entry.place.clone(), Some(hint));
        }
        last = depth.or(last);
        Some(RegionMap {
            name: name?,
            level,
            written,
            codes,
        })
    })
}

/// How far in a level is; an area may be anywhere.
fn depth(level: RegionLevel) -> Option<u8> {
    match level {
        RegionLevel::Country => Some(0),
        RegionLevel::Governorate => Some(1),
        RegionLevel::District => Some(2),
        RegionLevel::Subdistrict => Some(3),
        RegionLevel::Place => Some(4),
        RegionLevel::Area => None,
    }
}

/// A table from schemes to columns of codes.
fn schemes(
    table: &mut Table<'_, '_>,
    key: &'static str,
    known: &[&'static str],
    check: &mut Check,
) -> Vec<(&'static str, usize)> {
    let Some(value) = table.get(key) else {
        return Vec::new();
    };
    let DeValue::Table(inner) = value.get_ref() else {
        check.wrong_type(key, "a table from schemes to columns", value);
        return Vec::new();
    };
    let mut inner = Table::new(inner, value.span(), key);
    let mut codes = Vec::new();
    for &scheme in known {
        if let Some(at) = check.column(&mut inner, scheme, Several::No) {
            codes.push((scheme, at));
        }
    }
    check.finish(&inner);
    codes
}

/// A scheme out of a closed list.
fn scheme(
    table: &mut Table<'_, '_>,
    known: &[&'static str],
    check: &mut Check,
) -> Option<&'static str> {
    let Some((name, place)) = check.string(table, "scheme") else {
        check.missing(
            table,
            "this does not say the scheme of its codes",
            &format!("add `scheme`, one of {}", listed(known)),
        );
        return None;
    };
    let found = known.iter().find(|scheme| **scheme == name).copied();
    if found.is_none() {
        let hint = nearest::hint(name, known.iter().copied())
            .unwrap_or_else(|| format!("the schemes are {}", listed(known)));
        let message = format!("`{name}` is no scheme here");
        check.error("unknown-word", message, place, Some(hint));
    }
    found
}

fn split(table: &mut Table<'_, '_>, check: &mut Check) -> Option<Box<str>> {
    check.string(table, "split").map(|(text, _)| text.into())
}

pub(super) fn actor(check: &mut Check, table: &mut Table<'_, '_>) -> Option<ActorMap> {
    let name = check.cell_in(table, Several::Yes);
    let split = split(table, check);
    let role = check.word(table, "role");
    let side = check.word(table, "side");
    let kind = check.words(table, "kind");
    let country = check.cell(table, "country", Several::No);
    let id = check.inner(table, "id", "{ scheme = …, column = … }");
    let id = id.and_then(|mut inner| {
        let scheme = scheme(&mut inner, ACTOR_SCHEMES, check);
        let cell = check.cell_in(&mut inner, Several::Yes);
        check.finish(&inner);
        Some((scheme?, cell?))
    });
    Some(ActorMap {
        name: name?,
        split,
        role,
        side,
        kind,
        country,
        id,
    })
}

pub(super) fn sources(check: &mut Check, table: &mut Table<'_, '_>) -> Option<SourcesMap> {
    let bare = table.get("column").is_some();
    if bare {
        // A bare column, or `column`, is that of publishers: what sources are told apart by.
        let publisher = check
            .column(table, "column", Several::Yes)
            .map(Cell::Column);
        let map = sources_in(check, table);
        let twice = map.publisher.is_some();
        if twice {
            let message = "`column` and `publisher` are the same";
            check.error("contradiction", message, table.place.clone(), None);
        }
        return Some(SourcesMap { publisher, ..map });
    }
    let map = sources_in(check, table);
    if map.publisher.is_none() && map.title.is_none() && map.url.is_none() {
        let hint = "add at least one of `publisher`, `title` and `url`";
        check.missing(table, "this source does not say what it is", hint);
        return None;
    }
    Some(map)
}

fn sources_in(check: &mut Check, table: &mut Table<'_, '_>) -> SourcesMap {
    SourcesMap {
        publisher: check.cell(table, "publisher", Several::Yes),
        title: check.cell(table, "title", Several::Yes),
        url: check.cell(table, "url", Several::Yes),
        published: published(table, check),
        split: split(table, check),
        language: check.cell(table, "language", Several::No),
        kind: check.words(table, "kind"),
        reliability: check.words(table, "reliability"),
        credibility: check.words(table, "credibility"),
        locator: check.cell(table, "locator", Several::No),
        note: check.text(table, "note"),
    }
}

fn published(table: &mut Table<'_, '_>, check: &mut Check) -> Option<DateCell> {
    let mut inner = check.inner(
        table,
        "published",
        "a column, or { column = …, format = … }",
    )?;
    let format = check.word(&mut inner, "format").unwrap_or(DateFormat::Iso);
    let at = check.column_in(&mut inner, Several::Yes);
    check.finish(&inner);
    Some(DateCell { at: at?, format })
}

pub(super) fn claim(check: &mut Check, table: &mut Table<'_, '_>) -> Option<ClaimMap> {
    let about: Option<ClaimSubject> = check.word(table, "about");
    if table.get("about").is_none() {
        let hint = "add `about = \"killed\"`, or another subject";
        check.missing(table, "this claim does not say what it is about", hint);
    }
    let map = ClaimMap {
        about: about.unwrap_or(ClaimSubject::Other),
        low: check.only_column(table, "low"),
        best: check.only_column(table, "best"),
        high: check.only_column(table, "high"),
        who: check.cell(table, "who", Several::No),
        value: check.text(table, "value"),
        text: check.text(table, "text"),
        claimant: check.cell(table, "claimant", Several::Yes),
        split: split(table, check),
        stance: check.words(table, "stance"),
    };
    let keys = ["low", "best", "high", "value", "text"];
    let says = keys.iter().any(|key| table.get(key).is_some());
    let happened = map.about == ClaimSubject::Occurrence && map.claimant.is_some();
    if !says && !happened {
        let hint = "add one of `low`, `best`, `high`, `value` and `text`";
        check.missing(table, "this claim does not say what is claimed", hint);
    }
    about.map(|_| map)
}

pub(super) fn quote(check: &mut Check, table: &mut Table<'_, '_>) -> Option<QuoteMap> {
    for key in ["text", "speaker"] {
        if table.get(key).is_none() {
            let hint = "write { text = \"…\", speaker = \"…\" }";
            check.missing(table, &format!("this quote has no `{key}`"), hint);
        }
    }
    let text = check.cell(table, "text", Several::No);
    let speaker = check.cell(table, "speaker", Several::No);
    let language = check.cell(table, "language", Several::No);
    Some(QuoteMap {
        text: text?,
        speaker: speaker?,
        language,
    })
}

pub(super) fn list(check: &mut Check, table: &mut Table<'_, '_>) -> Option<ListMap> {
    let cell = check.cell_in(table, Several::Yes);
    let split = split(table, check);
    Some(ListMap { cell: cell?, split })
}

pub(super) fn code(check: &mut Check, table: &mut Table<'_, '_>) -> Option<CodeMap> {
    let scheme = scheme(table, &CODE_SCHEMES, check);
    let list = list(check, table);
    Some(CodeMap {
        scheme: scheme?,
        list: list?,
    })
}

/// Own fields get the name of their column, unless they have a `name`.
pub(super) fn own_fields(
    table: &mut Table<'_, '_>,
    prefix: &str,
    names: &mut Vec<String>,
    check: &mut Check,
) -> Vec<ListMap> {
    check.entries(table, "fields", |check, entry| {
        let named = check.string(entry, "name").map(|(name, _)| name.to_owned());
        let column = entry.get("column").and_then(|value| match value.get_ref() {
            DeValue::String(text) => Some(text.to_string()),
            _ => None,
        });
        let list = list(check, entry)?;
        let Some(name) = named.or(column).map(|name| field_name(&name)) else {
            check.missing(entry, "this field has no name", "add `name = \"…\"`");
            return None;
        };
        if name.is_empty() {
            let message = "this field has no letter or digit in its name";
            let hint = "add `name = \"…\"`".to_owned();
            check.error("bad-field", message, entry.place.clone(), Some(hint));
            return None;
        }
        let name = format!("{prefix}.{name}");
        if names.contains(&name) {
            let message = format!("there are two fields `{name}`");
            let hint = "give one of them another name: { column = \"…\", name = \"…\" }".to_owned();
            check.error("duplicate-field", message, entry.place.clone(), Some(hint));
            return None;
        }
        names.push(name);
        Some(list)
    })
}

/// A name as filters read it: letters and digits, `_` between them.
pub(super) fn field_name(name: &str) -> String {
    let lower = name.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join("_")
}
