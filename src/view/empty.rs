//! What stands where there is nothing to show: why, and what to do.

use ratatui::layout::Rect;

use super::screen::Row;
use crate::app::State;
use crate::command::{Action, Context};
use crate::content::words::no_data_then;
use crate::content::{Line, Tone};
use crate::load::ReadError;
use crate::text::wrap;

/// No event matches, or there is none.
pub(super) fn no_match(state: &State, inner: Rect) -> Vec<Row> {
    let lines = if state.catalog.events == 0 {
        no_data(state)
    } else {
        no_event(state)
    };
    centred_lines(lines, inner)
}

/// The reader's key for an action, for sentences that name one.
pub(super) fn key(state: &State, context: Context, action: Action) -> String {
    let key = state.keymap.key(&[context, Context::Global], action);
    key.unwrap_or_else(|| "–".into())
}

/// Lines in the middle of an area, a little above.
pub(super) fn centred_lines(lines: impl IntoIterator<Item = Line>, inner: Rect) -> Vec<Row> {
    let lines: Vec<Line> = lines.into_iter().collect();
    let above = usize::from(inner.height).saturating_sub(lines.len()) / 3;
    let blank = std::iter::repeat_n(Line::default(), above);
    blank
        .chain(
            lines
                .into_iter()
                .map(|line| centred(line, inner.width.into())),
        )
        .map(Row::from)
        .collect()
}

/// A sentence in place of what is not there.
pub(super) fn told(state: &State, says: &str, inner: Rect) -> Vec<Row> {
    let says = state.unless_reading(says);
    centred_lines([Line::default().with(says, Tone::Strong)], inner)
}

/// Why a pane shows nothing: a record that it needs cannot be read again. Names the file.
pub(super) fn unreadable(state: &State, error: &ReadError, inner: Rect) -> Vec<Row> {
    let reads = key(state, Context::Global, Action::Reload);
    let wrapped = |text: &str, tone| {
        let lines = wrap(text, usize::from(inner.width).saturating_sub(2).max(1));
        let lines = lines
            .into_iter()
            .map(move |line| Line::default().with(line.as_str().trim_end(), tone));
        lines.collect::<Vec<_>>()
    };
    let mut lines = wrapped("A record cannot be read again", Tone::Strong);
    lines.extend(wrapped(&error.to_string(), Tone::Warning));
    lines.push(Line::default());
    lines.extend(wrapped(&format!("{reads} reads the data again"), Tone::Dim));
    centred_lines(lines, inner)
}

fn centred(line: Line, width: usize) -> Line {
    let left = width.saturating_sub(line.width()) / 2;
    super::compose::cut_line(
        Line::default()
            .with(" ".repeat(left), Tone::Text)
            .append(line),
        width,
    )
}

fn no_data(state: &State) -> Vec<Line> {
    if state.loading.is_some() || state.catalog.datasets.is_empty() {
        return vec![Line::default().with("Reading…", Tone::Dim)];
    }
    let errors = state.catalog.errors;
    let mut lines = vec![Line::default().with("There are no events here", Tone::Strong)];
    lines.push(match errors {
        0 => Line::default().with("The files that were opened hold none", Tone::Dim),
        _ => Line::default().with(
            format!(
                "What has errors was left out ({errors} in all); {} tells what and where",
                key(state, Context::Global, Action::ViewProblems)
            ),
            Tone::Dim,
        ),
    });
    lines
}

fn no_event(state: &State) -> Vec<Line> {
    let key = |action| key(state, Context::Global, action);
    let filter = state.filter.asking();
    let filter = filter.trim();
    if state.loading.is_some() {
        return vec![
            Line::default().with(state.unless_reading(""), Tone::Strong),
            Line::default(),
            Line::default().data(filter, Tone::Warning),
        ];
    }
    let all = state
        .totals
        .get()
        .map_or(state.catalog.events, |totals| totals.all);
    let outside = state
        .totals
        .get()
        .and_then(|totals| no_data_then(totals, state.glyphs.dash));
    let says = outside.unwrap_or_else(|| format!("None of {all} events matches"));
    vec![
        Line::default().with(says, Tone::Strong),
        Line::default(),
        Line::default().data(filter, Tone::Warning),
        Line::default(),
        Line::default()
            .with(key(Action::UndoFilter), Tone::Accent)
            .with(" undoes the last change   ", Tone::Dim)
            .with(key(Action::EditFilter), Tone::Accent)
            .with(" edits it   ", Tone::Dim)
            .with(key(Action::ClearFilter), Tone::Accent)
            .with(" shows all events", Tone::Dim),
    ]
}
