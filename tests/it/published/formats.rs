//! The same events from every format that can say them, and every column of every format.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::{count, query, shared, text};

/// What formats say of one event.
#[derive(Debug, Clone, PartialEq, Default)]
struct Known {
    date: String,
    actors: Vec<String>,
    lat: Option<f64>,
    lon: Option<f64>,
    governorate: String,
    best: Option<u64>,
}

/// What a format can say.
#[derive(Debug, Clone, Copy)]
struct Says {
    /// The last day too, and not only the first.
    end: bool,
    actors: bool,
    place: bool,
    governorate: bool,
    deaths: bool,
}

const ALL: Says = Says {
    end: true,
    actors: true,
    place: true,
    governorate: true,
    deaths: true,
};

impl Says {
    fn part_of(self, mut known: Known) -> Known {
        if !self.end {
            let start = known.date.split('/').next().unwrap_or_default();
            known.date = start.to_owned();
        }
        if !self.actors {
            known.actors.clear();
        }
        if !self.place {
            (known.lat, known.lon) = (None, None);
        }
        if !self.governorate {
            known.governorate.clear();
        }
        if !self.deaths {
            known.best = None;
        }
        known
    }
}

/// Files of the same events, with what each can say; the first says all.
const FILES: [(&str, Says); 7] = [
    ("ged41.csv", ALL),
    ("ged.geojson", ALL),
    ("events.geojson", ALL),
    (
        "events.ics",
        Says {
            actors: false,
            governorate: false,
            deaths: false,
            ..ALL
        },
    ),
    (
        "timelinejs.json",
        Says {
            actors: false,
            place: false,
            deaths: false,
            ..ALL
        },
    ),
    (
        "timesketch.csv",
        Says {
            end: false,
            place: false,
            ..ALL
        },
    ),
    (
        "timesketch.jsonl",
        Says {
            end: false,
            place: false,
            ..ALL
        },
    ),
];

fn known(path: &str, says: Says) -> BTreeMap<String, Known> {
    query("", &[path])
        .iter()
        .map(|event| {
            let id = text(event, "id").trim_start_matches("ged-");
            let id = id.split('@').next().unwrap_or_default().to_owned();
            (id, says.part_of(known_of(event)))
        })
        .collect()
}

fn known_of(event: &Value) -> Known {
    let actors = event["actors"].as_array().into_iter().flatten();
    let mut actors: Vec<String> = actors.map(|part| text(part, "actor").to_owned()).collect();
    actors.sort();
    let claims = event["claims"].as_array().into_iter().flatten();
    let mut killed = claims.filter(|claim| claim["about"] == "killed");
    Known {
        date: text(event, "date").to_owned(),
        actors,
        lat: event["place"]["lat"].as_f64(),
        lon: event["place"]["lon"].as_f64(),
        governorate: governorate(event),
        best: killed.next().and_then(|claim| claim["best"].as_u64()),
    }
}

/// From the column, whose name is another in each format; a region that is shown is an id.
fn governorate(event: &Value) -> String {
    let record = &event["records"][0];
    [
        "adm_1",
        "properties.adm_1",
        "properties.region",
        "region",
        "group",
    ]
    .map(|column| text(record, column))
    .into_iter()
    .find(|name| name.ends_with("Governorate"))
    .unwrap_or_default()
    .to_owned()
}

fn same_everywhere(folder: &str, count: usize) {
    let (first, says) = FILES[0];
    let expected = known(&format!("{folder}/{first}"), says);
    assert_eq!(expected.len(), count);
    assert!(
        expected
            .values()
            .all(|one| one.lat.is_some() && one.actors.len() == 2)
    );
    assert!(expected.values().any(|one| one.date.contains('/')));
    for (file, says) in FILES {
        let path = format!("{folder}/{file}");
        if !Path::new(env!("CARGO_MANIFEST_DIR")).join(&path).exists() {
            assert_eq!(
                file, "ged.geojson",
                "only this is not among the shared files"
            );
            continue;
        }
        let found = known(&path, says);
        assert_eq!(found.len(), count, "{file}");
        for (id, one) in &expected {
            assert_eq!(
                found.get(id),
                Some(&says.part_of(one.clone())),
                "{file}: {id}"
            );
        }
    }
}

#[test]
fn ten_events_are_the_same_from_every_format() {
    same_everywhere("tests/data/derived", 10);
}

#[test]
fn three_hundred_events_are_the_same_from_every_format() {
    if let Some(folder) = shared("derived-fixtures") {
        same_everywhere(&folder, 300);
    }
}

/// The regions above a place are found whatever the format is.
#[test]
fn regions_are_found_by_name_from_every_format_that_has_them() {
    for (file, says) in FILES
        .iter()
        .filter(|(_, says)| says.governorate && says.actors)
    {
        let path = format!("tests/data/derived/{file}");
        let all = count("", &[&path]);
        let names: BTreeSet<String> = query("", &[&path]).iter().map(governorate).collect();
        assert!(names.len() > 2, "{names:?}");
        let counts = names
            .iter()
            .map(|name| count(&format!("region:\"{name}\""), &[&path]));
        let counts: Vec<usize> = counts.collect();
        assert_eq!(
            counts.iter().sum::<usize>(),
            all,
            "{file}: {says:?} {counts:?}"
        );
    }
}

