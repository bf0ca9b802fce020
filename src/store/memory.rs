//! How much memory a store takes.

use super::{Bitset, Codes, PackedGrade, Store};

/// Bytes held by the parts of a store; the vocabulary, small beside the rows, is left out.
#[derive(Debug, Clone, Copy, Default)]
pub struct Memory {
    /// Folded texts and ids.
    pub text: usize,
    /// Where texts and ids start, order of ids, index of words when it is there.
    pub text_index: usize,
    /// First and last days.
    pub days: usize,
    /// What each row has exactly one of.
    pub columns: usize,
    /// Actors and sources of each row.
    pub lists: usize,
    /// Rows of each value.
    pub postings: usize,
    /// Quotes, claims, relations.
    pub children: usize,
    /// Derived values of the present.
    pub edition: usize,
}

impl Memory {
    /// Everything.
    #[must_use]
    pub fn all(&self) -> usize {
        self.text + self.beside_text()
    }

    /// Everything but texts.
    #[must_use]
    pub fn beside_text(&self) -> usize {
        self.text_index
            + self.days
            + self.columns
            + self.lists
            + self.postings
            + self.children
            + self.edition
    }
}

impl Store {
    /// Counts what is held, by capacity.
    #[must_use]
    pub fn memory(&self) -> Memory {
        let (texts, ids) = (self.text.bytes(), self.ids.bytes());
        Memory {
            text: texts.0 + ids.0,
            text_index: texts.1 + ids.1,
            days: self.days.bytes(),
            columns: self.column_bytes(),
            lists: self.mentions.bytes()
                + self.mentioned.bytes()
                + self.parts.capacity()
                + self.statuses.capacity()
                + self.citations.bytes()
                + self.cited.bytes()
                + self.digits.capacity()
                + self.cited_days.held().map_or(0, Vec::capacity) * 4,
            postings: self.index.bytes(),
            children: self.children.bytes(),
            edition: self.now.bytes(),
        }
    }

    fn column_bytes(&self) -> usize {
        let codes = [&self.datasets, &self.kinds, &self.regions]
            .into_iter()
            .map(Codes::bytes)
            .sum::<usize>();
        let sets = [&self.doubtful, &self.summarised]
            .into_iter()
            .map(Bitset::bytes)
            .sum::<usize>();
        let records =
            self.by_record.iter().map(Vec::capacity).sum::<usize>() + self.records.capacity();
        let positions = self.positions.held().map_or(0, Vec::capacity) * size_of::<[f32; 2]>()
            + self.precisions.capacity();
        let grades = self.assessments.capacity() * size_of::<PackedGrade>();
        codes
            + sets
            + records * 4
            + self.reports.bytes()
            + self.minutes.capacity() * 2
            + self.importance.capacity()
            + positions
            + grades
    }
}
