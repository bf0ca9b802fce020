//! Nothing is lost silently: an input that is not read whole, or changes under an answer, is named and changes the exit code.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;

use annals::analysis::{AskError, Engine, MatchScope};
use annals::app::{Loading, Message};
use annals::load::{self, OpenOptions};
use annals::matching;
use annals::runtime::{Headless, Settings};
use assert_cmd::Command;

const HEAD: &str = "id,type_of_violence,dyad_name,dyad_new_id,side_a,side_a_new_id,side_b,side_b_new_id,source_office,\
    source_date,source_headline,country,adm_1,where_coordinates,where_prec,date_start,date_end,best,low,high\n";

fn row(id: usize) -> String {
    let day = format!("20{:02}-{:02}-{:02}", id % 20, id % 12 + 1, id % 28 + 1);
    format!(
        "{id},1,A - B,1,A,1,B,2,Reuters,{day},Shells hit town {id},Syria,Aleppo,Azaz,1,{day},{day},3,2,4\n"
    )
}

fn rows(count: usize) -> String {
    let rows = (0..count).map(row);
    std::iter::once(HEAD.to_owned()).chain(rows).collect()
}

fn written(path: PathBuf, bytes: impl AsRef<[u8]>) -> PathBuf {
    fs::write(&path, bytes).expect("written");
    path
}

fn annals(args: &[&str], paths: &[&Path]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_annals"));
    command
        .env("ANNALS_CONFIG", "/nonexistent")
        .env("ANNALS_CACHE", "/dev/null/none")
        .env("RUST_BACKTRACE", "0");
    let output = command
        .args(args)
        .args(paths)
        .output()
        .expect("annals runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (
        output.status.code().expect("an exit code"),
        text(output.stdout),
        text(output.stderr),
    )
}

/// The start of a packed file: it unpacks to some rows and ends in the middle.
fn truncated_gz(rows: &str) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packer.write_all(rows.as_bytes()).expect("packed");
    let mut bytes = packer.finish().expect("packed");
    bytes.truncate(bytes.len() / 2);
    bytes
}

#[test]
fn an_input_that_changes_under_an_export_ends_it_and_is_named() {
    for format in ["ndjson", "json", "csv", "tsv", "md"] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = written(folder.path().join("ged.csv"), rows(20_000));
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_annals"))
            .args(["query", "", "--no-cache", "--format", format])
            .arg(&path)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("annals runs");
        // It waits for its reader then: no pipe holds twenty thousand events.
        let mut out = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut text = String::new();
        out.read_line(&mut text).expect("text");
        fs::write(&path, "").expect("emptied");
        out.read_to_string(&mut text).expect("text");
        let ended = child.wait_with_output().expect("annals ends");
        let err = String::from_utf8_lossy(&ended.stderr);
        assert_eq!(ended.status.code(), Some(2), "{format}: {err}");
        let says = format!("{}: it has changed since it was opened", path.display());
        assert!(err.contains(&says), "{format}: {err}");
        assert!(
            !text.contains("cannot be read"),
            "{format}: no event is made up"
        );
        let events = text.matches("Shells hit town").count();
        assert!(events < 20_000, "{format}");
        if format == "ndjson" {
            let lines = text.lines();
            for line in lines {
                let event: serde_json::Value = serde_json::from_str(line).expect("a whole event");
                let id = event["id"].as_str().expect("an id");
                assert!(id.parse::<usize>().is_ok_and(|id| id < 20_000), "{id}");
            }
        }
    }
}

#[test]
fn possible_duplicates_of_a_file_that_changed_are_an_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let paths = ["a.csv", "b.csv"].map(|name| written(folder.path().join(name), rows(30)));
    let collection = load::open(&paths, &OpenOptions::default(), &());
    let engine = Engine::open(collection);
    let settings = matching::Settings::default();
    let found = engine.matches("", 1, settings, MatchScope::Assigned, &|| false);
    let found = found.expect("not cancelled").expect("no mistake");
    assert!(!found.is_empty() && found.iter().all(|found| found.is_ok()));
    // What was read last is remembered, so another engine has to read.
    let engine = Engine::open(load::open(&paths, &OpenOptions::default(), &()));
    fs::write(&paths[1], "gone").expect("written");
    let found = engine.matches("", 1, settings, MatchScope::Assigned, &|| false);
    let found = found.expect("not cancelled").expect("no mistake");
    let error = found
        .iter()
        .next()
        .expect("a pair")
        .expect_err("it cannot be read");
    assert_eq!(error.file, paths[1].display().to_string());
    assert!(
        AskError::from(error)
            .to_string()
            .contains("b.csv: it has changed")
    );
}

