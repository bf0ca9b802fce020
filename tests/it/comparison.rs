//! Two filters beside each other: every count is the one that its own filter gives.

use std::path::PathBuf;

use annals::analysis::{
    CompareOrder, Comparison, Engine, EventRow, Grouping, Lane, LaneBy, LaneOrder, Lanes,
    LanesPair, MapCounts, MapFrame, MapPair, MapQuery, PairStep, Part, Periods, Reply, Totals,
};
use annals::geo::Camera;
use annals::load::{self, OpenOptions};
use annals::model::{Day, DayRange, Position};
use annals::query::value_text;
use proptest::prelude::*;

use crate::engine::{ask, engine};

/// Pairs of filters of every kind: periods, actors, clocks, one within the other, the same, none.
const PAIRS: [(&str, &str); 9] = [
    ("date:2024-11-27..2024-11-30", "date:2024-12-01..2024-12-04"),
    ("actor:hts", "actor:syrian-army"),
    ("", "region:aleppo"),
    ("known:2024-12-01", ""),
    (
        "known:2024-12-01 bloc:opposition",
        "known:2024-12-05 -actor:hts",
    ),
    ("kind:statement", "kind:statement"),
    ("qqq", "date:2024-12-08"),
    ("qqq", "qqq qqq"),
    ("date:2024-11-29", "date:2024-12-07"),
];

fn one(engine: &Engine, filter: &str, part: Part) -> Reply {
    ask(engine, filter, vec![part]).remove(0)
}

fn totals(engine: &Engine, filter: &str) -> Totals {
    match one(engine, filter, Part::Totals) {
        Reply::Totals(totals) => totals,
        other => panic!("{other:?}"),
    }
}

fn sheet(
    engine: &Engine,
    (a, b): (&str, &str),
    (by, order): (Grouping, CompareOrder),
    first: usize,
    len: usize,
) -> Comparison {
    let part = Part::Compare {
        other: b.into(),
        by,
        order,
        first,
        len,
        buckets: 40,
        aligned: false,
    };
    match one(engine, a, part) {
        Reply::Compared(Ok(found)) => *found,
        other => panic!("{other:?}"),
    }
}

#[test]
fn values_have_the_counts_of_the_filters_own_tables() {
    let engine = engine();
    for pair in PAIRS {
        for by in Grouping::ALL {
            let found = sheet(&engine, pair, (by, CompareOrder::Change), 0, 100_000);
            for (side, filter) in [pair.0, pair.1].into_iter().enumerate() {
                assert_eq!(found.totals[side], totals(&engine, filter));
                let table = Part::Table {
                    by: Some(by),
                    periods: Periods::None,
                };
                let Reply::Table(table) = one(&engine, filter, table) else {
                    panic!("a table")
                };
                let mut plain: Vec<_> = table
                    .rows
                    .iter()
                    .map(|row| (row.value.clone(), row.counts.total))
                    .collect();
                let compared = found.rows.iter().filter(|row| row.counts[side] > 0);
                let mut compared: Vec<_> = compared
                    .map(|row| (row.value.clone(), row.counts[side]))
                    .collect();
                plain.sort();
                compared.sort();
                assert_eq!(compared, plain, "{filter} {by:?}");
            }
        }
    }
}

/// What is kept from step to step is what would be counted anew.
#[test]
fn steps_and_orders_show_parts_of_the_same_rows() {
    let kept = engine();
    for pair in PAIRS {
        for order in CompareOrder::ALL.into_iter().chain(CompareOrder::ALL) {
            let wanted = (Grouping::Actor, order);
            let all = sheet(&engine(), pair, wanted, 0, 100_000);
            for first in [0, 3, 7, 1000] {
                let part = sheet(&kept, pair, wanted, first, 5);
                let expected: Vec<_> = all.rows.iter().skip(first).take(5).collect();
                assert_eq!(part.rows.iter().collect::<Vec<_>>(), expected, "{order:?}");
                assert_eq!((part.total, part.both), (all.total, all.both));
                assert_eq!(part.peak, all.peak);
            }
        }
        // The sides change places, and nothing of the other way around is taken for it.
        let wanted = (Grouping::Actor, CompareOrder::Name);
        let there = sheet(&kept, pair, wanted, 0, 100_000);
        let back = sheet(&kept, (pair.1, pair.0), wanted, 0, 100_000);
        let counts = |found: &Comparison, side: usize| {
            let rows = found.rows.iter();
            let mut counts: Vec<_> = rows
                .map(|row| (row.value.clone(), row.counts[side]))
                .collect();
            counts.sort();
            counts
        };
        assert_eq!(counts(&there, 0), counts(&back, 1));
        assert_eq!(counts(&there, 1), counts(&back, 0));
    }
}

