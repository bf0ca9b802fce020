//! Questions that panes ask and the answers they get: plain data, without a store behind it.
//!
//! Each pane says what it shows: totals, and the window of rows that fits. A [`Question`] holds only text and small values,
//! so that a store in another process or on another machine can answer it; an [`Answer`] carries the number of its
//! question, and an answer to an older question is dropped.

mod actors;
mod answer;
mod calendar;
mod completion;
mod detail;
mod dossier;
mod engine;
mod event_detail;
mod event_row;
mod facets;
mod histogram;
mod lists;
mod matches;
mod memory;
mod question;
mod seek;
mod sources;
mod summary;
mod table;
mod totals;
mod window;

pub use answer::*;
pub use detail::*;
pub use engine::{Engine, EventRef};
pub use lists::*;
pub use matches::Matches;
pub use question::*;

use memory::Selection;

#[cfg(test)]
mod tests;
