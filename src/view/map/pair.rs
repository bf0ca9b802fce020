//! Two filters on the map: the same section twice, with the same cells and marks, or one map of the difference.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::names::Named;
use super::{base, filled, legend, marks, names, strip};
use crate::analysis::{EventRow, MapCounts, MapPair, MapPairCell, MapPairPlace};
use crate::app::{Arranged, Compare, ComparedMapShape, State, compared_map_shape};
use crate::content::words::{count, counted};
use crate::content::{Line, Span, Tone};
use crate::view::compare::{Difference, Measure, SIDES, share, side, without_answer};
use crate::view::compose;
use crate::view::screen::{Panel, Row};

/// The pane.
pub(in crate::view) fn panel(state: &State, compare: &Compare, area: Rect) -> Panel {
    let mut panel = Panel {
        area,
        ..crate::view::main_panel(state)
    };
    let Some(shape) = compared_map_shape(state) else {
        return panel;
    };
    let Some(pair) = compare.map.pair() else {
        panel.rows = without_answer(state, compare, shape.width.into());
        panel.rows.truncate(panel.inner().height.into());
        return panel;
    };
    let says = match shape.arranged {
        Arranged::Difference => "difference",
        _ => "A and B",
    };
    panel.title = panel
        .title
        .with(format!("{} {says} ", state.glyphs.dot), Tone::Text);
    if shape.forced {
        panel.note = Line::default().with(" no room for two maps ", Tone::Dim);
    }
    panel.foot = legend::scale(state, &pair.sides[0].grid);
    panel.rows = rows(state, compare, pair, shape);
    panel.rows.truncate(panel.inner().height.into());
    panel
}

fn rows(state: &State, compare: &Compare, pair: &MapPair, shape: ComparedMapShape) -> Vec<Row> {
    let (width, half) = (usize::from(shape.width), usize::from(shape.map.width));
    let head = |at: usize, width: usize| head(state, compare, at, &pair.sides[at], width);
    let map = |at: usize| one_side(state, compare, pair, at, shape);
    let mut lines = match shape.arranged {
        Arranged::Beside => {
            let rule = Line::default().with(state.glyphs.rules[1], Tone::Rule);
            let side = |at: usize| std::iter::once(head(at, half)).chain(map(at));
            side(0)
                .zip(side(1))
                .map(|(a, b)| compose::fill(a.append(rule.clone()).append(b), width))
                .collect()
        }
        Arranged::Above => {
            let mut lines = vec![head(0, width)];
            lines.extend(map(0));
            lines.push(head(1, width));
            lines.extend(map(1));
            lines
        }
        Arranged::Difference => {
            let mut lines = vec![head(0, width), head(1, width)];
            lines.extend(difference(state, compare, pair, shape));
            lines
        }
    };
    if shape.strip > 0 {
        lines.extend(about(state, compare, pair, shape));
    }
    if shape.legend > 0 {
        lines.push(meaning(state, compare, pair, shape));
    }
    lines.into_iter().map(Row::from).collect()
}

/// The filter, and where its events went; as much as leaves something of the filter.
fn head(state: &State, compare: &Compare, at: usize, counts: &MapCounts, width: usize) -> Line {
    let dot = format!(" {} ", state.glyphs.dot);
    let all = counted(counts.all(), "event");
    let on = format!("{all}{dot}{} on the map", count(counts.inside));
    let away = [
        (counts.outside, "outside"),
        (counts.placeless, "without coordinates"),
    ];
    let long = away.iter().filter(|(number, _)| *number > 0);
    let long = long.fold(on.clone(), |text, (number, says)| {
        format!("{text}{dot}{} {says}", count(*number))
    });
    let filter = side(state, compare, at);
    let least = filter.width().min(14);
    let short = format!("{} of {}", count(counts.inside), count(counts.all()));
    let facts = [long, on, all].into_iter().map(|text| format!("  {text} "));
    let fits = |text: &String| crate::text::width(text) + least <= width;
    let facts = facts.into_iter().find(fits);
    let facts = facts.unwrap_or_else(|| format!(" {short} "));
    compose::ends(filter, Line::default().with(facts, Tone::Strong), width)
}

