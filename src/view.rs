//! What the screen shows, as plain data: made from the state, only what fits, ready to paint.
//!
//! `view` decides words, order, tones and marks; `ui` turns them into cells with the theme's colours. Nothing here asks
//! the store.

pub mod actor;
pub mod citation;
pub mod detail;
pub mod glyph;
mod line;
mod page;
pub mod words;

pub use line::{Line, Span, Tone, spans, toned};
