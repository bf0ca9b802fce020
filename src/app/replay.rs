//! Replay: the shown events period by period, in every view.
//!
//! While it goes on, the panes ask under the filter's text with the days of the period put to it. The text on the line stays as its
//! reader wrote it, until the period is kept. Time comes in as [`super::Message::Tick`], so nothing here waits.

use std::time::Duration;

use super::{Effect, Notice, State, edit, map};
use crate::command::Action;
use crate::model::{Day, DayRange};

/// A replay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replay {
    /// The days of the period that is shown.
    pub days: DayRange,
    /// Length of a period.
    pub unit: ReplayUnit,
    /// Whether it goes on by itself.
    pub playing: bool,
    /// From the first to the last day of all that is replayed.
    pub span: DayRange,
    pace: usize,
}

/// Length of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReplayUnit {
    /// A day.
    Day,
    /// A week from Monday.
    Week,
    /// A calendar month.
    Month,
}

/// Milliseconds of a period on the screen, from slow to fast.
const PACES: [u64; 6] = [4000, 2000, 1000, 500, 250, 125];
/// Where the pace is at first.
const FIRST_PACE: usize = 2;
/// Periods that leave a trail on the map.
const TRAIL: usize = 5;

impl Replay {
    /// Milliseconds that a period is on the screen.
    #[must_use]
    pub fn pace(&self) -> u64 {
        PACES[self.pace.min(PACES.len() - 1)]
    }

    /// The days of the periods before that leave a trail.
    #[must_use]
    pub fn trail(&self) -> DayRange {
        let mut from = self.days;
        for _ in 0..TRAIL {
            from = self.unit.period(from.from.plus(-1));
        }
        DayRange {
            from: from.from,
            to: self.days.from.plus(-1),
        }
    }

    /// Goes a period on or back; whether there is one.
    fn step(&mut self, forward: bool) -> bool {
        let day = if forward {
            self.days.to.plus(1)
        } else {
            self.days.from.plus(-1)
        };
        let inside = self.span.from <= day && day <= self.span.to;
        if inside {
            self.days = self.unit.period(day);
        }
        inside
    }
}

impl ReplayUnit {
    /// The word for one.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
        }
    }

    /// One with which so many days are told in some hundred steps.
    fn fitting(span: DayRange) -> Self {
        match span.to.0.saturating_sub(span.from.0) {
            ..400 => Self::Day,
            400..2500 => Self::Week,
            _ => Self::Month,
        }
    }

    fn next(self) -> Self {
        match self {
            Self::Day => Self::Week,
            Self::Week => Self::Month,
            Self::Month => Self::Day,
        }
    }

    /// The period that a day is in.
    fn period(self, day: Day) -> DayRange {
        let alone = DayRange { from: day, to: day };
        match self {
            Self::Day => alone,
            Self::Week => {
                let from = day.plus(-i64::from(day.weekday().unwrap_or(0)));
                DayRange {
                    from,
                    to: from.plus(6),
                }
            }
            Self::Month => month(day).unwrap_or(alone),
        }
    }
}

fn month(day: Day) -> Option<DayRange> {
    let (year, month, _) = day.ymd()?;
    let (next_year, next) = if month == 12 {
        (year + 1, 1)
    } else {
        (year, month + 1)
    };
    Some(DayRange {
        from: Day::from_ymd(year, month, 1)?,
        to: Day::from_ymd(next_year, next, 1)?.plus(-1),
    })
}

/// Does what an action asks of the replay; whether it is about it.
pub(super) fn act(state: &mut State, action: Action) -> bool {
    if action == Action::Replay {
        toggle(state);
        return true;
    }
    let Some(replay) = &mut state.replay else {
        return false;
    };
    match action {
        Action::ReplayPause => replay.playing = !replay.playing,
        Action::ReplayForward => step(state, true),
        Action::ReplayBack => step(state, false),
        Action::ReplayFaster => replay.pace = (replay.pace + 1).min(PACES.len() - 1),
        Action::ReplaySlower => replay.pace = replay.pace.saturating_sub(1),
        Action::ReplayUnit => {
            replay.unit = replay.unit.next();
            replay.days = replay.unit.period(replay.days.from);
        }
        Action::ReplayKeep => keep(state),
        _ => return false,
    }
    true
}

