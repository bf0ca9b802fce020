//! Text broken into lines, in logical order.

use unicode_linebreak::linebreaks;
use unicode_segmentation::UnicodeSegmentation;

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
    let mut filler = Filler { columns, lines: Vec::new(), line: String::new(), used: 0 };
    if columns > 0 {
        for paragraph in text.trim_end().split('\n') {
            filler.paragraph(clean(paragraph.strip_suffix('\r').unwrap_or(paragraph)).as_str());
        }
    }
    filler.lines
}

struct Filler {
    columns: usize,
    lines: Vec<Clean>,
    line: String,
    used: usize,
}

impl Filler {
    fn paragraph(&mut self, text: &str) {
        for piece in pieces(text) {
            let wide = width(piece.trim_end_matches(' '));
            if self.used > 0 && self.used + wide > self.columns {
                self.finish();
            }
            if wide > self.columns { self.long(piece) } else { self.push(piece) }
        }
        self.finish();
    }

    fn long(&mut self, piece: &str) {
        for grapheme in piece.graphemes(true) {
            if self.used > 0 && self.used + cells(grapheme) > self.columns {
                self.finish();
            }
            // A wide character in one column: there is no way to show it.
            self.push(if cells(grapheme) > self.columns { "…" } else { grapheme });
        }
    }

    fn push(&mut self, piece: &str) {
        self.line.push_str(piece);
        self.used += width(piece);
    }

    fn finish(&mut self) {
        self.line.truncate(self.line.trim_end_matches(' ').len());
        self.lines.push(Clean(std::mem::take(&mut self.line)));
        self.used = 0;
    }
}

/// What must stay together, each with the spaces after it.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut from = 0;
    let ends = linebreaks(text).map(|(end, _)| end).filter(|end| is_between_graphemes(text, *end));
    ends.map(move |end| {
        let piece = &text[from..end];
        from = end;
        piece
    })
}

/// The line breaker knows nothing of graphemes; a cell is never broken.
fn is_between_graphemes(text: &str, at: usize) -> bool {
    let mut cursor = unicode_segmentation::GraphemeCursor::new(at, text.len(), true);
    cursor.is_boundary(text, 0).unwrap_or(false)
}
