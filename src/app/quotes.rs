//! What was said, word for word: which quote is chosen, which are held, how the list is scrolled.
//!
//! The chosen quote is a wish, as the selected event is: while the filter hides it the nearest stands in. When another view or a
//! jump selects an event, the list goes to its first quote; choosing a quote selects its event. A quote that only stands in
//! selects nothing, so going through this view does not lose the reader's place.

use super::cursor::{Ahead, Length, Step, moved};
use super::{Effect, Held, Notice, State, ask, detail, history, overlay, panes, timeline};
use crate::analysis::{EventKey, Part, QuoteEntry, Quotes, QuotesAt, QuotesBy};
use crate::command::Action;
use crate::content::citation::{self, Citable};
use crate::content::detail::{DetailContext, DetailView, Target};
use crate::layout::{Place, View};

/// Fewest lines of a quote: speaker, words, source, event, and the blank before it.
const LEAST: usize = 5;

/// What was said, word for word.
#[derive(Debug, Clone)]
pub struct QuotesView {
    /// The quotes around the chosen one.
    pub held: Held<Quotes>,
    /// What groups them.
    pub by: QuotesBy,
    wish: QuotesAt,
    /// Whether the reader went there by rank, so that the event is to be selected when the quote comes.
    moved: bool,
    /// The selected event when it was last looked at.
    seen: Option<EventKey>,
    /// Lines between the top of the pane and the chosen quote; negative when that begins above.
    above: isize,
    ahead: Ahead,
}

impl Default for QuotesView {
    fn default() -> Self {
        Self {
            held: Held::default(),
            by: QuotesBy::default(),
            wish: QuotesAt::Rank(0),
            moved: false,
            seen: None,
            above: 0,
            ahead: Ahead::default(),
        }
    }
}

impl QuotesView {
    /// The chosen quote's position among the entries that are held.
    #[must_use]
    pub fn selected(&self) -> Option<usize> {
        let quotes = self.held.get()?;
        let last = quotes.entries.len().checked_sub(1)?;
        let anchor = || {
            quotes
                .anchor
                .and_then(|rank| rank.checked_sub(quotes.first))
        };
        let at = match self.wish {
            QuotesAt::Rank(rank) => Some(rank.saturating_sub(quotes.first)),
            QuotesAt::Event(event, Some(at)) => {
                let wished = |entry: &QuoteEntry| (entry.event, entry.at) == (event, at);
                quotes.entries.iter().position(wished).or_else(anchor)
            }
            QuotesAt::Event(_, None) => anchor(),
        };
        Some(at.unwrap_or(0).min(last))
    }

    /// The chosen quote.
    #[must_use]
    pub fn entry(&self) -> Option<&QuoteEntry> {
        self.held.sound()?.entries.get(self.selected()?)
    }

    /// Whether the chosen quote only stands in for the event that is selected, which has none among those shown.
    fn stands_in(&self) -> bool {
        let QuotesAt::Event(event, _) = self.wish else {
            return false;
        };
        self.entry().is_some_and(|entry| entry.event != event)
    }

    /// Whether the held quotes tell where the wish is, with enough on both sides.
    fn covers(&self, filter: &str, around: usize) -> bool {
        let (Some(quotes), Some(at)) = (self.held.get(), self.selected()) else {
            return self.held.is_under(filter)
                && self.held.get().is_some_and(|held| held.total == 0);
        };
        let asked =
            matches!(self.held.to_part(), Some(Part::Quotes { at, .. }) if *at == self.wish);
        let end = quotes.first + quotes.entries.len();
        let found = match self.wish {
            QuotesAt::Rank(rank) => (quotes.first..end).contains(&rank),
            QuotesAt::Event(event, Some(place)) => {
                let entry = &quotes.entries[at];
                (entry.event, entry.at) == (event, place)
            }
            QuotesAt::Event(_, None) => false,
        };
        self.held.is_under(filter)
            && quotes.by == self.by
            && (asked || found)
            && (quotes.first == 0 || at >= around)
            && (end >= quotes.total || end - quotes.first > at + around)
    }
}

/// Lines of the pane, if it is on the screen.
fn height(state: &State) -> Option<usize> {
    let layout = state.layout();
    let main = layout.main.filter(|_| state.view == View::Quotes)?;
    Some(usize::from(layout.inner(main).height))
}

