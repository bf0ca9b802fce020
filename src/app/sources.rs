//! Publishers and sources: the directory with a strip of one-sided support above it, families of copies, and stretches of days
//! that are told by one side only.
//!
//! The page of the chosen source or publisher stands in the detail pane.

use super::cursor::{Cursor, Length, Step};
use super::directory::{Directory, Run};
use super::{About, Effect, Held, Notice, State, ask, detail, edit, panes, timeline};
use crate::analysis::{
    Choice, EventKey, FacetValue, FamilyList, Listing, OneSided, Part, SourceList, SourceOrder,
    SourceRef,
};
use crate::command::Action;
use crate::layout::Place;

/// Publishers and sources.
#[derive(Debug, Clone, Default)]
pub struct SourcesView {
    /// What is listed.
    pub tab: SourcesTab,
    /// The directory.
    pub list: Directory<SourceList>,
    /// Its order.
    pub order: SourceOrder,
    /// Texts and their copies.
    pub families: Held<FamilyList>,
    /// One-sided support over time.
    pub sided: Held<OneSided>,
    /// The chosen family.
    pub family: Cursor,
    /// The chosen stretch of days.
    pub run: Cursor,
    /// Whether the page of the chosen family's original is still to be shown beside the list.
    unshown: bool,
    here: bool,
    came_with: Option<EventKey>,
    synced: Option<SourceRef>,
}

/// What the view lists.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SourcesTab {
    /// Publishers with their texts.
    #[default]
    Publishers,
    /// Texts with their copies.
    Families,
    /// Days that are told by one side only.
    OneSided,
}

impl SourcesTab {
    /// All, in the order of the screen.
    pub const ALL: [Self; 3] = [Self::Publishers, Self::Families, Self::OneSided];

    /// Its name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Publishers => "Publishers",
            Self::Families => "Copies",
            Self::OneSided => "One-sided days",
        }
    }
}

impl Run for SourceList {
    type Key = SourceRef;

    fn first(&self) -> usize {
        self.first
    }

    fn total(&self) -> usize {
        self.total
    }

    fn found(&self) -> Option<usize> {
        self.found
    }

    fn value(&self, at: usize) -> Option<&FacetValue> {
        self.lines.get(at).map(|line| &line.value)
    }

    fn key(&self, at: usize) -> Option<SourceRef> {
        self.lines.get(at).map(|line| line.subject)
    }
}

/// Stretches of days that are asked for.
const RUNS: usize = 200;
/// Families that are asked for, at most as many as fit.
const FAMILY_LINES: usize = 2;

fn inner(state: &State) -> Option<ratatui::layout::Rect> {
    let layout = state.layout();
    Some(layout.inner(layout.main?))
}

/// Lines above the list: the strip with its axis where there is room, the names of the lists, the columns.
pub(crate) fn head(state: &State) -> u16 {
    let height = inner(state).map_or(0, |inner| inner.height);
    if height >= 14 { 6 } else { 2 }
}

/// Lines of the list.
pub(crate) fn rows(state: &State) -> usize {
    let height = inner(state).map_or(0, |inner| inner.height.saturating_sub(head(state)));
    usize::from(height.max(1))
}

fn families_rows(state: &State) -> usize {
    (rows(state) / FAMILY_LINES).max(1)
}

fn part(order: SourceOrder, listing: Listing<SourceRef>) -> Part {
    Part::Sources {
        order,
        listing: Box::new(listing),
    }
}

fn sided_part(state: &State) -> Part {
    let width = inner(state).map_or(0, |inner| usize::from(inner.width));
    Part::OneSided {
        buckets: width.saturating_sub(2).clamp(8, 120),
        runs: RUNS,
    }
}

fn families_part(state: &State) -> Part {
    Part::Families {
        first: state.sources.family.first,
        len: families_rows(state),
    }
}

/// The parts that the view lacks.
pub(super) fn missing(state: &State, filter: &str) -> Vec<Part> {
    let sources = &state.sources;
    let list = part(sources.order, sources.list.listing(rows(state)));
    let list = Some(list).filter(|part| !sources.list.held.answers(filter, part));
    let families = Some(families_part(state)).filter(|part| {
        sources.tab == SourcesTab::Families && !sources.families.answers(filter, part)
    });
    let sided = Some(sided_part(state)).filter(|part| !sources.sided.answers(filter, part));
    list.into_iter().chain(families).chain(sided).collect()
}

/// Takes a run of the directory in.
pub(super) fn take(state: &mut State, filter: &str, run: SourceList) {
    let (rows, order) = (rows(state), state.sources.order);
    let part = |listing| part(order, listing);
    state.sources.list.take(filter, run, rows, part);
}

