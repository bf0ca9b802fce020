//! Text out of damaged bytes.
//!
//! Every repair keeps the length, so that places in the text stay places in the file. What was repaired is handed out with it:
//! whoever reads the text reports it, and nothing damaged passes for data.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memmem;

use super::Cut;

/// Stands for a byte that cannot be in the text. JSON allows it in strings, and it is drawn as a mark.
const STAND_IN: u8 = 0x7f;

/// Text, with what was repaired in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repaired<'a> {
    /// The text, as long as the bytes; shorter where a character is cut at an end that is not the last.
    pub text: Cow<'a, str>,
    /// Where bytes stood that are not UTF-8, in order; neighbours are one.
    pub invalid: Vec<usize>,
    /// Where halves of surrogate pairs stood in JSON, in order.
    pub surrogates: Vec<usize>,
}

/// The text of bytes of a file that is cut like this. `ended` is false when a character may be cut at the end.
#[must_use]
pub fn repaired<'a>(bytes: &'a [u8], cut: &Cut, ended: bool) -> Repaired<'a> {
    let (text, invalid) = utf8(bytes, ended);
    if !is_json(&text, cut) {
        return Repaired {
            text,
            invalid,
            surrogates: Vec::new(),
        };
    }
    let surrogates = unpaired_surrogates(text.as_bytes());
    Repaired {
        text: json(text, &surrogates),
        invalid,
        surrogates,
    }
}

/// Whether one of these places is in a range.
#[must_use]
pub fn first_within(places: &[usize], range: &Range<usize>) -> Option<usize> {
    let next = places.partition_point(|&place| place < range.start);
    let place = places.get(next).copied();
    place.filter(|place| range.contains(place))
}

/// The text of bytes, with something else in place of what is not UTF-8.
fn utf8(bytes: &[u8], ended: bool) -> (Cow<'_, str>, Vec<usize>) {
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return (Cow::Borrowed(text), Vec::new()),
        Err(error) => error,
    };
    if !ended && error.error_len().is_none() {
        let whole = &bytes[..error.valid_up_to()];
        return (String::from_utf8_lossy(whole), Vec::new());
    }
    let (mut text, mut invalid) = (String::with_capacity(bytes.len()), Vec::new());
    let mut chunks = bytes.utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        text.push_str(chunk.valid());
        let wrong = chunk.invalid();
        let is_cut = !ended && chunks.peek().is_none() && is_start(wrong);
        if wrong.is_empty() || is_cut {
            continue;
        }
        // Neighbours are one mistake: a word in another encoding.
        if !chunk.valid().is_empty() || invalid.is_empty() {
            invalid.push(text.len());
        }
        wrong.iter().for_each(|_| text.push(char::from(STAND_IN)));
    }
    (Cow::Owned(text), invalid)
}

/// Whether bytes are the start of a character.
fn is_start(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none())
}

/// Lines and documents are JSON when they look so; calendars are not.
fn is_json(text: &str, cut: &Cut) -> bool {
    let starts = ['{', '[', '\u{1e}', '\u{feff}'];
    !matches!(cut, Cut::Delimited { .. }) && text.trim_start().starts_with(starts)
}

/// JSON with U+FFFD for each half of a surrogate pair, and without NUL, which no JSON may have.
fn json<'a>(text: Cow<'a, str>, surrogates: &[usize]) -> Cow<'a, str> {
    let has_nul = memchr::memchr(0, text.as_bytes()).is_some();
    if surrogates.is_empty() && !has_nul {
        return text;
    }
    let mut text = text.into_owned();
    for &at in surrogates {
        text.replace_range(at..at + ESCAPE, "\\ufffd");
    }
    if has_nul {
        text = text.replace('\0', "\u{7f}");
    }
    Cow::Owned(text)
}

/// Whether JSON has an escape of NUL or of the escape character, which texts have by damage only.
#[must_use]
pub fn has_escaped_control(json: &str) -> bool {
    let bytes = json.as_bytes();
    let is_control = |at: usize| {
        let escape = bytes.get(at..at + ESCAPE).unwrap_or_default();
        let is_one = matches!(escape, b"\\u0000" | b"\\u001b" | b"\\u001B");
        is_one && !is_escaped(bytes, at)
    };
    memmem::find_iter(bytes, b"\\u00").any(is_control)
}

/// Bytes of `\u0000`.
const ESCAPE: usize = 6;

/// Where escapes stand that are half of a surrogate pair, without the other half.
fn unpaired_surrogates(json: &[u8]) -> Vec<usize> {
    let mut unpaired = Vec::new();
    // Escapes of emoji are rare, and those of all other characters are no surrogates: most texts end here.
    if memmem::find(json, b"\\ud").is_none() && memmem::find(json, b"\\uD").is_none() {
        return unpaired;
    }
    let mut at = 0;
    while let Some(found) = memmem::find(&json[at..], b"\\u") {
        let escape = at + found;
        at = escape + 2;
        if is_escaped(json, escape) {
            continue;
        }
        match surrogate(json, escape) {
            Some(Half::High) if surrogate(json, escape + ESCAPE) == Some(Half::Low) => {
                at = escape + 2 * ESCAPE;
            }
            Some(_) => {
                unpaired.push(escape);
                at = escape + ESCAPE;
            }
            None => {}
        }
    }
    unpaired
}