/// The map of one side. Where it has nothing in the chosen cell, the cell stands out all the same.
fn one_side(
    state: &State,
    compare: &Compare,
    pair: &MapPair,
    at: usize,
    shape: ComparedMapShape,
) -> Vec<Line> {
    let counts = &pair.sides[at];
    let cell = compare.map.cell();
    let mut canvas = Canvas::new(shape.map.width, shape.map.height, state.glyphs.set);
    base::lines(&mut canvas, &counts.grid);
    let numbers = marks::marks(&mut canvas, state, counts, cell.map(|cell| cell.at));
    if let Some(cell) = cell.filter(|cell| cell.counts[at] == 0) {
        let nothing = Span::new(state.glyphs.dot, Tone::Match);
        marks::put(&mut canvas, cell.at, nothing);
    }
    let shown = (&*counts.labels, &counts.grid);
    names::names(&mut canvas, state, shown, (&numbers, named(compare)));
    canvas.lines()
}

fn named(compare: &Compare) -> Option<Named<'_>> {
    let place = compare.map.chosen()?;
    Some((place.at, place.name()?))
}

/// Of each cell, which side has more in it.
fn difference(
    state: &State,
    compare: &Compare,
    pair: &MapPair,
    shape: ComparedMapShape,
) -> Vec<Line> {
    let grid = &pair.sides[0].grid;
    let mut canvas = Canvas::new(shape.map.width, shape.map.height, state.glyphs.set);
    base::lines(&mut canvas, grid);
    let cursor = compare.map.cell().map(|cell| cell.at);
    let measure = measure(pair, compare);
    let cells = pair.cells.iter();
    let mut marked: Vec<(&MapPairCell, Difference)> = cells
        .map(|cell| (cell, measure.difference(cell.counts)))
        .collect();
    for (cell, difference) in &marked {
        let mark = difference.mark(state, cell.is_rough());
        let mut span = Span::new(mark, difference.tone());
        span.soft = cell.is_rough();
        if cursor == Some(cell.at) {
            span = Span::new(mark, Tone::Match);
        }
        marks::put(&mut canvas, cell.at, span);
    }
    marked.retain(|(_, difference)| difference.side.is_some());
    marked.sort_by_key(|(cell, difference)| {
        let chosen = cursor != Some(cell.at);
        (chosen, std::cmp::Reverse(difference.size))
    });
    let mut numbers = marks::Numbers::new();
    for (cell, difference) in &marked {
        let number = Span::new(&difference.amount, difference.tone());
        if let Some(columns) = marks::number(&mut canvas, cell.at, number) {
            numbers.insert(cell.at, columns);
        }
    }
    let shown = (&*pair.sides[0].labels, grid);
    names::names(&mut canvas, state, shown, (&numbers, named(compare)));
    canvas.lines()
}

fn measure(pair: &MapPair, compare: &Compare) -> Measure {
    let cells = pair.cells.iter().map(|cell| cell.counts);
    Measure::of(compare.shares, all(pair), cells)
}

fn all(pair: &MapPair) -> [usize; 2] {
    [0, 1].map(|side| pair.sides[side].all())
}

/// The chosen cell in words, and its first events of each side.
fn about(state: &State, compare: &Compare, pair: &MapPair, shape: ComparedMapShape) -> Vec<Line> {
    let width = usize::from(shape.width);
    let mut lines = vec![heading(state, compare, pair, width)];
    if let Some(place) = compare.map.chosen() {
        lines.extend(events(state, place, width, shape.titles()));
    }
    lines.resize(shape.strip.into(), Line::default());
    lines
}

/// ` Aleppo · A 12 events (27.3 %) · B 7 events (14.3 %)`, and at the right who has more.
fn heading(state: &State, compare: &Compare, pair: &MapPair, width: usize) -> Line {
    let Some(cell) = compare.map.cell() else {
        let nothing = match all(pair) {
            [0, 0] => "No event matches either filter",
            _ => "No event of either is on the map",
        };
        let nothing = format!(" {} ", state.unless_reading(nothing));
        let left = Line::default().with(nothing, Tone::Dim);
        return strip::rule(state, left, Line::default(), width).line;
    };
    let difference = measure(pair, compare).difference(cell.counts);
    let right = difference.words(compare.shares);
    let right = Line::default()
        .with(" ", Tone::Text)
        .append(right)
        .with(" ", Tone::Text);
    let room = width.saturating_sub(right.width() + 2);
    let facts = facts(state, compare, pair, cell);
    // The counts are whole; the name has what they leave.
    let facts = facts
        .into_iter()
        .find(|facts| facts.width() + NAME <= room)
        .unwrap_or_default();
    let name = compose::cut_line(name(compare), room.saturating_sub(facts.width()));
    strip::rule(state, name.append(facts), right, width).line
}

