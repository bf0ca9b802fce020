//! The filter line: its text, the live edit, completion, history, undo.
//!
//! The text on the line is the whole filter; panels change the text. While it has a mistake, panes go on under the last
//! text that had none; while a field is being typed, under the text without it.

mod completions;

use std::borrow::Cow;

use tui_input::Input;

pub(crate) use self::completions::area;
pub(super) use self::completions::{choose, click, complete};

use super::{Held, State};
use crate::analysis::{Completion, Part, Reply};
use crate::diagnostic::{Diagnostic, Severity};
use crate::query::{self, Typing, Unfinished};

/// Completions offered at once.
const OFFERED: usize = 8;
/// Columns before the text.
pub(crate) const LEAD: u16 = 3;
/// Texts kept for undo and in the history.
const KEPT: usize = 200;

/// The filter line.
#[derive(Debug, Clone, Default)]
pub struct FilterLine {
    /// The edit, while there is one.
    pub editing: Option<Editing>,
    /// Filters that were used, oldest first.
    pub history: Vec<String>,
    text: String,
    good: String,
    checked: Option<(String, Vec<Diagnostic>)>,
    /// A text that matches nothing and ends in what may become a field.
    vain: Option<String>,
    /// A text without its unfinished term that has a mistake all the same.
    mistaken_rest: Option<String>,
    /// Names of the data sets' own fields: what a word may become.
    fields: Vec<String>,
    undo: Vec<String>,
    redo: Vec<String>,
}

/// The live edit of the filter.
#[derive(Debug, Clone)]
pub struct Editing {
    /// The text with the cursor.
    pub input: Input,
    /// What could stand at the cursor.
    pub completions: Held<Vec<Completion>>,
    /// The chosen completion.
    pub chosen: usize,
    /// Whether the completions are hidden.
    pub closed: bool,
    recalled: Option<usize>,
}

/// What the panes are to do with an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Take it in.
    Good,
    /// Leave it: the text has a mistake.
    Mistaken,
    /// Leave it for now: nothing matches a word that may become a field.
    Early,
}

impl Editing {
    /// Byte of the cursor.
    #[must_use]
    pub fn cursor(&self) -> usize {
        let text = self.input.value();
        text.char_indices()
            .nth(self.input.cursor())
            .map_or(text.len(), |(at, _)| at)
    }

    fn typing(&self) -> Typing<'_> {
        Typing {
            text: self.input.value(),
            cursor: self.cursor(),
        }
    }

    fn part(&self) -> Part {
        Part::Complete {
            text: self.input.value().to_owned(),
            cursor: self.cursor(),
            limit: OFFERED,
        }
    }

    /// Columns and bytes of the text that are left of so many columns in which the cursor is to be seen.
    #[must_use]
    pub fn scrolled(&self, room: usize) -> (usize, usize) {
        let text = self.input.value();
        let before = crate::text::width(&text[..self.cursor()]);
        let columns = (before + 1).saturating_sub(room.max(1));
        let mut passed = 0;
        for (at, c) in text.char_indices() {
            if passed >= columns {
                return (passed, at);
            }
            passed += crate::text::width(c.encode_utf8(&mut [0; 4]));
        }
        (passed, text.len())
    }

    /// The completions for the text as it is now, unless they are hidden.
    #[must_use]
    pub fn offered(&self) -> &[Completion] {
        let current = self.completions.get().filter(|_| !self.closed);
        current.map(Vec::as_slice).unwrap_or_default()
    }
}

impl FilterLine {
    /// With the text of the command line or the last session, over data with these fields of their own.
    #[must_use]
    pub fn new(text: String, fields: &[String]) -> Self {
        Self {
            text,
            fields: fields.to_vec(),
            ..Self::default()
        }
    }

    /// The text on the line.
    #[must_use]
    pub fn text(&self) -> &str {
        self.editing
            .as_ref()
            .map_or(&self.text, |editing| editing.input.value())
    }

