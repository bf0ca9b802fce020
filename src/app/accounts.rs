//! Claims side by side, disputes first: which event of the list is chosen, how far its claims are scrolled.
//!
//! The list follows the selected event, as that of the quotes does: the nearest event with claims stands in while the selected
//! one has none, and only going through the list selects.

use ratatui::layout::Rect;

use super::cursor::{Ahead, Length, Step, moved};
use super::{Effect, Held, Notice, State, ask, history, timeline};
use crate::analysis::{AccountRow, Accounts, AccountsAt, ClaimsTable, EventKey, Part};
use crate::command::Action;
use crate::content::accounts;
use crate::content::detail::{DetailContext, DetailView, ScaleKind};
use crate::layout::{Mode, View};

/// Rows that stay visible above and below the chosen one.
const SCROLL_OFF: usize = 1;

/// Lines of the list, with its frame, where there are many events.
const HIGHEST: u16 = 14;
/// Rows asked for on each side of the chosen one: no fewer than the list can show.
const MOST: usize = HIGHEST as usize;

/// Claims side by side, disputes first.
#[derive(Debug, Clone)]
pub struct AccountsView {
    /// The events around the chosen one, and what is claimed of it.
    pub list: Held<Accounts>,
    /// The claims of all shown events.
    pub table: Held<ClaimsTable>,
    /// Whether the claims of all shown events have the pane.
    pub whole: bool,
    /// How numbers are laid on an axis.
    pub scale: ScaleKind,
    /// First line of the claims on the screen.
    pub scroll: usize,
    wish: AccountsAt,
    /// Whether the reader went there by rank, so that the event is to be selected when it comes.
    moved: bool,
    /// The selected event when it was last looked at.
    seen: Option<EventKey>,
    /// Rows above the chosen one on the screen.
    above: usize,
    ahead: Ahead,
}

impl Default for AccountsView {
    fn default() -> Self {
        Self {
            list: Held::default(),
            table: Held::default(),
            whole: false,
            scale: ScaleKind::default(),
            scroll: 0,
            wish: AccountsAt::Rank(0),
            moved: false,
            seen: None,
            above: 0,
            ahead: Ahead::default(),
        }
    }
}

impl AccountsView {
    /// The chosen row's position among those that are held.
    #[must_use]
    pub fn selected(&self) -> Option<usize> {
        let list = self.list.get()?;
        let last = list.rows.len().checked_sub(1)?;
        let at = match self.wish {
            AccountsAt::Rank(rank) => Some(rank.saturating_sub(list.first)),
            AccountsAt::Event(event) => {
                let wished = |account: &AccountRow| account.row.key == event;
                let anchor = || list.anchor.and_then(|rank| rank.checked_sub(list.first));
                list.rows.iter().position(wished).or_else(anchor)
            }
        };
        Some(at.unwrap_or(0).min(last))
    }

    /// The chosen row.
    #[must_use]
    pub fn row(&self) -> Option<&AccountRow> {
        self.list.sound()?.rows.get(self.selected()?)
    }

    /// Whether the chosen event only stands in for the selected one, of which nobody claims anything.
    fn stands_in(&self) -> bool {
        let AccountsAt::Event(event) = self.wish else {
            return false;
        };
        self.row().is_some_and(|account| account.row.key != event)
    }

    /// The first row on a screen of so many.
    #[must_use]
    pub fn top(&self, rows: usize) -> usize {
        let (Some(list), Some(at)) = (self.list.get(), self.selected()) else {
            return 0;
        };
        let off = SCROLL_OFF.min(rows.saturating_sub(1) / 2);
        let above = self.above.clamp(off, rows.saturating_sub(1 + off).max(off));
        let last = list.rows.len().saturating_sub(rows);
        at.saturating_sub(above).min(last)
    }

    /// Whether what is claimed of the wished event is held, with the rows around it.
    fn covers(&self, filter: &str) -> bool {
        let asked =
            matches!(self.list.to_part(), Some(Part::Accounts { at, .. }) if *at == self.wish);
        let anchor = self.list.get().and_then(|list| list.told.as_ref());
        let told = match self.wish {
            AccountsAt::Event(event) => anchor.is_some_and(|told| told.row.key == event),
            AccountsAt::Rank(_) => false,
        };
        self.list.is_under(filter) && (asked || told)
    }
}

