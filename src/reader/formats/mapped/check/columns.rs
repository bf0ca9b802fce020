//! Names of columns in a map.

use std::ops::Range;

use super::{Check, FILE, Several, Table, listed};
use crate::dataset::nearest;
use crate::diagnostic::Diagnostic;
use crate::reader::formats::mapped::columns::Missing;

/// Columns that are listed when no name is near.
const LISTED: usize = 12;

impl Check {
    /// Position of a column whose name stands at this key.
    pub(in crate::reader::formats::mapped) fn column(
        &mut self,
        table: &mut Table<'_, '_>,
        key: &'static str,
        several: Several,
    ) -> Option<usize> {
        let (name, place) = self.string(table, key)?;
        self.named(name, place, several)
    }

    /// The column of a value that is a bare name, or a table with `column`.
    pub(in crate::reader::formats::mapped) fn only_column(
        &mut self,
        table: &mut Table<'_, '_>,
        key: &'static str,
    ) -> Option<usize> {
        let mut inner = self.inner(table, key, "the name of a column")?;
        let at = self.column_in(&mut inner, Several::No);
        self.finish(&inner);
        at
    }

    /// `column` of a table, which must be there.
    pub(in crate::reader::formats::mapped) fn column_in(
        &mut self,
        table: &mut Table<'_, '_>,
        several: Several,
    ) -> Option<usize> {
        if !self.one_of(table, &["column"]) {
            return None;
        }
        self.column(table, "column", several)
    }

    /// Position of the column of this name.
    pub(in crate::reader::formats::mapped) fn named(
        &mut self,
        name: &str,
        place: Range<usize>,
        several: Several,
    ) -> Option<usize> {
        match self.columns.place(name) {
            Ok(found) if found.list && several == Several::No => {
                let message = format!("`{name}` has several values, and only one fits here");
                let hint = "name one of them by its position, as `sources.0.url`".to_owned();
                self.error("several-values", message, place, Some(hint));
                None
            }
            Ok(found) => {
                if !found.seen {
                    self.not_seen(name, place);
                }
                Some(found.at)
            }
            Err(missing) => {
                self.no_column(name, place, &missing);
                None
            }
        }
    }

    /// A key of JSON records may come later in the file.
    fn not_seen(&mut self, name: &str, place: Range<usize>) {
        let message = format!("the first records have no `{name}`");
        let mut problem = Diagnostic::warning("unknown-column", message, FILE, place);
        problem.hint = Some(self.near_columns(name));
        self.problems.push(problem);
    }

    fn no_column(&mut self, name: &str, place: Range<usize>, missing: &Missing) {
        match missing {
            Missing::Unknown => {
                let hint = self.near_columns(name);
                let message = format!("the file has no column `{name}`");
                self.error("unknown-column", message, place, Some(hint));
            }
            Missing::Ambiguous(at) => {
                let numbers: Vec<_> = at.iter().map(|at| format!("`#{at}`")).collect();
                let message = format!("the file has {} columns `{name}`", at.len());
                let hint = format!("name one by its position: {}", numbers.join(" or "));
                self.error("ambiguous-column", message, place, Some(hint));
            }
            Missing::Path => {
                let message =
                    "this path goes through more than one list, or has more than 32 steps";
                let hint = "use one `*`, and the position of an item elsewhere: `a.*.b.0`";
                self.error("bad-path", message, place, Some(hint.to_owned()));
            }
        }
    }

    fn near_columns(&self, name: &str) -> String {
        if let Some(hint) = nearest::hint(name, self.columns.known()) {
            return hint;
        }
        let known: Vec<&str> = self.columns.known().take(LISTED + 1).collect();
        match known.len() {
            0 => "the first records have no columns".to_owned(),
            n if n > LISTED => format!("its columns are {}, …", listed(&known[..LISTED])),
            _ => format!("its columns are {}", listed(&known)),
        }
    }
}
