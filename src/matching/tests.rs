//! Pairs of two small datasets.

use super::*;
use crate::model::*;
use crate::store::Bitset;
use crate::store::sample::*;

/// A dataset whose regions have levels: `syria` (country) > `aleppo` (governorate) > `saraqib` (place), and `homs` (governorate).
fn set(events: Vec<Event>) -> Dataset {
    let mut set = dataset(events);
    let levels = [
        RegionLevel::Country,
        RegionLevel::Governorate,
        RegionLevel::Place,
        RegionLevel::Governorate,
    ];
    for (region, level) in set.regions.iter_mut().zip(levels) {
        region.level = level;
    }
    set
}

fn at(lat: f64, lon: f64, precision: PlacePrecision) -> Option<Place> {
    Some(Place {
        name: None,
        position: Some(Position { lat, lon }),
        precision: Some(precision),
    })
}

/// An event in Saraqib on 29 November.
fn saraqib(id: &str) -> Event {
    Event {
        region: RegionIx(2),
        place: at(35.864, 36.805, PlacePrecision::Exact),
        actors: vec![part(1, Role::Initiator), part(3, Role::Target)],
        ..event(id, "2024-11-29")
    }
}

/// How the first events of two datasets agree.
fn agreement(left: Dataset, right: Dataset) -> Option<Agreement> {
    let store = Store::build(&[left, right]);
    let names = Names::new(&store);
    let row = |set| {
        store
            .row_of(crate::store::DatasetCode(set), 0)
            .expect("an event")
    };
    matcher(&store, &names).agreement(row(0), row(1))
}

fn of_events(a: Event, b: Event) -> Option<Agreement> {
    agreement(set(vec![a]), set(vec![b]))
}

fn matcher<'a>(store: &'a Store, names: &'a Names) -> Matcher<'a> {
    Matcher {
        store,
        names,
        clock: Clock::NOW,
        settings: Settings::default(),
    }
}

#[test]
fn the_same_event_scores_1() {
    let same = of_events(saraqib("a"), saraqib("b")).expect("a candidate");
    assert_eq!(same.time, TimeTie::SameDay);
    assert_eq!(same.place, PlaceTie::Apart(0.0));
    assert_eq!(same.kinds, KindTie::Same(EventKind::Clash));
    assert_eq!(same.actors.pairs.len(), 2);
    assert!((same.score(&Settings::default()) - 1.0).abs() < 1e-9);
}

#[test]
fn what_lies_outside_of_a_window_is_no_candidate() {
    let later = Event {
        when: event("b", "2024-12-02").when,
        ..saraqib("b")
    };
    assert_eq!(of_events(saraqib("a"), later), None);
    let elsewhere = Event {
        place: at(35.960, 36.805, PlacePrecision::Exact),
        ..saraqib("b")
    };
    assert_eq!(of_events(saraqib("a"), elsewhere), None, "10.7 km");
    let words = Event {
        kind: EventKind::Statement,
        ..saraqib("b")
    };
    assert_eq!(of_events(saraqib("a"), words), None);
}

#[test]
fn distance_says_nothing_of_vague_places() {
    let somewhere = |region, precision| Event {
        region: RegionIx(region),
        // The middle of the governorate, far from Saraqib.
        place: at(36.3, 37.5, precision),
        ..saraqib("b")
    };
    let within = |other: Event| of_events(saraqib("a"), other).map(|agreement| agreement.place);
    let tie = |level, region, parts_differ| {
        Some(PlaceTie::Within {
            level,
            region: crate::store::RegionCode(region),
            parts_differ,
        })
    };
    assert_eq!(
        within(somewhere(1, PlacePrecision::Adm1)),
        tie(RegionLevel::Governorate, 1, false)
    );
    assert_eq!(within(somewhere(1, PlacePrecision::Exact)), None);
    assert_eq!(
        within(somewhere(0, PlacePrecision::Country)),
        None,
        "a country is too large"
    );
    assert_eq!(within(somewhere(3, PlacePrecision::Adm1)), None, "Homs");
    let unplaced = Event {
        place: None,
        ..saraqib("b")
    };
    assert_eq!(within(unplaced), tie(RegionLevel::Place, 2, false));
}

