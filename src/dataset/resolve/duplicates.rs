//! Events that may have been entered twice.

use std::collections::{BTreeSet, HashMap};

use super::super::problems::Problems;
use super::ids::At;
use crate::diagnostic::Diagnostic;
use crate::model::{DayRange, Event, EventKind, RegionIx, RelationKind};

/// Events of one day, kind and region that one event is compared with. They are sorted by title, so that similar ones are
/// near each other; comparing all pairs would be quadratic where thousands fall on one day.
const NEIGHBOURS: usize = 16;

/// Share of words that two titles have in common (Jaccard index) from which on they are said to be alike.
const ALIKE: f64 = 0.6;

/// Warns of events of the same days, kind and region with titles alike, unless a relation says that they are the same.
pub(super) fn check(events: &[Event], ids: &[At], problems: &mut Problems) {
    let mut groups: HashMap<(DayRange, EventKind, RegionIx), Vec<usize>> = HashMap::new();
    for (number, event) in events
        .iter()
        .enumerate()
        .filter(|(_, event)| !event.when.derived)
    {
        groups
            .entry((event.when.date.bounds(), event.kind, event.region))
            .or_default()
            .push(number);
    }
    let mut groups: Vec<Vec<usize>> = groups
        .into_values()
        .filter(|group| group.len() > 1)
        .collect();
    groups.sort_unstable();
    for group in groups {
        for (first, second) in alike(events, &group) {
            report(events, ids, first.min(second), first.max(second), problems);
        }
    }
}

fn alike(events: &[Event], group: &[usize]) -> Vec<(usize, usize)> {
    let mut titles: Vec<(BTreeSet<String>, usize)> = group
        .iter()
        .map(|&number| (words(&events[number].title), number))
        .collect();
    titles.sort();
    let mut pairs = Vec::new();
    for (at, (title, number)) in titles.iter().enumerate() {
        let near = titles.iter().skip(at + 1).take(NEIGHBOURS);
        pairs.extend(
            near.filter(|(other, _)| similarity(title, other) >= ALIKE)
                .map(|(_, other)| (*number, *other)),
        );
    }
    pairs
}

fn words(title: &str) -> BTreeSet<String> {
    title
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

fn similarity(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f64 {
    let common = a.intersection(b).count();
    let all = a.len() + b.len() - common;
    if all == 0 {
        0.0
    } else {
        common as f64 / all as f64
    }
}

fn report(events: &[Event], ids: &[At], first: usize, second: usize, problems: &mut Problems) {
    if related(events, first, second) || related(events, second, first) {
        return;
    }
    let (one, two) = (&events[first], &events[second]);
    let message = format!(
        "events `{}` and `{}` may be the same: day, kind, region and most of the title agree",
        one.id, two.id
    );
    let diagnostic = Diagnostic::warning(
        "near-duplicate",
        message,
        ids[second].file,
        ids[second].span.range(),
    );
    problems.push(
        diagnostic
            .also(ids[first].file, ids[first].span.range(), "the other one")
            .hint("merge them, or say how they differ with a `same_as`, `part_of` or `contradicts` relation"),
    );
}

fn related(events: &[Event], from: usize, to: usize) -> bool {
    let telling = |kind| {
        matches!(
            kind,
            RelationKind::SameAs
                | RelationKind::PartOf
                | RelationKind::Contradicts
                | RelationKind::Follows
        )
    };
    events[from]
        .relations
        .iter()
        .any(|relation| relation.event.index() == to && telling(relation.kind))
}
