//! Questions to a small engine.

use super::*;
use crate::model::*;
use crate::store::sample::*;

fn engine(events: Vec<Event>) -> Engine {
    Engine::new(vec![dataset(events)], vec![vec!["sample.toml".to_owned()]])
}

/// Five events: one long ago, two on 29 November, one each on 30 November and 2 December.
fn five() -> Engine {
    let with = |id: &str, when: &str, actor: u32, region: u32| Event {
        actors: vec![part(actor, Role::Initiator)],
        region: RegionIx(region),
        sources: vec![cite(3)],
        ..event(id, when)
    };
    let mut events = vec![
        with("long-ago", "1974-03-08", 0, 0),
        with("dawn", "2024-11-29", 1, 2),
        with("dusk", "2024-11-29", 3, 1),
        Event {
            kind: EventKind::Statement,
            ..with("words", "2024-11-30", 4, 3)
        },
        with("after", "2024-12-02", 2, 2),
    ];
    events[1].when.time = Minute::parse("05:10");
    events[2].when.time = Minute::parse("17:00");
    let mut set = dataset(events);
    set.about.coverage = Some(date("2024-11-27/2024-12-08"));
    Engine::new(vec![set], vec![Vec::new()])
}

fn ask(engine: &Engine, filter: &str, part: Part) -> Reply {
    let question = Question {
        number: 7,
        filter: filter.to_owned(),
        parts: vec![part],
    };
    let answer = engine.answer(&question, &|| false).unwrap();
    assert_eq!(answer.number, 7);
    assert!(answer.diagnostics.is_empty(), "{:?}", answer.diagnostics);
    answer.replies.into_iter().next().unwrap()
}

fn key(event: u32) -> EventKey {
    EventKey { dataset: 0, event }
}

fn ids(window: &Window) -> Vec<&str> {
    window.rows.iter().map(|row| &*row.id).collect()
}

fn window(engine: &Engine, filter: &str, part: Part) -> Window {
    match ask(engine, filter, part) {
        Reply::Window(window) => window,
        other => panic!("{other:?}"),
    }
}

fn facet(engine: &Engine, filter: &str, facet: Facet, find: &str, closed: &[&str]) -> FacetCounts {
    let closed = closed.iter().map(ToString::to_string).collect();
    match ask(
        engine,
        filter,
        Part::Facet {
            facet,
            find: find.to_owned(),
            closed,
            first: 0,
            len: 100,
        },
    ) {
        Reply::Facet(counts) => counts,
        other => panic!("{other:?}"),
    }
}

fn short(counts: &FacetCounts) -> Vec<(usize, &str, usize)> {
    counts
        .values
        .iter()
        .map(|value| (value.depth, &*value.value, value.count))
        .collect()
}

#[test]
fn windows_are_clipped_runs_with_their_days() {
    let engine = five();
    let shown = window(
        &engine,
        "after:2024-11-01",
        Part::Window { first: 1, len: 2 },
    );
    assert_eq!(ids(&shown), ["dusk", "words"]);
    assert_eq!((shown.first, shown.total), (1, 4));
    assert_eq!(
        shown.days,
        [(day("2024-11-29"), 2), (day("2024-11-30"), 1)],
        "also what is outside the window"
    );
    assert!(
        window(&engine, "", Part::Window { first: 99, len: 5 })
            .rows
            .is_empty()
    );
}

#[test]
fn around_an_event_that_does_not_match_is_around_the_nearest_one() {
    let engine = five();
    let around = |filter, event| {
        window(
            &engine,
            filter,
            Part::Around {
                event: key(event),
                before: 1,
                after: 1,
            },
        )
    };
    let shown = around("", 2);
    assert_eq!(
        (ids(&shown), shown.anchor),
        (vec!["dawn", "dusk", "words"], Some(2))
    );
    let shown = around("kind:clash", 3);
    assert_eq!(
        (ids(&shown), shown.anchor),
        (vec!["dawn", "dusk", "after"], Some(2)),
        "29 November is nearer than 2 December"
    );
    let shown = around("kind:capture", 3);
    assert_eq!((shown.rows.len(), shown.anchor), (0, None));
}

