//! The command line: what is written where, and the exit codes.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use assert_cmd::Command;
use serde_json::Value;

fn annals() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_annals"));
    // Neither the tester's settings nor the repository's folder.
    command
        .env("ANNALS_CONFIG", "/nonexistent")
        .env("ANNALS_CACHE", "/dev/null/none")
        .env("RUST_BACKTRACE", "0")
        .current_dir(std::env::temp_dir());
    command
}

fn run(args: &[&str]) -> (i32, String, String) {
    told(annals().args(args))
}

fn told(command: &mut Command) -> (i32, String, String) {
    let output = command.output().expect("annals runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (
        output.status.code().expect("an exit code"),
        text(output.stdout),
        text(output.stderr),
    )
}

fn broken() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(
        folder.path().join("a.toml"),
        "[dataset]\nschema = 1\ntitle = \"A\"\n\n[[event]]\nid = \"x\"\n",
    )
    .expect("written");
    folder
}

fn path(folder: &tempfile::TempDir) -> &str {
    folder.path().to_str().expect("a plain path")
}

#[test]
fn help_and_version() {
    let (code, out, err) = run(&["--help"]);
    assert!(
        code == 0 && out.contains("Usage: annals") && out.contains("Exit status") && err.is_empty()
    );
    let (code, out, _) = run(&["--version"]);
    assert!(code == 0 && out.starts_with("annals "));
}

#[test]
fn what_cannot_run_is_2() {
    for (args, why) in [
        (&["--no-such-flag"][..], "unexpected argument"),
        (
            &["check", "/no/such/path"],
            "/no/such/path cannot be opened",
        ),
        (
            &["query", "aleppo", "/no/such/path"],
            "/no/such/path cannot be opened",
        ),
        (&["query", "kind:xyzzy"], "xyzzy"),
        (&["query", "(aleppo"], "filter"),
        (
            &["query", "", "--known-at", "2024-12"],
            "--known-at takes a day",
        ),
        (&["query", "", "--format", "xml"], "xml"),
        (
            &["stats", "/no/such/path"],
            "/no/such/path cannot be opened",
        ),
        (&["stats", "--filter", "kind:xyzzy"], "xyzzy"),
        (&["stats", "--by", "weather"], "weather"),
        (
            &["stats", "--known-at", "2024-12"],
            "--known-at takes a day",
        ),
        (&["match", "/no/such/path"], "2 values required"),
        (
            &["match", "-", "/no/such/path"],
            "/no/such/path cannot be opened",
        ),
        (&["match", "--km=-1", "a", "b"], "-1 is not from 0"),
        (
            &["match", "--min-score", "2", "a", "b"],
            "2 is not from 0 to 1",
        ),
        (&["match", "--days", "many", "a", "b"], "many"),
        (&["render", "--size", "0x0"], "0 is not from 1"),
        (&["render", "--keys", "<nokey>"], "<nokey>"),
        (&["render", "--filter", "kind:xyzzy"], "xyzzy"),
        (&[], "standard output is no terminal"),
        (&["/no/such/path"], "standard output is no terminal"),
    ] {
        let (code, out, err) = run(args);
        assert_eq!(code, 2, "{args:?}: {err}");
        assert!(err.contains(why), "{args:?}: {err}");
        assert!(
            out.is_empty() && !err.contains("panicked"),
            "{args:?}: {out}"
        );
    }
}

#[test]
fn check_of_the_shipped_data_is_clean_of_errors() {
    let (code, out, _) = run(&["check"]);
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("200 events, 0 errors"), "{out}");
    let data = concat!(env!("CARGO_MANIFEST_DIR"), "/data/syria-2024");
    let (code, from_files, _) = run(&["check", data]);
    assert_eq!(code, 0);
    assert_eq!(
        from_files.lines().last(),
        out.lines().last(),
        "the same as the one inside the binary"
    );
}

#[test]
fn check_finds_problems() {
    let folder = broken();
    let (code, out, _) = run(&["check", path(&folder)]);
    assert_eq!(code, 1);
    assert!(
        out.contains("a.toml:5:1") && out.contains("0 events") && !out.contains('\u{1b}'),
        "{out}"
    );
    let (code, out, _) = run(&["check", "--format", "json", path(&folder)]);
    let problems: Vec<Value> = serde_json::from_str(&out).expect("JSON");
    assert!(
        code == 1
            && problems
                .iter()
                .all(|problem| problem["line"].is_u64() && problem["code"].is_string())
    );
}

#[test]
fn warnings_fail_only_when_denied() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(
        folder.path().join("a.toml"),
        "[dataset]\nschema = 1\ntitle = \"A\"\ntitel = \"B\"\n",
    )
    .expect("written");
    assert_eq!(run(&["check", path(&folder)]).0, 0);
    assert_eq!(run(&["check", "--deny-warnings", path(&folder)]).0, 1);
}

