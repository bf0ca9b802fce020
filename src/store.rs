//! Immutable columns in time order: what filters and counts read.
//!
//! Built once from checked datasets (or row by row by a reader), never changed. Rows stand in day order and a [`RowId`] is
//! the position. Names are kept in the [`Vocabulary`]; columns hold its codes. Nothing here knows of filter text or screens.

mod assemble;
mod batch;
mod bitset;
mod builder;
pub(crate) mod cached;
mod children;
mod claims;
mod clock;
mod columns;
mod counts;
mod datasets;
mod days;
mod disputes;
mod edition;
mod envelope;
mod fold;
mod grade;
mod homonyms;
mod ids;
mod index;
mod later;
mod memory;
mod names;
mod paged;
mod publishers;
mod reports;
mod rows;
mod support;
mod tasks;
mod text;
mod times;
mod vocabulary;
mod words;

#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;

pub use batch::{
    Batch, CitationInput, ClaimInput, DatasetBatch, DateInput, EventInput, ListsInput, Mention,
    QuoteInput, ValueInput,
};
pub use bitset::{Bitset, RankIndex};
pub use builder::StoreBuilder;
pub use children::{Children, ClaimRow, ClaimantCode, Claims, Numbers, QuoteRow};
pub use clock::Clock;
pub(crate) use columns::count_present;
pub use columns::{Codes, Lists, Postings, Sparse};
pub use counts::counted;
pub use days::Days;
pub use disputes::{Disagreement, claims_exclude, compare, current_claims, disagreements};
pub use edition::Edition;
pub use envelope::{ClaimRange, envelopes};
pub use fold::{fold, is_word, name_key, spelling_key};
pub use grade::PackedGrade;
pub use index::Index;
pub use memory::Memory;
pub use names::Names;
pub use publishers::PublisherNames;
pub use reports::{ByValue, Reports, Walk};
pub use support::{Origin, Support, stated_origin};
pub(crate) use tasks::{ROWS_WORTH_A_THREAD, both, halves};
pub use text::Text;
pub use vocabulary::*;
pub use words::Words;

use std::sync::OnceLock;

use cached::Parts;
use ids::Ids;
use later::Later;
use paged::Paged;

/// Position of an event in time order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowId(pub u32);

impl RowId {
    /// The position as an index into columns.
    #[must_use]
    #[inline]
    pub fn index(self) -> usize {
        self.0 as usize
    }

    /// The row at a position.
    #[inline]
    pub(crate) fn at(index: usize) -> Self {
        Self(u32::try_from(index).expect("fewer than four billion rows"))
    }
}

/// All events as columns, with the names that they refer to.
#[derive(Debug, Default)]
pub struct Store {
    vocabulary: Vocabulary,
    names: Names,
    days: Days,
    datasets: Codes,
    records: Vec<u32>,
    by_record: Vec<Vec<u32>>,
    kinds: Codes,
    /// Statuses; empty where every event occurred.
    statuses: Vec<u8>,
    regions: Codes,
    /// Clock times; empty where no row has one.
    minutes: Vec<u16>,
    doubtful: Bitset,
    summarised: Bitset,
    importance: Vec<u8>,
    assessments: Vec<PackedGrade>,
    positions: Later<Vec<[f32; 2]>>,
    precisions: Vec<u8>,
    mentions: Lists,
    mentioned: Codes,
    parts: Vec<u8>,
    citations: Lists,
    cited: Codes,
    digits: Vec<u8>,
    cited_days: Later<Vec<i32>>,
    children: Children,
    text: Text,
    ids: Paged<Ids>,
    index: Index,
    now: Edition,
    /// See [`Store::unsure`]; made when it is first asked for.
    unsure: OnceLock<Bitset>,
    /// The day of the last event of each dataset.
    last_days: OnceLock<Vec<crate::model::Day>>,
    /// See [`Store::not_occurred`]; made when it is first asked for.
    not_occurred: OnceLock<Bitset>,
    reports: Reports,
    /// Where it was kept, when it was read back.
    kept: Option<Parts>,
}
