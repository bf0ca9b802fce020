//! The filter language: text → expression → typed filter → set of rows.
//!
//! Each step is its own file and knows nothing of the next: `lex`, `parse`, `print`, `resolve`, `plan`, `evaluate`. Beside
//! them `edit` changes a filter text for panels and clicks, and `complete` says what could stand at the cursor; both work
//! on text, so what is on the screen can always be read and typed again. `docs/filter-language.md` is the reference.

mod columns;
mod complete;
mod count;
mod edit;
mod ends;
mod evaluate;
mod expr;
mod fields;
mod filter;
mod lex;
mod masks;
mod names;
mod near;
mod own;
mod parse;
mod pattern;
mod plan;
mod print;
mod resolve;
mod row_set;
mod row_test;
mod when;

pub use complete::{Completion, Counter, Typing, Unfinished, complete, unfinished, without_cursor};
pub use count::Counts;
pub use edit::{
    Mention, Sign, clear, exclude, include, mentions, narrow, remove, set_date, set_known, toggle,
};
pub use evaluate::{Context, evaluate};
pub use expr::*;
pub use fields::*;
pub use filter::*;
pub use masks::Masks;
pub use names::{Dictionary, Found, Lookup, Names, key};
pub use own::OwnField;
pub use parse::{Parsed, parse};
pub use plan::{Cost, Plan, cost, plan};
pub use print::value_text;
pub use resolve::{Compiled, Resolved, compile, resolve};
pub use row_set::RowSet;
pub use when::{date_text, time};

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;
