use super::super::{Engine, Part, Question, Reply};
use super::*;
use crate::model::*;
use crate::store::sample::*;

/// Four events with quotes of three speakers: the same words by two outlets on two days, and one with its own day and topic.
fn engine() -> Engine {
    let said = |id: &str, speaker: u32, words: &str, source: u32| Quote {
        language: Some(text("en")),
        ..quote(id, speaker, words, source)
    };
    let with = |id: &str, when: &str, quotes: Vec<Quote>| Event {
        sources: vec![cite(0), cite(2)],
        quotes,
        ..event(id, when)
    };
    let words = "We are willing to make an active effort to avoid war in the north";
    let other = "We are willing to make positive efforts to avoid war in the North";
    let mut late = said("late", 5, "The whole of the north", 0);
    late.date = Some(date("2024-12-05"));
    late.about = Some(text("aid"));
    let mut events = vec![
        with("silent", "2024-11-27", Vec::new()),
        with(
            "first",
            "2024-11-28",
            vec![said("a", 5, words, 0), said("b", 3, "We advance", 0)],
        ),
        with("second", "2024-11-29", vec![said("c", 5, other, 2), late]),
        with("gap", "2024-11-30", Vec::new()),
        with(
            "third",
            "2024-12-03",
            vec![said("d", 5, words, 2), said("e", 1, "All is calm", 0)],
        ),
    ];
    events[2].relations.push(Relation {
        kind: RelationKind::RespondsTo,
        event: EventIx(1),
        note: None,
    });
    Engine::new(vec![dataset(events)], vec![Vec::new()])
}

fn ask(engine: &Engine, filter: &str, by: QuotesBy, at: QuotesAt, around: usize) -> Quotes {
    let part = Part::Quotes {
        by,
        at,
        before: around,
        after: around,
    };
    let question = Question {
        number: 1,
        filter: filter.to_owned(),
        parts: vec![part],
    };
    let answer = engine.answer(&question, &|| false).unwrap();
    match answer.replies.into_iter().next() {
        Some(Reply::Quotes(quotes)) => quotes,
        other => panic!("{other:?} {:?}", answer.diagnostics),
    }
}

fn ids(quotes: &Quotes) -> Vec<&str> {
    quotes
        .entries
        .iter()
        .map(|entry| &*entry.quote.id)
        .collect()
}

fn key(event: u32) -> EventKey {
    EventKey { dataset: 0, event }
}

fn all(engine: &Engine, filter: &str, by: QuotesBy) -> Quotes {
    ask(engine, filter, by, QuotesAt::Rank(0), 100)
}

#[test]
fn quotes_stand_by_day_speaker_and_topic() {
    let engine = engine();
    let counts = |quotes: &Quotes| {
        quotes
            .groups
            .iter()
            .map(|group| (group.first, group.count))
            .collect::<Vec<_>>()
    };
    let days = all(&engine, "", QuotesBy::Day);
    assert_eq!(
        ids(&days),
        ["a", "b", "c", "d", "e", "late"],
        "by its own day"
    );
    assert_eq!(counts(&days), [(0, 2), (2, 1), (3, 2), (5, 1)]);
    let speakers = all(&engine, "", QuotesBy::Speaker);
    assert_eq!(
        ids(&speakers),
        ["a", "c", "late", "d", "e", "b"],
        "the most quoted first"
    );
    assert_eq!(counts(&speakers), [(0, 4), (4, 1), (5, 1)]);
    let topics = all(&engine, "", QuotesBy::Topic);
    assert_eq!(topics.groups[0].heading, QuoteHeading::Topic("aid".into()));
    assert_eq!(topics.groups[1].heading, QuoteHeading::NoTopic);
    assert_eq!(counts(&topics), [(0, 1), (1, 5)]);
}

