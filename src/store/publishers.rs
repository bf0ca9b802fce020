//! Which names of publishers mean the same one.

use std::collections::HashMap;

use super::fold::{fold, spelling_key};
use crate::model::Publisher;

/// Publishers with their other names, and what tells one publisher from another.
#[derive(Debug, Clone, Default)]
pub struct PublisherNames {
    /// The name under which each is shown, and its country.
    entries: Vec<(Box<str>, Option<Box<str>>)>,
    /// Folded names and other names.
    written: HashMap<String, usize>,
    /// The same by what spellings of a name have in common; none where publishers of two countries share it.
    alike: HashMap<String, Option<usize>>,
}

impl PublisherNames {
    /// Adds publishers. One that is there already, by any of its names, gets the names of the new one; who comes first gives the
    /// name under which it is shown.
    pub fn add(&mut self, publishers: &[Publisher]) {
        for publisher in publishers {
            self.add_one(publisher);
        }
    }

    fn add_one(&mut self, publisher: &Publisher) {
        let names = || std::iter::once(&publisher.name).chain(&publisher.aliases);
        let same_country = |entry: &usize| {
            let known = &self.entries[*entry].1;
            known.is_none() || publisher.country.is_none() || *known == publisher.country
        };
        let mut known = names().filter_map(|name| self.entry(name));
        let known = known.find(same_country);
        let entry = known.unwrap_or_else(|| {
            let country = publisher.country.clone();
            self.entries.push((publisher.name.clone(), country));
            self.entries.len() - 1
        });
        for name in names() {
            self.written.entry(fold(name)).or_insert(entry);
            let alike = self.alike.entry(spelling_key(name)).or_insert(Some(entry));
            if *alike != Some(entry) {
                *alike = None;
            }
        }
    }

    /// Which of the publishers has the name.
    fn entry(&self, name: &str) -> Option<usize> {
        let written = self.written.get(&fold(name)).copied();
        written.or_else(|| self.alike.get(&spelling_key(name)).copied().flatten())
    }

    /// What spellings of one name have in common, unless publishers of two countries share it: then the name as it is written.
    #[must_use]
    pub fn spelling(&self, name: &str) -> String {
        let alike = spelling_key(name);
        match self.alike.get(&alike) {
            Some(None) => format!("={}", fold(name)),
            _ => alike,
        }
    }

    /// The name under which a publisher is shown: its own unless it is another name of one here.
    #[must_use]
    pub fn shown<'a>(&'a self, name: &'a str) -> &'a str {
        self.entry(name)
            .map_or(name, |entry| &self.entries[entry].0)
    }

    /// What tells the publisher of this name from others. Publishers of two countries whose names differ in spelling alone are
    /// told apart by the spelling; everybody else is one in any spelling.
    #[must_use]
    pub fn identity(&self, name: &str) -> String {
        match self.entry(name) {
            Some(entry) => format!("#{entry}"),
            None => self.spelling(name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn publisher(name: &str, aliases: &[&str], country: Option<&str>) -> Publisher {
        Publisher {
            name: name.into(),
            aliases: aliases.iter().map(|&name| name.into()).collect(),
            country: country.map(Into::into),
        }
    }

    #[test]
    fn other_names_mean_the_same_publisher_in_any_spelling() {
        let mut names = PublisherNames::default();
        names.add(&[publisher(
            "SOHR",
            &["SOH", "Syrian Observatory"],
            Some("GB"),
        )]);
        for name in [
            "SOHR",
            "sohr",
            "SOH",
            "syrian observatory",
            "Syrian-Observatory",
        ] {
            assert_eq!(names.shown(name), "SOHR", "{name}");
            assert_eq!(names.identity(name), names.identity("SOHR"), "{name}");
        }
        assert_ne!(names.identity("OHR"), names.identity("SOHR"));
        // Names that nobody declared are one in any spelling.
        assert_eq!(
            names.identity("Al-Masdar News"),
            names.identity("al Masdar  news")
        );
    }

    #[test]
    fn publishers_of_two_countries_are_never_one() {
        let mut names = PublisherNames::default();
        names.add(&[
            publisher("Al-Watan", &[], Some("SY")),
            publisher("Al Watan", &[], Some("SA")),
        ]);
        assert_ne!(names.identity("Al-Watan"), names.identity("Al Watan"));
        assert_eq!(names.identity("AL-WATAN"), names.identity("al-watan"));
        // Which of the two a third spelling means cannot be told.
        assert_ne!(names.identity("AlWatan"), names.identity("Al Watan"));
        assert_ne!(names.identity("al  -watan"), names.identity("Al-Watan"));
        assert_ne!(names.identity("al  -watan"), names.identity("Al Watan"));
    }

    #[test]
    fn a_data_set_extends_what_is_known() {
        let mut names = PublisherNames::default();
        names.add(&[publisher("Observatory", &["SOHR"], None)]);
        names.add(&[publisher("SOHR", &["SOH"], Some("GB"))]);
        assert_eq!(names.shown("SOH"), "Observatory");
    }
}
