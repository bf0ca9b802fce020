//! The same text however it is packed, encoded and found.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::{annals, count, query, run, sorted_ids, told};

const PLAIN: &str = "tests/data/derived/ged41.csv";

fn plain() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(PLAIN);
    fs::read_to_string(path).expect("readable")
}

/// Writes files into a folder that is gone afterwards.
fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, bytes).expect("written");
    }
    folder
}

fn path_in(folder: &tempfile::TempDir, name: &str) -> String {
    folder
        .path()
        .join(name)
        .to_str()
        .expect("a plain path")
        .to_owned()
}

#[test]
fn packing_changes_nothing() {
    let expected = query("", &[PLAIN]);
    assert_eq!(expected.len(), 10);
    for name in [
        "ged41.csv.gz",
        "ged41.csv.zst",
        "ged41.csv.bz2",
        "ged41.csv.xz",
        "ged41.zip",
    ] {
        let path = format!("tests/data/derived/packed/{name}");
        assert_eq!(query("", &[&path]), expected, "{name}");
    }
    assert_eq!(
        query("", &["tests/data/derived/packed/ged41*.gz"]),
        expected
    );
}

#[test]
fn standard_input_is_a_file_like_others_packed_or_not() {
    let expected = query("", &[PLAIN]);
    for name in [
        "ged41.csv",
        "packed/ged41.csv.gz",
        "packed/ged41.zip",
        "packed/ged41.csv.xz",
    ] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/data/derived")
            .join(name);
        let bytes = fs::read(path).expect("readable");
        let mut command = annals(&["query", "", "-", "--format", "json"]);
        let (code, out, err) = told(command.write_stdin(bytes));
        assert_eq!(code, 0, "{name}: {err}");
        let events: Vec<Value> = serde_json::from_str(&out).expect("an array");
        assert_eq!(events, expected, "{name}");
    }
}

#[test]
fn a_folder_and_a_pattern_are_one_data_set() {
    let text = plain();
    let (header, rows) = text.split_once('\n').expect("a header");
    let mut first = String::from(header);
    first.push('\n');
    let mut second = first.clone();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(rows.as_bytes());
    for (at, record) in reader.records().enumerate() {
        let mut line = csv::Writer::from_writer(Vec::new());
        line.write_record(&record.expect("a record"))
            .expect("written");
        let line = String::from_utf8(line.into_inner().expect("written")).expect("UTF-8");
        if at < 4 { &mut first } else { &mut second }.push_str(&line);
    }
    let folder = folder(&[
        ("b.csv", second.as_bytes()),
        ("a.csv", first.as_bytes()),
        ("notes.txt", b"nothing"),
        (".hidden.csv", first.as_bytes()),
    ]);
    let expected = query("", &[PLAIN]);
    for path in [path_in(&folder, ""), path_in(&folder, "*.csv")] {
        let found = query("", &[&path]);
        assert_eq!(sorted_ids(&found), sorted_ids(&expected), "{path}");
        assert_eq!(count("dataset:\"UCDP GED (a)\"", &[&path]), 10, "{path}");
    }
}

#[test]
fn another_encoding_is_named_and_read() {
    let utf8 = plain().replace("Reuters News", "Agência Brasil");
    assert!(utf8.contains('ê'));
    let in_latin = |c: char| u8::try_from(u32::from(c)).unwrap_or(b'?');
    let latin: Vec<u8> = utf8.chars().map(in_latin).collect();
    let wide: Vec<u8> = utf8.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [&[0xff, 0xfe][..], &wide].concat();
    let folder = folder(&[
        ("utf8.csv", utf8.as_bytes()),
        ("latin.csv", &latin),
        ("wide.csv", &wide),
        ("marked.csv", &marked),
    ]);
    let found = |name: &str, args: &[&str]| {
        let path = path_in(&folder, name);
        count(
            "publisher:\"Agência Brasil\"",
            &[&[path.as_str()], args].concat(),
        )
    };
    let expected = found("utf8.csv", &[]);
    assert!(expected > 0);
    assert_eq!(found("latin.csv", &["--encoding", "latin1"]), expected);
    assert_eq!(found("wide.csv", &["--encoding", "utf-16le"]), expected);
    assert_eq!(found("marked.csv", &[]), expected);
    // Offsets are those of the text, so that records are found again.
    let again = query(
        "",
        &[&path_in(&folder, "latin.csv"), "--encoding", "latin1"],
    );
    assert!(
        again
            .iter()
            .all(|event| event["note"].is_null() && !event["records"].is_null())
    );
    let (code, out, _) = run(&["check", &path_in(&folder, "latin.csv")]);
    assert_eq!(code, 1);
    assert!(
        out.contains("latin.csv:2:") && out.contains("--encoding"),
        "{out}"
    );
}

#[test]
fn line_ends_of_all_sorts_give_the_same() {
    let unix = plain();
    let folder = folder(&[
        ("windows.csv", unix.replace('\n', "\r\n").as_bytes()),
        ("macintosh.csv", unix.replace('\n', "\r").as_bytes()),
        ("marked.csv", format!("\u{feff}{unix}").as_bytes()),
        ("open.csv", unix.trim_end().as_bytes()),
    ]);
    let plain = query("", &[PLAIN]);
    for name in ["windows.csv", "macintosh.csv", "marked.csv", "open.csv"] {
        let found = query("", &[&path_in(&folder, name)]);
        assert_eq!(found, plain, "{name}");
    }
}

/// The last record of a file has nothing behind it.
#[test]
fn every_record_is_found_again() {
    for path in [
        "tests/data/derived/ged41.csv",
        "tests/data/gdelt/events.export.CSV",
        "tests/data/derived/timesketch.jsonl",
    ] {
        for event in query("", &[path]) {
            assert!(event["note"].is_null(), "{path}: {event}");
        }
    }
}
