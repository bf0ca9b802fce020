//! The table of problems in `docs/data-format.md` names every code, and every code has a case.

use std::collections::BTreeSet;

use crate::broken::{cases, open};

/// Problems of the disk and of size, which `loading` tests: they need no file in the corpus.
const WITHOUT_CASE: [&str; 7] = [
    "changed-while-read",
    "link-loop",
    "more-problems",
    "not-a-file",
    "too-large",
    "unreadable",
    "no-files",
];

#[test]
fn the_table_is_complete() {
    let documented: BTreeSet<String> = documented();
    let mut known: BTreeSet<String> = WITHOUT_CASE.iter().map(|code| (*code).to_owned()).collect();
    for (_, path) in cases() {
        known.extend(
            open(&path)
                .diagnostics
                .iter()
                .map(|diagnostic| diagnostic.code.to_owned()),
        );
    }
    assert_eq!(documented, known);
}

/// Codes in the first column of the tables below the heading "Problems".
fn documented() -> BTreeSet<String> {
    let text =
        std::fs::read_to_string("docs/data-format.md").expect("the documentation can be read");
    let (_, problems) = text
        .split_once("## Problems")
        .expect("there is a chapter on problems");
    let code = |line: &str| Some(line.strip_prefix("| `")?.split_once('`')?.0.to_owned());
    problems.lines().filter_map(code).collect()
}
