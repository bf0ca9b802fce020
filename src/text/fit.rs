//! Text made to fit a width.

use super::{Clean, clean};

/// The longest start of a text that fits, ending in `…` when something is left out; and whether something is.
///
/// ```
/// use annals::text::cut;
///
/// let (text, short) = cut("Aleppo", 4);
/// assert_eq!((text.as_str(), short), ("Ale…", true));
/// ```
#[must_use]
pub fn cut(text: &str, width: usize) -> (Clean, bool) {
    cut_with(text, width, "…")
}

/// As [`cut`], with another sign of one column in place of `…`.
#[must_use]
pub fn cut_with(text: &str, width: usize, ellipsis: &'static str) -> (Clean, bool) {
    let (start, partial) = enough_for(text, width);
    let start = clean(start);
    if start.width() > width {
        (shortened(&start, width, ellipsis), true)
    } else if partial {
        // Only a flood of combining marks gets here: many characters in few cells.
        cut_clean(clean(text), width, ellipsis)
    } else {
        (start, false)
    }
}

/// A text that takes exactly this many columns: cut, or filled with spaces at its end.
#[must_use]
pub fn fit(text: &str, width: usize) -> Clean {
    pad(cut(text, width).0, width)
}

/// A text filled with spaces at its end up to a width.
#[must_use]
pub fn pad(text: Clean, width: usize) -> Clean {
    let missing = width.saturating_sub(text.width());
    Clean(text.0 + &" ".repeat(missing))
}

/// So much of a text as surely fills the width, so that a long one is not read to its end for one row; and whether it is
/// less than all.
fn enough_for(text: &str, width: usize) -> (&str, bool) {
    let characters = width.saturating_mul(4).saturating_add(64);
    text.char_indices()
        .nth(characters)
        .map_or((text, false), |(at, _)| (&text[..at], true))
}

fn cut_clean(text: Clean, width: usize, ellipsis: &str) -> (Clean, bool) {
    if text.width() <= width {
        (text, false)
    } else {
        (shortened(&text, width, ellipsis), true)
    }
}

fn shortened(text: &Clean, width: usize, ellipsis: &str) -> Clean {
    let Some(room) = width.checked_sub(1) else {
        return Clean::default();
    };
    let mut used = 0;
    let mut out = String::new();
    for (grapheme, cells) in text.graphemes() {
        used += cells;
        if used > room {
            break;
        }
        out.push_str(grapheme);
    }
    out.push_str(ellipsis);
    Clean(out)
}
