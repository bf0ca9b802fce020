//! Narrowing the events by the filter line, pickers, the facets and the histogram.

use super::{journey, screen};

#[test]
fn typing_narrows_at_once_and_undo_widens() {
    let mut annals = journey((120, 40), "/kind:statement<Enter>");
    let shown = screen(&annals);
    assert!(shown.contains("/ kind:statement"), "{shown}");
    assert!(shown.contains(" of 200 events"), "{shown}");
    annals.keys("u").unwrap();
    assert!(screen(&annals).contains("200 events"));
    assert!(screen(&annals).contains("all events"));
}

#[test]
fn a_mistyped_field_is_told_and_one_step_back_brings_all_again() {
    let mut annals = journey((120, 40), "/aktor:hts");
    let shown = screen(&annals);
    assert!(annals.state().filter.mistakes().count() > 0, "{shown}");
    assert!(shown.contains("actor"), "{shown}");
    annals.keys("<Esc><Esc>").unwrap();
    assert_eq!(annals.state().filter.text(), "");
    assert!(annals.state().timeline.row().is_some());
}

#[test]
fn a_quick_picker_writes_the_filter() {
    let annals = journey((80, 24), "ahayat<Enter>");
    assert!(
        annals.state().filter.text().starts_with("actor:"),
        "{}",
        annals.state().filter.text()
    );
    assert!(annals.state().totals.get().unwrap().shown < 200);
}

#[test]
fn a_brushed_time_becomes_a_date() {
    let annals = journey((120, 40), "bvll<Enter>");
    let text = annals.state().filter.text();
    assert!(text.starts_with("date:2024-11-"), "{text}");
    assert!(text.contains(".."), "{text}");
}

#[test]
fn known_at_puts_the_clock_back() {
    let annals = journey((120, 40), "K2024-12-02<Enter>");
    assert_eq!(annals.state().filter.text(), "known:2024-12-02");
    assert!(screen(&annals).contains("known at: 2 Dec 2024"));
}

#[test]
fn nothing_found_says_why_and_what_to_do() {
    let annals = journey((80, 24), "/qqqqqq<Enter>");
    let shown = screen(&annals);
    assert!(shown.contains("None of 200 events matches"), "{shown}");
    assert!(shown.contains("u undoes the last change"), "{shown}");
}
