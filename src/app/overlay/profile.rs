//! The values of one field among the shown events, over the screen: how many events each has, what share that is, and when.

use super::super::cursor::{Cursor, Length};
use super::super::{Held, Overlay, State, ask, edit};
use crate::analysis::{Catalog, Choice, Facet, LaneSort, Part, Profile, ProfileRow, Profiled};

/// The values of one field.
#[derive(Debug, Clone)]
pub struct ProfileList {
    /// Which field.
    pub of: Profiled,
    /// Their order.
    pub sort: LaneSort,
    /// The values on the screen.
    pub held: Held<Profile>,
    /// The chosen value, and the first on the screen.
    pub cursor: Cursor,
}

/// The orders that make sense here: when a value was last seen tells little about a field.
const SORTS: [LaneSort; 3] = [LaneSort::Count, LaneSort::Name, LaneSort::First];

impl ProfileList {
    fn new(of: Profiled, sort: LaneSort) -> Self {
        Self {
            of,
            sort,
            held: Held::default(),
            cursor: Cursor::default(),
        }
    }

    /// The chosen value.
    #[must_use]
    pub fn value(&self) -> Option<&ProfileRow> {
        let profile = self.held.get()?;
        profile
            .rows
            .get(self.cursor.rank.checked_sub(profile.first)?)
    }

    fn total(&self) -> usize {
        self.held.get().map_or(0, |profile| profile.total)
    }

    fn part(&self, rows: usize, strip: usize) -> Part {
        Part::Profile {
            of: self.of,
            sort: self.sort,
            buckets: strip,
            first: self.cursor.first,
            len: rows,
        }
    }
}

/// The fields that a profile can be of, in the order of the screen: the facets, and publishers behind sources.
pub(super) fn fields(catalog: &Catalog) -> impl Iterator<Item = Profiled> {
    catalog.facets().flat_map(|facet| {
        let publisher = (facet == Facet::Source).then_some(Profiled::Publisher);
        publisher.into_iter().chain([Profiled::Facet(facet)])
    })
}

/// What a field is called.
#[must_use]
pub(crate) fn label(of: Profiled, catalog: &Catalog) -> &str {
    match of {
        Profiled::Facet(facet) => facet.label(catalog),
        Profiled::Publisher => "Publishers",
    }
}

/// Rows of values, and columns of their strips.
pub(crate) fn shape(state: &State) -> (usize, usize) {
    let area = super::area(state);
    let inner = crate::layout::inner(crate::layout::Mode::Full, area);
    let strip = match inner.width {
        0..50 => 0,
        50..74 => 10,
        74..90 => 16,
        _ => 24,
    };
    (usize::from(inner.height.saturating_sub(HEAD).max(1)), strip)
}

/// Lines above the values: what is counted, names of the columns, a rule.
pub(crate) const HEAD: u16 = 3;

/// Shows the profile of the field that was shown last.
pub(in crate::app) fn show(state: &mut State) {
    let of = state.profiled;
    show_of(state, of);
}

/// Shows the profile of a field; the order stays as it is.
pub(super) fn show_of(state: &mut State, of: Profiled) {
    let sort = match &state.overlay {
        Some(Overlay::Profile(list)) => list.sort,
        _ => LaneSort::default(),
    };
    state.profiled = of;
    state.overlay = Some(Overlay::Profile(ProfileList::new(of, sort)));
}

/// Shows the profile of the next field, or of the one before.
pub(in crate::app) fn turn(state: &mut State, forward: bool) {
    let fields: Vec<Profiled> = fields(&state.catalog).collect();
    let at = fields.iter().position(|&of| of == state.profiled);
    let step = if forward { 1 } else { fields.len() - 1 };
    let next = (at.unwrap_or(0) + step) % fields.len();
    show_of(state, fields[next]);
}

/// Sorts by something else.
pub(in crate::app) fn sort(state: &mut State) {
    if let Some(Overlay::Profile(list)) = &mut state.overlay {
        let at = SORTS.iter().position(|&sort| sort == list.sort);
        list.sort = SORTS[(at.unwrap_or(0) + 1) % SORTS.len()];
        list.cursor = Cursor::default();
    }
}

/// Includes the chosen value if it is not yet, or excludes it, or takes that back.
pub(in crate::app) fn choose(state: &mut State, choice: Choice) {
    let Some(Overlay::Profile(list)) = &state.overlay else {
        return;
    };
    let Some(value) = list.value() else { return };
    if choice == Choice::Included && value.choice == Choice::Included {
        return;
    }
    let text = edit::choose(state.filter.text(), &value.field, &value.value, choice);
    state.filter.set(text);
}

/// The part that the list lacks.
pub(in crate::app) fn missing(state: &State, filter: &str) -> Option<Part> {
    let Some(Overlay::Profile(list)) = &state.overlay else {
        return None;
    };
    let (rows, strip) = shape(state);
    let part = list.part(rows, strip.max(1));
    (!list.held.answers(filter, &part)).then_some(part)
}

/// Takes values in, where they are still wanted.
pub(in crate::app) fn take(state: &mut State, filter: &str, part: Part, profile: Profile) {
    if let Some(Overlay::Profile(list)) = &mut state.overlay
        && list.of == profile.of
    {
        list.held.set(filter, part, profile);
    }
}

fn length(state: &State, list: &ProfileList) -> Length {
    let (rows, strip) = shape(state);
    let part = list.part(rows, strip.max(1));
    (list.held).length(&ask::filter(state), &part, |profile| profile.total)
}

/// Moves the cursor.
pub(super) fn step(state: &mut State, by: isize) {
    let Some(Overlay::Profile(list)) = &state.overlay else {
        return;
    };
    let length = length(state, list);
    if let Some(Overlay::Profile(list)) = &mut state.overlay {
        list.cursor.go(by, length);
    }
}

/// Chooses the value at a line; whether there is one.
pub(in crate::app) fn click(list: &mut ProfileList, line: usize) -> bool {
    let rank = list.cursor.first + line;
    let there = rank < list.total();
    if there {
        list.cursor.put(rank);
    }
    there
}

/// Keeps the chosen value inside the list and on the screen.
pub(in crate::app) fn settle(state: &mut State) {
    let Some(Overlay::Profile(list)) = &state.overlay else {
        return;
    };
    let (length, (rows, _)) = (length(state, list), shape(state));
    if let Some(Overlay::Profile(list)) = &mut state.overlay {
        list.cursor.settle(length, rows);
    }
}

/// Goes on with the fields of newly opened data.
pub(in crate::app) fn opened(state: &mut State, catalog: &Catalog) {
    let Profiled::Facet(facet) = state.profiled else {
        return expire(state);
    };
    match catalog.facet_of(facet, &state.catalog) {
        Some(facet) => state.profiled = Profiled::Facet(facet),
        None => state.profiled = Profiled::default(),
    }
    let of = state.profiled;
    if let Some(Overlay::Profile(list)) = &mut state.overlay
        && list.of != of
    {
        *list = ProfileList::new(of, list.sort);
    }
    expire(state);
}

fn expire(state: &mut State) {
    if let Some(Overlay::Profile(list)) = &mut state.overlay {
        list.held.expire();
    }
}
