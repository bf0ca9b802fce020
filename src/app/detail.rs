//! The detail pane: all of the selected event, of an actor or of a source; what in it is chosen.

use super::cursor::Step;
use super::{Effect, Held, Notice, SourcesTab, State, ask, compare, history, overlay, timeline};
use crate::analysis::{ActorDossier, ActorKey, EventDetail, EventKey, Part, SourcePage, SourceRef};
use crate::content::citation::{self, Citable};
use crate::content::detail::{DetailContext, DetailView, Target, TargetKind};
use crate::layout::{Place, View};
use crate::load::ReadError;

/// The detail pane.
#[derive(Debug, Clone, Default)]
pub struct Detail {
    /// The event.
    pub event: Held<Option<Box<EventDetail>>>,
    /// The actor.
    pub actor: Held<Option<Box<ActorDossier>>>,
    /// The source.
    pub source: Held<Option<Box<SourcePage>>>,
    /// The first line on the screen.
    pub scroll: usize,
    /// The chosen target, by position.
    pub target: Option<usize>,
    /// The actor or source that stands in the event's place.
    pub about: Option<About>,
    pinned: Option<EventKey>,
}

/// What can stand in the event's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// An actor.
    Actor(ActorKey),
    /// A text or a publisher.
    Source(SourceRef),
}

