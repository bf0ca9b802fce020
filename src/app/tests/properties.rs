//! Random keys, mouse and sizes: the state stays valid, and every screen can be drawn.

use std::time::Duration;

use proptest::prelude::*;
use ratatui::crossterm::event::{
    KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use ratatui::layout::{Rect, Size};

use super::fake::{Fake, picture};
use crate::app::Message;
use crate::layout::{Place, View, Wish, Wishes, layout};

fn key() -> impl Strategy<Value = Message> {
    let code = prop_oneof![
        6 => prop::char::range(' ', '~').prop_map(KeyCode::Char),
        1 => Just(KeyCode::Char('ع')),
        4 => prop::sample::select(vec![
            KeyCode::Enter, KeyCode::Esc, KeyCode::Tab, KeyCode::BackTab, KeyCode::Backspace, KeyCode::Delete, KeyCode::Up,
            KeyCode::Down, KeyCode::Left, KeyCode::Right, KeyCode::Home, KeyCode::End, KeyCode::PageUp, KeyCode::PageDown,
        ]),
    ];
    let modifiers = prop_oneof![4 => Just(KeyModifiers::NONE), 1 => Just(KeyModifiers::CONTROL)];
    (code, modifiers).prop_map(|(code, modifiers)| Message::Key(KeyEvent::new(code, modifiers)))
}

fn mouse() -> impl Strategy<Value = Message> {
    let kinds = vec![
        MouseEventKind::Down(MouseButton::Left),
        MouseEventKind::Drag(MouseButton::Left),
        MouseEventKind::Up(MouseButton::Left),
        MouseEventKind::ScrollDown,
        MouseEventKind::ScrollUp,
    ];
    let place = prop_oneof![9 => 0u16..200, 1 => any::<u16>()];
    (
        prop::sample::select(kinds),
        place.clone(),
        place,
        0u64..2000,
    )
        .prop_map(|(kind, column, row, at)| {
            Message::Mouse(
                MouseEvent {
                    kind,
                    column,
                    row,
                    modifiers: KeyModifiers::NONE,
                },
                Duration::from_millis(at),
            )
        })
}

fn message() -> impl Strategy<Value = Message> {
    prop_oneof![
        12 => key(),
        4 => mouse(),
        1 => (0u16..300, 0u16..100).prop_map(|(width, height)| Message::Resize(width, height)),
        1 => "\\PC{0,12}".prop_map(Message::Paste),
    ]
}

/// Every line fits its pane, and every pane the screen: painting would cut what does not, and nobody would see it missing.
fn inside(state: &crate::app::State) -> Result<(), TestCaseError> {
    let screen = crate::view::screen(state);
    let all = Rect::new(0, 0, screen.size.width, screen.size.height);
    let main = state.layout().main;
    for panel in screen
        .panels
        .iter()
        .filter(|panel| Some(panel.area) == main)
    {
        prop_assert_eq!(panel.area.intersection(all), panel.area);
        let inner = panel.inner();
        prop_assert!(
            panel.rows.len() <= usize::from(inner.height),
            "{:?}",
            panel.title
        );
        for row in &panel.rows {
            prop_assert!(
                row.line.width() <= usize::from(inner.width),
                "{}",
                row.line.text()
            );
        }
        for lit in &panel.lit {
            prop_assert!(lit.area.is_empty() || lit.area.intersection(all) == lit.area);
        }
    }
    Ok(())
}

/// In lanes of any width, and on maps.
#[test]
fn a_comparison_without_matches_says_so_inside_its_frame() {
    for (view, width) in ["1", "2", "3"]
        .into_iter()
        .flat_map(|view| (0..70).map(move |width| (view, width)))
    {
        let mut fake = Fake::with(0, 120, 40);
        fake.keys(view).keys("C ctrl-u").text("qqq").keys("enter");
        fake.send(Message::Resize(width, 12));
        inside(&fake.state).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_input_keeps_the_state_valid(
        size in (0u16..300, 0u16..100),
        events in prop::sample::select(vec![0usize, 1, 60]),
        messages in prop::collection::vec(message(), 1..60),
    ) {
        let mut fake = Fake::with(events, size.0, size.1);
        for message in messages {
            fake.send(message);
            let state = &fake.state;
            if let Some(window) = state.timeline.held.get() {
                prop_assert_eq!(state.timeline.selected().is_some(), !window.rows.is_empty());
            }
            if let Some(shape) = crate::app::shape(state) {
                let placed = state.timeline.placed(shape.height, shape.row_lines);
                prop_assert!(placed.iter().all(|placed| placed.line + placed.height <= shape.height));
            }
            prop_assert_eq!(picture(state).lines().count(), usize::from(state.size.height));
        }
    }

    #[test]
    fn any_input_into_a_comparison_keeps_it_drawn(
        size in (0u16..=300, 0u16..=100),
        (view, other) in (prop::sample::select(vec!["1", "2", "3"]), prop::sample::select(vec!["", "kind:clash", "qqq"])),
        messages in prop::collection::vec(message(), 1..40),
    ) {
        let mut fake = Fake::with(60, 120, 40);
        fake.keys(view).keys("C ctrl-u").text(other).keys("enter");
        fake.send(Message::Resize(size.0, size.1));
        for message in messages {
            fake.send(message);
            let state = &fake.state;
            prop_assert_eq!(picture(state).lines().count(), usize::from(state.size.height));
            if state.compare.is_some() {
                inside(state)?;
            }
        }
    }

    #[test]
    fn layout_stays_inside(
        (width, height) in (0u16..=300, 0u16..=100),
        wishes in prop::collection::vec(0usize..3, 3),
        widths in (prop::option::of(any::<u16>()), prop::option::of(any::<u16>())),
        zoom in prop::option::of(0usize..4),
        view in prop::sample::select(View::ALL.to_vec()),
        messages in 0u16..5,
    ) {
        let wish = |at: usize| [Wish::Auto, Wish::Shown, Wish::Hidden][wishes[at]];
        let places = [Place::Main, Place::Histogram, Place::Facets, Place::Detail];
        let wishes = Wishes {
            view, compares: messages > 3, facets: wish(0), detail: wish(1), histogram: wish(2),
            facets_width: widths.0, detail_width: widths.1,
            zoom: zoom.map(|at| places[at]), messages,
        };
        let layout = layout(Size { width, height }, &wishes);
        let screen = Rect::new(0, 0, width, height);
        let inside = |area: Rect| area.intersection(screen) == area;
        let areas = [Some(layout.header), Some(layout.filter), Some(layout.messages), layout.main, layout.histogram, layout.facets, layout.detail];
        for area in areas.into_iter().flatten() {
            prop_assert!(area.is_empty() || inside(area), "{area:?} in {screen:?}");
        }
    }
}
