//! A page of wrapped lines with targets: what the detail pane and the actor panel are written on.
//!
//! The first column is a gutter that shows the chosen target. Text that is wrapped here is ordered for the screen line by
//! line and span by span, so that a right-to-left name never moves what stands beside it.

mod flow;
mod quoted;

use super::detail::{DetailContext, DetailView, Section, Target, TargetKind};
use super::{Line, Span, Tone};
use crate::text::{self, BidiMode, Clean, Direction};

/// Columns of the gutter.
const GUTTER: usize = 1;

/// A page that is being written.
pub(super) struct Page<'a> {
    pub(super) context: &'a DetailContext<'a>,
    view: DetailView,
}

impl<'a> Page<'a> {
    pub(super) fn new(context: &'a DetailContext<'a>) -> Self {
        Self {
            context,
            view: DetailView::default(),
        }
    }

    /// The page, with the chosen target marked.
    pub(super) fn finish(mut self) -> DetailView {
        let chosen = self
            .context
            .selected
            .and_then(|at| self.view.targets.get(at))
            .copied();
        for (at, line) in self.view.lines.iter_mut().enumerate() {
            let marked = chosen
                .is_some_and(|target| (target.line..target.line + target.lines).contains(&at));
            let gutter = if marked {
                self.context.glyphs.cursor
            } else {
                " "
            };
            line.spans.insert(0, Span::new(gutter, Tone::Accent));
            flow::clip(line, self.context.width);
        }
        self.view
    }

    /// Columns for text.
    pub(super) fn width(&self) -> usize {
        self.context.width.saturating_sub(GUTTER)
    }

    /// Begins a part: a blank line and a heading with a rule and a count.
    pub(super) fn section(&mut self, name: &'static str, count: Option<usize>) {
        if !self.view.lines.is_empty() {
            self.blank();
        }
        self.view.sections.push(Section {
            name,
            line: self.view.lines.len(),
        });
        let count = count.map(super::words::count);
        self.ruled(name, &count.unwrap_or_default());
    }

    /// A heading with what is to be said beside it, and a rule.
    pub(super) fn ruled(&mut self, name: &str, says: &str) {
        let room = self.width().saturating_sub(says.len() + 2);
        let name = text::cut_with(name, room, self.context.glyphs.ellipsis).0;
        let name = self.ordered(&name, Direction::Auto);
        let mut line = Line::default().and(super::toned(&name, Tone::Heading));
        if !says.is_empty() {
            line = line.with(format!(" {says}"), Tone::Dim);
        }
        let rest = self.width().saturating_sub(line.width() + 1);
        self.line(line.with(
            format!(" {}", self.context.glyphs.rules[0].repeat(rest)),
            Tone::Rule,
        ));
    }

    /// An empty line.
    pub(super) fn blank(&mut self) {
        self.view.lines.push(Line::default());
    }

    /// A line as it is; what is too wide is cut off.
    pub(super) fn line(&mut self, line: Line) {
        self.view.lines.push(line);
    }

    /// Text over as many lines as it takes, the first indented by `first` columns and the rest by `rest`.
    pub(super) fn flow(&mut self, first: usize, rest: usize, text: &Line) {
        let lines = flow::flow(text, self.width(), (first, rest), self.context.bidi);
        self.view.lines.extend(lines);
    }

    /// As [`Self::flow`], unless the text is empty.
    pub(super) fn flow_some(&mut self, indent: usize, text: &Line) {
        if !text.spans.is_empty() {
            self.flow(indent, indent, text);
        }
    }

    /// A label and, beside it, a text.
    pub(super) fn labelled(&mut self, label: &str, text: &Line) {
        // Wide enough for the longest label; on a narrow pane the text stands below its label.
        let column = if self.width() < 34 { 2 } else { 14 };
        if column < 4 {
            self.flow(0, 2, &Line::default().with(label, Tone::Dim));
            self.flow(column, column, text);
        } else {
            let mut line = Line::default()
                .with(text::fit(label, column - 1).as_str(), Tone::Dim)
                .with(" ", Tone::Text);
            line.spans.extend(text.spans.iter().cloned());
            self.flow(0, column, &line);
        }
    }

