//! Fuzzy find in a facet's values.

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::super::Facet;
use super::{Entry, Item, Source};
use crate::store::fold;

/// The values that the text is found in, best first: in their labels, or else in their ids and other names. Headings are left
/// out, and nothing stands below anything.
pub(in crate::analysis) fn found(
    source: &Source<'_>,
    facet: Facet,
    entries: Vec<Entry>,
    find: &str,
) -> Vec<Entry> {
    let mut finder = Finder::new(find);
    let bloc_heading = |entry: &Entry| facet == Facet::Actor && entry.item.is_heading(facet);
    let entries = entries.into_iter().filter(|entry| !bloc_heading(entry));
    let mut found: Vec<(u32, String, Entry)> = entries
        .filter_map(|entry| {
            let label = entry.item.label(source.scope);
            let (score, matched) = finder.score(source, &entry.item, &label)?;
            Some((
                score,
                label,
                Entry {
                    depth: 0,
                    has_children: false,
                    matched,
                    ..entry
                },
            ))
        })
        .collect();
    found.sort_by(|(score_a, label_a, a), (score_b, label_b, b)| {
        let falling = (score_b, b.count).cmp(&(score_a, a.count));
        falling.then_with(|| label_a.cmp(label_b))
    });
    found.into_iter().map(|(_, _, entry)| entry).collect()
}

struct Finder {
    matcher: Matcher,
    typed: Pattern,
    folded: Pattern,
    buffer: Vec<char>,
}

impl Finder {
    fn new(find: &str) -> Self {
        let pattern = |text: &str| {
            Pattern::new(
                text,
                CaseMatching::Ignore,
                Normalization::Smart,
                AtomKind::Fuzzy,
            )
        };
        Self {
            matcher: Matcher::new(Config::DEFAULT),
            typed: pattern(find),
            folded: pattern(&fold(find)),
            buffer: Vec::new(),
        }
    }

    /// How well the text is found, and where in the label.
    fn score(&mut self, source: &Source<'_>, item: &Item, label: &str) -> Option<(u32, Vec<u32>)> {
        let mut matched = Vec::new();
        let haystack = Utf32Str::new(label, &mut self.buffer);
        if let Some(score) = self
            .typed
            .indices(haystack, &mut self.matcher, &mut matched)
        {
            matched.sort_unstable();
            matched.dedup();
            return Some((score, matched));
        }
        let other = other_names(source, item);
        let scores = other.iter().filter_map(|name| {
            let name = fold(name);
            self.folded
                .score(Utf32Str::new(&name, &mut self.buffer), &mut self.matcher)
        });
        scores.max().map(|score| (score, Vec::new()))
    }
}

fn other_names(source: &Source<'_>, item: &Item) -> Vec<Box<str>> {
    let names = source.scope.engine.vocabulary();
    let value = item.value(source.scope).into();
    match *item {
        Item::Actor(code) => {
            let actor = &names.actors[code.index()];
            let own = [
                Some(&actor.id),
                Some(&actor.name),
                actor.short.as_ref(),
                actor.native_name.as_ref(),
            ];
            own.into_iter()
                .flatten()
                .chain(&actor.aliases)
                .cloned()
                .collect()
        }
        Item::Region(code) => {
            let region = &names.regions[code.index()];
            let own = [
                Some(&region.id),
                Some(&region.name),
                region.native_name.as_ref(),
            ];
            own.into_iter()
                .flatten()
                .chain(&region.aliases)
                .cloned()
                .collect()
        }
        _ => vec![value],
    }
}
