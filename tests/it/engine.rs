//! The engine over the data set that ships with annals.

use std::path::PathBuf;

use annals::analysis::{Engine, Facet, Grouping, Part, Period, Periods, Question, Reply, Table};
use annals::{dataset, query};

pub(crate) fn engine() -> Engine {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data/syria-2024");
    let opened = dataset::open(&[path]);
    let names = |opened: &dataset::Opened| {
        let files = u32::try_from(opened.files.len()).expect("few files");
        (0..files)
            .map(|file| opened.files.name(file).to_owned())
            .collect()
    };
    let files = opened.iter().map(names).collect();
    let sets = opened.into_iter().map(|opened| opened.dataset).collect();
    Engine::new(sets, files)
}

pub(crate) fn ask(engine: &Engine, filter: &str, parts: Vec<Part>) -> Vec<Reply> {
    let question = Question {
        number: 1,
        filter: filter.to_owned(),
        parts,
    };
    let answer = engine
        .answer(&question, &|| false)
        .expect("nothing cancels it");
    assert_eq!(
        answer.replies.len(),
        question.parts.len(),
        "{filter}: {:?}",
        answer.diagnostics
    );
    answer.replies
}

fn facet(engine: &Engine, filter: &str, facet: Facet) -> Vec<(String, String, usize)> {
    let part = Part::Facet {
        facet,
        find: String::new(),
        closed: Vec::new(),
        first: 0,
        len: 10_000,
    };
    let [Reply::Facet(counts)] = &ask(engine, filter, vec![part])[..] else {
        panic!("a facet")
    };
    let values = counts.values.iter();
    values
        .map(|value| (value.field.to_string(), value.value.clone(), value.count))
        .collect()
}

/// The date of the call is `2024-11-29~`: it may have been a day earlier or later, and is certain on none.
#[test]
fn an_approximate_date_is_possible_on_each_side_and_never_certain() {
    let engine = engine();
    let shown = |filter: &str| shown(&engine, &format!("{filter} id:1129-egypt-call"));
    for day in ["2024-11-28", "2024-11-29", "2024-11-30"] {
        assert_eq!(shown(&format!("date:{day}")), 1, "{day}");
        assert_eq!(shown(&format!("date!:{day}")), 0, "{day}");
    }
    assert_eq!(shown("date:2024-11-27"), 0);
    assert_eq!(shown("date:2024-12-01"), 0);
    assert_eq!(shown("date!:1900..2100"), 0, "in no range, however wide");
    assert_eq!(shown("-date!:2024-11-29"), 1);
}

/// The shipped events have no clock times: each may have been at any hour of its day, and none is at a time of day.
#[test]
fn hours_of_any_day_find_clock_times_only() {
    let engine = engine();
    let shown = |filter: &str| shown(&engine, filter);
    assert!(shown("date:2024-11-29T05") > 0);
    assert_eq!(shown("has:time"), 0);
    assert_eq!(shown("hour:5"), 0);
    assert_eq!(shown("hour:22..04 OR hour:05..21"), 0);
    assert_eq!(shown("-hour:22..04"), shown(""));
    assert_eq!(
        shown("date:2024-11-29..2024-11-29"),
        shown("date:2024-11-29")
    );
}

fn shown(engine: &Engine, filter: &str) -> usize {
    let [Reply::Totals(totals)] = &ask(engine, filter, vec![Part::Totals])[..] else {
        panic!("totals")
    };
    totals.shown
}

/// Fields whose terms do not count in their own facet.
fn own_fields(facet: Facet) -> &'static [&'static str] {
    match facet {
        Facet::Source => &["source", "publisher"],
        Facet::Grade => &["grade", "reliability", "credibility"],
        _ => std::slice::from_ref(match facet {
            Facet::Actor => &"actor",
            Facet::Region => &"region",
            Facet::Kind => &"kind",
            Facet::Bloc => &"bloc",
            _ => &"tag",
        }),
    }
}

/// The count beside a value is the number of events that picking it leaves.
#[test]
fn counts_beside_values_are_what_picking_them_leaves() {
    let engine = engine();
    for filter in [
        "",
        "date:2024-11-29..2024-12-02",
        "region:aleppo -kind:statement",
        "known:2024-12-01 is:disputed",
        "known:2024-11-30",
    ] {
        for &one in Facet::COMMON {
            for (field, value, count) in facet(&engine, filter, one) {
                let rest = own_fields(one)
                    .iter()
                    .fold(filter.to_owned(), |text, own| query::clear(&text, own));
                let picked = format!("{rest} {field}:{}", query::value_text(&value));
                assert_eq!(shown(&engine, picked.trim()), count, "{picked}");
            }
        }
    }
}

#[test]
fn every_match_is_in_the_histogram_once() {
    let engine = engine();
    for filter in [
        "",
        "known:2024-12-01",
        "kind:statement",
        "date:2024-11-29",
        "date:2024-11-29 has:time",
    ] {
        for buckets in [1, 7, 40, 200] {
            let replies = ask(
                &engine,
                filter,
                vec![
                    Part::Totals,
                    Part::Histogram {
                        span: None,
                        buckets,
                    },
                ],
            );
            let [Reply::Totals(totals), Reply::Histogram(counts)] = &replies[..] else {
                panic!("two replies")
            };
            let sum: usize = counts.buckets.iter().map(|bucket| bucket.total).sum();
            assert_eq!(
                sum + counts.before + counts.after + counts.untimed,
                totals.shown,
                "{filter} {buckets}"
            );
            assert!(
                counts.buckets.len() <= buckets,
                "{filter} {buckets}: {:?}",
                counts.unit
            );
            assert!(
                counts
                    .buckets
                    .iter()
                    .all(|bucket| bucket.by_bloc.iter().sum::<usize>() == bucket.total)
            );
        }
    }
}

