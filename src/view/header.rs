//! The first line: what is open, how much of it is shown, as known when.

use super::compose;
use super::screen::Text;
use crate::analysis::Totals;
use crate::app::{Replay, ReplayUnit, State};
use crate::content::words::{count, counted};
use crate::content::{Line, Tone, date};

/// Columns that the title keeps at least, while something is replayed, and when that would not be told at all otherwise. What is
/// replayed changes, and what is open does not.
const TITLE: [usize; 3] = [36, 24, 10];

/// The first line.
pub(super) fn header(state: &State) -> Text {
    let area = state.layout().header;
    let width = usize::from(area.width);
    let title = Line::default()
        .with(" annals", Tone::Accent)
        .with(format!(" {} ", state.glyphs.dot), Tone::Rule)
        .data(&title(state), Tone::Strong);
    let facts = facts(state);
    let fitting = |title: usize| {
        let mut lines = (1..=facts.len())
            .rev()
            .map(|kept| join(state, &facts[..kept]));
        let room = width.saturating_sub(title);
        lines.find(|facts| facts.width() < room)
    };
    let [usual, replayed, least] = TITLE.map(|columns| title.width().min(columns));
    let line = match &state.replay {
        Some(_) => fitting(replayed).or_else(|| fitting(least)),
        None => fitting(usual),
    };
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
        [] => state.or_not_yet("no data").into(),
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
    let possible = totals.shown.saturating_sub(totals.certain);
    let possible = (possible > 0)
        .then(|| Line::default().with(format!("{} only possible", count(possible)), Tone::Warning));
    let others = totals.not_occurred;
    let others = (others > 0)
        .then(|| Line::default().with(format!("+{} not occurred", count(others)), Tone::Dim));
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
        return replaying(state, replay, totals);
    }
    facts.extend(loading(state));
    if totals.known.is_some() {
        facts.push(known.clone());
    }
    facts.extend(possible);
    facts.extend(others);
    facts.extend(span);
    facts.extend(problems);
    if totals.known.is_none() {
        facts.push(known);
    }
    facts
}

/// `replay Fri 29 Nov 2024, 12 events + 3 perhaps`, how much of the whole has passed, `2 days a second`.
fn replaying(state: &State, replay: &Replay, totals: &Totals) -> Vec<Line> {
    let days = replay.time.days();
    let mut sets = state.catalog.datasets.iter();
    let covered = sets.any(|set| set.coverage.is_none_or(|covered| covered.overlaps(days)));
    let perhaps = totals.shown.saturating_sub(totals.certain);
    let events = match (totals.certain, perhaps) {
        (0, 0) if !covered => state.or_not_yet("no data for this time").to_owned(),
        (0, 1..) => format!("{} perhaps", counted(perhaps, "event")),
        (certain, 0) => counted(certain, "event"),
        (certain, _) => format!("{} + {} perhaps", counted(certain, "event"), count(perhaps)),
    };
    let (word, tone) = if replay.playing {
        ("replay", Tone::Accent)
    } else {
        ("replay paused", Tone::Warning)
    };
    let time = date::time(replay.time, state.glyphs.dash);
    let period = Line::default()
        .with(format!("{word} "), tone)
        .with(time, Tone::Strong)
        .with(format!(", {events}"), Tone::Text);
    let pace = Line::default().with(pace(replay), Tone::Text);
    let mut facts = vec![period, passed(state, replay), pace];
    if replay.unit == ReplayUnit::Hour && perhaps > 0 {
        facts.push(Line::default().with("perhaps: the hour is not certain", Tone::Dim));
    }
    facts
}

/// `2 days a second`, `a week in 2 seconds`.
fn pace(replay: &Replay) -> String {
    let unit = replay.unit.word();
    let one = match replay.unit {
        ReplayUnit::Hour => format!("an {unit}"),
        _ => format!("a {unit}"),
    };
    match replay.pace() {
        slow @ 1001.. => format!("{one} in {} seconds", slow / 1000),
        1000 => format!("{one} a second"),
        fast => format!("{} {unit}s a second", 1000 / fast.max(1)),
    }
}

/// Columns of the bar that shows how much of a replay has passed.
const PASSED: i64 = 10;

fn passed(state: &State, replay: &Replay) -> Line {
    let done = usize::try_from(replay.passed(PASSED)).unwrap_or(0);
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