/// The parts that the view lacks.
pub(super) fn missing(state: &State, filter: &str) -> Vec<Part> {
    let Some(height) = height(state) else {
        return Vec::new();
    };
    let around = height / LEAST + 1;
    if state.quotes.covers(filter, around) {
        return Vec::new();
    }
    vec![Part::Quotes {
        by: state.quotes.by,
        at: state.quotes.wish,
        before: 2 * around,
        after: 2 * around,
    }]
}

/// Takes an answer in. What was wished by rank is from now on wished by name.
pub(super) fn take(state: &mut State, filter: &str, part: Part, quotes: Quotes) {
    let wished = matches!(part, Part::Quotes { at, .. } if at == state.quotes.wish);
    state.quotes.held.set(filter, part, quotes);
    if let (Length::Known(total), false) = (length(state), state.quotes.ahead.is_empty()) {
        let view = &mut state.quotes;
        let from = (view.held.get()).map_or(0, |held| held.first + view.selected().unwrap_or(0));
        let rank = view.ahead.lead(from, total);
        return go_to(state, rank);
    }
    if wished && state.quotes.moved {
        select(state);
    }
}

/// Makes the chosen quote the wish, and its event the selected one.
fn select(state: &mut State) {
    let Some((event, at)) = state.quotes.entry().map(|entry| (entry.event, entry.at)) else {
        return;
    };
    state.quotes.wish = QuotesAt::Event(event, Some(at));
    state.quotes.moved = false;
    if state.timeline.current() != Some(event) {
        timeline::select_event(state, event);
    }
    state.quotes.seen = Some(event);
}

/// The view's lines as they are now; the targets are the quotes.
#[must_use]
pub(crate) fn document(state: &State) -> DetailView {
    let layout = state.layout();
    let (Some(main), Some(quotes)) = (layout.main, state.quotes.held.get()) else {
        return DetailView::default();
    };
    let context = DetailContext {
        width: usize::from(layout.inner(main).width).saturating_sub(1),
        blocs: &state.catalog.blocs,
        glyphs: &state.glyphs,
        bidi: state.bidi,
        selected: state.quotes.selected(),
    };
    crate::content::quotes::view(quotes, &context)
}

/// The first line on the screen.
#[must_use]
pub(crate) fn top(state: &State, document: &DetailView) -> usize {
    chosen(state, document).map_or(0, |target| {
        target.line.saturating_add_signed(-state.quotes.above)
    })
}

fn chosen(state: &State, document: &DetailView) -> Option<Target> {
    document.targets.get(state.quotes.selected()?).copied()
}

/// Does what an action asks of the view; whether it means something here.
pub(super) fn act(state: &mut State, action: Action, effects: &mut Vec<Effect>) -> bool {
    if let Some(step) = Step::of(action) {
        go(state, step);
        return true;
    }
    match action {
        Action::NextGroup => group(state, true),
        Action::PreviousGroup => group(state, false),
        Action::GroupQuotes => regroup(state),
        Action::ShowEvent => show_event(state),
        Action::OpenSource => open_source(state, effects),
        Action::CopyCitation => copy_citation(state, effects),
        // What is copied of the event is that of the quote's.
        Action::CopyMore => {
            select(state);
            return false;
        }
        _ => return false,
    }
    true
}

/// How many quotes there are to go through.
fn length(state: &State) -> Length {
    let held = &state.quotes.held;
    match held.get().map(|quotes| quotes.total) {
        None => Length::Unknown,
        Some(total) if held.is_under(&ask::filter(state)) => Length::Known(total),
        Some(total) => Length::Old(total),
    }
}

fn go(state: &mut State, step: Step) {
    match step {
        Step::Line(by) if by > 0 => down(state),
        Step::Line(_) => up(state),
        Step::Half(by) => page(state, by > 0, 2),
        Step::Page(by) => page(state, by > 0, 1),
        Step::First | Step::Last => {
            history::leap(state);
            self::step(state, step.lines(1));
        }
    }
}

/// Goes to the next quote; one that is longer than the screen is read to its end first.
fn down(state: &mut State) {
    match overhang(state) {
        Some((_, below)) if below > 0 => state.quotes.above -= 1,
        _ => step(state, 1),
    }
}

