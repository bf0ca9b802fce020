//! From data to clean text: which characters stay, which become marks.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

use super::mark::{CARRIER, HIDDEN, control, counted, named};
use super::{LONGEST, cells};

/// Combining marks that one cell may carry.
const MARKS_A_CELL: usize = 8;

/// Characters that one cell may hold: the longest emoji families have eleven.
const CHARACTERS_A_CELL: usize = 16;

const ZWNJ: char = '\u{200c}';
const ZWJ: char = '\u{200d}';

/// How invisible characters are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marks {
    /// As a mark of one cell.
    Cell,
    /// By number.
    Name,
}

/// The clean text of `text`.
pub(super) fn scan(text: &str, marks: Marks) -> String {
    if text.len() <= LONGEST && text.bytes().all(|b| matches!(b, b' '..=b'~')) {
        return text.to_owned();
    }
    let (head, left_out) = longest(text);
    let mut out = bound_cells(&replace(head, marks));
    if left_out > 0 {
        out.push('…');
        out.push_str(&counted(left_out, "characters"));
    }
    out
}

/// The part that is shown, and how many characters are not.
pub(super) fn longest(text: &str) -> (&str, usize) {
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) if text.len() > LONGEST => (&text[..at], text[at..].chars().count()),
        _ => (text, 0),
    }
}

/// Puts marks in place of everything that must not reach the terminal.
fn replace(text: &str, marks: Marks) -> String {
    let mut out = String::with_capacity(text.len());
    let mut base = ' ';
    let mut last = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        if c.is_control() {
            push_control(&mut out, c);
            (base, last) = (' ', ' ');
        } else if is_hidden(c) && !(last != c && belongs(c, base, last, next)) {
            push_hidden(&mut out, c, marks);
            (base, last) = (' ', ' ');
        } else {
            out.push(c);
            last = c;
            if c.width() != Some(0) {
                base = c;
            }
        }
    }
    out
}

fn push_control(out: &mut String, c: char) {
    match c {
        '\t' => out.push(' '),
        '\u{7f}' => out.push('\u{2421}'),
        '\0'..='\u{1f}' => out.push(char::from_u32(0x2400 + u32::from(c)).unwrap_or(HIDDEN)),
        _ => out.push_str(&control(c)),
    }
}

fn push_hidden(out: &mut String, c: char, marks: Marks) {
    match marks {
        Marks::Cell => out.push(HIDDEN),
        Marks::Name => out.push_str(&named(c)),
    }
}

/// Whether a reader sees nothing of this character, or it moves others about: the default ignorable code points, line and
/// paragraph separators, interlinear marks, format controls without a picture, noncharacters.
fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
        | '\u{fdd0}'..='\u{fdef}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
        | '\u{13430}'..='\u{13455}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
        || is_prepended(c)
        || u32::from(c) & 0xfffe == 0xfffe
}

/// Marks that enclose the digits after them; a row of them would be one endless cell.
fn is_prepended(c: char) -> bool {
    matches!(c,
        '\u{600}'..='\u{605}' | '\u{6dd}' | '\u{70f}' | '\u{890}'..='\u{891}' | '\u{8e2}' | '\u{d4e}' | '\u{110bd}'
        | '\u{110cd}' | '\u{111c2}'..='\u{111c3}' | '\u{1193f}' | '\u{11941}' | '\u{11a3a}' | '\u{11a84}'..='\u{11a89}'
        | '\u{11d46}' | '\u{11f02}')
}

/// Whether a hidden character does its proper work here, after `base` and `last` and before `next`.
fn belongs(c: char, base: char, last: char, next: char) -> bool {
    match c {
        ZWNJ => last != ZWJ && joins(base) && joins(next),
        ZWJ => {
            last != ZWNJ
                && ((joins(base) && joins(next)) || (is_pictograph(base) && is_pictograph(next)))
        }
        '\u{fe0e}'..='\u{fe0f}' => {
            base == last && (is_pictograph(base) || matches!(base, '#' | '*' | '0'..='9'))
        }
        '\u{180b}'..='\u{180d}' | '\u{180f}' => {
            base == last && matches!(base, '\u{1820}'..='\u{18aa}')
        }
        '\u{fe00}'..='\u{fe0d}' | '\u{e0100}'..='\u{e01ef}' => base == last && is_han(base),
        _ => is_prepended(c) && !is_prepended(last) && next.is_alphanumeric(),
    }
}

/// Letters of scripts that need joiners: Arabic and its kin, the scripts of India, Burma, Cambodia, Mongolian.
fn joins(c: char) -> bool {
    c.is_alphanumeric() && is_of_joining_script(c)
        || matches!(c, '\u{94d}' | '\u{9cd}' | '\u{d4d}' | '\u{dca}')
}

fn is_of_joining_script(c: char) -> bool {
    matches!(c,
        '\u{620}'..='\u{7ff}' | '\u{840}'..='\u{dff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{18aa}'
        | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// Characters that emoji are made of (wider than `Extended_Pictographic`, without its digits).
fn is_pictograph(c: char) -> bool {
    matches!(c,
        '©' | '®' | '\u{203c}' | '\u{2049}' | '\u{2122}' | '\u{2139}' | '\u{2190}'..='\u{21ff}' | '\u{2300}'..='\u{23ff}'
        | '\u{24c2}' | '\u{25a0}'..='\u{27bf}' | '\u{2900}'..='\u{297f}' | '\u{2b00}'..='\u{2bff}' | '\u{3030}'
        | '\u{303d}' | '\u{3297}' | '\u{3299}' | '\u{1f000}'..='\u{1faff}')
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{2fdf}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

/// Gives every cell a width and a bounded number of characters.
fn bound_cells(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for grapheme in text.graphemes(true) {
        let shown = bounded(grapheme);
        push_visible(&mut out, shown);
        let left_out = grapheme[shown.len()..].chars().count();
        if left_out > 0 {
            out.push_str(&counted(left_out, "marks"));
        }
    }
    out
}

/// The longest start of a grapheme that one cell may hold.
fn bounded(grapheme: &str) -> &str {
    if grapheme.len() <= MARKS_A_CELL {
        return grapheme;
    }
    let mut combining = 0;
    let too_many = |(place, (_, c)): &(usize, (usize, char))| {
        combining += usize::from(c.width() == Some(0));
        combining > MARKS_A_CELL || *place >= CHARACTERS_A_CELL
    };
    match grapheme.char_indices().enumerate().find(too_many) {
        Some((_, (at, _))) => grapheme[..at].trim_end_matches([ZWJ, ZWNJ]),
        None => grapheme,
    }
}

fn push_visible(out: &mut String, grapheme: &str) {
    if cells(grapheme) > 0 {
        out.push_str(grapheme);
        return;
    }
    let carried = format!("{CARRIER}{grapheme}");
    if carried.graphemes(true).count() == 1 && cells(&carried) > 0 {
        out.push_str(&carried);
    } else {
        out.push(HIDDEN);
    }
}
