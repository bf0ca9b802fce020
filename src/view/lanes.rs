//! Activity over time, a row each: an axis, lanes of marks, what the marks mean, and the cell that is pointed at.

mod cell;
mod pair;
mod row;
mod scale;

use ratatui::layout::Rect;

use super::compose;
use super::screen::{Lit, Panel, Row, Screen, thumb};
use crate::analysis::Lanes;
use crate::app::{LaneShape, State, lane_shape};
use crate::content::words::{count, counted};
use crate::content::{Line, Tone};
use crate::text::clean;
pub(super) use pair::panel as compared;
use scale::Scale;

/// Puts the view on the screen.
pub(super) fn panels(state: &State, area: Rect, screen: &mut Screen) {
    let mut panel = Panel {
        area,
        ..super::main_panel(state)
    };
    if let (Some(lanes), Some(shape)) = (state.lanes.held.get(), lane_shape(state)) {
        fill(state, lanes, shape, &mut panel);
    }
    screen.panels.push(panel);
}

fn fill(state: &State, lanes: &Lanes, shape: LaneShape, panel: &mut Panel) {
    let inner = panel.inner();
    if lanes.matches == 0 {
        panel.rows = super::empty::no_match(state, inner);
        return;
    }
    let dot = state.glyphs.dot;
    let unit = super::histogram::unit(lanes.unit);
    panel.title = (panel.title.clone()).with(format!("{dot} {unit} "), Tone::Text);
    panel.note = without(
        state,
        lanes,
        usize::from(panel.area.width),
        panel.title.width(),
    );
    panel.foot = position(state, lanes);
    let rows = usize::from(shape.rows);
    panel.thumb = thumb(rows, state.lanes.cursor.first, rows, lanes.total)
        .map(|(at, length)| (at + 1, length));
    let visible = visible(state, lanes, shape);
    let scale = Scale::of(visible.iter().flat_map(|lane| &lane.cells));
    let labels = lanes.columns.iter().map(|column| &*column.label);
    let labels: Vec<&str> = labels.collect();
    panel
        .rows
        .push(axis(state, &labels, state.lanes.column, shape).into());
    let ranks = state.lanes.cursor.first..;
    let drawn = ranks.zip(visible);
    let row = |(rank, lane)| Row::from(row::row(state, lanes, shape, (rank, lane), scale));
    panel.rows.extend(drawn.map(row));
    panel.rows.resize_with(1 + rows, Row::default);
    if shape.strip > 0 {
        panel
            .rows
            .push(scale::legend(state, &shown(lanes, visible), scale, shape.width.into()).into());
        panel.rows.extend(cell::strip(state, lanes, shape));
    }
    panel.lit = lit(state, lanes, shape, inner);
}

/// The lanes on the screen, of those that are held.
fn visible<'a>(state: &State, lanes: &'a Lanes, shape: LaneShape) -> &'a [crate::analysis::Lane] {
    let from = state.lanes.cursor.first.saturating_sub(lanes.first);
    let from = from.min(lanes.rows.len());
    let to = (from + usize::from(shape.rows)).min(lanes.rows.len());
    &lanes.rows[from..to]
}

/// What of lanes is on the screen, for what marks mean.
fn shown(lanes: &Lanes, visible: &[crate::analysis::Lane]) -> scale::Shown {
    let covered = || lanes.columns.iter().map(|column| column.covered);
    let cells = visible
        .iter()
        .flat_map(|lane| lane.cells.iter().copied().zip(covered()));
    scale::Shown {
        cells: cells.collect(),
        beyond: visible.iter().any(|lane| lane.before + lane.after > 0),
    }
}

/// Matches that no lane has, if there is room to say so.
fn without(state: &State, lanes: &Lanes, width: usize, taken: usize) -> Line {
    if lanes.without == 0 {
        return Line::default();
    }
    let what = match state.lanes.by {
        crate::analysis::LaneBy::Actor => "an actor",
        crate::analysis::LaneBy::Bloc => "a bloc",
        crate::analysis::LaneBy::Region => "a region",
        crate::analysis::LaneBy::Kind => "a kind",
        crate::analysis::LaneBy::Publisher => "a publisher",
        crate::analysis::LaneBy::Pair => "two sides",
    };
    let line = Line::default().with(
        format!(" {} without {what} ", counted(lanes.without, "event")),
        Tone::Dim,
    );
    if line.width() + taken + 6 <= width {
        line
    } else {
        Line::default()
    }
}

fn position(state: &State, lanes: &Lanes) -> Line {
    let rank = (state.lanes.cursor.rank + 1).min(lanes.total);
    Line::default().with(
        format!(" {} of {} ", count(rank), count(lanes.total)),
        Tone::Dim,
    )
}

