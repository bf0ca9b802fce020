//! Two filters beside each other: how many, when, and of what more or less. The map and lanes show them in their own places.

mod difference;

use ratatui::layout::Rect;

pub(super) use self::difference::{Difference, Measure};
use super::screen::{Panel, Row, thumb};
use super::{compose, empty};
use crate::analysis::{ComparedRow, Comparison, Grouping, Histogram, Totals};
use crate::app::{COMPARE_HEAD, COMPARE_MARGIN, Compare, State, compare_shape};
use crate::command::{Action, Context};
use crate::content::words::{count, counted};
use crate::content::{Line, Tone, date};

/// The letters of the two sides, with their tones.
pub(super) const SIDES: [(&str, Tone); 2] = [("A", Tone::Accent), ("B", Tone::Warning)];

/// The sheet.
pub(super) fn panel(state: &State, compare: &Compare, area: Rect) -> Panel {
    let mut panel = Panel {
        area,
        title: Line::default().with(" Compare ", Tone::Text),
        ..super::main_panel(state)
    };
    let key = empty::key(state, Context::Compare, Action::Back);
    let behind = format!(" {key} shows {} ", state.view.label());
    panel.note = Line::default().with(behind, Tone::Dim);
    let inner = panel.inner();
    let (width, Some(shape)) = (usize::from(inner.width), compare_shape(state)) else {
        return panel;
    };
    let Some(answer) = compare.answer() else {
        panel.rows = without_answer(state, compare, width);
        panel.rows.truncate(inner.height.into());
        return panel;
    };
    let mut lines = head(state, compare, answer, width);
    debug_assert_eq!(lines.len(), COMPARE_HEAD, "the shape counts them");
    if shape.chart > 0 {
        lines.extend(charts(
            state,
            compare,
            answer,
            (shape.chart_width, shape.chart),
        ));
    }
    lines.push(table_heading(state, compare, width));
    let above = lines.len();
    panel.rows = lines
        .into_iter()
        .map(|line| compose::cut_line(line, width).into())
        .collect();
    panel.rows.extend(table(state, compare, answer, width));
    panel.rows.truncate(inner.height.into());
    panel.thumb = thumb(shape.table, answer.first, shape.table, answer.total)
        .map(|(at, length)| (at + u16::try_from(above).unwrap_or(0), length));
    let rank = if answer.total == 0 {
        0
    } else {
        compare.cursor.rank + 1
    };
    panel.foot = Line::default().with(
        format!(" {} of {} ", count(rank), count(answer.total)),
        Tone::Dim,
    );
    panel
}

/// What is wrong with B, while there is nothing to compare with.
pub(super) fn without_answer(state: &State, compare: &Compare, width: usize) -> Vec<Row> {
    let mut lines = vec![
        Line::default()
            .with(" B ", SIDES[1].1)
            .data(&compare.other, Tone::Text),
    ];
    if let Some(problems) = compare.problems(state.view) {
        for problem in problems {
            lines.push(Line::default().data(&format!("   {}", problem.message), Tone::Error));
            let hint = problem.hint.as_ref();
            lines.extend(hint.map(|hint| Line::default().data(&format!("   {hint}"), Tone::Dim)));
        }
        lines.push(Line::default());
        let key = |action| empty::key(state, Context::Compare, action);
        let (change, close) = (key(Action::Compare), key(Action::Back));
        let says = format!("   {change} changes it, {close} closes the comparison");
        lines.push(Line::default().with(says, Tone::Dim));
    }
    lines
        .into_iter()
        .map(|line| compose::cut_line(line, width).into())
        .collect()
}

/// The two filters, and what both have.
fn head(state: &State, compare: &Compare, answer: &Comparison, width: usize) -> Vec<Line> {
    let side = |at: usize| {
        let facts = facts(state, &answer.totals[at]);
        compose::ends(side(state, compare, at), facts, width)
    };
    let [a, b] = [0, 1].map(|at| answer.totals[at].shown);
    let overlap = Line::default()
        .with(format!(" {} in both", count(answer.both)), Tone::Strong)
        .with(
            format!(
                " {dot} {} only in A {dot} {} only in B",
                count(a - answer.both.min(a)),
                count(b - answer.both.min(b)),
                dot = state.glyphs.dot
            ),
            Tone::Dim,
        );
    vec![side(0), side(1), overlap, charted(compare, answer)]
}

/// The letter of a side with its filter.
pub(super) fn side(state: &State, compare: &Compare, at: usize) -> Line {
    let text = match at {
        0 => state.filter.asking(),
        _ => std::borrow::Cow::Borrowed(&*compare.other),
    };
    let letter = Line::default().with(format!(" {} ", SIDES[at].0), SIDES[at].1);
    match text.trim() {
        "" => letter.with("all events", Tone::Dim),
        text => letter.data(text, Tone::Text),
    }
}

