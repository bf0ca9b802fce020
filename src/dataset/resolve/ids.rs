//! Ids → positions, with what to say when there is none.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

use super::super::draft::Kind;
use super::super::nearest;
use super::super::problems::Problems;
use super::super::span::{Name, Span};
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
    entries: HashMap<Box<str>, Option<u32>>,
}

/// A text in a file.
#[derive(Debug, Clone, Copy)]
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
        let mut seen = Unique::new(kind.name());
        let mut kept = Vec::new();
        let mut entries = HashMap::new();
        let mut next = 0;
        for (id, at) in ids {
            let fresh = seen.insert(id, at, problems);
            kept.push(fresh);
            if fresh {
                entries.insert(id.into(), Some(next));
                next += 1;
            }
        }
        for (_, id) in left_out.iter().filter(|(of, _)| *of == kind) {
            entries.entry(id.clone()).or_insert(None);
        }
        (Self { kind, entries }, kept)
    }

    /// Gives new numbers to the records; those without one are left out.
    pub(super) fn renumber(&mut self, numbers: &[Option<u32>]) {
        for number in self.entries.values_mut() {
            *number = number.and_then(|old| numbers.get(old as usize).copied().flatten());
        }
    }

    /// The number of an id, without a word when there is none.
    pub(super) fn get(&self, id: &str) -> Option<u32> {
        self.entries.get(id).copied().flatten()
    }

    /// Whether there is a record of this id, kept or left out.
    pub(super) fn knows(&self, id: &str) -> bool {
        self.entries.contains_key(id)
    }

    /// The number of the record a name refers to; reports names that refer to nothing.
    pub(super) fn find(&self, name: &Name<'_>, file: u32, problems: &mut Problems) -> Option<u32> {
        let found = self.get(&name.text);
        if found.is_none() {
            self.report(name, file, problems);
        }
        found
    }

    fn report(&self, name: &Name<'_>, file: u32, problems: &mut Problems) {
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
                let message = format!("two {}s have the id `{id}`", self.what);
                let diagnostic =
                    Diagnostic::error("duplicate-id", message, at.file, at.span.range());
                let first = *first.get();
                problems.push(
                    diagnostic
                        .label("this one is left out")
                        .also(first.file, first.span.range(), "this one is kept")
                        .hint("give one of them another id"),
                );
                false
            }
        }
    }
}
