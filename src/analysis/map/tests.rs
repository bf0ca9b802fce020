use proptest::prelude::*;

use super::*;
use crate::analysis::{Engine, Part, Question, Reply};
use crate::model::{Event, Place, PlacePrecision, RegionIx};
use crate::store::sample::{dataset, event};

/// Events at these points, a day each, in the regions of the sample by turns.
fn engine(places: &[Option<(f64, f64)>]) -> Engine {
    engine_of(places, |_| None)
}

fn engine_of(
    places: &[Option<(f64, f64)>],
    precision: impl Fn(usize) -> Option<PlacePrecision>,
) -> Engine {
    let at = |(number, place): (usize, &Option<(f64, f64)>)| Event {
        region: RegionIx(u32::try_from(number % 3).unwrap()),
        place: place.map(|(lat, lon)| Place {
            name: None,
            position: Some(Position { lat, lon }),
            precision: precision(number),
        }),
        ..event(
            &format!("e{number}"),
            &format!("2024-12-{:02}", number % 28 + 1),
        )
    };
    let events = places.iter().enumerate().map(at).collect();
    Engine::new(vec![dataset(events)], vec![Vec::new()])
}

fn ask(engine: &Engine, filter: &str, part: Part) -> Reply {
    let question = Question {
        number: 1,
        filter: filter.to_owned(),
        parts: vec![part],
    };
    let answer = engine.answer(&question, &|| false).unwrap();
    assert!(answer.diagnostics.is_empty(), "{:?}", answer.diagnostics);
    answer.replies.into_iter().next().unwrap()
}

fn map(engine: &Engine, filter: &str, frame: MapFrame) -> MapCounts {
    let query = MapQuery {
        frame,
        columns: 60,
        rows: 20,
        trail: None,
    };
    match ask(engine, filter, Part::Map(query)) {
        Reply::Map(map) => *map,
        other => panic!("{other:?}"),
    }
}

fn spot(engine: &Engine, grid: Grid, event: EventKey) -> Option<MapSpot> {
    spot_under(engine, "", grid, event)
}

fn spot_under(engine: &Engine, filter: &str, grid: Grid, event: EventKey) -> Option<MapSpot> {
    match ask(
        engine,
        filter,
        Part::Spot {
            grid,
            event,
            len: 3,
        },
    ) {
        Reply::Spot(spot) => spot.map(|spot| *spot),
        other => panic!("{other:?}"),
    }
}

/// Twenty in Syria, three in Moscow, one in New York, two nowhere.
fn spread() -> Vec<Option<(f64, f64)>> {
    let syria = (0..20).map(|n| Some((33.5 + f64::from(n) * 0.15, 36.3 + f64::from(n % 5) * 0.3)));
    let far = [Some((55.75, 37.6)); 3]
        .into_iter()
        .chain([Some((40.75, -73.97)), None, None]);
    syria.chain(far).collect()
}

#[test]
fn the_bulk_is_looked_at_and_the_rest_is_told() {
    let engine = engine(&spread());
    let bulk = map(&engine, "", MapFrame::Bulk);
    assert_eq!((bulk.inside, bulk.outside, bulk.placeless), (20, 4, 2));
    let all = map(&engine, "", MapFrame::All);
    assert_eq!((all.inside, all.outside, all.placeless), (24, 0, 2));
    assert!(all.grid.camera.step() > 5.0 * bulk.grid.camera.step());
}

#[test]
fn no_place_at_all_shows_the_globe() {
    let counts = map(&engine(&[None, None]), "", MapFrame::Bulk);
    assert_eq!((counts.inside, counts.outside, counts.placeless), (0, 0, 2));
    assert!(counts.grid.reach().0 > 150.0);
    let counts = map(&engine(&[]), "", MapFrame::All);
    assert!(counts.bins.is_empty());
}

#[test]
fn a_single_place_is_not_looked_at_through_a_microscope() {
    let counts = map(&engine(&[Some((36.2, 37.16))]), "", MapFrame::Bulk);
    assert_eq!(counts.bins[0].at, (30, 10));
    assert!(counts.grid.km_across() > 0.3);
}

