//! Damaged bytes and quotes: each costs one record, has its true line, and counts the same however the file comes.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use super::{annals, query, run, shared};

const MAP: &str = "[event]\nid = \"id\"\ndate = \"date\"\ntitle = \"title\"\n";

struct Folder(tempfile::TempDir);

impl Folder {
    fn new(files: &[(&str, &[u8])]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, bytes) in files {
            fs::write(folder.path().join(name), bytes).expect("written");
        }
        Self(folder)
    }

    fn path(&self, name: &str) -> String {
        let path = self.0.path().join(name);
        path.to_str().expect("a plain path").to_owned()
    }
}

/// A problem as `annals check --format json` has it: code, line, column, message, count.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Told {
    code: String,
    line: u64,
    column: u64,
    message: String,
    count: u64,
}

fn told(json: &str) -> Vec<Told> {
    let problems: Vec<Value> = serde_json::from_str(json).expect("an array");
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let number = |value: &Value| value.as_u64().expect("a number");
    let one = |problem: &Value| Told {
        code: text(&problem["code"]),
        line: number(&problem["line"]),
        column: number(&problem["column"]),
        message: text(&problem["message"]),
        count: number(&problem["count"]),
    };
    problems.iter().map(one).collect()
}

/// The last line of `annals check`, and its problems.
fn check(args: &[&str]) -> (String, Vec<Told>) {
    let (_, out, err) = run(&[&["check"], args].concat());
    let (_, json, _) = run(&[&["check", "--format", "json"], args].concat());
    let last = out.lines().last().unwrap_or(&err).to_owned();
    (last, told(&json))
}

/// The same of what comes through a pipe.
fn check_piped(bytes: &[u8], args: &[&str]) -> String {
    let mut child = Command::new(env!("CARGO_BIN_EXE_annals"))
        .env("ANNALS_CONFIG", "/nonexistent")
        .env("ANNALS_CACHE", "/nonexistent")
        .args(["check", "-"])
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("annals runs");
    let mut input = child.stdin.take().expect("a pipe");
    let bytes = bytes.to_vec();
    let writer = std::thread::spawn(move || input.write_all(&bytes));
    let out = child.wait_with_output().expect("it ends").stdout;
    writer.join().expect("no panic").expect("all is read");
    let out = String::from_utf8(out).expect("UTF-8");
    out.lines().last().unwrap_or_default().to_owned()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut child = Command::new("gzip")
        .arg("-c")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("gzip is there");
    let mut input = child.stdin.take().expect("a pipe");
    let bytes = bytes.to_vec();
    let writer = std::thread::spawn(move || input.write_all(&bytes));
    let out = child.wait_with_output().expect("it ends").stdout;
    writer.join().expect("no panic").expect("all is read");
    out
}

/// 60,000 rows, of which some have a byte that is not UTF-8; they are on the lines behind their numbers.
fn rows_with_bad_bytes(bad: &[usize]) -> Vec<u8> {
    let mut text = b"id,date,title\n".to_vec();
    for row in 1..=60_000 {
        let title: &[u8] = if bad.contains(&row) {
            b"M\xfcller"
        } else {
            b"a title of the usual length"
        };
        write!(text, "{row},2024-01-{:02},", row % 28 + 1).expect("memory");
        text.extend_from_slice(title);
        text.push(b'\n');
    }
    text
}

#[test]
fn a_byte_that_is_not_utf8_costs_its_record_however_the_file_comes() {
    for bad in [&[50_000][..], &[1], &[10, 1_500, 29_000], &[60_000]] {
        let text = rows_with_bad_bytes(bad);
        let folder = Folder::new(&[
            ("m.toml", MAP.as_bytes()),
            ("bad.csv", &text),
            ("bad.csv.gz", &gzipped(&text)),
        ]);
        let map = folder.path("m.toml");
        let expected = format!(
            "{} events, {} error{}, 0 warnings",
            60_000 - bad.len(),
            bad.len(),
            if bad.len() == 1 { "" } else { "s" }
        );
        for name in ["bad.csv", "bad.csv.gz"] {
            let (last, problems) = check(&["--map", &map, &folder.path(name)]);
            assert_eq!(last, expected, "{name} {bad:?}");
            let lines: Vec<_> = problems.iter().map(|one| one.line).collect();
            let due: Vec<_> = bad.iter().map(|row| *row as u64 + 1).collect();
            assert_eq!(lines, due, "{name}");
            let title = format!("{},2024-01-01,", bad[0]).len() as u64;
            assert_eq!(problems[0].column, title + 2, "{name}: behind the `M`");
            assert_eq!(problems[0].code, "not-an-event");
        }
        for _ in 0..3 {
            assert_eq!(check_piped(&text, &["--map", &map]), expected, "{bad:?}");
        }
    }
}

