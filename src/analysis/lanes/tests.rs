//! Cells of a small engine, counted by hand.

use crate::analysis::*;
use crate::model::*;
use crate::store::sample::*;

fn engine(dates: &[(&str, Option<&str>)]) -> Engine {
    let event = |(at, &(when, time)): (usize, &(&str, Option<&str>))| {
        let mut event = Event {
            actors: vec![part(0, Role::Initiator), part(1, Role::Target)],
            ..event(&format!("e{at}"), when)
        };
        event.when.time = time.and_then(Minute::parse);
        event
    };
    let events = dates.iter().enumerate().map(event).collect();
    let mut set = dataset(events);
    set.about.coverage = Some(date("2024-11-28/2024-12-31"));
    Engine::new(vec![set], vec![Vec::new()])
}

fn ask(engine: &Engine, filter: &str, part: Part) -> Reply {
    let question = Question {
        number: 1,
        filter: filter.to_owned(),
        parts: vec![part],
    };
    let answer = engine.answer(&question, &|| false).unwrap();
    answer.replies.into_iter().next().unwrap()
}

fn lanes(engine: &Engine, by: LaneBy, span: Option<&str>, buckets: usize) -> Lanes {
    let part = Part::Lanes {
        order: LaneOrder {
            by,
            ..LaneOrder::default()
        },
        span: span.map(|span| date(span).bounds()),
        buckets,
        first: 0,
        len: 100,
    };
    match ask(engine, "", part) {
        Reply::Lanes(lanes) => lanes,
        other => panic!("{other:?}"),
    }
}

fn cells(lane: &Lane) -> Vec<(u32, u32, u32)> {
    let cells = lane.cells.iter();
    cells
        .map(|cell| (cell.total, cell.certain, cell.reaching))
        .collect()
}

const DAYS: &[(&str, Option<&str>)] = &[
    ("../2024-11-28", None),
    ("2024-11-27", None),
    ("2024-11-28", None),
    ("2024-11-28~", None),
    ("2024-11-28/2024-11-30", None),
    ("2024-11-30", None),
    ("2024-12-02/..", None),
];

#[test]
fn a_date_that_allows_several_days_counts_once_and_reaches_further() {
    let engine = engine(DAYS);
    let lanes = lanes(&engine, LaneBy::Kind, Some("2024-11-28/2024-11-30"), 10);
    let lane = &lanes.rows[0];
    assert_eq!((lane.total, lane.before, lane.after), (7, 2, 1));
    // "About the 28th" may have been on the 29th.
    assert_eq!(cells(lane), [(3, 1, 1), (0, 0, 2), (1, 1, 1)]);
    assert!(lane.cells[1].is_soft() && !lane.cells[0].is_soft());
}

#[test]
fn uncertain_dates_reach_both_ways_and_sets_to_their_members() {
    let engine = engine(&[
        ("2024-11-29~", None),
        ("2024-11-29?", None),
        ("[2024-11-28,2024-11-30]", None),
        ("2024-12-01~", None),
    ]);
    let lanes = lanes(&engine, LaneBy::Kind, Some("2024-11-27/2024-11-30"), 10);
    let lane = &lanes.rows[0];
    assert_eq!((lane.total, lane.before, lane.after), (4, 0, 1));
    assert_eq!(
        cells(lane),
        [(0, 0, 0), (1, 0, 1), (2, 0, 0), (0, 0, 3)],
        "total, certain and possible of the 27th to the 30th"
    );
    let shown = |day: &str| {
        let days = date(day).bounds();
        let part = Part::LaneEvents {
            order: LaneOrder {
                by: LaneBy::Kind,
                ..LaneOrder::default()
            },
            rank: 0,
            time: LaneTime {
                days,
                minutes: None,
            },
            len: 10,
        };
        match ask(&engine, "", part) {
            Reply::LaneEvents(events) => events.rows.len(),
            other => panic!("{other:?}"),
        }
    };
    let days = ["2024-11-27", "2024-11-28", "2024-11-29", "2024-11-30"];
    assert_eq!(days.map(shown), [0, 2, 2, 3], "as many as the cells count");
}