    /// What is written by `write` can be chosen and leads to `what`.
    pub(super) fn target(&mut self, what: TargetKind, write: impl FnOnce(&mut Self)) {
        let line = self.view.lines.len();
        write(self);
        let lines = self.view.lines.len() - line;
        self.view.targets.push(Target { line, lines, what });
    }

    /// Whether what is being written as a target is the chosen one.
    pub(super) fn is_chosen(&self) -> bool {
        self.context.selected == Some(self.view.targets.len())
    }

    /// A text of its own, in its own direction.
    pub(super) fn prose(&mut self, indent: usize, words: &str, tone: Tone) {
        let columns = self.width().saturating_sub(indent).max(1);
        let before = Line::default().with(" ".repeat(indent), Tone::Text);
        let lines = self.paragraphs(words, tone, columns, &before);
        self.view.lines.extend(lines);
    }

    /// Words in lines of at most so many columns, each after `before`; right-to-left text stands at the right end.
    fn paragraphs(&self, words: &str, tone: Tone, columns: usize, before: &Line) -> Vec<Line> {
        let direction = text::direction(words);
        let lines = text::wrap(words, columns).into_iter().map(|line| {
            let line = self.ordered(&line, direction);
            let aside = self.aside(direction, columns, line.width());
            let mut whole = before.clone().with(" ".repeat(aside), Tone::Text);
            whole.spans.extend(super::toned(&line, tone));
            whole
        });
        lines.collect()
    }

    /// Columns left of a line of text: right-to-left text stands at the right end, unless nobody puts it in order.
    fn aside(&self, direction: Direction, columns: usize, width: usize) -> usize {
        match direction {
            Direction::RightToLeft if self.context.bidi != BidiMode::Off => {
                columns.saturating_sub(width)
            }
            _ => 0,
        }
    }

    /// One field of a table: exactly so many columns.
    pub(super) fn field(&self, words: &str, columns: usize) -> Clean {
        text::pad(
            self.ordered(
                &text::cut_with(words, columns, self.context.glyphs.ellipsis).0,
                Direction::Auto,
            ),
            columns,
        )
    }

    fn ordered(&self, line: &Clean, direction: Direction) -> Clean {
        if self.context.bidi == BidiMode::Own {
            text::visual(line.as_str(), direction)
        } else {
            line.clone()
        }
    }
}

/// A bloc's mark in its colour, and a space.
pub(super) fn bloc_mark(context: &DetailContext<'_>, bloc: Option<usize>) -> Vec<Span> {
    let tone = bloc.map_or(Tone::NoBloc, Tone::Bloc);
    vec![
        Span::new(context.glyphs.bloc(bloc, context.blocs), tone),
        Span::new(" ", Tone::Text),
    ]
}

/// A bloc's name.
pub(super) fn bloc_name(context: &DetailContext<'_>, bloc: Option<usize>) -> String {
    bloc.and_then(|bloc| context.blocs.get(bloc))
        .map_or_else(|| "no bloc".to_owned(), |bloc| bloc.name.clone())
}

/// Facts in one line, with dots between those that there are.
pub(super) fn dotted(
    context: &DetailContext<'_>,
    facts: impl IntoIterator<Item = String>,
    tone: Tone,
) -> Line {
    let dot = format!(" {} ", context.glyphs.dot);
    let mut line = Line::default();
    for fact in facts.into_iter().filter(|fact| !fact.is_empty()) {
        if !line.spans.is_empty() {
            line = line.with(&dot, Tone::Dim);
        }
        line = line.with(fact, tone);
    }
    line
}

/// Words between quotation marks.
pub(super) fn in_quotes(context: &DetailContext<'_>, words: &str) -> String {
    let [open, close] = context.glyphs.quotes;
    format!("{open}{words}{close}")
}
