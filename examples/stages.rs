//! Where the time of opening published data goes, and the most memory it takes.
//!
//! ```text
//! cargo run --release --example stages -- /tmp/ged.csv
//! ```
#![expect(clippy::print_stdout, reason = "an example prints")]

use std::path::PathBuf;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use annals::load::{self, OpenOptions, Opened, Progress, Watch};
use annals::store::{Memory, Store};

/// Notes when the first rows were there, and when the last ones were read.
struct Times {
    started: Instant,
    noted: Mutex<(Option<Duration>, Duration)>,
}

impl Watch for Times {
    fn progress(&self, _: &str, _: Progress) -> bool {
        self.note(|(_, read), now| *read = now);
        true
    }

    fn first(&self, opened: Vec<Opened>) {
        drop(build(opened, &mut |_| ()));
        self.note(|(first, _), now| *first = Some(now));
    }

    fn wants_first(&self) -> bool {
        true
    }
}

impl Times {
    fn note(&self, note: impl FnOnce(&mut (Option<Duration>, Duration), Duration)) {
        if let Ok(mut noted) = self.noted.lock() {
            note(&mut noted, self.started.elapsed());
        }
    }
}

fn main() {
    let paths: Vec<PathBuf> = std::env::args().skip(1).map(PathBuf::from).collect();
    let times = Times {
        started: Instant::now(),
        noted: Mutex::default(),
    };
    let opened = load::open(&paths, &OpenOptions::default(), &times).sets;
    let loaded = times.started.elapsed();
    let (first, read) = times.noted.lock().map(|noted| *noted).unwrap_or_default();
    if let Some(first) = first {
        stage("first rows", first);
    }
    stage("read, cut, rows", read);
    stage("names put together", loaded - read);
    let mut last = Instant::now();
    let store = build(opened, &mut |name| {
        stage(name, last.elapsed());
        last = Instant::now();
    });
    stage("everything", times.started.elapsed());
    print_memory(store.len(), &store.memory());
}

fn build(opened: Vec<Opened>, stage: &mut dyn FnMut(&'static str)) -> Store {
    let (mut datasets, mut batches) = (Vec::new(), Vec::new());
    for (at, one) in opened.into_iter().enumerate() {
        datasets.push(one.dataset);
        let rows = one.rows.map(|(_, rows)| rows);
        batches.extend(rows.into_iter().flatten().map(|rows| (at, rows)));
    }
    Store::staged(&datasets, batches, stage)
}

fn stage(name: &str, time: Duration) {
    println!("{name:>20} {:8.1} ms", time.as_secs_f64() * 1e3);
}

fn print_memory(rows: usize, memory: &Memory) {
    let a_row = |bytes: usize| bytes as f64 / rows.max(1) as f64;
    println!(
        "{rows} rows, bytes a row: text {:.1}, beside it {:.1}\n{memory:#?}\npeak {} MB",
        a_row(memory.text),
        a_row(memory.beside_text()),
        peak()
    );
}

/// Peak memory of this process in MB, where the system tells (Linux).
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok())
        .unwrap_or_default()
        / 1_000
}