fn query(frame: MapFrame, (columns, rows): (u16, u16)) -> MapQuery {
    MapQuery {
        frame,
        columns,
        rows,
        trail: None,
    }
}

fn maps(engine: &Engine, (a, b): (&str, &str), frame: MapFrame, size: (u16, u16)) -> MapPair {
    let part = Part::MapPair {
        map: query(frame, size),
        other: b.into(),
    };
    match one(engine, a, part) {
        Reply::MapPair(Ok(pair)) => *pair,
        other => panic!("{other:?}"),
    }
}

fn map(engine: &Engine, filter: &str, like: &MapCounts) -> MapCounts {
    let grid = like.grid;
    let frame = MapFrame::Camera(grid.camera);
    let part = Part::Map(query(frame, (grid.columns, grid.rows)));
    match one(engine, filter, part) {
        Reply::Map(map) => *map,
        other => panic!("{other:?}"),
    }
}

fn checked(engine: &Engine, filters: (&str, &str), pair: &MapPair) {
    assert_eq!(pair.sides[0].grid, pair.sides[1].grid, "the same section");
    assert_eq!(pair.sides[0].labels, pair.sides[1].labels);
    for (side, filter) in [filters.0, filters.1].into_iter().enumerate() {
        let own = &pair.sides[side];
        let plain = map(engine, filter, own);
        assert_eq!(own.bins, plain.bins, "{filter}");
        let away = |counts: &MapCounts| (counts.inside, counts.outside, counts.placeless);
        assert_eq!(away(own), away(&plain), "{filter}");
        assert_eq!(own.all(), totals(engine, filter).shown, "{filter}");
        let cells = pair.cells.iter().filter(|cell| cell.counts[side] > 0);
        let cells: Vec<_> = cells
            .map(|cell| {
                (
                    cell.at,
                    cell.counts[side],
                    cell.rough[side],
                    cell.first[side],
                )
            })
            .collect();
        let bins: Vec<_> = plain
            .bins
            .iter()
            .map(|bin| (bin.at, bin.count, bin.rough, Some(bin.first)))
            .collect();
        assert_eq!(cells, bins, "{filter}");
    }
}

#[test]
fn each_map_has_the_marks_of_its_own_filter() {
    let engine = engine();
    for filters in PAIRS {
        for frame in [MapFrame::Bulk, MapFrame::All] {
            let pair = maps(&engine, filters, frame, (50, 20));
            checked(&engine, filters, &pair);
        }
        let all = maps(&engine, filters, MapFrame::All, (50, 20));
        assert!(
            all.sides.iter().all(|side| side.outside == 0),
            "{filters:?}"
        );
    }
}

/// Steps of a day, and of what passes another filter, lead through the events of both and no others, in the order of time.
#[test]
fn steps_lead_through_the_events_of_both() {
    let engine = engine();
    for filters in PAIRS {
        let go = |from, step: PairStep| {
            let other = filters.1.to_owned();
            match one(&engine, filters.0, Part::PairStep { other, from, step }) {
                Reply::PairFound(found) => found.map(|found| (found.row, found.of)),
                reply => panic!("{reply:?}"),
            }
        };
        let through = |filter: &str| {
            let all = Part::Window {
                first: 0,
                len: 1_000,
            };
            match one(&engine, filter, all) {
                Reply::Window(window) => window.rows,
                reply => panic!("{reply:?}"),
            }
        };
        let sides = [filters.0, filters.1].map(through);
        let of = |row: &EventRow| {
            let has = |side: &Vec<EventRow>| side.iter().any(|other| other.key == row.key);
            sides.each_ref().map(has)
        };
        let mut days: Vec<_> = sides.iter().flatten().map(|row| row.days.from).collect();
        days.sort_unstable();
        days.dedup();
        let mut here = go(None, PairStep::First);
        let mut walked = Vec::new();
        while let Some((row, belongs)) = here {
            assert_eq!(belongs, of(&row), "{}", row.id);
            walked.push(row.days.from);
            here = go(Some(row.key), PairStep::Day { forward: true });
        }
        assert_eq!(walked, days, "{filters:?}");
        let mut here = go(None, PairStep::Last);
        while let Some((row, _)) = here {
            walked.push(row.days.from);
            here = go(Some(row.key), PairStep::Day { forward: false });
        }
        // The last event need not be the first of its day.
        let back = &mut walked[days.len()..];
        back.reverse();
        back.iter().for_each(|day| assert!(days.contains(day)));
        assert!(back.is_sorted() && back.first() == days.first());
        let disputed = |forward| PairStep::Matching {
            forward,
            text: "is:disputed".into(),
        };
        let all: std::collections::HashSet<_> = (sides.iter().flatten())
            .filter(|row| row.disputed)
            .map(|row| row.key)
            .collect();
        let mut from = None;
        let mut found = std::collections::HashSet::new();
        for _ in 0..all.len() {
            let (row, _) = go(from, disputed(true)).expect("a dispute");
            found.insert(row.key);
            from = Some(row.key);
        }
        assert_eq!(found, all, "{filters:?}");
    }
}