#[test]
fn bytes_that_are_not_of_the_named_encoding_cost_their_records() {
    let mut text = b"id,date,title\n1,2024-01-01,\xb0\xa2\xc0\xd5\n".to_vec();
    text.extend_from_slice(b"2,2024-01-02,\xb0\n3,2024-01-03,\xc6\xc4\n");
    let folder = Folder::new(&[("m.toml", MAP.as_bytes()), ("a.csv", &text)]);
    let (map, path) = (folder.path("m.toml"), folder.path("a.csv"));
    let args = ["--map", &map, "--encoding", "gb18030", &path];
    let (last, problems) = check(&args);
    assert_eq!(last, "2 events, 1 error, 0 warnings");
    assert_eq!((problems[0].line, problems[0].column), (3, 14));
    let events = query("", &args);
    assert_eq!(events[0]["title"], "阿勒");
}

#[test]
fn a_json_record_with_a_bad_byte_is_left_out() {
    let record = |id: u32, title: &str| {
        format!("{{\"id\": \"{id}\", \"date\": \"2024-01-01\", \"title\": \"{title}\"}}")
            .into_bytes()
    };
    let mut bad = record(2, "M?ller");
    let at = bad.iter().position(|&byte| byte == b'?').expect("a mark");
    bad[at] = 0xfc;
    let records = [record(1, "a"), bad, record(3, "c")];
    let lines = records.join(&b"\n"[..]);
    let list = [b"[\n", &records.join(&b",\n"[..])[..], b"\n]\n"].concat();
    let folder = Folder::new(&[
        ("m.toml", MAP.as_bytes()),
        ("a.ndjson", &lines),
        ("a.json", &list),
    ]);
    for (name, line) in [("a.ndjson", 2), ("a.json", 3)] {
        let (last, problems) = check(&["--map", &folder.path("m.toml"), &folder.path(name)]);
        assert_eq!(last, "2 events, 1 error, 0 warnings", "{name}");
        assert_eq!(
            (problems[0].line, problems[0].column),
            (line, at as u64 + 1),
            "{name}"
        );
    }
}

#[test]
fn nul_and_half_surrogates_are_shown_as_marks_and_reported() {
    let nul = b"id,date,title\n1,2024-01-01,a\0b\n2,2024-01-02,b\n";
    let halves = br#"{"id": "1", "date": "2024-01-01", "title": "a"}
{"id": "2", "date": "2024-01-02", "title": "b \ud800 c"}
{"id": "3", "date": "2024-01-03", "title": "d\u0000e"}
"#;
    let folder = Folder::new(&[
        ("m.toml", MAP.as_bytes()),
        ("nul.csv", nul),
        ("halves.ndjson", halves),
    ]);
    let map = folder.path("m.toml");
    let nul = folder.path("nul.csv");
    let (last, problems) = check(&["--map", &map, &nul]);
    assert_eq!(last, "2 events, 0 errors, 1 warning");
    assert_eq!(
        (&*problems[0].code, problems[0].line),
        ("control-characters", 2)
    );
    let halves = folder.path("halves.ndjson");
    let (last, problems) = check(&["--map", &map, &halves]);
    assert_eq!(last, "3 events, 0 errors, 2 warnings");
    let places: Vec<_> = problems.iter().map(|one| (&*one.code, one.line)).collect();
    assert_eq!(
        places,
        [("control-characters", 3), ("unpaired-surrogate", 2)]
    );
    let events = query("", &["--map", &map, &halves]);
    assert_eq!(events[1]["title"], "b \u{fffd} c");
}

/// ACLED's columns as far as they are needed.
const ACLED: &str = "event_id_cnty,event_date,event_type,actor1,notes,fatalities\n";

fn acled(id: u32, notes: &str) -> String {
    format!(
        "SYR{id},{:02} May 2025,Battles,Group A,{notes},1\n",
        id % 28 + 1
    )
}

#[test]
fn an_open_quote_costs_one_record() {
    let mut swallow = ACLED.to_owned();
    let mut every = ACLED.to_owned();
    for id in 1..=22 {
        swallow += &acled(
            id,
            match id {
                2 => "\"They said: we left",
                21 => "\"Note, with a comma\"",
                _ => "Plain note",
            },
        );
        every += &acled(
            id,
            if id == 2 {
                "\"They said, so"
            } else {
                "\"Note, one\""
            },
        );
    }
    let folder = Folder::new(&[
        ("swallow.csv", swallow.as_bytes()),
        ("every.csv", every.as_bytes()),
    ]);
    for (name, reaches) in [("swallow.csv", 22), ("every.csv", 4)] {
        let (last, problems) = check(&[&folder.path(name)]);
        assert_eq!(last, "21 events, 1 error, 0 warnings", "{name}");
        assert_eq!((problems[0].line, problems[0].column), (3, 34), "{name}");
        let due = format!("would reach from line 3 to line {reaches}");
        assert!(
            problems[0].message.contains(&due),
            "{}",
            problems[0].message
        );
    }
}

