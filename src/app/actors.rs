//! The directory of actors and their dossiers.
//!
//! The dossier of the chosen actor stands in the detail pane. One can be kept in place of the directory, to be read beside
//! others.

use super::cursor::{Length, Step};
use super::directory::{Directory, Run};
use super::{About, Effect, Held, Notice, State, ask, detail, panes, timeline};
use crate::analysis::{
    ActorDossier, ActorKey, ActorList, ActorOrder, ActorPair, Choice, EventKey, FacetValue,
    Listing, Part,
};
use crate::command::Action;
use crate::layout::Place;

/// The directory of actors and their dossiers.
#[derive(Debug, Clone, Default)]
pub struct ActorsView {
    /// The directory.
    pub list: Directory<ActorList>,
    /// Its order.
    pub order: ActorOrder,
    /// The actor whose dossier is kept in place of the directory.
    pub kept: Option<ActorKey>,
    /// That dossier.
    pub dossier: Held<Option<Box<ActorDossier>>>,
    /// Its first line on the screen.
    pub scroll: usize,
    /// What it has in common with the other.
    pub pair: Held<Option<Box<ActorPair>>>,
    /// Whether the view is on the screen, and the event that was selected when it came.
    here: bool,
    came_with: Option<EventKey>,
    synced: Option<ActorKey>,
}

impl Run for ActorList {
    type Key = ActorKey;

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

    fn key(&self, at: usize) -> Option<ActorKey> {
        self.value(at)?.actor
    }
}

/// Lines above the directory's first: its order and columns, or the find.
pub(crate) const HEAD: u16 = 1;
/// Columns of the pane from which lines have a strip.
pub(crate) const STRIP_FROM: usize = 76;
/// Buckets of the strip at most; several may stand in a column.
const BUCKETS: usize = 60;

fn inner(state: &State) -> Option<ratatui::layout::Rect> {
    let layout = state.layout();
    Some(layout.inner(layout.main?))
}

fn rows(state: &State) -> usize {
    let height = inner(state).map_or(0, |inner| inner.height.saturating_sub(HEAD));
    usize::from(height.max(1))
}

fn part(state: &State, listing: Listing<ActorKey>) -> Part {
    let width = inner(state).map_or(0, |inner| usize::from(inner.width));
    Part::Actors {
        order: state.actors.order,
        listing: Box::new(listing),
        buckets: if width >= STRIP_FROM { BUCKETS } else { 0 },
    }
}

/// The dossier that is kept, with strips for its pane.
fn kept_part(state: &State) -> Option<Part> {
    let width = inner(state).map_or(0, |inner| usize::from(inner.width));
    Some(Part::Actor {
        actor: state.actors.kept?,
        buckets: detail::buckets(width),
    })
}

/// What the kept actor and the one beside it have in common.
fn pair_part(state: &State) -> Option<Part> {
    let kept = state.actors.kept?;
    match state.detail.about {
        Some(About::Actor(other)) if other != kept => Some(Part::ActorPair(kept, other)),
        _ => None,
    }
}

/// The parts that the view lacks.
pub(super) fn missing(state: &State, filter: &str) -> Vec<Part> {
    let actors = &state.actors;
    let list = part(state, actors.list.listing(rows(state)));
    let list = Some(list).filter(|part| !actors.list.held.answers(filter, part));
    let kept = kept_part(state).filter(|part| !actors.dossier.answers(filter, part));
    let pair = pair_part(state).filter(|part| !actors.pair.answers(filter, part));
    list.into_iter().chain(kept).chain(pair).collect()
}

/// Takes a run of the directory in.
pub(super) fn take(state: &mut State, filter: &str, run: ActorList) {
    let (rows, make) = (rows(state), part(state, state.actors.list.listing(0)));
    let part = |listing| match &make {
        Part::Actors { order, buckets, .. } => Part::Actors {
            order: *order,
            listing: Box::new(listing),
            buckets: *buckets,
        },
        other => other.clone(),
    };
    state.actors.list.take(filter, run, rows, part);
}

/// Takes a dossier in, where it is the kept one that was asked.
pub(super) fn take_dossier(
    state: &mut State,
    filter: &str,
    part: &Part,
    dossier: Option<&ActorDossier>,
) {
    if kept_part(state).as_ref() == Some(part) {
        let dossier = dossier.cloned().map(Box::new);
        state.actors.dossier.set(filter, part.clone(), dossier);
    }
}

/// Does what an action asks of the view; whether it means something here.
pub(super) fn act(state: &mut State, action: Action, _effects: &mut Vec<Effect>) -> bool {
    if let Some(step) = Step::of(action) {
        go(state, step);
        return true;
    }
    match action {
        Action::ShowEvent | Action::Accept => enter(state),
        Action::Include | Action::PickToggle => state
            .actors
            .list
            .choose(&mut state.filter, Choice::Included),
        Action::Exclude | Action::PickExclude => state
            .actors
            .list
            .choose(&mut state.filter, Choice::Excluded),
        Action::Fold => state.actors.list.fold(),
        Action::Unfold => {
            if !state.actors.list.unfold() {
                panes::sideways(state, true);
            }
        }
        Action::FindValue => state.actors.list.finding = true,
        Action::NextOrder => turn_order(state),
        Action::KeepDossier => compare(state),
        Action::Back => return back(state),
        _ => return false,
    }
    true
}

/// Goes through the directory; pages turn the dossier that is kept in its place.
fn go(state: &mut State, step: Step) {
    let by = step.lines(rows(state));
    let turns = matches!(step, Step::Half(_) | Step::Page(_));
    if state.actors.kept.is_some() && turns {
        return scroll_kept(state, by);
    }
    let length = length(state);
    // Whoever goes through it is there, and needs not be led.
    state.actors.here = true;
    state.actors.list.step(by, length);
}

