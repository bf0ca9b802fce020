//! The list of events: which one is selected, which rows are on the screen.
//!
//! The selection is an event and not a line, so it survives filtering: what the reader chose is kept as a wish, and the
//! engine puts the nearest match in its place while the wish does not match. Never more rows are held than a screen on
//! either side of it.

use super::{Held, State};
use crate::analysis::{EventKey, EventRow, Part, Window};
use crate::layout::Place;
use crate::model::Day;

/// Rows that stay visible above and below the selection.
const SCROLL_OFF: usize = 2;

/// The list of events.
#[derive(Debug, Clone)]
pub struct Timeline {
    /// The rows around the selection.
    pub held: Held<Window>,
    /// The text of the search that `n` and `N` repeat.
    pub search: String,
    wish: Wish,
    above: usize,
    errand: Option<Errand>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wish {
    Event(EventKey),
    Rank(usize),
}

/// Something to be looked up once.
#[derive(Debug, Clone, PartialEq)]
enum Errand {
    Day(Day),
    Before(Day),
    Seek { forward: bool, matching: String },
}

impl Default for Timeline {
    fn default() -> Self {
        Self {
            held: Held::default(),
            search: String::new(),
            wish: Wish::Rank(0),
            above: 0,
            errand: None,
        }
    }
}

/// An item of the list at its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// Line from the top of the list.
    pub line: u16,
    /// Lines it takes.
    pub height: u16,
    /// What.
    pub item: Item,
}

/// A thing in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// The heading of a day.
    Day(Day),
    /// A row, by position in the window.
    Row(usize),
}

impl Timeline {
    /// The selected row's position in the window.
    #[must_use]
    pub fn selected(&self) -> Option<usize> {
        let window = self.held.get()?;
        let last = window.rows.len().checked_sub(1)?;
        let index = match self.wish {
            Wish::Event(key) => window.rows.iter().position(|row| row.key == key).or(window
                .anchor
                .and_then(|rank| rank.checked_sub(window.first))),
            Wish::Rank(rank) => Some(rank.saturating_sub(window.first)),
        };
        Some(index.unwrap_or(0).min(last))
    }

    /// The selected row.
    #[must_use]
    pub fn row(&self) -> Option<&EventRow> {
        self.held.get()?.rows.get(self.selected()?)
    }

    /// The selected event.
    #[must_use]
    pub fn event(&self) -> Option<EventKey> {
        self.row().map(|row| row.key)
    }

    /// Rank of the selected row among the matches.
    #[must_use]
    pub fn rank(&self) -> Option<usize> {
        let window = self.held.get()?;
        match self.wish {
            Wish::Rank(rank) => Some(rank.min(window.total.checked_sub(1)?)),
            Wish::Event(_) => Some(window.first + self.selected()?),
        }
    }

    /// What stands on which line of a list of this height, with rows of this many lines.
    #[must_use]
    pub fn placed(&self, height: u16, row_lines: u16) -> Vec<Placed> {
        let (Some(window), Some(selected)) = (self.held.get(), self.selected()) else {
            return Vec::new();
        };
        let top = top(window, selected, self.above, height, row_lines);
        let mut placed = Vec::new();
        let mut line = 0;
        for (index, row) in window.rows.iter().enumerate().skip(top) {
            if index == top || starts_day(window, index) {
                if line >= height {
                    break;
                }
                placed.push(Placed {
                    line,
                    height: 1,
                    item: Item::Day(row.days.from),
                });
                line += 1;
            }
            if line >= height {
                break;
            }
            placed.push(Placed {
                line,
                height: row_lines.min(height - line),
                item: Item::Row(index),
            });
            line += row_lines;
        }
        placed
    }

    fn select(&mut self, rank: usize) {
        let window = self.held.get();
        let row = window.and_then(|window| window.rows.get(rank.checked_sub(window.first)?));
        self.wish = row.map_or(Wish::Rank(rank), |row| Wish::Event(row.key));
    }
}

fn starts_day(window: &Window, index: usize) -> bool {
    index == 0 || window.rows[index - 1].days.from != window.rows[index].days.from
}

/// The first visible row, so that the selection has room around it and the list fills the screen.
fn top(window: &Window, selected: usize, above: usize, height: u16, row_lines: u16) -> usize {
    let height = usize::from(height);
    let end = |top: usize, last: usize| {
        let days = (top + 1..=last)
            .filter(|&index| starts_day(window, index))
            .count();
        1 + days + (last + 1 - top) * usize::from(row_lines)
    };
    let last = window.rows.len() - 1;
    let room = (height / usize::from(row_lines.max(1))).saturating_sub(1) / 2;
    let off = SCROLL_OFF.min(room);
    let mut top = selected - above.max(off).min(selected);
    while top < selected && end(top, (selected + off).min(last)) > height {
        top += 1;
    }
    while top > 0 && end(top - 1, last) <= height {
        top -= 1;
    }
    top
}

