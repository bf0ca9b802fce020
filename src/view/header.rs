//! The first line: what is open, how much of it is shown, as known when.

use super::compose;
use super::screen::Text;
use crate::app::State;
use crate::content::words::{count, counted};
use crate::content::{Line, Tone, date};

/// The first line.
pub(super) fn header(state: &State) -> Text {
    let area = state.layout().header;
    let width = usize::from(area.width);
    let title = Line::default()
        .with(" annals", Tone::Accent)
        .with(format!(" {} ", state.glyphs.dot), Tone::Rule)
        .data(&title(state), Tone::Strong);
    let facts = facts(state);
    let room = width.saturating_sub(title.width().min(36));
    let line = (0..=facts.len())
        .rev()
        .map(|kept| join(state, &facts[..kept]))
        .find(|facts| facts.width() < room);
    Text {
        x: area.x,
        y: area.y,
        width: area.width,
        line: compose::ends(title, line.unwrap_or_default(), width),
        ..Text::default()
    }
}

fn title(state: &State) -> String {
    match state.catalog.datasets.as_slice() {
        [] => "no data".into(),
        [one] => one.title.clone(),
        [first, second] => format!("#1 {} #2 {}", first.title, second.title),
        [first, rest @ ..] => format!("#1 {} and {} more", first.title, rest.len()),
    }
}

/// What is said of the matches, the most important first.
fn facts(state: &State) -> Vec<Line> {
    let Some(totals) = state.totals.get() else {
        return loading(state).into_iter().collect();
    };
    let shown = if totals.shown == totals.all {
        Line::default().with(counted(totals.all, "event"), Tone::Strong)
    } else {
        Line::default()
            .with(count(totals.shown), Tone::Strong)
            .with(format!(" of {} events", count(totals.all)), Tone::Text)
    };
    let known = match totals.known {
        Some(day) => Line::default().with(format!("known at: {}", date::long(day)), Tone::Warning),
        None => Line::default().with("known at: now", Tone::Dim),
    };
    let span = totals
        .span
        .map(|span| Line::default().with(date::span(span, state.glyphs.dash), Tone::Text));
    let problems = problems(state);
    let mut facts = vec![shown];
    facts.extend(loading(state));
    if totals.known.is_some() {
        facts.push(known.clone());
    }
    facts.extend(span);
    facts.extend(problems);
    if totals.known.is_none() {
        facts.push(known);
    }
    facts
}

/// How far reading is: `reading 43 %, 163,000 records, 1,200,000 a second`.
fn loading(state: &State) -> Option<Line> {
    let loading = state.loading.as_ref()?;
    let progress = loading.progress;
    let records = usize::try_from(progress.records).unwrap_or(usize::MAX);
    let share = progress.of.filter(|&of| of > 0).map_or_else(
        || {
            format!(
                "{} MB",
                count(usize::try_from(progress.bytes / 1_000_000).unwrap_or(0))
            )
        },
        |of| format!("{} %", (progress.bytes.min(of) * 100) / of),
    );
    let mut text = format!("reading {share}, {}", counted(records, "record"));
    let milliseconds = loading.elapsed.as_millis();
    if let Some(rate) = (u128::from(progress.records) * 1000).checked_div(milliseconds) {
        let rate = usize::try_from(rate).unwrap_or(usize::MAX);
        text += &format!(", {} a second", count(rate));
    }
    Some(Line::default().with(text, Tone::Accent))
}

fn problems(state: &State) -> Option<Line> {
    let errors = state.catalog.errors;
    (errors > 0)
        .then(|| Line::default().with(counted(errors, "error") + " in the data", Tone::Warning))
}

fn join(state: &State, facts: &[Line]) -> Line {
    let dot = format!(" {} ", state.glyphs.dot);
    let joined = facts
        .iter()
        .cloned()
        .reduce(|left, right| left.with(&dot, Tone::Rule).append(right));
    Line::default()
        .with(" ", Tone::Text)
        .append(joined.unwrap_or_default())
        .with(" ", Tone::Text)
}
