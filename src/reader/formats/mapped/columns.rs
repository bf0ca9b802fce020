//! How a file of no known format is cut, and what its columns are.

use super::sample::{self, Column};
use super::tree::{EACH, Found, Tree};
use crate::reader::{Cut, Fault, Head, Record, json};

/// The most steps of a path.
const STEPS: usize = 32;

/// What a map says of its file; what it does not say is found out.
#[derive(Debug, Clone, Default)]
pub(super) struct Wish {
    pub(super) delimiter: Option<u8>,
    pub(super) header: Option<bool>,
    pub(super) quoted: Option<bool>,
    /// Names for the columns of a file without a header.
    pub(super) names: Option<Vec<String>>,
}

/// The columns of a file, and which of them a map uses.
#[derive(Debug, Clone)]
pub(super) struct Columns {
    cut: Cut,
    /// Names as the file has them; empty for JSON.
    names: Vec<String>,
    /// JSON paths that occur in the first records.
    sampled: Vec<Column>,
    /// JSON paths that the map uses, by slot.
    used: Vec<String>,
    tree: Tree,
}

/// Where a column is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// Position of the cell, or slot of the path.
    pub(super) at: usize,
    /// Whether one record may have several values there.
    pub(super) list: bool,
    /// Whether the first records have it. Every column of a table is there; a key may come later.
    pub(super) seen: bool,
}

/// Why there is no such column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Missing {
    /// No column has the name.
    Unknown,
    /// These columns have it, counted from 1.
    Ambiguous(Vec<usize>),
    /// A path of too many steps, or through two lists.
    Path,
}

impl Columns {
    /// Looks at the start of a file.
    pub(super) fn of(head: &Head<'_>, wish: &Wish) -> Self {
        let cut = cut(head, wish);
        let (names, sampled) = match &cut {
            &Cut::Delimited { header, .. } => (names(head, &cut, header, wish), Vec::new()),
            _ => (Vec::new(), sample::of_json(head, &cut)),
        };
        Self {
            cut,
            names,
            sampled,
            used: Vec::new(),
            tree: Tree::default(),
        }
    }

    pub(super) fn cut(&self) -> &Cut {
        &self.cut
    }

    pub(super) fn is_json(&self) -> bool {
        !matches!(self.cut, Cut::Delimited { .. })
    }

    /// Names as the file has them; empty for JSON.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// Every name that can be asked for.
    pub(super) fn known(&self) -> impl Iterator<Item = &str> {
        let paths = self.sampled.iter().map(|column| column.name.as_str());
        let names = self.names.iter().map(|name| name.trim());
        names.filter(|name| !name.is_empty()).chain(paths)
    }

    /// What to call the column at a place.
    pub(super) fn name(&self, at: usize) -> &str {
        let names = if self.is_json() {
            &self.used
        } else {
            &self.names
        };
        names.get(at).map_or("", |name| name.trim())
    }

    /// Finds a column for a map: by its name, whatever the case when no other has it; by `#3` from the left; or by its path.
    pub(super) fn place(&mut self, name: &str) -> Result<Place, Missing> {
        if self.is_json() {
            self.path(name)
        } else {
            self.cell(name).map(|at| Place {
                at,
                list: false,
                seen: true,
            })
        }
    }

    /// Position of a column of cells.
    pub(super) fn cell(&self, name: &str) -> Result<usize, Missing> {
        let wanted = name.trim();
        let exact: Vec<usize> = self.matching(|column| column == wanted);
        let found = if exact.is_empty() {
            let folded = wanted.to_lowercase();
            self.matching(|column| column.to_lowercase() == folded)
        } else {
            exact
        };
        match found[..] {
            [at] => Ok(at),
            [] => self.numbered(wanted).ok_or(Missing::Unknown),
            _ => Err(Missing::Ambiguous(found.iter().map(|at| at + 1).collect())),
        }
    }

    fn matching(&self, is: impl Fn(&str) -> bool) -> Vec<usize> {
        let names = self.names.iter().enumerate();
        names
            .filter(|(_, column)| !column.trim().is_empty() && is(column.trim()))
            .map(|(at, _)| at)
            .collect()
    }

    fn numbered(&self, name: &str) -> Option<usize> {
        let number: usize = name.strip_prefix('#')?.parse().ok()?;
        number.checked_sub(1).filter(|&at| at < self.names.len())
    }