#[test]
fn a_window_lies_around_the_wished_quote_or_the_nearest_after_it() {
    let engine = engine();
    let near = |event, at| {
        let quotes = ask(
            &engine,
            "",
            QuotesBy::Day,
            QuotesAt::Event(key(event), at),
            1,
        );
        let anchor = quotes.anchor.unwrap();
        (
            ids(&quotes).join(" "),
            quotes.entries[anchor - quotes.first].quote.id.clone(),
        )
    };
    assert_eq!(near(1, Some(1)), ("a b c".into(), "b".into()));
    assert_eq!(near(0, None), ("a b".into(), "a".into()), "it has none");
    assert_eq!(near(3, None), ("c d e".into(), "d".into()));
    assert_eq!(
        near(4, Some(9)),
        ("c d e".into(), "d".into()),
        "no such quote"
    );
    let last = ask(&engine, "", QuotesBy::Day, QuotesAt::Rank(99), 0);
    assert_eq!((last.anchor, ids(&last)), (Some(5), vec!["late"]));
    let none = all(&engine, "kind:arrest", QuotesBy::Speaker);
    assert_eq!((none.total, none.anchor, none.entries.len()), (0, None, 0));
    let before = ask(
        &engine,
        "before:2024-11-29",
        QuotesBy::Day,
        QuotesAt::Event(key(4), None),
        0,
    );
    assert_eq!(ids(&before), ["b"], "the last before it");
}

#[test]
fn a_filter_for_a_speaker_leaves_others_out_and_counts_them() {
    let engine = engine();
    let quotes = all(&engine, "speaker:un", QuotesBy::Day);
    assert_eq!(
        (ids(&quotes), quotes.left_out),
        (vec!["a", "c", "d", "late"], 2)
    );
    let either = all(&engine, "speaker:un OR date:2024-11-28", QuotesBy::Day);
    assert_eq!(
        (either.total, either.left_out),
        (6, 0),
        "something else is asked for too"
    );
    let two = all(&engine, "speaker:un,rebels", QuotesBy::Day);
    assert_eq!((two.total, two.left_out), (5, 1));
    let not = all(&engine, "-speaker:rebels", QuotesBy::Day);
    assert_eq!(
        (not.total, not.left_out),
        (4, 0),
        "events of others, as they are"
    );
}

#[test]
fn renderings_of_other_sources_are_found_on_the_day_and_beside_it() {
    let quotes = all(&engine(), "", QuotesBy::Day);
    let renderings = |at: usize| {
        let entry = &quotes.entries[at];
        entry
            .renderings
            .iter()
            .map(|other| (other.event.event, &*other.source.record.id))
            .collect::<Vec<_>>()
    };
    assert_eq!(renderings(0).len(), 1, "not the one of five days later");
    assert_eq!(renderings(0)[0].0, 2);
    assert_eq!(renderings(2)[0].0, 1, "and the other way round");
    assert!(renderings(3).is_empty() && renderings(1).is_empty());
    let entry = &quotes.entries[0];
    let alone: Vec<&str> = entry.renderings[0]
        .here
        .iter()
        .map(|range| &entry.quote.text[range.clone()])
        .collect();
    assert_eq!(alone, ["an active effort"]);
}

#[test]
fn a_quote_tells_what_its_event_answers() {
    let quotes = all(&engine(), "", QuotesBy::Day);
    let answers = |at: usize| {
        quotes.entries[at]
            .answers
            .iter()
            .map(|(_, title)| &**title)
            .collect::<Vec<_>>()
    };
    assert_eq!(answers(2), ["first"]);
    assert!(answers(0).is_empty());
}

#[test]
fn under_the_clock_only_what_was_published_is_read() {
    let quotes = all(&engine(), "known:2024-11-29", QuotesBy::Day);
    assert_eq!(ids(&quotes), ["a", "b", "c"]);
}

#[test]
fn windows_put_together_are_all_quotes_in_any_order() {
    let engine = engine();
    for by in [QuotesBy::Day, QuotesBy::Speaker, QuotesBy::Topic] {
        let whole = all(&engine, "", by);
        for (rank, entry) in whole.entries.iter().enumerate() {
            let one = ask(&engine, "", by, QuotesAt::Rank(rank), 0);
            assert_eq!(ids(&one), [&*entry.quote.id]);
            let found = ask(
                &engine,
                "",
                by,
                QuotesAt::Event(entry.event, Some(entry.at)),
                0,
            );
            assert_eq!(found.anchor, Some(rank));
        }
    }
}