#[test]
fn places_of_one_governorate_with_other_names_count_half() {
    let mut right = set(vec![Event {
        place: None,
        ..saraqib("b")
    }]);
    right.regions[2].name = text("Khan Tuman");
    let agreement = agreement(set(vec![saraqib("a")]), right).expect("a candidate");
    let PlaceTie::Within {
        level,
        parts_differ,
        ..
    } = agreement.place
    else {
        panic!("{agreement:?}")
    };
    assert_eq!((level, parts_differ), (RegionLevel::Governorate, true));
    assert!((agreement.place.value(10.0) - 0.2).abs() < 1e-9);
}

#[test]
fn regions_are_the_same_by_alias_or_by_code_within_their_country() {
    let vague = |region| Event {
        region: RegionIx(region),
        place: None,
        ..saraqib("b")
    };
    let with = |change: &dyn Fn(&mut Dataset)| {
        let mut right = set(vec![vague(1)]);
        right.regions[1].name = text("Aleppo Governorate");
        change(&mut right);
        let mut left = set(vec![vague(1)]);
        left.regions[1].codes = vec![(text("iso"), text("SY-HL"))];
        agreement(left, right).is_some()
    };
    assert!(!with(&|_| {}));
    assert!(with(
        &|right| right.regions[1].aliases = vec![text("Alèppo")]
    ));
    assert!(with(
        &|right| right.regions[1].codes = vec![(text("ISO"), text("sy-hl"))]
    ));
    assert!(!with(
        &|right| right.regions[1].codes = vec![(text("fips"), text("SY-HL"))]
    ));
    assert!(!with(&|right| {
        right.regions[1].aliases = vec![text("aleppo")];
        right.regions[0].name = text("another country");
    }));
}

#[test]
fn actors_are_tied_by_id_name_membership_and_list() {
    let ties = |change: &dyn Fn(&mut Dataset)| {
        let mut right = set(vec![saraqib("b")]);
        right.actors[1].name = text("Fifth Corps");
        right.actors[3].name = text("Somebody else");
        right.actors[0].name = text("The State");
        change(&mut right);
        let found = agreement(set(vec![saraqib("a")]), right)
            .expect("a candidate")
            .actors;
        let value = found.value();
        (
            found
                .pairs
                .into_iter()
                .map(|(.., tie)| tie)
                .collect::<Vec<_>>(),
            value,
        )
    };
    assert_eq!(
        ties(&|_| {}),
        (vec![], 0.2),
        "others may be the same under other names"
    );
    assert_eq!(
        ties(&|right| right.actors[1].aliases = vec![text("ARMY")]),
        (vec![Tie::Same], 0.75)
    );
    let (tied, value) = ties(&|right| right.actors[0].name = text("army"));
    assert_eq!((tied, (value * 100.0).round()), (vec![Tie::Holds], 70.0));
    let (tied, _) = ties(&|right| right.actors[3].name = text("Brigade 7, Rebels, Southern Front"));
    assert_eq!(tied, [Tie::Listed]);
    let (tied, _) = ties(&|right| right.actors[1].name = text("state"));
    assert_eq!(tied, [Tie::Belongs]);
}

#[test]
fn ids_are_compared_within_their_scheme() {
    let with = |scheme: &str| {
        let mut left = set(vec![saraqib("a")]);
        left.actors[1].ids = vec![(text("ucdp"), text("118"))];
        let mut right = set(vec![saraqib("b")]);
        right.actors[1].name = text("Government");
        right.actors[1].parent = None;
        right.actors[1].ids = vec![(text(scheme), text("118"))];
        agreement(left, right)
            .expect("a candidate")
            .actors
            .pairs
            .len()
    };
    assert_eq!((with("ucdp"), with("acled")), (2, 1));
}

#[test]
fn unknown_actors_are_no_contradiction() {
    let nobody = Event {
        actors: Vec::new(),
        ..saraqib("b")
    };
    let agreement = of_events(saraqib("a"), nobody).expect("a candidate");
    assert!((agreement.actors.value() - 0.5).abs() < 1e-9);
    assert!(agreement.score(&Settings::default()) > 0.8);
}

