//! One head out of the `[dataset]` tables of all files.

use super::super::draft::AboutDraft;
use super::super::problems::Problems;
use crate::diagnostic::Diagnostic;
use crate::model::About;

pub(super) fn about(drafts: Vec<AboutDraft>, problems: &mut Problems) -> About {
    let mut first: Option<AboutDraft> = None;
    for draft in drafts {
        let Some(kept) = &first else {
            first = Some(draft);
            continue;
        };
        let message = "this dataset has two `[dataset]` tables";
        let diagnostic = Diagnostic::error(
            "duplicate-table",
            message,
            draft.origin.file,
            draft.place.range(),
        );
        problems.push(
            diagnostic
                .label("this one is left out")
                .also(kept.origin.file, kept.place.range(), "this one is kept")
                .hint("a folder is one dataset; open two datasets by giving two paths"),
        );
    }
    first.map_or_else(About::default, |draft| draft.about)
}

/// Reports that no file has a `[dataset]` table; the name of the file or folder stands in for the title.
pub(super) fn missing(problems: &mut Problems) {
    let diagnostic = Diagnostic::error(
        "missing-key",
        "this dataset has no `[dataset]` table",
        0,
        0..0,
    );
    problems
        .push(diagnostic.hint("start a file with `[dataset]`, `schema = 1` and `title = \"…\"`"));
}
