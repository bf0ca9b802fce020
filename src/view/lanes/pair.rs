//! Two filters in lanes: A above B in each lane, in the same columns and heights, or how much more one of them has.

use ratatui::layout::Rect;

use super::scale::{self, Scale, Shown};
use super::{axis, cell, row};
use crate::analysis::{Lane, LaneCell, LanesPair};
use crate::app::{
    COMPARED_LANES_HEAD, Compare, LaneShape, State, compared_lane_lines, compared_lanes_shape,
};
use crate::command::{Action, Context};
use crate::content::words::{count, counted};
use crate::content::{Line, Span, Tone, date};
use crate::view::compare::{Difference, Measure, SIDES, side, without_answer};
use crate::view::compose;
use crate::view::screen::{Lit, Panel, Row, thumb};

/// The pane.
pub(in crate::view) fn panel(state: &State, compare: &Compare, area: Rect) -> Panel {
    let mut panel = Panel {
        area,
        ..crate::view::main_panel(state)
    };
    let Some(shape) = compared_lanes_shape(state) else {
        return panel;
    };
    match compare.lanes.pair() {
        Some(pair) => fill(state, compare, (pair, shape), &mut panel),
        None => panel.rows = without_answer(state, compare, shape.width.into()),
    }
    panel.rows.truncate(panel.inner().height.into());
    panel
}

fn fill(
    state: &State,
    compare: &Compare,
    (pair, shape): (&LanesPair, LaneShape),
    panel: &mut Panel,
) {
    let width = usize::from(shape.width);
    let says = if compare.difference {
        "difference"
    } else {
        "A and B"
    };
    panel.title = (panel.title.clone()).with(
        format!("{} {says}, {} ", state.glyphs.dot, unit(pair)),
        Tone::Text,
    );
    panel.foot = position(compare, pair);
    let lines = compared_lane_lines(compare);
    let rows = usize::from(shape.rows / lines);
    let above = COMPARED_LANES_HEAD + 1;
    let lane_lines = usize::from(lines) * rows;
    panel.thumb = thumb(lane_lines, compare.lanes.cursor.first, rows, pair.total)
        .map(|(at, length)| (at + above, length));
    let inner = panel.inner();
    let mut drawn: Vec<Line> = [0, 1]
        .map(|at| compose::ends(side(state, compare, at), facts(state, pair, at), width))
        .into_iter()
        .take(COMPARED_LANES_HEAD.min(inner.height).into())
        .collect();
    let labels: Vec<&str> = pair.columns.iter().map(|column| &*column.label).collect();
    drawn.push(axis(state, &labels, compare.lanes.column, shape));
    let visible = visible(compare, pair, rows);
    let cells = visible.iter().flatten().flat_map(|lane| &lane.cells);
    let scale = Scale::of(cells);
    let measure = measure(compare, pair, visible);
    let before = drawn.len();
    for (rank, lanes) in (compare.lanes.cursor.first..).zip(visible) {
        let here = rank == compare.lanes.cursor.rank;
        if compare.difference {
            drawn.push(differences(state, measure, (pair, shape), (lanes, here)));
        } else {
            drawn.extend([0, 1].map(|at| one_side(state, (pair, shape), (lanes, at, here), scale)));
        }
    }
    if pair.matches == [0, 0] {
        let says = state.unless_reading("No event matches either filter");
        let nothing = Line::default().with(format!("   {says}"), Tone::Dim);
        drawn.push(compose::cut_line(nothing, width));
    }
    drawn.resize(before + usize::from(shape.rows), Line::default());
    if shape.strip > 0 {
        let measure = compare.difference.then_some(measure);
        drawn.push(meaning(state, (pair, visible), (scale, measure), width));
        drawn.extend(words(state, compare, pair, shape));
    }
    panel.rows = drawn.into_iter().map(Row::from).collect();
    panel.lit = lit(compare, pair, shape, inner);
}

/// What a column is.
fn unit(pair: &LanesPair) -> String {
    match pair.days {
        None | Some(1) => crate::view::histogram::unit(pair.unit).to_lowercase(),
        Some(days) => format!("events in {days} days"),
    }
}

fn position(compare: &Compare, pair: &LanesPair) -> Line {
    let rank = (compare.lanes.cursor.rank + 1).min(pair.total);
    let text = format!(" {} of {} ", count(rank), count(pair.total));
    Line::default().with(text, Tone::Dim)
}

