//! What the panes ask, and where the answers go.
//!
//! Every pane says which part it wants; what it holds already under the same filter is not asked again. While the filter
//! is mistaken or unfinished the panes ask under one that is not, so the last good picture stays and can be moved in.

use std::sync::Arc;

use super::cursor::Length;
use super::filter::Verdict;
use super::overlay::profile;
use super::{
    Notice, Overlay, State, accounts, actors, compare, detail, facets, histogram, lanes, map,
    problems, quotes, replay, sources, timeline, views,
};
use crate::analysis::{Answer, Catalog, Part, Question, Reply};
use crate::load::ReadError;

/// An answer that a pane holds, and what it was the answer to.
#[derive(Debug, Clone)]
pub struct Held<T> {
    to: Option<(String, Part)>,
    value: Option<T>,
    /// Why there is no answer to what was asked last; the value is an older one then.
    error: Option<ReadError>,
}

impl<T> Default for Held<T> {
    fn default() -> Self {
        Self {
            to: None,
            value: None,
            error: None,
        }
    }
}

impl<T> Held<T> {
    /// The last answer.
    #[must_use]
    pub fn get(&self) -> Option<&T> {
        self.value.as_ref()
    }

    /// Why the last part has no answer: a record that it needs cannot be read again.
    #[must_use]
    pub fn error(&self) -> Option<&ReadError> {
        self.error.as_ref()
    }

    /// The last answer, unless what was asked after it has none: what acts on an event must not act on another one.
    #[must_use]
    pub fn sound(&self) -> Option<&T> {
        self.value.as_ref().filter(|_| self.error.is_none())
    }

    /// Whether it is the answer to this part under this filter.
    #[must_use]
    pub fn answers(&self, filter: &str, part: &Part) -> bool {
        self.to
            .as_ref()
            .is_some_and(|(f, p)| f == filter && p == part)
    }

    /// Whether it was asked under this filter.
    #[must_use]
    pub fn is_under(&self, filter: &str) -> bool {
        self.to.as_ref().is_some_and(|(f, _)| f == filter)
    }

    /// How long the list is that this part asks for.
    pub(super) fn length(
        &self,
        filter: &str,
        part: &Part,
        total: impl FnOnce(&T) -> usize,
    ) -> Length {
        let Some(total) = self.get().map(total) else {
            return Length::Unknown;
        };
        let same = |held: &Part| held.of_list() == part.of_list();
        if self.is_under(filter) && self.to_part().is_some_and(same) {
            Length::Known(total)
        } else {
            Length::Old(total)
        }
    }

    pub(super) fn to_part(&self) -> Option<&Part> {
        self.to.as_ref().map(|(_, part)| part)
    }

    pub(super) fn set(&mut self, filter: &str, part: Part, value: T) {
        self.to = Some((filter.to_owned(), part));
        self.value = Some(value);
        self.error = None;
    }

    /// Notes that a part has no answer. What was held stays, so that the list can be gone through to where it can be read.
    pub(super) fn fail(&mut self, filter: &str, part: Part, error: ReadError) {
        self.to = Some((filter.to_owned(), part));
        self.error = Some(error);
    }

    /// Keeps the value on the screen and has it asked again.
    pub(super) fn expire(&mut self) {
        self.to = None;
    }
}

/// The last question.
#[derive(Debug, Clone, Default)]
pub(super) struct Asked {
    number: u64,
    /// The line, which stands without the period of a replay.
    line: String,
    filter: String,
    parts: Vec<Part>,
}

impl Asked {
    /// Has the same parts asked again when they are wanted again.
    pub(super) fn forget(&mut self) {
        self.parts.clear();
    }

    fn covers(&self, filter: &str, parts: &[Part]) -> bool {
        self.filter == filter && parts.iter().all(|part| self.parts.contains(part))
    }
}

/// The text that panes ask under, the period of a replay with it.
pub(super) fn filter(state: &State) -> String {
    replay::asking(state, &state.filter.asking())
}

/// The next question, if the panes lack something that has not been asked.
pub(super) fn question(state: &mut State) -> Option<Question> {
    let line = state.filter.asking().into_owned();
    let filter = replay::asking(state, &line);
    let parts = missing(state, &filter);
    if parts.is_empty()
        || state.asked.covers(&filter, &parts)
        || state.size.width == 0
        || state.size.height == 0
    {
        return None;
    }
    state.asked = Asked {
        number: state.asked.number + 1,
        line,
        filter: filter.clone(),
        parts: parts.clone(),
    };
    Some(Question {
        number: state.asked.number,
        filter,
        parts,
    })
}

fn missing(state: &State, filter: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    if !state.totals.answers(filter, &Part::Totals) {
        parts.push(Part::Totals);
    }
    parts.extend(timeline::missing(state, filter));
    parts.extend(histogram::missing(state, filter));
    parts.extend(facets::missing(state, filter));
    parts.extend(detail::missing(state, filter));
    parts.extend(views::missing(state, filter));
    parts.extend(profile::missing(state, filter));
    parts.extend(state.filter.missing());
    parts
}

/// Takes an answer in, unless a newer question has been asked.
pub(super) fn answer(state: &mut State, answer: Answer) {
    if answer.number != state.asked.number {
        return;
    }
    let filter = state.asked.filter.clone();
    let parts = state.asked.parts.clone();
    let verdict = if state.asked.line == filter {
        (state.filter).checked(&filter, answer.diagnostics, &answer.replies)
    } else {
        // The line was found right before a period was put to it.
        Verdict::Good
    };
    if verdict == Verdict::Early {
        // It is asked again once it is wanted.
        state.asked.forget();
    }
    for (part, reply) in parts.into_iter().zip(answer.replies) {
        if verdict == Verdict::Good || matches!(reply, Reply::Completions(_)) {
            take(state, &filter, part, reply);
        }
    }
}

