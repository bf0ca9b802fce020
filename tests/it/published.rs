//! Published data sets through the whole program.

mod broken;
mod counts;
mod damage;
mod formats;
mod hours;
mod packed;
mod reports;
mod together;

use std::path::PathBuf;

use assert_cmd::Command;
use serde_json::Value;

/// The program, in the repository's folder, without the tester's settings.
pub(crate) fn annals(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_annals"));
    command
        .env("ANNALS_CONFIG", "/nonexistent")
        .env("ANNALS_CACHE", "/nonexistent")
        .env("RUST_BACKTRACE", "0")
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(args);
    command
}

/// Exit code, standard output and standard error.
fn run(args: &[&str]) -> (i32, String, String) {
    told(&mut annals(args))
}

fn told(command: &mut Command) -> (i32, String, String) {
    let output = command.output().expect("annals runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    let code = output.status.code().expect("an exit code");
    (code, text(output.stdout), text(output.stderr))
}

/// The events that `annals query` writes as JSON.
fn query(filter: &str, args: &[&str]) -> Vec<Value> {
    let all = [&["query", filter, "--format", "json"], args].concat();
    let (code, out, err) = run(&all);
    assert_eq!(code, 0, "{all:?}: {err}");
    serde_json::from_str(&out).expect("an array of events")
}

/// How many events `annals query` writes.
fn count(filter: &str, args: &[&str]) -> usize {
    let all = [&["query", filter, "--format", "tsv"], args].concat();
    let (code, out, err) = run(&all);
    assert_eq!(code, 0, "{all:?}: {err}");
    out.lines().count() - 1
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

fn sorted_ids(events: &[Value]) -> Vec<&str> {
    let mut ids: Vec<&str> = events.iter().map(|event| text(event, "id")).collect();
    ids.sort_unstable();
    ids
}

/// A path in the folder of the larger public data sets; `None`, which is told, where it is not there.
#[expect(clippy::print_stdout, reason = "a test that skips says so")]
fn shared(path: &str) -> Option<String> {
    let folder = std::env::var("ANNALS_SHARED_DATA")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data").to_owned());
    let path = PathBuf::from(folder).join(path);
    if !path.exists() {
        println!("skipped: {} is not there", path.display());
        return None;
    }
    Some(path.to_str().expect("a plain path").to_owned())
}
