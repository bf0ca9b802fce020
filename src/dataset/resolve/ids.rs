//! Ids → positions, with what to say when there is none.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

use super::super::draft::Kind;
use super::super::nearest;
use super::super::problems::Problems;
use super::super::span::{Reference, Span};
use crate::diagnostic::Diagnostic;
use crate::model::{Actor, Bloc, Region, Source};

/// A record that others refer to.
pub(super) trait Record {
    fn id(&self) -> &str;
}

macro_rules! records {
    ($($type:ident)+) => { $(
        impl Record for $type {
            fn id(&self) -> &str {
                &self.id
            }
        }
    )+ };
}

records! { Bloc Actor Region Source }

/// The ids of one kind of record.
#[derive(Debug)]
pub(super) struct Ids {
    kind: Kind,
    /// Numbers, and where the ids are written.
    entries: HashMap<Box<str>, (Option<u32>, At)>,
}

/// A text in a file.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct At {
    pub(super) file: u32,
    pub(super) span: Span,
}

impl Ids {
    /// Numbers records in their order. The second one of an id is reported and has no number.
    pub(super) fn number<'d>(
        kind: Kind,
        ids: impl Iterator<Item = (&'d str, At)>,
        left_out: &[(Kind, Box<str>)],
        problems: &mut Problems,
    ) -> (Self, Vec<bool>) {
        let mut kept = Vec::new();
        let mut entries: HashMap<Box<str>, (Option<u32>, At)> = HashMap::new();
        let mut next = 0;
        for (id, at) in ids {
            let fresh = match entries.entry(id.into()) {
                Slot::Vacant(slot) => {
                    slot.insert((Some(next), at));
                    next += 1;
                    true
                }
                Slot::Occupied(first) => {
                    report_twice(kind.name(), id, at, first.get().1, problems);
                    false
                }
            };
            kept.push(fresh);
        }
        for (_, id) in left_out.iter().filter(|(of, _)| *of == kind) {
            entries.entry(id.clone()).or_insert((None, At::default()));
        }
        (Self { kind, entries }, kept)
    }

    /// Gives new numbers to the records; those without one are left out.
    pub(super) fn renumber(&mut self, numbers: &[Option<u32>]) {
        for (number, _) in self.entries.values_mut() {
            *number = number.and_then(|old| numbers.get(old as usize).copied().flatten());
        }
    }

    /// The number of an id, without a word when there is none.
    pub(super) fn get(&self, id: &str) -> Option<u32> {
        self.entries.get(id).and_then(|&(number, _)| number)
    }

    /// Whether there is a record of this id, kept or left out.
    pub(super) fn knows(&self, id: &str) -> bool {
        self.entries.contains_key(id)
    }

    /// The number of the record a name refers to; reports names that refer to nothing.
    pub(super) fn find(&self, name: &Reference, file: u32, problems: &mut Problems) -> Option<u32> {
        let found = self.get(&name.text);
        if found.is_none() {
            self.report(name, file, problems);
        }
        found
    }

    fn report(&self, name: &Reference, file: u32, problems: &mut Problems) {
        let kind = self.kind.name();
        let id = &name.text;
        if self.knows(id) {
            let message =
                format!("this refers to {kind} `{id}`, which is left out because of an error");
            let diagnostic =
                Diagnostic::error("left-out-reference", message, file, name.span.range());
            return problems
                .push(diagnostic.hint(format!("put {kind} `{id}` right, and this is right too")));
        }
        problems.push_with("dangling-reference", file, || {
            let message = format!("there is no {kind} `{id}`");
            let mut diagnostic =
                Diagnostic::error("dangling-reference", message, file, name.span.range());
            diagnostic.hint = nearest::hint(id, self.entries.keys().map(AsRef::as_ref));
            diagnostic.label(format!("no {kind} has this id"))
        });
    }
}

/// Ids that must not be given twice.
#[derive(Debug)]
pub(super) struct Unique {
    what: &'static str,
    seen: HashMap<Box<str>, At>,
}

impl Unique {
    pub(super) fn new(what: &'static str) -> Self {
        Self {
            what,
            seen: HashMap::new(),
        }
    }

    /// Whether the id is new; when it is not, both places are reported.
    pub(super) fn insert(&mut self, id: &str, at: At, problems: &mut Problems) -> bool {
        match self.seen.entry(id.into()) {
            Slot::Vacant(slot) => {
                slot.insert(at);
                true
            }
            Slot::Occupied(first) => {
                report_twice(self.what, id, at, *first.get(), problems);
                false
            }
        }
    }
}

fn report_twice(what: &str, id: &str, at: At, first: At, problems: &mut Problems) {
    let message = format!("two {what}s have the id `{id}`");
    let diagnostic = Diagnostic::error("duplicate-id", message, at.file, at.span.range());
    problems.push(
        diagnostic
            .label("this one is left out")
            .also(first.file, first.span.range(), "this one is kept")
            .hint("give one of them another id"),
    );
}
