#![no_main]
//! Texts as each format that is JSON.

use annals::reader::Options;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for name in [
        "plover",
        "ucdp-ged-geojson",
        "geojson",
        "timemap",
        "timesketch",
    ] {
        annals_fuzz::read(annals_fuzz::format(name), text, &Options::default());
    }
});
