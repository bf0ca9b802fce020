use proptest::prelude::*;

use super::*;
use crate::model::{EventKind, Position};
use crate::reader::formats::geojson;
use crate::reader::{Companion, testing};

const EVENTS: &str = include_str!("../../../../tests/data/timemap/events.json");
const SOURCES_FILE: &str = include_str!("../../../../tests/data/timemap/sources.json");
const ASSOCIATIONS_FILE: &str = include_str!("../../../../tests/data/timemap/associations.json");
const DOWNLOAD: &str = include_str!("../../../../tests/data/timemap/download.json");

fn companions() -> Options {
    let file = |kind, text: &str| Companion {
        kind,
        text: text.to_owned(),
    };
    Options {
        companions: vec![
            file(SOURCES, SOURCES_FILE),
            file(ASSOCIATIONS, ASSOCIATIONS_FILE),
        ],
        ..Options::default()
    }
}

fn first(text: &str, options: &Options) -> Row {
    let mut rows = testing::rows_with(TIMEMAP, text, options);
    rows.remove(0).expect("an event")
}

fn fields(row: &Row) -> Vec<(&str, &str)> {
    let fields = row.fields.iter();
    fields
        .map(|part| (FIELDS[part.field], part.value.as_str()))
        .collect()
}

fn publishers(row: &Row) -> Vec<(&str, &str)> {
    let sources = row.sources.iter();
    sources
        .map(|part| (part.publisher.as_str(), part.url.as_str()))
        .collect()
}

#[test]
fn an_event_with_its_companions() {
    let row = first(EVENTS, &companions());
    assert_eq!(row.id, "CIV0001");
    assert_eq!(
        row.title,
        "Shells fall on the market of Exampletown. Two buildings burn."
    );
    assert!(row.summary.ends_with("Seen from the north."));
    assert_eq!(row.when.edtf().text(), "2022-02-24");
    assert_eq!(
        row.time.map(|time| time.to_string()).as_deref(),
        Some("07:05")
    );
    assert_eq!(row.place, "Exampletown");
    let position = Position {
        lat: 50.4501,
        lon: 30.5234,
    };
    assert_eq!(row.position, Some(position));
    assert_eq!(row.kind, Some(EventKind::Shelling));
    assert_eq!(row.text, "Geolocated by the tower.");
    assert_eq!(&row.tags[..], ["Type of area affected/Commercial"]);
    assert_eq!(
        fields(&row),
        [
            ("timemap.time_precision", "+- 5m"),
            ("timemap.type", "Structure"),
            ("timemap.category", "shelling"),
            ("timemap.narrative", "The first day")
        ]
    );
    assert_eq!(
        publishers(&row),
        [
            ("Example Channel", "https://t.me/example/1"),
            ("example.org", "https://www.Example.org/report/7"),
            ("Witness statement", "")
        ]
    );
    assert_eq!(row.sources[0].note, "Smoke over roofs");
    let published = row.sources[0]
        .published
        .as_ref()
        .map(|date| date.edtf().text().to_owned());
    assert_eq!(published.as_deref(), Some("2022-02-24"));
    assert!(row.oddities().is_empty());
}

#[test]
fn ids_stay_where_no_file_says_what_they_are() {
    let row = first(EVENTS, &Options::default());
    assert!(row.tags.is_empty());
    let associations = fields(&row)
        .into_iter()
        .filter(|(name, _)| *name == "timemap.association");
    let ids: Vec<_> = associations.map(|(_, id)| id).collect();
    assert_eq!(ids, ["a1", "a2", "a3"]);
    assert_eq!(row.sources.len(), 3);
    assert_eq!(row.sources[2].title, "s3");
    assert!(row.oddities().is_empty());
    let rows = testing::rows_with(TIMEMAP, EVENTS, &companions());
    let second = rows[1].as_ref().expect("an event");
    assert_eq!(second.oddities(), ["unknown-source", "unknown-association"]);
    assert_eq!(second.position, None);
    let third = rows[2].as_ref().expect_err("no date");
    assert_eq!(third.message, "the event has no date");
}

