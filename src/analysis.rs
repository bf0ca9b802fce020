//! Questions that panes ask and the answers they get: plain data, without a store behind it.
//!
//! Each pane says what it shows: totals, and the window of rows that fits. A [`Question`] holds only text and small values,
//! so that a store in another process or on another machine can answer it; an [`Answer`] carries the number of its
//! question, and an answer to an older question is dropped.

mod accounts;
mod actors;
mod answer;
mod calendar;
mod casts;
mod compare;
mod completion;
mod detail;
mod dossier;
mod engine;
mod error;
mod event_detail;
mod event_row;
mod facets;
mod histogram;
mod lane;
mod lanes;
mod lists;
mod map;
mod matches;
mod memory;
mod problems;
mod profile;
mod question;
mod quotes;
mod recent;
mod seek;
mod sources;
mod summary;
mod sums;
mod table;
mod telling;
mod totals;
mod window;

pub use accounts::{
    AccountRow, Accounts, Claimants, ClaimsTable, Point, RunningTotal, SubjectClaims, Told,
};
pub use answer::*;
pub use compare::{
    LanesPair, LanesPairColumn, MapPair, MapPairCell, MapPairPlace, PairFound, PairStep,
};
pub use detail::*;
pub use engine::{Engine, EventRef};
pub use error::AskError;
pub use lane::*;
pub use lists::*;
pub use map::{MapBin, MapCounts, MapFrame, MapLabel, MapQuery, MapSpot, MapTrace, is_rough};
pub use matches::{MatchScope, Matches};
pub use question::*;
pub use quotes::{QuoteEntry, QuoteGroup, QuoteHeading, Quotes, Rendering, Sameness};
pub use sums::*;

use memory::Selection;
use sums::columns_of;

#[cfg(test)]
mod tests;
