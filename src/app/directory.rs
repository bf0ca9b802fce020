//! A list of names that has the middle: the directories of actors and of sources. What is chosen in it, what is folded, what is
//! looked for; a run of its lines is held.
//!
//! The chosen line keeps its name when the filter changes, not its rank.

use std::collections::BTreeSet;

use tui_input::Input;

use super::cursor::{Cursor, Length};
use super::{FilterLine, Held, edit};
use crate::analysis::{Choice, FacetValue, ListAt, Listing, Part};

/// A held run of lines.
pub trait Run {
    /// What names a line.
    type Key: Copy + PartialEq;

    /// Rank of the first line.
    fn first(&self) -> usize;
    /// Lines there are.
    fn total(&self) -> usize;
    /// Rank of what was asked for by name.
    fn found(&self) -> Option<usize>;
    /// The value at a place of the run.
    fn value(&self, at: usize) -> Option<&FacetValue>;
    /// What is named by the line at a place of the run; headings name nothing.
    fn key(&self, at: usize) -> Option<Self::Key>;
}

/// A list of names.
#[derive(Debug, Clone)]
pub struct Directory<L: Run> {
    /// The fuzzy find.
    pub find: Input,
    /// Whether keys go into the fuzzy find.
    pub finding: bool,
    /// The lines on the screen.
    pub held: Held<L>,
    /// The chosen line, and the first on the screen.
    pub cursor: Cursor,
    folds: BTreeSet<String>,
    seek: Option<L::Key>,
    /// Whether what is chosen is still to be shown beside the list.
    unshown: bool,
}

impl<L: Run> Default for Directory<L> {
    fn default() -> Self {
        Self {
            find: Input::default(),
            finding: false,
            held: Held::default(),
            cursor: Cursor::default(),
            folds: BTreeSet::new(),
            seek: None,
            unshown: false,
        }
    }
}

impl<L: Run> Directory<L> {
    /// Makes the chosen value one of the filter, one that is excluded, or neither again.
    pub(super) fn choose(&self, filter: &mut FilterLine, choice: Choice) {
        if let Some(value) = self.value() {
            let text = edit::choose(filter.text(), &value.field, &value.value, choice);
            filter.set(text);
        }
    }

    /// Hides what stands below the chosen line, or goes to the line that it stands below.
    pub(super) fn fold(&mut self) {
        match self.value() {
            Some(value) if value.has_children && !value.closed => self.turn_fold(),
            _ => self.go_to_heading(),
        }
    }

    /// Shows what stands below the chosen line; whether that was hidden.
    pub(super) fn unfold(&mut self) -> bool {
        let closed = self.value().is_some_and(|value| value.closed);
        if closed {
            self.turn_fold();
        }
        closed
    }

    /// What is asked for where so many lines fit.
    pub(super) fn listing(&self, rows: usize) -> Listing<L::Key> {
        let at = match self.seek {
            Some(key) => ListAt::Around(key, self.cursor.first),
            None => ListAt::Rank(self.cursor.first),
        };
        self.listing_at(at, rows)
    }

    fn listing_at(&self, at: ListAt<L::Key>, rows: usize) -> Listing<L::Key> {
        Listing {
            find: self.find.value().to_owned(),
            folds: self.folds.iter().cloned().collect(),
            at,
            len: rows,
        }
    }

    /// How many lines there are to scroll through.
    #[must_use]
    pub fn total(&self) -> usize {
        self.held.get().map_or(0, Run::total)
    }

    fn place(&self) -> Option<(&L, usize)> {
        let run = self.held.get()?;
        Some((run, self.cursor.rank.checked_sub(run.first())?))
    }

    /// The chosen value.
    #[must_use]
    pub fn value(&self) -> Option<&FacetValue> {
        let (run, at) = self.place()?;
        run.value(at)
    }

    /// What is chosen.
    #[must_use]
    pub fn key(&self) -> Option<L::Key> {
        let (run, at) = self.place()?;
        run.key(at)
    }

    /// Goes to what has this name, wherever it is.
    pub(super) fn go_to(&mut self, key: L::Key, show: bool) {
        if self.key() != Some(key) {
            self.seek = Some(key);
        }
        self.unshown |= show;
    }

