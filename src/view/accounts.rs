//! Claims side by side, disputes first: the list of events with claims above, the claims of the chosen one below; or those of
//! all shown events.

use ratatui::layout::Rect;

use super::compose;
use super::screen::{Panel, Row, Screen, thumb};
use crate::analysis::{AccountRow, Accounts};
use crate::app::{State, accounts_areas, accounts_document, accounts_rows};
use crate::content::words::{count, counted, period_mark};
use crate::content::{Line, Tone, date};

/// Puts the view on the screen.
pub(super) fn panels(state: &State, area: Rect, screen: &mut Screen) {
    let Some((list, told)) = accounts_areas(state) else {
        return;
    };
    let error = if state.accounts.whole {
        state.accounts.table.error()
    } else {
        state.accounts.list.error()
    };
    if let Some(error) = error {
        let rows = super::empty::unreadable(state, error, state.layout().inner(area));
        screen.panels.push(Panel {
            area,
            rows,
            ..super::main_panel(state)
        });
        return;
    }
    if state.accounts.whole {
        screen.panels.push(whole(state, told));
        return;
    }
    let Some(accounts) = state.accounts.list.get() else {
        screen.panels.push(Panel {
            area,
            ..super::main_panel(state)
        });
        return;
    };
    if accounts.rows.is_empty() {
        screen.panels.push(none(state, area));
        return;
    }
    let claims = claims(state, accounts, told, list.is_none());
    screen
        .panels
        .extend(list.map(|area| events(state, accounts, area)));
    screen.panels.push(claims);
}

/// Nobody claims anything about the shown events.
fn none(state: &State, area: Rect) -> Panel {
    let inner = state.layout().inner(area);
    let shown = state.totals.get().map_or(0, |totals| totals.shown);
    let rows = match shown {
        0 => super::empty::no_match(state, inner),
        _ => {
            let says = format!(
                "Nobody claims anything about the {} shown events",
                count(shown)
            );
            super::empty::told(state, &says, inner)
        }
    };
    Panel {
        area,
        rows,
        ..super::main_panel(state)
    }
}

/// What the list holds.
fn tally(state: &State, accounts: &Accounts) -> String {
    let dot = state.glyphs.dot;
    format!(
        "{dot} {} {} disputed {dot} {} with claims ",
        state.glyphs.disputed,
        count(accounts.disputed),
        count(accounts.total - accounts.disputed),
    )
}

/// The list of events.
fn events(state: &State, accounts: &Accounts, area: Rect) -> Panel {
    let mut panel = Panel {
        area,
        ..super::main_panel(state)
    };
    let inner = state.layout().inner(area);
    let rows = accounts_rows(state);
    let top = state.accounts.top(rows);
    let selected = state.accounts.selected();
    panel.title = panel.title.with(tally(state, accounts), Tone::Dim);
    let chosen = state.accounts.row().map(|account| account.row.key);
    if chosen != state.timeline.current() {
        let says = format!("{} nearest to the selected event ", state.glyphs.dot);
        panel.title = panel.title.with(says, Tone::Warning);
    }
    let shown = accounts.rows.iter().enumerate().skip(top).take(rows);
    let row = |(at, account): (usize, &AccountRow)| Row {
        line: event(state, account, selected == Some(at), inner.width.into()),
        selected: selected == Some(at),
    };
    panel.rows = shown.map(row).collect();
    panel.thumb = thumb(rows, accounts.first + top, rows, accounts.total);
    panel
}

/// An event with a mark when it is disputed, and how many claim something.
fn event(state: &State, account: &AccountRow, selected: bool, width: usize) -> Line {
    let row = &account.row;
    let glyphs = &state.glyphs;
    let cursor = if selected { glyphs.cursor } else { " " };
    let disputed = if row.disputed { glyphs.disputed } else { " " };
    let day = format!(
        "{}{:>6}  ",
        glyphs.certainty(row.certainty),
        period_mark(&row.date).unwrap_or_else(|| date::short(row.days.from))
    );
    let left = Line::default()
        .with(cursor, Tone::Accent)
        .with(format!("{disputed} "), Tone::Warning)
        .with(day, Tone::Dim)
        .with(format!("{} ", glyphs.kind(row.kind)), Tone::Accent)
        .data(&row.title, Tone::Text);
    let says = match account.claimants {
        0 => "contradicted".to_owned(),
        claimants => counted(claimants, "claimant"),
    };
    compose::ends(
        left,
        Line::default().with(format!("  {says} "), Tone::Dim),
        width,
    )
}

/// The claims of the chosen event.
fn claims(state: &State, accounts: &Accounts, area: Rect, alone: bool) -> Panel {
    let mut panel = document(state, area);
    if alone {
        panel.title = panel.title.with(tally(state, accounts), Tone::Dim);
    } else {
        panel.title = Line::default().with(" Claims ", Tone::Text);
    }
    let rank = accounts.first + state.accounts.selected().unwrap_or(0);
    panel.foot = Line::default().with(
        format!(" {} of {} ", count(rank + 1), count(accounts.total)),
        Tone::Dim,
    );
    panel
}

/// The claims of all shown events.
fn whole(state: &State, area: Rect) -> Panel {
    let mut panel = document(state, area);
    let says = format!("{} all shown events ", state.glyphs.dot);
    panel.title = panel.title.with(says, Tone::Dim);
    panel
}

/// The lines that fit.
fn document(state: &State, area: Rect) -> Panel {
    let mut panel = Panel {
        area,
        ..super::main_panel(state)
    };
    let inner = state.layout().inner(area);
    let (height, first) = (usize::from(inner.height), state.accounts.scroll);
    let document = accounts_document(state);
    let lines = document.lines.iter().skip(first).take(height);
    panel.rows = lines
        .map(|line| compose::cut_line(line.clone(), inner.width.into()).into())
        .collect();
    panel.thumb = thumb(height, first, height, document.lines.len());
    panel
}
