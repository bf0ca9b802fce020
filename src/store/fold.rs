//! Folding of text, so that what is typed finds what is written: `elysee` finds "Élysée", `حلب` finds "حَلَب".

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds a text: lower case, compatibility forms (NFKD), no combining marks (Arabic vowel signs among them), no tatweel, one
/// form for each Arabic and Persian letter, ASCII for `ø đ ł ı ß æ œ` and for the digits of every script (`٢٠٢٤` is `2024`), no
/// zero-width characters, runs of white space as one blank, none at the ends.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// Appends the folded text. Runs of ASCII, which are nearly all of nearly every text, are copied as wholes.
pub(super) fn fold_into(text: &str, out: &mut String) {
    let mut writer = Writer {
        start: out.len(),
        out,
        blank: false,
    };
    let mut rest = text;
    while !rest.is_empty() {
        let ascii = if rest.is_ascii() {
            rest.len()
        } else {
            run(rest, |byte| byte.is_ascii())
        };
        let (ascii, other) = rest.split_at(ascii);
        writer.push_ascii(ascii);
        // A letter of ASCII ends what can decompose or be put in order together, so that the runs fold as the whole would.
        let (other, after) = other.split_at(run(other, |byte| !byte.is_ascii()));
        writer.push_other(other);
        rest = after;
    }
}

/// How many bytes at the start pass.
fn run(text: &str, passes: impl Fn(u8) -> bool) -> usize {
    let end = text.bytes().position(|byte| !passes(byte));
    end.unwrap_or(text.len())
}

/// Whether the character belongs to a word (folded text).
#[must_use]
pub fn is_word(c: char) -> bool {
    c.is_alphanumeric()
}

/// The form in which names are looked up: folded, with one blank for whatever stands between words, and no apostrophes, so
/// that `hayat` finds "Hay'at" and `al sham` finds `al-sham`.
#[must_use]
pub fn name_key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    let mut gap = false;
    for c in fold(name).chars().filter(|&c| !is_apostrophe(c)) {
        if !is_word(c) {
            gap = true;
            continue;
        }
        if std::mem::take(&mut gap) && !key.is_empty() {
            key.push(' ');
        }
        key.push(c);
    }
    key
}

/// What two spellings of one name have in common: they may differ in case, accents, blanks, apostrophes and hyphens. Any other
/// mark tells names apart, as does a minus: `Unit 5` is not `Unit -5`, `C` is not `C++`.
#[must_use]
pub fn spelling_key(name: &str) -> String {
    let folded: Vec<char> = fold(name).chars().filter(|&c| !is_apostrophe(c)).collect();
    let mut key = String::with_capacity(folded.len());
    let mut gap = false;
    for (at, &c) in folded.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| folded[at]);
        if c == ' ' || c == '-' && !is_minus(before, folded.get(at + 1).copied()) {
            gap = true;
            continue;
        }
        if std::mem::take(&mut gap) && !key.is_empty() {
            key.push(' ');
        }
        key.push(c);
    }
    if key.is_empty() { name.to_owned() } else { key }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '`' | 'ʿ' | 'ʾ' | 'ʼ' | 'ʻ')
}

/// A hyphen before a digit that no word comes before.
fn is_minus(before: Option<char>, after: Option<char>) -> bool {
    after.is_some_and(|c| c.is_ascii_digit()) && !before.is_some_and(is_word)
}

struct Writer<'a> {
    out: &'a mut String,
    start: usize,
    blank: bool,
}

impl Writer<'_> {
    fn push_ascii(&mut self, text: &str) {
        if has_only_single_blanks(text) {
            self.push_words(text);
        } else {
            text.chars().for_each(|c| self.push(c.to_ascii_lowercase()));
        }
    }

    /// Text without ASCII. Dashes and quotation marks, which are all that English texts have of it, have no other forms.
    fn push_other(&mut self, text: &str) {
        if text.chars().all(|c| punctuation(c).is_some()) {
            text.chars()
                .filter_map(punctuation)
                .for_each(|c| self.push(c));
            return;
        }
        // Lower case comes first: capital forms such as İ decompose into a letter and a mark only then.
        for c in text.chars().flat_map(char::to_lowercase).nfkd() {
            fold_char(c, self);
        }
    }

    /// Text of ASCII with blanks between its words, and perhaps one at each end.
    fn push_words(&mut self, text: &str) {
        let words = text.strip_prefix(' ').unwrap_or(text);
        let words = words.strip_suffix(' ').unwrap_or(words);
        self.blank |= text.starts_with(' ');
        if words.is_empty() {
            return;
        }
        if std::mem::take(&mut self.blank) && self.out.len() > self.start {
            self.out.push(' ');
        }
        let from = self.out.len();
        self.out.push_str(words);
        self.out[from..].make_ascii_lowercase();
        self.blank = text.ends_with(' ');
    }

    fn push(&mut self, c: char) {
        if c.is_whitespace() || c.is_control() {
            self.blank = true;
            return;
        }
        if std::mem::take(&mut self.blank) && self.out.len() > self.start {
            self.out.push(' ');
        }
        self.out.push(c);
    }
}

