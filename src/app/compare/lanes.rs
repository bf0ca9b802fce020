//! Two filters in lanes: A above B in each lane, or their difference in one line.
//!
//! What rows stand for, their order and what is folded are those of the lanes. The cursor is a lane and a column; it selects no event,
//! because a cell has events of two filters.

use super::super::cursor::{Cursor, Length, Step};
use super::super::lanes::{self, Shape as LaneShape, within};
use super::super::{Effect, Held, LanesView, Notice, State, ask, edit, panes, replay};
use super::{Changed, Compare, WOULD_BE_SAME, change, common};
use crate::analysis::{Lane, LaneCell, LaneKey, LaneOrder, LaneTime, LanesPair, Part};
use crate::command::{Action, Context};
use crate::diagnostic::Diagnostic;
use crate::layout::View;
use crate::model::{Day, DayRange, TimeRange};

/// The lanes of both.
#[derive(Debug, Clone, Default)]
pub struct ComparedLanes {
    /// The lanes on the screen, or what is wrong with B.
    pub held: Held<Result<Box<LanesPair>, Vec<Diagnostic>>>,
    /// The lane pointed at, and the first on the screen.
    pub cursor: Cursor,
    /// The column pointed at.
    pub column: usize,
    /// The column that the brush began in, as each side has it: among other columns there is no brush.
    anchor: Option<[LaneTime; 2]>,
    /// The days shown where they are not all; counted from the first ones when both begin there.
    span: Option<DayRange>,
    /// The lane to point at in other ranks, and what those are counted in.
    kept: Option<LaneKey>,
    basis: Option<LaneOrder>,
}

impl ComparedLanes {
    /// The lanes, if there are any.
    #[must_use]
    pub fn pair(&self) -> Option<&LanesPair> {
        self.held.get()?.as_ref().ok().map(|pair| &**pair)
    }

    /// The lane pointed at, of both sides.
    #[must_use]
    pub fn lane(&self) -> Option<&[Lane; 2]> {
        let pair = self.pair()?;
        pair.rows.get(self.cursor.rank.checked_sub(pair.first)?)
    }

    /// The cell pointed at, of both sides.
    #[must_use]
    pub fn cells(&self) -> Option<[LaneCell; 2]> {
        let [a, b] = self.lane()?;
        Some([*a.cells.get(self.column)?, *b.cells.get(self.column)?])
    }

    /// First and last brushed column.
    #[must_use]
    pub fn brushed(&self) -> Option<(usize, usize)> {
        let anchor = self.anchor.as_ref()?;
        let mut columns = self.pair()?.columns.iter();
        let anchor = columns.position(|column| column.times == *anchor)?;
        Some((anchor.min(self.column), anchor.max(self.column)))
    }

    /// The time of some columns, for each side.
    #[must_use]
    pub fn times(&self, (first, last): (usize, usize)) -> Option<[TimeRange; 2]> {
        let columns = &self.pair()?.columns;
        let (first, last) = (columns.get(first)?, columns.get(last)?);
        Some([0, 1].map(|side| TimeRange {
            from: first.times[side].range().from,
            to: last.times[side].range().to,
        }))
    }

    /// Points at the lane that lanes point at, before there are any of both.
    pub(super) fn start_at(&mut self, view: &LanesView) {
        self.cursor = view.cursor.clone();
        self.kept = view.lane().map(|lane| lane.key);
        self.basis = Some(view.order());
    }

    fn columns(&self) -> usize {
        self.pair().map_or(0, |pair| pair.columns.len())
    }

    fn total(&self) -> usize {
        self.pair().map_or(0, |pair| pair.total)
    }

    pub(super) fn expire(&mut self) {
        self.held.expire();
        self.kept = None;
    }
}

/// Where the parts are, when lanes are compared on the screen: `rows` are lines of lanes, one or two a lane.
pub(crate) fn shape(state: &State) -> Option<LaneShape> {
    let compare = state.compare.as_ref()?;
    let layout = state.layout();
    let mut area = layout.inner(layout.main.filter(|_| state.view == View::Lanes)?);
    let head = HEAD.min(area.height);
    area.height -= head;
    let strip = match area.height {
        0..6 => 0,
        6..12 => 2,
        _ => 3,
    };
    let cells = compare.lanes.columns().max(1);
    Some(within(area, state.lanes.by, strip, cells))
}

