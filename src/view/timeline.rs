//! The list of events: day headings, and rows of one or two lines with aligned columns.

mod actors;
mod row;

use ratatui::layout::Rect;

use super::compose;
use super::highlight::Words;
use super::screen::{Panel, Row, thumb};
use crate::analysis::Window;
use crate::app::{Item, State};
use crate::content::words::{count, counted};
use crate::content::{Line, Tone, date};
use crate::model::Day;
use row::Drawn;

/// The pane.
pub(super) fn panel(state: &State, area: Rect) -> Panel {
    let layout = state.layout();
    let inner = layout.inner(area);
    let mut panel = Panel {
        area,
        ..super::main_panel(state)
    };
    if layout.histogram.is_some() && panel.framed {
        let room = usize::from(area.width).saturating_sub(panel.title.width() + 4);
        panel.note = super::histogram::legend(state, room);
    }
    if let Some(error) = state.timeline.held.error() {
        panel.rows = super::empty::unreadable(state, error, inner);
        return panel;
    }
    match state.timeline.held.get() {
        Some(window) if !window.rows.is_empty() => {
            panel.rows = rows(state, window, inner);
            panel.thumb = scroll(state, window, inner);
            panel.foot = position(state, window);
        }
        Some(_) => panel.rows = super::empty::no_match(state, inner),
        None => {}
    }
    panel
}

fn position(state: &State, window: &Window) -> Line {
    let rank = state.timeline.rank().map_or(0, |rank| rank + 1);
    Line::default().with(
        format!(" {} of {} ", count(rank), count(window.total)),
        Tone::Dim,
    )
}

fn scroll(state: &State, window: &Window, inner: Rect) -> Option<(u16, u16)> {
    let shape = crate::app::shape(state)?;
    let placed = state.timeline.placed(shape.height, shape.row_lines);
    let visible: Vec<_> = placed
        .iter()
        .filter_map(|placed| match placed.item {
            Item::Row(index) => Some(index),
            Item::Day(_) => None,
        })
        .collect();
    thumb(
        usize::from(inner.height),
        window.first + visible.first()?,
        visible.len(),
        window.total,
    )
}

fn rows(state: &State, window: &Window, inner: Rect) -> Vec<Row> {
    let Some(shape) = crate::app::shape(state) else {
        return Vec::new();
    };
    let words = Words::of(state);
    let selected = state.timeline.selected();
    let mut rows = Vec::new();
    for placed in state.timeline.placed(shape.height, shape.row_lines) {
        match placed.item {
            Item::Day(day) => rows.push(heading(state, window, day, inner.width.into()).into()),
            Item::Row(index) => {
                let here = selected == Some(index);
                let drawn = Drawn {
                    state,
                    row: &window.rows[index],
                    words: &words,
                    selected: here,
                    width: inner.width.into(),
                };
                let lines = if shape.row_lines > 1 {
                    drawn.two_lines()
                } else {
                    vec![drawn.one_line()]
                };
                let lines = lines.into_iter().take(placed.height.into());
                rows.extend(lines.map(|line| Row {
                    line,
                    selected: here,
                }));
            }
        }
    }
    rows
}

fn heading(state: &State, window: &Window, day: Day, width: usize) -> Line {
    let events = window
        .days
        .iter()
        .find(|(of, _)| *of == day)
        .map_or(0, |(_, events)| *events);
    let name = Line::default().with(format!(" {} ", name(state, window, day)), Tone::Heading);
    let count = Line::default().with(format!(" {} ", counted(events, "event")), Tone::Dim);
    let rule = width.saturating_sub(name.width() + count.width());
    compose::cut_line(
        name.with(state.glyphs.rules[0].repeat(rule), Tone::Rule)
            .append(count),
        width,
    )
}

/// The day; or the period, when that is all that is known of every event below.
fn name(state: &State, window: &Window, day: Day) -> String {
    let mut rows = window.rows.iter().filter(|row| row.days.from == day);
    let first = rows.next().map(|row| row.days);
    match first.filter(|days| days.from != days.to && rows.all(|row| row.days == *days)) {
        Some(days) => date::period(days, state.glyphs.dash),
        None => date::heading(day),
    }
}
