//! How many of the pairs that are known to be one `annals match` finds, and how many of those that it finds are right.
//!
//! Ten pairs of files (seeds 101 to 110) are made of the real Syria release of UCDP GED, if `ANNALS_SHARED_DATA` or `../shared/data`
//! has it, and else of the sample among the data of the tests. With `--show` the pairs that are wrong or missed are listed, with
//! what was found in their place.
//!
//! `cargo bench --bench matching`, `cargo bench --bench matching -- --show`
#![expect(clippy::print_stdout, reason = "figures")]

#[path = "support/pairs.rs"]
mod pairs;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use pairs::{EACH, Found};
use serde_json::Value;

const SEEDS: std::ops::RangeInclusive<u64> = 101..=110;
/// The default first.
const SCORES: [f64; 7] = [0.7, 0.0, 0.6, 0.65, 0.75, 0.8, 0.85];

fn main() {
    let show = std::env::args().any(|arg| arg == "--show");
    let table = table();
    println!(
        "{EACH} pairs, {EACH} other events on each side; {}",
        table.display()
    );
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut sums: HashMap<usize, Found> = HashMap::new();
    for seed in SEEDS {
        let sides = pairs::make(&table, seed).expect("the table can be read");
        let paths = [("ucdp.csv", sides.ucdp), ("acled.csv", sides.acled)].map(|(name, text)| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).expect("room for the data");
            path
        });
        for (at, score) in SCORES.into_iter().enumerate() {
            let found = matched(&paths, &["--min-score", &score.to_string()]);
            let counted = count(&found);
            let sum = sums.entry(at).or_default();
            sum.right += counted.right;
            sum.wrong += counted.wrong;
            if at == 0 {
                println!(
                    "seed {seed}: precision {:.3}, recall {:.3}",
                    counted.precision(),
                    counted.recall()
                );
                if show {
                    list_wrong(&found, &matched(&paths, &["--all", "--min-score", "0"]));
                }
            }
        }
    }
    println!("all seeds, by --min-score:");
    for (at, score) in SCORES.into_iter().enumerate() {
        let sum = sums[&at];
        let recall = sum.recall() / SEEDS.count() as f64;
        println!(
            "{score:.2}: precision {:.3}, recall {recall:.3}",
            sum.precision()
        );
    }
}

fn table() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = std::env::var_os("ANNALS_SHARED_DATA")
        .map_or_else(|| root.join("../shared/data"), PathBuf::from);
    let real = folder.join("ucdp-ged-syria/ged_syria_652.1601.1911.csv.gz");
    if real.exists() {
        real
    } else {
        root.join("tests/data/match/ged_sample.csv.gz")
    }
}

/// What the program lists.
fn matched(paths: &[PathBuf; 2], args: &[&str]) -> Vec<Value> {
    let output = Command::new(env!("CARGO_BIN_EXE_annals"))
        .env("ANNALS_CACHE", "/dev/null/none")
        .args(["match", "--format", "ndjson"])
        .args(args)
        .args(paths)
        .output()
        .expect("annals runs");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let lines = text.lines();
    lines
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

fn ids(pair: &Value) -> (&str, &str) {
    let id = |side: &str| pair[side]["id"].as_str().expect("an id");
    (id("a"), id("b"))
}

fn count(found: &[Value]) -> Found {
    Found::count(found.iter().map(ids))
}

/// Wrong pairs, each with the right candidate of its first event; and pairs that were missed without a wrong one in their place.
fn list_wrong(found: &[Value], all: &[Value]) {
    let right: HashMap<&str, &Value> = all
        .iter()
        .filter(|pair| pairs::is_right(ids(pair)))
        .map(|pair| (ids(pair).0, pair))
        .collect();
    for pair in found.iter().filter(|pair| !pairs::is_right(ids(pair))) {
        println!("  wrong {}", told(pair));
        if let Some(pair) = right.get(ids(pair).0) {
            println!("    right {}", told(pair));
        }
    }
    for (first, pair) in &right {
        if found.iter().all(|found| ids(found).0 != *first) {
            println!("  missed {}", told(pair));
        }
    }
}

fn told(pair: &Value) -> String {
    let reasons = pair["reasons"].as_array().into_iter().flatten();
    let reasons: Vec<&str> = reasons
        .filter_map(|reason| reason["text"].as_str())
        .collect();
    let (a, b) = ids(pair);
    format!(
        "{:.2} {a} {b}: {}",
        pair["score"].as_f64().unwrap_or_default(),
        reasons.join("; ")
    )
}
