//! What was wrong with records, and what was odd about them: counted all, the first ones kept with their place.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::Unread;
use crate::diagnostic::{Diagnostic, Position, Severity, SourceMap};
use crate::reader::How;

/// So many records that are wrong are kept with their place; the others are counted.
const KEPT: usize = 100;

/// Bytes of the text shown before and after a place.
const AROUND: usize = 160;

/// A place in a file, with the text around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// Position of the file.
    pub file: usize,
    /// Byte of the file's text.
    pub offset: u64,
    /// Where the excerpt starts.
    pub first: Position,
    /// The text around the place, of one line.
    pub excerpt: String,
    /// Where the place stands in the excerpt.
    pub at: usize,
    /// The chunk in which it was found.
    chunk: u32,
}

impl Spot {
    /// A place in the bytes of a chunk; its line is counted from the start of the chunk until [`Report::of`] knows what came
    /// before. What is not UTF-8 is shown as U+FFFD.
    pub(super) fn new((file, chunk): (usize, u32), start: u64, bytes: &[u8], at: usize) -> Self {
        let at = floor(bytes, at);
        let line = memchr::memrchr(b'\n', &bytes[..at]).map_or(0, |newline| newline + 1);
        let from = floor(bytes, at.saturating_sub(AROUND)).max(line);
        let end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |n| at + n);
        let to = floor(bytes, end.min(at + AROUND));
        let text = |bytes| String::from_utf8_lossy(bytes);
        let before = text(&bytes[from..at]);
        let excerpt = format!("{before}{}", text(&bytes[at..to]));
        Self {
            file,
            offset: start + at as u64,
            first: Position {
                line: memchr::memchr_iter(b'\n', &bytes[..line]).count(),
                column: text(&bytes[line..from]).chars().count() + 1,
            },
            excerpt: excerpt.trim_end_matches('\r').to_owned(),
            at: before.len(),
            chunk,
        }
    }
}

impl Spot {
    /// So many bytes of the excerpt from the place on, at least a character, as far as the excerpt has them.
    fn span(&self, length: usize) -> std::ops::Range<usize> {
        let mut end = (self.at + length.max(1)).min(self.excerpt.len());
        while !self.excerpt.is_char_boundary(end) {
            end += 1;
        }
        self.at.min(end)..end
    }
}

/// The start of the character at a byte.
fn floor(bytes: &[u8], at: usize) -> usize {
    let at = at.min(bytes.len());
    let is_inside = |&at: &usize| bytes.get(at).is_some_and(|byte| byte & 0xc0 == 0x80);
    // A character has four bytes at most: more in a row are damage.
    let start = (at.saturating_sub(3)..=at).rev().find(|at| !is_inside(at));
    start.unwrap_or(at)
}

/// A record that is no event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The record, or the cell that is wrong.
    pub spot: Spot,
    /// Bytes of the cell, as far as known.
    pub length: usize,
    /// Name of the column that is wrong.
    pub column: Option<String>,
    /// A full sentence without a full stop.
    pub message: Cow<'static, str>,
    /// How far a quote reaches that is not closed: the message is made of it once lines are known.
    pub(super) reach: Option<Reach>,
}

/// How far a quote reaches that is not closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reach {
    /// Lines behind the line in which it opens.
    pub(super) lines: usize,
    pub(super) how: How,
}

impl Reach {
    /// What is reported of a quote that opens in this line.
    fn message(self, first: usize) -> String {
        let last = first + self.lines;
        match self.how {
            How::ByOther => format!(
                "this quote is not closed: its record would reach from line {first} to line {last}; what follows line {first} \
                 is read all the same"
            ),
            How::OrLongCell => format!(
                "this quote is not closed, or lines {first} to {last} are one long cell: each of the lines behind line {first} \
                 is a whole record and is read as one"
            ),
            How::Never if self.lines == 0 => {
                "this quote is never closed, up to the end of the file".to_owned()
            }
            How::Never => format!(
                "this quote is never closed: its record would reach to the end of the file, line {last}; what follows line \
                 {first} is read all the same"
            ),
            How::TooFar => format!(
                "this quote is not closed for {} lines: what follows line {first} is read all the same",
                self.lines
            ),
        }
    }
}