#[test]
fn the_screen_names_the_file_and_stays_usable() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = written(folder.path().join("ged.csv"), rows(2000));
    let collection = load::open(std::slice::from_ref(&path), &OpenOptions::default(), &());
    let engine = Arc::new(Engine::open(collection));
    let screen = |annals: &Headless| annals::picture::text(&annals.screen());
    let mut annals = Headless::new(Arc::clone(&engine), (140, 40), Settings::default());
    fs::write(&path, "").expect("emptied");
    annals.keys("G").expect("keys");
    let shown = screen(&annals);
    assert!(shown.contains("A record cannot be read again"), "{shown}");
    assert!(
        shown.contains("ged.csv: it has changed since it was"),
        "{shown}"
    );
    assert!(
        shown.contains("2,000 events") || shown.contains("2000"),
        "{shown}"
    );
    // Counts need no records.
    assert!(shown.contains("Events a year"), "{shown}");
    for view in ["5", "6", "4", "2", "3", "7", "1"] {
        annals.keys(view).expect("keys");
        let shown = screen(&annals);
        assert!(!shown.contains("(the record"), "{shown}");
    }
    annals.keys("/date:2001<Enter>").expect("keys");
    let shown = screen(&annals);
    assert!(shown.contains("ged.csv: it has changed"), "{shown}");
    assert!(
        shown.contains("of 2,000 events") || shown.contains("of 2000"),
        "{shown}"
    );
}

#[test]
fn an_input_that_is_not_read_whole_is_3_and_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let good = written(folder.path().join("good.csv"), rows(30));
    let gone = folder.path().join("gone.csv");
    let cut = written(
        folder.path().join("cut.csv.gz"),
        truncated_gz(&rows(30_000)),
    );
    let odd = written(folder.path().join("odd.csv"), "this,is\nno,format\n");
    for (bad, why) in [
        (&gone, "No such file"),
        (&cut, "the gzip data end too early"),
        (&odd, "format"),
    ] {
        for args in [
            &["query", "", "--format", "csv"][..],
            &["stats", "--format", "csv"],
            &["render"],
        ] {
            let (code, out, err) = annals(args, &[&good, bad]);
            assert_eq!(code, 3, "{args:?} {err}");
            assert!(err.contains(&bad.display().to_string()), "{args:?} {err}");
            assert!(err.contains(why), "{args:?} {err}");
            assert!(!out.is_empty());
        }
        let (_, out, _) = annals(&["query", "", "--format", "csv"], &[&good, bad]);
        assert!(out.lines().count() >= 31, "what could be read is written");
        let into = folder.path().join(format!(
            "made-{}",
            bad.file_name().expect("named").display()
        ));
        let into = into.to_str().expect("plain");
        let (code, _, err) = annals(&["import", "ucdp-ged", "-o", into], &[&good, bad]);
        assert_eq!(code, 3, "{err}");
        assert!(err.contains(&bad.display().to_string()), "{err}");
        assert!(Path::new(into).join("dataset.toml").exists());
    }
    // Rows before the damage are there, and the last of them is whole.
    let (code, out, _) = annals(&["query", "", "--format", "csv"], &[&cut]);
    assert_eq!(code, 3);
    assert!(out.lines().count() > 1000, "{}", out.lines().count());
}

#[test]
fn one_damaged_file_does_not_cost_the_files_after_it() {
    let folder = tempfile::tempdir().expect("a folder");
    written(folder.path().join("1.csv.gz"), truncated_gz(&rows(30_000)));
    written(folder.path().join("2.csv"), HEAD.to_owned() + &row(900_001));
    let (code, out, err) = annals(&["query", "id:900001", "--format", "csv"], &[folder.path()]);
    assert_eq!(code, 3, "{err}");
    assert!(
        err.contains("1.csv.gz: the gzip data end too early"),
        "{err}"
    );
    assert_eq!(out.lines().count(), 2, "{out}");
}

#[test]
fn a_curated_file_that_cannot_be_read_is_3_and_bad_records_are_0() {
    let folder = tempfile::tempdir().expect("a folder");
    let good = "[dataset]\nschema = 1\ntitle = \"A\"\n\n[[region]]\nid = \"r\"\nname = \"R\"\nlevel = \"country\"\n\n\
        [[source]]\nid = \"s\"\npublisher = \"P\"\n\n[[event]]\nid = \"x\"\ntitle = \"X\"\ndate = \"2024-11-29\"\n\
        kind = \"clash\"\nregion = \"r\"\nsources = [\"s\"]\n\n[[event]]\nid = \"y\"\n";
    written(folder.path().join("a.toml"), good);
    let (code, out, err) = annals(&["query", "", "--format", "csv"], &[folder.path()]);
    assert_eq!((code, out.lines().count()), (0, 2), "{err}");
    written(folder.path().join("b.toml"), b"[[event]]\nid = \"\xff\"\n");
    let (code, out, err) = annals(&["query", "", "--format", "csv"], &[folder.path()]);
    assert_eq!((code, out.lines().count()), (3, 2), "{err}");
    assert!(err.contains("b.toml: byte 0xff"), "{err}");
}

