//! What cells of several formats hold: coordinates, counts, lists.

use crate::model::Position;
use crate::reader::cells::Cells;
use crate::reader::{Fault, FieldPart, Row};

/// Coordinates in two cells, WGS 84; both or none.
pub(super) fn position(
    cells: &(impl Cells + ?Sized),
    lat: usize,
    lon: usize,
    row: &mut Row,
) -> Result<Option<Position>, Fault> {
    let degrees = |at: usize, most| degrees(at, cells.cell(at), most);
    Ok(both((degrees(lat, 90.0)?, degrees(lon, 180.0)?), row))
}

/// Coordinates, of which one alone is none.
pub(super) fn both(degrees: (Option<f64>, Option<f64>), row: &mut Row) -> Option<Position> {
    if degrees.0.is_some() != degrees.1.is_some() {
        row.odd("half-coordinates");
    }
    let (lat, lon) = degrees.0.zip(degrees.1)?;
    Some(Position { lat, lon })
}

/// Notes a code that the codebook does not have. It is kept as it is written where codes are kept.
pub(super) fn known_code(code: &str, known: &[&str], column: usize, row: &mut Row) {
    if !code.is_empty() && !known.contains(&code) {
        row.odd_in("unknown-code", column);
    }
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

/// Adds a number in digits, without the machinery of formatting: millions of titles have some.
pub(super) fn push_number(text: &mut String, number: u64) {
    if number > 9 {
        push_number(text, number / 10);
    }
    let digit = usize::try_from(number % 10).expect("a digit is small");
    text.push_str(&"0123456789"[digit..=digit]);
}
