//! The folded text of all rows in one arena, and searches over it.
//!
//! Each row has its fields one after the other, each closed by a line feed (folding leaves none inside): title, summary,
//! name of the place, then for each quote its text, its original and the speaker's printed name, then for each claim its
//! words and its value, then what else the row has to search in (headlines, notes). Names of actors and regions are not repeated here; they are searched in [`super::Names`].

use std::ops::Range;

use memchr::memmem::Finder;

use super::fold::is_word;
use super::later::Later;
use super::tasks::{both, halves};
use super::{Bitset, RowId, Words};

/// Title and summary: the first of the event's fields are the curator's own words.
pub(super) const OWN_WORDS: usize = 2;
/// Fields of the event itself.
pub(super) const EVENT_FIELDS: usize = 3;
/// Fields of each quote.
pub(super) const QUOTE_FIELDS: usize = 3;
/// Fields of each claim.
pub(super) const CLAIM_FIELDS: usize = 2;

/// To look for a word in a row's text takes about as long as to take so many rows from the lists of the index.
const ENTRIES_A_TEXT: usize = 16;

/// Of so few letters most words have one or the other.
const FEW_LETTERS: usize = 2;

/// The texts that are left are read when that takes one in so many parts of what was done before.
const DONE_A_CHECK: usize = 4;

/// A part of a phrase is not looked up when its words have more rows in sum than this many times all rows: the check that
/// follows finds out as fast.
const TOO_FREQUENT: usize = 6;

/// Bytes from which on a second thread reads half of the text: starting one costs as much as reading some hundred thousand.
const WORTH_A_THREAD: usize = 4 << 20;

/// Texts from which on a second thread reads half of them.
const TEXTS_WORTH_A_THREAD: usize = 1 << 12;

/// The folded text of all rows.
#[derive(Debug, Default)]
pub struct Text {
    pub(super) rows: usize,
    pub(super) body: Later<Body>,
    pub(super) words: Later<Words>,
}

/// The text, and where each row starts in it.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) arena: String,
    pub(super) offsets: Offsets,
}

impl Text {
    /// From the arena and where each row starts in it (and where the last one ends).
    pub(super) fn new(arena: String, starts: &[u64]) -> Self {
        let offsets = Offsets::new(starts);
        Self {
            rows: offsets.rows(),
            body: Body { arena, offsets }.into(),
            words: Later::default(),
        }
    }

    /// The index of words, where it was made or kept.
    #[must_use]
    pub fn words(&self) -> Option<&Words> {
        self.words.is_some().then(|| &*self.words)
    }

    /// False when the text was kept and cannot be read: searches in it would find nothing.
    #[must_use]
    pub fn is_there(&self) -> bool {
        self.body.offsets.rows() == self.rows
    }

    fn arena(&self) -> &str {
        &self.body.arena
    }

    /// The folded fields of a row, each closed by a line feed.
    #[must_use]
    pub fn row(&self, row: RowId) -> &str {
        let range = self.body.offsets.range(row.index());
        self.arena().get(range).unwrap_or_default()
    }

    /// How many rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The index of words, built at the first call when it was not kept: about two seconds for a million rows. Searches work
    /// without it, by scanning.
    pub fn index_words(&self) -> &Words {
        self.words
            .or_make(|| Words::new((0..self.rows).map(|row| self.row(RowId::at(row)))))
    }

    /// Rows with these folded characters in one of their words, or in one of their fields when they are no single word.
    #[must_use]
    pub fn containing(&self, needle: &str) -> Bitset {
        let found = self.search(needle, &|| false);
        found.expect("only who cancels gets nothing")
    }

    /// The same; `None` when `cancelled` says that nobody waits any more.
    pub fn search(&self, needle: &str, cancelled: &dyn Fn() -> bool) -> Option<Bitset> {
        if needle.is_empty() {
            return Some(Bitset::full(self.rows()));
        }
        let Some(words) = self.words() else {
            return Some(self.scanned(needle));
        };
        if needle.chars().all(is_word) {
            return if needle.chars().nth(FEW_LETTERS).is_none() {
                self.with_letters(words, needle, cancelled)
            } else {
                self.with_word(words, needle, cancelled)
            };
        }
        Some(match self.candidates(words, needle) {
            Some(rows) if rows.count() < self.rows() / 4 => self.verified(&rows, needle),
            _ => self.scanned(needle),
        })
    }