#[test]
fn accounts_of_killed_are_compared_and_never_added() {
    let killed = |best: &[u64]| Event {
        claims: best
            .iter()
            .map(|&best| Claim {
                best: Some(best),
                ..claim(1, ClaimSubject::Killed)
            })
            .collect(),
        ..saraqib("x")
    };
    let compared = |a: &[u64], b: &[u64]| {
        let agreement = of_events(killed(a), killed(b)).expect("a candidate");
        agreement
            .killed
            .map(|killed| (killed.apart, killed.value()))
    };
    assert_eq!(compared(&[3], &[3]), Some((0, 1.0)));
    assert_eq!(compared(&[3, 10], &[10]), Some((0, 1.0)));
    assert_eq!(
        compared(&[1, 2], &[3]),
        Some((1, 1.0 - 1.0 / 4.5)),
        "1 and 2 are not 3"
    );
    assert_eq!(compared(&[40], &[50]), Some((10, 1.0 - 10.0 / 14.0)));
    assert_eq!(compared(&[1], &[20]), Some((19, 0.0)));
    assert_eq!(compared(&[], &[3]), None);
    let mut total = killed(&[3]);
    total.claims[0].cumulative = true;
    let agreement = of_events(total, killed(&[3])).expect("a candidate");
    assert_eq!(agreement.killed, None, "a running total is of no one event");
}

/// Events here and there, some vague, some long: what the index finds is what comparing all with all finds.
#[test]
fn the_index_finds_what_comparing_all_with_all_finds() {
    let mut state = 7_u64;
    let mut below = |end: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % end
    };
    let mut events = |count: usize| -> Vec<Event> {
        let event = |at: usize| {
            let from = 1 + below(25);
            let when = match below(6) {
                0 => format!("2024-11-{from:02}/2024-11-{:02}", from + below(5)),
                1 => "2024-11".to_owned(),
                2 => format!("../2024-11-{from:02}"),
                _ => format!("2024-11-{from:02}"),
            };
            let precision =
                [PlacePrecision::Exact, PlacePrecision::Adm1][usize::from(below(4) == 0)];
            let degrees =
                |base: f64, step: u64| base + f64::from(u32::try_from(step).expect("small")) * 0.02;
            Event {
                region: RegionIx(u32::try_from(below(4)).expect("small")),
                place: at_random(
                    below(5) == 0,
                    degrees(36.0, below(8)),
                    degrees(37.0, below(8)),
                    precision,
                ),
                kind: EventKind::ALL[usize::try_from(below(6)).expect("small")],
                actors: vec![part(
                    u32::try_from(below(6)).expect("small"),
                    Role::Initiator,
                )],
                ..event_of(&format!("e{at}"), &when)
            }
        };
        (0..count).map(event).collect()
    };
    let store = Store::build(&[set(events(60)), set(events(150))]);
    let names = Names::new(&store);
    let matcher = matcher(&store, &names);
    let side = |set: u32| Bitset::from_fn(store.len(), |row| store.datasets().get(row) == set);
    let (left, right) = (side(0), side(1));
    let mut expected: Vec<Pair> = left
        .iter()
        .flat_map(|a| right.iter().map(move |b| (a, b)))
        .filter_map(|(a, b)| matcher.scored(a, b))
        .collect();
    sort(&mut expected);
    assert!(expected.len() > 50, "{}", expected.len());
    let all = matcher
        .candidates(&left, &right, &[], &|| false)
        .expect("not cancelled");
    let found: Vec<Pair> = all.iter().map(|candidate| candidate.pair).collect();
    assert_eq!(found, expected);
    let swapped = matcher
        .candidates(&right, &left, &[], &|| false)
        .expect("not cancelled");
    assert_eq!(swapped.len(), expected.len());
    for row in left.iter() {
        let of_row: Vec<Pair> = expected
            .iter()
            .copied()
            .filter(|pair| pair.a == row)
            .collect();
        assert_eq!(
            matcher.of(row, |other| right.contains(other)),
            of_row,
            "{row:?}"
        );
    }
    assert_eq!(matcher.candidates(&left, &right, &[], &|| true), None);
    assert_eq!(matcher.assign(&left, &right, &[], &|| true), None);
    // Each event at most once, the best first; and a pair that a record states takes its events out of all others.
    let stated = [(expected[3].a, expected[0].b)];
    for stated in [&[][..], &stated] {
        let all = matcher
            .candidates(&left, &right, stated, &|| false)
            .expect("not cancelled");
        let marked: Vec<Candidate> = all.into_iter().filter(|one| one.assigned).collect();
        let assigned = matcher
            .assign(&left, &right, stated, &|| false)
            .expect("not cancelled");
        let pairs = |found: &[Candidate]| found.iter().map(|one| one.pair).collect::<Vec<_>>();
        assert_eq!(pairs(&assigned), pairs(&marked), "{stated:?}");
        if stated.is_empty() {
            assert_eq!(assigned, marked);
        }
        let mut seen = Bitset::empty(store.len());
        for pair in pairs(&assigned) {
            assert!(seen.add(pair.a) && seen.add(pair.b), "{pair:?}");
        }
    }
}

