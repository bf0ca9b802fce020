//! Problems as text, drawn as rustc draws them.

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::files::{floor_char, line_start};
use super::visible::{visible, visible_char};
use super::{Diagnostic, Label, Severity, SourceMap};

/// Whether text carries colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// Escape sequences for colours.
    On,
    /// None.
    Off,
}

/// Characters of a line shown before a mark; a line may be as long as a file.
const BEFORE: usize = 120;

/// Characters of a line shown after the start of a mark.
const AFTER: usize = 240;

/// Draws a problem: what is wrong, where, the line with the part marked, and what would be right. What comes from data is made
/// visible first ([`visible`]). Ends with a line break.
#[must_use]
pub fn render(diagnostic: &Diagnostic, files: &SourceMap, colour: Colour) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level
        .primary_title(visible(&diagnostic.message))
        .id(diagnostic.code);
    let mut group = Group::with_title(title);
    for (position, label) in diagnostic.labels.iter().enumerate() {
        group = place(group, label, files, position == 0);
    }
    if let Some(hint) = &diagnostic.hint {
        group = group.element(Level::HELP.message(visible(hint)));
    }
    let renderer = match colour {
        Colour::On => Renderer::styled(),
        Colour::Off => Renderer::plain(),
    };
    let mut text = renderer.decor_style(DecorStyle::Ascii).render(&[group]);
    text.push('\n');
    text
}

/// All problems, with a blank line between them.
#[must_use]
pub fn render_all(diagnostics: &[Diagnostic], files: &SourceMap, colour: Colour) -> String {
    let drawn: Vec<String> = diagnostics
        .iter()
        .map(|diagnostic| render(diagnostic, files, colour))
        .collect();
    drawn.join("\n")
}

fn place<'a>(group: Group<'a>, label: &'a Label, files: &SourceMap, first: bool) -> Group<'a> {
    let name = visible(files.name(label.file));
    // A file that has changed since has no text to mark.
    if label.span == (0..0) || files.text(label.file).len() < label.span.start {
        return group.element(Origin::path(name));
    }
    let kind = if first {
        AnnotationKind::Primary
    } else {
        AnnotationKind::Context
    };
    let excerpt = Excerpt::new(files.text(label.file), &label.span);
    let position = files.position(label.file, label.span.start);
    let snippet = Snippet::source(excerpt.text)
        .line_start(position.line)
        .fold(false);
    let snippet = snippet.annotation(mark(kind, excerpt.mark, &label.text));
    if excerpt.cut || files.starts_within_line(label.file) {
        // The renderer would count the column in the excerpt.
        return group
            .element(
                Origin::path(name)
                    .line(position.line)
                    .char_column(position.column),
            )
            .element(snippet);
    }
    group.element(snippet.path(name))
}

fn mark<'a>(kind: AnnotationKind, span: Range<usize>, text: &str) -> Annotation<'a> {
    let annotation = kind.span(span);
    if text.is_empty() {
        annotation
    } else {
        annotation.label(visible(text))
    }
}

/// The line of a mark, made visible, with the mark moved to match. A mark over several lines ends with its first line.
struct Excerpt {
    text: String,
    mark: Range<usize>,
    /// Whether the start of the line was left out.
    cut: bool,
}

impl Excerpt {
    fn new(text: &str, span: &Range<usize>) -> Self {
        let start = floor_char(text, span.start);
        let line = line_start(text, start);
        let rest = &text[start..];
        let rest = &rest[..rest.find('\n').unwrap_or(rest.len())];
        let end =
            floor_char(text, span.end).clamp(start, start + rest.trim_end_matches('\r').len());
        let skipped = text[line..start].char_indices().rev().nth(BEFORE);
        let mut excerpt = Self {
            text: String::new(),
            mark: 0..0,
            cut: skipped.is_some(),
        };
        if let Some((at, _)) = skipped {
            excerpt.text.push('…');
            excerpt.push(&text[line + at + 1..start]);
        } else {
            excerpt.push(&text[line..start]);
        }
        excerpt.mark.start = excerpt.text.len();
        excerpt.push_at_most(&text[start..end], AFTER);
        excerpt.mark.end = excerpt.text.len();
        excerpt.push_at_most(rest[end - start..].trim_end_matches('\r'), AFTER);
        excerpt
    }

    fn push(&mut self, text: &str) {
        // Tabs stay: the renderer widens them and moves the marks along.
        self.text.extend(
            text.chars()
                .map(|c| if c == '\t' { c } else { visible_char(c) }),
        );
    }

    fn push_at_most(&mut self, text: &str, limit: usize) {
        match text.char_indices().nth(limit) {
            Some((end, _)) => {
                self.push(&text[..end]);
                self.text.push('…');
            }
            None => self.push(text),
        }
    }
}
