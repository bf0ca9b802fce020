//! "Did you mean": the nearest of many words.

use super::{Lookup, key};

impl Lookup {
    /// The entry that a value which means nothing may be a slip for. Ids come first: they are what is typed.
    #[must_use]
    pub fn suggest(&self, value: &str) -> Option<u32> {
        let ids = self.lines().filter(|line| line.is_id);
        let names = self.lines().filter(|line| !line.is_id);
        let words = ids.chain(names).map(|line| (line.key, line.entry));
        nearest(&key(value), words)
    }
}

/// Further than this is another word, however long it is.
const FARTHEST: usize = 4;

/// The value that belongs to the word nearest to `wanted`, if one is near enough to be a slip of the hand: one change in
/// three letters. Of equally near ones the first.
pub(crate) fn nearest<'a, T>(wanted: &str, words: impl Iterator<Item = (&'a str, T)>) -> Option<T> {
    let wanted: Vec<char> = wanted.chars().collect();
    let letters = letters(wanted.iter().copied());
    let mut reach = wanted.len().div_ceil(3).min(FARTHEST);
    let mut best = None;
    let mut other = Vec::new();
    for (word, value) in words {
        if long(word).abs_diff(wanted.len()) > reach {
            continue;
        }
        // A change alters at most two bits: cheap to see before counting changes in a hundred thousand names.
        let differing = (letters ^ self::letters(word.chars())).count_ones() as usize;
        if reach == 0 || differing > 2 * reach {
            continue;
        }
        other.clear();
        other.extend(word.chars());
        let distance = distance(&wanted, &other, reach);
        if distance.is_some_and(|distance| distance <= reach && distance < other.len().max(1)) {
            // Later ones must be nearer.
            reach = distance.map_or(0, |distance| distance.saturating_sub(1));
            best = Some(value);
        }
    }
    best
}

/// The words by how many changes they are away, those of equal distance in their order.
pub(crate) fn by_distance<'a>(wanted: &str, words: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let wanted: Vec<char> = wanted.chars().collect();
    let mut words: Vec<&str> = words.collect();
    words.sort_by_cached_key(|word| {
        let word: Vec<char> = word.chars().collect();
        distance(&wanted, &word, usize::MAX)
    });
    words
}

/// Letters of a word; ASCII needs no counting.
fn long(word: &str) -> usize {
    if word.is_ascii() {
        word.len()
    } else {
        word.chars().count()
    }
}

/// Which letters occur, a bit each, some sharing a bit.
fn letters(word: impl Iterator<Item = char>) -> u64 {
    word.fold(0, |bits, c| bits | 1 << (u32::from(c) % 64))
}

/// Changes of a letter, and exchanges of two neighbours, from one word to the other; `None` when beyond reach.
fn distance(a: &[char], b: &[char], reach: usize) -> Option<usize> {
    let mut before = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let change = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = change.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        if row.iter().all(|&changes| changes > reach) {
            return None;
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied()
}
