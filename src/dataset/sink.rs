//! Where decoding puts the problems it finds, and how it turns places of a piece into places of the file.

use std::ops::Range;

use super::damage::Damage;
use super::draft::{Kind, LeftOut, Naming};
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
    /// Names in the tables being read, inner ones last: a table that is left out takes its own from the end.
    pub(super) names: Vec<(Naming, Name<'t>)>,
    /// What is not TOML, when the part is read for its other mistakes only.
    pub(super) damage: Option<Damage>,
    pub(super) left_out: Vec<LeftOut>,
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
            names: Vec::new(),
            damage: None,
            left_out: Vec::new(),
            diagnostics: Vec::new(),
        }
    }

    /// A range of the part as a range of the file.
    pub(super) fn place(&self, local: &Range<usize>) -> Range<usize> {
        self.base + local.start..self.base + local.end
    }

    /// A range of the file as a range of the part.
    fn local(&self, place: &Range<usize>) -> Range<usize> {
        place.start - self.base..place.end - self.base
    }

    /// The text at a range of the file.
    pub(super) fn text_at(&self, place: &Range<usize>) -> &'t str {
        self.text.get(self.local(place)).unwrap_or_default()
    }

    /// A name of another record as a reference, which outlives the text.
    pub(super) fn reference(
        &mut self,
        key: &'static str,
        kinds: &'static [Kind],
        name: Name<'t>,
    ) -> Reference {
        let reference = self.keep(&name);
        self.names.push((Naming::Other { key, kinds }, name));
        reference
    }

    fn keep(&self, name: &Name<'_>) -> Reference {
        Reference {
            text: self.mentioned.keep(&name.text),
            span: name.span,
        }
    }

    /// Keeps the names from a position on as those of something that is left out.
    pub(super) fn leave_out(&mut self, from: usize) {
        let names = self.names.split_off(from);
        if names.is_empty() {
            return;
        }
        let kept = names.iter();
        let names = kept
            .map(|(naming, name)| (*naming, self.keep(name)))
            .collect();
        let file = self.file;
        self.left_out.push(LeftOut { file, names });
    }

    /// Whether a range of the part reaches into what is no TOML.
    pub(super) fn is_damaged(&self, local: &Range<usize>) -> bool {
        let damage = self.damage.as_ref();
        damage.is_some_and(|damage| damage.touches(local))
    }

    /// Whether a key of the table at this place was read as it is written. Key and value are ranges of the part.
    pub(super) fn is_readable(
        &self,
        table: &Range<usize>,
        key: &Range<usize>,
        value: &Range<usize>,
    ) -> bool {
        self.damage.as_ref().is_none_or(|damage| {
            !damage.touches(key)
                && !damage.touches(value)
                && !damage.displaces(self.text, key, &self.local(table))
        })
    }

    /// Whether all that belongs to the table at this place could be read, so that what is not there is missing.
    pub(super) fn is_whole(&self, place: &Range<usize>) -> bool {
        let damage = self.damage.as_ref();
        damage.is_none_or(|damage| damage.spares(self.text, &self.local(place)))
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
