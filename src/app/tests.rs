//! Messages in, state, effects and screens out, over the engine made by hand.

mod compare;
pub(crate) mod fake;
mod lanes;
mod lists;
mod properties;
mod screens;

use std::sync::Arc;
use std::time::Duration;

use fake::{Fake, day, picture};
use ratatui::crossterm::event::{KeyCode, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use super::*;
use crate::analysis::{Answer, Facet, Part, Reply, Window};
use crate::layout::{Place, View, Wish};

fn selected(fake: &Fake) -> String {
    fake.state
        .timeline
        .row()
        .map(|row| row.id.clone())
        .unwrap_or_default()
}

fn press(kind: MouseEventKind, column: u16, row: u16) -> MouseEvent {
    MouseEvent {
        kind,
        column,
        row,
        modifiers: KeyModifiers::NONE,
    }
}

fn click(fake: &mut Fake, x: u16, y: u16, at: u64) {
    fake.send(Message::Mouse(
        press(MouseEventKind::Down(MouseButton::Left), x, y),
        Duration::from_millis(at),
    ));
    fake.send(Message::Mouse(
        press(MouseEventKind::Up(MouseButton::Left), x, y),
        Duration::from_millis(at),
    ));
}

#[test]
fn moving_asks_for_no_more_than_the_screen_needs() {
    let mut fake = Fake::new(120, 40);
    fake.keys("j j j G g g pagedown ctrl-d k");
    for question in &fake.asked {
        for part in &question.parts {
            match part {
                Part::Around { before, after, .. } => assert!(before + after <= 80),
                Part::Window { len, .. } => assert!(*len <= 80),
                _ => {}
            }
        }
    }
    assert!(fake.state.timeline.held.get().unwrap().rows.len() < 60);
}

#[test]
fn one_question_has_all_parts_and_is_not_repeated() {
    let mut fake = Fake::new(170, 40);
    let first = fake.asked.first().unwrap();
    assert!(first.parts.contains(&Part::Totals));
    assert!(
        first
            .parts
            .iter()
            .any(|part| matches!(part, Part::Facet { .. }))
    );
    let before = fake.asked.len();
    fake.keys("?").keys("esc");
    assert_eq!(fake.asked.len(), before);
}

#[test]
fn selection_survives_filtering_and_returns() {
    let mut fake = Fake::new(120, 40);
    fake.keys("G k k");
    let chosen = selected(&fake);
    fake.keys("/").text("strikes").keys("enter");
    assert_ne!(selected(&fake), chosen);
    assert!(fake.state.timeline.row().unwrap().title.contains("Strikes"));
    fake.keys("u");
    assert_eq!(selected(&fake), chosen);
}

#[test]
fn a_mistake_keeps_the_last_good_picture() {
    let mut fake = Fake::new(120, 40);
    fake.keys("/").text("strikes");
    let total = fake.state.timeline.held.get().unwrap().total;
    fake.send(Message::Paste(" bad:".into()));
    assert_eq!(fake.state.timeline.held.get().unwrap().total, total);
    assert!(picture(&fake.state).contains("There is no field called `bad`; did you mean `tag`?"));
    fake.keys("enter").keys("j j");
    assert_eq!(selected(&fake), "event-13");
    assert_eq!(fake.state.filter.asking(), "strikes");
}

#[test]
fn stale_answers_are_dropped() {
    let mut fake = Fake::new(120, 40);
    fake.answering = false;
    fake.keys("/").text("a");
    let stale = fake.asked.last().unwrap().number;
    fake.text("b");
    let window = Window {
        total: 99,
        ..Window::default()
    };
    let answer = Answer {
        number: stale,
        diagnostics: Vec::new(),
        replies: vec![Reply::Window(window)],
    };
    fake.send(Message::Answer(Box::new(answer)));
    assert_eq!(fake.state.timeline.held.get().unwrap().total, 60);
}

#[test]
fn days_dates_and_disputes() {
    let mut fake = Fake::new(120, 40);
    fake.keys("}");
    assert_eq!(selected(&fake), "event-5");
    fake.keys("j j {");
    assert_eq!(selected(&fake), "event-5");
    fake.keys("t").text("2024-12-01").keys("enter");
    assert_eq!(selected(&fake), "event-20");
    fake.keys("d");
    assert_eq!(selected(&fake), "event-27");
    fake.keys("D D");
    assert_eq!(selected(&fake), "event-11");
    fake.keys("G }");
    assert_eq!(selected(&fake), "event-59");
}

#[test]
fn search_finds_without_narrowing() {
    let mut fake = Fake::new(120, 40);
    fake.keys("s").text("saraqib").keys("enter");
    assert_eq!(selected(&fake), "event-3");
    fake.keys("n n N");
    assert_eq!(selected(&fake), "event-9");
    assert_eq!(fake.state.totals.get().unwrap().shown, 60);
}

#[test]
fn a_brush_becomes_a_date() {
    let mut fake = Fake::new(120, 40);
    fake.keys("b v l l enter");
    assert_eq!(fake.state.filter.text(), "date:2024-11-27..2024-11-29");
    fake.keys("u");
    let histogram = fake
        .state
        .layout()
        .inner(fake.state.layout().histogram.unwrap());
    let drag = |kind, x| Message::Mouse(press(kind, x, histogram.y + 1), Duration::ZERO);
    fake.send(drag(MouseEventKind::Down(MouseButton::Left), histogram.x));
    fake.send(drag(MouseEventKind::Drag(MouseButton::Left), u16::MAX));
    fake.send(drag(MouseEventKind::Up(MouseButton::Left), u16::MAX));
    assert_eq!(
        fake.state.filter.text(),
        format!("date:{}..{}", day(0), day(11))
    );
}

#[test]
fn facets_include_and_exclude() {
    let mut fake = Fake::new(170, 40);
    fake.keys("F F j j x");
    assert_eq!(fake.state.panes.focus, Place::Facets);
    assert_eq!(fake.state.filter.text(), "-actor:government");
    fake.keys("x j space");
    assert_eq!(fake.state.filter.text(), "actor:syrian-army");
    fake.keys("X ]");
    assert_eq!(fake.state.filter.text(), "");
    assert_eq!(fake.state.facets.list.facet, Facet::Region);
}

#[test]
fn a_picker_edits_the_filter() {
    let mut fake = Fake::new(80, 24);
    fake.keys("f");
    assert!(picture(&fake.state).contains("Pick a region"));
    fake.keys("k").keys("down down enter");
    assert_eq!(fake.state.filter.text(), "kind:government");
    assert!(fake.state.overlay.is_none());
}

#[test]
fn fields_of_the_data_can_be_picked_and_turned_to() {
    let with = |fields: &[&str]| {
        let fields = fields.iter().map(ToString::to_string).collect();
        Message::Opened(Arc::new(Catalog {
            fields,
            ..fake::catalog(60)
        }))
    };
    let mut fake = Fake::new(80, 24);
    fake.keys("f f");
    assert!(picture(&fake.state).contains("no fields of their own"));
    fake.send(with(&["ucdp.dyad", "cameo"]));
    fake.keys("f f");
    assert!(picture(&fake.state).contains("ucdp.dyad"));
    fake.text("cam").keys("enter");
    assert!(picture(&fake.state).contains(" cameo "));
    fake.keys("down down enter");
    assert_eq!(fake.state.filter.text(), "cameo:government");
    // Before the first facet stands the last.
    fake.keys("F [");
    assert_eq!(fake.state.facets.list.facet, Facet::Field(1));
    fake.send(with(&["acled.inter1", "cameo", "ucdp.dyad"]));
    assert_eq!(fake.state.facets.list.facet, Facet::Field(1));
    fake.keys("[ X");
    assert_eq!(fake.state.facets.list.facet, Facet::Field(0));
    fake.keys("] X");
    assert_eq!(fake.state.filter.text(), "");
    fake.send(with(&["acled.inter1"]));
    assert_eq!(fake.state.facets.list.facet, Facet::Actor);
    // A field alone shows its values at once.
    fake.keys("f f down down enter");
    assert_eq!(fake.state.filter.text(), "acled.inter1:government");
}

#[test]
fn the_name_of_a_field_of_the_data_is_waited_for() {
    let mut fake = Fake::new(80, 24);
    fake.send(Message::Opened(Arc::new(Catalog {
        fields: vec!["ucdp.dyad".to_owned()],
        ..fake::catalog(60)
    })));
    fake.keys("/").text("ucdp.dy");
    assert!(
        fake.state
            .totals
            .get()
            .is_some_and(|totals| totals.shown == 60)
    );
}

#[test]
fn completion_and_history() {
    let mut fake = Fake::new(120, 40);
    fake.keys("/").text("a").keys("down tab");
    assert_eq!(fake.state.filter.text(), "after:");
    fake.keys("esc esc");
    assert_eq!(fake.state.filter.text(), "");
    fake.keys("ctrl-r");
    assert_eq!(fake.state.filter.text(), "after:");
    fake.keys("ctrl-x /")
        .text("hama")
        .keys("enter / ctrl-u up up");
    assert_eq!(fake.state.filter.text(), "hama");
}

#[test]
fn links_lead_and_return() {
    let mut fake = Fake::new(120, 40);
    fake.keys("enter");
    assert_eq!(fake.state.panes.focus, Place::Detail);
    for _ in 0..10 {
        let document = super::document(&fake.state);
        let target = fake.state.detail.target.map(|at| document.targets[at].what);
        if matches!(target, Some(crate::content::detail::TargetKind::Event(_))) {
            break;
        }
        fake.keys("tab");
    }
    fake.keys("enter");
    assert_eq!(selected(&fake), "event-7");
    fake.keys("backspace");
    assert_eq!(selected(&fake), "event-0");
    fake.keys("L");
    assert_eq!(selected(&fake), "event-7");
}

#[test]
fn copying_opening_leaving() {
    let mut fake = Fake::new(80, 24);
    fake.keys("y");
    assert!(matches!(fake.effects.last(), Some(Effect::Copy(_))));
    fake.keys("Y down down down down enter");
    assert_eq!(
        fake.effects.last(),
        Some(&Effect::Copy(
            "Aleppo's western districts entered by fighters of the operations room".into()
        ))
    );
    fake.keys("/ ctrl-c");
    assert_eq!(fake.effects.last(), Some(&Effect::Quit));
    fake.keys("esc ctrl-z");
    assert_eq!(fake.effects.last(), Some(&Effect::Suspend));
}

#[test]
fn each_view_has_its_digit_and_keeps_the_event() {
    let mut fake = Fake::new(120, 40);
    fake.keys("j j");
    for (digit, view) in (1..).zip(View::ALL) {
        fake.keys(&digit.to_string());
        assert_eq!(fake.state.view, view);
        assert_eq!(selected(&fake), "event-2");
        assert!(picture(&fake.state).contains(view.label()));
    }
}

#[test]
fn the_way_back_leads_over_views_filters_and_events() {
    let mut fake = Fake::new(120, 40);
    fake.keys("j G 3");
    let last = selected(&fake);
    fake.keys("/ h a m a enter 5");
    assert_eq!(fake.state.view, View::Quotes);
    fake.keys("backspace");
    assert_eq!(
        (fake.state.view, fake.state.filter.text()),
        (View::Map, "hama")
    );
    fake.keys("backspace");
    assert_eq!((fake.state.view, fake.state.filter.text()), (View::Map, ""));
    assert_eq!(selected(&fake), last);
    fake.keys("backspace backspace");
    assert_eq!(fake.state.view, View::Timeline);
    assert_eq!(selected(&fake), "event-1");
    fake.keys("L L L L");
    assert_eq!(
        (fake.state.view, fake.state.filter.text()),
        (View::Quotes, "hama")
    );
    fake.keys("L");
    assert!(fake.state.notice.is_some());
}

#[test]
fn the_mouse_selects_opens_and_pulls() {
    let mut fake = Fake::new(120, 40);
    let list = fake.state.layout().inner(fake.state.layout().main.unwrap());
    click(&mut fake, list.x + 5, list.y + 3, 0);
    assert_eq!(selected(&fake), "event-1");
    click(&mut fake, list.x + 5, list.y + 3, 100);
    assert_eq!(fake.state.panes.focus, Place::Detail);
    let border = fake.state.layout().detail.unwrap().x;
    fake.send(Message::Mouse(
        press(MouseEventKind::Down(MouseButton::Left), border, 20),
        Duration::from_secs(9),
    ));
    fake.send(Message::Mouse(
        press(MouseEventKind::Drag(MouseButton::Left), 60, 20),
        Duration::from_secs(9),
    ));
    assert_eq!(fake.state.layout().detail.unwrap().x, 60);
}

#[test]
fn panes_come_and_go() {
    let mut fake = Fake::new(80, 24);
    assert!(fake.state.layout().detail.is_none());
    fake.keys("enter");
    assert!(fake.state.layout().detail.is_some());
    fake.keys("esc");
    assert!(fake.state.layout().detail.is_none());
    fake.keys("F");
    assert_eq!(fake.state.panes.facets, Wish::Shown);
    fake.keys("F z");
    assert!(fake.state.layout().histogram.is_none());
}

#[test]
fn new_data_are_asked_for_again() {
    let mut fake = Fake::new(120, 40);
    let before = fake.asked.len();
    fake.send(Message::Opened(Arc::new(fake::catalog(60))));
    assert!(fake.asked.len() > before);
    assert_eq!(selected(&fake), "event-0");
}

#[test]
fn keys_pressed_before_an_answer_comes_have_nothing_to_move_in() {
    for view in "12345678C".chars() {
        let mut fake = Fake::new(120, 40);
        for key in [view, 'G', 'G', 'j', 'G', 'k'] {
            let key = KeyEvent::new(KeyCode::Char(key), KeyModifiers::NONE);
            // Nobody answers what it asks.
            drop(update(&mut fake.state, Message::Key(key)));
            assert_eq!(picture(&fake.state).lines().count(), 40, "{view}");
        }
        fake.keys("j k");
        assert_eq!(picture(&fake.state).lines().count(), 40, "{view}");
    }
}
