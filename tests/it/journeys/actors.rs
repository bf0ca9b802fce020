//! Actors: the directory, dossiers, two of them side by side.

use annals::app::About;

use super::{SIZES, engine, journey, screen, shown};

fn about(annals: &annals::runtime::Headless) -> String {
    let Some(About::Actor(actor)) = annals.state().detail.about else {
        return String::new();
    };
    engine().datasets()[0].actors[actor.actor as usize]
        .id
        .to_string()
}

fn first_actor(annals: &annals::runtime::Headless) -> String {
    let row = annals.state().timeline.row().expect("an event");
    row.actors
        .first()
        .map(|actor| actor.id.clone())
        .unwrap_or_default()
}

#[test]
fn the_directory_begins_at_the_first_actor_of_the_event() {
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let annals = journey((width, height), "t2024-12-02<Enter>4");
        assert_eq!(about(&annals), first_actor(&annals));
        insta::assert_snapshot!(format!("actors_{width}x{height}"), screen(&annals));
    }
}

#[test]
fn an_actor_is_found_by_typing_and_read() {
    for size in SIZES {
        let mut annals = journey(size, "4stahrir<Enter>");
        assert_eq!(about(&annals), "hts", "{}", screen(&annals));
        assert!(
            annals.state().actors.list.total() > 50,
            "the whole list again"
        );
        annals.keys("<Enter>").expect("a key");
        assert!(screen(&annals).contains("Hayat Tahrir al-Sham"));
        assert!(screen(&annals).contains("هيئة") || screen(&annals).contains("ﻡﺎﺸﻟﺍ"));
        annals.keys("<Esc>").expect("a key");
        assert_eq!(about(&annals), "hts", "the directory stands there again");
    }
}

#[test]
fn arabic_is_typed_to_find_one() {
    let annals = journey((120, 40), "4sهيئة<Enter>");
    assert_eq!(about(&annals), "hts");
}

#[test]
fn including_and_excluding_narrow_the_events() {
    for size in SIZES {
        let mut annals = journey(size, "4srussia<Enter>");
        let all = shown(&annals);
        annals.keys("<Space>").expect("a key");
        let with = shown(&annals);
        assert!(annals.state().filter.text().contains("russia"));
        assert_eq!(about(&annals), "russia", "the line stays chosen");
        annals.keys("<Space>x").expect("keys");
        assert_eq!(shown(&annals), all - with);
        annals.keys("uuu").expect("keys");
        assert_eq!(shown(&annals), all);
    }
}

#[test]
fn folding_hides_members_and_goes_to_headings() {
    let mut annals = journey((120, 40), "4sputin<Enter>");
    let lines = annals.state().actors.list.total();
    annals.keys("h").expect("a key");
    assert_eq!(about(&annals), "russia", "the heading");
    annals.keys("h").expect("a key");
    assert!(annals.state().actors.list.total() < lines);
    annals.keys("l").expect("a key");
    assert_eq!(annals.state().actors.list.total(), lines);
    annals.keys("ll").expect("keys");
    assert!(screen(&annals).contains("shows the actor") || about(&annals) == "russia");
}

#[test]
fn links_lead_to_actors_and_events_and_back() {
    let mut annals = journey((120, 40), "4sputin<Enter><Enter>");
    annals.keys("<Tab><Enter>").expect("keys");
    assert_eq!(about(&annals), "russia", "part of");
    let chosen = annals
        .state()
        .actors
        .list
        .value()
        .expect("a line")
        .value
        .clone();
    assert_eq!(chosen, "russia", "the directory has followed");
    annals.keys("<BS>").expect("a key");
    assert_eq!(about(&annals), "putin");
    annals.keys("<S-Tab><Enter>").expect("keys");
    assert!(
        annals.state().detail.about.is_none(),
        "the last link is an event"
    );
    assert!(screen(&annals).contains(" Event "));
    annals.keys("<BS>").expect("a key");
    assert_eq!(about(&annals), "putin");
}

#[test]
fn two_dossiers_stand_side_by_side() {
    for (width, height) in [(120, 40), (200, 60)] {
        let annals = journey((width, height), "4srussia<Enter>csturkey<Enter>");
        assert_eq!(about(&annals), "turkey");
        let screen = screen(&annals);
        assert!(
            screen.contains("Actor, kept here") && screen.contains("name both"),
            "{screen}"
        );
        assert!(
            screen.contains("Russian Federation") && screen.contains("Republic of T"),
            "{screen}"
        );
        insta::assert_snapshot!(format!("two_dossiers_{width}x{height}"), screen);
    }
}

#[test]
fn the_kept_dossier_is_left_again_at_every_size() {
    for size in SIZES {
        let mut annals = journey(size, "4srussia<Enter>c");
        assert!(annals.state().actors.kept.is_some());
        annals.keys("jj<C-d>").expect("keys");
        assert_ne!(about(&annals), "russia");
        annals.keys("c").expect("a key");
        assert!(annals.state().actors.kept.is_none());
        assert!(screen(&annals).contains("actors named"));
    }
}

#[test]
fn orders_and_plain_marks() {
    let annals = journey((120, 40), "4gg");
    assert!(screen(&annals).contains("by bloc and parent"));
    let annals = journey((120, 40), "4Sgg");
    assert!(screen(&annals).contains("most events first"));
    insta::assert_snapshot!("actors_by_count_120x40", screen(&annals));
}

#[test]
fn nobody_is_named_where_nothing_is_shown() {
    let annals = journey((80, 24), "4/zzzzzz<Enter>");
    assert!(screen(&annals).contains("None of 200 events matches"));
}