/// Records as the `csv` crate reads them, by the names of the columns.
fn table(path: &str, delimiter: u8, quoted: bool, header: bool) -> Vec<Vec<String>> {
    let full = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(header)
        .flexible(true)
        .quoting(quoted)
        .from_path(full)
        .expect("a table");
    let cells = |record: csv::StringRecord| record.iter().map(str::to_owned).collect();
    reader
        .records()
        .map(|record| cells(record.expect("text")))
        .collect()
}

/// The values of each record that was written, in the order of their columns.
fn records(path: &str, args: &[&str]) -> Vec<Vec<String>> {
    let args = [&[path], args].concat();
    let records = |event: &Value| event["records"].as_array().cloned().unwrap_or_default();
    let values = |record: &Value| -> Vec<String> {
        let cells = record.as_object().expect("a record").values();
        cells
            .map(|cell| cell.as_str().expect("text").to_owned())
            .collect()
    };
    query("", &args)
        .iter()
        .flat_map(records)
        .map(|record| values(&record))
        .collect()
}

#[test]
fn every_cell_of_every_table_is_written() {
    let map = ["--map", "tests/data/mapped/incidents.toml"];
    for (path, delimiter, header, args, no_events) in [
        ("tests/data/derived/ged41.csv", b',', true, &[][..], 0),
        ("tests/data/derived/timesketch.csv", b',', true, &[], 0),
        ("tests/data/mapped/ged.csv", b',', true, &[], 0),
        ("tests/data/gdelt/events.export.CSV", b'\t', false, &[], 0),
        ("tests/data/timelinejs/sheet.csv", b',', true, &[], 1),
        ("tests/data/timesketch/timeline.csv", b',', true, &[], 2),
        ("tests/data/timesketch/l2t.csv", b',', true, &[], 1),
        ("tests/data/mapped/incidents.csv", b';', true, &map[..], 2),
    ] {
        let quoted = delimiter != b'\t' && !path.ends_with("l2t.csv");
        let rows = table(path, delimiter, quoted, header);
        let mut written = records(path, args);
        assert_eq!(written.len() + no_events, rows.len(), "{path}");
        written.retain(|record| !rows.contains(record));
        assert!(written.is_empty(), "{path}: {written:?}");
    }
}

/// Everything in a JSON value that is no list and no object, as text.
fn leaves(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Null => {}
        Value::String(text) => found.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| leaves(item, found)),
        Value::Object(members) => members.values().for_each(|item| leaves(item, found)),
        other => found.push(other.to_string()),
    }
}

#[test]
fn every_value_of_every_json_is_written() {
    for (path, key) in [
        ("tests/data/derived/ged.geojson", "/features"),
        ("tests/data/derived/events.geojson", "/features"),
        ("tests/data/derived/timelinejs.json", "/events"),
        ("tests/data/timelinejs/cosmo.json", "/events"),
        ("tests/data/timelinejs/version1.json", "/timeline/date"),
        ("tests/data/plover/excerpt.json", ""),
        ("tests/data/timemap/download.json", ""),
    ] {
        let file = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path));
        let document: Value = serde_json::from_str(&file.expect("readable")).expect("JSON");
        let sources = document
            .pointer(key)
            .and_then(Value::as_array)
            .expect("a list");
        let sorted = |mut texts: Vec<String>| {
            texts.retain(|text| !text.is_empty());
            texts.sort();
            texts
        };
        let sources: Vec<Vec<String>> = sources
            .iter()
            .map(|source| {
                let mut found = Vec::new();
                leaves(source, &mut found);
                sorted(found)
            })
            .collect();
        let written = records(path, &[]);
        assert!(!written.is_empty(), "{path}");
        for record in written {
            let record = sorted(record);
            assert!(sources.contains(&record), "{path}: {record:?}");
        }
    }
}

#[test]
fn every_line_of_a_calendar_is_written() {
    let path = "tests/data/derived/events.ics";
    let file = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path));
    let unfolded = file.expect("readable").replace("\r\n ", "");
    let written: Vec<String> = records(path, &[]).concat();
    let properties = unfolded.lines().skip_while(|line| *line != "BEGIN:VEVENT");
    let mut values = properties.filter_map(|line| line.split_once(':'));
    assert!(values.all(|(name, value)| {
        ["BEGIN", "END"].contains(&name) || written.iter().any(|cell| cell == value)
    }));
}

#[test]
fn a_format_can_be_named_and_a_wrong_one_is_told() {
    let ged = "tests/data/derived/ged.geojson";
    let plain = query("", &[ged, "--input-format", "geojson"]);
    assert_eq!(plain.len(), 10);
    assert_ne!(
        text(&plain[0], "title"),
        text(&query("", &[ged])[0], "title")
    );
    for (format, why) in [
        ("acled", "these are not the columns of ACLED"),
        ("ucdp-gedd", "did you mean `ucdp-ged`?"),
        ("gdelt", "has 61, 58 or 57 columns"),
        ("ical", "a calendar starts with `BEGIN:VCALENDAR`"),
    ] {
        let (code, out, err) = super::run(&["query", "", ged, "--input-format", format]);
        assert_eq!((code, out.as_str()), (2, ""), "{format}");
        assert!(err.contains(why), "{format}: {err}");
    }
}
