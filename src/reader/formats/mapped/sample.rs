//! The first records of a file, column by column: what a map's columns are looked up in, and what a proposal is made from.

use std::collections::HashMap;

use serde_json::value::RawValue;

use super::tree::{EACH, items, plain};
use crate::reader::{Cut, Cutter, Fields, Head, Record, json};

/// Records that are looked at.
const RECORDS: usize = 500;
/// Paths of JSON records that are kept, and how deep they go.
const PATHS: usize = 500;
const DEPTH: usize = 8;

/// A column with its values in the first records; a record without one has an empty value.
#[derive(Debug, Clone, Default)]
pub(super) struct Column {
    /// Its name, or its path.
    pub(super) name: String,
    /// The keys of the path; none for a column of cells.
    pub(super) steps: Vec<Box<str>>,
    /// Values, in the order of the records; those of a list each for itself.
    pub(super) values: Vec<String>,
    /// Whether a record may have several.
    pub(super) list: bool,
}

/// The columns of lines of cells. `names` are theirs, in order.
pub(super) fn of_cells(head: &Head<'_>, cut: &Cut, names: &[String]) -> Vec<Column> {
    let mut columns: Vec<Column> = names
        .iter()
        .map(|name| Column {
            name: name.clone(),
            ..Column::default()
        })
        .collect();
    for cells in records(head, cut) {
        let mut cells = cells.into_iter();
        for column in &mut columns {
            column.values.push(cells.next().unwrap_or_default());
        }
    }
    columns
}

/// The cells of the first records, without the header. The last record of a head that is not the whole file may be cut off.
pub(super) fn records(head: &Head<'_>, cut: &Cut) -> Vec<Vec<String>> {
    let mut records = sampled(head, cut).records;
    if matches!(cut, Cut::Delimited { header: true, .. }) && !records.is_empty() {
        records.remove(0);
    }
    records
}

/// The cells of the first records.
#[derive(Debug, Default)]
pub(super) struct Sample {
    /// The records, the header among them.
    pub(super) records: Vec<Vec<String>>,
    /// How many have a quote that is not closed: they are not among them.
    pub(super) damaged: usize,
}

/// The first records, with what is behind a quote that is not closed.
pub(super) fn sampled(head: &Head<'_>, cut: &Cut) -> Sample {
    let mut cutter = Cutter::default();
    let mut sample = Sample::default();
    while sample.records.len() <= RECORDS {
        let (open, record) = match cutter.next(cut, head.text) {
            Some(Ok((range, Record::Fields(fields)))) => {
                if range.end == head.text.len() && !head.whole {
                    break;
                }
                (sample.swallowed(&fields), Ok(fields))
            }
            Some(Err(unclosed)) => (Some(unclosed.at), Err(unclosed)),
            _ => break,
        };
        match (open, record) {
            (Some(open), _) => {
                sample.damaged += 1;
                let line = head.text[open..].find('\n');
                let next = line.map_or(head.text.len(), |length| open + length + 1);
                cutter.go_to(next);
            }
            (None, Ok(fields)) if fields.are_hxl_tags() && !sample.records.is_empty() => {}
            (None, Ok(fields)) => {
                let cells = fields.iter().map(|cell| cell.trim().to_owned());
                sample.records.push(cells.collect());
            }
            (None, Err(_)) => {}
        }
    }
    sample
}

impl Sample {
    /// Where a quote opens that has taken in other records.
    fn swallowed(&self, fields: &Fields<'_>) -> Option<usize> {
        let cell = fields.multiline()?;
        let cells = self.records.first()?.len();
        (cell.has_stray_text || fields.len() != cells).then_some(cell.open)
    }
}

/// The paths of JSON records: a record a line, or the items of one list.
pub(super) fn of_json(head: &Head<'_>, cut: &Cut) -> Vec<Column> {
    let mut paths = Paths::default();
    match cut {
        Cut::Lines => {
            let lines = head.text.lines().filter(|line| !line.trim().is_empty());
            for line in lines.take(RECORDS) {
                paths.record(line);
            }
        }
        _ => {
            for record in first_items(head.text) {
                paths.record(record);
            }
        }
    }
    paths.columns
}