/// Lines and rows of the list as it is on the screen.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shape {
    /// Lines of the list.
    pub(crate) height: u16,
    /// Lines of a row.
    pub(crate) row_lines: u16,
}

impl Shape {
    /// Rows that fit, the first day's heading left out.
    fn rows(self) -> usize {
        usize::from(self.height.saturating_sub(1) / self.row_lines.max(1)).max(1)
    }
}

/// The list's shape, if it is on the screen.
pub(crate) fn shape(state: &State) -> Option<Shape> {
    let layout = state.layout();
    let inner = layout.inner(layout.timeline?);
    let roomy = inner.height >= 10 && inner.width >= 40 && !state.panes.compact;
    Some(Shape {
        height: inner.height,
        row_lines: if roomy { 2 } else { 1 },
    })
}

/// The part that the list lacks.
pub(super) fn missing(state: &State, filter: &str) -> Vec<Part> {
    let timeline = &state.timeline;
    let mut parts = Vec::new();
    let rows = shape(state).map_or(1, Shape::rows);
    if !covers(timeline, filter, rows) {
        parts.push(match timeline.wish {
            Wish::Event(event) => Part::Around {
                event,
                before: rows,
                after: rows,
            },
            Wish::Rank(rank) => Part::Window {
                first: rank.saturating_sub(rows),
                len: 2 * rows + 1,
            },
        });
    }
    parts.extend(timeline.errand.as_ref().map(|errand| match errand {
        Errand::Day(day) | Errand::Before(day) => Part::RankOfDay(*day),
        Errand::Seek { forward, matching } => Part::Seek {
            from: timeline.event(),
            forward: *forward,
            matching: matching.clone(),
        },
    }));
    parts
}

/// Whether the rows that are to be on the screen are held.
fn covers(timeline: &Timeline, filter: &str, rows: usize) -> bool {
    if !timeline.held.is_under(filter) {
        return false;
    }
    let Some(window) = timeline.held.get() else {
        return false;
    };
    let end = window.first + window.rows.len();
    let rank = match timeline.wish {
        Wish::Rank(rank) => rank.min(window.total.saturating_sub(1)),
        Wish::Event(event) => {
            // A row that stands in for the wished one does so only when the engine said it is the nearest.
            let around = matches!(timeline.held.to_part(), Some(Part::Around { event: asked, .. }) if *asked == event);
            if !around && !window.rows.iter().any(|row| row.key == event) && window.total > 0 {
                return false;
            }
            timeline.rank().unwrap_or(0)
        }
    };
    let top = rank.saturating_sub(timeline.above.min(rows));
    window.total == 0
        || window.first <= top
            && end >= (top + rows).min(window.total)
            && (window.first..end).contains(&rank)
}

/// When the first data come: goes to where the period that they mean to cover begins; what led to it stands above.
pub(super) fn start(state: &mut State, catalog: &crate::analysis::Catalog) {
    let untouched = state.catalog.datasets.is_empty() && state.timeline.rank().unwrap_or(0) == 0;
    let begin = catalog
        .datasets
        .iter()
        .filter_map(|dataset| dataset.coverage)
        .map(|days| days.from)
        .filter(|day| !day.is_open())
        .min();
    if let Some(day) = begin.filter(|_| untouched && state.filter.text().is_empty()) {
        errand(state, Errand::Day(day));
    }
}

/// Takes the rows in.
pub(super) fn take_window(state: &mut State, filter: &str, part: Part, window: Window) {
    let timeline = &mut state.timeline;
    let rank = match (timeline.wish, &part) {
        (Wish::Rank(rank), Part::Window { .. }) => Some(rank.min(window.total.saturating_sub(1))),
        _ => None,
    };
    timeline.held.set(filter, part, window);
    if let Some(rank) = rank {
        timeline.select(rank);
    }
}

/// Takes the rank of a day in.
pub(super) fn take_rank(state: &mut State, rank: usize) {
    let Some(errand) = state.timeline.errand.take() else {
        return;
    };
    let total = state.timeline.held.get().map_or(0, |window| window.total);
    let rank = if matches!(errand, Errand::Before(_)) {
        rank.saturating_sub(1)
    } else {
        rank
    };
    jump_to_rank(state, rank.min(total.saturating_sub(1)));
}

/// Takes a found event in.
pub(super) fn take_found(state: &mut State, found: Option<(EventKey, usize)>) {
    let Some(errand) = state.timeline.errand.take() else {
        return;
    };
    match (found, errand) {
        (Some((event, _)), _) => select_event(state, event),
        (None, Errand::Seek { matching, .. }) if matching == "is:disputed" => {
            state.notice = Some(super::Notice::info(
                "None of the shown events has conflicting accounts",
            ));
        }
        (None, Errand::Seek { matching, .. }) => {
            state.notice = Some(super::Notice::info(format!(
                "Nothing shown matches {matching}; s searches for something else"
            )));
        }
        _ => {}
    }
}