#[test]
fn queries_warn_of_what_was_left_out() {
    let folder = broken();
    let (code, out, err) = run(&["query", "", "--format", "json", path(&folder)]);
    assert_eq!((code, out.as_str()), (0, "[\n]\n"));
    assert!(err.contains("left out"), "{err}");
}

fn events(args: &[&str]) -> Vec<Value> {
    let (code, out, err) = run(&[&["query"], args, &["--format", "json"]].concat());
    assert_eq!(code, 0, "{err}");
    serde_json::from_str(&out).expect("an array")
}

/// The keys of the data format, nested as in the files: what `query` writes can be compared with what the files say.
#[test]
fn json_is_what_the_files_say() {
    let written = events(&[""]);
    assert_eq!(written.len(), 200);
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data/syria-2024/events");
    let mut compared = 0;
    for entry in fs::read_dir(folder).expect("the data are in the repository") {
        let text = fs::read_to_string(entry.expect("an entry").path()).expect("readable");
        let file: toml::Table = toml::from_str(&text).expect("TOML");
        for event in file["event"].as_array().expect("events") {
            let expected = as_written(event);
            let id = expected["id"].as_str().expect("an id");
            let found = written
                .iter()
                .find(|event| event["id"] == id)
                .expect("every event is written");
            assert_eq!(*found, expected, "{id}");
            compared += 1;
        }
    }
    assert_eq!(compared, 200);
}

/// A record of a file in the spelling that `query` chooses where the format allows several.
fn as_written(event: &toml::Value) -> Value {
    let mut event = serde_json::to_value(event).expect("plain values");
    let table = event.as_object_mut().expect("a table");
    for (file, written) in [
        ("quote", "quotes"),
        ("claim", "claims"),
        ("relation", "relations"),
    ] {
        if let Some(list) = table.remove(file) {
            table.insert(written.to_owned(), list);
        }
    }
    for key in ["after", "before"] {
        table.entry(key).and_modify(listed);
    }
    if let Some(sources) = table.get_mut("sources").and_then(Value::as_array_mut) {
        sources
            .iter_mut()
            .filter(|source| source.is_string())
            .for_each(|source| *source = serde_json::json!({ "source": source }));
    }
    for claim in table
        .get_mut("claims")
        .and_then(Value::as_array_mut)
        .into_iter()
        .flatten()
    {
        let claim = claim.as_object_mut().expect("a table");
        claim.entry("source").and_modify(listed);
        // Defaults are left out.
        claim.retain(|key, value| key != "stance" || value != "asserts");
        claim.retain(|key, value| key != "cumulative" || *value == true);
    }
    for quote in table
        .get_mut("quotes")
        .and_then(Value::as_array_mut)
        .into_iter()
        .flatten()
    {
        quote
            .as_object_mut()
            .expect("a table")
            .retain(|key, value| key != "translated" || *value == true);
    }
    event
}

fn listed(value: &mut Value) {
    if value.is_string() {
        *value = Value::Array(vec![value.take()]);
    }
}

#[test]
fn what_was_not_published_is_left_out() {
    let known = events(&["", "--known-at", "2024-12-01"]);
    assert!(!known.is_empty() && known.len() < 200);
    let quotes = |events: &[Value]| {
        events
            .iter()
            .map(|event| event["quotes"].as_array().map_or(0, Vec::len))
            .sum::<usize>()
    };
    assert!(quotes(&known) < quotes(&events(&[""])));
    assert_eq!(known, events(&["known:2024-12-01"]));
}

#[test]
fn the_formats_agree_on_the_events() {
    let expected = events(&["aleppo"]);
    let lines = |format: &str| run(&["query", "aleppo", "--format", format]).1;
    let ndjson: Vec<Value> = lines("ndjson")
        .lines()
        .map(|line| serde_json::from_str(line).expect("an object"))
        .collect();
    assert_eq!(ndjson, expected);
    let text = lines("csv");
    let mut csv = csv::Reader::from_reader(text.as_bytes());
    let ids: Vec<String> = csv
        .records()
        .map(|record| {
            record.expect("a record")[0]
                .trim_start_matches('\'')
                .to_owned()
        })
        .collect();
    assert_eq!(
        ids,
        expected
            .iter()
            .map(|event| event["id"].as_str().expect("an id").to_owned())
            .collect::<Vec<_>>()
    );
    assert_eq!(lines("tsv").lines().count(), expected.len() + 1);
    assert_eq!(lines("md").lines().count(), expected.len() + 2);
    assert_eq!(lines("table").lines().count(), expected.len() + 1);
}