/// The first items of a list whose end may be missing.
fn first_items(text: &str) -> Vec<&str> {
    let mut rest = text.trim_start().strip_prefix('[').unwrap_or_default();
    let mut found = Vec::new();
    while found.len() < RECORDS {
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<&RawValue>();
        let Some(Ok(value)) = values.next() else {
            break;
        };
        found.push(value.get());
        let end = values.byte_offset();
        let Some(after) = rest[end..].trim_start().strip_prefix(',') else {
            break;
        };
        rest = after;
    }
    found
}

#[derive(Default)]
struct Paths {
    columns: Vec<Column>,
    known: HashMap<Vec<Box<str>>, usize>,
}

impl Paths {
    fn record(&mut self, text: &str) {
        for (key, value) in json::entries(text.trim()) {
            self.value(&mut vec![key.into()], value, false);
        }
    }

    /// Notes a value and what is below it. Paths in more than one list cannot be asked for and are not noted.
    fn value(&mut self, steps: &mut Vec<Box<str>>, value: &RawValue, in_list: bool) {
        let text = value.get();
        if text.starts_with('{') {
            self.below(steps, json::entries(text), in_list);
        } else if !text.starts_with('[') {
            self.note(steps, plain(value).into_owned(), in_list);
        } else if !in_list {
            self.list(steps, value);
        }
    }

    fn list(&mut self, steps: &mut Vec<Box<str>>, list: &RawValue) {
        if !json::items(list.get())
            .iter()
            .any(|item| item.get().starts_with('{'))
        {
            for item in items(list).unwrap_or_default() {
                self.note(steps, item.into_owned(), true);
            }
            return;
        }
        steps.push(EACH.into());
        for item in json::items(list.get()) {
            self.value(steps, item, true);
        }
        steps.pop();
    }

    fn below(&mut self, steps: &mut Vec<Box<str>>, entries: Vec<(String, &RawValue)>, list: bool) {
        if steps.len() >= DEPTH {
            return;
        }
        for (key, value) in entries {
            steps.push(key.into());
            self.value(steps, value, list);
            steps.pop();
        }
    }

    fn note(&mut self, steps: &[Box<str>], value: String, list: bool) {
        let at = match self.known.get(steps) {
            Some(&at) => at,
            None if self.columns.len() >= PATHS => return,
            None => {
                self.known.insert(steps.to_vec(), self.columns.len());
                self.columns.push(Column {
                    name: steps.join("."),
                    steps: steps.to_vec(),
                    ..Column::default()
                });
                self.columns.len() - 1
            }
        };
        self.columns[at].values.push(value);
        self.columns[at].list |= list;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(text: &str, cut: &Cut) -> Vec<(String, usize, bool)> {
        let head = Head {
            name: "x",
            text,
            whole: false,
        };
        of_json(&head, cut)
            .into_iter()
            .map(|column| (column.name, column.values.len(), column.list))
            .collect()
    }

    #[test]
    fn paths_of_lines_and_of_a_list_that_is_cut_off() {
        let record = r#"{"a": {"b.c": 1}, "t": ["x", "y"], "s": [{"u": 1}, {"u": 2, "v": [[]]}]}"#;
        let expected = [
            ("a.b.c".to_owned(), 2, false),
            ("t".to_owned(), 4, true),
            ("s.*.u".to_owned(), 4, true),
        ];
        assert_eq!(
            paths(&format!("{record}\n{record}\n{{\"a\""), &Cut::Lines),
            expected
        );
        let list = Cut::Document(json::array_parts);
        assert_eq!(
            paths(&format!("[{record},\n{record}, {{\"a\""), &list),
            expected
        );
    }

    #[test]
    fn deep_nesting_ends() {
        let deep = format!("{{\"a\":{}1{}}}", "{\"a\":".repeat(100), "}".repeat(100));
        assert!(paths(&deep, &Cut::Lines).is_empty());
        paths(&format!("{{\"a\":{}", "[".repeat(60_000)), &Cut::Lines);
    }
}
