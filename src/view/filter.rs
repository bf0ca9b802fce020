//! The filter line, what is wrong with it, and what could be typed.

use ratatui::layout::Position;

use super::compose;
use super::screen::{Panel, Row, Text, TextKind};
use crate::analysis::Completion;
use crate::app::{FILTER_LEAD as LEAD, Overlay, State};
use crate::command::{Action, Context};
use crate::content::words::count;
use crate::content::{Line, Tone};
use crate::diagnostic::{Diagnostic, Severity};

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
    left = left.append(period(state));
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

/// What a replay puts to the filter.
fn period(state: &State) -> Line {
    let Some(replay) = state
        .replay
        .as_ref()
        .filter(|_| state.filter.editing.is_none())
    else {
        return Line::default();
    };
    let days = replay.days;
    let range = if days.from == days.to {
        days.from.to_string()
    } else {
        format!("{}..{}", days.from, days.to)
    };
    Line::default().with(format!("  + date:{range}"), Tone::Dim)
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
    let contexts = crate::app::contexts(state);
    let typing = contexts.contains(&Context::Input)
        || matches!(contexts[0], Context::Picker | Context::Profile);
    let always: &[(Action, &str)] = if typing {
        &[]
    } else {
        &[(Action::Help, "help"), (Action::Palette, "command")]
    };
    // A comparison in a view has keys of its own besides the view's.
    let (place, keys) = if contexts.contains(&Context::Beside) {
        (Context::Beside, contexts.clone())
    } else {
        (contexts[0], vec![contexts[0], Context::Global])
    };
    let key =
        |(action, says): &(Action, &'static str)| Some((state.keymap.key(&keys, *action)?, *says));
    let here = here(state, place);
    here.iter().chain(always).filter_map(key).collect()
}

fn here(state: &State, context: Context) -> &'static [(Action, &'static str)] {
    match context {
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
        Context::Map => &[
            (Action::RegionList, "regions"),
            (Action::Replay, "replay"),
            (Action::MapFit, "fit"),
            (Action::MapOut, "out"),
            (Action::MapIn, "in"),
            (Action::NextInPlace, "next event"),
            (Action::Narrow, "only here"),
        ],
        Context::Replay => &[
            (Action::ReplayUnit, "unit"),
            (Action::ReplaySlower, "slower"),
            (Action::ReplayFaster, "faster"),
            (Action::ReplayBack, "back"),
            (Action::ReplayForward, "on"),
            (Action::ReplayKeep, "keep"),
            (Action::ReplayPause, "pause"),
            (Action::Back, "end"),
        ],
        Context::Tour => &[
            (Action::TourNext, "goes on"),
            (Action::TourEnd, "ends the tour"),
        ],
        Context::Beside => &[
            (Action::CompareSwap, "swap"),
            (Action::CompareShare, "shares"),
            (Action::CompareHow, "difference"),
            (Action::Compare, "other B"),
            (Action::Back, "close"),
        ],
        Context::Compare => &[
            (Action::ViewLanes, "lanes"),
            (Action::ViewMap, "map"),
            (Action::CompareOrder, "sort"),
            (Action::CompareHow, "difference"),
            (Action::NextFacet, "field"),
            (Action::Compare, "other B"),
            (Action::Back, "close"),
        ],
        Context::Problems => &[
            (Action::ToggleFold, "fold"),
            (Action::EditRecord, "edit"),
            (Action::EditFilter, "filter"),
        ],
        Context::Quotes => &[
            (Action::CopyMore, "copy as"),
            (Action::NextGroup, "heading"),
            (Action::CopyCitation, "cite"),
            (Action::GroupQuotes, "group"),
            (Action::EditFilter, "filter"),
        ],
        Context::Accounts => &[
            (Action::PageDown, "more"),
            (Action::Scale, "scale"),
            (Action::AllClaims, "all claims"),
            (Action::NextDispute, "dispute"),
            (Action::EditFilter, "filter"),
        ],
        Context::Lanes => &[
            (Action::BrushStart, "brush"),
            (Action::ZoomIn, "closer"),
            (Action::SortRows, "sort"),
            (Action::NextRows, "rows"),
            (Action::BrushApply, "show only"),
            (Action::EditFilter, "filter"),
        ],
        Context::Actors => &[
            (Action::KeepDossier, "keep"),
            (Action::NextOrder, "order"),
            (Action::Exclude, "exclude"),
            (Action::Include, "include"),
            (Action::FindValue, "find"),
            (Action::ShowEvent, "read"),
        ],
        Context::Sources => &[
            (Action::NextOrder, "order"),
            (Action::NextList, "copies, days"),
            (Action::Include, "include"),
            (Action::OpenSource, "open"),
            (Action::CopyCitation, "cite"),
            (Action::FindValue, "find"),
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
        Context::Profile => &[
            (Action::ProfileField, "field"),
            (Action::ProfileSort, "sort"),
            (Action::ProfileExclude, "exclude"),
            (Action::Accept, "show only"),
            (Action::Back, "close"),
        ],
        Context::Picker => in_overlay(state.overlay.as_ref()),
        Context::Input | Context::Global => &[(Action::Back, "close")],
    }
}

/// What the keys of lists do in this one; without an overlay it is the find of the facets.
fn in_overlay(overlay: Option<&Overlay>) -> &'static [(Action, &'static str)] {
    match overlay {
        Some(Overlay::Help { .. }) => &[
            (Action::PageDown, "more"),
            (Action::PageUp, "less"),
            (Action::Back, "close"),
        ],
        Some(Overlay::Fields { .. }) => &[
            (Action::Down, "next"),
            (Action::Accept, "choose"),
            (Action::Back, "close"),
        ],
        Some(Overlay::Palette { .. }) => &[
            (Action::Down, "next"),
            (Action::Accept, "run"),
            (Action::Back, "close"),
        ],
        Some(Overlay::Copy { .. }) => &[
            (Action::Down, "next"),
            (Action::Accept, "copy"),
            (Action::Back, "close"),
        ],
        _ => &[
            (Action::PickExclude, "exclude"),
            (Action::PickToggle, "include"),
            (Action::Accept, "take"),
            (Action::Back, "close"),
        ],
    }
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
    state.filter.scrolled(state.layout().filter.width)
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
    if let Some(text) = crate::app::tour_text(state) {
        return tour(state, &text);
    }
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

/// What the tour tells, below a rule with the number of its step.
fn tour(state: &State, text: &str) -> Vec<Text> {
    let area = state.layout().messages;
    let width = usize::from(area.width);
    let (step, steps) = state.tour.as_ref().map_or((0, 0), crate::app::Tour::step);
    let title = Line::default()
        .with(format!("{0} ", state.glyphs.rules[0]), Tone::Rule)
        .with(format!("Tour {step} of {steps}"), Tone::Heading)
        .with(" ", Tone::Text);
    let rule = state.glyphs.rules[0].repeat(width.saturating_sub(title.width()));
    let told = crate::text::wrap(text, width.saturating_sub(2));
    let told = told.into_iter().map(|line| {
        Line::default()
            .with(" ", Tone::Text)
            .clean(line, Tone::Text)
    });
    let lines = std::iter::once(title.with(rule, Tone::Rule)).chain(told);
    (area.y..area.bottom())
        .zip(lines)
        .map(|(y, line)| Text {
            x: area.x,
            y,
            width: area.width,
            line: compose::cut_line(line, width),
            kind: TextKind::Plain,
        })
        .collect()
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
    let area = crate::app::completion_area(state)?;
    let editing = state.filter.editing.as_ref()?;
    let (width, shown) = (usize::from(area.width - 2), usize::from(area.height - 2));
    let rows = editing
        .offered()
        .iter()
        .enumerate()
        .skip(crate::app::first(editing.chosen, shown))
        .take(shown)
        .map(|(at, completion)| offer(state, completion, at == editing.chosen, width))
        .collect();
    Some(Panel {
        area,
        framed: true,
        focused: true,
        rows,
        ..Panel::default()
    })
}

/// A completion with its count or its help; one that would leave nothing stands back.
fn offer(state: &State, completion: &Completion, selected: bool, width: usize) -> Row {
    let tone = match completion.count {
        Some(0) => Tone::Dim,
        _ => Tone::Strong,
    };
    let cursor = if selected { state.glyphs.cursor } else { " " };
    let left = Line::default()
        .with(cursor, Tone::Accent)
        .data(&completion.label, tone);
    let tell = completion.count.map_or(completion.help.to_owned(), count);
    let right = Line::default().with(format!("  {tell} "), Tone::Dim);
    Row {
        line: compose::ends(left, right, width),
        selected,
    }
}
