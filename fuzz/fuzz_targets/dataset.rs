#![no_main]
//! Bytes as curated data.

use annals::dataset;
use annals::diagnostic::{Colour, render_all};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let opened = dataset::from_reader("fuzz.toml".to_owned(), bytes);
    let _ = render_all(&opened.diagnostics, &opened.files, Colour::On);
});
