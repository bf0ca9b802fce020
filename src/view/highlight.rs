//! The places of searched words in a text.

use std::ops::Range;

use regex::{Regex, RegexBuilder};

use crate::app::State;
use crate::content::{Line, Tone};
use crate::query::{Expr, ExprKind, TextStyle, parse};
use crate::store::fold;

/// What the filter and the search look for in texts.
pub(super) struct Words {
    folded: Vec<String>,
    patterns: Vec<Regex>,
}

impl Words {
    /// Of the filter in force and of the search.
    pub(super) fn of(state: &State) -> Self {
        let mut words = Self {
            folded: Vec::new(),
            patterns: Vec::new(),
        };
        for text in [&*state.filter.asking(), &state.timeline.search] {
            words.collect(&parse(text).expr);
        }
        words
    }

    /// The texts of an expression, but those that it excludes.
    fn collect(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::And(parts) | ExprKind::Or(parts) => {
                parts.iter().for_each(|part| self.collect(part));
            }
            ExprKind::Text(term) if term.style == TextStyle::Pattern => {
                let pattern = RegexBuilder::new(&term.text)
                    .case_insensitive(true)
                    .size_limit(1 << 20)
                    .build();
                self.patterns.extend(pattern);
            }
            ExprKind::Text(term) => {
                let word = fold(&term.text);
                self.folded.extend((!word.is_empty()).then_some(word));
            }
            ExprKind::Not(_) | ExprKind::Field(_) => {}
        }
    }

    /// Where they are in a text: in order, without overlaps.
    fn places(&self, text: &str) -> Vec<Range<usize>> {
        let mut places: Vec<_> = self
            .patterns
            .iter()
            .flat_map(|pattern| pattern.find_iter(text))
            .map(|found| found.range())
            .collect();
        if !self.folded.is_empty() {
            let folding = Folding::of(text);
            places.extend(self.folded.iter().flat_map(|word| folding.places(word)));
        }
        places.retain(|place| !place.is_empty());
        places.sort_by_key(|place| (place.start, std::cmp::Reverse(place.end)));
        let mut end = 0;
        places.retain(|place| {
            let apart = place.start >= end;
            end = if apart { place.end } else { end };
            apart
        });
        places
    }
}

/// A folded text that knows where each of its bytes came from.
struct Folding {
    text: String,
    origin: Vec<Range<usize>>,
}

impl Folding {
    fn of(text: &str) -> Self {
        let mut folding = Self {
            text: String::new(),
            origin: Vec::new(),
        };
        for (at, c) in text.char_indices() {
            let folded = fold(c.encode_utf8(&mut [0; 4]));
            folding
                .origin
                .extend(std::iter::repeat_n(at..at + c.len_utf8(), folded.len()));
            folding.text.push_str(&folded);
        }
        folding
    }

    fn places(&self, word: &str) -> Vec<Range<usize>> {
        let span = |(at, found): (usize, &str)| {
            Some(self.origin.get(at)?.start..self.origin.get(at + found.len() - 1)?.end)
        };
        self.text.match_indices(word).filter_map(span).collect()
    }
}

/// A text with the searched words in it toned as matches.
pub(super) fn highlighted(text: &str, words: &Words, tone: Tone) -> Line {
    let mut line = Line::default();
    let mut from = 0;
    for place in words.places(text) {
        line = line
            .data(&text[from..place.start], tone)
            .data(&text[place.clone()], Tone::Match);
        from = place.end;
    }
    line.data(&text[from..], tone)
}
