//! Counts of people and degrees, as tables write them.

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

/// `1200`, `1,200`, `1 200`; `12.0`, as pandas writes a column of numbers with gaps.
fn whole(text: &str) -> Option<u64> {
    let text = text.strip_suffix(".0").unwrap_or(text);
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

/// Degrees up to `most` either way; the decimal sign may be a comma.
pub(super) fn degrees(text: &str, most: f64) -> Option<f64> {
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

    #[test]
    fn degrees_have_limits() {
        assert_eq!(degrees("36.2", 90.0), Some(36.2));
        assert_eq!(degrees("-36,25", 90.0), Some(-36.25));
        for text in ["", "91", "N 36", "NaN", "inf", "3,-6", "3,6,1", "36.2.1"] {
            assert_eq!(degrees(text, 90.0), None, "{text}");
        }
    }
}
