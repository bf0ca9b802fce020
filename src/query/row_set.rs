//! The outcome of a filter: which rows match possibly, and which certainly.

use crate::store::{Bitset, Reports, RowId};

/// Rows that match. A row whose date or number allows several values may match without it being certain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowSet {
    possible: Bitset,
    /// Absent when every possible match is certain, the usual case: half the work and half the memory.
    certain: Option<Bitset>,
}

impl RowSet {
    /// Rows that match, all of them certainly.
    #[must_use]
    pub fn sure(rows: Bitset) -> Self {
        Self {
            possible: rows,
            certain: None,
        }
    }

    /// Rows that match; `certain` must be among `possible`.
    #[must_use]
    pub fn new(possible: Bitset, certain: Bitset) -> Self {
        let certain = (possible != certain).then_some(certain);
        Self { possible, certain }
    }

    /// Rows that match possibly: everything shown.
    #[must_use]
    pub fn possible(&self) -> &Bitset {
        &self.possible
    }

    /// Rows that match certainly.
    #[must_use]
    pub fn certain(&self) -> &Bitset {
        self.certain.as_ref().unwrap_or(&self.possible)
    }

    /// Keeps what matches both.
    pub fn and(&mut self, other: &Self) {
        self.combine(other, Bitset::and);
    }

    /// Adds what matches the other.
    pub fn or(&mut self, other: &Self) {
        self.combine(other, Bitset::or);
    }

    fn combine(&mut self, other: &Self, act: fn(&mut Bitset, &Bitset)) {
        if self.certain.is_some() || other.certain.is_some() {
            let possible = &self.possible;
            act(
                self.certain.get_or_insert_with(|| possible.clone()),
                other.certain(),
            );
        }
        act(&mut self.possible, &other.possible);
    }

    /// What does not match: possibly where the match is not certain, certainly where it is not even possible.
    #[must_use]
    pub fn inverted(mut self) -> Self {
        self.possible.flip();
        if let Some(certain) = &mut self.certain {
            certain.flip();
            std::mem::swap(&mut self.possible, certain);
        }
        self
    }

    /// One row of each report that has rows which match: the first of these. It is certain when any of them is.
    #[must_use]
    pub fn one_each(&self, reports: &Reports) -> Self {
        let possible = reports.one_each(&self.possible).into_owned();
        let Some(certain) = &self.certain else {
            return Self::sure(possible);
        };
        let sure = reports.leading(certain);
        let is_sure = |row: &RowId| sure.contains(reports.first(*row));
        let mut certain = Bitset::empty(possible.universe());
        possible
            .iter()
            .filter(is_sure)
            .for_each(|row| certain.insert(row));
        Self::new(possible, certain)
    }

    /// Keeps rows of a set.
    pub fn keep(&mut self, rows: &Bitset) {
        self.possible.and(rows);
        if let Some(certain) = &mut self.certain {
            certain.and(rows);
        }
    }
}
