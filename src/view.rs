//! What the screen shows, as plain data: made from the state, only what fits, ready to paint.
//!
//! `view` decides words, order and tones; `ui` turns them into cells with the theme's colours. Nothing here asks the store.

mod line;

pub use line::{Line, Span, Tone};