fn length(state: &State) -> Length {
    let list = &state.actors.list;
    list.length(&ask::filter(state), &part(state, list.listing(rows(state))))
}

/// Ends the find where it led, folds a heading, or reads the dossier.
fn enter(state: &mut State) {
    let list = &mut state.actors.list;
    if list.end_find() {
        return;
    }
    match list.key() {
        Some(actor) => {
            detail::show(state, About::Actor(actor));
            state.actors.synced = Some(actor);
            panes::focus(state, Place::Detail);
        }
        None => list.turn_fold(),
    }
}

fn turn_order(state: &mut State) {
    let actors = &mut state.actors;
    actors.order = match actors.order {
        ActorOrder::Tree => ActorOrder::Count,
        ActorOrder::Count => ActorOrder::Name,
        ActorOrder::Name => ActorOrder::Tree,
    };
    actors.list.reordered();
}

/// Keeps the dossier that is shown, or ends that.
fn compare(state: &mut State) {
    if state.actors.kept.take().is_some() {
        return;
    }
    match state.detail.about {
        Some(About::Actor(actor)) => {
            state.actors.kept = Some(actor);
            state.actors.scroll = 0;
            // What is there already may not be asked once more.
            state.actors.dossier = state.detail.actor.clone();
            state.notice = Some(Notice::info(
                "Kept here: go to another actor with j and k, or s and its name",
            ));
        }
        _ => state.notice = Some(Notice::info("Choose an actor first")),
    }
}

fn back(state: &mut State) -> bool {
    state.actors.list.end_find() || state.actors.kept.take().is_some()
}

fn scroll_kept(state: &mut State, by: isize) {
    state.actors.scroll = state.actors.scroll.saturating_add_signed(by);
}

/// The mouse was pressed at a column and row of the pane's inside.
pub(super) fn press(
    state: &mut State,
    (column, row): (u16, u16),
    double: bool,
    effects: &mut Vec<Effect>,
) {
    let list = &mut state.actors.list;
    let Some(line) = row
        .checked_sub(HEAD)
        .filter(|_| state.actors.kept.is_none())
    else {
        return;
    };
    if !list.press(line.into()) {
        return;
    }
    let folds = list
        .value()
        .is_some_and(|value| value.has_children && usize::from(column) < 4 + 2 * value.depth);
    if folds && !double {
        list.turn_fold();
    } else if double {
        let _ = act(state, Action::ShowEvent, effects);
    }
}

/// The wheel was turned by so many lines.
pub(super) fn wheel(state: &mut State, by: isize) {
    if state.actors.kept.is_some() {
        return scroll_kept(state, by);
    }
    let rows = rows(state);
    state.actors.list.scroll(by, rows);
}

/// Makes positions fit what is held, and shows beside the directory what is chosen in it.
pub(super) fn settle(state: &mut State) {
    let (rows, filter) = (rows(state), ask::filter(state));
    arrive(state);
    follow(state);
    state.actors.list.finding &= super::views::focused(state);
    let length = length(state);
    state.actors.list.settle(&filter, length, rows);
    if let Some(actor) = state.actors.list.take_shown(&filter) {
        state.actors.synced = Some(actor);
        if state.detail.about != Some(About::Actor(actor)) {
            detail::show(state, About::Actor(actor));
        }
    }
    let most =
        kept_lines(state).saturating_sub(usize::from(inner(state).map_or(0, |inner| inner.height)));
    state.actors.scroll = state.actors.scroll.min(most);
}

/// Coming from another view, the first actor of the selected event is chosen, unless one is read already.
fn arrive(state: &mut State) {
    if state.actors.here || timeline::is_bound(state) {
        return;
    }
    state.actors.here = true;
    let event = state.timeline.event();
    let known = state.actors.came_with == event && state.actors.list.held.get().is_some();
    state.actors.came_with = event;
    let first = state.timeline.row().and_then(|row| row.actors.first());
    match (state.detail.about, first.map(|actor| actor.key)) {
        (Some(About::Actor(actor)), _) => state.actors.list.go_to(actor, true),
        (_, Some(actor)) if !known => state.actors.list.go_to(actor, true),
        _ => state.actors.list.show(),
    }
}

/// A link or the way back led to another actor: the directory goes there.
fn follow(state: &mut State) {
    if let Some(About::Actor(actor)) = state.detail.about
        && state.actors.here
        && state.actors.synced != Some(actor)
    {
        state.actors.synced = Some(actor);
        state.actors.list.go_to(actor, false);
    }
}

/// Another view is on the screen.
pub(super) fn left(state: &mut State) {
    state.actors.here = false;
}

/// The lines of the dossier that is kept, with what it has in common with the one beside it.
pub(crate) fn kept_document(state: &State) -> crate::content::detail::DetailView {
    let width = inner(state).map_or(0, |inner| usize::from(inner.width).saturating_sub(1));
    let context = detail::context(state, width, None);
    let Some(dossier) = state.actors.dossier.get().and_then(Option::as_deref) else {
        return crate::content::detail::DetailView::default();
    };
    let pair = pair_part(state).and(state.actors.pair.sound().and_then(Option::as_deref));
    crate::content::actor::beside(dossier, pair, &context)
}

fn kept_lines(state: &State) -> usize {
    match state.actors.kept {
        Some(_) => kept_document(state).lines.len(),
        None => 0,
    }
}

/// New data: what is held stays on the screen and is asked again.
pub(super) fn opened(state: &mut State) {
    state.actors.list.expire();
    state.actors.dossier.expire();
    state.actors.pair.expire();
}