fn up(state: &mut State) {
    match overhang(state) {
        Some((above, _)) if above > 0 => state.quotes.above += 1,
        _ => step(state, -1),
    }
}

/// Lines of the chosen quote that are above and below the screen.
fn overhang(state: &State) -> Option<(usize, usize)> {
    let document = document(state);
    let target = chosen(state, &document)?;
    let (top, height) = (top(state, &document), height(state)?);
    let above = top.saturating_sub(target.line);
    Some((
        above,
        (target.line + target.lines).saturating_sub(top + height),
    ))
}

/// Moves by quotes; the list scrolls when it must.
fn step(state: &mut State, by: isize) {
    state.quotes.ahead.note(by, length(state));
    let (Some(quotes), Some(at)) = (state.quotes.held.get(), state.quotes.selected()) else {
        return;
    };
    let rank = quotes.first + at;
    match moved(rank, by, quotes.total) {
        same if same == rank => select(state),
        other => go_to(state, other),
    }
}

/// Chooses the quote of a rank. Where it is held its event is selected at once; else when it comes.
fn go_to(state: &mut State, rank: usize) {
    let before = state.quotes.selected();
    state.quotes.wish = QuotesAt::Rank(rank);
    state.quotes.moved = true;
    let held = state.quotes.held.get();
    let there = held
        .is_some_and(|quotes| (quotes.first..quotes.first + quotes.entries.len()).contains(&rank));
    if !there {
        state.quotes.above = height(state).unwrap_or(0).cast_signed() / 3;
        return;
    }
    // What was chosen keeps its line, and the list moves as little as it must (see `settle`).
    let document = document(state);
    let line = |at: Option<usize>| {
        at.and_then(|at| document.targets.get(at))
            .map(|target| target.line)
    };
    if let (Some(old), Some(new)) = (line(before), line(state.quotes.selected())) {
        state.quotes.above += new.cast_signed() - old.cast_signed();
    }
    select(state);
}

/// Moves by as many quotes as are on the screen, or half of them; within a long one by lines.
fn page(state: &mut State, forward: bool, part: usize) {
    let Some(height) = height(state) else { return };
    let lines = (height.saturating_sub(2) / part).max(1);
    match (overhang(state), forward) {
        (Some((_, below)), true) if below > 0 => {
            state.quotes.above -= lines.min(below).cast_signed();
        }
        (Some((above, _)), false) if above > 0 => {
            state.quotes.above += lines.min(above).cast_signed();
        }
        _ => {
            let document = document(state);
            let top = top(state, &document);
            let shown = |target: &&Target| (top..top + height).contains(&target.line);
            let count = document.targets.iter().filter(shown).count() / part;
            step(
                state,
                count.max(1).cast_signed() * if forward { 1 } else { -1 },
            );
        }
    }
}

/// Goes to the next heading; or back to the one above, or the last quote before it.
fn group(state: &mut State, forward: bool) {
    let (Some(quotes), Some(at)) = (state.quotes.held.get(), state.quotes.selected()) else {
        return;
    };
    let (rank, total) = (quotes.first + at, quotes.total);
    let here = quotes
        .groups
        .iter()
        .find(|group| (group.first..group.first + group.count).contains(&rank));
    let Some((first, count)) = here.map(|group| (group.first, group.count)) else {
        return;
    };
    let target = match forward {
        true if first + count < total => first + count,
        true => return,
        false if rank > first => first,
        false => {
            let above = quotes.groups.iter().rev().find(|group| group.first < first);
            above.map_or(first.saturating_sub(1), |group| group.first)
        }
    };
    go_to(state, target);
}

/// Groups the quotes by the next of day, speaker and topic; the chosen one stays chosen.
fn regroup(state: &mut State) {
    let (by, name) = match state.quotes.by {
        QuotesBy::Day => (QuotesBy::Speaker, "speaker, the most quoted first"),
        QuotesBy::Speaker => (QuotesBy::Topic, "topic, as the records give it"),
        QuotesBy::Topic => (QuotesBy::Day, "day"),
    };
    state.quotes.by = by;
    if let Some(entry) = state.quotes.entry().filter(|_| !state.quotes.stands_in()) {
        state.quotes.wish = QuotesAt::Event(entry.event, Some(entry.at));
    }
    state.quotes.above = height(state).unwrap_or(0).cast_signed() / 3;
    state.notice = Some(Notice::info(format!("Quotes by {name}")));
}