#[test]
fn data_come_from_standard_input() {
    let text = "[dataset]\nschema = 1\ntitle = \"A\"\n[[region]]\nid = \"r\"\nname = \"R\"\nlevel = \"area\"\n\
                [[event]]\nid = \"x\"\ntitle = \"=X\"\ndate = \"2024-12-01\"\nkind = \"other\"\nregion = \"r\"\n";
    let (code, out, err) = told(
        annals()
            .args(["query", "", "-", "--format", "csv"])
            .write_stdin(text),
    );
    assert_eq!(code, 0, "{err}");
    assert!(
        out.lines().nth(1).is_some_and(
            |line| line.starts_with("x,2024-12-01,2024-12-01,2024-12-01,,other,occurred,'=X,")
        ),
        "{out}"
    );
    let (_, out, _) = told(
        annals()
            .args(["query", "", "-", "--format", "csv", "--csv-raw"])
            .write_stdin(text),
    );
    assert!(out.contains(",=X,"), "{out}");
}

#[test]
fn a_closed_pipe_is_no_error() {
    for args in [
        &["query", "", "--format", "json"][..],
        &["query", "", "--format", "ndjson"],
        &["query", "", "--format", "csv"],
        &["query", "", "--format", "tsv"],
        &["query", "", "--format", "md"],
        &["query", ""],
        &["check", "--format", "json"],
        &["stats", "--by", "region", "--format", "json"],
        &["stats", "--by", "source", "--per", "day", "--format", "csv"],
        &["stats", "--format", "csv"],
        &["stats"],
        &["completions", "bash"],
        &["render"],
        &["--plain"],
        &["keys", "--format", "json"],
        &["keys"],
        &["man"],
        &["--help"],
    ] {
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_annals"))
            .args(args)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("annals runs");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("annals ends");
        assert_eq!(output.status.code(), Some(0), "{args:?}");
        assert!(
            output.stderr.is_empty(),
            "{args:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_74() {
    for args in [
        &["query", "", "--format", "json"][..],
        &["query", "zzzz"],
        &["stats"],
        &["stats", "--by", "actor", "--format", "csv"],
        &["check"],
        &["keys"],
        &["completions", "bash"],
        &["man"],
        &["--help"],
    ] {
        let full = fs::File::options()
            .write(true)
            .open("/dev/full")
            .expect("Linux has it");
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_annals"))
            .args(args)
            .stdout(full)
            .output()
            .expect("annals runs");
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(74), "{args:?}: {err}");
        assert!(err.contains("could not be written"), "{args:?}: {err}");
    }
}

#[test]
fn files_appear_whole_or_not_at_all() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("out.json");
    let name = file.to_str().expect("a plain path");
    assert_eq!(
        run(&["query", "aleppo", "--format", "json", "-o", name]).0,
        0
    );
    let whole = fs::read_to_string(&file).expect("written");
    assert!(serde_json::from_str::<Vec<Value>>(&whole).is_ok());
    assert_eq!(run(&["query", "kind:xyzzy", "-o", name]).0, 2);
    assert_eq!(fs::read_to_string(&file).expect("kept"), whole);
    assert_eq!(
        fs::read_dir(folder.path()).expect("a folder").count(),
        1,
        "nothing else is left"
    );
    let (code, _, err) = run(&["query", "aleppo", "-o", "/no/such/folder/x"]);
    assert!(code == 74 && err.contains("/no/such/folder/x"), "{err}");
}

#[test]
fn keys_completions_and_manual() {
    let (code, out, _) = run(&["keys", "--format", "json"]);
    let keys: Vec<Value> = serde_json::from_str(&out).expect("an array");
    assert!(
        code == 0
            && keys
                .iter()
                .any(|key| key["command"] == "quit"
                    && !key["keys"].as_array().expect("keys").is_empty())
    );
    assert!(run(&["keys"]).1.contains("quit"));
    assert!(run(&["keys", "--format", "md"]).1.starts_with("# Keys"));
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(run(&["completions", shell]).1.contains("annals"), "{shell}");
    }
    assert!(run(&["man"]).1.contains(".TH annals 1"));
}

#[test]
fn a_faulty_key_file_is_told_and_survived() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(
        folder.path().join("keys.toml"),
        "[timeline]\nno-such-command = \"x\"\n",
    )
    .expect("written");
    let (code, _, err) = told(annals().arg("keys").env("ANNALS_CONFIG", folder.path()));
    assert!(code == 0 && err.contains("keys.toml:2:1"), "{err}");
}

#[test]
fn screens_without_a_terminal() {
    let (code, out, err) = run(&["render", "--size", "90x20", "--format", "text"]);
    assert_eq!(code, 0, "{err}");
    assert!(
        out.lines().count() == 20 && out.contains("HTS-led offensive"),
        "{out}"
    );
    let (_, svg, _) = run(&["render", "--format", "svg"]);
    assert!(svg.starts_with("<svg"), "{}", &svg[..80.min(svg.len())]);
    let png = annals()
        .args(["render", "--format", "png", "--size", "40x10"])
        .output()
        .expect("annals runs")
        .stdout;
    assert!(png.starts_with(b"\x89PNG\r\n"));
    let (_, again, _) = run(&["render", "--size", "90x20", "--format", "text"]);
    assert_eq!(out, again);
}

