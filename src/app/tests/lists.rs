//! Keys that are faster than the engine: they lead where they lead when it has answered.

use std::sync::Arc;

use proptest::prelude::*;

use super::fake::{Fake, catalog, day};
use crate::analysis::{Catalog, Part};
use crate::app::{About, Message, Overlay, State};
use crate::layout::View;
use crate::model::DayRange;

/// A screen before the data are opened, which will cover the time from the third day on.
fn waiting() -> Fake {
    let mut fake = Fake::new(120, 40);
    let keymap = fake.state.keymap.clone();
    let nothing = Arc::new(Catalog::default());
    fake.state = State::new(nothing, keymap, String::new(), fake.state.size);
    fake.answering = false;
    fake.asked.clear();
    fake.send(Message::Resize(120, 40));
    fake
}

/// Opens the data, and lets the engine answer what is asked.
fn open(fake: &mut Fake) {
    let mut catalog = catalog(60);
    let from = day(2);
    for set in &mut catalog.datasets {
        set.coverage = set.coverage.map(|days| DayRange { from, ..days });
    }
    fake.send(Message::Opened(Arc::new(catalog)));
    answer(fake);
}

/// Lets the engine answer what was asked last, and all that follows from it.
fn answer(fake: &mut Fake) {
    fake.answering = true;
    let last = fake.asked.last().expect("something was asked").clone();
    let answer = fake.answer(&last);
    fake.send(Message::Answer(Box::new(answer)));
}

/// Rank of what is chosen in the view's own list.
fn chosen(fake: &Fake) -> Option<usize> {
    let state = &fake.state;
    match state.view {
        View::Timeline | View::Map => state.timeline.rank(),
        View::Lanes => Some(state.lanes.cursor.rank),
        View::Actors => Some(state.actors.list.cursor.rank),
        View::Quotes => Some(state.quotes.held.get()?.first + state.quotes.selected()?),
        View::Accounts => Some(state.accounts.list.get()?.first + state.accounts.selected()?),
        View::Sources => Some(state.sources.list.cursor.rank),
        View::Problems => Some(state.problems.cursor.rank),
    }
}

fn last(fake: &Fake) -> Option<usize> {
    let state = &fake.state;
    let total = match state.view {
        View::Timeline | View::Map => state.timeline.held.get()?.total,
        View::Lanes => state.lanes.held.get()?.total,
        View::Actors => state.actors.list.total(),
        View::Quotes => state.quotes.held.get()?.total,
        View::Accounts => state.accounts.list.get()?.total,
        View::Sources => state.sources.list.total(),
        View::Problems => state.problems.held.get()?.total,
    };
    total.checked_sub(1)
}

const LISTS: [&str; 7] = ["1", "2", "4", "5", "6", "7", "8"];

#[test]
fn the_end_is_the_end_also_before_the_first_answer() {
    for view in LISTS {
        let mut fake = waiting();
        fake.keys(view).keys("G");
        open(&mut fake);
        assert!(last(&fake).is_some_and(|last| last > 0), "{view}");
        assert_eq!(chosen(&fake), last(&fake), "{view}");
        fake.keys("g g");
        assert_eq!(chosen(&fake), Some(0), "{view}");
    }
}

#[test]
fn the_end_is_that_of_what_is_asked_for() {
    for view in LISTS {
        let mut fake = Fake::new(120, 40);
        fake.keys("/").text("strikes").keys("enter").keys(view);
        let few = last(&fake);
        fake.answering = false;
        fake.keys("u G");
        answer(&mut fake);
        assert!(last(&fake) >= few, "{view}");
        assert_eq!(chosen(&fake), last(&fake), "{view}");
    }
}

#[test]
fn lists_over_the_screen_and_beside_the_view_wait_too() {
    let mut fake = waiting();
    fake.keys("a ctrl-end");
    open(&mut fake);
    let Some(Overlay::Picker(list)) = &fake.state.overlay else {
        panic!("a picker");
    };
    assert_eq!(list.cursor.rank, list.total() - 1);
    let mut fake = waiting();
    fake.keys("P G");
    open(&mut fake);
    let Some(Overlay::Profile(list)) = &fake.state.overlay else {
        panic!("a profile");
    };
    let total = list.held.get().map_or(0, |profile| profile.total);
    assert!(total > 1);
    assert_eq!(list.cursor.rank, total - 1);
    let mut fake = waiting();
    fake.keys("F G");
    open(&mut fake);
    let list = &fake.state.facets.list;
    assert_eq!(list.cursor.rank, list.total() - 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn keys_before_the_first_answer_lead_where_they_lead_behind_it(
        view in prop::sample::select(LISTS.to_vec()),
        keys in prop::collection::vec(prop::sample::select(vec!["j", "k", "G", "home"]), 1..12),
    ) {
        let keys = keys.join(" ");
        let mut early = waiting();
        early.keys(view).keys("home").keys(&keys);
        open(&mut early);
        let mut late = waiting();
        open(&mut late);
        late.keys(view).keys("home").keys(&keys);
        prop_assert_eq!(chosen(&early), chosen(&late), "{} {}", view, keys);
    }
}

#[test]
fn no_dossier_is_asked_for_that_a_page_of_a_source_replaces_at_once() {
    let mut fake = Fake::new(160, 40);
    fake.keys("4 j 5");
    assert!(matches!(fake.state.detail.about, Some(About::Actor(_))));
    fake.asked.clear();
    fake.keys("7");
    let parts: Vec<&Part> = fake.asked.iter().flat_map(|asked| &asked.parts).collect();
    let any = |wanted: fn(&Part) -> bool| parts.iter().any(|part| wanted(part));
    assert!(any(|part| matches!(part, Part::Source { .. })), "{parts:?}");
    assert!(!any(|part| matches!(part, Part::Actor { .. })), "{parts:?}");
}