#[test]
fn a_document_that_is_cut_off_is_3() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","geometry":{"type":"Point","coordinates":[37.1,36.2]},"properties":{"date":"2024-11-29","title":"One"}},
        {"type":"Feature","geometry":{"type":"Poi"#;
    let path = written(folder.path().join("cut.geojson"), text);
    let (code, out, err) = annals(&["query", "", "--format", "csv"], &[&path]);
    assert_eq!((code, out.lines().count()), (3, 2), "{err}");
    assert!(err.contains("cut.geojson: "), "{err}");
}

#[test]
fn nothing_that_can_be_read_is_2() {
    let folder = tempfile::tempdir().expect("a folder");
    let (a, b) = (folder.path().join("a.csv"), folder.path().join("b.csv"));
    let into = folder.path().join("made");
    let into = into.to_str().expect("plain");
    for args in [
        &["query", ""][..],
        &["stats"],
        &["match"],
        &["import", "ucdp-ged", "-o", into],
        &["import", "auto", "-o", into],
    ] {
        let (code, out, err) = annals(args, &[&a, &b]);
        assert_eq!((code, out.as_str()), (2, ""), "{args:?} {err}");
        assert!(err.contains("a.csv"), "{args:?} {err}");
    }
    let good = written(folder.path().join("good.csv"), rows(30));
    let (code, out, err) = annals(&["match"], &[&good, &a]);
    assert_eq!((code, out.as_str()), (2, ""), "one of two is none: {err}");
    assert!(err.contains("a.csv"), "{err}");
    let (code, _, err) = annals(&["query", ""], &[&good]);
    assert_eq!((code, err.as_str()), (0, ""));
}

/// What has not been read yet is not missing.
#[test]
fn no_screen_says_that_there_is_nothing_while_data_are_being_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = written(folder.path().join("ged.csv"), rows(50));
    let collection = load::open(&[path], &OpenOptions::default(), &());
    let engine = Arc::new(Engine::open(collection));
    let reading = Message::Loading(Some(Loading {
        name: "ged.csv".to_owned(),
        progress: load::Progress::default(),
        elapsed: std::time::Duration::from_secs(2),
    }));
    const NOTHING: [&str; 12] = [
        "no data",
        "No data",
        "no event",
        "No event",
        "No shown event",
        "None of",
        "none matches",
        "Nothing is",
        "Nothing shown",
        "Nobody",
        "There are no events",
        "No later",
    ];
    for size in [(80, 24), (160, 50)] {
        for view in ["1", "2", "3", "4", "5", "6", "7", "8"] {
            for keys in ["", "f", "p", "sxyzzy<Enter>", "n", "d", "Cdate:1990<Enter>"] {
                let mut annals = Headless::new(Arc::clone(&engine), size, Settings::default());
                annals.send(reading.clone());
                let typed = format!("/date:1950<Enter>{view}{keys}");
                annals.keys(&typed).expect("keys");
                let shown = annals::picture::text(&annals.screen());
                for nothing in NOTHING {
                    assert!(!shown.contains(nothing), "{typed} says {nothing}:\n{shown}");
                }
            }
        }
    }
}

/// A named pipe.
fn pipe(folder: &Path) -> PathBuf {
    let path = folder.join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&path).status();
    assert!(made.expect("mkfifo runs").success());
    path
}

/// Hears how many events there are whenever some are shown.
struct Looks(std::sync::mpsc::Sender<usize>);

impl load::Watch for Looks {
    fn first(&self, opened: Vec<load::Opened>) {
        let events = opened.iter().map(load::Opened::events).sum();
        self.0.send(events).expect("somebody listens");
    }

    fn wants_first(&self) -> bool {
        true
    }
}

#[test]
fn what_has_come_through_an_open_pipe_is_shown_while_it_is_open() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = pipe(folder.path());
    let (sender, shown) = std::sync::mpsc::channel();
    let (read, readings) = std::sync::mpsc::channel();
    std::thread::scope(|scope| {
        let path = &path;
        scope.spawn(move || {
            let all = load::open(
                std::slice::from_ref(path),
                &OpenOptions::default(),
                &Looks(sender),
            );
            read.send(all.sets.iter().map(load::Opened::events).sum::<usize>())
                .expect("somebody listens");
        });
        let mut pipe = fs::File::options()
            .write(true)
            .open(path)
            .expect("a reader");
        let patience = std::time::Duration::from_secs(30);
        let mut come = |text: String, events: usize| {
            pipe.write_all(text.as_bytes()).expect("written");
            while shown.recv_timeout(patience).expect("it is shown") < events {}
        };
        // The end of the last record has not come: it may not be whole.
        let cut = row(3);
        let (start, rest) = cut.split_at(cut.len() / 2);
        come(rows(3) + start, 3);
        come(rest.to_owned() + &row(4), 5);
        assert!(readings.try_recv().is_err(), "it is read still");
        drop(pipe);
        assert_eq!(readings.recv_timeout(patience), Ok(5));
    });
}