/// How many events a side has, which of them no lane has, and when its first column begins.
fn facts(state: &State, pair: &LanesPair, at: usize) -> Line {
    let dot = format!(" {} ", state.glyphs.dot);
    let events = format!("  {}", counted(pair.matches[at], "event"));
    let mut line = Line::default().with(events, Tone::Strong);
    if pair.without[at] > 0 {
        let text = format!("{dot}{} in no lane", count(pair.without[at]));
        line = line.with(text, Tone::Dim);
    }
    if let (true, Some(first)) = (pair.aligned, pair.starts[at]) {
        let text = format!("{dot}day 1 is {}", date::long(first));
        line = line.with(text, Tone::Accent);
    }
    line.with(" ", Tone::Text)
}

/// The lanes on the screen, of those that are held.
fn visible<'a>(compare: &Compare, pair: &'a LanesPair, rows: usize) -> &'a [[Lane; 2]] {
    let from = compare.lanes.cursor.first.saturating_sub(pair.first);
    let from = from.min(pair.rows.len());
    &pair.rows[from..(from + rows).min(pair.rows.len())]
}

/// Of the cells on the screen.
fn measure(compare: &Compare, pair: &LanesPair, visible: &[[Lane; 2]]) -> Measure {
    let cells = visible
        .iter()
        .flat_map(|[a, b]| a.cells.iter().zip(&b.cells));
    let counts = cells.map(|(a, b)| [a.total as usize, b.total as usize]);
    Measure::of(compare.shares, pair.matches, counts)
}

/// The line of one side. The name stands in the upper one.
fn one_side(
    state: &State,
    (pair, shape): (&LanesPair, LaneShape),
    (lanes, at, here): (&[Lane; 2], usize, bool),
    scale: Scale,
) -> Line {
    let (lane, (letter, tone)) = (&lanes[at], SIDES[at]);
    let names = usize::from(shape.names).saturating_sub(2);
    let name = match at {
        0 => row::name(state, lane, here, names),
        _ => Line::default(),
    };
    let covered = pair.columns.iter().map(|column| column.covered[at]);
    let letter = format!(" {letter}");
    let name = compose::fill(name, names).with(letter, tone);
    let name = compose::fill(name, shape.names.into());
    let cells = row::cells(state, (covered, shape), (lane, tone), scale);
    ends(state, shape, (name, cells), (lane.before, lane.after), {
        Line::default().with(format!(" {} ", count(lane.total)), tone)
    })
}

fn ends(
    state: &State,
    shape: LaneShape,
    (name, cells): (Line, Vec<Span>),
    (before, after): (usize, usize),
    total: Line,
) -> Line {
    let [left, right, ..] = state.glyphs.more;
    let edge = |mark: &'static str, events: usize| if events > 0 { mark } else { " " };
    let line = name
        .with(edge(left, before), Tone::Dim)
        .and(cells)
        .with(edge(right, after), Tone::Dim);
    compose::ends(line, total, shape.width.into())
}

/// The line of a lane's differences.
fn differences(
    state: &State,
    measure: Measure,
    (pair, shape): (&LanesPair, LaneShape),
    (lanes, here): (&[Lane; 2], bool),
) -> Line {
    let [a, b] = lanes;
    let names = usize::from(shape.names);
    let name = compose::fill(row::name(state, a, here, names), names);
    let cells = a.cells.iter().zip(&b.cells).zip(&pair.columns);
    let cell = |((a, b), column): ((&LaneCell, &LaneCell), &crate::analysis::LanesPairColumn)| {
        let covered = column.covered[0] || column.covered[1];
        let difference = measure.difference([a.total as usize, b.total as usize]);
        mark(state, (*a, *b), covered, (difference, shape.cell.into()))
    };
    let cells = cells.take(shape.cells.into()).map(cell).collect();
    let total = measure.difference([a.total, b.total]);
    let total = Line::default()
        .with(" ", Tone::Text)
        .and([total.span(state)])
        .with(" ", Tone::Text);
    let beyond = (a.before + b.before, a.after + b.after);
    ends(state, shape, (name, cells), beyond, total)
}