#[test]
fn a_cell_has_what_both_filters_have_there() {
    let engine = engine();
    for filters in PAIRS {
        let pair = maps(&engine, filters, MapFrame::Bulk, (50, 20));
        for cell in &pair.cells {
            let part = Part::MapPairPlace {
                grid: pair.sides[0].grid,
                at: cell.at,
                other: filters.1.into(),
                event: None,
                len: 3,
            };
            let Reply::MapPairPlace(Some(place)) = one(&engine, filters.0, part) else {
                panic!("{cell:?}")
            };
            assert_eq!((place.at, place.counts), (cell.at, cell.counts));
            for side in [0, 1] {
                let first = place.rows[side].first().map(|row| row.key);
                assert_eq!(first, cell.first[side]);
                assert_eq!(place.rows[side].len(), cell.counts[side].min(3));
            }
            assert!(place.both <= cell.counts[0].min(cell.counts[1]));
            if filters.0 == filters.1 {
                assert_eq!(place.both, cell.counts[0]);
            }
            assert!(place.name().is_some());
        }
    }
}

/// Two data sets of other places and times, opened together.
#[test]
fn data_sets_are_compared() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let paths = ["data/syria-2024", "tests/data/derived/ged41.csv"].map(|path| root.join(path));
    let engine = Engine::open(load::open(&paths, &OpenOptions::default(), &()));
    let sets = engine.catalog().datasets;
    let filter = |at: usize| format!("dataset:{}", value_text(&sets[at].title));
    let (a, b) = (filter(0), filter(1));
    let filters = (&*a, &*b);
    let counts = [sets[0].events, sets[1].events];
    let found = sheet(
        &engine,
        filters,
        (Grouping::Dataset, CompareOrder::First),
        0,
        10,
    );
    assert_eq!([found.totals[0].shown, found.totals[1].shown], counts);
    assert_eq!(found.both, 0);
    let rows: Vec<_> = found.rows.iter().map(|row| row.counts).collect();
    assert_eq!(rows, [[counts[0], 0], [0, counts[1]]]);
    let pair = maps(&engine, filters, MapFrame::All, (60, 20));
    checked(&engine, filters, &pair);
    assert!(pair.sides.iter().all(|side| side.inside > 0));
    let lanes = paired(&engine, filters, order(LaneBy::Kind), (None, None));
    assert_eq!(lanes.matches, counts);
    for side in [0, 1] {
        let kinds = lanes.rows.iter().map(|lane| lane[side].total);
        assert_eq!(kinds.sum::<usize>(), counts[side]);
    }
}

fn paired(
    engine: &Engine,
    (a, b): (&str, &str),
    order: LaneOrder,
    (aligned, span): (Option<bool>, Option<DayRange>),
) -> LanesPair {
    let part = Part::LanesPair {
        order,
        other: b.into(),
        aligned,
        span,
        buckets: 40,
        first: 0,
        len: 100_000,
    };
    match one(engine, a, part) {
        Reply::LanesPair(Ok(pair)) => *pair,
        other => panic!("{other:?}"),
    }
}

fn lanes(engine: &Engine, filter: &str, by: LaneBy, span: Option<DayRange>) -> Lanes {
    let part = Part::Lanes {
        order: order(by),
        span,
        buckets: 40,
        first: 0,
        len: 100_000,
    };
    match one(engine, filter, part) {
        Reply::Lanes(lanes) => lanes,
        other => panic!("{other:?}"),
    }
}

fn order(by: LaneBy) -> LaneOrder {
    LaneOrder {
        by,
        ..LaneOrder::default()
    }
}

/// Events of a lane, wherever they are.
fn all(lane: &Lane) -> usize {
    let cells = lane.cells.iter().map(|cell| cell.total as usize);
    lane.before + lane.after + cells.sum::<usize>()
}

