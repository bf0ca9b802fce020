//! Moving through the events and reading one.

use super::{SIZES, journey, screen};

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

#[test]
fn the_day_gone_to_is_at_the_top() {
    for size in SIZES {
        let annals = journey(size, "t2024-12-08<Enter>");
        let screen = screen(&annals);
        let mut lines = screen
            .lines()
            .skip_while(|line| !line.contains("─ Timeline "));
        let heading = lines.nth(1).unwrap();
        assert!(heading.contains(" Sun 8 Dec 2024 ─"), "{screen}");
    }
}

#[test]
fn a_relation_is_followed_out_of_the_filter_and_back() {
    for size in SIZES {
        // The actors of the event are links, too; the last link of this event is a related one.
        let mut annals = journey(size, "/kind:statement has:relation<Enter><Enter><S-Tab>");
        let from = annals.state().timeline.event();
        let mut tries = 0;
        while !screen(&annals).contains("goes to the event") {
            annals.keys("<S-Tab>").unwrap();
            tries += 1;
            assert!(tries < 40, "{}", screen(&annals));
        }
        annals.keys("<Enter>").unwrap();
        let outside = annals.state().timeline.stands_in();
        assert_eq!(
            screen(&annals).contains("not among the shown events"),
            outside
        );
        annals.keys("<BS>").unwrap();
        assert_eq!(annals.state().timeline.event(), from);
        assert!(!screen(&annals).contains("not among the shown events"));
    }
}

#[test]
fn narrowing_does_not_say_that_a_jump_led_outside() {
    let annals = journey((120, 40), "G/kind:capture<Enter>");
    assert!(!screen(&annals).contains("not among the shown events"));
}

#[test]
fn panel_palette_and_help_open_and_close_at_every_size() {
    for size in SIZES {
        let mut annals = journey(size, "A");
        assert!(screen(&annals).contains(" Actor "));
        annals.keys("<Esc><Esc>:known<Enter>").unwrap();
        assert!(screen(&annals).contains("As known at the end of a day"));
        annals.keys("<Esc>?").unwrap();
        let help = screen(&annals);
        let foot = help.lines().last().unwrap();
        assert!(
            foot.contains("pagedown more") && !foot.contains("exclude"),
            "{foot}"
        );
        annals.keys("<Esc>").unwrap();
        assert!(annals.state().overlay.is_none());
    }
}
