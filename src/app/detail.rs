//! The detail pane: all of the selected event, or of an actor; what in it is chosen.

use super::{Effect, Held, Notice, State, history, overlay, timeline};
use crate::analysis::{ActorDossier, ActorKey, EventDetail, EventKey, Part};
use crate::content::citation::{self, Citable};
use crate::content::detail::{DetailContext, DetailView, Target, TargetKind};
use crate::layout::Place;

/// The detail pane.
#[derive(Debug, Clone, Default)]
pub struct Detail {
    /// The event.
    pub event: Held<Option<Box<EventDetail>>>,
    /// The actor.
    pub actor: Held<Option<Box<ActorDossier>>>,
    /// The first line on the screen.
    pub scroll: usize,
    /// The chosen target, by position.
    pub target: Option<usize>,
    /// The actor that stands in the event's place.
    pub about: Option<ActorKey>,
    pinned: Option<EventKey>,
}

/// What the pane shows.
#[derive(Debug, Clone, Copy)]
pub enum Showing<'a> {
    /// An event.
    Event(&'a EventDetail),
    /// An actor.
    Actor(&'a ActorDossier),
    /// Nothing yet, or nothing there.
    Nothing,
}

impl Detail {
    /// What the pane shows.
    #[must_use]
    pub fn showing(&self) -> Showing<'_> {
        if self.about.is_some() {
            return self
                .actor
                .get()
                .and_then(Option::as_deref)
                .map_or(Showing::Nothing, Showing::Actor);
        }
        self.event
            .get()
            .and_then(Option::as_deref)
            .map_or(Showing::Nothing, Showing::Event)
    }

    fn top(&mut self) {
        self.scroll = 0;
        self.target = None;
    }
}

/// Whether the pane shows an event that a link led to and that the list cannot show, because it is not among the matches.
pub(crate) fn elsewhere(state: &State) -> bool {
    let event = matches!(state.detail.showing(), Showing::Event(_));
    event && state.detail.pinned.is_some() && state.timeline.stands_in()
}

/// The event whose detail is wanted: the one a link led to, or the selected one.
pub(super) fn wanted(state: &State) -> Option<EventKey> {
    state.detail.pinned.or_else(|| state.timeline.event())
}

/// The parts that the pane lacks. The event is wanted even where the pane is not shown: its citation can be copied and its
/// source opened from the list.
pub(super) fn missing(state: &State, filter: &str) -> Vec<Part> {
    let layout = state.layout();
    let event = wanted(state)
        .map(Part::Event)
        .filter(|part| !state.detail.event.answers(filter, part));
    let width = layout
        .detail
        .map(|area| usize::from(layout.inner(area).width));
    let actor = state.detail.about.zip(width);
    let actor = actor.map(|(actor, width)| Part::Actor {
        actor,
        buckets: width.saturating_sub(2).clamp(8, 60),
    });
    event
        .into_iter()
        .chain(actor.filter(|part| !state.detail.actor.answers(filter, part)))
        .collect()
}

/// The pane's lines as they are now.
#[must_use]
pub(crate) fn document(state: &State) -> DetailView {
    let layout = state.layout();
    let Some(area) = layout.detail else {
        return DetailView::default();
    };
    let context = DetailContext {
        width: usize::from(layout.inner(area).width).saturating_sub(1),
        blocs: &state.catalog.blocs,
        glyphs: &state.glyphs,
        bidi: state.bidi,
        selected: state.detail.target,
    };
    match state.detail.showing() {
        Showing::Event(event) => crate::content::detail::view(event, &context),
        Showing::Actor(actor) => crate::content::actor::view(actor, &context),
        Showing::Nothing => DetailView::default(),
    }
}

/// Lines of the pane.
pub(crate) fn height(state: &State) -> usize {
    let layout = state.layout();
    layout
        .detail
        .map_or(0, |area| usize::from(layout.inner(area).height))
}

pub(super) fn settle(state: &mut State) {
    let document = document(state);
    let last = document.lines.len().saturating_sub(height(state));
    let detail = &mut state.detail;
    detail.scroll = detail.scroll.min(last);
    detail.target = detail
        .target
        .filter(|&target| target < document.targets.len());
}

