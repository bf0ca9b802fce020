//! What the views of actors and of sources ask, over a million made-up records of UCDP GED (`ANNALS_BENCH_ROWS` for another
//! number), half of which name one actor.
//!
//! `cargo bench --bench directories`
#![expect(
    clippy::print_stdout,
    reason = "figures that criterion does not measure"
)]

#[path = "support/ged.rs"]
mod ged;

use std::fs::File;
use std::hint::black_box;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;

use annals::analysis::{
    ActorKey, ActorOrder, Engine, ListAt, Listing, Part, Question, Reply, SourceOrder,
};
use annals::load::{self, OpenOptions};
use criterion::{Criterion, criterion_group, criterion_main};

/// Every other record has the same first side.
fn write(path: &Path, rows: usize) -> std::io::Result<()> {
    let plain = path.with_extension("plain");
    ged::write(&plain, rows)?;
    let mut out = BufWriter::new(File::create(path)?);
    for (at, line) in BufReader::new(File::open(plain)?).lines().enumerate() {
        let line = line?;
        let mut fields: Vec<&str> = line.splitn(7, ',').collect();
        if at % 2 == 1 {
            (fields[4], fields[5]) = ("Government", "9999");
        }
        writeln!(out, "{}", fields.join(","))?;
    }
    out.flush()
}

fn ask(engine: &Engine, filter: &str, part: &Part) -> Reply {
    let question = Question {
        number: 1,
        filter: filter.to_owned(),
        parts: vec![part.clone()],
    };
    let answer = engine.answer(&question, &|| false);
    let replies = answer.expect("nothing cancels it").replies;
    replies.into_iter().next().expect("the filter is right")
}

fn listing<K>(first: usize) -> Box<Listing<K>> {
    Box::new(Listing {
        find: String::new(),
        folds: Vec::new(),
        at: ListAt::Rank(first),
        len: 56,
    })
}

fn actors(order: ActorOrder, first: usize) -> Part {
    Part::Actors {
        order,
        listing: listing(first),
        buckets: 60,
    }
}

fn sources(order: SourceOrder, first: usize) -> Part {
    Part::Sources {
        order,
        listing: listing(first),
    }
}

/// The two actors with most events, and the source.
fn parts(engine: &Engine) -> Vec<(&'static str, Part)> {
    let Reply::Actors(list) = ask(engine, "", &actors(ActorOrder::Count, 0)) else {
        panic!("a directory")
    };
    let keys = list.lines.iter().filter_map(|line| line.value.actor);
    let keys: Vec<ActorKey> = keys.take(2).collect();
    println!("{} actors, {} events of the first", list.actors, list.peak);
    let Reply::Sources(list) = ask(engine, "", &sources(SourceOrder::Count, 0)) else {
        panic!("a directory")
    };
    println!(
        "{} publishers, {} events of the first",
        list.publishers, list.peak
    );
    let subject = list.lines[0].subject;
    vec![
        ("directory of actors", actors(ActorOrder::Tree, 0)),
        (
            "directory of actors, by name",
            actors(ActorOrder::Name, 700),
        ),
        (
            "dossier",
            Part::Actor {
                actor: keys[0],
                buckets: 60,
            },
        ),
        ("pair of actors", Part::ActorPair(keys[0], keys[1])),
        ("directory of sources", sources(SourceOrder::Count, 0)),
        (
            "directory of sources, by alone",
            sources(SourceOrder::Alone, 4000),
        ),
        (
            "page of a source",
            Part::Source {
                subject,
                buckets: 60,
            },
        ),
        (
            "one-sided days",
            Part::OneSided {
                buckets: 100,
                runs: 200,
            },
        ),
    ]
}

fn all(criterion: &mut Criterion) {
    let rows = std::env::var("ANNALS_BENCH_ROWS").ok();
    let rows = rows.and_then(|rows| rows.parse().ok()).unwrap_or(1_000_000);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("ged.csv");
    write(&path, rows).expect("room for the data");
    let engine = Engine::open(load::open(&[path], &OpenOptions::default(), &()).sets);
    for filter in ["", "date:1995..2011"] {
        for (name, part) in parts(&engine) {
            let name = if filter.is_empty() {
                name.to_owned()
            } else {
                format!("{name}, half")
            };
            ask(&engine, filter, &part);
            criterion.bench_function(&name, |bencher| {
                bencher.iter(|| black_box(ask(&engine, filter, &part)));
            });
        }
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10);
    targets = all
}
criterion_main!(benches);
