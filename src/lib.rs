//! annals: a browser for the timeline of a conflict, in a terminal.
//!
//! A pure engine with a thin terminal around it. Lower modules do not import higher ones; `ARCHITECTURE.md`
//! has the map and the reasons, and a test reads the `use crate::` lines.
//!
//! A question goes in, an answer comes out; the screens are made of nothing else:
//!
//! ```
//! use annals::analysis::{Engine, Part, Question, Reply};
//! use annals::{dataset, embedded};
//!
//! let opened = dataset::from_texts(embedded::texts());
//! let engine = Engine::new(vec![opened.dataset], vec![Vec::new()]);
//! let question = Question {
//!     number: 1,
//!     filter: "actor:hts kind:capture".to_owned(),
//!     parts: vec![Part::Totals],
//! };
//! let answer = engine.answer(&question, &|| false).expect("nothing cancels it");
//! let Reply::Totals(totals) = &answer.replies[0] else { panic!("totals were asked for") };
//! assert_eq!((totals.shown, totals.all), (4, 200));
//! ```

pub mod analysis;
pub mod app;
pub mod cli;
pub mod command;
pub mod compare;
pub mod config;
pub mod content;
pub mod dataset;
pub mod diagnostic;
pub mod embedded;
pub mod export;
pub mod geo;
pub mod import;
pub mod keymap;
pub mod layout;
pub mod load;
pub mod matching;
pub mod model;
pub mod picture;
pub mod query;
pub mod reader;
pub mod runtime;
pub mod store;
pub mod text;
pub mod ui;
pub mod view;
