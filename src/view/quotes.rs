//! What was said, word for word: the quotes that fit, under headings.

use ratatui::layout::Rect;

use super::compose;
use super::screen::{Panel, Row, Screen, thumb};
use crate::analysis::{Quotes, QuotesBy};
use crate::app::{State, quotes_document, quotes_top};
use crate::content::words::count;
use crate::content::{Line, Tone, quotes::heading, quotes::tally};

/// Puts the view on the screen.
pub(super) fn panels(state: &State, area: Rect, screen: &mut Screen) {
    let mut panel = Panel {
        area,
        ..super::main_panel(state)
    };
    let inner = state.layout().inner(area);
    match (state.quotes.held.error(), state.quotes.held.get()) {
        (Some(error), _) => panel.rows = super::empty::unreadable(state, error, inner),
        (None, Some(quotes)) if !quotes.entries.is_empty() => {
            fill(state, quotes, inner, &mut panel);
        }
        (None, Some(quotes)) => panel.rows = none(state, quotes, inner),
        (None, None) => {}
    }
    screen.panels.push(panel);
}

fn fill(state: &State, quotes: &Quotes, inner: Rect, panel: &mut Panel) {
    let by = match quotes.by {
        QuotesBy::Day => "day",
        QuotesBy::Speaker => "speaker",
        QuotesBy::Topic => "topic",
    };
    let dot = state.glyphs.dot;
    panel.title = panel
        .title
        .clone()
        .with(format!("{dot} by {by} {dot} {} ", tally(quotes)), Tone::Dim);
    let event = state.quotes.entry().map(|entry| entry.event);
    if event != state.timeline.current() {
        let says = format!("{dot} nearest to the selected event ");
        panel.title = panel.title.clone().with(says, Tone::Warning);
    }
    let document = quotes_document(state);
    let (top, height) = (quotes_top(state, &document), usize::from(inner.height));
    let chosen = state.quotes.selected();
    let chosen = chosen.and_then(|at| document.targets.get(at));
    let row = |(at, line): (usize, &Line)| Row {
        line: compose::cut_line(line.clone(), inner.width.into()),
        selected: chosen.is_some_and(|target| at == target.line),
    };
    let lines = document.lines.iter().enumerate().skip(top).take(height);
    panel.rows = lines.map(row).collect();
    let rank = quotes.first + state.quotes.selected().unwrap_or(0);
    let shown = |line: usize| (top..top + height).contains(&line);
    let fits = document.targets.iter().filter(|target| shown(target.line));
    panel.thumb = thumb(height, rank, fits.count().max(1), quotes.total);
    panel.note = under(quotes, rank, inner, &panel.title);
    panel.foot = Line::default().with(
        format!(" {} of {} ", count(rank + 1), count(quotes.total)),
        Tone::Dim,
    );
}

/// The heading that the chosen quote stands under, which may be above the screen.
fn under(quotes: &Quotes, rank: usize, inner: Rect, title: &Line) -> Line {
    let mut groups = quotes.groups.iter();
    let group = groups.find(|group| (group.first..group.first + group.count).contains(&rank));
    let room = usize::from(inner.width).saturating_sub(title.width() + 4);
    let Some(name) = group
        .map(|group| heading(&group.heading))
        .filter(|_| room >= 12)
    else {
        return Line::default();
    };
    compose::cut_line(
        Line::default().data(&format!(" {name} "), Tone::Heading),
        room,
    )
}

/// Why there are no quotes.
fn none(state: &State, quotes: &Quotes, inner: Rect) -> Vec<Row> {
    let shown = state.totals.get().map_or(0, |totals| totals.shown);
    if shown == 0 {
        return super::empty::no_match(state, inner);
    }
    let says = match quotes.left_out {
        0 => format!("None of the {} shown events has a quote", count(shown)),
        _ => tally(quotes),
    };
    super::empty::told(state, &says, inner)
}
