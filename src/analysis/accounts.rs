//! Where accounts disagree: the matches with claims, disputed ones first, and what is claimed of one of them or of all.
//!
//! The list is two selections one after the other: the disputed matches, then those with claims that are not disputed. Both are
//! remembered, so a window costs the rows that it shows. Numbers of different claimants are never added.

mod claims;

use super::engine::Scope;
use super::{
    AccountsAt, AskError, ClaimDetail, Envelope, EventRow, Selection, SourceDetail, event_detail,
    event_row,
};
use crate::load::ReadError;
use crate::store::{Bitset, ClaimantCode, RowId};
pub(super) use claims::claims;
pub use claims::{Claimants, ClaimsTable, Point, RunningTotal, SubjectClaims};
use std::collections::HashSet;
use std::sync::Arc;

/// A run of matches with claims.
#[derive(Debug, Clone, Default)]
pub struct Accounts {
    /// Rank of the first row.
    pub first: usize,
    /// All matches that are disputed or have claims.
    pub total: usize,
    /// How many of them are disputed: they come first.
    pub disputed: usize,
    /// The rows.
    pub rows: Vec<AccountRow>,
    /// Rank of the event asked for, or of the one that stands in for it.
    pub anchor: Option<usize>,
    /// What is claimed of that event.
    pub told: Option<Box<Told>>,
}

/// A match with claims.
#[derive(Debug, Clone)]
pub struct AccountRow {
    /// What the timeline shows of it.
    pub row: EventRow,
    /// How many make claims about it.
    pub claimants: usize,
}

/// What is claimed of an event.
#[derive(Debug, Clone)]
pub struct Told {
    /// The event.
    pub row: EventRow,
    /// Why it is disputed, a sentence each.
    pub dispute_reasons: Vec<String>,
    /// As [`EventDetail::claims`](super::EventDetail::claims).
    pub claims: Vec<ClaimDetail>,
    /// As [`EventDetail::envelopes`](super::EventDetail::envelopes).
    pub envelopes: Vec<Envelope>,
    /// What the claims refer to.
    pub sources: Vec<SourceDetail>,
    /// The curator's note on the event.
    pub note: Option<String>,
}

/// The matches with claims around a place.
pub(super) fn accounts(
    scope: &Scope<'_>,
    at: AccountsAt,
    (before, after): (usize, usize),
) -> Result<Accounts, AskError> {
    let list = List::of(scope).ok_or(AskError::Cancelled)?;
    let total = list.total();
    let anchor = match at {
        AccountsAt::Rank(rank) => total.checked_sub(1).map(|last| rank.min(last)),
        AccountsAt::Event(event) => list.nearest(scope.engine.row(event)),
    };
    let first = anchor.unwrap_or(0).saturating_sub(before);
    let end = anchor.map_or(0, |anchor| (anchor + after + 1).min(total));
    let told = anchor.and_then(|anchor| list.row(anchor));
    let rows = (first..end).filter_map(|rank| list.row(rank));
    let rows = rows.map(|row| account(scope, row));
    let told = told.map(|row| event_detail::told(scope, row)).transpose()?;
    Ok(Accounts {
        first,
        total,
        disputed: list.disputed.ranks.total(),
        rows: rows.collect::<Result<_, _>>()?,
        anchor,
        told: told.map(Box::new),
    })
}

/// The disputed matches, then the others with claims.
struct List {
    disputed: Arc<Selection>,
    others: Arc<Selection>,
}

impl List {
    fn of(scope: &Scope<'_>) -> Option<Self> {
        let also = |text: &str| {
            let compiled = scope.engine.compile(text);
            let filter = compiled.query.expect("the text has no mistake").filter;
            scope
                .engine
                .select_both(scope.query, filter, scope.cancelled)
        };
        Some(Self {
            disputed: also("is:disputed")?,
            others: also("has:claim -is:disputed")?,
        })
    }

    fn total(&self) -> usize {
        self.disputed.ranks.total() + self.others.ranks.total()
    }

    fn row(&self, rank: usize) -> Option<RowId> {
        let select = |part: &Selection, rank| part.ranks.select(part.rows.possible(), rank);
        match rank.checked_sub(self.disputed.ranks.total()) {
            None => select(&self.disputed, rank),
            Some(rank) => select(&self.others, rank),
        }
    }

    /// Rank of a row, or of the first after it in time, or else of the last before it.
    fn nearest(&self, row: Option<RowId>) -> Option<usize> {
        let from = row.map_or(0, RowId::index);
        let parts = [self.disputed.rows.possible(), self.others.rows.possible()];
        let next = parts.iter().filter_map(|rows| rows.iter_from(from).next());
        let last = parts.iter().filter_map(|rows| rows.last_before(from));
        self.rank(next.min().or_else(|| last.max())?)
    }

    fn rank(&self, row: RowId) -> Option<usize> {
        let rank = |part: &Selection| {
            let rows: &Bitset = part.rows.possible();
            rows.contains(row).then(|| part.ranks.rank(rows, row))
        };
        let others = || Some(self.disputed.ranks.total() + rank(&self.others)?);
        rank(&self.disputed).or_else(others)
    }
}

fn account(scope: &Scope<'_>, row: RowId) -> Result<AccountRow, ReadError> {
    let (store, clock) = (scope.store(), scope.selection.edition.clock());
    let claims = store.children().claims(row).iter();
    let published = claims.filter(|claim| store.sees_claim(row, claim, clock));
    let claimants: HashSet<ClaimantCode> = published.map(|claim| claim.claimant).collect();
    Ok(AccountRow {
        row: event_row::event_row(scope, row)?,
        claimants: claimants.len(),
    })
}

#[cfg(test)]
mod tests;