#[test]
fn the_downloaded_file_gives_the_same_event() {
    let (event, download) = (
        first(EVENTS, &companions()),
        first(DOWNLOAD, &Options::default()),
    );
    assert_eq!(download.id, event.id);
    assert_eq!(
        (&download.when, &download.title),
        (&event.when, &event.title)
    );
    assert_eq!(
        (download.position, &download.place),
        (event.position, &event.place)
    );
    assert_eq!(download.tags[..], event.tags[..]);
    assert_eq!(
        publishers(&download),
        [("t.me", "https://t.me/example/1"), (UNNAMED, "")]
    );
    assert_eq!(download.sources[1].title, "statement.pdf");
}

#[test]
fn what_is_wrong_is_told() {
    let with = |from: &str, to: &str| {
        let mut rows = testing::rows(TIMEMAP, &DOWNLOAD.replace(from, to));
        rows.remove(0)
    };
    let message = |from, to| with(from, to).expect_err(to).message;
    assert_eq!(
        message("02/24/2022", "24/02/2022"),
        "date: `24/02/2022` is no date of month/day/year such as 2/24/2022"
    );
    assert_eq!(
        message("50.4501", "150.4"),
        "latitude: `150.4` is not from -90 to 90 degrees"
    );
    let half = with("30.5234", "").expect("an event");
    assert_eq!(
        (half.position, half.oddities()),
        (None, &["half-coordinates"][..])
    );
    let iso = with("02/24/2022", "2022-02-24").expect("an event");
    assert_eq!(iso.when.edtf().text(), "2022-02-24");
    let mut broken = companions();
    broken.companions[0].text.push('}');
    let head = Head {
        name: "events.json",
        text: EVENTS,
        whole: true,
    };
    let fault = (TIMEMAP.open)(&head, &broken).expect_err("broken sources");
    assert!(
        fault
            .message
            .starts_with("timemap-sources, line 10: this is no JSON"),
        "{}",
        fault.message
    );
}

#[test]
fn files_are_told_apart() {
    let [sources, associations] = [0, 1].map(|at: usize| TIMEMAP.companions[at]);
    let kinds = |text: &str| {
        let head = Head {
            name: "x.json",
            text,
            whole: true,
        };
        [TIMEMAP.sniff, sources.sniff, associations.sniff].map(|sniff| sniff(&head) == Sniff::Yes)
    };
    assert_eq!(kinds(EVENTS), [true, false, false]);
    let (start, _) = EVENTS.split_once("\"id\": \"2\"").expect("two events");
    assert_eq!(kinds(start), [true, false, false], "cut short");
    assert_eq!(kinds(DOWNLOAD), [true, false, false]);
    assert_eq!(kinds(SOURCES_FILE), [false, true, false]);
    assert_eq!(kinds(ASSOCIATIONS_FILE), [false, false, true]);
    let array = r#"[{"id":"s1","paths":[]}]"#;
    assert_eq!(kinds(array), [false, true, false]);
    for text in [
        "",
        "[]",
        "[1]",
        "{}",
        r#"[{"description": "x", "date": "1/2/2020"}]"#,
        r#"[{"eventText": "x", "associations": []}]"#,
        include_str!("../../../../tests/data/derived/events.geojson"),
    ] {
        assert_eq!(kinds(text), [false; 3], "{text}");
    }
    assert_eq!(testing::sniff(geojson::PLAIN, EVENTS), Sniff::No);
}

proptest! {
    #[test]
    fn nothing_panics(text in testing::any_json(
        &["id", "civId", "description", "date", "time", "latitude", "longitude", "associations", "sources", "filters",
          "key", "value", "path", "paths", "mode", "tags", "category"],
        &["1/2/2020", "12/31/2020", "2020-01-01", "07:05", "50,1", "FILTER", "https://example.org", "s1", "é"],
    ), noise in ".*") {
        for text in [text, noise] {
            testing::survives(TIMEMAP, &text);
            testing::survives(TIMEMAP, &format!("[{text}]"));
            let options = Options {
                companions: [SOURCES, ASSOCIATIONS].map(|kind| Companion { kind, text: text.clone() }).into(),
                ..Options::default()
            };
            let head = Head { name: "x", text: DOWNLOAD, whole: true };
            let _ = (TIMEMAP.open)(&head, &options);
        }
    }
}