    /// Rows with a word that has these characters in it, the most frequent words first: they leave few rows, and when the texts
    /// of those are read faster than the lists of the rarer words, that is done. `a` is in most words of most texts.
    fn with_word(&self, words: &Words, part: &str, cancelled: &dyn Fn() -> bool) -> Option<Bitset> {
        let found = words.containing(part);
        let cost = |word: usize| words.cost(word, self.rows());
        let mut entries: usize = found.iter().map(|&word| cost(word)).sum();
        let mut rows = Bitset::empty(self.rows());
        let mut left = self.rows();
        for word in found {
            if cancelled() {
                return None;
            }
            // While more rows are left, an entry of a list finds enough of them to be worth its time.
            if left * ENTRIES_A_TEXT < entries.min(self.rows()) {
                rows.flip();
                rows.and_not(&self.verified(&rows, part));
                rows.flip();
                break;
            }
            left -= words.mark(word, &mut rows);
            entries -= cost(word);
        }
        Some(rows)
    }

    /// The same for a letter or two, which so many words have that to find and to sort them would take longest: all words, the
    /// most frequent ones first, until to look into the texts of the rows that are left takes less than was done already.
    fn with_letters(
        &self,
        words: &Words,
        letters: &str,
        cancelled: &dyn Fn() -> bool,
    ) -> Option<Bitset> {
        let mut chars = letters.chars();
        let known = match (chars.next(), chars.next()) {
            (Some(letter), None) => words.rows_with_letter(letter, self.rows()),
            _ => None,
        };
        if known.is_some() {
            return known.filter(|_| !cancelled());
        }
        let finder = Finder::new(letters);
        let mut rows = Bitset::empty(self.rows());
        let (mut left, mut entries) = (self.rows(), 0);
        for (word, text) in words.frequent() {
            if left * ENTRIES_A_TEXT * DONE_A_CHECK < entries {
                rows.flip();
                rows.and_not(&self.verified(&rows, letters));
                rows.flip();
                break;
            }
            if finder.find(text.as_bytes()).is_some() {
                if cancelled() {
                    return None;
                }
                left -= words.mark(word, &mut rows);
                entries += words.cost(word, self.rows());
            }
        }
        Some(rows)
    }

    /// Rows where every word of the needle is part of some word, as far as looking that up is worth it.
    fn candidates(&self, words: &Words, needle: &str) -> Option<Bitset> {
        let parts = needle.split(|c| !is_word(c));
        let mut rows: Option<Bitset> = None;
        for part in parts.filter(|part| !part.is_empty()) {
            let found = words.containing(part);
            let costs = found.iter().map(|&word| words.cost(word, self.rows()));
            if costs.sum::<usize>() > TOO_FREQUENT * self.rows() {
                continue;
            }
            let mut with = Bitset::empty(self.rows());
            found.into_iter().for_each(|word| {
                words.mark(word, &mut with);
            });
            match &mut rows {
                Some(rows) => rows.and(&with),
                none => *none = Some(with),
            }
        }
        rows
    }

    fn verified(&self, rows: &Bitset, needle: &str) -> Bitset {
        let finder = Finder::new(needle);
        let has = |row: &RowId| finder.find(self.row(*row).as_bytes()).is_some();
        let part =
            |run: Range<usize>| -> Vec<RowId> { rows.iter_within(run).filter(has).collect() };
        let all = self.rows();
        let two_threads = rows.count() >= TEXTS_WORTH_A_THREAD;
        let joined = |mut first: Vec<RowId>, rest| {
            first.extend::<Vec<RowId>>(rest);
            first
        };
        let mut found = Bitset::empty(all);
        let with = halves(all, two_threads, part, joined).into_iter();
        with.for_each(|row| found.insert(row));
        found
    }

    /// One pass over the arena, by two threads when it is long: the time goes into reading it, and one core alone does not get
    /// all that the memory gives.
    fn scanned(&self, needle: &str) -> Bitset {
        let rows = self.rows();
        if !self.is_there() {
            return Bitset::empty(rows);
        }
        if self.arena().len() < WORTH_A_THREAD {
            return self.scanned_part(needle, 0..rows);
        }
        // Where the second part starts, a word of the set starts too.
        let middle = rows / 2 / 64 * 64;
        let (mut found, rest) = both(
            || self.scanned_part(needle, 0..middle),
            || self.scanned_part(needle, middle..rows),
        );
        found.append(&rest);
        found
    }

    /// Looks through some of the rows, and counts them from the first of these; after a hit it goes on at the next row.
    fn scanned_part(&self, needle: &str, rows: Range<usize>) -> Bitset {
        let offsets = &self.body.offsets;
        if let &[letter] = needle.as_bytes() {
            // Nearly every row has it, at its start: there is nothing to skip.
            let arena = self.arena().as_bytes();
            let text = |row| &arena[offsets.range(row)];
            let has = |row| memchr::memchr(letter, text(rows.start + row)).is_some();
            return Bitset::from_fn(rows.len(), has);
        }
        let mut found = Bitset::empty(rows.len());
        if rows.is_empty() {
            return found;
        }
        let finder = Finder::new(needle);
        let bytes = &self.arena().as_bytes()[..offsets.start(rows.end)];
        let (mut at, mut row) = (offsets.start(rows.start), rows.start);
        while let Some(hit) = finder.find(&bytes[at..]) {
            row = offsets.row_of(at + hit, row);
            found.insert(RowId::at(row - rows.start));
            row += 1;
            at = offsets.start(row);
        }
        found
    }