/// Something odd that leaves records usable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Oddity {
    /// Stable name of this sort.
    pub name: &'static str,
    /// How many records have it.
    pub records: u64,
    /// How many things they have of it, where those are counted.
    pub things: u64,
    /// The first record; none where it is about several.
    pub first: Option<Spot>,
    /// The values that are quoted, the most frequent first.
    pub values: Vec<String>,
}

/// Everything that was wrong or odd.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Records that were left out.
    pub left_out: u64,
    /// Records that are not meant to be events: titles, blank rows.
    pub no_events: u64,
    /// The first of them that were left out, in the order of the files.
    pub problems: Vec<Problem>,
    /// What was odd, by name.
    pub oddities: Vec<Oddity>,
    /// Records read, those left out included.
    pub records: u64,
    /// Columns that have the name of another one before them.
    pub repeated_columns: Vec<Problem>,
    /// Why reading ended before the end of the data.
    pub ended: Option<String>,
    /// Files of which something was not read.
    pub cut: Vec<CutShort>,
}

/// A file that was not read to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CutShort {
    /// Position of the file.
    pub file: usize,
    /// Why, as the end of a sentence.
    pub why: String,
    /// Whether one of [`Report::problems`] says so too.
    pub is_problem: bool,
}

/// Something odd, as one thread has met it.
#[derive(Debug, Clone)]
struct Odd {
    records: u64,
    things: u64,
    first: Spot,
}

/// How many records have each odd value, by the name of the oddity.
type OddValues = BTreeMap<&'static str, BTreeMap<String, u64>>;

/// So many different values of one oddity are counted; what one file gets wrong in more ways is not a list of names.
const COUNTED_VALUES: usize = 10_000;

/// So many values are quoted; how many more there are is said.
const QUOTED_VALUES: usize = 4;

/// What one thread has to report.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    pub(super) left_out: u64,
    pub(super) no_events: u64,
    pub(super) records: u64,
    problems: Vec<Problem>,
    repeated_columns: Vec<Problem>,
    oddities: BTreeMap<&'static str, Odd>,
    odd_values: OddValues,
    /// File, chunk and number of its lines.
    lines: Vec<(usize, u32, usize)>,
}

impl Tally {
    /// A record was left out; `problem` is asked for only while problems are kept.
    pub(super) fn problem(&mut self, problem: impl FnOnce() -> Problem) {
        self.left_out += 1;
        if self.problems.len() < KEPT {
            self.problems.push(problem());
        }
    }

    /// A column has the name of another.
    pub(super) fn repeated_column(&mut self, problem: Problem) {
        if self.repeated_columns.len() < KEPT {
            self.repeated_columns.push(problem);
        }
    }

    /// Something is odd; `spot` is asked for the first time only, since chunks come in order.
    pub(super) fn odd(&mut self, name: &'static str, spot: impl FnOnce() -> Spot) {
        self.odd_things(name, 0, spot);
    }

    /// The same of a record that has so many odd things.
    pub(super) fn odd_things(
        &mut self,
        name: &'static str,
        things: u64,
        spot: impl FnOnce() -> Spot,
    ) {
        match self.oddities.get_mut(name) {
            Some(odd) => {
                odd.records += 1;
                odd.things += things;
            }
            None => {
                let first = spot();
                let odd = Odd {
                    records: 1,
                    things,
                    first,
                };
                self.oddities.insert(name, odd);
            }
        }
    }

    /// An odd value was met.
    pub(super) fn odd_value(&mut self, name: &'static str, value: &str) {
        let values = self.odd_values.entry(name).or_default();
        if let Some(records) = values.get_mut(value) {
            *records += 1;
        } else if values.len() < COUNTED_VALUES {
            values.insert(value.to_owned(), 1);
        }
    }

    /// A chunk has been read.
    pub(super) fn chunk(&mut self, file: usize, chunk: u32, lines: usize) {
        self.lines.push((file, chunk, lines));
    }
}

