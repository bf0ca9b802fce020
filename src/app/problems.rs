//! What is wrong with the loaded data: a list in groups, and the chosen problem as a compiler would show it.

use std::collections::BTreeSet;

use ratatui::layout::Rect;

use super::cursor::{Cursor, Length, Step};
use super::{Effect, Held, Notice, State, ask, timeline};
use crate::analysis::{EventKey, Part, ProblemLine, ProblemRow, Problems};
use crate::command::Action;

/// What is wrong with the loaded data.
#[derive(Debug, Clone, Default)]
pub struct ProblemsView {
    /// The lines on the screen.
    pub held: Held<Problems>,
    /// The chosen problem as text.
    pub drawn: Held<Option<String>>,
    /// The chosen line, and the first on the screen.
    pub cursor: Cursor,
    closed: BTreeSet<String>,
    /// The selected event that the list has followed.
    followed: Option<EventKey>,
    /// Whether the list stands where it is because of the selected event.
    is_led: bool,
    /// Whether the reader has moved before there was an event to be led by.
    is_early: bool,
    /// Whether the reader has moved to a line that is not held yet, whose event is to be selected.
    is_leading: bool,
}

impl ProblemsView {
    /// The chosen line.
    #[must_use]
    pub fn line(&self) -> Option<&ProblemLine> {
        let held = self.held.get()?;
        held.lines.get(self.cursor.rank.checked_sub(held.first)?)
    }

    /// The chosen problem.
    #[must_use]
    pub fn problem(&self) -> Option<&ProblemRow> {
        match self.line()? {
            ProblemLine::Problem(row) => Some(row),
            ProblemLine::Group { .. } => None,
        }
    }

    /// The chosen line's group: the code of the heading at or above it.
    fn group(&self) -> Option<&'static str> {
        let held = self.held.get()?;
        let upto = self.cursor.rank.checked_sub(held.first)?;
        held.lines
            .get(..=upto)?
            .iter()
            .rev()
            .find_map(|line| match line {
                ProblemLine::Group { code, .. } => Some(*code),
                ProblemLine::Problem(_) => None,
            })
    }
}

/// Where the list is, and the chosen problem below it, where there is room for both.
pub(crate) fn split(area: Rect) -> (Rect, Option<Rect>) {
    if area.height < 16 {
        return (area, None);
    }
    let below = (area.height * 2 / 5).clamp(8, 16);
    let list = Rect {
        height: area.height - below + 1,
        ..area
    };
    let text = Rect {
        y: area.bottom() - below,
        height: below,
        ..area
    };
    (list, Some(text))
}

fn rows(state: &State) -> usize {
    let layout = state.layout();
    let area = layout.main.map(|area| layout.inner(split(area).0));
    usize::from(area.map_or(1, |area| area.height).max(1))
}

/// The parts that the view lacks.
pub(super) fn missing(state: &State, filter: &str) -> Vec<Part> {
    let view = &state.problems;
    let part = part(state);
    let mut parts = Vec::new();
    if !answers(view, filter, &part) {
        parts.push(part);
    }
    let drawn = view.problem().map(|row| Part::Problem(row.key));
    parts.extend(drawn.filter(|part| !view.drawn.answers(filter, part)));
    parts
}

fn part(state: &State) -> Part {
    let (view, selected) = (&state.problems, state.timeline.event());
    Part::Problems {
        closed: view.closed.iter().cloned().collect(),
        first: view.cursor.first,
        len: rows(state),
        of: selected.filter(|_| view.followed != selected),
    }
}

fn length(state: &State) -> Length {
    let held = &state.problems.held;
    held.length(&ask::filter(state), &part(state), |held| held.total)
}

/// Whether the lines are held; that an event was looked for once makes no difference.
fn answers(view: &ProblemsView, filter: &str, part: &Part) -> bool {
    let same = |held: &Part, wanted: &Part| match (held, wanted) {
        (
            Part::Problems {
                closed, first, len, ..
            },
            Part::Problems {
                closed: c,
                first: f,
                len: l,
                of: None,
            },
        ) => (closed, first, len) == (c, f, l),
        _ => held == wanted,
    };
    view.held.is_under(filter) && view.held.to_part().is_some_and(|held| same(held, part))
}