    /// The text that panes ask under: the line; while the line is known to have a mistake, the last good one. A field that
    /// is still being typed is left out, or the list would go empty at `act` on the way to `actor:hts`.
    #[must_use]
    pub fn asking(&self) -> Cow<'_, str> {
        let line = self.text().trim_end();
        let mistaken = self.errors().next().is_some();
        let waits = match self.unfinished() {
            Some(Unfinished::Word) => self.vain.as_deref() == Some(line),
            Some(Unfinished::Name | Unfinished::Value) => mistaken,
            None => false,
        };
        if let Some(rest) = self.rest().filter(|_| waits)
            && self.mistaken_rest.as_ref() != Some(&rest)
        {
            return rest.into();
        }
        if mistaken { &self.good } else { line }.into()
    }

    /// Whether a text is the line, is known to have no mistake, and is not being typed.
    pub(super) fn is_settled(&self, text: &str) -> bool {
        self.editing.is_none() && self.text.trim_end() == text && self.good == text
    }

    fn unfinished(&self) -> Option<Unfinished> {
        query::unfinished(self.editing.as_ref()?.typing(), &self.fields)
    }

    /// The line without the term at the cursor.
    fn rest(&self) -> Option<String> {
        let editing = self.editing.as_ref()?;
        Some(query::without_cursor(editing.typing()).to_string())
    }

    /// What is to be told that is wrong with the text on the line, as far as it is known. That a field has no value yet is
    /// no mistake while it is being typed.
    pub fn mistakes(&self) -> impl Iterator<Item = &Diagnostic> {
        let waits = self.unfinished() == Some(Unfinished::Value);
        self.errors().filter(move |_| !waits)
    }

    fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        self.problems()
            .filter(|problem| problem.severity == Severity::Error)
    }

    /// Mistakes and warnings of the text on the line, as far as they are known.
    pub fn problems(&self) -> impl Iterator<Item = &Diagnostic> {
        let known = self
            .checked
            .as_ref()
            .filter(|(text, _)| text == self.text().trim_end());
        known
            .map(|(_, problems)| problems.as_slice())
            .unwrap_or_default()
            .iter()
    }

    /// Notes what an answer says about a text.
    pub(super) fn checked(
        &mut self,
        text: &str,
        problems: Vec<Diagnostic>,
        replies: &[Reply],
    ) -> Verdict {
        let mistaken = (problems.iter()).any(|problem| problem.severity == Severity::Error);
        let line = text == self.text().trim_end();
        if line {
            self.checked = Some((text.to_owned(), problems));
        }
        if mistaken {
            if !line {
                self.mistaken_rest = Some(text.to_owned());
            }
            return Verdict::Mistaken;
        }
        let nothing = |reply: &Reply| matches!(reply, Reply::Totals(totals) if totals.shown == 0);
        let begun = line && self.unfinished() == Some(Unfinished::Word);
        if begun && replies.iter().any(nothing) && self.rest() != self.mistaken_rest {
            self.vain = Some(text.to_owned());
            return Verdict::Early;
        }
        text.clone_into(&mut self.good);
        Verdict::Good
    }

    /// There are new data, with these fields of their own: what was found out about texts may hold no longer.
    pub(super) fn forget(&mut self, fields: &[String]) {
        self.fields = fields.to_vec();
        self.vain = None;
        self.mistaken_rest = None;
    }

    /// Changes the text for a panel or a key; the change can be undone.
    pub(super) fn set(&mut self, text: String) {
        if let Some(editing) = &mut self.editing {
            editing.input = Input::new(text);
        } else if text != self.text {
            self.undo.push(std::mem::replace(&mut self.text, text));
            self.redo.clear();
            self.remember();
        }
    }

    fn remember(&mut self) {
        let text = self.text.trim();
        if !text.is_empty() {
            self.history.retain(|old| old != text);
            self.history.push(text.to_owned());
        }
        for list in [&mut self.history, &mut self.undo] {
            let excess = list.len().saturating_sub(KEPT);
            list.drain(..excess);
        }
    }

    /// Whether a change could be undone; whether it was.
    pub(super) fn undo(&mut self) -> bool {
        let Some(text) = self.undo.pop() else {
            return false;
        };
        self.redo.push(std::mem::replace(&mut self.text, text));
        true
    }

    pub(super) fn redo(&mut self) -> bool {
        let Some(text) = self.redo.pop() else {
            return false;
        };
        self.undo.push(std::mem::replace(&mut self.text, text));
        true
    }

    /// Columns and bytes of the text that are left of the screen.
    #[must_use]
    pub fn scrolled(&self, width: u16) -> (usize, usize) {
        let room = usize::from(width.saturating_sub(LEAD + 2));
        let editing = self.editing.as_ref();
        editing.map_or((0, 0), |editing| editing.scrolled(room))
    }

    /// Starts the edit.
    pub(super) fn edit(&mut self) {
        let mut text = self.text.clone();
        if !text.is_empty() && !text.ends_with(' ') {
            text.push(' ');
        }
        let input = Input::new(text);
        self.editing = Some(Editing {
            input,
            completions: Held::default(),
            chosen: 0,
            closed: false,
            recalled: None,
        });
    }

    /// Ends the edit and keeps the text.
    pub(super) fn accept(&mut self) {
        if let Some(editing) = self.editing.take() {
            self.set(editing.input.value().trim().to_owned());
        }
    }

    /// Ends the edit and goes back to the text before it; redo brings the edit.
    pub(super) fn cancel(&mut self) {
        if let Some(editing) = self.editing.take() {
            let text = editing.input.value().trim();
            if text != self.text {
                self.redo.push(text.to_owned());
            }
        }
    }

    /// The text under the cursor has changed.
    pub(super) fn edited(&mut self) {
        if let Some(editing) = &mut self.editing {
            editing.chosen = 0;
            editing.closed = false;
            editing.recalled = None;
        }
    }

    pub(super) fn missing(&self) -> Option<Part> {
        let editing = self.editing.as_ref()?;
        let part = editing.part();
        let held = editing.completions.to_part() == Some(&part);
        (!held && !editing.closed).then_some(part)
    }

    pub(super) fn take_completions(
        &mut self,
        filter: &str,
        part: Part,
        completions: Vec<Completion>,
    ) {
        if let Some(editing) = &mut self.editing
            && editing.part() == part
        {
            editing.chosen = editing.chosen.min(completions.len().saturating_sub(1));
            editing.completions.set(filter, part, completions);
        }
    }
}

