//! Values with counts: the pane on the left, and the lists that quick pickers show over the screen.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use tui_input::Input;

use super::cursor::{Cursor, Length};
use super::{Held, Overlay, State, ask, edit};
use crate::analysis::{Catalog, Choice, Facet, FacetCounts, FacetValue, LaneBy, Part};
use crate::layout::{Mode, Place, View, Wish};

/// A list of values to choose from.
#[derive(Debug, Clone)]
pub struct Facets {
    /// Which facet.
    pub facet: Facet,
    /// The fuzzy find.
    pub find: Input,
    /// The values on the screen.
    pub held: Held<FacetCounts>,
    /// The chosen value, and the first on the screen.
    pub cursor: Cursor,
    closed: BTreeSet<String>,
}

/// The pane of values.
#[derive(Debug, Clone)]
pub struct FacetsPane {
    /// The list.
    pub list: Facets,
    /// Whether keys go into the fuzzy find.
    pub finding: bool,
    /// What the view lists with counts itself, beside the pane.
    listed: Option<Facet>,
    /// The list that has made way for another because the view lists the same.
    away: Option<Box<Facets>>,
}

impl Default for FacetsPane {
    fn default() -> Self {
        Self {
            list: Facets::new(Facet::Actor),
            finding: false,
            listed: None,
            away: None,
        }
    }
}

impl Facets {
    pub(super) fn new(facet: Facet) -> Self {
        Self {
            facet,
            find: Input::default(),
            held: Held::default(),
            cursor: Cursor::default(),
            closed: BTreeSet::new(),
        }
    }

    /// The chosen value.
    #[must_use]
    pub fn value(&self) -> Option<&FacetValue> {
        let counts = self.held.get()?;
        counts
            .values
            .get(self.cursor.rank.checked_sub(counts.first)?)
    }

    /// How many values there are to scroll through.
    #[must_use]
    pub fn total(&self) -> usize {
        self.held.get().map_or(0, |counts| counts.total)
    }

    pub(super) fn part(&self, rows: usize) -> Part {
        let closed = self.closed.iter().cloned().collect();
        Part::Facet {
            facet: self.facet,
            find: self.find.value().to_owned(),
            closed,
            first: self.cursor.first,
            len: rows,
        }
    }

    fn length(&self, filter: &str) -> Length {
        (self.held).length(filter, &self.part(0), |counts| counts.total)
    }

    /// Keeps the chosen value inside the list and on the screen.
    pub(super) fn settle(&mut self, filter: &str, rows: usize) {
        let length = self.length(filter);
        self.cursor.settle(length, rows);
    }

    /// The find has changed: the best value is the first again.
    pub(super) fn found_anew(&mut self) {
        self.cursor = Cursor::default();
    }
}

/// The rows of values that fit into the pane, and into a picker.
pub(crate) fn rows(state: &State, picker: bool) -> usize {
    let layout = state.layout();
    let height = if picker {
        crate::layout::inner(Mode::Full, super::overlay::area(state))
            .height
            .saturating_sub(2)
    } else {
        layout
            .facets
            .map_or(0, |area| layout.inner(area).height.saturating_sub(1))
    };
    usize::from(height.max(1))
}

/// The parts that the pane and the picker lack.
pub(super) fn missing(state: &State, filter: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    if state.layout().facets.is_some() {
        parts.push((&state.facets.list, rows(state, false)));
    }
    if let Some(Overlay::Picker(list)) = &state.overlay {
        parts.push((list, rows(state, true)));
    }
    let lacking = parts
        .into_iter()
        .map(|(list, rows)| (list, list.part(rows)))
        .filter(|(list, part)| !list.held.answers(filter, part));
    lacking.map(|(_, part)| part).collect()
}

