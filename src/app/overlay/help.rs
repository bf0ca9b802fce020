//! The keys, as lines.

use super::super::{State, panes};
use crate::command::{COMMANDS, Command, Context};
use crate::layout::View;

/// A line of the help.
#[derive(Debug, Clone, Copy)]
pub enum HelpLine {
    /// What the view answers.
    About(View),
    /// The heading of a context.
    Heading(Context),
    /// A command there.
    Command(Context, &'static Command),
}

/// The lines of the help: the focused pane first, then all else; only those that hold the text.
#[must_use]
pub fn help(state: &State, find: &str) -> Vec<HelpLine> {
    let mut order = panes::beside(state);
    order.push(Context::Global);
    let others = Context::ALL.iter().filter(|&other| !order.contains(other));
    let order: Vec<Context> = order.iter().chain(others).copied().collect();
    let find = find.to_lowercase();
    let mut lines = Vec::new();
    if find.is_empty() && state.compare.is_none() {
        lines.push(HelpLine::About(state.view));
    }
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