/// Where the list and the claims are, with their frames, if the view is on the screen.
pub(crate) fn areas(state: &State) -> Option<(Option<Rect>, Rect)> {
    let layout = state.layout();
    let main = layout.main.filter(|_| state.view == View::Accounts)?;
    // Below this both would be too low to be read.
    if main.height < 9 || state.accounts.whole {
        return Some((None, main));
    }
    let shared = u16::from(layout.mode == Mode::Full);
    let total = state.accounts.list.get().map_or(0, |list| list.total);
    let wanted = u16::try_from(total.max(1)).unwrap_or(u16::MAX);
    let height = (main.height / 3)
        .clamp(4, HIGHEST)
        .min(wanted.saturating_add(2 * shared));
    let list = Rect { height, ..main };
    let told = Rect {
        y: main.y + height - shared,
        height: main.height - height + shared,
        ..main
    };
    Some((Some(list), told))
}

/// Rows of the list on the screen.
pub(crate) fn rows(state: &State) -> usize {
    let list = areas(state).and_then(|(list, _)| list);
    list.map_or(0, |area| state.layout().inner(area).height.into())
}

/// The parts that the view lacks.
pub(super) fn missing(state: &State, filter: &str) -> Vec<Part> {
    if areas(state).is_none() {
        return Vec::new();
    }
    if state.accounts.whole {
        let lacks = !state.accounts.table.answers(filter, &Part::Claims);
        return lacks.then_some(Part::Claims).into_iter().collect();
    }
    if state.accounts.covers(filter) {
        return Vec::new();
    }
    vec![Part::Accounts {
        at: state.accounts.wish,
        before: MOST,
        after: MOST,
    }]
}

/// Takes an answer in.
pub(super) fn take(state: &mut State, filter: &str, part: Part, list: Accounts) {
    let wished = matches!(part, Part::Accounts { at, .. } if at == state.accounts.wish);
    state.accounts.list.set(filter, part, list);
    if let (Length::Known(total), false) = (length(state), state.accounts.ahead.is_empty()) {
        let view = &mut state.accounts;
        let from = (view.list.get()).map_or(0, |list| list.first + view.selected().unwrap_or(0));
        let rank = view.ahead.lead(from, total);
        return go_to(state, rank, rank);
    }
    if wished && state.accounts.moved {
        select(state);
    }
}

/// Makes the chosen event the wish, and the selected one.
fn select(state: &mut State) {
    let Some(event) = state.accounts.row().map(|account| account.row.key) else {
        return;
    };
    state.accounts.wish = AccountsAt::Event(event);
    state.accounts.moved = false;
    if state.timeline.current() != Some(event) {
        timeline::select_event(state, event);
    }
    state.accounts.seen = Some(event);
}

/// The lines of the claims as they are now.
#[must_use]
pub(crate) fn document(state: &State) -> DetailView {
    let Some((_, area)) = areas(state) else {
        return DetailView::default();
    };
    let view = &state.accounts;
    let context = DetailContext {
        width: usize::from(state.layout().inner(area).width).saturating_sub(1),
        blocs: &state.catalog.blocs,
        glyphs: &state.glyphs,
        bidi: state.bidi,
        selected: None,
    };
    if view.whole {
        let table = view.table.get();
        return table
            .map(|table| accounts::table(table, &context, view.scale))
            .unwrap_or_default();
    }
    let told = view.list.get().and_then(|list| list.told.as_deref());
    told.map(|told| accounts::told(told, &context, view.scale))
        .unwrap_or_default()
}

/// Lines of the claims on the screen.
fn height(state: &State) -> usize {
    let area = areas(state).map(|(_, told)| state.layout().inner(told));
    area.map_or(0, |inner| inner.height.into())
}

/// Does what an action asks of the view; whether it means something here.
pub(super) fn act(state: &mut State, action: Action, _effects: &mut Vec<Effect>) -> bool {
    if let Some(step) = Step::of(action) {
        go(state, step);
        return true;
    }
    match action {
        Action::AllClaims => toggle_whole(state),
        Action::Scale => next_scale(state),
        // What is read and copied is what is shown here.
        Action::ShowEvent | Action::OpenSource | Action::CopyCitation | Action::CopyMore
            if !state.accounts.whole =>
        {
            select(state);
            return false;
        }
        _ => return false,
    }
    true
}