#[test]
fn screens_in_as_many_colours_as_asked() {
    let ansi = |color: &str| {
        let (code, out, err) = run(&["render", "--format", "ansi", "--color", color]);
        assert_eq!(code, 0, "{err}");
        out
    };
    let (few, more, all) = (ansi("16"), ansi("256"), ansi("true"));
    assert!(!few.contains(";38;") && few.contains(";36m"), "{few}");
    assert!(
        more.contains(";38;5;") && !more.contains(";38;2;"),
        "{more}"
    );
    assert!(all.contains(";38;2;"), "{all}");
    assert_eq!(ansi("none"), ansi("never"));
    let svg = |color: &str| run(&["render", "--format", "svg", "--color", color]).1;
    assert_ne!(svg("16"), svg("true"));
    let (code, _, err) = run(&["render", "--color", "7"]);
    assert!(code == 2 && err.contains("16, 256, true"), "{err}");
}

/// Two actors of which one belongs to the other, a date that spans months, one with an open start, and a name that a
/// spreadsheet would take for a formula.
const SMALL: &str = r#"
[dataset]
schema = 1
title = "Small"
coverage = "2024-11-01/2025-01-31"

[[actor]]
id = "army"
name = "=Army"
kind = "state_force"

[[actor]]
id = "brigade"
name = "Brigade"
kind = "state_force"
parent = "army"

[[region]]
id = "r"
name = "R"
level = "area"

[[source]]
id = "s"
publisher = "S"

[[event]]
id = "a"
title = "A"
date = "2024-11-05"
kind = "clash"
region = "r"
actors = [{ actor = "brigade", role = "initiator" }]
[[event.claim]]
claimant = "army"
about = "killed"
best = 7
source = "s"

[[event]]
id = "b"
title = "B"
date = "2024-11-28/2024-12-02"
kind = "clash"
region = "r"
actors = [{ actor = "army", role = "initiator" }]

[[event]]
id = "c"
title = "C"
date = "2025-01-02"
kind = "shelling"
region = "r"

[[event]]
id = "d"
title = "D"
date = "../2024-12-01"
kind = "background"
region = "r"
"#;

fn small(args: &[&str]) -> (String, String) {
    let (code, out, err) = told(
        annals()
            .args([&["stats", "-"], args].concat())
            .write_stdin(SMALL),
    );
    assert_eq!(code, 0, "{err}");
    (out, err)
}

#[test]
fn counts_by_value_and_period() {
    let (out, err) = small(&["--by", "actor", "--per", "month", "--format", "csv"]);
    assert_eq!(
        out,
        "id,name,parent,dataset,events,earlier,2024-11,2024-12,2025-01\n\
         army,'=Army,,Small,2,,2,0,0\n\
         brigade,Brigade,army,Small,1,,1,0,0\n\
         ,(none),,,2,1,0,0,1\n"
    );
    for note in [
        "must not be added up",
        "the dates of 2 events reach beyond their month",
        "`earlier` is up to 2024-10-31",
    ] {
        assert!(err.contains(note), "{err}");
    }
    let (out, _) = small(&[
        "--by",
        "actor",
        "--per",
        "none",
        "--format",
        "csv",
        "--csv-raw",
    ]);
    assert_eq!(
        out,
        "id,name,parent,dataset,events\narmy,=Army,,Small,2\nbrigade,Brigade,army,Small,1\n,(none),,,2\n"
    );
}

#[test]
fn counts_as_json_say_how_to_read_them() {
    let (out, err) = small(&[
        "--by",
        "kind",
        "--per",
        "year",
        "--format",
        "json",
        "--filter",
        "date:2024-11-01..2024-11-30",
    ]);
    let stats: Value = serde_json::from_str(&out).expect("an object");
    assert_eq!(stats["events"], 3);
    assert_eq!(stats["certain"], 1);
    assert_eq!(stats["per"], "year");
    assert_eq!(stats["rows_add_up"], true);
    assert_eq!(stats["periods"][0]["name"], "earlier");
    assert_eq!(
        stats["periods"][1],
        serde_json::json!({"name": "2024", "from": "2024-01-01", "to": "2024-12-31", "covered": true, "events": 2})
    );
    assert_eq!(
        stats["values"][0],
        serde_json::json!({"id": "clash", "name": "Clash", "parent": null, "dataset": null, "events": 2, "periods": [null, 2]})
    );
    let notes = stats["notes"].to_string();
    assert!(
        notes.contains("2 of 3 events match the filter possibly"),
        "{notes}"
    );
    assert!(err.is_empty(), "{err}");
}

