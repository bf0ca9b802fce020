//! A published data set on the screen: what its rows, facets and details show.

use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use annals::analysis::Engine;
use annals::load::{self, OpenOptions};
use annals::runtime::{Headless, Settings};

use super::{screen, shown};

/// Ten events of UCDP GED.
pub(super) fn engine() -> Arc<Engine> {
    static ENGINE: LazyLock<Arc<Engine>> = LazyLock::new(|| {
        // Relative, because the details show it: tests run in the repository's folder.
        let path = PathBuf::from("tests/data/derived/ged41.csv");
        let opened = load::open(&[path], &OpenOptions::default(), &());
        Arc::new(Engine::open(opened.sets))
    });
    Arc::clone(&ENGINE)
}

fn journey(size: (u16, u16), keys: &str) -> Headless {
    let mut annals = Headless::new(engine(), size, Settings::default());
    annals.keys(keys).expect("keys are written right");
    annals
}

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (200, 60)];

#[test]
fn the_first_screen_at_every_size() {
    for (width, height) in SIZES {
        let annals = journey((width, height), "");
        insta::assert_snapshot!(format!("published_{width}x{height}"), screen(&annals));
    }
}

#[test]
fn an_event_with_its_estimates() {
    insta::assert_snapshot!(
        "published_event_120x40",
        screen(&journey((120, 40), "<Enter>"))
    );
}

/// Everything that the record holds can be scrolled to, at every size.
#[test]
fn every_column_is_in_the_details() {
    for size in SIZES {
        let mut annals = journey(size, "<Enter>");
        let mut seen = screen(&annals);
        for _ in 0..40 {
            annals.keys("<C-d>").expect("a key");
            seen.push_str(&screen(&annals));
        }
        for column in [
            "priogrid_gid",
            "source_original",
            "where_coordinates",
            "deaths_unknown",
        ] {
            assert!(
                seen.contains(column),
                "{size:?}: {column} in\n{}",
                screen(&annals)
            );
        }
    }
}

#[test]
fn facets_and_filters_narrow_it() {
    for size in SIZES {
        let mut annals = journey(size, "h]]j<Space>");
        let picked = annals.state().filter.text().to_owned();
        let kept = shown(&annals);
        assert!(!picked.is_empty() && kept > 0 && kept <= 10, "{picked}");
        annals.keys("x").expect("a key");
        assert_eq!(shown(&annals), 10 - kept, "-{picked}");
        annals.keys("uu").expect("keys");
        for (filter, expected) in [
            ("killed:>=3", 5),
            ("is:uncertain", 1),
            ("region:SY", 10),
            ("kind:armed_force", 10),
        ] {
            annals.keys(&format!("/{filter}<Enter>")).expect("keys");
            assert_eq!(shown(&annals), expected, "{filter}");
            annals.keys("u").expect("a key");
        }
    }
}