/// Columns of a name at least, where facts are told beside it.
const NAME: usize = 10;

fn name(compare: &Compare) -> Line {
    let line = Line::default().with(" ", Tone::Text);
    if let Some(error) = compare.map.place.error() {
        return line.data(&crate::app::unreadable(error), Tone::Warning);
    }
    let Some(place) = compare.map.chosen() else {
        return line;
    };
    let around = if place.region.is_none() {
        " and around"
    } else {
        ""
    };
    line.data(place.name().unwrap_or_default(), Tone::Heading)
        .with(around, Tone::Dim)
}

/// ` · A 12 events (27.3 %) · B 7 events (14.3 %)` with more behind it, from long to short.
fn facts(state: &State, compare: &Compare, pair: &MapPair, cell: &MapPairCell) -> [Line; 3] {
    let dot = format!(" {} ", state.glyphs.dot);
    let all = all(pair);
    let counts = |with_shares: bool| {
        let mut line = Line::default();
        for (at, (letter, tone)) in SIDES.into_iter().enumerate() {
            line = line
                .with(&dot, Tone::Rule)
                .with(format!("{letter} "), tone)
                .with(counted(cell.counts[at], "event"), Tone::Strong);
            if with_shares {
                let share = share(cell.counts[at], all[at]);
                line = line.with(format!(" ({share})"), Tone::Dim);
            }
        }
        line
    };
    let both = compare.map.chosen().map_or(0, |place| place.both);
    let rough: usize = cell.rough.iter().sum();
    let more = [(both, "in both"), (rough, "known to a region only")];
    let more = more.into_iter().filter(|(events, _)| *events > 0);
    let long = more.fold(counts(true), |line, (events, says)| {
        line.with(&dot, Tone::Rule)
            .with(format!("{} {says}", count(events)), Tone::Dim)
    });
    [long, counts(true), counts(false)]
}

/// Columns from which the events of both stand side by side.
const TWO_LISTS: usize = 100;

fn events(state: &State, place: &MapPairPlace, width: usize, rows: usize) -> Vec<Line> {
    let of = |at: usize, width: usize| {
        let (letter, tone) = SIDES[at];
        let line = move |row: &EventRow| {
            let lead = Line::default().with(format!(" {letter}"), tone);
            let here = crate::app::wanted(state) == Some(row.key);
            let event = strip::event(state, row, here, width.saturating_sub(2));
            compose::fill(lead.append(event.line), width)
        };
        place.rows[at].iter().map(line)
    };
    if width >= TWO_LISTS {
        let half = (width - 1) / 2;
        let (mut a, mut b) = (of(0, half), of(1, width - half - 1));
        let blank = || Line::default().with(" ".repeat(half), Tone::Text);
        return std::iter::from_fn(|| match (a.next(), b.next()) {
            (None, None) => None,
            (a, b) => {
                let left = a.unwrap_or_else(blank).with(" ", Tone::Text);
                Some(left.append(b.unwrap_or_default()))
            }
        })
        .take(rows)
        .collect();
    }
    // Each side has half of the lines, and what the other leaves.
    let [a, b] = [0, 1].map(|at| place.rows[at].len());
    let first = a.min(rows - b.min(rows / 2));
    let (of_a, of_b) = (of(0, width), of(1, width));
    of_a.take(first).chain(of_b.take(rows - first)).collect()
}

/// What the marks mean. Both maps have one scale, so that the same mark says the same.
fn meaning(state: &State, compare: &Compare, pair: &MapPair, shape: ComparedMapShape) -> Line {
    let width = usize::from(shape.width);
    if shape.arranged == Arranged::Difference {
        let mut parts = measure(pair, compare).legend(state);
        if pair.cells.iter().any(MapPairCell::is_rough) {
            let signs = [0, 1].map(|side| state.glyphs.more_on(side, false, true));
            let part = Line::default()
                .with(signs.join(" "), Tone::Text)
                .with(" known to a region only", Tone::Dim);
            parts.insert(2, part);
        }
        return legend::fitting(parts, width);
    }
    let says = "one scale in A and B";
    let lead = Line::default().with(says, Tone::Dim);
    let both = MapCounts {
        bins: pair
            .sides
            .iter()
            .flat_map(|side| side.bins.clone())
            .collect(),
        ..pair.sides[0].clone()
    };
    let parts = std::iter::once(lead).chain(legend::parts(state, &both));
    filled(legend::fitting(parts.collect(), width), width).line
}
