use std::path::PathBuf;

use super::super::FORMATS;
use super::*;
use crate::model::EventKind;
use crate::reader::testing;

/// Eight records of the gold standard; see the README beside it.
const EXCERPT: &str = include_str!("../../../../tests/data/plover/excerpt.json");

const LINE: &str = r#"{"id":"X-1","date":"2016-07-24","source":[{"text":"Police","code":"FRA","sector":"COP"}],"recipient":[{"code":"IGO"}],"event":["COERCE","THREATEN"],"event_text":["detained"],"mode":"arrest","context":["legal"],"text":"Words."}"#;

fn rows(text: &str) -> Vec<Row> {
    let rows = testing::rows(PLOVER, text).into_iter();
    rows.map(|row| row.expect("an event")).collect()
}

fn values(row: &Row, field: usize) -> Vec<&str> {
    let parts = row.fields.iter().filter(|part| part.field == field);
    parts.map(|part| part.value.as_str()).collect()
}

#[test]
fn records_of_the_gold_standard() {
    let rows = rows(EXCERPT);
    let seen: Vec<_> = rows
        .iter()
        .map(|row| (row.id.as_str(), row.title.as_str(), row.kind))
        .collect();
    assert_eq!(
        seen,
        [
            (
                "PLOVER-GSR01-AGREE-0001",
                "Agree: Hungarian, Romanian",
                Some(EventKind::Diplomacy)
            ),
            (
                "PLOVER-GSR01-AGREE-0007",
                "Agree: Turkish, Greek-Cypriot",
                Some(EventKind::Diplomacy)
            ),
            (
                "PLOVER-GSR01-CONSULT-0007",
                "Consult (third-party): U.S. ... negotiators, Russian negotiators",
                Some(EventKind::Meeting)
            ),
            (
                "PLOVER-GSR01-DEMAND-0001",
                "Demand (historical): Poland's parliament → Moscow",
                Some(EventKind::Statement)
            ),
            (
                "PLOVER-GSR01-PROTEST-0005",
                "Protest (demo-org): Nigerians → Islamic fundamentalists",
                Some(EventKind::Protest)
            ),
            (
                "PLOVER-GSR01-COERCE-0002",
                "Fight (deport): Israeli army → Palestinian refugees",
                Some(EventKind::Displacement)
            ),
            (
                "PLOVER-GSR01-ASSAULT-0008",
                "Assault (suicide-attack): Palestinian → Tel Aviv",
                Some(EventKind::Attack)
            ),
        ]
    );
    assert!(
        rows.iter()
            .all(|row| row.when.edtf().text() == "2000-01-01")
    );
    assert_eq!(
        rows[1].oddities(),
        ["actors-not-a-list"],
        "a text as target"
    );
    let codes: Vec<_> = rows[5]
        .codes
        .iter()
        .map(|part| part.code.as_str())
        .collect();
    assert_eq!(codes, ["FIGHT", "FIGHT-deport"]);
    assert_eq!(values(&rows[3], CONTEXT), ["diplomatic", "historical"]);
}

#[test]
fn actors_with_their_codes() {
    let row = &rows(EXCERPT)[5];
    let actors: Vec<_> = row
        .actors
        .iter()
        .map(|part| {
            (
                part.key.as_str(),
                part.role,
                part.kind,
                part.country.as_str(),
            )
        })
        .collect();
    assert_eq!(
        actors,
        [
            (
                "Israeli army ISR MIL",
                Some(Role::Initiator),
                Some(ActorKind::StateForce),
                "IL"
            ),
            (
                "Palestinian refugees PSE REF",
                Some(Role::Target),
                Some(ActorKind::Civilians),
                "PS"
            ),
        ]
    );
    assert_eq!(values(row, SOURCE_CODE), ["ISR"]);
    assert_eq!(values(row, TARGET_SECTOR), ["REF"]);
}

#[test]
fn the_text_its_publication_and_the_coders_comment() {
    let row = &rows(EXCERPT)[6];
    assert!(
        row.summary
            .starts_with("Two Palestinian suicide bombers killed 23 people")
    );
    assert_eq!(row.text, "suicide bombers killed");
    let source = &row.sources[0];
    assert_eq!(source.publisher, "OEDA team from CAMEO 1.1b3 manual");
    assert_eq!(source.language, "en");
    let comment = "Dead could also be 25 depending on whether the perpetrators are counted.";
    assert_eq!(source.note, comment);
    let claim = &row.claims[0];
    assert_eq!(claim.about, Some(ClaimSubject::Killed));
    assert_eq!((claim.low, claim.best, claim.high), (None, Some(23), None));
    assert_eq!(claim.text, comment, "the number keeps its qualifier");
}

#[test]
fn sizes_in_words_are_no_numbers() {
    let claim = &rows(EXCERPT)[4].claims[0];
    assert_eq!(claim.about, Some(ClaimSubject::Other));
    assert_eq!((claim.best, claim.value.as_str()), (None, "Thousands"));
}

