//! Immutable columns in time order: what filters and counts read.
//!
//! Built once from checked datasets (or row by row by a reader), never changed. Rows stand in day order and a [`RowId`] is
//! the position. Names are kept in the [`Vocabulary`]; columns hold its codes. Nothing here knows of filter text or screens.

mod fold;
mod vocabulary;

pub use fold::{fold, is_word};
pub use vocabulary::*;

/// Position of an event in time order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowId(pub u32);
