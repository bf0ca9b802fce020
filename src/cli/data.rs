//! Opening what the command line names.

use std::fs;
use std::path::PathBuf;

use super::failure::Failure;
use crate::analysis::Engine;
use crate::dataset::{self, Opened};
use crate::diagnostic::{Diagnostic, Severity};
use crate::embedded;

/// Datasets are numbered with 16 bits in answers.
const MOST: usize = u16::MAX as usize;

/// Sees that every path is there, so that a slip of the keyboard is told before anything is opened or shown.
pub(super) fn exist(paths: &[PathBuf]) -> Result<(), Failure> {
    if paths.len() > MOST {
        return Err(Failure::Cannot(format!(
            "{} paths are too many; the most is {MOST}",
            paths.len()
        )));
    }
    let named = paths.iter().filter(|path| path.as_os_str() != "-");
    let missing: Vec<String> = named
        .filter_map(|path| {
            fs::metadata(path)
                .err()
                .map(|error| format!("{} cannot be opened: {error}", visible(path)))
        })
        .collect();
    if missing.is_empty() {
        Ok(())
    } else {
        Err(Failure::Cannot(missing.join("\nannals: ")))
    }
}

fn visible(path: &std::path::Path) -> String {
    crate::diagnostic::visible(&path.display().to_string())
}

/// Opens the paths; without any, the data set inside the binary.
pub(super) fn open(paths: &[PathBuf]) -> Vec<Opened> {
    if paths.is_empty() {
        vec![dataset::from_texts(embedded::texts())]
    } else {
        dataset::open(paths)
    }
}

/// Makes opened datasets answer questions.
pub(super) fn engine(opened: Vec<Opened>) -> Engine {
    let (errors, warnings) = (
        count(&opened, Severity::Error),
        count(&opened, Severity::Warning),
    );
    let (datasets, files) = opened
        .into_iter()
        .map(|one| (one.dataset, names(&one.files)))
        .unzip();
    Engine::new(datasets, files).with_problems(errors, warnings)
}

fn names(files: &crate::diagnostic::SourceMap) -> Vec<String> {
    (0..)
        .take(files.len())
        .map(|file| files.name(file).to_owned())
        .collect()
}

/// How many problems of a severity there are.
pub(super) fn count(opened: &[Opened], severity: Severity) -> usize {
    let of = |problem: &&Diagnostic| problem.severity == severity;
    opened
        .iter()
        .map(|one| one.diagnostics.iter().filter(of).count())
        .sum()
}

/// `1 error`, `2 errors`.
pub(super) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