/// Many events that fit each other alike, far more than are held for each: each finds one, and the earlier come first.
#[test]
fn equal_candidates_are_paired_in_the_order_of_time() {
    let events = |count: usize, prefix: &str| -> Dataset {
        set((0..count)
            .map(|at| saraqib(&format!("{prefix}{at}")))
            .collect())
    };
    let store = Store::build(&[events(50, "a"), events(40, "b")]);
    let names = Names::new(&store);
    let matcher = matcher(&store, &names);
    let side = |set: u32| Bitset::from_fn(store.len(), |row| store.datasets().get(row) == set);
    let assigned = matcher
        .assign(&side(0), &side(1), &[], &|| false)
        .expect("not cancelled");
    let found: Vec<(RowId, RowId)> = assigned
        .iter()
        .map(|one| (one.pair.a, one.pair.b))
        .collect();
    let expected: Vec<(RowId, RowId)> = side(0).iter().zip(side(1).iter()).collect();
    assert_eq!(found, expected);
    assert!(assigned.iter().all(|one| one.others == Some([39, 49])));
}

/// The better pair stands, and who loses its best candidate gets the next.
#[test]
fn the_best_pair_stands_and_the_loser_gets_its_next() {
    let near = |id: &str, north: f64| Event {
        place: at(35.864 + north, 36.805, PlacePrecision::Exact),
        ..saraqib(id)
    };
    // `a1` is nearest to `b0`, but `a0` is nearer to it.
    let left = set(vec![near("a0", 0.0), near("a1", 0.02)]);
    let right = set(vec![near("b0", 0.001), near("b1", 0.06)]);
    let store = Store::build(&[left, right]);
    let names = Names::new(&store);
    let matcher = matcher(&store, &names);
    let side = |set: u32| Bitset::from_fn(store.len(), |row| store.datasets().get(row) == set);
    let assigned = matcher
        .assign(&side(0), &side(1), &[], &|| false)
        .expect("not cancelled");
    let ids: Vec<(&str, &str)> = assigned
        .iter()
        .map(|one| (store.id(one.pair.a), store.id(one.pair.b)))
        .collect();
    assert_eq!(ids, [("a0", "b0"), ("a1", "b1")]);
}

fn at_random(nowhere: bool, lat: f64, lon: f64, precision: PlacePrecision) -> Option<Place> {
    if nowhere {
        None
    } else {
        at(lat, lon, precision)
    }
}

fn event_of(id: &str, when: &str) -> Event {
    event(id, when)
}

#[test]
fn what_occurred_is_not_what_was_planned() {
    let with = |a: EventStatus, b: EventStatus| {
        let [a, b] = [("a", a), ("b", b)].map(|(id, status)| Event {
            status,
            ..saraqib(id)
        });
        of_events(a, b).is_some()
    };
    use EventStatus::{Cancelled, Denied, Occurred, Planned};
    assert!(with(Occurred, Occurred) && with(Planned, Planned) && with(Planned, Cancelled));
    for other in [Planned, Denied, Cancelled] {
        assert!(
            !with(Occurred, other) && !with(other, Occurred),
            "{other:?}"
        );
    }
}

/// Numbers of other people, areas and times, and numbers that stand for a word, are not compared; "about" is a tenth.
#[test]
fn numbers_are_compared_as_far_as_they_are_of_the_same() {
    let killed = |change: &dyn Fn(&mut Claim)| {
        let mut told = Claim {
            best: Some(80),
            ..claim(1, ClaimSubject::Killed)
        };
        change(&mut told);
        let other = Claim {
            best: Some(86),
            who: Some(text("civilians")),
            ..claim(1, ClaimSubject::Killed)
        };
        let [a, b] = [told, other].map(|claim| Event {
            claims: vec![claim],
            ..saraqib("x")
        });
        of_events(a, b)
            .expect("a candidate")
            .killed
            .map(|killed| killed.apart)
    };
    assert_eq!(killed(&|_| {}), Some(6));
    assert_eq!(
        killed(&|claim| claim.qualifier = Some(Qualifier::About)),
        Some(0)
    );
    assert_eq!(
        killed(&|claim| claim.qualifier = Some(Qualifier::Dozens)),
        None
    );
    assert_eq!(killed(&|claim| claim.scope = Some(RegionIx(1))), None);
    assert_eq!(
        killed(&|claim| claim.who = Some(text("civilians"))),
        Some(6)
    );
    assert_eq!(killed(&|claim| claim.who = Some(text("fighters"))), None);
}
