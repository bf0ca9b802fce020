//! What ties datasets to each other whatever is asked: the names that they share, and ids of others in their records.

use std::collections::HashMap;

use super::super::Engine;
use crate::matching::Names;
use crate::store::{Bitset, DatasetCode, RowId, fold, is_word};

/// Made once per engine, when it is first asked for.
#[derive(Debug)]
pub(in crate::analysis) struct Links {
    names: Names,
    stated: Vec<Stated>,
}

/// A record names the id of an event of another dataset.
#[derive(Debug)]
struct Stated {
    by: RowId,
    other: RowId,
    scheme: Box<str>,
}

impl Links {
    pub(in crate::analysis) fn new(engine: &Engine) -> Self {
        Self {
            names: Names::new(engine.store()),
            stated: stated(engine),
        }
    }

    pub(super) fn names(&self) -> &Names {
        &self.names
    }

    /// Rows that a row names, or that name it.
    pub(super) fn of(&self, row: RowId) -> impl Iterator<Item = RowId> + '_ {
        let both = self.stated.iter().map(|stated| (stated.by, stated.other));
        both.filter_map(move |(by, other)| {
            if by == row {
                Some(other)
            } else {
                (other == row).then_some(by)
            }
        })
    }

    /// Pairs of which one side names the other, in order and each once.
    pub(super) fn between(&self, left: &Bitset, right: &Bitset) -> Vec<(RowId, RowId)> {
        let both = self
            .stated
            .iter()
            .flat_map(|stated| [(stated.by, stated.other), (stated.other, stated.by)]);
        let mut pairs: Vec<_> = both
            .filter(|&(a, b)| left.contains(a) && right.contains(b))
            .collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    /// Which of two rows names the other, and under which key.
    pub(super) fn statement(&self, a: RowId, b: RowId) -> Option<(RowId, &str)> {
        let is_it = |stated: &&Stated| [(a, b), (b, a)].contains(&(stated.by, stated.other));
        self.stated
            .iter()
            .find(is_it)
            .map(|stated| (stated.by, &*stated.scheme))
    }
}

/// Ids under `external_ids` that an event of another dataset has, if the key names that dataset: ids of different datasets may
/// be the same by chance.
fn stated(engine: &Engine) -> Vec<Stated> {
    let mut wanted: HashMap<&str, Vec<(RowId, &str)>> = HashMap::new();
    for (dataset, set) in (0..).map(DatasetCode).zip(engine.datasets()) {
        for (record, event) in (0..).zip(&set.events) {
            let Some(row) = engine.store().row_of(dataset, record) else {
                continue;
            };
            for (scheme, id) in &event.external_ids {
                wanted.entry(id).or_default().push((row, scheme));
            }
        }
    }
    if wanted.is_empty() {
        return Vec::new();
    }
    let titles: Vec<Vec<String>> = (0..engine.datasets().len())
        .map(|at| words(&engine.dataset_title(at)))
        .collect();
    let store = engine.store();
    let mut found = Vec::new();
    for other in (0..store.len()).map(RowId::at) {
        let (dataset, _) = store.record(other);
        let by = wanted.get(store.id(other)).into_iter().flatten();
        let foreign = by.filter(|&&(by, scheme)| {
            store.record(by).0 != dataset && names_dataset(scheme, &titles[dataset.index()])
        });
        found.extend(foreign.map(|&(by, scheme)| Stated {
            by,
            other,
            scheme: scheme.into(),
        }));
    }
    found
}

/// Whether each word of a key is one of a title: `ucdp-ged` names "UCDP GED (ged251.csv)", and so does `ucdp`.
fn names_dataset(scheme: &str, title: &[String]) -> bool {
    let words = words(scheme);
    !words.is_empty() && words.iter().all(|word| title.contains(word))
}

/// Words of a title that a key has at most.
const KEY_WORDS: usize = 4;

/// A key that names a dataset of this title: its first words without what stands in parentheses.
pub(super) fn scheme_of(title: &str) -> String {
    let named = words(title.split('(').next().unwrap_or_default());
    let named = if named.is_empty() {
        words(title)
    } else {
        named
    };
    let key = named
        .into_iter()
        .take(KEY_WORDS)
        .collect::<Vec<_>>()
        .join("-");
    if key.is_empty() {
        "other".to_owned()
    } else {
        key
    }
}

fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let words = folded.split(|c: char| !is_word(c));
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_name_datasets_by_words_of_their_titles() {
        let title = words("UCDP GED (ged_syria.csv)");
        for (scheme, names) in [
            ("ucdp", true),
            ("ucdp_ged", true),
            ("acled", false),
            ("uc", false),
            ("", false),
        ] {
            assert_eq!(names_dataset(scheme, &title), names, "{scheme}");
        }
        for text in [
            "UCDP GED (ged_syria.csv)",
            "(a)",
            "HTS-led offensive, Syria 2024",
            "حلب",
        ] {
            assert!(names_dataset(&scheme_of(text), &words(text)), "{text}");
        }
        assert_eq!(scheme_of("UCDP GED (ged_syria.csv)"), "ucdp-ged");
    }
}
