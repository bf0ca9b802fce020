//! Word by word: what two texts share in the same order, and what each has alone.
//!
//! The longest common subsequence of folded words, as in Hunt and Szymanski's `diff`. Words are those of UAX #29, so Chinese
//! is compared sign by sign.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::store::fold;

/// Words beyond which texts are not compared: the time grows with the product.
const MOST: usize = 600;
/// Shared words from which two short texts can be renderings of one.
const LEAST_SHARED: usize = 4;

/// The words of a text, folded, with their bytes.
#[derive(Debug)]
pub(super) struct Words(Vec<(String, Range<usize>)>);

impl Words {
    pub(super) fn of(text: &str) -> Self {
        let words = text.unicode_word_indices().take(MOST + 1);
        Self(
            words
                .map(|(at, word)| (fold(word), at..at + word.len()))
                .collect(),
        )
    }

    fn is(&self, at: usize, other: &Self, place: usize) -> bool {
        self.0[at].0 == other.0[place].0
    }
}

/// What two texts share, and what each has alone.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Compared {
    /// Words that both have, in the same order.
    shared: usize,
    /// Words of both together.
    words: usize,
    /// Bytes of the first that the second has not; words that follow one another in one range.
    pub(super) here: Vec<Range<usize>>,
    /// The other way round.
    pub(super) there: Vec<Range<usize>>,
}

impl Compared {
    /// Whether the texts share at least half of their words.
    pub(super) fn is_close(&self) -> bool {
        self.shared >= LEAST_SHARED && self.shared * 4 >= self.words
    }
}

/// Compares two texts; `None` when one is too long for that.
pub(super) fn compare(a: &Words, b: &Words) -> Option<Compared> {
    if a.0.len() > MOST || b.0.len() > MOST {
        return None;
    }
    let (in_a, in_b) = shared(a, b);
    Some(Compared {
        shared: in_a.iter().filter(|shared| **shared).count(),
        words: a.0.len() + b.0.len(),
        here: alone(a, &in_a),
        there: alone(b, &in_b),
    })
}

/// Which words of each text are in the longest common subsequence.
fn shared(a: &Words, b: &Words) -> (Vec<bool>, Vec<bool>) {
    let (rows, columns) = (a.0.len(), b.0.len());
    // Lengths of the common subsequences of what is left of both texts.
    let mut lengths = vec![0u16; (rows + 1) * (columns + 1)];
    let cell = |i: usize, j: usize| i * (columns + 1) + j;
    for i in (0..rows).rev() {
        for j in (0..columns).rev() {
            lengths[cell(i, j)] = if a.is(i, b, j) {
                lengths[cell(i + 1, j + 1)] + 1
            } else {
                lengths[cell(i + 1, j)].max(lengths[cell(i, j + 1)])
            };
        }
    }
    let (mut in_a, mut in_b) = (vec![false; rows], vec![false; columns]);
    let (mut i, mut j) = (0, 0);
    while i < rows && j < columns {
        if a.is(i, b, j) {
            (in_a[i], in_b[j]) = (true, true);
            (i, j) = (i + 1, j + 1);
        } else if lengths[cell(i + 1, j)] >= lengths[cell(i, j + 1)] {
            i += 1;
        } else {
            j += 1;
        }
    }
    (in_a, in_b)
}

/// The bytes of the words that are not shared.
fn alone(words: &Words, shared: &[bool]) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut follows = false;
    for ((_, bytes), shared) in words.0.iter().zip(shared) {
        match ranges.last_mut() {
            _ if *shared => {}
            Some(last) if follows => last.end = bytes.end,
            _ => ranges.push(bytes.clone()),
        }
        follows = !shared;
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, ranges: &[Range<usize>]) -> String {
        let mut out = String::new();
        let mut from = 0;
        for range in ranges {
            out += &text[from..range.start];
            out += &format!("[{}]", &text[range.clone()]);
            from = range.end;
        }
        out + &text[from..]
    }

    fn both(a: &str, b: &str) -> (String, String, bool) {
        let compared = compare(&Words::of(a), &Words::of(b)).unwrap();
        (
            marked(a, &compared.here),
            marked(b, &compared.there),
            compared.is_close(),
        )
    }

    #[test]
    fn what_differs_is_marked_and_case_and_accents_do_not_count() {
        assert_eq!(
            both(
                "China is willing to make positive efforts in Syria.",
                "china is WILLING to make an active effort, in Syriá"
            ),
            (
                "China is willing to make [positive efforts] in Syria.".into(),
                "china is WILLING to make [an active effort], in Syriá".into(),
                true
            )
        );
    }

    #[test]
    fn arabic_and_chinese_are_compared_in_their_own_words() {
        let (a, b, close) = both(
            "نحن نقف مع سوريا في وجه الإرهاب",
            "نحن نقف إلى جانب سوريا في وجه الارهاب",
        );
        assert_eq!(a, "نحن نقف [مع] سوريا في وجه الإرهاب");
        assert_eq!(b, "نحن نقف [إلى جانب] سوريا في وجه الارهاب");
        assert!(close);
        let (a, b, close) = both("中国支持叙利亚维护国家安全", "中方支持叙利亚维护国家稳定");
        assert_eq!(
            (a.as_str(), b.as_str()),
            (
                "中[国]支持叙利亚维护国家[安全]",
                "中[方]支持叙利亚维护国家[稳定]"
            )
        );
        assert!(close);
    }

    #[test]
    fn other_words_are_not_close() {
        let texts = [
            ("We call for restraint.", "The army will fight on."),
            ("", ""),
            ("no", "no"),
            ("", "words that the other has not"),
        ];
        for (a, b) in texts {
            assert!(!both(a, b).2, "{a} / {b}");
        }
        let long = "word ".repeat(MOST + 1);
        assert_eq!(compare(&Words::of(&long), &Words::of("word")), None);
    }

    proptest::proptest! {
        #[test]
        fn what_is_left_is_the_same_in_both(a in "[ab ]{0,40}", b in "[ab ]{0,40}") {
            let (words_a, words_b) = (Words::of(&a), Words::of(&b));
            let compared = compare(&words_a, &words_b).unwrap();
            let (in_a, in_b) = shared(&words_a, &words_b);
            let left = |words: &Words, kept: &[bool]| -> Vec<String> {
                words.0.iter().zip(kept).filter(|(_, kept)| **kept).map(|((word, _), _)| word.clone()).collect()
            };
            proptest::prop_assert_eq!(left(&words_a, &in_a), left(&words_b, &in_b));
            proptest::prop_assert_eq!(compared.shared, in_b.iter().filter(|kept| **kept).count());
        }
    }
}