/// What the pane shows.
#[derive(Debug, Clone, Copy)]
pub enum Showing<'a> {
    /// An event.
    Event(&'a EventDetail),
    /// An actor.
    Actor(&'a ActorDossier),
    /// A text or a publisher.
    Source(&'a SourcePage),
    /// Nothing yet, or nothing there.
    Nothing,
}

impl Detail {
    /// What the pane shows.
    #[must_use]
    pub fn showing(&self) -> Showing<'_> {
        let shown = match self.about {
            Some(About::Actor(_)) => held(&self.actor).map(Showing::Actor),
            Some(About::Source(_)) => held(&self.source).map(Showing::Source),
            None => held(&self.event).map(Showing::Event),
        };
        shown.unwrap_or(Showing::Nothing)
    }

    /// Takes a dossier in, unless it is of another actor than the one that stands here.
    pub(super) fn take_actor(
        &mut self,
        filter: &str,
        part: Part,
        dossier: Option<Box<ActorDossier>>,
    ) {
        if matches!(part, Part::Actor { actor, .. } if self.about == Some(About::Actor(actor))) {
            self.actor.set(filter, part, dossier);
        }
    }

    fn top(&mut self) {
        self.scroll = 0;
        self.target = None;
    }
}

fn held<T>(held: &Held<Option<Box<T>>>) -> Option<&T> {
    held.sound().and_then(Option::as_deref)
}

/// Whether the pane shows an event that a link led to and that the list cannot show, because it is not among the matches.
pub(crate) fn elsewhere(state: &State) -> bool {
    let event = matches!(state.detail.showing(), Showing::Event(_));
    event && state.detail.pinned.is_some() && state.timeline.stands_in()
}

/// The event whose detail is wanted: the one a link led to, or the selected one.
pub(crate) fn wanted(state: &State) -> Option<EventKey> {
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
    let about = about_part(state, width).filter(|part| {
        let detail = &state.detail;
        !detail.actor.answers(filter, part) && !detail.source.answers(filter, part)
    });
    event.into_iter().chain(about).collect()
}

/// What is asked for what stands in the event's place. A source can be opened from its list where the pane is not shown.
fn about_part(state: &State, width: Option<usize>) -> Option<Part> {
    let listed = state.view == View::Sources;
    match state.detail.about? {
        About::Actor(actor) => width.map(|width| Part::Actor {
            actor,
            buckets: buckets(width),
        }),
        About::Source(subject) => {
            let width = width.or_else(|| listed.then_some(0));
            width.map(|width| Part::Source {
                subject,
                buckets: buckets(width),
            })
        }
    }
}

/// Buckets of a strip in a pane of this width.
pub(super) fn buckets(width: usize) -> usize {
    width.saturating_sub(2).clamp(8, 60)
}

/// Why the pane has nothing to show: a record that it needs cannot be read again.
pub(crate) fn unread(state: &State) -> Option<&ReadError> {
    let detail = &state.detail;
    match detail.about {
        Some(About::Actor(_)) => detail.actor.error(),
        Some(About::Source(_)) => detail.source.error(),
        // Without its row it is not known which event is selected.
        None if detail.pinned.is_none() => state.timeline.held.error().or(detail.event.error()),
        None => detail.event.error(),
    }
}

/// The pane's lines as they are now.
#[must_use]
pub(crate) fn document(state: &State) -> DetailView {
    let layout = state.layout();
    let Some(area) = layout.detail else {
        return DetailView::default();
    };
    let width = usize::from(layout.inner(area).width).saturating_sub(1);
    let context = context(state, width, state.detail.target);
    if unread(state).is_some() {
        return DetailView::default();
    }
    match state.detail.showing() {
        Showing::Event(event) => crate::content::detail::view(event, &context),
        Showing::Actor(actor) => crate::content::actor::view(actor, &context),
        Showing::Source(source) => crate::content::source::view(source, &context),
        Showing::Nothing => DetailView::default(),
    }
}

/// What pages are written with.
pub(super) fn context(state: &State, width: usize, selected: Option<usize>) -> DetailContext<'_> {
    DetailContext {
        width,
        blocs: &state.catalog.blocs,
        glyphs: &state.glyphs,
        bidi: state.bidi,
        selected,
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

/// Goes through the page.
pub(super) fn go(state: &mut State, step: Step) {
    match step {
        Step::Line(by) => self::step(state, by > 0),
        Step::Half(_) | Step::Page(_) => {
            let by = step.lines(height(state));
            scroll(state, by);
        }
        Step::First | Step::Last => end(state, step == Step::Last),
    }
}

/// Scrolls by lines.
pub(super) fn scroll(state: &mut State, by: isize) {
    state.detail.scroll = state.detail.scroll.saturating_add_signed(by);
}

/// Goes to the pane's first or last line.
fn end(state: &mut State, last: bool) {
    state.detail.target = None;
    state.detail.scroll = if last { usize::MAX } else { 0 };
}

/// Goes to the next link if it can be seen, else scrolls a line towards it.
fn step(state: &mut State, forward: bool) {
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
        Some(TargetKind::Actor(actor)) => turn_to(state, About::Actor(actor)),
        Some(TargetKind::Text(source)) => turn_to(state, About::Source(source)),
        Some(TargetKind::Source(source)) => to_sources(state, source),
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
    compare::follow_event(state);
}

/// Shows an event, and shows it even where it is not among the matches.
pub(super) fn arrive(state: &mut State, event: EventKey) {
    timeline::select_event(state, event);
    state.detail.pinned = Some(event);
}

/// Returns from an actor or a source to the event.
pub(super) fn close_about(state: &mut State) {
    state.detail.about = None;
    state.detail.top();
}

/// Shows an actor or a source from its top.
pub(super) fn show(state: &mut State, about: About) {
    if state.detail.about != Some(about) {
        state.detail.about = Some(about);
        state.detail.top();
    }
}

/// The same, along a link: there is a way back.
fn turn_to(state: &mut State, about: About) {
    history::leap(state);
    show(state, about);
}

/// Goes to the page of one of the event's sources, in the view that lists it. The way back leads here.
fn to_sources(state: &mut State, source: usize) {
    let source = current(state).and_then(|event| Some(event.sources.get(source)?.record.key));
    let Some(source) = source else { return };
    if state.view == View::Sources {
        history::leap(state);
    }
    compare::close(state);
    state.view = View::Sources;
    state.sources.tab = SourcesTab::Publishers;
    show(state, About::Source(SourceRef::Text(source)));
}

/// Shows the chosen actor, or the event's first; when one is shown already, the next of the event; after the last, the event.
pub(super) fn actors(state: &mut State) {
    if let Some(TargetKind::Actor(actor)) =
        chosen(state).filter(|_| state.panes.focus == Place::Detail)
    {
        return turn_to(state, About::Actor(actor));
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
        .and_then(|about| keys.iter().position(|&key| about == About::Actor(key)))
    {
        Some(at) => keys.get(at + 1),
        None => keys.first(),
    };
    match (next.copied(), state.detail.about) {
        (Some(actor), _) => show(state, About::Actor(actor)),
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
    if let Some(About::Source(_)) = state.detail.about {
        let text = page(state).and_then(|page| page.text.clone());
        return open_address(
            state,
            text.and_then(|text| text.record.url.or(text.record.archive_url)),
            effects,
        );
    }
    let Some(event) = current(state) else { return };
    let chosen = match chosen(state).filter(|_| state.panes.focus == Place::Detail) {
        Some(TargetKind::Source(source)) => Some(source),
        Some(TargetKind::Quote(quote)) => event.quotes.get(quote).map(|quote| quote.source),
        _ => None,
    };
    let address = match chosen {
        Some(source) => event.sources.get(source).and_then(|source| {
            source
                .record
                .url
                .as_ref()
                .or(source.record.archive_url.as_ref())
        }),
        None => event
            .sources
            .iter()
            .find_map(|source| source.record.url.as_ref()),
    };
    open_address(state, address.cloned(), effects);
}

/// Opens an address, if it is one that may be opened.
pub(super) fn open_address(state: &mut State, address: Option<String>, effects: &mut Vec<Effect>) {
    match address
        .filter(|address| address.starts_with("http://") || address.starts_with("https://"))
    {
        Some(address) => {
            state.notice = Some(Notice::info(format!("Opening {address}")));
            effects.push(Effect::Open(address));
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

/// Copies the chosen source or quote, or the event, or the source that the pane is about, as a citation.
pub(super) fn copy_citation(state: &mut State, effects: &mut Vec<Effect>) {
    if let Some(text) = reference(state) {
        return overlay::copied(state, "the reference of the source", text, effects);
    }
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

/// The page in the pane, if it is that of the source which is wanted.
fn page(state: &State) -> Option<&SourcePage> {
    let page = held(&state.detail.source)?;
    (state.detail.about == Some(About::Source(page.subject))).then_some(page)
}

fn reference(state: &State) -> Option<String> {
    let titles = state.catalog.datasets.iter();
    let titles: Vec<&str> = titles.map(|set| set.title.as_str()).collect();
    page(state).map(|page| citation::page(page, &titles))
}

/// The event in the pane, if it is the wanted one; with a notice when it is not there yet.
fn current(state: &mut State) -> Option<Box<EventDetail>> {
    let wanted = wanted(state);
    let event = state
        .detail
        .event
        .sound()
        .cloned()
        .flatten()
        .filter(|event| Some(event.row.key) == wanted);
    if event.is_none() {
        state.notice = Some(match unread(state) {
            Some(error) => Notice::problem(ask::unreadable(error)),
            None => Notice::info("The event is still being looked up"),
        });
    }
    event
}

/// The event in the pane, if it is there.
pub(super) fn shown(state: &State) -> Option<&EventDetail> {
    state.detail.event.sound()?.as_deref()
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