#[test]
fn the_summary_is_by_period() {
    let (out, _) = small(&[]);
    for part in [
        "events      4 of 4",
        "3 with events",
        "kinds       clash 2, ",
        "2024-W48       1\n2024-W49       0",
    ] {
        assert!(out.contains(part), "{out}");
    }
    let (out, _) = small(&["--per", "none"]);
    let numbers = out.split(|c: char| !c.is_ascii_digit());
    assert!(
        !numbers.into_iter().any(|number| number == "7"),
        "numbers of killed are not counted: {out}"
    );
    let (out, _) = small(&["--per", "month", "--format", "csv"]);
    assert_eq!(
        out,
        "period,from,to,events\nearlier,,2024-10-31,1\n2024-11,2024-11-01,2024-11-30,2\n2024-12,2024-12-01,2024-12-31,0\n2025-01,2025-01-01,2025-01-31,1\n"
    );
    let (out, _) = small(&["--per", "none", "--format", "csv"]);
    assert_eq!(out, "period,from,to,events\nall,2024-11-05,2025-01-02,4\n");
    let (code, out, _) =
        told(annals().args(["stats", "--known-at", "2024-12-01", "--format", "json"]));
    let stats: Value = serde_json::from_str(&out).expect("an object");
    assert_eq!(code, 0);
    assert_eq!(stats["known_at"], "2024-12-01");
    assert_eq!(
        stats["events"].as_u64().map(|events| events < 200),
        Some(true),
        "{out}"
    );
}

/// A curated event, and a published row of it by another name of the side, 1.2 km away.
fn two_sets() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let curated = r#"
[dataset]
schema = 1
title = "Curated"
[[actor]]
id = "hts"
name = "Hayat Tahrir al-Sham"
short = "HTS"
kind = "armed_group"
[[actor]]
id = "monitor"
name = "A monitor"
kind = "organisation"
[[region]]
id = "sy"
name = "Syria"
level = "country"
[[region]]
id = "idlib"
name = "Idlib"
level = "governorate"
parent = "sy"
[[source]]
id = "s"
publisher = "Somebody"
[[event]]
id = "saraqib"
title = "Fighting reaches Saraqib"
date = "2024-11-29"
kind = "capture"
region = "idlib"
place = { name = "Saraqib", lat = 35.864, lon = 36.805, precision = "exact" }
actors = [{ actor = "hts", role = "initiator" }]
sources = ["s"]
[[event.claim]]
claimant = "monitor"
about = "killed"
low = 2
high = 4
source = "s"
[[event]]
id = "words"
title = "A statement in the town"
date = "2024-11-29"
kind = "statement"
region = "idlib"
place = { name = "Saraqib", lat = 35.864, lon = 36.805, precision = "exact" }
sources = ["s"]
"#;
    let published = "id,type_of_violence,dyad_new_id,dyad_name,side_a_new_id,side_a,side_b_new_id,side_b,where_prec,\
                     where_coordinates,adm_1,adm_2,latitude,longitude,country,date_start,date_end,best,high,low\n\
                     7001,1,1,Government of Syria - HTS,118,Government of Syria,8001,HTS,1,Saraqib town,\
                     Idlib Governorate,Idlib District,35.8748,36.805,Syria,2024-11-29,2024-11-29,3,3,3\n\
                     7002,1,1,Government of Syria - HTS,118,Government of Syria,8001,HTS,1,Homs town,\
                     Homs Governorate,Homs District,34.73,36.71,Syria,2024-11-29,2024-11-29,3,3,3\n";
    fs::write(folder.path().join("a.toml"), curated).expect("written");
    fs::write(folder.path().join("b.csv"), published).expect("written");
    folder
}

fn matched(folder: &tempfile::TempDir, args: &[&str]) -> String {
    let [a, b] = ["a.toml", "b.csv"].map(|name| folder.path().join(name));
    let paths = [a.to_str().expect("plain"), b.to_str().expect("plain")];
    let (code, out, err) = run(&[&["match"], &paths[..], args].concat());
    assert_eq!(code, 0, "{err}");
    out
}

