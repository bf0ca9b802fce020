//! The texts that diagnostics point into, by number.

use std::borrow::Cow;
use std::fmt;
use std::sync::{Arc, LazyLock};

/// A text with the name people know it by.
#[derive(Debug, Clone)]
pub struct SourceFile {
    name: String,
    text: Text,
    /// Where the text starts in its file, of which it may be an excerpt.
    first: Position,
}

#[derive(Clone)]
enum Text {
    Held(Cow<'static, str>),
    /// Read when it is asked for.
    Later(Arc<LazyText>),
}

type LazyText = LazyLock<String, Box<dyn FnOnce() -> String + Send + Sync>>;

impl Text {
    fn get(&self) -> &str {
        match self {
            Self::Held(text) => text,
            Self::Later(text) => text,
        }
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Held(text) => text.fmt(f),
            Self::Later(_) => f.write_str("read when asked for"),
        }
    }
}

/// The texts of one dataset; [`super::Label::file`] is a position in it.
#[derive(Debug, Clone, Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
}

/// Line and column, both from 1; the column counts characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Character within the line, from 1.
    pub column: usize,
}

impl Position {
    /// The start of a file.
    pub const START: Self = Self { line: 1, column: 1 };
}

impl SourceMap {
    /// Adds a text and returns its number.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<Cow<'static, str>>) -> u32 {
        self.push(name.into(), Text::Held(text.into()), Position::START)
    }

    /// Adds a piece of a file that is too large to be held, with the place where the piece starts.
    pub fn add_excerpt(&mut self, name: impl Into<String>, text: String, first: Position) -> u32 {
        self.push(name.into(), Text::Held(text.into()), first)
    }

    /// Adds a text that is not held: `read` is called when it is asked for, once, and gives nothing when the text is gone.
    pub fn add_later(
        &mut self,
        name: impl Into<String>,
        read: impl FnOnce() -> String + Send + Sync + 'static,
    ) -> u32 {
        let read: Box<dyn FnOnce() -> String + Send + Sync> = Box::new(read);
        let text = Text::Later(Arc::new(LazyLock::new(read)));
        self.push(name.into(), text, Position::START)
    }

    fn push(&mut self, name: String, text: Text, first: Position) -> u32 {
        let number = u32::try_from(self.files.len()).expect("fewer files than 2^32 fit in memory");
        self.files.push(SourceFile { name, text, first });
        number
    }

    /// How many texts there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The name of a text; empty for a number that is not there.
    #[must_use]
    pub fn name(&self, file: u32) -> &str {
        self.files
            .get(file as usize)
            .map_or("", |file| file.name.as_str())
    }

    /// A text, without byte order mark; empty for a number that is not there.
    #[must_use]
    pub fn text(&self, file: u32) -> &str {
        self.files
            .get(file as usize)
            .map_or("", |file| file.text.get())
    }

    /// Where a byte stands. Counted when asked for: only what is shown needs a line number, and no table of lines is kept.
    #[must_use]
    pub fn position(&self, file: u32, offset: usize) -> Position {
        let text = self.text(file);
        let offset = floor_char(text, offset);
        let start = line_start(text, offset);
        let before = memchr::memchr_iter(b'\n', &text.as_bytes()[..start]).count();
        let first = self
            .files
            .get(file as usize)
            .map_or(Position::START, |file| file.first);
        let cut = if before == 0 { first.column } else { 1 };
        Position {
            line: first.line + before,
            column: text[start..offset].chars().count() + cut,
        }
    }

    /// Where bytes of one text stand, in rising order: one pass over the text for all of them.
    pub fn positions(
        &self,
        file: u32,
        offsets: impl IntoIterator<Item = usize>,
    ) -> impl Iterator<Item = Position> {
        let text = self.text(file);
        let mut known: Option<(usize, Position)> = None;
        offsets.into_iter().map(move |offset| {
            let offset = floor_char(text, offset);
            let start = line_start(text, offset);
            let position = match known {
                Some((from, position)) if from <= start => Position {
                    line: position.line
                        + memchr::memchr_iter(b'\n', &text.as_bytes()[from..start]).count(),
                    column: text[start..offset].chars().count() + 1,
                },
                _ => self.position(file, offset),
            };
            known = Some((start, position));
            position
        })
    }

    /// Whether a text starts within a line of its file.
    pub(super) fn starts_within_line(&self, file: u32) -> bool {
        let file = self.files.get(file as usize);
        file.is_some_and(|file| file.first.column > 1)
    }
}

/// The last character boundary at or before `offset`.
pub(crate) fn floor_char(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// The byte at which the line of `offset` starts.
pub(crate) fn line_start(text: &str, offset: usize) -> usize {
    memchr::memrchr(b'\n', &text.as_bytes()[..offset]).map_or(0, |newline| newline + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters() {
        let mut files = SourceMap::default();
        let file = files.add("a.toml", "one\r\nжж = 1\n");
        assert_eq!(files.position(file, 0), Position { line: 1, column: 1 });
        assert_eq!(files.position(file, 9), Position { line: 2, column: 3 });
        assert_eq!(
            files.position(file, 6),
            Position { line: 2, column: 1 },
            "inside a character"
        );
        assert_eq!(files.position(file, 999), Position { line: 3, column: 1 });
        let first = Position {
            line: 70,
            column: 12,
        };
        let piece = files.add_excerpt("big.csv", "bad,1\nnext".to_owned(), first);
        assert_eq!(
            files.position(piece, 4),
            Position {
                line: 70,
                column: 16
            }
        );
        assert_eq!(
            files.position(piece, 7),
            Position {
                line: 71,
                column: 2
            }
        );
    }
}
