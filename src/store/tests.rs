//! Every derived rule on a small dataset.

use super::sample::*;
use super::*;
use crate::model::*;

fn store(events: Vec<Event>) -> Store {
    Store::build(&[dataset(events)])
}

fn cited(sources: &[u32]) -> Event {
    Event {
        sources: sources.iter().map(|&at| cite(at)).collect(),
        ..event("e", "2024-11-29")
    }
}

fn support(sources: &[u32]) -> (usize, bool) {
    let support = store(vec![cited(sources)]).support(RowId(0), Clock::NOW);
    (support.origins.len(), support.is_one_sided())
}

fn disputed(claims: Vec<Claim>) -> bool {
    let store = store(vec![Event {
        claims,
        ..cited(&[0])
    }]);
    store.now().disputed.contains(RowId(0))
}

fn killed(claimant: u32, low: u64, high: Option<u64>) -> Claim {
    Claim {
        low: Some(low),
        high,
        ..claim(claimant, ClaimSubject::Killed)
    }
}

fn holds(claimant: u32, value: &str) -> Claim {
    Claim {
        value: Some(text(value)),
        ..claim(claimant, ClaimSubject::Control)
    }
}

#[test]
fn rows_stand_by_day_then_time_then_record() {
    let at = |id: &str, when: &str, time: Option<&str>| {
        let mut event = event(id, when);
        event.when.time = time.and_then(Minute::parse);
        event
    };
    let events = vec![
        at("late", "2024-11-29", Some("17:00")),
        at("early", "2024-11-29", Some("05:10")),
        at("untimed", "2024-11-29", None),
        at("before", "2024-11-28", Some("23:00")),
        at("open", "../2024-12-01", None),
    ];
    let store = store(events);
    let order: Vec<_> = (0..5).map(|row| store.id(RowId(row)).to_owned()).collect();
    assert_eq!(order, ["open", "before", "untimed", "early", "late"]);
    assert_eq!(store.row_of(DatasetCode(0), 3), Some(RowId(1)));
    assert_eq!(store.rows_with_id("late").collect::<Vec<_>>(), [RowId(4)]);
}

#[test]
fn clock_times_of_other_zones_are_ordered_by_the_dataset_s_zone() {
    let at = |id: &str, time: &str, zone: Option<&str>| {
        let mut event = event(id, "2024-11-29");
        event.when.time = Minute::parse(time);
        event.when.timezone = zone.map(text);
        event
    };
    // 12:00 in Moscow is 12:00 in Damascus; 05:00 in New York is 13:00; 22:00 in New York is the next day.
    let events = vec![
        at("noon", "12:30", None),
        at("new-york", "05:00", Some("America/New_York")),
        at("moscow", "12:00", Some("Europe/Moscow")),
        at("next-day", "22:00", Some("America/New_York")),
        at("evening", "23:00", None),
    ];
    let mut set = dataset(events);
    set.about.timezone = Some(text("Asia/Damascus"));
    let store = Store::build(&[set]);
    let order: Vec<_> = (0..5).map(|row| store.id(RowId(row)).to_owned()).collect();
    assert_eq!(order, ["moscow", "noon", "new-york", "evening", "next-day"]);
    assert_eq!(
        store.time(RowId(2)),
        Minute::parse("05:00"),
        "the clock time itself stays as written"
    );
}

#[test]
fn copies_parties_and_publishers_count_once() {
    assert_eq!(support(&[]), (0, false));
    assert_eq!(support(&[0]), (1, true), "one party's outlet");
    assert_eq!(support(&[0, 1]), (1, true), "two outlets of one party");
    assert_eq!(
        support(&[0, 2]),
        (1, true),
        "a copy counts as what it copies"
    );
    assert_eq!(
        support(&[2]),
        (1, true),
        "also when the original is not cited"
    );
    assert_eq!(
        support(&[3, 4]),
        (1, false),
        "one publisher, however it is written"
    );
    assert_eq!(support(&[0, 3]), (2, false));
    assert_eq!(support(&[0, 5]), (2, false), "two blocs");
    assert_eq!(
        support(&[3]),
        (1, false),
        "an unaffiliated source is on no side"
    );
}