/// Brings back an older or newer filter.
pub(super) fn recall(state: &mut State, older: bool) {
    let count = state.filter.history.len();
    let Some(editing) = &mut state.filter.editing else {
        return;
    };
    let at = match (editing.recalled, older) {
        (None, true) => count.checked_sub(1),
        (Some(at), true) => Some(at.saturating_sub(1)),
        (at, false) => at.map(|at| at + 1).filter(|&at| at < count),
    };
    if let Some(text) = at.and_then(|at| state.filter.history.get(at)) {
        editing.input = Input::new(text.clone());
        editing.recalled = at;
        editing.closed = true;
    }
}

/// One step back: the completions, then the edit.
pub(super) fn back(state: &mut State) {
    let Some(editing) = &mut state.filter.editing else {
        return;
    };
    if editing.offered().is_empty() || editing.input.value() == state.filter.text {
        state.filter.cancel();
    } else {
        editing.closed = true;
    }
}

/// Undoes or redoes a change, and says when there is none.
pub(super) fn travel(state: &mut State, back: bool) {
    let moved = if back {
        state.filter.undo()
    } else {
        state.filter.redo()
    };
    if !moved {
        let text = if back {
            "The filter has no change to undo"
        } else {
            "The filter has no change to redo"
        };
        state.notice = Some(super::Notice::info(text));
    }
}