/// Takes counts in, where they were asked.
pub(super) fn take(state: &mut State, filter: &str, part: Part, counts: FacetCounts) {
    let rows = (rows(state, false), rows(state, true));
    if let Some(Overlay::Picker(list)) = &mut state.overlay
        && list.part(rows.1) == part
    {
        list.held.set(filter, part.clone(), counts.clone());
    }
    super::map::take_regions(state, filter, &part, &counts);
    if state.facets.list.part(rows.0) == part {
        state.facets.list.held.set(filter, part, counts);
    }
}

pub(super) fn settle(state: &mut State) {
    make_way(state);
    let (pane, picker) = (rows(state, false), rows(state, true));
    let filter = ask::filter(state);
    state.facets.list.settle(&filter, pane);
    state.facets.finding &= state.panes.focus == Place::Facets;
    if let Some(Overlay::Picker(list)) = &mut state.overlay {
        list.settle(&filter, picker);
    }
}

/// Beside lanes of a facet the pane shows the next one, until the lanes are of something else: twice the same names would tell
/// nothing. Whoever turns to that facet has it all the same.
fn make_way(state: &mut State) {
    let listed = listed(state);
    if state.facets.listed == listed {
        return;
    }
    let catalog = Arc::clone(&state.catalog);
    let pane = &mut state.facets;
    pane.listed = listed;
    if let Some(list) = pane.away.take() {
        pane.list = *list;
    }
    let other = |facet: &Facet| Some(*facet) != listed;
    if let Some(next) = catalog.facets().find(other)
        && listed == Some(pane.list.facet)
    {
        let list = std::mem::replace(&mut pane.list, Facets::new(next));
        (pane.away, pane.finding) = (Some(Box::new(list)), false);
    }
}

/// The facet whose values stand in the middle as lanes, where the pane stands beside them without having been called.
fn listed(state: &State) -> Option<Facet> {
    let layout = state.layout();
    let beside = layout.facets.is_some() && !layout.over && state.panes.facets == Wish::Auto;
    if !beside || state.view != View::Lanes || state.compare.is_some() {
        return None;
    }
    match state.lanes.by {
        LaneBy::Actor => Some(Facet::Actor),
        LaneBy::Bloc => Some(Facet::Bloc),
        LaneBy::Region => Some(Facet::Region),
        LaneBy::Kind => Some(Facet::Kind),
        _ => None,
    }
}

/// The list that has the keys.
pub(super) fn list(state: &mut State) -> &mut Facets {
    match &mut state.overlay {
        Some(Overlay::Picker(list)) => list,
        _ if state.view == View::Map && state.map.listing && state.panes.focus == Place::Main => {
            &mut state.map.regions
        }
        _ => &mut state.facets.list,
    }
}

/// Moves in the list that has the keys.
pub(super) fn step(state: &mut State, by: isize) {
    let filter = ask::filter(state);
    let list = list(state);
    let length = list.length(&filter);
    list.cursor.go(by, length);
}

/// Shows another facet in the pane.
pub(super) fn show(state: &mut State, facet: Facet) {
    if state.facets.list.facet != facet {
        state.facets.list = Facets::new(facet);
        state.facets.finding = false;
        state.facets.away = None;
    }
}

/// Shows a facet that stands so far behind the shown one in the pane, around the end.
pub(super) fn turn(state: &mut State, by: isize) {
    let facets: Vec<Facet> = state.catalog.facets().collect();
    let shown = |&facet: &Facet| facet == state.facets.list.facet;
    let at = facets.iter().position(shown).unwrap_or(0);
    let next = (at + facets.len())
        .saturating_add_signed(by)
        .checked_rem(facets.len());
    if let Some(&facet) = next.and_then(|next| facets.get(next)) {
        show(state, facet);
    }
}

