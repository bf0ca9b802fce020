//! Every kind of broken published file has a case in `tests/published/broken` and a snapshot of what `annals check` says.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use annals::load::{self, OpenOptions};

use super::run;

const CORPUS: &str = "tests/published/broken";

/// Names of files and folders, with the arguments that go with them.
fn cases() -> Vec<(String, Vec<String>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(CORPUS);
    let entries = fs::read_dir(&folder).expect("the corpus is part of the repository");
    let mut cases: Vec<_> = entries
        .map(|entry| entry.expect("the corpus can be read").file_name())
        .map(|name| name.into_string().expect("plain names"))
        .filter(|name| !name.starts_with('.') && !name.ends_with(".args"))
        .filter(|name| !["README.md", "maps", "snapshots"].contains(&name.as_str()))
        .map(|name| {
            let args = fs::read_to_string(folder.join(format!("{}.args", stem(&name))));
            let args = args
                .unwrap_or_default()
                .lines()
                .map(str::to_owned)
                .collect();
            (name, args)
        })
        .collect();
    cases.sort();
    cases
}

fn stem(name: &str) -> &str {
    name.split('.').next().unwrap_or(name)
}

#[test]
fn each_message_is_as_reviewed() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../published/broken/snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let _settings = settings.bind_to_scope();
    for (name, args) in cases() {
        let path = format!("{CORPUS}/{name}");
        let mut all = vec!["check", path.as_str()];
        all.extend(args.iter().map(String::as_str));
        let (code, out, err) = run(&all);
        let shown = format!("{out}{err}exit code {code}");
        let bad = |c: char| c.is_control() && c != '\n';
        assert!(!shown.contains(bad), "{name}: {shown:?}");
        assert!(!shown.contains("panicked"), "{name}: {shown}");
        insta::assert_snapshot!(stem(&name), shown.replace(&format!("{CORPUS}/"), ""));
    }
}

#[test]
fn no_case_and_no_snapshot_is_left_over() {
    let cases: BTreeSet<String> = cases()
        .iter()
        .map(|(name, _)| stem(name).to_owned())
        .collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(CORPUS);
    let snapshots = fs::read_dir(folder.join("snapshots")).expect("there are snapshots");
    let snapshots: BTreeSet<String> = snapshots
        .map(|entry| entry.expect("the corpus can be read").file_name())
        .filter_map(|name| name.to_str()?.strip_suffix(".snap").map(str::to_owned))
        .collect();
    assert!(cases.len() >= 80, "only {} cases", cases.len());
    assert_eq!(cases, snapshots);
}

/// The codes of the corpus are in the manuals.
#[test]
fn every_code_is_in_the_manual() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |name: &str| fs::read_to_string(root.join("docs").join(name)).expect("a manual");
    let manual = read("published-data.md") + &read("column-map.md");
    let snapshots = root.join(CORPUS).join("snapshots");
    for entry in fs::read_dir(snapshots).expect("there are snapshots") {
        let text = fs::read_to_string(entry.expect("an entry").path()).expect("text");
        for line in text.lines() {
            let told = ["error[", "warning["]
                .iter()
                .find_map(|mark| line.strip_prefix(mark));
            let code = told.and_then(|rest| rest.split(']').next());
            assert!(
                code.is_none_or(|code| manual.contains(&format!("`{code}`"))),
                "{line}"
            );
        }
    }
}

#[test]
fn every_mark_is_in_its_text_and_every_code_is_kebab_case() {
    for (name, _) in cases() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join(CORPUS)
            .join(&name);
        for opened in load::open(&[path], &OpenOptions::default(), &()).sets {
            for problem in &opened.diagnostics {
                let plain =
                    |byte: u8| byte == b'-' || byte.is_ascii_lowercase() || byte.is_ascii_digit();
                assert!(problem.code.bytes().all(plain), "{name}: {}", problem.code);
                for label in &problem.labels {
                    let text = opened.files.text(label.file);
                    let span = label.span.clone();
                    assert!(
                        text.get(span).is_some(),
                        "{name}: {label:?} is not in the text"
                    );
                }
            }
        }
    }
}
