use proptest::prelude::*;

use super::*;
use crate::reader::formats::{NO_ID, geojson, timemap, ucdp};
use crate::reader::testing;

const TABLE: &str = include_str!("../../../../tests/data/derived/timesketch.csv");
const LINES: &str = include_str!("../../../../tests/data/derived/timesketch.jsonl");
const GED: &str = include_str!("../../../../tests/data/derived/ged41.csv");
const LOGS: &str = include_str!("../../../../tests/data/timesketch/timeline.csv");
const L2T: &str = include_str!("../../../../tests/data/timesketch/l2t.csv");

fn events(format: Format, text: &str) -> Vec<Row> {
    let rows = testing::rows(format, text).into_iter();
    rows.map(|row| row.expect("the record is an event"))
        .collect()
}

fn told(rows: &[Row]) -> Vec<String> {
    rows.iter().map(|row| format!("{row:#?}")).collect()
}

/// Timesketch has the start of events, their actors and their governorate, and no coordinates.
fn same_as_ged(text: &str, ged: &str, count: usize) {
    let (rows, table) = (events(TIMESKETCH, text), events(ucdp::GED, ged));
    assert_eq!((rows.len(), table.len()), (count, count));
    for (row, known) in rows.iter().zip(&table) {
        assert_eq!(row.id, known.id);
        assert_eq!(row.when.days.from, known.when.days.from);
        let names =
            |row: &Row| -> Vec<_> { row.actors.iter().map(|part| part.name.clone()).collect() };
        assert_eq!(names(row), names(known));
        let region = &row.regions[0].name;
        assert!(known.regions.iter().any(|known| known.name == *region));
        assert_eq!(row.claims[0].best, known.claims[0].best);
    }
}

#[test]
fn both_forms_give_the_events_of_ged() {
    same_as_ged(TABLE, GED, 10);
    same_as_ged(LINES, GED, 10);
    assert_eq!(
        told(&events(TIMESKETCH, TABLE)),
        told(&events(TIMESKETCH, LINES))
    );
}

#[test]
fn all_of_the_derived_timelines_give_the_events_of_ged() {
    let shared = |name| testing::shared(&format!("derived-fixtures/{name}"));
    for name in ["timesketch.csv", "timesketch.jsonl"] {
        if let (Some(text), Some(ged)) = (shared(name), shared("ged41.csv")) {
            same_as_ged(&text, &ged, 300);
        }
    }
}

#[test]
fn log_entries() {
    let rows = testing::rows(TIMESKETCH, LOGS);
    let row = rows[0].as_ref().expect("an event");
    assert_eq!(row.title, "Log-on of example, from the console");
    assert_eq!((row.summary.as_str(), row.id.as_str()), ("", ""));
    assert_eq!(row.oddities(), [NO_ID], "4624 is a kind of entry and no id");
    assert_eq!(row.when.edtf().text(), "2024-12-08", "in its own offset");
    assert_eq!(
        row.time.map(|time| time.to_string()).as_deref(),
        Some("01:02")
    );
    assert_eq!(row.timezone, "+03:00");
    let fields: Vec<_> = row
        .fields
        .iter()
        .map(|part| (FIELDS[part.field], part.value.as_str()))
        .collect();
    assert_eq!(
        fields,
        [
            ("timesketch.timestamp_desc", "Event Logged"),
            ("timesketch.source", "EVT"),
            ("timesketch.user", "example"),
            ("timesketch.host", "HOST1")
        ]
    );
    assert_eq!(&row.tags[..], ["log-on", "console"]);
    let tags = |at: usize| rows[at].as_ref().expect("an event").tags.to_vec();
    assert_eq!(
        (tags(1), tags(3)),
        (vec!["log-on".into()], vec!["one".into(), "two".into()])
    );
    let counted = rows[3].as_ref().expect("an event");
    assert_eq!(counted.when.edtf().text(), "2024-12-07");
    let fault = |at: usize| rows[at].as_ref().expect_err("no event").clone();
    assert_eq!(fault(2), Fault::column(3, "the record has no date"));
    assert_eq!(
        fault(4),
        Fault::column(
            1,
            "`8 December` is no date-time such as 2015-07-24T19:01:01+00:00"
        )
    );
}

#[test]
fn plaso_tables() {
    let rows = testing::rows(L2TCSV, L2T);
    assert_eq!(rows.len(), 3);
    let row = rows[0].as_ref().expect("an event");
    assert_eq!(row.title, "Log-on");
    assert_eq!(row.summary, r#""C:\example" started by example"#);
    assert_eq!(row.when.edtf().text(), "2024-12-08");
    assert_eq!((row.time.is_some(), row.timezone.as_str()), (true, "UTC"));
    assert_eq!(row.fields[2].value, "WinEVTX");
    let second = rows[1]
        .as_ref()
        .expect("a quote that is never closed is part of its cell");
    assert_eq!(second.title, r#""quoted" and not closed ""#);
    assert_eq!((second.time, second.fields.len()), (None, 3));
    let fault = rows[2].as_ref().expect_err("no date");
    assert_eq!(
        *fault,
        Fault::column(
            0,
            "`00/00/0000` is no date of month/day/year such as 07/24/2015"
        )
    );
}

#[test]
fn quoted_plaso_tables() {
    let text = L2T.replace(",Log-on,", ",\"Log-on, local\",");
    let rows = testing::rows(L2TCSV, &text[..text.find("12/08/2024,--").expect("a row")]);
    assert_eq!(rows[0].as_ref().expect("an event").title, "Log-on, local");
}

#[test]
fn formats_are_told_apart() {
    for text in [TABLE, LINES, LOGS] {
        assert_eq!(testing::sniff(TIMESKETCH, text), Sniff::Yes);
        for other in [
            L2TCSV,
            ucdp::GED,
            geojson::PLAIN,
            geojson::GED,
            timemap::TIMEMAP,
        ] {
            assert_eq!(testing::sniff(other, text), Sniff::No, "{}", other.name);
        }
    }
    assert_eq!(testing::sniff(L2TCSV, L2T), Sniff::Yes);
    for text in [
        "",
        "{}",
        "message,datetime\n",
        "date,time\n",
        GED,
        "[{\"message\":1}]",
    ] {
        for format in [TIMESKETCH, L2TCSV] {
            assert_eq!(testing::sniff(format, text), Sniff::No, "{text}");
        }
    }
    assert_eq!(testing::sniff(TIMESKETCH, L2T), Sniff::No);
}

proptest! {
    #[test]
    fn nothing_panics(text in testing::any_json(
        &["message", "datetime", "timestamp", "timestamp_desc", "tag", "event_id", "actors", "actor1", "region", "deaths"],
        &["2024-12-08T01:00:00Z", "2024-12-08T01:00:00+99:99", "1733612400000000", "-", "[", "['a']", "é"],
    ), noise in "[,\"\n\r0-9/:a-z-]*") {
        let head = r#"{"message":"x","datetime":"2024","timestamp_desc":"y"}"#;
        testing::survives(TIMESKETCH, &format!("{head}\n{text}\n{noise}"));
        testing::survives(TIMESKETCH, &format!("{head}\n{text}"));
        testing::survives(TIMESKETCH, &format!("message,datetime,timestamp,timestamp_desc,tag\n{noise}"));
        let l2t = L2T.lines().next().unwrap_or_default();
        testing::survives(L2TCSV, &format!("{l2t}\n{noise}"));
    }
}