/// How many events there are to go through.
fn length(state: &State) -> Length {
    let held = &state.accounts.list;
    match held.get().map(|list| list.total) {
        None => Length::Unknown,
        Some(total) if held.is_under(&ask::filter(state)) => Length::Known(total),
        Some(total) => Length::Old(total),
    }
}

/// Goes through the list by lines and to its ends, and by pages through the claims; through these only where they have the pane.
fn go(state: &mut State, step: Step) {
    if state.accounts.whole || matches!(step, Step::Half(_) | Step::Page(_)) {
        // A line more than elsewhere stays: the heading of what goes on.
        let by = step.lines(height(state).saturating_sub(1));
        return scroll(state, by);
    }
    if step.is_end() {
        history::leap(state);
    }
    let by = step.lines(1);
    state.accounts.ahead.note(by, length(state));
    let (Some(list), Some(at)) = (state.accounts.list.get(), state.accounts.selected()) else {
        return;
    };
    let rank = moved(list.first + at, by, list.total);
    let above = (at - state.accounts.top(rows(state)).min(at)).saturating_add_signed(by);
    go_to(state, rank, above);
}

fn go_to(state: &mut State, rank: usize, above: usize) {
    let rows = rows(state);
    let view = &mut state.accounts;
    view.wish = AccountsAt::Rank(rank);
    view.moved = true;
    view.above = above.min(rows.saturating_sub(1));
    view.scroll = 0;
    let held = view.list.get();
    if held.is_some_and(|list| (list.first..list.first + list.rows.len()).contains(&rank)) {
        select(state);
    }
}

fn scroll(state: &mut State, by: isize) {
    state.accounts.scroll = state.accounts.scroll.saturating_add_signed(by);
}

fn toggle_whole(state: &mut State) {
    state.accounts.whole = !state.accounts.whole;
    state.accounts.scroll = 0;
}

fn next_scale(state: &mut State) {
    let (scale, says) = match state.accounts.scale {
        ScaleKind::Fitting => (ScaleKind::Logarithmic, "Numbers on a logarithmic scale"),
        ScaleKind::Logarithmic => (ScaleKind::Linear, "Numbers on a linear scale"),
        ScaleKind::Linear => (
            ScaleKind::Fitting,
            "Numbers on the scale that they need: a logarithmic one where they are far apart",
        ),
    };
    state.accounts.scale = scale;
    state.notice = Some(Notice::info(says));
}

/// The mouse was pressed at a column and row of the view's inside.
pub(super) fn press(
    state: &mut State,
    (_, row): (u16, u16),
    double: bool,
    effects: &mut Vec<Effect>,
) {
    let (Some(list), rows) = (state.accounts.list.get(), rows(state)) else {
        return;
    };
    let top = state.accounts.top(rows);
    let at = top + usize::from(row);
    if usize::from(row) >= rows || at >= list.rows.len() {
        return;
    }
    go_to(state, list.first + at, at - top);
    if double {
        super::act::act(state, Action::ShowEvent, effects);
    }
}

/// The wheel was turned by so many lines.
pub(super) fn wheel(state: &mut State, by: isize) {
    scroll(state, by);
}

/// Follows the selected event, and keeps the claims on the screen.
pub(super) fn settle(state: &mut State) {
    follow(state);
    let last = document(state).lines.len().saturating_sub(height(state));
    state.accounts.scroll = state.accounts.scroll.min(last);
}

/// Goes to the selected event, if it is another than it was.
fn follow(state: &mut State) {
    let Some(event) = state.timeline.current() else {
        return;
    };
    let rows = rows(state);
    let view = &mut state.accounts;
    let seen = view.seen.replace(event);
    // Keys that were pressed before anything came lead, not the event that comes first.
    let leads = seen.is_none() && (view.moved || !view.ahead.is_empty());
    if seen == Some(event) || leads {
        return;
    }
    let chosen = view.row().map(|account| account.row.key);
    if chosen != Some(event) || view.stands_in() {
        view.wish = AccountsAt::Event(event);
        view.moved = false;
        view.above = rows / 3;
        if !view.whole {
            view.scroll = 0;
        }
    }
}

/// New data: what is held stays on the screen and is asked again.
pub(super) fn opened(state: &mut State) {
    state.accounts.list.expire();
    state.accounts.table.expire();
}
