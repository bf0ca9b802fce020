//! annals: a browser for the timeline of a conflict, in a terminal.
//!
//! A pure engine with a thin terminal around it. Lower modules do not import higher ones; `ARCHITECTURE.md`
//! has the map and the reasons, and a test reads the `use crate::` lines.

pub mod analysis;
pub mod app;
pub mod cli;
pub mod command;
pub mod config;
pub mod content;
pub mod dataset;
pub mod diagnostic;
pub mod embedded;
pub mod export;
pub mod keymap;
pub mod layout;
pub mod model;
pub mod picture;
pub mod query;
pub mod runtime;
pub mod store;
pub mod text;
pub mod ui;
pub mod view;
