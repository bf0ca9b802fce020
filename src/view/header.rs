//! The first line: what is open, how much of it is shown, as known when.

use super::compose;
use super::screen::Text;
use crate::app::{Replay, State};
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
    if let Some(replay) = &state.replay {
        return replaying(state, replay, totals.shown);
    }
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

/// `replay Fri 29 Nov 2024, 12 events`, how much of the whole has passed, `2 days a second`.
fn replaying(state: &State, replay: &Replay, shown: usize) -> Vec<Line> {
    let sets = &state.catalog.datasets;
    let covered = sets
        .iter()
        .any(|set| set.coverage.is_none_or(|days| days.overlaps(replay.days)));
    let events = if shown == 0 && !covered {
        "no data for this time".to_owned()
    } else {
        counted(shown, "event")
    };
    let (word, tone) = if replay.playing {
        ("replay", Tone::Accent)
    } else {
        ("replay paused", Tone::Warning)
    };
    let days = if replay.days.from == replay.days.to {
        date::heading(replay.days.from)
    } else {
        date::period(replay.days, state.glyphs.dash)
    };
    let period = Line::default()
        .with(format!("{word} "), tone)
        .with(days, Tone::Strong)
        .with(format!(", {events}"), Tone::Text);
    let pace = Line::default().with(pace(replay), Tone::Text);
    vec![period, passed(state, replay), pace]
}

/// `2 days a second`, `a week in 2 seconds`.
fn pace(replay: &Replay) -> String {
    let unit = replay.unit.word();
    match replay.pace() {
        slow @ 1001.. => format!("a {unit} in {} seconds", slow / 1000),
        1000 => format!("a {unit} a second"),
        fast => format!("{} {unit}s a second", 1000 / fast.max(1)),
    }
}

/// Columns of the bar that shows how much of a replay has passed.
const PASSED: i64 = 10;

fn passed(state: &State, replay: &Replay) -> Line {
    let all = (replay.span.to.0 - replay.span.from.0).max(1);
    let done = replay.days.to.0.saturating_sub(replay.span.from.0);
    let done = usize::try_from((done * PASSED / all).clamp(0, PASSED)).unwrap_or(0);
    let rest = usize::try_from(PASSED).unwrap_or(done) - done;
    Line::default()
        .with(state.glyphs.bars[7].repeat(done), Tone::Accent)
        .with(state.glyphs.rules[0].repeat(rest), Tone::Rule)
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