    fn path(&mut self, name: &str) -> Result<Place, Missing> {
        let sampled = self.sampled.iter().find(|column| column.name == name);
        let steps: Vec<Box<str>> = match sampled {
            // Keys may have dots of their own: only the file tells.
            Some(column) => column.steps.clone(),
            None => name.split('.').map(Into::into).collect(),
        };
        let stars = steps.iter().filter(|step| ***step == *EACH).count();
        if steps.len() > STEPS || stars > 1 {
            return Err(Missing::Path);
        }
        let place = Place {
            list: stars > 0,
            seen: sampled.is_some() || self.is_list_around(&steps),
            at: self.slot(name, &steps),
        };
        Ok(place)
    }

    /// Whether the path is a way into a list that the first records have: `tags.0` for `tags`.
    fn is_list_around(&self, steps: &[Box<str>]) -> bool {
        let mut sampled = self.sampled.iter().filter(|column| column.list);
        sampled.any(|column| {
            let items = column.steps.iter().map(AsRef::as_ref).chain([EACH]);
            let same = |(wanted, known): (&str, &str)| {
                wanted == known || (known == EACH && wanted.parse::<usize>().is_ok())
            };
            let mut pairs = steps.iter().map(AsRef::as_ref).zip(items);
            steps.len() <= column.steps.len() + 1 && pairs.all(same)
        })
    }

    fn slot(&mut self, name: &str, steps: &[Box<str>]) -> usize {
        let known = self.used.iter().position(|used| used == name);
        known.unwrap_or_else(|| {
            let slot = self.used.len();
            self.used.push(name.to_owned());
            self.tree.add(steps, slot);
            slot
        })
    }

    /// The values that the map uses of a JSON record, and how many items of lists it leaves out beside others that it names.
    pub(super) fn found<'a>(&self, record: &Record<'a>) -> Result<(Vec<Found<'a>>, u64), Fault> {
        let mut found = vec![Found::default(); self.used.len()];
        match self.tree.take(record.text(), &mut found) {
            Ok(left_out) => Ok((found, left_out)),
            Err(error) => Err(json::fault(&error, record.text())),
        }
    }
}

fn cut(head: &Head<'_>, wish: &Wish) -> Cut {
    let is_table = wish.delimiter.is_some() || wish.header.is_some() || wish.names.is_some();
    if !is_table && head.is_json() {
        let list = head.text.trim_start().starts_with('[');
        return if list {
            Cut::Document(json::array_parts)
        } else {
            Cut::Lines
        };
    }
    let (delimiter, quoted) = delimiter(head, wish);
    Cut::Delimited {
        delimiter,
        quoted,
        header: wish.header.unwrap_or(wish.names.is_none()),
    }
}

/// The delimiter, and the quoting, under which most of the first records have as many cells as the very first; of equal ones
/// the one with more cells, then with more records (a quote that is never closed ends them), then the first.
fn delimiter(head: &Head<'_>, wish: &Wish) -> (u8, bool) {
    let delimiters = match wish.delimiter {
        Some(delimiter) => vec![delimiter],
        None => vec![b',', b'\t', b';', b'|'],
    };
    let quotings = match wish.quoted {
        Some(quoted) => vec![quoted],
        None => vec![true, false],
    };
    let mut best = ((delimiters[0], quotings[0]), (0, 0, 0));
    for &delimiter in &delimiters {
        let is_sure = wish.quoted.is_none() && quotes_hold_delimiters(head, delimiter);
        for &quoted in quotings.iter().filter(|&&quoted| quoted || !is_sure) {
            let fit = fit(head, delimiter, quoted);
            if fit > best.1 {
                best = ((delimiter, quoted), fit);
            }
        }
    }
    best.0
}

/// Whether quotes make a record fit that has too many cells without them: then a quote that is not closed is a mistake, and no
/// reason to take quotes for text.
fn quotes_hold_delimiters(head: &Head<'_>, delimiter: u8) -> bool {
    let cut = |quoted| Cut::Delimited {
        delimiter,
        quoted,
        header: false,
    };
    let is_even = |record: &[String], cells: usize| record.len() == cells;
    let quoted = sample::sampled(head, &cut(true)).records;
    let Some(cells) = quoted.first().map(Vec::len) else {
        return false;
    };
    let holds = |record: &Vec<String>| {
        is_even(record, cells)
            && record
                .iter()
                .any(|cell| cell.contains(char::from(delimiter)))
    };
    cells > 1 && quoted.iter().any(holds)
}