#[test]
fn every_event_and_actor_can_be_shown_at_every_clock() {
    let engine = engine();
    for filter in ["", "known:2024-11-30", "known:2024-12-05"] {
        let window = ask(
            &engine,
            filter,
            vec![Part::Window {
                first: 0,
                len: 100_000,
            }],
        );
        let [Reply::Window(window)] = &window[..] else {
            panic!("a window")
        };
        assert_eq!(window.rows.len(), window.total);
        for row in &window.rows {
            let [Reply::Event(Some(detail))] =
                &ask(&engine, filter, vec![Part::Event(row.key)])[..]
            else {
                panic!("{}", row.id)
            };
            let independent = detail
                .sources
                .iter()
                .filter(|source| source.first_of_origin)
                .count();
            assert_eq!(independent, usize::from(row.support), "{}", row.id);
            assert_eq!(
                detail.dispute_reasons.is_empty(),
                !row.disputed,
                "{}",
                row.id
            );
            assert_eq!(
                (detail.quotes.len(), detail.claims.len()),
                (row.quotes.into(), row.claims.into()),
                "{}",
                row.id
            );
            for actor in &row.actors {
                let [Reply::Actor(Some(dossier))] = &ask(
                    &engine,
                    filter,
                    vec![Part::Actor {
                        actor: actor.key,
                        buckets: 20,
                    }],
                )[..] else {
                    panic!("{}", actor.id)
                };
                assert!(dossier.events > 0, "{}", actor.id);
            }
        }
    }
}

const GROUPINGS: [Grouping; 9] = [
    Grouping::Actor,
    Grouping::Region,
    Grouping::Kind,
    Grouping::Bloc,
    Grouping::Tag,
    Grouping::Source,
    Grouping::Publisher,
    Grouping::Grade,
    Grouping::Dataset,
];

fn table(engine: &Engine, filter: &str, by: Grouping, periods: Periods) -> Table {
    let part = Part::Table {
        by: Some(by),
        periods,
    };
    let [Reply::Table(table)] = &ask(engine, filter, vec![part])[..] else {
        panic!("a table")
    };
    table.clone()
}

#[test]
fn rows_of_tables_are_what_their_filters_leave() {
    let engine = engine();
    for filter in [
        "",
        "region:aleppo -kind:statement",
        "known:2024-11-30",
        "known:2024-12-02 is:disputed",
    ] {
        for by in GROUPINGS {
            let table = table(&engine, filter, by, Periods::Each(Period::Day));
            assert_eq!(table.all.total, shown(&engine, filter), "{filter} {by:?}");
            for row in &table.rows {
                let picked = format!("{filter} {}:{}", by.word(), query::value_text(&row.value));
                assert_eq!(row.counts.total, shown(&engine, picked.trim()), "{picked}");
            }
            let rows: usize = table.rows.iter().map(|row| row.counts.total).sum();
            if by.overlaps() {
                assert!(
                    rows + table.without.total >= table.all.total,
                    "{filter} {by:?}"
                );
            } else {
                assert_eq!(
                    rows + table.without.total,
                    table.all.total,
                    "{filter} {by:?}"
                );
            }
        }
    }
}

#[test]
fn cells_of_tables_add_up_to_their_totals() {
    let engine = engine();
    for (filter, period) in [
        ("", Period::Day),
        ("known:2024-12-01", Period::Week),
        ("date:1974..2023", Period::Year),
        ("kind:statement", Period::Month),
    ] {
        for by in GROUPINGS {
            let table = table(&engine, filter, by, Periods::Each(period));
            let columns = table.columns.len();
            let mut sums = vec![0; columns];
            let counts = table.rows.iter().map(|row| &row.counts);
            for counts in counts.chain([&table.without]) {
                let cells: Vec<usize> = counts.dense(columns).collect();
                assert_eq!(cells.iter().sum::<usize>(), counts.total, "{filter} {by:?}");
                sums.iter_mut()
                    .zip(cells)
                    .for_each(|(sum, cell)| *sum += cell);
            }
            let all: Vec<usize> = table.all.dense(columns).collect();
            assert_eq!(
                all.iter().sum::<usize>(),
                table.all.total,
                "{filter} {by:?}"
            );
            if !by.overlaps() {
                assert_eq!(sums, all, "{filter} {by:?}");
            }
            assert!(
                table
                    .columns
                    .windows(2)
                    .all(|pair| pair[0].days.to.plus(1) == pair[1].days.from),
                "{filter}: no gaps"
            );
        }
    }
}

#[test]
fn values_stand_below_what_they_belong_to() {
    let engine = engine();
    for by in [Grouping::Actor, Grouping::Region] {
        let table = table(&engine, "", by, Periods::None);
        assert!(table.columns.is_empty() && table.rows.iter().any(|row| row.depth > 1));
        for (at, row) in table.rows.iter().enumerate() {
            let depth = row.parent.map_or(0, |parent| {
                assert!(parent < at, "{}", row.value);
                let parent = &table.rows[parent];
                assert!(parent.counts.total >= row.counts.total, "{}", row.value);
                parent.depth + 1
            });
            assert_eq!(row.depth, depth, "{}", row.value);
        }
    }
}
