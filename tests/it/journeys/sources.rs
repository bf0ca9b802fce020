//! Sources: the directory, pages, copies, one-sided days.

use annals::analysis::SourceRef;
use annals::app::About;
use annals::layout::View;
use annals::runtime::{Headless, Settings};

use super::{SIZES, engine, journey, screen, shown};

fn about(annals: &annals::runtime::Headless) -> Option<SourceRef> {
    match annals.state().detail.about {
        Some(About::Source(source)) => Some(source),
        _ => None,
    }
}

fn publisher(annals: &annals::runtime::Headless) -> String {
    let page = annals
        .state()
        .detail
        .source
        .get()
        .and_then(Option::as_deref);
    page.map(|page| page.publisher.clone()).unwrap_or_default()
}

#[test]
fn the_directory_begins_at_the_first_source_of_the_event() {
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let annals = journey((width, height), "t2024-12-02<Enter>7");
        let event = annals.state().detail.event.get().and_then(Option::as_deref);
        let first = event.and_then(|event| event.sources.first());
        let first = first.map(|source| source.publisher.clone());
        assert_eq!(Some(publisher(&annals)), first);
        insta::assert_snapshot!(format!("sources_{width}x{height}"), screen(&annals));
    }
}

#[test]
fn a_publisher_is_found_unfolded_and_its_text_opened_and_cited() {
    for size in SIZES {
        let mut annals = journey(size, "7ssputnik<Enter>");
        assert_eq!(publisher(&annals), "Sputnik");
        assert!(matches!(about(&annals), Some(SourceRef::Publisher(_))));
        annals.keys("o").expect("a key");
        assert!(annals.opened().is_empty(), "a publisher has no address");
        annals.keys("ljoy").expect("keys");
        let Some(SourceRef::Text(key)) = about(&annals) else {
            panic!("{}", screen(&annals))
        };
        let engine = engine();
        let record = &engine.datasets()[0].sources[key.source as usize];
        assert_eq!(
            annals.opened(),
            [record.url.as_deref().expect("an address")]
        );
        assert!(
            annals.copied()[0].starts_with("Sputnik, "),
            "{:?}",
            annals.copied()
        );
        assert!(annals.copied()[0].contains(&*record.id));
    }
}

#[test]
fn including_and_excluding_narrow_the_events() {
    for size in SIZES {
        let mut annals = journey(size, "7ssputnik<Enter>");
        let all = shown(&annals);
        annals.keys("<Space>").expect("a key");
        assert_eq!(annals.state().filter.text(), "publisher:Sputnik");
        let with = shown(&annals);
        annals.keys("<Space>x").expect("keys");
        assert_eq!(shown(&annals), all - with);
    }
}

#[test]
fn the_page_leads_to_texts_actors_and_events() {
    let mut annals = journey((120, 40), "7ssputnik<Enter><Enter>");
    annals.keys("<Tab><Enter>").expect("keys");
    let at = annals.state().detail.about;
    assert!(matches!(at, Some(About::Actor(_))), "run by: {at:?}");
    annals.keys("<BS><Tab><Tab><Enter>").expect("keys");
    assert!(
        matches!(about(&annals), Some(SourceRef::Text(_))),
        "{}",
        screen(&annals)
    );
    annals.keys("<S-Tab><Enter>").expect("keys");
    assert!(
        annals.state().detail.about.is_none(),
        "the last link is an event"
    );
    annals.keys("<BS>").expect("a key");
    assert!(matches!(about(&annals), Some(SourceRef::Text(_))));
}

#[test]
fn orders() {
    let mut annals = journey((120, 40), "7gg");
    for order in [
        "most events first",
        "alone first",
        "best letter first",
        "by name",
    ] {
        assert!(screen(&annals).contains(order), "{order}");
        annals.keys("S").expect("a key");
    }
    let annals = journey((120, 40), "7gSgg");
    insta::assert_snapshot!("sources_alone_120x40", screen(&annals));
}

#[test]
fn copies_and_one_sided_days_are_listed() {
    for (width, height) in [(80, 24), (120, 40)] {
        let copies = journey((width, height), "7]");
        assert!(screen(&copies).contains("copied by"), "{}", screen(&copies));
        let mut days = journey((width, height), "7]]");
        insta::assert_snapshot!(format!("one_sided_{width}x{height}"), screen(&days));
        let sided = days.state().sources.sided.get().expect("counted").clone();
        days.keys("<Enter>").expect("a key");
        // An event with an uncertain date may have been on the days without starting on them.
        let certain = days.state().totals.get().expect("counted").certain;
        let told = sided.runs[0].events;
        assert!(certain <= told && told <= shown(&days), "{certain} {told}");
        assert!(days.state().filter.text().starts_with("date:"));
        days.keys("u[[").expect("keys");
        assert!(screen(&days).contains("most events first"));
    }
}

#[test]
fn an_arabic_title_is_found() {
    let annals = journey((120, 40), "7sقسد<Enter>");
    assert!(about(&annals).is_some());
}

#[test]
fn the_page_of_what_is_chosen_stands_beside_the_list_from_the_start() {
    for view in [View::Sources, View::Actors] {
        let settings = Settings {
            view,
            ..Settings::default()
        };
        let annals = Headless::new(engine(), (120, 40), settings);
        let shown = annals.state().detail.about;
        let chosen = match view {
            View::Actors => annals.state().actors.list.key().map(About::Actor),
            _ => annals.state().sources.list.key().map(About::Source),
        };
        assert!(chosen.is_some(), "{view:?}");
        assert_eq!(shown, chosen, "{view:?}");
    }
    let mut annals = journey((120, 40), "7]");
    let first = annals.state().detail.about;
    let shows = |annals: &Headless| {
        screen(annals)
            .lines()
            .any(|line| line.contains("─ Source ─"))
    };
    assert!(shows(&annals), "{}", screen(&annals));
    annals.keys("jk").expect("keys");
    assert_eq!(annals.state().detail.about, first);
}

#[test]
fn a_source_of_an_event_leads_to_its_page_and_back() {
    for size in SIZES {
        let mut annals = journey(size, "<Enter>");
        let event = annals.state().timeline.row().expect("a row").id.clone();
        // Behind its three actors.
        annals.keys("<Tab><Tab><Tab><Tab><Enter>").expect("a key");
        assert_eq!(annals.state().view, View::Sources, "{}", screen(&annals));
        assert!(matches!(
            annals.state().detail.about,
            Some(About::Source(SourceRef::Text(_)))
        ));
        assert!(
            screen(&annals).contains("Iran Accuses Ukraine"),
            "{}",
            screen(&annals)
        );
        annals.keys("<BS>").expect("a key");
        assert_eq!(annals.state().view, View::Timeline);
        assert_eq!(annals.state().detail.about, None);
        assert_eq!(annals.state().timeline.row().expect("a row").id, event);
    }
}