/// The mark of a cell as wide as it is, with the amount where it has room.
fn mark(
    state: &State,
    (a, b): (LaneCell, LaneCell),
    covered: bool,
    (difference, width): (Difference, usize),
) -> Span {
    if a.total + b.total == 0 {
        let reaching = a.reaching + b.reaching;
        let cell = LaneCell {
            reaching,
            ..LaneCell::default()
        };
        let mark = scale::mark(state, cell, covered, Scale::of(std::iter::empty()));
        let blank = " ".repeat(width.saturating_sub(1));
        return Span::new(format!("{mark}{blank}"), Tone::Rule);
    }
    let soft = a.certain + b.certain == 0;
    let mark = difference.mark(state, soft);
    let amount = &difference.amount;
    let text = match difference.side {
        // A blank tells it from the next.
        Some(_) if amount.len() + 2 <= width => format!("{mark}{amount}"),
        _ => mark.to_owned(),
    };
    let blank = " ".repeat(width.saturating_sub(crate::text::width(&text)));
    let span = Span::new(format!("{text}{blank}"), difference.tone());
    if soft { span.soft() } else { span }
}

fn meaning(
    state: &State,
    (pair, visible): (&LanesPair, &[[Lane; 2]]),
    (scale, measure): (Scale, Option<Measure>),
    width: usize,
) -> Line {
    let cells = visible.iter().flat_map(|lanes| {
        let of = move |at: usize| {
            let covered = pair.columns.iter().map(move |column| column.covered[at]);
            lanes[at].cells.iter().copied().zip(covered)
        };
        of(0).chain(of(1))
    });
    let lanes = visible.iter().flatten();
    let mut shown = Shown {
        cells: cells.collect(),
        beyond: lanes.clone().any(|lane| lane.before + lane.after > 0),
    };
    let Some(measure) = measure else {
        return scale::legend(state, &shown, scale, width);
    };
    let mut legend = measure.legend(state);
    if shown.cells.iter().any(|(cell, _)| cell.is_soft()) {
        let marks = [0, 1].map(|side| state.glyphs.more_on(side, false, true));
        let part = Line::default().with(marks.join(" "), Tone::Text);
        legend.insert(2, part.with(" none certainly then", Tone::Dim));
    }
    // Its own mark for that is not on the screen.
    shown.cells.retain(|(cell, _)| !cell.is_soft());
    let lead = |at: usize| if at == 0 { " " } else { "  " };
    let legend = legend.into_iter().enumerate();
    let mut parts: Vec<Line> = legend
        .map(|(at, part)| Line::default().with(lead(at), Tone::Text).append(part))
        .collect();
    parts.extend(scale::others(state, &shown));
    scale::on_rule(state, &parts, width)
}

/// The brushed time or the cell pointed at in words, as many lines as have room.
fn words(state: &State, compare: &Compare, pair: &LanesPair, shape: LaneShape) -> Vec<Line> {
    let lines = brushed(state, compare, pair, shape);
    let lines = lines.unwrap_or_else(|| pointed(state, compare, pair, shape));
    let lines = lines.into_iter().take(usize::from(shape.strip) - 1);
    lines
        .map(|line| compose::cut_line(line, shape.width.into()))
        .collect()
}

/// The brushed time of each side, and the events that start in it.
fn brushed(
    state: &State,
    compare: &Compare,
    pair: &LanesPair,
    shape: LaneShape,
) -> Option<Vec<Line>> {
    let lanes = &compare.lanes;
    let (first, last) = lanes.brushed()?;
    let times = lanes.times((first, last))?;
    let key = state.keymap.key(&[Context::Lanes], Action::BrushApply)?;
    let time = |at: usize| date::time(times[at], state.glyphs.dash);
    let dot = format!(" {} ", state.glyphs.dot);
    let line = Line::default().with(" ", Tone::Text);
    let line = if times[0] == times[1] {
        line.with(time(0), Tone::Accent).with(
            format!(" is brushed; {key} shows only that time of both"),
            Tone::Text,
        )
    } else {
        line.append(letter(0))
            .with(time(0), Tone::Accent)
            .with(&dot, Tone::Rule)
            .append(letter(1))
            .with(time(1), Tone::Accent)
            .with(format!(" brushed; {key} shows these"), Tone::Text)
    };
    let counts = lanes.lane()?.each_ref().map(|lane| {
        let cells = lane.cells.iter().take(last + 1).skip(first);
        cells.map(|cell| cell.total as usize).sum()
    });
    let counted = counts_of(state, compare, pair, (lanes.lane()?, counts), shape);
    Some(vec![line, counted])
}

fn letter(at: usize) -> Line {
    Line::default().with(format!("{} ", SIDES[at].0), SIDES[at].1)
}