impl Report {
    /// Puts the reports of all threads together.
    pub(super) fn of(tallies: Vec<Tally>) -> Self {
        let mut whole = Self::default();
        let mut oddities: BTreeMap<&'static str, Odd> = BTreeMap::new();
        let mut odd_values = OddValues::new();
        let mut lines = Vec::new();
        for tally in tallies {
            whole.left_out += tally.left_out;
            whole.no_events += tally.no_events;
            whole.records += tally.records;
            whole.problems.extend(tally.problems);
            whole.repeated_columns.extend(tally.repeated_columns);
            lines.extend(tally.lines);
            for (name, values) in tally.odd_values {
                let known = odd_values.entry(name).or_default();
                for (value, records) in values {
                    *known.entry(value).or_default() += records;
                }
            }
            for (name, odd) in tally.oddities {
                let Some(known) = oddities.get_mut(name) else {
                    oddities.insert(name, odd);
                    continue;
                };
                known.records += odd.records;
                known.things += odd.things;
                if (odd.first.file, odd.first.offset) < (known.first.file, known.first.offset) {
                    known.first = odd.first;
                }
            }
        }
        let before = lines_before(lines);
        whole
            .problems
            .sort_by_key(|problem| (problem.spot.file, problem.spot.offset));
        whole.problems.truncate(KEPT);
        for problem in whole.problems.iter_mut().chain(&mut whole.repeated_columns) {
            before.move_down(&mut problem.spot);
            if let Some(reach) = problem.reach {
                problem.message = reach.message(problem.spot.first.line).into();
            }
        }
        for (name, mut odd) in oddities {
            before.move_down(&mut odd.first);
            whole.oddities.push(Oddity {
                name,
                records: odd.records,
                things: odd.things,
                first: Some(odd.first),
                values: by_frequency(odd_values.remove(name).unwrap_or_default()),
            });
        }
        whole
    }

    /// Adds an oddity that is seen only when all is read.
    pub(super) fn also(&mut self, name: &'static str, records: u64) {
        if records > 0 {
            self.oddities.push(Oddity {
                name,
                records,
                things: 0,
                first: None,
                values: Vec::new(),
            });
        }
    }

    /// Whether all files were read to their ends.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.ended.is_none() && self.cut.is_empty()
    }

    /// The files that were not read to their ends. Of those that were not begun when reading ended it is not known, so the first
    /// of all stands for them.
    pub(super) fn unread(&self, names: &[String]) -> Vec<Unread> {
        let unread = |(file, why): (usize, &String)| Unread {
            name: names.get(file).cloned().unwrap_or_default(),
            why: why.clone(),
        };
        let cut = self.cut.iter().map(|cut| (cut.file, &cut.why));
        let ended = self.ended.iter().map(|why| (0, why));
        cut.chain(ended).map(unread).collect()
    }

    /// The report as diagnostics, with the pieces of the files that they point into. `names` are the names of the files.
    #[must_use]
    pub fn diagnostics(&self, names: &[String]) -> (SourceMap, Vec<Diagnostic>) {
        let mut files = SourceMap::default();
        let mut found = Vec::new();
        let name = |file: usize| names.get(file).map_or("", String::as_str);
        for repeated in &self.repeated_columns {
            let spot = &repeated.spot;
            let file = files.add_excerpt(name(spot.file), spot.excerpt.clone(), spot.first);
            let message = repeated.message.clone();
            let span = spot.span(repeated.length);
            found.push(Diagnostic::warning("repeated-column", message, file, span));
        }
        for problem in &self.problems {
            let spot = &problem.spot;
            let file = files.add_excerpt(name(spot.file), spot.excerpt.clone(), spot.first);
            let span = spot.span(problem.length);
            let diagnostic = Diagnostic::error("not-an-event", problem.message.clone(), file, span);
            found.push(match &problem.column {
                Some(column) => diagnostic.label(format!("column `{column}`")),
                None => diagnostic,
            });
        }
        let more = self.left_out - self.problems.len() as u64;
        if more > 0 {
            found.push(
                about_file(
                    &mut files,
                    name(0),
                    Severity::Error,
                    "not-an-event",
                    format!("{more} more records were left out for mistakes like these"),
                )
                .times(more),
            );
        }
        for cut in self.cut.iter().filter(|cut| !cut.is_problem) {
            found.push(about_file(
                &mut files,
                name(cut.file),
                Severity::Error,
                "ended-early",
                format!("this file was not read to its end: {}", cut.why),
            ));
        }
        if let Some(why) = &self.ended {
            found.push(about_file(
                &mut files,
                name(0),
                Severity::Error,
                "ended-early",
                format!("this is not all of the data: {why}"),
            ));
        }
        if self.records == self.no_events && self.is_whole() && self.problems.is_empty() {
            let message = "there is no event in it".to_owned();
            let warning = Severity::Warning;
            found.push(about_file(
                &mut files,
                name(0),
                warning,
                "no-events",
                message,
            ));
        }
        for oddity in &self.oddities {
            let message = sentence(oddity);
            found.push(match &oddity.first {
                Some(spot) => {
                    let file = files.add_excerpt(name(spot.file), spot.excerpt.clone(), spot.first);
                    Diagnostic::warning(oddity.name, message, file, spot.span(1))
                        .label("the first one")
                }
                None => about_file(&mut files, name(0), Severity::Warning, oddity.name, message),
            });
        }
        (files, found)
    }
}