#[test]
fn longer_columns_make_dates_certain() {
    let engine = engine(DAYS);
    let lanes = lanes(&engine, LaneBy::Kind, Some("2024-11-28/2024-12-31"), 2);
    assert_eq!(lanes.unit, BucketUnit::Month);
    assert!(lanes.columns.iter().all(|column| column.covered));
    let lane = &lanes.rows[0];
    assert_eq!((lane.before, lane.after), (1, 0));
    assert_eq!(cells(lane), [(5, 4, 1), (1, 0, 0)]);
}

#[test]
fn all_columns_but_those_outside_of_the_coverage_are_covered() {
    let engine = engine(DAYS);
    let lanes = lanes(&engine, LaneBy::Kind, Some("2024-11-26/2024-11-28"), 10);
    let covered: Vec<_> = lanes.columns.iter().map(|column| column.covered).collect();
    assert_eq!(covered, [false, false, true]);
}

#[test]
fn among_hours_an_event_without_a_time_may_be_in_any() {
    let engine = engine(&[
        ("2024-11-28", Some("05:10")),
        ("2024-11-28", None),
        ("2024-11-27/2024-11-28", None),
        ("2024-11-28?", Some("23:59")),
    ]);
    let lanes = lanes(&engine, LaneBy::Kind, Some("2024-11-28"), 4);
    assert_eq!(lanes.unit, BucketUnit::Hours(6));
    let lane = &lanes.rows[0];
    assert_eq!((lane.total, lane.before), (4, 1));
    assert_eq!(cells(lane), [(1, 1, 2), (0, 0, 2), (0, 0, 2), (1, 0, 2)]);
    let part = Part::LaneEvents {
        order: LaneOrder {
            by: LaneBy::Kind,
            ..LaneOrder::default()
        },
        rank: 0,
        time: lanes.columns[0].time.clone(),
        len: 9,
    };
    let Reply::LaneEvents(events) = ask(&engine, "", part) else {
        panic!("events");
    };
    let ids: Vec<_> = events.rows.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(ids, ["e0", "e2", "e1"], "what starts there stands first");
}

#[test]
fn open_dates_alone_leave_no_columns() {
    let engine = engine(&[("../2024-11-28", None)]);
    let lanes = lanes(&engine, LaneBy::Kind, None, 10);
    assert!(lanes.columns.is_empty());
    assert_eq!((lanes.rows[0].total, lanes.rows[0].before), (1, 1));
}

#[test]
fn who_against_whom_is_typed_with_by_and_at() {
    let engine = engine(DAYS);
    let lanes = lanes(&engine, LaneBy::Pair, None, 10);
    let [lane] = &lanes.rows[..] else {
        panic!("one pair");
    };
    let target = lane.target.as_ref().unwrap();
    assert_eq!(&*lane.field, "by");
    let filter = format!("by:{} at:{}", lane.value, target.value);
    let Reply::Totals(totals) = ask(&engine, &filter, Part::Totals) else {
        panic!("totals");
    };
    assert_eq!((lane.total, totals.shown), (7, 7));
}

#[test]
fn lanes_of_an_event_are_found_in_every_order() {
    let engine = engine(DAYS);
    let order = |by, sort| LaneOrder {
        by,
        sort,
        closed: Vec::new(),
    };
    for by in LaneBy::ALL {
        for sort in LaneSort::ALL {
            let of = LaneOf::Event(EventKey {
                dataset: 0,
                event: 2,
            });
            let order = order(by, sort);
            let part = Part::LaneRanks {
                order: order.clone(),
                of,
            };
            let Reply::LaneRanks(ranks) = ask(&engine, "", part) else {
                panic!("ranks");
            };
            let all = lanes(&engine, by, None, 10);
            assert_eq!(ranks.is_empty(), all.rows.is_empty(), "{by:?} {sort:?}");
            assert!(ranks.iter().all(|&rank| rank < all.total));
        }
    }
}
