//! Questions that panes ask and the answers they get: plain data, without a store behind it.
//!
//! Each pane says what it shows: totals, and the window of rows that fits. A [`Question`] holds only text and small values,
//! so that a store in another process or on another machine can answer it; an [`Answer`] carries the number of its
//! question, and an answer to an older question is dropped.

mod answer;
mod detail;
mod question;

pub use answer::*;
pub use detail::*;
pub use question::*;
