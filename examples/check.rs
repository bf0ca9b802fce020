//! Development aid: problems of datasets as text, or with `--json` as JSON, and how long opening took.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "an example prints"
)]

use std::path::PathBuf;
use std::time::Instant;

use annals::dataset;
use annals::diagnostic::{Colour, json, render_all};

fn main() {
    let (flags, paths): (Vec<String>, Vec<String>) = std::env::args()
        .skip(1)
        .partition(|arg| arg.starts_with("--"));
    let paths: Vec<PathBuf> = paths.into_iter().map(PathBuf::from).collect();
    let start = Instant::now();
    let opened = dataset::open(&paths);
    let took = start.elapsed();
    for opened in &opened {
        if flags.iter().any(|flag| flag == "--json") {
            println!("{}", json(&opened.diagnostics, &opened.files));
        } else {
            print!(
                "{}",
                render_all(&opened.diagnostics, &opened.files, Colour::Off)
            );
        }
        let events = opened.dataset.events.len();
        eprintln!(
            "{events} events, {} problems, {took:?}",
            opened.diagnostics.len()
        );
    }
}
