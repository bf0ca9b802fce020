//! Every kind of broken input has a case in `tests/broken` and a snapshot of its message beside it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use annals::dataset::{self, Opened};
use annals::diagnostic::{Colour, render_all};

/// The cases, sorted: files and folders of `tests/broken`.
pub(crate) fn cases() -> Vec<(String, PathBuf)> {
    let entries = fs::read_dir("tests/broken").expect("the corpus is part of the repository");
    let mut cases: Vec<(String, PathBuf)> = entries
        .map(|entry| entry.expect("the corpus can be read").path())
        .filter(|path| path.extension().is_none_or(|extension| extension == "toml"))
        .filter(|path| !path.ends_with("snapshots") && !path.ends_with(".gitattributes"))
        .map(|path| (stem(&path), path))
        .collect();
    cases.sort();
    cases
}

fn stem(path: &Path) -> String {
    path.file_stem()
        .expect("cases have names")
        .to_string_lossy()
        .into_owned()
}

pub(crate) fn open(path: &Path) -> Opened {
    dataset::open(&[path.to_owned()])
        .pop()
        .expect("one path opens one dataset")
}

#[test]
fn each_message_is_as_reviewed() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../broken/snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let _settings = settings.bind_to_scope();
    for (name, path) in cases() {
        let opened = open(&path);
        insta::assert_snapshot!(
            name,
            render_all(&opened.diagnostics, &opened.files, Colour::Off)
        );
    }
}

#[test]
fn no_case_and_no_snapshot_is_left_over() {
    let cases: BTreeSet<String> = cases().into_iter().map(|(name, _)| name).collect();
    let snapshots = fs::read_dir("tests/broken/snapshots").expect("there are snapshots");
    let snapshots: BTreeSet<String> = snapshots
        .map(|entry| entry.expect("the corpus can be read").path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "snap")
        })
        .map(|path| stem(&path))
        .collect();
    assert!(cases.len() >= 60, "only {} cases", cases.len());
    assert_eq!(cases, snapshots);
}

#[test]
fn each_case_has_a_problem_with_a_place() {
    for (name, path) in cases() {
        let opened = open(&path);
        assert!(!opened.diagnostics.is_empty(), "{name} has no problem");
        for label in opened
            .diagnostics
            .iter()
            .flat_map(|diagnostic| &diagnostic.labels)
        {
            let text = opened.files.text(label.file);
            assert!(
                text.get(label.span.clone()).is_some(),
                "{name}: {:?} is not in the text",
                label.span
            );
        }
    }
}
