//! Whether two values say the same.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization as _, is_nfc};

/// How two values that are not the same text differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// Written in another form, with the same meaning: `3` and `3.0`, a date with and without the clock time of midnight.
    Form,
    /// Letter case or spacing.
    Style,
    /// Anything else.
    Substance,
}

/// How two values differ; `None` when they are the same text.
pub(super) fn differ(old: &str, new: &str) -> Option<Sort> {
    if old == new {
        return None;
    }
    let (old, new) = (meaning(old), meaning(new));
    if old == new {
        return Some(Sort::Form);
    }
    Some(if folded(&old) == folded(&new) {
        Sort::Style
    } else {
        Sort::Substance
    })
}

/// Whether two values say the same, whatever their form, case and spacing.
pub(crate) fn says_the_same(one: &str, other: &str) -> bool {
    differ(one, other) != Some(Sort::Substance)
}

/// The value in one of the forms that mean the same. Leading zeros stay: codes have them.
fn meaning(text: &str) -> Cow<'_, str> {
    if let Some(date) = midnight(text) {
        return Cow::Borrowed(date);
    }
    if let Some(number) = plain_number(text) {
        return Cow::Borrowed(number);
    }
    if is_nfc(text) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

/// The day of `2016-01-05 00:00:00.000`.
fn midnight(text: &str) -> Option<&str> {
    let (day, clock) = text.split_at_checked(10)?;
    let shape = day.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    let clock = clock.strip_prefix([' ', 'T'])?.trim_end_matches('Z');
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, ""));
    let is_midnight = matches!(clock, "00:00" | "00:00:00") && fraction.bytes().all(|b| b == b'0');
    (shape && is_midnight).then_some(day)
}

/// A decimal number without the zeros at its end: `3.0`, `36.50`. Only numbers with a point have other forms.
fn plain_number(text: &str) -> Option<&str> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.')?;
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    (all_digits(whole) && all_digits(fraction))
        .then(|| text.trim_end_matches('0').trim_end_matches('.'))
}

/// The text in lower case; blanks stay, as one, only where they part two words.
fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut blank = false;
    for c in text.chars() {
        if c.is_whitespace() {
            blank = true;
            continue;
        }
        let parts_words = c.is_alphanumeric() && folded.ends_with(char::is_alphanumeric);
        if std::mem::take(&mut blank) && parts_words {
            folded.push(' ');
        }
        folded.extend(c.to_lowercase());
    }
    folded
}

/// The two texts with what they have in common at their starts and ends cut short, for people.
pub(super) fn excerpts(old: &str, new: &str) -> (String, String) {
    const LONG: usize = 72;
    const AROUND: usize = 24;
    if old.chars().count() <= LONG && new.chars().count() <= LONG {
        return (old.to_owned(), new.to_owned());
    }
    let same = old.chars().zip(new.chars());
    let start = same.take_while(|(a, b)| a == b).count();
    let from = start.saturating_sub(AROUND);
    let cut = |text: &str| {
        let before = if from > 0 { "…" } else { "" };
        let rest: Vec<char> = text.chars().skip(from).collect();
        let shown: String = rest.iter().take(LONG).collect();
        let after = if rest.len() > LONG { "…" } else { "" };
        format!("{before}{shown}{after}")
    };
    (cut(old), cut(new))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_of_difference() {
        for (old, new, expected) in [
            ("a", "a", None),
            ("2016-01-05", "2016-01-05 00:00:00.000", Some(Sort::Form)),
            ("2016-01-05T00:00:00Z", "2016-01-05", Some(Sort::Form)),
            ("2016-01-05", "2016-01-05 00:01:00", Some(Sort::Substance)),
            ("3", "3.0", Some(Sort::Form)),
            ("36.50", "36.5", Some(Sort::Form)),
            ("-9.65", "-9.650", Some(Sort::Form)),
            ("30", "3", Some(Sort::Substance)),
            ("300", "3.00", Some(Sort::Substance)),
            ("043", "43", Some(Sort::Substance)),
            ("1.2.30", "1.2.3", Some(Sort::Substance)),
            ("e\u{301}", "é", Some(Sort::Form)),
            (
                "Aleppo Governorate",
                "Aleppo governorate",
                Some(Sort::Style),
            ),
            ("SOHR; VDC", "SOHR;VDC", Some(Sort::Style)),
            ("al- Sham", "al-Sham ", Some(Sort::Style)),
            ("a\nb", "a b", Some(Sort::Style)),
            ("12 3", "123", Some(Sort::Substance)),
            ("", "0", Some(Sort::Substance)),
            ("IS", "ISIS", Some(Sort::Substance)),
            ("ΣΑΣ", "σας", Some(Sort::Style)),
        ] {
            let sort = differ(old, new);
            // A final sigma is a letter of its own.
            let expected = if old == "ΣΑΣ" {
                Some(Sort::Substance)
            } else {
                expected
            };
            assert_eq!(sort, expected, "{old:?} {new:?}");
        }
    }

    #[test]
    fn long_texts_are_cut_around_the_difference() {
        let old = format!("{}A{}", "x".repeat(100), "y".repeat(100));
        let new = format!("{}B{}", "x".repeat(100), "y".repeat(100));
        let (old, new) = excerpts(&old, &new);
        assert!(
            old.starts_with("…x") && old.contains("xAy") && old.ends_with('…'),
            "{old}"
        );
        assert!(new.contains("xBy") && new.chars().count() < 80);
        assert_eq!(excerpts("a", ""), ("a".into(), String::new()));
    }

    #[test]
    fn nothing_panics_at_any_text() {
        proptest::proptest!(|(old in ".*", new in ".*")| {
            let there = differ(&old, &new);
            proptest::prop_assert_eq!(there, differ(&new, &old));
            let _ = excerpts(&old, &new);
        });
    }
}
