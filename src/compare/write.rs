//! A comparison as text, Markdown or JSON. Records are read again as they are written, so that no list of them is held.

mod json;
mod markdown;
mod text;

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::{Change, Comparison, Counts, Item, Sort, counted};

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people. `all` lists every record that was added, removed or changed in style only; the first ones otherwise.
    Text {
        /// Whether no list is cut.
        all: bool,
    },
    /// Markdown; lists are cut as in text.
    Markdown {
        /// Whether no list is cut.
        all: bool,
    },
    /// One object (`docs/command-line.md`) that has everything.
    Json,
}

/// So many records of one list are told where not all are asked for.
const FIRST: usize = 20;

/// Writes a comparison.
///
/// # Errors
///
/// When the output takes no more, or a record cannot be read any more.
pub fn write(out: &mut dyn Write, format: Format, comparison: &Comparison) -> io::Result<()> {
    match format {
        Format::Text { all } => text::write(out, comparison, all),
        Format::Markdown { all } => markdown::write(out, comparison, all),
        Format::Json => json::write(out, comparison),
    }
}

/// A record that is in both versions, with what changed.
struct Pair {
    item: Item,
    changes: Vec<Change>,
    facts: Vec<&'static str>,
}

impl Pair {
    fn of(&self, sort: Sort) -> impl Iterator<Item = &Change> {
        self.changes
            .iter()
            .filter(move |change| change.sort == sort)
    }
}

impl Comparison {
    /// The records of a list, read again.
    fn pairs<'a>(&'a self, numbers: &'a [u32]) -> impl Iterator<Item = io::Result<Pair>> + 'a {
        numbers.iter().filter_map(|&number| {
            let (Some(old), Some(new)) = self.table.entry(number) else {
                return None;
            };
            Some(self.items(old, new).map(|(old, new)| Pair {
                changes: self.columns.changes(&old, &new),
                facts: self.facts(&old, &new),
                item: new,
            }))
        })
    }

    /// The records that only the newer version has.
    fn added(&self) -> impl Iterator<Item = io::Result<Item>> + '_ {
        (0..self.table.len()).filter_map(|number| match self.table.entry(number) {
            (None, Some(new)) => Some(self.new.item(new)),
            _ => None,
        })
    }

    /// The records that only the older version has.
    fn removed(&self) -> impl Iterator<Item = io::Result<Item>> + '_ {
        (0..self.table.len()).filter_map(|number| match self.table.entry(number) {
            (Some(old), None) => Some(self.old.item(old)),
            _ => None,
        })
    }

    /// The summary, a line for each thing to tell.
    fn summary(&self) -> Vec<String> {
        let counts = &self.counts;
        let mut lines = vec![format!(
            "{} in both, {} added, {} removed",
            counted(counts.both, "record"),
            counts.added,
            counts.removed
        )];
        for (which, columns) in [("old", &self.only_old), ("new", &self.only_new)] {
            if !columns.is_empty() {
                let columns = columns.join(", ");
                lines.push(format!("only the {which} version has: {columns}"));
            }
        }
        for (which, version) in [("old", &self.old), ("new", &self.new)] {
            lines.extend(version.notes(which));
        }
        lines.extend(self.repeated.iter().map(repeated));
        lines.extend(changed(counts));
        if self.is_equal() {
            lines.push("nothing else differs".to_owned());
        }
        lines
    }
}

/// How many records changed, by what sort of change.
fn changed(counts: &Counts) -> Vec<String> {
    let mut lines = Vec::new();
    if counts.changed > 0 {
        let (records, columns) = (
            counted(counts.changed, "record"),
            by_column(&counts.columns),
        );
        lines.push(format!("{records} changed: {columns}"));
    }
    if !counts.facts.is_empty() {
        let facts = by_column(&counts.facts);
        lines.push(format!("  in what annals reads of them: {facts}"));
    }
    if counts.restyled > 0 {
        let rest = match counts.restyled - counts.only_restyled {
            0 => String::new(),
            more => format!("; {more} of them changed otherwise too"),
        };
        lines.push(format!(
            "{} changed in case or spacing only: {}{rest}",
            counted(counts.restyled, "record"),
            by_column(&counts.style)
        ));
    }
    if !counts.form.is_empty() {
        let columns = by_column(&counts.form);
        lines.push(format!(
            "written in another form, with the same meaning: {columns}"
        ));
    }
    lines
}

impl super::Version {
    fn notes(&self, which: &str) -> Vec<String> {
        let mut notes = self.left_out.clone();
        match self.faulty {
            0 => {}
            1 => notes.push("1 record is no event; it is compared by its columns".to_owned()),
            more => notes.push(format!(
                "{more} records are no events; they are compared by their columns"
            )),
        }
        match self.unnamed {
            0 => {}
            1 => notes.push("1 record has no id; it is known by all that it holds".to_owned()),
            more => notes.push(format!(
                "{more} records have no id; they are known by all that they hold"
            )),
        }
        notes
            .iter()
            .map(|note| format!("in the {which} version {note}"))
            .collect()
    }
}

fn repeated(id: &super::Repeated) -> String {
    let same = if id.old == id.new && id.same {
        "the others are the same"
    } else {
        "the others differ"
    };
    format!(
        "the id {} stands in {} of the old version and in {} of the new one: the first of each are compared, {same}",
        shown_id(&id.id),
        counted(id.old as usize, "record"),
        id.new
    )
}

/// An id for people; records without one have none.
fn shown_id(id: &str) -> &str {
    if id.is_empty() || id.starts_with('\0') {
        "(no id)"
    } else {
        id
    }
}

/// `adm_1 (42), best (2)`: the columns with most records first.
fn by_column(counts: &BTreeMap<impl AsRef<str> + Ord, usize>) -> String {
    let mut sorted: Vec<(&str, usize)> = counts
        .iter()
        .map(|(name, &count)| (name.as_ref(), count))
        .collect();
    sorted.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    let texts: Vec<String> = sorted
        .iter()
        .map(|(name, count)| format!("{name} ({count})"))
        .collect();
    texts.join(", ")
}

/// The first items of a list, and how many more there are.
fn first<T>(
    all: bool,
    len: usize,
    list: impl Iterator<Item = T>,
) -> (impl Iterator<Item = T>, usize) {
    let most = if all { usize::MAX } else { FIRST };
    (list.take(most), len.saturating_sub(most))
}
