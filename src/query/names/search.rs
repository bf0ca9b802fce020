//! Searching all names at once: for the start of a word, for any part, and fuzzily.

use std::collections::HashSet;

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::{Lookup, key};

/// More names than this are not searched fuzzily: that looks at each and would hold up the typing.
const FUZZY_LIMIT: usize = 50_000;

impl Lookup {
    /// Entries that could be meant by something half typed, best first, at most `limit`, each with how well it answers
    /// (0 best): an id or name that starts with it, then a word that does, then any part, then its letters in order. With
    /// nothing typed, all in their order.
    #[must_use]
    pub fn search(&self, typed: &str, limit: usize) -> Vec<(usize, u32)> {
        let key = key(typed);
        let mut found = Ranked {
            entries: Vec::new(),
            limit,
        };
        if key.is_empty() {
            found.extend(0..u32::try_from(self.len()).unwrap_or(u32::MAX), 0);
            return found.entries;
        }
        self.add_starting(&key, &mut found);
        found.extend(self.containing(&key).into_iter(), 2);
        if found.entries.len() < limit && self.starts.len() <= FUZZY_LIMIT {
            found.extend(self.fuzzy(&key).into_iter(), 3);
        }
        found.entries
    }

    /// As [`Self::search`], but only what an id, a name or a word in one starts with.
    #[must_use]
    pub fn starting_with(&self, typed: &str, limit: usize) -> Vec<(usize, u32)> {
        let key = key(typed);
        let mut found = Ranked {
            entries: Vec::new(),
            limit,
        };
        if !key.is_empty() {
            self.add_starting(&key, &mut found);
        }
        found.entries
    }

    fn add_starting(&self, key: &str, found: &mut Ranked) {
        found.extend(self.containing(&format!("\n {key}")).into_iter(), 0);
        found.extend(self.containing(&format!(" {key}")).into_iter(), 1);
    }

    /// Entries with a line that contains the text, in their order.
    pub(super) fn containing(&self, text: &str) -> Vec<u32> {
        // The first line has no line break before it.
        let first = text
            .strip_prefix('\n')
            .is_some_and(|text| self.lines.starts_with(text))
            .then_some(0);
        let finder = memchr::memmem::Finder::new(text);
        let places = finder
            .find_iter(self.lines.as_bytes())
            .map(|at| at + usize::from(text.starts_with('\n')));
        let mut entries: Vec<u32> = first
            .into_iter()
            .chain(places)
            .filter_map(|at| self.owner(at))
            .collect();
        entries.sort_unstable();
        entries.dedup();
        entries
    }

    /// Whose line the byte is in.
    fn owner(&self, at: usize) -> Option<u32> {
        let after = self
            .starts
            .partition_point(|&(start, _)| start as usize <= at);
        self.starts
            .get(after.checked_sub(1)?)
            .map(|&(_, entry)| entry)
    }

    /// Entries whose names have these letters in this order, best first.
    fn fuzzy(&self, key: &str) -> Vec<u32> {
        let pattern = Pattern::new(
            key,
            CaseMatching::Ignore,
            Normalization::Never,
            AtomKind::Fuzzy,
        );
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut letters = Vec::new();
        let scored = self.lines().filter_map(|line| {
            let score = pattern.score(Utf32Str::new(line.key, &mut letters), &mut matcher)?;
            Some((std::cmp::Reverse(score), line.entry))
        });
        let mut scored: Vec<_> = scored.collect();
        scored.sort_unstable();
        scored.into_iter().map(|(_, entry)| entry).collect()
    }

    /// Every id and name.
    pub(super) fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        let mut before = None;
        let keys = self.lines.split_terminator('\n').map(str::trim_start);
        keys.zip(&self.starts).map(move |(key, &(_, entry))| Line {
            key,
            entry,
            // The id of an entry comes before its names.
            is_id: before.replace(entry) != Some(entry),
        })
    }
}

/// An id or name, as it is compared.
pub(super) struct Line<'a> {
    pub(super) key: &'a str,
    pub(super) entry: u32,
    pub(super) is_id: bool,
}

struct Ranked {
    entries: Vec<(usize, u32)>,
    limit: usize,
}

impl Ranked {
    /// Adds what is not there yet.
    fn extend(&mut self, entries: impl Iterator<Item = u32>, tier: usize) {
        let mut known: HashSet<u32> = self.entries.iter().map(|&(_, entry)| entry).collect();
        let space = self.limit.saturating_sub(known.len());
        let new = entries.filter(|&entry| known.insert(entry)).take(space);
        self.entries.extend(new.map(|entry| (tier, entry)));
    }
}