/// The selection has moved: the pane shows it from its top.
pub(super) fn follow_selection(state: &mut State) {
    state.detail.pinned = None;
    state.detail.about = None;
    state.detail.top();
}

/// Scrolls by lines.
pub(super) fn scroll(state: &mut State, by: isize) {
    state.detail.scroll = state.detail.scroll.saturating_add_signed(by);
}

/// Goes to the pane's first or last line.
pub(super) fn end(state: &mut State, last: bool) {
    state.detail.target = None;
    state.detail.scroll = if last { usize::MAX } else { 0 };
}

/// Goes to the next link if it can be seen, else scrolls a line towards it.
pub(super) fn step(state: &mut State, forward: bool) {
    let document = document(state);
    let shown = state.detail.scroll..state.detail.scroll + height(state);
    match neighbour(state, &document.targets, forward) {
        Some(next) if shown.contains(&document.targets[next].line) => {
            state.detail.target = Some(next);
        }
        _ => scroll(state, if forward { 1 } else { -1 }),
    }
}

/// Chooses the next or previous link and brings it on the screen.
pub(super) fn turn(state: &mut State, forward: bool) {
    let document = document(state);
    let wrapped = if forward {
        0
    } else {
        document.targets.len().saturating_sub(1)
    };
    let next = neighbour(state, &document.targets, forward).unwrap_or(wrapped);
    if next >= document.targets.len() {
        return;
    }
    state.detail.target = Some(next);
    // What is chosen may take more lines than before, what was chosen fewer.
    let document = self::document(state);
    let target = document.targets[next];
    let height = height(state);
    let (first, end) = (target.line, target.line + target.lines.min(height));
    state.detail.scroll = state.detail.scroll.clamp(
        end.saturating_sub(height),
        first.max(end.saturating_sub(height)),
    );
}

/// The link after or before the chosen one; from the edge of the screen when it is not on it.
fn neighbour(state: &State, targets: &[Target], forward: bool) -> Option<usize> {
    let top = state.detail.scroll;
    let bottom = top + height(state);
    let chosen = state.detail.target.filter(|&target| {
        targets
            .get(target)
            .is_some_and(|target| target.line < bottom && target.line + target.lines > top)
    });
    match (chosen, forward) {
        (Some(at), true) => Some(at + 1).filter(|&at| at < targets.len()),
        (Some(at), false) => at.checked_sub(1),
        (None, true) => targets.iter().position(|target| target.line >= top),
        (None, false) => targets.iter().rposition(|target| target.line < bottom),
    }
}

fn chosen(state: &State) -> Option<TargetKind> {
    let document = document(state);
    Some(document.targets.get(state.detail.target?)?.what)
}

/// Follows the chosen link.
pub(super) fn follow(state: &mut State, effects: &mut Vec<Effect>) {
    match chosen(state) {
        Some(TargetKind::Event(event)) => jump(state, event),
        Some(TargetKind::Actor(actor)) => show_actor(state, actor),
        Some(TargetKind::Source(_)) => open_source(state, effects),
        Some(TargetKind::Quote(_)) => copy_citation(state, effects),
        Some(TargetKind::Claim(_)) => {
            state.notice = Some(Notice::info(
                "A claim leads nowhere; y copies the event's citation",
            ));
        }
        None => state.notice = Some(Notice::info("Choose a link with Tab first")),
    }
}

/// Goes to an event and remembers where from.
pub(super) fn jump(state: &mut State, event: EventKey) {
    history::leap(state);
    arrive(state, event);
}

/// Shows an event, and shows it even where it is not among the matches.
pub(super) fn arrive(state: &mut State, event: EventKey) {
    timeline::select_event(state, event);
    state.detail.pinned = Some(event);
}

/// Returns from an actor to the event.
pub(super) fn close_actor(state: &mut State) {
    state.detail.about = None;
    state.detail.top();
}

fn show_actor(state: &mut State, actor: ActorKey) {
    state.detail.about = Some(actor);
    state.detail.top();
}