/// Goes on with the fields of newly opened data: they may stand elsewhere there, or not at all.
pub(super) fn opened(state: &mut State, catalog: &Catalog) {
    let old = Arc::clone(&state.catalog);
    if let Some(away) = &mut state.facets.away {
        away.held.expire();
    }
    let list = &mut state.facets.list;
    match catalog.facet_of(list.facet, &old) {
        Some(facet) => list.facet = facet,
        None => *list = Facets::new(Facet::Actor),
    }
    if let Some(Overlay::Picker(list)) = &mut state.overlay {
        match catalog.facet_of(list.facet, &old) {
            Some(facet) => list.facet = facet,
            None => state.overlay = None,
        }
    }
}

/// The facets' names in the pane's first line: the shown one between arrows, then those that follow; with their columns.
pub(crate) fn tabs(
    catalog: &Catalog,
    shown: Facet,
) -> impl Iterator<Item = (Facet, Range<usize>)> + '_ {
    let facets = catalog.facets();
    let at = facets.clone().position(|facet| facet == shown);
    let number = facets.clone().count();
    let order = facets.cycle().skip(at.unwrap_or(0)).take(number);
    let mut column = ARROW;
    order.map(move |facet| {
        let end = column + crate::text::width(facet.label(catalog));
        let columns = column..end;
        column = end + if facet == shown { ARROW + 1 } else { 1 };
        (facet, columns)
    })
}

/// Columns of an arrow with its blanks.
const ARROW: usize = 3;

/// Shows the facet whose name is at a column of the pane's first line, or the next to the shown one.
pub(super) fn press_tab(state: &mut State, column: usize) {
    if !state.facets.list.find.value().is_empty() {
        return;
    }
    let shown = state.facets.list.facet;
    let hit = tabs(&state.catalog, shown).find(|(_, columns)| columns.contains(&column));
    match hit {
        Some((facet, _)) => show(state, facet),
        None if column < ARROW => turn(state, -1),
        None => turn(state, 1),
    }
}

/// Includes or excludes the chosen value, or takes that back.
pub(super) fn choose(state: &mut State, choice: Choice) {
    let text = state.filter.text().to_owned();
    let Some(value) = list(state).value() else {
        return;
    };
    let text = edit::choose(&text, &value.field, &value.value, choice);
    state.filter.set(text);
}

/// Includes the chosen value if it is not included yet.
pub(super) fn include(state: &mut State) {
    if list(state)
        .value()
        .is_some_and(|value| value.choice != Choice::Included)
    {
        choose(state, Choice::Included);
    }
}

/// Drops what the filter says about the facet.
pub(super) fn clear(state: &mut State) {
    let facet = list(state).facet;
    let text = edit::remove_facet(state.filter.text(), facet, &state.catalog);
    state.filter.set(text);
}

/// Hides what stands below the chosen value, or goes to its heading.
pub(super) fn fold(state: &mut State) {
    let list = list(state);
    let Some(value) = list.value() else { return };
    if value.has_children && !value.closed {
        list.closed.insert(value.value.clone());
        return;
    }
    let (Some(counts), depth) = (list.held.get(), value.depth) else {
        return;
    };
    let above = (list.cursor.rank)
        .saturating_sub(counts.first)
        .min(counts.values.len());
    if let Some(heading) = counts.values[..above]
        .iter()
        .rposition(|value| value.depth < depth)
    {
        let heading = counts.first + heading;
        list.cursor.put(heading);
    }
}

/// Shows what stands below the chosen value.
pub(super) fn unfold(state: &mut State) {
    let list = list(state);
    if let Some(value) = list.value().map(|value| value.value.clone()) {
        list.closed.remove(&value);
    }
}

/// Hides or shows what stands below the chosen value.
pub(super) fn toggle_fold(state: &mut State) {
    match list(state).value() {
        Some(value) if value.closed => unfold(state),
        Some(value) if value.has_children => fold(state),
        _ => {}
    }
}

/// Chooses the value at a line of the pane or picker; whether there is one.
pub(super) fn click(state: &mut State, line: usize) -> bool {
    let list = list(state);
    let rank = list.cursor.first + line;
    let there = rank < list.total();
    if there {
        list.cursor.put(rank);
    }
    there
}
