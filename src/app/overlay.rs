//! What lies over the panes and takes the keys: quick pickers, palette, help, prompts, the choice of what to copy.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use ratatui::layout::Rect;
use tui_input::Input;

use super::{Effect, Facets, Notice, State, act, detail, edit, facets, panes, timeline};
use crate::analysis::{EventDetail, Facet};
use crate::command::{COMMANDS, Command, Context};
use crate::layout::Place;
use crate::model::UncertainDate;

/// What lies over the panes.
#[derive(Debug, Clone)]
pub enum Overlay {
    /// Values of a facet with counts.
    Picker(Facets),
    /// Commands by name.
    Palette {
        /// The fuzzy find.
        input: Input,
        /// The chosen command, by position among the found ones.
        cursor: usize,
    },
    /// The keys.
    Help {
        /// The find.
        input: Input,
        /// The first line on the screen.
        scroll: usize,
    },
    /// A line to type.
    Prompt(Prompt),
    /// What to copy.
    Copy {
        /// The chosen form.
        cursor: usize,
    },
}

/// A line to type.
#[derive(Debug, Clone)]
pub struct Prompt {
    /// What for.
    pub kind: PromptKind,
    /// The text.
    pub input: Input,
}

/// What a prompt is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PromptKind {
    /// Go to a date.
    Date,
    /// Put the clock back.
    Known,
    /// Search without narrowing.
    Search,
}

impl Prompt {
    /// What is wrong with the text, if something is.
    #[must_use]
    pub fn problem(&self) -> Option<String> {
        let text = self.input.value().trim();
        let dated = self.kind != PromptKind::Search
            && !text.is_empty()
            && !(self.kind == PromptKind::Known && text == "now");
        let problem = UncertainDate::parse(text).err().filter(|_| dated)?;
        Some(format!(
            "{}: a date looks like 2024-11-29, 2024-11 or 2024",
            problem.reason
        ))
    }
}

/// A form in which the selected event can be copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copyable {
    /// With its sources.
    Citation,
    /// The title.
    Title,
    /// The id.
    Id,
    /// Date, time, kind, title, place, actors and grade with tabs between.
    Row,
    /// The address of the first source.
    Link,
    /// All quotes with speakers and sources.
    Quotes,
    /// The filter text.
    Filter,
}

impl Copyable {
    /// All, in the order of the list.
    pub const ALL: &'static [Self] = &[
        Self::Citation,
        Self::Title,
        Self::Id,
        Self::Row,
        Self::Link,
        Self::Quotes,
        Self::Filter,
    ];

    /// What it is.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Citation => "Citation with sources",
            Self::Title => "Title",
            Self::Id => "Id",
            Self::Row => "Row for a table",
            Self::Link => "Address of the first source",
            Self::Quotes => "Quotes",
            Self::Filter => "Filter",
        }
    }

    fn text(self, event: &EventDetail, filter: &str) -> Option<String> {
        match self {
            Self::Citation => Some(crate::content::citation::event(event, None)),
            Self::Title => Some(event.row.title.clone()),
            Self::Id => Some(event.row.id.clone()),
            Self::Row => Some(tabbed(event)),
            Self::Link => event.sources.iter().find_map(|source| source.url.clone()),
            Self::Quotes => {
                let quotes: Vec<_> = (0..event.quotes.len())
                    .filter_map(|at| crate::content::citation::quote(event, at, None))
                    .collect();
                (!quotes.is_empty()).then(|| quotes.join("\n\n"))
            }
            Self::Filter => Some(filter.to_owned()),
        }
    }
}

fn tabbed(event: &EventDetail) -> String {
    let row = &event.row;
    let time = row.time.map(|time| time.to_string()).unwrap_or_default();
    let actors: Vec<_> = row.actors.iter().map(|actor| actor.name.as_str()).collect();
    let fields = [
        row.id.as_str(),
        &row.date,
        &time,
        row.kind.slug(),
        &row.title,
        &row.place,
        &actors.join(", "),
    ];
    fields
        .map(|field| field.replace(['\t', '\n', '\r'], " "))
        .join("\t")
}

/// A found command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaletteItem {
    /// Its position in the table.
    pub command: usize,
    /// Characters of its name that were found.
    pub matched: Vec<u32>,
}

