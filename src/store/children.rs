//! What hangs on some rows: quotes, claims and relations, as far as filters and derived values need them.

use super::batch::small;
pub use super::claims::Claims;
use super::claims::PackedClaims;
use super::paged::{Page, Paged};
use super::{ActorCode, LanguageCode, PublisherCode, RegionCode, RowId, SourceCode, Sparse};
use crate::model::{ClaimSubject, Day, DayRange, Qualifier, RelationKind, Stance};
use std::ops::Range;

/// A quote, without its words.
#[derive(Debug, Clone, Copy)]
pub struct QuoteRow {
    /// Who said it, when an actor.
    pub speaker: Option<ActorCode>,
    /// Language of the words as found.
    pub language: Option<LanguageCode>,
    /// Where it was found.
    pub source: SourceCode,
    /// The last day on which it may have been said, when it has a date of its own.
    pub said: Option<Day>,
}

/// Who makes a claim, as far as claimants are told apart: two texts of one publisher are one claimant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClaimantCode {
    /// An actor.
    Actor(ActorCode),
    /// An outlet in its own voice.
    Publisher(PublisherCode),
}

/// The numbers that a claim allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numbers {
    /// Least.
    pub low: u64,
    /// Greatest; `None` when the claim says "at least".
    pub high: Option<u64>,
    /// Best, where the claim gives one.
    pub best: Option<u64>,
}

impl Numbers {
    /// The range of a claim's numbers, with "at least" and "at most" where the claim says so in a word instead of leaving a bound away.
    #[must_use]
    pub fn qualified(
        [low, best, high]: [Option<u64>; 3],
        qualifier: Option<Qualifier>,
    ) -> Option<Self> {
        let numbers = Self::new(low, best, high)?;
        Some(match qualifier {
            Some(Qualifier::AtLeast) if high.is_none() => Self {
                high: None,
                ..numbers
            },
            Some(Qualifier::AtMost) if low.is_none() => Self { low: 0, ..numbers },
            _ => numbers,
        })
    }

    /// The range of a claim's `low`, `best` and `high`; `None` when it has no number.
    ///
    /// "At least" (a `low` without a `high`) is open above, also beside a `best`. "At most" (a `high` alone) starts at 0. A
    /// missing `low` beside a `best` is the best number. Numbers in the wrong order (real data have `low` above `high`) are
    /// read as the range that holds them all.
    #[must_use]
    pub fn new(low: Option<u64>, best: Option<u64>, high: Option<u64>) -> Option<Self> {
        let least = match (low, best, high) {
            (None, None, None) => return None,
            (None, None, Some(_)) => 0,
            (None, Some(best), None) => {
                return Some(Self {
                    low: best,
                    high: Some(best),
                    best: Some(best),
                });
            }
            _ => [low, best, high].into_iter().flatten().min().unwrap_or(0),
        };
        let most = high.and([low, best, high].into_iter().flatten().max());
        Some(Self {
            low: least,
            high: most,
            best,
        })
    }

    /// The greatest number, `u64::MAX` when open.
    #[must_use]
    pub fn most(self) -> u64 {
        self.high.unwrap_or(u64::MAX)
    }

    /// How far the greatest number of the lower range lies below the least of the other; `None` where they share a number.
    #[must_use]
    pub fn gap(self, other: Self) -> Option<u64> {
        let least = self.low.max(other.low);
        let most = self.most().min(other.most());
        least.checked_sub(most).filter(|&gap| gap > 0)
    }

    /// The best number, or the only one that there is.
    #[must_use]
    pub fn best_or_only(self) -> Option<u64> {
        self.best.or(self.high.filter(|&high| high == self.low))
    }

    /// Whether the two ranges share a number.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.low <= other.most() && other.low <= self.most()
    }
}

/// A claim, without its words. Texts that are compared are numbers given to equal folded texts.
#[derive(Debug, Clone, Copy)]
pub struct ClaimRow {
    /// Who claims it.
    pub claimant: ClaimantCode,
    /// What about.
    pub about: ClaimSubject,
    /// Whom it concerns; `None` for "unspecified" too.
    pub who: Option<u32>,
    /// What is claimed when it is no number; the name of an actor of the dataset stands for the actor.
    pub value: Option<u32>,
    /// The numbers.
    pub numbers: Option<Numbers>,
    /// How the claimant qualifies them.
    pub qualifier: Option<Qualifier>,
    /// The region that the claim covers, where that is not the region of the event.
    pub scope: Option<RegionCode>,
    /// The days that the claim covers, where those are not the days of the event.
    pub period: Option<DayRange>,
    /// Asserts or denies.
    pub stance: Stance,
    /// The claim of the same event that it replaces, by position among the event's claims.
    pub supersedes: Option<u32>,
    /// A running total.
    pub cumulative: bool,
    /// When it was claimed, where that is not when the event was.
    pub dated: Option<DayRange>,
    /// Where its sources stand among those of its page.
    pub(super) sources: (u32, u32),
}