#[test]
fn a_publisher_with_one_owner_lends_it_to_its_other_texts() {
    let mut set = dataset(vec![cited(&[0, 3])]);
    set.sources[3].publisher = text("state tv");
    let support = Store::build(&[set]).support(RowId(0), Clock::NOW);
    assert_eq!(support.origins.len(), 1);
    let mut set = dataset(vec![cited(&[0, 3, 5])]);
    for source in [0, 3, 5] {
        set.sources[source].publisher = text("Telegram");
    }
    let support = Store::build(&[set]).support(RowId(0), Clock::NOW);
    assert_eq!(
        support.origins.len(),
        3,
        "a channel of several parties is none of them"
    );
}

#[test]
fn numbers_apart_are_a_dispute() {
    assert!(disputed(vec![
        killed(1, 10, Some(20)),
        killed(3, 50, Some(60))
    ]));
    assert!(
        !disputed(vec![killed(1, 10, Some(50)), killed(3, 50, Some(60))]),
        "they share 50"
    );
    assert!(
        !disputed(vec![killed(1, 10, None), killed(3, 50, Some(60))]),
        "at least 10 allows 50"
    );
    assert!(disputed(vec![killed(1, 10, Some(20)), killed(3, 50, None)]));
    assert!(
        !disputed(vec![killed(1, 10, Some(20)), killed(1, 50, Some(60))]),
        "one claimant"
    );
    let civilians = Claim {
        who: Some(text("civilians")),
        ..killed(3, 50, Some(60))
    };
    assert!(
        !disputed(vec![killed(1, 10, Some(20)), civilians]),
        "other people"
    );
    let unspecified = Claim {
        who: Some(text("Unspecified")),
        ..killed(3, 50, Some(60))
    };
    assert!(disputed(vec![killed(1, 10, Some(20)), unspecified]));
    let wounded = Claim {
        about: ClaimSubject::Wounded,
        ..killed(3, 50, Some(60))
    };
    assert!(!disputed(vec![killed(1, 10, Some(20)), wounded]));
}

#[test]
fn two_texts_of_one_publisher_are_one_claimant() {
    let of = |source: u32, number: u64| Claim {
        claimant: Claimant::Source(SourceIx(source)),
        ..killed(0, number, Some(number))
    };
    assert!(!disputed(vec![of(3, 10), of(4, 20)]));
    assert!(disputed(vec![of(3, 10), of(5, 20)]));
}

#[test]
fn superseded_claims_and_running_totals_are_not_compared() {
    let replaced = Claim {
        id: Some(text("c1")),
        ..killed(1, 10, Some(20))
    };
    let now = Claim {
        supersedes: Some(0),
        ..killed(1, 55, Some(55))
    };
    assert!(!disputed(vec![replaced, now, killed(3, 50, Some(60))]));
    let total = |claimant: u32, number: u64, when: &str| Claim {
        cumulative: true,
        date: Some(date(when)),
        ..killed(claimant, number, Some(number))
    };
    assert!(!disputed(vec![
        total(1, 100, "2024-11-29"),
        total(3, 200, "2024-11-30")
    ]));
    assert!(disputed(vec![
        total(1, 100, "2024-11-29"),
        total(3, 200, "2024-11-29")
    ]));
    assert!(!disputed(vec![
        total(1, 100, "2024-11-29"),
        killed(3, 5, Some(5))
    ]));
}

#[test]
fn denials_and_different_holders_are_disputes() {
    let denial = |claim: Claim| Claim {
        stance: Stance::Denies,
        ..claim
    };
    assert!(disputed(vec![holds(1, "army"), holds(3, "rebels")]));
    assert!(!disputed(vec![holds(1, "brigade"), holds(3, "Brigade ")]));
    assert!(disputed(vec![
        holds(3, "rebels"),
        denial(holds(1, "rebels"))
    ]));
    assert!(
        disputed(vec![
            holds(3, "rebels"),
            denial(claim(1, ClaimSubject::Control))
        ]),
        "denies it at large"
    );
    for alone in [holds(1, "brigade"), killed(1, 100, None)] {
        assert!(disputed(vec![denial(alone.clone())]), "denies what is told");
        assert!(disputed(vec![holds(3, "rebels"), denial(alone)]));
    }
    let free = |claimant, value: &str| Claim {
        about: ClaimSubject::Occurrence,
        ..holds(claimant, value)
    };
    assert!(
        !disputed(vec![free(1, "a raid"), free(3, "a strike")]),
        "free text"
    );
}