#[test]
fn possible_duplicates_have_reasons() {
    let folder = two_sets();
    let out = matched(&folder, &["--format", "json"]);
    let pairs: Vec<Value> = serde_json::from_str(&out).expect("an array");
    assert_eq!(pairs.len(), 1, "{out}");
    let pair = &pairs[0];
    assert_eq!(
        (pair["a"]["id"].as_str(), pair["b"]["id"].as_str()),
        (Some("saraqib"), Some("7001"))
    );
    let texts: Vec<&str> = pair["reasons"]
        .as_array()
        .expect("reasons")
        .iter()
        .map(|reason| reason["text"].as_str().expect("a text"))
        .collect();
    assert_eq!(
        texts,
        [
            "same day",
            "1.2 km apart",
            "both name HTS",
            "kinds capture and armed_force are compatible",
            "killed: 3 (UCDP) lies in 2–4 (A monitor)"
        ]
    );
    // (3·1 + 3·0.94 + 2·1 + 0.7 + 3) / 12
    assert_eq!(pair["score"], 0.96);
    assert_eq!(pair["assigned"], true);
    let line = matched(&folder, &["--format", "ndjson"]);
    assert_eq!(
        serde_json::from_str::<Value>(line.trim_end()).expect("an object"),
        *pair
    );
    let table = matched(&folder, &[]);
    assert!(
        table.starts_with("0.96  2024-11-29  saraqib  Fighting reaches Saraqib · Saraqib\n"),
        "{table}"
    );
    assert!(
        table.contains("1 possible duplicate (") && table.contains("nothing is merged"),
        "{table}"
    );
    assert!(
        matched(&folder, &["--km", "1"]).starts_with("0 possible"),
        "1.2 km are too far"
    );
    assert_eq!(
        matched(&folder, &["--min-score", "0.97", "--format", "json"]),
        "[\n]\n"
    );
    assert_eq!(
        matched(
            &folder,
            &["--filter", "kind:statement", "--format", "ndjson"]
        ),
        ""
    );
}

/// What `--format toml` writes makes the pair a stated one, once it stands in the event.
#[test]
fn possible_duplicates_become_external_ids() {
    let folder = two_sets();
    let text = matched(&folder, &["--format", "toml"]);
    let table: toml::Table = toml::from_str(&text).expect("TOML");
    let event = &table["event"][0];
    assert_eq!(event["id"].as_str(), Some("saraqib"), "{text}");
    assert_eq!(
        event["external_ids"]["ucdp-ged"].as_str(),
        Some("7001"),
        "{text}"
    );
    let line = text
        .lines()
        .find(|line| line.starts_with("external_ids"))
        .expect("a line");
    let file = folder.path().join("a.toml");
    let curated = fs::read_to_string(&file).expect("there");
    let curated = curated.replacen(
        "sources = [\"s\"]",
        &format!("sources = [\"s\"]\n{line}"),
        1,
    );
    fs::write(&file, curated).expect("written");
    let out = matched(&folder, &["--format", "json", "--days", "0", "--km", "0"]);
    let pairs: Vec<Value> = serde_json::from_str(&out).expect("an array");
    assert_eq!(pairs.len(), 1, "outside of the windows, but named: {out}");
    assert_eq!(pairs[0]["score"], 1.0);
    assert_eq!(
        pairs[0]["reasons"][0]["text"],
        "the first record names the other's id (ucdp-ged 7001)"
    );
    let again = matched(&folder, &["--format", "toml"]);
    assert!(
        !again.contains("[[event]]"),
        "it stands there already: {again}"
    );
}

#[test]
fn the_detail_says_what_else_has_the_event() {
    let folder = two_sets();
    let paths = ["a.toml", "b.csv"].map(|name| folder.path().join(name));
    let [a, b] = &paths;
    let (code, out, err) = run(&[
        "render",
        "--size",
        "160x60",
        "--filter",
        "id:saraqib",
        a.to_str().expect("plain"),
        b.to_str().expect("plain"),
    ]);
    assert_eq!(code, 0, "{err}");
    for part in ["Also in", "0.96", "both name HTS"] {
        assert!(out.contains(part), "{part}: {out}");
    }
}

#[test]
fn plain_mode_needs_no_terminal_and_ends_with_its_input() {
    let asked = "/actor:hts is:disputed\n1\nmap\n";
    let flag = told(annals().arg("--plain").write_stdin(asked));
    let variable = told(annals().env("ACCESSIBLE", "1").write_stdin(asked));
    assert_eq!(flag, variable);
    let (code, out, err) = flag;
    assert!(code == 0 && err.is_empty(), "{err}");
    assert!(out.contains("Timeline: 3 of 200 events"), "{out}");
    assert!(out.contains("Disputed: Contradicts"), "{out}");
    assert!(out.contains("Map: 3 of 200 events"), "{out}");
    assert!(!out.contains(['\u{1b}', '─', '│', '●']), "{out}");
    // A mistake in the filter of the command line is told before anything.
    let (code, _, err) = run(&["--plain", "-f", "aktor:hts"]);
    assert!(code == 2 && err.contains("actor"), "{err}");
}

/// Rows of a published data set, as many as it takes to be worth keeping on this machine.
fn many_rows(path: &std::path::Path, rows: usize) {
    let head = "id,type_of_violence,dyad_name,dyad_new_id,side_a,side_a_new_id,side_b,side_b_new_id,source_office,\
        source_date,source_headline,country,adm_1,where_coordinates,where_prec,date_start,date_end,best,low,high\n";
    let row = |id: usize| {
        let day = format!("20{:02}-{:02}-{:02}", id % 20, id % 12 + 1, id % 28 + 1);
        format!(
            "{id},1,A - B,1,A,1,B,2,Reuters,{day},Shells hit town {id},Syria,Aleppo,Azaz,1,{day},{day},3,2,4\n"
        )
    };
    let text: String = std::iter::once(head.to_owned())
        .chain((0..rows).map(row))
        .collect();
    fs::write(path, text).expect("written");
}