/// What the charts below show, and what of the matches they do not.
fn charted(compare: &Compare, answer: &Comparison) -> Line {
    let says = if compare.difference {
        " how many more in A, and in B"
    } else {
        ""
    };
    let mut line = Line::default().with(says, Tone::Dim);
    for ((letter, tone), of) in SIDES.into_iter().zip(&answer.histograms) {
        let beyond = [
            (of.before, "earlier"),
            (of.after, "later"),
            (of.untimed, "without a time"),
        ];
        for (events, what) in beyond.into_iter().filter(|(events, _)| *events > 0) {
            line = line
                .with(format!(" {letter}"), tone)
                .with(format!(" {} {what} ", count(events)), Tone::Dim);
        }
    }
    line
}

fn facts(state: &State, totals: &Totals) -> Line {
    let mut line = Line::default().with(
        format!("  {}", counted(totals.shown, "event")),
        Tone::Strong,
    );
    if let Some(span) = totals.span {
        let span = date::span(span, state.glyphs.dash);
        line = line.with(format!(" {} {span}", state.glyphs.dot), Tone::Dim);
    }
    if let Some(known) = totals.known {
        line = line.with(format!(" known at {}", date::long(known)), Tone::Warning);
    }
    line.with(" ", Tone::Text)
}

/// Counts of each bucket: two charts on one scale, or one of their difference.
fn charts(
    state: &State,
    compare: &Compare,
    answer: &Comparison,
    (width, height): (usize, usize),
) -> Vec<Line> {
    let [a, b] = &answer.histograms;
    let columns = columns(a, width).max(columns(b, width));
    let mut lines = Vec::new();
    if compare.difference {
        let (more_a, more_b) = differences(a, b);
        let peak = more_a.iter().chain(&more_b).copied().max().unwrap_or(0);
        lines.extend(chart(state, 0, &more_a, peak, (columns, height)));
        lines.extend(chart(state, 1, &more_b, peak, (columns, height)));
    } else {
        let peak = a.peak.max(b.peak);
        let counts = |of: &Histogram| {
            of.buckets
                .iter()
                .map(|bucket| bucket.total)
                .collect::<Vec<_>>()
        };
        lines.extend(chart(state, 0, &counts(a), peak, (columns, height)));
        lines.extend(chart(state, 1, &counts(b), peak, (columns, height)));
    }
    lines.push(axis(state, compare, answer, columns));
    lines.push(Line::default());
    lines
}

/// Columns of a bucket.
fn columns(of: &Histogram, width: usize) -> usize {
    (width / of.buckets.len().max(1)).clamp(1, 8)
}

fn differences(a: &Histogram, b: &Histogram) -> (Vec<usize>, Vec<usize>) {
    let length = a.buckets.len().max(b.buckets.len());
    let at = |of: &Histogram, at: usize| of.buckets.get(at).map_or(0, |bucket| bucket.total);
    (0..length)
        .map(|bucket| {
            let (a, b) = (at(a, bucket), at(b, bucket));
            (a.saturating_sub(b), b.saturating_sub(a))
        })
        .unzip()
}

/// Bars of one side, from the top row down, with the letter and the scale at the left.
fn chart(
    state: &State,
    side: usize,
    counts: &[usize],
    peak: usize,
    (columns, height): (usize, usize),
) -> Vec<Line> {
    let (letter, tone) = SIDES[side];
    let row = |row: usize| {
        let foot = (height - 1 - row) * 8;
        let label = match row {
            0 => format!("{letter} {:>5} ", count(peak)),
            _ if row + 1 == height => format!("{:>7} ", 0),
            _ => " ".repeat(COMPARE_MARGIN),
        };
        let mut bars = String::new();
        for &of in counts {
            let eighths = if of == 0 {
                0
            } else {
                (of * height * 8).div_ceil(peak.max(1))
            };
            let cell = match eighths.saturating_sub(foot).min(8) {
                0 if foot == 0 => state.glyphs.dot,
                0 => " ",
                part => state.glyphs.columns[part - 1],
            };
            let gap = usize::from(columns > 2);
            bars.push_str(&cell.repeat(columns - gap));
            bars.push_str(&" ".repeat(gap));
        }
        let label = compose::fill(Line::default().with(label, tone), COMPARE_MARGIN);
        label.with(bars, tone)
    };
    (0..height).map(row).collect()
}

/// When the first and last bucket are; of both sides when each has its own beginning.
fn axis(state: &State, compare: &Compare, answer: &Comparison, columns: usize) -> Line {
    let ends = |of: &Histogram| {
        let (first, last) = (of.buckets.first()?, of.buckets.last()?);
        Some((first.label.clone(), last.label.clone()))
    };
    let mut line = Line::default().with(" ".repeat(COMPARE_MARGIN), Tone::Text);
    let [a, b] = &answer.histograms;
    if compare.charts_aligned() {
        for (side, of) in [a, b].into_iter().enumerate() {
            if let Some((first, last)) = ends(of) {
                let text = format!("{} {first} {} {last}   ", SIDES[side].0, state.glyphs.dash);
                line = line.with(text, SIDES[side].1);
            }
        }
        return line.with("each from its own first day", Tone::Dim);
    }
    let longer = if a.buckets.len() >= b.buckets.len() {
        a
    } else {
        b
    };
    let Some((first, last)) = ends(longer) else {
        return line;
    };
    let width = longer.buckets.len() * columns;
    let gap = width.saturating_sub(first.chars().count() + last.chars().count());
    line.with(
        format!("{first}{}{last}", " ".repeat(gap.max(1))),
        Tone::Dim,
    )
}

