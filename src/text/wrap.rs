//! Text broken into lines, in logical order.

use std::ops::Range;

use unicode_linebreak::linebreaks;
use unicode_segmentation::UnicodeSegmentation;

use super::mark::counted;
use super::scan::longest;
use super::{Clean, cells, clean, width};

/// Lines of at most `columns` columns, broken where UAX #14 allows: between words, between Han characters but not before
/// their closing punctuation. A word that is too long is broken between graphemes. Newlines begin lines.
///
/// ```
/// use annals::text::wrap;
///
/// let lines: Vec<_> = wrap("the fall of Aleppo", 8).iter().map(ToString::to_string).collect();
/// assert_eq!(lines, ["the fall", "of", "Aleppo"]);
/// ```
#[must_use]
pub fn wrap(text: &str, columns: usize) -> Vec<Clean> {
    if columns == 0 {
        return Vec::new();
    }
    let (text, left_out) = longest(text);
    let note = (left_out > 0).then(|| Clean(format!("…{}", counted(left_out, "characters"))));
    let paragraphs = text
        .trim_end()
        .split('\n')
        .map(|text| clean(text.strip_suffix('\r').unwrap_or(text)));
    paragraphs
        .chain(note)
        .flat_map(|text| wrap_clean(&text, columns))
        .collect()
}

fn wrap_clean(text: &Clean, columns: usize) -> Vec<Clean> {
    let line = |bytes: Range<usize>| match &text.as_str()[bytes] {
        // A wide character in one column: there is no way to show it.
        line if width(line) > columns => Clean("…".to_owned()),
        line => Clean(line.to_owned()),
    };
    broken(text.as_str(), columns, columns)
        .into_iter()
        .map(line)
        .collect()
}

/// The bytes of each line of clean text, without the spaces at the ends; the first line may have another width. Only a
/// character wider than the line makes a line too wide.
pub(crate) fn broken(text: &str, first: usize, columns: usize) -> Vec<Range<usize>> {
    let mut filler = Filler {
        text,
        room: first,
        columns,
        lines: Vec::new(),
        line: 0..0,
        used: 0,
    };
    pieces(text).for_each(|piece| filler.add(piece));
    filler.finish();
    filler.lines
}

struct Filler<'a> {
    text: &'a str,
    /// Columns of the line that is being filled, and of those after it.
    room: usize,
    columns: usize,
    lines: Vec<Range<usize>>,
    line: Range<usize>,
    used: usize,
}

impl Filler<'_> {
    fn add(&mut self, piece: Range<usize>) {
        let wide = width(self.text[piece.clone()].trim_end_matches(' '));
        let next = if self.used > 0 {
            self.columns
        } else {
            self.room
        };
        if self.used > 0 && self.used + wide > self.room {
            self.finish();
        }
        if wide > next {
            self.long(piece);
        } else {
            self.push(piece);
        }
    }

    fn long(&mut self, piece: Range<usize>) {
        for (at, grapheme) in self.text[piece.clone()].grapheme_indices(true) {
            if self.used > 0 && self.used + cells(grapheme) > self.room && grapheme != " " {
                self.finish();
            }
            self.push(piece.start + at..piece.start + at + grapheme.len());
        }
    }

    fn push(&mut self, piece: Range<usize>) {
        self.used += width(&self.text[piece.clone()]);
        self.line.end = piece.end;
    }

    fn finish(&mut self) {
        let end = self.line.start + self.text[self.line.clone()].trim_end_matches(' ').len();
        self.lines.push(self.line.start..end);
        self.line.start = self.line.end;
        self.used = 0;
        self.room = self.columns;
    }
}

/// What must stay together, each with the spaces after it.
fn pieces(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    let ends = linebreaks(text).map(|(end, _)| end);
    let ends = ends.filter(|end| !is_within_code(text, *end) && is_between_graphemes(text, *end));
    ends.map(move |end| std::mem::replace(&mut from, end)..end)
}

/// Codes such as `SY-ID` and the slashes of `https://` stay together; UAX #14 would break after the hyphen.
fn is_within_code(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let code = |at: Option<usize>| {
        at.and_then(|at| bytes.get(at))
            .is_some_and(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
    };
    let byte = |back: usize| at.checked_sub(back).and_then(|at| bytes.get(at));
    match byte(1) {
        Some(b'-') => code(at.checked_sub(2)) && code(Some(at)),
        Some(b'/') => byte(2) == Some(&b'/') && byte(3) == Some(&b':'),
        _ => false,
    }
}

/// The line breaker knows nothing of graphemes; a cell is never broken.
fn is_between_graphemes(text: &str, at: usize) -> bool {
    let mut cursor = unicode_segmentation::GraphemeCursor::new(at, text.len(), true);
    cursor.is_boundary(text, 0).unwrap_or(false)
}
