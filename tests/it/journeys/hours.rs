//! Hours: asked for in the filter, shown alone from a cell or a bar, and gone through by a replay.

use std::sync::{Arc, LazyLock};

use annals::analysis::Engine;
use annals::dataset::from_texts;
use annals::load::Opened;
use annals::runtime::{Headless, Settings};

use super::{screen, shown};

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (200, 60)];

/// Two days with clock times, and events without.
pub(crate) fn engine() -> Arc<Engine> {
    static ENGINE: LazyLock<Arc<Engine>> = LazyLock::new(|| {
        let text = include_str!("../../data/hours/orsa.toml");
        let opened = from_texts(vec![("orsa.toml".to_owned(), text.into())]);
        Arc::new(Engine::open(vec![Opened::from(opened)]))
    });
    Arc::clone(&ENGINE)
}

fn journey(size: (u16, u16), keys: &str) -> Headless {
    let mut annals = Headless::new(engine(), size, Settings::default());
    annals.keys(keys).expect("keys are written right");
    annals
}

fn certain(annals: &Headless) -> usize {
    annals.state().totals.get().expect("totals").certain
}

fn selected(annals: &Headless) -> &str {
    &annals.state().timeline.row().expect("a row").id
}

fn text(annals: &Headless) -> &str {
    annals.state().filter.text()
}

#[test]
fn an_hour_is_typed_and_what_has_none_is_perhaps_in_it() {
    for (width, height) in SIZES {
        let annals = journey((width, height), "/date:2016-03-05T05<Enter>");
        assert_eq!((shown(&annals), certain(&annals)), (5, 2));
        insta::assert_snapshot!(format!("hour_{width}x{height}"), screen(&annals));
        let sure = journey((width, height), "/date!:2016-03-05T05<Enter>");
        assert_eq!((shown(&sure), certain(&sure)), (2, 2));
    }
}

/// The clock of the screen: an event of another zone is asked for by the time that stands beside it.
#[test]
fn what_stands_in_the_column_is_what_is_asked_for() {
    for size in SIZES {
        let annals = journey(size, "/date!:2016-03-05T12:00<Enter>");
        assert_eq!(selected(&annals), "envoy-calls");
        assert!(screen(&annals).contains("12:00"), "{}", screen(&annals));
        assert_eq!(shown(&annals), 1);
    }
}

#[test]
fn hours_are_offered_behind_the_day() {
    for size in SIZES {
        let annals = journey(size, "/date:2016-03-05T0");
        assert!(screen(&annals).contains("2016-03-05T05"));
        let annals = journey(size, "/date:2016-03-05T25");
        assert!(screen(&annals).contains("`2016-03-05T25` is not a clock time"));
    }
}

#[test]
fn a_cell_of_an_hour_is_shown_alone_and_read() {
    for (width, height) in SIZES {
        let mut annals = journey((width, height), "/date:2016-03-05<Enter>2gg");
        let lanes = annals.state().lanes.held.get().expect("lanes");
        assert!(lanes.unit.is_hours());
        while annals
            .state()
            .lanes
            .cell()
            .is_none_or(|cell| cell.total == 0)
        {
            annals.keys("}").expect("a key");
        }
        let cell = annals.state().lanes.cell().expect("a cell");
        let pointed = selected(&annals).to_owned();
        annals.keys("<Enter>").expect("a key");
        assert!(
            text(&annals).contains("date:2016-03-05T"),
            "{}",
            text(&annals)
        );
        let all = usize::try_from(cell.total + cell.reaching).expect("few");
        assert_eq!(shown(&annals), all, "{}", text(&annals));
        assert_eq!(selected(&annals), pointed);
        let lanes = annals.state().lanes.held.get().expect("lanes");
        assert!(lanes.unit.is_hours(), "the columns stay hours");
        if width == 120 {
            insta::assert_snapshot!("hour_of_a_lane_120x40", screen(&annals));
        }
        let before = text(&annals).to_owned();
        annals.keys("<Enter>").expect("a key");
        assert_eq!(text(&annals), before, "the second one reads the event");
        assert!(screen(&annals).contains(" Event "));
    }
}

#[test]
fn brushed_hours_become_the_date() {
    for size in SIZES {
        let mut annals = journey(size, "/date:2016-03-05<Enter>2gg^v");
        let columns = annals
            .state()
            .lanes
            .held
            .get()
            .expect("lanes")
            .columns
            .len();
        annals.keys(&"l".repeat(columns / 4)).expect("keys");
        let time = screen(&annals);
        assert!(
            time.contains("00:00") && time.contains("is brushed"),
            "{time}"
        );
        annals.keys("<Enter>").expect("a key");
        assert!(
            text(&annals).starts_with("date:2016-03-05T00..T"),
            "{}",
            text(&annals)
        );
        assert_eq!(certain(&annals), {
            let term = text(&annals).replace("date:", "date!:");
            shown(&journey(size, &format!("/{term}<Enter>")))
        });
    }
}

