//! A line to type: a date to go to, the day to put the clock back to, a search.

use tui_input::Input;

use super::super::cursor::Step;
use super::super::{Notice, State, compare, edit, timeline};
use crate::analysis::PairStep;
use crate::model::UncertainDate;
use crate::query;

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
        let (problem, like) = match self.kind {
            _ if text.is_empty() => return None,
            PromptKind::Date => (query::time(text).err(), "2024-11-29T05, 2024-11"),
            PromptKind::Known if text == "now" => return None,
            PromptKind::Known => (UncertainDate::parse(text).err(), "2024-11-29, 2024-11"),
            PromptKind::Search | PromptKind::Compare => return None,
        };
        let reason = problem?.reason;
        Some(format!("{reason}: a date looks like {like} or 2024"))
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
    match prompt.kind {
        PromptKind::Date => match query::time(text) {
            Ok(time) if compare::go_in_time(state, PairStep::Time(time)) => {}
            Ok(time) if time.from.day.is_open() => timeline::go(state, Step::First),
            Ok(time) => timeline::go_to(state, time),
            Err(_) => {}
        },
        PromptKind::Known => {
            let date = UncertainDate::parse(text).ok();
            let day = date.map(|date| date.bounds().to);
            let day = day.filter(|day| !day.is_open());
            let changed = edit::set_known(state.filter.text(), day);
            state.filter.set(changed);
        }
        PromptKind::Compare => compare::with(state, text.to_owned()),
        PromptKind::Search => {
            text.clone_into(&mut state.timeline.search);
            let text = text.to_owned();
            let found = PairStep::Matching {
                forward: true,
                text: text.clone(),
            };
            if !text.is_empty() && !compare::go_in_time(state, found) {
                timeline::seek(state, true, text);
            }
        }
    }
}
