//! Journeys: keys in, screen out, over the data set inside the binary.

mod accounts;
mod actors;
mod comparing;
mod filtering;
pub(crate) mod hours;
mod lanes;
mod looks;
mod map;
mod problems;
mod published;
mod quotes;
mod random;
mod reading;
mod sources;
mod touring;

use std::sync::{Arc, LazyLock};
use std::time::Duration;

use annals::analysis::Engine;
use annals::dataset::from_texts;
use annals::embedded;
use annals::load::Opened;
use annals::runtime::{Headless, Settings};
use ratatui::crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

/// The program on a screen of this size, after these keys.
fn journey(size: (u16, u16), keys: &str) -> Headless {
    let mut annals = Headless::new(engine(), size, Settings::default());
    annals.keys(keys).expect("keys are written right");
    annals
}

/// Opened once: it does not change, and each journey has its own screen.
fn engine() -> Arc<Engine> {
    static ENGINE: LazyLock<Arc<Engine>> = LazyLock::new(|| {
        let opened = Opened::from(from_texts(embedded::texts()));
        Arc::new(Engine::open(vec![opened]))
    });
    Arc::clone(&ENGINE)
}

/// The sizes at which every journey has to lead to its end.
const SIZES: [(u16, u16); 2] = [(80, 24), (200, 60)];

fn shown(annals: &Headless) -> usize {
    annals.state().totals.get().expect("totals").shown
}

fn screen(annals: &Headless) -> String {
    annals::picture::text(&annals.screen())
}

/// What the mouse does at a column and row, without a key held down.
fn mouse(kind: MouseEventKind, (column, row): (u16, u16)) -> MouseEvent {
    MouseEvent {
        kind,
        column,
        row,
        modifiers: KeyModifiers::NONE,
    }
}

/// Presses the left button in some second.
fn click(annals: &mut Headless, at: (u16, u16), second: u64) {
    let press = mouse(MouseEventKind::Down(MouseButton::Left), at);
    annals.mouse(press, Duration::from_secs(second));
}
