//! What it takes to paint a screen of 160 x 50 from what is known already, in each view of the shipped data.
//!
//! `cargo bench --bench frame`

use std::hint::black_box;
use std::sync::Arc;

use annals::analysis::Engine;
use annals::dataset::from_texts;
use annals::embedded;
use annals::load::Opened;
use annals::runtime::{Headless, Settings};
use criterion::{Criterion, criterion_group, criterion_main};

fn all(criterion: &mut Criterion) {
    let opened = Opened::from(from_texts(embedded::texts()));
    let engine = Arc::new(Engine::open(vec![opened]));
    for (view, keys) in [
        ("timeline", "1"),
        ("lanes", "2"),
        ("map", "3"),
        ("actors", "4"),
        ("quotes", "5"),
        ("accounts", "6"),
        ("sources", "7"),
        ("problems", "8"),
        ("compared maps", "3C<C-u>date:2024-12-03..<Enter>"),
    ] {
        let mut annals = Headless::new(Arc::clone(&engine), (160, 50), Settings::default());
        annals.keys(keys).expect("keys are written right");
        criterion.bench_function(&format!("frame of {view}"), |bencher| {
            bencher.iter(|| black_box(annals.screen()));
        });
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = all
}
criterion_main!(benches);
