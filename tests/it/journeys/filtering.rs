//! Narrowing the events by the filter line, pickers, the facets and the histogram.

use annals::runtime::Headless;

use super::{SIZES, click, journey, screen, shown};

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

fn row_of(annals: &Headless, words: &str) -> u16 {
    let row = screen(annals).lines().position(|line| line.contains(words));
    u16::try_from(row.expect(words)).expect("a row of the screen")
}

fn column_of(annals: &Headless, row: u16, words: &str) -> u16 {
    let screen = screen(annals);
    let line = screen.lines().nth(row.into()).expect("a row");
    let before = line.split(words).next().unwrap_or_default();
    u16::try_from(before.chars().count()).expect("a column of the screen")
}

/// What the list shows after each of the characters, and whether a mistake is told.
fn typed(annals: &mut Headless, text: &str) -> Vec<(usize, bool)> {
    let after = |c: char| {
        annals.keys(&c.to_string()).expect("a character");
        (shown(annals), annals.state().filter.mistakes().count() > 0)
    };
    text.chars().map(after).collect()
}

#[test]
fn a_field_being_typed_never_empties_the_list() {
    for size in SIZES {
        let mut annals = journey(size, "/actor:hts ");
        let before = shown(&annals);
        for (shown, mistaken) in typed(&mut annals, "kind:cap") {
            assert!(shown > 0 && shown <= before && !mistaken);
        }
        let narrowed = shown(&annals);
        assert!(narrowed < before);
        // The beginning of no kind: told, and the last good answer stays.
        assert_eq!(typed(&mut annals, "x"), [(narrowed, true)]);
        annals.keys("<BS>,").unwrap();
        assert_eq!(shown(&annals), narrowed);
    }
}

#[test]
fn a_name_of_no_field_leaves_the_rest_in_force() {
    for size in SIZES {
        let mut annals = journey(size, "/actor:hts ");
        let before = shown(&annals);
        let steps = typed(&mut annals, "aktor:");
        assert_eq!(steps.last(), Some(&(before, true)));
        annals.keys("<Enter>").unwrap();
        assert_eq!(shown(&annals), before);
        assert!(screen(&annals).contains("aktor"));
    }
}

#[test]
fn a_word_that_may_become_a_field_is_searched_once_it_is_taken() {
    for size in SIZES {
        let mut annals = journey(size, "/actor:hts ");
        let before = shown(&annals);
        let steps = typed(&mut annals, "reliabi");
        assert_eq!(steps.last(), Some(&(before, false)));
        annals.keys("<Enter>").unwrap();
        assert_eq!(shown(&annals), 0);
        assert!(screen(&annals).contains("None of 200 events matches"));
    }
}

#[test]
fn facets_are_included_excluded_undone_and_done_again() {
    for size in SIZES {
        let mut annals = journey(size, "h]]j<Space>");
        let included = annals.state().filter.text().to_owned();
        let kept = shown(&annals);
        assert!(included.starts_with("kind:") && kept < 200, "{included}");
        annals.keys("x").unwrap();
        assert_eq!(annals.state().filter.text(), format!("-{included}"));
        assert_eq!(shown(&annals), 200 - kept);
        annals.keys("uu").unwrap();
        assert_eq!((annals.state().filter.text(), shown(&annals)), ("", 200));
        annals.keys("<C-r>").unwrap();
        assert_eq!(annals.state().filter.text(), included);
    }
}

#[test]
fn the_name_of_a_facet_is_clicked() {
    let mut annals = journey((200, 60), "");
    let row = row_of(&annals, "‹ Actors ›");
    let column = column_of(&annals, row, "Kinds");
    click(&mut annals, (column, row), 0);
    assert!(screen(&annals).contains("‹ Kinds ›"), "{}", screen(&annals));
}

#[test]
fn a_completion_is_clicked() {
    for size in SIZES {
        let mut annals = journey(size, "/kind:");
        let row = row_of(&annals, " Airstrike  ");
        click(&mut annals, (10, row), 0);
        assert_eq!(annals.state().filter.text(), "kind:airstrike");
        assert!(annals.state().filter.editing.is_some());
    }
}

#[test]
fn words_are_not_completed_by_what_no_event_has() {
    let annals = journey((120, 40), "/abd");
    let offered = annals.state().filter.editing.as_ref().unwrap().offered();
    assert!(!offered.is_empty());
    assert!(offered.iter().all(|offer| offer.count != Some(0)));
}

#[test]
fn a_brush_and_the_clock_work_at_every_size() {
    for size in SIZES {
        let mut annals = journey(size, "bvl<Enter>");
        assert!(annals.state().filter.text().starts_with("date:"));
        let brushed = shown(&annals);
        annals.keys("K2024-11-30<Enter>").unwrap();
        assert!(annals.state().filter.text().contains("known:2024-11-30"));
        assert!(shown(&annals) < brushed);
        assert!(screen(&annals).contains("known at: 30 Nov 2024"));
        annals.keys("uu").unwrap();
        assert_eq!(shown(&annals), 200);
    }
}
