//! Lanes and profiles: what they count is what the filter finds.

use std::path::PathBuf;

use annals::analysis::{
    Engine, Facet, Lane, LaneBy, LaneOrder, LaneSort, Lanes, Part, Profile, Profiled, Reply,
};
use annals::load::{self, OpenOptions};
use annals::model::{Day, DayRange};
use annals::query::{date_text, value_text};
use proptest::prelude::*;

use crate::engine::{ask, engine};

fn published(path: &str) -> Engine {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path);
    Engine::open(load::open(&[path], &OpenOptions::default(), &()))
}

fn shown(engine: &Engine, filter: &str) -> usize {
    let [Reply::Totals(totals)] = &ask(engine, filter, vec![Part::Totals])[..] else {
        panic!("totals")
    };
    totals.shown
}

fn lanes(engine: &Engine, filter: &str, order: LaneOrder, span: Option<DayRange>) -> Lanes {
    let part = Part::Lanes {
        order,
        span,
        buckets: 40,
        first: 0,
        len: 100_000,
    };
    let [Reply::Lanes(lanes)] = &ask(engine, filter, vec![part])[..] else {
        panic!("lanes")
    };
    lanes.clone()
}

fn order(by: LaneBy) -> LaneOrder {
    LaneOrder {
        by,
        ..LaneOrder::default()
    }
}

/// The filter with what a lane stands for.
fn with(filter: &str, lane: &Lane) -> String {
    let value = value_text(&lane.value);
    let term = match &lane.target {
        Some(target) => {
            let second = if target.directed { "at" } else { "participant" };
            format!(
                "{}:{value} {second}:{}",
                lane.field,
                value_text(&target.value)
            )
        }
        None => format!("{}:{value}", lane.field),
    };
    format!("{filter} {term}")
}

/// Every lane against the filter that it stands for, and every cell that has something against its time, too.
fn check(engine: &Engine, filter: &str, by: LaneBy, span: Option<DayRange>) {
    let lanes = lanes(engine, filter, order(by), span);
    assert_eq!(lanes.matches, shown(engine, filter));
    assert_eq!(lanes.total, lanes.rows.len());
    for lane in &lanes.rows {
        let narrowed = with(filter, lane);
        assert_eq!(lane.total, shown(engine, &narrowed), "{narrowed}");
        let inside: usize = lane.cells.iter().map(|cell| cell.total as usize).sum();
        if lanes.unit.is_hours() {
            assert!(
                lane.before + inside + lane.after <= lane.total,
                "{narrowed}"
            );
        } else {
            assert_eq!(lane.before + inside + lane.after, lane.total, "{narrowed}");
        }
        let cells = lane.cells.iter().zip(&lanes.columns);
        for (cell, column) in cells.filter(|(cell, _)| !cell.is_empty()) {
            let dated = format!("{narrowed} date:{}", date_text(column.time.range()));
            let all = (cell.total + cell.reaching) as usize;
            assert_eq!(all, shown(engine, &dated), "{dated}");
            assert!(cell.certain <= cell.total);
        }
    }
}

#[test]
fn lanes_are_what_the_filter_finds() {
    let engine = engine();
    let filters = [
        "",
        "kind:capture",
        "date:2024-11-29..2024-12-02",
        "known:2024-12-02",
        "known:2024-11-29 actor:hts",
        "aleppo",
    ];
    for filter in filters {
        for by in LaneBy::ALL {
            check(&engine, filter, by, None);
        }
    }
}

#[test]
fn lanes_of_published_data_are_what_the_filter_finds() {
    for path in [
        "tests/data/derived/ged41.csv",
        "tests/data/gdelt/events.export.CSV",
        "tests/data/gdelt/reports.export.CSV",
        "tests/data/ical/events.ics",
        "tests/data/plover/excerpt.json",
    ] {
        let engine = published(path);
        for by in LaneBy::ALL {
            check(&engine, "", by, None);
        }
    }
}

#[test]
fn lanes_of_hours_are_what_the_filter_finds() {
    let engine = crate::journeys::hours::engine();
    for filter in [
        "date:2016-03-05",
        "date:2016-03-06",
        "date:2016-03-05T22..2016-03-06T01",
    ] {
        for by in LaneBy::ALL {
            check(&engine, filter, by, None);
        }
        let lanes = lanes(&engine, filter, order(LaneBy::Kind), None);
        assert!(lanes.unit.is_hours(), "{filter}");
    }
}

