//! What is offered at the cursor, written `|`.

use super::super::sample::Sample;
use super::*;

/// The text after each offer, with the counts.
fn offers(marked: &str, limit: usize) -> Vec<String> {
    let cursor = marked.find('|').expect("a cursor");
    let text = marked.replacen('|', "", 1);
    let sample = Sample::new();
    let count = |term: &str| match term {
        "actor:saa" => Some(33),
        "actor:hts" | "kind:capture" => Some(15),
        "ucdp.dyad:\"Government of Syria - HTS\"" => Some(9),
        "cameo:193" | "code:193" => Some(4),
        _ => None,
    };
    let offers = complete(
        Typing {
            text: &text,
            cursor,
        },
        sample.dictionary(),
        &count,
        limit,
    );
    let applied = offers.into_iter().map(|offer| {
        let mut completed = text.clone();
        completed.replace_range(offer.replace, &offer.insert);
        match offer.count {
            Some(count) => format!("{completed} ({count})"),
            None => completed,
        }
    });
    applied.collect()
}

#[test]
fn each_place_has_its_offers() {
    let table: &[(&str, &[&str])] = &[
        ("|", &["actor:", "by:", "at:"]),
        ("a |", &["a actor:", "a by:", "a at:"]),
        ("-ki|", &["-kind:", "-killed:"]),
        ("(reg|", &["(region:"]),
        ("AL|", &["ALx"]),
        ("O|", &["origins:", "OR"]),
        ("lang|", &["lang:"]),
        (
            "actor:|",
            &["actor:saa (33)", "actor:hts (15)", "actor:syria-gov"],
        ),
        ("actor:pes|", &["actor:peskov"]),
        ("actor:hts,sa|", &["actor:hts,saa (33)"]),
        ("actor:hts,|,peskov", &["actor:hts,saa,peskov (33)"]),
        ("by:\"Dmitry P|\"", &["by:peskov"]),
        ("publisher:jaz|", &["publisher:\"Al Jazeera\""]),
        ("publisher:\"Al J|", &["publisher:\"Al Jazeera\""]),
        ("is:d|", &["is:disputed"]),
        ("has:|", &["has:quote", "has:claim", "has:place"]),
        ("reliability:|", &["reliability:A", "reliability:B"]),
        ("date:2024-12-0|", &["date:2024-12-01", "date:2024-12-02"]),
        (
            "date:2024-11-29T0|",
            &["date:2024-11-29T00", "date:2024-11-29T01"],
        ),
        (
            "date:2024-11-29T06..T1|",
            &["date:2024-11-29T06..T10", "date:2024-11-29T06..T11"],
        ),
        (
            "date:2024-11-29..2024-12-0|",
            &["date:2024-11-29..2024-12-01"],
        ),
        ("killed:|", &["killed:>=50", "killed:10.."]),
        ("kind:c|x a", &["kind:capture a (15)"]),
        ("sar|", &["region:saraqib"]),
        ("ucdp|", &["ucdp.dyad:", "ucdp:"]),
        ("-dya|", &["-ucdp.dyad:"]),
        ("sub_ev|", &["acled.sub_event_type:"]),
        ("came|", &["cameo:"]),
        (
            "ucdp.dyad:gov|",
            &[
                "ucdp.dyad:\"Government of Syria - HTS\" (9)",
                "ucdp.dyad:\"Government of Syria - IS\"",
            ],
        ),
        (
            "acled.sub_event_type:Attack,\"att|",
            &["acled.sub_event_type:Attack,\"Attack (other), \\\"so called\\\"\""],
        ),
        ("cameo:19|", &["cameo:193 (4)", "cameo:19", "cameo:190"]),
        ("cameo:9|", &[]),
        ("code:19|", &["code:193 (4)", "code:19"]),
        ("code:as|", &["code:ASSAULT"]),
        ("\"quo|", &[]),
        ("/re|", &[]),
        ("nofield:x|", &[]),
    ];
    for (marked, expected) in table {
        let offers = offers(marked, 50);
        match expected {
            [] => assert!(offers.is_empty(), "{marked}: {offers:?}"),
            ["ALx"] => assert!(
                offers.contains(&"region:aleppo".to_owned()),
                "{marked}: {offers:?}"
            ),
            _ => assert_eq!(offers[..expected.len()], **expected, "{marked}: {offers:?}"),
        }
    }
}

#[test]
fn values_in_the_list_already_are_not_offered_again() {
    assert!(
        !offers("kind:capture,cap|", 50)
            .iter()
            .any(|offer| offer.ends_with("capture,capture"))
    );
}

#[test]
fn there_are_no_more_than_asked() {
    assert_eq!(offers("actor:|", 4).len(), 4);
}

#[test]
fn a_name_of_a_field_of_the_data_is_no_unknown_name() {
    let own = ["ucdp.dyad".to_owned()];
    let table = [
        ("ucdp.dyad:", Some(Unfinished::Value)),
        ("UCDP.dyad:4", None),
        ("ucdp.dya:4", Some(Unfinished::Name)),
        ("ucd", Some(Unfinished::Word)),
        ("dya", Some(Unfinished::Word)),
        ("ucdx", None),
    ];
    for (text, expected) in table {
        let cursor = text.len();
        assert_eq!(
            unfinished(Typing { text, cursor }, &own),
            expected,
            "{text}"
        );
    }
}

#[test]
fn counts_are_taken_without_the_term_at_the_cursor() {
    let rest = |text: &str, cursor| without_cursor(Typing { text, cursor }).to_string();
    assert_eq!(rest("a kind:cap b", 8), "a b");
    assert_eq!(rest("a -kind:cap", 11), "a");
    assert_eq!(rest("a ", 2), "a");
}
