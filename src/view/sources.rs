//! Publishers and sources: a strip of one-sided support over time, and below it the directory, the families of copies or the
//! stretches of one-sided days.

mod families;
mod line;
mod sided;

use ratatui::layout::Rect;

use super::actors::{find_line, order_key};
use super::compose;
use super::screen::{Panel, Row, Screen, thumb};
use crate::analysis::{SourceList, SourceOrder};
use crate::app::{self, SourcesTab, State};
use crate::command::{Action, Context};
use crate::content::words::{count, counted};
use crate::content::{Line, Tone};
use line::Columns;

/// Puts the view on the screen.
pub(super) fn panels(state: &State, area: Rect, screen: &mut Screen) {
    let inner = state.layout().inner(area);
    let width = usize::from(inner.width);
    let mut panel = Panel {
        area,
        ..super::main_panel(state)
    };
    if state.totals.get().is_some_and(|totals| totals.shown == 0) {
        panel.rows = super::empty::no_match(state, inner);
        screen.panels.push(panel);
        return;
    }
    if let Some(list) = state.sources.list.held.get() {
        let says = format!(
            " {}, {} ",
            counted(list.publishers, "publisher"),
            counted(list.texts, "text")
        );
        panel.note = Line::default().with(says, Tone::Dim);
    }
    let head = app::sources_head(state);
    if head > 2 {
        panel.rows.extend(sided::strip(state, width));
    }
    panel.rows.push(tabs(state, width).into());
    let (rows, place) = match state.sources.tab {
        SourcesTab::Publishers => directory(state, width),
        SourcesTab::Families => families::rows(state, width),
        SourcesTab::OneSided => sided::rows(state, width),
    };
    panel.rows.extend(rows);
    let shown = app::sources_rows(state);
    panel.thumb =
        thumb(shown, place.first, place.fit, place.total).map(|(at, length)| (at + head, length));
    if place.total > 0 {
        let says = format!(" {} of {} ", count(place.cursor + 1), count(place.total));
        panel.foot = Line::default().with(says, Tone::Dim);
    }
    screen.panels.push(panel);
}

/// Where a list is scrolled to.
#[derive(Default)]
struct Place {
    first: usize,
    fit: usize,
    total: usize,
    cursor: usize,
}

/// The names of the lists, the shown one as such, and the keys between them.
fn tabs(state: &State, width: usize) -> Line {
    let mut line = Line::default();
    for (at, (tab, _)) in app::source_tabs().enumerate() {
        let tone = if tab == state.sources.tab {
            Tone::Heading
        } else {
            Tone::Dim
        };
        let before = if at == 0 { " " } else { "  " };
        line = line.with(before, Tone::Text).with(tab.label(), tone);
    }
    let keys = [Action::PreviousList, Action::NextList];
    let keys = keys.map(|action| state.keymap.key(&[Context::Sources], action));
    let keys: Vec<String> = keys.into_iter().flatten().collect();
    let right = Line::default().with(format!("{} ", keys.join(" ")), Tone::Dim);
    compose::ends(line, right, width)
}

fn directory(state: &State, width: usize) -> (Vec<Row>, Place) {
    let directory = &state.sources.list;
    let Some(list) = directory.held.get() else {
        return (Vec::new(), Place::default());
    };
    let columns = Columns::new(state, width, list);
    let fit = app::sources_rows(state);
    let place = Place {
        first: directory.cursor.first,
        fit,
        total: list.total,
        cursor: directory.cursor.rank,
    };
    let mut rows = vec![head(state, &columns).into()];
    if list.total == 0 {
        let says = if directory.find.value().is_empty() {
            "No shown event cites a source"
        } else {
            "Nothing is called so"
        };
        let says = format!("  {}", state.unless_reading(says));
        rows.push(Row::default());
        rows.push(compose::cut_line(Line::default().with(says, Tone::Dim), width).into());
        return (rows, place);
    }
    rows.extend(lines(state, list, &columns, fit));
    (rows, place)
}

fn lines(state: &State, list: &SourceList, columns: &Columns, fit: usize) -> Vec<Row> {
    let directory = &state.sources.list;
    let shown = list.lines.iter().enumerate();
    let shown = shown
        .skip(directory.cursor.first.saturating_sub(list.first))
        .take(fit);
    let row = |(at, line)| {
        let selected = list.first + at == directory.cursor.rank;
        Row {
            line: line::line(state, line, selected, columns),
            selected,
        }
    };
    shown.map(row).collect()
}

fn head(state: &State, columns: &Columns) -> Line {
    let find = &state.sources.list;
    if find.finding || !find.find.value().is_empty() {
        return compose::fill(find_line(&find.find, find.finding), columns.width);
    }
    let order = match state.sources.order {
        SourceOrder::Count => "most events first",
        SourceOrder::Alone => "most alone first",
        SourceOrder::Grade => "best letter first",
        SourceOrder::Name => "by name",
    };
    let left = Line::default()
        .with(format!(" {order}"), Tone::Accent)
        .append(order_key(state, Context::Sources));
    compose::ends(left, columns.names(), columns.width)
}
