//! What was wrong with records, and what was odd about them: counted all, the first ones kept with their place.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// So many records that are wrong are kept with their place; the others are counted.
const KEPT: usize = 100;

/// A record that is no event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Position of the file.
    pub file: usize,
    /// Byte of the file's text where the record, or the cell that is wrong, starts.
    pub offset: u64,
    /// Name of the column that is wrong.
    pub column: Option<String>,
    /// A full sentence without a full stop.
    pub message: Cow<'static, str>,
}

/// Something odd that leaves records usable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Oddity {
    /// Stable name of this sort.
    pub name: &'static str,
    /// How many records have it.
    pub records: u64,
    /// The first record: file, and byte of its text.
    pub first: (usize, u64),
}

/// Everything that was wrong or odd.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Records that were left out.
    pub left_out: u64,
    /// Records that are not meant to be events: titles, blank rows.
    pub no_events: u64,
    /// The first of them that were left out, in the order of the files.
    pub problems: Vec<Problem>,
    /// What was odd, by name.
    pub oddities: Vec<Oddity>,
    /// Records read, those left out included.
    pub records: u64,
    /// Why reading ended before the end of the data.
    pub ended: Option<String>,
}

/// What one thread has to report.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    pub(super) left_out: u64,
    pub(super) no_events: u64,
    pub(super) records: u64,
    pub(super) problems: Vec<Problem>,
    pub(super) oddities: BTreeMap<&'static str, (u64, (usize, u64))>,
}

impl Tally {
    pub(super) fn problem(&mut self, problem: Problem) {
        self.left_out += 1;
        if self.problems.len() < KEPT {
            self.problems.push(problem);
        }
    }

    pub(super) fn odd(&mut self, name: &'static str, file: usize, offset: u64) {
        let entry = self.oddities.entry(name).or_insert((0, (file, offset)));
        entry.0 += 1;
        entry.1 = entry.1.min((file, offset));
    }
}

impl Report {
    /// Puts the reports of all threads together.
    pub(super) fn of(tallies: Vec<Tally>) -> Self {
        let mut whole = Tally::default();
        for tally in tallies {
            whole.left_out += tally.left_out;
            whole.no_events += tally.no_events;
            whole.records += tally.records;
            whole.problems.extend(tally.problems);
            for (name, (records, first)) in tally.oddities {
                let entry = whole.oddities.entry(name).or_insert((0, first));
                entry.0 += records;
                entry.1 = entry.1.min(first);
            }
        }
        whole
            .problems
            .sort_by_key(|problem| (problem.file, problem.offset));
        whole.problems.truncate(KEPT);
        let oddity = |(name, (records, first))| Oddity {
            name,
            records,
            first,
        };
        Self {
            left_out: whole.left_out,
            no_events: whole.no_events,
            problems: whole.problems,
            oddities: whole.oddities.into_iter().map(oddity).collect(),
            records: whole.records,
            ended: None,
        }
    }
}
