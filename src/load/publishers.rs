//! Other names of publishers that annals knows; `publishers.tsv` gives the source of each.

use std::sync::LazyLock;

use crate::model::{Dataset, Publisher};
use crate::store::PublisherNames;

static PUBLISHERS: LazyLock<Vec<Publisher>> = LazyLock::new(|| {
    let lines = include_str!("publishers.tsv").lines();
    let entries = lines.filter(|line| !line.starts_with('#'));
    entries.filter_map(publisher).collect()
});

static NAMES: LazyLock<PublisherNames> = LazyLock::new(|| {
    let mut names = PublisherNames::default();
    names.add(&PUBLISHERS);
    names
});

/// Name, other names with `|` between them, country, source.
fn publisher(line: &'static str) -> Option<Publisher> {
    let mut cells = line.split('\t');
    Some(Publisher {
        name: cells.next()?.into(),
        aliases: cells.next()?.split('|').map(Into::into).collect(),
        country: cells.next().filter(|cell| !cell.is_empty()).map(Into::into),
    })
}

/// Adds what annals knows behind what the data set says of its publishers; takes all of it away where each name is to stand for
/// itself.
pub(crate) fn know(dataset: &mut Dataset, no_aliases: bool) {
    if no_aliases {
        dataset.publishers.clear();
    } else {
        dataset.publishers.extend_from_slice(&PUBLISHERS);
    }
}

/// What spellings of one publisher have in common; publishers of two countries share nothing.
pub(super) fn spelling(name: &str) -> String {
    NAMES.spelling(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_a_name_others_a_country_and_a_source() {
        let lines = include_str!("publishers.tsv").lines();
        for line in lines.filter(|line| !line.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            assert_eq!(cells.len(), 4, "{line}");
            assert!(cells.iter().all(|cell| !cell.trim().is_empty()), "{line}");
            assert!(crate::dataset::is_country(cells[2]), "{line}");
            assert!(cells[3].contains("https://"), "{line}");
        }
    }

    #[test]
    fn no_name_belongs_to_two_publishers() {
        for publisher in PUBLISHERS.iter() {
            for name in std::iter::once(&publisher.name).chain(&publisher.aliases) {
                assert_eq!(NAMES.shown(name), &*publisher.name, "{name}");
            }
        }
    }

    #[test]
    fn names_in_ucdp_of_one_outlet_are_one() {
        for name in ["SOH", "OHR", "SHR", "sohr"] {
            assert_eq!(NAMES.shown(name), "SOHR", "{name}");
        }
        let liveuamap = [
            "http://syria.liveuamap.com",
            "SyriaLiveuaMap",
            "syria.liveuamap.com",
            "Syria Liveuamap",
            "SyriauaLive",
            "SyriaLiveuMap",
            "http://syria.liveuamap.com/",
            "Syria LiveuMap",
            "syria.liveuamap",
            "LiveuMap",
            "http://isis.liveuamap.com",
            "syria.liveumap",
            "LiveUaMap",
            "SyriauLive",
            "SyriauaLive Map",
            "live-u.map",
            "Syria Live UA Map",
        ];
        for name in liveuamap {
            assert_eq!(NAMES.shown(name), "Liveuamap", "{name}");
        }
        // Nothing in the data says whose map this is, nor that these are one.
        for name in [
            "Syria Live Map",
            "CNN Arabic",
            "BBC Monitoring Newsfile",
            "Crisis Watch",
        ] {
            assert_eq!(NAMES.shown(name), name);
        }
    }
}
