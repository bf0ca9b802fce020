//! Texts put together from columns: `{type} in {town}[: {dead} killed]`.

use std::ops::Range;

use super::check::{Check, Several};
use super::map::Piece;

/// Reads a template that stands at a place of the map.
pub(super) fn read(text: &str, place: &Range<usize>, check: &mut Check) -> Option<Vec<Piece>> {
    let mut reader = Reader {
        text,
        at: 0,
        place,
        check,
        good: true,
    };
    let pieces = reader.pieces(false);
    reader.good.then_some(pieces)
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    place: &'a Range<usize>,
    check: &'a mut Check,
    good: bool,
}

impl Reader<'_> {
    /// The pieces up to the end, or up to `]`.
    fn pieces(&mut self, inside: bool) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut words = String::new();
        while let Some(c) = self.text[self.at..].chars().next() {
            self.at += c.len_utf8();
            let doubled = matches!(c, '{' | '}' | '[' | ']') && self.text[self.at..].starts_with(c);
            match c {
                _ if doubled => {
                    self.at += 1;
                    words.push(c);
                }
                ']' if inside => {
                    flush(&mut words, &mut pieces);
                    return pieces;
                }
                '{' => {
                    flush(&mut words, &mut pieces);
                    pieces.extend(self.column());
                }
                '[' if !inside => {
                    flush(&mut words, &mut pieces);
                    pieces.push(Piece::IfKnown(self.pieces(true)));
                }
                '[' | ']' | '}' => self.wrong(&format!("`{c}` has no partner here")),
                c => words.push(c),
            }
        }
        if inside {
            self.wrong("`[` is not closed");
        }
        flush(&mut words, &mut pieces);
        pieces
    }

    fn column(&mut self) -> Option<Piece> {
        let rest = &self.text[self.at..];
        let Some(end) = rest.find('}') else {
            self.at = self.text.len();
            self.wrong("`{` is not closed");
            return None;
        };
        self.at += end + 1;
        let column = self
            .check
            .named(&rest[..end], self.place.clone(), Several::No);
        self.good &= column.is_some();
        column.map(Piece::Column)
    }

    fn wrong(&mut self, message: &str) {
        self.good = false;
        let hint =
            "columns stand in `{…}`, what depends on them in `[…]`; a doubled bracket is itself";
        let place = self.place.clone();
        self.check
            .error("bad-template", message, place, Some(hint.to_owned()));
    }
}

fn flush(words: &mut String, pieces: &mut Vec<Piece>) {
    if !words.is_empty() {
        pieces.push(Piece::Words(std::mem::take(words).into()));
    }
}