/// Whether a text of ASCII can be copied as it is, but for its case and its ends: it has no control characters and no two blanks
/// beside each other. No early end and bytes for sums, so that many are tested at a time.
fn has_only_single_blanks(text: &str) -> bool {
    let bytes = text.as_bytes();
    let control = bytes.iter().fold(0, |any, &byte| {
        any | u8::from(byte < b' ') | u8::from(byte == 0x7f)
    });
    let after = bytes.get(1..).unwrap_or_default();
    let double = bytes.iter().zip(after).fold(0, |any, (&a, &b)| {
        any | (u8::from(a == b' ') & u8::from(b == b' '))
    });
    (control | double) == 0
}

fn fold_char(c: char, writer: &mut Writer<'_>) {
    match c {
        _ if is_combining_mark(c) || is_invisible(c) => {}
        'أ' | 'إ' | 'آ' | 'ٱ' => writer.push('ا'),
        'ى' | 'ی' | 'ئ' => writer.push('ي'),
        'ة' => writer.push('ه'),
        'ؤ' => writer.push('و'),
        'ک' => writer.push('ك'),
        'ø' => writer.push('o'),
        'đ' => writer.push('d'),
        'ł' => writer.push('l'),
        'ı' => writer.push('i'),
        'ß' => ['s', 's'].into_iter().for_each(|c| writer.push(c)),
        'æ' => ['a', 'e'].into_iter().for_each(|c| writer.push(c)),
        'œ' => ['o', 'e'].into_iter().for_each(|c| writer.push(c)),
        _ => match punctuation(c) {
            Some(plain) => writer.push(plain),
            None if c.is_numeric() => writer.push(digit(c).unwrap_or(c)),
            None => c.to_lowercase().for_each(|c| writer.push(c)),
        },
    }
}

/// Where the digits zero to nine start in each script: the general category Nd of Unicode 14 without ASCII, which has them in runs
/// of ten (The Unicode Standard, section 4.6). The mathematical digits are taken apart by NFKD before.
const ZEROS: [u32; 58] = [
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6,
    0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50,
    0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0x104a0,
    0x10d30, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0,
    0x11730, 0x118e0, 0x11950, 0x11c50, 0x11d50, 0x11da0, 0x16a60, 0x16ac0, 0x16b50, 0x1e140,
    0x1e2f0, 0x1e950,
];

/// The ASCII digit that a digit of another script stands for.
fn digit(c: char) -> Option<char> {
    let code = u32::from(c);
    let after = ZEROS.partition_point(|&zero| zero <= code);
    let value = code - ZEROS.get(after.checked_sub(1)?)?;
    char::from_digit(value, 10)
}

/// Marks of punctuation as they are typed.
fn punctuation(c: char) -> Option<char> {
    match c {
        '’' | '‘' => Some('\''),
        '“' | '”' => Some('"'),
        '–' | '‐' | '‑' => Some('-'),
        _ => None,
    }
}

/// Tatweel, zero-width characters, marks of direction and the soft hyphen.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{640}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn letters_lose_case_accents_and_marks() {
        assert_eq!(fold("Palais de l’Élysée"), "palais de l'elysee");
        assert_eq!(fold("إِدلب حَلَـب"), "ادلب حلب");
        assert_eq!(fold("هيئة"), "هييه");
        assert_eq!(fold("کوردی"), fold("كوردي"));
        assert_eq!(
            fold("Łódź Straße İstanbul ıssız Ørsted"),
            "lodz strasse istanbul issiz orsted"
        );
    }

    #[test]
    fn digits_of_every_script_are_one() {
        assert_eq!(
            fold("٢٠٢٤ ۲۰۲۴ २०२४ ２０２４ 𝟐𝟎𝟐𝟒"),
            "2024 2024 2024 2024 2024"
        );
        assert_eq!(fold("٧٬٥٠٠"), "7\u{66c}500");
        // Numerals that are no digits stay.
        assert_eq!(fold("Ⅻ ௰"), "xii ௰");
        assert!(ZEROS.is_sorted());
    }

    proptest! {
        #[test]
        fn runs_fold_as_characters_one_by_one(text in "([aB \\t\\n\u{a0}\u{ad}é’e\u{301}ﬁ–İحَ]| [A-Z]){0,24}") {
            let mut one_by_one = String::new();
            let mut writer = Writer { start: 0, out: &mut one_by_one, blank: false };
            text.chars().flat_map(char::to_lowercase).nfkd().for_each(|c| fold_char(c, &mut writer));
            prop_assert_eq!(fold(&text), one_by_one);
        }
    }

    #[test]
    fn spellings_of_one_name_have_one_key() {
        let one = [
            "Dar'a al-Balad",
            "DARA AL BALAD",
            "Dar’a  al–Balad ",
            "Darʿā al - balad",
        ];
        for name in one {
            assert_eq!(spelling_key(name), "dara al balad", "{name}");
        }
        let apart = [
            "Unit 5",
            "Unit -5",
            "Unit 5+",
            "Unit (5)",
            "Unit 5/6",
            "Unit 5, 6",
            "--",
            "++",
        ];
        let keys: std::collections::HashSet<String> =
            apart.iter().map(|name| spelling_key(name)).collect();
        assert_eq!(keys.len(), apart.len());
        assert_eq!(spelling_key("Unit-5"), "unit 5");
        assert_eq!(spelling_key("--"), "--");
    }

    #[test]
    fn white_space_runs_are_one_blank() {
        assert_eq!(fold("  a\t\nb\u{a0} c\u{200b}d  "), "a b cd");
        assert_eq!(fold(" \n "), "");
    }
}