fn show_event(state: &mut State) {
    if state.quotes.entry().is_some() {
        select(state);
        state.detail.about = None;
        panes::focus(state, Place::Detail);
    }
}

fn open_source(state: &mut State, effects: &mut Vec<Effect>) {
    let Some(source) = state.quotes.entry().map(|entry| &entry.source) else {
        return;
    };
    let address = source
        .record
        .url
        .clone()
        .or_else(|| source.record.archive_url.clone());
    detail::open_address(state, address, effects);
}

fn copy_citation(state: &mut State, effects: &mut Vec<Effect>) {
    let text = state
        .quotes
        .entry()
        .map(|entry| citation::plain(&Citable::entry(entry), None));
    if let Some(text) = text {
        overlay::copied(state, "the citation of the quote", text, effects);
    }
}

/// The mouse was pressed at a column and row of the pane's inside.
pub(super) fn press(
    state: &mut State,
    (_, row): (u16, u16),
    double: bool,
    effects: &mut Vec<Effect>,
) {
    let document = document(state);
    let line = top(state, &document) + usize::from(row);
    let hit = |target: &Target| (target.line..target.line + target.lines).contains(&line);
    let (Some(at), Some(quotes)) = (
        document.targets.iter().position(hit),
        state.quotes.held.get(),
    ) else {
        return;
    };
    go_to(state, quotes.first + at);
    if double {
        super::act::act(state, Action::ShowEvent, effects);
    }
}

/// The wheel was turned by so many lines.
pub(super) fn wheel(state: &mut State, by: isize) {
    for _ in 0..by.unsigned_abs() {
        match overhang(state) {
            Some((_, below)) if by > 0 && below > 0 => state.quotes.above -= 1,
            Some((above, _)) if by < 0 && above > 0 => state.quotes.above += 1,
            _ => return step(state, by.signum()),
        }
    }
}

/// Follows the selected event, and keeps the chosen quote on the screen.
pub(super) fn settle(state: &mut State) {
    follow(state);
    let document = document(state);
    if let (Some(target), Some(height)) = (chosen(state, &document), height(state)) {
        state.quotes.above = fitting(state.quotes.above, target, (&document, height));
    }
}

/// Goes to the selected event, if it is another than it was.
fn follow(state: &mut State) {
    let Some(event) = state.timeline.current() else {
        return;
    };
    let seen = state.quotes.seen.replace(event);
    // Keys that were pressed before anything came lead, not the event that comes first.
    let leads = seen.is_none() && (state.quotes.moved || !state.quotes.ahead.is_empty());
    if seen == Some(event) || leads {
        return;
    }
    let chosen = state.quotes.entry().map(|entry| entry.event);
    if chosen != Some(event) || state.quotes.stands_in() {
        state.quotes.wish = QuotesAt::Event(event, None);
        state.quotes.moved = false;
        state.quotes.above = height(state).unwrap_or(0).cast_signed() / 3;
    }
}

/// Lines above the chosen quote, so that it is on the screen with its heading, and no line is left empty that need not be.
fn fitting(above: isize, target: Target, (document, height): (&DetailView, usize)) -> isize {
    let (lines, height) = (target.lines.cast_signed(), height.cast_signed());
    let line = target.line.cast_signed();
    // The heading, where the quote is the first below it.
    let previous = document
        .targets
        .iter()
        .rev()
        .find(|other| other.line < target.line)
        .map_or(0, |other| other.line + other.lines);
    let heading = isize::from(previous + 1 < target.line || previous == 0 && target.line == 1);
    let (least, most) = if lines + heading <= height {
        (heading, height - lines)
    } else {
        ((height - lines).min(0), 0)
    };
    let end = document.lines.len().cast_signed();
    // The last line stands at the foot of the pane, or the first at its head.
    let full = (line - (end - height)).min(line);
    above
        .clamp(least, most.max(least))
        .max(full.min(most))
        .min(line)
}

/// New data: what is held stays on the screen and is asked again.
pub(super) fn opened(state: &mut State) {
    state.quotes.held.expire();
}
