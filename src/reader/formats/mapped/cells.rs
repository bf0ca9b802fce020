//! The values of one record, whether it is a line of cells or JSON.

use std::borrow::Cow;
use std::iter::Once;
use std::str::Split;

use super::columns::Columns;
use super::map::{Cell, Piece, Text, Words};
use super::tree::Found;
use crate::reader::{Fault, Record};

/// The values that a map uses of a record. Values that the map calls empty are.
#[derive(Debug)]
pub(super) struct Cells<'m, 'r> {
    columns: &'m Columns,
    empty: &'m [Box<str>],
    record: &'r Record<'r>,
    found: Vec<Found<'r>>,
    /// Items of lists that the map leaves out beside others that it names by position.
    pub(super) left_out: u64,
}

/// What a column of words says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said<W> {
    /// Nothing.
    Nothing,
    /// A word.
    Word(W),
    /// A value that the map has no word for.
    Unmapped,
}

impl<'m, 'r> Cells<'m, 'r> {
    /// # Errors
    ///
    /// A record that is no JSON object where the file has these.
    pub(super) fn of(
        columns: &'m Columns,
        empty: &'m [Box<str>],
        record: &'r Record<'r>,
    ) -> Result<Self, Fault> {
        let (found, left_out) = if columns.is_json() {
            columns.found(record)?
        } else {
            (Vec::new(), 0)
        };
        Ok(Self {
            columns,
            empty,
            record,
            found,
            left_out,
        })
    }

    /// The value of a column; what stands for nothing is nothing.
    pub(super) fn get(&self, at: usize) -> &str {
        let value = if self.columns.is_json() {
            self.found.get(at).map_or("", |found| &found.text)
        } else {
            self.record.get(at)
        };
        self.plain(value)
    }

    /// A value as it counts: without blanks around, and nothing when it stands for nothing.
    pub(super) fn plain<'v>(&self, value: &'v str) -> &'v str {
        let value = value.trim();
        if self.empty.iter().any(|empty| **empty == *value) {
            ""
        } else {
            value
        }
    }

    /// The value of a column, or the value for every record.
    pub(super) fn cell<'v>(&'v self, cell: &'v Cell) -> &'v str {
        match cell {
            Cell::Column(at) => self.get(*at),
            Cell::Value(value) => value,
        }
    }

    /// The same where there may be none.
    pub(super) fn maybe<'v>(&'v self, cell: Option<&'v Cell>) -> &'v str {
        cell.map_or("", |cell| self.cell(cell))
    }

    /// Writes a text behind what is there.
    pub(super) fn write(&self, text: &Text, into: &mut String) {
        match text {
            Text::Cell(cell) => into.push_str(self.cell(cell)),
            Text::Template(pieces) => self.write_pieces(pieces, into),
        }
    }

    fn write_pieces(&self, pieces: &[Piece], into: &mut String) {
        for piece in pieces {
            match piece {
                Piece::Words(words) => into.push_str(words),
                Piece::Column(at) => into.push_str(self.get(*at)),
                Piece::IfKnown(inner) => {
                    let known = |piece: &Piece| match piece {
                        Piece::Column(at) => !self.get(*at).is_empty(),
                        _ => true,
                    };
                    if inner.iter().all(known) {
                        self.write_pieces(inner, into);
                    }
                }
            }
        }
    }

    /// The word of a column.
    pub(super) fn word<W: Copy>(&self, words: Option<&Words<W>>) -> Said<W> {
        match words {
            None => Said::Nothing,
            Some(Words::Value(word)) => Said::Word(*word),
            Some(Words::Column { at, map, others }) => match self.get(*at) {
                "" => Said::Nothing,
                value => map
                    .get(value)
                    .or(*others)
                    .map_or(Said::Unmapped, Said::Word),
            },
        }
    }

    /// The values of a column that may hold several, in their order; empty ones stand where they stood. None for an empty
    /// cell. A value for every record is one.
    pub(super) fn parts<'v>(&'v self, cell: &'v Cell, split: Option<&'v str>) -> Parts<'v> {
        let at = match cell {
            Cell::Column(at) => *at,
            Cell::Value(value) => return Parts::One(std::iter::once(value)),
        };
        if let Some(items) = self.found.get(at).and_then(|found| found.items.as_ref()) {
            return Parts::Items(items.iter());
        }
        match (self.get(at), split) {
            ("", _) => Parts::None,
            (value, Some(split)) => Parts::Split(value.split(split)),
            (value, None) => Parts::One(std::iter::once(value)),
        }
    }

    /// The values of such a column that say something.
    pub(super) fn each<'v>(
        &'v self,
        cell: &'v Cell,
        split: Option<&'v str>,
    ) -> impl Iterator<Item = &'v str> {
        self.parts(cell, split)
            .map(|part| self.plain(part))
            .filter(|part| !part.is_empty())
    }

    /// The next of several values; empty behind the last.
    pub(super) fn next<'v>(&self, parts: &mut Parts<'v>) -> &'v str {
        parts.next().map_or("", |part| self.plain(part))
    }

    /// A fault of a column.
    pub(super) fn fault(&self, at: usize, message: &str) -> Fault {
        if self.columns.is_json() {
            Fault::record(format!("`{}`: {message}", self.columns.name(at)))
        } else {
            Fault::column(at, message.to_owned())
        }
    }
}

/// Several values of one column.
#[derive(Debug, Clone)]
pub(super) enum Parts<'v> {
    None,
    One(Once<&'v str>),
    Split(Split<'v, &'v str>),
    Items(std::slice::Iter<'v, Cow<'v, str>>),
}

impl<'v> Iterator for Parts<'v> {
    type Item = &'v str;

    fn next(&mut self) -> Option<&'v str> {
        match self {
            Self::None => None,
            Self::One(one) => one.next(),
            Self::Split(split) => split.next(),
            Self::Items(items) => items.next().map(AsRef::as_ref),
        }
    }
}