/// What rows stand for, and times above their cells: the one pointed at, and as many others as have room.
fn axis(state: &State, labels: &[&str], column: usize, shape: LaneShape) -> Line {
    let [left, right, _, below] = state.glyphs.more;
    let view = &state.lanes;
    let head = Line::default()
        .with(format!(" {left} "), Tone::Dim)
        .with(view.by.label(), Tone::Accent)
        .with(format!(" {right} "), Tone::Dim)
        .with(format!("by {}", view.sort.label()), Tone::Dim);
    let head = compose::fill(head, usize::from(shape.names)).with(" ", Tone::Text);
    let room = usize::from(shape.width - shape.start.min(shape.width));
    let (x, here) = here(labels, shape, column, room, below);
    let apart = |at: usize, width: usize| at + width < x || at > x + here.width();
    let labels = spaced(labels, shape).into_iter();
    let others =
        labels.filter(|(at, label)| apart(*at, label.width()) && at + label.width() <= room);
    let mut placed: Vec<(usize, Line)> = others
        .map(|(at, label)| (at, Line::default().clean(label, Tone::Dim)))
        .collect();
    placed.push((x, here));
    placed.sort_by_key(|(at, _)| *at);
    let times = placed
        .into_iter()
        .fold(Line::default(), |line, (at, label)| {
            gap(line, at).append(label)
        });
    head.append(times)
}

/// The time pointed at, with an arrow above its cell.
fn here(
    labels: &[&str],
    shape: LaneShape,
    column: usize,
    room: usize,
    arrow: &str,
) -> (usize, Line) {
    let label = labels.get(column).copied().unwrap_or_default();
    let label = clean(short(label));
    let x = column * usize::from(shape.cell);
    let mark = Line::default().with(arrow, Tone::Accent);
    if x + 1 + label.width() <= room {
        (x, mark.clean(label, Tone::Accent))
    } else {
        let from = x.saturating_sub(label.width());
        let line = Line::default().clean(label, Tone::Accent);
        (from, line.append(mark))
    }
}

/// Labels of columns, as close as the longest allows.
fn spaced(labels: &[&str], shape: LaneShape) -> Vec<(usize, crate::text::Clean)> {
    let labels: Vec<_> = labels.iter().map(|label| clean(short(label))).collect();
    let longest = labels
        .iter()
        .map(crate::text::Clean::width)
        .max()
        .unwrap_or(1);
    let every = (longest + 2).div_ceil(shape.cell.into()).max(1);
    let at = |at: usize| at * usize::from(shape.cell);
    let labels = labels.into_iter().enumerate().step_by(every);
    labels.map(|(column, label)| (at(column), label)).collect()
}

/// A week is named by its first day: what a column is stands in the title.
fn short(label: &str) -> &str {
    label.strip_prefix("week of ").unwrap_or(label)
}

fn gap(line: Line, to: usize) -> Line {
    let missing = to.saturating_sub(line.width());
    line.with(" ".repeat(missing), Tone::Text)
}

/// The cell and the name pointed at, the brush, and where the selected event is.
fn lit(state: &State, lanes: &Lanes, shape: LaneShape, inner: Rect) -> Vec<Lit> {
    let view = &state.lanes;
    let first = inner.y + 1;
    let area = |column: usize, columns: usize, y: u16, height: u16| Rect {
        x: inner
            .x
            .saturating_add(shape.start)
            .saturating_add(columns_wide(shape, column)),
        y,
        width: columns_wide(shape, columns),
        height,
    };
    let line = |rank: usize| {
        let line = u16::try_from(rank.checked_sub(view.cursor.first)?).ok()?;
        (line < shape.rows && rank < lanes.total).then_some(first + line)
    };
    let mut lit = Vec::new();
    let filled = u16::try_from(lanes.total.saturating_sub(view.cursor.first));
    let filled = filled.unwrap_or(u16::MAX).min(shape.rows);
    if let Some((from, to)) = view.brushed() {
        // With the times above: underlined, bars would hide most of it.
        lit.push(Lit {
            area: area(from, to - from + 1, first - 1, 1 + filled),
            pointed: false,
        });
    }
    if let Some(column) = selected_column(state, lanes) {
        let ranks = view.ranks.get().into_iter().flatten();
        let lines = ranks.filter_map(|&rank| line(rank));
        lit.extend(lines.map(|y| Lit {
            area: area(column, 1, y, 1),
            pointed: false,
        }));
    }
    if let Some(y) = line(view.cursor.rank) {
        let name = Rect {
            x: inner.x,
            y,
            width: shape.names,
            height: 1,
        };
        lit.push(Lit {
            area: name,
            pointed: false,
        });
        lit.push(Lit {
            area: area(view.column, 1, y, 1),
            pointed: true,
        });
    }
    lit
}

fn columns_wide(shape: LaneShape, columns: usize) -> u16 {
    let wide = columns.saturating_mul(shape.cell.into());
    u16::try_from(wide).unwrap_or(u16::MAX)
}

/// The column that the selected event starts in.
fn selected_column(state: &State, lanes: &Lanes) -> Option<usize> {
    let row = state.timeline.row()?;
    let start = row.start(lanes.unit.is_hours())?;
    let mut columns = lanes.columns.iter();
    columns.position(|column| column.time.range().holds(start))
}
