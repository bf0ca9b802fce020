//! What is wrong with the data: in groups, with places, and the event that each problem is of.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use super::engine::Scope;
use super::{EventKey, ProblemKey, ProblemLine, ProblemRow, Problems};
use crate::diagnostic::{self, Colour, Diagnostic, Position, Severity, SourceMap};
use crate::model::Event;

/// What is wrong with one dataset.
#[derive(Debug)]
pub(super) struct Troubles {
    found: Vec<Diagnostic>,
    files: SourceMap,
    /// By problem, once somebody looks: where it stands, and the position of the event in whose record it is.
    places: OnceLock<Vec<Place>>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Place {
    position: Option<Position>,
    event: Option<u32>,
}

impl Troubles {
    pub(super) fn new(found: Vec<Diagnostic>, files: SourceMap) -> Self {
        Self {
            found,
            files,
            places: OnceLock::new(),
        }
    }

    fn places(&self, events: &[Event]) -> &[Place] {
        self.places
            .get_or_init(|| places(&self.found, &self.files, events))
    }
}

/// How many problems of a severity there are.
pub(super) fn count(sets: &[Troubles], severity: Severity) -> usize {
    let found = sets.iter().flat_map(|set| &set.found);
    diagnostic::count(found, severity)
}

/// The problem as text.
pub(super) fn drawn(scope: &Scope<'_>, key: ProblemKey) -> Option<String> {
    let set = scope.engine.problems().get(usize::from(key.dataset))?;
    let problem = set.found.get(key.problem as usize)?;
    Some(diagnostic::render(problem, &set.files, Colour::Off))
}

/// A run of the lines of all problems that are shown.
pub(super) fn problems(
    scope: &Scope<'_>,
    closed: &[String],
    (first, len): (usize, usize),
    of: Option<EventKey>,
) -> Problems {
    let groups = groups(scope);
    let is_closed = |group: &Group| closed.iter().any(|code| code == group.code);
    let lines_of = |group: &Group| {
        1 + if is_closed(group) {
            0
        } else {
            group.found.len()
        }
    };
    let mut answer = Problems {
        first,
        all: [Severity::Error, Severity::Warning]
            .map(|severity| count(scope.engine.problems(), severity))
            .iter()
            .sum(),
        ..Problems::default()
    };
    let mut line = 0;
    for group in &groups {
        match group.severity {
            Severity::Error => answer.errors += group.count,
            Severity::Warning => answer.warnings += group.count,
        }
        let of_event = |&key: &ProblemKey| of.is_some() && event(scope, key) == of;
        if let Some(at) = group.found.iter().position(of_event) {
            let rank = if is_closed(group) {
                line
            } else {
                line + 1 + at
            };
            answer.anchor.get_or_insert(rank);
        }
        let lines = lines_of(group);
        let wanted = first.max(line)..(first + len).min(line + lines);
        let within = wanted.start.saturating_sub(line)..wanted.end.saturating_sub(line);
        answer
            .lines
            .extend(shown(scope, group, is_closed(group), within));
        line += lines;
    }
    answer.total = line;
    answer
}

/// The problems of one sort that are shown, by place.
struct Group {
    code: &'static str,
    severity: Severity,
    found: Vec<ProblemKey>,
    /// How many problems, those that are only counted included.
    count: usize,
}

fn groups(scope: &Scope<'_>) -> Vec<Group> {
    let mut groups: BTreeMap<(Severity, &'static str), Vec<ProblemKey>> = BTreeMap::new();
    for (dataset, set) in (0..).zip(scope.engine.problems()) {
        for (at, problem) in (0..).zip(&set.found) {
            let key = ProblemKey {
                dataset,
                problem: at,
            };
            if is_shown(scope, key) {
                let group = groups.entry((problem.severity, problem.code)).or_default();
                group.push(key);
            }
        }
    }
    let mut groups: Vec<Group> = groups
        .into_iter()
        .map(|((severity, code), found)| Group {
            code,
            severity,
            count: found.iter().map(|&key| times(scope, key)).sum(),
            found,
        })
        .collect();
    groups.sort_by_key(|group| (group.severity, std::cmp::Reverse(group.count), group.code));
    for group in &mut groups {
        group
            .found
            .sort_by_key(|&key| (key.dataset, place_order(scope, key)));
    }
    groups
}

/// How many problems one stands for.
fn times(scope: &Scope<'_>, key: ProblemKey) -> usize {
    let problem = &scope.engine.problems()[usize::from(key.dataset)].found[key.problem as usize];
    usize::try_from(problem.times).unwrap_or(usize::MAX)
}

fn place_order(scope: &Scope<'_>, key: ProblemKey) -> (u32, usize, u32) {
    let problem = &scope.engine.problems()[usize::from(key.dataset)].found[key.problem as usize];
    let label = problem.labels.first();
    label.map_or((u32::MAX, 0, key.problem), |label| {
        (label.file, label.span.start, key.problem)
    })
}

/// Problems of matching events, and those of no event.
fn is_shown(scope: &Scope<'_>, key: ProblemKey) -> bool {
    event(scope, key).is_none_or(|event| {
        let row = scope.engine.row(event);
        row.is_some_and(|row| scope.selection.listed(scope.store(), row).is_some())
    })
}

fn place(scope: &Scope<'_>, key: ProblemKey) -> Place {
    let dataset = usize::from(key.dataset);
    let events = &scope.engine.datasets()[dataset].events;
    scope.engine.problems()[dataset].places(events)[key.problem as usize]
}

fn event(scope: &Scope<'_>, key: ProblemKey) -> Option<EventKey> {
    place(scope, key).event.map(|event| EventKey {
        dataset: key.dataset,
        event,
    })
}

/// Some lines of a group, of which the first is its heading.
fn shown(scope: &Scope<'_>, group: &Group, closed: bool, lines: Range<usize>) -> Vec<ProblemLine> {
    let heading = ProblemLine::Group {
        code: group.code,
        severity: group.severity,
        count: group.count,
        closed,
    };
    let line = |at: usize| match at.checked_sub(1) {
        None => heading.clone(),
        Some(at) => ProblemLine::Problem(row(scope, group.found[at])),
    };
    lines.map(line).collect()
}

fn row(scope: &Scope<'_>, key: ProblemKey) -> ProblemRow {
    let set = &scope.engine.problems()[usize::from(key.dataset)];
    let problem = &set.found[key.problem as usize];
    let file = problem
        .labels
        .first()
        .map(|label| set.files.name(label.file));
    ProblemRow {
        key,
        severity: problem.severity,
        message: problem.message.clone(),
        file: file.unwrap_or_default().to_owned(),
        place: place(scope, key).position.map(|at| (at.line, at.column)),
        event: event(scope, key),
    }
}

/// Where problems stand, and whose they are: texts are walked once.
fn places(found: &[Diagnostic], files: &SourceMap, events: &[Event]) -> Vec<Place> {
    let mut places = vec![Place::default(); found.len()];
    let mut by_file: BTreeMap<u32, Vec<(usize, usize)>> = BTreeMap::new();
    for (at, problem) in found.iter().enumerate() {
        // A label without extent is about the whole file.
        if let Some(label) = problem.labels.first().filter(|label| label.span != (0..0)) {
            by_file
                .entry(label.file)
                .or_default()
                .push((label.span.start, at));
        }
    }
    let records = records(events);
    for (file, mut marks) in by_file {
        marks.sort_unstable();
        let positions = files.positions(file, marks.iter().map(|&(start, _)| start));
        for (&(start, at), position) in marks.iter().zip(positions) {
            places[at] = Place {
                position: Some(position),
                event: record_at(&records, files, file, start),
            };
        }
    }
    places
}

/// Where records of events begin: file, byte, position of the event; in rising order.
fn records(events: &[Event]) -> Vec<(u32, u32, u32)> {
    let mut records: Vec<(u32, u32, u32)> = (0..)
        .zip(events)
        .map(|(at, event)| (event.origin.file, event.origin.start, at))
        .collect();
    records.sort_unstable();
    records
}

/// The event in whose record a byte is: no record of another kind and none that was left out begins in between.
fn record_at(
    records: &[(u32, u32, u32)],
    files: &SourceMap,
    file: u32,
    byte: usize,
) -> Option<u32> {
    let before = records.partition_point(|&(of, start, _)| (of, start as usize) <= (file, byte));
    let &(of, start, event) = records.get(before.checked_sub(1)?)?;
    if of != file {
        return None;
    }
    let text = files.text(file);
    let header = start as usize + 1;
    let line_end =
        memchr::memchr(b'\n', text.as_bytes().get(byte..)?).map_or(text.len(), |at| byte + at);
    let between = text.get(header..line_end.max(header))?;
    let begins = |line: &str| {
        line.starts_with('[') && !line.starts_with("[[event.") && !line.starts_with("[event.")
    };
    (!between.lines().skip(1).any(begins)).then_some(event)
}
