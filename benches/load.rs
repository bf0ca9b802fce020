//! How long curated datasets take to open, beside one tree of the whole file.

#[path = "support/curated.rs"]
mod curated;

use std::hint::black_box;

use annals::dataset;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

fn load(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("load");
    group.sample_size(10);
    for events in [1_000, 10_000, 100_000] {
        let text: &'static str = Box::leak(curated::text(events).into_boxed_str());
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(BenchmarkId::new("annals", events), text, |bencher, _| {
            bencher.iter(|| {
                black_box(dataset::from_texts(vec![(
                    "bench.toml".to_owned(),
                    text.into(),
                )]))
            });
        });
        group.bench_with_input(
            BenchmarkId::new("one tree", events),
            text,
            |bencher, text| {
                bencher.iter(|| black_box(toml::de::DeTable::parse(text).is_ok()));
            },
        );
    }
    group.finish();
}

criterion_group!(benches, load);
criterion_main!(benches);
