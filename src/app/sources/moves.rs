//! What keys and the mouse do in the lists of publishers, copies and one-sided days.

use super::{FAMILY_LINES, SourcesTab, families_rows, head, length, rows, show_original, tabs};
use crate::analysis::{Choice, SourceOrder};
use crate::app::cursor::{Cursor, Step};
use crate::app::{About, Effect, Notice, State, detail, edit, panes};
use crate::command::Action;
use crate::layout::Place;

/// Does what an action asks of the view; whether it means something here.
pub(in crate::app) fn act(state: &mut State, action: Action, effects: &mut Vec<Effect>) -> bool {
    if let Some(step) = Step::of(action) {
        let by = step.lines(shown(state));
        go(state, by);
        return true;
    }
    match action {
        Action::NextList => turn(state, 1),
        Action::PreviousList => turn(state, SourcesTab::ALL.len() - 1),
        Action::OpenSource => detail::open_source(state, effects),
        Action::CopyCitation => detail::copy_citation(state, effects),
        Action::Back => return state.sources.list.end_find(),
        _ => match state.sources.tab {
            SourcesTab::Publishers => return act_on_list(state, action),
            SourcesTab::Families => return act_on_family(state, action),
            SourcesTab::OneSided => return act_on_run(state, action),
        },
    }
    true
}

/// Entries of the shown list that fit.
fn shown(state: &State) -> usize {
    match state.sources.tab {
        SourcesTab::Families => families_rows(state),
        SourcesTab::Publishers | SourcesTab::OneSided => rows(state),
    }
}

/// Goes through the shown list.
fn go(state: &mut State, by: isize) {
    let length = length(state, state.sources.tab);
    let sources = &mut state.sources;
    match sources.tab {
        SourcesTab::Publishers => {
            // Whoever goes through it is there, and needs not be led.
            sources.here = true;
            sources.list.step(by, length);
        }
        SourcesTab::Families => {
            sources.family.go(by, length);
            sources.unshown = true;
        }
        SourcesTab::OneSided => sources.run.go(by, length),
    }
}

fn turn(state: &mut State, by: usize) {
    let all = SourcesTab::ALL;
    let at = all.iter().position(|&tab| tab == state.sources.tab);
    show_tab(state, all[(at.unwrap_or(0) + by) % all.len()]);
}

fn show_tab(state: &mut State, tab: SourcesTab) {
    let sources = &mut state.sources;
    sources.tab = tab;
    sources.list.finding = false;
    // What is chosen in a list is what stands beside it.
    match tab {
        SourcesTab::Publishers => sources.list.show(),
        SourcesTab::Families => sources.unshown = true,
        SourcesTab::OneSided => {}
    }
}

fn act_on_list(state: &mut State, action: Action) -> bool {
    match action {
        Action::ShowEvent | Action::Accept => enter(state),
        Action::Include | Action::PickToggle => state
            .sources
            .list
            .choose(&mut state.filter, Choice::Included),
        Action::Exclude | Action::PickExclude => state
            .sources
            .list
            .choose(&mut state.filter, Choice::Excluded),
        Action::Fold => state.sources.list.fold(),
        Action::Unfold => {
            if !state.sources.list.unfold() {
                panes::sideways(state, true);
            }
        }
        Action::FindValue => state.sources.list.finding = true,
        Action::NextOrder => turn_order(state),
        _ => return false,
    }
    true
}

/// Ends the find where it led, or reads the page.
fn enter(state: &mut State) {
    if state.sources.list.end_find() {
        return;
    }
    if let Some(source) = state.sources.list.key() {
        state.sources.synced = Some(source);
        detail::show(state, About::Source(source));
        panes::focus(state, Place::Detail);
    }
}

fn turn_order(state: &mut State) {
    let sources = &mut state.sources;
    sources.order = match sources.order {
        SourceOrder::Count => SourceOrder::Alone,
        SourceOrder::Alone => SourceOrder::Grade,
        SourceOrder::Grade => SourceOrder::Name,
        SourceOrder::Name => SourceOrder::Count,
    };
    sources.list.reordered();
}

/// The chosen family's original is read.
fn act_on_family(state: &mut State, action: Action) -> bool {
    if action != Action::ShowEvent && action != Action::Unfold {
        return false;
    }
    if show_original(state) {
        panes::focus(state, Place::Detail);
    }
    true
}

/// The chosen stretch of days becomes the filter's date.
fn act_on_run(state: &mut State, action: Action) -> bool {
    if !matches!(action, Action::ShowEvent | Action::Include) {
        return false;
    }
    let run = state.sources.sided.get();
    match run.and_then(|sided| sided.runs.get(state.sources.run.rank)) {
        Some(run) => {
            let text = edit::set_date(state.filter.text(), run.days.into());
            state.filter.set(text);
        }
        None => state.notice = Some(Notice::info("There is no such stretch of days")),
    }
    true
}

/// The mouse was pressed at a column and row of the pane's inside.
pub(in crate::app) fn press(
    state: &mut State,
    (column, row): (u16, u16),
    double: bool,
    effects: &mut Vec<Effect>,
) {
    let head = head(state);
    if row + 2 == head {
        return press_tab(state, column);
    }
    let Some(line) = row.checked_sub(head).map(usize::from) else {
        return;
    };
    let hit = match state.sources.tab {
        SourcesTab::Publishers => press_line(state, line, column, double),
        SourcesTab::Families => {
            let total = state.sources.families.get().map_or(0, |list| list.total);
            state.sources.unshown = true;
            press_entry(&mut state.sources.family, line / FAMILY_LINES, total)
        }
        SourcesTab::OneSided => {
            let sided = state.sources.sided.get();
            let total = sided.map_or(0, |sided| sided.runs.len());
            press_entry(&mut state.sources.run, line, total)
        }
    };
    if hit && double {
        let _ = act(state, Action::ShowEvent, effects);
    }
}

/// Chooses the entry at a place on the screen; whether there is one.
fn press_entry(cursor: &mut Cursor, line: usize, total: usize) -> bool {
    let rank = cursor.first + line;
    let there = rank < total;
    if there {
        cursor.put(rank);
    }
    there
}

fn press_tab(state: &mut State, column: u16) {
    let hit = tabs().find(|(_, columns)| columns.contains(&usize::from(column)));
    if let Some((tab, _)) = hit {
        show_tab(state, tab);
    }
}

fn press_line(state: &mut State, line: usize, column: u16, double: bool) -> bool {
    let list = &mut state.sources.list;
    if !list.press(line) {
        return false;
    }
    let folds = list
        .value()
        .is_some_and(|value| value.has_children && column < 4);
    if folds && !double {
        list.turn_fold();
    }
    !folds
}

/// The wheel was turned by so many lines.
pub(in crate::app) fn wheel(state: &mut State, by: isize) {
    match state.sources.tab {
        SourcesTab::Publishers => {
            let rows = rows(state);
            state.sources.list.scroll(by, rows);
        }
        _ => go(state, by.signum()),
    }
}