/// Takes the lines in, and goes to the first problem of the selected event when the list has not been there.
pub(super) fn take(state: &mut State, filter: &str, part: Part, found: Problems) {
    let asked = match &part {
        Part::Problems { of, .. } => *of,
        _ => None,
    };
    let view = &mut state.problems;
    let anchor = found.anchor;
    view.held.set(filter, part, found);
    // The reader who has moved already is not led.
    let free = !view.is_early && !view.cursor.waits();
    if let Some(event) = asked {
        view.followed = Some(event);
        if let Some(rank) = anchor.or(view.is_led.then_some(0)).filter(|_| free) {
            view.cursor.put(rank);
        }
        view.is_led = anchor.is_some() && free;
        state.problems.is_early &= timeline::is_bound(state);
    }
    settle(state);
    if state.problems.is_leading {
        follow(state);
    }
}

/// Does what an action asks of the view; whether it means something here.
pub(super) fn act(state: &mut State, action: Action, effects: &mut Vec<Effect>) -> bool {
    if let Some(step) = Step::of(action) {
        let by = step.lines(rows(state));
        go(state, by);
        return true;
    }
    match action {
        Action::Fold => fold(state, Some(true)),
        Action::Unfold => fold(state, Some(false)),
        Action::ToggleFold => fold(state, None),
        Action::EditRecord => edit(state, effects),
        _ => return false,
    }
    true
}

fn go(state: &mut State, by: isize) {
    let (length, bound) = (length(state), timeline::is_bound(state));
    let view = &mut state.problems;
    view.is_early |= bound;
    view.cursor.go(by, length);
    view.is_led = false;
    settle(state);
    follow(state);
}

/// The event of the chosen problem is the selected one in all views.
fn follow(state: &mut State) {
    state.problems.is_leading = state.problems.line().is_none();
    let event = state.problems.problem().and_then(|row| row.event);
    if let Some(event) = event.filter(|&event| state.timeline.event() != Some(event)) {
        timeline::select_event(state, event);
        state.problems.followed = Some(event);
    }
}

fn fold(state: &mut State, close: Option<bool>) {
    let view = &mut state.problems;
    let Some(code) = view.group() else {
        return;
    };
    if close.unwrap_or(!view.closed.contains(code)) {
        // The cursor goes to the heading, which stays.
        let held = view.held.get();
        let heading = held.and_then(|held| {
            let is_heading = |line: &ProblemLine| {
                matches!(line, ProblemLine::Group { code: of, .. } if *of == code)
            };
            Some(held.first + held.lines.iter().position(is_heading)?)
        });
        let heading = heading.unwrap_or(view.cursor.rank);
        view.cursor.put(heading);
        view.closed.insert(code.to_owned());
    } else {
        view.closed.remove(code);
    }
}

/// Opens the editor at the chosen problem; a heading opens or closes.
fn edit(state: &mut State, effects: &mut Vec<Effect>) {
    let Some(row) = state.problems.problem() else {
        return fold(state, None);
    };
    if row.file.is_empty() {
        state.notice = Some(Notice::info("The problem has no place in a file"));
        return;
    }
    effects.push(Effect::Edit {
        file: row.file.clone(),
        line: row.place.map_or(1, |(line, _)| line),
    });
}

/// The mouse was pressed at a column and row of the pane's inside.
pub(super) fn press(
    state: &mut State,
    (_, line): (u16, u16),
    double: bool,
    effects: &mut Vec<Effect>,
) {
    if usize::from(line) >= rows(state) {
        return;
    }
    let view = &mut state.problems;
    view.cursor.put(view.cursor.first + usize::from(line));
    settle(state);
    follow(state);
    if double {
        edit(state, effects);
    }
}

/// The wheel was turned by so many lines.
pub(super) fn wheel(state: &mut State, by: isize) {
    go(state, by);
}

/// Makes positions fit what is held.
pub(super) fn settle(state: &mut State) {
    let (rows, length) = (rows(state), length(state));
    state.problems.cursor.settle(length, rows);
}

/// New data: what is held stays on the screen and is asked again.
pub(super) fn opened(state: &mut State) {
    state.problems.held.expire();
    state.problems.drawn.expire();
    state.problems.followed = None;
}
