//! The filter language: text → expression → typed filter → set of rows.
//!
//! Each step is its own file and knows nothing of the next: `lex`, `parse`, `print`, `resolve`, `plan`, `evaluate`.

mod filter;

pub use filter::*;
