//! The command line: what is written where, and the exit codes.

use std::fs;
use std::process::Stdio;

use assert_cmd::Command;
use serde_json::Value;

fn annals() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_annals"));
    // Neither the tester's settings nor the repository's folder.
    command
        .env("ANNALS_CONFIG", "/nonexistent")
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
        out.lines()
            .nth(1)
            .is_some_and(|line| line.starts_with("x,2024-12-01,2024-12-01,2024-12-01,,other,'=X,")),
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
        &["check", "--format", "json"],
        &["keys"],
        &["man"],
        &["--help"],
    ] {
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_annals"))
            .args(args)
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
