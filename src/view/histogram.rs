//! The counts over time: bars stacked by bloc, their axis, and the brush.

mod legend;

use ratatui::layout::Rect;

pub(super) use legend::legend;

use super::screen::{Bar, Bars, Emptiness, Panel, Segment};
use crate::analysis::{Bucket, BucketUnit, Histogram};
use crate::app::{Focus, State};
use crate::content::words::{count, counted};
use crate::content::{Line, Tone, date};
use crate::text::{Clean, clean};

/// The pane with its frame.
pub(super) fn panel(state: &State, area: Rect) -> Panel {
    let focused = state.panes.focus == Focus::Histogram;
    let mut panel = Panel {
        area,
        framed: true,
        focused,
        ..Panel::default()
    };
    let Some(histogram) = state.histogram.held.get() else {
        return panel;
    };
    panel.title = Line::default()
        .with(format!(" {} ", unit(histogram.unit)), Tone::Text)
        .append(elsewhere(state, histogram));
    panel.note = pointed(state, histogram).unwrap_or_default();
    panel
}

/// Matches that no bar counts.
fn elsewhere(state: &State, histogram: &Histogram) -> Line {
    let parts = [
        (histogram.before, "earlier"),
        (histogram.after, "later"),
        (histogram.untimed, "without a time"),
    ];
    parts
        .iter()
        .filter(|(events, _)| *events > 0)
        .fold(Line::default(), |line, (events, what)| {
            line.with(
                format!("{} {} {what} ", state.glyphs.dot, count(*events)),
                Tone::Dim,
            )
        })
}

/// What a bucket counts.
pub(super) fn unit(unit: BucketUnit) -> String {
    match unit {
        BucketUnit::Hours(1) => "Events an hour".into(),
        BucketUnit::Hours(hours) => format!("Events every {hours} hours"),
        BucketUnit::Day => "Events a day".into(),
        BucketUnit::Week => "Events a week".into(),
        BucketUnit::Month => "Events a month".into(),
        BucketUnit::Quarter => "Events a quarter".into(),
        BucketUnit::Years(1) => "Events a year".into(),
        BucketUnit::Years(years) => format!("Events every {years} years"),
    }
}

/// The bar pointed at, while the histogram has the keys or the mouse brushes it.
fn pointed(state: &State, histogram: &Histogram) -> Option<Line> {
    let (first, last) = match state.histogram.brushed() {
        Some(brushed) => brushed,
        None if state.panes.focus == Focus::Histogram => {
            (state.histogram.cursor, state.histogram.cursor)
        }
        None => return None,
    };
    let buckets = histogram.buckets.get(first..=last)?;
    let events = buckets.iter().map(|bucket| bucket.total).sum();
    let (from, to) = (&buckets.first()?.label, &buckets.last()?.label);
    let label = match state.histogram.time() {
        // The label of an hour says where it begins: of the last one that is not where it ends.
        Some(time) if histogram.unit.is_hours() => date::time(time, state.glyphs.dash),
        _ if first == last => from.clone(),
        _ => format!("{from} {} {to}", state.glyphs.dash),
    };
    let known = buckets
        .iter()
        .any(|bucket| bucket.covered || bucket.total > 0);
    let count = if known {
        counted(events, "event")
    } else {
        state.or_not_yet("no data").into()
    };
    Some(
        Line::default()
            .data(&format!(" {label} "), Tone::Accent)
            .with(format!("{} {count} ", state.glyphs.dot), Tone::Text),
    )
}

