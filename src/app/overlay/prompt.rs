//! A line to type: a date to go to, the day to put the clock back to, a search.

use tui_input::Input;

use super::super::cursor::Step;
use super::super::{Notice, State, compare, edit, timeline};
use crate::model::UncertainDate;

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
    /// Compare with another filter.
    Compare,
}

impl Prompt {
    /// What is wrong with the text, if something is.
    #[must_use]
    pub fn problem(&self) -> Option<String> {
        let text = self.input.value().trim();
        let dated = matches!(self.kind, PromptKind::Date | PromptKind::Known)
            && !text.is_empty()
            && !(self.kind == PromptKind::Known && text == "now");
        let problem = UncertainDate::parse(text).err().filter(|_| dated)?;
        Some(format!(
            "{}: a date looks like 2024-11-29, 2024-11 or 2024",
            problem.reason
        ))
    }
}

/// Does what the prompt was for, unless the text has a mistake.
pub(super) fn submit(state: &mut State, prompt: &Prompt) {
    if let Some(problem) = prompt.problem() {
        state.notice = Some(Notice::problem(problem));
        return;
    }
    state.overlay = None;
    let text = prompt.input.value().trim();
    let date = UncertainDate::parse(text).ok().map(|date| date.bounds());
    match (prompt.kind, date) {
        (PromptKind::Date, Some(days)) if days.from.is_open() => timeline::go(state, Step::First),
        (PromptKind::Date, Some(days)) => timeline::go_to_day(state, days.from),
        (PromptKind::Date, None) => {}
        (PromptKind::Known, days) => {
            let day = days.map(|days| days.to).filter(|day| !day.is_open());
            let changed = edit::set_known(state.filter.text(), day);
            state.filter.set(changed);
        }
        (PromptKind::Compare, _) => compare::with(state, text.to_owned()),
        (PromptKind::Search, _) => {
            text.clone_into(&mut state.timeline.search);
            if !text.is_empty() {
                timeline::seek(state, true, text.to_owned());
            }
        }
    }
}
