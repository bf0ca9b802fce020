//! What a file nearly is that no format takes: a table without a column that is needed, JSON that does not parse.

use serde::de::IgnoredAny;

use crate::reader::{Cut, Cutter, Format, Head, Options, json};

/// Columns that only one format has. A file with most of them is one of that format that lacks something.
const TELLTALES: &[(&str, u8, &[&str])] = &[
    (
        "ucdp-ged",
        b',',
        &["type_of_violence", "dyad_name", "side_a", "where_prec"],
    ),
    (
        "acled",
        b',',
        &["event_id_cnty", "sub_event_type", "inter1", "geo_precision"],
    ),
    (
        "acled",
        b';',
        &["event_id_cnty", "sub_event_type", "inter1", "geo_precision"],
    ),
    (
        "polecat",
        b'\t',
        &["Event Mode", "Quad Code", "Actor COW", "Story People"],
    ),
];

/// A table of GDELT has no header and no quotes, and this many columns or nearly so.
const GDELT: std::ops::RangeInclusive<usize> = 50..=70;

/// What the file nearly is, and why it is not; a full sentence without a full stop.
pub(super) fn nearly(formats: &'static [Format], head: &Head<'_>) -> Option<String> {
    open_quote(head)
        .or_else(|| broken_json(head))
        .or_else(|| incomplete(formats, head))
}

/// A header that does not end.
fn open_quote(head: &Head<'_>) -> Option<String> {
    let cut = Cut::Delimited {
        delimiter: b',',
        quoted: true,
        header: true,
    };
    let is_table = !head.is_json() && head.first_line().contains(',');
    let unclosed = Cutter::default().next(&cut, head.text)?.err()?;
    let column = head.text.get(..unclosed.at)?.chars().count() + 1;
    (is_table && !head.text[..unclosed.at].contains('\n'))
        .then(|| format!("the quote in line 1, column {column}, is never closed"))
}

/// A text that starts as JSON and is none.
fn broken_json(head: &Head<'_>) -> Option<String> {
    if !head.whole || !head.is_json() {
        return None;
    }
    let lines = head.text.lines().filter(|line| !line.trim().is_empty());
    let is_json = |text: &str| serde_json::from_str::<IgnoredAny>(text).is_ok();
    // A record a line is no JSON as a whole.
    if lines.into_iter().all(is_json) {
        return None;
    }
    let error = serde_json::from_str::<IgnoredAny>(head.text).err()?;
    let (line, column) = (error.line(), error.column().max(1));
    Some(format!(
        "line {line}, column {column}: {}",
        json::told(&error)
    ))
}

fn incomplete(formats: &'static [Format], head: &Head<'_>) -> Option<String> {
    let why = |name: &str| {
        let format = formats.iter().find(|format| format.name == name)?;
        let fault = (format.open)(head, &Options::default()).err()?;
        Some(fault.message.into_owned())
    };
    let has_most = |(_, delimiter, names): &&(&str, u8, &[&str])| {
        let cells = head.cells(*delimiter);
        let has = |name: &&&str| {
            cells
                .iter()
                .any(|cell| cell.trim().eq_ignore_ascii_case(name))
        };
        names.iter().filter(has).count() * 2 > names.len()
    };
    if let Some((name, ..)) = TELLTALES.iter().find(has_most) {
        return why(name);
    }
    let cells = head.bare_cells(b'\t');
    let is_number =
        |cell: &String| cell.len() > 5 && cell.bytes().all(|byte| byte.is_ascii_digit());
    (GDELT.contains(&cells.len()) && cells.first().is_some_and(is_number)).then(|| why("gdelt"))?
}
