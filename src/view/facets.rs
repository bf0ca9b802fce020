//! Values with counts: the pane, and the quick pickers, whose rows look the same.

use ratatui::layout::Rect;

use super::compose;
use super::screen::{Panel, Row, thumb};
use crate::analysis::{Choice, Facet, FacetCounts, FacetValue};
use crate::app::{Facets, Focus, State};
use crate::content::words::count;
use crate::content::{Line, Tone};
use crate::layout::Mode;

/// Columns of the bars.
const BAR: usize = 5;

/// The pane.
pub(super) fn panel(state: &State, area: Rect) -> Panel {
    let layout = state.layout();
    let inner = layout.inner(area);
    let focused = state.panes.focus == Focus::Facets;
    let mut panel = Panel {
        area,
        framed: layout.mode == Mode::Full,
        focused,
        ..Panel::default()
    };
    panel.title = Line::default().with(" Facets ", Tone::Text);
    let list = &state.facets.list;
    let head = if state.facets.finding || !list.find.value().is_empty() {
        find(state, list)
    } else {
        tabs(state, list.facet)
    };
    panel
        .rows
        .push(compose::fill(head, inner.width.into()).into());
    let height = usize::from(inner.height).saturating_sub(1);
    panel
        .rows
        .extend(values(state, list, height, inner.width.into(), focused));
    panel.thumb =
        thumb(height, list.cursor.first, height, list.total()).map(|(at, length)| (at + 1, length));
    panel
}

/// The facets' names, the shown one first.
fn tabs(state: &State, shown: Facet) -> Line {
    let [left, right, ..] = state.glyphs.more;
    let mut line = Line::default()
        .with(format!(" {left} "), Tone::Dim)
        .data(shown.label(&state.catalog), Tone::Accent)
        .with(format!(" {right} "), Tone::Dim);
    for (facet, _) in crate::app::tabs(&state.catalog, shown).skip(1) {
        line = line
            .with(" ", Tone::Dim)
            .data(facet.label(&state.catalog), Tone::Dim);
    }
    line
}

fn find(state: &State, list: &Facets) -> Line {
    let caret = if state.facets.finding { "_" } else { "" };
    Line::default()
        .with(" find ", Tone::Accent)
        .data(list.find.value(), Tone::Strong)
        .with(caret, Tone::Accent)
}

/// The rows of a list of values.
pub(super) fn values(
    state: &State,
    list: &Facets,
    height: usize,
    width: usize,
    active: bool,
) -> Vec<Row> {
    let Some(counts) = list.held.get().filter(|counts| counts.facet == list.facet) else {
        return Vec::new();
    };
    if counts.total == 0 {
        let text = if list.find.value().is_empty() {
            state
                .totals
                .get()
                .filter(|totals| !totals.outside.is_empty())
                .map_or("None of the events has one", |_| "No data for this time")
        } else {
            "Nothing is called so"
        };
        let text = state.unless_reading(text);
        return vec![
            Line::default(),
            compose::cut_line(Line::default().with(format!("  {text}"), Tone::Dim), width),
        ]
        .into_iter()
        .map(Row::from)
        .collect();
    }
    let visible = counts
        .values
        .iter()
        .enumerate()
        .skip(list.cursor.first.saturating_sub(counts.first))
        .take(height);
    let row = |(at, value): (usize, &FacetValue)| {
        let selected = active && counts.first + at == list.cursor.rank;
        Row {
            line: row(state, counts, value, selected, width),
            selected,
        }
    };
    visible.map(row).collect()
}

fn row(
    state: &State,
    counts: &FacetCounts,
    value: &FacetValue,
    selected: bool,
    width: usize,
) -> Line {
    let glyphs = &state.glyphs;
    let cursor = if selected { glyphs.cursor } else { " " };
    let fold = match (value.has_children, value.closed) {
        (true, true) => glyphs.closed,
        (true, false) => glyphs.open,
        _ => " ",
    };
    let step = if width < 44 { " " } else { "  " };
    let left = Line::default()
        .with(cursor, Tone::Accent)
        .append(choice(state, value.choice))
        .with(
            format!("{}{fold} ", step.repeat(value.depth.min(8))),
            Tone::Dim,
        )
        .append(mark(state, counts.facet, value))
        .append(label(value));
    let bar = if width >= 26 {
        bar(state, value, counts.peak)
    } else {
        Line::default()
    };
    let right = Line::default()
        .with(format!(" {:>4} ", count(value.count)), Tone::Text)
        .append(bar)
        .with(" ", Tone::Text);
    compose::ends(left, right, width)
}

pub(super) fn choice(state: &State, choice: Choice) -> Line {
    match choice {
        Choice::None => Line::default().with(" ", Tone::Text),
        Choice::Included => Line::default().with(state.glyphs.included, Tone::Accent),
        Choice::Excluded => Line::default().with(state.glyphs.excluded, Tone::Error),
    }
}

fn mark(state: &State, facet: Facet, value: &FacetValue) -> Line {
    let kind = crate::model::EventKind::from_slug(&value.value).filter(|_| facet == Facet::Kind);
    if let Some(kind) = kind {
        return Line::default().with(format!("{} ", state.glyphs.kind(kind)), Tone::Text);
    }
    let Some(bloc) = value.bloc else {
        return Line::default();
    };
    Line::default().with(
        format!("{} ", state.glyphs.bloc(Some(bloc), &state.catalog.blocs)),
        Tone::Bloc(bloc),
    )
}

fn label(value: &FacetValue) -> Line {
    let tone = match value.choice {
        Choice::Included => Tone::Accent,
        Choice::Excluded => Tone::Dim,
        Choice::None if value.count == 0 => Tone::Dim,
        Choice::None if value.depth == 0 && value.has_children => Tone::Strong,
        Choice::None => Tone::Text,
    };
    found(&value.label, &value.matched, tone)
}

/// A text with some of its characters toned as found.
pub(super) fn found(text: &str, matched: &[u32], tone: Tone) -> Line {
    let mut line = Line::default();
    let mut run = String::new();
    let mut run_found = false;
    for (at, c) in text.chars().enumerate() {
        let is_found = u32::try_from(at).is_ok_and(|at| matched.contains(&at));
        if is_found != run_found && !run.is_empty() {
            line = line.data(
                &std::mem::take(&mut run),
                if run_found { Tone::Match } else { tone },
            );
        }
        run_found = is_found;
        run.push(c);
    }
    line.data(&run, if run_found { Tone::Match } else { tone })
}

fn bar(state: &State, value: &FacetValue, peak: usize) -> Line {
    let tone = value.bloc.map_or(Tone::Dim, Tone::Bloc);
    let eighths = (value.count.min(peak) * BAR * 8).div_ceil(peak.max(1));
    let mut text = state.glyphs.bars[7].repeat(eighths / 8);
    if !eighths.is_multiple_of(8) {
        text.push_str(state.glyphs.bars[eighths % 8 - 1]);
    }
    Line::default().clean(crate::text::fit(&text, BAR), tone)
}