#[test]
fn every_match_is_in_a_lane_or_told_apart() {
    let engine = engine();
    let kinds = lanes(&engine, "", order(LaneBy::Kind), None);
    let sum: usize = kinds.rows.iter().map(|lane| lane.total).sum();
    assert_eq!((sum, kinds.without), (kinds.matches, 0));
    let pairs = lanes(&engine, "", order(LaneBy::Pair), None);
    let terms = pairs.rows.iter().map(|lane| with("", lane));
    let any: Vec<String> = terms.map(|term| format!("({term})")).collect();
    assert_eq!(
        pairs.matches - pairs.without,
        shown(&engine, &any.join(" OR "))
    );
}

#[test]
fn orders_hold_and_folding_hides_what_is_below() {
    let engine = engine();
    let by = |sort, closed| LaneOrder {
        by: LaneBy::Actor,
        sort,
        closed,
    };
    let all = lanes(&engine, "", by(LaneSort::Count, Vec::new()), None);
    let roots = |lanes: &Lanes| -> Vec<(String, usize)> {
        let roots = lanes.rows.iter().filter(|lane| lane.depth == 0);
        roots.map(|lane| (lane.label.clone(), lane.total)).collect()
    };
    assert!(roots(&all).windows(2).all(|two| two[0].1 >= two[1].1));
    let named = lanes(&engine, "", by(LaneSort::Name, Vec::new()), None);
    let names = roots(&named);
    let folded = |name: &str| name.to_lowercase();
    assert!(
        names
            .windows(2)
            .all(|two| folded(&two[0].0) <= folded(&two[1].0))
    );
    let closed: Vec<_> = all.rows.iter().map(|lane| lane.key).collect();
    let shut = lanes(&engine, "", by(LaneSort::Count, closed), None);
    assert_eq!(roots(&shut), roots(&all));
    assert_eq!(shut.total, roots(&all).len());
}

fn profile(engine: &Engine, filter: &str, of: Profiled) -> Profile {
    let part = Part::Profile {
        of,
        sort: LaneSort::Count,
        buckets: 20,
        first: 0,
        len: 100_000,
    };
    let [Reply::Profile(profile)] = &ask(engine, filter, vec![part])[..] else {
        panic!("a profile")
    };
    profile.clone()
}

fn check_profile(engine: &Engine, filter: &str) {
    let catalog = engine.catalog();
    let facets = catalog.facets().map(Profiled::Facet);
    for of in facets.chain([Profiled::Publisher]) {
        let profile = profile(engine, filter, of);
        let mut sum = 0;
        for row in &profile.rows {
            let value = value_text(&row.value);
            let narrowed = format!("{filter} {}:{value}", row.field);
            // A digit alone is also asked for beside a letter.
            if of != Profiled::Facet(Facet::Grade) {
                assert_eq!(row.count, shown(engine, &narrowed), "{narrowed}");
            }
            let inside: u32 = row.strip.iter().sum();
            assert!(row.before + inside as usize + row.after <= row.count);
            sum += row.count;
        }
        assert!(
            profile
                .rows
                .windows(2)
                .all(|two| two[0].count >= two[1].count)
        );
        let valued = profile.matches - profile.without;
        assert_eq!(profile.overlapping, sum > valued, "{of:?}");
        assert!(sum >= valued, "{of:?}: every match has a value or none");
    }
}

#[test]
fn profiles_are_what_the_filter_finds() {
    let engine = engine();
    for filter in ["", "kind:statement", "known:2024-12-01"] {
        check_profile(&engine, filter);
    }
    for path in [
        "tests/data/derived/ged41.csv",
        "tests/data/gdelt/events.export.CSV",
    ] {
        check_profile(&published(path), "");
    }
}

fn filters() -> impl Strategy<Value = String> {
    let terms = vec![
        "kind:capture,clash",
        "-kind:statement",
        "actor:hts",
        "region:aleppo",
        "bloc:opposition",
        "known:2024-12-03",
        "is:uncertain",
        "has:quote",
        "date:2024-11..",
        "date:2024-11-29T22..2024-12-01T05",
        "hama OR homs",
    ];
    // Each once: the clock can be put back to one day only.
    prop::sample::subsequence(terms, 0..3).prop_map(|terms| {
        let terms: Vec<String> = terms.iter().map(|term| format!("({term})")).collect();
        // The clock stands for the whole filter and in no group.
        terms
            .join(" ")
            .replace("(known:2024-12-03)", "known:2024-12-03")
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_lanes_over_any_days_are_what_the_filter_finds(
        filter in filters(),
        by in prop::sample::select(LaneBy::ALL.to_vec()),
        from in 20_000i64..20_090,
        length in 0i64..60,
    ) {
        let days = DayRange { from: Day(from), to: Day(from + length) };
        check(&engine(), &filter, by, Some(days));
    }
}
