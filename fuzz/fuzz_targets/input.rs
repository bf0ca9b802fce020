#![no_main]
//! Bytes as a file, whatever they are packed in and however they are encoded, through the loader and the engine.

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| annals_fuzz::open(bytes, None));
