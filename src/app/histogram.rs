//! The counts over time: the bar that is pointed at, and the brush that becomes a date in the filter.

use super::{Held, State, edit, replay};
use crate::analysis::{EventRow, Histogram, Part};
use crate::layout::Place;
use crate::model::TimeRange;

/// The counts over time.
#[derive(Debug, Clone, Default)]
pub struct HistogramPane {
    /// The counts.
    pub held: Held<Histogram>,
    /// The bar pointed at.
    pub cursor: usize,
    /// Where the brush began.
    pub anchor: Option<usize>,
}

impl HistogramPane {
    /// First and last brushed bar.
    #[must_use]
    pub fn brushed(&self) -> Option<(usize, usize)> {
        self.anchor
            .map(|anchor| (anchor.min(self.cursor), anchor.max(self.cursor)))
    }

    /// The time of the brushed bars, or of the bar pointed at.
    #[must_use]
    pub fn time(&self) -> Option<TimeRange> {
        let (first, last) = self.brushed().unwrap_or((self.cursor, self.cursor));
        let buckets = &self.held.get()?.buckets;
        Some(TimeRange {
            from: buckets.get(first)?.time.from,
            to: buckets.get(last)?.time.to,
        })
    }

    /// The bar that an event starts in. One without a clock time is in no bar of hours.
    #[must_use]
    pub fn bar_of(&self, row: &EventRow) -> Option<usize> {
        let histogram = self.held.get()?;
        let start = row.start(histogram.unit.is_hours())?;
        let mut buckets = histogram.buckets.iter();
        buckets.position(|bucket| bucket.time.holds(start))
    }
}

/// Columns of a bar and its gap at most: one bar over all the width would look like a wall, not like a count.
const WIDEST: usize = 9;

/// The column where a bar begins when so many bars share the width; where the last one ends, for the bar behind it.
#[must_use]
pub(crate) fn bar_start(width: u16, bars: usize, bar: usize) -> u16 {
    let shared = usize::from(width).min(bars.saturating_mul(WIDEST));
    u16::try_from(shared.saturating_mul(bar) / bars.max(1)).unwrap_or(width)
}

/// The part that the histogram lacks.
pub(super) fn missing(state: &State, filter: &str) -> Option<Part> {
    let layout = state.layout();
    let width = usize::from(layout.inner(layout.histogram?).width);
    let part = Part::Histogram {
        span: replay::day(state),
        buckets: buckets(state, width),
    };
    (!state.histogram.held.answers(filter, &part)).then_some(part)
}

/// Bars asked for. No finer than days over more than three of them (two that are asked for, and one on which a match may end): most events have no clock time, and half-day bars would
/// put them all into the first half.
fn buckets(state: &State, width: usize) -> usize {
    let fits = (width / 2).max(1);
    let span = state.totals.get().and_then(|totals| totals.span);
    let days = replay::day(state)
        .or(span)
        .map(|span| span.to.0.saturating_sub(span.from.0).saturating_add(1));
    match days.and_then(|days| usize::try_from(days).ok()) {
        Some(days) if days > 3 => fits.min(days),
        _ => fits,
    }
}

pub(super) fn settle(state: &mut State) {
    let last = state
        .histogram
        .held
        .get()
        .map_or(0, |histogram| histogram.buckets.len().saturating_sub(1));
    let pane = &mut state.histogram;
    pane.cursor = pane.cursor.min(last);
    pane.anchor = pane.anchor.map(|anchor| anchor.min(last));
    if state.panes.focus != Place::Histogram && !state.pointer.brushing() {
        state.histogram.anchor = None;
    }
}

/// Goes to the histogram, at the selected event's bar.
pub(super) fn enter(state: &mut State) {
    let row = state.timeline.row();
    let at = row.and_then(|row| state.histogram.bar_of(row));
    state.histogram.cursor = at.unwrap_or(0);
    super::panes::focus(state, Place::Histogram);
}

/// Points at another bar.
pub(super) fn step(state: &mut State, by: isize) {
    state.histogram.cursor = state.histogram.cursor.saturating_add_signed(by);
}

/// Starts the brush at the bar pointed at, or drops it.
pub(super) fn anchor(state: &mut State) {
    let pane = &mut state.histogram;
    pane.anchor = if pane.anchor.is_some() {
        None
    } else {
        Some(pane.cursor)
    };
}

/// Writes the brushed time into the filter.
pub(super) fn apply(state: &mut State) {
    let Some(time) = state.histogram.time() else {
        return;
    };
    let text = edit::set_date(state.filter.text(), time);
    state.filter.set(text);
    state.histogram.anchor = None;
    super::panes::focus(state, Place::Main);
}

/// The bar under a column of the histogram, clamped to the bars there are.
pub(super) fn bar_at(state: &State, x: u16) -> Option<usize> {
    let layout = state.layout();
    let inner = layout.inner(layout.histogram?);
    let bars = state.histogram.held.get()?.buckets.len();
    let column = x.saturating_sub(inner.x);
    let bar = (0..bars).rposition(|bar| bar_start(inner.width, bars, bar) <= column)?;
    Some(bar)
}
