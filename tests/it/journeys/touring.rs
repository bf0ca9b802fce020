//! The tour.

use annals::layout::View;
use annals::runtime::{Headless, Settings};

use super::{engine, journey, screen};

fn tour(size: (u16, u16)) -> Headless {
    let settings = Settings {
        tour: true,
        ..Settings::default()
    };
    Headless::new(engine(), size, settings)
}

#[test]
fn space_leads_through_all_views_to_the_end() {
    for size in [(80, 24), (120, 40), (200, 60)] {
        let mut annals = tour(size);
        let (_, steps) = annals.state().tour.as_ref().unwrap().step();
        let mut views = vec![];
        for step in 1..=steps {
            let screen = screen(&annals);
            assert!(
                screen.contains(&format!("Tour {step} of {steps}")),
                "{screen}"
            );
            // The whole text stands there: its last word does.
            let text = annals::app::tour_text(annals.state()).unwrap();
            assert!(!text.contains(['{', '}']), "{text}");
            let last = text.split_whitespace().last().unwrap();
            let told: String = screen.split("Tour ").nth(1).unwrap().to_owned();
            assert!(told.contains(last), "{screen}");
            views.push(annals.state().view);
            annals.keys("<Space>").unwrap();
        }
        assert!(annals.state().tour.is_none());
        assert_eq!(annals.state().filter.text(), "");
        for view in View::ALL.into_iter().filter(|&view| view != View::Problems) {
            assert!(views.contains(&view), "{view:?}");
        }
    }
}

#[test]
fn keys_work_meanwhile_and_escape_ends_it() {
    let mut annals = tour((120, 40));
    annals.keys("/aleppo city<Enter>3").unwrap();
    assert_eq!(annals.state().filter.text(), "aleppo city");
    assert_eq!(annals.state().view, View::Map);
    annals.keys("<Esc>").unwrap();
    assert!(annals.state().tour.is_none());
    assert_eq!(annals.state().filter.text(), "");
}

#[test]
fn a_tour_of_other_data_gives_the_filter_back() {
    let mut annals = journey(
        (120, 40),
        "/actor:hts<Enter>:tour<Enter><Space><Space><Space>",
    );
    assert!(annals.state().tour.is_some());
    assert_ne!(annals.state().filter.text(), "actor:hts");
    annals.keys("<Esc>").unwrap();
    assert_eq!(annals.state().filter.text(), "actor:hts");
}