/// Ten-thousandths of records with as many cells as the first, that many, and how many records.
fn fit(head: &Head<'_>, delimiter: u8, quoted: bool) -> (usize, usize, usize) {
    let cut = Cut::Delimited {
        delimiter,
        quoted,
        header: false,
    };
    let sample::Sample { records, damaged } = sample::sampled(head, &cut);
    let cells = records.first().map_or(0, Vec::len);
    if cells < 2 {
        return (0, 0, 0);
    }
    let even = records
        .iter()
        .filter(|record| record.len() == cells)
        .count();
    (
        even * 10_000 / (records.len() + damaged),
        cells,
        records.len(),
    )
}

fn names(head: &Head<'_>, cut: &Cut, header: bool, wish: &Wish) -> Vec<String> {
    let &Cut::Delimited {
        delimiter, quoted, ..
    } = cut
    else {
        return Vec::new();
    };
    let first = if quoted {
        head.cells(delimiter)
    } else {
        head.bare_cells(delimiter)
    };
    let mut names = match &wish.names {
        Some(names) => names.clone(),
        None if header => first,
        None => vec![String::new(); first.len()],
    };
    if names.is_empty() {
        names.push(String::new());
    }
    for (at, name) in names.iter_mut().enumerate() {
        if name.trim().is_empty() {
            *name = format!("#{}", at + 1);
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(text: &str) -> Columns {
        let head = Head {
            name: "x",
            text,
            whole: true,
        };
        Columns::of(&head, &Wish::default())
    }

    fn cut_of(text: &str) -> Option<(char, bool)> {
        match *columns(text).cut() {
            Cut::Delimited {
                delimiter, quoted, ..
            } => Some((char::from(delimiter), quoted)),
            _ => None,
        }
    }

    #[test]
    fn the_delimiter_is_found() {
        assert_eq!(cut_of("a,b\n1,2\n"), Some((',', true)));
        assert_eq!(cut_of("a;b\n1,5;2\n"), Some((';', true)));
        assert_eq!(cut_of("a\tb\n1, 2, 3\t2\n"), Some(('\t', true)));
        assert_eq!(cut_of("a|b\n1|2"), Some(('|', true)));
        assert_eq!(cut_of("a,b\n\"1\n2,3\",2\n"), Some((',', true)));
        assert_eq!(
            cut_of("a\tb\n\"no end\t2\nx\ty\n"),
            Some(('\t', false)),
            "a quotation mark that is text"
        );
        assert_eq!(cut_of("one\n1\n"), Some((',', true)));
        assert_eq!(cut_of(""), Some((',', true)));
        assert_eq!(cut_of("{\"a\":1}\n"), None);
    }

    #[test]
    fn columns_have_names_and_numbers() {
        let mut columns = columns("Date,date, Town ,Note,note,,Note\n");
        let mut at = |name| columns.place(name).map(|place| place.at);
        assert_eq!(at("date"), Ok(1));
        assert_eq!(at("town"), Ok(2));
        assert_eq!(at("#6"), Ok(5));
        assert_eq!(at("Note"), Err(Missing::Ambiguous(vec![4, 7])));
        assert_eq!(at("note"), Ok(4));
        assert_eq!(at("NOTE"), Err(Missing::Ambiguous(vec![4, 5, 7])));
        for name in ["", "#0", "#8", "#", "day"] {
            assert_eq!(at(name), Err(Missing::Unknown), "{name}");
        }
    }

    #[test]
    fn paths_are_seen_or_may_come_later() {
        let mut columns = columns(r#"{"geo.lat": 1, "tags": ["x"], "s": [{"u": 1}]}"#);
        let mut place = |name| {
            let place = columns.place(name).expect("a path");
            (place.at, place.list, place.seen)
        };
        assert_eq!(place("geo.lat"), (0, false, true));
        assert_eq!(place("tags"), (1, false, true));
        assert_eq!(place("tags.0"), (2, false, true));
        assert_eq!(place("s.*.u"), (3, true, true));
        assert_eq!(place("s.0.u"), (4, false, true));
        assert_eq!(place("later"), (5, false, false));
        assert_eq!(place("geo.lat"), (0, false, true), "the same slot again");
        assert_eq!(columns.place("a.*.b.*"), Err(Missing::Path));
        assert_eq!(columns.place(&"a.".repeat(99)), Err(Missing::Path));
    }
}
