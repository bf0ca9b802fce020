//! What a keystroke costs over a million made-up events (`ANNALS_BENCH_ROWS` for another number).
//!
//! `cargo bench --bench store`
#![expect(
    clippy::print_stdout,
    reason = "figures that criterion does not measure"
)]

#[path = "support/rows.rs"]
mod rows;

use std::hint::black_box;

use annals::analysis::{Engine, LaneBy, LaneOrder, MapFrame, MapQuery, Part, Question, Reply};
use annals::load::{Collection, Opened};
use annals::model::{Day, DayRange, EventKind};
use annals::query::{
    ActorPart, Context, Filter, Masks, Predicate, Query, RowSet, TextMatch, evaluate, plan,
};
use annals::store::{ActorCode, Bitset, Clock, Postings, RegionCode, RowId, Store, counted};
use criterion::{Criterion, criterion_group, criterion_main};

fn select(store: &Store, filter: &Filter) -> RowSet {
    let context = Context {
        store,
        edition: store.now(),
        cancelled: &|| false,
    };
    evaluate(context, &plan(filter, store), &mut Masks::default()).expect("nothing cancels it")
}

/// Four actors, a region, some years, and not one kind.
fn filter() -> Query {
    let test = Filter::Test;
    let actors = [7, 70, 700, 4000].map(ActorCode).to_vec();
    let range = DayRange {
        from: Day(rows::FIRST_DAY + 1000),
        to: Day(rows::FIRST_DAY + 3000),
    };
    let filter = Filter::And(vec![
        test(Predicate::Actor {
            actors,
            part: ActorPart::Any,
        }),
        test(Predicate::Region((3..60).map(RegionCode).collect())),
        test(Predicate::Date {
            range: range.into(),
            certain: false,
        }),
        Filter::Not(Box::new(test(Predicate::Kind(vec![EventKind::Airstrike])))),
    ]);
    Query {
        filter,
        known: None,
        says_status: false,
    }
}

/// Everything that the side of the screen shows: counts beside values, and a histogram of 200 buckets by bloc.
fn counts(store: &Store, rows: &Bitset) -> usize {
    let index = store.index();
    let by = |postings: &Postings, of: &dyn Fn(RowId) -> Vec<u32>| {
        counted(store, (rows, store.now()), postings, |row| {
            of(row).into_iter()
        })
    };
    let actors = |row| store.actors(row, Clock::NOW);
    let beside = [
        by(&index.actors, &|row| {
            actors(row).map(|actor| actor.0).collect()
        }),
        by(&index.groups, &|row| {
            actors(row)
                .map(|actor| actor.0 - actor.0 % rows::GROUP)
                .collect()
        }),
        by(&index.sources, &|row| {
            store.citations(row).map(|(source, _)| source.0).collect()
        }),
    ];
    let columns = [
        store.kinds().counts(rows, &index.kinds),
        store.regions().counts(rows, &index.regions),
    ];
    let step = rows::DAYS / 200 + 1;
    let buckets = (0..200).map(|bucket| {
        let from = Day(rows::FIRST_DAY + bucket * step);
        let run = store.days().starting_in(DayRange {
            from,
            to: from.plus(step - 1),
        });
        let blocs: usize = index
            .lead_bloc
            .iter()
            .map(|set| rows.count_range_and(set, run.clone()))
            .sum();
        rows.count_range(run) + blocs
    });
    let sums = beside
        .iter()
        .chain(&columns)
        .map(|counts| counts.iter().sum::<usize>());
    sums.sum::<usize>() + buckets.sum::<usize>()
}

fn filters(criterion: &mut Criterion, store: &Store) {
    let query = filter();
    let found = select(store, &query.filter);
    println!("filter selects {} rows", found.possible().count());
    criterion.bench_function("filter from nothing", |bencher| {
        bencher.iter(|| black_box(select(store, &query.filter)));
    });
    let context = Context {
        store,
        edition: store.now(),
        cancelled: &|| false,
    };
    let mut masks = Masks::default();
    criterion.bench_function("filter again", |bencher| {
        bencher.iter(|| black_box(evaluate(context, &plan(&query.filter, store), &mut masks)));
    });
}

fn facets(criterion: &mut Criterion, store: &Store) {
    let half = Filter::Test(Predicate::Region(
        (0..rows::HALF_OF_REGIONS).map(RegionCode).collect(),
    ));
    let wide = Filter::Not(Box::new(Filter::Test(Predicate::Kind(vec![
        EventKind::Airstrike,
    ]))));
    for (name, filter) in [("narrow", filter().filter), ("half", half), ("wide", wide)] {
        let rows = select(store, &filter).possible().clone();
        println!("{name}: {} rows", rows.count());
        criterion.bench_function(&format!("counts and histogram, {name}"), |bencher| {
            bencher.iter(|| black_box(counts(store, &rows)));
        });
    }
}

