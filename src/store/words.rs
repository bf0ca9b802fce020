//! The words of the text, each with its rows: any part of a word is found in the list of words first.

use std::cmp::Reverse;
use std::collections::HashMap;

use memchr::memmem::Finder;

use super::fold::is_word;
use super::{Bitset, RowId};

/// Every word of the text with the rows that have it.
#[derive(Debug, Default)]
pub struct Words {
    /// The words in order, each closed by a line feed.
    pub(super) blob: String,
    /// Where each word starts in `blob`.
    pub(super) starts: Vec<u32>,
    /// How many rows each word is in.
    pub(super) counts: Vec<u32>,
    /// Where the rows of each word start in `rows`.
    pub(super) row_starts: Vec<u64>,
    /// All words, the most frequent ones first.
    pub(super) frequent: Vec<u32>,
    /// The rows of one word after the other. Of a frequent word ([`is_dense`]) a bit for each row of the text; of another the
    /// distances between its rows, seven bits a byte, lowest first, the top bit set on all but the last byte.
    pub(super) rows: Vec<u8>,
    /// Letters that are in many rows: most words of a text have one or the other, so that to mark the rows of each takes long.
    pub(super) letters: String,
    /// A bit for each row of the text, for one letter after the other.
    pub(super) letter_rows: Vec<u64>,
}

/// So many letters have a bit a row, where they are in one row of [`OFTEN`] or more.
const LETTERS: usize = 64;
const OFTEN: usize = 16;

/// The rows of one word while they are collected.
#[derive(Default)]
struct Growing {
    last: u32,
    count: u32,
    bytes: Vec<u8>,
}

impl Words {
    /// Reads folded texts, row by row.
    #[must_use]
    pub fn new<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut words: HashMap<&str, Growing> = HashMap::new();
        let mut all = 0;
        for (row, text) in texts.enumerate() {
            all = row + 1;
            let row = RowId::at(row).0;
            for word in text.split(|c| !is_word(c)).filter(|word| !word.is_empty()) {
                words.entry(word).or_default().add(row);
            }
        }
        let mut sorted: Vec<_> = words.into_iter().collect();
        sorted.sort_unstable_by_key(|&(word, _)| word);
        Self::laid_out(sorted, all)
    }

    fn laid_out(sorted: Vec<(&str, Growing)>, all: usize) -> Self {
        let total = sorted.iter().map(|(_, growing)| growing.bytes.len()).sum();
        let mut words = Self {
            rows: Vec::with_capacity(total),
            ..Self::default()
        };
        for (word, growing) in sorted {
            words.starts.push(
                u32::try_from(words.blob.len()).expect("the list of words is below four gigabytes"),
            );
            words.blob.push_str(word);
            words.blob.push('\n');
            words.counts.push(growing.count);
            words.row_starts.push(words.rows.len() as u64);
            if is_dense(growing.count as usize, all) {
                let rows = growing.rows(all);
                let bits = rows.words().iter().flat_map(|word| word.to_le_bytes());
                words.rows.extend(bits);
            } else {
                words.rows.extend_from_slice(&growing.bytes);
            }
        }
        words.blob.shrink_to_fit();
        words.rows.shrink_to_fit();
        words.frequent = (0..).take(words.counts.len()).collect();
        let count = |word: &u32| words.counts[*word as usize];
        words.frequent.sort_by_key(|word| Reverse(count(word)));
        words.find_letters(all);
        words
    }

    fn find_letters(&mut self, all: usize) {
        let mut most: HashMap<char, usize> = HashMap::new();
        for (word, text) in self.frequent() {
            for letter in distinct(text) {
                *most.entry(letter).or_default() += self.count(word);
            }
        }
        let mut most: Vec<(char, usize)> = most
            .into_iter()
            .filter(|(_, most)| most * OFTEN >= all)
            .collect();
        most.sort_unstable_by_key(|&(letter, most)| (Reverse(most), letter));
        most.truncate(LETTERS);
        let mut sets: Vec<(char, Bitset)> = most
            .into_iter()
            .map(|(letter, _)| (letter, Bitset::empty(all)))
            .collect();
        for (word, text) in self.frequent() {
            for (letter, rows) in &mut sets {
                if text.contains(*letter) {
                    self.mark(word, rows);
                }
            }
        }
        for (letter, rows) in sets.iter().filter(|(_, rows)| rows.count() * OFTEN >= all) {
            self.letters.push(*letter);
            self.letter_rows.extend_from_slice(rows.words());
        }
    }

    /// The rows that have a letter which many have, of all the rows of the text.
    #[must_use]
    pub fn rows_with_letter(&self, letter: char, all: usize) -> Option<Bitset> {
        let at = self.letters.chars().position(|other| other == letter)?;
        let length = all.div_ceil(64);
        let words = self.letter_rows.get(at * length..(at + 1) * length)?;
        Some(Bitset {
            words: words.to_vec(),
            len: all,
        })
    }

    /// The words that have these characters in them, the most frequent ones first.
    #[must_use]
    pub fn containing(&self, part: &str) -> Vec<usize> {
        let finder = Finder::new(part);
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(hit) = finder.find(&self.blob.as_bytes()[at..]) {
            let word = self
                .starts
                .partition_point(|&start| start as usize <= at + hit)
                - 1;
            found.push(word);
            at = self
                .starts
                .get(word + 1)
                .map_or(self.blob.len(), |&start| start as usize);
        }
        found.sort_unstable_by_key(|&word| Reverse(self.counts[word]));
        found
    }

    /// All words, the most frequent ones first.
    pub fn frequent(&self) -> impl Iterator<Item = (usize, &str)> {
        self.frequent.iter().map(|&word| {
            let word = word as usize;
            (word, self.word(word))
        })
    }

    fn word(&self, word: usize) -> &str {
        let end = self.starts.get(word + 1);
        let end = end.map_or(self.blob.len(), |&end| end as usize);
        // Without the line feed.
        self.blob
            .get(self.starts[word] as usize..end - 1)
            .unwrap_or_default()
    }

    /// How many rows have a word.
    #[must_use]
    pub fn count(&self, word: usize) -> usize {
        self.counts[word] as usize
    }

    /// What it takes to mark the rows of a word among all: about as much as to take so many rows from a list.
    #[must_use]
    pub fn cost(&self, word: usize, all: usize) -> usize {
        let count = self.count(word);
        if is_dense(count, all) {
            all / ROWS_AT_ONCE
        } else {
            count
        }
    }

    /// Adds the rows of a word to a set of all rows, and says how many were not in it.
    pub fn mark(&self, word: usize, set: &mut Bitset) -> usize {
        let start = usize::try_from(self.row_starts[word]).expect("the rows are in memory");
        let bytes = self.rows.get(start..).unwrap_or_default();
        let count = self.count(word);
        if is_dense(count, set.universe()) {
            let (words, _) = bytes.as_chunks();
            return set.add_words(words.iter().map(|&word| u64::from_le_bytes(word)));
        }
        let mut bytes = bytes.iter();
        let (mut row, mut added) = (0, 0);
        for _ in 0..count {
            row += read_number(&mut bytes);
            added += usize::from(set.add(RowId(row)));
        }
        added
    }

    /// How many words.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// Bytes held.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let words = self.starts.capacity() * 4
            + self.counts.capacity() * 4
            + self.frequent.capacity() * 4
            + self.row_starts.capacity() * 8;
        let letters = self.letters.capacity() + self.letter_rows.capacity() * 8;
        self.blob.capacity() + words + self.rows.capacity() + letters
    }
}

