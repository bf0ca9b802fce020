//! The view of what is wrong with the data.

use std::sync::Arc;

use annals::analysis::{Engine, ProblemLine};
use annals::dataset::from_texts;
use annals::load::Opened;
use annals::runtime::{Headless, Settings};

use super::{SIZES, journey, screen};

/// A data set with an event, an actor that lacks its name, and an event that was left out.
const BROKEN: &str = r#"
[dataset]
schema = 1
title = "Broken"

[[region]]
id = "hama"
name = "Hama"
level = "country"

[[source]]
id = "s"
publisher = "Monitor"
published = 2024-11-20

[[event]]
id = "good"
title = "The good one"
date = 2024-11-29
kind = "clash"
region = "hama"
sources = ["s"]

[[event]]
id = "bad"
title = "The bad one"
date = "2024-13-40"
kind = "clash"
region = "hama"

[[actor]]
id = "nameless"
kind = "person"
"#;

fn broken(keys: &str) -> Headless {
    let opened = from_texts(vec![("broken.toml".to_owned(), BROKEN.into())]);
    let engine = Engine::open(vec![Opened::from(opened)]);
    let mut annals = Headless::new(Arc::new(engine), (120, 40), Settings::default());
    annals.keys(keys).expect("keys are written right");
    annals
}

#[test]
fn all_problems_are_listed_in_groups() {
    for size in SIZES {
        let annals = journey(size, "8gg");
        let held = annals.state().problems.held.get().unwrap();
        assert_eq!((held.errors, held.warnings), (0, 171));
        let screen = screen(&annals);
        assert!(screen.contains("171 warnings"), "{screen}");
        assert!(screen.contains("single-source"), "{screen}");
        insta::assert_snapshot!(format!("problems_{}x{}", size.0, size.1), screen);
    }
}

#[test]
fn the_chosen_problem_is_the_selected_event() {
    let annals = journey((200, 60), "8ggj");
    let problem = annals.state().problems.problem().unwrap();
    assert_eq!(problem.event, annals.state().timeline.event());
    let id = &annals.state().timeline.row().unwrap().id;
    assert!(problem.message.contains(id.as_str()), "{problem:?}");
}

#[test]
fn the_view_opens_at_the_selected_events_problem() {
    let annals = journey((120, 40), "t2024-12-08<Enter>8");
    let event = annals.state().timeline.event();
    let lines = &annals.state().problems.held.get().unwrap().lines;
    let of_event =
        |line: &ProblemLine| matches!(line, ProblemLine::Problem(row) if row.event == event);
    if lines.iter().any(of_event) {
        assert_eq!(annals.state().problems.problem().unwrap().event, event);
    } else {
        assert_eq!(annals.state().problems.cursor.rank, 0);
    }
}

#[test]
fn a_filter_leaves_problems_of_its_events_and_of_no_event() {
    let all = journey((120, 40), "8");
    let some = journey((120, 40), "8/region:hama<Enter>");
    let counted = |annals: &Headless| {
        let held = annals.state().problems.held.get().unwrap();
        (held.errors + held.warnings, held.all)
    };
    assert!(counted(&some).0 < counted(&all).0);
    assert_eq!(counted(&some).1, counted(&all).1);
    assert!(
        screen(&some).contains("of events that are not shown"),
        "{}",
        screen(&some)
    );
}

#[test]
fn what_was_left_out_is_told_under_any_filter() {
    for keys in ["8", "8/zzzz<Enter>"] {
        let annals = broken(keys);
        let screen = screen(&annals);
        assert!(screen.contains("2 errors"), "{screen}");
        assert!(screen.contains("2024-13-40"), "{screen}");
    }
}

#[test]
fn problems_of_an_event_are_no_problems_of_its_neighbours() {
    let annals = broken("8");
    let lines = &annals.state().problems.held.get().unwrap().lines;
    let of_events: Vec<&str> = lines
        .iter()
        .filter_map(|line| match line {
            ProblemLine::Problem(row) if row.event.is_some() => Some(row.message.as_str()),
            _ => None,
        })
        .collect();
    assert!(!of_events.is_empty());
    assert!(
        of_events.iter().all(|message| message.contains("good")),
        "{of_events:?}"
    );
}

#[test]
fn enter_opens_the_editor_at_the_line() {
    let annals = broken("8ggj<Enter>");
    let (file, line) = annals.edited().last().unwrap();
    let text: Vec<&str> = BROKEN.lines().collect();
    assert_eq!(file, "broken.toml");
    assert!(
        text[line - 1].contains("2024-13-40") || text[line - 1].contains("[[actor]]"),
        "{line}"
    );
    // From any other view, the record of the selected event.
    let annals = broken("1e");
    let (_, line) = annals.edited().last().unwrap();
    assert_eq!(text[line - 1], "[[event]]");
}

#[test]
fn groups_close_and_open() {
    let lines = |keys: &str| {
        journey((120, 40), keys)
            .state()
            .problems
            .held
            .get()
            .unwrap()
            .total
    };
    assert!(lines("8ggh") < lines("8gg"));
    assert_eq!(lines("8gghl"), lines("8gg"));
    assert_eq!(lines("8gg<Space><Space>"), lines("8gg"));
}
