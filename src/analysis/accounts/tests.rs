use super::super::{Engine, EventKey, Part, Question, Reply};
use super::*;
use crate::model::*;
use crate::store::sample::*;

fn number(claimant: u32, low: u64, high: Option<u64>) -> Claim {
    Claim {
        low: Some(low),
        high,
        ..claim(claimant, ClaimSubject::Killed)
    }
}

/// A quiet event, one with an undisputed claim, a disputed one, one that is contradicted, and running totals.
fn engine() -> Engine {
    let with = |id: &str, when: &str, claims: Vec<Claim>| Event {
        sources: vec![cite(0)],
        claims,
        ..event(id, when)
    };
    let total = |low, high| Claim {
        cumulative: true,
        ..number(5, low, high)
    };
    let mut replaced = number(1, 10, Some(10));
    replaced.id = Some(text("old"));
    let mut events = vec![
        with("quiet", "2024-11-27", Vec::new()),
        with(
            "agreed",
            "2024-11-28",
            vec![number(1, 10, Some(20)), number(3, 15, Some(30))],
        ),
        with(
            "disputed",
            "2024-11-29",
            vec![number(1, 1, Some(2)), number(3, 15, Some(30))],
        ),
        with("contradicted", "2024-11-30", Vec::new()),
        with("contradicting", "2024-12-01", vec![total(20, Some(20))]),
        with(
            "total",
            "2024-12-02",
            vec![total(30, None), number(3, 5, Some(5))],
        ),
    ];
    events[4].relations.push(Relation {
        kind: RelationKind::Contradicts,
        event: EventIx(3),
        note: None,
    });
    Engine::new(vec![dataset(events)], vec![Vec::new()])
}

fn reply(engine: &Engine, filter: &str, part: Part) -> Reply {
    let question = Question {
        number: 1,
        filter: filter.to_owned(),
        parts: vec![part],
    };
    let answer = engine.answer(&question, &|| false).unwrap();
    answer.replies.into_iter().next().unwrap()
}

fn ask(engine: &Engine, filter: &str, at: AccountsAt, around: usize) -> Accounts {
    let part = Part::Accounts {
        at,
        before: around,
        after: around,
    };
    match reply(engine, filter, part) {
        Reply::Accounts(accounts) => accounts,
        other => panic!("{other:?}"),
    }
}

fn table(engine: &Engine, filter: &str) -> ClaimsTable {
    match reply(engine, filter, Part::Claims) {
        Reply::Claims(table) => *table,
        other => panic!("{other:?}"),
    }
}

fn ids(accounts: &Accounts) -> Vec<&str> {
    accounts
        .rows
        .iter()
        .map(|account| &*account.row.id)
        .collect()
}

#[test]
fn disputed_events_come_first_then_those_with_claims() {
    let engine = engine();
    let all = ask(&engine, "", AccountsAt::Rank(0), 100);
    assert_eq!(
        ids(&all),
        [
            "disputed",
            "contradicted",
            "contradicting",
            "agreed",
            "total"
        ]
    );
    assert_eq!((all.total, all.disputed), (5, 3));
    let claimants: Vec<_> = all.rows.iter().map(|account| account.claimants).collect();
    assert_eq!(claimants, [2, 0, 1, 2, 2]);
    assert_eq!(all.told.unwrap().row.id, "disputed");
}

#[test]
fn a_window_lies_around_the_event_or_the_nearest_after_it() {
    let engine = engine();
    let near = |event, filter: &str| {
        let at = AccountsAt::Event(EventKey { dataset: 0, event });
        let accounts = ask(&engine, filter, at, 0);
        (accounts.anchor, accounts.told.map(|told| told.row.id))
    };
    assert_eq!(near(2, ""), (Some(0), Some("disputed".into())));
    assert_eq!(
        near(0, ""),
        (Some(3), Some("agreed".into())),
        "the next in time"
    );
    assert_eq!(
        near(5, "before:2024-11-29"),
        (Some(0), Some("agreed".into()))
    );
    assert_eq!(near(5, "kind:arrest"), (None, None));
}

#[test]
fn claims_are_counted_by_subject_and_claimant() {
    let table = table(&engine(), "");
    assert_eq!((table.events, table.claims), (4, 7));
    let [killed] = table.subjects.as_slice() else {
        panic!("{table:?}")
    };
    assert_eq!(
        (killed.about, killed.events, killed.claims, killed.by),
        (ClaimSubject::Killed, 4, 7, 3)
    );
    let counts: Vec<_> = killed
        .claimants
        .iter()
        .map(|claimant| (&*claimant.name, claimant.claims))
        .collect();
    assert_eq!(counts, [("rebels", 3), ("army", 2), ("un", 2)]);
}

#[test]
fn a_running_total_is_a_series_of_its_claimant() {
    let table = table(&engine(), "");
    let [total] = table.totals.as_slice() else {
        panic!("{table:?}")
    };
    let points: Vec<_> = total
        .points
        .iter()
        .map(|point| (point.day.to_string(), point.low, point.high))
        .collect();
    assert_eq!(total.claimant, "un");
    assert_eq!(
        points,
        [
            ("2024-12-01".to_owned(), 20, Some(20)),
            ("2024-12-02".to_owned(), 30, None)
        ]
    );
    let known = self::table(&engine(), "known:2024-12-01");
    assert_eq!(known.totals[0].points.len(), 1, "only what was published");
}

/// Under a day on which all is published the claims are walked one by one; without one the plain ones are counted from lists.
#[test]
fn claims_counted_from_lists_are_those_that_are_walked() {
    let files = crate::dataset::from_texts(crate::embedded::texts());
    let shipped = Engine::open(vec![crate::load::Opened::from(files)]);
    for (engine, filters) in [
        (&engine(), ["", "is:disputed", "before:2024-11-30"]),
        (&shipped, ["", "actor:hts", "kind:airstrike"]),
    ] {
        for filter in filters {
            let walked = table(engine, &format!("{filter} known:2100-01-01"));
            assert!(walked.claims > 0 || filter.is_empty(), "{filter}");
            assert_eq!(table(engine, filter), walked, "{filter}");
        }
    }
}