#[test]
fn values_that_name_an_actor_are_the_actor() {
    let mut set = dataset(vec![Event {
        claims: vec![holds(1, "Free Brigade"), holds(3, "brigade")],
        ..cited(&[0])
    }]);
    set.actors[4].aliases.push(text("Free Brigade"));
    assert!(!Store::build(&[set]).now().disputed.contains(RowId(0)));
}

#[test]
fn contradictions_hold_both_ways_and_only_between_known_events() {
    let contradicting = Relation {
        kind: RelationKind::Contradicts,
        event: EventIx(1),
        note: None,
    };
    let mut set = dataset(vec![
        Event {
            relations: vec![contradicting],
            ..cited(&[0])
        },
        Event {
            id: text("other"),
            sources: vec![cite(3)],
            ..event("other", "2024-11-30")
        },
    ]);
    set.sources[0].published = Some(date("2024-11-29"));
    set.sources[3].published = Some(date("2024-12-02"));
    let store = Store::build(&[set]);
    assert!(store.now().disputed.contains(RowId(0)) && store.now().disputed.contains(RowId(1)));
    let then = Edition::at(&store, Clock(Some(day("2024-11-30"))));
    assert!(then.visible.contains(RowId(0)) && !then.visible.contains(RowId(1)));
    assert!(!then.disputed.contains(RowId(0)));
}

#[test]
fn the_clock_hides_what_was_not_published() {
    let mut set = dataset(vec![Event {
        claims: vec![
            killed(1, 10, Some(20)),
            Claim {
                sources: vec![SourceIx(3)],
                supersedes: Some(0),
                ..killed(1, 55, Some(55))
            },
            Claim {
                sources: vec![SourceIx(0)],
                ..killed(3, 50, Some(60))
            },
        ],
        quotes: vec![quote("q", 5, "a hidden word", 3)],
        ..cited(&[0, 3])
    }]);
    set.sources[0].published = Some(date("2024-11-29"));
    set.sources[3].published = Some(date("2024-12"));
    let store = Store::build(&[set]);
    assert!(
        !store.now().disputed.contains(RowId(0)),
        "the claim was replaced"
    );
    let then = Edition::at(&store, Clock(Some(day("2024-12-30"))));
    assert!(
        then.altered.contains(RowId(0)),
        "a text of December is published for certain at its end"
    );
    assert!(
        then.disputed.contains(RowId(0)),
        "the replacement was not published yet"
    );
    assert_eq!((then.support[0], store.now().support[0]), (1, 2));
    let clock = then.clock();
    assert!(
        store
            .fields(RowId(0), clock)
            .all(|field| !field.contains("hidden"))
    );
    assert!(
        !store
            .actors(RowId(0), clock)
            .any(|actor| actor == ActorCode(5))
    );
    let before = Edition::at(&store, Clock(Some(day("2024-11-28"))));
    assert!(before.visible.is_empty());
}

#[test]
fn an_undated_text_counts_from_when_the_event_is_over() {
    let undated = |when: &str, known: &str| {
        let store = store(vec![Event {
            sources: vec![cite(3)],
            ..event("e", when)
        }]);
        Edition::at(&store, Clock(Some(day(known))))
            .visible
            .contains(RowId(0))
    };
    assert!(undated("2024-11-29", "2024-11-29"));
    assert!(!undated("2024-11-29/2024-12-02", "2024-12-01"));
    assert!(undated("2024-11-29/2024-12-02", "2024-12-02"));
    assert!(
        undated("2024-11-29/..", "2024-11-29"),
        "without an end, from its beginning"
    );
}

