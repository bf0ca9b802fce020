//! The cell that is pointed at, in words: whose, when, how many, and the first of them.

use super::super::compose;
use super::super::screen::Row;
use crate::analysis::{EventRow, Lane, LaneCell, LaneTime, Lanes};
use crate::app::{LaneShape, State};
use crate::content::words::{count, counted, period_mark};
use crate::content::{Line, Tone, date};
use crate::model::TimeRange;

/// The lines below what marks mean.
pub(super) fn strip(state: &State, lanes: &Lanes, shape: LaneShape) -> Vec<Row> {
    let width = usize::from(shape.width);
    let mut rows = Vec::new();
    if let Some(line) = summary(state, lanes) {
        rows.push(compose::cut_line(line, width).into());
    }
    let shown = state.lanes.cell().is_some_and(|cell| !cell.is_empty());
    if let Some(error) = state.lanes.events.error().filter(|_| shown) {
        let says = format!(" {}", crate::app::unreadable(error));
        let line = Line::default().data(&says, Tone::Warning);
        rows.push(compose::cut_line(line, width).into());
    }
    let events = state.lanes.events.sound().filter(|_| shown);
    let events = events.map_or(&[][..], |events| &events.rows);
    let titles = events.iter().take(shape.titles().into());
    rows.extend(titles.map(|row| title(state, row, width).into()));
    rows.truncate(usize::from(shape.strip).saturating_sub(1));
    rows
}

fn summary(state: &State, lanes: &Lanes) -> Option<Line> {
    if let Some((first, last)) = state.lanes.brushed() {
        return brushed(state, state.lanes.time((first, last))?);
    }
    let lane = state.lanes.lane()?;
    let column = lanes.columns.get(state.lanes.column);
    let dot = format!(" {} ", state.glyphs.dot);
    let mut line = Line::default()
        .with(" ", Tone::Text)
        .append(who(state, lane));
    if let Some((column, cell)) = column.zip(state.lanes.cell()) {
        line = line
            .with(&dot, Tone::Rule)
            .with(when(state, &column.time), Tone::Accent)
            .with(&dot, Tone::Rule)
            .append(events(state, cell, column.covered, &dot));
    }
    let outside = [(lane.before, "earlier"), (lane.after, "later")];
    let outside = outside.into_iter().filter(|(events, _)| *events > 0);
    Some(outside.fold(line, |line, (events, what)| {
        line.with(&dot, Tone::Rule)
            .with(format!("{} {what}", count(events)), Tone::Dim)
    }))
}

fn brushed(state: &State, time: TimeRange) -> Option<Line> {
    let key = state.keymap.key(
        &[crate::command::Context::Lanes],
        crate::command::Action::BrushApply,
    )?;
    let line = Line::default()
        .with(" ", Tone::Text)
        .with(date::time(time, state.glyphs.dash), Tone::Accent);
    Some(line.with(
        format!(" is brushed; {key} shows only that time"),
        Tone::Text,
    ))
}

/// The name of a lane.
pub(super) fn who(state: &State, lane: &Lane) -> Line {
    let line = Line::default().data(&lane.label, Tone::Strong);
    match &lane.target {
        None => line,
        Some(target) => line
            .with(
                format!(" {} ", state.glyphs.between(target.directed)),
                Tone::Dim,
            )
            .data(&target.label, Tone::Strong),
    }
}

/// A column's time for people.
pub(super) fn when(state: &State, time: &LaneTime) -> String {
    date::time(time.range(), state.glyphs.dash)
}

/// How many events are in a cell.
pub(super) fn events(state: &State, cell: LaneCell, covered: bool, dot: &str) -> Line {
    if cell.is_empty() {
        let text = if covered {
            "no events"
        } else {
            "no data: no data set covers this time"
        };
        return Line::default().with(state.or_not_yet(text), Tone::Dim);
    }
    let mut line = Line::default();
    if cell.total > 0 {
        line = line.with(counted(cell.total as usize, "event"), Tone::Text);
    }
    let perhaps = (cell.total - cell.certain) as usize;
    if perhaps > 0 && cell.certain == 0 {
        line = line.with(", perhaps at another time", Tone::Dim);
    } else if perhaps > 0 {
        let text = format!(", {} of them perhaps at another time", count(perhaps));
        line = line.with(text, Tone::Dim);
    }
    if cell.reaching > 0 {
        let more = if cell.total > 0 { "more " } else { "" };
        let reaching = count(cell.reaching as usize);
        let dot = if cell.total > 0 { dot } else { "" };
        line = line.with(dot, Tone::Rule).with(
            format!("{reaching} {more}may have been then (less exact date)"),
            Tone::Dim,
        );
    }
    line
}

fn title(state: &State, row: &EventRow, width: usize) -> Line {
    let here = state.timeline.event() == Some(row.key);
    let cursor = if here { state.glyphs.cursor } else { " " };
    let glyphs = &state.glyphs;
    let time = match row.time {
        Some(time) => time.to_string(),
        None => period_mark(&row.date).unwrap_or_default(),
    };
    let left = Line::default()
        .with(format!(" {cursor} "), Tone::Accent)
        .with(format!("{} ", glyphs.certainty(row.certainty)), Tone::Dim)
        .with(format!("{time:<5} "), Tone::Dim)
        .with(format!("{} ", glyphs.kind(row.kind)), Tone::Text)
        .data(&row.title, if here { Tone::Strong } else { Tone::Text });
    let right = match width {
        70.. => Line::default()
            .with("  ", Tone::Text)
            .data(&row.place, Tone::Dim)
            .with(" ", Tone::Text),
        _ => Line::default(),
    };
    compose::ends(left, right, width)
}
