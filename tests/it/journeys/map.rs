//! The map and the replay.

use std::sync::{Arc, LazyLock};

use annals::analysis::{Engine, MapBin, MapCounts};
use annals::load::{self, OpenOptions};
use annals::runtime::{Headless, Settings};

use super::{SIZES, click, journey, screen, shown};

fn counts(annals: &Headless) -> &MapCounts {
    annals.state().map.held.get().expect("counts")
}

fn selected(annals: &Headless) -> String {
    annals.state().timeline.row().expect("a row").id.clone()
}

fn name(annals: &Headless) -> String {
    let spot = annals.state().map.chosen().expect("a spot");
    spot.place().expect("a name").to_owned()
}

fn adds_up(annals: &Headless) {
    let counts = counts(annals);
    assert_eq!(
        counts.inside + counts.outside + counts.placeless,
        shown(annals)
    );
    let bins = counts.bins.iter().map(|bin: &MapBin| bin.count);
    assert_eq!(bins.sum::<usize>(), counts.inside);
}

#[test]
fn syria_the_world_and_aleppo() {
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let annals = journey((width, height), "3");
        adds_up(&annals);
        insta::assert_snapshot!(format!("map_{width}x{height}"), screen(&annals));
    }
    let world = journey((120, 40), "3=");
    adds_up(&world);
    assert_eq!(counts(&world).outside, 0);
    insta::assert_snapshot!("map_world_120x40", screen(&world));
    let aleppo = journey(
        (120, 40),
        "/id:aleppo-university-strike OR region:aleppo<Enter>30",
    );
    adds_up(&aleppo);
    insta::assert_snapshot!("map_aleppo_120x40", screen(&aleppo));
}

#[test]
fn the_first_screen_without_unicode_and_without_panes() {
    let mut settings = Settings::default();
    settings.look.glyphs = annals::content::glyph::GlyphSet::Ascii;
    let mut annals = Headless::new(super::engine(), (80, 24), settings);
    annals.keys("3").expect("a key");
    insta::assert_snapshot!("map_ascii_80x24", screen(&annals));
    insta::assert_snapshot!("map_40x12", screen(&journey((40, 12), "3")));
}

#[test]
fn the_selected_event_is_the_chosen_mark_in_every_view() {
    for size in SIZES {
        let mut annals = journey(size, "t2024-12-08<Enter>");
        let event = selected(&annals);
        annals.keys("3").expect("a key");
        assert_eq!(selected(&annals), event);
        annals.keys(".").expect("a key");
        let chosen = annals.state().map.chosen().expect("it has a place");
        assert_eq!(Some(chosen.event), annals.state().timeline.event());
        let (column, row) = chosen.at.expect("in the middle");
        let grid = counts(&annals).grid;
        assert!(column.abs_diff(grid.columns / 2) < 2 && row.abs_diff(grid.rows / 2) < 2);
        annals.keys("l").expect("a key");
        let other = selected(&annals);
        annals.keys("1").expect("a key");
        assert_eq!(selected(&annals), other);
    }
}

#[test]
fn marks_are_walked_their_events_stepped_and_one_is_read() {
    for size in SIZES {
        let mut annals = journey(size, "3");
        let from = annals.state().map.cursor().expect("a mark");
        annals.keys("j").expect("a key");
        let below = annals.state().map.cursor().expect("a mark");
        assert!(below.1 > from.1);
        annals.keys("k").expect("a key");
        assert!(annals.state().map.cursor().expect("a mark").1 < below.1);
        // The mark with the most events, by the mouse.
        let most = counts(&annals)
            .bins
            .iter()
            .max_by_key(|bin| bin.count)
            .expect("a bin")
            .clone();
        let column = most.at.0 + 1;
        click(&mut annals, (column, most.at.1 + 2), 1);
        assert_eq!(annals.state().map.cursor(), Some(most.at));
        let first = selected(&annals);
        annals.keys("<Tab>").expect("a key");
        assert_ne!(selected(&annals), first);
        assert_eq!(annals.state().map.cursor(), Some(most.at));
        annals.keys("<S-Tab>").expect("a key");
        assert_eq!(selected(&annals), first);
        annals.keys("<Space>").expect("a key");
        assert!(screen(&annals).contains(" Event "));
    }
}

