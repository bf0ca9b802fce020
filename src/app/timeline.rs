//! The list of events: which one is selected, which rows are on the screen.
//!
//! The selection is an event and not a line, so it survives filtering: what the reader chose is kept as a wish, and the
//! engine puts the nearest match in its place while the wish does not match. Never more rows are held than a screen on
//! either side of it.

mod moves;
mod place;

pub(super) use moves::{click, day, go, go_to, scroll, seek, select_event};
pub use place::{Item, Placed};

use super::cursor::{Ahead, Length};
use super::{Held, State, actors, ask, edit, sources};
use crate::analysis::{Choice, EventKey, EventRow, Part, Window};
use crate::layout::View;
use crate::model::{Day, DayTime};
use moves::{errand, jump_to_rank};

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
    ahead: Ahead,
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
    Time(DayTime),
    /// The first event with this filter text, wherever it stands now.
    First(String),
    Seek {
        forward: bool,
        matching: String,
    },
}

impl Default for Timeline {
    fn default() -> Self {
        Self {
            held: Held::default(),
            search: String::new(),
            wish: Wish::Rank(0),
            above: 0,
            errand: None,
            ahead: Ahead::default(),
        }
    }
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
        self.held.sound()?.rows.get(self.selected()?)
    }

    /// The selected event.
    #[must_use]
    pub fn event(&self) -> Option<EventKey> {
        self.row().map(|row| row.key)
    }

    /// The selected event; one that was gone to also before its row has come, and none where only its rank is known.
    #[must_use]
    pub fn current(&self) -> Option<EventKey> {
        match self.wish {
            Wish::Event(event) if !self.answers(event) => Some(event),
            // Another row stands in its place until its own has come.
            Wish::Rank(rank) if !self.holds(rank) => None,
            _ => self.event(),
        }
    }

    fn holds(&self, rank: usize) -> bool {
        let there = |window: &Window| {
            let rank = rank.min(window.total.saturating_sub(1));
            (window.first..window.first + window.rows.len()).contains(&rank)
        };
        self.held.get().is_some_and(there)
    }

    /// Whether the rows that are held tell where this event is, or what stands in for it.
    fn answers(&self, event: EventKey) -> bool {
        let asked = self.held.to_part();
        let around = matches!(asked, Some(Part::Around { event: asked, .. }) if *asked == event);
        let there = |window: &Window| window.rows.iter().any(|row| row.key == event);
        around || self.held.get().is_some_and(there)
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

    /// Whether the selected row only stands in for the event that was gone to, because that one is not among the matches.
    #[must_use]
    pub fn stands_in(&self) -> bool {
        let Wish::Event(wished) = self.wish else {
            return false;
        };
        let asked = self.held.to_part();
        matches!(asked, Some(Part::Around { event, .. }) if *event == wished)
            && self.event().is_some_and(|event| event != wished)
    }

    fn select(&mut self, rank: usize) {
        let window = self.held.get();
        let row = window.and_then(|window| window.rows.get(rank.checked_sub(window.first)?));
        self.wish = row.map_or(Wish::Rank(rank), |row| Wish::Event(row.key));
    }
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

/// The list's shape, if it is on the screen. In other views it holds no more than the selected row.
pub(crate) fn shape(state: &State) -> Option<Shape> {
    let layout = state.layout();
    let inner = layout.inner(
        layout
            .main
            .filter(|_| state.view == View::Timeline && state.compare.is_none())?,
    );
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
        Errand::Time(time) => Part::RankOfTime(*time),
        Errand::First(matching) => Part::Seek {
            from: None,
            forward: true,
            matching: matching.clone(),
        },
        Errand::Seek { forward, matching } => Part::Seek {
            from: timeline.event(),
            forward: *forward,
            matching: matching.clone(),
        },
    }));
    parts
}

/// Whether the selection is on its way to an event that is not held yet.
pub(super) fn is_bound(state: &State) -> bool {
    !missing(state, &ask::filter(state)).is_empty()
}

/// Whether the rows that are to be on the screen are held.
fn covers(timeline: &Timeline, filter: &str, rows: usize) -> bool {
    if !timeline.held.is_under(filter) {
        return false;
    }
    let Some(window) = timeline.held.sound() else {
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
    let stays = state.timeline.ahead.is_empty() && state.timeline.rank().unwrap_or(0) == 0;
    let untouched = state.catalog.datasets.is_empty() && stays;
    let begin = catalog
        .datasets
        .iter()
        .filter_map(|dataset| dataset.coverage)
        .map(|days| days.from)
        .filter(|day| !day.is_open())
        .min();
    if let Some(day) = begin.filter(|_| untouched && state.filter.text().is_empty()) {
        errand(state, Errand::Day(day));
        // What lists chose for the event before is not what they would choose for the one there; but the reader's keys choose.
        if !state.actors.list.cursor.waits() {
            actors::left(state);
        }
        if !state.sources.list.cursor.waits() {
            sources::left(state);
        }
    }
}

/// When data are read again: goes to the event that was selected, wherever it stands now.
pub(super) fn return_to_event(state: &mut State) {
    let id = state.timeline.row().map(|row| row.id.as_str());
    let matching = id.map(|id| edit::choose("", "id", id, Choice::Included));
    if let Some(matching) = matching.filter(|_| state.timeline.errand.is_none()) {
        errand(state, Errand::First(matching));
    }
}

/// Goes to the first of the matches that pass another filter text too, if there is one.
pub(super) fn find_first(state: &mut State, matching: String) {
    errand(state, Errand::First(matching));
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
    moves::catch_up(state);
}

/// How many events there are to go through.
fn length(state: &State) -> Length {
    let held = &state.timeline.held;
    match held.get().map(|window| window.total) {
        None => Length::Unknown,
        Some(total) if held.is_under(&ask::filter(state)) => Length::Known(total),
        Some(total) => Length::Old(total),
    }
}

/// Takes the rank of a day or a time in.
pub(super) fn take_rank(state: &mut State, rank: usize) {
    let Some(errand) = state.timeline.errand.take() else {
        return;
    };
    let total = state.timeline.held.get().map_or(0, |window| window.total);
    // The heading of the day stands at the top of the list.
    let rank = if matches!(errand, Errand::Before(_)) {
        rank.saturating_sub(1)
    } else {
        rank
    };
    jump_to_rank(state, rank.min(total.saturating_sub(1)), 0);
}

/// Takes a found event in.
pub(super) fn take_found(state: &mut State, found: Option<(EventKey, usize)>) {
    let Some(errand) = state.timeline.errand.take() else {
        return;
    };
    match (found, errand) {
        (Some((event, _)), Errand::First(_)) if state.timeline.event() == Some(event) => {}
        (Some((event, _)), _) => select_event(state, event),
        (None, Errand::Seek { matching, .. }) => {
            let says = state.unless_reading(nothing_matches(&matching));
            state.notice = Some(super::Notice::info(says));
        }
        _ => {}
    }
}

/// Said when no shown event has what was looked for.
pub(super) fn nothing_matches(text: &str) -> String {
    match text {
        "is:disputed" => "None of the shown events has conflicting accounts".to_owned(),
        _ => format!("Nothing shown matches {text}; s searches for something else"),
    }
}