#[test]
fn places_are_regions_where_the_country_is_known() {
    let place = |at: usize| {
        let row = &rows(EXCERPT)[at];
        let country = row.regions.first().map(|part| part.name.clone());
        (country, row.place.clone())
    };
    assert_eq!(place(2), (Some("Switzerland".into()), "Geneva".into()));
    assert_eq!(place(4), (None, "Lagos".into()));
    let iraq = LINE.replace("\"mode\"", "\"event_loc\":{\"name\":\"Iraq\"},\"mode\"");
    let row = rows(&iraq).remove(0);
    assert_eq!(
        (row.regions[0].codes[0].code.as_str(), row.place.as_str()),
        ("IQ", "")
    );
}

#[test]
fn the_documentation_is_no_event_and_tells_of_the_file() {
    let reader = open(
        &Head {
            name: "gsr.json",
            text: EXCERPT,
            whole: true,
        },
        &Options::default(),
    )
    .expect("a reader");
    let about = reader.about();
    assert_eq!(about.publisher, "Parus Analytics");
    assert_eq!(about.license, "CC-BY-SA-4.0");
    assert_eq!(about.version, "0.5b1");
    assert_eq!(
        about.attribution,
        [
            "Copyright 2016 by the Open Event Data Alliance",
            "OEDA team from CAMEO 1.1b3 manual"
        ]
    );
}

#[test]
fn lines_with_the_names_of_later_drafts() {
    let text = format!(
        "{{\"id\":\"X-0\",\"event\":\"DOCUMENT\",\"eventText\":\"\"}}\n\n  {LINE}\r\n{{broken\n"
    );
    assert_eq!(testing::sniff(PLOVER, &text), Sniff::Yes);
    let mut rows = testing::rows(PLOVER, &text);
    assert_eq!(rows.len(), 2);
    let row = rows.remove(0).expect("an event");
    assert_eq!(row.title, "Coerce (arrest): Police → IGO");
    assert_eq!(row.kind, Some(EventKind::Arrest));
    assert_eq!(row.when.edtf().text(), "2016-07-24");
    let codes: Vec<_> = row.codes.iter().map(|part| part.code.as_str()).collect();
    assert_eq!(codes, ["COERCE", "COERCE-arrest", "THREATEN"]);
    assert!(row.sources.is_empty(), "no publication");
    let fault = rows.remove(0).expect_err("broken");
    assert!(
        fault.message.starts_with("this is no JSON: "),
        "{}",
        fault.message
    );
}

#[test]
fn what_is_wrong_is_said() {
    let cases = [
        (
            "2016-07-24",
            "24 July",
            "date: `24 July` is no date such as 2016-01-31",
        ),
        ("\"date\"", "\"day\"", "date: there is no date"),
        (
            "\"mode\"",
            "\"enddate\":\"2016-07-01\",\"mode\"",
            "the event ends before it starts",
        ),
        (
            "[\"COERCE\",\"THREATEN\"]",
            "[]",
            "`event` names no type of event",
        ),
    ];
    for (from, to, message) in cases {
        let mut rows = testing::rows(PLOVER, &LINE.replacen(from, to, 1));
        let fault = rows.remove(0).expect_err(to);
        assert_eq!((fault.column, fault.message.as_ref()), (None, message));
    }
    let broken = Cut::Document(events);
    let Cut::Document(find) = broken else {
        unreachable!("made above")
    };
    assert!(find("[{\"id\":1}").fault.is_some());
}

#[test]
fn other_formats_do_not_take_it_and_it_takes_no_other() {
    for sample in [EXCERPT, LINE] {
        for format in FORMATS {
            let expected = if format.name == PLOVER.name {
                Sniff::Yes
            } else {
                Sniff::No
            };
            assert_eq!(testing::sniff(*format, sample), expected, "{}", format.name);
        }
    }
    let acled = super::super::acled::tests::sample();
    let polecat = super::super::polecat::tests::sample();
    for text in [
        "",
        "[]",
        "{}",
        "[1]",
        "{\"id\":\"1\",\"event\":\"x\"}",
        &acled,
        &polecat,
    ] {
        assert_eq!(testing::sniff(PLOVER, text), Sniff::No, "{text}");
    }
}

/// The whole gold standard, where it is at hand.
#[test]
fn the_whole_gold_standard() {
    let folder = std::env::var_os("ANNALS_SHARED_DATA")
        .map_or_else(|| PathBuf::from("../shared/data"), PathBuf::from);
    let file = folder.join("plover-gsr/PLOVER_GSR_CAMEO.json");
    let Ok(text) = std::fs::read_to_string(&file) else {
        println!("skipped: no {}", file.display());
        return;
    };
    let rows = rows(&text);
    assert_eq!(rows.len(), 322);
    let claims = rows.iter().flat_map(|row| row.claims.iter());
    let dead: u64 = claims
        .filter(|claim| claim.about == Some(ClaimSubject::Killed))
        .filter_map(|claim| claim.best)
        .sum();
    assert_eq!(dead, 273);
    let other = rows.iter().filter(|row| row.kind == Some(EventKind::Other));
    let others: Vec<_> = other.map(|row| row.title.clone()).collect();
    assert!(
        others
            .iter()
            .all(|title| title.starts_with("Retreat") || title.starts_with("Coerce"))
    );
}
