//! Two filters beside each other: A is the filter line, B is another text. The map shows two maps (`map`), lanes two lines a lane
//! (`lanes`); a sheet takes the place of every other view. Both filters stay until the comparison is closed.

mod lanes;
mod map;
mod seek;

pub use self::lanes::ComparedLanes;
pub(crate) use self::lanes::{HEAD as LANES_HEAD, lines as lanes_lines, shape as lanes_shape};
pub(super) use self::lanes::{
    act as act_in_lanes, missing as missing_lanes, press as press_lanes, settle as settle_lanes,
    wheel as wheel_lanes,
};
pub use self::map::ComparedMap;
pub(crate) use self::map::{Arranged, Shape as MapShape, shape as map_shape};
pub(super) use self::map::{
    act as act_on_map, grid, missing as missing_maps, position, press as press_map,
    settle as settle_map,
};
pub(crate) use self::seek::of_b;
pub(super) use self::seek::{
    act as act_in_time, follow as follow_event, go as go_in_time, take as take_found,
};
use super::cursor::{Cursor, Length, Step};
use super::{
    Effect, Held, Notice, Overlay, Prompt, PromptKind, State, ask, edit, history, panes, replay,
};
use crate::analysis::{Choice, CompareOrder, ComparedRow, Comparison, Grouping, Part};
use crate::command::Action;
use crate::diagnostic::Diagnostic;
use crate::layout::{Place, View};

/// A comparison.
#[derive(Debug, Clone)]
pub struct Compare {
    /// The other filter, B.
    pub other: String,
    /// What the rows stand for.
    pub by: Grouping,
    /// What the rows are sorted by.
    pub order: CompareOrder,
    /// Whether each side's time begins at its own first day; as it serves each view until the reader says so.
    pub aligned: Option<bool>,
    /// Whether the difference is shown, rather than the counts of both.
    pub difference: bool,
    /// Whether a difference is one of shares of each side's events, rather than of counts.
    pub shares: bool,
    /// The two maps.
    pub map: ComparedMap,
    /// The lanes of both.
    pub lanes: ComparedLanes,
    /// The answer, or what is wrong with B.
    pub held: Held<Result<Box<Comparison>, Vec<Diagnostic>>>,
    /// The chosen row, and the first on the screen.
    pub cursor: Cursor,
}

impl Compare {
    fn new(other: String) -> Self {
        Self {
            other,
            by: Grouping::Kind,
            order: CompareOrder::default(),
            aligned: None,
            difference: false,
            shares: false,
            map: ComparedMap::default(),
            lanes: ComparedLanes::default(),
            held: Held::default(),
            cursor: Cursor::default(),
        }
    }

    /// With another filter, looked at as the last comparison was: its values and their order, both or the difference.
    fn after(last: Option<Self>, other: String) -> Self {
        let new = Self::new(other);
        let Some(last) = last else { return new };
        Self {
            by: last.by,
            order: last.order,
            difference: last.difference,
            shares: last.shares,
            // Which days stand over each other depends on the filters.
            aligned: last.aligned.filter(|_| last.other == new.other),
            ..new
        }
    }

    /// The answer, if there is one.
    #[must_use]
    pub fn answer(&self) -> Option<&Comparison> {
        self.held.get()?.as_ref().ok().map(|answer| &**answer)
    }

    /// Whether each chart of the sheet begins at its own first day.
    #[must_use]
    pub fn charts_aligned(&self) -> bool {
        self.aligned.unwrap_or(false)
    }

    /// What is wrong with B, as far as a view knows.
    #[must_use]
    pub fn problems(&self, view: View) -> Option<&[Diagnostic]> {
        match view {
            View::Map => self.map.held.get()?.as_ref().err(),
            View::Lanes => self.lanes.held.get()?.as_ref().err(),
            _ => self.held.get()?.as_ref().err(),
        }
        .map(Vec::as_slice)
    }

    /// The chosen row.
    #[must_use]
    pub fn row(&self) -> Option<&ComparedRow> {
        let answer = self.answer()?;
        answer.rows.get(self.cursor.rank.checked_sub(answer.first)?)
    }
}

/// Rows of the sheet: the head, each chart, the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shape {
    /// Columns of a chart.
    pub(crate) chart_width: usize,
    /// Rows of each chart; none where there is no room.
    pub(crate) chart: usize,
    /// Rows of the table below its heading.
    pub(crate) table: usize,
}