#[test]
fn lanes_on_one_axis_have_the_cells_of_the_filters_own_lanes() {
    let engine = engine();
    for filters in PAIRS {
        for by in LaneBy::ALL {
            let pair = paired(&engine, filters, order(by), (Some(false), None));
            let span = pair.columns.first().zip(pair.columns.last());
            let span = span.map(|(first, last)| DayRange {
                from: first.times[0].days.from,
                to: last.times[0].days.to,
            });
            for (side, filter) in [filters.0, filters.1].into_iter().enumerate() {
                let plain = lanes(&engine, filter, by, span);
                assert_eq!(pair.matches[side], plain.matches);
                assert_eq!(pair.without[side], plain.without, "{filter} {by:?}");
                for lane in &plain.rows {
                    let same = |lanes: &&[Lane; 2]| lanes[side].key == lane.key;
                    let found = pair.rows.iter().find(same).expect("every lane is there");
                    assert_eq!(found[side].total, lane.total, "{filter} {}", lane.label);
                    if pair.unit == plain.unit && span.is_some() {
                        assert_eq!(found[side].cells, lane.cells, "{filter} {}", lane.label);
                    }
                }
            }
            let counted = |lanes: &[Lane; 2]| lanes[0].total + lanes[1].total;
            let filled = pair.rows.iter().filter(|lanes| counted(lanes) > 0).count();
            let headings = pair.rows.iter().filter(|lanes| lanes[0].has_children);
            assert!(filled + headings.count() >= pair.rows.len());
        }
    }
}

#[test]
fn aligned_lanes_begin_at_each_first_day_and_lose_nothing() {
    let engine = engine();
    let filters = PAIRS[0];
    let pair = paired(&engine, filters, order(LaneBy::Kind), (None, None));
    assert!(pair.aligned, "the periods have no day in common");
    let first = |side: usize| pair.columns[0].times[side].days.from.to_string();
    assert_eq!([first(0), first(1)], ["2024-11-27", "2024-12-01"]);
    assert_eq!(pair.columns.len(), 4);
    for lanes in &pair.rows {
        for lane in lanes {
            assert_eq!(all(lane), lane.total, "{}", lane.label);
        }
        let value = &lanes[0].value;
        for (at, column) in pair.columns.iter().enumerate() {
            let day = column.times[1].days.from;
            let filter = format!("kind:{value} date:{day}");
            let shown = totals(&engine, &filter).shown;
            let cell = lanes[1].cells[at];
            assert_eq!((cell.total + cell.reaching) as usize, shown, "{filter}");
        }
    }
    let same = paired(&engine, PAIRS[1], order(LaneBy::Kind), (None, None));
    assert!(!same.aligned, "both actors act at the same time");
}

#[test]
fn long_periods_are_cut_into_as_many_days_on_both_sides() {
    let engine = engine();
    let filters = ("date:2023", "date:2024");
    let pair = paired(&engine, filters, order(LaneBy::Kind), (Some(true), None));
    // Only one side has events, and it begins at the first day of its period.
    let days = pair.days.expect("columns of days");
    assert_eq!(days % 7, 0);
    assert_eq!(pair.starts[1].expect("a day").to_string(), "2024-01-01");
    for column in &pair.columns {
        let [a, b] = [0, 1].map(|side| column.times[side].days);
        assert_eq!(a.to.0 - a.from.0 + 1, days);
        assert_eq!(b.to.0 - b.from.0 + 1, days);
    }
}

#[test]
fn a_mistake_in_the_other_filter_is_told_by_each_answer() {
    let engine = engine();
    let map = query(MapFrame::Bulk, (10, 10));
    let other = "aktor:x".to_owned();
    let answers = [
        Part::MapPair {
            map,
            other: other.clone(),
        },
        Part::LanesPair {
            order: order(LaneBy::Kind),
            other,
            aligned: None,
            span: None,
            buckets: 10,
            first: 0,
            len: 10,
        },
    ];
    for part in answers {
        match one(&engine, "", part) {
            Reply::MapPair(Err(problems)) | Reply::LanesPair(Err(problems)) => {
                assert!(problems[0].message.contains("aktor"), "{problems:?}");
            }
            other => panic!("{other:?}"),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_section_has_the_marks_of_each_filter(
        pair in 0..PAIRS.len(),
        (lat, lon, step) in (-90.0..90.0, -180.0..180.0, 0.001..3.0),
        size in (0_u16..120, 0_u16..60),
    ) {
        let engine = engine();
        let camera = Camera::new(Position { lat, lon }, step);
        let pair_of = maps(&engine, PAIRS[pair], MapFrame::Camera(camera), size);
        checked(&engine, PAIRS[pair], &pair_of);
    }

    #[test]
    fn any_span_counts_each_event_once(
        pair in 0..PAIRS.len(),
        (from, length) in (-50_i64..80, 0_i64..400),
        aligned in any::<bool>(),
    ) {
        let engine = engine();
        // A day on one axis, or counted from the first one.
        let start = if aligned { 0 } else { 20_050 };
        let span = DayRange { from: Day(start + from), to: Day(start + from + length) };
        let found = paired(&engine, PAIRS[pair], order(LaneBy::Kind), (Some(aligned), Some(span)));
        for lane in found.rows.iter().flatten() {
            prop_assert!(all(lane) <= lane.total);
            if !found.unit.is_hours() {
                prop_assert_eq!(all(lane), lane.total);
            }
            prop_assert_eq!(lane.cells.len(), found.columns.len());
        }
    }
}
