//! What had been published by a day.

use super::{ClaimRow, ClaimantCode, QuoteRow, RowId, SourceCode, Store};
use crate::model::{Day, DayRange, EventStatus};

/// The day at whose end the clock stands, or no limit.
///
/// A text counts as published by a day when it certainly was: the latest day that its date of publication allows has come.
/// A text without a date counts as published when what it reports is over (the latest day of the event, or of the quote when
/// that has its own), because the curator did read it and it cannot be older; for something without an end, when it began.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Clock(pub Option<Day>);

impl Clock {
    /// Everything is published.
    pub const NOW: Self = Self(None);

    /// Whether a day has come.
    #[must_use]
    pub fn has_reached(self, day: Day) -> bool {
        self.0.is_none_or(|known| day <= known)
    }
}

/// The day by which something is over, or began when it has no end.
fn over(days: DayRange) -> Day {
    if days.to == Day::MAX {
        days.from
    } else {
        days.to
    }
}

impl Store {
    /// Whether a text had been published; `reported` is the day from which an undated one counts.
    fn published(&self, source: SourceCode, reported: Day, clock: Clock) -> bool {
        let published = self.vocabulary.sources[source.index()].published;
        clock.has_reached(published.map_or(reported, over))
    }

    /// Whether a source that the row refers to had been published.
    #[must_use]
    pub fn sees_source(&self, row: RowId, source: SourceCode, clock: Clock) -> bool {
        clock == Clock::NOW
            || match self.cited_day(row, source) {
                Some(day) => clock.has_reached(day),
                None => self.published(source, over(self.days.of(row)), clock),
            }
    }

    /// Whether a text itself had been published; an undated one counts from the first event that cites it.
    #[must_use]
    pub fn sees_text(&self, source: SourceCode, clock: Clock) -> bool {
        let published = self.vocabulary.sources[source.index()].published;
        let citing = || self.index.sources.rows(source.index());
        clock == Clock::NOW
            || match published {
                Some(days) => clock.has_reached(over(days)),
                None if citing().is_empty() => true,
                None => (citing().iter()).any(|&row| self.sees_source(RowId(row), source, clock)),
            }
    }

    /// Whether a quote of the row had been published.
    #[must_use]
    pub fn sees_quote(&self, row: RowId, quote: &QuoteRow, clock: Clock) -> bool {
        let said = || quote.said.unwrap_or_else(|| over(self.days.of(row)));
        clock == Clock::NOW || self.published(quote.source, said(), clock)
    }

    /// Whether a claim of the row had been published in any of its sources; what an outlet says in its own voice, in one of
    /// the outlet's own, where it has any: another text cannot have said it for it. One without a source is made by a published data
    /// set in its own voice, or carried by it alone: it cannot be older than the last event of the data.
    #[must_use]
    pub fn sees_claim(&self, row: RowId, claim: &ClaimRow, clock: Clock) -> bool {
        if clock == Clock::NOW {
            return true;
        }
        let sources = self.children.claim_sources(row, claim);
        let is_own = |source: &&SourceCode| {
            let publisher = self.vocabulary.sources[source.index()].publisher;
            claim.claimant == ClaimantCode::Publisher(publisher)
        };
        let in_own_voice = sources.iter().any(|source| is_own(&source));
        let mut published = sources
            .iter()
            .filter(|source| !in_own_voice || is_own(source))
            .map(|&source| self.sees_claim_source(row, claim, source, clock));
        published.any(|published| published)
            || sources.is_empty()
                && self.sees_event(row, clock)
                && clock.has_reached(over(self.claim_days(row, claim)).max(self.last_day(row)))
    }

    /// The day of the last event of a row's dataset, of those that have an end; which day that is, is found once.
    fn last_day(&self, row: RowId) -> Day {
        let days = self.last_days.get_or_init(|| {
            let mut days = vec![Day::MIN; self.vocabulary.datasets.len()];
            let occurred = |row: &RowId| self.status(*row) == EventStatus::Occurred;
            for row in (0..self.len()).map(RowId::at).filter(occurred) {
                let day = &mut days[self.record(row).0.index()];
                *day = over(self.days.of(row)).max(*day);
            }
            days
        });
        days[self.record(row).0.index()]
    }

    /// When a claim was made; the event's days when it has no date of its own.
    #[must_use]
    pub fn claim_days(&self, row: RowId, claim: &ClaimRow) -> DayRange {
        claim.dated.unwrap_or_else(|| self.days.of(row))
    }

    /// Whether a source that a claim was found in had been published; an undated one counts from when it was claimed.
    #[must_use]
    pub fn sees_claim_source(
        &self,
        row: RowId,
        claim: &ClaimRow,
        source: SourceCode,
        clock: Clock,
    ) -> bool {
        clock == Clock::NOW || self.published(source, over(self.claim_days(row, claim)), clock)
    }

    /// Whether the event was known: any of its sources had been published, and, if it occurred, it may have begun. One
    /// without sources counts as known when it is over.
    #[must_use]
    pub fn sees_event(&self, row: RowId, clock: Clock) -> bool {
        if clock == Clock::NOW {
            return true;
        }
        // A text cannot report what has not happened yet; what it says of the future is a plan.
        if self.status(row) == EventStatus::Occurred && !clock.has_reached(self.days.of(row).from) {
            return false;
        }
        let mut sources = self.citations(row).peekable();
        let uncited = sources.peek().is_none() && clock.has_reached(over(self.days.of(row)));
        uncited || sources.any(|(source, _)| self.sees_source(row, source, clock))
    }

    /// Published quotes of a row.
    pub fn quotes(&self, row: RowId, clock: Clock) -> impl Iterator<Item = &QuoteRow> {
        self.children
            .quotes(row)
            .iter()
            .filter(move |quote| self.sees_quote(row, quote, clock))
    }

    /// Whether the curator's own words about an event (title, summary, notes, the grade and its reason) count as written
    /// later: any source that the event, a claim or a quote of it cites was published later, so they may rest on it.
    #[must_use]
    pub fn is_written_later(&self, row: RowId, clock: Clock) -> bool {
        if clock == Clock::NOW {
            return false;
        }
        let claims = self.children.claims(row);
        self.citations(row)
            .any(|(source, _)| !self.sees_source(row, source, clock))
            || (self.children.quotes(row).iter()).any(|quote| !self.sees_quote(row, quote, clock))
            || claims.iter().any(|claim| {
                let sources = self.children.claim_sources(row, &claim).iter();
                let mut later =
                    sources.filter(|&&source| !self.sees_claim_source(row, &claim, source, clock));
                later.next().is_some()
            })
    }

    /// Whether anything of the row was not yet published: a cited source, a quote, a claim, or an event related to it.
    pub(super) fn is_altered(&self, row: RowId, clock: Clock) -> bool {
        self.is_written_later(row, clock)
            || self
                .children
                .claims(row)
                .iter()
                .any(|claim| !self.sees_claim(row, &claim, clock))
            || self
                .children
                .relations(row)
                .iter()
                .any(|&(_, other)| !self.sees_event(other, clock))
    }
}
