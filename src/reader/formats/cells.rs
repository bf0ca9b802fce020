//! What cells of several formats hold: coordinates, counts, lists.

use crate::model::Position;
use crate::reader::{Fault, FieldPart, Record, Row};

/// Coordinates in two cells, WGS 84; both or none.
pub(super) fn position(
    record: &Record<'_>,
    lat: usize,
    lon: usize,
) -> Result<Option<Position>, Fault> {
    let lat = degrees(lat, record.get(lat), 90.0)?;
    let lon = degrees(lon, record.get(lon), 180.0)?;
    Ok(lat.zip(lon).map(|(lat, lon)| Position { lat, lon }))
}

/// Degrees in the text of a column; none in an empty one.
pub(super) fn degrees(at: usize, text: &str, most: f64) -> Result<Option<f64>, Fault> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let number = text
        .parse::<f64>()
        .ok()
        .filter(|number| number.abs() <= most);
    number.map(Some).ok_or_else(|| {
        Fault::column(
            at,
            format!("`{text}` is not from -{most} to {most} degrees"),
        )
    })
}

/// The entries of a list, trimmed; empty ones are none.
pub(super) fn list<'a>(
    text: &'a str,
    separators: &'a [char],
) -> impl Iterator<Item = &'a str> + Clone {
    text.split(separators)
        .map(str::trim)
        .filter(|entry| !entry.is_empty())
}

/// Sets a value of an own field, unless the row has it already.
pub(super) fn field_once(row: &mut Row, field: usize, value: &str) {
    let known = |part: &FieldPart| part.field == field && part.value == value;
    if !row.fields.iter().any(known) {
        row.field(field, value);
    }
}

/// Adds a line of text to search; an empty one adds nothing.
pub(super) fn add_line(text: &mut String, line: &str) {
    if !line.is_empty() {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(line);
    }
}
