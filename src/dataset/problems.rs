//! The problems of a whole dataset: kept up to a limit, counted beyond it, handed out in order.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Severity};

/// Problems of one sort that are kept for one file. The rest is a number: nobody reads the hundred and first.
const MAX_OF_A_SORT: usize = 100;

#[derive(Debug, Default)]
pub(super) struct Problems {
    kept: Vec<Diagnostic>,
    counts: HashMap<(u32, &'static str), Count>,
}

#[derive(Debug)]
struct Count {
    all: usize,
    severity: Severity,
}

impl Problems {
    /// Keeps or counts a problem.
    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        self.push_with(
            diagnostic.code,
            diagnostic.labels.first().map_or(0, |label| label.file),
            || diagnostic,
        );
    }

    /// Keeps or counts a problem whose text is costly to make: a hint that looks through all ids.
    pub(super) fn push_with(
        &mut self,
        code: &'static str,
        file: u32,
        make: impl FnOnce() -> Diagnostic,
    ) {
        let count = self.counts.entry((file, code)).or_insert(Count {
            all: 0,
            severity: Severity::Warning,
        });
        count.all += 1;
        if count.all <= MAX_OF_A_SORT {
            let diagnostic = make();
            count.severity = diagnostic.severity;
            self.kept.push(diagnostic);
        }
    }

    /// All problems by file and place, with a line for what was only counted.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        let beyond = self
            .counts
            .iter()
            .filter(|(_, count)| count.all > MAX_OF_A_SORT);
        self.kept.extend(beyond.map(|(&(file, code), count)| {
            let message = format!(
                "{} more problems of the sort `{code}` in this file",
                count.all - MAX_OF_A_SORT
            );
            let mut diagnostic =
                Diagnostic::error("more-problems", message, file, usize::MAX..usize::MAX)
                    .times((count.all - MAX_OF_A_SORT) as u64);
            diagnostic.severity = count.severity;
            diagnostic
        }));
        self.kept.sort_by(|a, b| key(a).cmp(&key(b)));
        for label in self
            .kept
            .iter_mut()
            .flat_map(|diagnostic| &mut diagnostic.labels)
        {
            // Sorted to the end; but it marks nothing.
            if label.span.start == usize::MAX {
                label.span = 0..0;
            }
        }
        self.kept
    }
}

fn key(diagnostic: &Diagnostic) -> (u32, usize, Severity, &str, &str) {
    let (file, start) = diagnostic
        .labels
        .first()
        .map_or((0, 0), |label| (label.file, label.span.start));
    (
        file,
        start,
        diagnostic.severity,
        diagnostic.code,
        &diagnostic.message,
    )
}
