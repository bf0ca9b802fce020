//! Anything pressed anywhere, at any size, over the data set inside the binary and a published one: nothing panics and every screen is drawn.

use std::sync::Arc;
use std::time::Duration;

use annals::analysis::Engine;
use annals::app::Message;
use annals::runtime::{Headless, Settings};
use proptest::prelude::*;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEventKind};

fn key() -> impl Strategy<Value = Message> {
    let named = vec![
        KeyCode::Enter,
        KeyCode::Esc,
        KeyCode::Tab,
        KeyCode::BackTab,
        KeyCode::Backspace,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::PageDown,
        KeyCode::PageUp,
        KeyCode::Home,
        KeyCode::End,
    ];
    let code = prop_oneof![
        6 => prop::char::range(' ', '~').prop_map(KeyCode::Char),
        1 => Just(KeyCode::Char('ع')),
        4 => prop::sample::select(named),
    ];
    let modifiers = prop_oneof![5 => Just(KeyModifiers::NONE), 1 => Just(KeyModifiers::CONTROL)];
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
    let places = (prop::sample::select(kinds), 0u16..220, 0u16..70, 0u64..2000);
    places.prop_map(|(kind, column, row, at)| {
        Message::Mouse(super::mouse(kind, (column, row)), Duration::from_millis(at))
    })
}

/// Words that lead far into the program, typed at once.
fn phrase() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "/actor:hts kin",
        "/-kind:st",
        "/(region:idlib OR killed:>=",
        "/aktor:x",
        "t2024-12-08<Enter>",
        "K2024-12-02<Enter>",
        "bvlll<Enter>",
        "aassad<Tab><C-x><Enter>",
        "d<Enter><Tab><Tab><Enter>",
        "F]jxx",
        ":zoom<Enter>",
        "?brush",
        "A<Enter>",
        "c",
        "2jjl<Enter>",
        "2]]vll<Enter>",
        "2[++l-S ",
        "P]jx",
        "3lj+<Enter>",
        "3p <Right><Right>]",
        "3p-<Left>0=",
        "4jjc<Down>c",
        "4sputin<Enter><Enter>",
        "5jjv}v",
        "6vSv!",
        "7jj]]S<Enter>",
        "8j  <Enter>",
        "CC<C-u>kind:statement<Enter>j]]=v",
        "C<C-u>actor:hts<Enter>3lj+v%}dGt2024-12-03T10<Enter><BS>",
        "C<C-u>date:2024-12<Enter>2jj]v=+lbl<Enter>",
        "3X<S-Left>v<BS>",
        "Tjj<Esc>",
        "y<Down><Enter>",
    ])
}

#[derive(Debug, Clone)]
enum Input {
    Message(Message),
    Phrase(&'static str),
}

fn input() -> impl Strategy<Value = Input> {
    let resize = (0u16..220, 0u16..70).prop_map(|(width, height)| Message::Resize(width, height));
    let message = prop_oneof![12 => key(), 6 => mouse(), 1 => resize];
    prop_oneof![12 => message.prop_map(Input::Message), 1 => phrase().prop_map(Input::Phrase)]
}

/// Few by default; `ANNALS_RANDOM_CASES=340 cargo test --test it anything_pressed` is 10^5 inputs in all.
fn cases() -> u32 {
    let asked = std::env::var("ANNALS_RANDOM_CASES").ok();
    asked.map_or(8, |cases| cases.parse().expect("a number of cases"))
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: cases(), max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default()
    })]

    #[test]
    fn anything_pressed_leaves_a_screen(
        size in (1u16..220, 1u16..70),
        inputs in prop::collection::vec(input(), 120..180),
    ) {
        pressed(super::engine(), size, inputs)?;
    }

    #[test]
    fn anything_pressed_over_published_data_leaves_a_screen(
        size in (1u16..220, 1u16..70),
        inputs in prop::collection::vec(input(), 120..180),
    ) {
        pressed(super::published::engine(), size, inputs)?;
    }
}

fn pressed(engine: Arc<Engine>, size: (u16, u16), inputs: Vec<Input>) -> Result<(), TestCaseError> {
    let mut annals = Headless::new(engine, size, Settings::default());
    for (at, input) in inputs.into_iter().enumerate() {
        match input {
            Input::Message(message) => annals.send(message),
            Input::Phrase(keys) => {
                annals.keys(keys).expect("keys are written right");
            }
        }
        if at % 8 == 0 {
            prop_assert_eq!(annals.screen().area.as_size(), annals.state().size);
        }
    }
    Ok(())
}
