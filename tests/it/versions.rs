//! `annals diff` and `annals import` as they are called.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;

fn run(args: &[&str]) -> (i32, String, String) {
    told(command().args(args))
}

fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_annals"));
    command
        .env("ANNALS_CONFIG", "/nonexistent")
        .env("RUST_BACKTRACE", "0")
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data"));
    command
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

fn name(path: &Path) -> &str {
    path.to_str().expect("a plain path")
}

#[test]
fn equal_versions_are_0_and_others_1() {
    let (code, out, err) = run(&["diff", "diff/ged-old.csv", "diff/ged-old.csv"]);
    assert!(
        code == 0 && out.contains("nothing else differs") && err.is_empty(),
        "{out}{err}"
    );
    let (code, out, err) = run(&["diff", "diff/ged-old.csv", "diff/ged-new.csv"]);
    assert!(code == 1 && err.is_empty(), "{err}");
    assert!(
        out.contains("8 records in both, 1 added, 1 removed"),
        "{out}"
    );
    assert!(out.contains("where_prec: 2 → 5"), "{out}");
}

#[test]
fn differences_as_json() {
    let (code, out, _) = run(&[
        "diff",
        "diff/ged-old.csv",
        "diff/ged-new.csv",
        "--format",
        "json",
    ]);
    let found: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!((code, &found["equal"]), (1, &Value::Bool(false)));
    assert_eq!(found["counts"]["changed"], 6);
    assert_eq!(found["fields"]["case_or_spacing"]["adm_1"], 8);
    let ids = |list: &str| -> Vec<&str> {
        let list = found[list].as_array().expect("a list");
        list.iter()
            .map(|item| item["id"].as_str().expect("an id"))
            .collect()
    };
    assert_eq!(
        (ids("added"), ids("removed")),
        (vec!["3231"], vec!["309603"])
    );
    assert_eq!(ids("changed").len(), 6);
    // Every key is told in the manual.
    let manual = include_str!("../../docs/command-line.md");
    for key in found.as_object().expect("an object").keys() {
        assert!(manual.contains(&format!("| `{key}` |")), "{key}");
    }
}

#[test]
fn differences_of_some_columns_into_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("changes.md");
    let only = [
        "--only",
        "best,low,nosuch",
        "--format",
        "md",
        "-o",
        name(&file),
    ];
    let (code, out, err) =
        run(&[&["diff", "diff/ged-old.csv", "diff/ged-new.csv"][..], &only].concat());
    assert!(
        code == 1 && out.is_empty() && err.contains("neither version has a column `nosuch`"),
        "{err}"
    );
    let text = fs::read_to_string(&file).expect("written");
    assert!(text.contains("| 216596 | low | 4 | 2 |"), "{text}");
}

#[test]
fn what_cannot_be_compared_is_2() {
    for (old, new, why) in [
        ("diff/ged-old.csv", "/no/such", "cannot be opened"),
        (
            "diff/ged-old.csv",
            "derived/events.geojson",
            "different formats",
        ),
        ("diff/ged-old.csv", "../../data/syria-2024", "curated TOML"),
    ] {
        let (code, out, err) = run(&["diff", old, new]);
        assert!(code == 2 && out.is_empty() && err.contains(why), "{err}");
    }
}

#[test]
fn an_import_is_checked_and_compared() {
    let folder = tempfile::tempdir().expect("a folder");
    let (one, two) = (folder.path().join("one"), folder.path().join("two"));
    let (code, out, err) = run(&["import", "auto", "diff/ged-old.csv", "-o", name(&one)]);
    assert!(code == 0 && out.is_empty(), "{err}");
    assert!(
        err.contains("9 events") && err.contains("not carried word for word"),
        "{err}"
    );
    let (code, out, _) = run(&["check", name(&one)]);
    assert!(code == 0 && out.contains("9 events, 0 errors"), "{out}");
    assert_eq!(
        run(&["import", "ucdp-ged", "diff/ged-new.csv", "-o", name(&two)]).0,
        0
    );
    let (code, out, _) = run(&["diff", name(&one), name(&two)]);
    assert_eq!(code, 1);
    assert!(
        out.contains("~ ucdp-224092") && out.contains("+ ucdp-3231"),
        "{out}"
    );
    let (code, _, err) = run(&["import", "auto", "diff/ged-old.csv", "-o", name(&one)]);
    assert!(code == 2 && err.contains("is not empty"), "{err}");
}

#[test]
fn what_cannot_be_imported_is_2() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("out");
    for (format, path, why) in [
        ("ucdp-gde", "diff/ged-old.csv", "did you mean `ucdp-ged`?"),
        ("auto", "../../data/syria-2024", "curated TOML already"),
        ("auto", "-", "say which format standard input has"),
        ("auto", "/no/such", "/no/such"),
        ("gdelt-mentions", "gdelt/mentions.csv", "have no events"),
    ] {
        let (code, _, err) = run(&["import", format, path, "-o", name(&out)]);
        assert!(code == 2 && err.contains(why), "{format} {path}: {err}");
    }
    assert_eq!(
        fs::read_dir(folder.path()).expect("read").count(),
        0,
        "nothing is left"
    );
}

#[test]
fn a_map_is_proposed_with_what_it_reads() {
    let (code, out, err) = run(&["import", "--guess", "mapped/incidents.csv", "--rows", "2"]);
    assert_eq!(code, 0, "{err}");
    assert!(
        out.contains("[event]") && out.contains("# record 2") && !out.contains("# record 3"),
        "{out}"
    );
    assert!(err.contains("annals: "), "what is to be decided is told");
    // With its comments it is a map.
    let folder = tempfile::tempdir().expect("a folder");
    let map = folder.path().join("map.toml");
    fs::write(&map, &out).expect("written");
    let (_, out, err) = run(&["check", "--map", name(&map), "mapped/incidents.csv"]);
    assert!(
        !err.contains("map.toml") && out.contains("events"),
        "{out}{err}"
    );
}

#[test]
fn all_mistakes_of_a_map_are_told_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let map = folder.path().join("map.toml");
    fs::write(&map, "[event]\ndate = \"dya\"\nsummry = \"Town\"\n").expect("written");
    let calls: [&[&str]; 4] = [
        &["check", "mapped/incidents.csv"],
        &["query", "", "mapped/incidents.csv"],
        &[
            "import",
            "auto",
            "mapped/incidents.csv",
            "-o",
            "/no/such/folder",
        ],
        &["diff", "mapped/incidents.csv", "mapped/incidents.csv"],
    ];
    for call in calls {
        let (code, out, err) = run(&[call, &["--map", name(&map)]].concat());
        assert!(code == 2 && out.is_empty(), "{call:?}: {out}{err}");
        assert!(
            err.contains("map.toml:2:8") && err.contains("map.toml:3:1"),
            "{call:?}: {err}"
        );
    }
}

/// The last record of a file was asked for with more bytes than there were left.
#[test]
fn the_last_record_of_a_file_is_read_again() {
    for file in ["packed/events.csv", "packed/two-members.gz"] {
        let (code, out, err) = run(&["query", "", file, "--format", "json"]);
        assert!(code == 0 && !out.contains("cannot be read"), "{out}{err}");
        assert!(out.contains("C - Civilians, Ḥamā"), "{out}");
    }
}
