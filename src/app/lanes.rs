//! Activity over time, a row each: which lanes are asked, and which cell the cursor is on.
//!
//! The cursor and the selected event go together. When the cursor moves onto a cell with events, the first of them is selected;
//! when something else selects an event, the cursor goes to it. What the reader points at is a lane and a time and not a
//! position, so it stays when lanes are sorted, folded, filtered or zoomed.

mod moves;
mod place;
mod zoom;

use std::collections::BTreeSet;

pub(super) use self::moves::{act, press, rows, wheel};
pub(super) use self::place::within;
pub(crate) use self::place::{Shape, shape};
use super::cursor::{Cursor, Length};
use super::{Held, State, ask, replay, timeline};
use crate::analysis::{
    EventKey, Lane, LaneBy, LaneCell, LaneEvents, LaneKey, LaneOf, LaneOrder, LaneSort, LaneTime,
    Lanes, Part,
};
use crate::model::{DayRange, TimeRange};

/// Activity over time, a row each.
#[derive(Debug, Clone, Default)]
pub struct LanesView {
    /// What rows stand for.
    pub by: LaneBy,
    /// Their order.
    pub sort: LaneSort,
    /// The lanes on the screen.
    pub held: Held<Lanes>,
    /// The events of the cell pointed at.
    pub events: Held<LaneEvents>,
    /// Where the selected event's lanes stand.
    pub ranks: Held<Vec<usize>>,
    /// The lane pointed at, and the first on the screen.
    pub cursor: Cursor,
    /// The column pointed at.
    pub column: usize,
    /// Where the brush began.
    pub anchor: Option<usize>,
    /// The days shown, where they do not fit the matches.
    pub span: Option<DayRange>,
    pub(super) closed: BTreeSet<LaneKey>,
    /// The time pointed at, for when the columns become others.
    time: Option<LaneTime>,
    /// What the ranks on the screen were counted in.
    basis: Option<(String, LaneOrder)>,
    /// The lane to be found again in other ranks.
    sought: Option<LaneKey>,
    /// The event that the cursor was put on, or that it selected.
    seated: Option<EventKey>,
    /// Whether the cursor has moved and is to select an event.
    picks: bool,
    /// Whether it stays where it is, whichever event is selected next.
    stays: bool,
}

impl LanesView {
    /// The lane pointed at.
    #[must_use]
    pub fn lane(&self) -> Option<&Lane> {
        let lanes = self.held.get()?;
        lanes.rows.get(self.cursor.rank.checked_sub(lanes.first)?)
    }

    /// The cell pointed at.
    #[must_use]
    pub fn cell(&self) -> Option<LaneCell> {
        self.lane()?.cells.get(self.column).copied()
    }

    /// First and last brushed column.
    #[must_use]
    pub fn brushed(&self) -> Option<(usize, usize)> {
        let anchor = self.anchor?;
        Some((anchor.min(self.column), anchor.max(self.column)))
    }

    /// The time of some columns.
    #[must_use]
    pub fn time(&self, (first, last): (usize, usize)) -> Option<TimeRange> {
        let columns = &self.held.get()?.columns;
        Some(TimeRange {
            from: columns.get(first)?.time.range().from,
            to: columns.get(last)?.time.range().to,
        })
    }

    pub(super) fn order(&self) -> LaneOrder {
        LaneOrder {
            by: self.by,
            sort: self.sort,
            closed: self.closed.iter().copied().collect(),
        }
    }

    fn total(&self) -> usize {
        self.held.get().map_or(0, |lanes| lanes.total)
    }
}

/// The parts that the view lacks.
pub(super) fn missing(state: &State, filter: &str) -> Vec<Part> {
    let Some(shape) = shape(state) else {
        return Vec::new();
    };
    let view = &state.lanes;
    let page = page(state, shape);
    let mut parts = Vec::new();
    if !view.held.answers(filter, &page) {
        parts.push(page.clone());
    }
    let ranks = event_ranks(state);
    parts.extend(ranks.filter(|part| !view.ranks.answers(filter, part)));
    parts.extend(view.sought.map(|lane| rank_of(view, lane)));
    let events = cell_events(view, shape).filter(|_| view.held.answers(filter, &page));
    parts.extend(events.filter(|part| !view.events.answers(filter, part)));
    parts
}

fn page(state: &State, shape: Shape) -> Part {
    let view = &state.lanes;
    Part::Lanes {
        order: view.order(),
        span: view.span.or_else(|| replay::day(state)),
        buckets: shape.room.into(),
        first: view.cursor.first,
        len: shape.rows.into(),
    }
}

/// Where the selected event is.
fn event_ranks(state: &State) -> Option<Part> {
    Some(Part::LaneRanks {
        order: state.lanes.order(),
        of: LaneOf::Event(state.timeline.event()?),
    })
}

fn rank_of(view: &LanesView, lane: LaneKey) -> Part {
    Part::LaneRanks {
        order: view.order(),
        of: LaneOf::Lane(lane),
    }
}

/// What is in the cell pointed at, if something is.
fn cell_events(view: &LanesView, shape: Shape) -> Option<Part> {
    view.cell().filter(|cell| !cell.is_empty())?;
    let column = view.held.get()?.columns.get(view.column)?;
    Some(Part::LaneEvents {
        order: view.order(),
        rank: view.cursor.rank,
        time: column.time.clone(),
        len: usize::from(shape.titles()).max(1),
    })
}

/// Takes lanes in; the column stays at the time pointed at.
pub(super) fn take(state: &mut State, filter: &str, part: Part, lanes: Lanes) {
    let view = &mut state.lanes;
    if let Some(time) = &view.time {
        view.column = column_of(&lanes, time);
    }
    view.column = view.column.min(lanes.columns.len().saturating_sub(1));
    view.held.set(filter, part, lanes);
}

