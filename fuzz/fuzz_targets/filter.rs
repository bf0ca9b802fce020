#![no_main]
//! Texts as filters of the data inside the binary.

use std::sync::LazyLock;

use annals::analysis::{Engine, Part, Question};
use annals::{dataset, embedded};
use libfuzzer_sys::fuzz_target;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let opened = dataset::from_texts(embedded::texts());
    Engine::new(vec![opened.dataset], vec![Vec::new()])
});

fuzz_target!(|filter: &str| {
    let question = Question {
        number: 1,
        filter: filter.to_owned(),
        parts: vec![Part::Totals, Part::Window { first: 0, len: 5 }],
    };
    let _ = ENGINE.answer(&question, &|| false);
});