#[test]
fn the_assessment_stands_before_the_derived_grade() {
    let mut set = dataset(vec![
        cited(&[0, 3]),
        Event {
            assessment: None,
            ..cited(&[0])
        },
    ]);
    set.sources[0].reliability = Some(Reliability::D);
    set.sources[3].reliability = Some(Reliability::B);
    set.events[0].assessment = Some(Assessment {
        reliability: Some(Reliability::C),
        credibility: Some(Credibility::Three),
        reason: None,
    });
    let store = Store::build(&[set]);
    let grades = &store.now().grades;
    assert_eq!(
        grades[0],
        PackedGrade::new(Some(Reliability::C), Some(Credibility::Three), true)
    );
    assert_eq!(
        grades[1],
        PackedGrade::new(Some(Reliability::D), None, false)
    );
    assert_eq!(
        store.derived_grade(RowId(0), Clock::NOW).reliability(),
        Some(Reliability::B)
    );
}

#[test]
fn envelopes_hold_all_current_numbers_and_never_add() {
    let claims = vec![
        killed(1, 10, Some(20)),
        killed(3, 50, Some(60)),
        Claim {
            cumulative: true,
            ..killed(5, 900, Some(900))
        },
        Claim {
            stance: Stance::Denies,
            ..killed(5, 5, Some(5))
        },
        Claim {
            who: Some(text("civilians")),
            ..killed(5, 7, None)
        },
    ];
    let store = store(vec![Event {
        claims,
        ..cited(&[0])
    }]);
    let found = envelopes(&store, RowId(0), Clock::NOW);
    let short: Vec<_> = found
        .iter()
        .map(|range| (range.low, range.high, range.claimants))
        .collect();
    assert_eq!(short, [(10, Some(60), 2), (7, None, 1)]);
}

#[test]
fn numbers_allow_what_was_said() {
    let range = |low, best, high| Numbers::new(low, best, high).map(|n| (n.low, n.high));
    assert_eq!(range(None, None, None), None);
    assert_eq!(range(None, Some(5), None), Some((5, Some(5))));
    assert_eq!(range(Some(3), Some(5), None), Some((3, None)), "at least");
    assert_eq!(range(None, None, Some(9)), Some((0, Some(9))), "at most");
    assert_eq!(range(None, Some(5), Some(9)), Some((5, Some(9))));
    assert_eq!(
        range(Some(9), None, Some(3)),
        Some((3, Some(9))),
        "in the wrong order"
    );
}

#[test]
fn blocs_follow_the_day_and_the_parents() {
    let mut set = dataset(vec![
        Event {
            actors: vec![part(5, Role::Target), part(4, Role::Initiator)],
            ..event("e", "2024-11-29")
        },
        Event {
            actors: vec![part(3, Role::Initiator)],
            ..event("f", "2024-12-10")
        },
    ]);
    set.actors[3].blocs[0].to = Some(date("2024-12-07"));
    set.actors[3].blocs.push(BlocSpan {
        bloc: BlocIx(0),
        from: Some(date("2024-12-08")),
        to: None,
    });
    let store = Store::build(&[set]);
    // Blocs stand in their order: opposition first.
    let blocs = |row| store.row_blocs(RowId(row), Clock::NOW).collect::<Vec<_>>();
    assert_eq!(
        blocs(0),
        [BlocCode(0)],
        "the brigade's parent was with the opposition"
    );
    assert_eq!(blocs(1), [BlocCode(1)]);
    assert!(
        store.index().lead_bloc[0].contains(RowId(0)),
        "the first participant has no bloc, the second leads"
    );
}

#[test]
fn members_count_once_in_their_group() {
    let store = store(vec![Event {
        actors: vec![
            part(1, Role::Initiator),
            part(2, Role::Speaker),
            part(0, Role::Supporter),
        ],
        ..event("e", "2024-11-29")
    }]);
    assert_eq!(store.index().groups.rows(0), [0]);
    assert!(store.index().groups.rows(1).is_empty());
}