/// Shows the chosen actor, or the event's first; when one is shown already, the next of the event; after the last, the event.
pub(super) fn actors(state: &mut State) {
    if let Some(TargetKind::Actor(actor)) =
        chosen(state).filter(|_| state.panes.focus == Place::Detail)
    {
        return show_actor(state, actor);
    }
    let mut keys: Vec<ActorKey> = state
        .timeline
        .row()
        .map(|row| row.actors.iter().map(|actor| actor.key).collect())
        .unwrap_or_default();
    keys.dedup();
    let next = match state
        .detail
        .about
        .and_then(|about| keys.iter().position(|&key| key == about))
    {
        Some(at) => keys.get(at + 1),
        None => keys.first(),
    };
    match (next.copied(), state.detail.about) {
        (Some(actor), _) => show_actor(state, actor),
        (None, Some(_)) => state.detail.about = None,
        (None, None) => state.notice = Some(Notice::info("The event names no actor")),
    }
    state.detail.top();
    if state.layout().detail.is_none() {
        super::panes::focus(state, Place::Detail);
    }
}

/// Opens the chosen source, or the first that has an address.
pub(super) fn open_source(state: &mut State, effects: &mut Vec<Effect>) {
    let Some(event) = current(state) else { return };
    let chosen = match chosen(state).filter(|_| state.panes.focus == Place::Detail) {
        Some(TargetKind::Source(source)) => Some(source),
        Some(TargetKind::Quote(quote)) => event.quotes.get(quote).map(|quote| quote.source),
        _ => None,
    };
    let address = match chosen {
        Some(source) => event
            .sources
            .get(source)
            .and_then(|source| source.url.as_ref().or(source.archive_url.as_ref())),
        None => event.sources.iter().find_map(|source| source.url.as_ref()),
    };
    open_address(state, address.cloned(), effects);
}

/// Opens an address, if it is one that may be opened.
pub(super) fn open_address(state: &mut State, address: Option<String>, effects: &mut Vec<Effect>) {
    match address
        .filter(|address| address.starts_with("http://") || address.starts_with("https://"))
    {
        Some(address) => {
            effects.push(Effect::Open(address.clone()));
            let text = format!("Opening {address}");
            state.notice = Some(Notice::info(text));
        }
        None => state.notice = Some(Notice::info("No address is known for this source")),
    }
}

/// Opens the event's record in the editor.
pub(super) fn edit(state: &mut State, effects: &mut Vec<Effect>) {
    let Some(event) = current(state) else { return };
    match event.origin {
        Some((file, line)) => effects.push(Effect::Edit {
            file,
            line: line as usize,
        }),
        None => state.notice = Some(Notice::info("It is not known where the record stands")),
    }
}

/// Copies the chosen source or quote, or the event, as a citation.
pub(super) fn copy_citation(state: &mut State, effects: &mut Vec<Effect>) {
    if current(state).is_none() {
        return;
    }
    let Some(citable) = citable(state) else {
        return;
    };
    let (text, what) = (citation::plain(&citable, None), citable.name());
    overlay::copied(state, &format!("the citation of {what}"), text, effects);
}

/// What a citation would be of: the chosen source or quote, or the event.
pub(super) fn citable(state: &State) -> Option<Citable<'_>> {
    let event = shown(state)?;
    match chosen(state).filter(|_| state.panes.focus == Place::Detail) {
        Some(TargetKind::Source(source)) => Citable::source(event, source),
        Some(TargetKind::Quote(quote)) => Citable::quote(event, quote),
        _ => Some(Citable::event(event)),
    }
}

/// The event in the pane, if it is the wanted one; with a notice when it is not there yet.
fn current(state: &mut State) -> Option<Box<EventDetail>> {
    let wanted = wanted(state);
    let event = state
        .detail
        .event
        .get()
        .cloned()
        .flatten()
        .filter(|event| Some(event.row.key) == wanted);
    if event.is_none() {
        state.notice = Some(Notice::info("The event is still being looked up"));
    }
    event
}

/// The event in the pane, if it is there.
pub(super) fn shown(state: &State) -> Option<&EventDetail> {
    state.detail.event.get()?.as_deref()
}

/// Chooses what is at a line of the pane; whether there is something.
pub(super) fn click(state: &mut State, line: usize) -> bool {
    let document = document(state);
    let at = state.detail.scroll + line;
    let hit = document
        .targets
        .iter()
        .position(|target| (target.line..target.line + target.lines).contains(&at));
    if hit.is_some() {
        state.detail.target = hit;
    }
    hit.is_some()
}
