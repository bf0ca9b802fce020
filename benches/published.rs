//! What opening published data costs, part by part: cutting records, reading rows, the whole load, and the store made of it.
//!
//! `ANNALS_BENCH_ROWS` is how many rows of each sort are made, 100,000 unless set.
//!
//! `cargo bench --bench published`
#![expect(
    clippy::print_stdout,
    reason = "figures that criterion does not measure"
)]

#[path = "support/published.rs"]
mod published;

use std::hint::black_box;
use std::path::PathBuf;

use annals::load::{self, OpenOptions, Opened};
use annals::reader::detect::{Detected, detect};
use annals::reader::{Cutter, Head, Options, Reader, Row};
use annals::store::Store;
use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};

fn all(criterion: &mut Criterion) {
    let rows = std::env::var("ANNALS_BENCH_ROWS").ok();
    let rows = rows.and_then(|rows| rows.parse().ok()).unwrap_or(100_000);
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (sort, name) in [("ged", "ged.csv"), ("gdelt", "gdelt.export.CSV")] {
        let path = folder.path().join(name);
        published::write(sort, rows, &path).expect("room for the data");
        measure(criterion, sort, path);
    }
}

fn measure(criterion: &mut Criterion, sort: &str, path: PathBuf) {
    let text = std::fs::read_to_string(&path).expect("the file is there");
    let reader = reader(&text);
    let mut group = criterion.benchmark_group(sort);
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("cut", |bencher| {
        bencher.iter(|| each_record(&*reader, &text, |_, _| true));
    });
    group.bench_function("cut and read rows", |bencher| {
        bencher.iter(|| {
            each_record(&*reader, &text, |record, row| {
                row.clear();
                reader.read(record, row).is_ok()
            })
        });
    });
    let paths = [path];
    group.bench_function("load", |bencher| bencher.iter(|| opened(&paths)));
    group.bench_function("store of what was loaded", |bencher| {
        bencher.iter_batched(|| opened(&paths), store, BatchSize::PerIteration);
    });
    let store = store(opened(&paths));
    println!("{} rows in memory: {:#?}", store.len(), store.memory());
    group.finish();
}

/// What reads a text.
fn reader(text: &str) -> Box<dyn Reader> {
    let end = text.char_indices().map(|(at, _)| at).nth(20_000);
    let head = Head {
        name: "bench",
        text: &text[..end.unwrap_or(text.len())],
        whole: end.is_none(),
    };
    match detect(&head, None) {
        Ok(Detected::Format(format)) => {
            (format.open)(&head, &Options::default()).expect("a format opens what it knows")
        }
        _ => panic!("the made-up data are of a known format"),
    }
}

/// Hands out all records; says how many of them passed.
fn each_record(
    reader: &dyn Reader,
    text: &str,
    mut passes: impl FnMut(&annals::reader::Record<'_>, &mut Row) -> bool,
) -> usize {
    let (mut cutter, mut row, mut passed) = (Cutter::default(), Row::default(), 0);
    while let Some(Ok((range, record))) = cutter.next(reader.cut(), text) {
        passed += usize::from(passes(black_box(&record), &mut row));
        black_box(range);
    }
    passed
}

fn opened(paths: &[PathBuf]) -> Vec<Opened> {
    load::open(paths, &OpenOptions::default(), &()).sets
}

fn store(opened: Vec<Opened>) -> Store {
    let (mut datasets, mut batches) = (Vec::new(), Vec::new());
    for (at, one) in opened.into_iter().enumerate() {
        datasets.push(one.dataset);
        let rows = one.rows.map(|(_, rows)| rows);
        batches.extend(rows.into_iter().flatten().map(|rows| (at, rows)));
    }
    Store::with_batches(&datasets, batches)
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10);
    targets = all
}
criterion_main!(benches);
