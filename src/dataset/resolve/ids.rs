//! Ids → positions, with what to say when there is none.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

use super::super::draft::{Kind, LeftOut, Naming};
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
    pub(super) fn new(kind: Kind) -> Self {
        let entries = HashMap::new();
        Self { kind, entries }
    }

    /// Numbers records by their position, and says which of them are the first of their id; the others are reported.
    pub(super) fn number<'d>(
        kind: Kind,
        records: impl Iterator<Item = (&'d str, At)>,
        left_out: &[LeftOut],
        problems: &mut Problems,
    ) -> (Self, Vec<bool>) {
        let mut ids = Self::new(kind);
        let fresh = (0..)
            .zip(records)
            .map(|(number, (id, at))| ids.add(id, Some(number), at, problems))
            .collect();
        ids.add_left_out(left_out, problems);
        (ids, fresh)
    }

    /// Adds a record. Says whether its id is new; when it is not, both places are reported.
    pub(super) fn add(
        &mut self,
        id: &str,
        number: Option<u32>,
        at: At,
        problems: &mut Problems,
    ) -> bool {
        match self.entries.entry(id.into()) {
            Slot::Vacant(slot) => {
                slot.insert((number, at));
                true
            }
            Slot::Occupied(first) => {
                report_twice(self.kind, id, at, *first.get(), problems);
                false
            }
        }
    }

    /// Adds records that are left out, behind those that are not.
    pub(super) fn add_left_out(&mut self, left_out: &[LeftOut], problems: &mut Problems) {
        for (file, naming, name) in named(left_out) {
            if naming == Naming::Id(self.kind) {
                let span = name.span;
                self.add(&name.text, None, At { file, span }, problems);
            }
        }
        // What was only guessed proves nothing but that there is something of this name.
        for (file, naming, name) in named(left_out) {
            if naming == Naming::Guess(self.kind) {
                let span = name.span;
                let entry = self.entries.entry((&*name.text).into());
                entry.or_insert((None, At { file, span }));
            }
        }
    }

    pub(super) fn kind(&self) -> Kind {
        self.kind
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

    pub(super) fn report(&self, name: &Reference, file: u32, problems: &mut Problems) {
        let kind = self.kind.name();
        let id = &name.text;
        if self.knows(id) {
            let span = name.span;
            return report_left_out(kind, id, At { file, span }, problems);
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

/// The names of what is left out, each with its file.
fn named(left_out: &[LeftOut]) -> impl Iterator<Item = (u32, Naming, &Reference)> {
    left_out.iter().flat_map(|record| {
        let names = record.names.iter();
        names.map(|(naming, name)| (record.file, *naming, name))
    })
}

/// Numbers for those that are kept, in their order.
pub(super) fn numbers(kept: impl IntoIterator<Item = bool>) -> Vec<Option<u32>> {
    let mut next = 0..;
    kept.into_iter()
        .map(|kept| if kept { next.next() } else { None })
        .collect()
}

/// Reports a reference to a record that is there, but left out.
pub(super) fn report_left_out(kind: &str, id: &str, at: At, problems: &mut Problems) {
    let message = format!("this refers to {kind} `{id}`, which is left out because of an error");
    let diagnostic = Diagnostic::error("left-out-reference", message, at.file, at.span.range());
    problems.push(diagnostic.hint(format!("put {kind} `{id}` right, and this is right too")));
}

fn report_twice(
    kind: Kind,
    id: &str,
    at: At,
    (number, first): (Option<u32>, At),
    problems: &mut Problems,
) {
    let message = format!("two {}s have the id `{id}`", kind.name());
    let diagnostic = Diagnostic::error("duplicate-id", message, at.file, at.span.range());
    let other = if number.is_some() {
        "this one is kept"
    } else {
        "this one is left out too"
    };
    problems.push(
        diagnostic
            .label("this one is left out")
            .also(first.file, first.span.range(), other)
            .hint("give one of them another id"),
    );
}