#[test]
fn places_on_both_sides_of_the_date_line_are_near() {
    let engine = engine(&[
        Some((-17.0, 179.5)),
        Some((-17.0, -179.5)),
        Some((-16.0, 178.0)),
    ]);
    let counts = map(&engine, "", MapFrame::All);
    assert_eq!(counts.inside, 3);
    assert!(counts.grid.reach().0 < 4.0, "{:?}", counts.grid);
}

#[test]
fn rough_places_are_told_from_exact_ones() {
    let point = Some((35.0, 38.0));
    let precisions = [
        None,
        Some(PlacePrecision::Exact),
        Some(PlacePrecision::Near),
        Some(PlacePrecision::Adm2),
        Some(PlacePrecision::Adm1),
        Some(PlacePrecision::Area),
        Some(PlacePrecision::Country),
    ];
    let counts = map(
        &engine_of(&[point; 7], |n| precisions[n]),
        "",
        MapFrame::Bulk,
    );
    assert_eq!(
        (counts.bins[0].count, counts.bins[0].rough, counts.rough),
        (7, 4, 4)
    );
    for precision in PlacePrecision::ALL {
        let rough = map(
            &engine_of(&[point], |_| Some(*precision)),
            "",
            MapFrame::Bulk,
        )
        .rough
            == 1;
        assert_eq!(rough, is_rough(*precision), "{precision:?}");
    }
}

#[test]
fn the_events_of_a_cell_are_gone_through_around_the_ends() {
    let engine = engine(&[
        Some((35.0, 38.0)),
        Some((36.0, 38.0)),
        Some((35.0, 38.0)),
        None,
    ]);
    let grid = map(&engine, "", MapFrame::All).grid;
    let key = |event| EventKey { dataset: 0, event };
    let first = spot(&engine, grid, key(0)).unwrap();
    assert_eq!((first.total, first.rank, first.rows.len()), (2, 0, 2));
    assert_eq!(first.beside, (key(2), key(2)));
    assert_eq!(first.region, None);
    let alone = spot(&engine, grid, key(1)).unwrap();
    assert_eq!((alone.total, alone.beside), (1, (key(1), key(1))));
    assert!(alone.region.is_some());
    assert_eq!(spot(&engine, grid, key(3)), None);
    assert_eq!(spot(&engine, grid, key(99)), None);
    let away = Grid {
        camera: Camera::new(
            Position {
                lat: -40.0,
                lon: 0.0,
            },
            0.01,
        ),
        ..grid
    };
    let outside = spot(&engine, away, key(0)).unwrap();
    assert_eq!((outside.at, outside.total), (None, 1));
}

#[test]
fn a_trail_is_of_other_events() {
    let engine = engine(&[Some((35.0, 38.0)), Some((36.0, 38.0))]);
    let query = MapQuery {
        frame: MapFrame::All,
        columns: 60,
        rows: 20,
        trail: Some("date:2024-12-02".into()),
    };
    let Reply::Map(counts) = ask(&engine, "date:2024-12-01", Part::Map(query)) else {
        panic!("no map");
    };
    assert_eq!(
        (counts.inside, counts.trail.len()),
        (1, 0),
        "it lies outside of the window"
    );
    let query = MapQuery {
        frame: MapFrame::Camera(map(&engine, "", MapFrame::All).grid.camera),
        columns: 60,
        rows: 20,
        trail: Some("date:2024-12-02".into()),
    };
    let Reply::Map(counts) = ask(&engine, "date:2024-12-01", Part::Map(query)) else {
        panic!("no map");
    };
    assert_eq!((counts.inside, counts.trail.len()), (1, 1));
}