/// Columns of the table: label, count and share of each side, change, bars.
struct Columns {
    label: usize,
    bar: usize,
}

impl Columns {
    /// Columns of a count with its share.
    const COUNT: usize = 16;
    /// Columns of a change.
    const CHANGE: usize = 10;

    fn of(width: usize) -> Self {
        let fixed = 2 * Self::COUNT + Self::CHANGE + 3;
        let rest = width.saturating_sub(fixed);
        let bar = if rest >= 60 { (rest - 36) / 2 } else { 0 };
        Self {
            label: rest.saturating_sub(2 * bar).max(8),
            bar: bar.min(30),
        }
    }
}

fn table_heading(state: &State, compare: &Compare, width: usize) -> Line {
    let columns = Columns::of(width);
    let name = label(compare.by);
    let overlaps = if compare.by.overlaps() {
        " (an event can have several)"
    } else {
        ""
    };
    let heading = Line::default()
        .with(format!(" {name}"), Tone::Heading)
        .with(overlaps, Tone::Dim);
    let line = compose::fill(heading, columns.label + 1)
        .with(format!("{:>16}", "A"), SIDES[0].1)
        .with(format!("{:>16}", "B"), SIDES[1].1)
        .with(format!("{:>10}", "B - A"), Tone::Heading);
    let sorted = format!("  by {} {}", compare.order.label(), state.glyphs.more[3]);
    let room = width.saturating_sub(line.width());
    if crate::text::width(&sorted) > room {
        return line;
    }
    line.with(sorted, Tone::Dim)
}

fn label(by: Grouping) -> &'static str {
    match by {
        Grouping::Actor => "Actors",
        Grouping::Region => "Regions",
        Grouping::Kind => "Kinds",
        Grouping::Bloc => "Blocs",
        Grouping::Tag => "Tags",
        Grouping::Source => "Sources",
        Grouping::Publisher => "Publishers",
        Grouping::Grade => "Grades",
        Grouping::Dataset => "Datasets",
        Grouping::Status => "Statuses",
        Grouping::Field(_) => "Values",
    }
}

fn table(state: &State, compare: &Compare, answer: &Comparison, width: usize) -> Vec<Row> {
    let shown = [answer.totals[0].shown, answer.totals[1].shown];
    (answer.first..)
        .zip(&answer.rows)
        .map(|(rank, row)| {
            let selected = rank == compare.cursor.rank;
            let cursor = if selected { state.glyphs.cursor } else { " " };
            let line = Line::default().with(cursor, Tone::Accent).append(value(
                state,
                row,
                shown,
                (answer.peak, width),
            ));
            Row {
                line: compose::cut_line(line, width),
                selected,
            }
        })
        .collect()
}

fn value(
    state: &State,
    row: &ComparedRow,
    shown: [usize; 2],
    (peak, width): (usize, usize),
) -> Line {
    let columns = Columns::of(width);
    let label = Line::default().data(&row.label, Tone::Text);
    let mut line = compose::fill(label, columns.label);
    for side in [0, 1] {
        let text = format!(
            "{:>8} {:>7}",
            count(row.counts[side]),
            share(row.counts[side], shown[side])
        );
        line = line.with(text, SIDES[side].1);
    }
    let (a, b) = (row.counts[0], row.counts[1]);
    let sign = match a.cmp(&b) {
        std::cmp::Ordering::Less => "+",
        std::cmp::Ordering::Equal => "",
        std::cmp::Ordering::Greater => "-",
    };
    line = line.with(
        format!("{:>10}", format!("{sign}{}", count(a.abs_diff(b)))),
        Tone::Strong,
    );
    if columns.bar > 0 {
        line = line.with("  ", Tone::Text);
        for (side, (_, tone)) in SIDES.into_iter().enumerate() {
            let bar = bar(state, row.counts[side], peak, columns.bar - 1);
            line = line.append(compose::fill(Line::default().with(bar, tone), columns.bar));
        }
    }
    line
}

/// Hundredths with one digit; `–` where there is nothing to be a share of.
pub(super) fn share(of: usize, all: usize) -> String {
    if all == 0 {
        return "-".into();
    }
    let tenths = (of * 1000 + all / 2) / all;
    format!("{}.{} %", tenths / 10, tenths % 10)
}

fn bar(state: &State, of: usize, peak: usize, width: usize) -> String {
    let eighths = if of == 0 {
        0
    } else {
        (of * width * 8).div_ceil(peak.max(1))
    };
    let full = state.glyphs.bars[7].repeat(eighths / 8);
    match eighths % 8 {
        0 => full,
        part => full + state.glyphs.bars[part - 1],
    }
}
