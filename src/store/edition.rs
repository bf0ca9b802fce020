//! The derived values of all rows, as of a day.

use super::{Bitset, Clock, PackedGrade, RowId, Store, Support, disagreements};

/// What was known by a day, and what follows from it.
///
/// The edition of the present is made with the store; others copy it and work out only the rows of which something was not
/// published yet.
#[derive(Debug, Clone, Default)]
pub struct Edition {
    pub(super) clock: Clock,
    /// Events that were known.
    pub visible: Bitset,
    /// Known events of which something was not published yet: whole-column answers do not hold for them.
    pub altered: Bitset,
    /// Independent sources of each row.
    pub support: Vec<u16>,
    /// The assessment, or else the grade that the published sources give; so too where the assessment was written later.
    pub grades: Vec<PackedGrade>,
    /// Accounts disagree.
    pub disputed: Bitset,
    /// All support comes from the outlets of one bloc.
    pub one_sided: Bitset,
    /// One independent source.
    pub single: Bitset,
}

impl Edition {
    pub(super) fn now(store: &Store) -> Self {
        let rows = store.len();
        let mut edition = Self {
            clock: Clock::NOW,
            visible: Bitset::full(rows),
            altered: Bitset::empty(rows),
            support: vec![0; rows],
            grades: vec![PackedGrade::default(); rows],
            disputed: Bitset::empty(rows),
            one_sided: Bitset::empty(rows),
            single: Bitset::empty(rows),
        };
        let mut support = Support::default();
        (0..rows).for_each(|row| edition.derive(store, RowId::at(row), &mut support));
        edition
    }

    /// The edition of a clock.
    #[must_use]
    pub fn at(store: &Store, clock: Clock) -> Self {
        let mut edition = store.now().clone();
        if clock == Clock::NOW {
            return edition;
        }
        edition.clock = clock;
        edition.visible =
            Bitset::from_fn(store.len(), |row| store.sees_event(RowId::at(row), clock));
        let altered = |row: RowId| store.is_altered(row, clock);
        edition
            .visible
            .iter()
            .filter(|&row| altered(row))
            .for_each(|row| edition.altered.insert(row));
        let rows = edition.altered.clone();
        let mut support = Support::default();
        rows.iter()
            .for_each(|row| edition.derive(store, row, &mut support));
        edition
    }

    /// Derives the values of a row; `support` is memory that is used again.
    fn derive(&mut self, store: &Store, row: RowId, support: &mut Support) {
        store.find_support(row, self.clock, support);
        self.support[row.index()] = u16::try_from(support.origins.len()).unwrap_or(u16::MAX);
        self.single.set(row, support.origins.len() == 1);
        self.one_sided.set(row, support.is_one_sided());
        self.disputed
            .set(row, disagreements(store, row, self.clock).next().is_some());
        let assessed = store.assessment(row);
        let given = assessed != PackedGrade::default() && !store.is_written_later(row, self.clock);
        self.grades[row.index()] = if given {
            assessed
        } else {
            store.derived_grade(row, self.clock)
        };
    }

    /// Up to when texts count.
    #[must_use]
    pub fn clock(&self) -> Clock {
        self.clock
    }

    /// Bytes held.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let sets = [
            &self.visible,
            &self.altered,
            &self.disputed,
            &self.one_sided,
            &self.single,
        ];
        sets.into_iter().map(Bitset::bytes).sum::<usize>()
            + self.support.capacity() * 2
            + self.grades.capacity()
    }
}

impl Store {
    /// The grade that the published sources give, whatever the curator says (see [`PackedGrade::derived`]).
    #[must_use]
    pub fn derived_grade(&self, row: RowId, clock: Clock) -> PackedGrade {
        let published = self
            .citations(row)
            .filter(|&(source, _)| self.sees_source(row, source, clock));
        PackedGrade::derived(
            published.map(|(source, digit)| {
                (self.vocabulary.sources[source.index()].reliability, digit)
            }),
        )
    }
}