/// The column that a time begins in, or the one nearest to it.
fn column_of(lanes: &Lanes, time: &LaneTime) -> usize {
    let minute = |time: &LaneTime| time.minutes.as_ref().map_or(0, |minutes| minutes.start);
    let behind = lanes.columns.partition_point(|column| {
        (column.time.days.from, minute(&column.time)) <= (time.days.from, minute(time))
    });
    behind.saturating_sub(1)
}

/// Takes ranks in: of the selected event, or of the lane that was pointed at.
pub(super) fn take_ranks(state: &mut State, filter: &str, part: Part, ranks: Vec<usize>) {
    let view = &mut state.lanes;
    let Part::LaneRanks { of, .. } = &part else {
        return;
    };
    match of {
        LaneOf::Event(_) => view.ranks.set(filter, part, ranks),
        LaneOf::Lane(lane) if view.sought == Some(*lane) => {
            view.sought = None;
            match ranks.first() {
                // The reader who has moved meanwhile is where he went.
                Some(_) if view.cursor.waits() => {}
                Some(&rank) => view.cursor.put_in_place(rank),
                None => (view.seated, view.stays) = (None, false),
            }
        }
        LaneOf::Lane(_) => {}
    }
}

/// How many lanes there are.
fn length(state: &State, shape: Shape) -> Length {
    let part = page(state, shape);
    (state.lanes.held).length(&ask::filter(state), &part, |lanes| lanes.total)
}

/// Makes positions fit what is held, and cursor and selection each other.
pub(super) fn settle(state: &mut State) {
    let Some(shape) = shape(state) else { return };
    let filter = ask::filter(state);
    let follows = state.replay.is_some();
    keep_lane(&mut state.lanes, &filter, follows);
    let (length, rows) = (length(state, shape), usize::from(shape.rows));
    let view = &mut state.lanes;
    match length {
        Length::Known(_) => view.cursor.settle(length, rows),
        // The rank of a lane may be known before the lanes are.
        Length::Old(_) | Length::Unknown => view.cursor.show(rows),
    }
    let current = state.lanes.held.answers(&filter, &page(state, shape));
    let view = &mut state.lanes;
    if current {
        let last = view
            .held
            .get()
            .map_or(0, |lanes| lanes.columns.len().saturating_sub(1));
        view.column = view.column.min(last);
        view.anchor = view.anchor.map(|anchor| anchor.min(last));
    }
    // While the list looks for the selected event, another row stands in its place.
    let found = timeline::missing(state, &filter).is_empty();
    if current && found && state.lanes.sought.is_none() && !pick(state, shape, &filter) {
        sit(state, &filter);
    }
}

/// When ranks are counted in something else, the lane pointed at is looked up in it. What is pointed at stays, unless it `follows` the
/// event that is selected next.
fn keep_lane(view: &mut LanesView, filter: &str, follows: bool) {
    let now = (filter.to_owned(), view.order());
    if view.basis.as_ref() == Some(&now) {
        return;
    }
    let same_kind = view
        .basis
        .as_ref()
        .is_some_and(|(_, order)| order.by == now.1.by);
    let filtered = view.basis.as_ref().is_some_and(|(old, _)| old != filter);
    view.sought = view.lane().map(|lane| lane.key).filter(|_| same_kind);
    view.stays |= filtered && !follows;
    // Keys that were pressed before there were lanes are for those that come.
    let waits = view.basis.is_none() && view.cursor.waits();
    if !same_kind && !waits {
        (view.cursor, view.seated) = (Cursor::default(), None);
    }
    view.basis = Some(now);
}

/// Selects the first event of the cell that the cursor has moved to, unless the selected one is in it; whether it does.
fn pick(state: &mut State, shape: Shape, filter: &str) -> bool {
    let view = &mut state.lanes;
    if !view.picks {
        return false;
    }
    let Some(part) = cell_events(view, shape) else {
        view.picks = false;
        // An event that has come since does not lead the reader away again.
        view.seated = view.seated.or(state.timeline.event());
        return false;
    };
    if !view.events.answers(filter, &part) {
        return false;
    }
    view.picks = false;
    let selected = state.timeline.event();
    let events = view.events.get().map_or(&[][..], |events| &events.rows);
    let stays = events.iter().any(|row| Some(row.key) == selected);
    let first = events.first().map(|row| row.key).filter(|_| !stays);
    view.seated = first.or(selected);
    if let Some(first) = first {
        timeline::select_event(state, first);
    }
    first.is_some()
}

/// Puts the cursor on the selected event when something else has selected it.
fn sit(state: &mut State, filter: &str) {
    let Some((row, part)) = state.timeline.row().zip(event_ranks(state)) else {
        return;
    };
    let view = &mut state.lanes;
    if view.picks || view.seated == Some(row.key) || !view.ranks.answers(filter, &part) {
        return;
    }
    view.seated = Some(row.key);
    if view.stays {
        // The filter has put another event in the place of one that it hides; the reader still looks at this lane.
        view.stays = false;
        return;
    }
    let time = zoom::time_of(row);
    if let Some(lanes) = view.held.get() {
        view.column = column_of(lanes, &time);
    }
    view.time = Some(time);
    let ranks = view.ranks.get().map_or(&[][..], Vec::as_slice);
    if let Some(&rank) = (ranks.first()).filter(|_| !ranks.contains(&view.cursor.rank)) {
        view.cursor.put_in_place(rank);
    }
}

/// New data: what is held stays on the screen and is asked again.
pub(super) fn opened(state: &mut State) {
    let view = &mut state.lanes;
    view.held.expire();
    view.events.expire();
    view.ranks.expire();
    view.closed.clear();
    (view.sought, view.seated, view.basis) = (None, None, None);
}
