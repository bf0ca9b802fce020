//! One record, and how two of them differ.

use std::collections::HashSet;

use super::columns::{Choice, is_or_above};
use super::value::{Sort, differ};

/// One record of a version.
#[derive(Debug, Clone, Default)]
pub struct Item {
    /// What it is: `event`, `actor`, `region`, `source`, `bloc`, `dataset`.
    pub kind: &'static str,
    /// Its id; empty when it has none.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// All it holds.
    pub fields: Vec<Field>,
    /// What annals reads of it, as texts to compare.
    pub(super) facts: Vec<(&'static str, String)>,
}

/// A value of a record.
#[derive(Debug, Clone, Default)]
pub struct Field {
    /// Where it stands: a column, or a path such as `quotes.q010.text`.
    pub path: String,
    /// The column under which it is counted: `quotes.*.text`.
    pub column: String,
    /// The value.
    pub value: String,
}

/// A value that changed. An absent value is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Where it stands.
    pub path: String,
    /// The column under which it is counted.
    pub column: String,
    /// What it was.
    pub old: String,
    /// What it is.
    pub new: String,
    /// How the two differ.
    pub sort: Sort,
}

/// Which values are compared.
#[derive(Debug)]
pub(super) struct Columns {
    choice: Choice,
    /// Columns that only one version has.
    apart: HashSet<String>,
    /// All columns that either version has.
    known: Vec<String>,
}

impl Columns {
    pub(super) fn new(choice: Choice, known: Vec<String>, apart: &[String]) -> Self {
        Self {
            choice,
            apart: apart.iter().cloned().collect(),
            known,
        }
    }

    /// Whether all that a record has is compared.
    pub(super) fn are_all(&self) -> bool {
        self.choice.only.is_empty() && self.choice.ignore.is_empty()
    }

    /// Whether there is a column of this name, or one below it.
    pub(super) fn knows(&self, name: &str) -> bool {
        self.known.iter().any(|column| is_or_above(name, column))
    }

    /// How two records differ, in the order of the newer one; what only the older one has comes last.
    pub(super) fn changes(&self, old: &Item, new: &Item) -> Vec<Change> {
        let mut changes = Vec::new();
        // Records of one version have the same columns in the same order as a rule.
        let mut next = 0;
        let mut met = vec![false; old.fields.len()];
        for field in &new.fields {
            let at = find(&old.fields, &field.path, &met, next);
            let before = at.map_or("", |at| old.fields[at].value.as_str());
            changes.extend(self.change(field, before, &field.value));
            if let Some(at) = at {
                met[at] = true;
                next = at + 1;
            }
        }
        let gone = old.fields.iter().zip(&met).filter(|(_, met)| !**met);
        changes.extend(gone.filter_map(|(field, _)| self.change(field, &field.value, "")));
        changes
    }

    fn change(&self, field: &Field, old: &str, new: &str) -> Option<Change> {
        let sort = differ(old, new)?;
        let compared = !self.apart.contains(&field.column) && self.choice.has(&field.column);
        compared.then(|| Change {
            path: field.path.clone(),
            column: field.column.clone(),
            old: old.to_owned(),
            new: new.to_owned(),
            sort,
        })
    }
}

/// The field at a path that has not been met, looked for from a likely place on; one whose name differs in case otherwise.
fn find(fields: &[Field], path: &str, met: &[bool], from: usize) -> Option<usize> {
    let order = || (from..fields.len()).chain(0..from);
    let fits = |&at: &usize| !met[at] && fields[at].path == path;
    let fits_loosely = |&at: &usize| !met[at] && fields[at].path.eq_ignore_ascii_case(path);
    order().find(fits).or_else(|| order().find(fits_loosely))
}