#[test]
fn a_cell_whose_lines_are_records_is_an_open_quote_and_one_whose_lines_are_not_is_a_cell() {
    let head = "id,date,dead,title\n1,2024-01-01,1,a\n";
    let open = format!(
        "{head}2,2024-01-02,2,\"open\n3,2024-01-03,3,c\n4,2024-01-04,4,d\n5,2024-01-05,5,e\"\n6,2024-01-06,6,f\n"
    );
    let cell =
        format!("{head}2,2024-01-02,2,\"one\n3,2024-01-03,3,c\n\nthree\"\n6,2024-01-06,6,f\n");
    let folder = Folder::new(&[
        ("m.toml", MAP.as_bytes()),
        ("open.csv", open.as_bytes()),
        ("cell.csv", cell.as_bytes()),
    ]);
    let map = folder.path("m.toml");
    let (last, problems) = check(&["--map", &map, &folder.path("open.csv")]);
    assert_eq!(last, "5 events, 1 error, 0 warnings");
    assert_eq!((problems[0].line, problems[0].column), (3, 16));
    assert!(
        problems[0]
            .message
            .contains("lines 3 to 6 are one long cell"),
        "{}",
        problems[0].message
    );
    let (last, _) = check(&["--map", &map, &folder.path("cell.csv")]);
    assert_eq!(last, "3 events, 0 errors, 0 warnings");
}

#[test]
fn an_open_quote_near_the_start_leaves_quotes_what_they_are() {
    let mut text =
        "id,date,title,town\n0,2024-01-01,\"closed, here\",T\n1,2024-01-01,\"never closed,T\n"
            .to_owned();
    for id in 2..102 {
        writeln!(text, "{id},2024-01-02,plain {id},T").expect("memory");
    }
    text += "102,2024-01-03,\"well, quoted\",T\n";
    for id in 103..203 {
        writeln!(text, "{id},2024-01-02,plain {id},T").expect("memory");
    }
    let quoted = format!("[file]\nquoted = true\n{MAP}");
    let folder = Folder::new(&[
        ("m.toml", MAP.as_bytes()),
        ("quoted.toml", quoted.as_bytes()),
        ("a.csv", text.as_bytes()),
    ]);
    for map in ["m.toml", "quoted.toml"] {
        let (last, problems) = check(&["--map", &folder.path(map), &folder.path("a.csv")]);
        assert_eq!(last, "202 events, 1 error, 0 warnings", "{map}");
        assert_eq!(problems[0].line, 3, "{map}");
    }
}

#[test]
fn every_error_is_counted_in_every_format() {
    let mut cells = ACLED.to_owned();
    let mut json = String::new();
    let mut calendar = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n".to_owned();
    let mut features = Vec::new();
    for id in 0..500 {
        cells += &format!("SYR{id},no date,Battles,Group A,x,1\n");
        writeln!(
            json,
            "{{\"id\": \"{id}\", \"date\": \"no date\", \"title\": \"x\"}}"
        )
        .expect("memory");
        writeln!(
            calendar,
            "BEGIN:VEVENT\nUID:{id}\nDTSTART:never\nSUMMARY:x\nEND:VEVENT"
        )
        .expect("memory");
        features.push(
            "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"date\":\"never\",\"name\":\"x\"}}".to_owned(),
        );
    }
    calendar += "END:VCALENDAR\n";
    let features = format!(
        "{{\"type\":\"FeatureCollection\",\"features\":[{}]}}",
        features.join(",")
    );
    let folder = Folder::new(&[
        ("m.toml", MAP.as_bytes()),
        ("a.csv", cells.as_bytes()),
        ("a.ndjson", json.as_bytes()),
        ("a.ics", calendar.as_bytes()),
        ("a.geojson", features.as_bytes()),
    ]);
    for (name, map) in [
        ("a.csv", None),
        ("a.ndjson", Some("m.toml")),
        ("a.ics", None),
        ("a.geojson", None),
    ] {
        let mut args = vec![folder.path(name)];
        args.extend(map.map(|map| format!("--map={}", folder.path(map))));
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let (last, problems) = check(&args);
        assert_eq!(last, "0 events, 500 errors, 0 warnings", "{name}");
        let sum: u64 = problems.iter().map(|one| one.count).sum();
        assert_eq!(sum, 500, "{name}");
        let output = annals(&[&["query", ""], &args[..]].concat())
            .output()
            .expect("annals runs");
        let err = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(err.contains("500 errors"), "{name}: {err}");
    }
}