/// The commands that a fuzzy find finds, best first; all that are no editing of text when it is empty.
#[must_use]
pub fn palette(find: &str) -> Vec<PaletteItem> {
    let mut matcher = Matcher::new(Config::DEFAULT);
    let pattern = Pattern::parse(find, CaseMatching::Smart, Normalization::Smart);
    let mut found = Vec::new();
    for (at, command) in COMMANDS
        .iter()
        .enumerate()
        .filter(|(_, command)| offered(command))
    {
        let (mut matched, mut buffer) = (Vec::new(), Vec::new());
        let name = pattern
            .indices(
                Utf32Str::new(command.name, &mut buffer),
                &mut matcher,
                &mut matched,
            )
            .map(|score| score * 2);
        if name.is_none() {
            matched.clear();
        }
        let help = pattern.score(Utf32Str::new(command.help, &mut buffer), &mut matcher);
        if let Some(score) = name.max(help) {
            matched.sort_unstable();
            matched.dedup();
            found.push((
                score,
                PaletteItem {
                    command: at,
                    matched,
                },
            ));
        }
    }
    found.sort_by_key(|(score, item)| (std::cmp::Reverse(*score), item.command));
    found.into_iter().map(|(_, item)| item).collect()
}

fn offered(command: &Command) -> bool {
    let typed = [Context::Filter, Context::Picker, Context::Input];
    command
        .contexts
        .iter()
        .any(|context| !typed.contains(context))
}

