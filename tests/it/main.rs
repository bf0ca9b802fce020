//! All integration tests in one binary: it links once.

mod broken;
mod edtf;
mod engine;
mod loading;
mod panes;
mod problem_table;
