//! What it costs to open data for the first time, to keep them, and to open them again.
//!
//! `ANNALS_BENCH_ROWS` is how many rows are made, 100,000 unless set; `ANNALS_BENCH_FILE` a file to be opened instead.
//!
//! `cargo bench --bench cache`
#![expect(
    clippy::print_stdout,
    reason = "figures that criterion does not measure"
)]

#[path = "support/ged.rs"]
mod ged;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use annals::analysis::{Engine, Facet, Part, Question};
use annals::load::{self, Cache, Collection, OpenOptions, Watch};

/// The screen, which is shown before all text is there.
struct Screen;

impl Watch for Screen {
    fn wants_first(&self) -> bool {
        true
    }
}

const TIMES: usize = 11;

fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path =
        std::env::var_os("ANNALS_BENCH_FILE").map_or_else(|| made(folder.path()), PathBuf::from);
    let kept = folder.path().join("cache");
    let options = OpenOptions {
        cache: Some(Arc::new(Cache::within(&kept, Duration::ZERO))),
        ..OpenOptions::default()
    };
    let paths = [path];
    keep(&paths, &options, &kept);
    let mut runs: Vec<[Duration; 5]> = Vec::new();
    for _ in 0..TIMES {
        runs.push(reopen(&paths, &options));
    }
    let names = [
        "read back",
        "engine",
        "first screen",
        "until then",
        "text, after it",
    ];
    for (at, name) in names.into_iter().enumerate() {
        let mut times: Vec<Duration> = runs.iter().map(|run| run[at]).collect();
        times.sort();
        println!(
            "{name}: least {:.1?}, median {:.1?}",
            times[0],
            times[TIMES / 2]
        );
    }
    let mut whole: Vec<Duration> = (0..TIMES)
        .map(|_| timed(|| load::open(&paths, &options, &())).0)
        .collect();
    whole.sort();
    println!(
        "read back with its text: least {:.1?}, median {:.1?}",
        whole[0],
        whole[TIMES / 2]
    );
}

fn made(folder: &Path) -> PathBuf {
    let rows = std::env::var("ANNALS_BENCH_ROWS").ok();
    let rows = rows.and_then(|rows| rows.parse().ok()).unwrap_or(100_000);
    let path = folder.join("ged.csv");
    ged::write(&path, rows).expect("room for the data");
    // A large file that was written just now is not kept.
    std::thread::sleep(Duration::from_secs(4));
    path
}

/// Opens the data for the first time, and keeps them.
fn keep(paths: &[PathBuf], options: &OpenOptions, kept: &Path) {
    let (read, mut collection) = timed(|| load::open(paths, options, &()));
    let save = collection.save.take().expect("worth to be kept");
    let (laid_out, engine) = timed(|| Engine::open(collection));
    let (indexed, _) = timed(|| engine.store().text().index_words());
    let (written, ()) = timed(|| drop(save.start(Arc::clone(engine.store()))));
    let bytes = |path: &Path| path.metadata().map_or(0, |data| data.len() >> 20);
    let files = std::fs::read_dir(kept).expect("a cache").flatten();
    let size: u64 = files.map(|file| bytes(&file.path())).sum();
    println!(
        "{} rows, {} MiB; read {read:.1?}, laid out {laid_out:.1?}, words indexed {indexed:.1?}, written {written:.1?} ({size} MiB)",
        engine.store().len(),
        bytes(&paths[0])
    );
}

fn reopen(paths: &[PathBuf], options: &OpenOptions) -> [Duration; 5] {
    let started = Instant::now();
    let (back, mut collection): (_, Collection) = timed(|| load::open(paths, options, &Screen));
    let rest = collection.rest.take().expect("kept");
    let (opened, engine) = timed(|| Engine::open(collection));
    let mut parts = vec![
        Part::Totals,
        Part::Window { first: 0, len: 50 },
        Part::Histogram {
            span: None,
            buckets: 100,
        },
    ];
    parts.extend(Facet::COMMON.iter().map(|&facet| Part::Facet {
        facet,
        find: String::new(),
        closed: Vec::new(),
        first: 0,
        len: 50,
    }));
    let question = Question {
        number: 1,
        filter: String::new(),
        parts,
    };
    let (answered, answer) = timed(|| engine.answer(&question, &|| false));
    assert!(answer.is_ok());
    let until = started.elapsed();
    let (text, read) = timed(|| rest.read(engine.store()));
    read.expect("as written");
    [back, opened, answered, until, text]
}

fn timed<T>(run: impl FnOnce() -> T) -> (Duration, T) {
    let started = Instant::now();
    let value = run();
    (started.elapsed(), value)
}