fn toggle(state: &mut State) {
    if state.replay.take().is_some() {
        return;
    }
    let Some(span) = span(state) else {
        state.notice = Some(Notice::info("None of the shown events can be replayed"));
        return;
    };
    let selected = state.timeline.row().map_or(span.from, |row| row.days.from);
    let unit = ReplayUnit::fitting(span);
    state.replay = Some(Replay {
        days: unit.period(selected.clamp(span.from, span.to)),
        unit,
        playing: true,
        span,
        pace: FIRST_PACE,
    });
    map::hold(state);
}

/// The days of the shown events, from where the period begins that the data mean to cover.
fn span(state: &State) -> Option<DayRange> {
    let span = state.totals.get()?.span?;
    let sets = state.catalog.datasets.iter();
    let begin = sets
        .filter_map(|set| set.coverage)
        .map(|days| days.from)
        .min();
    let from = begin.filter(|begin| !begin.is_open() && *begin <= span.to);
    let span = DayRange {
        from: from.map_or(span.from, |begin| begin.max(span.from)),
        ..span
    };
    (!span.from.is_open() && !span.to.is_open()).then_some(span)
}

/// Goes a period on or back by hand, which pauses.
fn step(state: &mut State, forward: bool) {
    let Some(replay) = &mut state.replay else {
        return;
    };
    replay.playing = false;
    if !replay.step(forward) {
        let end = if forward { "last" } else { "first" };
        state.notice = Some(Notice::info(format!(
            "This is the {end} period with events"
        )));
    }
}

/// Time has passed: the next period, until the last.
pub(super) fn tick(state: &mut State) {
    if let Some(replay) = &mut state.replay
        && replay.playing
        && !replay.step(true)
    {
        replay.playing = false;
    }
}

/// Ends the replay with its period in the filter.
fn keep(state: &mut State) {
    if let Some(replay) = state.replay.take() {
        let text = edit::set_date(state.filter.text(), replay.days);
        state.filter.set(text);
    }
}

/// Ends the replay, if there is one; whether there was.
pub(super) fn end(state: &mut State) -> bool {
    state.replay.take().is_some()
}

/// The text that panes ask under: the line with the days of the period. A line that nobody has found right yet is asked first as it is,
/// so that its mistakes are told; and while it is typed, the replay waits.
pub(super) fn asking(state: &State, line: &str) -> String {
    match &state.replay {
        Some(replay) if state.filter.is_settled(line) => edit::during(line, replay.days),
        _ => line.to_owned(),
    }
}

/// The same for a filter that is compared with the line: both show the same period. One that cannot be read is asked as it is, so
/// that its mistakes are told.
pub(super) fn beside(state: &State, other: &str) -> String {
    let line = state.filter.asking();
    let reads = crate::query::parse(other).diagnostics.is_empty();
    match &state.replay {
        Some(replay) if reads && state.filter.is_settled(&line) => edit::during(other, replay.days),
        _ => other.to_owned(),
    }
}

/// Filter text of the events that leave a trail on the map.
pub(super) fn trail(state: &State) -> Option<String> {
    let replay = state.replay.as_ref()?;
    let line = state.filter.asking();
    (state.filter.is_settled(&line)).then(|| edit::during(&line, replay.trail()))
}

/// How often time is to come in: not at all while nothing moves.
pub(super) fn clock(state: &State) -> Option<Duration> {
    let replay = state.replay.as_ref().filter(|replay| replay.playing)?;
    let waits = state.filter.editing.is_some() || state.overlay.is_some();
    (!waits).then(|| Duration::from_millis(replay.pace()))
}

/// Tells the runtime when the clock is to go otherwise than it does.
pub(super) fn settle(state: &mut State, effects: &mut Vec<Effect>) {
    let clock = clock(state);
    if state.clock != clock {
        state.clock = clock;
        effects.push(Effect::Clock(clock));
    }
}

#[cfg(test)]
mod tests;
