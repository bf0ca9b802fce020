//! The filter line, what is wrong with it, and what could be typed.

use ratatui::layout::{Position, Rect};

use super::compose;
use super::screen::{Panel, Row, Text, TextKind};
use crate::app::State;
use crate::command::{Action, Context};
use crate::content::{Line, Tone};
use crate::diagnostic::{Diagnostic, Severity};

/// Columns before the text.
const LEAD: u16 = 3;

/// The line at the foot: the filter on the left, keys or a notice on the right.
pub(super) fn line(state: &State) -> Text {
    let area = state.layout().filter;
    let width = usize::from(area.width);
    let editing = state.filter.editing.is_some();
    let mut left = Line::default()
        .with(" / ", Tone::Accent)
        .append(shown(state));
    if state.filter.text().is_empty() && !editing {
        left = Line::default()
            .with(" / ", Tone::Accent)
            .with("all events", Tone::Dim);
    }
    let right = right(state, width, left.width());
    let kind = if editing {
        TextKind::Input
    } else {
        TextKind::Foot
    };
    Text {
        x: area.x,
        y: area.y,
        width: area.width,
        line: compose::ends(left, right, width),
        kind,
    }
}

fn right(state: &State, width: usize, taken: usize) -> Line {
    if let Some(notice) = &state.notice {
        let tone = if notice.problem {
            Tone::Error
        } else {
            Tone::Accent
        };
        let line = Line::default()
            .with("  ", Tone::Text)
            .data(&notice.text, tone)
            .with(" ", Tone::Text);
        return compose::cut_line(line, width.saturating_sub(LEAD.into()));
    }
    if let Some(warning) = state
        .filter
        .problems()
        .find(|problem| problem.severity == Severity::Warning)
    {
        let line = Line::default()
            .with("  ", Tone::Text)
            .append(told(warning))
            .with(" ", Tone::Text);
        return compose::cut_line(line, width.saturating_sub(taken + 1).max(width / 2));
    }
    let hints = hints(state);
    let lines = (0..=hints.len()).rev().map(|kept| {
        hints[hints.len() - kept..]
            .iter()
            .fold(Line::default(), |line, (key, says)| {
                line.with(format!("  {key}"), Tone::Accent)
                    .with(format!(" {says}"), Tone::Dim)
            })
    });
    lines
        .map(|line| line.with(" ", Tone::Text))
        .find(|line| line.width() + taken < width)
        .unwrap_or_default()
}

/// The most useful keys of the place that has the keys; the last are the last to go.
fn hints(state: &State) -> Vec<(String, &'static str)> {
    let context = crate::app::contexts(state)[0];
    let here: &[(Action, &str)] = match context {
        Context::Filter => &[
            (Action::HistoryOlder, "older"),
            (Action::Complete, "complete"),
            (Action::Accept, "done"),
            (Action::Back, "cancel"),
        ],
        Context::Timeline => &[
            (Action::NextDispute, "dispute"),
            (Action::Brush, "brush"),
            (Action::PickRegion, "region"),
            (Action::PickActor, "actor"),
            (Action::EditFilter, "filter"),
        ],
        Context::Facets => &[
            (Action::NextFacet, "facet"),
            (Action::FindValue, "find"),
            (Action::Exclude, "exclude"),
            (Action::Include, "include"),
        ],
        Context::Detail => &[
            (Action::OpenSource, "source"),
            (Action::CopyCitation, "cite"),
            (Action::NextTarget, "link"),
            (Action::Follow, "follow"),
        ],
        Context::Histogram => &[
            (Action::BrushStart, "brush"),
            (Action::BrushApply, "show only"),
            (Action::Back, "back"),
        ],
        Context::Picker => &[
            (Action::PickExclude, "exclude"),
            (Action::PickToggle, "include"),
            (Action::Accept, "take"),
            (Action::Back, "close"),
        ],
        Context::Input | Context::Global => &[(Action::Back, "close")],
    };
    let typing = matches!(context, Context::Filter | Context::Picker | Context::Input);
    let always: &[(Action, &str)] = if typing {
        &[]
    } else {
        &[(Action::Help, "help"), (Action::Palette, "command")]
    };
    let key = |(action, says): &(Action, &'static str)| {
        Some((
            state.keymap.key(&[context, Context::Global], *action)?,
            *says,
        ))
    };
    here.iter().chain(always).filter_map(key).collect()
}

/// The text with its mistakes marked, scrolled so that the cursor is seen.
fn shown(state: &State) -> Line {
    let text = state.filter.text();
    let from = scroll(state).1;
    let mistakes: Vec<_> = state
        .filter
        .mistakes()
        .filter_map(|problem| problem.labels.first())
        .map(|label| label.span.clone())
        .collect();
    let wrong = |at: usize| {
        mistakes
            .iter()
            .any(|span| span.contains(&at) || span.is_empty() && span.start == at)
    };
    let mut line = Line::default();
    let mut run = String::new();
    let mut run_wrong = false;
    for (at, c) in text.char_indices().filter(|(at, _)| *at >= from) {
        if wrong(at) != run_wrong && !run.is_empty() {
            line = line.data(&std::mem::take(&mut run), tone(run_wrong));
        }
        run_wrong = wrong(at);
        run.push(c);
    }
    line.data(&run, tone(run_wrong))
}

fn tone(wrong: bool) -> Tone {
    if wrong { Tone::Error } else { Tone::Strong }
}