/// A line of the help.
#[derive(Debug, Clone, Copy)]
pub enum HelpLine {
    /// The heading of a context.
    Heading(Context),
    /// A command there.
    Command(Context, &'static Command),
}

/// The lines of the help: the focused pane first, then all else; only those that hold the text.
#[must_use]
pub fn help(state: &State, find: &str) -> Vec<HelpLine> {
    let here = panes::focused(state);
    let order = [here, Context::Global].into_iter().chain(
        Context::ALL
            .iter()
            .copied()
            .filter(|&c| c != here && c != Context::Global),
    );
    let find = find.to_lowercase();
    let mut lines = Vec::new();
    for context in order {
        let commands = COMMANDS
            .iter()
            .filter(|command| command.contexts.contains(&context));
        let matches = |command: &&Command| {
            let keys = state.keymap.keys(context, command.action);
            let text =
                format!("{} {} {}", keys.join(" "), command.name, command.help).to_lowercase();
            !keys.is_empty() && (find.is_empty() || text.contains(&find) || keys.contains(&find))
        };
        let found: Vec<_> = commands
            .filter(matches)
            .map(|command| HelpLine::Command(context, command))
            .collect();
        if !found.is_empty() {
            lines.push(HelpLine::Heading(context));
            lines.extend(found);
        }
    }
    lines
}

/// Where the overlay is.
#[must_use]
pub(crate) fn area(state: &State) -> Rect {
    let (width, height) = match &state.overlay {
        Some(Overlay::Prompt(_)) => (56, 5),
        Some(Overlay::Copy { .. }) => (44, 2 + u16::try_from(Copyable::ALL.len()).unwrap_or(0)),
        Some(Overlay::Help { .. }) => (96, 60),
        _ => (78, 26),
    };
    crate::layout::popup(state.size, width, height)
}

/// Rows of the overlay's list.
pub(crate) fn rows(state: &State) -> usize {
    usize::from(
        crate::layout::inner(crate::layout::Mode::Full, area(state))
            .height
            .saturating_sub(2)
            .max(1),
    )
}

/// Shows a picker.
pub(super) fn pick(state: &mut State, facet: Facet) {
    state.overlay = Some(Overlay::Picker(Facets::new(facet)));
}

/// Shows a prompt.
pub(super) fn prompt(state: &mut State, kind: PromptKind) {
    let text = if kind == PromptKind::Search {
        state.timeline.search.clone()
    } else {
        String::new()
    };
    state.overlay = Some(Overlay::Prompt(Prompt {
        kind,
        input: Input::new(text),
    }));
}

/// Moves in the overlay's list.
pub(super) fn step(state: &mut State, by: isize) {
    let rows = rows(state);
    let lines = match &state.overlay {
        Some(Overlay::Help { input, .. }) => help(state, input.value()).len(),
        _ => 0,
    };
    match &mut state.overlay {
        Some(Overlay::Palette { input, cursor }) => {
            *cursor = cursor
                .saturating_add_signed(by)
                .min(palette(input.value()).len().saturating_sub(1));
        }
        Some(Overlay::Help { scroll, .. }) => {
            *scroll = scroll
                .saturating_add_signed(by)
                .min(lines.saturating_sub(rows));
        }
        Some(Overlay::Copy { cursor }) => {
            *cursor = cursor
                .saturating_add_signed(by)
                .min(Copyable::ALL.len() - 1);
        }
        Some(Overlay::Picker(_)) => facets::step(state, by),
        Some(Overlay::Prompt(_)) | None => {}
    }
}

/// The text of the overlay's find has changed.
pub(super) fn edited(state: &mut State) {
    match &mut state.overlay {
        Some(Overlay::Picker(list)) => list.found_anew(),
        Some(Overlay::Palette { cursor, .. }) => *cursor = 0,
        Some(Overlay::Help { scroll, .. }) => *scroll = 0,
        Some(Overlay::Prompt(_) | Overlay::Copy { .. }) | None => {}
    }
}

/// Takes what is chosen and closes the overlay.
pub(super) fn accept(state: &mut State, effects: &mut Vec<Effect>) {
    match &state.overlay {
        Some(Overlay::Picker(_)) => {
            facets::include(state);
            state.overlay = None;
        }
        Some(Overlay::Palette { input, cursor }) => {
            let chosen = palette(input.value())
                .get(*cursor)
                .map(|item| &COMMANDS[item.command]);
            state.overlay = None;
            if let Some(command) = chosen {
                run(state, command, effects);
            }
        }
        Some(Overlay::Help { .. }) => state.overlay = None,
        Some(Overlay::Prompt(prompt)) => submit(state, &prompt.clone()),
        Some(Overlay::Copy { cursor }) => copy(
            state,
            Copyable::ALL[(*cursor).min(Copyable::ALL.len() - 1)],
            effects,
        ),
        None => {}
    }
}

/// Runs a command of the palette, in a pane where it means something.
fn run(state: &mut State, command: &Command, effects: &mut Vec<Effect>) {
    let here = panes::focused(state);
    if !command.contexts.contains(&Context::Global) && !command.contexts.contains(&here) {
        let place = command.contexts.iter().find_map(|context| match context {
            Context::Timeline => Some(Place::Timeline),
            Context::Histogram => Some(Place::Histogram),
            Context::Facets => Some(Place::Facets),
            Context::Detail => Some(Place::Detail),
            _ => None,
        });
        if let Some(place) = place {
            panes::focus(state, place);
        }
    }
    act::act(state, command.action, effects);
}

fn submit(state: &mut State, prompt: &Prompt) {
    if let Some(problem) = prompt.problem() {
        state.notice = Some(Notice::problem(problem));
        return;
    }
    state.overlay = None;
    let text = prompt.input.value().trim();
    let date = UncertainDate::parse(text).ok().map(|date| date.bounds());
    match (prompt.kind, date) {
        (PromptKind::Date, Some(days)) if days.from.is_open() => timeline::end(state, false),
        (PromptKind::Date, Some(days)) => timeline::go_to_day(state, days.from),
        (PromptKind::Date, None) => {}
        (PromptKind::Known, days) => {
            let day = days.map(|days| days.to).filter(|day| !day.is_open());
            let changed = edit::set_known(state.filter.text(), day);
            state.filter.set(changed);
        }
        (PromptKind::Search, _) => {
            text.clone_into(&mut state.timeline.search);
            if !text.is_empty() {
                timeline::seek(state, true, text.to_owned());
            }
        }
    }
}

fn copy(state: &mut State, what: Copyable, effects: &mut Vec<Effect>) {
    state.overlay = None;
    let text = detail::shown(state).and_then(|event| what.text(event, state.filter.text()));
    match text {
        Some(text) => {
            state.notice = Some(Notice::info(format!(
                "Copied: {}",
                what.label().to_lowercase()
            )));
            effects.push(Effect::Copy(text));
        }
        None => state.notice = Some(Notice::info("The event has none")),
    }
}

/// The first item on the screen of a list with this cursor.
pub(crate) fn first(cursor: usize, rows: usize) -> usize {
    (cursor + 1).saturating_sub(rows)
}
