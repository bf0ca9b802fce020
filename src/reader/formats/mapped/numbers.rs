//! Counts of people, as tables write them.

use crate::reader::formats::cells::without_fraction;

/// What a cell says about a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Count {
    /// Nothing.
    Absent,
    /// One number.
    Number(u64),
    /// `10-15`, or `10+` without a greatest.
    Range(u64, Option<u64>),
    /// Something in words: "dozens".
    Words,
}

/// Reads a cell. Only what has one meaning is a number: `1,200` cannot be a fraction of a person, but `1.200` can be 1200 or
/// the 1.2 of a computed column, and stays words.
pub(super) fn count(cell: &str) -> Count {
    if cell.is_empty() {
        return Count::Absent;
    }
    if let Some(number) = whole(cell) {
        return Count::Number(number);
    }
    if let Some(low) = cell.strip_suffix('+').and_then(|low| whole(low.trim_end())) {
        return Count::Range(low, None);
    }
    let (low, high) = match cell.split_once(['-', '–']) {
        Some((low, high)) => (whole(low.trim_end()), whole(high.trim_start())),
        None => (None, None),
    };
    match (low, high) {
        (Some(low), Some(high)) if low <= high => Count::Range(low, Some(high)),
        _ => Count::Words,
    }
}

/// `1200`, `1,200`, `1 200`; `12.0` and `12,0`, as programs write a column of numbers with gaps.
fn whole(text: &str) -> Option<u64> {
    let text = without_fraction(text);
    let mut groups = text.split([',', ' ', '\u{a0}', '\u{202f}', '\'']);
    let first = groups.next()?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut number: u64 = digits(first).then(|| first.parse().ok())??;
    for group in groups {
        if first.len() > 3 || group.len() != 3 || !digits(group) {
            return None;
        }
        number = number.checked_mul(1000)?.checked_add(group.parse().ok()?)?;
    }
    Some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_numbers_ranges_or_words() {
        for (cell, expected) in [
            ("", Count::Absent),
            ("0", Count::Number(0)),
            ("12", Count::Number(12)),
            ("12.0", Count::Number(12)),
            ("12,0", Count::Number(12)),
            ("10.0-15.0", Count::Range(10, Some(15))),
            ("1,200", Count::Number(1200)),
            ("1 200 000", Count::Number(1_200_000)),
            ("10-15", Count::Range(10, Some(15))),
            ("10 – 15", Count::Range(10, Some(15))),
            ("20+", Count::Range(20, None)),
            ("15-10", Count::Words),
            ("-9", Count::Words),
            ("1.200", Count::Words),
            ("1,20", Count::Words),
            ("2016,200", Count::Words),
            ("1.5", Count::Words),
            ("dozens", Count::Words),
            ("99999999999999999999", Count::Words),
            ("999 999 999 999 999 999 999", Count::Words),
        ] {
            assert_eq!(count(cell), expected, "{cell}");
        }
    }
}