/// The bars, for what is inside the frame.
pub(super) fn bars(state: &State, inner: Rect) -> Option<Bars> {
    let histogram = state
        .histogram
        .held
        .get()
        .filter(|histogram| !histogram.buckets.is_empty())?;
    let area = Rect {
        height: inner.height.saturating_sub(1),
        ..inner
    };
    let marks = Marks::of(state);
    let brushed = state.histogram.brushed();
    let pointing = state.panes.focus == Focus::Histogram;
    let count = histogram.buckets.len();
    // Bars are as wide as the narrowest share of the width; the columns left over are gaps.
    let share = share(inner.width, count);
    let bar = |(at, bucket): (usize, &Bucket)| {
        let in_brush = brushed.is_some_and(|(first, last)| (first..=last).contains(&at));
        let brushed = in_brush || pointing && at == state.histogram.cursor;
        let x = crate::app::bar_start(inner.width, count, at);
        let bar = bar(bucket, &marks, histogram.peak, area.height * 8);
        let width = match bar.empty {
            Some(Emptiness::NoData) => crate::app::bar_start(inner.width, count, at + 1) - x,
            _ if share >= 3 => share - 1,
            _ => share,
        };
        Bar {
            x,
            width,
            brushed,
            ..bar
        }
    };
    let bars = histogram.buckets.iter().enumerate().map(bar).collect();
    Some(Bars {
        area,
        bars,
        axis: axis(state, histogram, inner.width),
    })
}

/// Columns of each of so many bars, with its gap.
fn share(width: u16, bars: usize) -> u16 {
    let all = usize::from(crate::app::bar_start(width, bars, bars));
    u16::try_from(all / bars.max(1)).unwrap_or(1).max(1)
}

/// Tone and mark of each bloc, and of none.
struct Marks(Vec<(Tone, Clean)>);

impl Marks {
    fn of(state: &State) -> Self {
        let blocs = &state.catalog.blocs;
        let mark = |bloc: Option<usize>| clean(&state.glyphs.bloc(bloc, blocs));
        let mut marks: Vec<_> = (0..blocs.len())
            .map(|place| (Tone::Bloc(place), mark(Some(place))))
            .collect();
        marks.push((Tone::NoBloc, mark(None)));
        Self(marks)
    }
}

fn bar(bucket: &Bucket, marks: &Marks, peak: usize, height: u16) -> Bar {
    if bucket.total == 0 {
        let empty = if bucket.covered {
            Emptiness::NoEvents
        } else {
            Emptiness::NoData
        };
        return Bar {
            empty: Some(empty),
            ..Bar::default()
        };
    }
    let mut below = 0;
    let mut segments = Vec::new();
    for (count, (tone, glyph)) in bucket
        .by_bloc
        .iter()
        .zip(&marks.0)
        .filter(|(count, _)| **count > 0)
    {
        below += count;
        segments.push(Segment {
            tone: *tone,
            glyph: glyph.clone(),
            to: eighths(below, peak, height),
        });
    }
    Bar {
        segments,
        ..Bar::default()
    }
}

/// Height of a count; never nothing for something.
fn eighths(count: usize, peak: usize, height: u16) -> u16 {
    let scaled = count.saturating_mul(height.into()).saturating_add(peak / 2) / peak.max(1);
    u16::try_from(scaled)
        .unwrap_or(height)
        .clamp(1, height.max(1))
}

/// Labels under their bars, as many as have room; a mark under the selected event's bar.
fn axis(state: &State, histogram: &Histogram, width: u16) -> Line {
    let row = state.timeline.row();
    let here = row.and_then(|row| state.histogram.bar_of(row));
    let longest = histogram
        .buckets
        .iter()
        .map(|bucket| clean(&bucket.label).width())
        .max()
        .unwrap_or(1);
    let count = histogram.buckets.len();
    let every = (longest + 2).div_ceil(share(width, count).into()).max(1);
    let mut line = Line::default();
    for (at, bucket) in histogram.buckets.iter().enumerate() {
        let column = usize::from(crate::app::bar_start(width, count, at));
        let label = if at % every == 0 {
            bucket.label.as_str()
        } else {
            ""
        };
        let (text, tone) = match (here == Some(at), label) {
            (true, "") => (state.glyphs.more[2], Tone::Accent),
            (true, label) => (label, Tone::Accent),
            (false, label) => (label, Tone::Dim),
        };
        let text = clean(text);
        if text.is_empty() || column < line.width() || column + text.width() > usize::from(width) {
            continue;
        }
        let gap = column - line.width();
        line = line.with(" ".repeat(gap), Tone::Text).clean(text, tone);
    }
    line
}