#[test]
fn a_bar_of_hours_becomes_the_date() {
    let mut annals = journey((200, 60), "/date:2016-03-05<Enter>t2016-03-05<Enter>");
    while selected(&annals) != "mill-taken" {
        annals.keys("j").expect("a key");
    }
    annals.keys("bvl").expect("keys");
    let said = screen(&annals);
    assert!(said.contains("05:00–07:00"), "{said}");
    annals.keys("<Enter>").expect("a key");
    assert_eq!(text(&annals), "date:2016-03-05T05..T06");
    assert_eq!((shown(&annals), certain(&annals)), (7, 4));
}

#[test]
fn a_replay_goes_by_the_hour_and_says_what_is_only_perhaps() {
    for (width, height) in SIZES {
        let mut annals = journey((width, height), "t2016-03-05<Enter>");
        while selected(&annals) != "mill-taken" {
            annals.keys("j").expect("a key");
        }
        annals.keys("p<Space>").expect("keys");
        while !text_of_period(&annals).contains('T') {
            annals.keys("u").expect("a key");
        }
        assert_eq!(text_of_period(&annals), "2016-03-05T05");
        assert_eq!((shown(&annals), certain(&annals)), (5, 2));
        let said = screen(&annals);
        assert!(said.contains("05:00–06:00, 2 events + 3 perhaps"), "{said}");
        // The notice beside it may cut it.
        assert!(said.contains("+ date:20"), "{said}");
        annals.keys("<Right>").expect("a key");
        assert_eq!(
            selected(&annals),
            "bridge-shelled",
            "what is new is selected"
        );
        assert_eq!((shown(&annals), certain(&annals)), (5, 2));
        for view in ["1", "2", "3"] {
            annals.keys(view).expect("a key");
            assert_eq!(shown(&annals), 5);
            if view == "2" {
                let lanes = &annals.state().lanes;
                assert_eq!((lanes.column, lanes.cell().expect("a cell").total), (6, 2));
            }
            let name = format!("hour_replayed_{view}_{width}x{height}");
            insta::assert_snapshot!(name, screen(&annals));
        }
        annals.keys("2<Right>").expect("keys");
        assert_eq!(certain(&annals), 0);
        let said = screen(&annals);
        assert!(said.contains("07:00–08:00, 3 events perhaps"), "{said}");
        let lanes = annals.state().lanes.held.get().expect("lanes");
        assert!(lanes.unit.is_hours(), "the columns stay hours");
        annals.keys("<Left>").expect("a key");
        assert_eq!(annals.state().lanes.column, 6, "the cell goes along");
        annals.keys("<Left><Enter>").expect("keys");
        assert_eq!(text(&annals), "date:2016-03-05T05");
    }
}

/// Over midnight and back, with the marks of the five hours before on the map.
#[test]
fn a_replay_by_the_hour_goes_over_midnight() {
    for size in SIZES {
        let mut annals = journey(size, "/date:2016-03-05T22..2016-03-06T01<Enter>3p<Space>");
        while !text_of_period(&annals).contains('T') {
            annals.keys("u").expect("a key");
        }
        let mut seen = Vec::new();
        while text_of_period(&annals) != "2016-03-06T00" {
            seen.push(text_of_period(&annals));
            annals.keys("<Right>").expect("a key");
        }
        assert_eq!(seen.last().map(String::as_str), Some("2016-03-05T23"));
        assert_eq!(selected(&annals), "flares");
        assert_eq!(certain(&annals), 1);
        let trail = &annals.state().map.held.get().expect("counts").trail;
        assert!(!trail.is_empty(), "the convoy of 22:20 has left its mark");
        annals.keys("<Left>").expect("a key");
        assert_eq!(text_of_period(&annals), "2016-03-05T23");
    }
}

fn text_of_period(annals: &Headless) -> String {
    let replay = annals.state().replay.as_ref().expect("a replay");
    annals::query::date_text(replay.time)
}

#[test]
fn t_goes_to_the_first_event_at_an_hour_or_later() {
    for size in SIZES {
        for (typed, id) in [
            ("T05", "shots-at-the-mill"),
            ("T05:30", "mill-taken"),
            ("T13", "convoy"),
            ("T23:45", "flares"),
        ] {
            let annals = journey(size, &format!("Gt2016-03-05{typed}<Enter>"));
            assert_eq!(selected(&annals), id, "{typed}");
        }
        let annals = journey(size, "t2016-03-05T24<Enter>");
        let told = screen(&annals);
        assert!(told.contains("hours go from 00 to 23"), "{told}");
        assert!(told.contains("2024-11-29T05"), "{told}");
    }
}