#[test]
fn two_threads_count_what_one_would() {
    let many = 64 * (1 << 12) + 10;
    let place = |n: usize| {
        let n = f64::from(u32::try_from(n % 9973).unwrap());
        Some((n * 0.01 - 40.0, n * 0.03 - 150.0)).filter(|_| n > 100.0)
    };
    let places: Vec<_> = (0..many).map(place).collect();
    let engine = engine(&places);
    let counts = map(&engine, "", MapFrame::All);
    let placed = places.iter().flatten().count();
    assert_eq!((counts.inside, counts.outside), (placed, 0));
    assert_eq!(counts.placeless, many - placed);
    assert_eq!(
        counts.bins.iter().map(|bin| bin.count).sum::<usize>(),
        placed
    );
    let bin = &counts.bins[counts.bins.len() / 2];
    let spot = spot(&engine, counts.grid, bin.first).unwrap();
    assert_eq!((spot.total, spot.rank), (bin.count, 0));
    // The first half of the month: counted row by row, on two threads too.
    let early = |n: usize| n % 28 < 14;
    let wanted: Vec<_> = (0..many).filter(|&n| early(n)).map(place).collect();
    let counts = map(&engine, "date:..2024-12-14", MapFrame::All);
    let placed = wanted.iter().flatten().count();
    assert_eq!((counts.inside, counts.outside), (placed, 0));
    assert_eq!(counts.placeless, wanted.len() - placed);
    for bin in &counts.bins {
        assert!(
            early(bin.first.event as usize),
            "the first match, not the first event"
        );
    }
}

fn place() -> impl Strategy<Value = Option<(f64, f64)>> {
    prop_oneof![
        6 => (30.0..40.0, 30.0..45.0).prop_map(Some),
        2 => (-90.0..=90.0, -180.0..=180.0).prop_map(Some),
        1 => Just(Some((90.0, 180.0))),
        1 => Just(Some((-90.0, -180.0))),
        1 => Just(None),
    ]
}

fn frame() -> impl Strategy<Value = MapFrame> {
    let camera = (-90.0..=90.0, -180.0..=180.0, 1e-4..20.0);
    prop_oneof![
        Just(MapFrame::Bulk),
        Just(MapFrame::All),
        ".{0,6}".prop_map(MapFrame::Region),
        Just(MapFrame::Region("idlib".into())),
        (0_u32..9, 1e-4..5.0)
            .prop_map(|(event, step)| MapFrame::Event(EventKey { dataset: 0, event }, step)),
        camera.prop_map(|(lat, lon, step)| MapFrame::Camera(Camera::new(
            Position { lat, lon },
            step
        ))),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_counts_add_up_whatever_is_looked_at(
        places in prop::collection::vec(place(), 0..40),
        frame in frame(),
        (columns, rows) in (0_u16..120, 0_u16..50),
        (filter, last) in prop_oneof![
            Just(("", 28)),
            Just(("date:..2024-12-09", 9)),
            Just(("date:..2024-11-30", 0)),
        ],
    ) {
        let engine = engine(&places);
        let query = MapQuery { frame, columns, rows, trail: Some(filter.to_owned()) };
        let Reply::Map(counts) = ask(&engine, filter, Part::Map(query)) else { panic!("no map") };
        let days = (0..28).cycle();
        let matches: Vec<_> = places.iter().zip(days).filter(|(_, day)| *day < last).collect();
        prop_assert_eq!(counts.inside + counts.outside + counts.placeless, matches.len());
        let placeless = matches.iter().filter(|(place, _)| place.is_none()).count();
        prop_assert_eq!(counts.placeless, placeless);
        prop_assert_eq!(counts.bins.iter().map(|bin| bin.count).sum::<usize>(), counts.inside);
        prop_assert_eq!(counts.trail.len(), counts.bins.len());
        for bin in &counts.bins {
            prop_assert!(bin.at.0 < columns && bin.at.1 < rows);
            prop_assert_eq!(bin.blocs.iter().map(|bloc| bloc.1).sum::<usize>(), bin.count);
            let spot = spot_under(&engine, filter, counts.grid, bin.first).expect("it is on the map");
            prop_assert_eq!((spot.at, spot.total, spot.rank), (Some(bin.at), bin.count, 0));
        }
        for label in &counts.labels {
            prop_assert!(label.at.0 < columns && label.at.1 < rows);
        }
    }

    #[test]
    fn all_that_has_a_place_is_on_the_map_of_all(places in prop::collection::vec(place(), 1..30)) {
        let counts = map(&engine(&places), "", MapFrame::All);
        let polar = places.iter().flatten().any(|(lat, _)| lat.abs() > 80.0);
        prop_assert!(polar || counts.outside == 0, "{:?}", counts.grid);
    }
}