#[test]
fn ranks_and_seeks_go_by_the_shown_rows() {
    let engine = five();
    assert!(matches!(
        ask(&engine, "", Part::RankOfDay(day("2024-11-30"))),
        Reply::Rank(3)
    ));
    assert!(matches!(
        ask(&engine, "", Part::RankOfDay(day("2025-01-01"))),
        Reply::Rank(5)
    ));
    let at = |on: &str, at: &str| {
        let (day, minute) = (day(on), Minute::parse(at).expect("a time"));
        match ask(&engine, "", Part::RankOfTime(DayTime { day, minute })) {
            Reply::Rank(rank) => rank,
            other => panic!("{other:?}"),
        }
    };
    let ranks = ["00:00", "05:10", "05:11", "17:01"].map(|time| at("2024-11-29", time));
    assert_eq!(ranks, [1, 1, 2, 3], "the day after begins at 3");
    assert_eq!(at("2024-11-30", "12:00"), 3, "it may have been then");
    let seek = |from, forward, matching: &str| match ask(
        &engine,
        "after:2024-01-01",
        Part::Seek {
            from,
            forward,
            matching: matching.to_owned(),
        },
    ) {
        Reply::Found(found) => found.map(|(key, rank)| (key.event, rank)),
        other => panic!("{other:?}"),
    };
    assert_eq!(seek(Some(key(1)), true, "kind:clash"), Some((2, 1)));
    assert_eq!(
        seek(Some(key(4)), true, "kind:clash"),
        Some((1, 0)),
        "wraps around"
    );
    assert_eq!(seek(Some(key(1)), false, "kind:clash"), Some((4, 3)));
    assert_eq!(seek(None, true, "kind:statement"), Some((3, 2)));
    assert_eq!(seek(None, true, "kind:capture"), None);
}

#[test]
fn actors_stand_under_blocs_and_parents() {
    let engine = five();
    let counts = facet(&engine, "", Facet::Actor, "", &[]);
    let expected = [
        (0, "opposition", 2),
        (1, "rebels", 2),
        (2, "brigade", 1),
        (0, "government", 3),
        (1, "state", 3),
        (2, "army", 1),
        (2, "tv", 1),
    ];
    assert_eq!(short(&counts), expected);
    assert_eq!((counts.peak, counts.total), (3, 7));
    let closed = facet(&engine, "", Facet::Actor, "", &["bloc:opposition", "state"]);
    assert_eq!(
        short(&closed),
        [(0, "opposition", 2), (0, "government", 3), (1, "state", 3)]
    );
    let found = facet(&engine, "", Facet::Actor, "brig", &[]);
    assert_eq!(short(&found), [(0, "brigade", 1)]);
    assert_eq!(found.values[0].matched, [0, 1, 2, 3]);
}

#[test]
fn a_facet_does_not_count_under_its_own_terms() {
    let engine = five();
    let counts = facet(
        &engine,
        "region:saraqib -region:homs kind:clash",
        Facet::Region,
        "",
        &[],
    );
    let values: Vec<_> = counts
        .values
        .iter()
        .map(|value| (&*value.value, value.count, value.choice))
        .collect();
    let expected = [
        ("syria", 4, Choice::None),
        ("aleppo", 3, Choice::None),
        ("saraqib", 2, Choice::Included),
        ("homs", 0, Choice::Excluded),
    ];
    assert_eq!(values, expected);
    assert_eq!(
        short(&facet(&engine, "region:saraqib", Facet::Kind, "", &[])),
        [(0, "clash", 2)]
    );
}

/// Codes of the five events: `cameo` of all but the last, `plover` of the last.
fn coded() -> Engine {
    let codes = [
        ("cameo", "190"),
        ("cameo", "1951"),
        ("cameo", "195"),
        ("cameo", "19"),
        ("plover", "ASSAULT"),
    ];
    let events = codes
        .into_iter()
        .enumerate()
        .map(|(at, (scheme, code))| Event {
            codes: vec![(text(scheme), text(code))],
            ..event(&format!("e{at}"), "2024-11-29")
        });
    engine(events.collect())
}

