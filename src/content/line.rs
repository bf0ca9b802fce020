//! Lines of toned text, the material of every pane.

use crate::text::{self, Clean, clean};

/// What a piece of text is, so that the theme can colour it. Meaning never hangs on the tone alone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Plain text.
    #[default]
    Text,
    /// Less important text: labels, ids, secondary facts.
    Dim,
    /// More important text: titles, the numbers that count.
    Strong,
    /// Headings of parts of a pane and of days.
    Heading,
    /// The one accent: keys, the active choice, links.
    Accent,
    /// A bloc's colour, by position in the catalog.
    Bloc(usize),
    /// No bloc.
    NoBloc,
    /// A dispute or warning.
    Warning,
    /// A mistake.
    Error,
    /// A match of the text that is searched.
    Match,
    /// Words quoted from a source.
    Quote,
    /// A visible mark in place of a control character.
    Mark,
    /// Quiet lines: borders, rules, axes.
    Rule,
    /// What stands behind everything else: lesser lines of a map.
    Faint,
    /// A bloc's colour with weight, for many; by position in the catalog.
    BlocMany(usize),
}

/// A run of text of one tone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Span {
    /// What it says.
    pub text: Clean,
    /// What it is.
    pub tone: Tone,
    /// Soft: possible but not certain, drawn dim or italic.
    pub soft: bool,
}

impl Span {
    /// Text with a tone. Data are cleaned here; marks in it keep the tone, see [`spans`].
    #[must_use]
    pub fn new(text: impl AsRef<str>, tone: Tone) -> Self {
        Self {
            text: clean(text.as_ref()),
            tone,
            soft: false,
        }
    }

    /// Text that is clean already.
    #[must_use]
    pub fn of(text: Clean, tone: Tone) -> Self {
        Self {
            text,
            tone,
            soft: false,
        }
    }

    /// The same, soft.
    #[must_use]
    pub fn soft(mut self) -> Self {
        self.soft = true;
        self
    }
}

/// Data as spans: the marks that stand for control and invisible characters get [`Tone::Mark`].
///
/// ```
/// use annals::content::{Tone, spans};
///
/// let spans = spans("bell \u{7}", Tone::Text);
/// assert_eq!(spans[1].text.as_str(), "␇");
/// assert_eq!(spans[1].tone, Tone::Mark);
/// ```
#[must_use]
pub fn spans(data: &str, tone: Tone) -> Vec<Span> {
    toned(&clean(data), tone)
}

/// As [`spans`], for text that is clean already (cut, wrapped or reordered).
#[must_use]
pub fn toned(text: &Clean, tone: Tone) -> Vec<Span> {
    let run = |(text, mark)| Span::of(text, if mark { Tone::Mark } else { tone });
    text::runs(text).into_iter().map(run).collect()
}

/// A line of spans.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// From left to right.
    pub spans: Vec<Span>,
}

impl Line {
    /// Columns it takes.
    #[must_use]
    pub fn width(&self) -> usize {
        self.spans.iter().map(|span| span.text.width()).sum()
    }

    /// Adds a span.
    #[must_use]
    pub fn with(mut self, text: impl AsRef<str>, tone: Tone) -> Self {
        self.spans.push(Span::new(text, tone));
        self
    }

    /// Adds data, with marks toned as marks.
    #[must_use]
    pub fn data(mut self, text: &str, tone: Tone) -> Self {
        self.spans.extend(spans(text, tone));
        self
    }

    /// Adds spans.
    #[must_use]
    pub fn and(mut self, spans: impl IntoIterator<Item = Span>) -> Self {
        self.spans.extend(spans);
        self
    }

    /// The text without tones.
    #[must_use]
    pub fn text(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }
}
