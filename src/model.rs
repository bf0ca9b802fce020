//! The vocabulary of a conflict's timeline: events, actors, regions, sources, quotes, claims, and the uncertain dates
//! they carry.
//!
//! These are plain values that have passed the checks of [`crate::dataset`]: references are indices that resolve,
//! dates have bounds, coordinates are on the globe. Nothing here reads files or draws.

mod date;
mod records;
mod time;
mod uncertain;
mod vocabulary;

pub use date::{Day, DayRange, Minute, year_name};
pub use records::*;
pub use time::{DayTime, TimeRange, utc_offset};
pub use uncertain::{InvalidDate, UncertainDate};
pub use vocabulary::*;
