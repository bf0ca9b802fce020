//! How one-sided the support is over time: a strip of two lines with its axis, and the stretches of days on which it is all.

use super::Place;
use crate::analysis::{BucketUnit, OneSided, SidedBucket, SidedRun};
use crate::app::{self, State};
use crate::content::words::count;
use crate::content::{Line, Tone, date};
use crate::text;
use crate::view::compose;
use crate::view::screen::Row;

/// A sentence, the strip, its axis, and a blank line.
pub(super) fn strip(state: &State, width: usize) -> Vec<Row> {
    let Some(sided) = state.sources.sided.get() else {
        return vec![Row::default(); 4];
    };
    if !sided.told {
        let says = " No source is recorded as somebody's outlet: sides cannot be told apart";
        let line = compose::cut_line(Line::default().with(says, Tone::Dim), width);
        return [line.into()]
            .into_iter()
            .chain(vec![Row::default(); 3])
            .collect();
    }
    let mut rows = vec![compose::fill(says(state, sided), width).into()];
    rows.push(shares(state, &sided.buckets, width).into());
    rows.push(axis(sided, width).into());
    rows.push(Row::default());
    rows
}

/// "◧ 43 of 233 shown events are supported by one side only: ● Opposition 10 ■ Government 33".
fn says(state: &State, sided: &OneSided) -> Line {
    let line = Line::default()
        .with(format!(" {} ", state.glyphs.one_sided), Tone::Warning)
        .with(count(sided.events), Tone::Strong)
        .with(
            format!(" of {} rest on one side only", count(sided.total)),
            Tone::Text,
        );
    blocs(state, line, &sided.by_bloc)
}

fn blocs(state: &State, mut line: Line, by_bloc: &[usize]) -> Line {
    let all = by_bloc.iter().enumerate();
    for (bloc, events) in all.filter(|(_, events)| **events > 0) {
        let glyph = state.glyphs.bloc(Some(bloc), &state.catalog.blocs);
        line = line
            .with(format!("  {glyph} "), Tone::Bloc(bloc))
            .with(count(*events), Tone::Text);
    }
    line
}

/// For each bucket the share of one-sided events, in eighths, in the colour of the bloc with most of them: a full column says
/// that all are. A dot says that there are events and none is one-sided; a shade, that nothing covers the time.
fn shares(state: &State, buckets: &[SidedBucket], width: usize) -> Line {
    let mut line = Line::default().with(" ", Tone::Text);
    let columns = columns(buckets, width);
    for bucket in buckets.iter().take(width.saturating_sub(2)) {
        let (mark, tone) = share(state, bucket);
        line = line.with(mark.repeat(columns), tone);
    }
    compose::fill(line, width)
}

/// Columns of a bucket: few buckets are drawn wide.
fn columns(buckets: &[SidedBucket], width: usize) -> usize {
    (width.saturating_sub(2) / buckets.len().max(1)).clamp(1, 3)
}

fn share(state: &State, bucket: &SidedBucket) -> (&'static str, Tone) {
    let glyphs = &state.glyphs;
    let sided = bucket.one_sided();
    match (bucket.total, sided) {
        (0, _) if bucket.covered => (" ", Tone::Text),
        (0, _) => (glyphs.no_data, Tone::Rule),
        (_, 0) => (glyphs.dot, Tone::Dim),
        (total, sided) if sided == total => (glyphs.columns[7], tone(bucket)),
        (total, sided) => {
            let eighths = (sided * 8 / total).clamp(1, 7);
            (glyphs.columns[eighths - 1], tone(bucket))
        }
    }
}

/// The bloc with most of them.
fn tone(bucket: &SidedBucket) -> Tone {
    let blocs = bucket.by_bloc.iter().enumerate().rev();
    let most = blocs.max_by_key(|&(_, events)| *events);
    most.map_or(Tone::NoBloc, |(bloc, _)| Tone::Bloc(bloc))
}

/// The labels of the ends, and what a column stands for.
fn axis(sided: &OneSided, width: usize) -> Line {
    let buckets = &sided.buckets;
    let (Some(first), Some(last)) = (buckets.first(), buckets.last()) else {
        return Line::default();
    };
    let drawn = buckets.len() * columns(buckets, width);
    let gap = drawn.saturating_sub(text::width(&first.label) + text::width(&last.label));
    let says = if gap > 0 {
        format!(" {}{}{}", first.label, " ".repeat(gap), last.label)
    } else {
        format!(" {}", first.label)
    };
    let left = Line::default().with(says, Tone::Dim);
    let right = format!("  share {} ", unit_words(sided.unit));
    if left.width() + right.len() > width {
        return compose::fill(left, width);
    }
    compose::ends(left, Line::default().with(right, Tone::Dim), width)
}

fn unit_words(unit: BucketUnit) -> String {
    match unit {
        BucketUnit::Hours(_) | BucketUnit::Day => "by day".to_owned(),
        BucketUnit::Week => "by week".to_owned(),
        BucketUnit::Month => "by month".to_owned(),
        BucketUnit::Quarter => "by quarter".to_owned(),
        BucketUnit::Years(1) => "by year".to_owned(),
        BucketUnit::Years(years) => format!("by {years} years"),
    }
}

/// The stretches of days, those with most events first.
pub(super) fn rows(state: &State, width: usize) -> (Vec<Row>, Place) {
    let Some(sided) = state.sources.sided.get() else {
        return (Vec::new(), Place::default());
    };
    let fit = app::sources_rows(state);
    let place = Place {
        first: state.sources.run.first,
        fit,
        total: sided.runs.len(),
        cursor: state.sources.run.rank,
    };
    let mut rows = vec![head(sided, width).into()];
    if sided.runs.is_empty() {
        let says = if sided.told {
            "  On every day with events, some do not rest on one side only"
        } else {
            "  Sides cannot be told apart"
        };
        rows.push(Row::default());
        rows.push(compose::cut_line(Line::default().with(says, Tone::Dim), width).into());
    }
    let shown = sided.runs.iter().enumerate().skip(place.first).take(fit);
    rows.extend(shown.map(|(at, run)| {
        let selected = at == place.cursor;
        Row {
            line: stretch(state, run, selected, width),
            selected,
        }
    }));
    (rows, place)
}

fn head(sided: &OneSided, width: usize) -> Line {
    let says = if sided.runs.len() < sided.runs_total {
        let shown = count(sided.runs.len());
        format!(
            " the {shown} largest of {} stretches",
            count(sided.runs_total)
        )
    } else {
        " days told by one side only".to_owned()
    };
    let names = Line::default().with("days  events  whose outlets        ", Tone::Dim);
    compose::ends(Line::default().with(says, Tone::Accent), names, width)
}

fn stretch(state: &State, run: &SidedRun, selected: bool, width: usize) -> Line {
    let cursor = if selected { state.glyphs.cursor } else { " " };
    let days = date::span(run.days, state.glyphs.dash);
    let left = Line::default()
        .with(format!("{cursor} "), Tone::Accent)
        .with(days, Tone::Text);
    let length = run.days.to.0.saturating_sub(run.days.from.0) + 1;
    let right = Line::default()
        .with(format!(" {length:>4}"), Tone::Dim)
        .with(format!("  {:>6}", count(run.events)), Tone::Strong);
    let right = blocs(state, right, &run.by_bloc);
    let right = compose::fill(right, 37.min(width));
    compose::ends(left, right, width)
}