/// Lines above the axis: what A and B are.
pub(crate) const HEAD: u16 = 2;

/// Lines of a lane.
pub(crate) fn lines(compare: &Compare) -> u16 {
    if compare.difference { 1 } else { 2 }
}

/// Lanes that fit.
fn rows(compare: &Compare, shape: LaneShape) -> usize {
    usize::from(shape.rows / lines(compare))
}

/// The part that the lanes lack.
pub(in crate::app) fn missing(state: &State, filter: &str) -> Option<Part> {
    let compare = state.compare.as_ref()?;
    let part = part(state, compare)?;
    (!compare.lanes.held.answers(filter, &part)).then_some(part)
}

fn part(state: &State, compare: &Compare) -> Option<Part> {
    let shape = shape(state)?;
    Some(Part::LanesPair {
        order: state.lanes.order(),
        other: replay::beside(state, &compare.other),
        aligned: compare.aligned,
        span: compare.lanes.span,
        buckets: shape.room.into(),
        first: compare.lanes.cursor.first,
        len: rows(compare, shape).max(1),
    })
}

/// Does what an action asks of the lanes; whether it means something here.
pub(in crate::app) fn act(state: &mut State, action: Action, _effects: &mut Vec<Effect>) -> bool {
    let shown = match (&state.compare, shape(state)) {
        (Some(compare), Some(shape)) => rows(compare, shape),
        _ => return false,
    };
    if let Some(step) = Step::of(action) {
        go(state, step.lines(shown));
        return true;
    }
    match action {
        Action::BucketRight => sideways(state, 1),
        Action::BucketLeft => sideways(state, -1),
        Action::FirstCell => sideways(state, isize::MIN),
        Action::LastCell => sideways(state, isize::MAX),
        Action::NextDay => busy(state, true),
        Action::PreviousDay => busy(state, false),
        Action::ZoomIn => zoom(state, true),
        Action::ZoomOut => zoom(state, false),
        Action::ZoomFit => with(state, |lanes| lanes.span = None),
        Action::BrushStart => with(state, brush),
        Action::BrushApply => narrow(state),
        Action::Back => return drop_brush(state) || common(state, action),
        Action::Fold => fold(state, Some(true)),
        Action::Unfold => fold(state, Some(false)),
        Action::ToggleFold => fold(state, None),
        Action::CompareAlign => align(state),
        Action::CompareShare => super::toggle(state, |compare| &mut compare.shares),
        Action::NextPane => panes::cycle(state, true),
        Action::PreviousPane => panes::cycle(state, false),
        _ => return lanes::rows(state, action) || common(state, action),
    }
    true
}

fn with(state: &mut State, act: impl FnOnce(&mut ComparedLanes)) {
    if let Some(compare) = &mut state.compare {
        act(&mut compare.lanes);
    }
}

/// How many lanes there are; none under a B that is mistaken.
fn length(state: &State) -> Length {
    let part = (state.compare.as_ref()).and_then(|compare| Some((compare, part(state, compare)?)));
    let Some((compare, part)) = part else {
        return Length::Unknown;
    };
    let total = |held: &Result<Box<LanesPair>, _>| held.as_ref().map_or(0, |pair| pair.total);
    (compare.lanes.held).length(&ask::filter(state), &part, total)
}

fn go(state: &mut State, by: isize) {
    let length = length(state);
    with(state, |lanes| {
        lanes.cursor.go(by, length);
        lanes.kept = None;
    });
}

fn sideways(state: &mut State, by: isize) {
    with(state, |lanes| {
        let last = lanes.columns().saturating_sub(1);
        lanes.column = lanes.column.saturating_add_signed(by).min(last);
    });
}