fn take(state: &mut State, filter: &str, part: Part, reply: Reply) {
    match reply {
        Reply::Totals(totals) => state.totals.set(filter, part, totals),
        Reply::Window(window) => timeline::take_window(state, filter, part, window),
        Reply::Rank(rank) => timeline::take_rank(state, rank),
        Reply::Found(found) => timeline::take_found(state, found),
        Reply::Histogram(histogram) => state.histogram.held.set(filter, part, histogram),
        Reply::Facet(counts) => facets::take(state, filter, part, counts),
        Reply::Map(counts) => map::take(state, filter, part, *counts),
        Reply::Spot(spot) => map::take_spot(state, filter, part, spot.map(|spot| *spot)),
        Reply::Event(event) => state.detail.event.set(filter, part, event),
        Reply::Quotes(quotes) => quotes::take(state, filter, part, quotes),
        Reply::Accounts(list) => accounts::take(state, filter, part, list),
        Reply::Claims(table) => state.accounts.table.set(filter, part, *table),
        Reply::Lanes(found) => lanes::take(state, filter, part, found),
        Reply::LaneRanks(ranks) => lanes::take_ranks(state, filter, part, ranks),
        Reply::LaneEvents(events) => state.lanes.events.set(filter, part, events),
        Reply::Profile(found) => profile::take(state, filter, part, found),
        Reply::Actor(actor) => {
            actors::take_dossier(state, filter, &part, actor.as_deref());
            state.detail.take_actor(filter, part, actor);
        }
        Reply::ActorPair(pair) => state.actors.pair.set(filter, part, pair),
        Reply::Actors(list) => actors::take(state, filter, list),
        Reply::Sources(list) => sources::take(state, filter, list),
        Reply::Source(source) => state.detail.source.set(filter, part, source),
        Reply::Families(families) => state.sources.families.set(filter, part, families),
        Reply::OneSided(sided) => state.sources.sided.set(filter, part, sided),
        Reply::Completions(completions) => state.filter.take_completions(filter, part, completions),
        Reply::Problems(found) => problems::take(state, filter, part, found),
        Reply::Compared(compared) => {
            if let Some(compare) = &mut state.compare {
                compare.held.set(filter, part, compared);
            }
        }
        Reply::MapPair(pair) => {
            if let Some(compare) = &mut state.compare {
                compare.map.held.set(filter, part, pair);
            }
        }
        Reply::MapPairPlace(place) => {
            if let Some(compare) = &mut state.compare {
                let place = place.map(|place| *place);
                compare.map.place.set(filter, part, place);
            }
        }
        Reply::PairFound(found) => compare::take_found(state, found.map(|found| *found)),
        Reply::LanesPair(pair) => {
            if let Some(compare) = &mut state.compare {
                compare.lanes.held.set(filter, part, pair);
            }
        }
        Reply::Problem(drawn) => state.problems.drawn.set(filter, part, drawn),
        Reply::Unreadable(error) => fail(state, filter, part, error),
        // No pane asks for tables.
        Reply::Summary(_) | Reply::Table(_) | Reply::Sums(_) | Reply::Nothing => {}
    }
}

/// Has the pane that asked show why it has no answer.
fn fail(state: &mut State, filter: &str, part: Part, error: ReadError) {
    match part {
        Part::Window { .. } | Part::Around { .. } => {
            state.timeline.held.fail(filter, part, error);
        }
        Part::Event(_) => state.detail.event.fail(filter, part, error),
        Part::Actor { .. } => state.detail.actor.fail(filter, part, error),
        Part::Source { .. } => state.detail.source.fail(filter, part, error),
        Part::ActorPair(..) => state.actors.pair.fail(filter, part, error),
        Part::Quotes { .. } => state.quotes.held.fail(filter, part, error),
        Part::Accounts { .. } => state.accounts.list.fail(filter, part, error),
        Part::Claims => state.accounts.table.fail(filter, part, error),
        Part::LaneEvents { .. } => state.lanes.events.fail(filter, part, error),
        Part::Spot { .. } => state.map.spot.fail(filter, part, error),
        Part::MapPairPlace { .. } => {
            if let Some(compare) = &mut state.compare {
                compare.map.place.fail(filter, part, error);
            }
        }
        // No pane shows the others' answers, or they need no records.
        _ => state.notice = Some(Notice::problem(unreadable(&error))),
    }
}

/// What is said of a record that cannot be read again.
#[must_use]
pub(crate) fn unreadable(error: &ReadError) -> String {
    format!("A record cannot be read again: {error}")
}

/// New data: everything is asked again, and what is on the screen stays until the answers come.
pub(super) fn opened(state: &mut State, catalog: Arc<Catalog>) {
    timeline::start(state, &catalog);
    timeline::return_to_event(state);
    facets::opened(state, &catalog);
    profile::opened(state, &catalog);
    state.filter.forget(&catalog.fields);
    state.catalog = catalog;
    state.asked.forget();
    state.totals.expire();
    state.timeline.held.expire();
    state.histogram.held.expire();
    state.facets.list.held.expire();
    state.detail.event.expire();
    state.detail.actor.expire();
    state.detail.source.expire();
    views::opened(state);
    if let Some(Overlay::Picker(list)) = &mut state.overlay {
        list.held.expire();
    }
}