/// What a key in the lanes costs: sixty rows of a hundred columns, of all rows and of a part of them, when their order is known
/// and when it is not.
/// An engine over the rows; nothing can be asked of it that needs a record.
fn shared(store: Store) -> Engine {
    Engine::open(Collection {
        sets: vec![Opened::default()],
        store: Some(store),
        ..Collection::default()
    })
}

fn lanes(criterion: &mut Criterion, engine: &Engine) {
    let ask = |filter: &str, by: LaneBy, first: usize| {
        let order = LaneOrder {
            by,
            ..LaneOrder::default()
        };
        let part = Part::Lanes {
            order,
            span: None,
            buckets: 100,
            first,
            len: 60,
        };
        let question = Question {
            number: 1,
            filter: filter.to_owned(),
            parts: vec![part],
        };
        let answer = engine.answer(&question, &|| false);
        answer.expect("nothing cancels it")
    };
    let started = std::time::Instant::now();
    black_box(ask("", LaneBy::Pair, 0));
    println!("first pairs in {:?}", started.elapsed());
    for by in LaneBy::ALL {
        for filter in ["", "-kind:airstrike"] {
            let started = std::time::Instant::now();
            black_box(ask(filter, by, 0));
            println!("{by:?} '{filter}' in {:?}", started.elapsed());
            let name = format!("lanes {by:?} '{filter}'");
            criterion.bench_function(&name, |bencher| {
                bencher.iter(|| black_box(ask(filter, by, 0)));
            });
        }
    }
}

fn texts(criterion: &mut Criterion, store: &Store) {
    let word = |text: &str| Filter::Test(Predicate::Text(TextMatch::Word(text.into())));
    for text in ["alep", "aleppo", "zzzz", "حلب", "al", "a"] {
        criterion.bench_function(&format!("scan for '{text}'"), |bencher| {
            bencher.iter(|| black_box(store.text().containing(text)));
        });
    }
    let (text, beside) = store.text().bytes();
    store.text().index_words();
    let indexed = store.text().bytes().1 - beside;
    println!(
        "text {} bytes a row, word index {} bytes a row",
        text / store.len(),
        indexed / store.len()
    );
    for text in ["alep", "aleppo", "zzzz", "حلب", "ale", "al", "a"] {
        println!(
            "'{text}': {} rows",
            select(store, &word(text)).possible().count()
        );
        criterion.bench_function(&format!("word '{text}'"), |bencher| {
            bencher.iter(|| black_box(select(store, &word(text))));
        });
    }
    let phrase = Filter::Test(Predicate::Text(TextMatch::Phrase("aleppo civ".into())));
    criterion.bench_function("phrase 'aleppo civ'", |bencher| {
        bencher.iter(|| black_box(select(store, &phrase)));
    });
    let pattern = regex::Regex::new("aleppo.*civilians").expect("a pattern");
    let pattern = Filter::Test(Predicate::Text(TextMatch::Pattern(pattern)));
    criterion.bench_function("pattern 'aleppo.*civilians'", |bencher| {
        bencher.iter(|| black_box(select(store, &pattern)));
    });
}

/// A map of all rows and of a narrow filter, through the engine; and the events of a mark.
fn map(criterion: &mut Criterion, engine: &Engine) {
    let ask = |filter: &str, part: Part| {
        let question = Question {
            number: 1,
            filter: filter.to_owned(),
            parts: vec![part],
        };
        engine
            .answer(&question, &|| false)
            .expect("nothing cancels it")
    };
    let counts = |frame| {
        let (columns, rows) = (160, 45);
        let trail = None;
        Part::Map(MapQuery {
            frame,
            columns,
            rows,
            trail,
        })
    };
    for (name, filter) in [("all", ""), ("narrow", "kind:airstrike")] {
        criterion.bench_function(&format!("map, {name}, where the bulk is"), |bencher| {
            bencher.iter(|| black_box(ask(filter, counts(MapFrame::Bulk))));
        });
        let camera = match &ask(filter, counts(MapFrame::All)).replies[..] {
            [Reply::Map(map)] => map.grid.camera,
            other => panic!("no map but {other:?}"),
        };
        criterion.bench_function(&format!("map, {name}, moved"), |bencher| {
            bencher.iter(|| black_box(ask(filter, counts(MapFrame::Camera(camera)))));
        });
    }
}

fn all(criterion: &mut Criterion) {
    let started = std::time::Instant::now();
    let store = rows::store();
    println!("{} rows built in {:?}", store.len(), started.elapsed());
    let memory = store.memory();
    println!(
        "{} bytes a row beside {} of text\n{memory:#?}",
        memory.beside_text() / store.len(),
        memory.text / store.len()
    );
    filters(criterion, &store);
    facets(criterion, &store);
    texts(criterion, &store);
    let engine = shared(store);
    lanes(criterion, &engine);
    map(criterion, &engine);
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = all
}
criterion_main!(benches);
