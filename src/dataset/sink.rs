//! Where decoding puts the problems it finds, and how it turns places of a piece into places of the file.

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::model::Origin;

/// A part of a file that is parsed alone, and the problems found in it.
#[derive(Debug)]
pub(super) struct Sink<'t> {
    file: u32,
    text: &'t str,
    base: usize,
    counted: usize,
    line: u32,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'t> Sink<'t> {
    /// For the part of a file that starts at byte `base` in line `line`.
    pub(super) fn new(file: u32, text: &'t str, base: usize, line: u32) -> Self {
        Self {
            file,
            text,
            base,
            counted: 0,
            line,
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