    /// Bytes held: text, and everything beside it.
    #[must_use]
    pub fn bytes(&self) -> (usize, usize) {
        let words = self.words.held().map_or(0, Words::bytes);
        let body = self.body.held();
        body.map_or((0, words), |body| {
            (body.arena.capacity(), body.offsets.bytes() + words)
        })
    }
}

/// Rows between whole starts; the starts between them are 32-bit distances.
const BLOCK: usize = 1024;

/// Where each row starts in a text that may be longer than four gigabytes.
#[derive(Debug, Default)]
pub(super) struct Offsets {
    pub(super) blocks: Vec<u64>,
    pub(super) within: Vec<u32>,
}

impl Offsets {
    pub(super) fn new(starts: &[u64]) -> Self {
        let blocks: Vec<u64> = starts.iter().step_by(BLOCK).copied().collect();
        let near = |(at, &start): (usize, &u64)| {
            u32::try_from(start - blocks[at / BLOCK])
                .expect("a block of rows is below four gigabytes")
        };
        let within = starts.iter().enumerate().map(near).collect();
        Self { blocks, within }
    }

    pub(super) fn rows(&self) -> usize {
        self.within.len().saturating_sub(1)
    }

    pub(super) fn start(&self, row: usize) -> usize {
        let start = self.blocks[row / BLOCK] + u64::from(self.within[row]);
        usize::try_from(start).expect("the arena is in memory")
    }

    /// Where the row stands; nothing beyond the end.
    pub(super) fn range(&self, row: usize) -> Range<usize> {
        if row < self.rows() {
            self.start(row)..self.start(row + 1)
        } else {
            0..0
        }
    }

    /// The row that has this byte, from `near` on: by steps at first, because frequent words hit nearly every row.
    pub(super) fn row_of(&self, byte: usize, near: usize) -> usize {
        let mut step = 1;
        let mut low = near;
        while low + step < self.rows() && self.start(low + step) <= byte {
            low += step;
            step *= 2;
        }
        let mut high = (low + step).min(self.rows());
        while high - low > 1 {
            let middle = low.midpoint(high);
            if self.start(middle) <= byte {
                low = middle;
            } else {
                high = middle;
            }
        }
        low
    }

    pub(super) fn bytes(&self) -> usize {
        self.blocks.capacity() * 8 + self.within.capacity() * 4
    }
}

#[cfg(test)]
mod tests {
    use super::{Text, WORTH_A_THREAD};
    use crate::store::{Bitset, RowId};

    fn text(fields: impl Iterator<Item = String>) -> Text {
        let (mut arena, mut starts) = (String::new(), vec![0]);
        for field in fields {
            arena.push_str(&field);
            arena.push('\n');
            starts.push(arena.len() as u64);
        }
        Text::new(arena, &starts)
    }

    #[test]
    fn two_threads_find_what_one_would() {
        let field = |row: usize| format!("{} alep حلب {row} end", "x".repeat(row % 300));
        for rows in [0, 1, 3, 40_011] {
            let long = if rows < 1000 { WORTH_A_THREAD } else { 0 };
            let text = text((0..rows).map(|row| format!("{}{}", field(row), "y".repeat(long))));
            assert!(rows == 0 || text.arena().len() >= WORTH_A_THREAD);
            for needle in ["a", "al", "p حلب", "77 e", "zz", "x", "\u{646}"] {
                let expected =
                    Bitset::from_fn(rows, |row| text.row(RowId::at(row)).contains(needle));
                assert_eq!(text.scanned(needle), expected, "{needle} in {rows} rows");
            }
        }
    }

    /// Words of all sorts: one in all rows, some in many, and one of its own in each.
    #[test]
    fn words_are_found_as_text_is() {
        let field = |row: usize| {
            let often = ["rebels", "reuters حلب", "civilians", "x"][row % 4];
            let seldom = if row.is_multiple_of(997) {
                " quartz"
            } else {
                ""
            };
            format!(
                "{often} w{row}{seldom}{}",
                if row.is_multiple_of(3) { "" } else { " and" }
            )
        };
        let rows = 5000;
        let text = text((0..rows).map(field));
        text.index_words();
        for needle in [
            "r", "re", "a", "w", "w1", "q", "zz", "z", "7", "ح", "حل", "reb", "tart", "nothing",
        ] {
            let expected = Bitset::from_fn(rows, |row| text.row(RowId::at(row)).contains(needle));
            assert_eq!(text.containing(needle), expected, "{needle}");
            assert!(
                text.search(needle, &|| true)
                    .is_none_or(|rows| rows.is_empty()),
                "{needle}"
            );
        }
    }
}
