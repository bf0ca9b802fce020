//! A problem as data: what is wrong, where, and what would be right.
//!
//! Files, filters and key files all report [`Diagnostic`]s; how they look is decided by the renderers beside this file.

mod files;
mod json;
mod render;
mod visible;

use std::fmt;
use std::ops::Range;

pub(crate) use files::floor_char;
pub use files::{Position, SourceFile, SourceMap};
pub use json::json;
pub use render::{Colour, render, render_all};
pub use visible::visible;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The record is left out.
    Error,
    /// The record is kept; somebody should look.
    Warning,
}

/// A part of a text, with what to say about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Which text: position in the list of files; 0 where there is one text only (a filter).
    pub file: u32,
    /// Bytes of the text.
    pub span: Range<usize>,
    /// What to say beside the mark; may be empty.
    pub text: String,
}

/// A problem with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable kebab-case name of this sort of problem, such as `dangling-reference`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// A full sentence without a full stop.
    pub message: String,
    /// The marked parts; the first is the place of the problem.
    pub labels: Vec<Label>,
    /// What would be right, or the nearest name that exists.
    pub hint: Option<String>,
    /// How many problems it stands for: more than one where others like those before it are only counted.
    pub times: u64,
}

impl Diagnostic {
    /// An error at a place.
    #[must_use]
    pub fn error(
        code: &'static str,
        message: impl Into<String>,
        file: u32,
        span: Range<usize>,
    ) -> Self {
        Self::new(Severity::Error, code, message.into(), file, span)
    }

    /// A warning at a place.
    #[must_use]
    pub fn warning(
        code: &'static str,
        message: impl Into<String>,
        file: u32,
        span: Range<usize>,
    ) -> Self {
        Self::new(Severity::Warning, code, message.into(), file, span)
    }

    fn new(
        severity: Severity,
        code: &'static str,
        message: String,
        file: u32,
        span: Range<usize>,
    ) -> Self {
        let labels = vec![Label {
            file,
            span,
            text: String::new(),
        }];
        Self {
            code,
            severity,
            message,
            labels,
            hint: None,
            times: 1,
        }
    }

    /// Says something beside the first mark.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        if let Some(first) = self.labels.first_mut() {
            first.text = text.into();
        }
        self
    }

    /// Marks another place.
    #[must_use]
    pub fn also(mut self, file: u32, span: Range<usize>, text: impl Into<String>) -> Self {
        self.labels.push(Label {
            file,
            span,
            text: text.into(),
        });
        self
    }

    /// Lets it stand for so many problems.
    #[must_use]
    pub fn times(mut self, times: u64) -> Self {
        self.times = times;
        self
    }

    /// Adds what would be right.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// How many problems of a severity there are, those that are only counted included.
#[must_use]
pub fn count<'a>(
    diagnostics: impl IntoIterator<Item = &'a Diagnostic>,
    severity: Severity,
) -> usize {
    let of = diagnostics
        .into_iter()
        .filter(|problem| problem.severity == severity);
    let times: u64 = of.map(|problem| problem.times).sum();
    usize::try_from(times).unwrap_or(usize::MAX)
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}
