//! Text from data made safe to show: one door for every string that reaches the terminal.
//!
//! Control characters, bidi overrides and zero-width characters become visible marks, never silence; widths are those of
//! the terminal, not bytes. What is drawn is [`Clean`]; only [`clean`] makes it from data.

use std::fmt;

use unicode_width::UnicodeWidthStr;

/// Text that holds nothing a terminal would act on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Clean(String);

impl Clean {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Columns it takes on a terminal.
    #[must_use]
    pub fn width(&self) -> usize {
        self.0.width()
    }
}

impl fmt::Display for Clean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Makes text from data safe to show.
#[must_use]
pub fn clean(text: &str) -> Clean {
    Clean(text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect())
}