#[test]
fn fields_of_the_data_are_facets_too() {
    let engine = coded();
    let catalog = engine.catalog();
    assert_eq!(catalog.fields, ["cameo", "plover"]);
    let own: Vec<_> = catalog
        .facets()
        .filter(|facet| matches!(facet, Facet::Field(_)))
        .collect();
    assert_eq!(own, [Facet::Field(0), Facet::Field(1)]);
    let counts = facet(&engine, "", Facet::Field(0), "", &[]);
    let expected = [(0, "19", 4), (1, "195", 2), (2, "1951", 1), (1, "190", 1)];
    assert_eq!(short(&counts), expected);
    assert!(counts.values.iter().all(|value| *value.field == *"cameo"));
    let closed = facet(&engine, "", Facet::Field(0), "", &["cameo:195"]);
    assert_eq!(short(&closed), [(0, "19", 4), (1, "195", 2), (1, "190", 1)]);
    let found = facet(&engine, "", Facet::Field(1), "aslt", &[]);
    assert_eq!(short(&found), [(0, "ASSAULT", 1)]);
    let none = facet(&engine, "", Facet::Field(7), "", &[]);
    assert_eq!((none.total, Facet::Field(7).field(&catalog)), (0, ""));
}

#[test]
fn a_count_beside_a_code_is_what_picking_it_leaves() {
    let engine = coded();
    let filter = "cameo:195 -cameo:1951";
    let counts = facet(&engine, filter, Facet::Field(0), "", &[]);
    let choices: Vec<_> = counts
        .values
        .iter()
        .map(|value| (&*value.value, value.count, value.choice))
        .collect();
    let expected = [
        ("19", 4, Choice::None),
        ("195", 2, Choice::Included),
        ("1951", 1, Choice::Excluded),
        ("190", 1, Choice::None),
    ];
    assert_eq!(choices, expected, "counted without its own terms");
    for value in &counts.values {
        let picked = window(
            &engine,
            &format!("cameo:{}", value.value),
            Part::Window { first: 0, len: 9 },
        );
        assert_eq!(picked.total, value.count, "{}", value.value);
    }
    let other = facet(&engine, filter, Facet::Field(1), "", &[]);
    assert_eq!(other.total, 0);
}

#[test]
fn a_facet_of_older_data_is_found_by_name() {
    let old = coded().catalog();
    let new = Catalog {
        fields: ["acled", "ucdp", "plover"].map(str::to_owned).into(),
        ..Catalog::default()
    };
    assert_eq!(new.facet_of(Facet::Kind, &old), Some(Facet::Kind));
    assert_eq!(new.facet_of(Facet::Field(1), &old), Some(Facet::Field(2)));
    assert_eq!(new.facet_of(Facet::Field(0), &old), None);
    assert_eq!(new.facet_of(Facet::Field(9), &old), None);
}

/// `count` events, one on each day from 1 January 2024, and some long ago.
fn many(count: i64, ancient: usize) -> Engine {
    let mut events: Vec<Event> = (0..count)
        .map(|at| {
            event(
                &format!("day-{at}"),
                &day("2024-01-01").plus(at).to_string(),
            )
        })
        .collect();
    events.extend((0..ancient).map(|at| event(&format!("ancient-{at}"), "1974-03-08")));
    engine(events)
}

#[test]
fn far_outliers_do_not_flatten_the_histogram_and_are_counted() {
    let counted = |engine: &Engine| match ask(
        engine,
        "",
        Part::Histogram {
            span: None,
            buckets: 500,
        },
    ) {
        Reply::Histogram(histogram) => histogram,
        other => panic!("{other:?}"),
    };
    // One of 451 is an outlier …
    let histogram = counted(&many(450, 1));
    assert_eq!((histogram.unit, histogram.before), (BucketUnit::Day, 1));
    // … of few events none is, and neither is what is more than one in 400.
    for engine in [many(20, 1), many(450, 5)] {
        let histogram = counted(&engine);
        assert_ne!(histogram.unit, BucketUnit::Day);
        assert_eq!(histogram.before, 0);
    }
}

#[test]
fn the_histogram_shows_the_bulk_and_counts_the_rest() {
    let engine = five();
    let Reply::Histogram(counts) = ask(
        &engine,
        "",
        Part::Histogram {
            span: None,
            buckets: 50,
        },
    ) else {
        panic!()
    };
    assert_eq!(counts.unit, BucketUnit::Day);
    let totals: Vec<_> = counts
        .buckets
        .iter()
        .map(|bucket| (&*bucket.label, bucket.total))
        .collect();
    assert_eq!(
        totals,
        [("29 Nov", 2), ("30 Nov", 1), ("1 Dec", 0), ("2 Dec", 1)]
    );
    assert_eq!(
        (counts.before, counts.after, counts.untimed, counts.peak),
        (1, 0, 0, 2)
    );
    assert_eq!(counts.buckets[0].by_bloc, [1, 1, 0]);
    let span = DayRange {
        from: day("2024-11-29"),
        to: day("2024-11-30"),
    };
    let Reply::Histogram(hours) = ask(
        &engine,
        "",
        Part::Histogram {
            span: Some(span),
            buckets: 48,
        },
    ) else {
        panic!()
    };
    assert_eq!(
        (
            hours.unit,
            hours.buckets[5].total,
            hours.untimed,
            hours.after
        ),
        (BucketUnit::Hours(1), 1, 1, 1)
    );
}

