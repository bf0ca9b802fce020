#![no_main]
//! Texts as data of `polecat`.

use annals::reader::Options;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| annals_fuzz::read(
    annals_fuzz::format("polecat"),
    text,
    &Options::default()
));
