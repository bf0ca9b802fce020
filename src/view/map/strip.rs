//! Below the map: the events of the chosen mark.

use ratatui::layout::Rect;

use super::filled;
use crate::analysis::{DateCertainty, EventRow, MapBin, MapCounts, MapSpot};
use crate::app::State;
use crate::content::words::{count, counted, edtf_words, period_mark, precision_words};
use crate::content::{Line, Tone, date};
use crate::view::compose;
use crate::view::screen::Row;

/// A heading and the events that fit.
pub(super) fn rows(state: &State, counts: &MapCounts, area: Rect) -> Vec<Row> {
    let width = usize::from(area.width);
    let error = state.map.spot.error().or(state.timeline.held.error());
    let mut rows = match (state.map.chosen(), state.timeline.row()) {
        _ if error.is_some() => {
            let says = error.map(crate::app::unreadable).unwrap_or_default();
            let says = Line::default()
                .with("   ", Tone::Text)
                .data(&says, Tone::Warning);
            vec![
                rule(state, Line::default(), Line::default(), width),
                filled(says, width),
            ]
        }
        (Some(spot), _) => {
            let bin = spot.at.and_then(|at| state.map.bin(at));
            let events = spot
                .rows
                .iter()
                .map(|row| event(state, row, row.key == spot.event, width));
            std::iter::once(heading(state, spot, bin, width))
                .chain(events)
                .collect()
        }
        (None, Some(row)) => vec![
            rule(state, Line::default(), Line::default(), width),
            event(state, row, true, width),
            filled(
                Line::default().with(
                    "   It has no coordinates, so it is not on the map",
                    Tone::Dim,
                ),
                width,
            ),
        ],
        (None, None) => vec![
            rule(state, Line::default(), Line::default(), width),
            filled(
                Line::default().with(nothing(state, counts), Tone::Dim),
                width,
            ),
        ],
    };
    rows.resize(area.height.into(), Row::default());
    rows
}

fn nothing(state: &State, counts: &MapCounts) -> String {
    if counts.all() == 0 {
        format!("   {}", state.unless_reading("No event matches the filter"))
    } else {
        String::new()
    }
}

/// Where, how many, of whom; and which of them is the selected one.
fn heading(state: &State, spot: &MapSpot, bin: Option<&MapBin>, width: usize) -> Row {
    let place = spot.place().unwrap_or_default();
    let several = if spot.region.is_none() {
        " and around"
    } else {
        ""
    };
    let left = Line::default()
        .with(" ", Tone::Text)
        .data(place, Tone::Heading)
        .with(several, Tone::Dim)
        .append(bin.map(|bin| content(state, bin)).unwrap_or_default());
    let right = if bin.is_none() {
        let text = format!(" outside the map; {} goes there ", fly(state));
        Line::default().with(text, Tone::Warning)
    } else if spot.total > 1 {
        let text = format!(" {} of {} ", count(spot.rank + 1), count(spot.total));
        Line::default().with(text, Tone::Dim)
    } else {
        Line::default()
    };
    rule(state, left, right, width)
}

fn fly(state: &State) -> String {
    let contexts = [crate::command::Context::Map];
    let key = state.keymap.key(&contexts, crate::command::Action::MapFly);
    key.unwrap_or_default()
}

/// ` · 12 events · ● 8 ■ 4 · 2 known to a region only`.
fn content(state: &State, bin: &MapBin) -> Line {
    let dot = format!(" {} ", state.glyphs.dot);
    let mut line = Line::default()
        .with(&dot, Tone::Rule)
        .with(counted(bin.count, "event"), Tone::Strong);
    if bin.blocs.iter().any(|(bloc, _)| bloc.is_some()) {
        line = line.with(&dot, Tone::Rule);
        for &(bloc, number) in &bin.blocs {
            let sign = state.glyphs.bloc(bloc, &state.catalog.blocs);
            let tone = bloc.map_or(Tone::NoBloc, Tone::Bloc);
            line = line
                .with(sign, tone)
                .with(format!(" {} ", count(number)), Tone::Text);
        }
        line.spans.last_mut().into_iter().for_each(|span| {
            span.text = crate::text::clean(span.text.as_str().trim_end());
        });
    }
    if bin.rough > 0 {
        let text = format!("{} known to a region only", count(bin.rough));
        line = line.with(&dot, Tone::Rule).with(text, Tone::Dim);
    }
    line
}

/// A line through the pane with text at both ends.
pub(super) fn rule(state: &State, left: Line, right: Line, width: usize) -> Row {
    let rule = state.glyphs.rules[0];
    let right = compose::cut_line(right, width);
    let left = compose::cut_line(left, width.saturating_sub(right.width() + 1));
    let left = if left.spans.is_empty() {
        left
    } else {
        left.with(" ", Tone::Text)
    };
    let between = width.saturating_sub(left.width() + right.width());
    let line = left.with(rule.repeat(between), Tone::Rule).append(right);
    filled(line, width)
}

/// When, what kind, what; and how roughly the place is known.
pub(super) fn event(state: &State, row: &EventRow, selected: bool, width: usize) -> Row {
    let cursor = if selected { state.glyphs.cursor } else { " " };
    let time = row.time.map(|time| format!(" {time}")).unwrap_or_default();
    let when = format!("{}{time}", short_date(row, state.glyphs.dash));
    let left = Line::default()
        .with(cursor, Tone::Accent)
        .with(state.glyphs.certainty(row.certainty), Tone::Dim)
        .with(format!("{when}  "), Tone::Dim)
        .with(format!("{} ", state.glyphs.kind(row.kind)), Tone::Text)
        .data(&row.title, if selected { Tone::Strong } else { Tone::Text });
    let rough = row.precision.map(precision_words).unwrap_or_default();
    let right = if rough.is_empty() {
        Line::default()
    } else {
        Line::default().with(format!("  {rough} "), Tone::Dim)
    };
    let line = compose::ends(left, right, width);
    Row {
        line: if row.certain { line } else { line.softened() },
        selected,
    }
}

/// As exact as the date is: a decade, a year, a month, a day or days.
fn short_date(row: &EventRow, dash: &str) -> String {
    match row.certainty {
        DateCertainty::Interval => match period_mark(&row.date) {
            // A month has its year with it here.
            Some(_) => edtf_words(&row.date),
            None => date::span(row.days, dash),
        },
        _ => date::span(row.days, dash),
    }
}
