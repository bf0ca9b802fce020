//! The filter language: text → expression → typed filter → set of rows.
//!
//! Each step is its own file and knows nothing of the next: `lex`, `parse`, `print`, `resolve`, `plan`, `evaluate`.

mod columns;
mod evaluate;
mod filter;
mod masks;
mod near;
mod pattern;
mod plan;
mod row_set;
mod row_test;

pub use evaluate::{Context, evaluate};
pub use filter::*;
pub use masks::Masks;
pub use plan::{Cost, Plan, cost, plan};
pub use row_set::RowSet;
