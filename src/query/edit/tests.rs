//! Each change on texts as people write them.

use super::*;
use crate::model::{DayRange, Minute};

#[test]
fn including_joins_the_list_of_the_field() {
    let table = [
        ("", "kind:clash"),
        ("aleppo", "aleppo kind:clash"),
        ("kind:capture", "kind:capture,clash"),
        ("kind:capture aleppo", "kind:capture,clash aleppo"),
        ("KIND:CLASH", "KIND:CLASH"),
        ("(kind:capture)", "(kind:capture,clash)"),
        ("-kind:clash", "kind:clash"),
        ("-kind:clash,capture a", "-kind:capture a kind:clash"),
        ("a AND -kind:clash AND b", "a AND b kind:clash"),
        ("a OR b", "(a OR b) kind:clash"),
        ("(a OR b)", "(a OR b) kind:clash"),
        ("(a) OR (b)", "((a) OR (b)) kind:clash"),
        ("kind:capture OR b", "(kind:capture OR b) kind:clash"),
        ("  a   \"b  c\"  ", "a   \"b  c\" kind:clash"),
        ("a \"b", "a \"b\" kind:clash"),
        ("kind: a", "a kind:clash"),
    ];
    for (text, expected) in table {
        assert_eq!(include(text, "kind", "clash"), expected, "{text}");
    }
    assert_eq!(
        include("publisher:reuters", "publisher", "Al Jazeera"),
        "publisher:reuters,\"Al Jazeera\""
    );
    assert_eq!(include("initiator:saa", "by", "hts"), "initiator:saa,hts");
    assert_eq!(
        include("UCDP.dyad:406 a", "ucdp.dyad", "SDF - IS (2)"),
        "UCDP.dyad:406,\"SDF - IS (2)\" a"
    );
    assert_eq!(include("", "near", "36,37,5km"), "near:36,37,5km");
    assert_eq!(
        include("near:1,2,3km a", "near", "36,37,5km"),
        "a near:36,37,5km"
    );
}

#[test]
fn excluding_joins_what_is_excluded() {
    let table = [
        ("", "-kind:clash"),
        ("kind:clash", "-kind:clash"),
        ("kind:capture,clash a", "kind:capture a -kind:clash"),
        ("NOT kind:capture", "NOT kind:capture,clash"),
        ("-(kind:capture)", "-(kind:capture,clash)"),
        ("a OR b", "(a OR b) -kind:clash"),
    ];
    for (text, expected) in table {
        assert_eq!(exclude(text, "kind", "clash"), expected, "{text}");
    }
}

#[test]
fn removing_leaves_no_trace() {
    let table = [
        ("kind:clash", ""),
        ("a kind:clash b", "a b"),
        ("kind:clash AND b", "b"),
        ("a AND kind:clash", "a"),
        ("kind:clash,capture", "kind:capture"),
        ("kind:capture,clash", "kind:capture"),
        ("-kind:clash a kind:clash", "a"),
        ("(a kind:clash)", "(a)"),
        ("a OR kind:clash", "a OR kind:clash"),
        ("kind:clash,clash", ""),
    ];
    for (text, expected) in table {
        assert_eq!(remove(text, "kind", "clash"), expected, "{text}");
    }
}

#[test]
fn toggling_twice_is_nothing() {
    let once = toggle("a", "kind", "clash", Sign::Included);
    assert_eq!(once, "a kind:clash");
    assert_eq!(
        toggle(&once, "kind", "clash", Sign::Excluded),
        "a -kind:clash"
    );
    assert_eq!(toggle(&once, "kind", "Clash", Sign::Included), "a");
}

#[test]
fn facets_see_what_the_top_mentions() {
    let expr = super::super::parse::parse("kind:a,b -kind:c (kind:d OR e) kind!:f tag:g").expr;
    let seen: Vec<_> = mentions(&expr, "kind")
        .into_iter()
        .map(|mention| (mention.value, mention.sign))
        .collect();
    let expected = [
        ("a", Sign::Included),
        ("b", Sign::Included),
        ("c", Sign::Excluded),
    ];
    assert_eq!(seen, expected.map(|(value, sign)| (value.to_owned(), sign)));
}

#[test]
fn days_replace_days() {
    let day = |day| Day::from_ymd(2024, 11, day).expect("the calendar has it");
    let range = |from, to| {
        Some(DayRange {
            from: day(from),
            to: day(to),
        })
    };
    let table = [
        ("a", range(27, 30), "a date:2024-11-27..2024-11-30"),
        (
            "after:2024-01 a before:2025",
            range(29, 29),
            "date:2024-11-29 a",
        ),
        ("date!:2024 a", range(29, 29), "date!:2024-11-29 a"),
        ("date:2024 a -date:2024-11-28", None, "a -date:2024-11-28"),
        ("date:2024", None, ""),
        ("a OR b", range(29, 29), "(a OR b) date:2024-11-29"),
        (
            "a",
            Some(DayRange {
                from: day(27),
                to: Day::MAX,
            }),
            "a date:2024-11-27..",
        ),
        ("date:2024 a", Some(DayRange::ALL), "a"),
    ];
    for (text, days, expected) in table {
        let time = days.map(TimeRange::from);
        assert_eq!(set_date(text, time), expected, "{text}");
    }
    let minute = |hour| Minute::new(hour, 0).expect("the clock has it");
    let hours = TimeRange::within(day(29), minute(5), minute(7).hour().1);
    assert_eq!(
        set_date("date!:2024-11 a", Some(hours)),
        "date!:2024-11-29T05..T07 a"
    );
    assert_eq!(
        set_known("known:2024 a", Some(day(28))),
        "known:2024-11-28 a"
    );
    assert_eq!(set_known("a known:2024", None), "a");
}

#[test]
fn narrowing_adds_a_term_as_one() {
    assert_eq!(narrow("a", "b"), "a b");
    assert_eq!(narrow("a OR b", "c OR d"), "(a OR b) (c OR d)");
    assert_eq!(narrow("", "is:disputed"), "is:disputed");
    assert_eq!(narrow("a", ""), "a");
    assert_eq!(clear("a kind:b -kind:c kind!:d", "kind"), "a");
}
