//! The order of cells on one display line of right-to-left text.

use unicode_bidi::{BidiClass, BidiInfo, Level, ParagraphBidiInfo, bidi_class, get_base_direction};
use unicode_bidi_mirroring::get_mirrored;
use unicode_segmentation::UnicodeSegmentation;

use super::mark::mark_length;
use super::shape::shape;
use super::{Clean, clean};

/// Who puts right-to-left text in the order of the screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum BidiMode {
    /// annals does, and joins Arabic letters; the terminal is told to leave order alone.
    #[default]
    Own,
    /// The terminal does.
    Terminal,
    /// Nobody does: text as it is stored.
    Off,
}

/// The direction of a text as a whole.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Direction {
    /// As its first letter has it.
    #[default]
    Auto,
    /// Latin, Cyrillic, Han …
    LeftToRight,
    /// Arabic, Hebrew …
    RightToLeft,
}

/// The direction that the first letter of a text gives it; left to right when it has none.
#[must_use]
pub fn direction(text: &str) -> Direction {
    match get_base_direction(text) {
        unicode_bidi::Direction::Rtl => Direction::RightToLeft,
        _ => Direction::LeftToRight,
    }
}

/// One display line of one field in the order of its cells, from left to right.
///
/// Letters of Arabic script are joined, brackets are mirrored, and ISO dates and marks keep their own order. Only whole
/// fields pass here, never a line that holds labels or borders besides: a field is its own paragraph.
///
/// ```
/// use annals::text::{Direction, visual};
///
/// assert_eq!(visual("(חלב) 2024-11-30", Direction::Auto).as_str(), "2024-11-30 (בלח)");
/// ```
#[must_use]
pub fn visual(line: &str, base: Direction) -> Clean {
    let line = clean(line);
    let base = if base == Direction::Auto {
        direction(line.as_str())
    } else {
        base
    };
    if base != Direction::RightToLeft && !has_right_to_left(line.as_str()) {
        return line;
    }
    Clean(reordered(&isolated(&shape(line.as_str())), base))
}

fn has_right_to_left(text: &str) -> bool {
    !text.is_ascii()
        && text
            .chars()
            .any(|c| matches!(bidi_class(c), BidiClass::R | BidiClass::AL | BidiClass::AN))
}

const ISOLATE: char = '\u{2066}';
const END: char = '\u{2069}';

/// Wraps dates and marks in isolates. In an Arabic paragraph UAX #9 would show `2024-03-15` as `15-03-2024`.
fn isolated(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let length = date_length(rest).max(mark_length(rest));
        let (piece, tail) = rest.split_at(length.max(c.len_utf8()));
        if length > 0 {
            out.extend([
                ISOLATE.to_string().as_str(),
                piece,
                END.to_string().as_str(),
            ]);
        } else {
            out.push_str(piece);
        }
        rest = tail;
    }
    out
}

/// Bytes of a date at the start: digits (ASCII, Arabic or Persian) in groups joined by `-` or `/`.
fn date_length(text: &str) -> usize {
    let mut end = 0;
    let mut groups = 0;
    for (at, c) in text.char_indices() {
        let digit = matches!(c, '0'..='9' | '٠'..='٩' | '۰'..='۹');
        let joint = matches!(c, '-' | '/') && at == end && groups > 0;
        if !(digit || joint) {
            break;
        }
        if digit {
            groups += usize::from(at != end || at == 0);
            end = at + c.len_utf8();
        }
    }
    if groups > 1 { end } else { 0 }
}

/// Rules L2 and L4 of UAX #9 on graphemes, so that marks stay with their letters. The isolates go.
fn reordered(line: &str, base: Direction) -> String {
    let level = if base == Direction::RightToLeft {
        Level::rtl()
    } else {
        Level::ltr()
    };
    let levels = ParagraphBidiInfo::new(line, Some(level)).reordered_levels(0..line.len());
    let cells: Vec<(Level, &str)> = line
        .grapheme_indices(true)
        .filter(|(_, grapheme)| !grapheme.starts_with([ISOLATE, END]))
        .map(|(at, grapheme)| (levels[at], grapheme))
        .collect();
    let order =
        BidiInfo::reorder_visual(&cells.iter().map(|(level, _)| *level).collect::<Vec<_>>());
    let mut out = String::with_capacity(line.len());
    for (level, grapheme) in order.into_iter().filter_map(|at| cells.get(at)) {
        push_mirrored(&mut out, grapheme, level.is_rtl());
    }
    out
}

fn push_mirrored(out: &mut String, grapheme: &str, mirrored: bool) {
    let mut chars = grapheme.chars();
    let first = chars.next().map(|c| {
        if mirrored {
            get_mirrored(c).unwrap_or(c)
        } else {
            c
        }
    });
    out.extend(first);
    out.push_str(chars.as_str());
}
