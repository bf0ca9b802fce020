//! Ids of curated records: kebab case in ASCII, each once.

use std::collections::{HashMap, HashSet};

/// Bytes of an id before what tells it apart; the format takes 128.
const LONGEST: usize = 100;

/// Gives ids that are unique among themselves.
#[derive(Debug, Default)]
pub(super) struct Ids {
    taken: HashSet<Box<str>>,
    /// The number to try next, by id without one.
    next: HashMap<Box<str>, u64>,
}

impl Ids {
    /// An id made of these words, with a number when it is taken; of `otherwise` when they have no letter that an id may have.
    pub(super) fn unique(&mut self, words: &str, otherwise: &str) -> Box<str> {
        let mut plain = kebab(words);
        if plain.is_empty() {
            otherwise.clone_into(&mut plain);
        }
        if self.taken.insert(plain.as_str().into()) {
            return plain.into();
        }
        let next = self.next.entry(plain.as_str().into()).or_insert(2);
        loop {
            let id: Box<str> = format!("{plain}-{next}").into();
            *next += 1;
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}

/// Lower-case ASCII letters and digits of the words, without marks and apostrophes, and single dashes between them.
pub(super) fn kebab(words: &str) -> String {
    let mut id = String::new();
    for c in crate::store::name_key(words).chars() {
        if c.is_ascii_lowercase() || c.is_ascii_digit() {
            id.push(c);
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
        if id.len() >= LONGEST {
            break;
        }
    }
    id.truncate(id.trim_end_matches('-').len());
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_plain() {
        let mut ids = Ids::default();
        assert_eq!(
            &*ids.unique("Ahrār al-Shām, HTS", "actor"),
            "ahrar-al-sham-hts"
        );
        assert_eq!(
            &*ids.unique("Ahrar al-Sham (HTS)", "actor"),
            "ahrar-al-sham-hts-2"
        );
        assert_eq!(&*ids.unique("حلب", "region"), "region");
        assert_eq!(&*ids.unique("إدلب", "region"), "region-2");
        assert_eq!(&*ids.unique("region 2", "region"), "region-2-2");
        assert!(ids.unique(&"ab ".repeat(100), "x").len() <= 128);
    }
}
