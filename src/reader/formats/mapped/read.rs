//! Text of a map → checked [`Map`], and every mistake in it.

use toml::de::{DeTable, DeValue};

use super::check::{Check, Table};
use super::columns::{Columns, Wish};
use super::event;
use super::map::Map;
use crate::dataset::nearest;
use crate::diagnostic::{Diagnostic, Severity, SourceMap};
use crate::reader::{About, Head};

/// What became of the text of a map.
#[derive(Debug)]
pub struct Checked {
    /// The map, unless something in it is wrong.
    pub map: Option<Map>,
    /// The text of the map, which the problems point into.
    pub files: SourceMap,
    /// Every mistake, and warnings that ride along with a map.
    pub problems: Vec<Diagnostic>,
}

/// Reads a map for the file with this start. `name` is what people call the map's file.
#[must_use]
pub fn read_map(name: &str, text: &str, head: &Head<'_>) -> Checked {
    let mut files = SourceMap::default();
    let file = files.add(name, text.to_owned());
    let (tree, errors) = DeTable::parse_recoverable(text);
    let mut problems: Vec<Diagnostic> = errors
        .iter()
        .map(|error| {
            let place = error.span().unwrap_or(0..0);
            Diagnostic::error("syntax", error.message(), file, place)
        })
        .collect();
    // What is missing from a tree with gaps may stand in a gap: only mistakes of the text itself are told then.
    let map = if problems.is_empty() {
        let (map, found) = root(tree.get_ref(), text, head);
        problems = found;
        map
    } else {
        None
    };
    problems.sort_by_key(|problem| problem.labels.first().map_or(0, |label| label.span.start));
    let is_wrong = problems
        .iter()
        .any(|problem| problem.severity == Severity::Error);
    Checked {
        map: map.filter(|_| !is_wrong),
        files,
        problems,
    }
}

fn root(tree: &DeTable<'_>, text: &str, head: &Head<'_>) -> (Option<Map>, Vec<Diagnostic>) {
    // The columns are known once it is known how the file is cut.
    let mut check = Check {
        columns: Columns::of(head, &Wish::default()),
        problems: Vec::new(),
    };
    let mut root = Table::new(tree, 0..first_line(text), "this map");
    let file = file(&mut root, &mut check);
    check.columns = Columns::of(head, &file.wish);
    let dataset = dataset(&mut root, head, &mut check);
    let mut fields = Vec::new();
    if root.get("event").is_none() {
        let message = "this map has no [event] table";
        check.missing(&root, message, "add [event] with at least `date = \"…\"`");
    }
    let event = section(&mut root, "event", &mut check)
        .map(|mut table| event::read(&mut table, &dataset.prefix, &mut fields, &mut check));
    check.finish(&root);
    let map = event.map(|event| Map {
        about: dataset.about,
        columns: check.columns,
        empty: file.empty,
        fields,
        event,
    });
    (map, check.problems)
}

fn first_line(text: &str) -> usize {
    text.find('\n').unwrap_or(text.len())
}

/// A table of the map.
fn section<'s, 't>(
    root: &mut Table<'s, 't>,
    key: &'static str,
    check: &mut Check,
) -> Option<Table<'s, 't>> {
    let value = root.get(key)?;
    let DeValue::Table(table) = value.get_ref() else {
        check.wrong_type(key, "a table", value);
        return None;
    };
    Some(Table::new(table, value.span(), key))
}

#[derive(Default)]
struct FileMap {
    wish: Wish,
    empty: Vec<Box<str>>,
}

fn file(root: &mut Table<'_, '_>, check: &mut Check) -> FileMap {
    let Some(mut table) = section(root, "file", check) else {
        return FileMap::default();
    };
    let wish = Wish {
        delimiter: delimiter(&mut table, check),
        header: check.flag(&mut table, "header"),
        quoted: check.flag(&mut table, "quoted"),
        names: check.strings(&mut table, "columns"),
    };
    if wish.header == Some(true) && wish.names.is_some() {
        let message =
            "`columns` names the columns of a file without a header, and this one has one";
        let hint = "leave out `columns`, or write `header = false`".to_owned();
        check.error("contradiction", message, table.place.clone(), Some(hint));
    }
    let empty = check.strings(&mut table, "empty").unwrap_or_default();
    check.finish(&table);
    FileMap {
        wish,
        empty: empty.iter().map(|value| value.trim().into()).collect(),
    }
}

fn delimiter(table: &mut Table<'_, '_>, check: &mut Check) -> Option<u8> {
    let (text, place) = check.string(table, "delimiter")?;
    match text.as_bytes() {
        b"tab" => Some(b'\t'),
        &[byte] if byte.is_ascii() && !matches!(byte, b'"' | b'\n' | b'\r') => Some(byte),
        _ => {
            let message = format!("`{text}` cannot stand between cells");
            let hint = "write one ASCII character, as `;`, or `tab`".to_owned();
            check.error("bad-delimiter", message, place, Some(hint));
            None
        }
    }
}

struct DatasetMap {
    about: About,
    prefix: String,
}

fn dataset(root: &mut Table<'_, '_>, head: &Head<'_>, check: &mut Check) -> DatasetMap {
    let stem = head.stem().to_owned();
    let mut dataset = DatasetMap {
        about: About {
            title: stem.clone(),
            publisher: stem,
            ..About::default()
        },
        prefix: "map".to_owned(),
    };
    let Some(mut table) = section(root, "dataset", check) else {
        return dataset;
    };
    let about = &mut dataset.about;
    for (key, into) in [
        ("title", &mut about.title),
        ("publisher", &mut about.publisher),
        ("license", &mut about.license),
        ("version", &mut about.version),
    ] {
        if let Some((text, _)) = check.string(&mut table, key) {
            text.clone_into(into);
        }
    }
    about.attribution = check.strings(&mut table, "attribution").unwrap_or_default();
    about.timezone = timezone(&mut table, check).unwrap_or_default();
    dataset.prefix = prefix(&mut table, check).unwrap_or(dataset.prefix);
    check.finish(&table);
    dataset
}

fn timezone(table: &mut Table<'_, '_>, check: &mut Check) -> Option<String> {
    let (text, place) = check.string(table, "timezone")?;
    if is_timezone(text) {
        return Some(text.to_owned());
    }
    let hint = nearest::hint(text, chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name()));
    check.error(
        "bad-timezone",
        format!("`{text}` is no IANA time zone"),
        place,
        hint,
    );
    None
}

/// Whether this is an IANA zone.
pub(super) fn is_timezone(text: &str) -> bool {
    text.parse::<chrono_tz::Tz>().is_ok()
}

/// What stands before the dot in the names of own fields: a name as filters read it.
fn prefix(table: &mut Table<'_, '_>, check: &mut Check) -> Option<String> {
    let (text, place) = check.string(table, "prefix")?;
    let letters = text
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    if letters && text.starts_with(|c: char| c.is_ascii_lowercase()) {
        return Some(text.to_owned());
    }
    let message = format!("`{text}` cannot be the prefix of a field");
    let hint = "write lower-case letters and digits, a letter first: `desk` for `desk.weapon`";
    check.error("bad-prefix", message, place, Some(hint.to_owned()));
    None
}
