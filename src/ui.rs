//! From plain data to cells: colours, marks and painting.
//!
//! Only this module knows ratatui's styles. [`paint`] is the one way by which text reaches a buffer.

pub mod paint;
pub mod theme;

pub use crate::view::glyph;
