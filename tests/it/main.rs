//! All integration tests in one binary: it links once.

mod broken;
mod edtf;
mod engine;
mod loading;
mod problem_table;
