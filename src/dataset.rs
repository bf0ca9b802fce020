//! Files → text → drafts → checked [`Dataset`].
//!
//! Reads curated TOML (`docs/data-format.md`). Every mistake of all files is reported in one run; what is broken is left out
//! and the rest opens, so that opening a dataset cannot fail. Reading other formats is not done here.
//!
//! ```
//! let opened = annals::dataset::from_texts(vec![("a.toml".to_owned(), "[dataset]\nschema = 1\ntitel = 'A'".into())]);
//! assert_eq!(opened.diagnostics[0].code, "missing-key");
//! assert_eq!(opened.diagnostics[1].hint.as_deref(), Some("did you mean `title`?"));
//! ```

mod damage;
mod decode;
mod draft;
mod fields;
mod files;
pub(crate) mod nearest;
mod parse;
mod problems;
mod resolve;
mod sink;
mod span;
mod split;
mod syntax;
mod values;
pub(crate) mod walk;
pub(crate) mod words;

use std::borrow::Cow;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Severity, SourceMap};
use crate::model::Dataset;
use draft::Drafts;
use files::{Files, Hold, Usable};
use parse::{Body, Text};
use problems::Problems;
use span::Mentioned;

/// A dataset with its texts and with what is wrong with it.
#[derive(Debug, Default)]
pub struct Opened {
    /// The records that are right.
    pub dataset: Dataset,
    /// The texts that [`Opened::diagnostics`] and [`crate::model::Origin::file`] point into.
    pub files: SourceMap,
    /// All problems, by file and place.
    pub diagnostics: Vec<Diagnostic>,
}

impl Opened {
    /// Whether anything was left out.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error)
    }
}

/// Whether a text is curated data, however broken: it has a header such as `[[event]]`.
#[must_use]
pub fn is_curated(text: &str) -> bool {
    let mut roots = text.lines().filter_map(split::root);
    roots.any(|root| decode::TABLES.contains(&root))
}

/// Whether a text can stand as `url`.
pub(crate) fn is_url(text: &str) -> bool {
    values::url(text).is_ok()
}

/// Whether a text can stand as `language`.
pub(crate) fn is_language(text: &str) -> bool {
    values::language(text).is_ok()
}

/// Whether a text can stand as `country`.
pub(crate) fn is_country(text: &str) -> bool {
    values::country(text).is_ok()
}

/// Whether a text can stand as `timezone`.
pub(crate) fn is_timezone(text: &str) -> bool {
    values::timezone(text).is_ok()
}

/// Opens each path as a dataset: a file, a folder of files, or `-` for standard input.
#[must_use]
pub fn open(paths: &[PathBuf]) -> Vec<Opened> {
    paths.iter().map(|path| open_one(path)).collect()
}

fn open_one(path: &Path) -> Opened {
    if path.as_os_str() == "-" {
        return from_reader("standard input".to_owned(), std::io::stdin().lock());
    }
    let open = |hold| {
        let mut problems = Problems::default();
        let files = Files::of_path(path, hold, &mut problems);
        finish(files, problems, &title_of(path))
    };
    let (opened, settled) = open(Hold::Small);
    if settled { opened } else { open(Hold::All).0 }
}

/// Opens what a reader gives as a dataset.
#[must_use]
pub fn from_reader(name: String, reader: impl Read) -> Opened {
    let mut problems = Problems::default();
    let mut files = Files::default();
    let title = name.clone();
    files.add_reader(name, reader, &mut problems);
    finish(files, problems, &title).0
}

/// Opens named texts as one dataset, such as those inside the binary.
#[must_use]
pub fn from_texts(texts: Vec<(String, Cow<'static, str>)>) -> Opened {
    let mut problems = Problems::default();
    let mut files = Files::default();
    let title = texts
        .first()
        .map_or_else(String::new, |(name, _)| title_of(Path::new(name)));
    for (name, text) in texts {
        files.add_text(name, text, &mut problems);
    }
    finish(files, problems, &title).0
}

/// What a dataset without a title is called: its file or folder.
fn title_of(path: &Path) -> String {
    path.file_stem()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}

/// Makes the dataset; says whether the files that are not held stayed as they were.
fn finish(files: Files, mut problems: Problems, title: &str) -> (Opened, bool) {
    let mut drafts = Drafts::default();
    let mentioned = Mentioned::default();
    for Usable { file, large } in &files.usable {
        let file = *file;
        let body = match large {
            Some(large) => Body::Large(large),
            None => Body::Held(files.map.text(file)),
        };
        parse::drafts(
            Text {
                file,
                body,
                mentioned: &mentioned,
            },
            &mut drafts,
        );
    }
    // A dataset of which no file could be read has no head either, and that says enough.
    drafts.has_head |= files.usable.is_empty();
    let mut dataset = resolve::dataset(drafts, &mut problems);
    if dataset.about.title.is_empty() {
        dataset.about.title = title.into();
    }
    let mut large = files
        .usable
        .iter()
        .filter_map(|usable| usable.large.as_ref());
    let settled = large.all(|large| large.is_settled());
    let opened = Opened {
        dataset,
        files: files.map,
        diagnostics: problems.finish(),
    };
    (opened, settled)
}