#[test]
fn what_spreadsheets_and_hxl_add_is_skipped() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/derived/ged41.csv");
    let plain = fs::read_to_string(&path).expect("readable");
    let (header, rows) = plain.split_once('\n').expect("a header");
    let tags: Vec<_> = (0..header.split(',').count())
        .map(|at| {
            if at % 2 == 0 {
                String::new()
            } else {
                format!("#x+c{at}")
            }
        })
        .collect();
    let hxl = format!("{header}\n{}\n{rows}", tags.join(","));
    let joined = format!("{plain}\u{feff}{plain}");
    let sep = format!("sep=,\r\n{plain}");
    let folder = Folder::new(&[
        ("hxl.csv", hxl.as_bytes()),
        ("joined.csv", joined.as_bytes()),
        ("sep.csv", sep.as_bytes()),
    ]);
    let expected = query("", &[path.to_str().expect("plain")]);
    for name in ["hxl.csv", "sep.csv"] {
        let (_, problems) = check(&[&folder.path(name)]);
        assert!(
            problems.iter().all(|one| one.code != "not-an-event"),
            "{name}: {problems:?}"
        );
        assert_eq!(
            query("", &[&folder.path(name)]).len(),
            expected.len(),
            "{name}"
        );
    }
    assert_eq!(
        query("", &[&folder.path("joined.csv")]).len(),
        2 * expected.len()
    );
}

#[test]
fn numbers_are_read_as_spreadsheets_write_them() {
    let text = "sep=;\nevent_id_cnty;event_date;year;time_precision;event_type;actor1;latitude;longitude;geo_precision;fatalities\n\
                SYR1;02 May 2025;2025,0;1,0;Battles;Group A;36,25;37,5;2.0;14,0\n";
    let folder = Folder::new(&[("a.csv", text.as_bytes())]);
    let path = folder.path("a.csv");
    let (last, _) = check(&[&path]);
    assert_eq!(last, "1 event, 0 errors, 0 warnings");
    let event = query("", &[&path]).remove(0);
    assert_eq!(event["place"]["lat"], 36.25);
    assert_eq!(event["place"]["lon"], 37.5);
    assert_eq!(event["place"]["precision"], "near");
    assert_eq!(event["claims"][0]["best"], 14);
}

#[test]
fn other_reference_systems_are_refused() {
    let features = |crs: &str| {
        format!(
            "{{\"type\":\"FeatureCollection\",\"crs\":{{\"type\":\"name\",\"properties\":{{\"name\":\"{crs}\"}}}},\"features\":[\
             {{\"type\":\"Feature\",\"id\":\"a\",\"geometry\":{{\"type\":\"Point\",\"coordinates\":[37.5,36.2]}},\
             \"properties\":{{\"date\":\"2024-01-01\",\"name\":\"x\"}}}}]}}"
        )
    };
    let folder = Folder::new(&[
        (
            "metres.geojson",
            features("urn:ogc:def:crs:EPSG::3857").as_bytes(),
        ),
        (
            "degrees.geojson",
            features("urn:ogc:def:crs:OGC:1.3:CRS84").as_bytes(),
        ),
    ]);
    let (last, problems) = check(&[&folder.path("metres.geojson")]);
    assert_eq!(last, "0 events, 1 error, 0 warnings");
    assert!(problems[0].message.contains("EPSG::3857"), "{problems:?}");
    assert_eq!(problems[0].column, 35, "where `crs` stands");
    let (last, _) = check(&[&folder.path("degrees.geojson")]);
    assert_eq!(last, "1 event, 0 errors, 0 warnings");
}

#[test]
fn items_of_a_list_that_a_map_leaves_out_are_counted() {
    let text = "{\"events\": [{\"id\": \"1\", \"date\": \"2024-01-01\"}, {\"id\": \"2\", \"date\": \"2024-01-02\"}]}\n\
                {\"events\": [{\"id\": \"3\", \"date\": \"2024-01-03\"}]}\n";
    let map = "[event]\nid = \"events.0.id\"\ndate = \"events.0.date\"\n";
    let folder = Folder::new(&[("m.toml", map.as_bytes()), ("a.ndjson", text.as_bytes())]);
    let (last, problems) = check(&["--map", &folder.path("m.toml"), &folder.path("a.ndjson")]);
    assert_eq!(last, "2 events, 0 errors, 1 warning");
    assert_eq!(
        (&*problems[0].code, problems[0].line),
        ("list-items-left-out", 1)
    );
    assert!(
        problems[0].message.contains("1 in all"),
        "{}",
        problems[0].message
    );
}

/// 27 records of the release have cells with line breaks.
#[test]
fn cells_with_line_breaks_stay_whole() {
    let Some(folder) = shared("ucdp-ged-syria") else {
        return;
    };
    let (_, out, err) = run(&["check", "--no-cache", &folder]);
    let last = out.lines().last().unwrap_or(&err);
    assert!(last.contains(" 0 errors"), "{last}");
}