#[test]
fn a_mistake_gets_diagnostics_and_no_replies() {
    let engine = five();
    let question = |parts| Question {
        number: 1,
        filter: "regoin:homs".to_owned(),
        parts,
    };
    let answer = engine
        .answer(&question(vec![Part::Totals]), &|| false)
        .unwrap();
    assert!(!answer.diagnostics.is_empty() && answer.replies.is_empty());
    let complete = Part::Complete {
        text: "kind:st".to_owned(),
        cursor: 7,
        limit: 5,
    };
    let answer = engine
        .answer(&question(vec![Part::Totals, complete]), &|| false)
        .unwrap();
    let [Reply::Nothing, Reply::Completions(offers)] = &answer.replies[..] else {
        panic!("{:?}", answer.replies)
    };
    assert_eq!(offers[0].count, Some(1));
}

#[test]
fn a_cancelled_question_has_no_answer() {
    let question = Question {
        number: 1,
        filter: "kind:clash".to_owned(),
        parts: vec![Part::Totals],
    };
    assert_eq!(
        five().answer(&question, &|| true).unwrap_err(),
        AskError::Cancelled
    );
}

#[test]
fn details_number_sources_and_say_why_accounts_differ() {
    let number = |claimant, best, source| Claim {
        best: Some(best),
        sources: vec![SourceIx(source)],
        ..claim(claimant, ClaimSubject::Killed)
    };
    let one = Event {
        sources: vec![cite(2), cite(0), cite(3)],
        claims: vec![number(1, 10, 0), number(3, 20, 5)],
        quotes: vec![quote("q", 5, "grave concern", 4)],
        ..event("e", "2024-11-29")
    };
    let engine = engine(vec![one]);
    let Reply::Event(Some(detail)) = ask(&engine, "", Part::Event(key(0))) else {
        panic!()
    };
    let sources: Vec<_> = detail
        .sources
        .iter()
        .map(|source| (&*source.record.id, source.cited, source.first_of_origin))
        .collect();
    let expected = [
        ("copy", true, false),
        ("tv-1", true, true),
        ("reuters-1", true, true),
        ("rebel-1", false, false),
        ("reuters-2", false, false),
    ];
    assert_eq!(sources, expected);
    assert_eq!(
        (detail.claims[1].sources[0], detail.quotes[0].source),
        (3, 4)
    );
    assert_eq!(
        detail.dispute_reasons,
        ["Killed: army says 10, rebels says 20; 10 apart"]
    );
    assert_eq!(detail.row.support, 2);
    assert_eq!(detail.origin, Some(("sample.toml".to_owned(), 0)));
}

#[test]
fn under_the_clock_a_claim_names_published_sources_only() {
    let found = |sources: Vec<u32>, when| Claim {
        best: Some(10),
        sources: sources.into_iter().map(SourceIx).collect(),
        date: Some(date(when)),
        ..claim(1, ClaimSubject::Killed)
    };
    let one = Event {
        sources: vec![cite(0)],
        claims: vec![
            found(vec![0, 3], "2024-11-29"),
            found(vec![4], "2024-11-30"),
        ],
        ..event("e", "2024-11-29/2024-12-05")
    };
    let mut set = dataset(vec![one]);
    set.sources[0].published = Some(date("2024-11-29"));
    set.sources[3].published = Some(date("2024-12-02"));
    let engine = Engine::new(vec![set], vec![Vec::new()]);
    let Reply::Event(Some(detail)) = ask(&engine, "known:2024-12-01", Part::Event(key(0))) else {
        panic!()
    };
    let sources: Vec<_> = detail
        .sources
        .iter()
        .map(|source| &*source.record.id)
        .collect();
    assert_eq!(
        sources,
        ["tv-1", "reuters-2"],
        "the undated one counts from the day of the claim"
    );
    let named: Vec<_> = detail
        .claims
        .iter()
        .map(|claim| claim.sources.clone())
        .collect();
    assert_eq!(named, [[0], [1]]);
}