#[test]
fn enter_shows_only_what_is_at_the_mark_and_the_way_leads_back() {
    for size in SIZES {
        let mut annals = journey(size, "3/hama<Enter>d");
        annals.keys("<C-x>.").expect("keys");
        while annals
            .state()
            .map
            .chosen()
            .is_none_or(|spot| spot.total < 2)
        {
            annals.keys("}").expect("a key");
        }
        let (total, camera) = (
            annals.state().map.chosen().expect("a spot").total,
            counts(&annals).grid.camera,
        );
        let place = name(&annals);
        annals.keys("<Enter>").expect("a key");
        assert!(shown(&annals) >= total && shown(&annals) < 200);
        assert_eq!(counts(&annals).grid.camera, camera, "the map stays");
        assert!(
            annals.state().filter.text().contains("region:")
                || annals.state().filter.text().contains("near:"),
            "{place}"
        );
        adds_up(&annals);
        annals.keys("<Backspace>").expect("a key");
        assert_eq!(annals.state().filter.text(), "");
        assert_eq!(shown(&annals), 200);
    }
}

#[test]
fn zooming_keeps_the_mark_and_panning_moves_it() {
    let mut annals = journey((120, 40), "3+");
    let at = |annals: &Headless| annals.state().map.cursor();
    let before = at(&annals).expect("a mark");
    let step = counts(&annals).grid.camera.step();
    annals.keys("+").expect("a key");
    let after = at(&annals).expect("a mark");
    assert!(counts(&annals).grid.camera.step() < step);
    assert!(before.0.abs_diff(after.0) <= 1 && before.1.abs_diff(after.1) <= 1);
    annals.keys("<S-Right>").expect("a key");
    assert!(at(&annals).is_none_or(|at| at.0 < after.0));
    annals.keys("<S-Right><S-Right><S-Right>").expect("keys");
    assert!(screen(&annals).contains("outside the map; . goes there"));
    adds_up(&annals);
    annals.keys("----------------").expect("keys");
    assert_eq!(counts(&annals).outside, 0);
}

#[test]
fn the_list_of_regions_flies_and_filters() {
    let mut annals = journey((120, 40), "3gr");
    let before = counts(&annals).grid.camera;
    annals.keys("j").expect("a key");
    let region = annals
        .state()
        .map
        .regions
        .value()
        .expect("a region")
        .clone();
    assert_ne!(counts(&annals).grid.camera, before);
    assert!(counts(&annals).inside >= region.count);
    annals.keys("<Space>").expect("a key");
    assert_eq!(
        annals.state().filter.text(),
        format!("region:{}", region.value)
    );
    assert_eq!(shown(&annals), region.count);
    annals.keys("<Space>x").expect("keys");
    assert_eq!(shown(&annals), 200 - region.count);
    annals.keys("0").expect("a key");
    assert!(annals.state().map.listing);
    annals.keys("gr").expect("a key");
    assert!(!annals.state().map.listing);
    // Where there is no room for the list, the picker comes.
    let narrow = journey((80, 24), "3gr");
    assert!(narrow.state().overlay.is_some());
}

#[test]
fn a_replay_is_followed_by_every_view_and_leaves_the_filter() {
    for size in SIZES {
        let mut annals = journey(size, "3p");
        let first = annals.state().replay.as_ref().expect("a replay").time;
        assert_eq!(first.from.day.to_string(), "2024-11-27");
        let mut total = 0;
        for _ in 0..4 {
            annals.keys("<Right>").expect("a key");
            total += shown(&annals);
            adds_up(&annals);
        }
        assert!(total > 0);
        assert!(!counts(&annals).trail.is_empty());
        assert_eq!(annals.state().filter.text(), "");
        let now = shown(&annals);
        for view in ["1", "2", "4", "3"] {
            annals.keys(view).expect("a key");
            assert_eq!(shown(&annals), now);
            assert!(screen(&annals).contains("replay paused Sun 1 Dec 2024"));
        }
        if size == (80, 24) {
            insta::assert_snapshot!("replay_80x24", screen(&annals));
        }
        annals.keys("<Esc>").expect("a key");
        assert_eq!(shown(&annals), 200);
    }
    insta::assert_snapshot!(
        "replay_120x40",
        screen(&journey((120, 40), "3p<Right><Right><Right>]]"))
    );
}

#[test]
fn published_places_are_on_the_map() {
    static PUBLISHED: LazyLock<Arc<Engine>> = LazyLock::new(|| {
        let opened = load::open(
            &["tests/data/derived/ged41.csv".into()],
            &OpenOptions::default(),
            &(),
        );
        Arc::new(Engine::open(opened.sets))
    });
    for size in SIZES {
        let mut annals = Headless::new(Arc::clone(&PUBLISHED), size, Settings::default());
        annals.keys("3").expect("a key");
        adds_up(&annals);
        annals.keys("=").expect("a key");
        adds_up(&annals);
        assert_eq!(counts(&annals).outside, 0);
    }
}
