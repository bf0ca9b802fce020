//! What is wrong with the loaded data: a list in groups, and the chosen problem as a compiler would show it.

use ratatui::layout::Rect;

use super::screen::{Panel, Row, Screen, thumb};
use super::{compose, empty};
use crate::analysis::{ProblemLine, ProblemRow, Problems};
use crate::app::State;
use crate::command::{Action, Context};
use crate::content::words::{count, counted};
use crate::content::{Line, Tone};
use crate::diagnostic::Severity;

/// Puts the view on the screen.
pub(super) fn panels(state: &State, area: Rect, screen: &mut Screen) {
    let (list, below) = crate::app::problems_split(area);
    screen.panels.push(listed(state, list));
    screen.panels.extend(below.map(|area| drawn(state, area)));
}

fn listed(state: &State, area: Rect) -> Panel {
    let mut panel = Panel {
        area,
        ..super::main_panel(state)
    };
    let Some(held) = state.problems.held.get() else {
        return panel;
    };
    let inner = panel.inner();
    panel.note = note(state, held);
    if held.total == 0 {
        panel.rows = none(state, held, inner);
        return panel;
    }
    let width = usize::from(inner.width);
    let ranks = held.first..;
    panel.rows = ranks
        .zip(&held.lines)
        .map(|(rank, line)| Row {
            line: match line {
                ProblemLine::Group { .. } => heading(state, line, width),
                ProblemLine::Problem(row) => problem(state, row, width),
            },
            selected: rank == state.problems.cursor.rank,
        })
        .collect();
    let rows = usize::from(inner.height);
    panel.thumb = thumb(rows, held.first, rows, held.total);
    panel.foot = Line::default().with(
        format!(
            " line {} of {} ",
            count(state.problems.cursor.rank + 1),
            count(held.total)
        ),
        Tone::Dim,
    );
    panel
}

/// How many there are, and how many of them are shown.
fn note(state: &State, held: &Problems) -> Line {
    let shown = held.errors + held.warnings;
    let mut line = Line::default()
        .with(
            format!(" {}", counted(held.errors, "error")),
            if held.errors > 0 {
                Tone::Error
            } else {
                Tone::Dim
            },
        )
        .with(format!(" {} ", state.glyphs.dot), Tone::Rule)
        .with(
            counted(held.warnings, "warning"),
            if held.warnings > 0 {
                Tone::Warning
            } else {
                Tone::Dim
            },
        );
    if shown < held.all {
        let hidden = format!("; {} of events that are not shown", count(held.all - shown));
        line = line.with(hidden, Tone::Dim);
    }
    line.with(" ", Tone::Text)
}

fn none(state: &State, held: &Problems, inner: Rect) -> Vec<Row> {
    let (says, how) = if state.loading.is_some() {
        ("Reading…", String::new())
    } else if held.all > 0 {
        (
            "No problem of the shown events",
            format!(
                "{} of other events; {} shows all events",
                counted(held.all, "problem"),
                empty::key(state, Context::Problems, Action::ClearFilter)
            ),
        )
    } else {
        (
            "No problems: the data are as their format wants them",
            String::new(),
        )
    };
    empty::centred_lines(
        [
            Line::default().with(says, Tone::Strong),
            Line::default().with(how, Tone::Dim),
        ],
        inner,
    )
}

fn tone(severity: Severity) -> Tone {
    match severity {
        Severity::Error => Tone::Error,
        Severity::Warning => Tone::Warning,
    }
}

fn heading(state: &State, line: &ProblemLine, width: usize) -> Line {
    let ProblemLine::Group {
        code,
        severity,
        count: shown,
        closed,
    } = line
    else {
        return Line::default();
    };
    let word = match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let mark = if *closed {
        state.glyphs.closed
    } else {
        state.glyphs.open
    };
    let left = Line::default()
        .with(format!("{mark} "), Tone::Accent)
        .with(word, tone(*severity))
        .with(format!(" {code}"), Tone::Heading);
    compose::ends(
        left,
        Line::default().with(format!(" {} ", count(*shown)), Tone::Strong),
        width,
    )
}

fn problem(state: &State, row: &ProblemRow, width: usize) -> Line {
    let place = match row.place {
        Some((line, _)) => format!("{}:{line}", name(&row.file)),
        None => name(&row.file).to_owned(),
    };
    let place = Line::default()
        .with("  ", Tone::Text)
        .data(&place, Tone::Dim)
        .with(" ", Tone::Text);
    let place = if place.width() * 2 > width {
        Line::default()
    } else {
        place
    };
    let left = Line::default()
        .with("  ", Tone::Text)
        .with(state.glyphs.dot, tone(row.severity))
        .with(" ", Tone::Text)
        .data(&row.message, Tone::Text);
    compose::ends(left, place, width)
}

/// The last part of a path: what tells files of one folder apart.
fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The chosen problem with its place.
fn drawn(state: &State, area: Rect) -> Panel {
    let mut panel = Panel {
        area,
        framed: super::main_panel(state).framed,
        title: Line::default().with(" Where ", Tone::Text),
        ..Panel::default()
    };
    let width = usize::from(panel.inner().width);
    if let Some(ProblemLine::Group {
        count: shown,
        closed,
        ..
    }) = state.problems.line()
    {
        let does = if *closed { "shows" } else { "hides" };
        let key = empty::key(state, Context::Problems, Action::ToggleFold);
        let says = format!(
            " {} of this sort; {key} {does} them",
            counted(*shown, "problem")
        );
        panel.rows = vec![compose::cut_line(Line::default().with(says, Tone::Dim), width).into()];
        return panel;
    }
    let Some(Some(text)) = state.problems.drawn.get() else {
        return panel;
    };
    let severity = state.problems.problem().map(|row| row.severity);
    panel.rows = text
        .lines()
        .take(usize::from(panel.inner().height))
        .enumerate()
        .map(|(at, line)| compose::cut_line(toned(at, line, severity), width).into())
        .collect();
    let key = empty::key(state, Context::Problems, Action::EditRecord);
    panel.foot = Line::default()
        .with(format!(" {key}"), Tone::Accent)
        .with(" edits the file ", Tone::Dim);
    panel
}

/// The first line says what is wrong, arrows where, carets which part.
fn toned(at: usize, line: &str, severity: Option<Severity>) -> Line {
    let trimmed = line.trim_start();
    let tone = match trimmed.chars().next() {
        _ if at == 0 => severity.map_or(Tone::Strong, tone),
        Some('-') => Tone::Dim,
        Some('=') => Tone::Accent,
        Some('|') if trimmed.contains('^') => severity.map_or(Tone::Strong, tone),
        _ => Tone::Text,
    };
    Line::default().data(line, tone)
}
