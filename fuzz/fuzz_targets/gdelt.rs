#![no_main]
//! Texts as data of `gdelt`.

use annals::reader::Options;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| annals_fuzz::read(
    annals_fuzz::format("gdelt"),
    text,
    &Options::default()
));