fn about_file(
    files: &mut SourceMap,
    name: &str,
    severity: Severity,
    code: &'static str,
    message: String,
) -> Diagnostic {
    let file = files.add(name, "");
    match severity {
        Severity::Error => Diagnostic::error(code, message, file, 0..0),
        Severity::Warning => Diagnostic::warning(code, message, file, 0..0),
    }
}

/// Values, the most frequent first, and those of one frequency by alphabet.
fn by_frequency(values: BTreeMap<String, u64>) -> Vec<String> {
    let mut values: Vec<(String, u64)> = values.into_iter().collect();
    values.sort_by_key(|&(_, records)| std::cmp::Reverse(records));
    values.into_iter().map(|(value, _)| value).collect()
}

/// The values as they are quoted behind a sentence.
fn quoted(values: &[String]) -> String {
    if values.is_empty() {
        return String::new();
    }
    let quote = |value: &String| format!("`{value}`");
    let first: Vec<String> = values.iter().take(QUOTED_VALUES).map(quote).collect();
    match values.len().saturating_sub(QUOTED_VALUES) {
        0 => format!(": {}", first.join(", ")),
        more => format!(": {} and {more} more", first.join(", ")),
    }
}

/// How many records, what about them, and the values that are wrong.
fn sentence(oddity: &Oddity) -> String {
    let what = meaning(oddity.name).replace("{things}", &oddity.things.to_string());
    let what = format!("{what}{}", quoted(&oddity.values));
    match oddity.records {
        1 => format!("in 1 record {what}"),
        records => format!("in {records} records {what}"),
    }
}

fn meaning(name: &str) -> String {
    if let Some(what) = name.strip_prefix("unmapped-") {
        let what = what.replace('-', " ");
        return format!("the column map has no {what} for the value");
    }
    let known = MEANINGS.iter().find(|(known, _)| *known == name);
    known.map_or_else(|| name.replace('-', " "), |(_, what)| (*what).to_owned())
}