/// Does what an action asks of the view; whether it means something here.
pub(super) fn act(state: &mut State, action: Action, effects: &mut Vec<Effect>) -> bool {
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

/// How long a list is.
fn length(state: &State, tab: SourcesTab) -> Length {
    let (sources, filter) = (&state.sources, ask::filter(state));
    match tab {
        SourcesTab::Publishers => {
            let listing = sources.list.listing(rows(state));
            sources.list.length(&filter, &part(sources.order, listing))
        }
        SourcesTab::Families => {
            let (held, part) = (&sources.families, families_part(state));
            held.length(&filter, &part, |list| list.total)
        }
        SourcesTab::OneSided => {
            let (held, part) = (&sources.sided, sided_part(state));
            held.length(&filter, &part, |sided| sided.runs.len())
        }
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
        Action::Include | Action::PickToggle => choose(state, Choice::Included),
        Action::Exclude | Action::PickExclude => choose(state, Choice::Excluded),
        Action::Fold => fold(state),
        Action::Unfold => unfold(state),
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

fn choose(state: &mut State, choice: Choice) {
    if let Some(value) = state.sources.list.value() {
        let text = edit::choose(state.filter.text(), &value.field, &value.value, choice);
        state.filter.set(text);
    }
}

fn fold(state: &mut State) {
    let list = &mut state.sources.list;
    match list.value() {
        Some(value) if value.has_children && !value.closed => list.turn_fold(),
        _ => list.go_to_heading(),
    }
}

/// Unfolds what is folded, or else goes on to the page.
fn unfold(state: &mut State) {
    let list = &mut state.sources.list;
    if list.value().is_some_and(|value| value.closed) {
        list.turn_fold();
    } else {
        panes::sideways(state, true);
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

/// Shows the page of the chosen family's original; whether it is there.
fn show_original(state: &mut State) -> bool {
    let family = state.sources.families.get().and_then(|list| {
        let at = state.sources.family.rank.checked_sub(list.first)?;
        list.families.get(at)
    });
    let Some(original) = family.map(|family| SourceRef::Text(family.original.key)) else {
        return false;
    };
    state.sources.synced = Some(original);
    detail::show(state, About::Source(original));
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
            let text = edit::set_date(state.filter.text(), run.days);
            state.filter.set(text);
        }
        None => state.notice = Some(Notice::info("There is no such stretch of days")),
    }
    true
}

/// The mouse was pressed at a column and row of the pane's inside.
pub(super) fn press(
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

/// The names of the lists with their columns.
pub(crate) fn tabs() -> impl Iterator<Item = (SourcesTab, std::ops::Range<usize>)> {
    let mut column = 1;
    SourcesTab::ALL.into_iter().map(move |tab| {
        let columns = column..column + tab.label().len();
        column = columns.end + 2;
        (tab, columns)
    })
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
pub(super) fn wheel(state: &mut State, by: isize) {
    match state.sources.tab {
        SourcesTab::Publishers => {
            let rows = rows(state);
            state.sources.list.scroll(by, rows);
        }
        _ => go(state, by.signum()),
    }
}

/// Makes positions fit what is held, and shows beside the directory what is chosen in it.
pub(super) fn settle(state: &mut State) {
    let filter = ask::filter(state);
    arrive(state);
    follow(state);
    let (rows, fit) = (rows(state), families_rows(state));
    let length = |tab| length(state, tab);
    let (list, families, runs) = (
        length(SourcesTab::Publishers),
        length(SourcesTab::Families),
        length(SourcesTab::OneSided),
    );
    let focused = super::views::focused(state);
    let sources = &mut state.sources;
    sources.list.finding &= focused;
    sources.list.settle(&filter, list, rows);
    sources.family.settle(families, fit);
    sources.run.settle(runs, rows);
    show_chosen(state, &filter);
}

/// Shows the page of what is chosen in the shown list, once.
fn show_chosen(state: &mut State, filter: &str) {
    let sources = &state.sources;
    match sources.tab {
        SourcesTab::Families if sources.unshown && !sources.family.waits() => {
            state.sources.unshown = !show_original(state);
        }
        SourcesTab::Publishers => show_publisher(state, filter),
        SourcesTab::Families | SourcesTab::OneSided => {}
    }
}

fn show_publisher(state: &mut State, filter: &str) {
    if let Some(source) = state.sources.list.take_shown(filter) {
        state.sources.synced = Some(source);
        if state.detail.about != Some(About::Source(source)) {
            detail::show(state, About::Source(source));
        }
    }
}

/// Coming from another view, the first source of the selected event is chosen, unless one is read already.
fn arrive(state: &mut State) {
    let event = detail::wanted(state);
    let page = detail::shown(state).filter(|detail| Some(detail.row.key) == event);
    if state.sources.here || (event.is_some() && page.is_none()) {
        return;
    }
    if timeline::is_bound(state) {
        return;
    }
    let first = page.and_then(|detail| detail.sources.first());
    let first = first.map(|source| SourceRef::Text(source.key));
    (state.sources.here, state.sources.unshown) = (true, true);
    let known = state.sources.came_with == event && state.sources.list.held.get().is_some();
    state.sources.came_with = event;
    match (state.detail.about, first) {
        // The page of a text stays that of the text, also where its publisher's line stands for it.
        (Some(About::Source(source)), _) => {
            state.sources.synced = Some(source);
            state.sources.list.go_to(source, false);
        }
        (_, Some(source)) if !known => state.sources.list.go_to(source, true),
        _ => state.sources.list.show(),
    }
}

/// A link or the way back led to another source: the directory goes there.
fn follow(state: &mut State) {
    if let Some(About::Source(source)) = state.detail.about
        && state.sources.here
        && state.sources.synced != Some(source)
    {
        state.sources.synced = Some(source);
        state.sources.list.go_to(source, false);
    }
}

/// Another view is on the screen.
pub(super) fn left(state: &mut State) {
    state.sources.here = false;
}

/// New data: what is held stays on the screen and is asked again.
pub(super) fn opened(state: &mut State) {
    state.sources.list.expire();
    state.sources.families.expire();
    state.sources.sided.expire();
}
