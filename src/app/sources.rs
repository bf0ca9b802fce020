//! Publishers and sources: the directory with a strip of one-sided support above it, families of copies, and stretches of days
//! that are told by one side only.
//!
//! The page of the chosen source or publisher stands in the detail pane.

mod moves;

pub(super) use self::moves::{act, press, wheel};
use super::cursor::{Cursor, Length};
use super::directory::{Directory, Run};
use super::{About, Held, State, ask, detail, timeline};
use crate::analysis::{
    EventKey, FacetValue, FamilyList, Listing, OneSided, Part, SourceList, SourceOrder, SourceRef,
};

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

/// The names of the lists with their columns.
pub(crate) fn tabs() -> impl Iterator<Item = (SourcesTab, std::ops::Range<usize>)> {
    let mut column = 1;
    SourcesTab::ALL.into_iter().map(move |tab| {
        let columns = column..column + tab.label().len();
        column = columns.end + 2;
        (tab, columns)
    })
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
    let first = first.map(|source| SourceRef::Text(source.record.key));
    (state.sources.here, state.sources.unshown) = (true, true);
    let known = state.sources.came_with == event && state.sources.list.held.get().is_some();
    state.sources.came_with = event;
    // An actor's page would be asked for once more, to be replaced by a source's as soon as the list is there.
    (state.detail.about).take_if(|about| matches!(about, About::Actor(_)));
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