#[test]
fn no_cache_writes_none_and_reads_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let (data, cache) = (folder.path().join("ged.csv"), folder.path().join("cache"));
    let query_in = |place: &Path, more: &[&str]| {
        let mut command = annals();
        command.env("ANNALS_CACHE", &cache).current_dir(place);
        command.arg("query").args(more);
        let (code, out, err) = told(command.args(["id:7", "--format", "csv"]).arg(&data));
        assert_eq!((code, err.as_str()), (0, ""));
        out
    };
    let query = |more: &[&str]| query_in(&std::env::temp_dir(), more);
    let kept = || -> Vec<_> {
        let files = fs::read_dir(&cache).into_iter().flatten();
        files.map(|file| file.expect("there").path()).collect()
    };
    // What opens at once is not kept.
    let mut rows = 5000;
    let (first, file) = loop {
        many_rows(&data, rows);
        let first = query(&["--no-cache"]);
        assert!(!cache.exists(), "nothing is written");
        assert_eq!(query(&[]), first);
        match &kept()[..] {
            [file] => break (first, file.clone()),
            _ => rows *= 3,
        }
        assert!(rows < 1_000_000, "it is kept by default");
        let _ = fs::remove_dir(&cache);
    };
    // A file of the cache that is read is one that was used just now.
    let then = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1000);
    let opened = fs::File::options().write(true).open(&file).expect("ours");
    opened.set_modified(then).expect("set");
    let used = || {
        opened
            .metadata()
            .and_then(|data| data.modified())
            .expect("there")
            != then
    };
    assert_eq!(query(&["--no-cache"]), first);
    assert!(!used());
    assert_eq!(query(&[]), first);
    assert!(used());
    // A path from the root is the same wherever one is.
    opened.set_modified(then).expect("set");
    assert_eq!(query_in(folder.path(), &[]), first);
    assert!(used());
    assert_eq!(kept(), [file]);
}

/// Claims of every sort that must not be added, beside four that can.
const NUMBERS: &str = r#"
[dataset]
schema = 1
title = "Numbers"
coverage = "2024-11-01/2024-12-31"
[[region]]
id = "r"
name = "R"
level = "country"
[[actor]]
id = "un"
name = "United Nations"
kind = "organisation"
[[actor]]
id = "army"
name = "Army"
kind = "organisation"
[[source]]
id = "s"
publisher = "Paper"
published = "2024-11-02"
[[event]]
id = "one"
date = "2024-11-03"
title = "One"
kind = "clash"
region = "r"
sources = ["s"]
[[event.claim]]
claimant = "un"
about = "killed"
low = 2
best = 3
high = 5
source = "s"
[[event.claim]]
claimant = "army"
about = "killed"
best = 90
source = "s"
[[event]]
id = "two"
date = "2024-11-30/2024-12-01"
title = "Two"
kind = "clash"
region = "r"
sources = ["s"]
[[event.claim]]
claimant = "un"
about = "killed"
best = 7
source = "s"
[[event]]
id = "three"
date = "2024-12-05"
title = "Three"
kind = "attack"
region = "r"
sources = ["s"]
[[event.claim]]
claimant = "un"
about = "killed"
low = 10
source = "s"
[[event]]
id = "four"
date = "2024-12-06"
title = "Four"
kind = "attack"
region = "r"
sources = ["s"]
[[event.claim]]
claimant = "un"
about = "killed"
best = 1000
cumulative = true
source = "s"
[[event.claim]]
claimant = "un"
about = "killed"
best = 500
period = "2024-11"
source = "s"
[[event.claim]]
claimant = "un"
about = "killed"
best = 4
stance = "denies"
source = "s"
[[event]]
id = "five"
date = "2024-12-07"
title = "Five"
kind = "attack"
region = "r"
sources = ["s"]
[[event.claim]]
id = "old"
claimant = "un"
about = "killed"
best = 50
source = "s"
[[event.claim]]
claimant = "un"
about = "killed"
best = 60
supersedes = "old"
source = "s"
"#;

/// Sums over [`NUMBERS`].
fn summed(args: &[&str]) -> (i32, String, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("numbers.toml");
    std::fs::write(&file, NUMBERS).expect("written");
    told(
        annals()
            .arg("stats")
            .arg(&file)
            .args(["--sum", "killed"])
            .args(args),
    )
}