/// Columns and bytes of the text that are left of the screen.
fn scroll(state: &State) -> (usize, usize) {
    let Some(editing) = &state.filter.editing else {
        return (0, 0);
    };
    let room = usize::from(state.layout().filter.width.saturating_sub(LEAD + 2)).max(1);
    let columns =
        (crate::text::width(&editing.input.value()[..editing.cursor()]) + 1).saturating_sub(room);
    let mut passed = 0;
    for (at, c) in editing.input.value().char_indices() {
        if passed >= columns {
            return (passed, at);
        }
        passed += crate::text::width(c.encode_utf8(&mut [0; 4]));
    }
    (passed, editing.input.value().len())
}

/// Where the cursor is while the filter is edited.
pub(super) fn cursor(state: &State) -> Option<Position> {
    let editing = state.filter.editing.as_ref()?;
    let area = state.layout().filter;
    let before = crate::text::width(&editing.input.value()[..editing.cursor()])
        .saturating_sub(scroll(state).0);
    let x = area
        .x
        .saturating_add(LEAD)
        .saturating_add(u16::try_from(before).unwrap_or(u16::MAX));
    Some(Position {
        x: x.min(area.right().saturating_sub(1)),
        y: area.y,
    })
}

/// The mistakes, each right above its place where there is room.
pub(super) fn messages(state: &State) -> Vec<Text> {
    let area = state.layout().messages;
    let mistakes: Vec<_> = state.filter.mistakes().take(area.height.into()).collect();
    let row = |(at, problem): (usize, &&Diagnostic)| Text {
        x: area.x,
        y: area
            .bottom()
            .saturating_sub(1)
            .saturating_sub(u16::try_from(at).unwrap_or(0)),
        width: area.width,
        line: message(state, problem, area.width.into()),
        kind: TextKind::Plain,
    };
    mistakes.iter().enumerate().map(row).collect()
}

fn message(state: &State, problem: &Diagnostic, width: usize) -> Line {
    let start = problem.labels.first().map_or(0, |label| label.span.start);
    let before = state
        .filter
        .text()
        .get(..start)
        .map_or(0, crate::text::width);
    let column = usize::from(LEAD) + before.saturating_sub(scroll(state).0);
    let corner = format!("{}{} ", state.glyphs.corners[0], state.glyphs.rules[0]);
    let told = Line::default()
        .with(corner, Tone::Error)
        .append(told(problem));
    let column = column.min(width.saturating_sub(told.width()));
    compose::fill(
        Line::default()
            .with(" ".repeat(column), Tone::Text)
            .append(told),
        width,
    )
}

fn told(problem: &Diagnostic) -> Line {
    let tone = if problem.severity == Severity::Error {
        Tone::Error
    } else {
        Tone::Warning
    };
    let label = problem
        .labels
        .first()
        .map(|label| label.text.as_str())
        .filter(|text| !text.is_empty());
    let mut line = Line::default().data(&problem.message, tone);
    for more in label.into_iter().chain(problem.hint.as_deref()) {
        line = line.with("; ", Tone::Dim).data(more, Tone::Text);
    }
    line
}

/// What could stand at the cursor, above its place.
pub(super) fn completions(state: &State) -> Option<Panel> {
    let editing = state.filter.editing.as_ref()?;
    let offered = editing.offered();
    let layout = state.layout();
    let above = layout.messages.y;
    let height = u16::try_from(offered.len() + 2)
        .unwrap_or(2)
        .min(above.saturating_sub(1));
    if offered.is_empty() || height < 3 || layout.screen.width < 24 {
        return None;
    }
    let names = offered
        .iter()
        .map(|completion| crate::text::width(&completion.label))
        .max()
        .unwrap_or(0);
    let tells = offered
        .iter()
        .map(|completion| completion.help.len().max(6))
        .max()
        .unwrap_or(0);
    let width = u16::try_from(names + tells + 7)
        .unwrap_or(u16::MAX)
        .min(layout.screen.width)
        .min(72);
    let start = offered
        .first()
        .map_or(0, |completion| completion.replace.start);
    let before = editing
        .input
        .value()
        .get(..start)
        .map_or(0, crate::text::width)
        .saturating_sub(scroll(state).0);
    let x = (LEAD + u16::try_from(before).unwrap_or(u16::MAX - LEAD))
        .saturating_sub(2)
        .min(layout.screen.width - width);
    let area = Rect {
        x,
        y: above - height,
        width,
        height,
    };
    let inner = usize::from(width - 2);
    let shown = usize::from(height - 2);
    let first = (editing.chosen + 1).saturating_sub(shown);
    let row = |(at, completion): (usize, &crate::analysis::Completion)| {
        let selected = at == editing.chosen;
        let cursor = if selected { state.glyphs.cursor } else { " " };
        let left = Line::default()
            .with(cursor, Tone::Accent)
            .data(&completion.label, Tone::Strong);
        let count = completion.count.map(compose::count).unwrap_or_default();
        let tell = if completion.count.is_some() {
            count.as_str()
        } else {
            completion.help
        };
        Row {
            line: compose::ends(
                left,
                Line::default().with(format!("  {tell} "), Tone::Dim),
                inner,
            ),
            selected,
        }
    };
    let rows = offered
        .iter()
        .enumerate()
        .skip(first)
        .take(shown)
        .map(row)
        .collect();
    Some(Panel {
        area,
        framed: true,
        focused: true,
        rows,
        ..Panel::default()
    })
}
