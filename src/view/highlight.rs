//! The places of searched words in a text.

use super::{Line, Tone};
use crate::app::State;

/// The words that the filter and the search look for in texts.

pub(super) fn words(state: &State) -> Vec<String> {
    let texts = [state.filter.asking(), state.timeline.search.as_str()];
    texts.into_iter().flat_map(plain_words).collect()
}

/// Words and phrases of a filter text that stand for text: no fields, no operators, nothing excluded.
fn plain_words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (at, part) in text.split('"').enumerate() {
        if at % 2 == 1 {
            words.push(part.to_lowercase());
            continue;
        }
        let plain = |word: &&str| !word.contains(':') && !word.starts_with(['-', '/', '(']) && !["OR", "AND", "NOT"].contains(word);
        words.extend(part.split_whitespace().filter(plain).map(str::to_lowercase));
    }
    words.retain(|word| word.chars().count() > 1);
    words
}

/// A text with the searched words in it toned as matches.

pub(super) fn highlighted(text: &str, words: &[String], tone: Tone) -> Line {
    let mut line = Line::default();
    let mut from = 0;
    while let Some((start, end)) = words.iter().filter_map(|word| find(text, from, word)).min() {
        line = line.data(&text[from..start], tone).data(&text[start..end], Tone::Match);
        from = end;
    }
    line.data(&text[from..], tone)
}

/// The first place of a lower-case word at or after a byte.
fn find(text: &str, from: usize, word: &str) -> Option<(usize, usize)> {
    let starts = text[from..].char_indices().map(|(at, _)| from + at);
    starts.into_iter().find_map(|start| {
        let mut rest = word.chars();
        let mut wanted = rest.next()?;
        for (at, c) in text[start..].char_indices() {
            for lower in c.to_lowercase() {
                if lower != wanted {
                    return None;
                }
                match rest.next() {
                    Some(next) => wanted = next,
                    None => return Some((start, start + at + c.len_utf8())),
                }
            }
        }
        None
    })
}