/// Quotes, claims and relations of all rows.
#[derive(Debug, Default)]
pub struct Children {
    pub(super) quotes_of: Sparse,
    pub(super) quotes: Vec<QuoteRow>,
    pub(super) claims: Paged<ClaimPage>,
    pub(super) relations_of: Sparse,
    pub(super) relations: Vec<(RelationKind, RowId)>,
}

/// Claims of a run of rows.
#[derive(Debug, Default)]
pub(super) struct ClaimPage {
    pub(super) of: Sparse,
    pub(super) claims: PackedClaims,
    pub(super) sources: Vec<SourceCode>,
}

impl Children {
    /// Quotes of a row, in the record's order.
    #[must_use]
    pub fn quotes(&self, row: RowId) -> &[QuoteRow] {
        &self.quotes[self.quotes_of.range(row)]
    }

    /// Claims of a row, in the record's order.
    #[must_use]
    pub fn claims(&self, row: RowId) -> Claims<'_> {
        let page = self.claims.of(row);
        page.map_or_else(Claims::default, |(page, row)| {
            page.claims.run(page.of.range(row))
        })
    }

    /// Sources that a claim of a row was found in.
    #[must_use]
    pub fn claim_sources(&self, row: RowId, claim: &ClaimRow) -> &[SourceCode] {
        let range = claim.sources.0 as usize..claim.sources.1 as usize;
        let page = self.claims.of(row);
        page.and_then(|(page, _)| page.sources.get(range))
            .unwrap_or_default()
    }

    /// Relations of a row to other rows, stated by either.
    #[must_use]
    pub fn relations(&self, row: RowId) -> &[(RelationKind, RowId)] {
        &self.relations[self.relations_of.range(row)]
    }

    /// Rows with quotes, and the quotes.
    pub fn all_quotes(&self) -> impl Iterator<Item = (RowId, &[QuoteRow])> {
        self.quotes_of
            .iter()
            .map(|(row, range): (RowId, Range<usize>)| (row, &self.quotes[range]))
    }

    /// Rows with claims, and the claims.
    pub fn all_claims(&self) -> impl Iterator<Item = (RowId, Claims<'_>)> {
        self.claims.iter().flat_map(|(first, page)| {
            let rows = page.of.iter();
            rows.map(move |(row, range)| (RowId(first.0 + row.0), page.claims.run(range)))
        })
    }

    /// Rows with relations, and the relations.
    pub fn all_relations(&self) -> impl Iterator<Item = (RowId, &[(RelationKind, RowId)])> {
        self.relations_of
            .iter()
            .map(|(row, range)| (row, &self.relations[range]))
    }

    /// Bytes held.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.quotes_of.bytes()
            + self.relations_of.bytes()
            + self.quotes.capacity() * size_of::<QuoteRow>()
            + self.claims.held().map(ClaimPage::bytes).sum::<usize>()
            + self.relations.capacity() * size_of::<(RelationKind, RowId)>()
    }
}

impl ClaimPage {
    fn bytes(&self) -> usize {
        self.of.bytes() + self.claims.bytes() + self.sources.capacity() * size_of::<SourceCode>()
    }
}

impl Page for ClaimPage {
    fn cut(&self, rows: Range<usize>) -> Self {
        let mut page = Self::default();
        let mut lengths = Vec::new();
        for (at, row) in (0..).zip(rows) {
            let claims = self.claims.run(self.of.range(RowId::at(row)));
            if !claims.is_empty() {
                lengths.push((at, claims.len()));
            }
            for claim in claims.iter() {
                let first = small(page.sources.len());
                let sources = claim.sources.0 as usize..claim.sources.1 as usize;
                page.sources.extend_from_slice(&self.sources[sources]);
                page.claims.push(&ClaimRow {
                    sources: (first, small(page.sources.len())),
                    ..claim
                });
            }
        }
        page.of = Sparse::new(&lengths);
        page
    }
}