/// Points at the next or previous column in which either side has events.
fn busy(state: &mut State, forward: bool) {
    let mut found = None;
    with(state, |lanes| {
        let full = |at: &usize| {
            let sides = lanes.lane().into_iter().flatten();
            let mut cells = sides.filter_map(|lane| lane.cells.get(*at));
            cells.any(|cell| cell.total > 0)
        };
        found = if forward {
            (lanes.column + 1..lanes.columns()).find(full)
        } else {
            (0..lanes.column).rev().find(full)
        };
        lanes.column = found.unwrap_or(lanes.column);
    });
    if found.is_none() {
        let when = if forward { "later" } else { "earlier" };
        let says = state.unless_reading(format!("No {when} events in this row"));
        state.notice = Some(Notice::info(says));
    }
}

/// Shows half of the days, or twice as many, around the column pointed at.
fn zoom(state: &mut State, closer: bool) {
    with(state, |lanes| {
        let Some(pair) = lanes.pair() else { return };
        let origin = pair.starts[0].or(pair.starts[1]).filter(|_| pair.aligned);
        let origin = origin.map_or(0, |day| day.0);
        let side = usize::from(pair.starts[0].is_none());
        let ends = (pair.columns.first(), pair.columns.last());
        let (Some(first), Some(last), Some(here)) =
            (ends.0, ends.1, pair.columns.get(lanes.column))
        else {
            return;
        };
        let from = first.times[side].days.from.0 - origin;
        let to = last.times[side].days.to.0 - origin;
        let here = here.times[side].days;
        let middle = here.from.0 + (here.to.0 - here.from.0) / 2 - origin;
        let length = to - from + 1;
        let wanted = if closer { length / 2 } else { length * 2 }.clamp(1, LONGEST);
        let from = middle - wanted / 2;
        let from = if pair.aligned { from.max(0) } else { from };
        lanes.span = Some(DayRange {
            from: Day(from),
            to: Day(from + wanted - 1),
        });
        // The day pointed at is the one that columns are counted to.
        let columns = i64::try_from(lanes.columns()).unwrap_or(1).max(1);
        let before = (middle - from).max(0);
        let at = if wanted > columns {
            before * columns / wanted
        } else {
            before
        };
        lanes.column = usize::try_from(at).unwrap_or(0);
    });
}

/// Days that are shown at most: more than dates of people reach back.
const LONGEST: i64 = 4_000_000;

/// Puts both on one axis, or lets each begin at its own first day; other than it is now.
fn align(state: &mut State) {
    let Some(compare) = &mut state.compare else {
        return;
    };
    let now = compare
        .lanes
        .pair()
        .map_or_else(|| compare.aligned.unwrap_or(false), |pair| pair.aligned);
    compare.aligned = Some(!now);
    (compare.lanes.span, compare.lanes.column) = (None, 0);
}

/// Starts the brush at the column pointed at, or drops it.
fn brush(lanes: &mut ComparedLanes) {
    let here = lanes.pair().and_then(|pair| pair.columns.get(lanes.column));
    let here = here.map(|column| column.times.clone());
    lanes.anchor = here.filter(|_| lanes.brushed().is_none());
}

/// Whether there was a brush.
fn drop_brush(state: &mut State) -> bool {
    let lanes = state.compare.as_mut().map(|compare| &mut compare.lanes);
    lanes.is_some_and(|lanes| {
        let brushed = lanes.brushed().is_some();
        lanes.anchor = None;
        brushed
    })
}

/// Asks both filters for the brushed time, or for the lane and the column pointed at; each for its own days.
fn narrow(state: &mut State) {
    let Some(lanes) = state.compare.as_ref().map(|compare| &compare.lanes) else {
        return;
    };
    let brushed = lanes.brushed();
    let lane = match (brushed, lanes.lane()) {
        (Some(_), _) => None,
        (None, Some([lane, _])) => Some(lane.clone()),
        (None, None) => return,
    };
    let Some(times) = lanes.times(brushed.unwrap_or((lanes.column, lanes.column))) else {
        return;
    };
    let changed = change(state, |text, side| {
        let text = lane
            .as_ref()
            .map_or_else(|| text.to_owned(), |lane| edit::narrow_to_lane(text, lane));
        edit::set_date(&text, times[side])
    });
    match changed {
        Changed::Yes => with(state, |lanes| {
            (lanes.span, lanes.column, lanes.anchor) = (None, 0, None);
        }),
        Changed::No => state.notice = Some(Notice::info("Both filters ask for that already")),
        Changed::WouldBeSame => state.notice = Some(Notice::info(would_be_same(state))),
    }
}