#[test]
fn numbers_of_one_claimant_are_added_and_what_is_left_out_is_counted() {
    let (code, out, err) = summed(&["--claimant", "UN", "--per", "month", "--format", "csv"]);
    assert_eq!(
        (code, &*out),
        (
            0,
            "period,from,to,claims,low,best,high\n\
             2024-11,2024-11-01,2024-11-30,1,2,3,5\n\
             2024-12,2024-12-01,2024-12-31,2,70,,\n\
             several,,,1,7,7,7\n"
        ),
        "{err}"
    );
    assert!(
        err.contains("1 denied, 1 superseded, 1 running totals, 1 with a scope or period"),
        "{err}"
    );
    let (_, out, _) = summed(&[
        "--claimant",
        "united nations",
        "--by",
        "kind",
        "--format",
        "json",
    ]);
    let sums: Value = serde_json::from_str(&out).expect("an object");
    assert_eq!(
        sums["total"],
        serde_json::json!({"claims": 4, "low": 79, "best": null, "high": null})
    );
    assert_eq!(
        sums["excluded"],
        serde_json::json!({"denied": 1, "superseded": 1, "running_total": 1, "scope_or_period": 1})
    );
    assert_eq!(sums["rows_add_up"], true);
    let rows = sums["values"].as_array().expect("a list");
    let total = |id: &str| rows.iter().find(|row| row["id"] == id).expect("a row")["total"].clone();
    assert_eq!(
        total("clash"),
        serde_json::json!({"claims": 2, "low": 9, "best": 10, "high": 12})
    );
}

#[test]
fn numbers_of_different_claimants_and_people_are_refused() {
    let (code, out, err) = summed(&[]);
    assert!(code != 0 && out.is_empty());
    assert!(err.contains("United Nations (8), Army (1)"), "{err}");
    let (code, _, err) = told(annals().args(["stats", "--sum", "killed", "--claimant", "sohr"]));
    assert!(
        code != 0 && err.contains("--who takes one of: civilians ("),
        "{err}"
    );
    let (code, _, err) = told(annals().args([
        "stats",
        "--sum",
        "killed",
        "--claimant",
        "sohr",
        "--who",
        "civilians",
    ]));
    assert!(code == 0, "{err}");
}

/// The numbers of an independent script over the file: low and high as the least and greatest of the three columns.
#[test]
fn sums_of_ucdp_are_those_of_an_independent_script() {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/data/ucdp-ged-syria/ged_syria_652.1601.1911.csv.gz");
    if !file.exists() {
        eprintln!("SKIPPED: {} is not here", file.display());
        return;
    }
    let (_, out, err) = told(annals().arg("stats").arg(&file).args([
        "--sum",
        "killed",
        "--claimant",
        "ucdp",
        "--per",
        "year",
        "--format",
        "csv",
    ]));
    let wanted = ["2016,", "6170,43489,48710,49693"];
    assert!(wanted.iter().all(|part| out.contains(part)), "{out}{err}");
    let (_, out, _) = told(annals().arg("stats").arg(&file).args([
        "--sum",
        "killed",
        "--claimant",
        "ucdp",
        "--format",
        "json",
    ]));
    let sums: Value = serde_json::from_str(&out).expect("an object");
    assert_eq!(
        sums["total"],
        serde_json::json!({"claims": 16566, "low": 104_742, "best": 112_337, "high": 119_193})
    );
}

#[test]
fn outside_of_the_data_it_is_said_what_they_cover() {
    let says = "No data: the data cover 27 Nov – 14 Dec 2024";
    for command in [
        &["query", "date:2030"][..],
        &["stats", "--filter", "date:2030"],
    ] {
        let (code, _, err) = told(annals().args(command));
        assert!(code == 0 && err.contains(says), "{err}");
    }
    let (_, _, err) = told(annals().args(["query", "date:2024-12-01 zzzzz"]));
    assert!(!err.contains("No data"), "{err}");
    let (_, out, _) = told(annals().args(["render", "--filter", "date:2030"]));
    assert!(out.contains(says), "{out}");
}

#[test]
fn rows_stand_for_any_field_of_names() {
    let (_, out, _) = told(annals().args([
        "stats", "--by", "status", "--per", "none", "--format", "csv",
    ]));
    assert!(out.contains("occurred,"), "{out}");
    let (code, _, err) = told(annals().args(["stats", "--by", "weather"]));
    assert!(code != 0 && err.contains("publisher"), "{err}");
}

#[test]
fn claims_that_exclude_each_other_are_found_by_subject() {
    let ids = |filter: &str| {
        let (code, out, err) = told(annals().args(["query", filter, "--format", "csv"]));
        assert_eq!(code, 0, "{err}");
        out.lines().count() - 1
    };
    let (all, killed) = (ids("is:disputed"), ids("disputed:killed"));
    assert!(killed > 0 && killed < all, "{killed} of {all}");
    assert_eq!(ids("disputed:killed -is:disputed"), 0);
    assert_eq!(ids("disputed:killed -has:claim"), 0);
}
