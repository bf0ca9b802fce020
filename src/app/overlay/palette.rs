//! Commands by name.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::super::{Effect, State, act, panes};
use crate::command::{COMMANDS, Command, Context};
use crate::layout::{Place, View};

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

/// Runs a command of the palette, in a pane where it means something.
pub(super) fn run(state: &mut State, command: &Command, effects: &mut Vec<Effect>) {
    let here = panes::focused(state);
    if !command.contexts.contains(&Context::Global) && !command.contexts.contains(&here) {
        let place = command.contexts.iter().find_map(|context| match context {
            Context::Timeline if state.view == View::Timeline => Some(Place::Main),
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
