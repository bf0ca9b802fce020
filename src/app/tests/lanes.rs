//! Lanes and profile over the engine made by hand.

use super::fake::{Fake, picture, picture_with};
use super::{click, selected};
use crate::analysis::{LaneBy, LaneSort, Profiled};
use crate::app::{Focus, Overlay};
use crate::content::glyph::{GlyphSet, Glyphs};
use crate::layout::View;
use crate::ui::theme::{Depth, ThemeName};

fn pointed(fake: &Fake) -> (String, usize) {
    let lane = fake.state.lanes.lane().map(|lane| lane.label.clone());
    (lane.unwrap_or_default(), fake.state.lanes.column)
}

#[test]
fn the_cursor_comes_to_the_selected_event() {
    let mut fake = Fake::new(120, 40);
    fake.keys("G 2");
    assert_eq!(selected(&fake), "event-59");
    assert_eq!(pointed(&fake), ("civilians".into(), 11));
    fake.keys("1 g g 2");
    assert_eq!(pointed(&fake), ("HTS".into(), 0));
    assert_eq!(selected(&fake), "event-0");
}

#[test]
fn a_cell_selects_its_first_event_and_an_empty_one_none() {
    let mut fake = Fake::new(120, 40);
    fake.keys("2 g g l");
    assert_eq!(pointed(&fake), ("army".into(), 1));
    assert_eq!(selected(&fake), "event-6");
    fake.keys("$");
    assert_eq!(pointed(&fake), ("army".into(), 12));
    assert_eq!(selected(&fake), "event-48", "it may have been then");
    fake.keys("j j j");
    assert_eq!(pointed(&fake), ("Russia".into(), 12));
    assert_eq!(selected(&fake), "event-48", "nothing is there");
    assert!(picture(&fake.state).contains("no data: no data set covers"));
    fake.keys("{");
    assert_eq!(pointed(&fake), ("Russia".into(), 11));
    assert_eq!(selected(&fake), "event-56");
    let here = selected(&fake);
    fake.keys("1");
    assert_eq!((fake.state.view, selected(&fake)), (View::Timeline, here));
}

#[test]
fn disputes_and_dates_take_the_cursor_along() {
    let mut fake = Fake::new(120, 40);
    fake.keys("2 d");
    assert_eq!(selected(&fake), "event-3");
    fake.keys("d");
    assert_eq!(selected(&fake), "event-11");
    assert_eq!(pointed(&fake).1, 2);
    fake.keys("t").text("2024-12-01").keys("enter");
    assert_eq!(pointed(&fake).1, 4);
}

#[test]
fn enter_narrows_to_lane_and_time_and_then_reads() {
    let mut fake = Fake::new(120, 40);
    fake.keys("2 g g l enter");
    assert_eq!(fake.state.filter.text(), "actor:army date:2024-11-28");
    fake.keys("enter");
    assert_eq!(fake.state.filter.text(), "actor:army date:2024-11-28");
    assert_eq!(fake.state.panes.focus, Focus::Detail);
    fake.keys("esc u");
    assert_eq!(fake.state.filter.text(), "");
    fake.keys("g g j j j $ enter");
    assert_eq!(
        fake.state.filter.text(),
        "",
        "an empty cell narrows nothing"
    );
    assert!(fake.state.notice.is_some());
}

#[test]
fn a_brush_over_columns_becomes_a_date() {
    let mut fake = Fake::new(120, 40);
    fake.keys("2 ^ l v l l enter");
    assert_eq!(fake.state.filter.text(), "date:2024-11-28..2024-11-30");
    assert_eq!(fake.state.lanes.anchor, None);
    fake.keys("u ^ b l esc");
    assert_eq!(fake.state.lanes.anchor, None);
    assert_eq!(fake.state.view, View::Lanes);
}

#[test]
fn rows_orders_folds_and_spans_change() {
    let mut fake = Fake::new(120, 40);
    fake.keys("2 ]");
    assert_eq!(fake.state.lanes.by, LaneBy::Bloc);
    fake.keys("[ [");
    assert_eq!(fake.state.lanes.by, LaneBy::Pair);
    fake.keys("S S");
    assert_eq!(fake.state.lanes.sort, LaneSort::Last);
    fake.keys("+ + - 0");
    assert_eq!(fake.state.lanes.span, None);
    fake.keys("+");
    let days = fake.state.lanes.span.unwrap();
    assert_eq!(days.to.0 - days.from.0 + 1, 6);
    fake.keys("=");
    assert_eq!(fake.state.lanes.span, None);
}

#[test]
fn a_click_points_and_a_double_click_narrows() {
    let mut fake = Fake::new(120, 40);
    fake.keys("2");
    let shape = crate::app::lane_shape(&fake.state).unwrap();
    let (x, y) = (1 + shape.start + 2 * shape.cell, 3);
    click(&mut fake, x, y, 0);
    assert_eq!(pointed(&fake), ("army".into(), 2));
    click(&mut fake, x, y, 100);
    assert_eq!(fake.state.filter.text(), "actor:army date:2024-11-29");
}

#[test]
fn a_profile_excludes_and_stays_includes_and_closes() {
    let mut fake = Fake::new(120, 40);
    fake.keys("P");
    assert_eq!(fake.state.profiled, Profiled::default());
    fake.keys("] [ S j x");
    assert_eq!(fake.state.filter.text(), "-actor:civilians");
    assert!(matches!(fake.state.overlay, Some(Overlay::Profile(_))));
    fake.keys("u k enter");
    assert_eq!(fake.state.filter.text(), "actor:army");
    assert!(fake.state.overlay.is_none());
    fake.keys("P P").text("regions").keys("enter");
    assert!(picture(&fake.state).contains("Profile · Regions"));
    fake.keys("esc P");
    assert!(
        picture(&fake.state).contains("Profile · Regions"),
        "the last one"
    );
}

#[test]
fn screens() {
    for (width, height) in [(60, 15), (80, 24), (120, 40)] {
        let mut fake = Fake::new(width, height);
        fake.keys("2 j l l v l");
        insta::assert_snapshot!(format!("lanes_{width}x{height}"), picture(&fake.state));
        fake.keys("esc P j");
        insta::assert_snapshot!(format!("profile_{width}x{height}"), picture(&fake.state));
    }
    let mut fake = Fake::new(80, 24);
    fake.state.glyphs = Glyphs::new(GlyphSet::Ascii);
    fake.keys("2 j l");
    let text = picture_with(&fake.state, ThemeName::Mono, Depth::None);
    insta::assert_snapshot!("lanes_ascii_80x24", text);
}

#[test]
fn nothing_is_drawn_wrong_at_any_size() {
    for width in (0..200).step_by(7) {
        for height in (0..60).step_by(5) {
            let mut fake = Fake::new(width, height);
            fake.keys("2 j l v l + P j");
            assert_eq!(picture(&fake.state).lines().count(), usize::from(height));
        }
    }
}
