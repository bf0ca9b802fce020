//! Arabic letters joined: each letter becomes the form it has between its neighbours.
//!
//! Most terminals and all pictures draw one cell at a time and so show bare letters; the presentation forms of Unicode
//! have the joined shapes. Own table: crate `ar-reshaper` 1.5 panics on a line that begins with a vowel mark.

use unicode_width::UnicodeWidthChar;

/// The line with joined letters. Never longer in cells: lam and alef become one.
pub(super) fn shape(line: &str) -> String {
    let chars: Vec<char> = line.chars().collect();
    if !chars.iter().any(|c| letter(*c).is_some()) {
        return line.to_owned();
    }
    let mut out = String::with_capacity(line.len());
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        let before = joins_after(previous(&chars, at));
        if let Some(form) = chars.get(at + 1).and_then(|next| lam_alef(c, *next)) {
            out.extend(char::from_u32(form + u32::from(before)));
            at += 2;
            continue;
        }
        out.push(formed(c, before, joins_before(next(&chars, at))));
        at += 1;
    }
    out
}

/// How a letter joins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joining {
    /// Not at all.
    Never,
    /// To the letter before it.
    Before,
    /// To both neighbours.
    Both,
}

/// Letters with the first of their forms, in the order isolated, final, initial, medial.
#[rustfmt::skip]
const LETTERS: &[(char, u32, Joining)] = {
    use Joining::{Before, Both, Never};
    &[
        ('ء', 0xfe80, Never), ('آ', 0xfe81, Before), ('أ', 0xfe83, Before), ('ؤ', 0xfe85, Before), ('إ', 0xfe87, Before),
        ('ئ', 0xfe89, Both), ('ا', 0xfe8d, Before), ('ب', 0xfe8f, Both), ('ة', 0xfe93, Before), ('ت', 0xfe95, Both),
        ('ث', 0xfe99, Both), ('ج', 0xfe9d, Both), ('ح', 0xfea1, Both), ('خ', 0xfea5, Both), ('د', 0xfea9, Before),
        ('ذ', 0xfeab, Before), ('ر', 0xfead, Before), ('ز', 0xfeaf, Before), ('س', 0xfeb1, Both), ('ش', 0xfeb5, Both),
        ('ص', 0xfeb9, Both), ('ض', 0xfebd, Both), ('ط', 0xfec1, Both), ('ظ', 0xfec5, Both), ('ع', 0xfec9, Both),
        ('غ', 0xfecd, Both), ('ف', 0xfed1, Both), ('ق', 0xfed5, Both), ('ك', 0xfed9, Both), ('ل', 0xfedd, Both),
        ('م', 0xfee1, Both), ('ن', 0xfee5, Both), ('ه', 0xfee9, Both), ('و', 0xfeed, Before), ('ى', 0xfeef, Before),
        ('ي', 0xfef1, Both), ('ٹ', 0xfb66, Both), ('پ', 0xfb56, Both), ('ڤ', 0xfb6a, Both), ('چ', 0xfb7a, Both),
        ('ڈ', 0xfb88, Before), ('ڑ', 0xfb8c, Before), ('ژ', 0xfb8a, Before), ('ک', 0xfb8e, Both), ('گ', 0xfb92, Both),
        ('ں', 0xfb9e, Before), ('ۀ', 0xfba4, Before), ('ہ', 0xfba6, Both), ('ھ', 0xfbaa, Both), ('ے', 0xfbae, Before),
        ('ۆ', 0xfbd9, Before), ('ۋ', 0xfbde, Before), ('ی', 0xfbfc, Both), ('ە', 0xfee9, Before),
    ]
};

const TATWEEL: char = 'ـ';
const ZWJ: char = '\u{200d}';
const ZWNJ: char = '\u{200c}';

fn letter(c: char) -> Option<(u32, Joining)> {
    let arabic = matches!(c, '\u{621}'..='\u{6d5}');
    let found = arabic.then(|| LETTERS.iter().find(|(letter, ..)| *letter == c))?;
    found.map(|(_, form, joining)| (*form, *joining))
}

fn formed(c: char, before: bool, after: bool) -> char {
    let Some((form, joining)) = letter(c) else {
        return c;
    };
    let offset = match (joining, before, after) {
        (Joining::Never, ..) | (Joining::Before, false, _) | (Joining::Both, false, false) => 0,
        (Joining::Before, true, _) | (Joining::Both, true, false) => 1,
        (Joining::Both, false, true) => 2,
        (Joining::Both, true, true) => 3,
    };
    char::from_u32(form + offset).unwrap_or(c)
}

/// The isolated form of lam with this alef.
fn lam_alef(c: char, next: char) -> Option<u32> {
    match (c, next) {
        ('ل', 'آ') => Some(0xfef5),
        ('ل', 'أ') => Some(0xfef7),
        ('ل', 'إ') => Some(0xfef9),
        ('ل', 'ا') => Some(0xfefb),
        _ => None,
    }
}

fn joins_after(c: Option<char>) -> bool {
    c.is_some_and(|c| {
        matches!(c, TATWEEL | ZWJ) || letter(c).is_some_and(|(_, joining)| joining == Joining::Both)
    })
}

fn joins_before(c: Option<char>) -> bool {
    c.is_some_and(|c| {
        matches!(c, TATWEEL | ZWJ)
            || letter(c).is_some_and(|(_, joining)| joining != Joining::Never)
    })
}

fn previous(chars: &[char], at: usize) -> Option<char> {
    chars[..at]
        .iter()
        .rev()
        .find(|c| !is_transparent(**c))
        .copied()
}

fn next(chars: &[char], at: usize) -> Option<char> {
    chars[at + 1..]
        .iter()
        .find(|c| !is_transparent(**c))
        .copied()
}

/// Vowel marks do not come between letters.
fn is_transparent(c: char) -> bool {
    !matches!(c, ZWJ | ZWNJ) && c.width() == Some(0)
}
