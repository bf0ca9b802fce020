//! Journeys: keys in, screen out, over the data set inside the binary.

mod filtering;
mod reading;

use std::sync::Arc;

use annals::analysis::Engine;
use annals::dataset::from_texts;
use annals::embedded;
use annals::runtime::{Headless, Settings};

/// The program on a screen of this size, after these keys.
fn journey(size: (u16, u16), keys: &str) -> Headless {
    let opened = from_texts(embedded::texts());
    let engine = Engine::new(vec![opened.dataset], vec![Vec::new()]);
    let mut annals = Headless::new(Arc::new(engine), size, Settings::default());
    annals.keys(keys).expect("keys are written right");
    annals
}

fn screen(annals: &Headless) -> String {
    annals::picture::text(&annals.screen())
}