/// What is odd about records, by the names that formats give it.
const MEANINGS: &[(&str, &str)] = &[
    (
        "low-best-high",
        "the lowest, best and highest estimate are not in order",
    ),
    (
        "source-before-event",
        "every source is older than the event",
    ),
    ("same-id", "the id stands in another record too"),
    (
        "place-in-two-positions",
        "the place has other coordinates in another record",
    ),
    (
        "text-behind-quote",
        "characters follow a closing quotation mark: cells may not end where they were meant to",
    ),
    (
        "no-id",
        "there is no id: the place in the file stands for it",
    ),
    (
        "dated-long-before-added",
        "the event is dated more than 300 days before it was added",
    ),
    (
        "recurrence-not-expanded",
        "the event recurs: only its first time is shown",
    ),
    (
        "unknown-cameo-code",
        "the CAMEO code is not in the codebook",
    ),
    ("unknown-country", "the country is of no known name or code"),
    ("unknown-source", "a source is named that no file has"),
    (
        "unknown-association",
        "an association is named that no file has",
    ),
    (
        "unknown-time-precision",
        "the precision of the date is of no known code",
    ),
    (
        "half-coordinates",
        "one coordinate is there and the other is not",
    ),
    (
        "lists-of-unlike-length",
        "lists that belong together have different lengths",
    ),
    (
        "time-not-read",
        "the clock time cannot be read: it is kept as text",
    ),
    (
        "null-island",
        "the coordinates are 0, 0, which stands for unknown as a rule",
    ),
    (
        "control-characters",
        "there are control characters, which no text has: the file may be damaged",
    ),
    (
        "list-items-left-out",
        "the column map names items of a list by position and leaves others out, {things} in all: `*` names every item",
    ),
    (
        "unpaired-surrogate",
        "there is half of a surrogate pair, which is no character: U+FFFD stands for it",
    ),
    (
        "unknown-code",
        "a code is not in the codebook: it is kept as it is written",
    ),
    (
        "unknown-event-type",
        "the type of the event is not in the codebook: it is kept as it is written",
    ),
    (
        "bad-publication-date",
        "the date of a source cannot be read",
    ),
    ("bad-url", "the address of a source is none"),
    ("coordinates-not-readable", "the coordinates cannot be read"),
    (
        "geo-not-read",
        "the coordinates cannot be read: `GEO` has latitude;longitude",
    ),
    (
        "geometry-without-coordinates",
        "the geometry has no coordinates, or is of no known type",
    ),
    (
        "geometry-over-half-the-globe",
        "the geometry reaches over half of the globe: it has no place",
    ),
    (
        "counts-several-events",
        "the record stands for several events of GDELT",
    ),
    ("actors-not-a-list", "the actors are no list"),
    ("actor-not-an-object", "an actor is no object"),
    (
        "cells-unlike-header",
        "there are more or fewer cells than columns",
    ),
    (
        "unknown-timezone",
        "the time zone is not known: the time is kept as text",
    ),
    (
        "zones-disagree",
        "the time has another zone with it than beside it: the one with it counts",
    ),
    (
        "quote-without-source",
        "words are quoted, and no source says where they stand",
    ),
    (
        "number-in-words",
        "a number cannot be read as one: it is kept as text",
    ),
    (
        "ends-in-another-zone",
        "the end is in another time zone than the start: only the days are read",
    ),
    ("line-not-read", "a line is no line of a calendar"),
    (
        "end-without-year",
        "the end has no year: the start stands for it",
    ),
    (
        "day-without-month",
        "there is a day and no month: the year is read",
    ),
];

/// Lines before each chunk, by file and chunk.
struct LinesBefore(BTreeMap<(usize, u32), usize>);

fn lines_before(mut chunks: Vec<(usize, u32, usize)>) -> LinesBefore {
    chunks.sort_unstable();
    let (mut file_before, mut lines_so_far) = (usize::MAX, 0);
    let before = chunks.into_iter().map(|(file, chunk, lines)| {
        if file != file_before {
            (file_before, lines_so_far) = (file, 0);
        }
        let before = lines_so_far;
        lines_so_far += lines;
        ((file, chunk), before)
    });
    LinesBefore(before.collect())
}

impl LinesBefore {
    fn move_down(&self, spot: &mut Spot) {
        let before = self.0.get(&(spot.file, spot.chunk)).copied().unwrap_or(0);
        spot.first.line += before + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::path::Path;

    fn sources(folder: &Path, found: &mut String) {
        for entry in fs::read_dir(folder).expect("the sources are there") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                sources(&path, found);
            } else if !path.ends_with("tests.rs") {
                let text = fs::read_to_string(&path).expect("text");
                found.push_str(text.split("#[cfg(test)]\nmod").next().unwrap_or_default());
            }
        }
    }

    #[test]
    fn every_oddity_is_told_in_words() {
        let mut text = String::new();
        for folder in ["src/reader", "src/load"] {
            sources(
                &Path::new(env!("CARGO_MANIFEST_DIR")).join(folder),
                &mut text,
            );
        }
        let mut names = 0;
        for mark in [".odd(\"", ".odd_in(\"", ".odd_things(\"", ".also(\""] {
            for rest in text.split(mark).skip(1) {
                let name = rest.split('"').next().unwrap_or_default();
                if name
                    .bytes()
                    .all(|byte| byte == b'-' || byte.is_ascii_lowercase())
                {
                    assert_ne!(meaning(name), name.replace('-', " "), "{name}");
                    names += 1;
                }
            }
        }
        assert!(names > 30, "{names}");
    }
}
