//! How the sources stand to each other, whatever is shown: made when it is first asked for.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::store::{PublisherCode, SourceCode, Vocabulary, fold};

/// Texts by publisher, publishers by name, families of copies.
#[derive(Debug)]
pub(in crate::analysis) struct Shelf {
    texts: Vec<Vec<SourceCode>>,
    ranks: Vec<u32>,
    families: Vec<(SourceCode, Vec<SourceCode>)>,
}

impl Shelf {
    pub(in crate::analysis) fn new(names: &Vocabulary) -> Self {
        let mut texts = vec![Vec::new(); names.publishers.len()];
        for (code, entry) in (0..).map(SourceCode).zip(&names.sources) {
            texts[entry.publisher.index()].push(code);
        }
        Self {
            texts,
            ranks: ranks(names),
            families: families(names),
        }
    }

    /// The texts of a publisher.
    pub(super) fn texts(&self, publisher: PublisherCode) -> &[SourceCode] {
        &self.texts[publisher.index()]
    }

    /// Its place among all by name.
    pub(super) fn rank(&self, publisher: PublisherCode) -> u32 {
        self.ranks[publisher.index()]
    }

    /// Texts that others copy, with those; most copies first.
    pub(super) fn families(&self) -> &[(SourceCode, Vec<SourceCode>)] {
        &self.families
    }
}

fn ranks(names: &Vocabulary) -> Vec<u32> {
    let codes = (0..).zip(&names.publishers);
    let mut order: Vec<(String, usize)> = codes.map(|(code, name)| (fold(name), code)).collect();
    order.sort_unstable();
    let mut ranks = vec![0; order.len()];
    for (rank, (_, code)) in (0..).zip(order) {
        ranks[code] = rank;
    }
    ranks
}

fn families(names: &Vocabulary) -> Vec<(SourceCode, Vec<SourceCode>)> {
    let mut copies: BTreeMap<SourceCode, Vec<SourceCode>> = BTreeMap::new();
    for (code, entry) in (0..).map(SourceCode).zip(&names.sources) {
        if entry.original != code {
            copies.entry(entry.original).or_default().push(code);
        }
    }
    let mut families: Vec<_> = copies.into_iter().collect();
    families.sort_by_key(|(original, copies)| (Reverse(copies.len()), *original));
    families
}
