#![no_main]
//! Texts as TimelineJS, JSON and spreadsheets, and as l2tcsv.

use annals::reader::Options;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for name in ["timelinejs", "timelinejs-csv", "l2tcsv"] {
        annals_fuzz::read(annals_fuzz::format(name), text, &Options::default());
    }
});
