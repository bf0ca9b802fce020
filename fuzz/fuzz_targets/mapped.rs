#![no_main]
//! A column map and a table, between which a NUL stands.

use annals::reader::Options;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|both: &str| {
    let (map, text) = both
        .split_once('\0')
        .unwrap_or(("[event]\ndate = 'a'\ntitle = 'b'\n", both));
    let options = Options {
        map: Some(map.to_owned()),
        ..Options::default()
    };
    annals_fuzz::read(annals_fuzz::format("map"), text, &options);
});
