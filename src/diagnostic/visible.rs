//! Data as text that cannot act on a terminal or deceive its reader: one visible character for each that is not.

/// The text with every control, bidirectional and invisible character replaced by a mark, character for character, so that
/// columns stay right.
#[must_use]
pub fn visible(text: &str) -> String {
    text.chars().map(visible_char).collect()
}

/// The mark for a character that must not reach a terminal; the character itself otherwise.
pub(super) fn visible_char(c: char) -> char {
    match c {
        // The "control pictures" block has the C0 controls in their order.
        '\0'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or(char::REPLACEMENT_CHARACTER),
        '\u{7f}' => '\u{2421}',
        c if is_hidden(c) => char::REPLACEMENT_CHARACTER,
        c => c,
    }
}

/// C1 controls, line separators, Unicode's `Bidi_Control` and `Default_Ignorable_Code_Point`.
pub(super) fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{80}'..='\u{9f}' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn nothing_acts_and_nothing_moves() {
        let text = "a\u{1b}[31m\u{9b}\u{202e}\u{200d}\n\u{7f}عж";
        assert_eq!(visible(text), "a␛[31m���␊␡عж");
        assert_eq!(visible(text).chars().count(), text.chars().count());
    }
}