/// Lines above the charts: A, B, what both have.
pub(crate) const HEAD: usize = 4;
/// Columns left of a chart, for the letter and the peak.
pub(crate) const MARGIN: usize = 8;

/// How the sheet divides what is inside its frame.
pub(crate) fn shape(state: &State) -> Option<Shape> {
    let layout = state.layout();
    let inner = layout.inner(layout.main?);
    let height = usize::from(inner.height).saturating_sub(HEAD);
    // Two charts and their axis, and the table's heading.
    let chart = match height {
        0..14 => 0,
        14..24 => 2,
        24..40 => 4,
        _ => 7,
    };
    let charts = if chart == 0 { 0 } else { 2 * chart + 2 };
    Some(Shape {
        chart_width: usize::from(inner.width).saturating_sub(MARGIN + 1),
        chart,
        table: height.saturating_sub(charts + 1),
    })
}

/// Asks for B.
pub(super) fn ask(state: &mut State) {
    let text = match &state.compare {
        Some(compare) => compare.other.clone(),
        None => state.filter.text().to_owned(),
    };
    state.overlay = Some(Overlay::Prompt(Prompt {
        kind: PromptKind::Compare,
        input: tui_input::Input::new(text),
    }));
}

/// Compares with a filter, or with another one than before.
pub(super) fn with(state: &mut State, other: String) {
    match &mut state.compare {
        Some(compare) => compare.other = other,
        None => {
            let mut compare = begun(state, other);
            // What the view points at stays so.
            match state.view {
                View::Map => compare.map.start_at(state.map.chosen()),
                View::Lanes => compare.lanes.start_at(&state.lanes),
                _ => {}
            }
            state.compare = Some(compare);
        }
    }
    panes::focus(state, Place::Main);
}

/// Compares as it was compared before, or no longer.
pub(super) fn restore(state: &mut State, other: Option<String>) {
    match (&mut state.compare, other) {
        (Some(compare), Some(other)) => compare.other = other,
        (None, Some(other)) => state.compare = Some(begun(state, other)),
        (_, None) => close(state),
    }
}

/// A comparison that begins. What it asks may have been answered for one that was closed since, and is asked again.
fn begun(state: &mut State, other: String) -> Compare {
    state.asked.forget();
    Compare::after(state.closed.take(), other)
}

/// Ends the comparison.
pub(super) fn close(state: &mut State) {
    let open = state.compare.take();
    state.closed = open.or(state.closed.take());
}

/// The part that the sheet lacks.
pub(super) fn missing(state: &State, filter: &str) -> Option<Part> {
    let compare = state.compare.as_ref()?;
    let part = part(state, compare, shape(state)?);
    (!compare.held.answers(filter, &part)).then_some(part)
}

fn part(state: &State, compare: &Compare, shape: Shape) -> Part {
    Part::Compare {
        other: replay::beside(state, &compare.other),
        by: compare.by,
        order: compare.order,
        first: compare.cursor.first,
        len: shape.table.max(1),
        buckets: shape.chart_width.max(1),
        aligned: compare.charts_aligned(),
    }
}

/// How many rows there are; none under a B that is mistaken.
fn length(state: &State) -> Length {
    let (Some(compare), Some(shape)) = (&state.compare, shape(state)) else {
        return Length::Unknown;
    };
    let total = |held: &Result<Box<Comparison>, _>| held.as_ref().map_or(0, |held| held.total);
    (compare.held).length(&ask::filter(state), &part(state, compare, shape), total)
}

/// Does what an action asks of the sheet; whether it means something there.
pub(super) fn act(state: &mut State, action: Action, _effects: &mut Vec<Effect>) -> bool {
    if let Some(step) = Step::of(action) {
        let by = step.lines(shape(state).map_or(1, |shape| shape.table));
        go(state, by);
        return true;
    }
    match action {
        Action::Include => choose(state, Choice::Included),
        Action::Exclude => choose(state, Choice::Excluded),
        _ => return common(state, action) || turned(state, action),
    }
    true
}

/// What an action does in every view of a comparison; whether it means something in all of them.
fn common(state: &mut State, action: Action) -> bool {
    match action {
        Action::CompareSwap => swap(state),
        Action::Back => close(state),
        Action::CompareHow => toggle(state, |compare| &mut compare.difference),
        _ => return false,
    }
    true
}

