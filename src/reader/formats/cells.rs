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

/// A whole number. Programs that know only fractions write 14 as `14.0`, or as `14,0`; `1.000` may be a thousand and is none.
pub(super) fn whole(text: &str) -> Option<u64> {
    without_fraction(text).parse().ok()
}

/// A number without the fraction that says nothing; any other text as it is.
#[inline]
pub(super) fn without_fraction(text: &str) -> &str {
    let whole = match text.as_bytes() {
        [.., b'.' | b',', b'0'] => &text[..text.len() - 2],
        _ => return text,
    };
    let digits = whole.strip_prefix('-').unwrap_or(whole);
    if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        whole
    } else {
        text
    }
}

/// A number with a fraction, up to `most` either way; the decimal sign may be a comma.
pub(super) fn decimal(text: &str, most: f64) -> Option<f64> {
    let number = match text.split_once(',') {
        None => text.parse::<f64>().ok()?,
        // Both parts are digits, or this is no number.
        Some((whole, fraction)) if !fraction.starts_with(['+', '-']) => {
            format!("{whole}.{fraction}").parse().ok()?
        }
        Some(_) => return None,
    };
    (number.abs() <= most).then_some(number)
}

/// Degrees in the text of a column; none in an empty one.
pub(super) fn degrees(at: usize, text: &str, most: f64) -> Result<Option<f64>, Fault> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    decimal(text, most).map(Some).ok_or_else(|| {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_that_say_nothing_are_none() {
        for (text, number) in [
            ("14", Some(14)),
            ("14.0", Some(14)),
            ("14,0", Some(14)),
            ("14.5", None),
            ("1.000", None),
            ("1,000", None),
            (".0", None),
            ("-1.0", None),
            ("a.0", None),
        ] {
            assert_eq!(whole(text), number, "{text}");
        }
        assert_eq!(without_fraction("-9.0"), "-9");
        assert_eq!(without_fraction("Battalion 7.0"), "Battalion 7.0");
    }

    #[test]
    fn the_decimal_sign_may_be_a_comma() {
        assert_eq!(decimal("36.2", 90.0), Some(36.2));
        assert_eq!(decimal("-36,25", 90.0), Some(-36.25));
        for text in ["", "91", "N 36", "NaN", "inf", "3,-6", "3,6,1", "36.2.1"] {
            assert_eq!(decimal(text, 90.0), None, "{text}");
        }
    }
}
