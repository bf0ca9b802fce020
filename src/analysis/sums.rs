//! What is asked and answered about sums of claimed numbers.

use super::{Column, Grouping, Period, Periods};
use crate::model::{ClaimSubject, DayRange};
use crate::store::Numbers;

/// Which numbers to add, and how to arrange the sums.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SumQuery {
    /// What the claims are about.
    pub about: ClaimSubject,
    /// Whose numbers: an id or a name of an actor, or a publisher.
    pub claimant: Option<String>,
    /// Whom the numbers concern, where the claimant tells several groups of people apart.
    pub who: Option<String>,
    /// One row for each value.
    pub by: Option<Grouping>,
    /// The periods.
    pub periods: Periods,
}

/// The sums asked for, or why there are none.
pub type Summed = Result<Sums, SumRefusal>;

/// Why numbers cannot be added. Names come with how many claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SumRefusal {
    /// No claimant was named, or none that is known: these are.
    Claimants(Vec<(String, usize)>),
    /// Several claimants have the name.
    SeveralClaimants(Vec<(String, usize)>),
    /// The numbers concern different people, or others than those asked for: these.
    People(Vec<(String, usize)>),
}

/// Why a number of the claimant is not added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Excluded {
    /// It is no number.
    NoNumber,
    /// It is denied.
    Denied,
    /// A later claim of the same event replaces it.
    Superseded,
    /// It counts everything so far.
    RunningTotal,
    /// It has a region or days of its own.
    OtherCover,
    /// It concerns other people than those asked for.
    OtherPeople,
    /// The claimant gives several numbers for the event.
    SeveralOfOneEvent,
}

impl Excluded {
    /// For people, after a number of claims.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::NoNumber => "without a number",
            Self::Denied => "denied",
            Self::Superseded => "superseded",
            Self::RunningTotal => "running totals",
            Self::OtherCover => "with a scope or period of their own",
            Self::OtherPeople => "of other people",
            Self::SeveralOfOneEvent => "of events with several numbers of the claimant",
        }
    }

    /// For scripts.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::NoNumber => "no_number",
            Self::Denied => "denied",
            Self::Superseded => "superseded",
            Self::RunningTotal => "running_total",
            Self::OtherCover => "scope_or_period",
            Self::OtherPeople => "other_who",
            Self::SeveralOfOneEvent => "several_of_one_event",
        }
    }
}

/// Sums of one claimant's numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sums {
    /// What the numbers are about.
    pub about: ClaimSubject,
    /// Who claims them.
    pub claimant: String,
    /// Whom they concern; `None` where there is no number.
    pub who: Option<String>,
    /// What the rows stand for.
    pub by: Option<Grouping>,
    /// What the columns stand for.
    pub period: Option<Period>,
    /// The columns, as those of a [`super::Table`].
    pub columns: Vec<Column>,
    /// Everything that was added.
    pub all: SumRow,
    /// Values with a number, as the rows of a [`super::Table`].
    pub rows: Vec<SumRow>,
    /// What was added of events without a value.
    pub without: SumRow,
    /// Events among which numbers were looked for.
    pub events: usize,
    /// Data sets with a number.
    pub datasets: usize,
    /// Numbers that the claimant gives as "about", "dozens" and the like.
    pub vague: usize,
    /// Numbers that were not added, by reason.
    pub excluded: Vec<(Excluded, usize)>,
}

impl Sums {
    /// Whether a number counts in several rows, so that rows must not be added.
    #[must_use]
    pub fn overlaps(&self) -> bool {
        let rows = self.rows.iter().map(|row| row.total.claims);
        rows.sum::<usize>() + self.without.total.claims > self.all.total.claims
    }
}

/// Sums of a value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SumRow {
    /// As typed in a filter, unquoted.
    pub value: String,
    /// For people.
    pub label: String,
    /// Position of the row that it belongs to, in which its numbers are added too.
    pub parent: Option<usize>,
    /// Title of the dataset that the value is of.
    pub dataset: Option<String>,
    /// In all periods and apart from them.
    pub total: Sum,
    /// Of events that may fall into two periods.
    pub apart: Sum,
    /// By column; columns without a number are not held.
    pub cells: Vec<(u32, Sum)>,
}

/// Numbers added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sum {
    /// How many.
    pub claims: usize,
    /// The least numbers.
    pub low: u64,
    /// The best numbers; `None` when some claim has none.
    pub best: Option<u64>,
    /// The greatest numbers; `None` when some claim says "at least".
    pub high: Option<u64>,
}

impl Default for Sum {
    fn default() -> Self {
        Self {
            claims: 0,
            low: 0,
            best: Some(0),
            high: Some(0),
        }
    }
}

impl Sum {
    /// Adds the numbers of a claim.
    pub(super) fn add(&mut self, numbers: Numbers) {
        let plus = |sum: Option<u64>, number: Option<u64>| Some(sum?.saturating_add(number?));
        self.claims += 1;
        self.low = self.low.saturating_add(numbers.low);
        self.best = plus(self.best, numbers.best_or_only());
        self.high = plus(self.high, numbers.high);
    }
}

/// The column that holds all of these days; `None` where they may fall into two. Without columns there is one.
pub(super) fn columns_of(columns: &[Column], days: DayRange) -> Option<u32> {
    if columns.is_empty() {
        return Some(0);
    }
    let at = columns.partition_point(|column| column.days.to < days.from);
    let holds = columns.get(at)?.days.to >= days.to;
    holds.then_some(u32::try_from(at).ok()?)
}
