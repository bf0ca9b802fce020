//! One JSON object, written as it goes. Its keys are told in `docs/command-line.md`.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::{Change, Comparison, Item, Pair, Sort};
use crate::compare::Version;

pub(super) fn write(out: &mut dyn Write, comparison: &Comparison) -> io::Result<()> {
    let head = head(comparison);
    let text = serde_json::to_string_pretty(&head)?;
    // The lists follow before the brace that closes the head.
    let open = text.strip_suffix("\n}").unwrap_or(&text);
    out.write_all(escaped(open).as_bytes())?;
    let changed = comparison.pairs(&comparison.changed);
    list(
        out,
        "changed",
        changed.map(|pair| pair.map(|pair| self::pair(&pair))),
    )?;
    let restyled = comparison.pairs(&comparison.restyled);
    list(
        out,
        "case_or_spacing_only",
        restyled.map(|pair| pair.map(|pair| self::pair(&pair))),
    )?;
    list(
        out,
        "added",
        comparison
            .added()
            .map(|item| item.map(|item| self::item(&item))),
    )?;
    list(
        out,
        "removed",
        comparison
            .removed()
            .map(|item| item.map(|item| self::item(&item))),
    )?;
    out.write_all(b"\n}\n")
}

fn head(comparison: &Comparison) -> Value {
    let counts = &comparison.counts;
    let repeated = comparison.repeated.iter().map(|id| {
        json!({
            "id": id.id.trim_start_matches('\0'), "old": id.old, "new": id.new,
            "others_equal": id.old == id.new && id.same,
        })
    });
    json!({
        "equal": comparison.is_equal(),
        "old": version(&comparison.old),
        "new": version(&comparison.new),
        "counts": {
            "both": counts.both, "added": counts.added, "removed": counts.removed, "changed": counts.changed,
            "case_or_spacing": counts.restyled, "case_or_spacing_only": counts.only_restyled,
        },
        "fields": {
            "changed": counts.columns, "case_or_spacing": counts.style, "form": counts.form, "read": counts.facts,
        },
        "only_old": comparison.only_old,
        "only_new": comparison.only_new,
        "repeated": repeated.collect::<Vec<_>>(),
    })
}

fn version(version: &Version) -> Value {
    json!({
        "name": version.name, "records": version.records, "no_events": version.faulty, "without_id": version.unnamed,
        "left_out": version.left_out,
    })
}

fn item(item: &Item) -> Value {
    Value::Object(names(item))
}

fn names(item: &Item) -> Map<String, Value> {
    let id = (!item.id.is_empty()).then_some(&item.id);
    let mut table = Map::new();
    table.insert("kind".to_owned(), item.kind.into());
    table.insert("id".to_owned(), json!(id));
    table.insert("title".to_owned(), json!(item.title));
    table
}

fn pair(pair: &Pair) -> Value {
    let mut table = names(&pair.item);
    let changes = |sort| pair.of(sort).map(change).collect::<Vec<_>>();
    table.insert("changes".to_owned(), json!(changes(Sort::Substance)));
    table.insert("case_or_spacing".to_owned(), json!(changes(Sort::Style)));
    table.insert("form".to_owned(), json!(changes(Sort::Form)));
    table.insert("read".to_owned(), json!(pair.facts));
    Value::Object(table)
}

fn change(change: &Change) -> Value {
    json!({ "field": change.path, "old": change.old, "new": change.new })
}

fn list(
    out: &mut dyn Write,
    key: &str,
    entries: impl Iterator<Item = io::Result<Value>>,
) -> io::Result<()> {
    write!(out, ",\n  \"{key}\": [")?;
    for (at, entry) in entries.enumerate() {
        let line = if at == 0 { "\n    " } else { ",\n    " };
        write!(out, "{line}{}", escaped(&entry?.to_string()))?;
    }
    out.write_all(b"]")
}

/// JSON in which nothing is left that a terminal would obey or that hides: C1 controls and marks of direction may stand in
/// JSON as they are.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        let is_plain = crate::diagnostic::visible(c.encode_utf8(&mut [0; 4])).starts_with(c);
        if c == '\n' || is_plain {
            escaped.push(c);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                escaped.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    escaped
}
