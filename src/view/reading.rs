//! The detail pane on the screen: the lines of an event or an actor that fit, with the chosen link.

use ratatui::layout::Rect;

use super::compose;
use super::screen::{Panel, Row, thumb};
use crate::app::{Focus, Showing, State};
use crate::command::{Action, Context};
use crate::content::detail::TargetKind;
use crate::content::{Line, Tone};
use crate::layout::Mode;

/// The pane.
pub(super) fn panel(state: &State, area: Rect) -> Panel {
    let layout = state.layout();
    let inner = layout.inner(area);
    let focused = state.panes.focus == Focus::Detail;
    let mut panel = Panel {
        area,
        framed: layout.mode == Mode::Full,
        focused,
        ..Panel::default()
    };
    let name = match state.detail.showing() {
        Showing::Actor(_) => " Actor ",
        Showing::Source(page) if page.text.is_none() => " Publisher ",
        Showing::Source(_) => " Source ",
        Showing::Event(_) | Showing::Nothing => " Event ",
    };
    panel.title = Line::default().with(name, Tone::Text);
    if crate::app::of_b(state) {
        let says = format!("{} only in B ", state.glyphs.dot);
        panel.title = panel.title.with(says, Tone::Warning);
    } else if crate::app::elsewhere(state) {
        let says = format!("{} not among the shown events ", state.glyphs.dot);
        panel.title = panel.title.with(says, Tone::Warning);
    }
    if let Some(error) = crate::app::unread(state) {
        panel.rows = super::empty::unreadable(state, error, inner);
        return panel;
    }
    let document = crate::app::document(state);
    let height = usize::from(inner.height);
    let chosen = state
        .detail
        .target
        .and_then(|target| document.targets.get(target))
        .filter(|_| focused);
    let chosen_lines = chosen.map_or(0..0, |target| target.line..target.line + target.lines);
    let shown = document
        .lines
        .iter()
        .enumerate()
        .skip(state.detail.scroll)
        .take(height);
    let row = |(at, line): (usize, &Line)| Row {
        line: compose::cut_line(line.clone(), inner.width.into()),
        selected: chosen_lines.contains(&at),
    };
    panel.rows = shown.map(row).collect();
    panel.thumb = thumb(height, state.detail.scroll, height, document.lines.len());
    if focused {
        panel.foot = chosen
            .map(|target| hint(state, target.what))
            .unwrap_or_default();
    }
    panel
}

/// What Enter does with the chosen link.
fn hint(state: &State, what: TargetKind) -> Line {
    let says = match what {
        TargetKind::Source(_) => "opens the source",
        TargetKind::Event(_) => "goes to the event",
        TargetKind::Actor(_) => "shows the actor",
        TargetKind::Text(_) => "shows the source",
        TargetKind::Quote(_) => "copies the quote",
        TargetKind::Claim(_) => return Line::default(),
    };
    let key = state
        .keymap
        .key(&[Context::Detail], Action::Follow)
        .unwrap_or_default();
    Line::default()
        .with(format!(" {key} "), Tone::Accent)
        .with(format!("{says} "), Tone::Dim)
}
