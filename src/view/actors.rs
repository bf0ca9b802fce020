//! The directory of actors; or, in its place, the dossier that is read beside others.

pub(super) mod line;

use ratatui::layout::Rect;

use super::compose;
use super::screen::{Panel, Row, Screen, thumb};
use crate::analysis::{ActorList, ActorOrder};
use crate::app::{self, State};
use crate::command::{Action, Context};
use crate::content::words::{count, counted};
use crate::content::{Line, Tone};
use line::Columns;

/// Puts the view on the screen.
pub(super) fn panels(state: &State, area: Rect, screen: &mut Screen) {
    let panel = match state.actors.kept {
        Some(_) => kept(state, area),
        None => directory(state, area),
    };
    screen.panels.push(panel);
}

fn directory(state: &State, area: Rect) -> Panel {
    let inner = state.layout().inner(area);
    let mut panel = Panel {
        area,
        ..super::main_panel(state)
    };
    let Some(list) = state.actors.list.held.get() else {
        return panel;
    };
    if state.totals.get().is_some_and(|totals| totals.shown == 0) && list.total == 0 {
        panel.rows = super::empty::no_match(state, inner);
        return panel;
    }
    let columns = Columns::new(state, inner.width.into(), list);
    let named = format!(" {} named ", counted(list.actors, "actor"));
    panel.note = Line::default().with(named, Tone::Dim);
    panel.rows.push(head(state, list, &columns).into());
    let height = usize::from(inner.height.saturating_sub(app::ACTORS_HEAD));
    panel.rows.extend(lines(state, list, &columns, height));
    let first = state.actors.list.cursor.first;
    panel.thumb = thumb(height, first, height, list.total)
        .map(|(at, length)| (at + app::ACTORS_HEAD, length));
    if list.total > 0 {
        let at = state.actors.list.cursor.rank + 1;
        let says = format!(" {} of {} ", count(at), count(list.total));
        panel.foot = Line::default().with(says, Tone::Dim);
    }
    panel
}

fn lines(state: &State, list: &ActorList, columns: &Columns, height: usize) -> Vec<Row> {
    if list.total == 0 {
        let says = if state.actors.list.find.value().is_empty() {
            "No shown event names an actor"
        } else {
            "Nobody is called so"
        };
        let says = format!("  {}", state.unless_reading(says));
        return vec![
            Row::default(),
            compose::cut_line(Line::default().with(says, Tone::Dim), columns.width).into(),
        ];
    }
    let shown = list.lines.iter().enumerate();
    let shown = shown
        .skip(state.actors.list.cursor.first.saturating_sub(list.first))
        .take(height);
    let row = |(at, line)| {
        let selected = list.first + at == state.actors.list.cursor.rank;
        Row {
            line: line::line(state, list, line, selected, columns),
            selected,
        }
    };
    shown.map(row).collect()
}

/// What is looked for, or the order; and the names of the columns.
fn head(state: &State, list: &ActorList, columns: &Columns) -> Line {
    let find = &state.actors.list;
    if find.finding || !find.find.value().is_empty() {
        return compose::fill(find_line(&find.find, find.finding), columns.width);
    }
    let order = match state.actors.order {
        ActorOrder::Tree => "by bloc and parent",
        ActorOrder::Count => "most events first",
        ActorOrder::Name => "by name",
    };
    let left = Line::default()
        .with(format!(" {order}"), Tone::Accent)
        .append(order_key(state, Context::Actors));
    compose::ends(left, columns.names(list), columns.width)
}

/// The key that changes the order.
pub(super) fn order_key(state: &State, context: Context) -> Line {
    let key = state.keymap.key(&[context], Action::NextOrder);
    let says = key.map(|key| format!(" ({key})")).unwrap_or_default();
    Line::default().with(says, Tone::Dim)
}

/// What is typed to find a name.
pub(super) fn find_line(input: &tui_input::Input, typing: bool) -> Line {
    let caret = if typing { "_" } else { "" };
    Line::default()
        .with(" find ", Tone::Accent)
        .data(input.value(), Tone::Strong)
        .with(caret, Tone::Accent)
}

/// The dossier that is kept, from its scrolled line.
fn kept(state: &State, area: Rect) -> Panel {
    let inner = state.layout().inner(area);
    let height = usize::from(inner.height);
    let document = app::kept_document(state);
    let mut panel = Panel {
        area,
        ..super::main_panel(state)
    };
    panel.title = Line::default().with(" Actor, kept here ", Tone::Text);
    let find = &state.actors.list;
    let scroll = state.actors.scroll;
    let shown = document.lines.iter().skip(scroll).take(height);
    panel.rows = shown
        .map(|line| compose::cut_line(line.clone(), inner.width.into()).into())
        .collect();
    if find.finding || !find.find.value().is_empty() {
        let line = compose::fill(find_line(&find.find, find.finding), inner.width.into());
        match panel.rows.first_mut() {
            Some(row) => *row = line.into(),
            None => panel.rows.push(line.into()),
        }
    }
    panel.thumb = thumb(height, scroll, height, document.lines.len());
    let key = state.keymap.key(&[Context::Actors], Action::KeepDossier);
    panel.foot = Line::default()
        .with(format!(" {} ", key.unwrap_or_default()), Tone::Accent)
        .with("back to the directory ", Tone::Dim);
    panel
}
