//! Journeys: keys in, screen out, over the data set inside the binary.

mod filtering;
mod map;
mod published;
mod random;
mod reading;

use std::sync::{Arc, LazyLock};

use annals::analysis::Engine;
use annals::dataset::from_texts;
use annals::embedded;
use annals::runtime::{Headless, Settings};

/// The program on a screen of this size, after these keys.
fn journey(size: (u16, u16), keys: &str) -> Headless {
    let mut annals = Headless::new(engine(), size, Settings::default());
    annals.keys(keys).expect("keys are written right");
    annals
}

/// Opened once: it does not change, and each journey has its own screen.
fn engine() -> Arc<Engine> {
    static ENGINE: LazyLock<Arc<Engine>> = LazyLock::new(|| {
        let opened = from_texts(embedded::texts());
        Arc::new(Engine::new(vec![opened.dataset], vec![Vec::new()]))
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
