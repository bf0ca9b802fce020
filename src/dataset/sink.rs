//! Where decoding puts the problems it finds, and how it turns places of a piece into places of the file.

use std::ops::Range;

use super::span::{Mentioned, Name, Reference};
use crate::diagnostic::Diagnostic;
use crate::model::Origin;

/// A part of a file that is parsed alone, and the problems found in it.
#[derive(Debug)]
pub(super) struct Sink<'t> {
    file: u32,
    text: &'t str,
    mentioned: &'t Mentioned,
    base: usize,
    counted: usize,
    line: u32,
    /// Keys that were asked for of the tables being read, inner ones last: one list for all, because there are seven tables an
    /// event.
    pub(super) asked: Vec<&'static str>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'t> Sink<'t> {
    /// For the part of a file that starts at byte `base` in line `line`.
    pub(super) fn new(
        file: u32,
        text: &'t str,
        (base, line): (usize, u32),
        mentioned: &'t Mentioned,
    ) -> Self {
        Self {
            file,
            text,
            mentioned,
            base,
            counted: 0,
            line,
            asked: Vec::new(),
            diagnostics: Vec::new(),
        }
    }

    /// A range of the part as a range of the file.
    pub(super) fn place(&self, local: &Range<usize>) -> Range<usize> {
        self.base + local.start..self.base + local.end
    }

    /// The text at a range of the file.
    pub(super) fn text_at(&self, place: &Range<usize>) -> &'t str {
        self.text
            .get(place.start - self.base..place.end - self.base)
            .unwrap_or_default()
    }

    /// A name as a reference, which outlives the text.
    pub(super) fn reference(&self, name: &Name<'_>) -> Reference {
        Reference {
            text: self.mentioned.keep(&name.text),
            span: name.span,
        }
    }

    /// Where a record stands. Records come mostly in order, so that lines are counted once.
    pub(super) fn origin(&mut self, header: &Range<usize>) -> Origin {
        let local = (header.start - self.base).min(self.text.len());
        if local < self.counted {
            self.line -= newlines(&self.text.as_bytes()[local..self.counted]);
        } else {
            self.line += newlines(&self.text.as_bytes()[self.counted..local]);
        }
        self.counted = local;
        let start = u32::try_from(header.start).unwrap_or(u32::MAX);
        Origin {
            file: self.file,
            start,
            line: self.line,
        }
    }

    /// An error of this file, not yet kept.
    pub(super) fn error(
        &self,
        code: &'static str,
        message: impl Into<String>,
        place: Range<usize>,
    ) -> Diagnostic {
        Diagnostic::error(code, message, self.file, place)
    }

    /// A warning of this file, not yet kept.
    pub(super) fn warning(
        &self,
        code: &'static str,
        message: impl Into<String>,
        place: Range<usize>,
    ) -> Diagnostic {
        Diagnostic::warning(code, message, self.file, place)
    }

    /// Keeps a problem.
    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }
}

fn newlines(bytes: &[u8]) -> u32 {
    u32::try_from(memchr::memchr_iter(b'\n', bytes).count()).unwrap_or(u32::MAX)
}
