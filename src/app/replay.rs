//! Replay: the shown events period by period, in every view.
//!
//! While it goes on, the panes ask under the filter's text with the time of the period put to it. The text on the line stays as its
//! reader wrote it, until the period is kept. Time comes in as [`super::Message::Tick`], so nothing here waits.

use std::time::Duration;

use super::{Effect, Notice, State, edit, map, timeline};
use crate::command::Action;
use crate::model::{Day, DayRange, DayTime, TimeRange};

/// A replay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replay {
    /// The period that is shown.
    pub time: TimeRange,
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
    /// An hour. What has no clock time may have been in any hour of its day.
    Hour,
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

/// Said when hours are chosen: the same events stay through the day, and that has a reason.
const UNTIMED: &str = "Without a clock time: perhaps in any hour of its day";

impl Replay {
    /// Milliseconds that a period is on the screen.
    #[must_use]
    pub fn pace(&self) -> u64 {
        PACES[self.pace.min(PACES.len() - 1)]
    }

    /// The periods before that leave a trail.
    #[must_use]
    pub fn trail(&self) -> TimeRange {
        let mut first = self.time;
        for _ in 0..TRAIL {
            first = self.unit.period(first.from.previous());
        }
        TimeRange {
            from: first.from,
            to: self.time.from.previous(),
        }
    }

    /// How much of all that is replayed lies before the end of the period, in `parts` of the whole.
    #[must_use]
    pub fn passed(&self, parts: i64) -> i64 {
        let minutes = |at: DayTime| {
            let days = at.day.0.saturating_sub(self.span.from.0);
            days.saturating_mul(24 * 60)
                .saturating_add(at.minute.of_day().into())
        };
        let all = minutes(TimeRange::from(self.span).to).max(1);
        (minutes(self.time.to).saturating_mul(parts) / all).clamp(0, parts)
    }

    /// Goes a period on or back; whether there is one.
    fn step(&mut self, forward: bool) -> bool {
        let at = if forward {
            self.time.to.next()
        } else {
            self.time.from.previous()
        };
        let inside = TimeRange::from(self.span).holds(at);
        if inside {
            self.time = self.unit.period(at);
        }
        inside
    }

    /// Goes on by the next unit, around the selected event when the period has it.
    fn turn(&mut self, selected: Option<DayTime>) {
        let first = self.time.from.max(TimeRange::from(self.span).from);
        let at = selected.filter(|at| self.time.holds(*at));
        self.unit = self.unit.next();
        self.time = self.unit.period(at.unwrap_or(first));
    }
}

impl ReplayUnit {
    /// The word for one.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
        }
    }

    /// One with which so many days are told in some hundred steps; hours only where events have some.
    fn fitting(span: DayRange, timed: bool) -> Self {
        match span.to.0.saturating_sub(span.from.0) {
            ..2 if timed => Self::Hour,
            ..400 => Self::Day,
            400..2500 => Self::Week,
            _ => Self::Month,
        }
    }

    fn next(self) -> Self {
        match self {
            Self::Hour => Self::Day,
            Self::Day => Self::Week,
            Self::Week => Self::Month,
            Self::Month => Self::Hour,
        }
    }

    /// The period that a minute is in.
    fn period(self, at: DayTime) -> TimeRange {
        let day = at.day;
        let alone = DayRange { from: day, to: day };
        match self {
            Self::Hour => {
                let (first, last) = at.minute.hour();
                TimeRange::within(day, first, last)
            }
            Self::Day => alone.into(),
            Self::Week => week(day).into(),
            Self::Month => month(day).unwrap_or(alone).into(),
        }
    }
}

fn week(day: Day) -> DayRange {
    let from = day.plus(-i64::from(day.weekday().unwrap_or(0)));
    DayRange {
        from,
        to: from.plus(6),
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
            let selected = state.timeline.row().and_then(|row| row.start(false));
            replay.turn(selected);
            if replay.unit == ReplayUnit::Hour {
                state.notice = Some(Notice::info(UNTIMED));
            }
            seek(state);
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
        let says = state.unless_reading("None of the shown events can be replayed");
        state.notice = Some(Notice::info(says));
        return;
    };
    let whole = TimeRange::from(span);
    let selected = state.timeline.row().and_then(|row| row.start(false));
    let selected = selected.unwrap_or(whole.from).clamp(whole.from, whole.to);
    let histogram = state.histogram.held.get();
    let timed = histogram.is_some_and(|counts| counts.unit.is_hours());
    let unit = ReplayUnit::fitting(span, timed);
    state.replay = Some(Replay {
        time: unit.period(selected),
        unit,
        playing: true,
        span,
        pace: FIRST_PACE,
    });
    map::hold(state);
    seek(state);
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
    seek(state);
}

/// Selects the first event that was certainly in an hour. Those of the day without a clock time stand before it in every list, and
/// would hide what is new in this hour.
fn seek(state: &mut State) {
    let replay = state.replay.as_ref();
    if let Some(replay) = replay.filter(|replay| replay.unit == ReplayUnit::Hour) {
        let certain = edit::certainly(replay.time);
        timeline::find_first(state, certain);
    }
}

/// Time has passed: the next period, until the last.
pub(super) fn tick(state: &mut State) {
    if let Some(replay) = &mut state.replay
        && replay.playing
    {
        replay.playing = replay.step(true);
        seek(state);
    }
}

/// Ends the replay with its period in the filter.
fn keep(state: &mut State) {
    if let Some(replay) = state.replay.take() {
        let text = edit::set_date(state.filter.text(), replay.time);
        state.filter.set(text);
    }
}

/// Ends the replay, if there is one; whether there was.
pub(super) fn end(state: &mut State) -> bool {
    state.replay.take().is_some()
}

/// The text that panes ask under: the line with the time of the period. A line that nobody has found right yet is asked first as it is,
/// so that its mistakes are told; and while it is typed, the replay waits.
pub(super) fn asking(state: &State, line: &str) -> String {
    match &state.replay {
        Some(replay) if state.filter.is_settled(line) => edit::during(line, replay.time),
        _ => line.to_owned(),
    }
}

/// The same for a filter that is compared with the line: both show the same period. One that cannot be read is asked as it is, so
/// that its mistakes are told.
pub(super) fn beside(state: &State, other: &str) -> String {
    let line = state.filter.asking();
    let reads = crate::query::parse(other).diagnostics.is_empty();
    match &state.replay {
        Some(replay) if reads && state.filter.is_settled(&line) => edit::during(other, replay.time),
        _ => other.to_owned(),
    }
}

/// Filter text of the events that leave a trail on the map.
pub(super) fn trail(state: &State) -> Option<String> {
    let replay = state.replay.as_ref()?;
    let line = state.filter.asking();
    (state.filter.is_settled(&line)).then(|| edit::during(&line, replay.trail()))
}

/// The day whose hours are gone through: counts over time stand over all of it, wherever else events of several days begin.
pub(super) fn day(state: &State) -> Option<DayRange> {
    let replay = state.replay.as_ref();
    let replay = replay.filter(|replay| replay.unit == ReplayUnit::Hour)?;
    Some(replay.time.days())
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
