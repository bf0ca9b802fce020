//! What changed between two versions of a data set, record by record, by the ids that the data set gives them.
//!
//! Published files are read as a stream: what stays in memory of a record is its id, a digest and its place. Records whose
//! digests differ are read again, both of them, when they are compared and when they are written. Curated folders are small
//! and are held.
//!
//! A change is one of three sorts ([`Sort`]). What is only written in another form (`2016-01-05 00:00:00.000`, `3.0`) is no
//! change of the record; what differs in letter case or spacing is counted apart, so that it does not drown the rest.

mod columns;
mod curated;
mod facts;
mod item;
mod published;
mod records;
mod side;
mod table;
#[cfg(test)]
mod tests;
mod value;
mod write;

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::Path;

pub use columns::Choice;
pub(crate) use columns::general;
pub use item::{Change, Item};
pub use value::Sort;
pub(crate) use value::says_the_same;
pub use write::{Format, write};

use crate::load::OpenOptions;
use item::Columns;
use side::Opened;
use table::{Spot, Table};

/// Two versions, compared.
pub struct Comparison {
    /// The older one.
    pub old: Version,
    /// The newer one.
    pub new: Version,
    /// Columns that only the older version has.
    pub only_old: Vec<String>,
    /// Columns that only the newer version has.
    pub only_new: Vec<String>,
    /// How many records have what sort of change, and in which columns.
    pub counts: Counts,
    /// Ids that stand in more than one record of a version.
    pub repeated: Vec<Repeated>,
    table: Table,
    columns: Columns,
    changed: Vec<u32>,
    restyled: Vec<u32>,
}

/// One of the versions.
pub struct Version {
    /// Its name.
    pub name: String,
    /// How many records it has.
    pub records: usize,
    /// How many of them are no events: they are compared by their columns all the same.
    pub faulty: usize,
    /// How many have no id: they are told from others by all that they hold.
    pub unnamed: usize,
    /// What was left out because it cannot be read, in full sentences.
    pub left_out: Vec<String>,
    records_again: Box<dyn Again>,
}

impl Version {
    fn item(&self, spot: Spot) -> io::Result<Item> {
        let item = self.records_again.item(spot);
        item.map_err(|error| io::Error::other(CannotReadAgain(error)))
    }
}

/// A record that cannot be read a second time: what [`write()`] fails with when it is not the output that fails.
#[derive(Debug)]
pub struct CannotReadAgain(io::Error);

impl fmt::Display for CannotReadAgain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a record cannot be read again: {}", self.0)
    }
}

impl std::error::Error for CannotReadAgain {}

/// Reads records again.
trait Again {
    fn item(&self, spot: Spot) -> io::Result<Item>;
}

/// How many records.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// In both versions.
    pub both: usize,
    /// In the newer one only.
    pub added: usize,
    /// In the older one only.
    pub removed: usize,
    /// In both, and changed in substance.
    pub changed: usize,
    /// In both, and changed in letter case or spacing, whatever else changed.
    pub restyled: usize,
    /// In both, and changed in letter case or spacing alone.
    pub only_restyled: usize,
    /// Records changed in substance, by column.
    pub columns: BTreeMap<String, usize>,
    /// Records changed in case or spacing, by column.
    pub style: BTreeMap<String, usize>,
    /// Records that are written in another form with the same meaning, by column.
    pub form: BTreeMap<String, usize>,
    /// Records changed in what annals reads of them: date, actors, position.
    pub facts: BTreeMap<&'static str, usize>,
}

/// An id that stands in several records of a version; the first of each version are compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeated {
    /// The id.
    pub id: String,
    /// Records of the older version.
    pub old: u32,
    /// Records of the newer version.
    pub new: u32,
    /// Whether the records behind the first ones are the same in both, in any order.
    pub same: bool,
}

/// Why two versions cannot be compared.
#[derive(Debug)]
pub enum CannotCompare {
    /// A version cannot be read, or the two are of different kinds: sentences that say why.
    Unfit(String),
    /// Reading failed on the way.
    Read(io::Error),
}