/// Filters that differ in their time alone cannot both be asked for the same days.
fn would_be_same(state: &State) -> String {
    let pair = (state.compare.as_ref()).and_then(|compare| compare.lanes.pair());
    let one_axis = pair.is_some_and(|pair| !pair.aligned);
    let key = state.keymap.key(&[Context::Beside], Action::CompareAlign);
    match key.filter(|_| one_axis) {
        Some(key) => format!("{WOULD_BE_SAME}; {key} lets each have days of its own"),
        None => WOULD_BE_SAME.to_owned(),
    }
}

/// Hides what stands below the lane, shows it, or turns from one to the other.
fn fold(state: &mut State, hide: Option<bool>) {
    let lane = state.compare.as_ref().and_then(|one| one.lanes.lane());
    let Some([lane, _]) = lane.filter(|[lane, _]| lane.has_children) else {
        return;
    };
    let key = lane.key;
    if hide.unwrap_or(!lane.closed) {
        state.lanes.closed.insert(key);
    } else {
        state.lanes.closed.remove(&key);
    }
}

/// The mouse was pressed at a column and row of the pane's inside.
pub(in crate::app) fn press(state: &mut State, (x, y): (u16, u16), double: bool) {
    let (Some(compare), Some(shape)) = (&state.compare, shape(state)) else {
        return;
    };
    let Some(line) = y.checked_sub(HEAD + 1) else {
        return;
    };
    let rank = compare.lanes.cursor.first + usize::from(line / lines(compare));
    if line >= shape.rows || rank >= compare.lanes.total() {
        return;
    }
    let cell = shape.cell_at(x);
    with(state, |lanes| {
        lanes.cursor.put(rank);
        lanes.column = cell.unwrap_or(lanes.column);
    });
    match cell {
        Some(_) if double => narrow(state),
        None if double => fold(state, None),
        _ => {}
    }
}

/// The wheel was turned by so many lines.
pub(in crate::app) fn wheel(state: &mut State, by: isize) {
    go(state, by);
}

/// Makes positions fit what is held. A lane that is pointed at stays so when the order of lanes changes, if it is on the screen.
pub(in crate::app) fn settle(state: &mut State) {
    let order = state.lanes.order();
    let filter = ask::filter(state);
    let (Some(shape), Some(compare)) = (shape(state), &state.compare) else {
        return;
    };
    let rows = rows(compare, shape).max(1);
    let current =
        part(state, compare).is_some_and(|part| compare.lanes.held.answers(&filter, &part));
    let length = length(state);
    with(state, |lanes| {
        if lanes.basis.as_ref() != Some(&order) {
            let same = lanes.basis.as_ref().is_some_and(|old| old.by == order.by);
            lanes.kept = lanes.lane().map(|[lane, _]| lane.key).filter(|_| same);
            if lanes.basis.is_some() && !same {
                lanes.cursor = Cursor::default();
            }
            lanes.basis = Some(order);
        }
        if current {
            seek(lanes);
            lanes.column = lanes.column.min(lanes.columns().saturating_sub(1));
            if lanes.brushed().is_none() {
                lanes.anchor = None;
            }
        }
        lanes.cursor.settle(length, rows);
    });
}

fn seek(lanes: &mut ComparedLanes) {
    let Some(key) = lanes.kept.take() else { return };
    let found = lanes.pair().and_then(|pair| {
        let at = pair.rows.iter().position(|[lane, _]| lane.key == key)?;
        Some(pair.first + at)
    });
    if let Some(rank) = found {
        lanes.cursor.put(rank);
    }
}