/// The cell pointed at: a line for each side, or one for both.
fn pointed(state: &State, compare: &Compare, pair: &LanesPair, shape: LaneShape) -> Vec<Line> {
    let lanes = &compare.lanes;
    let (Some(lane), Some(cells), Some(column)) =
        (lanes.lane(), lanes.cells(), pair.columns.get(lanes.column))
    else {
        return Vec::new();
    };
    let counts = cells.map(|cell| cell.total as usize);
    if shape.strip <= 2 {
        return vec![counts_of(state, compare, pair, (lane, counts), shape)];
    }
    let dot = format!(" {} ", state.glyphs.dot);
    let when = |at: usize| {
        let when = cell::when(state, &column.times[at]);
        Line::default()
            .with(when, Tone::Accent)
            .with(&dot, Tone::Rule)
    };
    let events = |at: usize| cell::events(state, cells[at], column.covered[at], &dot);
    let who = named(state, lane).with(&dot, Tone::Rule);
    let indent = Line::default().with(" ".repeat(who.width()), Tone::Text);
    let side = |lead: Line, at: usize| lead.append(letter(at)).append(when(at)).append(events(at));
    let difference = more(compare, pair, counts);
    vec![
        side(who, 0),
        compose::ends(side(indent, 1), difference, shape.width.into()),
    ]
}

/// How many events each side of a lane has, and who has more. The counts are whole; the name has what they leave.
fn counts_of(
    state: &State,
    compare: &Compare,
    pair: &LanesPair,
    (lane, counts): (&[Lane; 2], [usize; 2]),
    shape: LaneShape,
) -> Line {
    let dot = format!(" {} ", state.glyphs.dot);
    let count = |at: usize| {
        let events = counted(counts[at], "event");
        let lead = Line::default().with(&dot, Tone::Rule);
        lead.append(letter(at)).with(events, Tone::Strong)
    };
    let counts = count(0)
        .append(count(1))
        .append(more(compare, pair, counts));
    let room = usize::from(shape.width).saturating_sub(counts.width());
    compose::cut_line(named(state, lane), room).append(counts)
}

fn named(state: &State, [lane, _]: &[Lane; 2]) -> Line {
    Line::default()
        .with(" ", Tone::Text)
        .append(cell::who(state, lane))
}

/// Who has more, and how many.
fn more(compare: &Compare, pair: &LanesPair, counts: [usize; 2]) -> Line {
    let measure = Measure::of(compare.shares, pair.matches, [counts].into_iter());
    let difference = measure.difference(counts);
    Line::default()
        .with("  ", Tone::Text)
        .append(difference.words(compare.shares))
        .with(" ", Tone::Text)
}

/// The brush, and the name and the cells pointed at.
fn lit(compare: &Compare, pair: &LanesPair, shape: LaneShape, inner: Rect) -> Vec<Lit> {
    let (lanes, lines) = (&compare.lanes, compared_lane_lines(compare));
    let top = inner.y + COMPARED_LANES_HEAD + 1;
    let part = |area: Rect, pointed: bool| Lit {
        area: area.intersection(inner),
        pointed,
    };
    let cells = |(first, last): (usize, usize), y: u16, height: u16| Rect {
        x: (inner.x.saturating_add(shape.start)).saturating_add(super::columns_wide(shape, first)),
        y,
        width: super::columns_wide(shape, last - first + 1),
        height,
    };
    let brush = lanes.brushed();
    let filled = pair.total.saturating_sub(lanes.cursor.first);
    let filled = u16::try_from(filled).unwrap_or(u16::MAX);
    let filled = filled.saturating_mul(lines).min(shape.rows);
    // With the days above: underlined, bars would hide most of it.
    let brush = brush.map(|columns| part(cells(columns, top - 1, 1 + filled), false));
    let mut lit: Vec<Lit> = brush.into_iter().collect();
    let Some(y) = line(compare, pair, shape).map(|line| top + line) else {
        return lit;
    };
    let name = Rect {
        x: inner.x,
        y,
        width: shape.names,
        height: 1,
    };
    let here = (lanes.column, lanes.column);
    lit.extend([part(name, false), part(cells(here, y, lines), true)]);
    lit
}

/// The first line of the lane pointed at, if it is on the screen.
fn line(compare: &Compare, pair: &LanesPair, shape: LaneShape) -> Option<u16> {
    let (cursor, lines) = (&compare.lanes.cursor, compared_lane_lines(compare));
    let line = u16::try_from(cursor.rank.checked_sub(cursor.first)?).ok()?;
    let line = line.checked_mul(lines)?;
    (line + lines <= shape.rows && cursor.rank < pair.total).then_some(line)
}