impl fmt::Display for CannotCompare {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unfit(why) => f.write_str(why),
            Self::Read(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for CannotCompare {}

/// Compares two paths; each is a file, a folder or an archive of one data set.
///
/// # Errors
///
/// A path without data, with data of several formats, or of another format than the other path.
pub fn compare(
    old: &Path,
    new: &Path,
    options: &OpenOptions,
    choice: &Choice,
) -> Result<Comparison, CannotCompare> {
    match (side::open(old, options)?, side::open(new, options)?) {
        (Opened::Curated(old_set), Opened::Curated(new_set)) => {
            let name = |path: &Path| path.display().to_string();
            let old = curated::records(&old_set, name(old));
            let new = curated::records(&new_set, name(new));
            Filled::of(old, new, choice).compared()
        }
        (Opened::Published(old), Opened::Published(new)) => {
            if old.format != new.format {
                return Err(CannotCompare::Unfit(format!(
                    "the two are of different formats, {} and {}: only versions of one data set can be compared",
                    old.format, new.format
                )));
            }
            let shared = choice.shared(&old.columns(), &new.columns());
            let most = options.input.limits.document;
            let old = published::read(old, &shared, most)?;
            let new = published::read(new, &shared, most)?;
            Filled::of(old, new, choice).compared()
        }
        _ => Err(CannotCompare::Unfit(
            "one of the two is curated TOML and the other a published data set".to_owned(),
        )),
    }
}

/// A version as it was read.
struct Read {
    version: Version,
    /// Key and spot of each record, in order.
    keys: Vec<(Box<str>, Spot)>,
    /// Names of all columns.
    columns: Vec<String>,
    /// Whether a column that only one version has is told once and not for each record.
    whole_columns: bool,
}

/// Both versions in one table.
struct Filled {
    old: Version,
    new: Version,
    table: Table,
    columns: Columns,
    only_old: Vec<String>,
    only_new: Vec<String>,
}

impl Filled {
    fn of(old: Read, new: Read, choice: &Choice) -> Self {
        let (only_old, only_new) = if old.whole_columns && new.whole_columns {
            columns::apart(&old.columns, &new.columns, choice)
        } else {
            (Vec::new(), Vec::new())
        };
        let mut apart = only_old.clone();
        apart.extend(only_new.iter().cloned());
        let mut known = old.columns;
        known.extend(new.columns);
        let mut table = Table::default();
        for (key, spot) in old.keys {
            table.add_old(key, spot);
        }
        for (key, spot) in new.keys {
            table.add_new(key, spot);
        }
        Self {
            old: old.version,
            new: new.version,
            table,
            columns: Columns::new(choice.clone(), known, &apart),
            only_old,
            only_new,
        }
    }

    fn compared(self) -> Result<Comparison, CannotCompare> {
        let mut comparison = Comparison {
            old: self.old,
            new: self.new,
            only_old: self.only_old,
            only_new: self.only_new,
            counts: Counts::default(),
            repeated: self.table.repeated(),
            table: self.table,
            columns: self.columns,
            changed: Vec::new(),
            restyled: Vec::new(),
        };
        comparison.count().map_err(CannotCompare::Read)?;
        Ok(comparison)
    }
}

impl Comparison {
    /// Whether nothing differs but the form in which values are written and columns that one version lacks.
    #[must_use]
    pub fn is_equal(&self) -> bool {
        let counts = &self.counts;
        counts.added + counts.removed + counts.changed + counts.restyled == 0
            && self.repeated.iter().all(|id| id.old == id.new && id.same)
    }

    fn count(&mut self) -> io::Result<()> {
        for number in 0..self.table.len() {
            match self.table.entry(number) {
                (Some(old), Some(new)) if old.digest == new.digest => self.counts.both += 1,
                (Some(old), Some(new)) => {
                    self.counts.both += 1;
                    self.count_pair(number, old, new)?;
                }
                (Some(_), None) => self.counts.removed += 1,
                _ => self.counts.added += 1,
            }
        }
        Ok(())
    }

    fn count_pair(&mut self, number: u32, old: Spot, new: Spot) -> io::Result<()> {
        let (old, new) = self.items(old, new)?;
        let changes = self.columns.changes(&old, &new);
        let facts = self.facts(&old, &new);
        let counts = &mut self.counts;
        for (sort, by_column) in [
            (Sort::Substance, &mut counts.columns),
            (Sort::Style, &mut counts.style),
            (Sort::Form, &mut counts.form),
        ] {
            let mut names: Vec<&str> = changes
                .iter()
                .filter(|change| change.sort == sort)
                .map(|change| change.column.as_str())
                .collect();
            names.sort_unstable();
            names.dedup();
            for name in names {
                *by_column.entry(name.to_owned()).or_default() += 1;
            }
        }
        let has = |sort| changes.iter().any(|change| change.sort == sort);
        if has(Sort::Substance) {
            counts.changed += 1;
            self.changed.push(number);
            for fact in facts {
                *counts.facts.entry(fact).or_default() += 1;
            }
        }
        if has(Sort::Style) {
            counts.restyled += 1;
            if !has(Sort::Substance) {
                counts.only_restyled += 1;
                self.restyled.push(number);
            }
        }
        Ok(())
    }

    /// The facts that changed. Facts are read from all columns: when some are left out, none are told.
    fn facts(&self, old: &Item, new: &Item) -> Vec<&'static str> {
        if self.columns.are_all() {
            facts::changed(old, new)
        } else {
            Vec::new()
        }
    }

    fn items(&self, old: Spot, new: Spot) -> io::Result<(Item, Item)> {
        Ok((self.old.item(old)?, self.new.item(new)?))
    }
}

/// `1 record`, `2 records`.
fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