    /// Has what is chosen shown beside the list.
    pub(super) fn show(&mut self) {
        self.unshown = true;
    }

    /// What is to be shown now, once.
    pub(super) fn take_shown(&mut self, filter: &str) -> Option<L::Key> {
        let there = self.seek.is_none() && !self.cursor.waits();
        let ready = self.unshown && there && self.held.is_under(filter);
        let key = self.key().filter(|_| ready);
        if ready
            && self
                .place()
                .is_some_and(|(run, at)| run.value(at).is_some())
        {
            self.unshown = false;
        }
        key
    }

    /// How long the list is, where this part is what is asked.
    pub(super) fn length(&self, filter: &str, part: &Part) -> Length {
        self.held.length(filter, part, Run::total)
    }

    /// Moves by lines.
    pub(super) fn step(&mut self, by: isize, length: Length) {
        self.cursor.go(by, length);
        self.seek = None;
        self.unshown = true;
    }

    /// Chooses the line at a place on the screen; whether there is one.
    pub(super) fn press(&mut self, line: usize) -> bool {
        let rank = self.cursor.first + line;
        let there = rank < self.total();
        if there {
            self.cursor.put(rank);
            self.unshown = true;
        }
        there
    }

    /// Scrolls by lines; the chosen line stays on the screen.
    pub(super) fn scroll(&mut self, by: isize, rows: usize) {
        let most = self.total().saturating_sub(rows);
        let first = self.cursor.first.saturating_add_signed(by).min(most);
        let kept = (self.cursor.rank).clamp(first, first + rows.saturating_sub(1));
        self.cursor.first = first;
        if kept != self.cursor.rank {
            self.cursor.put(kept);
            self.unshown = true;
        }
    }

    /// Keeps the chosen line inside the list and on the screen, and by its name when the filter has changed.
    pub(super) fn settle(&mut self, filter: &str, length: Length, rows: usize) {
        let other = self.held.get().is_some() && !self.held.is_under(filter);
        if other && self.seek.is_none() && !self.cursor.waits() {
            self.seek = self.key();
        }
        self.cursor.settle(length, rows);
    }

    /// Takes a run in; `part` makes the part that it answers.
    pub(super) fn take(
        &mut self,
        filter: &str,
        run: L,
        rows: usize,
        part: impl Fn(Listing<L::Key>) -> Part,
    ) {
        if self.seek.take().is_some() {
            match run.found() {
                Some(found) => self.cursor.put(found),
                // What stands there now is what is chosen.
                None => self.unshown = true,
            }
            self.cursor.first = run.first();
        }
        let asked = self.listing_at(ListAt::Rank(run.first()), rows);
        self.held.set(filter, part(asked), run);
    }

    /// The find has changed: the best line is the first again.
    pub(super) fn found_anew(&mut self) {
        (self.cursor, self.seek) = (Cursor::default(), None);
        self.unshown = true;
    }

    /// Ends the find; whether there was one. The chosen line stays chosen.
    pub(super) fn end_find(&mut self) -> bool {
        let there = self.finding || !self.find.value().is_empty();
        self.finding = false;
        if !self.find.value().is_empty() {
            self.seek = self.key();
            self.find.reset();
        }
        there
    }

    /// Another order: the chosen line stays chosen.
    pub(super) fn reordered(&mut self) {
        self.seek = self.key();
    }

    /// Folds or unfolds the chosen line.
    pub(super) fn turn_fold(&mut self) {
        if let Some(term) = self.value().map(term)
            && !self.folds.remove(&term)
        {
            self.folds.insert(term);
        }
    }

    /// Goes to the heading of the chosen line.
    pub(super) fn go_to_heading(&mut self) {
        let Some((run, at)) = self.place() else {
            return;
        };
        let Some(depth) = run.value(at).map(|value| value.depth) else {
            return;
        };
        let above = |at: &usize| run.value(*at).is_some_and(|value| value.depth < depth);
        if let Some(heading) = (0..at).rev().find(above) {
            let heading = run.first() + heading;
            self.cursor.put(heading);
            self.unshown = true;
        }
    }

    /// New data: what is held stays on the screen and is asked again.
    pub(super) fn expire(&mut self) {
        self.held.expire();
    }
}

fn term(value: &FacetValue) -> String {
    format!("{}:{}", value.field, value.value)
}
