//! What a record says, as lines of toned text: the detail of an event, an actor's panel, citations, and the words, dates and
//! marks that they are made of.
//!
//! Pure functions of answers. `app` asks them where links and lines are, `view` puts them on the screen; neither the state nor
//! the screen is known here.

pub mod accounts;
pub mod actor;
pub mod citation;
pub mod date;
pub mod detail;
pub mod glyph;
mod line;
mod page;
pub mod quotes;
pub mod source;
pub mod spoken;
pub mod words;

pub use line::{Line, Span, Tone, spans, toned};