/// Whether a backslash is itself the escaped one of two.
fn is_escaped(json: &[u8], at: usize) -> bool {
    let before = json[..at].iter().rev();
    before.take_while(|&&byte| byte == b'\\').count() % 2 == 1
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    High,
    Low,
}

/// Which half the escape at a byte is, if it is one.
fn surrogate(json: &[u8], at: usize) -> Option<Half> {
    let escape = json.get(at..at + ESCAPE)?;
    let digits = std::str::from_utf8(escape.strip_prefix(b"\\u")?).ok()?;
    match u16::from_str_radix(digits, 16).ok()? {
        0xd800..=0xdbff => Some(Half::High),
        0xdc00..=0xdfff => Some(Half::Low),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const CELLS: Cut = Cut::Delimited {
        delimiter: b',',
        quoted: true,
        header: false,
    };

    #[test]
    fn bytes_that_are_not_utf8_keep_their_place() {
        let all = |bytes: &'static [u8], ended| {
            let repaired = repaired(bytes, &CELLS, ended);
            (repaired.text.into_owned(), repaired.invalid)
        };
        assert_eq!(all("é,b".as_bytes(), true), ("é,b".into(), vec![]));
        assert_eq!(
            all(b"M\xfcller,\xff\xfe,\xe2\x82", true),
            (
                "M\u{7f}ller,\u{7f}\u{7f},\u{7f}\u{7f}".into(),
                vec![1, 7, 10]
            )
        );
        assert_eq!(
            all(b"M\xfcller,\xe2\x82", false),
            ("M\u{7f}ller,".into(), vec![1]),
            "the last character may go on"
        );
        assert_eq!(all(b"ab\xe2\x82", false), ("ab".into(), vec![]));
    }

    #[test]
    fn halves_of_pairs_are_found_and_pairs_are_left() {
        let halves = |text: &str| unpaired_surrogates(text.as_bytes());
        let none: [usize; 0] = [];
        assert_eq!(halves(r#"{"a":"\ud83d\ude00 \uD83D\uDE00"}"#), none);
        assert_eq!(halves(r#"{"a":"\ud800","b":"\udc00x\uD83D"}"#), [6, 19, 26]);
        assert_eq!(halves(r#"{"a":"\ud83d\ud83d\ude00"}"#), [6]);
        assert_eq!(halves(r#"{"a":"\\ud800"}"#), none, "a backslash and a word");
        assert_eq!(halves(r#"{"a":"\\\ud800"}"#), [8]);
        assert_eq!(halves(r#""\ud8"#), none, "no escape at all");
    }

    #[test]
    fn json_is_repaired_and_other_text_is_not() {
        let bytes = b"{\"a\":\"\\ud800\0\"}";
        let repaired = repaired(bytes, &Cut::Lines, true);
        assert_eq!(repaired.text, "{\"a\":\"\\ufffd\u{7f}\"}");
        assert_eq!(repaired.surrogates, [6]);
        assert!(serde_json::from_str::<serde_json::Value>(&repaired.text).is_ok());
        let cells = super::repaired(bytes, &CELLS, true);
        assert_eq!(cells.text.as_bytes(), bytes);
    }

    #[test]
    fn escapes_of_controls_are_seen() {
        for (json, is) in [
            (r#"{"a":"x\u0000"}"#, true),
            (r#"{"a":"\u001B[2J"}"#, true),
            (r#"{"a":"\\u0000 \u00e9"}"#, false),
            (r#"{"a":"\\\u0000"}"#, true),
            (r#"{"a":"\u000a"}"#, false),
        ] {
            assert_eq!(has_escaped_control(json), is, "{json}");
        }
    }

    #[test]
    fn places_are_looked_up() {
        assert_eq!(first_within(&[3, 9], &(0..3)), None);
        assert_eq!(first_within(&[3, 9], &(0..4)), Some(3));
        assert_eq!(first_within(&[3, 9], &(4..10)), Some(9));
        assert_eq!(first_within(&[3, 9], &(10..12)), None);
    }

    proptest! {
        #[test]
        fn the_length_stays(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            for cut in [CELLS, Cut::Lines] {
                prop_assert_eq!(repaired(&bytes, &cut, true).text.len(), bytes.len());
                let cut_short = repaired(&bytes, &cut, false).text.len();
                prop_assert!(cut_short <= bytes.len() && cut_short + 4 > bytes.len());
            }
        }
    }
}
