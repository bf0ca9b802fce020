#![no_main]
//! Texts as data of `ucdp-ged`.

use annals::reader::Options;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| annals_fuzz::read(
    annals_fuzz::format("ucdp-ged"),
    text,
    &Options::default()
));
