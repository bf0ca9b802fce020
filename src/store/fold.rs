//! Folding of text, so that what is typed finds what is written: `elysee` finds "Élysée", `حلب` finds "حَلَب".

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds a text: lower case, compatibility forms (NFKD), no combining marks (Arabic vowel signs among them), no tatweel, one
/// form for each Arabic and Persian letter, ASCII for `ø đ ł ı ß æ œ`, no zero-width characters, runs of white space as one
/// blank, none at the ends.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// Appends the folded text.
pub(super) fn fold_into(text: &str, out: &mut String) {
    let mut writer = Writer {
        start: out.len(),
        out,
        blank: false,
    };
    if text.is_ascii() {
        return text
            .bytes()
            .for_each(|byte| writer.push(char::from(byte.to_ascii_lowercase())));
    }
    // Lower case comes first: capital forms such as İ decompose into a letter and a mark only then.
    for c in text.chars().flat_map(char::to_lowercase).nfkd() {
        fold_char(c, &mut writer);
    }
}

/// Whether the character belongs to a word (folded text).
#[must_use]
pub fn is_word(c: char) -> bool {
    c.is_alphanumeric()
}

struct Writer<'a> {
    out: &'a mut String,
    start: usize,
    blank: bool,
}

impl Writer<'_> {
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
        '’' | '‘' => writer.push('\''),
        '“' | '”' => writer.push('"'),
        '–' | '‐' | '‑' => writer.push('-'),
        _ => c.to_lowercase().for_each(|c| writer.push(c)),
    }
}

/// Tatweel, zero-width characters, marks of direction and the soft hyphen.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{640}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

#[cfg(test)]
mod tests {
    use super::fold;

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
    fn white_space_runs_are_one_blank() {
        assert_eq!(fold("  a\t\nb\u{a0} c\u{200b}d  "), "a b cd");
        assert_eq!(fold(" \n "), "");
    }
}