fn toggle(state: &mut State, of: fn(&mut Compare) -> &mut bool) {
    if let Some(compare) = &mut state.compare {
        let value = of(compare);
        *value = !*value;
    }
}

fn turned(state: &mut State, action: Action) -> bool {
    let Some(compare) = &mut state.compare else {
        return false;
    };
    match action {
        Action::NextFacet => compare.by = turn(&Grouping::ALL, compare.by, 1),
        Action::PreviousFacet => {
            compare.by = turn(&Grouping::ALL, compare.by, Grouping::ALL.len() - 1);
        }
        Action::CompareOrder => compare.order = turn(&CompareOrder::ALL, compare.order, 1),
        Action::CompareAlign => {
            compare.aligned = Some(!compare.charts_aligned());
            return true;
        }
        _ => return false,
    }
    compare.cursor = Cursor::default();
    true
}

fn turn<T: PartialEq + Copy>(all: &[T], now: T, by: usize) -> T {
    let at = all.iter().position(|&one| one == now).unwrap_or(0);
    all[(at + by) % all.len()]
}

fn go(state: &mut State, by: isize) {
    let length = length(state);
    if let Some(compare) = &mut state.compare {
        compare.cursor.go(by, length);
    }
}

/// Puts the chosen value into both filters, so that they go on to differ in what they differed in.
fn choose(state: &mut State, choice: Choice) {
    let Some(compare) = &state.compare else {
        return;
    };
    let Some(value) = compare.row().map(|row| row.value.clone()) else {
        return;
    };
    let field = compare.by.word();
    let changed = change(state, |text, _| edit::choose(text, field, &value, choice));
    if changed == Changed::WouldBeSame {
        state.notice = Some(Notice::info(WOULD_BE_SAME));
    }
}

/// What became of two filters that were to change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Changed {
    /// One of them is another one now.
    Yes,
    /// They said that already.
    No,
    /// They stay as they were: they would be the same, and nothing could be compared.
    WouldBeSame,
}

/// Said of filters that stay as they were.
const WOULD_BE_SAME: &str = "A and B would be the same then";

/// Changes both filters in the same way: the text, and which side it is of. The way back leads to what they were.
fn change(state: &mut State, of: impl Fn(&str, usize) -> String) -> Changed {
    let Some(compare) = &state.compare else {
        return Changed::No;
    };
    let before = [state.filter.text(), &compare.other];
    let [text, other] = [0, 1].map(|side| of(before[side], side));
    if [&*text, &*other] == before {
        return Changed::No;
    }
    if text == other && before[0] != before[1] {
        return Changed::WouldBeSame;
    }
    history::leap(state);
    if text != state.filter.text() {
        state.filter.set(text);
    }
    if let Some(compare) = &mut state.compare {
        compare.other = other;
    }
    Changed::Yes
}

/// A becomes B.
fn swap(state: &mut State) {
    let text = state.filter.text().to_owned();
    if let Some(compare) = &mut state.compare {
        let other = std::mem::replace(&mut compare.other, text);
        state.filter.set(other);
    }
    state.notice = Some(Notice::info("A and B have changed places"));
}

/// The mouse was pressed at a row of the sheet's inside.
pub(super) fn press(state: &mut State, line: u16) {
    let above = shape(state).map_or(0, |shape| {
        HEAD + 1
            + if shape.chart == 0 {
                0
            } else {
                2 * shape.chart + 2
            }
    });
    if let (Some(compare), Some(row)) = (&mut state.compare, usize::from(line).checked_sub(above)) {
        let rank = compare.cursor.first + row;
        compare.cursor.put(rank);
    }
}

/// The wheel was turned by so many lines.
pub(super) fn wheel(state: &mut State, by: isize) {
    go(state, by);
}

/// Makes positions fit what is held.
pub(super) fn settle(state: &mut State) {
    let rows = shape(state).map_or(1, |shape| shape.table.max(1));
    let length = length(state);
    if let Some(compare) = &mut state.compare {
        compare.cursor.settle(length, rows);
    }
}

/// New data: what is held stays on the screen and is asked again.
pub(super) fn opened(state: &mut State) {
    if let Some(compare) = &mut state.compare {
        compare.held.expire();
        compare.map.expire();
        compare.lanes.expire();
    }
}