/// Bits are set so many at once while a list is read row by row.
const ROWS_AT_ONCE: usize = 64;

/// Whether a bit for each row takes no more room than a list of these rows: a list has at least a byte for each.
fn is_dense(count: usize, all: usize) -> bool {
    count >= all.div_ceil(64) * 8
}

impl Growing {
    /// The rows as a set of all.
    fn rows(&self, all: usize) -> Bitset {
        let mut rows = Bitset::empty(all);
        let mut bytes = self.bytes.iter();
        let mut row = 0;
        for _ in 0..self.count {
            row += read_number(&mut bytes);
            rows.insert(RowId(row));
        }
        rows
    }

    fn add(&mut self, row: u32) {
        if self.count > 0 && self.last == row {
            return;
        }
        let mut distance = row - self.last;
        while distance >= 0x80 {
            self.bytes.push(low_seven_bits(distance) | 0x80);
            distance >>= 7;
        }
        self.bytes.push(low_seven_bits(distance));
        self.last = row;
        self.count += 1;
    }
}

/// The letters of a word, each once.
fn distinct(word: &str) -> impl Iterator<Item = char> {
    let letters = word.char_indices();
    letters
        .filter(|&(at, letter)| !word[..at].contains(letter))
        .map(|(_, letter)| letter)
}

fn low_seven_bits(number: u32) -> u8 {
    u8::try_from(number & 0x7f).expect("seven bits fit")
}

fn read_number<'a>(bytes: &mut impl Iterator<Item = &'a u8>) -> u32 {
    let (mut number, mut shift) = (0, 0);
    for &byte in bytes {
        number |= u32::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            break;
        }
        shift += 7;
    }
    number
}