/// Selects an event wherever it is.
pub(super) fn select_event(state: &mut State, event: EventKey) {
    state.timeline.wish = Wish::Event(event);
    state.timeline.above = shape(state).map_or(0, Shape::rows) / 3;
    super::detail::follow_selection(state);
}

fn jump_to_rank(state: &mut State, rank: usize) {
    state.timeline.select(rank);
    state.timeline.above = shape(state).map_or(0, Shape::rows) / 3;
    super::detail::follow_selection(state);
}

/// Moves the selection by rows; the list scrolls when it must.
pub(super) fn step(state: &mut State, rows: isize) {
    let above = visible_above(state);
    go(state, rows, above.saturating_add_signed(rows));
}

/// Moves the selection by half pages; it keeps its place on the screen.
pub(super) fn page(state: &mut State, halves: isize) {
    let rows = shape(state).map_or(1, Shape::rows);
    let by = if halves % 2 == 0 {
        rows.saturating_sub(1).max(1)
    } else {
        (rows / 2).max(1)
    };
    let above = visible_above(state);
    go(state, by.cast_signed() * halves.signum(), above);
}

/// Scrolls by rows; the selection moves when it would leave the screen.
pub(super) fn scroll(state: &mut State, rows: isize) {
    let above = visible_above(state);
    let fit = shape(state).map_or(1, Shape::rows);
    let wished = above.cast_signed() - rows;
    let low = SCROLL_OFF.min(fit / 2).cast_signed();
    let high = fit.saturating_sub(1 + SCROLL_OFF).max(1).cast_signed();
    let kept = wished.clamp(low, high.max(low));
    go(state, kept - wished, kept.unsigned_abs());
}

fn go(state: &mut State, rows: isize, above: usize) {
    let (Some(rank), Some(window)) = (state.timeline.rank(), state.timeline.held.get()) else {
        return;
    };
    let target = rank
        .saturating_add_signed(rows)
        .min(window.total.saturating_sub(1));
    state.timeline.select(target);
    state.timeline.above = above.min(target).min(shape(state).map_or(0, Shape::rows));
    super::detail::follow_selection(state);
}

/// Rows above the selection on the screen.
fn visible_above(state: &State) -> usize {
    let (Some(shape), Some(window), Some(selected)) = (
        shape(state),
        state.timeline.held.get(),
        state.timeline.selected(),
    ) else {
        return 0;
    };
    selected
        - top(
            window,
            selected,
            state.timeline.above,
            shape.height,
            shape.row_lines,
        )
        .min(selected)
}

/// Goes to the first or last row.
pub(super) fn end(state: &mut State, last: bool) {
    let total = state.timeline.held.get().map_or(0, |window| window.total);
    state.timeline.above = if last {
        shape(state).map_or(0, Shape::rows)
    } else {
        0
    };
    state
        .timeline
        .select(if last { total.saturating_sub(1) } else { 0 });
    super::detail::follow_selection(state);
}

/// Goes to the first row of the next day that has events, or of this day or the previous one.
pub(super) fn day(state: &mut State, forward: bool) {
    let (Some(window), Some(selected)) = (state.timeline.held.get(), state.timeline.selected())
    else {
        return;
    };
    let here = window.rows[selected].days.from;
    let starts = |index: &usize| starts_day(window, *index) && (*index > 0 || window.first == 0);
    let target = if forward {
        (selected + 1..window.rows.len()).find(starts)
    } else {
        (0..selected).rev().find(starts)
    };
    match target {
        Some(index) => jump_to_rank(state, window.first + index),
        None if forward => errand(state, Errand::Day(here.plus(1))),
        None => errand(state, Errand::Before(here)),
    }
}

/// Goes to the first row on or after a day.
pub(super) fn go_to_day(state: &mut State, day: Day) {
    errand(state, Errand::Day(day));
}

/// Goes to the next or previous row that matches a filter text.
pub(super) fn seek(state: &mut State, forward: bool, matching: String) {
    errand(state, Errand::Seek { forward, matching });
}

fn errand(state: &mut State, errand: Errand) {
    state.timeline.errand = Some(errand);
    state.asked.forget();
}

/// Selects the row at a line of the list; whether there is one.
pub(super) fn click(state: &mut State, line: u16) -> bool {
    let Some(Shape { height, row_lines }) = shape(state) else {
        return false;
    };
    let placed = state.timeline.placed(height, row_lines);
    let hit = placed
        .iter()
        .find(|placed| (placed.line..placed.line + placed.height).contains(&line));
    let (
        Some(&Placed {
            item: Item::Row(index),
            ..
        }),
        Some(selected),
    ) = (hit, state.timeline.selected())
    else {
        return false;
    };
    let above =
        visible_above(state).saturating_add_signed(index.cast_signed() - selected.cast_signed());
    go(state, index.cast_signed() - selected.cast_signed(), above);
    super::panes::focus(state, Place::Timeline);
    true
}
