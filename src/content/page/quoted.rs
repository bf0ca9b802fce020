//! Quoted words: a bar at their left, right-to-left text at the right end, two texts beside each other, and what differs in them.

use std::ops::Range;

use super::Page;
use crate::content::{Line, Span, Tone, toned};
use crate::text::{self, BidiMode, Direction};

/// Columns of the bar and the blanks around it.
const BAR: usize = 4;

/// A piece of text, and whether it has something that the other text has not.
type Piece = (Range<usize>, bool);

impl Page<'_> {
    /// Quoted words over the whole width.
    pub(in crate::content) fn quoted(&mut self, words: &str) {
        let lines = self.quoted_lines(words, self.width());
        self.lines(lines);
    }

    /// Quoted words in lines of at most so many columns.
    pub(in crate::content) fn quoted_lines(&self, words: &str, columns: usize) -> Vec<Line> {
        let room = columns.saturating_sub(BAR).max(1);
        self.paragraphs(words, tone(words), room, &self.bar())
    }

    /// As [`Self::quoted_lines`], with marks around what the other text has not, given in bytes.
    pub(in crate::content) fn compared_lines(
        &self,
        words: &str,
        alone: &[Range<usize>],
        columns: usize,
    ) -> Vec<Line> {
        let (whole, pieces) = self.marked(words, alone);
        let room = columns.saturating_sub(BAR).max(1);
        let direction = text::direction(&whole);
        let lines = text::broken(&whole, room, room).into_iter().map(|line| {
            let mut spans = self.runs(&whole, &pieces, &line, (tone(words), direction));
            if direction == Direction::RightToLeft && self.context.bidi == BidiMode::Own {
                spans.reverse();
            }
            let spans: Vec<Span> = spans.into_iter().flatten().collect();
            let width = spans.iter().map(|span| span.text.width()).sum();
            let aside = self.aside(direction, room, width);
            self.bar().with(" ".repeat(aside), Tone::Text).and(spans)
        });
        lines.collect()
    }

    /// The text made clean, with marks around the differing parts, and what of it differs.
    fn marked(&self, words: &str, alone: &[Range<usize>]) -> (String, Vec<Piece>) {
        let [open, close] = self.context.glyphs.alone;
        let (mut whole, mut pieces, mut from) = (String::new(), Vec::new(), 0);
        let mut push = |text: &str, differs: bool, whole: &mut String| {
            let start = whole.len();
            let text = text::clean(&text.replace(['\r', '\n'], " "));
            if differs {
                whole.push_str(open);
            }
            whole.push_str(text.as_str());
            if differs {
                whole.push_str(close);
            }
            pieces.push((start..whole.len(), differs));
        };
        for range in alone {
            push(
                words.get(from..range.start).unwrap_or_default(),
                false,
                &mut whole,
            );
            push(
                words.get(range.clone()).unwrap_or_default(),
                true,
                &mut whole,
            );
            from = range.end;
        }
        push(words.get(from..).unwrap_or_default(), false, &mut whole);
        (whole, pieces)
    }

    /// The pieces of one line in the order of the text, each in the order of the screen.
    fn runs(
        &self,
        whole: &str,
        pieces: &[Piece],
        line: &Range<usize>,
        (tone, direction): (Tone, Direction),
    ) -> Vec<Vec<Span>> {
        let shared = |(piece, differs): &Piece| {
            let part = whole.get(piece.start.max(line.start)..piece.end.min(line.end))?;
            let tone = if *differs { Tone::Warning } else { tone };
            Some(toned(&self.ordered(&text::clean(part), direction), tone))
        };
        pieces.iter().filter_map(shared).collect()
    }

    fn bar(&self) -> Line {
        Line::default()
            .with("  ", Tone::Text)
            .with(self.context.glyphs.quote_bar, Tone::Accent)
            .with(" ", Tone::Text)
    }

    /// Adds lines as they are.
    pub(in crate::content) fn lines(&mut self, lines: impl IntoIterator<Item = Line>) {
        lines.into_iter().for_each(|line| self.line(line));
    }

    /// Adds texts in columns of equal width beside each other.
    pub(in crate::content) fn beside(&mut self, texts: &[Vec<Line>], columns: usize) {
        let most = texts.iter().map(Vec::len).max().unwrap_or(0);
        for at in 0..most {
            let mut whole = Line::default();
            for (place, text) in texts.iter().enumerate() {
                let blank = (place * columns).saturating_sub(whole.width());
                whole = whole.with(" ".repeat(blank), Tone::Text);
                let line = text.get(at).cloned().unwrap_or_default();
                whole.spans.extend(line.spans);
            }
            self.line(whole);
        }
    }

    /// A text of its own in lines of at most so many columns.
    pub(in crate::content) fn flowing(
        &self,
        text: &Line,
        indent: usize,
        columns: usize,
    ) -> Vec<Line> {
        super::flow::flow(text, columns, (indent, indent), self.context.bidi)
    }
}

/// The theme slants quotes; scripts that know no italics are left upright.
fn tone(words: &str) -> Tone {
    if words.chars().any(is_upright) {
        Tone::Text
    } else {
        Tone::Quote
    }
}

/// Arabic, Hebrew, the scripts of India and all of East Asia.
fn is_upright(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{1aff}' | '\u{2e80}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{20000}'..='\u{3ffff}')
}
