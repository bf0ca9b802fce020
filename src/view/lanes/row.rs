//! One lane: its name, its marks, its count.

use super::super::compose;
use super::scale::{self, Scale};
use crate::analysis::{Lane, LaneBy, Lanes};
use crate::app::{LaneShape, State};
use crate::content::words::count;
use crate::content::{Line, Span, Tone};
use crate::model::EventKind;

/// The line of a lane.
pub(super) fn row(
    state: &State,
    lanes: &Lanes,
    shape: LaneShape,
    (rank, lane): (usize, &Lane),
    scale: Scale,
) -> Line {
    let [left, right, ..] = state.glyphs.more;
    let edge = |mark: &'static str, events: usize| if events > 0 { mark } else { " " };
    let names = usize::from(shape.names);
    let name = name(state, lane, rank == state.lanes.cursor.rank, names);
    let own = lane.bloc.map_or(Tone::Text, Tone::Bloc);
    let covered = lanes.columns.iter().map(|column| column.covered);
    let line = compose::fill(name, names)
        .with(edge(left, lane.before), Tone::Dim)
        .and(cells(state, (covered, shape), (lane, own), scale))
        .with(edge(right, lane.after), Tone::Dim);
    let total = Line::default().with(format!(" {} ", count(lane.total)), Tone::Text);
    compose::ends(line, total, shape.width.into())
}

/// The name; of a pair that does not fit, both halves are cut.
pub(super) fn name(state: &State, lane: &Lane, here: bool, room: usize) -> Line {
    let glyphs = &state.glyphs;
    let fold = match (lane.has_children, lane.closed) {
        (true, true) => glyphs.closed,
        (true, false) => glyphs.open,
        _ => " ",
    };
    let cursor = if here { glyphs.cursor } else { " " };
    let indent = "  ".repeat(lane.depth.min(8));
    let tone = if here || lane.depth == 0 && lane.has_children {
        Tone::Strong
    } else {
        Tone::Text
    };
    let line = Line::default()
        .with(cursor, Tone::Accent)
        .with(format!("{indent}{fold} "), Tone::Dim)
        .append(bloc(state, lane.bloc))
        .append(kind(state, lane))
        .data(&lane.label, tone);
    match &lane.target {
        None => line,
        Some(target) => {
            let whom = Line::default()
                .with(format!(" {} ", glyphs.between(target.directed)), Tone::Dim)
                .append(bloc(state, target.bloc))
                .data(&target.label, tone);
            let left = room.saturating_sub(whom.width()).max(room / 2);
            compose::cut_line(line, left).append(whom)
        }
    }
}

fn bloc(state: &State, bloc: Option<usize>) -> Line {
    let Some(place) = bloc else {
        return Line::default();
    };
    let mark = state.glyphs.bloc(bloc, &state.catalog.blocs);
    Line::default().with(format!("{mark} "), Tone::Bloc(place))
}

fn kind(state: &State, lane: &Lane) -> Line {
    let kind = EventKind::from_slug(&lane.value).filter(|_| lane.key.by == LaneBy::Kind);
    kind.map_or_else(Line::default, |kind| {
        Line::default().with(format!("{} ", state.glyphs.kind(kind)), Tone::Text)
    })
}

/// The marks, each as wide as its cell but for a gap; neighbours that look the same go into one span.
pub(super) fn cells(
    state: &State,
    (covered, shape): (impl Iterator<Item = bool>, LaneShape),
    (lane, own): (&Lane, Tone),
    scale: Scale,
) -> Vec<Span> {
    let gap = usize::from(shape.cell >= 3);
    let wide = usize::from(shape.cell) - gap;
    let mut spans: Vec<Span> = Vec::new();
    let mut run = (String::new(), Tone::Text, false);
    let columns = lane.cells.iter().zip(covered);
    for (cell, covered) in columns.take(shape.cells.into()) {
        let mark = scale::mark(state, *cell, covered, scale);
        let (tone, soft) = match (cell.is_empty(), cell.is_soft()) {
            (true, _) => (Tone::Rule, false),
            (false, soft) => (own, soft),
        };
        if (run.1, run.2) != (tone, soft) {
            spans.extend(span(&mut run));
            (run.1, run.2) = (tone, soft);
        }
        // Nothing happened: one dot is enough. Nothing is known: hatched all over.
        let uncovered = cell.is_empty() && !covered;
        let filled = if cell.is_empty() && !uncovered {
            1
        } else {
            wide
        };
        run.0
            .push_str(&mark.repeat(if uncovered { wide + gap } else { filled }));
        let blank = wide + gap - if uncovered { wide + gap } else { filled };
        run.0.push_str(&" ".repeat(blank));
    }
    spans.extend(span(&mut run));
    spans
}

fn span(run: &mut (String, Tone, bool)) -> Option<Span> {
    let text = std::mem::take(&mut run.0);
    let span = (!text.is_empty()).then(|| Span::new(text, run.1))?;
    Some(if run.2 { span.soft() } else { span })
}
