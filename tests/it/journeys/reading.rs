//! Moving through the events and reading one.

use super::{journey, screen};

#[test]
fn the_first_screen_begins_where_the_period_begins() {
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let annals = journey((width, height), "");
        let day = annals.state().timeline.row().unwrap().days.from;
        assert_eq!(day.to_string(), "2024-11-27");
        insta::assert_snapshot!(format!("first_{width}x{height}"), screen(&annals));
    }
}

#[test]
fn disputes_are_found_and_read() {
    let annals = journey((120, 40), "d<Enter>");
    assert!(annals.state().timeline.row().unwrap().disputed);
    insta::assert_snapshot!("dispute_120x40", screen(&annals));
}

#[test]
fn the_actor_of_an_event_is_read_and_left() {
    let mut annals = journey((120, 40), "A");
    assert!(screen(&annals).contains(" Actor "));
    annals.keys("l<Esc>").unwrap();
    assert!(screen(&annals).contains(" Event "));
}

#[test]
fn a_date_is_gone_to_and_every_key_is_in_the_help() {
    let mut annals = journey((120, 40), "t2024-12-08<Enter>");
    assert_eq!(
        annals.state().timeline.row().unwrap().days.from.to_string(),
        "2024-12-08"
    );
    annals.keys("?brush").unwrap();
    assert!(screen(&annals).contains("Go to the histogram to choose a time"));
}

#[test]
fn a_citation_is_copied_and_a_source_opened() {
    let annals = journey((80, 24), "yo");
    assert_eq!(annals.copied().len(), 1);
    assert!(
        annals
            .opened()
            .iter()
            .all(|address| address.starts_with("http"))
    );
}
