//! Where accounts disagree.

use annals::analysis::{AccountsAt, Part, Question, Reply};

use super::{SIZES, engine, journey, screen, shown};

#[test]
fn disputes_come_first_and_their_claims_stand_side_by_side() {
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let annals = journey((width, height), "6gg");
        assert!(annals.state().accounts.row().unwrap().row.disputed);
        insta::assert_snapshot!(format!("accounts_{width}x{height}"), screen(&annals));
    }
}

#[test]
fn a_replaced_claim_and_an_independent_one() {
    for (width, height) in [(80, 24), (120, 40)] {
        let annals = journey((width, height), "/id:1201-hospital<Enter>6");
        assert!(screen(&annals).contains("superseded by a later claim"));
        insta::assert_snapshot!(format!("superseded_{width}x{height}"), screen(&annals));
    }
}

#[test]
fn going_through_the_list_selects_and_the_next_dispute_is_the_same_everywhere() {
    for size in SIZES {
        let mut annals = journey(size, "6ggjj");
        let row = annals.state().accounts.row().unwrap().row.key;
        assert_eq!(annals.state().timeline.event(), Some(row));
        annals.keys("1gg").unwrap();
        let mut next = Vec::new();
        for view in ["1", "6", "5", "6", "2", "3"] {
            annals.keys(&format!("{view}d")).unwrap();
            assert!(annals.state().timeline.row().unwrap().disputed);
            next.push(annals.state().timeline.event());
        }
        let mut timeline = journey(size, "ggd");
        for event in &next {
            assert_eq!(timeline.state().timeline.event(), *event);
            timeline.keys("d").unwrap();
        }
        annals.keys("6").unwrap();
        let row = annals.state().accounts.row().unwrap().row.key;
        assert_eq!(Some(row), next[5]);
        annals.keys("D").unwrap();
        assert_eq!(annals.state().timeline.event(), next[4]);
    }
}

#[test]
fn only_disputes_are_shown_and_all_again_from_every_view() {
    for view in ["1", "2", "5", "6", "8"] {
        let mut annals = journey((120, 40), view);
        let all = shown(&annals);
        annals.keys("!").unwrap();
        let disputed = shown(&annals);
        assert!(disputed < all && annals.state().filter.text() == "is:disputed");
        annals.keys("!").unwrap();
        assert_eq!(shown(&annals), all);
    }
}

#[test]
fn all_claims_by_subject_with_running_totals() {
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let mut annals = journey((width, height), "6v");
        insta::assert_snapshot!(format!("claims_{width}x{height}"), screen(&annals));
        annals.keys("G").unwrap();
        insta::assert_snapshot!(format!("totals_{width}x{height}"), screen(&annals));
        annals.keys("v").unwrap();
        assert!(screen(&annals).contains("with claims"));
    }
}

#[test]
fn the_scale_is_switched() {
    let mut annals = journey((120, 40), "/id:1127-46th<Enter>6");
    assert!(!screen(&annals).contains(" log "));
    annals.keys("S").unwrap();
    assert!(screen(&annals).contains(" log "));
    annals.keys("SS").unwrap();
    assert!(!screen(&annals).contains(" log "));
}

#[test]
fn an_event_without_claims_keeps_the_selection() {
    for size in SIZES {
        let mut annals = journey(size, "/-has:claim -is:disputed<Enter>jj");
        let event = annals.state().timeline.event();
        annals.keys("<C-x>6").unwrap();
        assert!(screen(&annals).contains("nearest to the selected event"));
        annals.keys("1").unwrap();
        assert_eq!(annals.state().timeline.event(), event);
    }
}

#[test]
fn nobody_claims_anything() {
    let annals = journey((80, 24), "/-has:claim -is:disputed<Enter>6");
    assert!(screen(&annals).contains("Nobody claims anything about the"));
}

/// What the events of a filter claim, one by one.
fn one_by_one(filter: &str, events: usize) -> (usize, usize) {
    let window = Part::Window {
        first: 0,
        len: events,
    };
    let question = Question {
        number: 1,
        filter: filter.into(),
        parts: vec![window],
    };
    let answer = engine()
        .answer(&question, &|| false)
        .expect("not cancelled");
    let [Reply::Window(window)] = answer.replies.as_slice() else {
        panic!("{answer:?}");
    };
    let with = window.rows.iter().filter(|row| row.claims > 0).count();
    let claims = window.rows.iter().map(|row| usize::from(row.claims)).sum();
    (with, claims)
}

#[test]
fn no_claim_is_lost_or_counted_twice() {
    for filter in [
        "",
        "is:disputed",
        "actor:sohr",
        "known:2024-12-01",
        "kind:arrest",
        "killed:>=50",
    ] {
        let at = AccountsAt::Rank(0);
        let list = Part::Accounts {
            at,
            before: 0,
            after: 1000,
        };
        let question = Question {
            number: 1,
            filter: filter.into(),
            parts: vec![list, Part::Claims, Part::Totals],
        };
        let answer = engine().answer(&question, &|| false).unwrap();
        let [
            Reply::Accounts(list),
            Reply::Claims(table),
            Reply::Totals(totals),
        ] = answer.replies.as_slice()
        else {
            panic!("{answer:?}");
        };
        let (events, claims) = one_by_one(filter, totals.shown);
        assert_eq!((table.events, table.claims), (events, claims), "{filter}");
        let by_subject: usize = table.subjects.iter().map(|subject| subject.claims).sum();
        assert_eq!(by_subject, claims, "{filter}");
        assert_eq!(
            (list.disputed, list.rows.len()),
            (totals.disputed, list.total),
            "{filter}"
        );
        let listed: usize = list
            .rows
            .iter()
            .map(|account| usize::from(account.row.claims))
            .sum();
        assert_eq!(listed, claims, "{filter}");
        let first = list
            .rows
            .iter()
            .take_while(|account| account.row.disputed)
            .count();
        assert_eq!(first, list.disputed, "{filter}");
    }
}
