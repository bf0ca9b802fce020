//! `annals match` on pairs that are known to be one: real events of UCDP, and the same as ACLED would write them.
//!
//! `benches/matching.rs` measures the same with other seeds.

#[path = "../../benches/support/pairs.rs"]
mod pairs;

use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;

use pairs::Found;

const SEEDS: [u64; 3] = [7, 8, 9];

fn matched(sides: &pairs::Sides, args: &[&str]) -> Vec<Value> {
    let folder = tempfile::tempdir().expect("a folder");
    let paths = [("ucdp.csv", &sides.ucdp), ("acled.csv", &sides.acled)].map(|(name, text)| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("written");
        path
    });
    let mut command = Command::new(env!("CARGO_BIN_EXE_annals"));
    command
        .env("ANNALS_CONFIG", "/nonexistent")
        .env("ANNALS_CACHE", "/dev/null/none")
        .args(["match", "--format", "ndjson"])
        .args(args)
        .args(paths);
    let output = command.output().expect("annals runs");
    assert!(output.status.success(), "{output:?}");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let lines = text.lines();
    lines
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

fn made(seed: u64) -> pairs::Sides {
    let table = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/match/ged_sample.csv.gz");
    pairs::make(&table, seed).expect("the sample can be read")
}

fn ids(pair: &Value) -> (&str, &str) {
    let id = |side: &str| pair[side]["id"].as_str().expect("an id");
    (id("a"), id("b"))
}

#[test]
fn nine_of_ten_pairs_are_found_and_nine_of_ten_that_are_found_are_right() {
    for seed in SEEDS {
        let pairs = matched(&made(seed), &[]);
        let found = Found::count(pairs.iter().map(ids));
        let (precision, recall) = (found.precision(), found.recall());
        assert!(
            precision >= 0.9 && recall >= 0.9,
            "seed {seed}: precision {precision:.3}, recall {recall:.3}"
        );
    }
}

/// Names of ACLED are known: no pair of one event is said to have no actor in common.
#[test]
fn actors_of_one_event_are_known_to_be_the_same() {
    for pair in matched(&made(SEEDS[0]), &[]) {
        let reasons = pair["reasons"].as_array().expect("reasons");
        let is = |word: &str| reasons.iter().any(|reason| reason["reason"] == word);
        if pairs::is_right(ids(&pair)) {
            assert!(!is("other_actors"), "{pair}");
        }
    }
}

#[test]
fn each_event_is_in_one_pair_and_all_lists_the_rest() {
    let sides = made(SEEDS[0]);
    let assigned = matched(&sides, &[]);
    for side in ["a", "b"] {
        let id = |pair: &Value| pair[side]["id"].as_str().expect("an id").to_owned();
        let mut ids: Vec<String> = assigned.iter().map(id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), assigned.len(), "{side}");
    }
    let all = matched(&sides, &["--all"]);
    assert!(all.len() > assigned.len());
    let marked: Vec<&Value> = all.iter().filter(|pair| pair["assigned"] == true).collect();
    assert_eq!(marked, assigned.iter().collect::<Vec<_>>());
    for side in ["a", "b"] {
        let id = &assigned[0][side]["id"];
        let candidates = all.iter().filter(|pair| pair[side]["id"] == *id).count();
        let others = assigned[0]["other_candidates"][side].as_u64();
        assert_eq!(others, u64::try_from(candidates - 1).ok(), "{side}");
    }
}
